import { describe, expect, test } from 'vitest'
import { destination, NotDelivered, type PostedRef } from '../../src/conversation/platform.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { shownButtons } from '../../src/terminal/buttons.ts'
import { type Posted, type TerminalChannel, terminalChannel } from '../../src/terminal/channel.ts'
import { terminalMessenger } from '../../src/terminal/messenger.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'
import { type Failure, messengerContract } from '../contracts/messenger.ts'

const to = destination({ platform: 'terminal', id: 'sandbox' }, 'sales')

function terminal(session = 'a') {
  const printed: string[] = []
  const posted = new Map<PostedRef, Posted>()
  const screen = { dressed: false, print: (text: string) => void printed.push(text) }
  return {
    printed,
    posted,
    channel: terminalChannel(screen, shownButtons(), sayIn('en'), systemClock, session, posted, async ({ name }) => `exports/${name}`),
  }
}

/** A terminal that fails once, the way it is told to. */
function failing(channel: TerminalChannel): { readonly channel: TerminalChannel; inject(failure: Failure): void } {
  let next: Failure | undefined
  const act = async <T>(work: () => Promise<T>): Promise<T> => {
    const failure = next
    next = undefined
    if (!failure) return work()
    if (failure.kind === 'rate limited') throw new NotDelivered('later', 'ratelimited', failure.retryAfterSeconds * 1000)
    if (failure.kind === 'channel gone') throw new NotDelivered('never', 'channel_not_found')
    if (failure.kind === 'not in channel') throw new NotDelivered('never', 'not_in_channel')
    if (failure.kind === 'answer lost') await work()
    throw new Error('EPIPE')
  }
  return {
    inject(failure) {
      next = failure
    },
    channel: {
      post: (...args) => act(() => channel.post(...args)),
      rewrite: (...args) => act(() => channel.rewrite(...args)),
      find: (...args) => act(() => channel.find(...args)),
    },
  }
}

messengerContract('the terminal', () => {
  const { printed, posted, channel } = terminal()
  const failed = failing(channel)
  // What stands in the channel is what was printed last for each message.
  const texts = new Map<PostedRef, string>()
  const noting: TerminalChannel = {
    ...failed.channel,
    async post(...args) {
      const before = printed.length
      try {
        return await failed.channel.post(...args)
      } finally {
        if (printed.length > before) texts.set([...posted.keys()].at(-1) ?? '', printed.at(-1) ?? '')
      }
    },
    async rewrite(name, ref, message) {
      await failed.channel.rewrite(name, ref, message)
      texts.set(ref, printed.at(-1) ?? '')
    },
  }
  return {
    messenger: terminalMessenger(noting),
    destination: to,
    messages: async () => [...posted.values()].map(({ ref, thread }) => ({ ref, thread, text: texts.get(ref) ?? '' })),
    inject: failed.inject,
    remove: (ref) => void posted.delete(ref),
  }
})

describe('what is printed', () => {
  const said = (text: string) => ({ nodes: [{ kind: 'headline' as const, spans: [text] }] })

  test('a post under the name of its channel, a reply indented, a rewritten one marked', async () => {
    const { printed, channel } = terminal()
    const messenger = terminalMessenger(channel)
    const ref = await messenger.post(to, said('Sam closed Acme'), { key: '1' })
    await messenger.post(to, said('corrected'), { key: '2', thread: ref })
    await messenger.rewrite(to, ref, said('Sam closed Globex'), { key: '1' })
    expect(printed).toEqual([
      '#sales\n  Sam closed Acme',
      '    #sales (in the thread)\n      corrected',
      '#sales (rewritten)\n  Sam closed Globex',
    ])
  })

  test('a message of an earlier run is printed anew when it is rewritten', async () => {
    const earlier = await terminalMessenger(terminal('a').channel).post(to, said('Sam closed Acme'), { key: '1' })
    const { printed, channel } = terminal('b')
    await terminalMessenger(channel).rewrite(to, earlier, said('Sam closed Globex'), { key: '1' })
    expect(printed).toEqual(['#sales (rewritten)\n  Sam closed Globex'])
  })
})

test('what is said to somebody else alone is not shown to whoever sits at the terminal, and is said all the same', async () => {
  const here = terminal()
  const messenger = terminalMessenger(here.channel, (channel) => channel === 'sales' || channel === 'darcel')
  const said = { nodes: [{ kind: 'text' as const, spans: ['You are behind'] }] }
  const other = destination({ platform: 'terminal', id: 'sandbox' }, 'lajuana')
  const ref = await messenger.post(other, said, { key: 'nudge/1' })
  await messenger.rewrite(other, ref, said, { key: 'nudge/1' })
  expect(here.printed).toEqual([])
  await messenger.post(destination({ platform: 'terminal', id: 'sandbox' }, 'darcel'), said, { key: 'nudge/2' })
  expect(here.printed.join('\n')).toContain('You are behind')
})
