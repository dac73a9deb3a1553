// The digest that an entry of the outbox is about.
import type { Workspace } from '../conversation/people.ts'
import type { Post } from '../conversation/post.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import { isLocalDate } from '../vocabulary/local-date.ts'
import type { Digest } from './digest.ts'
import { type DigestNeeds, digestFor } from './look-at-digest.ts'

export type DigestPostNeeds = DigestNeeds & { readonly clock: Clock }

export async function digestOf(
  { member, day }: Post['about'],
  workspace: Workspace,
  { clock, ...needs }: DigestPostNeeds,
): Promise<Digest | undefined> {
  if (typeof member !== 'number' || typeof day !== 'string' || !isLocalDate(day)) return undefined
  return digestFor(asId<MemberId>(member), { workspace, day, now: clock.now() }, needs)
}
