// Whether an activity may be logged or changed: whose it is, and whether its day is still open.
import { Complaint } from '../conversation/complaint.ts'
import { type Member, Stale } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import { closingPeriod, isClosed } from '../vocabulary/closing.ts'
import type { ActivityNumber, MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type Leads, mayActFor } from '../workspaces/may-act.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { Activity } from './activity.ts'
import type { ActivityStore } from './activity-store.ts'

/**
 * A check of days for an activity of somebody: it throws a complaint for one that has not come, and for one whose books are closed to the
 * speaker.
 */
export async function dayCheck(
  request: Request,
  member: MemberId,
  workspaces: Leads,
): Promise<(day: LocalDate, at?: { readonly field: string }) => void> {
  const { today, say, workspace } = request
  const { rules, calendar } = workspace
  const mayReopen = await mayActFor(request, 'closed periods', member, workspaces)
  return (day, at) => {
    if (day > today) throw new Complaint('activity.in-the-future', { date: say.date(day) }, at)
    const period = closingPeriod(day, rules, calendar)
    if (period && !mayReopen && isClosed(day, today, rules, calendar))
      throw new Complaint('activity.closed', { period: say.period(period) }, at)
  }
}

/** Throws a complaint when the speaker may not log for somebody, or see what they logged. */
export async function checkMember(request: Request, member: Member, workspaces: Leads): Promise<void> {
  const { speaker, workspace } = request
  if (member.id === speaker.id || (await mayActFor(request, 'activities', member.id, workspaces))) return
  if ((await workspaces.version(workspace.id)) !== workspace.version) throw new Stale() // the role may be a copy's
  throw new Complaint('activity.not-for-others', { name: member.name })
}

/** The activity of a number and whose it is, if the speaker may change it; else a complaint that does not tell what it holds. */
export async function activityToChange(
  request: Request,
  number: ActivityNumber,
  activities: Pick<ActivityStore, 'find'>,
  workspaces: Leads & Pick<WorkspaceStore, 'member'>,
): Promise<{ readonly activity: Activity; readonly owner: Member }> {
  const { workspace, speaker } = request
  const activity = await activities.find(workspace.id, number)
  if (!activity) throw new Complaint('activity.unknown', { number })
  const own = activity.member === speaker.id
  if (!own && (await workspaces.version(workspace.id)) !== workspace.version) throw new Stale()
  if (!(await mayActFor(request, 'activities', activity.member, workspaces))) throw new Complaint('activity.not-yours', { number })
  const owner = own ? speaker : await workspaces.member(workspace.id, activity.member)
  if (!owner) throw new Error(`Activity ${number} is of nobody`)
  return { activity, owner }
}
