// A deal's way through the pipeline, whatever way it takes.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Complaint } from '../../src/conversation/complaint.ts'
import type { Deal, DealEvent, DealFacts } from '../../src/deals/deal.ts'
import { change, factsOf, log, type Step, undo } from '../../src/deals/deal-changes.ts'
import { atStage, lostFor, movedTo, weighted, wonAs } from '../../src/deals/pipeline.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId } from '../../src/vocabulary/ids.ts'
import { addDays, type LocalDate } from '../../src/vocabulary/local-date.ts'
import { currencyOf, money, usDollar } from '../../src/vocabulary/money.ts'
import { plainFacts, plainMember, plainRules } from '../fakes/plain.ts'

const sam = { id: asId<MemberId>(1), name: 'Sam', role: 'rep', team: undefined, language: 'en', ...plainMember } as const
const actor = { by: sam, platform: 'terminal', at: asInstant(0) } as const
const today = '2026-11-18' as LocalDate // a day
const facts: DealFacts = {
  ...plainFacts,
  ...atStage('lead', today),
  owner: sam.id,
  team: undefined,
  customer: 'Globex',
  amount: money(1_200_000n, usDollar),
  closedOn: addDays(today, 30),
  note: '',
  tags: [],
  splits: [],
}
const opened = (more: Partial<DealFacts> = {}): Deal => log(asId<DealNumber>(42), { ...facts, ...more }, actor).deal

describe('a deal that moves', () => {
  test('keeps each stage once, in the order in which it first came there', () => {
    const ways = ['proposal', 'lead', 'negotiation', 'proposal'].reduce<DealFacts>(
      (now, stage) => movedTo(now, stage, facts.closedOn, today),
      facts,
    )
    expect(ways.path).toEqual(['lead', 'proposal', 'negotiation'])
    expect(ways.stage).toBe('proposal')
  })

  test('is in its stage since the day it came there, also when it comes back; staying is no move', () => {
    const later = addDays(today, 3)
    expect(movedTo(facts, 'lead', facts.closedOn, later)).toEqual(facts)
    expect(movedTo(facts, 'proposal', facts.closedOn, later).stageSince).toBe(later)
    const back = movedTo(movedTo(facts, 'proposal', facts.closedOn, later), 'lead', facts.closedOn, addDays(today, 5))
    expect(back.stageSince).toBe(addDays(today, 5))
  })

  test('is open again when it was lost, won or undone: without a reason, with the day on which it was opened', () => {
    const lost = { ...opened(), ...lostFor(opened(), 'price', undefined, today, plainRules) }
    const open = movedTo(lost, 'lead', facts.closedOn, addDays(today, 9))
    expect(open).toMatchObject({ state: 'open', openedOn: today, stageSince: addDays(today, 9), path: ['lead'] })
    expect('lossReason' in open).toBe(false)
    const { stage: _, stageSince: __, openedOn: ___, ...logged } = factsOf(opened({ state: 'won', path: [] }))
    expect(movedTo(logged, 'proposal', facts.closedOn, today)).toMatchObject({ openedOn: today, path: ['proposal'], state: 'open' })
  })
})

describe('a deal that ends', () => {
  test('keeps the stage that it was in, its way and the day on which it was opened', () => {
    const way = { stage: 'lead', stageSince: today, path: ['lead'], openedOn: today }
    expect(wonAs(opened(), undefined, addDays(today, 2))).toMatchObject({ ...way, state: 'won', closedOn: addDays(today, 2) })
    expect(lostFor(opened(), 'price', 'too much', today, plainRules)).toMatchObject({
      ...way,
      state: 'lost',
      lossReason: 'price',
      note: 'too much',
    })
  })

  test('is worth what is said, and then not what was typed in another currency before', () => {
    const euro = currencyOf('EUR') ?? usDollar
    const original = { amount: money(1_000_000n, euro), rate: '1.2' as never } // a rate
    expect(wonAs(opened({ original }), undefined, today).original).toEqual(original)
    const said = wonAs(opened({ original }), { amount: money(5n, usDollar) }, today)
    expect(said.amount.minor).toBe(5n)
    expect('original' in said).toBe(false)
  })

  test.each([
    ['deal.amount-missing', () => wonAs(opened({ amount: money(0n, usDollar) }), undefined, today)],
    ['deal.won-not-lost', () => lostFor(opened({ state: 'won' }), 'price', undefined, today, plainRules)],
    ['deal.withdrawn', () => lostFor(opened({ state: 'withdrawn' }), 'price', undefined, today, plainRules)],
  ])('or does not: %s', (key, ends) => {
    expect(ends).toThrow(Complaint)
    expect(ends).toThrow(key)
  })

  test('has the note that it had before what was said of its end; saying it twice says it once', () => {
    expect(lostFor(opened({ note: 'big' }), 'price', 'too much', today, plainRules).note).toBe('big · too much')
    expect(lostFor(opened({ note: 'big' }), 'price', undefined, today, plainRules).note).toBe('big')
    expect(lostFor(opened({ note: 'too much' }), 'price', 'too much', today, plainRules).note).toBe('too much')
  })
})

describe('what an open deal adds to the forecast', () => {
  test.each([
    ['proposal', 1_200_001n, 600_001n, 'rounded half up'],
    ['lead', 4n, 0n, 'rounded down below a half'],
    ['negotiation', 2n ** 62n, (2n ** 62n / 4n) * 3n, 'exact beyond what a float holds'],
    ['no stage any more', 100n, 0n, 'nothing in a stage that there is not'],
  ])('%s of %d: %d, %s', (stage, minor, added) => {
    expect(weighted({ state: 'open', stage, amount: money(minor, usDollar) }, plainRules).minor).toBe(added)
    expect(weighted({ state: 'lost', stage, amount: money(minor, usDollar) }, plainRules).minor).toBe(0n)
    expect(weighted({ state: 'won', stage, amount: money(minor, usDollar) }, plainRules).minor).toBe(0n)
  })
})

test('undoing every step of any way leads back through every state that the deal was in', () => {
  const steps = fc.array(
    fc.record({ do: fc.constantFrom('move', 'win', 'lose'), stage: fc.constantFrom('lead', 'proposal', 'negotiation'), days: fc.nat(40) }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(steps, (all) => {
      const events: DealEvent[] = []
      let deal = opened()
      const put = (step: Step) => {
        deal = step.deal
        events.push(step.event)
      }
      put(log(deal.number, factsOf(deal), actor))
      const stood: DealFacts[] = []
      for (const { do: what, stage, days } of all) {
        const on = addDays(today, days)
        if (what === 'lose' && deal.state === 'won') continue
        stood.push(factsOf(deal))
        if (what === 'move') put(change(deal, movedTo(deal, stage, on, on), 'staged', actor))
        else if (what === 'win') put(change(deal, wonAs(deal, undefined, on), 'won', actor))
        else put(change(deal, lostFor(deal, 'price', undefined, on, plainRules), 'lost', actor))
        expect(new Set(deal.path).size).toBe(deal.path.length)
        expect(deal.openedOn).toBe(today)
        if (deal.state === 'open') expect(deal.path).toContain(deal.stage)
      }
      for (const before of stood.reverse()) {
        const step = undo(
          deal,
          events.find(({ revision }) => revision === deal.head),
          actor,
        )
        if (!step) throw new Error('There was nothing to undo')
        put(step)
        expect(factsOf(deal)).toEqual(before)
      }
    }),
  )
})
