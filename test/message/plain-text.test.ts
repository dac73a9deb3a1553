// Messages as plain text.
import { expect, test } from 'vitest'
import { attainmentBar } from '../../src/message/attainment-bar.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { buttons, facts, headline, list, message, quiet, text } from '../../src/message/write.ts'

test.each([
  [0, undefined, '░░░░░░░░░░░░░░░░░░░░'],
  [0.76, 0.78, '▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓│░░░░'],
  [0.62, 0.56, '▓▓▓▓▓▓▓▓▓▓│▓░░░░░░░░'],
  [0.999, undefined, '▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░'],
  [1, 1, '▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓│'],
  [1.8, 0.5, '▓▓▓▓▓▓▓▓▓▓│▓▓▓▓▓▓▓▓▓'],
  [-0.2, 0, '│░░░░░░░░░░░░░░░░░░░'],
  [Number.NaN, 0.5, '░░░░░░░░░░│░░░░░░░░░'],
])('a bar at %d with its tick at %s', (filled, tick, bar) => {
  expect(attainmentBar(filled, tick)).toBe(bar)
})

test('a message is a line a node', () => {
  const said = message(
    headline('News'),
    text(['It was ', { kind: 'strike', spans: ['so'] }, ' ', { kind: 'link', url: 'https://example.com', text: 'there' }]),
    quiet('small print'),
    list(['one', ['two ', { kind: 'code', text: '/deal' }]]),
    facts([['Amount', '$5']]),
    false,
    buttons({ label: 'Undo', action: 'undo-deal', value: '1:1' }),
  )
  expect(plainText(said)).toBe('News\nIt was ~so~ there (https://example.com)\nsmall print\n• one\n• two /deal\nAmount: $5\n[Undo]')
})
