// What every program runs: the database with its queue and stores, and the bot on it.
import type { Logger } from 'pino'
import { assemble, type Bot, revive, type Stores, storesOf } from '../compose.ts'
import type { Directory, Files, InstallationRef, Messenger, PlatformName } from '../conversation/platform.ts'
import { inProcessQueue } from '../delivery/in-process-queue.ts'
import { inTurns } from '../delivery/in-turns.ts'
import type { DeliveryQueue } from '../delivery/outbox-store.ts'
import { type Pictures, pictures } from '../pictures/pictures.ts'
import type { SeedStore } from '../sandbox/seed-store.ts'
import type { Settings } from '../settings.ts'
import type { Database } from '../storage/database.ts'
import { openDatabase } from '../storage/open-database.ts'
import { outboxStore } from '../storage/outbox-store.ts'
import { queuePool } from '../storage/queue-pool.ts'
import { seedStore } from '../storage/seed-store.ts'
import { type Heartbeat, heartbeat } from '../timekeeping/heartbeat.ts'
import { later, systemClock } from '../vocabulary/clock.ts'

/** A chat platform as the bot sees it. */
export interface Platform {
  readonly messenger: Messenger
  readonly directory: Directory
  readonly files: Files
}

export interface Core {
  readonly bot: Bot
  readonly stores: Stores
  readonly seeds: SeedStore
  readonly database: Pick<Database, 'healthy'>
  readonly pictures: Pictures
  /** Connects a platform: from then on it is asked for people, and what waits for it is posted. */
  plug(platform: PlatformName, part: Platform): void
  /** Begins to deliver, and to keep time. After the platforms are plugged in, or what waits for them would have to wait longer. */
  deliver(): Promise<void>
  /** Tries again what was given up: something that was in the way may be gone. */
  revive(): Promise<void>
  stop(): Promise<void>
}

const hour = 3_600_000
/** So long (ms) it is known which rituals came: longer than anything is made up for, and than a clock is set back by mistake. */
const remembered = 400 * 24 * hour

/** Destinations that one copy serves at once on PostgreSQL, and the engine's other connections (listening, sessions, additions). */
const workers = { concurrency: 8, others: 4 }

/** Rejects with `DatabaseUnavailable`. */
export async function openCore(settings: Pick<Settings, 'database' | 'pictureFont'>, log: Logger): Promise<Core> {
  const clock = systemClock
  const url = settings.database.url.reveal()
  const drawing = pictures(settings.pictureFont, log)
  const database = await openDatabase(url)
  const { queue, close } = await openQueue(database, url, log)
  const stores = storesOf(database, clock, queue)
  const platforms = new Map<PlatformName, Platform>()
  const bot = assemble(stores, {
    directory: directoryOf(platforms),
    files: filesOf(platforms),
    messengerOf: (platform) => platforms.get(platform)?.messenger,
    wake: queue.wake,
    pictures: drawing,
    clock,
    log,
  })
  // No platform repeats a request after an hour; a day is kept to be on the safe side. Who has not said yes after a month will not.
  const housekeeping = setInterval(() => {
    stores.answered.forget(later(clock.now(), -24 * hour)).catch((error) => log.warn({ err: error }, 'Old answers could not be forgotten'))
    // What nobody has said yes to in a month, and what an import kept to be taken back: files of other people's data among it.
    stores.pending
      .forget(later(clock.now(), -30 * 24 * hour))
      .catch((error) => log.warn({ err: error }, 'What waited too long for a yes could not be forgotten'))
    stores.kept.forget(clock.now()).catch((error) => log.warn({ err: error }, 'What was kept for platforms could not be forgotten'))
    forgetOccurrences().catch((error) => log.warn({ err: error }, 'Old occurrences could not be forgotten'))
  }, hour)
  housekeeping.unref()
  /** A few workspaces at a time: all at once would take longer than a statement may. */
  async function forgetOccurrences(): Promise<void> {
    const before = later(clock.now(), -remembered)
    const ids = [...(await stores.occurrences.versions()).keys()]
    for (let from = 0; from < ids.length; from += 500) await stores.occurrences.forget(ids.slice(from, from + 500), before)
  }
  const reviveAll = () => revive(stores, { clock, wake: queue.wake })
  let beating: Heartbeat | undefined
  return {
    bot,
    stores,
    seeds: seedStore(database),
    database,
    pictures: drawing,
    plug: (platform, part) => void platforms.set(platform, part),
    revive: reviveAll,
    async deliver() {
      await reviveAll()
      await queue.start(database.kind === 'sqlite' ? inTurns(bot.serve) : bot.serve)
      beating = heartbeat(bot.timekeeper, log)
    },
    async stop() {
      clearInterval(housekeeping)
      await beating?.stop()
      await queue.stop()
      await close()
      await database.close()
    },
  }
}

async function openQueue(database: Database, url: string, log: Logger): Promise<{ queue: DeliveryQueue; close(): Promise<void> }> {
  const outbox = outboxStore(database, database.kind === 'postgresql')
  if (database.kind === 'sqlite') return { queue: inProcessQueue({ outbox, clock: systemClock, log }), close: async () => {} }
  // Loaded only here: it costs a small machine with SQLite a tenth of a second and 18 MiB.
  const { graphileQueue, installGraphile } = await import('../delivery/graphile-queue.ts')
  const pool = queuePool(url, workers.concurrency + workers.others)
  await installGraphile(pool, log)
  return {
    queue: graphileQueue({ pool, outbox, clock: systemClock, log, concurrency: workers.concurrency }),
    close: () => pool.end(),
  }
}

/** Asks the platform of an installation; one that is not connected does not answer. */
function directoryOf(platforms: ReadonlyMap<PlatformName, Platform>): Directory {
  const of = ({ platform }: InstallationRef) => platforms.get(platform)?.directory
  return {
    profile: async (installation, person) => (await of(installation)?.profile(installation, person)) ?? { outcome: 'no answer' },
    profileByHandle: async (installation, handle) =>
      (await of(installation)?.profileByHandle(installation, handle)) ?? { outcome: 'no answer' },
    enter: async (installation, channel) => (await of(installation)?.enter(installation, channel)) ?? 'unknown',
    audience: async (installation, channel) => (await of(installation)?.audience(installation, channel)) ?? 'no answer',
  }
}

/** Reads a file where it was given. */
function filesOf(platforms: ReadonlyMap<PlatformName, Platform>): Files {
  const of = ({ platform }: InstallationRef) => platforms.get(platform)?.files
  return {
    read: async (installation, ref) => (await of(installation)?.read(installation, ref)) ?? { outcome: 'no answer' },
    takesPaths: (installation) => of(installation)?.takesPaths(installation) ?? false,
  }
}
