import { describe, expect, test, vi } from 'vitest'
import { destination, NotDelivered } from '../../src/conversation/platform.ts'
import { delivery } from '../../src/delivery/deliver.ts'
import { adminChannels, announce, office, other } from './office.ts'

const hour = 3600_000
const limited = (retryAfterSeconds: number) => ({ kind: 'rate limited', retryAfterSeconds }) as const

describe('what waits is said', () => {
  test('nothing waits: nothing is said, and nobody wants to be called again', async () => {
    const { serve, messenger } = office()
    expect(await serve()).toBeUndefined()
    expect(messenger.calls).toEqual([])
  })

  test('the first post goes at once and is remembered', async () => {
    const { write, serve, messenger, outbox } = office()
    await write('win/1')
    await serve()
    const [standing] = messenger.standing(announce)
    expect(standing).toMatchObject({ key: 'win/1' })
    expect(outbox.entry('win/1')).toMatchObject({ state: 'done', posted: standing?.ref })
    expect(messenger.calls.map((call) => call.method)).toEqual(['post'])
  })

  test('posts come in the order in which they were written, a pace apart', async () => {
    const { write, run, messenger } = office()
    for (const n of [1, 2, 3, 4]) await write(`win/${n}`)
    await run()
    const standing = messenger.standing(announce)
    expect(standing.map((each) => each.key)).toEqual(['win/1', 'win/2', 'win/3', 'win/4'])
    expect(standing.map((each) => each.at - (standing[0]?.at ?? 0))).toEqual([0, 1000, 2000, 3000])
  })

  test('a messenger hears when a post is tried again of which nobody knows why it does not stand there', async () => {
    const { write, run, messenger } = office()
    messenger.script('post', [limited(1), { kind: 'dropped' }])
    const post = vi.spyOn(messenger, 'post')
    await write('win/1')
    await run()
    expect(messenger.standing()).toHaveLength(1)
    // A refusal leaves no doubt.
    expect(post.mock.calls.map(([, , { again }]) => again)).toEqual([undefined, undefined, true])
  })

  test('the pace holds for a new copy of the program, and is measured from the last post', async () => {
    const { write, serve, clock } = office()
    await write('win/1')
    await serve()
    clock.advance(300)
    await write('win/2')
    expect(await serve()).toBe(700)
    clock.advance(700)
    expect(await serve()).toBeUndefined()
  })

  test('rewrites have a pace of their own and do not wait for posts', async () => {
    const { write, serve, messenger } = office()
    await write('win/1')
    await write('win/1/edit', { action: { do: 'rewrite', of: 'win/1' } })
    expect(await serve()).toBeUndefined()
    expect(messenger.calls.map((call) => call.method)).toEqual(['post', 'rewrite'])
  })

  test('a clock that was set back by an hour does not silence a channel for an hour', async () => {
    const { write, serve, clock, messenger } = office()
    await write('win/1')
    await serve()
    clock.advance(-hour)
    await write('win/2')
    await serve()
    expect(messenger.standing()).toHaveLength(2)
  })

  test('a post that has nothing left to say is dropped, and so is what answers or rewrites it', async () => {
    const { needs, write, outbox, messenger, run } = office({ render: async () => undefined })
    await write('win/1')
    await write('win/1/edit', { action: { do: 'rewrite', of: 'win/1' } })
    await write('win/1/note', { action: { do: 'reply', of: 'win/1' } })
    await run(hour, delivery(needs))
    expect(outbox.entries().map((each) => each.state)).toEqual(['dropped', 'dropped', 'dropped'])
    expect(messenger.calls).toEqual([])
  })

  test('a reply stands in the thread of what it answers, a rewrite where it was', async () => {
    const { write, run, messenger } = office()
    await write('win/1', { kind: 'win' })
    await write('win/1/edit', { kind: 'corrected', action: { do: 'rewrite', of: 'win/1' } })
    await write('win/1/note', { kind: 'note', action: { do: 'reply', of: 'win/1' } })
    await run()
    const [card, note] = messenger.standing(announce)
    expect(card?.text).toMatch(/^corrected/)
    expect(note?.text).toMatch(/^note/)
    expect(note?.thread).toBe(card?.ref)
  })

  test('of several waiting rewrites of one message only the last is made', async () => {
    const { write, run, messenger, outbox, texts } = office()
    await write('win/1')
    await write('win/2')
    for (const n of [1, 2, 3]) await write(`win/1/edit/${n}`, { action: { do: 'rewrite', of: 'win/1' }, about: { n } })
    await write('win/2/edit', { action: { do: 'rewrite', of: 'win/2' } })
    await run()
    expect(messenger.calls.filter((call) => call.method === 'rewrite')).toHaveLength(2)
    expect(texts()[0]).toContain('win 3')
    expect(outbox.entry('win/1/edit/1').state).toBe('dropped')
    expect(outbox.entry('win/2/edit').state).toBe('done')
  })

  test('a message is as of when it is said, not of when it had to wait', async () => {
    const { write, run, clock, texts } = office()
    await write('win/1')
    await write('win/2')
    const began = clock.now()
    await run()
    expect(texts()[1]).toContain(`as of ${began + 1000}`)
  })

  test('a platform that is not connected is waited for', async () => {
    const here = office()
    await here.write('win/1')
    const absent = delivery({ ...here.needs, messengerOf: () => undefined })
    expect(await absent(announce)).toBeGreaterThan(here.clock.now())
    await here.run()
    expect(here.messenger.standing()).toHaveLength(1)
  })
})

describe('refused for now', () => {
  test('Retry-After is waited out to the millisecond, not a millisecond less', async () => {
    const { write, serve, messenger, clock } = office()
    messenger.script('post', [limited(30)])
    await write('win/1')
    expect(await serve()).toBe(30_000)
    clock.advance(29_999)
    expect(await serve()).toBe(1)
    expect(messenger.calls).toHaveLength(1)
    clock.advance(1)
    await serve()
    expect(messenger.standing()).toHaveLength(1)
    expect(messenger.calls.map((call) => call.method)).toEqual(['post', 'post'])
  })

  test('a waiting head blocks what is behind it, and no other destination', async () => {
    const { write, run, messenger, outbox } = office()
    messenger.script('post', [limited(60), limited(60)], announce)
    await write('win/1')
    await write('win/2')
    await write('other/1', { to: other })
    await run(119_000)
    expect(messenger.standing().map((each) => each.key)).toEqual(['other/1'])
    expect(outbox.entry('win/2').attempts).toBe(0)
    await run()
    expect(messenger.standing(announce).map((each) => each.key)).toEqual(['win/1', 'win/2'])
  })

  test('a rewrite that was rate limited is made after its time', async () => {
    const { write, run, messenger, texts, clock } = office()
    messenger.script('rewrite', [limited(5)])
    await write('win/1')
    await write('edit', { kind: 'corrected', action: { do: 'rewrite', of: 'win/1' } })
    const began = clock.now()
    await run()
    expect(texts()[0]).toMatch(/^corrected/)
    expect(messenger.calls.filter((call) => call.method === 'rewrite').map((call) => call.at - began)).toEqual([0, 5000])
  })

  test('without a Retry-After the pauses grow from a second to five minutes', async () => {
    const { write, run, messenger, clock, needs } = office()
    const busy = { ...messenger, post: async () => Promise.reject(new NotDelivered('later', 'busy')) }
    await write('win/1')
    const pauses: number[] = []
    const server = delivery({ ...needs, messengerOf: () => busy })
    for (let n = 0; n < 12; n++) {
      const next = await server(announce)
      if (next === undefined) throw new Error('It gave up')
      pauses.push(next - clock.now())
      clock.set(next)
    }
    expect(pauses[0]).toBeGreaterThanOrEqual(1000)
    expect(pauses[0]).toBeLessThanOrEqual(2000)
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses)
    expect(pauses.at(-1)).toBeGreaterThan(150_000)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(300_000)
    await run()
    expect(messenger.standing()).toHaveLength(1)
  })

  test('after a day it is given up, and what was behind it goes', async () => {
    const { write, run, messenger, outbox, clock } = office()
    messenger.script('post', Array(100).fill(limited(1800)), announce)
    await write('win/1')
    await write('win/2')
    const began = clock.now()
    await run(23 * hour)
    expect(outbox.entry('win/1').state).toBe('waiting')
    await run(48 * hour)
    expect(outbox.entry('win/1')).toMatchObject({ state: 'parked', reason: 'gave up' })
    expect((outbox.entry('win/1').doneAt ?? 0) - began).toBeLessThan(25 * hour)
  })
})

describe('the answer was lost', () => {
  test('it stands there: it is found and not posted again', async () => {
    const { write, run, messenger, outbox } = office()
    messenger.script('post', [{ kind: 'answer lost' }])
    await write('win/1')
    await run()
    expect(messenger.standing()).toHaveLength(1)
    expect(messenger.calls.map((call) => call.method)).toEqual(['post', 'find'])
    expect(outbox.entry('win/1').posted).toBe(messenger.standing()[0]?.ref)
  })

  test('the platform may still be at work on it: nobody looks for five seconds', async () => {
    const { write, serve, messenger } = office()
    messenger.script('post', [{ kind: 'answer lost' }])
    await write('win/1')
    expect(await serve()).toBe(5000)
  })

  test('it does not stand there: it is posted', async () => {
    const { write, run, messenger } = office()
    messenger.script('post', [{ kind: 'dropped' }, { kind: 'server fault' }])
    await write('win/1')
    await run()
    expect(messenger.standing()).toHaveLength(1)
    expect(messenger.calls.map((call) => call.method)).toEqual(['post', 'find', 'post', 'find', 'post'])
  })

  test('it is looked for from before the first try, allowing for clocks that differ', async () => {
    const { write, run, messenger } = office()
    messenger.script('post', [{ kind: 'dropped' }, { kind: 'answer lost' }])
    await write('win/1')
    await run()
    const [first] = messenger.calls
    const looks = messenger.calls.filter((call) => call.method === 'find')
    expect(looks.map((look) => (first?.at ?? 0) - (look.since ?? 0))).toEqual([3_600_000, 3_600_000])
  })

  test('while looking fails, nothing is posted', async () => {
    const { write, run, messenger } = office()
    messenger.script('post', [{ kind: 'answer lost' }])
    messenger.script('find', [limited(60), { kind: 'dropped' }, { kind: 'server fault' }])
    await write('win/1')
    await run()
    expect(messenger.standing()).toHaveLength(1)
    expect(messenger.calls.map((call) => call.method)).toEqual(['post', 'find', 'find', 'find', 'find'])
    const [, first, second] = messenger.calls
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(60_000)
  })

  test('looking becomes rarer while it fails', async () => {
    const { write, run, messenger } = office()
    messenger.script('post', [{ kind: 'answer lost' }])
    messenger.script('find', Array(2000).fill({ kind: 'dropped' }))
    await write('win/1')
    await run(hour)
    expect(messenger.calls.length).toBeLessThan(60)
  })

  test('a certain refusal after a doubtful try does not take the doubt away', async () => {
    const { write, run, messenger } = office()
    messenger.script('post', [{ kind: 'dropped' }, limited(2)])
    await write('win/1')
    await run()
    expect(messenger.calls.map((call) => call.method)).toEqual(['post', 'find', 'post', 'find', 'post'])
  })

  test('a reply is looked for in its thread', async () => {
    const { write, run, messenger } = office()
    messenger.script('post', [undefined, { kind: 'answer lost' }])
    await write('win/1')
    await write('note', { action: { do: 'reply', of: 'win/1' } })
    await run()
    expect(messenger.standing().map((each) => each.key)).toEqual(['win/1', 'note'])
  })

  test('a rewrite is simply made again', async () => {
    const { write, run, messenger, texts } = office()
    messenger.script('rewrite', [{ kind: 'answer lost' }, { kind: 'dropped' }])
    await write('win/1')
    await write('edit', { kind: 'corrected', action: { do: 'rewrite', of: 'win/1' } })
    await run()
    expect(texts()).toHaveLength(1)
    expect(texts()[0]).toMatch(/^corrected/)
    expect(messenger.calls.map((call) => call.method)).toEqual(['post', 'rewrite', 'rewrite', 'rewrite'])
  })

  test('silence is a lost answer: nobody waits for it for ever, and the message that came late is found', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { write, run, messenger, needs, clock } = office()
      const silent = {
        ...messenger,
        async post(...args: Parameters<typeof messenger.post>) {
          await messenger.post(...args)
          return new Promise<string>(() => {})
        },
      }
      await write('win/1')
      const served = delivery({ ...needs, messengerOf: () => silent })(announce)
      await vi.advanceTimersByTimeAsync(9_999)
      clock.advance(10_000)
      await vi.advanceTimersByTimeAsync(1)
      expect(await served).toBeGreaterThan(clock.now())
      await run()
      expect(messenger.standing()).toHaveLength(1)
      expect(messenger.calls.map((call) => call.method)).toEqual(['post', 'find'])
    } finally {
      vi.useRealTimers()
    }
  })

  test('a messenger that fails as it should not is treated as a lost answer, and the fault is logged without its words', async () => {
    const { write, run, messenger, needs, lines, clock } = office()
    const broken = { ...messenger, post: () => Promise.reject(new TypeError('Acme paid 5000')) }
    await write('win/1')
    const again = await delivery({ ...needs, messengerOf: () => broken })(announce)
    expect(again).toBeGreaterThan(clock.now())
    await run()
    expect(messenger.calls.map((call) => call.method)).toEqual(['find', 'post'])
    const line = lines.find((each) => each.fault)
    expect(line).toMatchObject({ error: 'TypeError', destination: announce })
    expect(JSON.stringify(lines)).not.toContain('Acme')
  })
})

describe('it cannot be delivered', () => {
  test('it is parked with the reason, what hangs on it is dropped, and what is behind it goes', async () => {
    const { write, run, messenger, outbox, lines } = office()
    messenger.script('post', [{ kind: 'not in channel' }], announce)
    await write('win/1')
    await write('win/1/note', { action: { do: 'reply', of: 'win/1' } })
    await write('win/1/edit', { action: { do: 'rewrite', of: 'win/1' } })
    await write('win/2')
    await run()
    expect(outbox.entry('win/1')).toMatchObject({ state: 'parked', reason: 'not_in_channel' })
    expect(outbox.entry('win/1/note').state).toBe('dropped')
    expect(outbox.entry('win/1/edit').state).toBe('dropped')
    expect(outbox.entry('win/2').state).toBe('done')
    expect(lines.find((line) => line.level === 40)).toMatchObject({ destination: announce, reason: 'not_in_channel' })
  })

  test('the admins are told once per destination and day, each in their own channel, and delivery is woken for it', async () => {
    const { write, run, messenger, outbox, woken, clock } = office()
    messenger.always(announce, { kind: 'channel gone' })
    for (const n of [1, 2, 3]) await write(`win/${n}`)
    await run()
    const notices = () => outbox.entries().filter((each) => each.kind === 'delivery-problem')
    expect(notices().map((each) => [each.to, each.state, each.about])).toEqual(
      adminChannels.map((to) => [to, 'done', { to: announce, reason: 'channel_not_found' }]),
    )
    expect(woken).toEqual(adminChannels)
    clock.advance(24 * hour)
    await write('win/4')
    await run()
    expect(notices()).toHaveLength(4)
  })

  test('a notice that cannot be delivered gives no other notice', async () => {
    const { write, run, messenger, outbox } = office()
    for (const to of [announce, ...adminChannels]) messenger.always(to, { kind: 'channel gone' })
    await write('win/1')
    await run()
    expect(outbox.entries().map((each) => [each.kind, each.state])).toEqual([
      ['win', 'parked'],
      ['delivery-problem', 'parked'],
      ['delivery-problem', 'parked'],
    ])
  })

  test('it is parked even when the admins cannot be found out', async () => {
    const { write, run, messenger, outbox, lines, needs } = office({ admins: () => Promise.reject(new Error('no')) })
    messenger.always(announce, { kind: 'channel gone' })
    await write('win/1')
    await run(hour, delivery(needs))
    expect(outbox.entry('win/1').state).toBe('parked')
    expect(lines.some((line) => line.fault)).toBe(true)
  })

  test('a dead channel does not hold up another one', async () => {
    const { write, run, messenger } = office()
    messenger.always(announce, { kind: 'channel gone' })
    for (const n of [1, 2, 3]) await write(`win/${n}`)
    for (const n of [1, 2, 3]) await write(`other/${n}`, { to: other })
    await run()
    expect(messenger.standing(other).map((each) => each.key)).toEqual(['other/1', 'other/2', 'other/3'])
  })

  test('when looking cannot succeed, it is parked rather than posted twice', async () => {
    const { write, run, messenger, outbox } = office()
    messenger.script('post', [{ kind: 'answer lost' }], announce)
    messenger.script('find', [{ kind: 'not in channel' }], announce)
    await write('win/1')
    await run()
    expect(outbox.entry('win/1').state).toBe('parked')
    expect(messenger.standing(announce)).toHaveLength(1)
  })

  test('a rewrite of a message that somebody deleted is dropped quietly', async () => {
    const { write, run, messenger, outbox, lines } = office()
    await write('win/1')
    await run()
    messenger.remove(messenger.standing()[0]?.ref ?? '')
    await write('edit', { action: { do: 'rewrite', of: 'win/1' } })
    await run()
    expect(outbox.entry('edit').state).toBe('dropped')
    expect(outbox.entries()).toHaveLength(2)
    expect(lines.filter((line) => Number(line.level) >= 40)).toEqual([])
  })
})

describe('a fault of ours', () => {
  test('is logged with an id and without text, tried again, and parked so that it does not block the channel', async () => {
    let renders = 0
    const here = office()
    const needs = {
      ...here.needs,
      render: async (entry: Parameters<typeof here.needs.render>[0]) => {
        if (entry.key !== 'win/1') return here.needs.render(entry)
        renders++
        throw new RangeError('secret words')
      },
    }
    await here.write('win/1')
    await here.write('win/2')
    await here.run(hour, delivery(needs))
    expect(renders).toBe(8)
    expect(here.outbox.entry('win/1').state).toBe('parked')
    expect(here.outbox.entry('win/2').state).toBe('done')
    const faults = here.lines.filter((line) => line.fault)
    expect(faults).toHaveLength(8)
    expect(faults[7]).toMatchObject({ error: 'RangeError', kind: 'win' })
    expect(here.outbox.entry('win/1').reason).toContain(String(faults[7]?.fault))
    expect(JSON.stringify(here.lines)).not.toContain('secret')
  })

  test('that passes leaves nothing behind', async () => {
    const here = office()
    let renders = 0
    const needs = {
      ...here.needs,
      render: async (entry: Parameters<typeof here.needs.render>[0]) => {
        if (++renders < 5) throw new Error('not yet')
        return here.needs.render(entry)
      },
    }
    await here.write('win/1')
    await here.run(hour, delivery(needs))
    expect(here.outbox.entry('win/1').state).toBe('done')
    expect(here.messenger.calls.map((call) => call.method)).toEqual(['post'])
  })

  test('in the outbox is for the queue to know: serve rejects', async () => {
    const { write, needs, outbox } = office()
    await write('win/1')
    const server = delivery({ ...needs, outbox: { ...outbox, trying: () => Promise.reject(new Error('disk full')) } })
    await expect(server(announce)).rejects.toThrow('disk full')
  })
})

describe('a copy that may not serve any more', () => {
  test('posts nothing, and what it was about to post is posted by another', async () => {
    const { write, needs, messenger, run } = office()
    await write('win/1')
    let asked = 0
    await delivery(needs)(announce, () => asked++ === 0)
    expect(messenger.calls).toEqual([])
    await run()
    expect(messenger.standing()).toHaveLength(1)
  })

  test('was held up between storing the try and posting: it does not post in a time that is not its own', async () => {
    const { write, needs, messenger, outbox, clock, run } = office()
    await write('win/1')
    const slow = {
      ...outbox,
      async trying(...args: Parameters<typeof outbox.trying>) {
        await outbox.trying(...args)
        clock.advance(6_000)
      },
    }
    let again = 0
    await delivery({ ...needs, outbox: slow })(announce, () => again++ < 3)
    expect(messenger.calls).toEqual([])
    await run()
    expect(messenger.standing()).toHaveLength(1)
  })
})

test('a destination that is none is refused, not guessed', async () => {
  const { needs, outbox, write } = office()
  expect(() => destination({ platform: 'slack', id: 'T' }, 'C')).not.toThrow()
  await write('win/1', { to: 'nowhere' as typeof announce }) // what a broken row would hold
  await expect(delivery(needs)('nowhere' as typeof announce)).rejects.toThrow('Not a destination')
  expect(outbox.entry('win/1').state).toBe('waiting')
})
