// What a manager is told: who counts, who is behind, where it leaks, what to clean up; how it reads and what stands in the file.
import { describe, expect, it } from 'vitest'
import type { Member, Team, Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import { noneClosed, type Track } from '../../src/diagnosis/track.ts'
import {
  apartOf,
  behindPlan,
  type Digest,
  late,
  leakOf,
  lossesByReason,
  paceCounts,
  type Rep,
  silent,
  silentFor,
} from '../../src/digest/digest.ts'
import { digestCsv, digestFileName } from '../../src/digest/digest-csv.ts'
import { readMaths } from '../../src/digest/digest-maths.ts'
import { digestMessage } from '../../src/digest/digest-message.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { plainText } from '../../src/message/plain-text.ts'
import type { WaySum } from '../../src/pipeline/pipeline-store.ts'
import { render } from '../../src/slack/render.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId } from '../../src/vocabulary/ids.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { standing } from '../../src/vocabulary/pace.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { ownDays } from '../../src/vocabulary/ramp.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { onDiscord } from '../discord/rendering.ts'
import { plainMember } from '../fakes/plain.ts'
import { day } from '../vocabulary/typed.ts'

const friday = day('2026-11-20')
const quarter = periodOf('quarter', friday, defaultCalendar)
const workspace: Workspace = {
  id: asId(1),
  name: 'Acme Corp.',
  currency: usDollar,
  timeZone: 'Europe/Oslo',
  calendar: defaultCalendar,
  language: 'en',
  announce: destination({ platform: 'slack', id: 'T1' }, 'C1'),
  rules: defaultRules,
  version: 1,
}
const thin: Diagnosis = { comparisons: [], reason: undefined, isThin: true }
const half: Diagnosis = {
  comparisons: [],
  isThin: false,
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

interface Tracked extends Rep {
  readonly track: Track
  readonly diagnosis: Diagnosis
}

let ids = 0
/** Somebody with a target of $10,000 this quarter, of which so many percent are won. */
function rep(name: string, percent: number | undefined, more: Partial<Member> = {}, rest: Partial<Tracked> = {}): Tracked {
  ids += 1
  const member: Member = { ...plainMember, id: asId(ids), name, role: 'rep', team: asId(7), language: 'en', ...more }
  const won = BigInt(Math.round((percent ?? 0) * 10_000))
  const target = percent === undefined ? undefined : 1_000_000n
  const course = standing(won, target, quarter, friday, ownDays(defaultCalendar, member, defaultRules.ramp))
  return {
    member,
    won,
    course,
    apart: apartOf(member, course, friday),
    forecast: won,
    weighted: 0n,
    late: 0,
    lastUpdate: friday,
    silentFor: 0,
    track: { ...noneClosed, days: 64, activities: new Map() },
    diagnosis: thin,
    ...rest,
  }
}
const north: Team = { id: asId(7), name: 'North & Søn', parent: undefined, lead: undefined, channel: undefined }
const digest = (reps: readonly Tracked[], more: Partial<Digest> = {}): Digest => {
  const won = reps.reduce((sum, one) => sum + one.won, 0n)
  const course = standing(won, reps.length === 0 ? undefined : BigInt(reps.length) * 1_000_000n, quarter, friday, defaultCalendar)
  return {
    manager: { ...plainMember, id: asId(99), name: 'Gus', role: 'manager', team: undefined, language: 'en' },
    teams: [{ team: north, won, course }],
    roots: [north],
    day: friday,
    week: periodOf('week', friday, defaultCalendar),
    period: quarter,
    wonThisWeek: 50_000n,
    whole: { won, course, forecast: won, lastForecast: won },
    reps,
    reasons: new Map(reps.map(({ member, diagnosis }) => [member.id, diagnosis])),
    leak: undefined,
    losses: [],
    ...more,
  }
}
const said = (of: Digest, language = 'en') => plainText(digestMessage(of, { workspace, say: sayIn(language) })).replaceAll('\u00a0', ' ')

describe('who counts', () => {
  it.each([
    ['somebody with a target', rep('Sam', 50), undefined],
    ['somebody without one', rep('Sam', undefined), 'no-target'],
    ['somebody who still ramps up', rep('Sam', 50, { startedOn: day('2026-10-15') }), 'ramping'],
    ['somebody who ramped up long ago', rep('Sam', 50, { startedOn: day('2024-10-15') }), undefined],
    ['somebody who is away', rep('Sam', 50, { leave: [{ from: friday, to: friday }] }), 'away'],
    ['somebody who is away next week', rep('Sam', 50, { leave: [{ from: day('2026-11-23'), to: day('2026-11-27') }] }), undefined],
  ])('%s', (_, { apart }, expected) => expect(apart).toBe(expected))

  it('those apart are in no count and are not behind, whatever they won', () => {
    const apart = [
      rep('A', 0, { startedOn: day('2026-10-15') }),
      rep('B', 0, { leave: [{ from: friday, to: friday }] }),
      rep('C', undefined),
    ]
    expect(paceCounts(apart)).toEqual({ ahead: 0, 'on-track': 0, behind: 0, 'at-risk': 0 })
    expect(behindPlan(apart)).toEqual([])
  })

  it('the farthest behind is first, and of equals the name decides', () => {
    const reps = [rep('Mia', 45), rep('Kim', 90), rep('Zoe', 20), rep('Abe', 20), rep('Jo', 56)]
    expect(behindPlan(reps).map(({ member }) => member.name)).toEqual(['Abe', 'Zoe', 'Mia'])
    expect(paceCounts(reps)).toEqual({ ahead: 1, 'on-track': 1, behind: 1, 'at-risk': 2 })
  })
})

describe('a week in words', () => {
  it('of nobody with a target and nothing won says so kindly', () => {
    expect(said(digest([rep('Sam', undefined)], { wonThisWeek: 0n }))).toMatchInlineSnapshot(`
      "Week 47 for Gus · 1 team · 1 rep
      Q4 2026: $0 of $10,000 · 0 % · at risk · forecast $0
      A quiet week: nothing was won.
      No revenue target: Sam
      [1:1 agendas]"
    `)
  })
  it('without any targets names nobody for having none', () => {
    const none = digest([rep('Sam', undefined)])
    const course = standing(0n, undefined, quarter, friday, defaultCalendar)
    const text = said({ ...none, whole: { ...none.whole, course }, teams: [{ team: north, won: 0n, course }] })
    expect(text).toContain('no revenue target')
    expect(text).not.toContain('No revenue target:')
  })
  it('of one rep who is ahead', () => {
    expect(said(digest([rep('Sam', 80)]))).toMatchInlineSnapshot(`
      "Week 47 for Gus · 1 team · 1 rep
      Q4 2026: $8,000 of $10,000 · 80 % · ahead · forecast $8,000
      This week: $500
      Ahead 1 · on track 0 · behind 0 · at risk 0
      By rep: Sam 80 %
      Nobody is behind plan.
      [1:1 agendas]"
    `)
  })
  const behind = ['Ravi', 'Mia', 'Jo', 'Lea', 'Tom', 'Uma', 'Vic'].map((name, index) =>
    rep(name, 20 + index, { offBoards: index === 0 }, { diagnosis: index === 0 ? half : thin, late: index, silentFor: 10 + index }),
  )
  const all = digest(behind, {
    leak: { from: 'proposal', to: 'negotiation', before: { left: 100, reached: 48 }, now: { left: 60, reached: 20 } },
    losses: [
      { reason: 'price', count: 5 },
      { reason: '', count: 3 },
      { reason: 'timing', count: 1 },
      { reason: 'other', count: 1 },
    ],
    whole: { ...digest(behind).whole, forecast: 1_000_000n, lastForecast: 1_200_000n },
  })
  it('of everybody behind names five, and says that there are more', () => {
    expect(said(all)).toMatchInlineSnapshot(`
      "Week 47 for Gus · 1 team · 7 reps
      Q4 2026: $16,100 of $70,000 · 23 % · at risk · forecast $10,000 (last week $12,000)
      This week: $500
      Ahead 0 · on track 0 · behind 0 · at risk 7
      By rep: Vic 26 % · Uma 25 % · Tom 24 % · Lea 23 % · Jo 22 % · Mia 21 % · Ravi 20 %
      Talk to:
      • Ravi (20 %): calls: 20 a week, usually 40
      • Mia (21 %): too few data to say why
      • Jo (22 %): too few data to say why
      • Lea (23 %): too few data to say why
      • Tom (24 %): too few data to say why
      … and 2 more
      Leak: proposal → negotiation fell from 48 % to 33 %
      10 losses in 13 weeks: price 5 · no reason given 3 · timing 1
      Clean up: 21 deals past their close date (Vic 6, Uma 5, Tom 4, Lea 3, Jo 2 and 1 more); 7 reps without an update for 5 working days (Vic, Uma, Tom, Lea, Jo and 2 more)
      [1:1 agendas] [Show the maths]"
    `)
  })
  it('on Slack', () => {
    expect(JSON.stringify(render(digestMessage(all, { workspace, say: sayIn('en') })).blocks, undefined, 1)).toMatchSnapshot()
  })
  it('on Discord', () => expect(onDiscord(digestMessage(all, { workspace, say: sayIn('en') }))).toMatchSnapshot())
  it.each(['nb', 'it', 'ru', 'zh'])('in %s', (language) => expect(said(all, language)).toMatchSnapshot())
})

describe('a leak', () => {
  const way = (state: WaySum['state'], path: string, count: number): WaySum => ({ state, path: path.split('>'), stage: '', count })
  const before = [way('won', 'proposal', 50), way('lost', 'proposal', 50)]
  it.each([
    [
      'a step from which surely fewer came further',
      [way('won', 'proposal', 10), way('lost', 'proposal', 40)],
      'proposal → negotiation 10/50',
    ],
    ['as many as before', [way('won', 'proposal', 25), way('lost', 'proposal', 25)], undefined],
    ['fewer, which chance explains', [way('won', 'proposal', 4), way('lost', 'proposal', 7)], undefined],
    ['too few to say', [way('lost', 'proposal', 9)], undefined],
    ['nothing at all', [], undefined],
  ])('%s', (_, now, expected) => {
    const found = leakOf(now, before, defaultRules)
    expect(found && `${found.from} → ${found.to} ${found.now.reached}/${found.now.left}`).toBe(expected)
  })
  it('from the last stage is one to a win', () => {
    const last = [way('won', 'negotiation', 50), way('lost', 'negotiation', 50)]
    expect(leakOf([way('lost', 'negotiation', 20)], last, defaultRules)).toMatchObject({ from: 'negotiation', to: undefined })
  })
})

describe('what to clean up', () => {
  it('counts working days since the last update, without leave', () => {
    const member = rep('Sam', 50).member
    expect(silentFor(member, day('2026-11-13'), friday, workspace)).toBe(5)
    const away = { ...member, leave: [{ from: day('2026-11-16'), to: day('2026-11-18') }] }
    expect(silentFor(away, day('2026-11-13'), friday, workspace)).toBe(2)
    expect(silentFor(member, friday, friday, workspace)).toBe(0)
    expect(silentFor(member, undefined, friday, workspace)).toBeUndefined()
  })
  it('whoever is silent the longest, and most late, comes first; who is away is let be', () => {
    const gone = { leave: [{ from: friday, to: friday }] }
    const reps = [
      rep('A', 50, {}, { silentFor: 5, late: 1 }),
      rep('B', 50, {}, { silentFor: 9, late: 3 }),
      rep('C', 50, gone, { silentFor: 30 }),
      rep('D', 50, {}, { silentFor: 4 }),
    ]
    expect(silent(reps, defaultRules).map(({ member }) => member.name)).toEqual(['B', 'A'])
    expect(late(reps).map(({ member }) => member.name)).toEqual(['B', 'A'])
  })
  it('losses without a single reason are counted once', () => {
    expect(said(digest([rep('Sam', 80)], { losses: [{ reason: '', count: 94 }] }))).toContain('94 losses in 13 weeks, no reason given\n')
  })
  it('losses are in order of how many there are', () => {
    expect(
      lossesByReason(
        new Map([
          ['b', 1],
          ['c', 4],
          ['a', 1],
        ]),
      ).map(({ reason }) => reason),
    ).toEqual(['c', 'a', 'b'])
  })
})

describe('the file', () => {
  it('has a row each, with a decimal point, and runs nothing', () => {
    const track = {
      days: 64,
      won: 2,
      lost: 1,
      amounts: [10_050n, 20_000n],
      cycles: [26],
      activities: new Map([[activityKind('calls'), 12]]),
    }
    const reps = [rep('=HYPERLINK("http://x","Sam")', 58, {}, { track, late: 2 }), rep('Ana, "the" Prieto', undefined)]
    const tracks = new Map(reps.map((one) => [one.member.id, one.track]))
    expect(digestCsv({ ...digest(reps), teams: [north], tracks }, workspace)).toMatchInlineSnapshot(`
      "﻿team,rep,period,currency,won,target,attainment,pace,forecast,open_weighted,late_deals,last_update,working_days_13_weeks,win_rate_13_weeks,median_deal_13_weeks,median_cycle_days_13_weeks,calls_13_weeks,meetings_13_weeks,demos_13_weeks
      North & Søn,"'=HYPERLINK(""http://x"",""Sam"")",2026-10-01..2026-11-20,USD,5800.00,10000.00,0.580,on-track,5800.00,0.00,2,2026-11-20,64,0.667,100.50,26,12,0,0
      North & Søn,"Ana, ""the"" Prieto",2026-10-01..2026-11-20,USD,0.00,,,no-target,0.00,0.00,0,2026-11-20,64,,,,0,0,0
      "
    `)
  })
  it.each([
    [[north], 'north-søn-week-47.csv'],
    [[north, { ...north, name: '../../etc' }], 'north-søn-etc-week-47.csv'],
    [[{ ...north, name: '🎉' }], 'digest-week-47.csv'],
    [undefined, 'digest-week-47.csv'],
  ])('is called by whose it is', (roots, name) => expect(digestFileName(digest([], { roots }))).toBe(name))
})

it('a button carries a day and a page, and nothing else is taken for it', () => {
  expect(readMaths('2026-11-20:0')).toEqual({ day: '2026-11-20', skip: 0, turned: false })
  expect(readMaths('2026-11-20:5:turned')).toEqual({ day: '2026-11-20', skip: 5, turned: true })
  for (const value of ['', '2026-11-20', '2026-02-30:0', '2026-11-20:-1', '2026-11-20:0:x', '2026-11-20:12345'])
    expect(readMaths(value)).toBeUndefined()
})
