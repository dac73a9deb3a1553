// Who may show which board to a channel.
import { expect, test } from 'vitest'
import type { Request } from '../../src/conversation/request.ts'
import type { BoardTopic } from '../../src/leaderboard/board.ts'
import { mayPostBoard } from '../../src/leaderboard/may-post.ts'
import { asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import type { Role } from '../../src/vocabulary/roles.ts'

const [north, oslo, south] = [asId<TeamId>(1), asId<TeamId>(2), asId<TeamId>(3)]
const me = asId<MemberId>(7)
const teams = [
  { id: north, name: 'North', parent: undefined, lead: me, channel: undefined },
  { id: oslo, name: 'Oslo', parent: north, lead: undefined, channel: undefined },
  { id: south, name: 'South', parent: undefined, lead: asId<MemberId>(8), channel: undefined },
]

const may = (role: Role, team: TeamId | undefined) => {
  const request = { speaker: { id: me, role }, workspace: {} } as Request // all that is looked at
  return mayPostBoard(request, { team } as BoardTopic, { teams: async () => teams }) // the same
}

test.each([
  ['a rep none', 'rep', [false, false, false, false]],
  ['a lead those of their teams and the teams below', 'lead', [false, true, true, false]],
  ['a manager all', 'manager', [true, true, true, true]],
  ['an admin all', 'admin', [true, true, true, true]],
] as const)('%s', async (_, role, allowed) => {
  expect(await Promise.all([undefined, north, oslo, south].map((team) => may(role, team)))).toEqual(allowed)
})
