// `/log list [@sam] [period]`: what somebody logged, newest first; the speaker and this quarter unless told otherwise.
import { optional } from '../../conversation/argument.ts'
import { period } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { anybody } from '../../conversation/people-arguments.ts'
import { periodOf } from '../../vocabulary/period.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { activityPage } from '../activity-page.ts'
import type { ActivityStore } from '../activity-store.ts'
import { checkMember } from '../may-log.ts'

interface Needs {
  readonly activities: Pick<ActivityStore, 'list' | 'totals'>
  readonly workspaces: Leads
}

export default command({
  name: 'log list',
  summary: 'command.log-list',
  examples: ['/log list', '/log list this week', '/log list @sam this month'],
  mayUse: 'activities',
  changes: 'nothing',
  slots: { period: optional(period), who: optional(anybody) },
  async run(request, values, { activities, workspaces }: Needs) {
    const owner = values.who ?? request.speaker
    await checkMember(request, owner, workspaces)
    const of = values.period ?? periodOf('quarter', request.today, request.workspace.calendar)
    return { kind: 'message', message: await activityPage(request, { owner, period: of, skip: 0 }, activities), replaces: false }
  },
})
