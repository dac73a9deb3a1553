// What a 1:1 is about: what moved, what to ask, and what its buttons carry.
import { describe, expect, it } from 'vitest'
import type { AgendaItem } from '../../src/agenda/agenda-item.ts'
import { movesOf, type OneToOne, questionOf } from '../../src/agenda/one-to-one.ts'
import { oneToOneMaths, oneToOneMessage } from '../../src/agenda/one-to-one-message.ts'
import { directReports } from '../../src/agenda/one-to-one-people.ts'
import { agreedValue, oneToOneValue, readAgreed, readList, readOneToOne } from '../../src/agenda/one-to-one-value.ts'
import type { Member, Team, Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Deal, DealFacts } from '../../src/deals/deal.ts'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { render } from '../../src/slack/render.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId } from '../../src/vocabulary/ids.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { standing } from '../../src/vocabulary/pace.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { ownDays } from '../../src/vocabulary/ramp.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { onDiscord } from '../discord/rendering.ts'
import { plainFacts, plainMember } from '../fakes/plain.ts'
import { day } from '../vocabulary/typed.ts'

const monday = day('2026-11-23')
const quarter = periodOf('quarter', monday, defaultCalendar)
const workspace: Workspace = {
  id: asId(1),
  name: 'Acme',
  currency: usDollar,
  timeZone: 'Europe/Oslo',
  calendar: defaultCalendar,
  language: 'en',
  announce: destination({ platform: 'slack', id: 'T1' }, 'C1'),
  rules: defaultRules,
  version: 1,
}
const person = (id: number, name: string, more: Partial<Member> = {}): Member => ({
  ...plainMember,
  id: asId(id),
  name,
  role: 'rep',
  team: undefined,
  language: 'en',
  ...more,
})
const sam = person(12, 'Sam Ortiz')
const facts = (more: Partial<DealFacts> = {}): DealFacts => ({
  ...plainFacts,
  state: 'open',
  stage: 'lead',
  owner: sam.id,
  team: undefined,
  customer: 'Acme',
  amount: money(500_000n, usDollar),
  closedOn: day('2026-12-01'),
  note: '',
  tags: [],
  splits: [],
  ...more,
})

describe('what moved', () => {
  const moved = (before: DealFacts | undefined, now: DealFacts) =>
    movesOf([{ number: asId(1), before, now }], sam.id, defaultRules).map(({ kind }) => kind)
  it.each([
    ['a new deal', undefined, facts(), ['new']],
    ['one that came from somebody else', facts({ owner: asId(9) }), facts(), ['new']],
    ['a new one that is won already', undefined, facts({ state: 'won' }), ['won']],
    ['one that was open and is won', facts(), facts({ state: 'won' }), ['won']],
    ['one that was won before and was edited', facts({ state: 'won' }), facts({ state: 'won', customer: 'X' }), []],
    ['one that is lost', facts(), facts({ state: 'lost' }), ['lost']],
    ['one that was taken back', facts(), facts({ state: 'withdrawn' }), []],
    ['one that went on', facts(), facts({ stage: 'proposal' }), ['up']],
    ['one that went back', facts({ stage: 'negotiation' }), facts({ stage: 'proposal' }), ['down']],
    ['one in a stage that is none any more', facts({ stage: 'demo' }), facts({ stage: 'proposal' }), []],
    ['one that slipped', facts(), facts({ closedOn: day('2026-12-20') }), ['slipped']],
    ['one that comes earlier', facts(), facts({ closedOn: day('2026-11-25') }), []],
    ['one that went on and slipped', facts(), facts({ stage: 'proposal', closedOn: day('2026-12-20') }), ['slipped', 'up']],
    ['one that was merely edited', facts(), facts({ note: 'x' }), []],
    ['one that was lost and is open again', facts({ state: 'lost' }), facts(), ['new']],
  ])('%s', (_, before, now, expected) => expect(moved(before, now)).toEqual(expected))

  it('wins first, then what was lost; the largest first', () => {
    const of = (number: number, minor: bigint, state: DealFacts['state']) => ({
      number: asId<Deal['number']>(number),
      before: facts(),
      now: facts({ state, amount: money(minor, usDollar) }),
    })
    const moves = movesOf([of(1, 9n, 'lost'), of(2, 5n, 'won'), of(3, 7n, 'won'), of(4, 7n, 'won')], sam.id, defaultRules)
    expect(moves.map(({ number }) => number)).toEqual([3, 4, 2, 1])
  })
})

const none: Diagnosis = { comparisons: [], reason: undefined, isThin: true }
const fewCalls: Diagnosis = {
  isThin: false,
  comparisons: [],
  reason: {
    factor: 'activity',
    kind: activityKind('calls'),
    count: 256,
    days: 64,
    value: 4,
    reference: 8,
    against: 'own',
    shortfall: 0.5,
    isReal: true,
  },
}
const about = (percent: number | undefined, more: Partial<OneToOne> = {}): OneToOne => {
  const rep = more.rep ?? sam
  const won = BigInt(Math.round((percent ?? 0) * 10_000))
  return {
    rep,
    day: monday,
    since: day('2026-11-16'),
    period: quarter,
    won,
    course: standing(
      won,
      percent === undefined ? undefined : 1_000_000n,
      quarter,
      monday,
      ownDays(defaultCalendar, rep, defaultRules.ramp),
    ),
    moves: [],
    activities: [],
    logs: true,
    wins: [],
    open: [],
    done: [],
    diagnosis: none,
    lookedAt: { from: day('2026-08-25'), to: monday },
    ...more,
  }
}

describe('the question', () => {
  it.each([
    ['behind for a reason', about(30, { diagnosis: fewCalls }), 'activity'],
    ['behind without one', about(30), 'help'],
    ['on track', about(57, { diagnosis: fewCalls }), 'help'],
    ['ahead', about(90), 'ahead'],
    ['without a target', about(undefined), 'start'],
    ['ramping up', about(5, { rep: { ...sam, startedOn: day('2026-10-15') } }), 'start'],
    ['away', about(30, { rep: { ...sam, leave: [{ from: monday, to: monday }] }, diagnosis: fewCalls }), 'start'],
  ])('to somebody who is %s', (_, of, expected) => expect(questionOf(of)).toBe(expected))
})

const people = new Map([[sam.id, sam]])
const shown = (of: OneToOne, language = 'en') => oneToOneMessage(of, localTime('08:00'), people, { workspace, say: sayIn(language) })
const said = (of: OneToOne, language = 'en') => plainText(shown(of, language)).replaceAll('\u00a0', ' ')

describe('how it reads', () => {
  const item = (number: number, more: Partial<AgendaItem> = {}): AgendaItem => ({
    number: asId(number),
    circle: { with: sam.id },
    kind: 'action',
    text: 'Send <!channel> the *pricing* sheet',
    owner: sam.id,
    due: day('2026-11-20'),
    state: 'open',
    carried: 0,
    addedBy: asId(1),
    addedAt: asInstant(0),
    meeting: day('2026-11-16'),
    endedBy: undefined,
    endedAt: undefined,
    ...more,
  })
  const deal = (number: number): Deal => ({
    ...facts({ state: 'won', closedOn: day('2026-11-18') }),
    number: asId(number),
    revision: 1,
    head: 1,
    announced: true,
    touchedAt: asInstant(0),
    loggedAt: asInstant(0),
    loggedBy: sam.id,
  })
  const full = about(30, {
    diagnosis: fewCalls,
    moves: movesOf(
      [
        { number: asId(1), before: facts(), now: facts({ state: 'won' }) },
        { number: asId(2), before: facts(), now: facts({ state: 'lost', lossReason: 'price' }) },
        { number: asId(3), before: facts(), now: facts({ closedOn: day('2026-12-20') }) },
        { number: asId(4), before: facts(), now: facts({ stage: 'proposal', customer: '' }) },
        { number: asId(5), before: facts({ stage: 'proposal' }), now: facts() },
        { number: asId(6), before: undefined, now: facts({ amount: money(0n, usDollar) }) },
        { number: asId(7), before: undefined, now: facts() },
      ],
      sam.id,
      defaultRules,
    ),
    activities: [
      { kind: activityKind('calls'), count: 12, usual: 40.5 },
      { kind: activityKind('demos'), count: 1, usual: 0 },
    ],
    wins: [
      { deal: deal(1), story: 'How the pilot turned into a contract' },
      { deal: deal(8), story: undefined },
    ],
    open: [item(7), item(8, { owner: asId(99), due: undefined })],
    done: [item(3, { state: 'done' })],
  })
  it('with nothing to tell', () =>
    expect(said(about(undefined))).toMatchInlineSnapshot(`
      "1:1 with Sam Ortiz · Mon 23 Nov
      Q4 2026: $0 won, no revenue target
      Nothing was logged last week.
      No deal has moved since Mon 16 Nov.
      Nothing is open from last time.
      To ask: What is still unclear that we can settle this week?
      [Note what we agreed] [Show the maths]"
    `))
  it('where nobody logs activities, nothing is said of them, and a win that moved stands there once', () => {
    const moved = movesOf([{ number: asId(1), before: facts(), now: facts({ state: 'won' }) }], sam.id, defaultRules)
    const text = said(about(undefined, { logs: false, moves: moved, wins: [{ deal: deal(1), story: undefined }] }))
    expect(text).not.toContain('logged')
    expect(text.match(/#1/g)).toHaveLength(1)
    expect(text).not.toContain('Last wins')
  })
  it('with everything', () =>
    expect(said(full)).toMatchInlineSnapshot(`
    "1:1 with Sam Ortiz · Mon 23 Nov
    Q4 2026: $3,000 of $10,000 · 30 % · at risk · To go $7,000 · calls: 20 a week, usually 40
    Last week: 12 calls (usually 40.5) · 1 demo
    Moved since Mon 16 Nov:
    • ✅ #1 Acme $5,000 won
    • ❌ #2 Acme $5,000 lost: price
    • ⏳ #3 Acme $5,000 slipped from Tue 1 Dec to Sun 20 Dec
    • ▼ #5 Acme $5,000 back from proposal to lead
    • ▲ #4 $5,000 on from lead to proposal
    • ➕ #7 Acme $5,000 new
    … and 1 more
    Last wins:
    • #1 Acme $5,000 · Wed 18 Nov — How the pilot turned into a contract
    • #8 Acme $5,000 · Wed 18 Nov
    Agreed:
    • ☐ 7 Sam Ortiz: Send <!channel> the *pricing* sheet (due Fri 20 Nov, 3 days late)
    • ☐ 8 no owner: Send <!channel> the *pricing* sheet
    • ☑ 3 Sam Ortiz: Send <!channel> the *pricing* sheet (due Fri 20 Nov)
    To ask: What keeps you from more calls?
    [Note what we agreed] [Done 7] [Done 8] [Show the maths]"
  `))
  it('on Slack', () => expect(JSON.stringify(render(shown(full)).blocks, undefined, 1)).toMatchSnapshot())
  it.each(['post', 'answer'] as const)('on Discord as a %s', (as) => expect(onDiscord(shown(full), as)).toMatchSnapshot())
  it.each(['nb', 'it', 'ru', 'zh'])('in %s', (language) => expect(said(full, language)).toMatchSnapshot())
  it('with the maths', () => {
    expect(plainText(oneToOneMaths(full, { workspace, say: sayIn('en') })).replaceAll('\u00a0', ' ')).toMatchInlineSnapshot(`
      "The maths behind the 1:1 with Sam Ortiz
      Q4 2026: $3,000 of $10,000 · 30 % · at risk · To go $7,000 · calls: 20 a week, usually 40
      • Expected by today = target × elapsed ÷ all = $10,000 × 38 ÷ 66 = $5,757.58
      • Pace = actual ÷ expected = $3,000 ÷ $5,757.58 = 52 %: at risk
      From 25 Aug 2026 to 23 Nov 2026, against the year before and the median of the team’s others. A shortfall counts from 20 % on and outside the 95 % interval; fewer than 10 decided deals, 6 wins or 20 expected activities tell nothing."
    `)
  })
})

describe('whose 1:1s', () => {
  const north: Team = { id: asId(1), name: 'North', parent: undefined, lead: asId(2), channel: undefined }
  const gus = person(1, 'Gus', { role: 'manager' })
  const kim = person(2, 'Kim', { role: 'lead', team: north.id })
  const ravi = person(3, 'Ravi', { team: north.id })
  const gone = person(4, 'Gone', { team: north.id, hasLeft: true })
  const off = person(5, 'Off', { offBoards: true })
  it('are of who is led directly, also of who wants to stand on no board, and not of who has left', () => {
    const found = directReports([gus, kim, ravi, gone, off], [north])
    expect([...found].map(([manager, reps]) => [manager, reps.map(({ name }) => name)])).toEqual([
      [gus.id, ['Kim', 'Off']],
      [kim.id, ['Ravi']],
    ])
    expect(directReports([], [])).toEqual(new Map())
  })
})

describe('a button', () => {
  it('carries whose 1:1 it is, and what of it', () => {
    for (const time of [undefined, localTime('08:00')]) {
      const under = { rep: sam.id, day: monday, time }
      expect(readOneToOne(oneToOneValue(under))).toEqual(under)
      for (const was of ['open', 'done', 'noted'] as const)
        expect(readAgreed(agreedValue({ number: asId(7), was, under }))).toEqual({ number: 7, was, under })
    }
    expect(readList('2026-11-23')).toEqual({ day: monday, skip: 0, turned: false })
    expect(readList('2026-11-23:10')).toEqual({ day: monday, skip: 10, turned: true })
  })
  it.each(['', '12', '12:2026-13-01', '12:2026-11-23T24:00', '0:2026-11-23', '12:2026-11-23 ', '12:2026-11-23T08:00T08:00'])(
    'of a 1:1 never carries "%s"',
    (value) => {
      expect(readOneToOne(value)).toBeUndefined()
      expect(readAgreed(`7:open@${value}`)).toBeUndefined()
      expect(readAgreed(value)).toBeUndefined()
    },
  )
  it.each(['', '2026-02-30', '2026-11-23:', '2026-11-23:x'])('of the list never carries "%s"', (value) =>
    expect(readList(value)).toBeUndefined(),
  )
})
