// How one deal reads with everything that can be known of it, in every language.
import { describe, expect, test } from 'vitest'
import type { Request } from '../../src/conversation/request.ts'
import type { Deal, DealEvent, DealFacts } from '../../src/deals/deal.ts'
import { type Actor, change, factsOf, log, undo } from '../../src/deals/deal-changes.ts'
import { dealMessage } from '../../src/deals/deal-details.ts'
import { atStage, lostFor, movedTo, wonAs } from '../../src/deals/pipeline.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { exchangeRate } from '../../src/vocabulary/exchange.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type DealNumber, type MemberId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { currencyOf, money, usDollar } from '../../src/vocabulary/money.ts'
import { plainFacts, plainMember, plainRules } from '../fakes/plain.ts'

const day = (text: string) => text as LocalDate // each is one
const [sam, kim] = [asId<MemberId>(1), asId<MemberId>(2)]
const member = { id: sam, name: 'Sam Ortiz', role: 'rep', team: undefined, language: 'en', ...plainMember } as const
const names = new Map([
  [sam, 'Sam Ortiz'],
  [kim, 'Kim Lund'],
])
const at = (text: string, approvedBy?: MemberId): Actor => ({
  by: member,
  platform: 'terminal',
  at: asInstant(Date.parse(`${text}T12:00:00Z`)),
  ...(approvedBy === undefined ? {} : { approvedBy }),
})

/** What a message needs of a request. */
const request = (language: string) =>
  ({
    say: sayIn(language),
    today: day('2026-11-24'),
    workspace: { rules: plainRules, calendar: defaultCalendar, timeZone: 'Europe/Oslo' },
  }) as unknown as Request

const facts: DealFacts = {
  ...plainFacts,
  ...atStage('lead', day('2026-11-02')),
  owner: sam,
  team: undefined,
  customer: 'Globex',
  product: 'GTX Pro',
  amount: money(1_080_000n, usDollar),
  original: { amount: money(1_000_000n, currencyOf('EUR') ?? usDollar), rate: exchangeRate('1.08') ?? ('1' as never) },
  closedOn: day('2026-12-15'),
  note: 'big',
  tags: ['north'],
  splits: [{ member: kim, basisPoints: 1250 }],
}

/** A deal that took that way, with its events. */
function after(...steps: readonly ((deal: Deal) => ReturnType<typeof change>)[]) {
  const first = log(asId<DealNumber>(42), facts, at('2026-11-02'))
  const all = [first]
  for (const step of steps) all.push(step(all.at(-1)?.deal ?? first.deal))
  return { deal: all.at(-1)?.deal ?? first.deal, events: all.map(({ event }) => event) }
}
const moves = (deal: Deal) => change(deal, movedTo(deal, 'proposal', deal.closedOn, day('2026-11-10')), 'staged', at('2026-11-10'))
const wins = (deal: Deal) => change(deal, wonAs(deal, undefined, day('2026-11-20')), 'won', at('2026-11-20', kim))
const loses = (deal: Deal) => change(deal, lostFor(deal, 'price', undefined, day('2026-11-20'), plainRules), 'lost', at('2026-11-20'))
const shown = (of: { readonly deal: Deal; readonly events: readonly DealEvent[] }, language = 'en') =>
  dealMessage({ ...of, names, story: undefined }, request(language))
const ways = { open: after(moves), won: after(moves, wins), lost: after(moves, loses) }

describe('a deal that is', () => {
  test('open says how long it is in its stage, how old it is and what it adds', () => {
    expect(plainText(shown(ways.open)).replaceAll('\u00a0', ' ')).toMatchInlineSnapshot(`
      "Deal #42 · Globex
      Amount: €10,000.00 (= $10,800.00 at 1.08)
      Owner: Sam Ortiz
      Expected to close: 15 Dec 2026
      State: open, proposal
      Product: GTX Pro
      Stage: proposal 50 %, for 14 days
      In the forecast: $5,400.00
      Path: lead → proposal
      Age: 22 days, since 2 Nov 2026
      Shared: Kim Lund has 12.5 % of it
      Note: big
      Tags: #north
      What happened to it:
      • 2 Nov 2026: Sam Ortiz opened it, €10,000.00 (= $10,800.00 at 1.08)
      • 10 Nov 2026: Sam Ortiz moved it to proposal, €10,000.00 (= $10,800.00 at 1.08)
      [Won] [Lost] [Move stage] [Edit] [Undo]"
    `)
  })

  test('won says which way it came, how long it took, and who allowed it', () => {
    expect(plainText(shown(ways.won)).replaceAll('\u00a0', ' ')).toMatchInlineSnapshot(`
      "Deal #42 · Globex
      Amount: €10,000.00 (= $10,800.00 at 1.08)
      Owner: Sam Ortiz
      Won on: 20 Nov 2026
      State: won
      Product: GTX Pro
      Path: lead → proposal
      Took: 18 days, from 2 Nov 2026 to 20 Nov 2026
      Shared: Kim Lund has 12.5 % of it
      Note: big
      Tags: #north
      What happened to it:
      • 2 Nov 2026: Sam Ortiz opened it, €10,000.00 (= $10,800.00 at 1.08)
      • 10 Nov 2026: Sam Ortiz moved it to proposal, €10,000.00 (= $10,800.00 at 1.08)
      • 20 Nov 2026: Sam Ortiz won it, €10,000.00 (= $10,800.00 at 1.08) (allowed by Kim Lund)
      [Undo] [Edit] [Add story] [Split]"
    `)
  })

  test('won on a day before it was noted here says no time that it took', () => {
    const { deal, events } = after((open) => change(open, wonAs(open, undefined, day('2026-10-30')), 'won', at('2026-11-02')))
    expect(plainText(shown({ deal, events }))).not.toContain('Took')
  })

  test('corrected and put back says from what to what each time, and how much came before that', () => {
    const costs = (dollars: bigint) => (deal: Deal) => {
      const { original: _, ...rest } = factsOf(deal)
      return change(deal, { ...rest, amount: money(dollars * 100n, usDollar) }, 'edited', at('2026-11-10'))
    }
    const { deal, events } = after(...Array.from({ length: 13 }, (_, index) => costs(BigInt(index + 1))))
    const text = plainText(shown({ deal, events }))
    expect(text).toContain('2 earlier changes\n• 10 Nov 2026: Sam Ortiz corrected it: $1.00 → $2.00\n')
    expect(text).toContain('• 10 Nov 2026: Sam Ortiz corrected it: $12.00 → $13.00\n')
  })

  test('lost says why, or that nobody said it', () => {
    const { deal, events } = ways.lost
    expect(plainText(shown({ deal, events }))).toContain('Reason: price')
    const { lossReason: _, ...unsaid } = factsOf(deal)
    const unknown = { ...deal, ...unsaid, lossReason: undefined } as unknown as Deal // as an import writes it, without the reason
    expect(plainText(shown({ deal: unknown, events }))).toContain('Reason: reason not said')
  })

  test.each(spokenLanguages)('any of these is said in full in %s', (language) => {
    const withdrawn = {
      deal: undo(log(asId<DealNumber>(42), facts, at('2026-11-02')).deal, after().events[0], at('2026-11-03'))?.deal,
      events: after().events,
    }
    for (const { deal, events } of [...Object.values(ways), withdrawn]) {
      if (!deal) throw new Error('There is no deal')
      const text = plainText(shown({ deal, events }, language))
      expect(text).not.toMatch(/[{}]|undefined|\?/)
      expect(text).toContain('GTX Pro')
    }
  })
})
