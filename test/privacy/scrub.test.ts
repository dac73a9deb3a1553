// Taking a name out of what people typed, and no more than it.
import { expect, test } from 'vitest'
import { scrubbed, scrubbedJson, withoutReasons } from '../../src/privacy/scrub.ts'

const who = { name: 'Jo Doe', handles: ['jo', ''] }

test('a name goes in any case, as a word, with the handles; other words stay', () => {
  expect(scrubbed('JO DOE and @jo, not @john or Jo Doering (jo doe)', who, 'X $1')).toBe('X $1 and X $1, not @john or Jo Doering (X $1)')
  expect(scrubbed('text', { name: '', handles: [] }, 'X')).toBe('text')
})

test('in JSON its texts are cleaned, and its shape stays', () => {
  const clean = (text: string) => scrubbed(text, who, 'X')
  expect(scrubbedJson({ a: ['Jo Doe', 1, null, true], b: { c: '@jo' } }, clean)).toEqual({ a: ['X', 1, null, true], b: { c: 'X' } })
})

test.each([
  ['You thanked Jo Doe: staying late', 'You thanked Jo Doe: …'],
  ['You thanked Sam Ortiz: staying late', 'You thanked Sam Ortiz: staying late'],
  ['staying late, said Jo Doe', 'staying late, said Jo Doe'],
])('what somebody was thanked for: %s', (text, expected) => {
  expect(withoutReasons(text, who, ['', 'staying late'])).toBe(expected)
})
