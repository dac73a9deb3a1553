// An agenda for tests of how it reads: North's, on Monday 23 November 2026.
import type { Agenda } from '../../src/agenda/agenda.ts'
import type { AgendaItem } from '../../src/agenda/agenda-item.ts'
import { type Meeting, noMinutes, untouched } from '../../src/agenda/meeting.ts'
import type { DealEvents, SomeDeals } from '../../src/agenda/meeting-store.ts'
import type { Member } from '../../src/conversation/people.ts'
import type { Deal } from '../../src/deals/deal.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { type AgendaNumber, asId, type DealNumber, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { date } from '../contracts/company.ts'
import { plainFacts, plainMember } from '../fakes/plain.ts'

export const monday = date('2026-11-23')
export const north = asId<TeamId>(3)
export const appointment = { time: localTime('09:30'), minutes: 45 }

export const person = (id: number, name: string, more: Partial<Member> = {}): Member => ({
  id: asId<MemberId>(id),
  name,
  role: 'rep',
  team: north,
  language: 'en',
  ...plainMember,
  ...more,
})
export const sam = person(1, 'Sam Ortiz')
export const kim = person(2, 'Kim Lund')
export const noor = person(3, 'Noor Haddad')

export const deal = (number: number, customer: string, dollars: number, more: Partial<Deal> = {}): Deal => ({
  number: asId<DealNumber>(number),
  revision: 1,
  head: 1,
  announced: true,
  touchedAt: asInstant(0),
  loggedAt: asInstant(0),
  loggedBy: sam.id,
  state: 'won',
  ...plainFacts,
  owner: sam.id,
  team: north,
  customer,
  amount: money(BigInt(dollars) * 100n, usDollar),
  closedOn: date('2026-11-18'),
  note: '',
  tags: [],
  splits: [],
  ...more,
})

/** All of them, or the first of so many. */
export const some = (deals: readonly Deal[], count = deals.length): SomeDeals => ({
  deals,
  count,
  sum: deals.reduce((all, { amount }) => all + amount.minor, 0n),
})

export const item = (number: number, text: string, more: Partial<AgendaItem> = {}): AgendaItem => ({
  number: asId<AgendaNumber>(number),
  circle: { team: north },
  kind: 'topic',
  text,
  owner: undefined,
  due: undefined,
  state: 'open',
  carried: 0,
  addedBy: sam.id,
  addedAt: asInstant(0),
  meeting: monday,
  endedBy: undefined,
  endedAt: undefined,
  ...more,
})

export const action = (number: number, text: string, owner: Member, due?: string, more: Partial<AgendaItem> = {}): AgendaItem =>
  item(number, text, { kind: 'action', owner: owner.id, due: due === undefined ? undefined : date(due), ...more })

export const nothing: DealEvents = { wins: some([]), closing: some([]), slips: { slips: [], count: 0, sum: 0n }, losses: [] }

/** The week of the mock-up: something in every section. */
export const events: DealEvents = {
  wins: some([deal(398, 'Hooli', 9_000, { owner: kim.id }), deal(412, 'Acme', 5_000)]),
  closing: some([
    deal(420, 'Globex', 12_000, { state: 'open', closedOn: date('2026-11-26') }),
    deal(421, 'Initech', 8_000, { state: 'open', closedOn: date('2026-11-27') }),
  ]),
  slips: {
    slips: [{ deal: deal(415, 'Soylent', 3_000, { state: 'open', closedOn: date('2026-12-04') }), was: date('2026-11-20') }],
    count: 1,
    sum: 300_000n,
  },
  losses: [
    { reason: 'price', count: 2, sum: 640_000n },
    { reason: 'no decision', count: 1, sum: 300_000n },
  ],
}

export const meeting = (more: Partial<Meeting> = {}): Meeting => ({ ...untouched(north, monday), ...more })
export const minutes = noMinutes

export const anAgenda = (more: Partial<Agenda> = {}): Agenda => ({
  circle: { team: north },
  team: 'North',
  meeting: meeting(),
  isPast: false,
  since: date('2026-11-16'),
  score: {
    period: periodOf('quarter', monday, defaultCalendar),
    reached: 21_240_000n,
    target: 26_200_000n,
    lastWeek: { won: 5_495_000n, plan: 4_100_000n },
  },
  events,
  stuck: {
    deals: [
      { deal: deal(300, 'Umbrella', 4_000, { state: 'open', stage: 'proposal' }), days: 34, typical: 12 },
      { deal: deal(301, 'Wonka', 4_000, { state: 'open', stage: 'lead' }), days: 21, typical: undefined },
    ],
    count: 2,
  },
  speaker: sam.id,
  stories: new Map([[asId<DealNumber>(412), 'how the pilot turned\ninto a contract']]),
  items: [action(3, 'pricing sheet', noor, '2026-11-20'), action(4, 'Hooli intro', kim), item(5, 'the Christmas party')],
  people: new Map([sam, kim, noor].map((one) => [one.id, one])),
  ...more,
})
