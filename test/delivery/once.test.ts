// Whatever is lost on the way and wherever the program is killed: once, in order.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Destination, destination } from '../../src/conversation/platform.ts'
import type { Failure } from '../contracts/messenger.ts'
import { type Death, killed, mortal } from './mortal.ts'
import { announce, office } from './office.ts'

type Office = ReturnType<typeof office>

const standingByChannel = (here: Office) =>
  here.messenger
    .standing()
    .toSorted((a, b) => a.to.localeCompare(b.to))
    .map((each) => each.key)

describe('killed at any step, and started again', () => {
  const scenarios: readonly { readonly name: string; prepare(here: Office): Promise<unknown>; readonly stands: readonly string[] }[] = [
    { name: 'a post', prepare: (here) => here.write('win/1'), stands: ['win/1'] },
    {
      name: 'two posts',
      async prepare(here) {
        await here.write('win/1')
        await here.write('win/2')
      },
      stands: ['win/1', 'win/2'],
    },
    {
      name: 'a post whose answer is lost',
      async prepare(here) {
        here.messenger.script('post', [{ kind: 'answer lost' }])
        await here.write('win/1')
        await here.write('win/2')
      },
      stands: ['win/1', 'win/2'],
    },
    {
      name: 'a post that does not arrive, then is refused, then its answer is lost',
      async prepare(here) {
        here.messenger.script('post', [{ kind: 'dropped' }, { kind: 'rate limited', retryAfterSeconds: 20 }, { kind: 'answer lost' }])
        await here.write('win/1')
      },
      stands: ['win/1'],
    },
    {
      name: 'a look that fails',
      async prepare(here) {
        here.messenger.script('post', [{ kind: 'answer lost' }])
        here.messenger.script('find', [{ kind: 'dropped' }, { kind: 'rate limited', retryAfterSeconds: 20 }])
        await here.write('win/1')
      },
      stands: ['win/1'],
    },
    {
      name: 'a post with a reply and a rewrite',
      async prepare(here) {
        here.messenger.script('post', [undefined, { kind: 'answer lost' }])
        here.messenger.script('rewrite', [{ kind: 'answer lost' }])
        await here.write('win/1')
        await here.write('edit', { kind: 'corrected', action: { do: 'rewrite', of: 'win/1' } })
        await here.write('note', { action: { do: 'reply', of: 'win/1' } })
      },
      stands: ['win/1', 'note'],
    },
    {
      name: 'a post that is parked, and the notices to the admins',
      async prepare(here) {
        here.messenger.always(announce, { kind: 'channel gone' })
        await here.write('win/1')
        await here.write('note', { action: { do: 'reply', of: 'win/1' } })
      },
      stands: ['parked/slack/T1/C1/2026-11-18/slack/T1/D1', 'parked/slack/T1/C1/2026-11-18/slack/T1/D2'],
    },
  ]

  for (const { name, prepare, stands } of scenarios) {
    for (const when of ['before', 'after'] as const) {
      test(`${name}, killed just ${when} what it asked for`, async () => {
        let deaths = 0
        for (let step = 1; ; step++) {
          const here = office()
          await prepare(here)
          let died = false
          const doomed = mortal(here.needs, { step, when })
          await here.run(undefined, async (to) => {
            const again = await doomed(to)
            died ||= again === killed
            return again
          })
          await here.run()
          const what = `killed ${when} step ${step}`
          expect(standingByChannel(here), what).toEqual(stands)
          expect(
            here.outbox.entries().filter((each) => each.state === 'waiting'),
            what,
          ).toEqual([])
          if (!died) break
          deaths++
        }
        expect(deaths).toBeGreaterThan(4)
      })
    }
  }

  test('a rewrite that was under way ends up on screen', async () => {
    for (let step = 1; step < 20; step++) {
      const here = office()
      await here.write('win/1')
      await here.write('edit', { kind: 'corrected', action: { do: 'rewrite', of: 'win/1' } })
      await here.run(undefined, mortal(here.needs, { step, when: 'after' }))
      await here.run()
      expect(here.texts()[0]).toMatch(/^corrected/)
    }
  })

  test('nobody looks, nor posts, while the try of the one who was killed may still be under way', async () => {
    const here = office()
    await here.write('win/1')
    // head, lastDone, render, trying, post
    await here.run(undefined, mortal(here.needs, { step: 5, when: 'after' }))
    const began = here.clock.now()
    await here.run()
    expect(here.messenger.calls.map((call) => [call.method, call.at - began])).toEqual([
      ['post', 0],
      ['find', 15_000],
    ])
  })
})

describe('any history', () => {
  const channels = [1, 2, 3].map((n) => destination({ platform: 'slack', id: 'T1' }, `C${n}`))
  const failure: fc.Arbitrary<Failure | undefined> = fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('rate limited' as const), retryAfterSeconds: fc.integer({ min: 0, max: 120 }) }),
    },
    { weight: 5, arbitrary: fc.constantFrom<Failure>({ kind: 'dropped' }, { kind: 'answer lost' }, { kind: 'server fault' }) },
    { weight: 1, arbitrary: fc.constantFrom<Failure>({ kind: 'channel gone' }, { kind: 'not in channel' }) },
  )
  const history = fc.record({
    entries: fc.array(fc.record({ channel: fc.nat(2), action: fc.constantFrom('post', 'post', 'reply', 'rewrite'), of: fc.nat(20) }), {
      minLength: 1,
      maxLength: 12,
    }),
    post: fc.array(failure, { maxLength: 12 }),
    rewrite: fc.array(failure, { maxLength: 6 }),
    find: fc.array(failure, { maxLength: 6 }),
    deaths: fc.array(fc.record<Death>({ step: fc.integer({ min: 1, max: 25 }), when: fc.constantFrom('before', 'after') }), {
      maxLength: 6,
    }),
  })

  async function live(past: typeof history extends fc.Arbitrary<infer T> ? T : never): Promise<{ here: Office; deathTimes: number[] }> {
    const here = office()
    const posts: { key: string; to: Destination }[] = []
    for (const [n, { channel, action, of }] of past.entries.entries()) {
      const original = action === 'post' ? undefined : posts[of % Math.max(1, posts.length)]
      const to = original?.to ?? channels[channel] ?? announce
      const key = `entry/${n}`
      if (!original) posts.push({ key, to })
      const how = original && action !== 'post' ? { do: action as 'reply' | 'rewrite', of: original.key } : { do: 'post' as const } // one of the constants above
      await here.write(key, { to, about: { n }, action: how })
    }
    for (const method of ['post', 'rewrite', 'find'] as const) here.messenger.script(method, past[method])
    const deathTimes: number[] = []
    for (const death of past.deaths) {
      await here.run(undefined, mortal(here.needs, death))
      deathTimes.push(here.clock.now())
    }
    await here.run()
    return { here, deathTimes }
  }

  test('ends with everything said once and in order, at the pace and in the time that the platform allows', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (past) => {
        const { here, deathTimes } = await live(past)
        const entries = here.outbox.entries()
        const standing = here.messenger.standing()

        expect(entries.filter((entry) => entry.state === 'waiting')).toEqual([])
        for (const entry of entries) {
          if (entry.action.do === 'rewrite') continue
          const copies = standing.filter((each) => each.key === entry.key).length
          if (entry.state === 'done') expect(copies, entry.key).toBe(1)
          else expect(copies, entry.key).toBeLessThanOrEqual(entry.state === 'parked' ? 1 : 0)
        }

        for (const to of here.messenger.calls.map((call) => call.to)) {
          const here2 = standing.filter((each) => each.to === to)
          const order = here2.map((each) => entries.findIndex((entry) => entry.key === each.key))
          expect(order).toEqual([...order].sort((a, b) => a - b))
          for (const [index, each] of here2.entries()) {
            if (index > 0) expect(each.at - (here2[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1000)
          }
          // A copy that was killed before it could store what the platform said cannot hold the next one to it.
          const calls = here.messenger.calls.filter((call) => call.to === to)
          for (const [index, call] of calls.entries()) {
            const next = calls[index + 1]
            if (call.failure?.kind !== 'rate limited' || !next) continue
            if (deathTimes.some((at) => at >= call.at && at <= next.at)) continue
            expect(next.at - call.at).toBeGreaterThanOrEqual(call.failure.retryAfterSeconds * 1000)
          }
        }

        for (const each of standing) {
          const last = entries.filter((entry) => entry.action.do === 'rewrite' && entry.action.of === each.key).at(-1)
          if (last?.state === 'done') expect(each.text).toContain(`win ${last.about.n} `)
        }
      }),
      { numRuns: 400 },
    )
  })
})
