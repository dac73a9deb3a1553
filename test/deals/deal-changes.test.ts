// How a deal changes, and that nothing that is undone leaves a trace in the figures.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contribution, type DayTotal, difference } from '../../src/deals/day-totals.ts'
import type { Deal, DealEvent, DealFacts } from '../../src/deals/deal.ts'
import { change as changed, changedFacts, factsOf, log, redo, type Step, undo } from '../../src/deals/deal-changes.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { plainFacts, plainMember } from '../fakes/plain.ts'

const sam = { id: asId<MemberId>(1), name: 'Sam', role: 'rep', team: asId<TeamId>(1), language: 'en', ...plainMember } as const
const kim = asId<MemberId>(2)
const actor = { by: sam, platform: 'terminal', at: asInstant(0) } as const
const facts: DealFacts = {
  state: 'won',
  ...plainFacts,
  owner: sam.id,
  team: sam.team,
  customer: 'Acme',
  amount: money(500_000n, usDollar),
  closedOn: '2026-11-18' as LocalDate,
  note: '',
  tags: [],
  splits: [],
}

/** A deal with its events, as a store keeps them. */
class Ledger {
  readonly events: DealEvent[] = []
  deal: Deal
  constructor(first: Step) {
    this.deal = first.deal
    this.events.push(first.event)
  }
  private readonly at = (revision: number) => this.events.find((event) => event.revision === revision)
  put(step: Step | undefined): boolean {
    if (!step) return false
    this.deal = step.deal
    this.events.push(step.event)
    return true
  }
  undo = () => this.put(undo(this.deal, this.at(this.deal.head), actor))
  redo = () => this.put(redo(this.deal, this.at(this.deal.revision), actor))
  edit = (facts: Partial<DealFacts>) => this.put(changed(this.deal, { ...factsOf(this.deal), ...facts }, 'edited', actor))
}
const won = () => new Ledger(log(asId<DealNumber>(1), facts, actor))

describe('a deal changes', () => {
  test('undoing a win withdraws the deal, redoing brings it back as it was', () => {
    const ledger = won()
    expect(ledger.undo()).toBe(true)
    expect(ledger.deal.state).toBe('withdrawn')
    expect(contribution(ledger.deal)).toEqual([])
    expect(ledger.undo()).toBe(false)
    expect(ledger.redo()).toBe(true)
    expect(factsOf(ledger.deal)).toEqual(facts)
    expect(ledger.redo()).toBe(false)
  })

  test('undoing after an edit takes back the edit, undoing again the win', () => {
    const ledger = won()
    ledger.edit({ amount: money(550_000n, usDollar) })
    ledger.undo()
    expect(ledger.deal.amount.minor).toBe(500_000n)
    expect(ledger.deal.state).toBe('won')
    ledger.undo()
    expect(ledger.deal.state).toBe('withdrawn')
  })

  test('an edit after an undo starts a new line: what was undone is not redone', () => {
    const ledger = won()
    ledger.edit({ customer: 'Globex' })
    ledger.undo()
    ledger.edit({ customer: 'Initech' })
    expect(ledger.redo()).toBe(false)
    ledger.undo()
    expect(ledger.deal.customer).toBe('Acme')
  })

  test('what changed is named', () => {
    expect(changedFacts(facts, { ...facts, amount: money(1n, usDollar), tags: ['x'] })).toEqual(['amount', 'tags'])
    expect(changedFacts(facts, { ...facts })).toEqual([])
  })
})

const sum = (totals: readonly DayTotal[]) => {
  const sums = new Map<string, bigint>()
  for (const { member, team, metric, day, value } of totals) {
    const key = `${member} ${team} ${metric} ${day}`
    sums.set(key, (sums.get(key) ?? 0n) + value)
  }
  return new Map([...sums].filter(([, value]) => value !== 0n).sort())
}

const change = fc.record(
  {
    amount: fc.bigInt({ min: 1n, max: 2n ** 53n }).map((minor) => money(minor, usDollar)),
    closedOn: fc.constantFrom('2026-11-18', '2026-11-19', '2026-12-31').map((day) => day as LocalDate),
    splits: fc.constantFrom([], [{ member: kim, basisPoints: 3_333 }]),
    customer: fc.string(),
  },
  { requiredKeys: [] },
)
const act = fc.oneof(
  fc.record({ do: fc.constant('edit' as const), change }),
  fc.record({ do: fc.constant('undo' as const) }),
  fc.record({ do: fc.constant('redo' as const) }),
)

test('whatever is done to a deal, the sum of the differences is what the deal is worth now', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const ledger = won()
      for (const one of acts) one.do === 'edit' ? ledger.edit(one.change) : ledger[one.do]()
      const differences = ledger.events.flatMap(({ before, after }) => difference(before, after))
      expect(sum(differences)).toEqual(sum(contribution(ledger.deal)))
    }),
  )
})

test('as many undos as there are edits in force lead back to the first facts', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      const ledger = won()
      for (const one of changes) ledger.edit(one)
      for (const _ of changes) ledger.undo()
      expect(factsOf(ledger.deal)).toEqual(facts)
      for (const _ of [0]) ledger.undo()
      expect(contribution(ledger.deal)).toEqual([])
    }),
  )
})
