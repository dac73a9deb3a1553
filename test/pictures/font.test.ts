// What a font file says of itself, read from two of DejaVu's that keep their characters in different kinds of tables.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { fontIn, together } from '../../src/pictures/font.ts'

const { resolve } = createRequire(import.meta.url)
const fileOf = (name: string) => readFileSync(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))
const sans = fontIn(fileOf('DejaVuSans'))
const basic = fontIn(fileOf('DejaVuSans-ExtraLight')) // knows only the first 65,536 characters

test.each([
  ['Latin', 'Åse Đorđević', true, true],
  ['Cyrillic and Greek', 'Ольга Ωmega', true, true],
  ['Arabic and Hebrew', 'نور דוד', true, false],
  ['beyond the first 65,536 characters', '𝔸', true, false],
  ['Chinese', '李', false, false],
  ['Japanese', 'か', false, false],
  ['a rocket', '🚀', false, false],
  ['a private use character', '\u{10ffff}', false, false],
  ['nothing but spaces and joiners', ' \u00a0\u202f\u200d\ufe0f', true, true],
])('it knows which letters it has: %s', (_, text, inSans, inBasic) => {
  expect(sans.covers(text)).toBe(inSans)
  expect(basic.covers(text)).toBe(inBasic)
})

test('it knows how wide words come out', () => {
  expect(sans.family).toBe('DejaVu Sans')
  expect(sans.width('', 20)).toBe(0)
  expect(sans.width('iiii', 20)).toBeLessThan(sans.width('mmmm', 20))
  expect(sans.width('Sam', 40)).toBeCloseTo(2 * sans.width('Sam', 20))
  expect(sans.width('Sam Ortiz', 1_000)).toBeCloseTo(4_933, -1)
})

test('several fonts write what any of them can', () => {
  const both = together([basic, sans])
  expect(both.covers('نور')).toBe(true)
  expect(both.covers('نور 李')).toBe(false)
  expect(both.width('نور', 20)).toBeCloseTo(sans.width('نور', 20))
})

test.each([
  ['an empty file', new Uint8Array()],
  ['words', Buffer.from('This is no font at all, whatever it is called.')],
  ['half a font', fileOf('DejaVuSans').subarray(0, 2_000)],
])('%s is refused', (_, file) => {
  expect(() => fontIn(file)).toThrow()
})
