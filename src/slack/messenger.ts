// Saying on Slack what nobody asked for: posts, their rewriting, and finding one whose answer was lost.
import type { types, webApi } from '@slack/bolt'
import { listIn, objectIn, textIn } from '../conversation/json.ts'
import { type Destination, type Messenger, NotDelivered, type PostedRef, partsOf } from '../conversation/platform.ts'
import { fileIn, type Message, pictureIn } from '../message/message.ts'
import { type Instant, later } from '../vocabulary/clock.ts'
import type { Log } from './bolt-logger.ts'
import { notDelivered, reasonOf } from './failure.ts'
import { shareFile } from './files.ts'
import { time } from './limits.ts'
import { pictureBlock, type Showing } from './picture.ts'
import { carries, isMarked, markedName, metadataType } from './post-mark.ts'
import { render } from './render.ts'

/** Our clock and Slack's may differ by this much, in milliseconds; a message is looked for that much earlier. */
const clocksApart = 5 * 60_000

/** Messages a page; Slack gives fewer to some apps: https://docs.slack.dev/reference/methods/conversations.history */
const page = 200

/**
 * A messenger over a Web API client that does not retry by itself. One client serves one installation; the destination's
 * installation is not looked at. A destination may be a person: then it is the conversation between them and the bot. `botId`: the bot's own, as `auth.test` gives it, once it is known.
 * Without `showing` posts come without their pictures. `quick`: with a shorter time-out, for the last of several calls.
 */
export function slackMessenger(
  client: webApi.WebClient,
  botId: () => string | undefined,
  showing?: Showing & { readonly log: Log },
  quick: webApi.WebClient = client,
): Messenger {
  const directs = new Map<string, string>()

  /** Posting to a person is enough to reach them; looking and rewriting need the id of the conversation with them. */
  async function channelOf(to: Destination): Promise<string> {
    const { channel: id } = partsOf(to)
    if (!/^[UW]/.test(id)) return id
    const known = directs.get(id)
    if (known) return known
    const { channel } = await client.conversations.open({ users: id })
    if (!channel?.id) throw new NotDelivered('later', 'no_channel')
    directs.set(id, channel.id)
    return channel.id
  }

  /**
   * Posts with the message's picture; without it where it cannot be had in time, and where Slack does not take it. A post that may stand
   * there is not tried again here.
   */
  async function withPicture(message: Message, post: (by: webApi.WebClient, image?: types.ImageBlock) => Promise<string>): Promise<string> {
    const picture = pictureIn(message)
    if (!picture || !showing) return post(client)
    const [late, atLast] = [AbortSignal.timeout(time.picture), AbortSignal.timeout(time.postAtLast)]
    const image = await pictureBlock(client, picture, showing, showing.log, late)
    if (!image) return post(quick)
    for (;;) {
      try {
        return await post(quick, image)
      } catch (error) {
        const { outcome, reason } = notDelivered(error)
        if (outcome !== 'never') throw error
        if (atLast.aborted) throw new NotDelivered('later', reason)
        if (reason === 'invalid_blocks' && !late.aborted) {
          // Slack has not taken it in yet.
          await new Promise((resolve) => setTimeout(resolve, time.betweenPosts))
          continue
        }
        showing.log.warn({ reason }, 'A post goes without its picture')
        return post(quick)
      }
    }
  }

  return {
    platform: 'slack',
    pace: { post: time.betweenPosts, rewrite: time.betweenRewrites },
    post(to, message, { key, thread, again = false }) {
      return delivering(async () => {
        const { channel: id } = partsOf(to)
        const file = fileIn(message)
        if (file) {
          const late = AbortSignal.timeout(time.postAtLast)
          const words = { nodes: message.nodes.filter((node) => node !== file) }
          const shared = { comment: rendered(words, key).text, channel: channelOf(to), thread }
          return fileRef(await shareFile({ client, quick }, { ...file, name: markedName(file.name, key) }, shared, late))
        }
        return withPicture(again ? withoutPicture(message) : message, async (by, image) => {
          const { ts, channel } = await by.chat.postMessage({
            channel: directs.get(id) ?? id,
            ...contents(message, key, image),
            unfurl_links: false,
            unfurl_media: false,
            ...(thread ? { thread_ts: thread } : {}),
          })
          // Slack said yes without saying where: it stands there and can be found.
          if (!ts) throw new NotDelivered('unsure', 'no_ts')
          if (channel && channel !== id) directs.set(id, channel)
          return ts
        })
      })
    },
    rewrite(to, posted, message, { key }) {
      return delivering(async () => {
        // Slack has no way to put another file in the place of one.
        if (posted.startsWith(fileRef(''))) throw new NotDelivered('never', 'message_not_found')
        // A picture that it had shows what was: it goes, and the words are what is.
        await client.chat.update({ channel: await channelOf(to), ts: posted, ...contents(message, key) })
      })
    },
    find(to, key, since, thread) {
      return delivering(async () => {
        const channel = await channelOf(to)
        try {
          return await look(client, channel, key, since, thread, botId())
        } catch (error) {
          // A public channel can be posted to from outside (chat:write.public) but not read.
          if (reasonOf(error) !== 'not_in_channel') throw error
          await client.conversations.join({ channel })
          return look(client, channel, key, since, thread, botId())
        }
      })
    },
  }
}

const withoutPicture = ({ nodes }: Message): Message => ({ nodes: nodes.filter(({ kind }) => kind !== 'picture') })

/** A file is shared a moment after Slack has said yes, and only then has a `ts`: until then its own id names it. */
const fileRef = (id: string): PostedRef => `file/${id}`

function contents(message: Message, key: string, image?: types.ImageBlock) {
  return {
    ...rendered(message, key, image),
    metadata: { event_type: metadataType, event_payload: { key } },
    // chat.update would otherwise parse names and links in the text as a person's client does.
    parse: 'none' as const,
    link_names: false,
  }
}

function rendered(message: Message, key: string, image?: types.ImageBlock) {
  try {
    return render(message, key, image)
  } catch (error) {
    throw Object.assign(new NotDelivered('never', 'cannot_render'), { cause: error })
  }
}

async function delivering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw notDelivered(error)
  }
}

async function look(
  client: webApi.WebClient,
  channel: string,
  key: string,
  since: Instant,
  thread: PostedRef | undefined,
  botId: string | undefined,
): Promise<PostedRef | undefined> {
  const asked = {
    channel,
    oldest: (later(since, -clocksApart) / 1_000).toFixed(6),
    inclusive: true,
    include_all_metadata: true,
    limit: page,
  }
  let cursor: string | undefined
  do {
    const from = cursor ? { ...asked, cursor } : asked
    const { messages, response_metadata: next } = thread
      ? await client.conversations.replies({ ...from, ts: thread })
      : await client.conversations.history(from)
    for (const message of messages ?? []) {
      const { ts, bot_id: author } = objectIn(message)
      const ours = !botId || !textIn(author) || author === botId
      // Slack's replies begin with the message they reply to, whose key is not asked for here.
      if (ours && ts !== thread && carries(message, key)) return textIn(ts)
      const file =
        ours &&
        listIn(objectIn(message).files)
          .map(objectIn)
          .find(({ name }) => isMarked(textIn(name), key))
      const id = file && textIn(file.id)
      if (id) return fileRef(id)
    }
    cursor = textIn(next?.next_cursor)
  } while (cursor)
  return undefined
}
