// Every occurrence once, none missing, in order per channel: three processes on one database for a simulated month, killed fifty times,
// with a platform that refuses, fails, drops connections and loses answers. Then what stands on the platform is counted.
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/storage/open-database.ts'
import { whyNoPostgres } from '../fakes/postgres.ts'
import { FakeSlack, type Fault } from '../fakes/slack-server.ts'
import { emptyPlace, type Place } from '../storage/databases.ts'
import { compiled } from './compiled.ts'
import { plainRituals } from './plain-rituals.ts'
import { type Asked, type Expected, expected, type Rhythmic, wallClock } from './rituals-oracle.ts'
import type { Said, Told } from './rituals-process.ts'

const minute = 60_000
// Clocks change in Havana and New York on the 9th of March, in Jerusalem on the 28th, in Europe on the 30th (in Troll by two hours), and
// on the 6th of April in Lord Howe (back, by half an hour) and Melbourne.
const [begins, ends] = [Date.parse('2031-03-07T00:00Z'), Date.parse('2031-04-08T00:00Z')]
const zones = [
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'Europe/Oslo',
  'Europe/London',
  'Asia/Jerusalem',
  'Antarctica/Troll',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Melbourne',
  'Pacific/Kiritimati',
]

/** How a workspace is set; what is not named is as usual. */
interface Office extends Asked {
  readonly team: string
  readonly channel: string
  readonly night: string | undefined
  /** Rituals that are switched off there. */
  readonly off: readonly string[]
}

const offices = (count: number): readonly Office[] =>
  Array.from({ length: count }, (_, n) => {
    const round = Math.floor(n / zones.length)
    return {
      team: `T${n + 1}`,
      channel: `C${n + 1}`,
      zone: zones[n % zones.length] ?? 'UTC',
      workingDays:
        [
          [1, 2, 3, 4, 5],
          [1, 2, 3, 4, 5, 6, 7],
          [7, 1, 2, 3, 4],
        ][round % 3] ?? [],
      closingDays: n % 7 === 0 ? ['2031-03-14', '2031-04-01'] : [],
      // The half hour that Lord Howe has twice, and midnight, which Havana does not have.
      night: n % 12 === 9 ? '01:45' : n % 12 === 1 ? '00:00' : undefined,
      off: [round % 2 === 1 && 'after', round % 3 === 2 && 'beside', round % 3 !== 1 && 'night', round % 4 !== 0 && 'month'].flatMap(
        (name) => name || [],
      ),
    }
  })

const ritualsOf = ({ night, off }: Office): readonly Rhythmic[] =>
  [
    { name: 'leaderboard', order: 10, on: 5, time: '16:00' },
    ...plainRituals.map(({ name, order, rhythm, time }) => ({
      name,
      order,
      on: rhythm.every === 'week' ? rhythm.on : ('month' as const),
      time: name === 'night' ? (night ?? time) : time,
    })),
  ].filter(({ name }) => !off.includes(name))

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What goes wrong between the bot and the platform. */
function faultOf(random: () => number): Fault | undefined {
  const dice = random() * 100
  if (dice < 2) return { kind: 'rate limited', seconds: 1 }
  if (dice < 3) return { kind: 'status', status: 500 }
  if (dice < 4) return { kind: 'status', status: 500, after: true }
  if (dice < 5) return { kind: 'drop' }
  if (dice < 7) return { kind: 'drop', after: true }
  return undefined
}

class Copy {
  readonly #child: ChildProcess
  #isKilled = false
  readonly ready: Promise<void>
  readonly gone: Promise<void>
  isReady = false
  /** It ended although nobody killed it. */
  hasFailed = false
  looked = 0

  constructor(script: string, args: readonly string[]) {
    this.#child = fork(script, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] })
    this.gone = new Promise((resolve) => this.#child.once('exit', () => resolve()))
    this.ready = new Promise((resolve, reject) => {
      this.gone.then(() => {
        this.hasFailed = !this.#isKilled
        reject(new Error('A copy ended by itself'))
      })
      this.#child.on('message', (said: Said) => {
        if (said !== 'ready') this.looked = said.looked
        this.isReady = true
        resolve()
      })
    })
    this.ready.catch(() => {})
  }

  tell(at: number): void {
    const told: Told = { at }
    if (this.#child.connected) this.#child.send(told, () => {}) // one that was killed just now hears nothing
  }

  async kill(): Promise<void> {
    this.isReady = false
    this.#isKilled = true
    this.#child.kill('SIGKILL')
    await this.gone
  }
}

/** At what times somebody looks: about twice an hour, and less often where nothing comes. */
function stepsThrough(busy: readonly number[], random: () => number): readonly number[] {
  const moments = [...new Set(busy)].sort((a, b) => a - b)
  const steps: number[] = []
  let next = 0
  for (let at = begins; at < ends; ) {
    steps.push(at)
    while ((moments[next] ?? ends) <= at) next += 1
    const soon = at + (22 + Math.floor(random() * 9)) * minute
    // Just before what comes, or after some hours: whoever carried out something too early is found out all the same.
    at = Math.max(soon, Math.min((moments[next] ?? ends) - 1 - Math.floor(random() * 9) * minute, at + 3 * 60 * minute))
  }
  return [...steps, ends]
}

/** So many copies live through the month; of `kills` steps, each is one in which a copy is killed at some moment. */
async function live(
  script: string,
  args: readonly string[],
  { copies: count, kills, random, busy }: { copies: number; kills: number; random: () => number; busy: readonly number[] },
) {
  const steps = stepsThrough(busy, random)
  // Most of them where there is something to do.
  const fatal = new Set<number>()
  while (fatal.size < kills) {
    const moment = random() < 0.8 ? (busy[Math.floor(random() * busy.length)] ?? begins) : begins + random() * (ends - begins)
    fatal.add(steps.findIndex((at) => at >= moment))
  }
  const copies = Array.from({ length: count }, () => new Copy(script, args))
  let deaths = 0
  for (const [n, at] of steps.entries()) {
    if (copies.some(({ hasFailed }) => hasFailed)) throw new Error('A copy ended by itself')
    const isFatal = fatal.has(n)
    // Whoever is killed should have had something to do.
    if (isFatal || !copies.some(({ isReady }) => isReady)) await Promise.any(copies.map(({ ready }) => ready))
    // All at once where there is something to do, else one or the other: that is enough to see that there is nothing.
    const since = steps[n - 1] ?? 0
    const isBusy = isFatal || busy.some((moment) => moment > since && moment <= at)
    for (const [index, copy] of copies.entries()) if (copy.isReady && (isBusy || index === n % count)) copy.tell(at)
    if (isFatal) {
      await sleep(random() * 60)
      const living = copies.flatMap(({ isReady }, index) => (isReady ? [index] : []))
      const index = living[Math.floor(random() * living.length)] ?? 0
      await copies[index]?.kill()
      deaths += 1
      copies[index] = new Copy(script, args)
    }
    while (!copies.some(({ looked }) => looked >= at)) {
      if (copies.some(({ hasFailed }) => hasFailed)) throw new Error('A copy ended by itself')
      await Promise.any(copies.map(({ ready }) => ready))
      for (const copy of copies) if (copy.isReady && copy.looked < at) copy.tell(at)
      for (let tries = 0; tries < 1_000 && !copies.some(({ looked }) => looked >= at); tries += 1) await sleep(2)
    }
  }
  return { deaths, end: () => Promise.all(copies.map((copy) => copy.kill())) }
}

let program: ReturnType<typeof compiled>
beforeAll(() => {
  program = compiled('test/e2e/rituals-process.ts')
})
afterAll(() => program.remove())

for (const { kind, copies, kills, workspaces } of [
  { kind: 'postgresql', copies: 3, kills: 50, workspaces: 200 },
  { kind: 'sqlite', copies: 1, kills: 8, workspaces: 40 },
] as const) {
  describe(kind === 'sqlite' ? 'one process on SQLite' : 'three processes on PostgreSQL', () => {
    let place: Place | undefined
    const slack = new FakeSlack()
    beforeAll(async () => {
      place = await emptyPlace(kind)
      await slack.start()
    })
    afterAll(async () => {
      await slack.close()
      await place?.drop()
    })
    beforeEach(({ skip }) => skip(place === undefined, whyNoPostgres))

    test(`for a month, killed ${kills} times: every occurrence is posted once, and in order`, { timeout: 600_000 }, async () => {
      const url = place?.url ?? ''
      const all = offices(workspaces)
      await found(url, all)
      for (const { channel } of all) slack.world.addChannel({ id: channel, name: channel, kind: 'public', members: [slack.world.bot.user] })
      const random = seeded(20_310_305)
      const misfortune = seeded(4)
      let [failed, lookFailed] = [0, false]
      slack.faultOf = (method) => {
        const isLook = method === 'conversations.history'
        // Not twice in a row: who does not learn what stands there waits twice as long each time.
        if (method !== 'chat.postMessage' && (!isLook || lookFailed)) {
          lookFailed = false
          return undefined
        }
        const fault = faultOf(misfortune)
        if (isLook) lookFailed = fault !== undefined
        if (fault) failed += 1
        return fault
      }

      const clocks = new Map(zones.map((zone) => [zone, wallClock(zone, begins - 48 * 60 * minute, ends)]))
      const wanted = new Map(
        all.map((office) => [office.channel, expected(office, ritualsOf(office), clocks.get(office.zone) ?? [], begins, ends)]),
      )
      const count = [...wanted.values()].reduce((sum, { length }) => sum + length, 0)
      const busy = [...wanted.values()].flatMap((some) => some.map(({ at }) => at))

      const { deaths, end } = await live(program.script, [url, slack.apiUrl, slack.botToken], { copies, kills, random, busy })
      const failedMeanwhile = failed
      slack.faultOf = undefined // whoever is in doubt finds out now
      try {
        const stands = () => slack.world.messages.length
        for (let quiet = 0, last = -1; quiet < 1_500; quiet = stands() === last ? quiet + 1 : 0, last = stands()) {
          if (stands() >= count && quiet > 10) break
          await sleep(100)
        }
      } finally {
        await end()
      }

      expect(deaths).toBe(kills)
      expect(failedMeanwhile).toBeGreaterThan(count / 50)
      const keys = (some: readonly Expected[]) => some.map(({ ritual, slot }) => `ritual/${ritual}/${slot}/board`)
      for (const { channel } of all) {
        expect(
          slack.world.posts(channel).map(({ metadata }) => metadata?.event_payload.key),
          channel,
        ).toEqual(keys(wanted.get(channel) ?? []))
      }
      expect(slack.world.messages).toHaveLength(count)
      expect(slack.world.refusals).toEqual([])
    })
  })
}

async function found(url: string, all: readonly Office[]): Promise<void> {
  const database = await openDatabase(url)
  for (const { team, channel, zone, workingDays, closingDays, night, off } of all) {
    const switchedOff = Object.fromEntries(off.map((name) => [name, { on: false }]))
    const rules = { closingDays, rituals: { ...(night !== undefined && { night: { time: night } }), ...switchedOff } }
    await database.client.workspace.create({
      data: {
        name: team,
        currency: 'USD',
        timeZone: zone,
        workingDays: workingDays.join(''),
        language: 'en',
        announce: `slack/${team}/${channel}`,
        rules: JSON.stringify(rules),
        createdAt: BigInt(begins),
        installations: { create: { platform: 'slack', externalId: team } },
      },
    })
  }
  await database.close()
}
