// What a row makes of a deal.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Member } from '../../src/conversation/people.ts'
import { redo, undo } from '../../src/deals/deal-changes.ts'
import type { DealRow } from '../../src/transfer/deal-rows.ts'
import { importedStep } from '../../src/transfer/import-deal.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { isLocalDate } from '../../src/vocabulary/local-date.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'

const date = (text: string) => {
  if (!isLocalDate(text)) throw new Error(text)
  return text
}
const defaults = { today: date('2026-11-18'), currency: usDollar, expected: date('2026-12-31') }
const number = asId<DealNumber>(7)
const owner = { id: asId<MemberId>(2), team: asId<TeamId>(3) }
// An actor is asked for its id alone.
const actor = { by: { id: asId<MemberId>(1) } as Member, platform: 'terminal' as const, at: asInstant(1_000) }
const step = (facts: DealRow['facts'], before?: NonNullable<ReturnType<typeof importedStep>>['deal'], by = owner) =>
  importedStep({ facts }, by, before, number, actor, defaults)

const won = { state: 'won' as const, amount: money(5_000n, usDollar), closedOn: date('2026-11-02'), customer: 'Acme' }

test('a new row is a new deal, unannounced, with its owner’s team', () => {
  const { deal, event } = step(won) ?? {}
  expect(deal).toMatchObject({ number, state: 'won', owner: 2, team: 3, customer: 'Acme', announced: false, revision: 1, head: 1 })
  expect(event).toMatchObject({ kind: 'won', before: undefined })
})

test('an open row without a day is expected within the quarter, and knows since when it is in its stage', () => {
  const { deal } = step({ state: 'open', stage: 'qualified', openedOn: date('2026-10-01') }) ?? {}
  expect(deal).toMatchObject({
    state: 'open',
    stage: 'qualified',
    path: ['qualified'],
    stageSince: '2026-10-01',
    closedOn: '2026-12-31',
    amount: { minor: 0n },
  })
})

test('what a row does not say stays as it is', () => {
  const first = step({ ...won, note: 'kept', tags: ['a'] })
  const second = step({ state: 'won', amount: money(6_000n, usDollar) }, first?.deal)
  expect(second?.deal).toMatchObject({ note: 'kept', tags: ['a'], customer: 'Acme', closedOn: '2026-11-02', amount: { minor: 6_000n } })
  expect(second?.event.kind).toBe('edited')
})

test('an open deal moves, and is won or lost, under its own kinds of events', () => {
  const open = step({ state: 'open', stage: 'lead' })?.deal
  expect(step({ state: 'open', stage: 'proposal' }, open)).toMatchObject({
    event: { kind: 'staged' },
    deal: { path: ['lead', 'proposal'], stageSince: '2026-11-18' },
  })
  expect(step(won, open)).toMatchObject({ event: { kind: 'won' }, deal: { announced: false, stage: 'lead' } })
  expect(step({ state: 'lost', closedOn: date('2026-11-02'), lossReason: 'price' }, open)).toMatchObject({
    event: { kind: 'lost' },
    deal: { lossReason: 'price' },
  })
})

test('another owner brings their team; the same one keeps the deal’s', () => {
  const first = step(won)?.deal
  expect(step(won, first, { id: owner.id, team: asId<TeamId>(9) })).toBeUndefined()
  expect(step(won, first, { id: asId<MemberId>(5), team: asId<TeamId>(9) })?.deal).toMatchObject({ owner: 5, team: 9 })
})

test('an amount in the workspace’s own currency leaves none in another behind', () => {
  const original = { amount: money(100n, usDollar), rate: '1.08' as never } // its brand is put on elsewhere
  const first = step({ ...won, original })?.deal
  expect(step(won, first)?.deal.original).toBeUndefined()
})

const facts = fc.oneof(
  fc.record({
    state: fc.constant('won' as const),
    amount: fc.bigInt({ min: 1n, max: 10n ** 9n }).map((minor) => money(minor, usDollar)),
    closedOn: fc.constantFrom(date('2026-11-01'), date('2026-10-01')),
    customer: fc.string(),
  }),
  fc.record({ state: fc.constant('open' as const), stage: fc.constantFrom('lead', 'proposal') }),
  fc.record({
    state: fc.constant('lost' as const),
    closedOn: fc.constant(date('2026-11-01')),
    lossReason: fc.constantFrom('price', 'timing'),
  }),
)

test('a row that was taken changes nothing the second time, and undo puts back what was there', () => {
  fc.assert(
    fc.property(facts, facts, (one, two) => {
      const first = step(one)
      if (!first) throw new Error('A new row is a new deal')
      expect(step(one, first.deal)).toBeUndefined()
      const second = step(two, first.deal)
      if (!second) return
      expect(step(two, second.deal)).toBeUndefined()
      const back = undo(second.deal, second.event, actor)
      expect(back && step(one, back.deal)).toBeUndefined()
      expect(back && redo(back.deal, back.event, actor)?.deal).toMatchObject({ state: two.state })
    }),
  )
})
