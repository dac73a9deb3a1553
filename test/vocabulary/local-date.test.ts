import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asInstant } from '../../src/vocabulary/clock.ts'
import {
  addDays,
  addMonths,
  dateOfNumber,
  dayNumber,
  daysBetween,
  isLocalDate,
  localDate,
  parts,
  today,
  weekday,
} from '../../src/vocabulary/local-date.ts'
import { TestClock } from '../fakes/clock.ts'
import { day } from './typed.ts'

const anyDay = fc.integer({ min: dayNumber(day('0001-01-01')), max: dayNumber(day('9999-12-31')) }).map(dateOfNumber)

describe('a local date', () => {
  it.each([
    [2026, 2, 31],
    [2026, 2, 29],
    [1900, 2, 29],
    [2026, 4, 31],
    [2026, 13, 1],
    [2026, 0, 1],
    [2026, 1, 0],
    [2026, 1, 1.5],
    [0, 1, 1],
    [10_000, 1, 1],
    [Number.NaN, 1, 1],
  ])('is not %i-%i-%i', (year, month, date) => expect(localDate(year, month, date)).toBeUndefined())
  it('is 29 February in a leap year', () => {
    expect(localDate(2028, 2, 29)).toBe('2028-02-29')
    expect(localDate(2000, 2, 29)).toBe('2000-02-29')
  })
  it.each(['2026-11-18', '0001-01-01', '9999-12-31'])('is %s', (text) => expect(isLocalDate(text)).toBe(true))
  it.each(['2026-11-31', '2026-1-18', '2026-11-18T00:00', ' 2026-11-18', '', '20261118'])('is not %j', (text) =>
    expect(isLocalDate(text)).toBe(false),
  )

  it('is counted, weighed and taken apart as JavaScript does it', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const reference = new Date(`${date}T00:00:00Z`)
        expect(dayNumber(date)).toBe(reference.getTime() / 86_400_000)
        expect(dateOfNumber(dayNumber(date))).toBe(date)
        expect(weekday(date)).toBe(reference.getUTCDay() || 7)
        expect(parts(date)).toEqual({ year: reference.getUTCFullYear(), month: reference.getUTCMonth() + 1, day: reference.getUTCDate() })
      }),
    )
  })
  it.each([
    ['2026-11-18', 13, '2026-12-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(day(from), days)).toBe(to)
    expect(daysBetween(day(from), day(to))).toBe(days)
  })
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-18', 2, '2027-01-18'],
    ['2026-01-18', -1, '2025-12-18'],
    ['2026-03-31', -13, '2025-02-28'],
  ])('%s and %i months is %s', (from, months, to) => expect(addMonths(day(from), months)).toBe(to))
  it('does not go beyond the years with four digits', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(day('0001-01-01'), -1)).toThrow(RangeError)
    expect(() => addMonths(day('9999-12-31'), 1)).toThrow(RangeError)
  })
})

describe('today', () => {
  it.each([
    ['2026-11-18T10:00Z', 'Pacific/Kiritimati', '2026-11-19'],
    ['2026-11-18T09:59Z', 'Pacific/Kiritimati', '2026-11-18'],
    ['2026-11-18T10:59Z', 'Pacific/Pago_Pago', '2026-11-17'],
    ['2026-11-18T11:00Z', 'Pacific/Pago_Pago', '2026-11-18'],
    ['2026-11-18T22:59Z', 'Europe/Oslo', '2026-11-18'],
    ['2026-11-18T23:00Z', 'Europe/Oslo', '2026-11-19'],
    ['2026-07-18T22:00Z', 'Europe/Oslo', '2026-07-19'],
    ['2026-11-18T18:15Z', 'Asia/Kathmandu', '2026-11-19'],
    ['2026-11-18T23:59:59.999Z', 'UTC', '2026-11-18'],
    ['2011-12-31T09:59Z', 'Pacific/Apia', '2011-12-31'],
    ['2011-12-30T09:59Z', 'Pacific/Apia', '2011-12-29'], // Samoa had no 30 December
    ['2010-11-07T02:30Z', 'America/St_Johns', '2010-11-07'], // one minute into the day the clocks went back into the day before
    ['2010-11-07T02:31Z', 'America/St_Johns', '2010-11-06'],
  ])('at %s in %s is %s', (time, zone, expected) => expect(today(new TestClock(time).now(), zone)).toBe(expected))
  it('is at most two days apart around the world, and never runs ahead of its zone', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
        const instant = asInstant(date.getTime())
        const utc = dayNumber(today(instant, 'UTC'))
        expect(utc).toBe(Math.floor(instant / 86_400_000))
        expect(dayNumber(today(instant, 'Pacific/Kiritimati'))).toBe(Math.floor(instant / 86_400_000 + 14 / 24))
        expect(dayNumber(today(instant, 'Pacific/Pago_Pago'))).toBe(Math.floor(instant / 86_400_000 - 11 / 24))
      }),
    )
  })
  it('follows a clock that is set back', () => {
    const clock = new TestClock('2026-11-18T00:30Z')
    expect(today(clock.now(), 'UTC')).toBe('2026-11-18')
    clock.advance(-3_600_000)
    expect(today(clock.now(), 'UTC')).toBe('2026-11-17')
    clock.set(Date.parse('2026-11-20T00:00Z'))
    expect(today(clock.now(), 'UTC')).toBe('2026-11-20')
  })
  it('is not known in a zone that there is none of', () => expect(() => today(asInstant(0), 'Mars/Base')).toThrow(RangeError))
})
