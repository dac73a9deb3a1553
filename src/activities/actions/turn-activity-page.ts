// *Newer* and *Older* under a list of activities.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { periodFromKey } from '../../vocabulary/period.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { readPage } from '../activity-button.ts'
import { activityPage } from '../activity-page.ts'
import type { ActivityStore } from '../activity-store.ts'
import { checkMember } from '../may-log.ts'

interface Needs {
  readonly activities: Pick<ActivityStore, 'list' | 'totals'>
  readonly workspaces: Leads & Pick<WorkspaceStore, 'member'>
}

export default action({
  name: 'turn-activity-page',
  mayUse: 'activities',
  changes: 'nothing',
  read: readPage,
  async run(request, { member, period: key, skip }, { activities, workspaces }: Needs) {
    const period = periodFromKey(key, request.workspace.calendar)
    const owner = await workspaces.member(request.workspace.id, member)
    if (!period || !owner) throw new Complaint('complaint.button-unknown')
    await checkMember(request, owner, workspaces)
    return { kind: 'message', message: await activityPage(request, { owner, period, skip }, activities), replaces: true }
  },
})
