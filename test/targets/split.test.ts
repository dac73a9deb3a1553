import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  historyOf,
  type Into,
  intoPeriods,
  intoWhom,
  isSmaller,
  type Measure,
  periodsOf,
  planSplit,
  type Split,
} from '../../src/targets/split.ts'
import { yearBefore } from '../../src/targets/split-shares.ts'
import { subjectKey } from '../../src/targets/target.ts'
import type { Reached } from '../../src/targets/target-store.ts'
import { type TargetNode, targetTree, withBelow } from '../../src/targets/target-tree.ts'
import { defaultCalendar, type FiscalCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { type PeriodKind, periodKey, periodOf, subPeriods } from '../../src/vocabulary/period.ts'
import { day } from '../vocabulary/typed.ts'
import { member, named, office, period, split, standing, team } from './people.ts'

/** `North 800, South 400` */
const told = (asked: Split): string | undefined =>
  planSplit(asked)
    ?.parts.map((part) => `${'·'.repeat(part.depth - 1)}${periodsOf(asked.into) ? periodKey(part.period) : part.node.name} ${part.value}`)
    .join(', ')

const weights = (of: Readonly<Record<string, number>>): Measure => ({
  by: 'weight',
  weights: new Map(Object.entries(of).map(([name, weight]) => [subjectKey(named(office, name).subject), weight])),
})

const lastYear = (...reached: readonly (readonly [member: number, team: number | undefined, value: number])[]) =>
  new Map<string, readonly Reached[]>([
    [
      '2025',
      reached.map(([who, where, value]) => ({
        member: asId<MemberId>(who),
        team: where === undefined ? undefined : asId<TeamId>(where),
        value: BigInt(value),
      })),
    ],
  ])

describe('among those below', () => {
  test.each<[string, Partial<Split>, string | undefined]>([
    ['evenly: a team counts its people', {}, 'North 800, South 400'],
    ['everybody, whatever their team', { into: 'people' }, 'Kim 400, Sam 400, Noor 400'],
    ['on down from each team', { into: 'everyone' }, 'North 800, ·Kim 400, ·Sam 400, South 400, ·Noor 400'],
    ['a remainder goes to the largest rest, the first of equals', { value: 1000n }, 'North 667, South 333'],
    ['a team without teams below it: its people', { node: named(office, 'North'), value: 101n }, 'Kim 51, Sam 50'],
    ['a person has nobody below', { node: named(office, 'Sam') }, undefined],
    ['only teams, where there are none', { node: named(office, 'North'), into: 'teams' }, undefined],
    ['by weights', { measure: weights({ North: 300, South: 200 }) }, 'North 720, South 480'],
    ['who has no weight gets nothing', { measure: weights({ South: 1 }) }, 'North 0, South 1200'],
    ['an admin with a weight takes part', { measure: weights({ North: 1, Gus: 1 }) }, 'North 600, South 0, Gus 600'],
    ['an admin with a target takes part', { inForce: standing(office, { Gus: 5 }) }, 'North 600, South 300, Gus 300'],
    [
      'by last year: what the teams reached then, whoever did',
      { measure: { by: 'last year' }, lastYear: lastYear([11, 1, 10], [99, 1, 10], [12, 2, 10]) },
      'North 800, South 400',
    ],
    [
      '… and people with what they reached, wherever they were',
      { into: 'people', measure: { by: 'last year' }, lastYear: lastYear([11, 2, 10], [13, 1, 20]) },
      'Kim 400, Sam 800, Noor 0',
    ],
    ['… evenly without any figures', { measure: { by: 'last year' } }, 'North 800, South 400'],
    [
      '… evenly in the team that has none',
      { into: 'everyone', measure: { by: 'last year' }, lastYear: lastYear([98, 1, 30], [12, 2, 10]) },
      'North 900, ·Kim 450, ·Sam 450, South 300, ·Noor 300',
    ],
    ['money in whole units', { value: 100_000n, unit: 100n, into: 'people' }, 'Kim 33400, Sam 33300, Noor 33300'],
    ['little money in the smallest units', { value: 10_000n, unit: 100n, into: 'people' }, 'Kim 3334, Sam 3333, Noor 3333'],
  ])('%s', (_, more, expected) => {
    expect(told(split(more))).toBe(expected)
  })

  test('who ramps up gets a full part, and it is said how much of it they carry', () => {
    // from 1 October, 25, 50, 75 % for a month each: of the fourth quarter's 66 working days 22 + 21 + 23 count 5.5 + 10.5 + 17.25
    const tree = targetTree([], [member(1, 'Ada'), member(2, 'Ben', undefined, { startedOn: day('2026-10-01') })])
    const asked = split({ node: tree, period: period('2026-Q4'), value: 20_000n })
    expect(told(asked)).toBe('Ada 10000, Ben 10000')
    expect(planSplit(asked)?.ramping.map(({ node, percent }) => `${node.name} ${percent}`)).toEqual(['Ben 50'])
    expect(told({ ...asked, period: period('2027-Q1'), value: 100n })).toBe('Ada 50, Ben 50')
    expect(
      told({
        ...asked,
        measure: {
          by: 'weight',
          weights: new Map([
            ['member 1', 1],
            ['member 2', 1],
          ]),
        },
        value: 100n,
      }),
    ).toBe('Ada 50, Ben 50')
  })

  test('a team of people who all begin later is divided evenly', () => {
    const later = { startedOn: day('2027-06-01') }
    const tree = targetTree([], [member(1, 'Ada', undefined, later), member(2, 'Ben', undefined, later)])
    expect(told(split({ node: tree, value: 7n }))).toBe('Ada 4, Ben 3')
  })

  test('it is said who has no part, and where there were no figures', () => {
    const plan = planSplit(split({ measure: { by: 'last year' } }))
    expect(plan?.leftOut.map(({ name }) => name)).toEqual(['Gus'])
    expect(plan?.withoutHistory).toEqual([office])
    expect(planSplit(split({ into: 'months', measure: { by: 'last year' } }))?.withoutHistory).toEqual([office])
    expect(planSplit(split({ measure: { by: 'last year' }, lastYear: lastYear([11, 1, 1]) }))?.withoutHistory).toEqual([])
  })
})

describe('over periods', () => {
  test.each<[string, Partial<Split>, string | undefined]>([
    ['evenly', { into: 'quarters' }, '2026-Q1 300, 2026-Q2 300, 2026-Q3 300, 2026-Q4 300'],
    ['the remainder', { into: 'quarters', value: 1201n }, '2026-Q1 301, 2026-Q2 300, 2026-Q3 300, 2026-Q4 300'],
    ['a quarter into months', { into: 'months', period: period('2026-Q4') }, '2026-10 400, 2026-11 400, 2026-12 400'],
    [
      'a month into the weeks whose Thursday lies in it',
      { into: 'weeks', period: period('2026-11') },
      '2026-W45 300, 2026-W46 300, 2026-W47 300, 2026-W48 300',
    ],
    [
      'by weights of periods',
      {
        into: 'quarters',
        measure: {
          by: 'weight',
          weights: new Map([
            ['2026-Q1', 1],
            ['2026-Q4', 3],
          ]),
        },
      },
      '2026-Q1 300, 2026-Q2 0, 2026-Q3 0, 2026-Q4 900',
    ],
    [
      'by last year’s season',
      {
        into: 'quarters',
        measure: { by: 'last year' },
        lastYear: new Map([
          ['2025-Q1', [{ member: asId<MemberId>(11), team: undefined, value: 1n }]],
          ['2025-Q3', [{ member: asId<MemberId>(99), team: undefined, value: 5n }]],
        ]),
      },
      '2026-Q1 200, 2026-Q2 0, 2026-Q3 1000, 2026-Q4 0',
    ],
  ])('%s', (_, more, expected) => {
    expect(told(split(more))).toBe(expected)
  })

  test.each([
    ['2026', '2025'],
    ['2026-Q4', '2025-Q4'],
    ['2026-02', '2025-02'],
    ['2026-W53', '2025-W52'],
    ['2026-W01', '2025-W01'],
    ['2028-02-29', '2027-02-28'],
  ])('the same period a year before %s is %s', (of, before) => {
    expect(periodKey(yearBefore(period(of), defaultCalendar))).toBe(before)
  })
})

// Any company, any measure, any calendar.
const aTree = fc
  .record({
    teams: fc.array(fc.option(fc.nat(20), { nil: undefined }), { maxLength: 6 }),
    people: fc.array(
      fc.record({
        team: fc.nat(8),
        role: fc.constantFrom('rep' as const, 'lead' as const, 'manager' as const, 'admin' as const),
        hasLeft: fc.boolean(),
        startedOn: fc.option(fc.constantFrom(day('2026-02-10'), day('2026-11-30'), day('2027-05-05')), { nil: undefined }),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ teams, people }) =>
    targetTree(
      teams.map((parent, index) =>
        team(index + 1, `team ${index + 1}`, parent === undefined || index === 0 ? undefined : (parent % index) + 1),
      ),
      people.map(({ team: at, ...more }, index) =>
        member(index + 1, `person ${index + 1}`, at <= teams.length && at > 0 ? at : undefined, more),
      ),
    ),
  )

const aCalendar: fc.Arbitrary<FiscalCalendar> = fc
  .record({ yearStartMonth: fc.integer({ min: 1, max: 12 }), weekStart: fc.integer({ min: 1, max: 7 }) })
  .map((own) => ({ ...defaultCalendar, ...own }))

const aDay = fc.integer({ min: 0, max: 1500 }).map((days) => day(new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10)))

const aSplit = fc
  .record({
    tree: aTree,
    calendar: aCalendar,
    on: aDay,
    kind: fc.constantFrom<PeriodKind>('year', 'quarter', 'month'),
    into: fc.constantFrom<Into>(...intoWhom, ...intoPeriods),
    measure: fc.constantFrom('even', 'last year', 'weight'),
    seeds: fc.array(fc.nat(1000), { minLength: 1, maxLength: 7 }),
    value: fc.oneof(
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      fc.bigInt({ min: 1n, max: 10_000n }).map((whole) => whole * 1000n),
    ),
    unit: fc.constantFrom(1n, 100n, 1000n), // yen, dollars, dinars
  })
  .map(({ tree, calendar, on, kind, into, measure, seeds, value, unit }): Split => {
    const seed = (index: number) => seeds[index % seeds.length] ?? 0
    const whole = periodOf(kind, on, calendar)
    const small = periodsOf(into)
    const keys = small ? subPeriods(small, whole, calendar).map(periodKey) : withBelow(tree).map(({ subject }) => subjectKey(subject))
    const people = withBelow(tree).filter((node) => node.member)
    const reached = (period: string) =>
      people.map(
        (node, index): Reached => ({
          member: node.member?.id ?? asId<MemberId>(0),
          team: node.member?.team,
          value: BigInt(seed(index + period.length)),
        }),
      )
    return {
      node: tree,
      value,
      period: whole,
      into,
      measure: measure === 'weight' ? { by: 'weight', weights: new Map(keys.map((key, index) => [key, seed(index)])) } : { by: measure },
      inForce: new Map(),
      lastYear: new Map(historyOf({ period: whole, into, calendar }).map((one) => [periodKey(one), reached(periodKey(one))])),
      unit,
      calendar,
      rules: { ramp: [25, 50, 75, 100] },
    }
  })

test('the parts sum to the whole exactly, at every level, of any company', () => {
  let planned = 0
  fc.assert(
    fc.property(aSplit, (asked) => {
      const small = periodsOf(asked.into)
      fc.pre(!small || isSmaller(small, asked.period.kind))
      const plan = planSplit(asked)
      if (!plan) return
      planned += 1
      const sum = (parts: readonly { value: bigint }[]) => parts.reduce((all, { value }) => all + value, 0n)
      expect(sum(plan.parts.filter(({ depth }) => depth === 1))).toBe(asked.value)
      expect(plan.parts.every(({ value }) => value >= 0n)).toBe(true)
      expect(plan.parts.some(({ node }) => node.member?.hasLeft)).toBe(false)
      if (small) return
      const below = (node: TargetNode) => plan.parts.filter((part) => node.children.includes(part.node))
      if (asked.into === 'everyone')
        for (const { node, value } of plan.parts) if (below(node).length > 0) expect(sum(below(node))).toBe(value)
      expect(new Set(plan.parts.map(({ node }) => node)).size).toBe(plan.parts.length)
    }),
    { numRuns: 500 },
  )
  expect(planned).toBeGreaterThan(200)
})

test('weeks of the months of a year are the weeks of the year, each once', () => {
  fc.assert(
    fc.property(aCalendar, aDay, (calendar, on) => {
      const year = periodOf('year', on, calendar)
      const weeks = (of: typeof year) => subPeriods('week', of, calendar).map(({ from }) => from)
      expect(subPeriods('month', year, calendar).flatMap(weeks)).toEqual(weeks(year))
      expect(subPeriods('quarter', year, calendar).flatMap(weeks)).toEqual(weeks(year))
    }),
    { numRuns: 100 },
  )
})
