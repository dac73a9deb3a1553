import { describe, expect, test } from 'vitest'
import { assignment, assignmentsAround, assignmentsBelow, type InForce } from '../../src/targets/assignment.ts'
import { periodAssignments } from '../../src/targets/period-assignment.ts'
import { targetTree } from '../../src/targets/target-tree.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { periodKey } from '../../src/vocabulary/period.ts'
import { member, named, office, period, plainTarget, standing, team } from './people.ts'

describe('what those below have against the target above', () => {
  const of = (name: string, targets: InForce) => {
    const found = assignment(named(office, name), targets)
    return (
      found && `${found.of} ${found.below} of ${found.own}: ${found.verdict} ${found.percent} %, missing ${found.missing.join() || 'none'}`
    )
  }

  test.each([
    ['both add up', { North: 1200, Kim: 700, Sam: 500 }, 'people 1200 of 1200: exact 0 %, missing none'],
    ['more than the team has', { North: 1200, Kim: 700, Sam: 620 }, 'people 1320 of 1200: over 10 %, missing none'],
    ['less than the team has', { North: 1200, Kim: 700, Sam: 380 }, 'people 1080 of 1200: under 10 %, missing none'],
    ['somebody has none yet', { North: 1000, Kim: 700 }, 'people 700 of 1000: under 30 %, missing Sam'],
    ['half a percent is rounded up', { North: 1000, Kim: 1005 }, 'people 1005 of 1000: over 1 %, missing Sam'],
    ['less than half a percent is no percent, and yet not exact', { North: 1000, Kim: 1004 }, 'people 1004 of 1000: over 0 %, missing Sam'],
    [
      'one unit of very many',
      { North: 10n ** 17n, Kim: 10n ** 17n - 1n },
      `people ${10n ** 17n - 1n} of ${10n ** 17n}: under 0 %, missing Sam`,
    ],
    ['ten times as much', { North: 100, Kim: 1000 }, 'people 1000 of 100: over 900 %, missing Sam'],
    ['the team has none', { Kim: 700, Sam: 500 }, undefined],
    ['nobody below has one', { North: 700 }, undefined],
  ])('%s', (_, targets, expected) => {
    expect(of('North', standing(office, targets))).toBe(expected)
  })

  test('of the company: a team counts with its own target, and with its people’s where it has none', () => {
    expect(of('company', standing(office, { company: 100, North: 60, Kim: 1, South: 50 }))).toBe(
      'teams 110 of 100: over 10 %, missing none',
    )
    expect(of('company', standing(office, { company: 100, Kim: 30, Sam: 40, South: 30 }))).toBe('teams 100 of 100: exact 0 %, missing none')
    expect(of('company', standing(office, { company: 100, North: 60 }))).toBe('teams 60 of 100: under 40 %, missing South')
  })

  test('an admin is not missed, but counts once there is a target', () => {
    expect(of('company', standing(office, { company: 100, North: 60, South: 20, Gus: 20 }))).toBe(
      'both 100 of 100: exact 0 %, missing none',
    )
  })

  test('who has left is neither counted nor missed', () => {
    const tree = targetTree([team(1, 'North')], [member(1, 'Ada', 1), member(2, 'Ben', 1, { hasLeft: true })])
    expect(tree.children[0]?.children.map(({ name }) => name)).toEqual(['Ada'])
    expect(assignment(named(tree, 'North'), standing(tree, { North: 10, Ada: 10 }))).toMatchObject({ verdict: 'exact', missing: [] })
  })
})

test('a change touches its own comparison and those above it, the nearest first', () => {
  const targets = standing(office, { company: 100, North: 60, South: 40, Kim: 30, Noor: 40 })
  const names = (found: readonly { node: { name: string | undefined } }[]) => found.map(({ node }) => node.name ?? 'company')
  expect(names(assignmentsAround(office, named(office, 'Kim').subject, targets))).toEqual(['North', 'company'])
  expect(names(assignmentsAround(office, named(office, 'North').subject, targets))).toEqual(['North', 'company'])
  expect(names(assignmentsAround(office, { kind: 'company' }, targets))).toEqual(['company'])
  expect(names(assignmentsBelow(office, targets))).toEqual(['company', 'North', 'South'])
})

describe('what the periods in a period have against it', () => {
  const told = (changed: string, values: Readonly<Record<string, number>>) => {
    const all = Object.entries(values).map(([key, value]) => ({ ...plainTarget, period: period(key), value: BigInt(value) }))
    return periodAssignments(period(changed), all, defaultCalendar).map(
      (one) =>
        `${one.of}s of ${periodKey(one.period)} ${one.below} of ${one.own}: ${one.verdict} ${one.percent}, missing ${one.missing.length}`,
    )
  }

  test.each<[string, string, Readonly<Record<string, number>>, readonly string[]]>([
    ['a quarter of a year', '2026-Q1', { '2026': 100, '2026-Q1': 30, '2026-Q2': 50 }, ['quarters of 2026 80 of 100: under 20, missing 2']],
    [
      'a month, the quarter before the year',
      '2026-11',
      { '2026': 100, '2026-Q4': 30, '2026-10': 10, '2026-11': 23 },
      ['months of 2026-Q4 33 of 30: over 10, missing 1', 'months of 2026 33 of 100: under 67, missing 10'],
    ],
    [
      'a year with its quarters',
      '2026',
      { '2026': 4, '2026-Q1': 1, '2026-Q2': 1, '2026-Q3': 1, '2026-Q4': 1 },
      ['quarters of 2026 4 of 4: exact 0, missing 0'],
    ],
    [
      'a week is its Thursday’s month’s',
      '2026-W49',
      { '2026-11': 10, '2026-12': 10, '2026-W49': 10 },
      ['weeks of 2026-12 10 of 10: exact 0, missing 4'],
    ],
    ['a day in its week', '2026-11-18', { '2026-W47': 10, '2026-11-18': 1 }, []],
    ['alone in its year', '2026-Q1', { '2026-Q1': 30 }, []],
    ['of another year', '2027-Q1', { '2026': 100, '2027-Q1': 30 }, []],
  ])('%s', (_, changed, values, expected) => {
    expect(told(changed, values)).toEqual(expected)
  })
})

describe('the tree', () => {
  test('has teams before people, and people of no team at the top', () => {
    expect(office.children.map(({ name }) => name)).toEqual(['North', 'South', 'Gus'])
  })

  test('keeps everybody where teams were tied into a ring, or a team above is gone', () => {
    const tree = targetTree(
      [team(1, 'A', 2), team(2, 'B', 1), team(3, 'C', 99)],
      [member(1, 'Ada', 1), member(2, 'Ben', 2), member(3, 'Cleo', 3), member(4, 'Dan', 98)],
    )
    expect(tree.children.map(({ name }) => name)).toEqual(['C', 'A', 'Dan'])
    for (const name of ['Ada', 'Ben', 'Cleo', 'Dan']) expect(named(tree, name).member?.name).toBe(name)
  })
})
