// From activity to win.
import { expect, test } from 'vitest'
import { ratios, type Stage } from '../../src/activities/ratios.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'

const counts = (calls: number, meetings: number, demos: number, won: number) => {
  const stages: readonly (readonly [Stage, number])[] = [
    [activityKind('calls'), calls],
    [activityKind('meetings'), meetings],
    [activityKind('demos'), demos],
    ['won', won],
  ]
  return stages.map(([stage, count]) => ({ stage, count: BigInt(count) }))
}
const said = (...of: Parameters<typeof counts>) => ratios(counts(...of)).map(({ from, to, value }) => `${from} → ${to} ${value ?? '?'}`)

test.each([
  [
    'each step to the next, and each to a win',
    [240, 30, 12, 4],
    ['calls → meetings 8', 'meetings → demos 2.5', 'calls → won 60', 'meetings → won 7.5', 'demos → won 3'],
  ],
  [
    'rounded half up to one decimal',
    [100, 16, 16, 3],
    ['calls → meetings 6.3', 'meetings → demos 1', 'calls → won 33.3', 'meetings → won 5.3', 'demos → won 5.3'],
  ],
  ['what was never logged is left out', [240, 0, 0, 4], ['calls → won 60']],
  [
    'too few of the later step say nothing',
    [240, 30, 2, 0],
    ['calls → meetings 8', 'meetings → demos ?', 'calls → won ?', 'meetings → won ?', 'demos → won ?'],
  ],
  ['fewer than one of them for each of the next', [3, 6, 0, 0], ['calls → meetings 0.5', 'calls → won ?', 'meetings → won ?']],
  ['nothing was logged', [0, 0, 0, 9], []],
] as const)('%s', (_, [calls, meetings, demos, won], expected) => {
  expect(said(calls, meetings, demos, won)).toEqual(expected)
})
