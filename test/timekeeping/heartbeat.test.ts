// The heart goes on beating: whatever happens to the database, to the process and to the clock.
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Heartbeat, heartbeat } from '../../src/timekeeping/heartbeat.ts'
import type { Timekeeper } from '../../src/timekeeping/timekeeper.ts'

const log = pino({ enabled: false })
const second = 1_000
const minute = 60 * second
const day = 24 * 60 * minute

/** When it was looked, and looks that are told how they go on. */
function keeper(look: () => Promise<void> = async () => {}) {
  const at: string[] = []
  let most = 0
  let now = 0
  const one: Timekeeper = {
    async look() {
      at.push(new Date().toISOString().slice(11, 19))
      now += 1
      most = Math.max(most, now)
      await look().finally(() => {
        now -= 1
      })
      return { occurrences: 0, posts: 0 }
    },
  }
  return { ...one, at, most: () => most }
}

let beating: Heartbeat | undefined
const begin = (one: Timekeeper) => {
  beating = heartbeat(one, log)
}
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T14:58:30Z') })
})
afterEach(async () => {
  await beating?.stop()
  beating = undefined
  vi.useRealTimers()
})

test('it looks at once, and then every minute on the minute', async () => {
  const one = keeper()
  begin(one)
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(one.at).toEqual(['14:58:30', '14:59:00', '15:00:00'])
})

test('a database that is away stops nothing: the next minute it looks again', async () => {
  let isAway = true
  const one = keeper(async () => {
    if (isAway) throw new Error('away')
  })
  begin(one)
  await vi.advanceTimersByTimeAsync(2 * minute)
  isAway = false
  await vi.advanceTimersByTimeAsync(minute)
  expect(one.at).toEqual(['14:58:30', '14:59:00', '15:00:00', '15:01:00'])
})

test('a look that takes longer than a minute is alone, and followed by the next at once', async () => {
  const one = keeper(() => new Promise((resolve) => setTimeout(resolve, 100 * second)))
  begin(one)
  await vi.advanceTimersByTimeAsync(4 * minute)
  expect(one.at).toEqual(['14:58:30', '15:00:10', '15:01:50'])
  expect(one.most()).toBe(1)
  const stopped = beating?.stop()
  await vi.advanceTimersByTimeAsync(2 * minute)
  await stopped
})

test('stopping waits for the look that is under way, which is told to begin nothing new; then there are no more', async () => {
  let goesOn: (() => boolean) | undefined
  let end = () => {}
  begin({
    look: async (asked) => {
      goesOn = asked
      await new Promise<void>((resolve) => {
        end = resolve
      })
      return { occurrences: 0, posts: 0 }
    },
  })
  await vi.advanceTimersByTimeAsync(0)
  expect(goesOn?.()).toBe(true)
  let isOver = false
  const stopped = beating?.stop().then(() => {
    isOver = true
  })
  await vi.advanceTimersByTimeAsync(second)
  expect(goesOn?.()).toBe(false)
  expect(isOver).toBe(false)
  end()
  await stopped
  expect(isOver).toBe(true)
})

test.each([
  ['back by a few minutes', -7 * minute],
  ['back by a day', -day],
  ['back by a year', -365 * day],
  ['forwards by an hour', 60 * minute],
  ['forwards by a year', 365 * day],
])('a clock that is set %s: it looks within seconds, and every minute from then on', async (_, by) => {
  const one = keeper()
  begin(one)
  await vi.advanceTimersByTimeAsync(31 * second)
  vi.setSystemTime(Date.now() + by)
  const before = one.at.length
  await vi.advanceTimersByTimeAsync(6 * second)
  expect(one.at.length).toBe(before + 1)
  await vi.advanceTimersByTimeAsync(5 * minute)
  expect(one.at.length).toBe(before + 6)
})

test('a process that was too busy for a beat is late and not silent', async () => {
  const one = keeper()
  begin(one)
  await vi.advanceTimersByTimeAsync(29 * second)
  // Fourteen seconds pass, on the clock and off it, in which no timer is served.
  const passed = performance.now() + 14 * second
  const busy = vi.spyOn(performance, 'now').mockImplementation(() => passed)
  vi.setSystemTime(Date.now() + 14 * second)
  await vi.advanceTimersByTimeAsync(1_500)
  busy.mockRestore()
  expect(one.at).toEqual(['14:58:30', '14:59:14'])
})
