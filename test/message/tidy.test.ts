// A cut leaves whole what people see as one character.
import { expect, test } from 'vitest'
import { beginning, plainLine } from '../../src/message/tidy.ts'

test.each(['🇳🇴', '👩‍👩‍👧', '😀', 'é'])('of many %s in a row only whole ones are left, wherever it is cut', (unit) => {
  for (let length = 200; length < 220; length += 1)
    for (const before of ['', 'x', 'xy', 'x '.repeat(60)]) {
      const found = beginning(before + unit.repeat(300), length)
      expect(found.length).toBeLessThanOrEqual(length)
      expect(found.length).toBeGreaterThan(length - unit.length)
      expect(found.slice(before.length).replaceAll(unit, '')).toBe('')
    }
})

test('a label that fits is whole, and a longer one ends in …', () => {
  expect(plainLine('b'.repeat(80), 80)).toBe('b'.repeat(80))
  expect(plainLine('b'.repeat(81), 80)).toBe(`${'b'.repeat(79)}…`)
  expect(plainLine(' two\nlines ', 80)).toBe('two lines')
})
