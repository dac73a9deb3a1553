// Somebody's own days: a ramp in the first months, and days away.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closed, defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { addDays, addMonths, dateOfNumber, dayNumber } from '../../src/vocabulary/local-date.ts'
import { paces, standing } from '../../src/vocabulary/pace.ts'
import { periodOf, subPeriods } from '../../src/vocabulary/period.ts'
import { type OwnDays, ownDays, rampedDays } from '../../src/vocabulary/ramp.ts'
import { workingDays } from '../../src/vocabulary/working-days.ts'
import { day } from './typed.ts'

const usual = [25, 50, 75, 100]
const quarter = periodOf('quarter', day('2026-11-18'), defaultCalendar) // 66 working days: 22, 21 and 23
const startingOn = (from: string, shares: readonly number[] = usual): OwnDays =>
  ownDays(defaultCalendar, { leave: [], startedOn: day(from) }, shares)
const away = (from: string, to: string): OwnDays =>
  ownDays(defaultCalendar, { leave: [{ from: day(from), to: day(to) }], startedOn: undefined }, usual)

describe('the ramped days of Q4 2026, in hundredths,', () => {
  it.each([
    ['long before', '2026-01-01', 6_600],
    ['on its first day: 22 at 25 %, 21 at 50 %, 23 at 75 %', '2026-10-01', 550 + 1_050 + 1_725],
    ['in the middle of a month: 22 at 25 % to 16 December, 11 at 50 %', '2026-11-17', 550 + 550],
    ['three months before, so that it is full from now on', '2026-07-01', 6_600],
    ['a month before: 22 at 50 %, 21 at 75 %, 23 full', '2026-09-01', 1_100 + 1_575 + 2_300],
    ['on its last day', '2026-12-31', 25],
    ['after it', '2027-01-01', 0],
  ])('of somebody who starts %s (%s)', (_, from, hundredths) =>
    expect(rampedDays(quarter.from, quarter.to, startingOn(from))).toBe(hundredths),
  )

  it.each([
    ['31 January counts its months to the ends of the shorter ones', '2026-01-31', '2026-02-28', '2026-03-30', 21 * 50],
    ['29 February counts them from the 29th', '2028-02-29', '2028-03-28', '2028-03-29', 25 + 50],
  ])('who starts on %s', (_, start, from, to, hundredths) => expect(rampedDays(day(from), day(to), startingOn(start))).toBe(hundredths))

  it('are full where the workspace has no ramp, or somebody no first day', () => {
    expect(rampedDays(quarter.from, quarter.to, startingOn('2026-12-01', []))).toBe(6_600)
    expect(rampedDays(quarter.from, quarter.to, defaultCalendar)).toBe(6_600)
  })
})

describe('days away', () => {
  it.each([
    ['a working week', '2026-11-02', '2026-11-06', 61],
    ['a weekend', '2026-11-07', '2026-11-08', 66],
    ['over the end of the quarter', '2026-12-28', '2027-01-10', 62],
    ['all of it', '2026-01-01', '2027-12-31', 0],
    ['one day', '2026-11-18', '2026-11-18', 65],
  ])('%s (%s to %s) leave %i', (_, from, to, left) => expect(workingDays(quarter.from, quarter.to, away(from, to))).toBe(left))

  it('are left out once, also where they overlap each other and a holiday', () => {
    const calendar = { ...defaultCalendar, closedOn: closed([day('2026-12-25')]) }
    const leave = [
      { from: day('2026-12-21'), to: day('2026-12-25') },
      { from: day('2026-12-24'), to: day('2026-12-28') },
    ]
    expect(workingDays(quarter.from, quarter.to, ownDays(calendar, { leave, startedOn: undefined }, []))).toBe(60)
  })
})

describe('where somebody stands who is new', () => {
  it('is against the part of the target that they carry', () => {
    const course = standing(1_000_00n, 66_000_00n, quarter, day('2026-11-18'), startingOn('2026-11-17'))
    expect(course).toMatchObject({ target: 11_000_00n, expected: 500_00n, elapsed: 35, total: 66, gap: 10_000_00n, pace: 'ahead' })
    expect(course.rampShare).toBeCloseTo(1 / 6)
    expect(course.expectedShare).toBeCloseTo(0.5 / 11)
  })
  it('is against nothing where their part of a small target rounds to nothing', () => {
    expect(standing(0n, 1n, quarter, day('2026-11-18'), startingOn('2026-11-17'))).toMatchObject({ target: undefined, pace: undefined })
    expect(standing(0n, 3n, quarter, day('2026-11-18'), startingOn('2026-11-17'))).toMatchObject({ target: 1n, pace: 'at-risk' })
  })
  it('is against nothing before their first day', () => {
    const course = standing(5n, 66_000_00n, quarter, day('2026-11-18'), startingOn('2027-01-04'))
    expect(course).toMatchObject({ target: undefined, attainment: undefined, pace: undefined, runRate: undefined, gap: undefined })
  })
})

const someDay = fc.integer({ min: dayNumber(day('2026-06-01')), max: dayNumber(day('2027-03-31')) }).map(dateOfNumber)
const somebody: fc.Arbitrary<OwnDays> = fc
  .record({
    startedOn: fc.option(someDay, { nil: undefined }),
    leave: fc.array(
      fc.record({ from: someDay, days: fc.nat(30) }).map(({ from, days }) => ({ from, to: addDays(from, days) })),
      { maxLength: 3 },
    ),
    shares: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 6 }),
  })
  .map(({ shares, ...member }) => ownDays(defaultCalendar, member, shares))
const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })

describe('whoever it is', () => {
  it('the parts of a period add up to it', () => {
    fc.assert(
      fc.property(somebody, fc.constantFrom('month', 'day'), (days, kind) => {
        const parts = subPeriods(kind, quarter, defaultCalendar).reduce((sum, { from, to }) => sum + rampedDays(from, to, days), 0)
        expect(parts).toBe(rampedDays(quarter.from, quarter.to, days))
      }),
    )
  })
  it('a day carries between nothing and a whole one', () => {
    fc.assert(
      fc.property(somebody, someDay, (days, one) => {
        const hundredths = rampedDays(one, one, days)
        expect(hundredths).toBeGreaterThanOrEqual(0)
        expect(hundredths).toBeLessThanOrEqual(100 * workingDays(one, one, days))
      }),
    )
  })
  it('from the end of the ramp on every working day is a whole one', () => {
    fc.assert(
      fc.property(someDay, someDay, (start, one) => {
        const full = addMonths(start, usual.length - 1)
        const from = one > full ? one : full
        expect(rampedDays(from, addDays(from, 40), startingOn(start))).toBe(100 * workingDays(from, addDays(from, 40), defaultCalendar))
      }),
    )
  })
  it('pace never gets worse with more won', () => {
    fc.assert(
      fc.property(somebody, amount, amount, amount, someDay, (days, actual, more, target, today) => {
        const before = standing(actual, target, quarter, today, days)
        const after = standing(actual + more, target, quarter, today, days)
        expect(after.pace === undefined).toBe(before.pace === undefined)
        if (before.pace && after.pace) expect(paces.indexOf(after.pace)).toBeLessThanOrEqual(paces.indexOf(before.pace))
        expect(after.attainment ?? 0).toBeGreaterThanOrEqual(before.attainment ?? 0)
        expect((after.runRate ?? 0n) <= (before.runRate ?? 0n)).toBe(true)
      }),
    )
  })
  it('what is expected grows from day to day up to what is to be reached', () => {
    fc.assert(
      fc.property(somebody, amount, someDay, (days, target, today) => {
        const now = standing(0n, target + 1n, quarter, today, days)
        const next = standing(0n, target + 1n, quarter, addDays(today, 1), days)
        expect((next.expected ?? 0n) >= (now.expected ?? 0n)).toBe(true)
        const end = standing(0n, target + 1n, quarter, quarter.to, days)
        expect(end.total === 0 ? end.expected === undefined || end.expected === 0n : end.expected === end.target).toBe(true)
      }),
    )
  })
})
