// One page of what somebody logged in a period; the buttons turn it.
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { Message } from '../message/message.ts'
import type { Period } from '../vocabulary/period.ts'
import { activityListMessage } from './activity-message.ts'
import type { ActivityStore } from './activity-store.ts'

const pageLength = 10

export async function activityPage(
  request: Request,
  { owner, period, skip }: { readonly owner: Member; readonly period: Period; readonly skip: number },
  activities: Pick<ActivityStore, 'list' | 'totals'>,
): Promise<Message> {
  const { workspace } = request
  const kinds = workspace.rules.activityKinds
  const [page, totals] = await Promise.all([
    activities.list(workspace.id, { member: owner.id, period }, { skip, take: pageLength }),
    activities.totals(workspace.id, { kind: 'member', member: owner.id }, period, kinds),
  ])
  const counts = kinds.map((kind) => ({ kind, count: totals.get(kind) ?? 0n })).filter(({ count }) => count > 0n)
  return activityListMessage({ ...page, owner, period, totals: counts, skip, pageLength }, request)
}
