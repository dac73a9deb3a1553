// A list as its page buttons carry it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DealList, listedStates, listFromKey, listKey } from '../../src/deals/deal-list.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { addDays, type LocalDate } from '../../src/vocabulary/local-date.ts'
import { periodKinds, periodOf } from '../../src/vocabulary/period.ts'

const id = fc.integer({ min: 1, max: 999_999_999 })
const text = fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { nil: undefined })
const day = fc.nat(20_000).map((days) => addDays('1990-01-01' as LocalDate, days)) // a day
const list: fc.Arbitrary<DealList> = fc.record({
  state: fc.constantFrom(...listedStates),
  whose: fc.oneof(
    fc.constant({ kind: 'company' } as const),
    id.map((team) => ({ kind: 'team', team: asId<TeamId>(team) }) as const),
    id.map((member) => ({ kind: 'member', member: asId<MemberId>(member) }) as const),
  ),
  period: fc.option(
    fc.tuple(fc.constantFrom(...periodKinds), day).map(([kind, on]) => periodOf(kind, on, defaultCalendar)),
    { nil: undefined },
  ),
  product: text,
  customer: text,
  tags: fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 4 }),
})

test('comes back as it was', () => {
  fc.assert(
    fc.property(list, (wanted) => {
      expect(listFromKey(listKey(wanted), defaultCalendar)).toEqual(wanted)
    }),
  )
})

test('is nothing where it is not one', () => {
  const valid = (key: string) => listFromKey(key, defaultCalendar)
  expect(valid('["open","company","","","",[]]')).toBeDefined()
  for (const key of [
    '',
    '{}',
    '[]',
    '["open"]',
    '["none","company","","","",[]]',
    '["open","member x","","","",[]]',
    '["open","company","2026-13","","",[]]',
  ])
    expect(valid(key), key).toBeUndefined()
  fc.assert(
    fc.property(fc.string(), (key) => {
      valid(key) // never throws
    }),
  )
})
