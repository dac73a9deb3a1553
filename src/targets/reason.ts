// When setting a target takes a reason.
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Period } from '../vocabulary/period.ts'

/**
 * `over`: the period has ended, so whatever is set rewrites the past. `begun`: the period runs and people work towards another number.
 * Undefined: nobody has to say why, as nothing changes, or nothing stood, or the period is still to come.
 */
export function whyNeeded(
  before: bigint | undefined,
  after: bigint | undefined,
  { from, to }: Period,
  today: LocalDate,
): 'over' | 'begun' | undefined {
  if (before === after) return undefined
  if (to < today) return 'over'
  return before !== undefined && from <= today ? 'begun' : undefined
}
