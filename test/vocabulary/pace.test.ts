import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { addDays, dateOfNumber, dayNumber } from '../../src/vocabulary/local-date.ts'
import { divideHalfUp, paceOf, paces, standing } from '../../src/vocabulary/pace.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { day } from './typed.ts'

const monday = day('2026-11-23')
const quarter = periodOf('quarter', monday, defaultCalendar)
const dollars = (amount: number) => BigInt(amount) * 100n

describe('where a rep stands', () => {
  it('on Monday 23 November with $38,200 of $50,000 for the quarter', () => {
    expect(standing(dollars(38_200), dollars(50_000), quarter, monday, defaultCalendar)).toMatchObject({
      attainment: 0.764,
      expectedShare: 0.575757575758, // 38 of 66 days
      expected: 2_878_788n,
      gap: dollars(11_800),
      elapsed: 38,
      left: 28,
      total: 66,
      runRate: 42_143n, // $421.43 a day, as in the mock-up
      projection: 6_634_737n,
      pace: 'ahead',
    })
  })
  it('on the first morning is measured against the whole of that day', () => {
    expect(standing(0n, dollars(66), quarter, quarter.from, defaultCalendar)).toMatchObject({
      expected: 100n,
      elapsed: 1,
      left: 65,
      pace: 'at-risk',
    })
  })
  it('on the last day has no day left to need a rate for', () => {
    const last = standing(dollars(40_000), dollars(50_000), quarter, quarter.to, defaultCalendar)
    expect(last).toMatchObject({ expected: dollars(50_000), left: 0, runRate: undefined, projection: dollars(40_000), pace: 'behind' })
  })
  it('after the period stands where it ended', () => {
    expect(standing(1n, 2n, quarter, addDays(quarter.to, 90), defaultCalendar)).toEqual(
      standing(1n, 2n, quarter, quarter.to, defaultCalendar),
    )
  })
  it('before the period has no pace and no projection', () => {
    expect(standing(0n, dollars(660), quarter, addDays(quarter.from, -1), defaultCalendar)).toMatchObject({
      expected: 0n,
      expectedShare: 0,
      elapsed: 0,
      left: 66,
      runRate: dollars(10),
      projection: undefined,
      pace: undefined,
    })
  })
  it('without a target has a projection alone', () => {
    for (const target of [undefined, 0n]) {
      expect(standing(dollars(38), target, quarter, monday, defaultCalendar)).toEqual({
        attainment: undefined,
        expectedShare: 0.575757575758,
        expected: undefined,
        gap: undefined,
        elapsed: 38,
        left: 28,
        total: 66,
        runRate: undefined,
        projection: dollars(66),
        pace: undefined,
      })
    }
  })
  it('of who began in the period goes by the days since, and before the first of them there is no projection', () => {
    const ramp = { from: day('2026-11-16'), shares: [50] }
    const of = (today: string) => standing(dollars(6), undefined, quarter, day(today), { ...defaultCalendar, ramp }).projection
    expect(of('2026-11-18')).toBe(dollars(68)) // 3 of 34 days
    expect(of('2026-11-13')).toBeUndefined()
    expect(of('2026-12-31')).toBe(dollars(6))
  })
  it('on a Sunday that nobody works has no answer but the attainment', () => {
    const sunday = periodOf('day', day('2026-11-22'), defaultCalendar)
    expect(standing(50n, 100n, sunday, sunday.from, defaultCalendar)).toMatchObject({
      attainment: 0.5,
      expectedShare: undefined,
      expected: undefined,
      gap: 50n,
      elapsed: 0,
      left: 0,
      total: 0,
      runRate: undefined,
      projection: undefined,
      pace: undefined,
    })
  })
  it('beyond the target needs nothing more', () => {
    expect(standing(150n, 100n, quarter, monday, defaultCalendar)).toMatchObject({ attainment: 1.5, gap: -50n, runRate: 0n, pace: 'ahead' })
  })
  it('is exact beyond what a double holds', () => {
    const huge = 9_007_199_254_740_993n
    expect(standing(huge, huge * 2n, quarter, quarter.to, defaultCalendar)).toMatchObject({ gap: huge, projection: huge, attainment: 0.5 })
  })
})

describe('pace', () => {
  it.each([
    [105n, 'ahead'],
    [104n, 'on-track'],
    [95n, 'on-track'],
    [94n, 'behind'],
    [75n, 'behind'],
    [74n, 'at-risk'],
    [0n, 'at-risk'],
    [-5n, 'at-risk'],
  ])('at %i of 100 expected is %s', (actual, pace) => expect(paceOf(actual, 200n, 1, 2)).toBe(pace))
  it('turns exactly at the threshold, not at its rounding', () => {
    // Expected is a third of 1,000,000: 105 % of it is exactly 350,000.
    expect([349_999n, 350_000n].map((actual) => paceOf(actual, 1_000_000n, 1, 3))).toEqual(['on-track', 'ahead'])
  })
  it('follows the thresholds of the settings', () => {
    expect(paceOf(100n, 200n, 1, 2, { ahead: 100, onTrack: 90, behind: 50 })).toBe('ahead')
  })

  const inQuarter = fc.integer({ min: dayNumber(quarter.from) - 5, max: dayNumber(quarter.to) + 5 }).map(dateOfNumber)
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
  it('never gets worse with more won', () => {
    fc.assert(
      fc.property(amount, amount, amount, inQuarter, (actual, more, target, today) => {
        const before = standing(actual, target, quarter, today, defaultCalendar)
        const after = standing(actual + more, target, quarter, today, defaultCalendar)
        expect(after.pace === undefined).toBe(before.pace === undefined)
        if (before.pace && after.pace) expect(paces.indexOf(after.pace)).toBeLessThanOrEqual(paces.indexOf(before.pace))
        expect(after.attainment ?? 0).toBeGreaterThanOrEqual(before.attainment ?? 0)
        expect((after.projection ?? 0n) >= (before.projection ?? 0n)).toBe(true)
        expect((after.runRate ?? 0n) <= (before.runRate ?? 0n)).toBe(true)
      }),
    )
  })
  it('has days elapsed and left that make up the period, and expects it all at its end', () => {
    fc.assert(
      fc.property(amount, inQuarter, (target, today) => {
        const { elapsed, left, total, expected } = standing(0n, target + 1n, quarter, today, defaultCalendar)
        expect(elapsed + left).toBe(total)
        expect(total).toBe(66)
        expect(expected).toBe(elapsed === total ? target + 1n : divideHalfUp((target + 1n) * BigInt(elapsed), BigInt(total)))
      }),
    )
  })
})

describe('rounding', () => {
  it.each([
    [5n, 2n, 3n],
    [4n, 3n, 1n],
    [0n, 7n, 0n],
    [-1n, 2n, 0n],
    [-3n, 2n, -1n],
    [-4n, 3n, -1n],
    [-5n, 3n, -2n],
    [-2n, 2n, -1n],
  ])('%i ÷ %i is %i, halves up', (dividend, divisor, quotient) => expect(divideHalfUp(dividend, divisor)).toBe(quotient))
})
