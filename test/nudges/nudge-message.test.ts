// How a nudge reads, on both renderers: kind, short, the news first.
import { describe, expect, test } from 'vitest'
import { sayIn } from '../../src/languages/speak.ts'
import type { Message } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { courseIn } from '../../src/nudges/measure.ts'
import { chancesOf, nextDeals, nextStep, rateFor, type Usual } from '../../src/nudges/next-step.ts'
import { nudgeMessage } from '../../src/nudges/nudge-message.ts'
import { answerMessage, draft, requestMessage } from '../../src/nudges/question-message.ts'
import type { Standing } from '../../src/nudges/standing.ts'
import { render } from '../../src/slack/render.ts'
import { activityKind, type Metric } from '../../src/vocabulary/metrics.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { probabilityOf } from '../../src/vocabulary/rules.ts'
import { onDiscord } from '../discord/rendering.ts'
import { day, instant, openDeal, ravi, workspace } from './an-office.ts'

const languages = ['en', 'nb', 'it', 'ru', 'zh'] as const
const today = day('2026-11-20')
const november = periodOf('month', today, workspace.calendar)
const nothingUsual: Usual = { typical: undefined, activity: undefined }

const wonka = openDeal(31, 'Wonka', 4_000, { stage: 'negotiation' })
const stark = openDeal(42, 'Stark', 2_500, { touchedAt: instant('2026-11-11T12:00:00Z') })

/** Ravi reached $8,000 of $13,800 in November. */
function behind(deals: readonly ReturnType<typeof openDeal>[], usual: Usual = nothingUsual, more: Partial<Standing> = {}) {
  const gap = 580_000n
  const chances = deals.map((deal) => ({ deal, minor: deal.amount.minor, probability: probabilityOf(deal.stage, workspace.rules) }))
  const course = courseIn(ravi, { period: november, actual: 800_000n, target: 1_380_000n }, today, workspace)
  return {
    member: ravi,
    workspace,
    today,
    metric: 'revenue' as const,
    period: november,
    course,
    gap,
    step: nextStep(gap, chances, usual),
    ...more,
  }
}

/** Ravi reached so much of a target for November. */
function behindBy(metric: Metric, actual: bigint, target: bigint, deals: readonly ReturnType<typeof openDeal>[]) {
  const chances = chancesOf(deals, ravi.id, workspace.rules, 'deals')
  const course = courseIn(ravi, { period: november, actual, target }, today, workspace)
  return { member: ravi, workspace, today, metric, period: november, course, chances }
}

const read = (message: Message) => plainText(message).replaceAll('\u00a0', ' ')

describe('a nudge', () => {
  test('names the deals that would close the gap, and which of them was left alone', () => {
    expect(read(nudgeMessage(behind([wonka, stark]), sayIn('en')))).toMatchInlineSnapshot(`
      "Hi Ravi. You are at 58 % of November 2026 with 71 % of it gone: $5,800 to go, 6 working days left.
      Two of your open deals would close it:
      • #31 Wonka · $4,000 · negotiation
      • #42 Stark · $2,500 · proposal · no update for 9 days
      [Log a deal] [Update Stark] [Ask my manager] [Snooze a week] [I’m away]
      Only you see this. It comes once a week at most, when you are behind; /dealbell nudges off ends it."
    `)
  })

  test.each(languages)('reads well in %s', (language) => {
    const say = sayIn(language)
    const calls = activityKind('calls')
    const all = [
      behind([wonka, stark]),
      behind([stark], { typical: 190_000n, activity: undefined }),
      behind([], { typical: 190_000n, activity: { kind: calls, perWin: 11.5 } }),
      behind([]),
      behind([], { typical: 1_000n, activity: undefined }),
    ]
    expect(
      all.map((one) =>
        read(nudgeMessage(one, say))
          .split('\n')
          .filter((line) => !line.startsWith('[')),
      ),
    ).toMatchSnapshot()
  })

  test.each(languages)('of deals, of calls and of what a workspace counts reads well in %s', (language) => {
    const say = sayIn(language)
    const inDeals = (gap: bigint, deals: readonly ReturnType<typeof openDeal>[], activity?: Usual['activity']) => {
      const { chances } = behindBy('deals', 12n - gap, 12n, deals)
      return { ...behindBy('deals', 12n - gap, 12n, deals), step: nextDeals(gap, chances, { activity }), gap }
    }
    const inCalls = (metric: Metric, gap: bigint, done: bigint) => {
      const { chances: _, ...standing } = behindBy(metric, 60n - gap, 60n, [])
      return { ...standing, gap, rate: rateFor(gap, standing.course.left, { done, days: 60 }) }
    }
    const three = [wonka, stark, openDeal(43, 'Hooli', 0)]
    const all = [
      inDeals(1n, three),
      inDeals(2n, three),
      inDeals(3n, [wonka]),
      inDeals(4n, three),
      inDeals(5n, three),
      inDeals(5n, []),
      inDeals(1n, [], { kind: activityKind('calls'), perWin: 11.5 }),
      inCalls(activityKind('calls'), 42n, 0n),
      inCalls(activityKind('demos'), 1n, 0n),
      inCalls(activityKind('meetings'), 60n, 10n),
      inCalls(activityKind('emails'), 44n, 300n),
    ]
    const lines = all.map((one) =>
      read(nudgeMessage(one, say))
        .split('\n')
        .filter((line) => !line.startsWith('[')),
    )
    expect(lines).toMatchSnapshot()
    expect(all.map((one) => draft({ name: 'Gus Berg' }, one, say)).map((text) => text.replaceAll('\u00a0', ' '))).toMatchSnapshot()
  })

  test('on Slack', () => {
    expect(render(nudgeMessage(behind([wonka, stark]), sayIn('en')))).toMatchSnapshot()
  })

  test('on Discord', () => {
    expect(onDiscord(nudgeMessage(behind([wonka, stark]), sayIn('en')))).toMatchSnapshot()
  })

  test('the news stands on the first line, short enough for a phone', () => {
    for (const language of languages) {
      const [first = ''] = read(nudgeMessage(behind([wonka, stark]), sayIn(language))).split('\n')
      expect(first).toMatch(/58\s?%/)
      expect(first).toMatch(/5[.,\s\u202f]?800/)
      expect([...first].length).toBeLessThan(140)
    }
  })

  test('on the last working day it says so', () => {
    const last = day('2026-11-30')
    const course = courseIn(ravi, { period: november, actual: 800_000n, target: 1_380_000n }, last, workspace)
    expect(read(nudgeMessage(behind([wonka], nothingUsual, { today: last, course }), sayIn('en')))).toContain(
      'today is the last working day',
    )
  })

  test('a deal past its day is called that', () => {
    const late = openDeal(31, 'Wonka', 9_000, { closedOn: day('2026-11-10') })
    expect(read(nudgeMessage(behind([late]), sayIn('en')))).toContain('#31 Wonka · $9,000 · proposal · should have closed 10 Nov 2026')
  })

  test('there are five buttons at most, and a deal without a name goes by its number', () => {
    const nodes = nudgeMessage(behind([openDeal(7, '', 9_000)]), sayIn('en')).nodes
    const labels = nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons.map(({ label }) => label) : []))
    expect(labels).toEqual(['Log a deal', 'Update #7', 'Ask my manager', 'Snooze a week', 'I’m away'])
  })

  test('what customers are called can ping nobody and break nothing, however long', () => {
    const name = `<!channel> *bold* ${'x'.repeat(80)}`
    const { text, blocks } = render(nudgeMessage(behind([openDeal(7, name, 9_000)]), sayIn('en')))
    // A button is plain text, in which nothing is read as markup.
    const marked = JSON.stringify([text, blocks.filter(({ type }) => type !== 'actions')])
    expect(marked).toContain('&lt;!channel&gt;')
    expect(marked).not.toContain('<!channel>')
  })

  test('compares with nobody and blames nobody', () => {
    const said = read(nudgeMessage(behind([wonka, stark]), sayIn('en'))).toLowerCase()
    for (const word of ['rank', 'team', 'others', 'average', 'failed', 'only reached', 'worst', 'should']) expect(said).not.toContain(word)
  })
})

describe('what a manager is asked', () => {
  test.each(languages)('stands there in the words of who asks, in %s', (language) => {
    const say = sayIn(language)
    expect(
      [
        draft({ name: 'Gus Berg' }, behind([wonka, stark]), say),
        draft({ name: 'Gus Berg' }, behind([]), say),
        draft({ name: 'Gus Berg' }, undefined, say),
      ].map((text) => text.replaceAll('\u00a0', ' ')),
    ).toMatchSnapshot()
  })

  test('and the manager can answer it, once', () => {
    const question = { manager: ravi.id, text: 'Could we talk?', reply: undefined }
    const say = sayIn('en')
    const all = [
      requestMessage('a'.repeat(32), question, 'Ravi Shah', say),
      requestMessage('a'.repeat(32), { ...question, reply: 'At two.' }, 'Ravi Shah', say),
      answerMessage('At two.', 'Gus Berg', say),
    ]
    expect(all.map(read)).toMatchInlineSnapshot(`
      [
        "💬 Ravi Shah asks for your help
      Could we talk?
      [Reply]",
        "💬 Ravi Shah asks for your help
      Could we talk?
      You answered: At two.",
        "💬 Gus Berg answers
      At two.",
      ]
    `)
    expect(all.map((message) => render(message))).toMatchSnapshot()
    expect(all.map((message) => onDiscord(message))).toMatchSnapshot('on Discord')
  })
})
