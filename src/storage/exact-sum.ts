// Sums of amounts, exact however large. PostgreSQL sums whole numbers without a limit; SQLite's SUM fails beyond 64 bits, so there the
// upper and the lower halves are summed apart.
import type { DatabaseKind } from './database.ts'

const half = 2n ** 32n

/** The sum of a column of whole numbers, as text that `sumOf` reads; null of no rows. */
export const sumText = (kind: DatabaseKind, column: string): string =>
  kind === 'sqlite' ? `(SUM(${column} >> 32) || ' ' || SUM(${column} & ${half - 1n}))` : `CAST(SUM(${column}) AS TEXT)`

export function sumOf(text: string | null | undefined): bigint {
  const [first = '0', low] = (text ?? '0').split(' ')
  return low === undefined ? BigInt(first) : BigInt(first) * half + BigInt(low)
}
