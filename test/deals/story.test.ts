// How stories read, and what asks for them.
import { describe, expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import type { Request } from '../../src/conversation/request.ts'
import type { Deal } from '../../src/deals/deal.ts'
import { log } from '../../src/deals/deal-changes.ts'
import { winEcho } from '../../src/deals/deal-message.ts'
import { excerpt, type Story } from '../../src/deals/story.ts'
import { storyEcho, storyListMessage, storyPost, type Told } from '../../src/deals/story-message.ts'
import { readStoryPage } from '../../src/deals/story-page.ts'
import { storyPosts } from '../../src/deals/tell-story.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import type { Message } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { render } from '../../src/slack/render.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type DealNumber, type MemberId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { date, facts } from '../contracts/company.ts'
import { onDiscord } from '../discord/rendering.ts'
import { plainMember, plainRules } from '../fakes/plain.ts'

const member = (id: number, name: string) =>
  ({ id: asId<MemberId>(id), name, role: 'rep', team: undefined, language: 'en', ...plainMember }) as const
const [sam, kim] = [member(1, 'Sam Ortiz'), member(2, 'Kim Lund')]
const today = date('2026-11-18')
const deal = (number: number, more: Partial<Deal> = {}): Deal => ({
  ...log(asId<DealNumber>(number), facts(sam), { by: sam, platform: 'slack', at: asInstant(0) }).deal,
  ...more,
})
const story = (number: number, text: string): Story => ({ number: asId<DealNumber>(number), by: sam.id, text, at: asInstant(0) })
const request = (speaker = sam, language = 'en') =>
  ({
    speaker,
    today,
    say: sayIn(language),
    workspace: { calendar: defaultCalendar, currency: usDollar, rules: plainRules },
  }) as unknown as Request // what an echo looks at
const read = (message: Message) => plainText(message).replaceAll('\u00a0', ' ')

describe('the beginning of a story', () => {
  test.each([
    ['that fits is all of it', 'A pilot.', 8, 'A pilot.'],
    ['is cut between words', 'The pilot turned into a contract', 20, 'The pilot turned…'],
    ['loses the comma that it was cut at', 'A pilot, and patience', 10, 'A pilot…'],
    ['is cut anywhere where there are no words', '试点变成了合同试点变成了合同', 6, '试点变成了合…'],
    ['never cuts a character in two', '😀😀😀😀', 2, '😀😀…'],
  ])('%s', (_, text, longest, cut) => {
    expect(excerpt(text, longest)).toBe(cut)
  })
})

describe('a win', () => {
  const echo = (minor: bigint, typical: bigint | undefined, speaker = sam) => {
    const won = deal(7, { amount: money(minor, usDollar) })
    const standing = { period: periodOf('quarter', today, defaultCalendar), actual: 0n, target: undefined }
    const said = winEcho({ deal: won, owner: sam, sharing: [], standing, request: request(speaker), typical })
    const button = said.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : [])).find(({ action }) => action === 'add-story')
    return { text: read(said), style: button?.style }
  }

  test('above the median of its owner is asked for its story, and the button stands out', () => {
    const { text, style } = echo(1_001n, 1_000n)
    expect(text).toContain('That is above your usual: how did you win it?\n[Undo] [Edit] [Add story] [Split]')
    expect(style).toBe('primary')
  })

  test('that somebody else logged asks how its owner won it', () => {
    expect(echo(1_001n, 1_000n, kim).text).toContain('That is above what Sam Ortiz usually wins: how was it won?')
  })

  test.each([
    ['at the median', 1_000n, 1_000n],
    ['below it', 999n, 1_000n],
    ['of somebody with fewer than five wins', 1_000_000n, undefined],
  ])('%s has the plain button alone', (_, minor, typical) => {
    const { text, style } = echo(minor, typical)
    expect(text).not.toContain('usual')
    expect(text).toContain('[Add story]')
    expect(style).toBeUndefined()
  })
})

describe('the post of a story', () => {
  const to = destination({ platform: 'terminal', id: 'OFFICE' }, 'C1')
  const number = asId<DealNumber>(7)
  const keys = (...of: Parameters<typeof storyPosts>) =>
    storyPosts(...of).map(({ key, action }) => (action.do === 'post' ? key : `${action.do} ${key} of ${action.of}`))

  test.each([
    ['answers the card', undefined, false, ['reply deal/7/story of deal/7']],
    ['answers in the thread of small wins', 'small/2026-11-18/x', false, ['reply deal/7/story of small/2026-11-18/x']],
    ['is rewritten once it is there', undefined, true, ['rewrite deal/7/story/change of deal/7/story']],
  ])('%s', (_, thread, isPosted, posts) => {
    expect(keys(number, story(7, 'A pilot.'), { card: { to, thread }, isPosted }, 'change')).toEqual(posts)
  })

  test('is none without a card, and none of a story that is gone before it was posted', () => {
    expect(keys(number, story(7, 'A pilot.'), { card: undefined, isPosted: false }, 'change')).toEqual([])
    expect(keys(number, undefined, { card: { to, thread: undefined }, isPosted: false }, 'change')).toEqual([])
    expect(keys(number, undefined, { card: { to, thread: undefined }, isPosted: true }, 'change')).toHaveLength(1)
  })

  test('says who won whom, and nothing that was typed is more than text', () => {
    const hostile = {
      deal: { customer: '<!channel> *Acme*' },
      ownerName: 'Sam *Ortiz*',
      text: '<@U1> <https://evil.example|here> _and_ `more`',
    }
    const said = storyPost(hostile, sayIn('en'))
    expect(read(said)).toMatchInlineSnapshot(`"📖 How Sam *Ortiz* won <!channel> *Acme*: <@U1> <https://evil.example|here> _and_ \`more\`"`)
    expect(render(said)).toMatchInlineSnapshot(`
      {
        "blocks": [
          {
            "text": {
              "text": "📖 How *Sam ∗Ortiz∗* won &lt;!channel&gt; ∗Acme∗: &lt;@U1&gt; &lt;https://evil.example|here&gt; ˍandˍ ˋmoreˋ",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
        ],
        "text": "📖 How Sam ∗Ortiz∗ won &lt;!channel&gt; ∗Acme∗: &lt;@U1&gt; &lt;https://evil.example|here&gt; ˍandˍ ˋmoreˋ",
      }
    `)
    expect(onDiscord(said)).toMatchInlineSnapshot(`
      {
        "allowed_mentions": {
          "parse": [],
          "users": [],
        },
        "attachments": [],
        "components": [],
        "content": "📖 How Sam \\*Ortiz\\* won \\<!channel> \\*Acme\\*: \\<@U1> \\<https\\://evil.example\\|here> \\_and\\_ \\\`more\\\`",
        "embeds": [],
        "files": [],
      }
    `)
    expect(read(storyPost(undefined, sayIn('en')))).toBe('📖 The story was taken back.')
  })

  test('of a deal without a customer is one of a deal', () => {
    expect(read(storyPost({ deal: { customer: '' }, ownerName: 'Sam', text: 'A call.' }, sayIn('en')))).toBe(
      '📖 How Sam won a deal: A call.',
    )
  })
})

describe('the list of stories', () => {
  const found = (number: number, text: string, more: Partial<Deal> = {}) => ({
    story: story(number, text),
    deal: deal(number, more),
    ownerName: 'Sam Ortiz',
    ownerTeam: undefined,
  })
  const page = {
    stories: [found(12, 'The pilot turned into a contract.'), found(7, `${'So much patience. '.repeat(20)}`, { customer: '' })],
    count: 3,
    words: [],
    skip: 0,
    pageLength: 2,
    amounts: new Set([asId<DealNumber>(7)]),
  }

  test('reads well on each', () => {
    const said = storyListMessage(page, request())
    expect(onDiscord(said, 'answer')).toMatchInlineSnapshot(`
      {
        "allowed_mentions": {
          "parse": [],
          "users": [],
        },
        "attachments": [],
        "components": [
          {
            "content": "**📖 How 3 deals were won**
      • **#12** Globex · Sam Ortiz · today — The pilot turned into a contract.
      • **#7** no customer · Sam Ortiz · $5,000 · today — So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So…
      -# All of one: \`/deal list stories #7\`",
            "type": 10,
          },
          {
            "components": [
              {
                "custom_id": "turn-story-page:2:[]",
                "label": "Older",
                "style": 2,
                "type": 2,
              },
            ],
            "type": 1,
          },
        ],
        "files": [],
        "flags": 32832,
      }
    `)
    expect(read(said)).toMatchInlineSnapshot(`
      "📖 How 3 deals were won
      • #12 Globex · Sam Ortiz · today — The pilot turned into a contract.
      • #7 no customer · Sam Ortiz · $5,000 · today — So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So…
      All of one: /deal list stories #7
      [Older]"
    `)
    expect(render(said)).toMatchInlineSnapshot(`
      {
        "blocks": [
          {
            "text": {
              "text": "*📖 How 3 deals were won*
      • *#12* Globex · Sam Ortiz · today — The pilot turned into a contract.
      • *#7* no customer · Sam Ortiz · $5,000 · today — So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So…",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
          {
            "elements": [
              {
                "text": "All of one: \`/deal list stories #7\`",
                "type": "mrkdwn",
                "verbatim": true,
              },
            ],
            "type": "context",
          },
          {
            "elements": [
              {
                "action_id": "turn-story-page:0",
                "text": {
                  "emoji": true,
                  "text": "Older",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "2:[]",
              },
            ],
            "type": "actions",
          },
        ],
        "text": "📖 How 3 deals were won
      • #12 Globex · Sam Ortiz · today — The pilot turned into a contract.
      • #7 no customer · Sam Ortiz · $5,000 · today — So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So much patience. So…
      All of one: /deal list stories #7",
      }
    `)
  })

  test('says what was looked for', () => {
    expect(read(storyListMessage({ ...page, words: ['pilot', '<!here>'] }, request()))).toContain('3 stories with pilot <!here>')
    expect(read(storyListMessage({ ...page, stories: [], count: 0, words: ['pilot'] }, request()))).toContain('No story has pilot in it')
  })

  test('turns its pages by what its buttons carry, and by nothing else', () => {
    expect(readStoryPage('5:["a \\"b\\"","ü"]')).toEqual({ skip: 5, words: ['a "b"', 'ü'] })
    for (const value of ['', '5', '5:', '5:{}', '5:[1]', '-1:[]', '12345678:[]', 'x:[]'])
      expect(readStoryPage(value), value).toBeUndefined()
  })
})

test.each(spokenLanguages)('every sentence about stories is said in full in %s', (language) => {
  const whats: readonly Told['what'][] = ['told', 'corrected', 'removed', 'restored', 'untold', 'unchanged']
  for (const what of whats) {
    for (const isShown of [true, false]) {
      const text = read(storyEcho({ what, deal: deal(7), story: story(7, 'A pilot.'), isShown, undo: 'x' }, request(sam, language)))
      expect(text).toContain('Globex')
      expect(text).toContain('#7')
      expect(text).not.toMatch(/[{}]|undefined/)
    }
  }
})
