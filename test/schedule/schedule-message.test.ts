// How the schedule, a ritual and a preview read, on every renderer and within Slack's limits.
import { describe, expect, it } from 'vitest'
import type { Post } from '../../src/conversation/post.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import type { Message } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { buttons, csvFile, headline, message, text } from '../../src/message/write.ts'
import { cureOf, type LastOutcome, outcomeWords } from '../../src/schedule/outcome.ts'
import { previewMessage } from '../../src/schedule/preview.ts'
import { ritualMessage, scheduleMessage } from '../../src/schedule/schedule-message.ts'
import { withRitual } from '../../src/schedule/wish.ts'
import { limits } from '../../src/slack/limits.ts'
import { render } from '../../src/slack/render.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { onDiscord } from '../discord/rendering.ts'
import { daily, forReps, forTeams, monthly, office, sales, weekly, wins } from './described.ts'

const say = sayIn('en')
const now = asInstant(Date.parse('2026-11-18T12:00:00Z'))
const outcome = (of: Partial<LastOutcome> = {}): LastOutcome => ({
  ritual: 'leaderboard',
  slot: { day: '2026-11-13' as LocalDate, time: localTime('16:00') }, // a day
  posts: 1,
  delivered: 1,
  waiting: 0,
  parked: 0,
  trouble: undefined,
  ...of,
})
const each = (said: Message) => ({ terminal: plainText(said), slack: render(said), discord: onDiscord(said, 'answer') })
const rituals = [weekly, daily, monthly, forReps, forTeams]
const trouble = { to: sales, reason: 'is_archived' }

describe('the schedule', () => {
  it('has what comes next first, and what never does and what is off last', () => {
    const standing = { workspace: withRitual(office(), weekly, { weekday: 6 }), now, outcomes: [outcome()] }
    expect(each(scheduleMessage(rituals, standing, say))).toMatchSnapshot()
  })

  it('of fifteen rituals is whole on Slack, in every language', () => {
    const many = Array.from({ length: 15 }, (_, index) => ({ ...(rituals[index % 5] ?? weekly), name: `ritual-${index}` }))
    const outcomes = many.map(({ name }) => outcome({ ritual: name, posts: 20, delivered: 3, parked: 17 }))
    for (const language of spokenLanguages) {
      const { blocks } = render(scheduleMessage(many, { workspace: office(), now, outcomes }, sayIn(language)))
      expect(blocks.length).toBeLessThan(limits.message.blocks)
      const pressed = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
      expect(pressed).toHaveLength(15)
      expect(JSON.stringify(blocks)).not.toContain('…')
    }
  })
})

describe('a ritual', () => {
  it('tells what stands in its way, and what to do', () => {
    const outcomes = [outcome({ delivered: 0, parked: 1, trouble })]
    expect(each(ritualMessage(weekly, { workspace: office(), now, outcomes }, say))).toMatchSnapshot()
  })

  it('that goes to reps tells of their own time', () => {
    expect(plainText(ritualMessage(forReps, { workspace: office(), now, outcomes: [] }, say))).toMatchSnapshot()
  })
})

describe('the last outcome', () => {
  it.each<[string, Partial<LastOutcome> | undefined, string]>([
    ['of what never came', undefined, 'not yet'],
    ['of one post', {}, 'Fri 13 Nov: posted'],
    ['of several', { posts: 5, delivered: 4 }, 'Fri 13 Nov: 4 delivered'],
    ['of nobody to say anything to', { posts: 0, delivered: 0 }, 'Fri 13 Nov: nothing to say'],
    ['of what turned out to say nothing', { posts: 3, delivered: 0 }, 'Fri 13 Nov: nothing to say'],
    ['of what is under way', { posts: 5, delivered: 2, waiting: 3 }, 'Fri 13 Nov: 3 of 5 on the way'],
    ['of what failed', { posts: 5, delivered: 2, waiting: 1, parked: 2 }, 'Fri 13 Nov: ⚠️ 2 of 5 could not be delivered'],
  ])('%s', (_, of, expected) => {
    expect(plainText(message(text(outcomeWords(of && outcome(of), say))))).toBe(expected)
  })

  it.each([
    [
      weekly,
      'channel_not_found',
      'Invite me there (/invite @Dealbell), or choose another channel by typing there: /dealbell schedule leaderboard here',
    ],
    [weekly, 'is_archived', '#C1 is archived. Choose another channel by typing there: /dealbell schedule leaderboard here'],
    [weekly, 'restricted_action', '#C1 refuses it (restricted_action).'],
    [forTeams, 'is_archived', '/dealbell team channel North here'],
    [forReps, 'cannot_dm_bot', 'whoever it is for may have closed messages from me'],
  ])('has a cure for what %# stands in the way', (ritual, reason, expected) => {
    const cure = cureOf(ritual, outcome({ parked: 1, trouble: { to: sales, reason } }), say)
    expect(plainText(message(text(cure ?? '')))).toContain(expected)
  })

  it('needs no cure where nothing stands in the way any more', () => {
    expect(cureOf(weekly, outcome({ trouble }), say)).toBeUndefined()
    expect(cureOf(weekly, undefined, say)).toBeUndefined()
  })
})

describe('a preview', () => {
  const post: Post = { key: 'k', to: sales, kind: 'board', about: {}, action: { do: 'post' } }
  const head = say('schedule.preview', { ritual: 'Nudges' })
  const nameOf = (to: string) => (to === wins ? 'Sam *Ortiz* <!channel>' : undefined)
  const said = (name: string) =>
    message(
      headline(`For ${name}`),
      buttons({ label: 'Log', action: 'log-deal', value: '1' }, { label: 'Snooze', action: 'snooze', value: '2' }),
    )

  it('names whom each is for, has no button of theirs, and says how many more there are', () => {
    const all = ['Sam', 'Kim', 'Noor', 'Ravi', 'Mia'].map((name, index) => ({ to: index === 1 ? sales : wins, message: said(name), post }))
    expect(each(previewMessage(head, { said: all.slice(0, 3), left: 2 }, nameOf, say))).toMatchSnapshot()
  })

  it('of long messages shows fewer of them', () => {
    const long = message(...Array.from({ length: 30 }, (_, index) => text(`Line ${index}`)), csvFile('week.csv', 'a,b'))
    const shown = plainText(
      previewMessage(head, { said: [long, long, long].map((one) => ({ to: sales, message: one, post })), left: 0 }, nameOf, say),
    )
    expect(shown.match(/For #C1:/g)).toHaveLength(1)
    expect(shown).toContain('And 2 more like these.')
    expect(shown).toContain('📎 week.csv')
  })

  it('says so where there is nothing to say', () => {
    expect(plainText(previewMessage(head, { said: [], left: 0 }, nameOf, say))).toContain('There would be nothing to say to anybody.')
  })
})
