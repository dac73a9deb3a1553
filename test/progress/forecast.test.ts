// Forecasts: what is weighed, and how it stood before what has changed since.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DealFacts } from '../../src/deals/deal.ts'
import {
  beforeChanges,
  type ChangedDeal,
  forecastOf,
  inPipelineOrder,
  type Outlook,
  type Whose,
  weighted,
  wonOf,
} from '../../src/progress/forecast.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { plainFacts } from '../fakes/plain.ts'
import { day } from '../vocabulary/typed.ts'

const quarter = periodOf('quarter', day('2026-11-18'), defaultCalendar)
const at = (stage: string, minor: bigint) => ({ stage, count: 1, minor })

describe('what is weighed', () => {
  it.each([
    ['nothing', [], 0n],
    ['the mock-up: $12,000 at 75 % and $10,000 at 50 %', [at('negotiation', 1_200_000n), at('proposal', 1_000_000n)], 1_400_000n],
    ['half a cent, up', [at('proposal', 1n)], 1n],
    ['two halves, which make one and not two', [at('proposal', 1n), at('proposal', 1n)], 1n],
    ['sums that only together pass a half: 0.10 + 0.25 + 0.25', [at('lead', 1n), at('qualified', 1n), at('qualified', 1n)], 1n],
    ['a stage that is none any more, with nothing', [at('demo', 10_000n), at('', 10_000n)], 0n],
    ['more than a double holds, exactly', [at('qualified', 4n * 9_007_199_254_740_993n)], 9_007_199_254_740_993n],
  ])('%s', (_, open, sum) => expect(weighted(open, defaultRules)).toBe(sum))

  it('in the order of the pipeline, with what it does not know at the end', () => {
    const order = inPipelineOrder([at('', 1n), at('negotiation', 1n), at('demo', 1n), at('lead', 1n)], defaultRules)
    expect(order.map(({ stage }) => stage)).toEqual(['lead', 'negotiation', '', 'demo'])
  })
})

const members = [1, 2, 3].map((id) => asId<MemberId>(id))
const teams = [7, 8].map((id) => asId<TeamId>(id))
const stages = [...defaultRules.stages.map(({ name }) => name), 'demo']

const someDeal: fc.Arbitrary<DealFacts> = fc
  .record({
    state: fc.constantFrom('won', 'open', 'lost', 'withdrawn'),
    stage: fc.option(fc.constantFrom(...stages), { nil: undefined }),
    owner: fc.constantFrom(...members),
    team: fc.option(fc.constantFrom(...teams), { nil: undefined }),
    minor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    closedOn: fc.constantFrom(...['2026-09-30', '2026-10-01', '2026-11-18', '2026-12-31', '2027-01-01'].map(day)),
    split: fc.option(
      fc.record({ member: fc.constantFrom(...members), team: fc.constantFrom(...teams), basisPoints: fc.integer({ min: 1, max: 9_999 }) }),
      {
        nil: undefined,
      },
    ),
  })
  .map(({ minor, stage, split, ...rest }) => ({
    ...plainFacts,
    ...rest,
    ...(stage === undefined ? {} : { stage }),
    customer: 'Acme',
    amount: money(minor, usDollar),
    note: '',
    tags: [],
    splits: split ? [split] : [],
  }))

const whoever: fc.Arbitrary<Whose> = fc.oneof(
  fc.constant<Whose>({ kind: 'company' }),
  fc.constantFrom(...members).map((member): Whose => ({ kind: 'member', member })),
  fc.subarray([...teams]).map((some): Whose => ({ kind: 'team', teams: new Set(some) })),
)

/** What the database would say of these deals. */
function lookAt(deals: readonly (DealFacts | undefined)[], whose: Whose): Pick<Outlook, 'won' | 'open'> {
  const mine = (deal: DealFacts) =>
    whose.kind === 'company' ||
    (whose.kind === 'member' ? deal.owner === whose.member : deal.team !== undefined && whose.teams.has(deal.team))
  const open = deals
    .filter((deal) => deal !== undefined)
    .filter((deal) => deal.state === 'open' && mine(deal) && deal.closedOn >= quarter.from && deal.closedOn <= quarter.to)
  const names = [...new Set(open.map(({ stage }) => stage ?? ''))]
  const sumOf = (stage: string) => open.filter((deal) => (deal.stage ?? '') === stage)
  return {
    won: deals.reduce((sum, deal) => sum + wonOf(deal, whose, quarter), 0n),
    open: names.map((stage) => ({
      stage,
      count: sumOf(stage).length,
      minor: sumOf(stage).reduce((sum, { amount }) => sum + amount.minor, 0n),
    })),
  }
}
const byStage = ({ won, open }: Pick<Outlook, 'won' | 'open'>) => ({ won, open: [...open].sort((a, b) => (a.stage < b.stage ? -1 : 1)) })

describe('a forecast', () => {
  it('as it stood is what was there then, whatever became of each deal', () => {
    const change = fc.record({ before: fc.option(someDeal, { nil: undefined }), now: someDeal })
    fc.assert(
      fc.property(
        fc.array(someDeal, { maxLength: 6 }),
        fc.array(change, { maxLength: 8 }),
        whoever,
        (still, changed: readonly ChangedDeal[], whose) => {
          const now = lookAt([...still, ...changed.map((one) => one.now)], whose)
          const then = lookAt([...still, ...changed.map(({ before }) => before)], whose)
          expect(byStage(beforeChanges(now, changed, whose, quarter))).toEqual(byStage(then))
        },
      ),
    )
  })

  it('of the company is the sum of its members’, but for what rounding each leaves', () => {
    fc.assert(
      fc.property(fc.array(someDeal, { maxLength: 12 }), (deals) => {
        const each = members.map((member) => lookAt(deals, { kind: 'member', member }))
        const all = lookAt(deals, { kind: 'company' })
        expect(each.reduce((sum, { won }) => sum + won, 0n)).toBe(all.won)
        // Weighed together the parts are the whole exactly; each rounded by itself is off by half a cent at most.
        const together = { won: all.won, open: each.flatMap(({ open }) => open) }
        expect(forecastOf(together, defaultRules)).toBe(forecastOf(all, defaultRules))
        const apart = each.reduce((sum, one) => sum + forecastOf(one, defaultRules), 0n) - forecastOf(all, defaultRules)
        expect(2n * (apart < 0n ? -apart : apart)).toBeLessThanOrEqual(BigInt(members.length + 1))
      }),
    )
  })

  it('never falls when a deal comes, and counts it once it is won as its worth', () => {
    fc.assert(
      fc.property(fc.array(someDeal, { maxLength: 8 }), someDeal, whoever, (deals, more, whose) => {
        const before = forecastOf(lookAt(deals, whose), defaultRules)
        expect(forecastOf(lookAt([...deals, more], whose), defaultRules)).toBeGreaterThanOrEqual(before)
        const won = { ...more, state: 'won' as const, closedOn: quarter.from }
        expect(forecastOf(lookAt([...deals, won], whose), defaultRules) - before).toBe(wonOf(won, whose, quarter))
      }),
    )
  })
})
