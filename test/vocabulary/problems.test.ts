import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { en } from '../../src/languages/en.ts'

// Reasons stand in the code as the first argument of wrong() or problem(), or as a `reason` property.
const folder = new URL('../../src/vocabulary/', import.meta.url)
const reasons = new Set(
  readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/(?:\b(?:wrong|problem)\(|reason: )\s*'([a-z-]+)'/g)].map(
      ([, reason]) => reason ?? '',
    ),
  ),
)

describe('whatever can be wrong with what was typed', () => {
  it('is collected from the readers', () => expect(reasons.size).toBeGreaterThanOrEqual(19))
  it.each([...reasons])('has a sentence: %s', (reason) => expect(en).toHaveProperty([`problem.${reason}`]))
})
