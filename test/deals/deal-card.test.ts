// What a win's card says, and when it says more.
import { describe, expect, test } from 'vitest'
import type { Workspace } from '../../src/conversation/people.ts'
import type { Destination } from '../../src/conversation/platform.ts'
import type { Deal, DealEvent } from '../../src/deals/deal.ts'
import {
  type CardFacts,
  type CardPlace,
  changeNote,
  distinctions,
  smallWinLine,
  smallWinsMessage,
  winCard,
} from '../../src/deals/deal-card.ts'
import { sayIn } from '../../src/languages/speak.ts'
import type { Message } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { exchangeRate } from '../../src/vocabulary/exchange.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type DealNumber, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { currencyOf, money, usDollar } from '../../src/vocabulary/money.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import type { AmountPolicy } from '../../src/vocabulary/rules.ts'
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
const euro = currencyOf('EUR') ?? usDollar
const rate = (text: string) => {
  const read = exchangeRate(text)
  if (read === undefined) throw new Error(`${text} is no rate`)
  return read
}
const quarter = periodOf('quarter', day, defaultCalendar)
const card = (change: Partial<CardFacts> = {}): CardFacts => ({
  deal,
  corrected: false,
  owner: { name: 'Sam Ortiz', leave: [], startedOn: undefined },
  sharedWith: [],
  earlier: { count: 3, largest: 900_000n },
  standing: { period: quarter, actual: 3_820_000n, target: 5_000_000n },
  before: 3_320_000n,
  biggest: false,
  inARow: 1,
  team: undefined,
  ...change,
})
/** Spaces that do not break look like the others here. */
const plain = (message: Message): string => plainText(message).replaceAll('\u00a0', ' ')
const place: CardPlace = { workspace, today: day, policy: 'exact' }
const read = (facts: CardFacts, policy: AmountPolicy = 'exact') => plain(winCard(facts, { ...place, policy }, sayIn('en')))
const special = (change: Partial<CardFacts>, policy: AmountPolicy = 'exact') => distinctions(card(change), { ...place, policy })

describe('a win’s card', () => {
  test('names who, whom and how much, and where it puts the rep', () => {
    expect(read(card())).toMatchInlineSnapshot(`
      "🔔 Sam Ortiz closed Acme: $5,000
      Sam ▓▓▓▓▓▓▓▓▓▓│▓▓▓▓░░░░░ 76 % of Q4 2026"
    `)
  })
  test('a first deal is said to be one, and is no personal best', () => {
    expect(special({ earlier: { count: 0, largest: 0n } })).toEqual(['first-deal'])
  })
  test('a deal larger than every one before is a personal best, an equal one is not', () => {
    expect(special({ earlier: { count: 1, largest: 499_999n } })).toEqual(['personal-best'])
    expect(special({ earlier: { count: 1, largest: 500_000n } })).toEqual([])
  })
  test('the deal that crosses the target is said to reach it, the next one is not', () => {
    expect(special({ before: 4_500_000n })).toEqual(['target-reached'])
    expect(special({ before: 4_500_001n })).toEqual(['target-reached'])
    expect(special({ before: 4_499_999n })).toEqual([])
    expect(special({ before: 5_000_000n })).toEqual([])
  })
  test('without a target there is no bar', () => {
    expect(read(card({ standing: { period: quarter, actual: 3_820_000n, target: undefined } }))).toBe('🔔 Sam Ortiz closed Acme: $5,000')
  })
  test('a corrected one says so', () => {
    expect(read(card({ corrected: true, deal: { ...deal, revision: 2, head: 2, amount: money(550_050n, usDollar) } }))).toContain(
      'closed Acme: $5,500.50 (corrected)',
    )
  })
  test('one that was taken back is struck through, without an amount', () => {
    const text = read(card({ deal: { ...deal, state: 'withdrawn', revision: 2, head: 0 } }))
    expect(text).toBe('~Sam Ortiz closed Acme~ — taken back')
  })
  test('names what was sold, and what was typed in another currency', () => {
    const euros = { amount: money(500_000n, euro), rate: rate('1.08') }
    const sold = { ...deal, product: 'GTX Pro', amount: money(540_000n, usDollar), original: euros }
    expect(
      read(card({ deal: sold }))
        .split('\n')
        .slice(0, 2),
    ).toEqual(['🔔 Sam Ortiz closed Acme: €5,000 (= $5,400 at 1.08)', 'GTX Pro'])
  })
  test.each([
    [1, []],
    [2, []],
    [3, ['in-a-row']],
    [4, []],
    [5, ['in-a-row']],
    [10, ['in-a-row']],
    [15, []],
    [20, ['in-a-row']],
    [110, []],
  ])('of the %i. win in a row says so where that is news', (inARow, said) => {
    expect(special({ inARow })).toEqual(said)
  })
  test('says at most three things, the most special first', () => {
    const all = { before: 4_500_000n, biggest: true, inARow: 3, earlier: { count: 4, largest: 1n } }
    expect(special(all)).toEqual(['target-reached', 'biggest', 'personal-best'])
    expect(read(card({ ...all, before: 0n }))).toContain('🏆 Biggest of Q4 2026 so far · ⭐ Personal best · 🔥 3rd win in a row')
  })
  test('has the team’s bar below the rep’s, if the team has a target', () => {
    const standing = { period: quarter, actual: 640n, target: 1_000n }
    expect(
      read(card({ team: { name: 'North', standing } }))
        .split('\n')
        .slice(1),
    ).toEqual(['Sam ▓▓▓▓▓▓▓▓▓▓│▓▓▓▓░░░░░ 76 % of Q4 2026', 'North ▓▓▓▓▓▓▓▓▓▓│▓░░░░░░░░ 64 % of Q4 2026'])
    expect(read(card({ team: { name: 'North', standing: { ...standing, target: undefined } } }))).not.toContain('North')
  })
  test('measures somebody who ramps up by what they carry', () => {
    const owner = { name: 'Sam Ortiz', leave: [], startedOn: '2026-10-01' as LocalDate }
    const ramped = { ...place, workspace: { ...workspace, rules: { ...plainRules, ramp: [50, 50, 50] } } }
    const half = card({ owner, standing: { period: quarter, actual: 2_500_000n, target: 5_000_000n }, before: 2_000_000n })
    expect(plain(winCard(half, ramped, sayIn('en')))).toContain('100 % of Q4 2026')
    expect(distinctions(half, ramped)).toEqual(['target-reached'])
  })
})

describe('in a channel that sees less', () => {
  const full = card({ team: { name: 'North', standing: { period: quarter, actual: 640n, target: 1_000n } }, before: 4_500_000n })
  const euros = { ...full, deal: { ...deal, original: { amount: money(462_963n, euro), rate: rate('1.08') } } }
  test('bands are shown, and what was typed is not', () => {
    expect(read(euros, 'banded')).not.toMatch(/5,000|4,629|€/)
    expect(read(euros, 'banded')).toMatch(/^🔔 Sam Ortiz closed Acme: \$5.*10/)
  })
  test('with shares alone there is no money anywhere', () => {
    const text = read(euros, 'percent')
    expect(text).not.toMatch(/[$€]/)
    expect(text.split('\n')[0]).toBe('🔔 Sam Ortiz closed Acme: 10 % of target')
    expect(text).toContain('North')
    const without = read(card({ standing: { period: quarter, actual: 1n, target: undefined } }), 'percent')
    expect(without).toBe('🔔 Sam Ortiz closed Acme')
  })
  test('where amounts are hidden, so are bars and what would tell them', () => {
    expect(read(euros, 'hidden')).toBe('🔔 Sam Ortiz closed Acme')
    expect(read({ ...euros, corrected: true }, 'hidden')).toBe('🔔 Sam Ortiz closed Acme (corrected)')
  })
  test.each(['banded', 'percent', 'hidden'] as const)('a note does not say which amount was corrected: %s', (policy) => {
    const after = { ...deal, amount: money(550_000n, usDollar) }
    const event: DealEvent = {
      number: deal.number,
      revision: 2,
      kind: 'edited',
      by: asId<MemberId>(1),
      platform: 'slack',
      at: asInstant(0),
      before: deal,
      after,
      headBefore: 1,
      headAfter: 2,
      reverts: undefined,
    }
    expect(plain(changeNote(event, 'Sam', policy, sayIn('en')))).toBe('Sam corrected the amount.')
    expect(plain(changeNote(event, 'Sam', 'exact', sayIn('en')))).toBe('Sam corrected the amount: $5,000 → $5,500')
  })
})

describe('small wins', () => {
  const wins = (count: number, sum: bigint, policy: AmountPolicy = 'exact', on = day) =>
    plain(smallWinsMessage({ day: on, count, sum }, { ...place, policy }, sayIn('en')))
  test('are counted above their thread', () => {
    expect(wins(7, 312_000n)).toBe('☀️ 7 smaller wins today, $3,120 together')
    expect(wins(1, 50_000n)).toBe('☀️ 1 smaller win today, $500 together')
    expect(wins(7, 312_000n, 'exact', '2026-11-17' as LocalDate)).toBe('☀️ 7 smaller wins on 17 Nov 2026, $3,120 together')
    expect(wins(0, 0n)).toBe('☀️ No smaller wins today')
  })
  test.each(['percent', 'hidden'] as const)('without money where a channel sees none: %s', (policy) => {
    expect(wins(7, 312_000n, policy)).toBe('☀️ 7 smaller wins today')
  })
  test('are a line each, with what makes them special', () => {
    const line = (facts: CardFacts) => plain(smallWinLine(facts, place, sayIn('en')))
    expect(line(card())).toBe('Sam Ortiz closed Acme: $5,000')
    expect(line(card({ corrected: true, inARow: 3 }))).toBe('Sam Ortiz closed Acme: $5,000 (corrected) · 🔥 3rd win in a row')
    expect(line(card({ deal: { ...deal, state: 'withdrawn' } }))).toBe('~Sam Ortiz closed Acme~ — taken back')
  })
})
