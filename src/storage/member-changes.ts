// Writing a member's facts within a transaction: the row, an event for each fact that differs, and the teams that lose their lead.
import type { Member, Team } from '../conversation/people.ts'
import type { PlatformName } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { MemberFacts } from '../workspaces/member-store.ts'
import type { Transaction } from './database.ts'
import { differing, factText } from './member-events.ts'
import { teamOf } from './member-rows.ts'
import { teamEventData } from './team-events.ts'

/** Who is said to have done what a platform told. */
export const thePlatform = 0

export interface Doing {
  readonly workspace: WorkspaceId
  /** A member, or `thePlatform`. */
  readonly by: number
  readonly platform: PlatformName
  readonly at: Instant
}

/** Puts other facts in force; what is as it was is not written. */
export async function writeFacts(
  transaction: Transaction,
  doing: Doing,
  before: Member,
  facts: Partial<MemberFacts>,
): Promise<{ readonly after: Member; readonly events: readonly number[]; readonly unled: readonly Team[] }> {
  const after: Member = { ...before, ...facts }
  const names = differing(before, after)
  if (names.length === 0) return { after: before, events: [], unled: [] }
  const { workspace: workspaceId, by, platform, at } = doing
  const data = {
    role: after.role,
    teamId: after.team ?? null,
    startedOn: after.startedOn ?? null,
    leave: factText('leave', after),
    offBoards: after.offBoards,
    nudgesFrom: after.nudgesFrom ?? null,
    ...(after.hasLeft === before.hasLeft ? {} : { leftAt: after.hasLeft ? at : null }),
  }
  await transaction.member.updateMany({ where: { id: after.id, workspaceId }, data })
  const events: number[] = []
  for (const name of names) {
    const event = {
      workspaceId,
      memberId: after.id,
      kind: name,
      before: factText(name, before),
      after: factText(name, after),
      byId: by,
      at,
    }
    events.push((await transaction.memberEvent.create({ data: event, select: { id: true } })).id)
  }
  // Somebody who has left leads nobody, and a rep leads nobody either.
  const leadsNoMore = names.some((name) => (name === 'hasLeft' && after.hasLeft) || (name === 'role' && after.role === 'rep'))
  return { after, events, unled: leadsNoMore ? await unlead(transaction, { workspaceId, by, platform, at }, after.id) : [] }
}

async function unlead(
  transaction: Transaction,
  doing: { readonly workspaceId: WorkspaceId; readonly by: number; readonly platform: PlatformName; readonly at: Instant },
  lead: MemberId,
): Promise<readonly Team[]> {
  const { workspaceId, by, platform, at } = doing
  const rows = await transaction.team.findMany({ where: { workspaceId, leadId: lead }, orderBy: { name: 'asc' } })
  const led = rows.map(teamOf)
  for (const team of led) {
    await transaction.team.updateMany({ where: { id: team.id, workspaceId }, data: { leadId: null } })
    const event = teamEventData({ team: team.id, before: team, after: { ...team, lead: undefined } })
    await transaction.workspaceEvent.create({ data: { workspaceId, ...event, byId: by, platform, at } })
  }
  return led
}
