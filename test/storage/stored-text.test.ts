// Text that people typed, on its way into a database.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldedWords, storable, storableJson } from '../../src/storage/stored-text.ts'

/** Any UTF-16, also what is no text. */
const anything = fc.string({ unit: 'binary', maxLength: 40 })
const hostile = fc.oneof(
  anything,
  fc
    .array(fc.constantFrom('\0', '\\', 'u0000', '\\u0000', '\\ud800', '\ud800', '\udc00', '🧪', '"', 'a'), { maxLength: 12 })
    .map((all) => all.join('')),
)

test('JSON says what the text says, but for what cannot be stored', () => {
  fc.assert(
    fc.property(hostile, hostile, (key, text) => {
      const json = storableJson({ [`k${key}`]: [text, { text }] })
      expect(JSON.parse(json)).toEqual({ [`k${storable(key)}`]: [storable(text), { text: storable(text) }] })
    }),
  )
})

test('nothing is left that PostgreSQL refuses', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const kept = JSON.parse(storableJson(text))
      expect(kept).not.toMatch(/[\0\p{Surrogate}]/u)
    }),
  )
})

test.each([
  ['Sam  Ortiz', ' sam ortiz '],
  ['Ｓａｍ', ' sam '],
  ["Conor O'Brien-Ånes", ' conor o brien ånes '],
  ['Ольга Ёлкина', ' ольга ёлкина '],
  ['王小明', ' 王小明 '],
  ['🧪', '🧪'],
  ['  ', ''],
  ['%_', '%_'],
])('the words of %j are %j', (name, words) => {
  expect(foldedWords(name)).toBe(words)
})
