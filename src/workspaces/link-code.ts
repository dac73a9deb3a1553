// The code that somebody carries from one chat to the other: short enough to type, and kept nowhere but as its hash.
import { createHash, randomInt } from 'node:crypto'
import { fold } from '../vocabulary/folding.ts'

/** No two of them look alike: no 0 and O, no 1, I and L, no U beside V. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 10

/** It works for so long, in milliseconds. */
export const codeLasts = 15 * 60_000

/** So many wrong ones may a person type within that time: 49 bits are not guessed with them. */
export const mostWrong = 5

/** `K7QF4-3M9PX`. */
export function newCode(): string {
  const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`
}

/** SHA-256 of a code as somebody types it: in any case, with or without strokes and spaces. */
export const hashOf = (typed: string): string =>
  createHash('sha256')
    .update(
      fold(typed)
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .digest('hex')
