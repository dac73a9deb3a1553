// What is due, told by a table of zones, calendars and settings; and against an oracle that knows nothing but clocks.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Described } from '../../src/conversation/ritual.ts'
import { dueIn, quietUntil } from '../../src/timekeeping/due.ts'
import type { Household } from '../../src/timekeeping/occurrence-store.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { closed, defaultCalendar, type FiscalCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import type { Rhythm } from '../../src/vocabulary/rhythm.ts'
import { defaultRules, type RitualSetting } from '../../src/vocabulary/rules.ts'
import { expected, wallClock } from '../e2e/rituals-oracle.ts'

const at = (time: string) => asInstant(Date.parse(time))
const minute = 60_000

const ritual = (name: string, rhythm: Rhythm, time: string, more: Partial<Described> & { readonly catchUp?: number } = {}): Described => {
  const { catchUp = 24 * 60, ...rest } = more
  return {
    kind: 'ritual',
    name,
    title: 'ritual.leaderboard',
    summary: 'ritual.leaderboard-about',
    usual: { on: true, rhythm, time: localTime(time), catchUp },
    zone: 'workspace',
    goesTo: 'channel',
    order: 10,
    ...rest,
  }
}
const board = ritual('board', { every: 'week', on: 5 }, '16:00')

function household(
  zone = 'Europe/Oslo',
  more: { calendar?: Partial<FiscalCalendar>; rituals?: Readonly<Record<string, RitualSetting>> } = {},
): Household {
  const workspace: Workspace = {
    id: asId<WorkspaceId>(1),
    name: 'Acme',
    currency: usDollar,
    timeZone: zone,
    calendar: { ...defaultCalendar, ...more.calendar },
    language: 'en',
    announce: destination({ platform: 'slack', id: 'T1' }, 'C1'),
    rules: { ...defaultRules, rituals: more.rituals ?? {} },
    version: 1,
  }
  return { workspace, createdAt: asInstant(0), zones: [zone] }
}
/** `board 2026-11-20T16:00`, and the zone where it is one of members. */
const shown = (of: Household, rituals: readonly Described[], now: string, lookedAt?: string) =>
  dueIn(of, rituals, at(now), lookedAt === undefined ? undefined : at(lookedAt)).map(({ ritual: name, slot, zone }) =>
    `${name} ${slot.day}T${slot.time} ${zone}`.trim(),
  )

describe('a clock change', () => {
  const daily = (time: string) => ritual('r', { every: 'day' }, time, { catchUp: 30 })
  const everyDay = { calendar: { workingDays: [1, 2, 3, 4, 5, 6, 7] } }
  test.each([
    // zone, time, slot, the minute before it comes, the minute in which it comes
    ['skips an hour: Oslo', 'Europe/Oslo', '02:30', '2027-03-28', '2027-03-28T00:59Z', '2027-03-28T01:00Z'],
    ['skips an hour: New York', 'America/New_York', '02:00', '2031-03-09', '2031-03-09T06:59Z', '2031-03-09T07:00Z'],
    ['skips midnight: Havana', 'America/Havana', '00:10', '2031-03-09', '2031-03-09T04:59Z', '2031-03-09T05:00Z'],
    ['skips half an hour: Lord Howe', 'Australia/Lord_Howe', '02:15', '2026-10-04', '2026-10-03T15:29Z', '2026-10-03T15:30Z'],
    ['skips two hours: Troll', 'Antarctica/Troll', '01:30', '2031-03-30', '2031-03-30T00:59Z', '2031-03-30T01:00Z'],
    ['skips a whole day: Samoa', 'Pacific/Apia', '16:00', '2011-12-30', '2011-12-30T09:59Z', '2011-12-30T10:00Z'],
    ['repeats an hour: Oslo', 'Europe/Oslo', '02:30', '2026-10-25', '2026-10-25T00:29Z', '2026-10-25T00:30Z'],
    ['repeats half an hour: Lord Howe', 'Australia/Lord_Howe', '01:45', '2031-04-06', '2031-04-05T14:44Z', '2031-04-05T14:45Z'],
    [
      'by a government’s word: Pyongyang, half an hour on',
      'Asia/Pyongyang',
      '23:45',
      '2018-05-04',
      '2018-05-04T14:59Z',
      '2018-05-04T15:00Z',
    ],
    ['by a government’s word: Almaty, an hour back', 'Asia/Almaty', '23:30', '2024-02-29', '2024-02-29T17:29Z', '2024-02-29T17:30Z'],
    ['over midnight, backwards: St John’s', 'America/St_Johns', '00:00', '2010-11-07', '2010-11-07T02:29Z', '2010-11-07T02:30Z'],
  ])('that %s', (_, zone, time, day, before, comes) => {
    const of = household(zone, everyDay)
    const here = `r ${day}T${time}`
    expect(shown(of, [daily(time)], before)).not.toContain(here)
    expect(shown(of, [daily(time)], comes)).toEqual([here])
    // However often the clocks show it again, nothing else is due until tomorrow.
    const again = Array.from({ length: 28 }, (__, n) => shown(of, [daily(time)], new Date(Date.parse(comes) + n * minute).toISOString())[0])
    expect(new Set(again)).toEqual(new Set([here]))
    const rest = Array.from({ length: 120 }, (__, n) =>
      shown(of, [daily(time)], new Date(Date.parse(comes) + (30 + n) * minute).toISOString()),
    )
    expect(rest.flat().filter((slot) => slot !== here)).toEqual([])
  })
})

describe('what comes', () => {
  test.each<[string, Household, Described, string, string[]]>([
    ['on a Friday', household(), board, '2026-11-20T15:00Z', ['board 2026-11-20T16:00']],
    ['not a minute earlier', household(), board, '2026-11-20T14:59Z', []],
    [
      'not on a closing day, nor the day after',
      household('Europe/Oslo', { calendar: { closedOn: closed(['2026-11-20' as LocalDate]) } }),
      board,
      '2026-11-20T18:00Z',
      [],
    ],
    [
      'on Thursday where people work from Sunday to Thursday',
      household('Asia/Riyadh', { calendar: { workingDays: [7, 1, 2, 3, 4] } }),
      board,
      '2026-11-19T13:00Z',
      ['board 2026-11-19T16:00'],
    ],
    [
      'on the day that was chosen, where it is worked',
      household('Europe/Oslo', { rituals: { board: { weekday: 3 } } }),
      board,
      '2026-11-18T15:00Z',
      ['board 2026-11-18T16:00'],
    ],
    [
      'never on a chosen day that is not worked',
      household('Europe/Oslo', { rituals: { board: { weekday: 6 } } }),
      board,
      '2026-11-21T18:00Z',
      [],
    ],
    [
      'at the time that was chosen',
      household('Europe/Oslo', { rituals: { board: { time: localTime('08:15') } } }),
      board,
      '2026-11-20T07:15Z',
      ['board 2026-11-20T08:15'],
    ],
    ['not where it is switched off', household('Europe/Oslo', { rituals: { board: { on: false } } }), board, '2026-11-20T15:00Z', []],
    [
      'on the first working day of a month',
      household(),
      ritual('mvp', { every: 'month' }, '09:00'),
      '2026-11-02T08:00Z',
      ['mvp 2026-11-02T09:00'],
    ],
    ['not on the second', household(), ritual('mvp', { every: 'month' }, '09:00'), '2026-11-03T08:00Z', []],
    [
      'of a quarter that begins in February',
      household('Europe/Oslo', { calendar: { yearStartMonth: 2 } }),
      ritual('mvp', { every: 'quarter' }, '09:00'),
      '2026-11-02T08:00Z',
      ['mvp 2026-11-02T09:00'],
    ],
    [
      'and not in January then',
      household('Europe/Oslo', { calendar: { yearStartMonth: 2 } }),
      ritual('mvp', { every: 'quarter' }, '09:00'),
      '2026-10-01T08:00Z',
      [],
    ],
  ])('%s', (_, of, one, now, slots) => {
    expect(shown(of, [one], now)).toEqual(slots)
  })

  test('comes in the order of its time, and at one time in the order of the rituals', () => {
    const early = ritual('early', { every: 'week', on: 5 }, '15:55', { order: 99 })
    const beside = ritual('beside', { every: 'week', on: 5 }, '16:00', { order: 1 })
    expect(shown(household(), [board, early, beside], '2026-11-20T20:00Z').map((one) => one.split(' ')[0])).toEqual([
      'early',
      'beside',
      'board',
    ])
  })

  test('comes to members by their own clocks, once for each zone', () => {
    const nudge = ritual('nudge', { every: 'day' }, '09:00', { zone: 'member', catchUp: 60 })
    const of = { ...household(), zones: ['America/New_York', 'Asia/Tokyo', 'Europe/Oslo'] }
    expect(shown(of, [nudge], '2026-11-20T00:00Z')).toEqual(['nudge 2026-11-20T09:00 Asia/Tokyo'])
    expect(shown(of, [nudge], '2026-11-20T08:00Z')).toEqual(['nudge 2026-11-20T09:00 Europe/Oslo'])
    expect(shown(of, [nudge], '2026-11-20T14:30Z')).toEqual(['nudge 2026-11-20T09:00 America/New_York'])
  })

  test('in a zone that there is not is an error, which is the workspace’s alone', () => {
    expect(() => shown(household('Mars/Olympus'), [board], '2026-11-20T15:00Z')).toThrow(RangeError)
  })
})

describe('what was missed', () => {
  test('is made up for within its window, the latest alone', () => {
    expect(shown(household(), [board], '2026-11-21T14:59Z')).toEqual(['board 2026-11-20T16:00'])
    expect(shown(household(), [board], '2026-11-21T15:00Z')).toEqual([])
    const long = ritual('long', { every: 'day' }, '09:00', { catchUp: 7 * 24 * 60 })
    expect(shown(household(), [long], '2026-11-20T10:00Z')).toEqual(['long 2026-11-20T09:00'])
    expect(shown(household(), [long], '2026-11-22T10:00Z')).toEqual(['long 2026-11-20T09:00'])
  })

  test('with a window of 0 never is; but a look that is a few minutes late has missed nothing', () => {
    const never = ritual('never', { every: 'day' }, '09:00', { catchUp: 0 })
    expect(shown(household(), [never], '2026-11-20T08:00Z')).toEqual(['never 2026-11-20T09:00'])
    expect(shown(household(), [never], '2026-11-20T08:01Z')).toEqual([])
    expect(shown(household(), [never], '2026-11-20T08:03Z', '2026-11-20T07:59Z')).toEqual(['never 2026-11-20T09:00'])
    expect(shown(household(), [never], '2026-11-20T08:06Z', '2026-11-20T07:59Z')).toEqual([])
    // A clock that was set back: the last look lies ahead.
    expect(shown(household(), [never], '2026-11-20T08:03Z', '2026-11-20T09:00Z')).toEqual([])
  })

  test('before it was set so, or before the workspace was there, is not made up for', () => {
    const moved = (since: string) => household('Europe/Oslo', { rituals: { board: { time: localTime('12:00'), since: at(since) } } })
    expect(shown(moved('2026-11-20T11:30Z'), [board], '2026-11-20T11:31Z')).toEqual([])
    expect(shown(moved('2026-11-20T10:59Z'), [board], '2026-11-20T11:00Z')).toEqual(['board 2026-11-20T12:00'])
    expect(shown({ ...household(), createdAt: at('2026-11-20T15:30Z') }, [board], '2026-11-20T15:31Z')).toEqual([])
  })
})

/** A ritual in some settings, over three weeks in which clocks change. */
const [begins, ends] = [at('2031-03-08T00:00Z'), at('2031-04-07T00:00Z')]
const zones = ['Europe/Oslo', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Jerusalem', 'Asia/Kathmandu', 'America/Havana']
const clocks = new Map(zones.map((zone) => [zone, wallClock(zone, begins - 14 * 24 * 60 * minute, ends)]))
const settings = fc.record({
  zone: fc.constantFrom(...zones),
  workingDays: fc.constantFrom([1, 2, 3, 4, 5], [7, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6, 7], [2, 3]),
  closingDays: fc.subarray(['2031-03-09', '2031-03-14', '2031-03-30', '2031-04-01']),
  on: fc.constantFrom<number | 'month'>(1, 5, 6, 7, 'month'),
  time: fc.constantFrom('00:00', '01:45', '02:30', '09:00', '16:00', '23:55'),
  catchUp: fc.constantFrom(0, 60, 24 * 60, 6 * 24 * 60),
})
/** Looks: so many minutes after the one before; now and then the clock is set back. */
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 700 }) },
    fc.integer({ min: 700, max: 9_000 }),
    fc.integer({ min: -3_000, max: -1 }),
  ),
  {
    minLength: 1,
    maxLength: 60,
  },
)

test('for any settings and any looks, what is written is the latest of each look that is within its window, once', () => {
  fc.assert(
    fc.property(settings, steps, ({ zone, workingDays, closingDays, on, time, catchUp }, later) => {
      const rhythm: Rhythm = on === 'month' ? { every: 'month' } : { every: 'week', on }
      const one = ritual('one', rhythm, time, { catchUp })
      const of = household(zone, { calendar: { workingDays, closedOn: closed(closingDays as LocalDate[]) } }) // days as they are written
      const all = expected({ zone, workingDays, closingDays }, [{ name: 'one', order: 10, on, time }], clocks.get(zone) ?? [], 0, ends)
      const [written, wanted] = [new Set<string>(), new Set<string>()]
      let [now, quiet] = [begins as number, { from: Number.POSITIVE_INFINITY, until: 0 }]
      for (const step of later) {
        now = Math.max(begins, Math.min(ends, now + step * minute))
        const [last] = all.filter((each) => each.at <= now && each.at > now - Math.max(1, catchUp) * minute).slice(-1)
        if (last) wanted.add(last.slot)
        const found = dueIn(of, [one], asInstant(now))
        expect(found.length).toBeLessThanOrEqual(1)
        // Where nothing was to come up, nothing new does.
        if (quiet.from <= now && now < quiet.until) for (const { slot } of found) expect(written.has(`${slot.day}T${slot.time}`)).toBe(true)
        for (const { slot } of found) written.add(`${slot.day}T${slot.time}`)
        quiet = { from: now, until: quietUntil(of, [one], asInstant(now)) }
        expect(quiet.until).toBeGreaterThan(now)
      }
      expect([...written].toSorted()).toEqual([...wanted].toSorted())
    }),
    { numRuns: 150 },
  )
})
