// A workspace and a rep for the tests of nudges: on plan for nothing in particular until a test says so.
import type { Member, Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Deal } from '../../src/deals/deal.ts'
import { asInstant, type Instant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type DealNumber, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { isLocalDate, type LocalDate } from '../../src/vocabulary/local-date.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { plainFacts, plainMember, plainRules } from '../fakes/plain.ts'

export const day = (text: string): LocalDate => {
  if (!isLocalDate(text)) throw new Error(`Not a day: ${text}`)
  return text
}

export const instant = (text: string): Instant => asInstant(Date.parse(text))

export const workspace: Workspace = {
  id: asId<WorkspaceId>(1),
  name: 'Hooli',
  currency: usDollar,
  timeZone: 'Europe/Oslo',
  calendar: defaultCalendar,
  language: 'en',
  announce: destination({ platform: 'terminal', id: 'HOOLI' }, 'C1'),
  version: 1,
  rules: plainRules,
}

export const ravi: Member = {
  ...plainMember,
  id: asId<MemberId>(7),
  name: 'Ravi Shah',
  role: 'rep',
  team: undefined,
  language: 'en',
}

/** An open deal of Ravi's, touched on Monday 23 November. */
export const openDeal = (number: number, customer: string, dollars: number, more: Partial<Deal> = {}): Deal => ({
  ...plainFacts,
  number: asId<DealNumber>(number),
  state: 'open',
  stage: 'proposal',
  owner: ravi.id,
  team: undefined,
  customer,
  amount: money(BigInt(dollars) * 100n, usDollar),
  closedOn: day('2026-11-30'),
  note: '',
  tags: [],
  splits: [],
  revision: 1,
  head: 1,
  announced: false,
  touchedAt: instant('2026-11-23T12:00:00Z'),
  loggedAt: instant('2026-11-02T12:00:00Z'),
  loggedBy: ravi.id,
  ...more,
})
