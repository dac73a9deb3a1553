// Whom a week's shout-outs are for.
import { describe, expect, test } from 'vitest'
import { type Honoured, honoursOf, type Seller, thanksOf } from '../../src/shout-outs/honours.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { MemberId } from '../../src/vocabulary/ids.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { date, member, seller, week } from './people.ts'

const asked = (value: bigint) => ({ asked: { over: value, under: 1n, by: 'week' as const } })
const did = (...of: readonly (readonly [string, bigint, bigint?])[]) => ({
  activities: of.map(([kind, count, goal]) => ({
    kind: activityKind(kind),
    count,
    asked: goal === undefined ? undefined : { over: goal, under: 1n, by: 'week' as const },
  })),
})
const words = ({ members, honours }: Honoured) => {
  const what = honours.map((one) => {
    if (one.for === 'revenue') return `revenue ${one.value}`
    if (one.for === 'target') return `target ${one.share}`
    if (one.for === 'improved') return `improved ${one.rise}`
    return `${one.kind} ${one.count}${one.share === undefined ? '' : ` ${one.share}`}`
  })
  return `${members.map(({ name }) => name).join(' + ')}: ${what.join(', ')}`
}
const honours = (...sellers: readonly Seller[]) => honoursOf(week, sellers, defaultCalendar).map(words)
/** Nothing to be compared with. */
const fresh = { earlier: [] }

test('nobody did anything', () => {
  expect(honours()).toEqual([])
  expect(honours(seller('Sam', 0n, { ...asked(100n), ...did(['calls', 0n]) }), seller('Kim', 0n))).toEqual([])
})

test('one rep alone has all of it, said once', () => {
  expect(honours(seller('Sam', 150_000n, { ...asked(100_000n), ...did(['calls', 4n]) }))).toEqual([
    'Sam: revenue 150000, target 1.5, improved 0.5, calls 4',
  ])
})

test('each honour has its own winner', () => {
  const sam = seller('Sam', 90_000n, asked(90_000n))
  const kim = seller('Kim', 50_000n, { ...asked(40_000n), earlier: Array.from({ length: 8 }, () => 50_000n) })
  const ana = seller('Ana', 30_000n, { earlier: Array.from({ length: 8 }, () => 10_000n) })
  const noor = seller('Noor', 0n, did(['calls', 60n], ['demos', 2n]))
  expect(honours(sam, kim, ana, noor)).toEqual(['Sam: revenue 90000', 'Kim: target 1.25', 'Ana: improved 2', 'Noor: calls 60, demos 2'])
})

test('two who are level share it, in the order of their names', () => {
  expect(honours(seller('Sam', 500n, fresh), seller('Kim', 500n, fresh), seller('Noor', 400n, fresh))).toEqual(['Kim + Sam: revenue 500'])
})

test('seven who are level all have it', () => {
  const seven = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => seller(name, 500n, fresh))
  expect(honours(...seven)).toEqual(['A + B + C + D + E + F + G: revenue 500'])
})

test('everybody behind: the best against target is still told', () => {
  expect(honours(seller('Sam', 100n, { ...asked(1_000n), ...fresh }), seller('Kim', 90n, { ...asked(500n), ...fresh }))).toEqual([
    'Sam: revenue 100',
    'Kim: target 0.18',
  ])
})

test('without targets there is no best against them', () => {
  expect(honours(seller('Sam', 100n, fresh))).toEqual(['Sam: revenue 100'])
})

test('leavers and those who do not want to stand on boards are not named', () => {
  const gone = { as: { hasLeft: true }, ...did(['calls', 99n]) }
  const shy = { as: { offBoards: true }, ...did(['calls', 98n]) }
  expect(
    honours(seller('Gone', 999_999n, gone), seller('Shy', 888_888n, shy), seller('Kim', 5n, { ...fresh, ...did(['calls', 1n]) })),
  ).toEqual(['Kim: revenue 5, calls 1'])
  expect(honours(seller('Gone', 999_999n, gone), seller('Shy', 888_888n, shy))).toEqual([])
})

test('most improved is never who is new or came back', () => {
  const fallen = { earlier: Array.from({ length: 8 }, () => 900n) }
  const back = { as: { leave: [{ from: date('2026-11-02'), to: date('2026-11-15') }] } }
  const fresher = { as: { startedOn: date('2026-11-02') } }
  expect(honours(seller('Kim', 300_000n, back), seller('Zoe', 200_000n, fresher), seller('Sam', 800n, fallen))).toEqual([
    'Kim: revenue 300000',
  ])
})

describe('activities', () => {
  test('of a kind that the workspace added are honoured like the usual ones, with the share of a target that one alone has', () => {
    expect(
      honours(
        seller('Sam', 0n, did(['site visits', 6n, 4n], ['calls', 2n, 1n])),
        seller('Kim', 0n, did(['site visits', 5n], ['calls', 2n, 8n])),
      ),
    ).toEqual(['Sam: site visits 6 1.5', 'Kim + Sam: calls 2'])
  })
})

describe('thanks', () => {
  const [sam, kim, noor, ana] = [member('Sam'), member('Kim'), member('Noor'), member('Ana')]
  const of = (...counts: readonly (readonly [{ id: MemberId }, number])[]) => new Map(counts.map(([{ id }, count]) => [id, count]))
  const everybody = [sam, kim, noor, ana]

  test('are counted, and who got the most is named', () => {
    expect(thanksOf(of([sam, 3], [kim, 2]), everybody)).toEqual({ count: 5, most: [sam] })
    expect(thanksOf(of([sam, 2], [kim, 2], [noor, 1]), everybody)).toEqual({ count: 5, most: [sam, kim] })
    expect(thanksOf(of(), everybody)).toEqual({ count: 0, most: [] })
  })

  test('name nobody where it would say little, or leave somebody out', () => {
    expect(thanksOf(of([sam, 1], [kim, 1]), everybody).most).toEqual([])
    expect(thanksOf(of([sam, 3]), everybody).most).toEqual([])
    expect(thanksOf(of([sam, 2], [kim, 2], [noor, 2], [ana, 2]), everybody).most).toEqual([])
    expect(thanksOf(of([sam, 2], [kim, 2], [noor, 1]), [sam, member('Kim', { offBoards: true }), noor]).most).toEqual([])
  })
})
