// `/log calls 12 [on yesterday] [for @sam]`: so many of a kind, today, mine.
import { keyword, required } from '../../conversation/argument.ts'
import { activity, count, pastDate } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { person } from '../../conversation/people-arguments.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { logActivity } from '../activity.ts'
import { activityEcho } from '../activity-message.ts'
import type { ActivityStore } from '../activity-store.ts'
import { activityPeriods, standingAfter } from '../change-activity.ts'
import { checkMember, dayCheck } from '../may-log.ts'

interface Needs {
  readonly activities: Pick<ActivityStore, 'change'>
  readonly workspaces: Leads
}

export default command({
  name: 'log',
  first: true,
  word: 'add',
  summary: 'command.log',
  examples: ['/log calls 12', '/log meetings 2 on yesterday', '/log demos 1 for @sam on 18 nov'],
  mayUse: 'activities',
  changes: 'with its answer',
  slots: { kind: required(activity), count: required(count), on: keyword('on', pastDate), for: keyword('for', person) },
  async run(request, values, { activities, workspaces }: Needs) {
    const { workspace, speaker, today, now, key, installation } = request
    const owner = values.for ?? speaker
    const day = values.on ?? today
    await checkMember(request, owner, workspaces)
    const check = await dayCheck(request, owner.id, workspaces)
    check(day)
    const facts = { member: owner.id, team: owner.team, kind: values.kind, count: values.count, day }
    return activities.change({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: key,
      at: now,
      number: undefined,
      standing: { member: owner.id, kind: values.kind, periods: activityPeriods(day, workspace.calendar) },
      decide({ number, standing }) {
        const step = logActivity(number, facts, { by: speaker.id, platform: installation.platform, at: now })
        const told = { activity: step.activity, owner, standing: standingAfter(standing, step), request }
        const message = activityEcho(owner.id === speaker.id ? 'activity.logged' : 'activity.logged-for', told)
        return { step, answer: { kind: 'message', message, replaces: false } }
      },
    })
  },
})
