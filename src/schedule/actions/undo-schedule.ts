// *Undo* under a changed ritual: brings back what was, as another change.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { type ChangeNeeds, recordedAs, undoRitual } from '../change-ritual.ts'
import { ritualNamed, type ShowNeeds } from '../show-schedule.ts'

type Needs = ChangeNeeds & Pick<ShowNeeds, 'rituals'> & { readonly workspaces: Pick<WorkspaceStore, 'recordedChanges'> }

export default action({
  name: 'undo-schedule',
  mayUse: 'schedules',
  changes: 'with its answer',
  read: (value) => (/^\d{1,10}$/.test(value) ? Number(value) : undefined),
  async run(request, id, needs: Needs) {
    const [recorded] = await needs.workspaces.recordedChanges(request.workspace.id, [id])
    const [what, name] = recorded?.kind.split(' ') ?? []
    if (!recorded || what !== recordedAs || name === undefined) throw new Complaint('complaint.button-unknown')
    return undoRitual(request, recorded, ritualNamed(name, needs), needs)
  },
})
