// Posts to the terminal's channel for delivery.
import { type Destination, type Messenger, NotDelivered, partsOf } from '../conversation/platform.ts'
import type { TerminalChannel } from './channel.ts'

/**
 * A terminal has no rate limit, and one person before it: what is said to somebody else alone (`isSeen` is false for their channel) is taken
 * as said, and not shown.
 */
export function terminalMessenger(channel: TerminalChannel, isSeen: (channel: string) => boolean = () => true): Messenger {
  const unseen = (to: Destination) => !isSeen(partsOf(to).channel)
  return {
    platform: 'terminal',
    pace: { post: 0, rewrite: 0 },
    post: (to, message, { key, thread }) =>
      delivered(async () => (unseen(to) ? `unseen/${key}` : channel.post(partsOf(to).channel, message, key, thread))),
    rewrite: (to, posted, message) =>
      delivered(async () => (unseen(to) ? undefined : channel.rewrite(partsOf(to).channel, posted, message))),
    find: (to, key, since, thread) => delivered(() => channel.find(partsOf(to).channel, key, since, thread)),
  }
}

/** A screen that breaks off (a closed pipe) may have shown it. */
async function delivered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotDelivered) throw error
    throw new NotDelivered('unsure', error instanceof Error ? error.message : String(error))
  }
}
