import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Destination, destination } from '../../src/conversation/platform.ts'
import { delivery } from '../../src/delivery/deliver.ts'
import { type GraphileQueueNeeds, graphileQueue, installGraphile } from '../../src/delivery/graphile-queue.ts'
import type { DeliveryQueue } from '../../src/delivery/outbox-store.ts'
import { asInstant, later, systemClock } from '../../src/vocabulary/clock.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { fakeMessenger } from '../fakes/messenger.ts'
import { fakeOutbox } from '../fakes/outbox.ts'
import { emptyPostgres, whyNoPostgres } from '../fakes/postgres.ts'

const database = await emptyPostgres()
if (!database) console.log(`The queue on PostgreSQL is not tested: ${whyNoPostgres}`)
const url = database?.url ?? ''
const log = pino({ enabled: false })
const channel = (n: number | string) => destination({ platform: 'slack', id: 'T1' }, `C${n}`)
const a = channel('a')
const workspace = asId<WorkspaceId>(1)
const until = <T>(what: () => T | Promise<T>) => vi.waitFor(what, { timeout: 30_000, interval: 20 })

describe.skipIf(!database)('the queue of several copies', () => {
  let direct: pg.Pool
  let pools: pg.Pool[] = []
  let queues: DeliveryQueue[] = []
  let children: ChildProcess[] = []
  let outbox = fakeOutbox()

  beforeAll(() => {
    direct = new pg.Pool({ connectionString: url, max: 4 })
    direct.on('error', () => {})
  })
  afterAll(async () => {
    await direct.end()
    await database?.drop()
  })
  beforeEach(() => {
    outbox = fakeOutbox()
  })
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(queues.map((queue) => queue.stop()))
    await Promise.all(pools.map((pool) => pool.end()))
    children = []
    queues = []
    pools = []
    await direct.query('truncate graphile_worker._private_jobs, graphile_worker._private_job_queues').catch(() => {})
  })

  const newPool = () => {
    const pool = new pg.Pool({ connectionString: url, max: 6 })
    pools.push(pool)
    return pool
  }
  function copy(needs: Partial<GraphileQueueNeeds> = {}): DeliveryQueue {
    const queue = graphileQueue({
      pool: newPool(),
      outbox,
      clock: systemClock,
      log,
      concurrency: 3,
      every: { sweep: 300, patrol: 400, check: 100 },
      ...needs,
    })
    queues.push(queue)
    return queue
  }
  const write = (key: string, to = a) =>
    outbox.add(workspace, { key, to, kind: 'win', about: {}, action: { do: 'post' } }, systemClock.now())
  /** As storage does in its transaction. */
  const addJob = (to: Destination, client: { query(text: string, values: unknown[]): Promise<unknown> } = direct) =>
    client.query(
      `select graphile_worker.add_job('deliver', json_build_object('destination', $1::text), job_key => 'deliver:' || $1::text, job_key_mode => 'preserve_run_at')`,
      [to],
    )
  const jobs = async () =>
    (await direct.query<{ key: string; locked_by: string | null }>('select key, locked_by from graphile_worker._private_jobs')).rows

  async function childCopy(): Promise<{ child: ChildProcess; said: () => string }> {
    const file = fileURLToPath(new URL('copy-process.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', file, url], { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    let said = ''
    child.stdout.on('data', (data) => {
      said += data
    })
    await until(() => expect(said).toContain('started'))
    return { child, said: () => said }
  }

  test('copies that start at once on an empty database all find the tables there', async () => {
    await Promise.all([1, 2, 3, 4].map(() => installGraphile(newPool(), log)))
    await installGraphile(newPool(), log)
    const { rows } = await direct.query('select count(*)::int as count from graphile_worker.migrations')
    expect(rows).toEqual([{ count: 19 }])
  })

  test('what was written without a wake is found at the start', async () => {
    await write('win/1')
    const served: Destination[] = []
    await copy().start(async (to) => void served.push(to))
    await until(() => expect(served).toEqual([a]))
  })

  test('a wake comes with its transaction, and does not come when that is rolled back', async () => {
    const served: Destination[] = []
    await copy().start(async (to) => void served.push(to))
    const client = await direct.connect()
    await client.query('begin')
    await addJob(channel('rolled back'), client)
    await client.query('rollback')
    await client.query('begin')
    await addJob(a, client)
    await client.query('commit')
    client.release()
    await until(() => expect(served).toEqual([a]))
  })

  test('it is called again when it asked to be, and not before', async () => {
    const times: number[] = []
    await copy().start(async () => {
      times.push(systemClock.now())
      return times.length < 4 ? later(systemClock.now(), 150) : undefined
    })
    await addJob(a)
    await until(() => expect(times).toHaveLength(4))
    for (const [n, time] of times.entries()) if (n > 0) expect(time - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(150)
    await until(async () => expect(await jobs()).toEqual([]))
  })

  test('a wake while it is being served is not lost', async () => {
    let calls = 0
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await copy().start(async () => {
      calls++
      if (calls === 1) await held
      return undefined
    })
    await addJob(a)
    await until(() => expect(calls).toBe(1))
    await addJob(a)
    await until(async () => expect((await jobs()).filter((job) => job.key !== null)).toEqual([]))
    release()
    await until(() => expect(calls).toBe(2))
  })

  test('one destination is served by one copy at a time, and a wake that reached the other copy is not lost', async () => {
    let under = 0
    let most = 0
    let calls = 0
    const serve = async () => {
      calls++
      under++
      most = Math.max(most, under)
      await new Promise((resolve) => setTimeout(resolve, 80))
      under--
      return undefined
    }
    await Promise.all([copy(), copy(), copy()].map((queue) => queue.start(serve)))
    for (let n = 0; n < 10; n++) {
      await addJob(a)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    await until(async () => expect(await jobs()).toEqual([]))
    const before = calls
    await addJob(a)
    await until(() => expect(calls).toBeGreaterThan(before))
    expect(most).toBe(1)
  })

  test('two copies say everything once and in order', async () => {
    const messenger = fakeMessenger(systemClock, { pace: { post: 0, rewrite: 0 } })
    const serve = () =>
      delivery({
        outbox,
        messengerOf: () => messenger,
        render: async (entry) => ({ nodes: [{ kind: 'text', spans: [entry.key] }] }),
        admins: async () => [],
        announces: async () => undefined,
        wake: () => {},
        clock: systemClock,
        log,
      })
    await copy().start(serve())
    await copy().start(serve())
    for (let n = 0; n < 100; n++) {
      await write(`win/${n}`, channel(n % 5))
      await addJob(channel(n % 5))
    }
    await until(() => expect(messenger.standing()).toHaveLength(100))
    await until(async () => expect(await jobs()).toEqual([]))
    expect(messenger.standing()).toHaveLength(100)
    for (let c = 0; c < 5; c++) {
      const keys = messenger.standing(channel(c)).map((each) => each.key)
      expect(keys).toEqual(Array.from({ length: 20 }, (_, n) => `win/${c + n * 5}`))
    }
  })

  test('what the engine forgot is found: after a wake, and by and by without one', async () => {
    const served: Destination[] = []
    const queue = copy({ every: { sweep: 300, patrol: 1_000_000, check: 50 } })
    await queue.start(async (to) => void served.push(to))
    await write('win/1')
    queue.wake([a, channel('nothing waits here')])
    await until(() => expect(served).toEqual([a]))
    const other = fakeOutbox()
    const patrolled: Destination[] = []
    await copy({ outbox: other }).start(async (to) => void patrolled.push(to))
    await other.add(workspace, { key: 'x', to: channel('b'), kind: 'win', about: {}, action: { do: 'post' } }, asInstant(0))
    await until(() => expect([...served, ...patrolled]).toContain(channel('b')))
  })

  test('a failure is tried again by us, not by the engine after hours', async () => {
    let calls = 0
    await copy().start(async () => {
      calls++
      if (calls < 3) throw new Error('no')
      return undefined
    })
    await addJob(a)
    await until(() => expect(calls).toBe(3))
    await until(async () => expect(await jobs()).toEqual([]))
  })

  test('a job with a destination that is none is dropped', async () => {
    const served: Destination[] = []
    await copy().start(async (to) => void served.push(to))
    await direct.query(`select graphile_worker.add_job('deliver', '{"destination": "nowhere"}')`)
    await direct.query(`select graphile_worker.add_job('deliver', '{}')`)
    await until(async () => expect(await jobs()).toEqual([]))
    expect(served).toEqual([])
  })

  test('a stopped copy has finished what it was at, and holds nothing', async () => {
    let finished = false
    let began = false
    const queue = copy()
    await queue.start(async () => {
      began = true
      await new Promise((resolve) => setTimeout(resolve, 200))
      finished = true
      return later(systemClock.now(), 3600_000)
    })
    await addJob(a)
    await until(() => expect(began).toBe(true))
    await queue.stop()
    expect(finished).toBe(true)
    expect(await jobs()).toEqual([{ key: `deliver:${a}`, locked_by: null }])
    const { rows } = await direct.query(`select 1 from pg_locks where locktype = 'advisory'`)
    expect(rows).toEqual([])
  })

  describe('a copy that is gone', () => {
    test('killed with -9 while it serves: another takes over', async () => {
      const { child, said } = await childCopy()
      await addJob(a)
      await until(() => expect(said()).toContain(`serving ${a}`))
      const [job] = await jobs()
      expect(job?.locked_by).toMatch(/^pool-/)

      const served: Destination[] = []
      await copy().start(async (to) => void served.push(to))
      await new Promise((resolve) => setTimeout(resolve, 1000)) // three looks for the dead: this one is alive
      expect(served).toEqual([])
      expect((await jobs())[0]?.locked_by).toBe(job?.locked_by)

      child.kill('SIGKILL')
      await until(() => expect(served).toEqual([a]))
      await until(async () => expect(await jobs()).toEqual([]))
    })

    test('killed with -9, and nobody was there: taken over at the next start', async () => {
      const { child, said } = await childCopy()
      await addJob(a)
      await until(() => expect(said()).toContain(`serving ${a}`))
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      const served: Destination[] = []
      await copy({ every: { sweep: 1_000_000, patrol: 1_000_000, check: 1_000_000 } }).start(async (to) => void served.push(to))
      await until(() => expect(served).toEqual([a]))
    })

    test('a new wake reaches another copy even before the dead one is found', async () => {
      const { child, said } = await childCopy()
      const served: Destination[] = []
      await addJob(a)
      await until(() => expect(said()).toContain(`serving ${a}`))
      await copy({ every: { sweep: 1_000_000, patrol: 1_000_000, check: 1_000_000 } }).start(async (to) => void served.push(to))
      child.kill('SIGKILL')
      await addJob(a)
      await until(() => expect(served).toContain(a))
    })

    test('what others do with the engine is none of our business', async () => {
      await installGraphile(newPool(), log)
      await direct.query(`select graphile_worker.add_job('somebody-elses', '{}', queue_name => 'theirs')`)
      await direct.query(`update graphile_worker._private_jobs set locked_by = 'their-worker', locked_at = now()`)
      const served: Destination[] = []
      await copy({ every: { sweep: 50, patrol: 50, check: 50 } }).start(async (to) => void served.push(to))
      await addJob(a)
      await until(() => expect(served).toEqual([a]))
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect((await jobs()).map((job) => job.locked_by)).toEqual(['their-worker'])
    })

    test('what it left unfinished and had replaced itself is cleared away', async () => {
      await installGraphile(newPool(), log)
      await addJob(channel('spent'))
      await direct.query(`update graphile_worker._private_jobs set key = null, attempts = max_attempts`)
      await copy().start(async () => undefined)
      await until(async () => expect(await jobs()).toEqual([]))
    })
  })

  describe('a copy that loses its session', () => {
    /** Ends the connections on which worker ids and destinations are held, as a restart of the database would. */
    const cut = () =>
      direct.query(
        `select pg_terminate_backend(pid) from (select distinct pid from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()) held`,
      )

    test('may not serve any more, and begins anew under another id', async () => {
      let calls = 0
      const allowed: boolean[] = []
      const owners: (string | null | undefined)[] = []
      await copy().start(async (_to, mine) => {
        calls++
        owners.push((await jobs()).find((job) => job.locked_by)?.locked_by)
        if (calls > 1) return undefined
        allowed.push(mine())
        await cut()
        await until(() => expect(mine()).toBe(false))
        allowed.push(mine())
        return undefined
      })
      await addJob(a)
      await until(() => expect(calls).toBe(1))
      await until(() => expect(allowed).toEqual([true, false]))
      await addJob(a)
      await until(() => expect(calls).toBeGreaterThan(1))
      expect(owners[1]).toMatch(/^pool-/)
      expect(owners[1]).not.toBe(owners[0])
    })

    test('and every other connection too: it comes back', async () => {
      const served: Destination[] = []
      await copy().start(async (to) => void served.push(to))
      await addJob(channel(1))
      await until(() => expect(served).toEqual([channel(1)]))
      await direct.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      )
      await addJob(channel(2))
      await until(() => expect(served).toContain(channel(2)))
    })
  })
})
