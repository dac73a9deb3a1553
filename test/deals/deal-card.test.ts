// What a win's card says, and when it says more.
import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/conversation/people.ts'
import type { Destination } from '../../src/conversation/platform.ts'
import type { Deal } from '../../src/deals/deal.ts'
import { type CardFacts, distinctions, winCard } from '../../src/deals/deal-card.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type DealNumber, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { plainFacts, plainRules } from '../fakes/plain.ts'

const day = '2026-11-18' as LocalDate
const deal: Deal = {
  number: asId<DealNumber>(412),
  revision: 1,
  head: 1,
  announced: true,
  touchedAt: asInstant(0),
  loggedAt: asInstant(0),
  loggedBy: asId<MemberId>(1),
  state: 'won',
  ...plainFacts,
  owner: asId<MemberId>(1),
  team: undefined,
  customer: 'Acme',
  amount: money(500_000n, usDollar),
  closedOn: day,
  note: '',
  tags: [],
  splits: [],
}
const workspace: Workspace = {
  id: asId<WorkspaceId>(1),
  name: 'T1',
  currency: usDollar,
  timeZone: 'UTC',
  calendar: defaultCalendar,
  language: 'en',
  announce: 'slack/T1/C1' as Destination,
  version: 1,
  rules: plainRules,
}
const quarter = periodOf('quarter', day, defaultCalendar)
const card = (change: Partial<CardFacts> = {}): CardFacts => ({
  deal,
  ownerName: 'Sam Ortiz',
  sharedWith: [],
  earlier: { count: 3, largest: 900_000n },
  standing: { period: quarter, actual: 3_820_000n, target: 5_000_000n },
  before: 3_320_000n,
  ...change,
})
const read = (facts: CardFacts) => plainText(winCard(facts, workspace, day, sayIn('en')))

describe('a win’s card', () => {
  test('names who, whom and how much, and where it puts the rep', () => {
    expect(read(card())).toMatchInlineSnapshot(`
      "🔔 Sam Ortiz closed Acme: $5,000
      Sam ▓▓▓▓▓▓▓▓▓▓│▓▓▓▓░░░░░ 76 % of Q4 2026"
    `)
  })
  test('a first deal is said to be one, and is no personal best', () => {
    expect(distinctions(card({ earlier: { count: 0, largest: 0n } }))).toEqual(['first-deal'])
  })
  test('a deal larger than every one before is a personal best, an equal one is not', () => {
    expect(distinctions(card({ earlier: { count: 1, largest: 499_999n } }))).toEqual(['personal-best'])
    expect(distinctions(card({ earlier: { count: 1, largest: 500_000n } }))).toEqual([])
  })
  test('the deal that crosses the target is said to reach it, the next one is not', () => {
    expect(distinctions(card({ before: 4_500_000n }))).toEqual(['target-reached'])
    expect(distinctions(card({ before: 4_500_001n }))).toEqual(['target-reached'])
    expect(distinctions(card({ before: 4_499_999n }))).toEqual([])
    expect(distinctions(card({ before: 5_000_000n }))).toEqual([])
  })
  test('without a target there is no bar', () => {
    expect(read(card({ standing: { period: quarter, actual: 3_820_000n, target: undefined } }))).toBe('🔔 Sam Ortiz closed Acme: $5,000')
  })
  test('a corrected one says so', () => {
    expect(read(card({ deal: { ...deal, revision: 2, head: 2, amount: money(550_050n, usDollar) } }))).toContain(
      'closed Acme: $5,500.50 (corrected)',
    )
  })
  test('one that was taken back is struck through, without an amount', () => {
    const text = read(card({ deal: { ...deal, state: 'withdrawn', revision: 2, head: 0 } }))
    expect(text).toBe('~Sam Ortiz closed Acme~ — taken back')
  })
})
