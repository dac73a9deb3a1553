// The tracks of many people at once, and why each of some is behind.
import type { Member, Workspace } from '../conversation/people.ts'
import type { MemberId, TeamId } from '../vocabulary/ids.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import { type Diagnosis, diagnose } from './diagnosis.ts'
import { type Closed, type Days, noneClosed, type Stretches, type Track } from './track.ts'
import type { Both, TrackStore } from './track-store.ts'

/** The tracks of these members, in two looks into the database. */
export async function tracksOf(
  members: readonly Member[],
  { id, calendar, rules }: Pick<Workspace, 'id' | 'calendar' | 'rules'>,
  stretches: Stretches,
  tracks: TrackStore,
): Promise<ReadonlyMap<MemberId, Both<Track>>> {
  const ids = members.length > mostNamed ? undefined : members.map((member) => member.id)
  const [closed, activities] =
    members.length === 0
      ? [new Map<MemberId, Both<Closed>>(), new Map()]
      : await Promise.all([tracks.closed(id, ids, stretches), tracks.activities(id, ids, rules.activityKinds, stretches)])
  const track = (member: Member, of: 'before' | 'recent'): Track => ({
    ...(closed.get(member.id)?.[of] ?? noneClosed),
    days: daysWorked(member, stretches[of], { calendar, rules }),
    activities: activities.get(member.id)?.[of] ?? new Map(),
  })
  return new Map(members.map((member) => [member.id, { before: track(member, 'before'), recent: track(member, 'recent') }]))
}

/** More than so many are not named one by one: then everybody's are read. */
const mostNamed = 300

/** Without leave, and from their first day on where it is known. */
function daysWorked(member: Member, { from, to }: Days, { calendar, rules }: Pick<Workspace, 'calendar' | 'rules'>): number {
  const first = member.startedOn !== undefined && member.startedOn > from ? member.startedOn : from
  return workingDays(first, to, ownDays(calendar, member, rules.ramp))
}

/** Who is compared with whom: those of a team with each other, and those in none. */
export function peersIn(members: readonly Member[], tracks: ReadonlyMap<MemberId, Both<Track>>): (member: Member) => readonly Track[] {
  const teams = new Map<TeamId | undefined, Member[]>()
  for (const member of members) {
    const team = teams.get(member.team)
    if (team) team.push(member)
    else teams.set(member.team, [member])
  }
  return ({ id, team }) => (teams.get(team) ?? []).flatMap((other) => (other.id === id ? [] : (tracks.get(other.id)?.recent ?? [])))
}

/** Why somebody is behind, from their track and those of their peers. */
export function diagnosisOf(
  member: Member,
  tracks: ReadonlyMap<MemberId, Both<Track>>,
  peers: (member: Member) => readonly Track[],
  { rules }: Pick<Workspace, 'rules'>,
): Diagnosis {
  const own = tracks.get(member.id)
  return own ? diagnose({ ...own, peers: peers(member), kinds: rules.activityKinds }) : { comparisons: [], reason: undefined, isThin: true }
}
