// A message as Discord's messages: a private answer in components, a post as content and embeds. Pure; whatever a message holds, what comes
// out is within Discord's limits.
import type { Say } from '../languages/say.ts'
import { fileIn, type Message } from '../message/message.ts'
import { plainText } from '../message/plain-text.ts'
import type { Attachment } from './api.ts'
import type { LongId, MessageIds } from './custom-id.ts'
import { limits } from './limits.ts'
import { markIds } from './post-mark.ts'

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

/** A command in code, as somebody who types it on Discord would. */
export type Native = (typed: string) => string

export const flags = { ephemeral: 1 << 6, components: 1 << 15 } as const

/** A private answer, in components and ephemeral; in a conversation in private that flag does nothing. */
export function renderAnswer(message: Message, ids: MessageIds, _say: Say, _native: Native): Rendered {
  return {
    body: {
      flags: flags.components | flags.ephemeral,
      components: [{ type: 10, content: plainText(message).slice(0, limits.layout.text) || '–' }],
      allowed_mentions: { parse: [], users: [] },
    },
    files: [],
    long: ids.long,
  }
}

export interface PostOptions {
  readonly key: string
  /** The message's picture, drawn; without it the message goes without. */
  readonly picture?: Attachment
  /** All of it in components, which a message never gives up once it has them. */
  readonly layout?: boolean
}

/** What everybody in a channel, or one person in a conversation, sees. */
export function renderPost(message: Message, ids: MessageIds, { key, picture }: PostOptions, _native: Native): Rendered {
  const file = fileIn(message)
  const files = [
    ...(picture ? [picture] : []),
    ...(file ? [{ name: file.name, mediaType: file.mediaType, bytes: Buffer.from(file.content) }] : []),
  ]
  const [mark] = markIds(key)
  return {
    body: {
      content: plainText(message).slice(0, limits.content) || '–',
      embeds: [],
      components: [
        ...message.nodes.flatMap((node) =>
          node.kind === 'buttons'
            ? [
                {
                  type: 1,
                  id: mark,
                  components: node.buttons
                    .slice(0, 5)
                    .map(({ label, action, value }) => ({ type: 2, style: 2, label, custom_id: ids.of(action, value) })),
                },
              ]
            : [],
        ),
      ],
      allowed_mentions: { parse: [], users: [] },
      attachments: files.map(({ name }, id) => ({ id: String(id), filename: name })),
    },
    files,
    long: ids.long,
  }
}
