import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Destination, destination } from '../../src/conversation/platform.ts'
import { inProcessQueue } from '../../src/delivery/in-process-queue.ts'
import { asInstant, type Instant, later, systemClock } from '../../src/vocabulary/clock.ts'

const channel = (n: number | string) => destination({ platform: 'slack', id: 'T1' }, `C${n}`)
const a = channel('a')

/** Something that is waited for until the test lets it happen. */
function held<T = void>() {
  let release: (value: T) => void = () => {}
  const promise = new Promise<T>((resolve) => {
    release = resolve
  })
  return { promise, release }
}

describe('the queue of one process', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  let waiting: readonly Destination[] = []
  const lines: Record<string, unknown>[] = []
  beforeEach(() => {
    waiting = []
    lines.length = 0
  })
  const make = (concurrency?: number) =>
    inProcessQueue({
      outbox: { waiting: async () => waiting },
      clock: systemClock,
      log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
      ...(concurrency ? { concurrency } : {}),
    })
  const now = () => systemClock.now()
  /** Lets everything happen that needs no time. */
  const settle = () => vi.advanceTimersByTimeAsync(0)

  test('begins with what waits', async () => {
    waiting = [channel(1), channel(2)]
    const served: Destination[] = []
    const queue = make()
    await queue.start(async (to) => void served.push(to))
    await settle()
    expect(served).toEqual([channel(1), channel(2)])
    await queue.stop()
  })

  test('many wakes before it is served are one', async () => {
    const served: Destination[] = []
    const queue = make(1)
    const first = held()
    await queue.start(async (to) => {
      served.push(to)
      if (served.length === 1) await first.promise
    })
    queue.wake([channel(1)])
    for (let n = 0; n < 10; n++) queue.wake([a, a])
    first.release()
    await vi.advanceTimersByTimeAsync(1000)
    expect(served).toEqual([channel(1), a])
    await queue.stop()
  })

  test('a wake while it is being served is not lost, and many are one', async () => {
    let calls = 0
    const first = held()
    const queue = make()
    await queue.start(async () => {
      calls++
      if (calls === 1) await first.promise
      return undefined
    })
    queue.wake([a])
    for (let n = 0; n < 10; n++) queue.wake([a])
    expect(calls).toBe(1)
    first.release()
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls).toBe(2)
    await queue.stop()
  })

  test('one destination is never served twice at once, and no more than so many at once', async () => {
    const under = new Map<Destination, number>()
    let most = 0
    const queue = make(4)
    await queue.start(async (to) => {
      under.set(to, (under.get(to) ?? 0) + 1)
      expect(under.get(to)).toBe(1)
      most = Math.max(
        most,
        [...under.values()].reduce((sum, each) => sum + each, 0),
      )
      await new Promise((resolve) => setTimeout(resolve, 50))
      under.set(to, 0)
      return undefined
    })
    for (let n = 0; n < 20; n++) {
      queue.wake(Array.from({ length: 10 }, (_, c) => channel(c)))
      await vi.advanceTimersByTimeAsync(30)
    }
    await vi.advanceTimersByTimeAsync(5000)
    expect(most).toBe(4)
    await queue.stop()
  })

  test('one that is slow does not hold up the others', async () => {
    const served: Destination[] = []
    const slow = held()
    const queue = make(2)
    await queue.start(async (to) => {
      if (to === a) await slow.promise
      served.push(to)
      return undefined
    })
    queue.wake([a, channel(1), channel(2), channel(3)])
    await settle()
    expect(served).toEqual([channel(1), channel(2), channel(3)])
    slow.release()
    await queue.stop()
  })

  test('it is called again when it asked to be, and not before', async () => {
    const times: number[] = []
    const began = now()
    const queue = make()
    await queue.start(async () => {
      times.push(now() - began)
      return times.length < 3 ? later(now(), 90_500) : undefined
    })
    queue.wake([a])
    await vi.advanceTimersByTimeAsync(600_000)
    expect(times).toEqual([0, 90_500, 181_000])
    await queue.stop()
  })

  test('a wake does not come before the time that was asked for: what is new stands behind what waits', async () => {
    let calls = 0
    const queue = make()
    await queue.start(async () => {
      calls++
      return later(now(), 50_000)
    })
    queue.wake([a])
    await settle()
    queue.wake([a])
    await settle()
    expect(calls).toBe(1)
    await queue.stop()
  })

  test('a clock that is set back: it waits for the clock', async () => {
    let calls = 0
    const due = later(now(), 30_000)
    const queue = make()
    await queue.start(async () => {
      calls++
      return now() < due ? due : undefined
    })
    queue.wake([a])
    await settle()
    vi.setSystemTime(now() - 600_000)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(calls).toBe(1)
    await vi.advanceTimersByTimeAsync(91_000)
    expect(calls).toBe(2)
    await queue.stop()
  })

  test('a clock that is set forward (a laptop that slept): noticed within a minute', async () => {
    let calls = 0
    const due = later(now(), 8 * 3600_000)
    const queue = make()
    await queue.start(async () => {
      calls++
      return now() < due ? due : undefined
    })
    queue.wake([a])
    await settle()
    vi.setSystemTime(due)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toBe(2)
    await queue.stop()
  })

  test('one that always wants to be called at once does not spin, and lets others in between', async () => {
    let calls = 0
    let others = 0
    const queue = make(1)
    await queue.start(async (to) => {
      if (to === a) calls++
      else others++
      return to === a ? now() : undefined
    })
    queue.wake([a])
    await vi.advanceTimersByTimeAsync(1000)
    queue.wake([channel(1)])
    await vi.advanceTimersByTimeAsync(20)
    expect(others).toBe(1)
    expect(calls).toBeGreaterThan(10)
    expect(calls).toBeLessThan(300)
    await queue.stop()
  })

  test('a failure is logged, and tried again less and less often', async () => {
    let calls = 0
    const queue = make()
    await queue.start(async () => {
      calls++
      throw new Error('database is locked')
    })
    queue.wake([a])
    await vi.advanceTimersByTimeAsync(3600_000)
    expect(calls).toBeGreaterThan(10)
    expect(calls).toBeLessThan(150)
    expect(lines.filter((line) => line.fault)).toHaveLength(calls)
    await queue.stop()
  })

  test('what nobody woke it for is found within a minute', async () => {
    const served: Destination[] = []
    const queue = make()
    await queue.start(async (to) => void served.push(to))
    waiting = [a]
    await vi.advanceTimersByTimeAsync(60_000)
    expect(served).toEqual([a])
    await queue.stop()
  })

  describe('stopping', () => {
    test('waits for what is under way, and begins nothing more', async () => {
      const served: Destination[] = []
      const under = held()
      const queue = make(1)
      let may = true
      await queue.start(async (to, mine) => {
        await under.promise
        may = mine()
        served.push(to)
        return later(now(), 10)
      })
      queue.wake([a, channel(1)])
      let stopped = false
      const stopping = queue.stop().then(() => {
        stopped = true
      })
      await vi.advanceTimersByTimeAsync(1000)
      expect(stopped).toBe(false)
      under.release()
      await stopping
      queue.wake([channel(2)])
      await vi.advanceTimersByTimeAsync(120_000)
      expect(served).toEqual([a])
      expect(may).toBe(false)
    })

    test('does not wait for ever', async () => {
      const queue = make()
      await queue.start(() => new Promise(() => {}))
      queue.wake([a])
      const stopping = queue.stop()
      await vi.advanceTimersByTimeAsync(5_000)
      await stopping
    })

    test('leaves no timer behind', async () => {
      const queue = make()
      await queue.start(async () => later(now(), 30_000))
      queue.wake([a, channel(1)])
      await settle()
      await queue.stop()
      expect(vi.getTimerCount()).toBe(0)
    })
  })
})

test('50,000 destinations that were served leave nothing in memory', async () => {
  setFlagsFromString('--expose-gc')
  const gc: () => void = runInNewContext('gc')
  const served = new Map<string, number>()
  let left = 0
  let finish = () => {}
  const queue = inProcessQueue({
    outbox: { waiting: async () => [] },
    clock: { now: (): Instant => asInstant(Date.now()) },
    log: pino({ enabled: false }),
  })
  await queue.start(async (to) => {
    const times = (served.get(to) ?? 0) + 1
    if (times === 1) {
      served.set(to, times)
      return asInstant(Date.now() + 5)
    }
    served.delete(to)
    if (--left === 0) finish()
    return undefined
  })
  const sizes: number[] = []
  for (let round = 0; round < 5; round++) {
    left = 10_000
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    queue.wake(Array.from({ length: left }, (_, n) => channel(`${round}-${n}`)))
    await finished
    await new Promise((resolve) => setTimeout(resolve, 20))
    gc()
    sizes.push(process.memoryUsage().heapUsed)
  }
  await queue.stop()
  const [first = 0] = sizes
  // 40,000 more destinations: even 50 bytes for each would be 2 MB
  expect((sizes.at(-1) ?? 0) - first).toBeLessThan(2_000_000)
})
