// The label of a suggestion stands for its value, and a name that looks like one for itself.
import { expect, test } from 'vitest'
import type { Suggests } from '../../src/conversation/argument.ts'
import { explained, unexplained } from '../../src/conversation/label.ts'

test('a value with what it means', () => {
  expect(explained('this month', 'November 2026')).toBe('this month · November 2026')
  expect(explained('company', 'company')).toBe('company')
  expect(explained('#42', '', '$5,000', undefined)).toBe('#42 · $5,000')
})

test.each<[Suggests | undefined, string, string]>([
  ['periods', 'this month · November 2026', 'this month'],
  ['deals', '#42 · A · B · $5,000 · won', '#42'],
  ['subjects', 'me · Sam Ortiz', 'me'],
  ['teams', 'team · North', 'team'],
  ['settings', 'small-wins · Small wins are those below', 'small-wins'],
  ['subjects', 'North · West', 'North · West'],
  ['settings', 'announce x · y', 'announce x · y'],
  ['customers', 'Salt · Pepper', 'Salt · Pepper'],
  ['deals', 'Salt · Pepper', 'Salt · Pepper'],
  [undefined, 'a · b', 'a · b'],
  ['periods', ' · b', ' · b'],
  ['periods', 'last year', 'last year'],
])('for %s: %s', (suggests, text, value) => {
  expect(unexplained(text, suggests)).toBe(value)
})
