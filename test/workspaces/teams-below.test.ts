// The team tree, downwards.
import { expect, test } from 'vitest'
import { asId, type TeamId } from '../../src/vocabulary/ids.ts'
import { withTeamsBelow } from '../../src/workspaces/teams-below.ts'

const tree = (...parents: readonly (number | undefined)[]) =>
  parents.map((parent, index) => ({ id: asId<TeamId>(index + 1), parent: parent === undefined ? undefined : asId<TeamId>(parent) }))

test.each([
  ['a team with those below it, through the whole tree', tree(undefined, 1, 1, 2, undefined), 1, [1, 2, 3, 4]],
  ['a team without any below', tree(undefined, 1, 1), 3, [3]],
  ['a ring that was tied by mistake has an end', tree(2, 1), 1, [1, 2]],
  ['a team that is not there', tree(undefined), 9, [9]],
] as const)('%s', (_, teams, from, expected) => {
  expect([...withTeamsBelow(asId<TeamId>(from), teams)].sort()).toEqual(expected)
})
