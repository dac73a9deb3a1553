// When books are closed.
import { expect, test } from 'vitest'
import { closingPeriod, isClosed } from '../../src/vocabulary/closing.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { Closing } from '../../src/vocabulary/rules.ts'
import { date } from '../contracts/company.ts'

test.each([
  ['a day of the running quarter is open', 'quarter', 5, '2026-10-01', '2026-12-31', false],
  ['a day of the last quarter is open while there is grace', 'quarter', 5, '2026-09-30', '2026-10-05', false],
  ['and is closed the day after', 'quarter', 5, '2026-09-30', '2026-10-06', true],
  ['without grace it is closed at once', 'quarter', 0, '2026-09-30', '2026-10-01', true],
  ['books by month', 'month', 3, '2026-10-31', '2026-11-04', true],
  ['books by year', 'year', 3, '2026-01-01', '2026-12-31', false],
  ['books that are never closed', 'never', 0, '2001-01-01', '2026-12-31', false],
] as const)('%s', (_, closing: Closing, closingGrace, day, today, closed) => {
  expect(isClosed(date(day), date(today), { closing, closingGrace }, defaultCalendar)).toBe(closed)
})

test('the quarter is the fiscal calendar’s', () => {
  const calendar = { ...defaultCalendar, yearStartMonth: 2 }
  expect(closingPeriod(date('2026-10-31'), { closing: 'quarter' }, calendar)).toMatchObject({ from: '2026-08-01', to: '2026-10-31' })
  expect(isClosed(date('2026-10-31'), date('2026-11-05'), { closing: 'quarter', closingGrace: 5 }, calendar)).toBe(false)
  expect(isClosed(date('2026-10-31'), date('2026-11-06'), { closing: 'quarter', closingGrace: 5 }, calendar)).toBe(true)
})
