// A message as Discord's messages: a private answer in components (V2), a post as content and an embed. Pure; whatever a message holds, what
// comes out is within Discord's limits, and what does not fit goes with it as a file.
import type { Say } from '../languages/say.ts'
import type { Message, Node } from '../message/message.ts'
import type { Attachment } from './api.ts'
import { type ButtonIds, withIds } from './buttons.ts'
import { type Carried, carriedBy, listed } from './carried-files.ts'
import { classic, newsIn } from './classic.ts'
import type { LongId, MessageIds } from './custom-id.ts'
import { laidOut } from './layout.ts'
import { limits } from './limits.ts'
import { mentionedIn } from './mentioned.ts'
import { type Native, nativeMessage } from './native-message.ts'
import { markedEmbed, markedLayout, markedRows, unseenMark } from './post-mark.ts'

export type { Native } from './native-message.ts'

/** What the bodies of posts, answers and their rewriting have in common. */
export interface Body {
  content?: string
  embeds?: object[]
  components?: object[]
  /** https://docs.discord.com/developers/resources/message#message-object-message-flags */
  flags?: number
  allowed_mentions: { parse: []; users: string[] }
  /** Names the files that go with the body; `id` is a file's place among them. */
  attachments?: object[]
}

export interface Rendered {
  readonly body: Body
  /** To be sent with the body. */
  readonly files: readonly Attachment[]
  /** To be kept before the body is sent. */
  readonly long: readonly LongId[]
}

export const flags = { ephemeral: 1 << 6, components: 1 << 15 } as const

/**
 * A private answer: components, and ephemeral, which does nothing in a conversation in private. Nobody is told of it; a file is named, not
 * carried, and a picture left out.
 */
export function renderAnswer(message: Message, ids: MessageIds, say: Say, native: Native): Rendered {
  const [shown, buttons] = withIds(nativeMessage(message, native), ids)
  const { components, files } = laidOut(shown, buttons, {}, say)
  return rendered({ flags: flags.components | flags.ephemeral, components: [...components] }, [], files, ids)
}

export interface PostOptions {
  readonly key: string
  /** The message's picture, drawn; without it the post goes without. */
  readonly picture?: Attachment
  /** All of it in components, which a message never gives up once it has them. */
  readonly layout?: boolean
  /** For the words of a file with what does not fit. */
  readonly say?: Say
}

/**
 * What everybody in a channel, or one person in a conversation, sees. It carries its key's mark, so that it can be found again. In components
 * where it has to be: `flags` then says so.
 */
export function renderPost(message: Message, ids: MessageIds, options: PostOptions, native: Native): Rendered {
  const [shown, buttons] = withIds(nativeMessage(message, native), ids)
  const users = mentionedIn(shown.nodes).slice(0, limits.mentions)
  const { body, files } =
    options.layout || needsLayout(shown) ? postInComponents(shown, buttons, options) : classicPost(shown, buttons, options)
  return rendered(body, users, files, ids)
}

type Shape = Omit<Body, 'allowed_mentions' | 'attachments'>
interface Post {
  readonly body: Shape
  readonly files: readonly Carried[]
}

function postInComponents(message: Message, ids: ButtonIds, { key, picture, say }: PostOptions): Post {
  const { components, files } = laidOut(message, ids, carriedBy(message, picture), say)
  return { body: { flags: flags.components, components: markedLayout(components, key) }, files }
}

function classicPost(message: Message, ids: ButtonIds, { key, picture, say }: PostOptions): Post {
  const unseen = unseenMark(key)
  const { content, embed, rows, files } = classic(message, ids, carriedBy(message, picture), unseen.length, say)
  return {
    body: {
      content: embed || rows.length > 0 ? content : content + unseen,
      embeds: embed ? [markedEmbed(embed, key)] : [],
      components: markedRows(rows, key),
    },
    files,
  }
}

/** Buttons belong to the words above them, where only a side remark may follow; and nobody is told of a mention in an embed. */
function needsLayout({ nodes }: Message): boolean {
  const first = nodes.findIndex(({ kind }) => kind === 'buttons')
  const news = newsIn(nodes)
  return (first >= 0 && nodes.slice(first).some(says)) || mentionedIn(nodes.filter((node) => node !== news)).length > 0
}

const says = ({ kind }: Node): boolean => ['headline', 'text', 'bar', 'list', 'facts'].includes(kind)

const rendered = (body: Shape, users: string[], files: readonly Carried[], { long }: MessageIds): Rendered => ({
  body: { ...body, allowed_mentions: { parse: [], users }, attachments: files.map(listed) },
  files: files.map(({ file }) => file),
  long,
})
