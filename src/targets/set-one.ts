// Setting one target: for the command, and for the form in which the reason is given.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import { periodOf } from '../vocabulary/period.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { assignmentsAround, bySubject } from './assignment.ts'
import { periodAssignments } from './period-assignment.ts'
import { whyNeeded } from './reason.ts'
import { newBatch, type TargetKey, targetKey } from './target.ts'
import { targetMessage, whyMessage } from './target-message.ts'
import type { TargetStore } from './target-store.ts'
import { nodeOf, targetTree } from './target-tree.ts'

export interface SettingNeeds {
  readonly targets: Pick<TargetStore, 'setAll' | 'ofSubject'>
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'members'>
}

export interface Wish {
  readonly target: TargetKey & { readonly value: bigint }
  readonly reason: string | undefined
  /** See `Answer`. */
  readonly replaces: boolean
}

/** Sets it, or asks why. Throws a complaint for somebody who has left. */
export async function setTarget(
  request: Request,
  { target, reason, replaces }: Wish,
  { targets, workspaces }: SettingNeeds,
): Promise<Answer> {
  const { workspace, speaker, now, key, today } = request
  const { subject, metric, period } = target
  const { calendar } = workspace
  const around = { from: periodOf('year', period.from, calendar).from, to: periodOf('year', period.to, calendar).to }
  const [teams, members, others] = await Promise.all([
    workspaces.teams(workspace),
    workspaces.members(workspace.id),
    targets.ofSubject(workspace.id, subject, metric, around),
  ])
  const tree = targetTree(teams, members)
  const node = nodeOf(tree, subject)
  if (!node) {
    const gone = members.find(({ id }) => subject.kind === 'member' && id === subject.member)
    throw gone ? new Complaint('complaint.person-left', { name: gone.name }) : new Complaint('target.nobody')
  }
  const { name } = node
  const batch = newBatch()
  return targets.setAll({
    workspace: workspace.id,
    version: workspace.version,
    requestKey: key,
    at: now,
    by: speaker.id,
    batch,
    reason,
    targets: [target],
    answer([before], inForce) {
      const why = whyNeeded(before?.value, target.value, period, today)
      if (why && reason === undefined)
        return { instead: { kind: 'message', message: whyMessage({ target, name, before, why }, request), replaces } }
      const assignments = assignmentsAround(tree, subject, bySubject(inForce))
      const own = inForce.filter((one) => targetKey(one) === targetKey(target))
      const periods = periodAssignments(period, [...others.filter((one) => targetKey(one) !== targetKey(target)), ...own], calendar)
      return { kind: 'message', message: targetMessage({ target, name, before, reason, assignments, periods, batch }, request), replaces }
    },
  })
}
