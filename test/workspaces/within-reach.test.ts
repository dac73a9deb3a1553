// As a set, whose things somebody may do something to is what asking for each would say: every act, every role, everybody.
import { expect, test } from 'vitest'
import type { Member, Team, Workspace } from '../../src/conversation/people.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { type Act, permissions } from '../../src/vocabulary/permissions.ts'
import { type Role, roles } from '../../src/vocabulary/roles.ts'
import { mayActFor } from '../../src/workspaces/may-act.ts'
import { withTeamsBelow } from '../../src/workspaces/teams-below.ts'
import { reaches, withinReach } from '../../src/workspaces/within-reach.ts'
import { plainMember } from '../fakes/plain.ts'

const team = (id: number, parent: number | undefined, lead: number | undefined): Team => ({
  id: asId<TeamId>(id),
  name: `Team ${id}`,
  parent: parent === undefined ? undefined : asId<TeamId>(parent),
  lead: lead === undefined ? undefined : asId<MemberId>(lead),
  channel: undefined,
})
/** 1 leads West with North below it, and East; South, and 2 who leads it, is somewhere else. */
const teams = [team(1, undefined, 1), team(2, 1, undefined), team(3, undefined, 1), team(4, undefined, 2)]
/** Who sits where; 6 in none. */
const seats: readonly (readonly [member: number, team: number | undefined])[] = [
  [1, 4],
  [2, 1],
  [3, 2],
  [4, 3],
  [5, 4],
  [6, undefined],
]
const teamOf = new Map(seats)

const speakerWith = (id: number, role: Role): Member => ({
  ...plainMember,
  id: asId<MemberId>(id),
  name: `${id}`,
  role,
  team: undefined,
  language: 'en',
})
const workspace = { id: asId<WorkspaceId>(1) } as Workspace // nothing else of it is looked at

const leads = {
  async leads(_: WorkspaceId, lead: MemberId, member: MemberId) {
    const led = teams.filter((one) => one.lead === lead).flatMap(({ id }) => withTeamsBelow(id, teams))
    return led.includes(asId<TeamId>(teamOf.get(member) ?? 0))
  },
}

const acts = Object.keys(permissions) as Act[] // the keys of a record of acts

test.each(roles.flatMap((role) => [1, 2, 3].map((id) => [role, id] as const)))('%s %i', async (role, id) => {
  const speaker = speakerWith(id, role)
  for (const act of acts) {
    const within = withinReach({ speaker }, act, teams)
    for (const [member, sits] of seats) {
      const asked = await mayActFor({ speaker, workspace }, act, asId<MemberId>(member), leads)
      expect([act, member, reaches(within, asId<MemberId>(member), sits === undefined ? undefined : asId<TeamId>(sits))]).toEqual([
        act,
        member,
        asked,
      ])
    }
  }
})
