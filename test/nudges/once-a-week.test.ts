// Whatever happens (journeys, a ritual that is moved, a clock that is set back, days without delivery), nobody is nudged twice in a week:
// the real deciding and the real rendering, on an outbox in memory whose keys are unique as the database's are.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Member, Subject, Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Post } from '../../src/conversation/post.ts'
import { postOf } from '../../src/conversation/ritual.ts'
import { sayIn } from '../../src/languages/speak.ts'
import type { Days } from '../../src/leaderboard/leaderboard-store.ts'
import { nudgesRitual, within } from '../../src/nudges/nudge.ts'
import { readNudgeKey } from '../../src/nudges/nudge-key.ts'
import nudge from '../../src/nudges/posts/nudge.ts'
import nudges from '../../src/nudges/rituals/nudges.ts'
import { dueIn } from '../../src/timekeeping/due.ts'
import { occurrenceKey } from '../../src/timekeeping/occurrence-store.ts'
import { asInstant, type Instant } from '../../src/vocabulary/clock.ts'
import { daysBetween, type LocalDate } from '../../src/vocabulary/local-date.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import type { Metric } from '../../src/vocabulary/metrics.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { instant, workspace as plain, ravi } from './an-office.ts'

const zones = ['Europe/Oslo', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata']
const hour = 3_600_000

type Step =
  | { readonly do: 'wait' | 'back'; readonly hours: number }
  | { readonly do: 'fly'; readonly zone: string }
  | { readonly do: 'move'; readonly weekday: number; readonly time: string }
  | { readonly do: 'deliver' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 7 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('back' as const), hours: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fly' as const), zone: fc.constantFrom(...zones) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      weekday: fc.integer({ min: 1, max: 5 }),
      time: fc.constantFrom('08:00', '10:00', '18:30'),
    }),
  },
  { weight: 30, arbitrary: fc.constant({ do: 'deliver' as const }) },
)

interface Entry extends Post {
  state: 'waiting' | 'done' | 'dropped'
  readonly place: number
  readonly writtenAt: Instant
}

/** Ravi's weeks: always behind, never away. Returns the days of what was delivered to him. */
async function live(steps: readonly Step[]): Promise<readonly LocalDate[]> {
  let now = instant('2026-11-02T12:00:00Z')
  let member: Member = { ...ravi, timeZone: zones[0] ?? '' }
  let workspace: Workspace = plain
  const createdAt = asInstant(now - 60 * 24 * hour)
  const written = new Set<string>()
  const outbox: Entry[] = []
  const delivered: LocalDate[] = []
  const needs = {
    clock: { now: () => now },
    workspaces: {
      members: async () => [member],
      member: async () => member,
      inboxes: async () => new Map([[member.id, destination({ platform: 'terminal', id: 'HOOLI' }, 'URAVI')]]),
    },
    leaderboards: {
      targets: async (
        _: unknown,
        __: unknown,
        periods: readonly { kind: 'year' | 'quarter' | 'month' | 'week' | 'day'; from: LocalDate }[],
      ) => periods.slice(0, 1).map((period) => ({ subject: { kind: 'member' as const, member: member.id }, ...period, value: 1_000_000n })),
      sums: async () => ({ members: [{ member, sums: [1n, 1n, 1n] }], whole: [] }),
      lastWins: async () => [],
    },
    deals: {
      standingAt: async (_: unknown, __: unknown, periods: readonly [ReturnType<typeof periodOf>, ...unknown[]]) => ({
        standing: { period: periods[0], actual: 1n, target: 1_000_000n },
        before: 0n,
      }),
      list: async () => ({ deals: [], byStage: [] }),
    },
    targets: {
      ofSubject: async (_: unknown, subject: Subject, metric: Metric, { from }: Days) => {
        const period = periodOf('quarter', from, workspace.calendar)
        return [{ subject, metric, period, value: 1_000_000n, setBy: member.id, setAt: createdAt }]
      },
    },
    activities: { totals: async () => new Map<string, bigint>() },
    nudges: {
      around: async (_: unknown, __: unknown, day: LocalDate) => {
        const past = outbox.flatMap(({ key, place, state }) => {
          const known = readNudgeKey(key)
          return known && state !== 'dropped' ? [{ ...known, key, place, delivered: state === 'done' }] : []
        })
        return within(past, day)
      },
    },
  }

  for (const one of steps) {
    if (one.do === 'wait') now = asInstant(now + one.hours * hour)
    else if (one.do === 'back') now = asInstant(now - one.hours * hour)
    else if (one.do === 'fly') member = { ...member, timeZone: one.zone }
    else if (one.do === 'move') {
      const rituals = { [nudgesRitual]: { weekday: one.weekday, time: localTime(one.time) } }
      workspace = { ...workspace, rules: { ...workspace.rules, rituals } }
    }
    const zone = member.timeZone ?? ''
    for (const due of dueIn({ workspace, createdAt, zones: [zone] }, [nudges], now)) {
      if (written.has(occurrenceKey(due))) continue
      written.add(occurrenceKey(due))
      const said = await nudges.occur({ workspace, slot: due.slot, zone, to: workspace.announce, now }, needs)
      for (const each of said) {
        const post = postOf(nudgesRitual, due.slot, each)
        if (outbox.some(({ key }) => key === post.key)) continue
        outbox.push({ ...post, state: 'waiting', place: outbox.length, writtenAt: now })
      }
    }
    if (one.do !== 'deliver') continue
    for (const entry of outbox.filter(({ state }) => state === 'waiting')) {
      const message = await nudge.render({ ...entry, workspace, say: sayIn('en') }, needs)
      entry.state = message ? 'done' : 'dropped'
      const day = readNudgeKey(entry.key)?.day
      if (message && day) delivered.push(day)
    }
  }
  return delivered
}

test('nobody is nudged twice within seven of their days, whatever happens', async () => {
  let told = 0
  let twice = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 100, maxLength: 250, size: 'max' }), async (steps) => {
      const days = [...(await live(steps))].sort()
      told += days.length
      if (days.length > 1) twice += 1
      for (const [at, day] of days.entries()) {
        const next = days[at + 1]
        if (next) expect(daysBetween(day, next)).toBeGreaterThanOrEqual(7)
      }
    }),
    { numRuns: 150 },
  )
  // Or else it would hold of a bot that says nothing.
  expect(told).toBeGreaterThan(100)
  expect(twice).toBeGreaterThan(10)
})

test('who stays where they are is told every week while they are behind', async () => {
  const month = Array.from({ length: 28 * 24 }, (): Step[] => [{ do: 'wait', hours: 1 }, { do: 'deliver' }]).flat()
  expect(await live(month)).toEqual(['2026-11-04', '2026-11-11', '2026-11-18', '2026-11-25'])
})
