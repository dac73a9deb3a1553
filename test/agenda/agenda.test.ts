// What an agenda is made of: where it looks back to, whose wins it names, and which items stand on it.
import { describe, expect, test } from 'vitest'
import { type AgendaNeeds, agendaOf, lookingBack } from '../../src/agenda/agenda.ts'
import type { AgendaItem } from '../../src/agenda/agenda-item.ts'
import { current, meetingDay } from '../../src/agenda/agenda-schedule.ts'
import { type Meeting, minutesFrom, minutesJson, type PostedAgenda, sections, untouched, wholeOrder } from '../../src/agenda/meeting.ts'
import type { AskedEvents } from '../../src/agenda/meeting-store.ts'
import type { Member, Workspace } from '../../src/conversation/people.ts'
import type { Destination } from '../../src/conversation/platform.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { type AgendaNumber, asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { date } from '../contracts/company.ts'
import { action, deal, item, kim, minutes, monday, noor, north, nothing, person, sam, some } from './an-agenda.ts'

const to = 'terminal/OFFICE/C3NORTH' as Destination // a destination, as the test wrote it
const workspace: Workspace = {
  id: asId<WorkspaceId>(1),
  name: 'Acme',
  currency: usDollar,
  timeZone: 'Europe/Oslo',
  calendar: defaultCalendar,
  language: 'en',
  announce: to,
  version: 1,
  rules: defaultRules,
}
const posted = (day: string, state: Meeting['state'] = 'planned', more: Partial<Meeting> = {}): PostedAgenda => ({
  day: date(day),
  key: `ritual/agenda/${day}T08:30/team 3`,
  at: asInstant(Date.parse(`${day}T07:30:00Z`)),
  to,
  meeting: { ...untouched(north, date(day)), state, ...more },
})

describe('an agenda looks back', () => {
  test.each([
    ['to the one before', [posted('2026-11-23'), posted('2026-11-16')], '2026-11-16'],
    ['a week where there was none', [], '2026-11-16'],
    ['over a week that was skipped', [posted('2026-11-16', 'skipped'), posted('2026-11-09', 'ended')], '2026-11-09'],
    ['four weeks at most', [posted('2026-10-05', 'ended')], '2026-10-26'],
  ])('%s', (_, before, since) => {
    expect(lookingBack(before, monday)).toBe(since)
  })
})

describe('what is put on the agenda now is for', () => {
  const day = (today: string, time: string, ...before: readonly PostedAgenda[]) =>
    meetingDay(before, { workspace, today: date(today), now: asInstant(Date.parse(`${today}T${time}Z`)) })

  test.each<[string, string, string, readonly PostedAgenda[], string]>([
    ['the next Monday', '2026-11-18', '12:00', [posted('2026-11-16')], '2026-11-23'],
    ['today before its agenda comes', '2026-11-23', '07:00', [posted('2026-11-16')], '2026-11-23'],
    ['today while it is to come', '2026-11-23', '08:00', [posted('2026-11-23')], '2026-11-23'],
    ['today while it is under way', '2026-11-23', '09:00', [posted('2026-11-23', 'started')], '2026-11-23'],
    ['the next once it is over', '2026-11-23', '11:00', [posted('2026-11-23', 'ended')], '2026-11-30'],
    ['the next once it is skipped', '2026-11-23', '08:00', [posted('2026-11-23', 'skipped')], '2026-11-30'],
    ['the next the day after one that nobody ended', '2026-11-24', '08:00', [posted('2026-11-23', 'started')], '2026-11-30'],
  ])('%s', (_, today, time, before, expected) => {
    expect(day(today, time, ...before)).toBe(expected)
  })

  test('one that nobody started is over with its day, one that is under way when it is ended', () => {
    const now = (state: Meeting['state'], today: string) => current([posted('2026-11-23', state)], date(today)) !== undefined
    expect([now('planned', '2026-11-23'), now('planned', '2026-11-24'), now('started', '2026-11-25'), now('ended', '2026-11-23')]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })
})

/** Stores that have this and nothing else. */
function having({
  members = [sam, kim, noor],
  wins = [deal(1, 'Acme', 100), deal(2, 'Hooli', 90, { owner: kim.id })],
  open = [],
  others = [],
  before = [posted('2026-11-23'), posted('2026-11-16', 'ended')],
  told = new Map(),
}: {
  members?: readonly Member[]
  wins?: readonly ReturnType<typeof deal>[]
  open?: readonly AgendaItem[]
  others?: readonly AgendaItem[]
  before?: readonly PostedAgenda[]
  told?: ReadonlyMap<Member['id'], LocalDate>
}) {
  const asked: AskedEvents[] = []
  const needs: AgendaNeeds = {
    agenda: {
      open: async () => open,
      items: async (_, numbers) => others.filter(({ number }) => numbers.includes(number)),
      posted: async () => before,
      speakers: async () => told,
    },
    meetings: {
      async events(what) {
        asked.push(what)
        return { ...nothing, wins: some(wins) }
      },
    },
    pipeline: {
      sums: async () => ({ stages: [], ways: [], stays: [] }),
      stuck: async () => ({ deals: [], count: 0, hidden: 0 }),
    },
    figures: { figures: async () => ({ actual: 0n, target: undefined, last: [] }) },
    stories: { of: async () => [] },
    workspaces: {
      teams: async () => [{ id: north, name: 'North', parent: undefined, lead: undefined, channel: to }],
      members: async () => members,
    },
  }
  return { asked, agenda: () => agendaOf({ team: north }, monday, workspace, needs), needs }
}

describe('an agenda', () => {
  test('is of the days between the two meetings, in the workspace’s zone, and of what closes in its week', async () => {
    const { agenda, asked } = having({})
    await agenda()
    expect(asked[0]).toMatchObject({ teams: [north], since: '2026-11-16', day: '2026-11-23', closingTo: '2026-11-29' })
    expect(asked[0]?.between).toEqual({ from: Date.parse('2026-11-15T23:00:00Z'), before: Date.parse('2026-11-22T23:00:00Z') })
  })

  test('is none for a team that is not there any more', async () => {
    const { needs } = having({})
    expect(await agendaOf({ team: asId(99) }, monday, workspace, needs)).toBeUndefined()
  })

  test.each<[string, Parameters<typeof having>[0], readonly number[], Member | undefined]>([
    ['the largest win is told', {}, [1, 2], sam],
    ['who told last is not asked again', { told: new Map([[sam.id, date('2026-11-16')]]) }, [1, 2], kim],
    ['who has left is not named', { members: [person(1, 'Sam Ortiz', { hasLeft: true }), kim] }, [2], kim],
    ['who stands on no board is not named', { members: [sam, person(2, 'Kim Lund', { offBoards: true })] }, [1], sam],
    ['nobody won', { wins: [] }, [], undefined],
    [
      'who was chosen at its start stays so',
      { before: [posted('2026-11-23', 'started', { speaker: kim.id })], told: new Map([[kim.id, date('2026-11-16')]]) },
      [1, 2],
      kim,
    ],
  ])('wins: %s', async (_, there, numbers, speaker) => {
    const agenda = await having(there).agenda()
    expect(agenda?.events.wins.deals.map(({ number }) => number)).toEqual(numbers)
    expect(agenda?.events.wins.count).toBe(there.wins?.length ?? 2)
    expect(agenda?.speaker).toBe(speaker?.id)
  })

  test('has what is open for it, not what was added for the next one, and what became of something in it', async () => {
    const later = (time: string) => ({ meeting: date('2026-11-30'), addedAt: asInstant(Date.parse(time)) })
    const open = [
      item(1, 'open'),
      item(2, 'for the next', later('2026-11-23T08:00:00Z')),
      item(3, 'for a later one that was brought forward', later('2026-11-23T07:00:00Z')),
    ]
    const others = [
      action(4, 'done', kim, undefined, { state: 'done' }),
      item(5, 'of the South', { circle: { team: asId(9) }, state: 'done' }),
    ]
    const done = [4, 5].map((one) => asId<AgendaNumber>(one))
    const before = (state: Meeting['state']) => [posted('2026-11-23', state, { minutes: { ...minutes, done } })]
    const numbers = async (state: Meeting['state']) =>
      (await having({ open, others, before: before(state) }).agenda())?.items.map(({ number }) => number)
    expect(await numbers('started')).toEqual([1, 3, 4])
    expect(await numbers('ended')).toEqual([4])
  })

  test('that is still to come has all that is open', async () => {
    const open = [item(1, 'open'), item(2, 'for a later one', { meeting: date('2026-12-07') })]
    expect((await having({ open, before: [posted('2026-11-16')] }).agenda())?.items).toHaveLength(2)
  })

  test('is of the day of its meeting, and asks no more exactly than in whole units', async () => {
    const { needs } = having({})
    const upTo: LocalDate[] = []
    const figures: AgendaNeeds['figures']['figures'] = async (_, __, ___, ____, period) => {
      upTo.push(period.to)
      const goal = {
        subject: { kind: 'team', team: north },
        metric: 'revenue',
        value: 266_600_000n,
        setBy: kim.id,
        setAt: asInstant(0),
      } as const
      return { actual: 0n, target: period.kind === 'quarter' ? { ...goal, period } : undefined, last: [] }
    }
    const agenda = await agendaOf({ team: north }, monday, workspace, { ...needs, figures: { figures } })
    expect(upTo.every((to) => to <= monday)).toBe(true)
    expect(agenda?.score).toMatchObject({ period: { to: '2026-12-31' }, target: 266_600_000n, lastWeek: { plan: 20_197_000n } })
  })

  test('is past once the next one has come', async () => {
    expect((await having({}).agenda())?.isPast).toBe(false)
    expect((await having({ before: [posted('2026-11-30'), posted('2026-11-23')] }).agenda())?.isPast).toBe(true)
  })
})

test('minutes are kept as they are, and an order has every section once', () => {
  const kept = {
    order: wholeOrder(['topics', 'wins', 'topics']),
    done: ['wins', asId<AgendaNumber>(3)],
    carried: [],
    assigned: [],
  } as const
  expect(minutesFrom(minutesJson(kept))).toEqual(kept)
  expect(kept.order).toEqual(['topics', 'wins', 'score', 'closing', 'stuck', 'losses', 'actions'])
  expect(minutesFrom('').order).toEqual(sections)
  expect(() => minutesFrom('{"order":["lunch"]}')).toThrow()
})
