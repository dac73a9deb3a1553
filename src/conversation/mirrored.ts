// What is announced stands in each mirror too: a channel of another installation of the same workspace. A copy is an entry of its own, under
// the key of what it copies and where it goes, so that each is posted once, corrected where it stands, and waits for nobody but its own channel.
import type { Workspace } from './people.ts'
import { type Destination, type InstallationRef, partsOf, platforms } from './platform.ts'
import type { Post } from './post.ts'

type Announcing = Pick<Workspace, 'announce' | 'rules'>

/** The key of the copy that goes there. */
export const copyKey = (key: string, to: Destination): string => `${key}@${to}`

/** What stands in the key of a copy, and in no other. An inbox has an @ in it too, but no platform behind that. */
export const copyMarks: readonly string[] = platforms.map((name) => `@${name}/`)

/** True for a key that `copyKey` made. */
export const isCopy = (key: string): boolean => copyMarks.some((mark) => key.includes(mark))

export const isIn = (to: Destination, { platform, id }: InstallationRef): boolean => {
  const { installation } = partsOf(to)
  return installation.platform === platform && installation.id === id
}

/** They were destinations when they were stored. */
const destinations = (stored: readonly string[]): readonly Destination[] => stored as readonly Destination[]

/** Where all that is announced stands too. A mirror beside the channel of announcements itself rests until they move away. */
export const mirrorsOf = ({ announce, rules }: Announcing): readonly Destination[] =>
  destinations(rules.mirrors).filter((to) => !isIn(to, partsOf(announce).installation))

/**
 * The entries with their copies, each behind what it copies. What is new goes to each mirror there is; a rewriting or a reply goes to every
 * channel that ever was one, and storage leaves out those where no copy of its message was written.
 */
export function mirrored(posts: readonly Post[], workspace: Announcing): readonly Post[] {
  const { mirrors, mirrorsBefore } = workspace.rules
  if (mirrors.length === 0 && mirrorsBefore.length === 0) return posts
  const now = mirrorsOf(workspace)
  const ever = [...new Set(destinations([...mirrors, ...mirrorsBefore]))]
  const announced = new Set(posts.flatMap(({ key, to, action }) => (action.do === 'post' && to === workspace.announce ? [key] : [])))
  return posts.flatMap((post) => {
    const { action } = post
    if (action.do === 'post')
      return announced.has(post.key) ? [post, ...now.map((to) => ({ ...post, key: copyKey(post.key, to), to }))] : [post]
    const places = announced.has(action.of) ? now : ever
    return [
      post,
      ...places.map((to) => ({ ...post, key: copyKey(post.key, to), to, action: { do: action.do, of: copyKey(action.of, to) } })),
    ]
  })
}

/** Where a copy of a message may stand: the keys that it would have. */
export const copyKeys = (key: string, { rules }: Pick<Workspace, 'rules'>): readonly string[] =>
  [...new Set(destinations([...rules.mirrors, ...rules.mirrorsBefore]))].map((to) => copyKey(key, to))
