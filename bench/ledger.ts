// `npm run bench:ledger [sqlite|postgresql]`: how long one win takes in the ledger, and how many go through, with few and many deals
// in the database. PostgreSQL: BENCH_DATABASE_URL (an empty database), else a cluster of the installed binaries, with fsync.
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Destination } from '../src/conversation/platform.ts'
import type { Deal } from '../src/deals/deal.ts'
import type { Change, DealStore } from '../src/deals/deal-store.ts'
import { storedCurrency, storedDate } from '../src/storage/deal-rows.ts'
import { dealStore } from '../src/storage/deal-store.ts'
import { figuresStore } from '../src/storage/figures-store.ts'
import { openDatabase } from '../src/storage/open-database.ts'
import { asInstant } from '../src/vocabulary/clock.ts'
import type { MemberId, WorkspaceId } from '../src/vocabulary/ids.ts'
import type { Period } from '../src/vocabulary/period.ts'
import { postgresBinaries, startCluster, stopCluster, temporaryFolder } from '../test/fakes/postgres-cluster.ts'
import { seedDeals } from './seed.ts'

const day = (text: string) => storedDate(text)
const quarter: Period = { kind: 'quarter', from: day('2026-10-01'), to: day('2026-12-31'), year: 2026, index: 4 }
const month: Period = { kind: 'month', from: day('2026-11-01'), to: day('2026-11-30'), year: 2026, index: 11 }
const year: Period = { kind: 'year', from: day('2026-01-01'), to: day('2026-12-31'), year: 2026, index: 0 }
const announce = 'slack/T1/C1' as Destination // a destination as it is written

let asked = 0
function win(workspace: WorkspaceId, member: MemberId): Change {
  asked += 1
  const customer = `Acme ${asked}`
  return {
    workspace,
    version: 1,
    requestKey: `bench/${process.pid}/${asked}`,
    number: undefined,
    standing: { member, periods: [quarter, month, year] },
    alike: { customer, minor: 500_000n, from: day('2026-11-17'), to: day('2026-11-23'), ownerName: 'Rep' },
    decide({ number, standing }) {
      const at = asInstant(Date.now())
      const facts = {
        state: 'won' as const,
        product: '',
        path: [],
        owner: member,
        team: undefined,
        customer,
        amount: { minor: 500_000n, currency: storedCurrency('USD') },
        closedOn: day('2026-11-20'),
        note: '',
        tags: [],
        splits: [],
      }
      const deal: Deal = { ...facts, number, revision: 1, head: 1, announced: true, touchedAt: at, loggedAt: at, loggedBy: member }
      const text = `Deal #${number} won: $5,000.00 · Acme · today. You are at ${standing.actual} of ${standing.target}.`
      return {
        deal,
        event: {
          number,
          revision: 1,
          kind: 'won',
          by: member,
          platform: 'slack',
          at,
          before: undefined,
          after: facts,
          headBefore: 0,
          headAfter: 1,
          reverts: undefined,
        },
        posts: [{ key: `win ${number}`, to: announce, kind: 'deal-card', about: { number }, action: { do: 'post' } }],
        answer: {
          kind: 'message',
          replaces: false,
          message: {
            nodes: [
              { kind: 'headline', spans: [text] },
              { kind: 'bar', filled: 0.76, tick: 0.78, before: ['66 %'], after: ['76 %'] },
              {
                kind: 'buttons',
                buttons: [
                  { label: 'Undo', action: 'undo-deal', value: `${number} 1` },
                  { label: 'Edit', action: 'edit-deal', value: `${number} 1` },
                ],
              },
            ],
          },
        },
      }
    },
  }
}

interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Of this process, for one, in microseconds: what a busy machine changes least. */
  readonly cpu: number
}

/** Runs `one` so often, so many at a time. */
async function measure(times: number, at: number, one: () => Promise<unknown>): Promise<Measured> {
  const took: number[] = []
  let left = times
  const began = performance.now()
  const spent = process.cpuUsage()
  const worker = async () => {
    while (left > 0) {
      left -= 1
      const start = performance.now()
      await one()
      took.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: at }, worker))
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(spent)
  took.sort((a, b) => a - b)
  const share = (part: number) => took[Math.floor(took.length * part)] ?? 0
  return { perSecond: times / seconds, p50: share(0.5), p99: share(0.99), cpu: (user + system) / times }
}

const columns = [10, 9, 12, 8, 9, 9, 9, 9]
const row = (...cells: (string | number)[]) => console.log(cells.map((cell, index) => String(cell).padStart(columns[index] ?? 10)).join(''))

async function bench(name: string, url: string, deals: number): Promise<void> {
  const database = await openDatabase(url)
  try {
    const { workspace, members } = await seedDeals(database, deals)
    const store: DealStore = dealStore(database, { queue: { wake: () => {} }, engine: false })
    const figures = figuresStore(database)
    let turn = 0
    const member = () => {
      turn += 1
      const next = members[turn % members.length]
      if (next === undefined) throw new Error('Nobody is there')
      return next
    }
    const wins = () => store.change(win(workspace, member()))
    const look = () => figures.figures(workspace, 1, { kind: 'member', member: member() }, 'revenue', quarter, 3)
    const company = () => figures.figures(workspace, 1, { kind: 'company' }, 'revenue', quarter, 3)
    const tasks: [string, () => Promise<unknown>, number][] = [
      ['win', wins, 500],
      ['progress', look, 500],
      ['company', company, 200],
    ]
    for (const [task, one, base] of tasks) {
      await measure(1500, 8, one) // until the compiler knows it
      for (const at of [1, 16, 64]) {
        const { perSecond, p50, p99, cpu } = await measure(base * (at === 1 ? 2 : 8), at, one)
        row(name, deals, task, `c${at}`, perSecond.toFixed(0), p50.toFixed(2), p99.toFixed(2), cpu.toFixed(0))
      }
    }
  } finally {
    await database.close()
  }
}

const sizes = (process.env.BENCH_DEALS ?? '1000,1000000').split(',').map(Number)
const only = process.argv[2]
row('database', 'deals', 'what', 'at once', 'per s', 'p50 ms', 'p99 ms', 'CPU us')
const folder = temporaryFolder()
const cluster = path.join(folder, 'cluster')
try {
  for (const deals of sizes) if (only !== 'postgresql') await bench('sqlite', `file:${folder}/${deals}.db`, deals)
  const binaries = postgresBinaries()
  const server =
    process.env.BENCH_DATABASE_URL ?? (only === 'sqlite' ? undefined : binaries && (await startCluster(binaries, cluster, true)))
  if (server) {
    for (const deals of sizes) {
      const { default: pg } = await import('pg')
      const admin = new pg.Client(server)
      await admin.connect()
      await admin.query(`CREATE DATABASE "bench_${deals}"`).finally(() => admin.end())
      const url = new URL(server)
      url.pathname = `/bench_${deals}`
      await bench('postgres', url.href, deals)
    }
  }
} finally {
  await stopCluster(cluster)
  rmSync(folder, { recursive: true, force: true })
}
