// Which changes of deals are doubtful, as tables; and that a plan waits unchanged.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Destination } from '../../src/conversation/platform.ts'
import type { DealFacts } from '../../src/deals/deal.ts'
import type { AlikeDeal } from '../../src/deals/deal-store.ts'
import { alikeTo, doubtsAbout, typicalOf } from '../../src/deals/doubts.ts'
import { type Plan, planFrom, planId, planJson, readPlanId } from '../../src/deals/plan.ts'
import { exchangeRate } from '../../src/vocabulary/exchange.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type DealNumber, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { plainFacts, plainRules } from '../fakes/plain.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-18')
const win: DealFacts = {
  state: 'won',
  ...plainFacts,
  owner: asId<MemberId>(1),
  team: undefined,
  customer: 'Acme',
  amount: money(500_000n, usDollar),
  closedOn: today,
  note: '',
  tags: [],
  splits: [],
}
const alike: AlikeDeal = {
  number: asId<DealNumber>(412),
  customer: 'Acme',
  amount: win.amount,
  closedOn: today,
  ownerName: 'Kim Lund',
}
const known = { alike: undefined, typical: undefined, today, workspace: { rules: plainRules, calendar: defaultCalendar } }
const kinds = (
  ...[before, after, kind, more = {}]: [DealFacts | undefined, DealFacts, 'undone' | 'redone' | 'other', Partial<typeof known | object>?]
) => doubtsAbout(before, after, kind, { ...known, ...more }).map((doubt) => doubt.kind)
const last = { ...win, closedOn: day('2026-09-28') }

describe('a duplicate', () => {
  test.each<[string, DealFacts | undefined, DealFacts, 'undone' | 'redone' | 'other', string[]]>([
    ['a win like another is one', undefined, win, 'other', ['duplicate']],
    ['so is a deal that is won', { ...win, state: 'open' }, win, 'other', ['duplicate']],
    ['and one that is corrected to it', { ...win, amount: money(1n, usDollar) }, win, 'other', ['duplicate']],
    ['or to its customer', { ...win, customer: 'Globex' }, win, 'other', ['duplicate']],
    ['not one whose note changes', { ...win, note: 'x' }, win, 'other', []],
    ['not one that is opened', undefined, { ...win, state: 'open' }, 'other', []],
    ['not what undo or redo bring back', { ...win, customer: 'Globex' }, win, 'undone', []],
    ['nor redo', { ...win, state: 'withdrawn' }, win, 'redone', []],
  ])('%s', (_, before, after, kind, doubts) => {
    expect(kinds(before, after, kind, { alike })).toEqual(doubts)
  })
  test('is looked for days before and after', () => {
    expect(alikeTo(win, 'Sam', { duplicateDays: 3 })).toEqual({
      customer: 'Acme',
      minor: 500_000n,
      from: '2026-11-15',
      to: '2026-11-21',
      ownerName: 'Sam',
    })
  })
  test.each([
    ['where the rule is off', win, 0],
    ['for an open deal', { ...win, state: 'open' as const }, 3],
    ['where nobody said who the customer is', { ...win, customer: '' }, 3],
  ])('is not looked for %s', (_, facts, duplicateDays) => {
    expect(alikeTo(facts, 'Sam', { duplicateDays })).toBeUndefined()
  })
})

describe('an outlier', () => {
  test.each([
    [50_000n, 10, ['outlier']],
    [50_001n, 10, []],
    [200_000n, 2.5, ['outlier']],
    [200_001n, 2.5, []],
    [1n, 0, []],
    [undefined, 10, []],
    [0n, 10, []],
  ])('of a typical %s at %s times: %s', (typical, outlierTimes, doubts) => {
    const workspace = { rules: { ...plainRules, outlierTimes }, calendar: defaultCalendar }
    expect(kinds(undefined, win, 'other', { typical, workspace })).toEqual(doubts)
  })
  test('is told by the median of five wins at least, the lower one of an even number', () => {
    expect(typicalOf([1n, 2n, 3n, 4n])).toBeUndefined()
    expect(typicalOf([1n, 2n, 3n, 4n, 900n])).toBe(3n)
    expect(typicalOf([1n, 2n, 3n, 4n, 5n, 900n])).toBe(3n)
  })
})

describe('a closed period', () => {
  test.each<[string, DealFacts | undefined, DealFacts, 'undone' | 'redone' | 'other', string[]]>([
    ['a win in it', undefined, last, 'other', ['closed']],
    ['a win that leaves it', last, win, 'other', ['closed']],
    ['a win that comes into it', win, last, 'other', ['closed']],
    ['one that is taken back', last, { ...last, state: 'withdrawn' }, 'undone', ['closed']],
    ['one that is brought back', { ...last, state: 'withdrawn' }, last, 'redone', ['closed']],
    ['a split of one', last, { ...last, splits: [{ member: asId<MemberId>(2), basisPoints: 1 }] }, 'other', ['closed']],
    ['a note on one is not', last, { ...last, note: 'x' }, 'other', []],
    ['a lost deal in it is not', undefined, { ...last, state: 'lost' }, 'other', []],
    ['a win of this one is not', undefined, win, 'other', []],
  ])('%s', (_, before, after, kind, doubts) => {
    expect(kinds(before, after, kind)).toEqual(doubts)
  })
  test.each([
    ['2026-10-05', []],
    ['2026-10-06', ['closed']],
  ])('is open for some days after its end: %s', (now, doubts) => {
    expect(kinds(undefined, last, 'other', { today: day(now) })).toEqual(doubts)
  })
})

describe('a plan', () => {
  const rate = exchangeRate('1.08')
  const facts = fc
    .record({
      customer: fc.string(),
      note: fc.string(),
      minor: fc.bigInt({ min: 0n, max: 9_007_199_254_740_993n }),
      tags: fc.array(fc.string()),
      basisPoints: fc.integer({ min: 1, max: 9_999 }),
      abroad: fc.boolean(),
    })
    .map(
      ({ minor, basisPoints, abroad, ...more }): DealFacts => ({
        ...win,
        ...more,
        amount: money(minor, usDollar),
        splits: [{ member: asId<MemberId>(2), basisPoints }],
        ...(abroad && rate ? { original: { amount: money(minor, usDollar), rate } } : {}),
      }),
    )
  test('comes back from where it waits as it was', () => {
    fc.assert(
      fc.property(facts, facts, fc.boolean(), (before, after, isNew) => {
        const plan: Plan = {
          deal: isNew ? undefined : { number: asId<DealNumber>(4), revision: 2, facts: before },
          kind: isNew ? 'won' : 'edited',
          facts: after,
          doubts: ['duplicate', 'closed'],
          platform: 'slack',
          asked: [{ member: asId<MemberId>(7), to: 'slack/T1/U7' as Destination }],
        }
        expect(planFrom(planJson(plan))).toEqual(plan)
      }),
    )
  })
  test('has the same id for a request that is repeated, and another in another workspace', () => {
    const [one, two] = [asId<WorkspaceId>(1), asId<WorkspaceId>(2)]
    expect(planId(one, 'a')).toBe(planId(one, 'a'))
    expect(new Set([planId(one, 'a'), planId(two, 'a'), planId(one, 'b')]).size).toBe(3)
    expect(readPlanId(planId(one, 'a'))).toBe(planId(one, 'a'))
  })
  test.each(['', 'x', `${'0'.repeat(31)}`, `${'0'.repeat(32)}1`, `${'G'.repeat(32)}`])('is not named by %j', (value) => {
    expect(readPlanId(value)).toBeUndefined()
  })
})
