// Whose things somebody may do something to, with the tree of teams where the table says `team`: every act, every role, every relation.
import { describe, expect, test } from 'vitest'
import type { Team } from '../../src/conversation/people.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { type Act, permissions } from '../../src/vocabulary/permissions.ts'
import { roles } from '../../src/vocabulary/roles.ts'
import { type Leads, mayActFor } from '../../src/workspaces/may-act.ts'
import { withTeamsBelow } from '../../src/workspaces/teams-below.ts'
import { plainMember } from '../fakes/plain.ts'

const team = (id: number, parent: number | undefined, lead: number | undefined): Team => ({
  id: asId<TeamId>(id),
  name: `Team ${id}`,
  parent: parent === undefined ? undefined : asId<TeamId>(parent),
  lead: lead === undefined ? undefined : asId<MemberId>(lead),
  channel: undefined,
})
/** 1 leads West, of which North is a part; East is led by somebody else. */
const teams = [team(1, undefined, 1), team(2, 1, undefined), team(3, undefined, 9)]
const teamOf = new Map([
  [1, 3], // whoever leads West sits in East
  [2, 1],
  [3, 2],
  [4, 3],
])
const leads: Pick<Leads, 'leads'> = {
  async leads(_, lead, member) {
    const led = teams.filter((one) => one.lead === lead).flatMap(({ id }) => withTeamsBelow(id, teams))
    return led.includes(asId<TeamId>(teamOf.get(member) ?? 0))
  },
}
const relations = [
  ['themselves', 1, ['own', 'team', 'all']],
  ['somebody in the team they lead', 2, ['team', 'all']],
  ['somebody in a team below it', 3, ['team', 'all']],
  ['somebody in the team where they sit and which another leads', 4, ['all']],
  ['somebody without a team', 5, ['all']],
] as const

const acts = Object.keys(permissions) as Act[] // the keys of a record of acts

describe.each(acts)('%s', (act) => {
  test.each(roles)('by a %s', async (role) => {
    for (const [whom, id, reaches] of relations) {
      const speaker = { id: asId<MemberId>(1), name: 'Ada', role, team: asId<TeamId>(3), language: 'en', ...plainMember }
      const workspace = { id: asId<WorkspaceId>(1) } as Parameters<typeof mayActFor>[0]['workspace'] // all that is looked at
      const may = await mayActFor({ speaker, workspace }, act, asId<MemberId>(id), leads)
      expect(`${whom}: ${may}`).toBe(`${whom}: ${reaches.some((reach) => reach === permissions[act][role])}`)
    }
  })
})
