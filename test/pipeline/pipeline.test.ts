// The pipeline in numbers: who went on, what is typical, what is stuck, and what its buttons carry.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversions, stageLines, stuckAfter, stuckLimits, typicalDays } from '../../src/pipeline/pipeline.ts'
import { pipelineKey, readPipeline } from '../../src/pipeline/pipeline-button.ts'
import type { WaySum } from '../../src/pipeline/pipeline-store.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { day } from '../vocabulary/typed.ts'

const way = (state: WaySum['state'], path: string, count = 1): WaySum => ({
  state,
  path: path === '' ? [] : path.split('>'),
  stage: state === 'open' ? (path.split('>').at(-1) ?? '') : '',
  count,
})
const rates = (...ways: readonly WaySum[]) =>
  conversions(ways, defaultRules)
    .map(({ reached, left }) => `${reached}/${left}`)
    .join(' ')

describe('of the deals that left a stage, so many came further', () => {
  it.each([
    ['one that is open in its first stage has left none', [way('open', 'lead')], '0/0 0/0 0/0 0/0'],
    ['one that moved on has left the stage behind it', [way('open', 'lead>qualified')], '1/1 0/0 0/0 0/0'],
    ['one that is lost did not come further than it was', [way('lost', 'lead>qualified')], '1/1 0/1 0/0 0/0'],
    ['one that is won came further wherever it was', [way('won', 'lead>proposal')], '1/1 0/0 1/1 0/0'],
    ['one that jumped counts where it was, not where it was not', [way('open', 'lead>negotiation')], '1/1 0/0 0/0 0/0'],
    ['one that went back had come further all the same', [way('open', 'proposal>lead')], '1/1 0/0 0/0 0/0'],
    ['one that began late counts from there', [way('lost', 'negotiation')], '0/0 0/0 0/0 0/1'],
    ['one that never was in the pipeline counts nowhere', [way('won', '')], '0/0 0/0 0/0 0/0'],
    ['a stage that is none any more is passed over', [way('won', 'demo'), way('lost', 'lead>demo')], '0/1 0/0 0/0 0/0'],
    ['many of a kind count as many', [way('won', 'lead', 3), way('lost', 'lead', 7), way('open', 'lead', 90)], '3/10 0/0 0/0 0/0'],
  ])('%s', (_, ways, expected) => expect(rates(...ways)).toBe(expected))

  it('never more than left it', () => {
    const some = fc
      .record({
        state: fc.constantFrom('open', 'won', 'lost'),
        path: fc.uniqueArray(fc.constantFrom('lead', 'qualified', 'proposal', 'negotiation', 'demo')),
        count: fc.nat(9),
      })
      .map(({ state, path, count }) => way(state, path.join('>'), count))
    fc.assert(
      fc.property(fc.array(some), (ways) => {
        for (const { reached, left } of conversions(ways, defaultRules)) {
          expect(reached).toBeLessThanOrEqual(left)
          expect(left).toBeLessThanOrEqual(ways.reduce((sum, { count }) => sum + count, 0))
        }
      }),
    )
  })
})

describe('typical', () => {
  const stays = (...days: readonly number[]) => days.map((one) => ({ stage: 'lead', days: one, count: 1 }))
  it.each([
    ['too few say nothing', stays(1, 2, 3, 4), undefined],
    ['the one in the middle', stays(30, 1, 2, 12, 4), 4],
    ['of two in the middle the smaller one', stays(1, 2, 3, 4, 5, 6), 3],
    [
      'counted as often as it happened',
      [
        { stage: 'lead', days: 2, count: 4 },
        { stage: 'lead', days: 90, count: 5 },
      ],
      90,
    ],
    ['of that stage alone', [...stays(1, 1, 1, 1, 1), { stage: 'proposal', days: 50, count: 99 }], 1],
  ])('%s', (_, all, expected) => expect(typicalDays(all, 'lead')).toBe(expected))
})

describe('stuck', () => {
  it.each([
    [undefined, 14],
    [3, 14],
    [7, 14],
    [8, 16],
    [34, 68],
  ])('where %s days are typical: after %i', (typical, days) => expect(stuckAfter(typical, defaultRules)).toBe(days))

  it('since when, of each stage that holds deals', () => {
    const stages = ['lead', 'demo', ''].map((stage) => ({ stage, count: 1, minor: 0n, age: { days: 0, deals: 0 } }))
    const stays = [{ stage: 'lead', days: 20, count: 5 }]
    expect(stuckLimits({ stages, stays }, defaultRules, day('2026-11-18'))).toEqual([
      { stage: 'lead', since: day('2026-10-09') },
      { stage: 'demo', since: day('2026-11-04') },
    ])
  })
})

it('a line for each stage in order, empty ones too, and what has no stage any more below', () => {
  const stages = [
    { stage: 'demo', count: 1, minor: 500n, age: { days: 3, deals: 1 } },
    { stage: 'proposal', count: 2, minor: 3_001n, age: { days: 5, deals: 2 } },
  ]
  const lines = stageLines({ stages, ways: [way('won', 'proposal')], stays: [] }, defaultRules)
  expect(lines.map(({ stage, known, count, weighted, age }) => [stage, known, count, weighted, age])).toEqual([
    ['lead', true, 0, 0n, undefined],
    ['qualified', true, 0, 0n, undefined],
    ['proposal', true, 2, 1_501n, 3],
    ['negotiation', true, 0, 0n, undefined],
    ['demo', false, 1, 0n, 3],
  ])
  expect(lines.map(({ conversion }) => conversion?.left)).toEqual([0, 0, 1, 0, undefined])
})

describe('a button', () => {
  const period = periodOf('quarter', day('2026-11-18'), defaultCalendar)
  it.each([
    [{ subject: { kind: 'company' as const }, period: undefined, skip: 0 }, 'company:'],
    [{ subject: { kind: 'team' as const, team: asId<TeamId>(3) }, period, skip: 10 }, 't3:2026-Q4:10'],
    [{ subject: { kind: 'member' as const, member: asId<MemberId>(12) }, period, skip: 0 }, '12:2026-Q4'],
  ])('%o', (look, key) => {
    expect(pipelineKey(look)).toBe(key)
    expect(readPipeline(key)).toEqual({ ...look, period: look.period ? '2026-Q4' : '' })
  })
  it.each(['', '12', 'x:', '12:2026-Q4:x', '12:2026 Q4'])('none of ours carries "%s"', (value) =>
    expect(readPipeline(value)).toBeUndefined(),
  )
})
