// What the board of a week says: to whom it belongs, and what it keeps to itself.
import { describe, expect, test } from 'vitest'
import { spokenLanguages } from '../../src/languages/speak.ts'
import { picture } from '../../src/message/write.ts'
import { render } from '../../src/slack/render.ts'
import { renderMessage } from '../../src/terminal/render.ts'
import { date } from '../contracts/company.ts'
import { onDiscord } from '../discord/rendering.ts'
import { boardMessageOf, type Told, usual, wordsOf } from './a-company.ts'

const line = async (name: string, ...asked: Parameters<typeof wordsOf>) =>
  (await wordsOf(...asked)).split('\n').find((one) => one.includes(name)) ?? ''

test('the team’s line first, then everybody’s place, and the quarter’s best', async () => {
  expect(await wordsOf(usual)).toMatchInlineSnapshot(`
    "🏁 Week 47 · The company reached $71,700: 72 % of Q4 2026, 16 points ahead of plan
    Won in the week: $36,200
    • 1 ▲1 Sam Ortiz · $18,300 · 66 % of Q4 2026 · 🔥 3 weeks · most improved
    • 2 (new) Ana Prieto · $9,900 · 50 %
    • 3 ▼2 Kim Lund · $6,000 · 112 % · 🔥 2 weeks
    • 4 (new) Noor Haddad · $2,000
    Q4 2026: Kim Lund 112 % · Sam Ortiz 66 % · Ana Prieto 50 %"
  `)
})

test('it reads on Slack, on Discord and in a terminal', async () => {
  const message = await boardMessageOf(usual)
  const [headline, ...rest] = message.nodes
  if (!headline) throw new Error('It says nothing')
  const drawn = { nodes: [headline, picture('board.png', '<svg/>', 'bars'), ...rest] }
  const image = { type: 'image' as const, slack_file: { id: 'F00000001' }, alt_text: 'bars' }
  expect(render(drawn, 'board/1', image)).toMatchSnapshot()
  expect(render(drawn).blocks).toEqual(render(message).blocks)
  expect(render(drawn).text).toBe(render(message).text)
  const png = { name: 'board.png', mediaType: 'image/png', bytes: Buffer.from('bars') }
  expect(onDiscord(drawn, 'post', { picture: png })).toMatchSnapshot('on Discord')
  expect(onDiscord(drawn)).toEqual(onDiscord(message))
  expect(renderMessage(drawn, { dressed: false, numberOf: () => 1 })).toMatchSnapshot()
})

test.each<[string, Told]>([
  ['one rep alone', { targets: [['Sam', 1_000]], wins: [['Sam', 500]] }],
  [
    'people who are level share a place',
    {
      wins: [
        ['Sam', 300],
        ['Kim', 200],
        ['Ana', 200],
        ['Noor', 100],
      ],
    },
  ],
  [
    'nobody has a target: the best by what they reached',
    {
      wins: [
        ['Sam', 300],
        ['Kim', 200, '2026-10-05'],
        ['Kim', 200],
      ],
    },
  ],
  ['the company alone has one', { targets: [['all', 1_000]], wins: [['Sam', 500]] }],
  [
    'everybody is behind',
    {
      targets: [
        ['all', 10_000],
        ['Sam', 5_000],
      ],
      wins: [['Sam', 500]],
    },
  ],
  [
    'nobody is behind',
    {
      targets: [
        ['all', 500],
        ['Sam', 400],
      ],
      wins: [['Sam', 900]],
    },
  ],
  [
    'targets of the week: the quarter stands beside them',
    {
      targets: [
        ['Sam', 400, 'week'],
        ['all', 9_000],
      ],
      wins: [
        ['Sam', 300],
        ['Sam', 100, '2026-10-05'],
      ],
    },
  ],
  [
    'targets of the year',
    {
      targets: [
        ['all', 10_000, 'year'],
        ['Sam', 10_000, 'year'],
      ],
      wins: [
        ['Sam', 300],
        ['Sam', 700, '2026-02-05'],
      ],
    },
  ],
  ['everybody keeps off boards: they count in the line of all', { people: { Sam: { offBoards: true } }, wins: [['Sam', 300]] }],
  [
    'who has left counts in the line of all, and stands nowhere',
    {
      people: { Sam: { hasLeft: true } },
      targets: [
        ['Sam', 900],
        ['Kim', 900],
      ],
      wins: [
        ['Sam', 300],
        ['Kim', 100],
      ],
    },
  ],
])('%s', async (_, told) => {
  expect(await wordsOf(told)).toMatchSnapshot()
})

test('more than ten are the first ten and how many more', async () => {
  const wins = Array.from({ length: 16 }, (_, index) => [`Rep ${index + 10}`, 1_600 - 10 * index] as const)
  const said = await wordsOf({ wins })
  expect(said).toContain('Rep 19')
  expect(said).not.toContain('Rep 20')
  expect(said).toContain('… and 6 more')
})

test('a new rep is measured by the part of the target that they carry', async () => {
  const told = (startedOn?: string): Told => ({
    people: { Sam: startedOn ? { startedOn: date(startedOn) } : {} },
    targets: [['Sam', 10_000]],
    wins: [['Sam', 1_000]],
  })
  expect(await line('1 Sam', told())).toContain('10 %')
  expect(await line('1 Sam', told('2026-11-02'))).not.toContain('10 %')
})

describe('how much a channel sees', () => {
  test.each([
    ['banded', /\$20–50K/],
    ['percent', /81 %|72 %/],
  ] as const)('%s', async (policy, seen) => {
    const said = await wordsOf(usual, policy)
    expect(said).toMatchSnapshot()
    expect(said).toMatch(seen)
    expect(said).not.toMatch(/\d,\d{3}/)
    expect(said.includes('$')).toBe(policy === 'banded')
  })

  test('hidden: who stands where, and no number of money or share', async () => {
    const said = await wordsOf(usual, 'hidden')
    expect(said).toMatchSnapshot()
    expect(said).not.toMatch(/[$%]|\d{3}/)
  })
})

test.each([
  ['exact', '🏁 Week 53 · Won in the week: $12,000\n• 1 Kim · $7,000\n• 2 Sam · $5,000'],
  ['banded', '🏁 Week 53 · Won in the week: $10–20K\n• 1 Kim · $5–10K\n• 2 Sam · $5–10K'],
  ['percent', '🏁 Week 53 · The company\n• 1 Kim\n• 2 Sam'],
] as const)('a quarter that is as new as the last days of the week is no news: %s', async (policy, words) => {
  const wins = [['Sam', 5_000, '2026-12-30'], ['Kim', 7_000, '2026-12-29']] as const // biome-ignore format: short
  expect(await wordsOf({ wins }, policy, 'en', date('2027-01-01'))).toBe(words)
})

describe('a week in which nothing was won', () => {
  const before: Told['wins'] = [['Sam', 5_000, '2026-11-11']]
  const open: Told['open'] = [
    [12_000, '2026-11-24'],
    [3_000, '2026-11-29'],
    [99_000, '2026-11-30'],
    [88_000, '2026-11-20'],
  ]
  const first = async (...asked: Parameters<typeof wordsOf>) => (await wordsOf(...asked)).split('\n')[0]

  test('is one kind sentence, with what is due next week, above the quarter to date', async () => {
    expect(await wordsOf({ wins: before, targets: [['all', 10_000]], open })).toBe(
      '🏁 Week 47 · A quiet week: nothing closed. 2 deals worth $15,000 are due next week.\nThe company reached $5,000: 50 % of Q4 2026, 6 points behind plan\nQ4 2026: Sam $5,000',
    )
  })
  test.each([
    ['exact', 'One deal worth $12,000 is due next week.'],
    ['banded', 'One deal worth $10–20K is due next week.'],
    ['percent', 'One deal is due next week.'],
    ['hidden', 'One deal is due next week.'],
  ] as const)('%s: %s', async (policy, sentence) => {
    expect(await first({ open: open.slice(0, 1) }, policy)).toBe(`🏁 Week 47 · A quiet week: nothing closed. ${sentence}`)
  })
  test('with nothing due it looks ahead all the same', async () => {
    expect(await wordsOf({})).toBe('🏁 Week 47 · A quiet week: nothing closed. The next win opens the board.')
  })
})

describe('a board that is made up for', () => {
  const told: Told = {
    ...usual,
    wins: [...(usual.wins ?? []), ['Noor Haddad', 50_000, '2026-11-21'], ['Noor Haddad', 60_000, '2026-11-24']],
  }
  test('is the one of its day: what was won since does not count yet', async () => {
    expect(await wordsOf(told)).toBe(await wordsOf(usual))
    expect(await line('Noor', told, 'exact', 'en', date('2026-11-21'))).toContain('• 1 ')
  })
  test('a week later it is that of the next week', async () => {
    expect(await line('🏁', told, 'exact', 'en', date('2026-11-27'))).toContain('Week 48')
  })
})

test.each(spokenLanguages)('every sentence of it is there in %s', async (language) => {
  const said = [
    await wordsOf(usual, 'exact', language),
    await wordsOf(usual, 'percent', language),
    await wordsOf({ wins: [['Sam', 5]] }, 'exact', language),
    await wordsOf(
      {
        open: [
          [12_000, '2026-11-24'],
          [3_000, '2026-11-25'],
        ],
      },
      'exact',
      language,
    ),
    await wordsOf({ open: [[12_000, '2026-11-24']] }, 'hidden', language),
    await wordsOf({}, 'exact', language),
  ]
  expect(said.join('\n\n')).toMatchSnapshot()
})
