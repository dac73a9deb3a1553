// Somebody's days away. Pure: ranges of days, in order, that neither touch nor overlap.
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import type { Leave } from '../vocabulary/ramp.ts'

/** So many absences are kept of one person, so that a row stays a row. */
export const mostLeave = 20

/** With these days too; what touches or overlaps becomes one absence. */
export function withLeave(leave: readonly Leave[], added: Leave): readonly Leave[] {
  const sorted = [...leave, added].sort((a, b) => (a.from < b.from ? -1 : 1))
  const merged: Leave[] = []
  for (const one of sorted) {
    const last = merged.at(-1)
    if (last && one.from <= addDays(last.to, 1)) merged[merged.length - 1] = { from: last.from, to: last.to > one.to ? last.to : one.to }
    else merged.push(one)
  }
  return merged
}

/** Without the days from `today` on: what is past was spent away and stays, as what was expected then depends on it. */
export function backFrom(leave: readonly Leave[], today: LocalDate): readonly Leave[] {
  return leave.filter(({ from }) => from < today).map(({ from, to }) => ({ from, to: to < today ? to : addDays(today, -1) }))
}
