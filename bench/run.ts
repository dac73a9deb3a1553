// `npm run bench [-- --deals 1000,100000,1000000 --rounds 5 --seconds 2 --database sqlite]`: signed `/deal won` and `/progress` beside a
// no-op Bolt handler in the same run, taken in turns, medians of the rounds, as ratios to the no-op. SQLite writes through
// (synchronous=FULL), PostgreSQL too (fsync and synchronous_commit on). BENCH_DATABASE_URL: another PostgreSQL server.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openDatabase } from '../src/storage/open-database.ts'
import { postgresBinaries, startCluster, stopCluster, temporaryFolder } from '../test/fakes/postgres-cluster.ts'
import { load, type Measured, median } from './load.ts'
import { type Server, signingSecret, startDealbell, startForgetfulSlack, startNoOp } from './processes.ts'
import { memberCount, seedDeals } from './seed.ts'

const { values: options } = parseArgs({
  options: {
    deals: { type: 'string', default: '1000,100000,1000000' },
    rounds: { type: 'string', default: '5' },
    requests: { type: 'string', default: '1500' },
    database: { type: 'string' },
  },
})
const sizes = options.deals.split(',').map(Number)
const rounds = Number(options.rounds)
const requests = Number(options.requests)

type Task = 'no-op' | 'won' | 'progress'
/** Every win is another customer's, or it would be taken for the same deal typed twice. */
let customers = 0
const typedWin = (n: number): string => {
  customers += 1
  return `won ${1000 + (n % 4000)} Acme ${customers}`
}
const sentences: Readonly<Record<Task, { command: string; text: (n: number) => string; expected: string }>> = {
  'no-op': { command: '/deal', text: typedWin, expected: 'ok' },
  won: { command: '/deal', text: typedWin, expected: 'won' },
  progress: { command: '/progress', text: () => '', expected: 'revenue' },
}

const widths = [10, 9, 10, 6, 11, 8, 9, 9, 9, 10, 10, 8]
const row = (...cells: (string | number)[]) => console.log(cells.map((cell, index) => String(cell).padStart(widths[index] ?? 9)).join(''))

const medians = (all: readonly Measured[]) => ({
  throughput: median(all.map(({ throughput }) => throughput)),
  p50: median(all.map(({ p50 }) => p50)),
  p99: median(all.map(({ p99 }) => p99)),
  worst: Math.max(...all.map(({ worst }) => worst)),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
})

async function compare(database: string, deals: number, noOp: Server, dealbell: Server): Promise<void> {
  const once = (task: Task, concurrency: number, count: number) => {
    const { port } = task === 'no-op' ? noOp : dealbell
    const { command, text, expected } = sentences[task]
    return load({ port, signingSecret, concurrency, requests: count, command, text, people: memberCount }, expected)
  }
  for (const task of ['no-op', 'won', 'progress'] as const) await once(task, 16, requests) // warm up
  for (const concurrency of [1, 16, 64]) {
    const count = concurrency === 1 ? Math.ceil(requests / 3) : requests * 2
    const measured: Record<Task, Measured[]> = { 'no-op': [], won: [], progress: [] }
    for (let round = 0; round < rounds; round++) {
      for (const task of ['no-op', 'won', 'progress'] as const) measured[task].push(await once(task, concurrency, count))
    }
    const base = medians(measured['no-op'])
    for (const task of ['won', 'progress'] as const) {
      const { throughput, p50, p99, worst, failed } = medians(measured[task])
      row(
        database,
        deals,
        task,
        `c${concurrency}`,
        `${((throughput / base.throughput) * 100).toFixed(0)} %`,
        `${(p50 / base.p50).toFixed(2)}x`,
        `${(p99 / base.p99).toFixed(2)}x`,
        throughput.toFixed(0),
        base.throughput.toFixed(0),
        `${p50.toFixed(1)} ms`,
        `${worst.toFixed(0)} ms`,
        failed,
      )
    }
  }
}

async function bench(database: string, url: string, deals: number, noOp: Server, apiUrl: string): Promise<void> {
  const opened = await openDatabase(url)
  await seedDeals(opened, deals)
  await opened.close()
  spawnSync('sync') // or the system would still be writing the seeded deals while commits are measured
  const dealbell = await startDealbell(url, apiUrl)
  try {
    await compare(database, deals, noOp, dealbell)
  } finally {
    await dealbell.stop()
  }
}

async function inPostgres<T>(server: string, name: string, work: (url: string) => Promise<T>): Promise<T> {
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`CREATE DATABASE "${name}"`)
  const url = new URL(server)
  url.pathname = `/${name}`
  try {
    return await work(url.href)
  } finally {
    await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`).finally(() => admin.end())
  }
}

async function startUp(folder: string, apiUrl: string): Promise<void> {
  const times: number[] = []
  const memories: number[] = []
  for (let round = 0; round < 3; round++) {
    const dealbell = await startDealbell(`file:${folder}/start.db`, apiUrl)
    times.push(dealbell.started)
    await sleep(3_000)
    memories.push(dealbell.memory())
    await dealbell.stop()
  }
  console.log(
    `\nStart-up to ready ${median(times).toFixed(0)} ms; idle ${median(memories).toFixed(0)} MiB (SQLite, by HTTP; medians of 3)\n`,
  )
}

const folder = temporaryFolder()
const cluster = path.join(folder, 'cluster')
const slack = await startForgetfulSlack()
const noOp = await startNoOp()
try {
  await startUp(folder, slack.apiUrl)
  console.log(
    `Ratios to a no-op Bolt handler (HTTPReceiver) in the same run: ${rounds} rounds in turns, medians; failed: not a 200 with the answer`,
  )
  row('database', 'deals', 'command', 'at', 'throughput', 'p50', 'p99', 'per s', 'no-op', 'p50', 'worst', 'failed')
  if (options.database !== 'postgresql')
    for (const deals of sizes) await bench('sqlite', `file:${folder}/${deals}.db`, deals, noOp, slack.apiUrl)
  const binaries = postgresBinaries()
  const server =
    process.env.BENCH_DATABASE_URL ??
    (options.database === 'sqlite' ? undefined : binaries && (await startCluster(binaries, cluster, true)))
  if (server)
    for (const deals of sizes) await inPostgres(server, `bench_${deals}`, (url) => bench('postgresql', url, deals, noOp, slack.apiUrl))
  else if (options.database !== 'sqlite') console.log('PostgreSQL was left out: install it, or set BENCH_DATABASE_URL')
} finally {
  await noOp.stop()
  await slack.stop()
  await stopCluster(cluster)
  rmSync(folder, { recursive: true, force: true })
}
