// What somebody is measured by: revenue before deals before activities, and of activities the one furthest behind.
import { expect, test } from 'vitest'
import { behindAmong, type Measure, type Measured } from '../../src/nudges/measure.ts'
import type { MemberId } from '../../src/vocabulary/ids.ts'
import { day, ravi, workspace } from './an-office.ts'

const today = day('2026-11-25')

/** What Ravi has of each metric, of a target of 100 in the first period that is asked for or in one of a kind. */
async function behindWith(figures: Readonly<Record<string, number>>, kind?: Measured['period']['kind']) {
  const asked: string[] = []
  const measure: Measure = async (metric, periods, members) => {
    asked.push(metric)
    const actual = figures[metric]
    const period = kind === undefined ? periods[0] : periods.find((one) => one.kind === kind)
    if (actual === undefined || !period) return new Map<MemberId, Measured>()
    return new Map(members.map(({ id }) => [id, { metric, period, actual: BigInt(actual), target: 100n }]))
  }
  const found = (await behindAmong([ravi], today, workspace, measure)).get(ravi.id)
  return { in: found && `${found.metric} ${found.period.kind}`, asked }
}

test.each<[string, Record<string, number>, string | undefined]>([
  ['revenue, of the quarter', { revenue: 10 }, 'revenue quarter'],
  ['revenue alone, whatever else there is', { revenue: 10, deals: 0, calls: 0 }, 'revenue quarter'],
  ['whoever brings the revenue is told nothing about calls', { revenue: 90, deals: 0, calls: 0 }, undefined],
  ['won deals where there is no revenue to reach', { deals: 10, calls: 0 }, 'deals quarter'],
  ['whoever wins the deals is told nothing about calls', { deals: 90, calls: 0 }, undefined],
  ['an activity, of the week', { calls: 10 }, 'calls week'],
  ['the activity furthest behind', { calls: 20, meetings: 5, demos: 10 }, 'meetings week'],
  ['of two activities the one that is behind', { calls: 90, meetings: 5 }, 'meetings week'],
  ['nothing without a target', {}, undefined],
])('%s', async (_, figures, expected) => {
  expect((await behindWith(figures)).in).toBe(expected)
})

test.each(['week', 'month', 'quarter', 'year'] as const)('a target of any %s counts', async (kind) => {
  expect((await behindWith({ revenue: 10 }, kind)).in).toBe(`revenue ${kind}`)
  expect((await behindWith({ calls: 10 }, kind)).in).toBe(`calls ${kind}`)
})

test('what decides nothing is not read', async () => {
  expect((await behindWith({ revenue: 90 })).asked).toEqual(['revenue'])
  expect((await behindWith({ deals: 10 })).asked).toEqual(['revenue', 'deals'])
  const none: Measure = () => Promise.reject(new Error('Nobody is there'))
  expect(await behindAmong([], today, workspace, none)).toEqual(new Map())
})
