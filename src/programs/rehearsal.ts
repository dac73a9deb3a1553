// `npm run rituals`: what would be posted when, and to whom, without posting: the bot itself, with a clock that is moved from one time to
// the next, on a database that it can only read, and with nobody at the other end.
import { pino } from 'pino'
import { catalog } from '../catalog.generated.ts'
import { assemble, type Stores, storesOf } from '../compose.ts'
import type { Workspace } from '../conversation/people.ts'
import { type Destination, type Directory, destination, type Files, partsOf } from '../conversation/platform.ts'
import type { Rehearse } from '../conversation/ritual.ts'
import type { Say } from '../languages/say.ts'
import { sayIn } from '../languages/speak.ts'
import { fileIn } from '../message/message.ts'
import { plainText } from '../message/plain-text.ts'
import { channelIdOf } from '../sandbox/local-workspace.ts'
import { sandboxInstallations } from '../sandbox/seed.ts'
import { plantSandbox } from '../sandbox/start-sandbox.ts'
import { environmentOf, readSettings } from '../settings.ts'
import { type Database, DatabaseUnavailable, type Unavailability } from '../storage/database.ts'
import { openDatabase, openToRead } from '../storage/open-database.ts'
import { seedStore } from '../storage/seed-store.ts'
import { harmless } from '../terminal/render.ts'
import { type Clock, type Instant, systemClock } from '../vocabulary/clock.ts'
import { fold } from '../vocabulary/folding.ts'
import { addDays, today } from '../vocabulary/local-date.ts'
import { localTime } from '../vocabulary/local-time.ts'
import { instantOf } from '../vocabulary/wall-clock.ts'
import { mostDays, type RehearsalArguments, readRehearsal } from './rehearsal-arguments.ts'
import { occasionsOf } from './rehearsal-occasions.ts'
import { troubleOf } from './trouble.ts'

/** Where lines go: what was asked for, and what is wrong. */
export interface Output {
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

/** Prints what would be posted and resolves with the exit code: 2 for what has to be typed or set differently, 1 for other trouble. */
export async function rehearse(args: readonly string[], { print, complain }: Output): Promise<0 | 1 | 2> {
  const say = sayIn('en')
  const read = readRehearsal(args)
  if (read.read === 'help') {
    for (const line of usage(say)) print(line)
    return 0
  }
  if (read.read !== 'arguments') {
    if (read.read === 'bad from') complain(say.plain('rituals.bad-from', { text: read.text }))
    if (read.read === 'bad days') complain(say.plain('rituals.bad-days', { text: read.text, most: mostDays }))
    for (const line of usage(say)) complain(line)
    return 2
  }
  const url = databaseUrl(read.given, complain, say)
  if (url === undefined) return 2
  try {
    const database = await (read.given.workspace === undefined ? openSandbox(url) : openToRead(url))
    try {
      return await rehearseOn(database, read.given, { print, complain }, say)
    } finally {
      await database.close()
    }
  } catch (error) {
    const trouble = troubleOf(error, say)
    if (!trouble) throw error
    for (const line of trouble.lines) complain(line)
    return trouble.code
  }
}

const usage = (say: Say): readonly string[] => [
  say.plain('rituals.usage', { command: "npm run rituals -- [--from 2026-11-23] [--days 14] [--show] [--workspace 'name or id']" }),
  say.plain('rituals.usage-from'),
  say.plain('rituals.usage-show'),
  say.plain('rituals.usage-workspace'),
]

/**
 * The bot's database for a workspace that is named. The sandbox's is the one that `npm start` without tokens takes, and never that of a bot
 * that has tokens. Undefined: what is set will not do, and was complained of.
 */
function databaseUrl({ workspace }: RehearsalArguments, complain: Output['complain'], say: Say): string | undefined {
  const environment = environmentOf(process.cwd())
  const whole = readSettings(environment)
  const withoutPlatforms = readSettings(environment, { withoutPlatforms: true })
  const own = readSettings({}, { withoutPlatforms: true })
  const isBot = whole.outcome === 'wrong' || whole.settings.slack !== undefined
  const asked = workspace !== undefined ? whole : isBot ? own : withoutPlatforms
  if (asked.outcome === 'settings') return asked.settings.database.url.reveal()
  for (const { sentence } of asked.problems) complain(say.plain(sentence))
  return undefined
}

/** The sandbox's database to read; only where nothing is in it yet, its company is planted first. */
async function openSandbox(url: string): Promise<Database> {
  const found = await openToRead(url).catch(unless('not prepared'))
  if (found) {
    if (!(await seedStore(found).isEmpty())) return found
    await found.close()
  }
  const database = await openDatabase(url).catch(unless('in use')) // by a bot that plants it at this moment
  if (database) await plantSandbox({ seeds: seedStore(database), clock: systemClock }).finally(() => database.close())
  return openToRead(url)
}

const unless = (expected: Unavailability) => (error: unknown) => {
  if (!(error instanceof DatabaseUnavailable && error.reason === expected)) throw error
  return undefined
}

async function rehearseOn(database: Database, given: RehearsalArguments, { print, complain }: Output, say: Say): Promise<0 | 1 | 2> {
  let now: Instant = systemClock.now()
  const clock: Clock = { now: () => now }
  const stores = storesOf(database, clock, { wake: () => {} })
  const found = await householdOf(stores, given.workspace)
  if (!('household' in found)) {
    complain(say.plain(whyNotFound(given, found), { name: inLine(given.workspace ?? '') }))
    for (const { id, name } of found.all.slice(0, mostListed)) complain(`  ${id}  ${inLine(name)}`)
    return given.workspace === undefined ? 1 : 2
  }
  const { workspace, zones } = found.household
  const bot = quietBot(stores, clock)
  const { rituals } = catalog
  const from = given.from ?? today(now, workspace.timeZone)
  const until = addDays(from, given.days)
  const midnight = localTime('00:00')
  const span = (zone: string) => ({
    from: instantOf({ day: from, time: midnight }, zone),
    before: instantOf({ day: until, time: midnight }, zone),
  })
  const { nameOf, aboutWhat } = await naming(workspace, stores)
  const width = { zone: longest([workspace.timeZone, ...zones]), title: longest(rituals.map(({ title }) => say.plain(title))) }
  let posts = 0
  for (const { ritual, occasion, when } of occasionsOf(rituals, { workspace, zones }, span)) {
    now = occasion.now
    for (const rehearsed of await bot.rehearse(ritual.name, occasion)) {
      posts += 1
      const title = say.plain(ritual.title).padEnd(width.title)
      const whither = [nameOf(rehearsed.to), ...aboutWhat(rehearsed)].map(inLine).join('  ')
      print(`${when.day} ${when.time} ${occasion.zone.padEnd(width.zone)}  ${title}  ${whither}`)
      if (given.show) for (const line of plainText(rehearsed.message).split('\n')) print(`    ${harmless(line)}`)
    }
  }
  if (posts === 0) complain(say.plain('rituals.nothing', { from, until: addDays(until, -1) }))
  return 0
}

const whyNotFound = ({ workspace }: RehearsalArguments, { several, all }: NotFound) => {
  if (workspace === undefined) return 'rituals.no-sandbox'
  if (several) return 'rituals.several'
  return all.length === 0 ? 'rituals.no-workspaces' : 'rituals.no-workspace'
}

const inLine = (text: string): string => harmless(text).replace(/\s+/g, ' ')
const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length))

/** So many workspaces are listed to choose from. */
const mostListed = 50

/** The bot on a clock, to which nobody is connected: it can say what it would say, and that is all. */
function quietBot(stores: Stores, clock: Clock) {
  const directory: Directory = {
    profile: async () => ({ outcome: 'no answer' }),
    profileByHandle: async () => ({ outcome: 'no answer' }),
    enter: async () => 'unknown',
    audience: async () => 'own', // who reads there is not asked, and nobody but the operator reads here
  }
  const files: Files = { read: async () => ({ outcome: 'no answer' }), takesPaths: () => false }
  const log = pino({ level: 'silent' })
  return assemble(stores, { directory, files, messengerOf: () => undefined, wake: () => {}, clock, log })
}

type Household = Awaited<ReturnType<Stores['occurrences']['households']>>['read'][number]

interface NotFound {
  /** Go by that name. */
  readonly several: boolean
  /** All workspaces that could be meant. */
  readonly all: readonly Workspace[]
}

/** The household of the workspace of that id or name, or of the sandbox. */
async function householdOf(
  { occurrences, workspaces }: Stores,
  wanted: string | undefined,
): Promise<{ readonly household: Household } | NotFound> {
  const ids = [...(await occurrences.versions()).keys()].sort((a, b) => a - b)
  if (wanted === undefined) {
    const sandbox = await workspaces.workspaceOf(sandboxInstallations.terminal)
    const [household] = sandbox ? (await occurrences.households([sandbox.id])).read : []
    if (household) return { household }
  }
  const all: Household[] = []
  for (let at = 0; at < ids.length; at += 500) all.push(...(await occurrences.households(ids.slice(at, at + 500))).read)
  const byId = all.find(({ workspace }) => String(workspace.id) === wanted)
  const byName = all.filter(({ workspace }) => wanted !== undefined && folded(workspace.name) === folded(wanted))
  const [one, another] = byId ? [byId] : byName
  if (one && !another) return { household: one }
  return { several: another !== undefined, all: (another ? byName : all).map(({ workspace }) => workspace) }
}

const folded = (text: string): string => fold(text).toLowerCase().replace(/\s+/g, ' ').trim()

type Rehearsed = Awaited<ReturnType<Rehearse>>[number]

interface Naming {
  /** What a destination is called, as far as it is known here: a person by name; a channel by its name in the sandbox, else by its id. */
  nameOf(to: Destination): string
  /** What tells one of several to the same person from the others: whom it is about, or the file that it is. */
  aboutWhat(rehearsed: Rehearsed): readonly string[]
}

async function naming(workspace: Workspace, { workspaces }: Stores): Promise<Naming> {
  const members = await workspaces.members(workspace.id)
  const inboxes = await workspaces.inboxes(
    workspace,
    members.map(({ id }) => id),
  )
  const people = new Map(members.map(({ id, name }) => [inboxes.get(id), name]))
  // The channels of the local Slack are known by name: #sales, #general, and one for a region.
  const names = ['sales', 'general', ...(await workspaces.teams(workspace)).map(({ name }) => name.toLowerCase())]
  const channels = new Map(names.map((name) => [destination(sandboxInstallations.slack, channelIdOf(name)), name]))
  return {
    nameOf: (to) => people.get(to) ?? `#${channels.get(to) ?? partsOf(to).channel}`,
    aboutWhat: ({ message, post: { about } }) => {
      const rep = members.find(({ id }) => id === about.rep)
      const file = fileIn(message)
      return [...(rep ? [rep.name] : []), ...(file ? [file.name] : [])]
    },
  }
}
