// `npm run bench:rituals [-- --workspaces 10000 --database sqlite]`: every workspace's leaderboard is due in the same minute. Prints how
// long it takes to find what is due, to say it, to queue it, and then to render and deliver it to a platform in process at a message a
// second and channel, with commands typed meanwhile. BENCH_DATABASE_URL: another PostgreSQL server (an empty database).
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pino } from 'pino'
import { catalog } from '../src/catalog.generated.ts'
import { assemble, storesOf } from '../src/compose.ts'
import type { Messenger } from '../src/conversation/platform.ts'
import { graphileQueue, installGraphile } from '../src/delivery/graphile-queue.ts'
import { inProcessQueue } from '../src/delivery/in-process-queue.ts'
import { inTurns } from '../src/delivery/in-turns.ts'
import type { DeliveryQueue } from '../src/delivery/outbox-store.ts'
import { sayIn } from '../src/languages/speak.ts'
import { boardPicture } from '../src/leaderboard/board-picture.ts'
import { weeklyBoard } from '../src/leaderboard/weekly-board.ts'
import { weeklyMessage } from '../src/leaderboard/weekly-message.ts'
import { pictures } from '../src/pictures/pictures.ts'
import { render } from '../src/slack/render.ts'
import type { Database } from '../src/storage/database.ts'
import { openDatabase } from '../src/storage/open-database.ts'
import { outboxStore } from '../src/storage/outbox-store.ts'
import { queuePool } from '../src/storage/queue-pool.ts'
import type { OccurrenceStore } from '../src/timekeeping/occurrence-store.ts'
import { timekeeper } from '../src/timekeeping/timekeeper.ts'
import { asInstant, systemClock } from '../src/vocabulary/clock.ts'
import { today } from '../src/vocabulary/local-date.ts'
import { postgresBinaries, startCluster, stopCluster, temporaryFolder } from '../test/fakes/postgres-cluster.ts'
import { seedWorkspaces } from './seed-workspaces.ts'

const { values: options } = parseArgs({
  options: { workspaces: { type: 'string', default: '10000' }, database: { type: 'string' } },
})
const count = Number(options.workspaces)
const log = pino({ level: 'error' })
/** Friday, four o'clock in Oslo. */
const four = Date.parse('2026-11-20T15:00:00Z')
const friday = today(asInstant(four), 'Europe/Oslo')
const drawing = pictures(undefined, log)

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`
const processor = (since: NodeJS.CpuUsage): string => {
  const { user, system } = process.cpuUsage(since)
  return `${seconds((user + system) / 1000)} of this process's processor time`
}
setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')
const mebibytes = (): number => process.memoryUsage().rss / 1_048_576
/** What is held on to, without what is only not given back yet. */
const held = (): number => {
  for (let times = 0; times < 3; times += 1) collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1_048_576
}
const percentile = (all: readonly number[], share: number): string => {
  const sorted = all.toSorted((a, b) => a - b)
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)} ms`
}

/** How long (ms) was spent in what, all calls together. */
class Spent {
  readonly #of = new Map<string, number>()
  async on<T>(what: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    try {
      return await work()
    } finally {
      this.add(what, performance.now() - began)
    }
  }
  add(what: string, milliseconds: number): void {
    this.#of.set(what, (this.#of.get(what) ?? 0) + milliseconds)
  }
  take(what: string): number {
    const milliseconds = this.#of.get(what) ?? 0
    this.#of.delete(what)
    return milliseconds
  }
}

async function bench(name: string, url: string): Promise<void> {
  const database = await openDatabase(url)
  await seedWorkspaces(database, count)
  const spent = new Spent()
  let time = four - 60_000
  const clock = { now: () => asInstant(time) }
  const { queue, close } = await openQueue(database, url)
  const stores = storesOf(database, clock, queue)
  const posted = new Set<string>()
  const messenger: Messenger = {
    platform: 'slack',
    pace: { post: 1_000, rewrite: 1_200 },
    async post(to, message, { key }) {
      const began = performance.now()
      render(message, key)
      spent.add('blocks', performance.now() - began)
      posted.add(`${to} ${key}`)
      return String(posted.size)
    },
    rewrite: async () => {},
    find: async () => undefined,
  }
  const edges = {
    directory: {
      profile: async () => ({ outcome: 'no answer' as const }),
      profileByHandle: async () => ({ outcome: 'no answer' as const }),
      enter: async () => 'in' as const,
      audience: async () => 'own' as const,
    },
    files: { read: async () => ({ outcome: 'no answer' as const }), takesPaths: () => false },
    messengerOf: () => messenger,
    wake: queue.wake,
    clock: systemClock,
    log,
  }
  const { serve } = assemble(stores, edges)
  const { conversation } = assemble(stores, { ...edges, clock })
  const board = catalog.rituals.filter((one) => one.name === 'leaderboard')
  const keeperOf = (wake: DeliveryQueue['wake']) =>
    timekeeper({
      occurrences: timed(stores.occurrences, spent),
      rituals: board,
      occur: (_, occasion) => spent.on('say', async () => (await board[0]?.occur(occasion, { ...stores, ...edges } as never)) ?? []), // all that any ritual needs
      wake,
      clock,
      log,
    })
  const keeper = keeperOf(queue.wake)
  const look = async (of = keeper) => {
    const began = performance.now()
    const { occurrences } = await of.look()
    return { occurrences, took: performance.now() - began }
  }

  console.log(`\n${name}: ${count} workspaces`)
  console.log(`  the first look, nothing due        ${seconds((await look()).took)}`)
  time += 30_000
  console.log(`  an ordinary look, nothing due      ${seconds((await look()).took)}`)
  for (const what of ['find', 'say', 'write']) spent.take(what)
  const [heldBefore, before] = [held(), mebibytes()]
  let peak = before
  const watching = setInterval(() => {
    peak = Math.max(peak, mebibytes())
  }, 100)

  const commands = typing(conversation, count)
  time = four
  const began = performance.now()
  const used = process.cpuUsage()
  const { took, occurrences } = await look()
  const rest = took - spent.take('find')
  console.log(
    `  ${occurrences} due: found and queued         ${seconds(took)} (find ${seconds(took - rest)}, say ${seconds(spent.take('say'))}, write ${seconds(spent.take('write'))})`,
  )
  await queue.start(database.kind === 'sqlite' ? inTurns(serve) : serve)
  while (posted.size < occurrences) await sleep(50)
  const delivered = performance.now() - began
  console.log(
    `  rendered and delivered             ${seconds(delivered)} from four o'clock on: ${(occurrences / (delivered / 1000)).toFixed(0)} a second (${processor(used)}, of which blocks ${seconds(spent.take('blocks'))})`,
  )
  for (const [text, times] of await commands.stop()) {
    console.log(
      `  ${text.padEnd(10)} meanwhile               p50 ${percentile(times, 0.5)}, p99 ${percentile(times, 0.99)}, of ${times.length}`,
    )
  }
  clearInterval(watching)
  console.log(`  a look after a restart, all written ${seconds((await look(keeperOf(queue.wake))).took)}`)
  console.log(
    `  memory                             held ${heldBefore.toFixed(0)} MiB before, ${held().toFixed(0)} after; of the system ${before.toFixed(0)} before, ${peak.toFixed(0)} at the peak, ${mebibytes().toFixed(0)} after`,
  )
  console.log(`  a board alone                      ${await alone()}`)
  console.log(
    "  without drawing: pictures are drawn after the board's words are made, one at a time beside all else, and left out where that is late",
  )
  await queue.stop()
  await close()
  await database.close()

  /** Where the time of one board goes, one after the other and nothing else meanwhile. */
  async function alone(): Promise<string> {
    const font = await drawing.font()
    const split = new Spent()
    const some = Math.min(200, count)
    const pictures = Math.min(10, some)
    for (let n = 1; n <= some; n += 1) {
      const workspace = await stores.workspaces.workspaceOf({ platform: 'slack', id: `T${n}` })
      if (!workspace || !font) throw new Error('No workspace, or no font')
      const weekly = await split.on('query', () => weeklyBoard(workspace, friday, stores))
      if (!weekly) throw new Error('No board')
      const drawn = { workspace, say: sayIn(workspace.language), policy: 'exact' as const, day: friday }
      const picture = await split.on('svg', async () => boardPicture(weekly.week, drawn, font))
      const message = await split.on('render', async () => weeklyMessage(weekly, drawn, picture))
      await split.on('blocks', async () => render(message, `bench ${n}`))
      if (n <= pictures && picture) await split.on('draw', () => drawing.draw(picture.svg, new AbortController().signal))
    }
    const each = (what: string, of = some) => `${(split.take(what) / of).toFixed(2)} ms`
    return `query ${each('query')}, render ${each('render')}, blocks ${each('blocks')}, picture ${each('svg')} and ${each('draw', pictures)} to draw`
  }

  async function openQueue(of: Database, at: string): Promise<{ queue: DeliveryQueue; close(): Promise<void> }> {
    const outbox = outboxStore(of, of.kind === 'postgresql')
    if (of.kind === 'sqlite') return { queue: inProcessQueue({ outbox, clock: systemClock, log }), close: async () => {} }
    const pool = queuePool(at, 12)
    await installGraphile(pool, log)
    return { queue: graphileQueue({ pool, outbox, clock: systemClock, log, concurrency: 8 }), close: () => pool.end() }
  }
}

/** The store, with the time that each call takes. */
const timed = (store: OccurrenceStore, spent: Spent): OccurrenceStore => ({
  ...store,
  versions: () => spent.on('find', () => store.versions()),
  households: (ids) => spent.on('find', () => store.households(ids)),
  written: (some) => spent.on('find', () => store.written(some)),
  write: (some, at) => spent.on('write', () => store.write(some, at)),
})

/** Somebody types, twenty times a second, in one workspace after the other. */
function typing(conversation: ReturnType<typeof assemble>['conversation'], workspaces: number) {
  const times = new Map<string, number[]>()
  let stopped = false
  let typed = 0
  const underWay = new Set<Promise<void>>()
  async function type(command: string, text: string): Promise<void> {
    const n = (typed * 7919) % workspaces
    typed += 1
    const began = performance.now()
    const installation = { platform: 'slack' as const, id: `T${n + 1}` }
    const speaker = { id: 'U1', handle: 'rep1' }
    const place = { channel: 'C1', kind: 'channel' as const }
    const answer = await conversation.hear({ installation, speaker, place, requestKey: `bench ${typed}`, command, text })
    const shown = JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    if (!/USD|\$/.test(shown)) throw new Error(`Not an answer to /${command} ${text}: ${shown}`)
    const name = `/${command} ${text}`.split(' ').slice(0, 2).join(' ')
    times.set(name, [...(times.get(name) ?? []), performance.now() - began])
  }
  const begin = (...of: Parameters<typeof type>) => {
    const run: Promise<void> = type(...of).finally(() => underWay.delete(run))
    underWay.add(run)
  }
  const going = (async () => {
    for (let turn = 0; !stopped; turn += 1) {
      if (turn % 2 === 0) begin('deal', `won ${1000 + turn} Customer ${turn}`)
      else begin('progress', '')
      await sleep(50)
    }
    await Promise.all(underWay)
  })()
  return {
    async stop() {
      stopped = true
      await going
      return times
    },
  }
}

const folder = temporaryFolder()
const cluster = path.join(folder, 'cluster')
try {
  if (options.database !== 'postgresql') await bench('SQLite', `file:${folder}/bench.db`)
  const binaries = postgresBinaries()
  const url =
    process.env.BENCH_DATABASE_URL ??
    (options.database === 'sqlite' ? undefined : binaries && (await startCluster(binaries, cluster, true)))
  if (url) await bench('PostgreSQL', url)
  else if (options.database !== 'sqlite') console.log('PostgreSQL was left out: install it, or set BENCH_DATABASE_URL')
} finally {
  await stopCluster(cluster)
  rmSync(folder, { recursive: true, force: true })
}
