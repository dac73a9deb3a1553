// Which column holds what, and what a word for a stage means.
import { describe, expect, test } from 'vitest'
import type { Destination } from '../../src/conversation/platform.ts'
import { guessMapping, missingFields } from '../../src/transfer/columns.ts'
import { startOfDay } from '../../src/transfer/day-start.ts'
import { numberOfExported } from '../../src/transfer/exported-id.ts'
import { peopleByName, whoIs } from '../../src/transfer/people-by-name.ts'
import { readStageWords, stageOf } from '../../src/transfer/stage-words.ts'
import { isLocalDate } from '../../src/vocabulary/local-date.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'

test('the published CRM file', () => {
  const header = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value'.split(',')
  expect(guessMapping('deals', header)).toEqual({ id: 0, owner: 1, product: 2, customer: 3, stage: 4, opened: 5, closed: 6, amount: 7 })
})

test.each([
  [
    ['Deal Owner', 'Company', 'Stage', 'Deal Value', 'Close Date', 'Notes'],
    { owner: 0, customer: 1, stage: 2, amount: 3, closed: 4, note: 5 },
  ],
  [['OPPORTUNITY OWNER', 'Account-Name', 'status', 'Amount', 'Currency'], { owner: 0, customer: 1, stage: 2, amount: 3, currency: 4 }],
  [['ｏｗｎｅｒ', 'owner'], { owner: 0 }],
  [['x', 'y'], {}],
])('%j', (header, expected) => {
  expect(guessMapping('deals', header)).toEqual(expected)
})

test('what is missing is named', () => {
  expect(missingFields('deals', { owner: 0 })).toEqual(['stage'])
  expect(missingFields('targets', {})).toEqual(['subject', 'period', 'value'])
  expect(missingFields('people', { name: 3 })).toEqual([])
})

describe('stages', () => {
  const { stages } = defaultRules
  test.each([
    ['Won', 'won', undefined],
    ['CLOSED_WON', 'won', undefined],
    ['Closed - Won', 'won', undefined],
    ['Closed Lost', 'lost', undefined],
    ['Prospecting', 'open', 'lead'],
    ['Engaging', 'open', 'qualified'],
    ['proposal', 'open', 'proposal'],
    ['Negotiation/Review', 'open', 'negotiation'],
    ['', 'open', 'lead'],
  ])('%j is %s %s', (word, state, stage) => {
    expect(stageOf(word, stages, {})).toEqual({ state, stage })
  })
  test('what was said of a word comes first, and an unknown one is a complaint', () => {
    expect(stageOf('Won', stages, { won: 'proposal' })).toEqual({ state: 'open', stage: 'proposal' })
    expect(() => stageOf('maybe', stages, {})).toThrow('problem.stage-unknown')
  })
  test('a longer pipeline is entered at the same share of its way', () => {
    const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => ({ name, probability: 10 })) as unknown as typeof stages // a list of eight is none of one at least
    expect(stageOf('negotiation', eight, {}).stage).toBe('g')
    expect(stageOf('negotiation', [{ name: 'only', probability: 50 }], {}).stage).toBe('only')
  })
  test('words are read as pairs', () => {
    expect(readStageWords('Prospecting=lead, Gut = won;x=lost')).toEqual({ prospecting: 'lead', gut: 'won', x: 'lost' })
    expect(readStageWords('')).toEqual({})
    expect(readStageWords('Prospecting')).toBeUndefined()
  })
})

test('people by name, handle and address; a name that two have is nobody’s', () => {
  const people = peopleByName([
    { name: 'Åse Berg', handles: ['ase'] },
    { name: 'Kim Lund', handles: ['kim', 'k.lund'] },
    { name: 'Kim Lund', handles: ['kim2'] },
  ])
  expect(whoIs('åse  BERG', people)).toMatchObject({ handles: ['ase'] })
  expect(whoIs('@ase', people)).toMatchObject({ name: 'Åse Berg' })
  expect(whoIs('ase@example.com', people)).toMatchObject({ name: 'Åse Berg' })
  expect(whoIs('k.lund@example.com', people)).toMatchObject({ handles: ['kim', 'k.lund'] })
  expect(whoIs('Kim Lund', people)).toBe('several')
  expect(whoIs('Kim', people)).toMatchObject({ name: 'Kim Lund' })
  expect(whoIs('Lund', people)).toBeUndefined()
})

test('an exported id means its deal only where it is from', () => {
  const here = 'slack/T1/C1' as Destination // one as it is stored
  expect(numberOfExported('T1#42', here)).toBe(42)
  expect(numberOfExported('T2#42', here)).toBeUndefined()
  expect(numberOfExported('T1#x', here)).toBeUndefined()
})

test.each([
  ['2026-11-18', 'Europe/Oslo', '2026-11-17T23:00:00.000Z'],
  ['2026-11-18', 'Pacific/Kiritimati', '2026-11-17T10:00:00.000Z'],
  ['2026-11-18', 'Pacific/Pago_Pago', '2026-11-18T11:00:00.000Z'],
  ['2026-11-18', 'Asia/Kathmandu', '2026-11-17T18:15:00.000Z'],
  // The clock jumps over midnight: https://www.timeanddate.com/time/change/lebanon/beirut?year=2026
  ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, expected) => {
  expect(isLocalDate(day) && new Date(startOfDay(day, zone)).toISOString()).toBe(expected)
})
