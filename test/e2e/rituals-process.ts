// A copy of the program that is to be killed: the real timekeeping on a clock that it is told, the real queue and the real Slack messenger
// on the clock of the machine. It looks whenever it is told the time, and says so.
import { pino } from 'pino'
import { assemble, storesOf } from '../../src/compose.ts'
import { ritual } from '../../src/conversation/ritual.ts'
import { graphileQueue, installGraphile } from '../../src/delivery/graphile-queue.ts'
import { inProcessQueue } from '../../src/delivery/in-process-queue.ts'
import type { DeliveryQueue } from '../../src/delivery/outbox-store.ts'
import leaderboard from '../../src/leaderboard/rituals/weekly-leaderboard.ts'
import { slackMessenger } from '../../src/slack/messenger.ts'
import { webClient } from '../../src/slack/web-client.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { outboxStore } from '../../src/storage/outbox-store.ts'
import { queuePool } from '../../src/storage/queue-pool.ts'
import { timekeeper } from '../../src/timekeeping/timekeeper.ts'
import { asInstant, systemClock } from '../../src/vocabulary/clock.ts'
import { periodKey, periodOf } from '../../src/vocabulary/period.ts'
import { type PlainRitual, plainRituals } from './plain-rituals.ts'

/** What the parent says, and what it is told. */
export type Told = { readonly at: number }
export type Said = 'ready' | { readonly looked: number }

const [url = '', apiUrl = '', botToken = ''] = process.argv.slice(2)
const log = pino({ enabled: false })

/** Beside the real ones: others that go to the same channel, at the same time and a little later. */
const plain = ({ name, order, ...usual }: PlainRitual) =>
  ritual({
    name,
    title: 'ritual.leaderboard',
    summary: 'ritual.leaderboard-about',
    usual: { on: true, catchUp: 24 * 60, ...usual },
    zone: 'workspace',
    goesTo: 'channel',
    order,
    async occur({ workspace, slot, to }, _needs: object) {
      const period = periodKey(periodOf('month', slot.day, workspace.calendar))
      return [{ name: 'board', to, kind: 'board', about: { metric: 'deals', period, team: 0, order: 'value' } }]
    },
  })
const rituals = [leaderboard, ...plainRituals.map(plain)]

const database = await openDatabase(url)
const queue = await openQueue()
const stores = storesOf(database, systemClock, queue)
// The pace is data: nobody has to wait a real second between two messages of a simulated month.
const pace = { post: 20, rewrite: 20 }
const messenger = { ...slackMessenger(webClient({ token: botToken, apiUrl }, log), () => undefined), pace }
const { serve } = assemble(stores, {
  directory: {
    profile: async () => ({ outcome: 'no answer' }),
    profileByHandle: async () => ({ outcome: 'no answer' }),
    enter: async () => 'in',
    audience: async () => 'own',
  },
  files: { read: async () => ({ outcome: 'no answer' }), takesPaths: () => false },
  messengerOf: () => messenger,
  wake: queue.wake,
  clock: systemClock,
  log,
})

let time = asInstant(0)
const keeper = timekeeper({
  occurrences: stores.occurrences,
  rituals,
  async occur(name, occasion) {
    const found = rituals.find((one) => one.name === name)
    if (!found) throw new Error(`No ritual ${name}`)
    return found.occur(occasion, {})
  },
  wake: queue.wake,
  clock: { now: () => time },
  log,
})

async function openQueue(): Promise<DeliveryQueue> {
  const outbox = outboxStore(database, database.kind === 'postgresql')
  if (database.kind === 'sqlite') return inProcessQueue({ outbox, clock: systemClock, log })
  const pool = queuePool(url, 8)
  await installGraphile(pool, log)
  const every = { sweep: 1_000, patrol: 5_000, check: 1_000 }
  return graphileQueue({ pool, outbox, clock: systemClock, log, concurrency: 4, every })
}

const say = (said: Said) => process.send?.(said)
let told = 0
let looking = false
process.on('message', ({ at }: Told) => {
  told = at
  if (!looking) void look()
})
// Nobody is left to tell it the time.
process.on('disconnect', () => process.exit())

async function look(): Promise<void> {
  looking = true
  while (time < told) {
    time = asInstant(told)
    try {
      await keeper.look()
      say({ looked: time })
    } catch {
      time = asInstant(0) // to be looked for again
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  looking = false
}

await queue.start(serve)
say('ready')
