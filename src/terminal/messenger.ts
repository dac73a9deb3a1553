// Posts to the terminal's channel for delivery.
import { type Messenger, NotDelivered, partsOf } from '../conversation/platform.ts'
import type { TerminalChannel } from './channel.ts'

/** A terminal has no rate limit. */
export function terminalMessenger(channel: TerminalChannel): Messenger {
  return {
    platform: 'terminal',
    pace: { post: 0, rewrite: 0 },
    post: (to, message, { key, thread }) => delivered(() => channel.post(partsOf(to).channel, message, key, thread)),
    rewrite: (to, posted, message) => delivered(() => channel.rewrite(partsOf(to).channel, posted, message)),
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
