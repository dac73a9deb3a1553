// How much of an amount a post may show in the channel it goes to, asked when it is shown.

import type { Workspace } from '../conversation/people.ts'
import { type Destination, type Directory, NotDelivered, partsOf } from '../conversation/platform.ts'
import type { Clock, Instant } from '../vocabulary/clock.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { policyFor } from './amount-policy.ts'

/** So long (ms) a post waits for the platform to say who reads the channel; then it is shown as if outsiders did. */
const patience = 10 * 60_000
/** … and asks again after so long (ms): what takes its time is mostly there by then. */
const soon = 1_500

/**
 * The policy in front of those who read a channel. The platform is asked only where exact amounts are meant to be shown. Throws
 * `NotDelivered` (later) while it does not say who they are: what is shown a minute later is better than what is shown wrongly.
 */
export async function channelPolicy(
  post: { readonly workspace: Pick<Workspace, 'rules'>; readonly to: Destination; readonly writtenAt: Instant },
  { directory, clock }: { readonly directory: Pick<Directory, 'audience'>; readonly clock: Clock },
): Promise<AmountPolicy> {
  const { workspace, to, writtenAt } = post
  const meant = policyFor(workspace, to, 'own')
  if (meant !== 'exact') return meant
  const { installation, channel } = partsOf(to)
  const audience = await directory.audience(installation, channel)
  if (audience === 'no answer' && clock.now() - writtenAt < patience) throw new NotDelivered('later', 'audience unknown', soon)
  return policyFor(workspace, to, audience)
}
