// The tracks of many people at once, and why each of some is behind.
import type { Member, Workspace } from '../conversation/people.ts'
import type { MemberId, TeamId } from '../vocabulary/ids.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import { type Diagnosis, diagnose } from './diagnosis.ts'
import { type Days, noneClosed, type Stretches, type Track } from './track.ts'
import type { TrackStore } from './track-store.ts'

type Measured = Pick<Workspace, 'id' | 'calendar' | 'rules'>

/** The tracks of these members in some days. */
export async function tracksOf(
  members: readonly Member[],
  { id, calendar, rules }: Measured,
  days: Days,
  tracks: TrackStore,
): Promise<ReadonlyMap<MemberId, Track>> {
  const ids = members.map((member) => member.id)
  const [closed, activities] = await Promise.all([tracks.closed(id, ids, days), tracks.activities(id, ids, rules.activityKinds, days)])
  return new Map(
    members.map((member) => [
      member.id,
      {
        ...(closed.get(member.id) ?? noneClosed),
        days: daysWorked(member, days, { calendar, rules }),
        activities: activities.get(member.id) ?? new Map(),
      },
    ]),
  )
}

/** Why each of some is behind, of all who are compared with each other: what was before is read of those few alone. */
export async function reasonsOf(
  behind: readonly Member[],
  all: readonly Member[],
  workspace: Measured,
  { before, recent }: Stretches,
  tracks: TrackStore,
): Promise<ReadonlyMap<MemberId, Diagnosis>> {
  if (behind.length === 0) return new Map()
  const teams = new Set(behind.map(({ team }) => team))
  const concerned = all.filter(({ team }) => teams.has(team))
  const now = await tracksOf(concerned, workspace, recent, tracks)
  const then = await tracksOf(behind, workspace, before, tracks)
  const peers = peersIn(concerned, now)
  return new Map(behind.map((member) => [member.id, diagnosisOf(member, { now, then, peers: peers(member) }, workspace)]))
}

/** Without leave, and from their first day on where it is known. */
function daysWorked(member: Member, { from, to }: Days, { calendar, rules }: Pick<Workspace, 'calendar' | 'rules'>): number {
  const first = member.startedOn !== undefined && member.startedOn > from ? member.startedOn : from
  return workingDays(first, to, ownDays(calendar, member, rules.ramp))
}

/** Who is compared with whom: those of a team with each other, and those in none. A lead who does not sell is no measure for who does. */
export function peersIn(members: readonly Member[], tracks: ReadonlyMap<MemberId, Track>): (member: Member) => readonly Track[] {
  const teams = new Map<TeamId | undefined, Member[]>()
  for (const member of members) {
    if (member.role === 'lead' && isEmpty(tracks.get(member.id))) continue
    const team = teams.get(member.team)
    if (team) team.push(member)
    else teams.set(member.team, [member])
  }
  return ({ id, team }) => (teams.get(team) ?? []).flatMap((other) => (other.id === id ? [] : (tracks.get(other.id) ?? [])))
}

const isEmpty = (track: Track | undefined): boolean =>
  track === undefined || (track.won + track.lost === 0 && [...track.activities.values()].every((count) => count === 0))

/** Why somebody is behind, from their tracks and those of their peers. */
export function diagnosisOf(
  { id }: Pick<Member, 'id'>,
  {
    now,
    then,
    peers,
  }: { readonly now: ReadonlyMap<MemberId, Track>; readonly then: ReadonlyMap<MemberId, Track>; readonly peers: readonly Track[] },
  { rules }: Pick<Workspace, 'rules'>,
): Diagnosis {
  const [recent, before] = [now.get(id), then.get(id)]
  return recent && before ? diagnose({ recent, before, peers, kinds: rules.activityKinds }) : unknown
}

const unknown: Diagnosis = { comparisons: [], reason: undefined, isThin: true }
