// What is wished of a ritual, what then is chosen for it, and what cannot be.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Complaint } from '../../src/conversation/complaint.ts'
import type { Workspace } from '../../src/conversation/people.ts'
import type { Described } from '../../src/conversation/ritual.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { comingOf } from '../../src/schedule/coming.ts'
import { fulfilled, readWritten, type Wish, withRitual, written } from '../../src/schedule/wish.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import type { RitualSetting } from '../../src/vocabulary/rules.ts'
import { daily, forReps, forTeams, monthly, office, sales, weekly, wins } from './described.ts'

const say = sayIn('en')
/** Wednesday 18 November 2026, 13:00 in Oslo. */
const now = asInstant(Date.parse('2026-11-18T12:00:00Z'))

const chosen = (wish: Wish, ritual: Described = weekly, workspace: Workspace = office()): RitualSetting =>
  fulfilled(ritual, wish, { workspace, now, say })

function refused(wish: Wish, ritual: Described = weekly, workspace?: Workspace): string {
  try {
    return `chosen: ${written(chosen(wish, ritual, workspace))}`
  } catch (error) {
    if (error instanceof Complaint) return error.key
    throw error
  }
}

describe('what is chosen', () => {
  it.each<[string, Wish, string]>([
    ['another day and time', { weekday: 4, time: localTime('15:00') }, '4 15:00'],
    ['the usual day is nothing chosen', { weekday: 5, time: localTime('16:00'), on: true, to: sales, catchUp: 1440 }, 'default'],
    ['off', { on: false }, 'off'],
    ['another channel', { to: wins }, wins],
    ['another window', { catchUp: 30 }, 'catch-up 30'],
  ])('%s', (_, wish, expected) => {
    expect(written(chosen(wish))).toBe(expected)
  })

  it('is what stood with what is wished put in its place, or with the usual', () => {
    const before = withRitual(office(), weekly, { weekday: 4, to: wins, on: false })
    expect(written(chosen({ time: localTime('09:00') }, weekly, before))).toBe(`off 4 09:00 ${wins}`)
    expect(written(chosen({ weekday: 5 }, weekly, before))).toBe(`off ${wins}`)
    expect(written(chosen({ usual: true }, weekly, before))).toBe('default')
    expect(written(chosen({ usual: true, weekday: 2 }, weekly, before))).toBe('2')
  })

  it('leaves other rituals as they are, and nothing behind once it is as usual', () => {
    const other = withRitual(office(), daily, { on: true })
    const both = withRitual(other, weekly, { weekday: 4 })
    expect(Object.keys(both.rules.rituals)).toEqual(['daily', 'leaderboard'])
    expect(withRitual(both, weekly, {}).rules.rituals).toEqual(other.rules.rituals)
  })

  it('counts from now on where day, time or whether it comes change, and from when it did before where nothing of that does', () => {
    const before = withRitual(office(), weekly, { weekday: 4, since: 7 })
    for (const wish of [{ weekday: 2 }, { time: localTime('15:00') }, { on: false }, { usual: true as const }]) {
      expect([wish, chosen(wish, weekly, before).since]).toEqual([wish, now])
    }
    for (const wish of [{ to: wins }, { catchUp: 0 }, { weekday: 4 }]) {
      expect([wish, chosen(wish, weekly, before).since]).toEqual([wish, 7])
    }
  })

  it('reads back what it writes', () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
    const setting = fc.record({
      on: maybe(fc.boolean()),
      weekday: maybe(fc.integer({ min: 1, max: 7 })),
      time: maybe(fc.constantFrom(localTime('00:00'), localTime('15:30'))),
      to: maybe(fc.constantFrom<string>(sales, wins)),
      catchUp: maybe(fc.integer({ min: 0, max: 10_080 })),
    })
    fc.assert(
      fc.property(setting, (one) => {
        expect(readWritten(written(one))).toEqual(one)
      }),
    )
    for (const text of ['', 'on ', 'maybe', '8', '25:61', 'on 4 15:00 nowhere', 'catch-up x', '4 4']) {
      expect([text, readWritten(text)]).toEqual([text, undefined])
    }
  })
})

describe('what cannot be', () => {
  const sundays = office({}, [7, 1, 2, 3, 4])
  it.each<[string, Wish, Described, string, Workspace?]>([
    ['a day that is not worked', { weekday: 6 }, weekly, 'schedule.refused-not-worked'],
    ['a day that is worked here', { weekday: 7 }, weekly, 'chosen: 7', sundays],
    ['a day of what comes daily', { weekday: 4 }, daily, 'schedule.no-day-day'],
    ['a day of what comes monthly', { weekday: 4 }, monthly, 'schedule.no-day-month'],
    ['a channel for what goes to reps', { to: wins }, forReps, 'schedule.no-channel-reps'],
    ['a channel for what goes to teams', { to: wins }, forTeams, 'schedule.no-channel-teams'],
    ['the evening for reps', { time: localTime('19:00') }, forReps, 'schedule.refused-quiet'],
    ['the end of the quiet hours for reps', { time: localTime('08:00') }, forReps, 'chosen: 08:00'],
    ['the evening for a channel', { time: localTime('19:00') }, weekly, 'chosen: 19:00'],
    [
      'the evening for reps, where it is not quiet',
      { time: localTime('19:00') },
      forReps,
      'chosen: 19:00',
      office({ quietHours: undefined }),
    ],
    ['turning on what would never come', { on: true }, weekly, 'schedule.refused-not-worked', withRitual(office(), weekly, { weekday: 6 })],
    ['turning off what never comes', { on: false }, weekly, 'chosen: off 6', withRitual(office(), weekly, { weekday: 6 })],
    ['anything where nobody works', { time: localTime('09:00') }, monthly, 'schedule.refused-no-day', office({}, [])],
  ])('%s', (_, wish, ritual, expected, workspace) => {
    expect(refused(wish, ritual, workspace)).toBe(expected)
  })
})

describe('when a ritual comes', () => {
  it('is the next time in the workspace’s zone, or never, or not while it is off', () => {
    expect(comingOf(weekly, office(), now)).toMatchObject({ comes: 'next', slot: { day: '2026-11-20', time: '16:00' } })
    expect(comingOf(monthly, office(), now)).toMatchObject({ comes: 'next', slot: { day: '2026-12-01' } })
    expect(comingOf(daily, office(), now)).toEqual({ comes: 'off' })
    expect(comingOf(weekly, withRitual(office(), weekly, { weekday: 6 }), now)).toEqual({ comes: 'never', why: 'not-worked' })
    const night = office({ quietHours: { from: localTime('09:00'), to: localTime('11:00') } })
    expect(comingOf(forReps, night, now)).toEqual({ comes: 'never', why: 'quiet' })
  })
})
