// Who is left alone, and why: one guard at a time.
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/conversation/people.ts'
import { courseIn } from '../../src/nudges/measure.ts'
import { isSecond, momentOf, type PastNudge, reasonInFigures, reasonInPerson, within } from '../../src/nudges/nudge.ts'
import { nudgeKey, readNudgeKey } from '../../src/nudges/nudge-key.ts'
import { closedByAny, neverClosed } from '../../src/vocabulary/fiscal-calendar.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { day, instant, ravi, workspace } from './an-office.ts'

const oslo = 'Europe/Oslo'
const wednesday = { day: day('2026-11-25'), zone: oslo, at: instant('2026-11-25T09:00:00Z') }

describe('before anybody’s figures are known', () => {
  test.each<[string, Partial<Member>, ReturnType<typeof reasonInPerson>]>([
    ['a rep hears of it', {}, undefined],
    ['a lead sells too', { role: 'lead' }, undefined],
    ['a manager is nobody’s rep', { role: 'manager' }, 'does not sell'],
    ['an admin neither', { role: 'admin' }, 'does not sell'],
    ['who has left hears nothing', { hasLeft: true }, 'has left'],
    ['who snoozed is left in peace', { nudgesFrom: day('2026-11-26') }, 'wants none'],
    ['until the day that they said', { nudgesFrom: day('2026-11-25') }, undefined],
    ['who is away is away', { leave: [{ from: day('2026-11-25'), to: day('2026-11-25') }] }, 'does not work that day'],
    ['who comes back today is back', { leave: [{ from: day('2026-11-16'), to: day('2026-11-24') }] }, undefined],
  ])('%s', (_, facts, reason) => {
    expect(reasonInPerson({ ...ravi, ...facts }, wednesday, workspace)).toBe(reason)
  })

  test('a weekend and a holiday are not worked', () => {
    const saturday = { ...wednesday, day: day('2026-11-28'), at: instant('2026-11-28T09:00:00Z') }
    expect(reasonInPerson(ravi, saturday, workspace)).toBe('does not work that day')
    const closed = { has: (one: string) => one === '2026-11-25', within: () => [day('2026-11-25')] }
    const calendar = { ...workspace.calendar, closedOn: closedByAny(neverClosed, closed) }
    expect(reasonInPerson(ravi, wednesday, { ...workspace, calendar })).toBe('does not work that day')
  })

  test.each([
    ['2026-11-25T06:59:00Z', oslo, 'quiet hours'],
    ['2026-11-25T07:00:00Z', oslo, undefined],
    ['2026-11-25T17:59:00Z', oslo, undefined],
    ['2026-11-25T18:00:00Z', oslo, 'quiet hours'],
    ['2026-11-25T18:00:00Z', 'America/New_York', undefined],
    ['2026-11-25T09:00:00Z', 'America/New_York', 'quiet hours'],
  ])('at %s in %s: %s', (at, zone, reason) => {
    expect(reasonInPerson(ravi, { ...wednesday, zone, at: instant(at) }, workspace)).toBe(reason)
  })

  test('what comes so late that it is another day for them does not come', () => {
    expect(reasonInPerson(ravi, { ...wednesday, at: instant('2026-11-26T09:00:00Z') }, workspace)).toBe('another day by now')
    expect(reasonInPerson(ravi, { ...wednesday, zone: 'Pacific/Kiritimati', at: instant('2026-11-25T12:00:00Z') }, workspace)).toBe(
      'another day by now',
    )
  })

  test('a look ahead is as of the time that it is of, a late one as of now', () => {
    const slot = { day: day('2026-11-25'), at: instant('2026-11-25T09:00:00Z') }
    expect(momentOf(slot, oslo, instant('2026-11-20T22:00:00Z')).at).toBe(slot.at)
    expect(momentOf(slot, oslo, instant('2026-11-25T20:00:00Z')).at).toBe(instant('2026-11-25T20:00:00Z'))
  })
})

describe('of the figures', () => {
  const quarter = periodOf('quarter', day('2026-11-25'), workspace.calendar)
  const reason = (
    reached: number,
    { target = 10_000, today = '2026-11-25', member = {} }: { target?: number; today?: string; member?: Partial<Member> } = {},
  ) => {
    const who = { ...ravi, ...member }
    const measured = { period: quarter, actual: BigInt(reached), target: target === 0 ? undefined : BigInt(target) }
    return reasonInFigures(who, courseIn(who, measured, day(today), workspace), quarter, day(today), workspace)
  }

  // By 25 November 40 of the quarter's 66 working days are over: 6,061 of 10,000 are expected.
  test.each([
    [6_400, 'not behind'], // ahead
    [5_800, 'not behind'], // on track
    [5_757, undefined], // behind
    [4_546, undefined],
    [4_000, undefined], // at risk
    [0, undefined],
    [10_000, 'not behind'],
  ])('%i of 10,000: %s', (reached, expected) => {
    expect(reason(reached)).toBe(expected)
  })

  test('without a target nobody is behind', () => {
    expect(reason(0, { target: 0 })).toBe('no target')
  })

  test('on the first two working days of a period nobody is behind in it', () => {
    expect(reason(0, { today: '2026-10-01' })).toBe('too early') // a Thursday
    expect(reason(0, { today: '2026-10-02' })).toBe('too early')
    expect(reason(0, { today: '2026-10-04' })).toBe('too early') // a Sunday
    expect(reason(0, { today: '2026-10-05' })).toBeUndefined()
  })

  test('days away are no working days: who was away is not behind for it, nor told on the first morning', () => {
    const away = [{ from: day('2026-10-01'), to: day('2026-11-23') }]
    expect(reason(0, { member: { leave: away } })).toBe('too early')
    expect(reason(0, { member: { leave: away }, today: '2026-11-26' })).toBeUndefined()
  })

  test('who ramps up in the period is left alone in all of it', () => {
    expect(reason(0, { member: { startedOn: day('2026-10-15') } })).toBe('ramping up')
    expect(reason(0, { member: { startedOn: day('2026-08-01') } })).toBe('ramping up') // until 1 November
    expect(reason(0, { member: { startedOn: day('2026-06-01') } })).toBeUndefined()
  })

  test('a year is long: who has ramped up in an earlier quarter of it is measured by it', () => {
    const year = periodOf('year', day('2026-11-25'), workspace.calendar)
    const reason = (startedOn: string) => {
      const who = { ...ravi, startedOn: day(startedOn) }
      const course = courseIn(who, { period: year, actual: 0n, target: 10_000n }, day('2026-11-25'), workspace)
      return reasonInFigures(who, course, year, day('2026-11-25'), workspace)
    }
    expect(reason('2026-01-15')).toBeUndefined()
    expect(reason('2026-07-01')).toBeUndefined() // until 1 October
    expect(reason('2026-07-02')).toBe('ramping up')
    expect(reason('2026-11-02')).toBe('ramping up')
  })

  test('before their first day nothing is expected of them', () => {
    expect(reason(0, { member: { startedOn: day('2026-12-31') } })).toBe('ramping up')
  })
})

describe('twice in a week', () => {
  const past = (on: string, more: Partial<PastNudge> = {}): PastNudge => {
    const key = nudgeKey({ day: day(on), time: localTime('10:00') }, ravi.id)
    return { member: ravi.id, day: day(on), key, place: 1, delivered: true, ...more }
  }
  const key = nudgeKey({ day: day('2026-11-25'), time: localTime('10:00') }, ravi.id)

  test.each([
    ['2026-11-18', false],
    ['2026-11-19', true],
    ['2026-11-23', true],
    ['2026-11-26', true],
    ['2026-12-01', true],
    ['2026-12-02', false],
  ])('one of %s is less than a week from Wednesday 25 November: %s', (on, isNear) => {
    expect(within([past(on)], day('2026-11-25'))).toHaveLength(isNear ? 1 : 0)
    expect(isSecond(key, day('2026-11-25'), [past(on)])).toBe(isNear)
  })

  test('of two that wait the one that was written first is sent', () => {
    const first = past('2026-11-25', { key, place: 10, delivered: false })
    const second = past('2026-11-24', { place: 11, delivered: false })
    expect(isSecond(first.key, first.day, [first, second])).toBe(false)
    expect(isSecond(second.key, second.day, [first, second])).toBe(true)
  })

  test('whichever was sent stands, whatever the order in which they were written', () => {
    const own = past('2026-11-25', { key, place: 10, delivered: false })
    expect(isSecond(key, own.day, [own, past('2026-11-24', { place: 11, delivered: true })])).toBe(true)
  })

  test('the key says whom it was for and when', () => {
    expect(readNudgeKey(key)).toEqual({ member: ravi.id, day: '2026-11-25' })
    for (const other of ['ritual/leaderboard/2026-11-25T10:00/member 7', 'ritual/nudges/2026-11-31T10:00/member 7', 'help/1/ask', '']) {
      expect(readNudgeKey(other)).toBeUndefined()
    }
  })
})
