// The tree of teams: every team once, in order, with an end also where it was tied into a ring; and what may become of a team.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Complaint } from '../../src/conversation/complaint.ts'
import type { Team } from '../../src/conversation/people.ts'
import { asId, type TeamId } from '../../src/vocabulary/ids.ts'
import { changedTeam, newTeam, undoneTeam } from '../../src/workspaces/team-changes.ts'
import type { TeamStep } from '../../src/workspaces/team-store.ts'
import { inTreeOrder } from '../../src/workspaces/team-tree.ts'

const id = (number: number) => asId<TeamId>(number)
const team = (number: number, parent?: number): Team => ({
  id: id(number),
  name: `Team ${String.fromCharCode(64 + number)}`,
  parent: parent === undefined ? undefined : id(parent),
  lead: undefined,
  channel: undefined,
})
const drawn = (teams: readonly Team[], from?: TeamId) => inTreeOrder(teams, from).map(({ team, depth }) => `${'-'.repeat(depth)}${team.id}`)

test.each([
  ['none', [], []],
  ['side by side', [team(1), team(2)], ['1', '2']],
  ['below each other', [team(3, 2), team(2, 1), team(1)], ['1', '-2', '--3']],
  ['under one that is gone', [team(2, 9)], ['2']],
  ['in a ring', [team(1, 2), team(2, 1)], ['1', '-2']],
  ['under itself', [team(1, 1), team(2)], ['2', '1']],
] as const)('teams %s', (_, teams, tree) => expect(drawn(teams)).toEqual(tree))

test('a part of the tree begins with its team', () => {
  expect(drawn([team(1), team(2, 1), team(3, 2), team(4)], id(2))).toEqual(['2', '-3'])
  expect(drawn([team(1)], id(7))).toEqual([])
})

/** The teams after a step. */
function after(teams: readonly Team[], step: TeamStep | undefined): readonly Team[] {
  if (!step) return teams
  const others = teams.filter((one) => one.id !== step.team)
  return step.after ? [...others, { ...step.after, id: step.team ?? id(teams.length + 1) }] : others
}

const now = (teams: readonly Team[]) => ({ teams, members: 0, hasPast: false })
const move = fc.record({ team: fc.integer({ min: 1, max: 6 }), parent: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }) })

describe('whatever is moved where', () => {
  test('the tree stays a tree: every team is below the top, and none is below itself', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        let teams: readonly Team[] = [1, 2, 3, 4, 5, 6].map((number) => team(number))
        for (const { team: moved, parent } of moves) {
          try {
            teams = after(teams, changedTeam(now(teams), id(moved), { parent: parent === undefined ? undefined : id(parent) }))
          } catch (error) {
            if (!(error instanceof Complaint) || error.key !== 'team.ring') throw error
          }
          for (const one of teams) {
            const passed = new Set<TeamId>()
            for (let at: Team | undefined = one; at; at = teams.find((other) => other.id === at?.parent)) {
              expect(passed.has(at.id)).toBe(false)
              passed.add(at.id)
            }
          }
        }
      }),
    )
  })

  test('undone it is as it was', () => {
    fc.assert(
      fc.property(move, fc.constantFrom('New name', 'Team A'), ({ team: moved, parent }, name) => {
        const teams = [team(1), team(2, 1), team(3, 2), team(4), team(5), team(6)]
        let step: TeamStep | undefined
        try {
          step = changedTeam(now(teams), id(moved), { parent: parent === undefined ? undefined : id(parent), name })
        } catch (error) {
          if (error instanceof Complaint) return
          throw error
        }
        if (!step) return
        const changed = after(teams, step)
        const back = after(changed, undoneTeam(now(changed), { team: id(moved), before: step.before, after: step.after }))
        expect(back.toSorted((a, b) => a.id - b.id)).toEqual(teams)
      }),
    )
  })
})

test('a name is taken in any case and width', () => {
  for (const name of ['Team A', 'TEAM a', 'ｔｅａｍ ａ']) {
    expect(() => newTeam(now([team(1)]), { name, parent: undefined, lead: undefined, channel: undefined })).toThrow('team.name-taken')
  }
})
