// Who is reminded of what there is to log, who is left alone, and how it reads.
import { describe, expect, test } from 'vitest'
import type { Member, Workspace } from '../../src/conversation/people.ts'
import type { Deal } from '../../src/deals/deal.ts'
import { log } from '../../src/deals/deal-changes.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { type Habits, momentOf, reminderFor } from '../../src/nudges/reminder.ts'
import { type Reminded, reminderMessage } from '../../src/nudges/reminder-message.ts'
import { render } from '../../src/slack/render.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type DealNumber, type MemberId } from '../../src/vocabulary/ids.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { date, facts } from '../contracts/company.ts'
import { onDiscord } from '../discord/rendering.ts'
import { plainMember, plainRules } from '../fakes/plain.ts'

const at = (iso: string) => asInstant(Date.parse(iso))
const sam: Member = { id: asId<MemberId>(1), name: 'Sam Ortiz', role: 'rep', team: undefined, language: 'en', ...plainMember }
const workspace = { timeZone: 'Europe/Oslo', calendar: defaultCalendar, rules: plainRules } as unknown as Workspace // what a reminder looks at
/** Thursday, in Oslo. */
const thursday = { day: date('2026-11-19'), at: at('2026-11-19T14:00:00Z') }

/** A rep with deals who was heard of on Wednesday of the week before, five whole working days ago. */
const habits = (more: Partial<Habits> = {}, member: Partial<Member> = {}): Habits => ({
  member: { ...sam, ...member },
  joinedAt: at('2026-01-05T09:00:00Z'),
  lastAt: at('2026-11-11T17:00:00Z'),
  hasTargets: false,
  hasDeals: true,
  hasActivities: false,
  late: 0,
  ...more,
})
const silentSince = (more: Partial<Habits> = {}, member: Partial<Member> = {}, where = workspace) => {
  const said = reminderFor(habits(more, member), thursday, where)
  return typeof said === 'string' ? said : said.silentSince
}

describe('silence', () => {
  test('is told after five whole working days of one’s own; today is not over', () => {
    expect(silentSince()).toBe('2026-11-11')
    expect(silentSince({ lastAt: at('2026-11-12T08:00:00Z') })).toBe('nothing to say')
  })

  test('is counted by the days of the workspace: at its midnight another begins', () => {
    expect(silentSince({ lastAt: at('2026-11-11T22:59:00Z') })).toBe('2026-11-11')
    expect(silentSince({ lastAt: at('2026-11-11T23:01:00Z') })).toBe('nothing to say')
  })

  test('does not count one’s own leave, nor holidays', () => {
    const leave = [{ from: date('2026-11-13'), to: date('2026-11-13') }]
    expect(silentSince({}, { leave })).toBe('nothing to say')
    expect(silentSince({ lastAt: at('2026-11-10T08:00:00Z') }, { leave })).toBe('2026-11-10')
    const closed = { ...defaultCalendar, closedOn: { has: (day: string) => day === '2026-11-16', within: () => [date('2026-11-16')] } }
    expect(silentSince({}, {}, { ...workspace, calendar: closed })).toBe('nothing to say')
  })

  test('is told after as many days as the workspace has set', () => {
    const patient = { ...workspace, rules: { ...plainRules, reminderDays: 6 } }
    expect(silentSince({}, {}, patient)).toBe('nothing to say')
    expect(silentSince({ lastAt: at('2026-11-10T08:00:00Z') }, {}, patient)).toBe('2026-11-10')
  })

  test('of who never logged anything is told as that', () => {
    expect(silentSince({ lastAt: undefined })).toBe('never')
  })

  test.each([
    ['a rep with a target alone', 'rep', { hasTargets: true, hasDeals: false }, 'never'],
    ['a rep with activities alone', 'rep', { hasActivities: true, hasDeals: false }, 'never'],
    ['a rep with nothing to log', 'rep', { hasDeals: false }, 'nothing to log'],
    ['a lead with deals of their own', 'lead', {}, 'never'],
    ['a lead who only leads', 'lead', { hasDeals: false, hasTargets: true }, 'nothing to log'],
    ['a manager with deals but no target', 'manager', {}, 'nothing to log'],
    ['an admin who sells by a target', 'admin', { hasTargets: true }, 'never'],
    ['an admin who never sells', 'admin', { hasDeals: false }, 'nothing to log'],
  ] as const)('%s: %s', (_, role, more, said) => {
    expect(silentSince({ lastAt: undefined, ...more }, { role })).toBe(said)
  })
})

describe('deals past their day', () => {
  test('are told to who was heard of today, without a word of silence', () => {
    expect(reminderFor(habits({ late: 2, lastAt: thursday.at }), thursday, workspace)).toEqual({ silentSince: undefined, late: 2 })
  })

  test('are told to whoever they belong to, a manager too', () => {
    expect(reminderFor(habits({ late: 1 }, { role: 'manager' }), thursday, workspace)).toEqual({ silentSince: undefined, late: 1 })
  })
})

describe('nobody is reminded who', () => {
  test.each([
    ['has left', { hasLeft: true }, 'has left'],
    ['is away that day', { leave: [{ from: date('2026-11-19'), to: date('2026-11-20') }] }, 'is away'],
    ['wants to hear nothing before a later day', { nudgesFrom: date('2026-11-20') }, 'wants none'],
    ['sleeps at that hour, by their own clock', { timeZone: 'Asia/Tokyo' }, 'quiet hours'],
    ['began to sell less than five working days ago', { startedOn: date('2026-11-13') }, 'has just begun'],
    ['has not begun yet', { startedOn: date('2026-12-01') }, 'has just begun'],
  ])('%s', (_, member, reason) => {
    expect(reminderFor(habits({ late: 3, lastAt: undefined }, member), thursday, workspace)).toBe(reason)
  })

  test('joined less than five working days ago', () => {
    expect(silentSince({ late: 3, joinedAt: at('2026-11-12T09:00:00Z') })).toBe('has just begun')
    expect(silentSince({ lastAt: undefined, joinedAt: at('2026-11-11T09:00:00Z') })).toBe('never')
  })

  test('would hear of it late in the evening: what is made up for keeps the quiet hours of that time', () => {
    const { day, at: due } = thursday
    const slot = { day, at: due }
    const late = momentOf(slot, at('2026-11-19T18:30:00Z'))
    expect(reminderFor(habits(), late, workspace)).toBe('quiet hours')
    expect(momentOf(slot, at('2026-11-18T12:00:00Z'))).toEqual(thursday)
  })

  test('began five working days ago is not new any more', () => {
    expect(silentSince({}, { startedOn: date('2026-11-12') })).toBe('2026-11-11')
  })
})

describe('the reminder', () => {
  const deal = (number: number, customer: string, more: Partial<Deal> = {}): Deal => ({
    ...log(asId<DealNumber>(number), facts(sam, { state: 'open', stage: 'proposal', customer, closedOn: date('2026-11-12') }), {
      by: sam,
      platform: 'slack',
      at: asInstant(0),
    }).deal,
    ...more,
  })
  const late = [
    deal(7, 'Globex'),
    deal(8, '', { amount: money(0n, usDollar) }),
    deal(9, '<!channel> & Søns of a very long name Inc.'),
    deal(10, 'Hooli'),
    deal(11, 'Initech'),
  ]
  const all: Reminded = {
    member: sam,
    silentSince: date('2026-11-10'),
    late: 8,
    deals: late,
    day: thursday.day,
    kinds: [activityKind('calls')],
  }
  const read = (reminded: Reminded, language = 'en') => plainText(reminderMessage(reminded, sayIn(language))).replaceAll('\u00a0', ' ')

  test('says what was not heard of, the deals, and mends them', () => {
    expect(read(all)).toMatchInlineSnapshot(`
      "Hi Sam. You have logged nothing since Tue 10 Nov.
      One line is enough: a deal, a new date, or /log calls 5
      And 8 open deals are past their close date:
      • #7 Globex · $5,000 · proposal · should have closed 12 Nov 2026
      • #8 · proposal · should have closed 12 Nov 2026
      • #9 <!channel> & Søns of a very long name Inc. · $5,000 · proposal · should have closed 12 Nov 2026
      • #10 Hooli · $5,000 · proposal · should have closed 12 Nov 2026
      • #11 Initech · $5,000 · proposal · should have closed 12 Nov 2026
      and 3 more: /deal list stale
      [Update Globex] [Update #8] [Update <!channel> & Søns of a …]
      [Log a deal] [I’m away]
      Only you see this. It comes when there is something to log; /dealbell nudges off ends it."
    `)
    expect(render(reminderMessage(all, sayIn('en')))).toMatchSnapshot()
    expect(onDiscord(reminderMessage(all, sayIn('en')))).toMatchSnapshot('on Discord')
  })

  test('is short where there is only one of the two', () => {
    expect(read({ ...all, late: 0, deals: [] })).toMatchInlineSnapshot(`
      "Hi Sam. You have logged nothing since Tue 10 Nov.
      One line is enough: a deal, a new date, or /log calls 5
      [Log a deal] [I’m away]
      Only you see this. It comes when there is something to log; /dealbell nudges off ends it."
    `)
    expect(read({ ...all, silentSince: undefined, late: 1, deals: late.slice(0, 1) })).toMatchInlineSnapshot(`
      "Hi Sam. One open deal of yours is past its close date:
      • #7 Globex · $5,000 · proposal · should have closed 12 Nov 2026
      [Update Globex]
      [Log a deal] [I’m away]
      Only you see this. It comes when there is something to log; /dealbell nudges off ends it."
    `)
    expect(read({ ...all, silentSince: 'never', late: 0, deals: [] })).toContain('Hi Sam. You have logged nothing yet.')
    expect(read({ ...all, kinds: [activityKind('site visits')] })).toContain('a new date, or /log "site visits" 5')
    expect(read({ ...all, kinds: [] })).toContain('a new date, or /deal won 5000 Acme')
  })

  test('says a day of long ago with its year', () => {
    expect(read({ ...all, silentSince: date('2026-02-10') })).toContain('since 10 Feb 2026.')
  })

  test.each(spokenLanguages)('is said in full in %s', (language) => {
    for (const silentSince of [undefined, 'never', date('2026-11-10')] as const) {
      for (const count of [1, 2, 5, 21]) {
        const text = read({ ...all, silentSince, late: count, deals: late.slice(0, count) }, language)
        expect(text).not.toMatch(/[{}]|undefined/)
        expect(text).toContain('Sam')
      }
    }
  })
})
