import { expect, test } from 'vitest'
import { hashOf, newCode } from '../../src/workspaces/link-code.ts'

test('a code has ten signs, of which no two look alike', () => {
  const codes = Array.from({ length: 300 }, newCode)
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$/)
  expect(new Set(codes).size).toBe(300)
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(30)
})

test('a code is known however it is typed, and only by its hash', () => {
  const hash = hashOf('K7QF4-3M9PX')
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  for (const typed of ['k7qf43m9px', ' K7QF4 3M9PX ', 'K7QF4–3M9PX', 'Ｋ７ＱＦ４－３Ｍ９ＰＸ']) expect(hashOf(typed)).toBe(hash)
  expect(hashOf('K7QF4-3M9PY')).not.toBe(hash)
})
