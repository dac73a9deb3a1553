// *Undo* under targets that were set, and *Redo* under that: both take back what was done last.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { assignmentsAround, bySubject } from '../assignment.ts'
import { newBatch, type TargetKey } from '../target.ts'
import { readTakingBack } from '../target-button.ts'
import { nameIn, undoneMessage } from '../target-message.ts'
import type { TargetStore } from '../target-store.ts'
import { targetTree } from '../target-tree.ts'

interface Needs {
  readonly targets: Pick<TargetStore, 'undo'>
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'members'>
}

export default action({
  name: 'undo-targets',
  mayUse: 'targets',
  changes: 'with its answer',
  read: readTakingBack,
  async run(request, { batch: undoes, again }, { targets, workspaces }: Needs) {
    const { workspace, speaker, now, key } = request
    const [teams, members] = await Promise.all([workspaces.teams(workspace), workspaces.members(workspace.id)])
    const nameOf = ({ subject }: TargetKey): string => {
      if (subject.kind === 'company') return nameIn(undefined, request)
      const named = subject.kind === 'team' ? teams.find(({ id }) => id === subject.team) : members.find(({ id }) => id === subject.member)
      return named?.name ?? '?'
    }
    const batch = newBatch()
    return targets.undo({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: key,
      at: now,
      by: speaker.id,
      batch,
      undoes,
      answer(undone, inForce) {
        if (!undone) throw new Complaint('complaint.button-unknown')
        const [first] = undone.restored
        const samePeriod = inForce.filter(
          ({ metric, period }) => metric === first?.metric && period.kind === first.period.kind && period.from === first.period.from,
        )
        const assignments = first ? assignmentsAround(targetTree(teams, members), first.subject, bySubject(samePeriod)) : []
        return { kind: 'message', message: undoneMessage(undone, { batch, again, nameOf, assignments }, request), replaces: true }
      },
    })
  },
})
