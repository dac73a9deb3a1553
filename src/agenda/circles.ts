// Whose meeting somebody means, who may see its agenda, and who may run it.
import { Complaint } from '../conversation/complaint.ts'
import { Stale, type Team, type Workspace } from '../conversation/people.ts'
import { destination } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Say } from '../languages/say.ts'
import type { TeamId } from '../vocabulary/ids.ts'
import { reachOf } from '../vocabulary/permissions.ts'
import { withTeamsBelow } from '../workspaces/teams-below.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { AgendaItem, Circle } from './agenda-item.ts'
import { isOn } from './agenda-schedule.ts'

export interface CircleNeeds {
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'version' | 'leads'>
}

/** A team and those above it, the nearest first. A tree that was tied into a ring by mistake has an end too. */
function withTeamsAbove(team: TeamId | undefined, teams: readonly Team[]): readonly Team[] {
  const found: Team[] = []
  for (let at = teams.find(({ id }) => id === team); at && !found.includes(at); ) {
    found.push(at)
    const above: TeamId | undefined = at.parent
    at = teams.find(({ id }) => id === above)
  }
  return found
}

const nearestOf = (own: readonly Team[]): Circle => {
  const nearest = own.find(({ channel }) => channel !== undefined)
  return nearest ? { team: nearest.id } : {}
}

/**
 * Whose meeting is meant where nothing is said: the team's whose channel the words are typed in, or else the speaker's own team's, or the
 * nearest one's above it that has a channel, or else the company's.
 */
export function circleHere(
  { speaker, installation, place }: Pick<Request, 'speaker' | 'installation' | 'place'>,
  teams: readonly Team[],
): Circle {
  const own = withTeamsAbove(speaker.team, teams)
  if (place.kind === 'channel') {
    const here = destination(installation, place.channel)
    const meeting = own.find(({ channel }) => channel === here) ?? teams.find(({ channel }) => channel === here)
    if (meeting) return { team: meeting.id }
  }
  return nearestOf(own)
}

/** Where a circle's agenda is posted; undefined: nowhere, as the teams have theirs. */
export function channelOf({ team }: Circle, { announce }: Pick<Workspace, 'announce'>, teams: readonly Team[]) {
  if (team !== undefined) return teams.find(({ id }) => id === team)?.channel
  return teams.some(({ channel }) => channel !== undefined) ? undefined : announce
}

/** What is said under an agenda that will not be posted; undefined for any other. */
export function whyNowhere(circle: Circle, workspace: Workspace, teams: readonly Team[]) {
  if (channelOf(circle, workspace, teams) === undefined) return 'agenda.nowhere-posted' as const
  return isOn(workspace) ? undefined : ('agenda.turned-off' as const)
}

/** `North`, `The company`; undefined for a team that is not there. */
export function circleName({ team }: Circle, teams: readonly Team[], say: Say): string | undefined {
  return team === undefined ? say.plain('progress.company') : teams.find(({ id }) => id === team)?.name
}

const leadsTeam = ({ speaker }: Pick<Request, 'speaker'>, team: TeamId, teams: readonly Team[]): boolean =>
  withTeamsAbove(team, teams).some(({ lead }) => lead === speaker.id)

/** Whether somebody may see the agenda of a meeting: whoever is in it, leads it, or sees everybody's deals. */
export function maySee(request: Pick<Request, 'speaker' | 'workspace'>, circle: Circle, teams: readonly Team[]): boolean {
  const { speaker, workspace } = request
  if (reachOf(speaker.role, 'see deals') === 'all') return true
  const { team } = circle
  // The company's is everybody's where it is posted, or else theirs who have no nearer one.
  if (team === undefined)
    return channelOf(circle, workspace, teams) !== undefined || nearestOf(withTeamsAbove(speaker.team, teams)).team === undefined
  return (speaker.team !== undefined && withTeamsBelow(team, teams).includes(speaker.team)) || mayRun(request, circle, teams)
}

/** Whether somebody may run a team's meeting: whoever leads it, or a team above; the company's: managers and admins. */
export function mayRun({ speaker }: Pick<Request, 'speaker'>, { team }: Circle, teams: readonly Team[]): boolean {
  const reach = reachOf(speaker.role, 'run meetings')
  return reach === 'all' || (reach === 'team' && team !== undefined && leadsTeam({ speaker }, team, teams))
}

/** Throws `otherwise` unless `may`; `Stale` where that was decided on an older version of the workspace. */
export async function must(
  may: boolean,
  { workspace }: Pick<Request, 'workspace'>,
  { workspaces }: CircleNeeds,
  otherwise: () => Complaint,
): Promise<void> {
  if (may) return
  if ((await workspaces.version(workspace.id)) !== workspace.version) throw new Stale()
  throw otherwise()
}

/** Throws a complaint unless the speaker may run the meeting. */
export const mustRun = (request: Request, circle: Circle, teams: readonly Team[], needs: CircleNeeds): Promise<void> =>
  must(mayRun(request, circle, teams), request, needs, () => new Complaint('agenda.not-yours-to-run'))

/**
 * Throws a complaint unless the speaker may say what becomes of an item: their own, whatever they added, and those of a meeting that they
 * run. An item of a 1:1 is there for its two sides alone; for everybody else it is none at all.
 */
export async function mustChange(request: Request, item: AgendaItem, teams: readonly Team[], needs: CircleNeeds): Promise<void> {
  const { speaker, workspace } = request
  const { circle } = item
  if (circle.with !== undefined) {
    const reach = reachOf(speaker.role, 'run meetings')
    const looksAfter = reach === 'all' || (reach === 'team' && (await needs.workspaces.leads(workspace.id, speaker.id, circle.with)))
    return must(circle.with === speaker.id || looksAfter, request, needs, () => new Complaint('agenda.no-item', { number: item.number }))
  }
  const own = item.owner === speaker.id || item.addedBy === speaker.id
  return must(own || mayRun(request, circle, teams), request, needs, () => new Complaint('agenda.not-yours-to-change'))
}
