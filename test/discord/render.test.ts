// How messages look on Discord: private answers, posts, and posts in components.
import { expect, test } from 'vitest'
import type { Message, Node } from '../../src/message/message.ts'
import { buttons, csvFile, facts, headline, list, picture, quiet, text } from '../../src/message/write.ts'
import { answered, attachedIn, message, posted, refused } from './rendering.ts'

const png = { name: 'week 47.png', mediaType: 'image/png', bytes: Buffer.from('a picture') }
const kim = '812345678901234568'

const echo = message(
  headline('✅ Deal #412 won: $5,000.00 · Acme · today (Q4, week 47)'),
  text('You are at $38,200 of $50,000 this quarter: 76\u00a0%, on track.'),
  { kind: 'bar', filled: 0.764, tick: 0.78, after: ['before 66\u00a0% → now 76\u00a0%'] },
  buttons(
    { label: 'Undo', action: 'undo-deal', value: '412', style: 'danger' },
    { label: 'Edit', action: 'edit-deal', value: '412', style: 'primary' },
    { label: 'Split', action: 'split-deal', value: '412' },
  ),
)

const card = message(
  { kind: 'headline', spans: ['🔔 ', { kind: 'bold', spans: ['Sam Ortiz'] }, ' closed ', { kind: 'strike', spans: ['Acme'] }, ': $5,000'] },
  text('Third win in a row · biggest this month'),
  { kind: 'bar', filled: 0.764, tick: 0.78, before: ['Sam'], after: ['76\u00a0% of the quarter'] },
  { kind: 'divider' },
  list(['Acme', 'Globex']),
  { kind: 'list', numbered: true, items: [['Hooli'], [{ kind: 'code', text: '/deal list' }]] },
  quiet('Only you see this.'),
  facts([
    ['To go', '$11,800'],
    ['Pace', [{ kind: 'italic', spans: ['on track'] }]],
  ]),
)

const meeting = message(
  headline('📋 North · under way'),
  text('1 Score'),
  buttons({ label: 'Done', action: 'agenda-done', value: '1' }),
  { kind: 'divider' },
  text('2 Wins'),
  buttons({ label: 'Done', action: 'agenda-done', value: '2' }),
)

/** Without the ids, which are somebody's secret. */
const shape = (of: unknown): unknown =>
  JSON.parse(JSON.stringify(of, (key, value: unknown) => (key === 'custom_id' || key === 'id' || key === 'url' ? `(${key})` : value)))

test('a private answer is components in the order of the nodes', () => {
  const rendered = answered(echo)
  expect(refused(rendered)).toEqual([])
  expect(shape(rendered.body)).toMatchSnapshot()
})

test('a post is its news, with the rest in an embed below', () => {
  const rendered = posted(card)
  expect(refused(rendered)).toEqual([])
  expect(shape(rendered.body)).toMatchSnapshot()
})

test('the same as a private answer', () => expect(shape(answered(card).body)).toMatchSnapshot())

test('buttons between words stay there: such a post is in components', () => {
  const rendered = posted(meeting)
  expect(refused(rendered)).toEqual([])
  expect(rendered.body.content).toBeUndefined()
  expect(shape(rendered.body)).toMatchSnapshot()
})

test('a side remark below buttons does not make components of a post', () => {
  const nudge: Node[] = [...echo.nodes, quiet('Only you see this.')]
  expect(posted({ nodes: nudge }).body).toMatchObject({
    content: echoHeadline,
    embeds: [{ description: expect.stringMatching(/\n-# Only you see this\.$/) }],
  })
  expect(posted({ nodes: nudge }, { layout: true }).body).not.toHaveProperty('content')
})
const echoHeadline = '✅ Deal #412 won: $5,000.00 · Acme · today (Q4, week 47)'

test('whoever is thanked is told, where that can be, and nobody else', () => {
  const thanks = { kind: 'mention', person: kim, name: 'Kim' } as const
  const named = ['<@812345678901234569> @everyone'] as const
  const inNews = posted(message(text(['Thank you ', thanks, ...named]), text('for the pilot')))
  expect(inNews.body).toMatchObject({
    content: `Thank you <@${kim}>\\<@812345678901234569> \\@everyone`,
    allowed_mentions: { parse: [], users: [kim] },
  })
  // Nobody is told of a mention in an embed.
  const below = posted(message(headline('Best of the month'), text(['Thank you ', thanks])))
  expect(below.body).toMatchObject({ flags: 1 << 15, allowed_mentions: { parse: [], users: [kim] } })
  expect(refused(below)).toEqual([])
  expect(answered(message(text(['Thank you ', thanks]))).body.allowed_mentions).toEqual({ parse: [], users: [] })
  const crowd = message(
    text(Array.from({ length: 101 }, (_, one) => ({ ...thanks, person: `81234567890123${String(one).padStart(4, '0')}` }))),
  )
  expect(posted(crowd).body.allowed_mentions.users).toHaveLength(100)
  expect(refused(posted(crowd))).toEqual([])
})

test('a picture is shown with its words, and the post goes without where there is none', () => {
  const board = message(headline('🏁 Week 47'), picture('week 47.png', '<svg/>', 'Sam 76 %, Kim 92 %'), list(['Sam', 'Kim']))
  const shown = posted(board, { picture: png })
  expect(refused(shown)).toEqual([])
  expect(shown.body).toMatchObject({
    embeds: [{ description: '• Sam\n• Kim', image: { url: 'attachment://week-47.png' } }],
    attachments: [{ id: '0', filename: 'week-47.png', description: 'Sam 76 %, Kim 92 %' }],
  })
  expect(shown.files).toEqual([{ ...png, name: 'week-47.png' }])
  const inComponents = posted(board, { picture: png, layout: true })
  expect(refused(inComponents)).toEqual([])
  expect(inComponents.body.components).toMatchObject([
    { type: 10 },
    { type: 12, items: [{ media: { url: 'attachment://week-47.png' }, description: 'Sam 76 %, Kim 92 %' }] },
    { type: 10 },
  ])
  for (const without of [posted(board), posted(board, { layout: true }), answered(board)]) {
    expect(refused(without)).toEqual([])
    expect(without.files).toEqual([])
  }
  const alone = posted(message(picture('x.png', '<svg/>', '')), { picture: png })
  expect(refused(alone)).toEqual([])
  expect(alone.body.embeds).toMatchObject([{ image: { url: 'attachment://week-47.png' } }])
})

test('a post carries its file under a name that Discord keeps; a private answer names it', () => {
  const digest = message(headline('Week 47'), csvFile('Zürich & Øst, uke 47.csv', 'a,b\r\n'))
  const shown = posted(digest)
  expect(refused(shown)).toEqual([])
  expect(shown.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([['Zurich-st-uke-47.csv', 'a,b\r\n']])
  expect(shown.body.content).not.toContain('📎')
  const laidOut = posted(digest, { layout: true })
  expect(refused(laidOut)).toEqual([])
  expect(laidOut.body.components).toMatchObject([{ type: 10 }, { type: 13, file: { url: 'attachment://Zurich-st-uke-47.csv' } }])
  expect(JSON.stringify(answered(digest).body)).toContain('📎 Zürich & Øst, uke 47.csv')
  expect(answered(digest).files).toEqual([])
  const both = message(headline('x'), picture('a.png', '<svg/>', ''), csvFile('a.png', 'x'))
  expect(refused(posted(both, { picture: { ...png, name: 'a.png' } }))).toEqual([])
  expect(refused(posted(message(headline('x'), csvFile('empty.csv', ''))))).toEqual([])
  expect(refused(posted(message(headline('x'), csvFile('你好.csv', 'x'))))).toEqual([])
})

test('a command in code is named as it is typed there, in what is attached too', () => {
  const long = message(text([{ kind: 'code', text: '/deal won 5000 Acme' }, ' x'.repeat(3_000)]))
  expect(JSON.stringify(answered(long).body)).toContain('`/deal won 5000 Acme`')
  expect(attachedIn(answered(long))).toContain('/deal won 5000 Acme')
})

test('nothing at all is still a message', () => {
  const empty: Message[] = [
    message(),
    message(headline([])),
    message(text('\u202e')),
    message({ kind: 'divider' }),
    message(facts([])),
    message(buttons()),
  ]
  for (const each of empty)
    for (const rendered of [answered(each), posted(each), posted(each, { layout: true })])
      expect([each, refused(rendered)]).toEqual([each, []])
})
