// Whose digest an entry of the outbox is about, and as of when.
import type { Workspace } from '../conversation/people.ts'
import type { Post } from '../conversation/post.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import { isLocalDate } from '../vocabulary/local-date.ts'
import type { AsOf, DigestNeeds } from './look-at-digest.ts'

export type DigestPostNeeds = DigestNeeds & { readonly clock: Clock }

/** Undefined for what is about no digest. */
export function digestIn(
  { member, day }: Post['about'],
  workspace: Workspace,
  clock: Clock,
): { readonly manager: MemberId; readonly asOf: AsOf } | undefined {
  if (typeof member !== 'number' || typeof day !== 'string' || !isLocalDate(day)) return undefined
  return { manager: asId<MemberId>(member), asOf: { workspace, day, now: clock.now() } }
}
