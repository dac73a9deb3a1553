// The key under which a nudge stands in the outbox: whom it was for, and on which day. One member gets one at a time of a day, in whatever zone.
import { occasionKey } from '../conversation/ritual.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import { isLocalDate, type LocalDate } from '../vocabulary/local-date.ts'
import type { Slot } from '../vocabulary/rhythm.ts'
import { nudgesRitual } from './nudge.ts'

/** How a nudge is called within its occasion. */
export const nudgeName = (member: MemberId): string => `member ${member}`

export const nudgeKey = (slot: Pick<Slot, 'day' | 'time'>, member: MemberId): string =>
  `${occasionKey(nudgesRitual, slot)}${nudgeName(member)}`

/** Undefined for what is no such key. */
export function readNudgeKey(key: string): { readonly day: LocalDate; readonly member: MemberId } | undefined {
  const [, ritual, day, member] = /^ritual\/([^/]+)\/([\d-]{10})T[\d:]{5}\/member (\d{1,9})$/.exec(key) ?? []
  if (ritual !== nudgesRitual || day === undefined || !isLocalDate(day)) return undefined
  return { day, member: asId<MemberId>(Number(member)) }
}

/** Keys of the days from one on and before another lie between these two, in any order that texts have. */
export const keysBetween = (from: LocalDate, before: LocalDate) => ({
  gte: `ritual/${nudgesRitual}/${from}`,
  lt: `ritual/${nudgesRitual}/${before}`,
})
