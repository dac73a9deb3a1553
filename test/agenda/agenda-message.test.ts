// How an agenda reads, on every renderer: planned, under way, skipped, over; a full week and an empty one.
import { describe, expect, test } from 'vitest'
import type { Agenda } from '../../src/agenda/agenda.ts'
import { agendaMessage, agendaPreview } from '../../src/agenda/agenda-message.ts'
import { sections, wholeOrder } from '../../src/agenda/meeting.ts'
import { summaryMessage } from '../../src/agenda/summary-message.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import type { Message } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { limits } from '../../src/slack/limits.ts'
import { render } from '../../src/slack/render.ts'
import { renderMessage } from '../../src/terminal/render.ts'
import { type AgendaNumber, asId } from '../../src/vocabulary/ids.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import type { AmountPolicy } from '../../src/vocabulary/rules.ts'
import { onDiscord } from '../discord/rendering.ts'
import { action, anAgenda, appointment, deal, events, item, kim, meeting, minutes, noor, nothing, person, sam, some } from './an-agenda.ts'

const showing = (language = 'en', policy: AmountPolicy = 'exact') => ({ say: sayIn(language), policy, workspace: { currency: usDollar } })
const message = (agenda: Agenda, language = 'en', policy: AmountPolicy = 'exact') =>
  agendaMessage(agenda, showing(language, policy), appointment)
const read = (of: Message) => plainText(of).replaceAll('\u00a0', ' ')
const words = (...of: Parameters<typeof message>) => read(message(...of))
const number = (value: number) => asId<AgendaNumber>(value)
const section = (text: string, name: string) => text.split('\n').find((line) => line.includes(name)) ?? ''

const quiet = anAgenda({ events: nothing, stuck: { deals: [], count: 0 }, speaker: undefined, stories: new Map(), items: [] })
const started = anAgenda({
  meeting: meeting({ state: 'started', speaker: sam.id, minutes: { ...minutes, done: ['score', number(4)], carried: [number(5)] } }),
  items: [action(3, 'pricing sheet', noor, '2026-11-20'), action(4, 'Hooli intro', kim, undefined, { state: 'done' }), item(5, 'party')],
})
const ended = anAgenda({
  meeting: meeting({
    state: 'ended',
    speaker: sam.id,
    minutes: { ...minutes, done: ['wins', number(4)], carried: ['stuck', number(3)], assigned: [number(6)] },
  }),
  items: [
    action(3, 'pricing sheet', noor, '2026-11-20', { carried: 2 }),
    action(4, 'Hooli intro', kim, undefined, { state: 'done' }),
    action(6, 'call Globex', sam, '2026-11-27'),
  ],
})

describe('an agenda on every renderer', () => {
  test.each([
    ['planned', message(anAgenda())],
    ['under way', message(started)],
    ['skipped', message(anAgenda({ meeting: meeting({ state: 'skipped' }) }))],
    ['over', message(ended)],
    ['of an empty week', message(quiet)],
    ['for one person', agendaPreview(anAgenda(), showing(), appointment)],
    ['the summary', summaryMessage(ended, sayIn('en'))],
  ])('%s', (_, shown) => {
    expect(renderMessage(shown, { dressed: false, numberOf: () => 1 })).toMatchSnapshot('in a terminal')
    expect(render(shown, 'agenda/1')).toMatchSnapshot('on Slack')
    expect(onDiscord(shown)).toMatchSnapshot('on Discord')
  })

  test.each(spokenLanguages)('reads well in %s', (language) => {
    const all = [anAgenda(), started, ended, quiet].map((one) => words(one, language))
    expect([...all, read(summaryMessage(ended, sayIn(language)))].join('\n\n')).toMatchSnapshot()
  })
})

describe('what it says', () => {
  test.each<readonly [string, Partial<Agenda>, string, string]>([
    [
      'no target',
      { score: { ...anAgenda().score, target: undefined, lastWeek: { won: 100n, plan: undefined } } },
      'Score',
      'no target set · last week $1',
    ],
    [
      'nothing won last week',
      { score: { ...anAgenda().score, lastWeek: { won: 0n, plan: 100n } } },
      'Score',
      'last week nothing, plan was $1',
    ],
    ['one win', { events: { ...events, wins: some([deal(1, 'Acme', 100)]) } }, 'Wins', 'Sam Ortiz: Acme $100 (Sam Ortiz tells how)'],
    ['a customer without a name', { events: { ...events, wins: some([deal(7, '', 100)]) } }, 'Wins', 'Sam Ortiz: #7 $100'],
    [
      'a win of nobody who wants to stand out',
      { events: { ...events, wins: { deals: [], count: 2, sum: 500n } }, speaker: undefined },
      'Wins',
      '2 wins, $5',
    ],
    [
      'more wins than are named',
      {
        events: {
          ...events,
          wins: some(
            [1, 2, 3, 4, 5].map((n) => deal(n, `C${n}`, n)),
            9,
          ),
        },
      },
      'Wins',
      'C4 $4 · and 5 more',
    ],
    [
      'an amount that is not known',
      { events: { ...events, closing: some([deal(7, 'Wonka', 0, { state: 'open' })]), slips: nothing.slips } },
      'Closing',
      'Wonka Wed 18 Nov',
    ],
    [
      'a deal that is past its day',
      {
        events: {
          ...events,
          slips: { slips: [{ deal: deal(8, 'Stark', 10, { state: 'open' }), was: deal(8, '', 1).closedOn }], count: 1, sum: 1000n },
          closing: nothing.closing,
        },
      },
      'Closing',
      '1 slipped: Stark $10 was due Wed 18 Nov',
    ],
    [
      'more reasons than are named',
      { events: { ...events, losses: [8, 7, 6, 5, 4, 3, 2, 1].map((count) => ({ reason: `reason ${count}`, count, sum: 0n })) } },
      'Lost',
      '36 deals: reason 8 8, reason 7 7, reason 6 6, reason 5 5, reason 4 4, reason 3 3, and 3 more',
    ],
    [
      'a loss without a reason',
      { events: { ...events, losses: [{ reason: '', count: 1, sum: 0n }] } },
      'Lost',
      '1 deal: reason not said 1',
    ],
  ])('%s', (_, more, name, expected) => {
    expect(words(anAgenda(more))).toContain(name)
    const text = words(anAgenda(more)).split('\n')
    const at = text.findIndex((line) => line.includes(name))
    expect(text.slice(at, at + 3).join('\n')).toContain(expected)
  })

  test('the owner of an action who has left is not named, nor who added a topic', () => {
    const gone = person(9, 'Gone Person', { hasLeft: true })
    const text = words(anAgenda({ items: [action(1, 'a call', gone), item(2, 'a topic', { addedBy: gone.id })] }))
    expect(text).toContain('1 no owner: a call')
    expect(text).toContain('2 a topic\n')
    expect(text).not.toContain('Gone')
  })

  test('an empty week is one kind sentence, and topics and actions are still there', () => {
    expect(words(quiet)).toMatchInlineSnapshot(`
      "📋 North · Mon 23 Nov, 09:30, 45 min
      A quiet week: nothing has closed, slipped or stalled since Mon 16 Nov. Good time to open something new.
      1 Score  $212,400 of $262,000 for Q4 2026, 81 % · last week $54,950, plan was $41,000
      No topics yet.
      [Start] [Add topic] [Change order] [Skip this week]"
    `)
    expect(words({ ...quiet, items: anAgenda().items })).toContain('1 Score (15 min)')
  })

  test.each<[AmountPolicy, string, string]>([
    ['exact', '$212,400 of $262,000 for Q4 2026, 81 % · last week $54,950, plan was $41,000', 'Hooli $9,000'],
    ['banded', '$200–500K of $200–500K for Q4 2026, 81 % · last week $50–100K, plan was $20–50K', 'Hooli $5–10K'],
    ['percent', '81 % of the target for Q4 2026 · last week 21 % of target, plan was 16 % of target', 'Hooli 3 % of target'],
    ['hidden', '', 'Hooli'],
  ])('amounts where a channel is shown them %s', (policy, score, win) => {
    const text = words(anAgenda(), 'en', policy)
    expect(section(text, 'Score')).toContain(score)
    expect(text).toContain(`Kim Lund: ${win}`)
    if (policy !== 'exact') expect(text).not.toMatch(/\$\d[\d,]*(?![\d,]*[–K])/)
    if (policy === 'hidden') expect(text).not.toMatch(/Score|\d %|\$/)
  })

  test('the time boxes of what is shown sum to the meeting, in every order and under every policy', () => {
    for (const policy of ['exact', 'hidden'] as const) {
      for (const [index, first] of sections.entries()) {
        const of = anAgenda({
          meeting: meeting({ minutes: { ...minutes, order: wholeOrder([first]) } }),
          items: anAgenda().items.slice(index % 3),
        })
        for (const length of [10, 45, 47, 240]) {
          const text = read(agendaMessage(of, showing('en', policy), { ...appointment, minutes: length }))
          const boxes = [...text.matchAll(/\((\d+) min\)/g)].map(([, box]) => Number(box))
          expect([length, boxes.reduce((all, box) => all + box, 0)]).toEqual([length, length])
        }
      }
    }
  })
})

describe('however much there is', () => {
  const hostile = '<!channel> <@U1> [x](http://x.y) *b* `c` \u202e👩‍👩‍👧 '.repeat(8).slice(0, 290)
  const many = Array.from({ length: 200 }, (_, index) =>
    index % 2 === 0 ? item(index + 1, hostile) : action(index + 1, hostile, noor, '2026-11-01', { carried: 30 }),
  )
  const lots = {
    items: many,
    events: {
      ...events,
      wins: some(
        Array.from({ length: 50 }, (_, n) => deal(n + 1, '&'.repeat(100), 1)),
        900,
      ),
    },
  }

  test.each([
    ['planned', message(anAgenda(lots))],
    ['under way', message(anAgenda({ ...lots, meeting: meeting({ state: 'started' }) }))],
    [
      'over',
      message(anAgenda({ ...lots, meeting: meeting({ state: 'ended', minutes: { ...minutes, carried: many.map((one) => one.number) } }) })),
    ],
    [
      'the summary',
      summaryMessage(
        anAgenda({ ...lots, meeting: meeting({ state: 'ended', minutes: { ...minutes, carried: many.map((one) => one.number) } }) }),
        sayIn('en'),
      ),
    ],
  ])('%s fits a message of Slack', (_, shown) => {
    const { blocks } = render(shown, 'agenda/1')
    expect(blocks.length).toBeLessThanOrEqual(limits.message.blocks)
    // Nothing was left out to make it fit: the buttons, which come last, are there.
    expect(blocks.filter(({ type }) => type === 'actions')).toHaveLength(shown.nodes.filter(({ kind }) => kind === 'buttons').length)
    expect(JSON.stringify(blocks)).not.toMatch(/<!channel>|<@U1>/)
    expect(read(shown)).toMatch(/and \d+ more/)
  })

  test('while it is under way all its points can be dealt with on Discord', () => {
    const shown = message(anAgenda({ ...lots, meeting: meeting({ state: 'started' }) }))
    const all = JSON.stringify(onDiscord(shown))
    const wanted = shown.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []))
    expect(wanted.length).toBeGreaterThan(30)
    for (const { action: name, value } of wanted) expect(all).toContain(`${name}:${value}`)
  })

  test('while it is under way twelve points have buttons, and the others are told by number', () => {
    const shown = message(anAgenda({ ...lots, meeting: meeting({ state: 'started' }) }))
    const rows = shown.nodes.filter((node) => node.kind === 'buttons' && node.buttons.some(({ action: name }) => name === 'agenda-done'))
    expect(rows).toHaveLength(12)
    expect(read(shown)).toContain('/agenda done 16')
    const values = shown.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons.map(({ value }) => value) : []))
    expect(Math.max(...values.map((value) => value.length))).toBeLessThanOrEqual(200)
  })
})
