// How messages look on Slack, that they stay within its limits, and that typed text stays text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Form } from '../../src/message/form.ts'
import type { Message, Node, Span } from '../../src/message/message.ts'
import { plainLine } from '../../src/message/tidy.ts'
import { modal } from '../../src/slack/modal.ts'
import { privateAnswer, render } from '../../src/slack/render.ts'
import { refusalOfBlocks, refusalOfView } from '../fakes/slack/block-rules.ts'

const message = (...nodes: Node[]): Message => ({ nodes })
const text = (...spans: Span[]): Node => ({ kind: 'text', spans })
const shown = (...spans: Span[]) => {
  const [block] = render(message(text(...spans))).blocks
  return block?.type === 'section' ? block.text?.text : undefined
}

test('the private echo of a win', () => {
  const echo = message(
    { kind: 'headline', spans: ['✅ Deal #412 won: $5,000.00 · Acme · today (Q4, week 47)'] },
    text('You are at $38,200 of $50,000 this quarter: 76\u00a0%, on track.'),
    { kind: 'bar', filled: 0.764, tick: 0.78, after: ['before 66\u00a0% → now 76\u00a0%'] },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Undo', action: 'undo-deal', value: '412' },
        { label: 'Edit', action: 'edit-deal', value: '412', style: 'primary' },
      ],
    },
  )
  expect(privateAnswer(echo)).toMatchInlineSnapshot(`
    {
      "blocks": [
        {
          "text": {
            "text": "*✅ Deal #412 won: $5,000.00 · Acme · today (Q4, week 47)*
    You are at $38,200 of $50,000 this quarter: 76 %, on track.
    ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓│░░░░
    before 66 % → now 76 %",
            "type": "mrkdwn",
            "verbatim": true,
          },
          "type": "section",
        },
        {
          "elements": [
            {
              "action_id": "undo-deal:0",
              "text": {
                "emoji": true,
                "text": "Undo",
                "type": "plain_text",
              },
              "type": "button",
              "value": "412",
            },
            {
              "action_id": "edit-deal:1",
              "style": "primary",
              "text": {
                "emoji": true,
                "text": "Edit",
                "type": "plain_text",
              },
              "type": "button",
              "value": "412",
            },
          ],
          "type": "actions",
        },
      ],
      "response_type": "ephemeral",
      "text": "✅ Deal #412 won: $5,000.00 · Acme · today (Q4, week 47)
    You are at $38,200 of $50,000 this quarter: 76 %, on track.
    before 66 % → now 76 %",
    }
  `)
})

test('the public card, corrected, with bars that fit a phone', () => {
  const card = message(
    {
      kind: 'headline',
      spans: [{ kind: 'strike', spans: ['Sam Ortiz closed Acme'] }, ' — taken back in ', { kind: 'channel', channel: 'C0WINS001' }],
    },
    { kind: 'bar', filled: 0.764, tick: 0.78, before: ['Sam'], after: ['76\u00a0% of the quarter'] },
    { kind: 'bar', filled: 0.64, tick: 0.78, before: [{ kind: 'bold', spans: ['North'] }] },
    { kind: 'divider' },
    {
      kind: 'facts',
      facts: [
        { name: 'To go', value: ['$11,800'] },
        { name: 'Pace', value: [{ kind: 'italic', spans: ['on track'] }] },
      ],
    },
    { kind: 'list', numbered: true, items: [['Acme'], [{ kind: 'link', url: 'https://example.com/a?b=1&c=<d>', text: 'Globex <3' }]] },
    { kind: 'quiet', spans: ['Try ', { kind: 'code', text: '/deal won 5000 Acme' }] },
  )
  expect(render(card, 'deal-412')).toMatchInlineSnapshot(`
    {
      "blocks": [
        {
          "block_id": "post/deal-412",
          "text": {
            "text": "*~Sam Ortiz closed Acme~ — taken back in <#C0WINS001>*
    Sam 76 % of the quarter
    ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓│░░░░
    *North*
    ▓▓▓▓▓▓▓▓▓▓▓▓░░░│░░░░",
            "type": "mrkdwn",
            "verbatim": true,
          },
          "type": "section",
        },
        {
          "type": "divider",
        },
        {
          "fields": [
            {
              "text": "*To go*
    $11,800",
              "type": "mrkdwn",
              "verbatim": true,
            },
            {
              "text": "*Pace*
    _on track_",
              "type": "mrkdwn",
              "verbatim": true,
            },
          ],
          "type": "section",
        },
        {
          "text": {
            "text": "1. Acme
    2. <https://example.com/a?b=1&amp;c=%3Cd%3E|Globex &lt;3>",
            "type": "mrkdwn",
            "verbatim": true,
          },
          "type": "section",
        },
        {
          "elements": [
            {
              "text": "Try \`/deal won 5000 Acme\`",
              "type": "mrkdwn",
              "verbatim": true,
            },
          ],
          "type": "context",
        },
      ],
      "text": "Sam Ortiz closed Acme — taken back in <#C0WINS001>
    Sam 76 % of the quarter
    North
    To go: $11,800
    Pace: on track
    1. Acme
    2. <https://example.com/a?b=1&amp;c=%3Cd%3E|Globex &lt;3>
    Try /deal won 5000 Acme",
    }
  `)
})

test.each([
  ['<!channel> <@U1> <https://evil.example|Acme>', '&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|Acme&gt;'],
  ['*bold* ~gone~ `code` ```pre```', '∗bold∗ ∼gone∼ ˋcodeˋ ˋˋˋpreˋˋˋ'],
  ['_slanted_ but snake_case stays', 'ˍslantedˍ but snake_case stays'],
  [':tada: and :+1::skin-tone-2: at 10:30', '∶tada: and ∶+1:∶skin-tone-2: at 10:30'],
  ['> quoted', '\u200b&gt; quoted'],
  ['one\n>>> all the rest', 'one\n\u200b&gt;&gt;&gt; all the rest'],
  ['3 > 2', '3 &gt; 2'],
  ['AT&T &amp; Co', 'AT&amp;T &amp;amp; Co'],
  ['a\u0000b\u202ec\u2066d\u200fe\u0007', 'abcde'],
  ['half \ud83d surrogate', 'half \ufffd surrogate'],
  ['line\r\nends\u2028here', 'line\nends\nhere'],
  ['won: שלום עולם 5,000', 'won: \u2068שלום עולם\u2069 5,000'],
])('typed %j is shown as it was typed', (typed, markup) => expect(shown(typed)).toBe(markup))

test('pieces of typed text cannot make markup together', () => {
  expect(shown('Sam *', { kind: 'bold', spans: ['Acme'] }, '* :ta', 'da:')).toBe('Sam ∗\u200b*Acme*\u200b∗ ∶tada:')
})

test('our own marks stand where Slack sees them', () => {
  expect(shown('a', { kind: 'bold', spans: ['b'] }, 'c')).toBe('a\u200b*b*\u200bc')
  expect(shown({ kind: 'bold', spans: [' spaced '] }, 'x')).toBe('*spaced* x')
  expect(shown({ kind: 'bold', spans: ['two\nlines'] })).toBe('*two*\n*lines*')
  expect(shown({ kind: 'bold', spans: ['a ', { kind: 'italic', spans: ['b'] }, ' c'] })).toBe('*a _b_ c*')
  expect(shown({ kind: 'bold', spans: ['  '] }, { kind: 'italic', spans: [''] }, 'x')).toBe('x')
  expect(shown({ kind: 'code', text: 'a `b` *c* <d>' })).toBe('`a ˋbˋ *c* &lt;d&gt;`')
})

test('a link goes only where links go; else its words stand there', () => {
  expect(shown({ kind: 'link', url: 'javascript:alert(1)', text: 'click' })).toBe('click')
  expect(shown({ kind: 'link', url: 'https://x.example/|<!channel>', text: 'a|b > c' })).toBe(
    '<https://x.example/%7C%3C!channel%3E|a b &gt; c>',
  )
  expect(shown({ kind: 'channel', channel: 'U0GUS0001' })).toBe('<@U0GUS0001>')
  expect(shown({ kind: 'channel', channel: 'C1> <!channel' })).toBe('#C1&gt; &lt;!channel')
})

test('a line end in a headline, a list or a fact does not break the layout', () => {
  const { blocks } = render(message({ kind: 'headline', spans: ['won\nDeal #413 undone'] }, { kind: 'list', items: [['a\n\nb']] }))
  expect(blocks).toMatchObject([{ text: { text: '*won Deal #413 undone*\n• a b' } }])
})

test('the most there may be is sent whole, one more is split or cut, never refused', () => {
  const sizes = (node: Node) =>
    render(message(node)).blocks.map((block) => (block.type === 'section' ? (block.text?.text.length ?? block.fields?.length) : block.type))
  expect(sizes(text('x'.repeat(3_000)))).toEqual([3_000])
  expect(sizes(text('x'.repeat(3_001)))).toHaveLength(2)
  const facts = (count: number, value = 'v'): Node => ({
    kind: 'facts',
    facts: Array.from({ length: count }, () => ({ name: 'n', value: [value] })),
  })
  expect(sizes(facts(10))).toEqual([10])
  expect(sizes(facts(11))).toEqual([10, 1])
  const field = (value: string) => {
    const [block] = render(message(facts(1, value))).blocks
    return block?.type === 'section' ? (block.fields?.[0]?.text ?? '') : ''
  }
  expect(field('v'.repeat(1_996))).toBe(`*n*\n${'v'.repeat(1_996)}`)
  expect(field('v'.repeat(1_997)).endsWith('v…')).toBe(true)
  expect(field('v'.repeat(1_997)).length).toBeLessThanOrEqual(2_000)
  const buttons = (count: number): Node => ({
    kind: 'buttons',
    buttons: Array.from({ length: count }, () => ({ label: 'b', action: 'a', value: 'v' })),
  })
  expect(render(message(buttons(5))).blocks).toHaveLength(1)
  expect(render(message(buttons(6))).blocks).toHaveLength(2)
  expect(plainLine('b'.repeat(75), 75)).toBe('b'.repeat(75))
  expect(plainLine('b'.repeat(76), 75)).toBe(`${'b'.repeat(74)}…`)
  expect(sizes(text('word '.repeat(10_000))).at(-1)).toBe('context')
})

test('fifty blocks are sent, of fifty-one the end is left out, not the buttons', () => {
  const dividers = (count: number): Node[] => Array.from({ length: count }, () => ({ kind: 'divider' }))
  const undo: Node = { kind: 'buttons', buttons: [{ label: 'Undo', action: 'undo', value: '1' }] }
  expect(render(message(...dividers(49), undo)).blocks).toHaveLength(50)
  const cut = render(message(...dividers(50), undo)).blocks
  expect(cut).toHaveLength(50)
  expect(cut.slice(-2)).toMatchObject([{ type: 'context' }, { type: 'actions' }])
})

test('a cut never halves a character or an entity', () => {
  for (const unit of ['😀', '👩‍👩‍👧', '&', 'é', '<']) {
    for (const block of render(message(text(`x${unit.repeat(3_000)}`))).blocks) {
      if (block.type !== 'section') continue
      const shown = block.text?.text ?? ''
      expect(shown.length).toBeLessThanOrEqual(3_000)
      expect(shown).not.toMatch(/\p{Cs}/u)
      expect(shown.replace(/&(?:amp|lt|gt);/g, '')).not.toContain('&')
      expect(shown.replace(/^x/, '').replaceAll(unit.replace('&', '&amp;').replace('<', '&lt;'), '').replace('…', '')).toBe('')
    }
  }
})

test('a value that could not come back whole is a fault, not a cut', () => {
  expect(() => render(message({ kind: 'buttons', buttons: [{ label: 'x', action: 'a', value: 'v'.repeat(2_001) }] }))).toThrow(RangeError)
})

test('nothing at all is still a message', () => {
  expect(render(message())).toMatchObject({ text: '…', blocks: [{ type: 'section' }] })
  expect(refusalOfBlocks(render(message(text('\u202e'), { kind: 'headline', spans: [] })).blocks)).toBeUndefined()
})

const anySpan: fc.Arbitrary<Span> = fc.letrec<{ span: Span }>((tie) => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('*', '_', '~', '`', '>', '<', '&', ':', '\n', ' ', 'a', '\ud83d', 'א', '@channel', '<!channel>'),
      maxLength: 30,
    }),
    fc.string({ unit: 'grapheme', minLength: 2_900, maxLength: 3_200 }),
  )
  return {
    span: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      typed,
      fc.record({
        kind: fc.constantFrom('bold' as const, 'italic' as const, 'strike' as const),
        spans: fc.array(tie('span'), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('code' as const), text: typed }),
      fc.record({ kind: fc.constant('channel' as const), channel: fc.constantFrom('C0WINS001', 'x y', '') }),
      fc.record({ kind: fc.constant('link' as const), url: fc.oneof(fc.webUrl(), typed), text: typed }),
    ),
  }
}).span
const spans = fc.array(anySpan, { maxLength: 4 })
const anyNode: fc.Arbitrary<Node> = fc.oneof(
  fc.record({ kind: fc.constantFrom('headline' as const, 'text' as const, 'quiet' as const), spans }),
  fc.record({ kind: fc.constant('bar' as const), filled: fc.double(), tick: fc.double(), before: spans, after: spans }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(spans, { maxLength: 12 }), numbered: fc.boolean() }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ name: fc.string({ maxLength: 50 }), value: spans }), { maxLength: 23 }),
  }),
  fc.constant<Node>({ kind: 'divider' }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(
      fc.record({ label: fc.string({ unit: 'binary', maxLength: 90 }), action: fc.constant('act'), value: fc.string({ maxLength: 200 }) }),
      {
        maxLength: 12,
      },
    ),
  }),
)

test('whatever a message holds, Slack takes it, nobody is pinged and nothing is linked but links', () => {
  fc.assert(
    fc.property(fc.array(anyNode, { maxLength: 12 }), (nodes) => {
      const { text: fallback, blocks } = render({ nodes }, 'key')
      expect(refusalOfBlocks(blocks)).toBeUndefined()
      expect(fallback.length).toBeLessThanOrEqual(4_000)
      const all = JSON.stringify([blocks.map((block) => (block.type === 'actions' ? {} : block)), fallback])
      expect(all).not.toMatch(/<[!@]/)
      expect(all).not.toMatch(/\\ud[89a-f]/i)
    }),
    { numRuns: 150 },
  )
})

const form: Form = {
  name: 'edit-deal',
  about: '412',
  title: 'Edit deal #412 of Sam Ortiz',
  submit: 'Save',
  cancel: 'Cancel',
  fields: [
    { name: 'amount', label: 'Amount', kind: 'line', initial: '5000', required: true, longest: 40, hint: '5000, 5k, €5k' },
    { name: 'note', label: 'Note', kind: 'text', required: false },
    { name: 'closed', label: 'Closed on', kind: 'date', initial: '2026-11-18', required: true },
    {
      name: 'stage',
      label: 'Stage',
      kind: 'choice',
      initial: 'won',
      required: true,
      options: [
        { value: 'open', label: 'Open' },
        { value: 'won', label: 'Won' },
      ],
    },
  ],
}
const memory = { place: { channel: 'C0WINS001', kind: 'channel' as const }, responseUrl: 'https://hooks.slack.com/x', replaceable: true }

test('a form is a modal', () => {
  expect(modal(form, memory)).toMatchInlineSnapshot(`
    {
      "blocks": [
        {
          "block_id": "amount",
          "element": {
            "action_id": "amount",
            "initial_value": "5000",
            "max_length": 40,
            "multiline": false,
            "type": "plain_text_input",
          },
          "hint": {
            "emoji": true,
            "text": "5000, 5k, €5k",
            "type": "plain_text",
          },
          "label": {
            "emoji": true,
            "text": "Amount",
            "type": "plain_text",
          },
          "optional": false,
          "type": "input",
        },
        {
          "block_id": "note",
          "element": {
            "action_id": "note",
            "max_length": 3000,
            "multiline": true,
            "type": "plain_text_input",
          },
          "label": {
            "emoji": true,
            "text": "Note",
            "type": "plain_text",
          },
          "optional": true,
          "type": "input",
        },
        {
          "block_id": "closed",
          "element": {
            "action_id": "closed",
            "initial_date": "2026-11-18",
            "type": "datepicker",
          },
          "label": {
            "emoji": true,
            "text": "Closed on",
            "type": "plain_text",
          },
          "optional": false,
          "type": "input",
        },
        {
          "block_id": "stage",
          "element": {
            "action_id": "stage",
            "initial_option": {
              "text": {
                "emoji": true,
                "text": "Won",
                "type": "plain_text",
              },
              "value": "won",
            },
            "options": [
              {
                "text": {
                  "emoji": true,
                  "text": "Open",
                  "type": "plain_text",
                },
                "value": "open",
              },
              {
                "text": {
                  "emoji": true,
                  "text": "Won",
                  "type": "plain_text",
                },
                "value": "won",
              },
            ],
            "type": "static_select",
          },
          "label": {
            "emoji": true,
            "text": "Stage",
            "type": "plain_text",
          },
          "optional": false,
          "type": "input",
        },
      ],
      "callback_id": "edit-deal",
      "close": {
        "emoji": true,
        "text": "Cancel",
        "type": "plain_text",
      },
      "private_metadata": "{"a":"412","c":"C0WINS001","d":false,"r":true,"u":"https://hooks.slack.com/x"}",
      "submit": {
        "emoji": true,
        "text": "Save",
        "type": "plain_text",
      },
      "title": {
        "emoji": true,
        "text": "Edit deal #412 of Sam O…",
        "type": "plain_text",
      },
      "type": "modal",
    }
  `)
})

test('a form with too much in it is still taken', () => {
  const stuffed: Form = {
    ...form,
    title: 'T'.repeat(50),
    submit: 'S'.repeat(50),
    fields: [
      {
        name: 'long',
        label: 'L'.repeat(3_000),
        kind: 'text',
        initial: '😀'.repeat(2_000),
        required: false,
        longest: 10,
        hint: 'h'.repeat(3_000),
      },
      { name: 'day', label: 'Day', kind: 'date', initial: '2026-02-31', required: true },
      { name: 'none', label: 'None', kind: 'choice', required: true, options: [] },
      {
        name: 'many',
        label: 'Many',
        kind: 'choice',
        required: true,
        options: Array.from({ length: 120 }, (_, index) => ({ value: `v${index}`, label: 'x'.repeat(100) })),
      },
      ...Array.from({ length: 120 }, (_, index) => ({ name: `f${index}`, label: 'F', kind: 'line' as const, required: false })),
    ],
  }
  expect(refusalOfView(modal(stuffed, { ...memory, responseUrl: `https://x/${'y'.repeat(5_000)}` }))).toBeUndefined()
})

test('piled-up accents are no higher than a script needs, and no script loses one', () => {
  const zalgo = `Z${'\u0301\u0489\u0360'.repeat(33)}`
  const pile = /\p{M}{5}/u
  expect(shown(zalgo)).toBe(`Z${'\u0301\u0489\u0360\u0301'}`)
  expect(shown({ kind: 'bold', spans: [zalgo] })).not.toMatch(pile)
  expect(plainLine(`A${zalgo}B`, 75)).toBe('AZ\u0301\u0489\u0360\u0301B')
  for (const between of ['\u200d', '\u00ad', '\u200b', '\u0903']) {
    const marks = (plainLine(`Z${`\u0301${between}`.repeat(40)}`, 75).match(/\u0301/g) ?? []).length
    expect(marks).toBe(4)
  }
  const names = ['हिन्दी क्षत्रियों', 'น้ำผึ้ง ที่นี่', 'Nguyễn Phượng', 'Nguyễn Phượng'.normalize('NFD'), 'בְּרֵאשִׁ֖ית', 'လျှော့', 'བསྒྲུབས']
  const emoji = ['👩🏽‍❤️‍💋‍👨🏿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '🏳️‍⚧️']
  for (const kept of [...names, ...emoji]) expect(plainLine(kept, 75)).toBe(kept)
})
