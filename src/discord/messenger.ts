// Saying on Discord what nobody asked for: posts, their rewriting, and finding one whose answer was lost.
import { objectIn, textIn } from '../conversation/json.ts'
import type { Kept } from '../conversation/kept.ts'
import { type Destination, type Messenger, NotDelivered, type PostedRef, partsOf } from '../conversation/platform.ts'
import type { Message } from '../message/message.ts'
import type { Draw } from '../pictures/pictures.ts'
import type { Clock, Instant } from '../vocabulary/clock.ts'
import { accessOf, isId } from './access.ts'
import type { Attachment, DiscordApi } from './api.ts'
import { type Budget, budget } from './budget.ts'
import { type CustomIds, keepLong } from './custom-id.ts'
import { notDelivered, unseen } from './failure.ts'
import type { Log } from './log.ts'
import { Looks } from './looks.ts'
import { lacking } from './permissions.ts'
import { drawnPicture } from './picture.ts'
import { nonceOf } from './post-mark.ts'
import { type Body, flags, type Native, type Rendered, renderPost } from './render.ts'
import { discordThreads, type Target } from './threads.ts'

/** In milliseconds. */
const time = {
  /** All calls of one post, rewrite or look; after 10 s delivery counts its answer as lost. */
  all: 9_000,
  picture: 4_000,
  openDirect: 4_000,
  /** A call whose effect can be seen is not begun with less than this left: it would be in doubt for no reason. */
  least: 1_500,
} as const

/** Five messages in five seconds and channel: https://docs.discord.com/developers/topics/rate-limits says to go by the headers, and so `DiscordApi` does; this keeps us from meeting them. */
const pace = { post: 1_000, rewrite: 1_000 } as const

/**
 * Discord knows a nonce for "the past few minutes": https://docs.discord.com/developers/resources/message#create-message. For so long (ms) after
 * a try the same post can be made again without looking: if it stands there, Discord says so instead of posting it twice.
 */
const nonceHolds = 120_000

const mostKept = 10_000

/** Why a post may go through without its picture. */
const becauseOfPicture = new Set([
  'missing_permissions',
  'invalid_request',
  'file_too_large',
  'invalid_file',
  'files_not_allowed',
  'blocked_by_moderation',
])
/** Why a reply does not get into a thread, or into one that is made again, when it may still stand beside its message. */
const becauseOfThread = new Set(['thread_locked', 'thread_archived', 'missing_permissions', 'missing_access', 'channel_not_found'])

export interface MessengerNeeds {
  readonly ids: CustomIds
  readonly kept: Pick<Kept, 'keep'>
  readonly clock: Clock
  /** A command as it is typed on Discord. */
  readonly native: Native
  /** The bot's user id, once it is known. */
  readonly me: () => string | undefined
  /** Without it posts come without their pictures. */
  readonly draw?: Draw | undefined
  readonly log: Log
}

/** How a post is to be made; what is nice to have goes first when Discord does not take it. */
interface Plan {
  readonly target: Target
  readonly picture: Attachment | undefined
  /** The thread was put away and has been brought back. */
  readonly broughtBack?: true
  /** The thread, or the conversation, was gone and has been made again. */
  readonly madeAgain?: true
}

interface Asked {
  readonly to: Destination
  readonly thread: PostedRef | undefined
  readonly left: Budget
}

/** Serves every server in which the bot is. A destination's channel is a channel's id, or `@` and a person's: then it is the conversation with them. */
export function discordMessenger(api: DiscordApi, needs: MessengerNeeds): Messenger {
  const { ids, kept, clock, native, me, draw, log } = needs
  const threads = discordThreads(api)
  const access = accessOf(api, me, clock)
  const directs = new Map<string, string>()
  /** When a post was first tried here whose answer is not known. */
  const inDoubt = new Map<string, Instant>()
  const looks = new Looks(api, me)
  /** Messages that are known to stand in components, where they stay. */
  const inComponents = new Set<string>()
  const stands = (at: PostedRef, { flags: set = 0 }: Body) => {
    if ((set & flags.components) === 0) return
    if (inComponents.size >= mostKept) inComponents.clear()
    inComponents.add(at)
  }

  async function channelOf(to: Destination, left: Budget): Promise<string> {
    const { channel: id } = partsOf(to)
    const person = id.startsWith('@') ? id.slice(1) : undefined
    if (!isId(person ?? id)) throw new NotDelivered('never', person === undefined ? 'channel_not_found' : 'user_not_found')
    if (person === undefined) return id
    const open = directs.get(person)
    if (open) return open
    const made = await unseen(() =>
      api.callAtOnce({ method: 'POST', path: '/users/@me/channels', body: { recipient_id: person }, within: left.left(time.openDirect) }),
    )
    const channel = textIn(objectIn(made).id)
    if (!channel) throw new NotDelivered('later', 'no_channel')
    if (directs.size >= mostKept) directs.clear()
    directs.set(person, channel)
    return channel
  }

  async function targetOf(to: Destination, thread: PostedRef | undefined, left: Budget): Promise<Target> {
    const channel = await channelOf(to, left)
    if (thread === undefined) return { channel }
    const at = placeOf(thread)
    if (at.thread !== undefined) return { channel: at.thread, thread: true }
    // A conversation with one person has no threads.
    if (isDirect(to)) return { channel, answers: at.message }
    return unseen(() => threads.under(channel, at.message, left))
  }

  /** Rendered, with what its buttons need kept; nothing of it can be seen yet. */
  async function rendered(to: Destination, message: Message, options: Parameters<typeof renderPost>[2]): Promise<Rendered> {
    let result: Rendered
    try {
      result = renderPost(message, ids.forMessage(partsOf(to).installation.id), options, native)
    } catch (error) {
      throw Object.assign(new NotDelivered('never', 'cannot_render'), { cause: error })
    }
    try {
      await keepLong(kept, result.long, clock.now())
    } catch (error) {
      throw Object.assign(new NotDelivered('later', 'cannot_keep'), { cause: error })
    }
    return result
  }

  async function send(to: Destination, message: Message, key: string, { target, picture }: Plan, left: Budget): Promise<PostedRef> {
    const { body, files } = await rendered(to, message, { key, ...(picture ? { picture } : {}) })
    const reply = target.answers === undefined ? {} : { message_reference: { message_id: target.answers } }
    if (left.left() < time.least) throw new NotDelivered('later', 'too slow')
    const posted = await api.callAtOnce({
      method: 'POST',
      path: `/channels/${target.channel}/messages`,
      // Keys are one workspace's own, and the bot is the author in all of them.
      body: { ...body, ...reply, nonce: nonceOf(`${to} ${key}`), enforce_nonce: true },
      files,
      within: left.left(),
    })
    const id = textIn(objectIn(posted).id)
    // Discord said yes without saying where: it stands there and can be found.
    if (!id) throw new NotDelivered('unsure', 'no_id')
    const ref = target.thread ? `${target.channel}/${id}` : id
    stands(ref, body)
    return ref
  }

  /** What is tried after a certain refusal, each thing once; undefined: nothing more. */
  async function otherwise(plan: Plan, { outcome, reason }: NotDelivered, { to, thread, left }: Asked): Promise<Plan | undefined> {
    const { target, picture } = plan
    if (outcome !== 'never') return undefined
    if (target.answers !== undefined && reason === 'missing_history') return { ...plan, target: { channel: target.channel } }
    if (target.thread && reason === 'thread_archived' && !plan.broughtBack) {
      await threads.unarchive(target.channel, left).catch(() => undefined)
      return { ...plan, broughtBack: true }
    }
    if (picture && becauseOfPicture.has(reason)) {
      log.warn({ reason }, 'A post goes without its picture')
      return { ...plan, picture: undefined }
    }
    const above = thread === undefined ? undefined : aboveThread(placeOf(thread))
    if (reason === 'channel_not_found' && !plan.madeAgain && (target.thread || isDirect(to))) {
      if (above) threads.forget(above)
      directs.delete(partsOf(to).channel.slice(1))
      return { ...plan, target: await targetOf(to, above, left), madeAgain: true }
    }
    if (target.thread && above && becauseOfThread.has(reason)) {
      return { ...plan, target: { channel: await channelOf(to, left), answers: above } }
    }
    return undefined
  }

  async function edit(to: Destination, path: `/${string}`, message: Message, key: string, layout: boolean, left: Budget): Promise<Body> {
    const { body, files } = await rendered(to, message, { key, ...(layout ? { layout } : {}) })
    if (left.left() < time.least) throw new NotDelivered('later', 'too slow')
    await api.callAtOnce({ method: 'PATCH', path, body: replacing(body), files, within: left.left() })
    return body
  }

  /** True where an empty list of messages means that the bot is not shown any. Asked when nothing was found, where it could matter. */
  async function seesNothing(to: Destination, channel: string, left: Budget): Promise<boolean> {
    if (isDirect(to)) return false
    const looked = await access.channel(channel, left.left())
    if (textIn(looked.channel.guild_id) === undefined) return false
    const may = await access.mayIn(partsOf(to).installation.id, looked, left.left())
    return lacking(may, ['READ_MESSAGE_HISTORY']).length > 0
  }

  return {
    platform: 'discord',
    pace,
    post(to, message, { key, thread, again = false }) {
      return delivering(async () => {
        const left = budget(time.all)
        const [picture, target] = await Promise.all([
          again || !draw ? undefined : drawnPicture(message, draw, log, AbortSignal.timeout(time.picture)),
          targetOf(to, thread, left),
        ])
        let plan: Plan = { target, picture }
        for (;;) {
          try {
            const posted = await send(to, message, key, plan, left)
            inDoubt.delete(`${to} ${key}`)
            return posted
          } catch (error) {
            const failure = notDelivered(error)
            if (failure.outcome === 'unsure') doubt(inDoubt, `${to} ${key}`, clock.now())
            const next = await otherwise(plan, failure, { to, thread, left })
            if (!next) throw failure
            plan = next
          }
        }
      })
    },
    rewrite(to, posted, message, { key }) {
      return delivering(async () => {
        const left = budget(time.all)
        const at = placeOf(posted)
        const channel = at.thread ?? (await channelOf(to, left))
        const path = `/channels/${channel}/messages/${at.message}` as const
        const change = async (layout: boolean, again = false): Promise<void> => {
          try {
            stands(posted, await edit(to, path, message, key, layout, left))
          } catch (error) {
            const { thread } = at
            if (again || thread === undefined || notDelivered(error).reason !== 'thread_archived') throw error
            await unseen(() => threads.unarchive(thread, left))
            await change(layout, true)
          }
        }
        try {
          await change(inComponents.has(posted))
        } catch (error) {
          // A message is gone with its thread.
          if (at.thread !== undefined && notDelivered(error).reason === 'channel_not_found')
            throw new NotDelivered('never', 'message_not_found')
          // What stands there in components stays in components: https://docs.discord.com/developers/resources/message#edit-message
          if (inComponents.has(posted) || notDelivered(error).reason !== 'invalid_request') throw error
          await change(true)
        }
      })
    },
    find(to, key, since, thread) {
      return delivering(async () => {
        const left = budget(time.all)
        const channel = await channelOf(to, left)
        const at = thread === undefined ? undefined : placeOf(thread)
        const under = at && (at.thread ?? (isDirect(to) ? undefined : at.message))
        // A reply stands in the thread, or beside its message where there could be none.
        if (under !== undefined) {
          const found = await looks.look(under, key, since, left).catch(absent)
          if (found.ref !== undefined) return `${under}/${found.ref}`
        }
        const { ref, empty } = await looks.look(channel, key, since, left)
        if (ref !== undefined || !empty || !(await seesNothing(to, channel, left))) return ref
        const first = inDoubt.get(`${to} ${key}`)
        if (first !== undefined && Math.abs(clock.now() - first) < nonceHolds) return undefined
        // Whether it stands there cannot be known: rather not said than said twice.
        throw new NotDelivered('never', 'missing_history')
      })
    },
  }
}

const isDirect = (to: Destination): boolean => partsOf(to).channel.startsWith('@')

/** Of a message in a thread: `thread/message`. */
function placeOf(posted: PostedRef): { readonly thread?: string; readonly message: string } {
  const [first = '', second] = posted.split('/')
  if (![first, ...(second === undefined ? [] : [second])].every(isId)) throw new NotDelivered('never', 'message_not_found')
  return second === undefined ? { message: first } : { thread: first, message: second }
}

/** The message under which a thread stands has the thread's id. */
const aboveThread = ({ thread, message }: ReturnType<typeof placeOf>): string => thread ?? message

/** A thread that there is not holds nothing. */
function absent(error: unknown): { readonly ref: undefined; readonly empty: boolean } {
  if (notDelivered(error).reason === 'channel_not_found') return { ref: undefined, empty: true }
  throw error
}

function doubt(since: Map<string, Instant>, post: string, now: Instant): void {
  if (since.size >= mostKept) since.clear()
  if (!since.has(post)) since.set(post, now)
}

/**
 * A body that takes the place of all that stood there: what is not said stays as it was, a picture of before among it. Nobody is pinged by a
 * correction.
 */
function replacing({ content, embeds, components, attachments, flags: set = 0 }: Body): object {
  const inComponents = (set & flags.components) !== 0
  return {
    ...(inComponents ? { content: null, embeds: [] } : { content: content ?? '', embeds: embeds ?? [] }),
    components: components ?? [],
    attachments: attachments ?? [],
    allowed_mentions: { parse: [] },
    ...(set === 0 ? {} : { flags: set }),
  }
}

async function delivering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw notDelivered(error)
  }
}
