// A chat platform in memory: keeps what is posted, and fails as it is told to.
import { type Destination, type Messenger, NotDelivered, type PlatformName, type PostedRef } from '../../src/conversation/platform.ts'
import { type FileNode, fileIn, type Message } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import type { Clock, Instant } from '../../src/vocabulary/clock.ts'
import type { Failure, Standing } from '../contracts/messenger.ts'

export interface Call {
  readonly method: 'post' | 'rewrite' | 'find'
  readonly to: Destination
  readonly key: string
  readonly at: Instant
  /** The time from which `find` was to look. */
  readonly since?: Instant
  /** What the platform did to it instead of, or beside, what was asked. */
  readonly failure?: Failure
}

export interface StandingMessage extends Standing {
  /** As it was given. */
  readonly message: Message
  readonly to: Destination
  readonly key: string
  readonly at: Instant
  /** The file that came with it. */
  readonly file: FileNode | undefined
}

export interface FakeMessenger extends Messenger {
  /** What stands there, oldest first; of one destination or of all. */
  standing(to?: Destination): readonly StandingMessage[]
  /** Every call that was made, in order. */
  readonly calls: readonly Call[]
  /** Fails the next calls of a method, one by one; to one destination or to any. `undefined` lets one pass. */
  script(method: Call['method'] | 'any', failures: readonly (Failure | undefined)[], to?: Destination): void
  /** Fails whatever goes to a destination, until it is told otherwise. */
  always(to: Destination, failure: Failure | undefined): void
  remove(ref: PostedRef): void
}

export function fakeMessenger(
  clock: Clock,
  options: { readonly platform?: PlatformName; readonly pace?: Messenger['pace'] } = {},
): FakeMessenger {
  const messages: (StandingMessage & { text: string; message: Message })[] = []
  const calls: Call[] = []
  const scripts: { method: Call['method'] | 'any'; to: Destination | undefined; failures: (Failure | undefined)[] }[] = []
  const constant = new Map<Destination, Failure>()

  function next(call: Call): Failure | undefined {
    const failure = failureOf(call)
    calls.push(failure ? { ...call, failure } : call)
    return failure
  }

  function failureOf(call: Call): Failure | undefined {
    const script = scripts.find(
      ({ method, to, failures }) => (method === 'any' || method === call.method) && failures.length > 0 && (to ?? call.to) === call.to,
    )
    return script ? script.failures.shift() : constant.get(call.to)
  }

  /** Does it, or fails, or both. */
  async function act<T>(call: Call, work: () => T): Promise<T> {
    const failure = next(call)
    switch (failure?.kind) {
      case undefined:
        return work()
      case 'rate limited':
        throw new NotDelivered('later', 'ratelimited', failure.retryAfterSeconds * 1000)
      case 'dropped':
        throw new NotDelivered('unsure', 'ECONNRESET')
      case 'answer lost':
        work()
        throw new NotDelivered('unsure', 'ECONNRESET')
      case 'server fault':
        throw new NotDelivered('unsure', 'HTTP 500')
      case 'channel gone':
        throw new NotDelivered('never', 'channel_not_found')
      case 'not in channel':
        throw new NotDelivered('never', 'not_in_channel')
    }
  }

  return {
    platform: options.platform ?? 'slack',
    pace: options.pace ?? { post: 1000, rewrite: 1000 },
    calls,
    standing: (to) => messages.filter((each) => to === undefined || each.to === to),
    script(method, failures, to) {
      scripts.push({ method, to, failures: [...failures] })
    },
    always(to, failure) {
      if (failure) constant.set(to, failure)
      else constant.delete(to)
    },
    remove(ref) {
      const index = messages.findIndex((each) => each.ref === ref)
      if (index >= 0) messages.splice(index, 1)
    },
    post(to, message: Message, { key, thread }) {
      return act({ method: 'post', to, key, at: clock.now() }, () => {
        const ref = `${calls.length}.${String(messages.length).padStart(6, '0')}`
        messages.push({ ref, to, key, thread, text: plainText(message), message, file: fileIn(message), at: clock.now() })
        return ref
      })
    },
    rewrite(to, posted, message, { key }) {
      return act({ method: 'rewrite', to, key, at: clock.now() }, () => {
        const standing = messages.find((each) => each.to === to && each.ref === posted)
        if (!standing) throw new NotDelivered('never', 'message_not_found')
        standing.text = plainText(message)
        standing.message = message
      })
    },
    find(to, key, since, thread) {
      return act(
        { method: 'find', to, key, at: clock.now(), since },
        () => messages.find((each) => each.to === to && each.key === key && each.thread === thread && each.at >= since)?.ref,
      )
    },
  }
}
