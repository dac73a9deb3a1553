// How the week's shout-outs read.
import { describe, expect, test } from 'vitest'
import { sayIn } from '../../src/languages/speak.ts'
import type { Honoured } from '../../src/shout-outs/honours.ts'
import { inOneBreath } from '../../src/shout-outs/names.ts'
import { type Shown, shoutOutsMessage } from '../../src/shout-outs/shout-outs-message.ts'
import type { Win } from '../../src/shout-outs/shout-outs-store.ts'
import type { Week } from '../../src/shout-outs/week.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { currencyOf } from '../../src/vocabulary/money.ts'
import { amountPolicies } from '../../src/vocabulary/rules.ts'
import { member, plain, shownOn, week, workspace } from './people.ts'

const [sam, kim, ana, noor] = [member('Sam Ortiz'), member('Kim Lund'), member('Ana Prieto'), member('Noor Haddad')]
const won = (of: typeof sam, customer: string, minor: bigint): Win => ({ member: of.id, customer, minor })
const wins = (...all: readonly Win[]) => new Map(all.map((win) => [win.member, win]))

const full: Week = {
  period: week,
  honoured: [
    { members: [sam], honours: [{ for: 'revenue', value: 1_830_000n }] },
    { members: [kim], honours: [{ for: 'target', share: 1.42 }] },
    { members: [ana], honours: [{ for: 'improved', rise: 1.4 }] },
    {
      members: [noor],
      honours: [
        { for: 'activity', kind: activityKind('calls'), count: 62n, share: 1.24 },
        { for: 'activity', kind: activityKind('site visits'), count: 3n, share: undefined },
      ],
    },
  ],
  wins: wins(won(sam, 'Acme', 1_000_000n), won(kim, 'Hooli', 900_000n), won(ana, '', 900_000n), won(noor, 'Stark', 5n)),
  thanks: { count: 5, most: [kim] },
  deals: 14n,
}
const shown: Shown = { workspace, policy: 'exact', say: sayIn('en'), boardSaid: false }
const read = (of: Partial<Week>, more: Partial<Shown> = {}) => plain(shoutOutsMessage({ ...full, ...of }, { ...shown, ...more }))
const empty: Partial<Week> = { honoured: [], wins: new Map(), thanks: { count: 0, most: [] }, deals: 0n }

test.each(['en', 'ru'])('on both platforms in %s', (language) => {
  expect(shownOn(shoutOutsMessage(full, { ...shown, say: sayIn(language) }))).toMatchSnapshot()
})

test.each(amountPolicies)('where amounts are shown %s', (policy) => {
  expect(read({}, { policy })).toMatchSnapshot()
})

test('where amounts are hidden there is no money and no share, nor a line that explains one', () => {
  expect(read({}, { policy: 'hidden' })).not.toMatch(/[$%]|average|part of a target/)
  expect(read({}, { policy: 'percent' })).not.toMatch(/\$/)
  expect(read({}, { policy: 'banded' })).not.toContain('18,300')
})

test('who has all of it is named once', () => {
  const all: Honoured = { members: [sam], honours: full.honoured.flatMap(({ honours }) => honours) }
  expect(read({ honoured: [all], thanks: { count: 1, most: [] } })).toBe(
    [
      '👏 Week 47 · a hand for Sam Ortiz',
      '• Sam Ortiz · most revenue: $18,300 · best against target: 142 % of the week’s part · most improved: 2.4 times an average week · biggest win: Acme ($10,000) · most active: 62 calls (124 % of the week’s target) and 3 site visits',
      '💛 One thank-you was said this week.',
      'The week’s part of a target is what falls on its working days. An average week: the mean of one’s own last 8, without those away.',
    ].join('\n'),
  )
})

test('one deal that was all of it is not told twice', () => {
  expect(read({ honoured: full.honoured.slice(0, 1), wins: wins(won(sam, 'Acme', 1_830_000n)), thanks: { count: 0, most: [] } })).toBe(
    '👏 Week 47 · a hand for Sam Ortiz\n• Sam Ortiz · most revenue: $18,300 · biggest win: Acme',
  )
})

test('two who are level share the line, and seven are three and four more', () => {
  const shared = (members: Honoured['members']) =>
    read({ honoured: [{ members, honours: [{ for: 'revenue', value: 500_000n }] }], thanks: { count: 0, most: [] } })
  expect(shared([kim, sam])).toBe(
    '👏 Week 47 · a hand for Kim Lund and Sam Ortiz\n• Kim Lund and Sam Ortiz · most revenue: $5,000 each · biggest win: Hooli ($9,000) and Acme ($10,000)',
  )
  const seven = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => member(name))
  expect(shared(seven)).toBe('👏 Week 47 · a hand for A, B, C and 4 more\n• A, B, C and 4 more · most revenue: $5,000 each')
})

test('a rise is told in percent, and from twice on in times', () => {
  const risen = (rise: number) => read({ honoured: [{ members: [ana], honours: [{ for: 'improved', rise }] }], wins: new Map() })
  expect(risen(0.384)).toContain('most improved: 38 % more than in an average week')
  expect(risen(0.99)).toContain('99 % more')
  expect(risen(1)).toContain('most improved: 2 times an average week')
  expect(risen(13.05)).toContain('most improved: 14 times an average week')
})

test('in another currency', () => {
  const yen = { ...workspace, currency: currencyOf('JPY') ?? workspace.currency }
  expect(read({}, { workspace: yen })).toContain('most revenue: ¥1,830,000 · biggest win: Acme (¥1,000,000)')
})

test('a customer is data: it calls nobody and breaks no line', () => {
  const hostile = wins(won(sam, '<!channel> *bold* \u202etxt', 100n))
  const { slack } = shownOn(shoutOutsMessage({ ...full, wins: hostile }, shown)) ?? {}
  expect(JSON.stringify(slack?.blocks)).toContain('&lt;!channel&gt;')
})

describe('an empty week', () => {
  test('is one kind sentence', () => {
    expect(read(empty)).toBe('🌱 Week 47 was a quiet one: nothing closed. The next one starts fresh; have a good rest.')
  })
  test('is not told again where the board has just said so', () => {
    expect(read(empty, { boardSaid: true })).toBeUndefined()
  })
  test('with thanks is about the thanks, whatever the board said', () => {
    expect(read({ ...empty, thanks: { count: 3, most: [] } }, { boardSaid: true })).toBe('💛 3 thank-yous were said this week.')
  })
  test('only of those who may be named is not empty: the team is thanked', () => {
    expect(read({ ...empty, deals: 1n }, { boardSaid: true })).toBe('👏 Week 47 · 1 win, brought in by all of you together. Thank you!')
  })
})

test('nobody, one, two, three and more in one breath', () => {
  const names = (count: number) =>
    plain({ nodes: [{ kind: 'text', spans: inOneBreath(['A', 'B', 'C', 'D', 'E'].slice(0, count), sayIn('en')) }] })
  expect([0, 1, 2, 3, 4, 5].map(names)).toEqual(['', 'A', 'A and B', 'A, B and C', 'A, B, C and 1 more', 'A, B, C and 2 more'])
})
