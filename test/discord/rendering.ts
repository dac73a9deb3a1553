// Rendering for tests, with ids as the program makes them.
import { expect } from 'vitest'
import { customIds } from '../../src/discord/custom-id.ts'
import { type PostOptions, type Rendered, renderAnswer, renderPost } from '../../src/discord/render.ts'
import { sayIn } from '../../src/languages/speak.ts'
import type { Message, Node } from '../../src/message/message.ts'
import { problemsOf } from '../fakes/discord/message-rules.ts'

const guild = '812345678901234567'
export const ids = customIds('a secret of thirty-two characters', { find: () => Promise.resolve(undefined) })
const asTyped = (typed: string) => typed

export const answered = (message: Message): Rendered => renderAnswer(message, ids.forMessage(guild), sayIn('en'), asTyped)

export const posted = (message: Message, options: Partial<PostOptions> = {}): Rendered =>
  renderPost(message, ids.forMessage(guild), { key: 'a post', ...options }, asTyped)

export const message = (...nodes: Node[]): Message => ({ nodes })

/** What Discord would refuse. */
export const refused = ({ body, files }: Rendered): string[] =>
  problemsOf(body, { files: files.map(({ name, bytes }) => ({ name, size: bytes.length })) })

interface Shown {
  readonly type?: number
  readonly content?: string
  readonly label?: string
  readonly placeholder?: string
  readonly description?: string
  readonly name?: string
  readonly value?: string
  readonly fields?: readonly Shown[]
  readonly components?: readonly Shown[]
  readonly options?: readonly Shown[]
}

const textsOf = ({ content, description, name, value, fields = [], components = [] }: Shown): readonly string[] => [
  ...[content, description, name, value].filter((text) => text !== undefined),
  ...fields.flatMap(textsOf),
  ...components.flatMap(textsOf),
]

/** Every text of a body that is markdown, from the top down. */
export const markdownIn = ({ body }: Rendered): readonly string[] => [
  ...(body.content === undefined ? [] : [body.content]),
  ...[...(body.embeds ?? []), ...(body.components ?? [])].flatMap((each) => textsOf(each as Shown)), // shapes of our own
]

/** The text that is attached because not all was shown. */
export const attachedIn = ({ files }: Rendered): string | undefined => {
  const file = files.find(({ name }) => name === 'dealbell.txt')
  return file && Buffer.from(file.bytes).toString('utf8')
}

/** How a message looks: ids as what they bring back, and without marks, which nobody sees. Checked to be taken by Discord. */
export function onDiscord(shown: Message, as: 'post' | 'answer' = 'post', options: Partial<PostOptions> = {}): unknown {
  expect(refused(as === 'post' ? posted(shown, options) : answered(shown))).toEqual([])
  const plain = { of: (action: string, value: string) => `${action}:${value}`, long: [] }
  const { body, files } =
    as === 'post' ? renderPost(shown, plain, { key: 'a post', ...options }, asTyped) : renderAnswer(shown, plain, sayIn('en'), asTyped)
  const content = body.content?.replace(/[\u200b-\u200d]+$/, '')
  const seen = { ...body, ...(content === undefined ? {} : { content }), files: files.map(({ name, mediaType }) => `${name} ${mediaType}`) }
  return JSON.parse(
    JSON.stringify(seen, (key, value: unknown) => (key === 'id' || (key === 'url' && /dealbell/.test(String(value))) ? undefined : value)),
  )
}
