import { describe, expect, test } from 'vitest'
import type { Argument } from '../../src/conversation/argument.ts'
import type { Member, Team } from '../../src/conversation/people.ts'
import { evenly, into, measure, why } from '../../src/targets/split-arguments.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { plainRules } from '../fakes/plain.ts'
import { day, told, typed } from '../vocabulary/typed.ts'
import { member, team } from './people.ts'

const north = team(1, 'North')
const people: Readonly<Record<string, Member>> = { sam: member(1, 'Sam'), kim: member(2, 'Kim') }
const look = {
  member: async (ref: { readonly kind: string; readonly text?: string }) => {
    const found = people[ref.text?.toLowerCase() ?? '']
    if (!found) throw new Error(`Nobody ${ref.text}`)
    return found
  },
  team: async (name: string): Promise<Team | undefined> => (name === 'North' ? north : undefined),
  ownTeam: async () => north,
}

const context = (text: string) => ({
  text,
  today: day('2026-11-18'),
  calendar: defaultCalendar,
  currency: usDollar,
  rules: plainRules,
  startsSlot: ({ text: word }: { readonly text: string }) => ['by', 'into', 'because'].includes(word),
})

/** What was read, and the words left. */
function reads<Value, Typed>(argument: Argument<Value, Typed>, text: string, show: (value: Typed) => string): string {
  const words = typed(text)
  return told(text, words, argument.read(words, 0, context(text)), show)
}

/** `member 1 300, team 1 250`: the weights, in hundredths. */
async function weighs(text: string): Promise<string> {
  const words = typed(text)
  const reading = measure.read(words, 0, context(text))
  if (reading.outcome !== 'read' || !measure.resolve) return reading.outcome
  const value = await measure.resolve(reading.value, look)
  const left = words.slice(reading.next).map((word) => word.text)
  return [value.by === 'weight' ? [...value.weights].map(([key, weight]) => `${key} ${weight}`).join(', ') : value.by, ...left].join(' | ')
}

describe('by which measure', () => {
  test.each([
    ['even', 'even'],
    ['Evenly', 'even'],
    ['last year', 'last year'],
    ['last year into months', 'last year | into | months'],
    ['weight North 3 @sam 2.5', 'team 1 300, member 1 250'],
    ['weights Sam 30% Kim 70%', 'member 1 3000, member 2 7000'],
    ['weight november 3 december 2', '2026-11 300, 2026-12 200'],
    ['weight november 2027 3', '2027-11 300'],
    ['weight q1 2027 3 q2 1', '2027-Q1 300, 2027-Q2 100'],
    ['weight W47 1 W48 0,5', '2026-W47 100, 2026-W48 50'],
    ['weight Sam 1 because of the fair', 'member 1 100 | because | of | the | fair'],
  ])('%s', async (text, expected) => {
    expect(await weighs(text)).toBe(expected)
  })

  test.each([
    ['luck', 'measure-unknown at [luck]'],
    ['last', 'measure-unknown at [last]'],
    ['last month', 'measure-unknown at [last]'],
    ['"even"', 'measure-unknown at ["even"]'],
    ['weight', 'weights-missing at [weight]'],
    ['weight by', 'weights-missing at [weight]'],
    ['weight 3', 'weights-missing at [weight]'],
    ['weight North', 'weight-missing at [North]'],
    ['weight North South 3', 'read'],
    ['weight North 3 @kim', 'weight-missing at [@kim]'],
    ['weight team 1 me', 'weight-missing at [me]'],
    ['weight North 1234567', 'weight-missing at [1234567]'],
    ['weight North 0 @kim 0', 'weights-zero at [weight]'],
  ])('%s: %s', (text, expected) => {
    expect(reads(measure, text, () => 'read')).toBe(expected)
  })
})

test('into what, evenly, and why', () => {
  expect(reads(into, 'Months', (value) => value)).toBe('months')
  expect(reads(into, 'reps by weight', (value) => value)).toBe('people | by | weight')
  expect(reads(into, 'days', (value) => value)).toBe('into-unknown at [days]')
  expect(reads(evenly, 'even', ({ by }) => by)).toBe('even')
  expect(reads(evenly, '"even"', ({ by }) => by)).toBe('passed')
  expect(reads(why, 'of the fair by weight', (value) => value)).toBe('of the fair | by | weight')
})
