// What can be done to an activity that stands, as features: undo, redo, correct. Buttons, the form and commands call these.
import { Complaint } from '../conversation/complaint.ts'
import type { Member } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { TextKey } from '../languages/language.ts'
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { isWithin, type Period, periodOf } from '../vocabulary/period.ts'
import type { Leads } from '../workspaces/may-act.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import {
  type Activity,
  type ActivityActor,
  type ActivityEvent,
  type ActivityFacts,
  type ActivityStep,
  correctActivity,
  difference,
  redoActivity,
  undoActivity,
} from './activity.ts'
import { activityEcho } from './activity-message.ts'
import type { ActivityStanding, ActivityStore, BeforeActivity } from './activity-store.ts'
import { dayCheck } from './may-log.ts'

export interface ChangeActivityNeeds {
  readonly activities: Pick<ActivityStore, 'find' | 'change'>
  readonly workspaces: Leads & Pick<WorkspaceStore, 'member'>
}

interface Asked {
  readonly request: Request
  /** As the person saw it. */
  readonly activity: Activity
  readonly owner: Member
  /** The revision they acted on; when it has moved on they are shown where it stands instead. Undefined: whatever it is now. */
  readonly revision: number | undefined
  /** The answer takes the place of the message that was acted on. */
  readonly replaces: boolean
}

/** The periods that activities are measured by, the week first. */
export const activityPeriods = (day: LocalDate, calendar: FiscalCalendar): readonly [Period, ...Period[]] => [
  periodOf('week', day, calendar),
  periodOf('month', day, calendar),
  periodOf('quarter', day, calendar),
  periodOf('year', day, calendar),
]

/** A standing once a step is taken. */
export const standingAfter = (standing: ActivityStanding, { event }: ActivityStep): ActivityStanding => {
  const moved = difference(event.before, event.after).filter(({ day }) => isWithin(day, standing.period))
  return { ...standing, actual: moved.reduce((sum, { value }) => sum + value, standing.actual) }
}

/** Takes back the latest change that is in force. */
export const undoThis = (asked: Asked, needs: ChangeActivityNeeds): Promise<Answer> =>
  change(asked, needs, asked.activity.day, ({ activity, events }, actor) => {
    const step = activity && undoActivity(activity, events, actor)
    if (!step) throw new Complaint('activity.nothing-to-undo', { number: asked.activity.number })
    return step
  })

/** Brings back what was taken back as a whole. */
export const redoThis = (asked: Asked, needs: ChangeActivityNeeds): Promise<Answer> =>
  change(asked, needs, asked.activity.day, ({ activity }, actor) => activity && redoActivity(activity, actor))

/** Puts another number or day in force. */
export async function correctThis(
  asked: Asked,
  facts: Partial<Pick<ActivityFacts, 'count' | 'day'>>,
  needs: ChangeActivityNeeds,
): Promise<Answer> {
  const { request, activity } = asked
  if (facts.day !== undefined) (await dayCheck(request, activity.member, needs.workspaces))(facts.day, { field: 'day' })
  return change(asked, needs, facts.day ?? activity.day, (found, actor) => found.activity && correctActivity(found.activity, facts, actor))
}

/** `day`: the one in whose periods the standing is shown. */
async function change(
  { request, activity: seen, owner, revision, replaces }: Asked,
  { activities, workspaces }: ChangeActivityNeeds,
  day: LocalDate,
  step: (before: BeforeActivity, actor: ActivityActor) => ActivityStep | undefined,
): Promise<Answer> {
  const { workspace, speaker, installation, now, key } = request
  const check = await dayCheck(request, owner.id, workspaces)
  const actor = { by: speaker.id, platform: installation.platform, at: now }
  return activities.change({
    workspace: workspace.id,
    version: workspace.version,
    requestKey: key,
    at: now,
    number: seen.number,
    standing: { member: owner.id, kind: seen.kind, periods: activityPeriods(day, workspace.calendar) },
    decide(before) {
      const { activity, standing } = before
      if (!activity) throw new Complaint('activity.unknown', { number: seen.number })
      const told = (key: TextKey, now: Activity, at: ActivityStanding, event?: ActivityEvent): Answer => {
        return { kind: 'message', message: activityEcho(key, { activity: now, owner, standing: at, request }, event), replaces }
      }
      if (revision !== undefined && activity.revision !== revision) {
        const gone = activity.state === 'withdrawn'
        return { answer: told(gone ? 'activity.withdrawn-meanwhile' : 'activity.changed-meanwhile', activity, standing) }
      }
      const done = step(before, actor)
      if (!done) return { answer: told('activity.unchanged', activity, standing) }
      for (const facts of [done.event.before, done.event.after]) if (facts) check(facts.day)
      return { step: done, answer: told(keyOf(done.event), done.activity, standingAfter(standing, done), done.event) }
    },
  })
}

function keyOf({ kind, before }: ActivityEvent): TextKey {
  if (kind === 'withdrawn') return 'activity.withdrawn'
  if (kind === 'corrected') return 'activity.corrected'
  return before ? 'activity.put-back' : 'activity.counts-again'
}
