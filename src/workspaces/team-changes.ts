// What may become of a team: pure decisions on the tree as it stands. Each throws a complaint for what cannot be.
import { Complaint } from '../conversation/complaint.ts'
import type { Member, Team } from '../conversation/people.ts'
import { fold } from '../vocabulary/folding.ts'
import type { TeamId } from '../vocabulary/ids.ts'
import type { TeamEvent, TeamFacts, TeamStep, TeamsNow } from './team-store.ts'
import { withTeamsBelow } from './teams-below.ts'

/** A new team. */
export function newTeam({ teams }: TeamsNow, after: TeamFacts): TeamStep {
  refuseTaken(teams, after.name, undefined)
  return { team: undefined, before: undefined, after }
}

/** The team with other facts; undefined where nothing differs. */
export function changedTeam({ teams }: TeamsNow, id: TeamId, facts: Partial<TeamFacts>): TeamStep | undefined {
  const team = teams.find((one) => one.id === id)
  if (!team) throw new Complaint('people.changed-meanwhile')
  const before = factsOf(team)
  const after = { ...before, ...facts }
  if (isSame(before, after)) return undefined
  refuseTaken(teams, after.name, id)
  const { parent } = after
  if (parent !== undefined && withTeamsBelow(id, teams).includes(parent)) {
    throw new Complaint('team.ring', { team: team.name, parent: teams.find((one) => one.id === parent)?.name ?? team.name })
  }
  return { team: id, before, after }
}

/** The team goes: nobody is in it, no team is under it, and nothing was ever counted in it. */
export function removedTeam({ teams, members, hasPast }: TeamsNow, id: TeamId): TeamStep {
  const team = teams.find((one) => one.id === id)
  if (!team) throw new Complaint('people.changed-meanwhile')
  const below = teams.filter(({ parent }) => parent === id).length
  if (members > 0 || below > 0) {
    const both = members > 0 && below > 0 ? 'yes' : 'no'
    throw new Complaint('team.not-empty', { team: team.name, members, teams: below, both }, { example: '/dealbell team move @sam none' })
  }
  if (hasPast)
    throw new Complaint('team.has-past', { team: team.name }, { example: `/dealbell team rename "${team.name}" to "Old ${team.name}"` })
  return { team: id, before: factsOf(team), after: undefined }
}

/** The inverse of a change, while the team is as that left it. */
export function undoneTeam(now: TeamsNow, { team: id, before, after }: TeamEvent): TeamStep | undefined {
  const current = now.teams.find((one) => one.id === id)
  if (!(current && after ? isSame(factsOf(current), after) : !current && !after)) throw new Complaint('people.changed-meanwhile')
  if (!before) return removedTeam(now, id)
  if (before.parent !== undefined && !now.teams.some((one) => one.id === before.parent)) throw new Complaint('people.changed-meanwhile')
  if (current) return changedTeam(now, id, before)
  return { ...newTeam(now, before), team: id }
}

/** Whoever leads a team is a lead at least. */
export const raisedFor = (lead: Member | undefined): Pick<TeamStep, 'role'> =>
  lead?.role === 'rep' ? { role: { member: lead.id, before: 'rep', after: 'lead' } } : {}

const factsOf = ({ name, parent, lead, channel }: Team): TeamFacts => ({ name, parent, lead, channel })

const isSame = (a: TeamFacts, b: TeamFacts): boolean =>
  a.name === b.name && a.parent === b.parent && a.lead === b.lead && a.channel === b.channel

const folded = (name: string): string => fold(name).toLowerCase()

function refuseTaken(teams: readonly Team[], name: string, own: TeamId | undefined): void {
  const taken = teams.find((team) => team.id !== own && folded(team.name) === folded(name))
  if (taken) throw new Complaint('team.name-taken', { team: taken.name }, { example: '/dealbell team' })
}
