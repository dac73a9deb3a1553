// Who looks after whom: where a rep's manager hears of them, and whom a manager hears of.
import type { Member, Team } from '../conversation/people.ts'
import type { TeamId } from '../vocabulary/ids.ts'
import { withTeamsBelow } from './teams-below.ts'

/** Somebody who looks after others; `teams`: those that they lead with those below, undefined for the whole company. */
export interface InCharge {
  readonly manager: Member
  readonly teams: readonly TeamId[] | undefined
}

/**
 * Everybody who looks after somebody, by name: who leads a team looks after it and those below it; a manager who leads none after the
 * company, and so does an admin where there is no such manager. Nobody who has left.
 */
export function inCharge(members: readonly Member[], teams: readonly Team[]): readonly InCharge[] {
  const there = members.filter(({ hasLeft }) => !hasLeft)
  const leading = there.flatMap((manager): InCharge[] => {
    const led = teams.filter(({ lead }) => lead === manager.id)
    if (led.length === 0) return []
    return [{ manager, teams: [...new Set(led.flatMap(({ id }) => withTeamsBelow(id, teams)))] }]
  })
  const leads = new Set(leading.map(({ manager }) => manager.id))
  const free = (role: Member['role']) =>
    there.filter((member) => member.role === role && !leads.has(member.id)).map((manager): InCharge => ({ manager, teams: undefined }))
  const managers = free('manager')
  const all = [...leading, ...(managers.length > 0 ? managers : free('admin'))]
  return all.sort((a, b) => (a.manager.name < b.manager.name ? -1 : 1))
}

/**
 * Who looks after a member: the lead of their team or of the nearest one above it that somebody else leads; where there is none, the first
 * of those who look after the company. Undefined where nobody does, or only they themselves.
 */
export function managerOf(member: Pick<Member, 'id' | 'team'>, members: readonly Member[], teams: readonly Team[]): Member | undefined {
  const there = new Map(members.filter(({ hasLeft }) => !hasLeft).map((one) => [one.id, one]))
  const passed = new Set<TeamId>() // a tree that was tied into a ring by mistake has an end too
  for (let at = member.team; at !== undefined && !passed.has(at); ) {
    passed.add(at)
    const team = teams.find(({ id }) => id === at)
    const lead = team?.lead === undefined || team.lead === member.id ? undefined : there.get(team.lead)
    if (lead) return lead
    at = team?.parent
  }
  return inCharge(members, teams).find(({ manager, teams: of }) => of === undefined && manager.id !== member.id)?.manager
}

/** The reps and leads of a company or of some teams who sell: everybody but who looks after all of it, and who has left. */
export const lookedAfter = ({ manager, teams }: InCharge, members: readonly Member[]): readonly Member[] =>
  members.filter(
    ({ id, role, team, hasLeft }) =>
      !hasLeft && id !== manager.id && sells(role) && (teams === undefined || (team !== undefined && teams.includes(team))),
  )

/** Whoever is measured: reps, and leads, who mostly sell themselves. */
const sells = (role: Member['role']): boolean => role === 'rep' || role === 'lead'
