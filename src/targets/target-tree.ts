// The company as a tree of whom targets are for: the company, its teams, the people in them.
import { type Member, type Subject, subjectOf, type Team } from '../conversation/people.ts'
import type { TeamId } from '../vocabulary/ids.ts'
import { subjectKey } from './target.ts'

export interface TargetNode {
  readonly subject: Subject
  /** Undefined: the company. */
  readonly name: string | undefined
  /** Of a person. */
  readonly member: Member | undefined
  /** Teams first, then people who are in no team below; each by name. */
  readonly children: readonly TargetNode[]
}

/** Managers and admins sell only where somebody gave them a target; of everybody else one is expected. */
export const isExpected = ({ member }: TargetNode): boolean =>
  member !== undefined && !member.hasLeft && (member.role === 'rep' || member.role === 'lead')

/**
 * The tree of everybody who is still there. `teams` and `members` come by name. A team whose place cannot be reached from the top (its
 * tree was tied into a ring) stands at the top.
 */
export function targetTree(teams: readonly Team[], members: readonly Member[]): TargetNode {
  const known = new Set(teams.map(({ id }) => id))
  const placed = new Set<TeamId>()
  const present = members.filter(({ hasLeft }) => !hasLeft)
  const person = (member: Member): TargetNode => ({
    subject: subjectOf({ kind: 'member', member }),
    name: member.name,
    member,
    children: [],
  })
  const place = (team: Team): TargetNode => {
    placed.add(team.id)
    const below = teams.filter(({ id, parent }) => parent === team.id && !placed.has(id)).map(place)
    const people = present.filter((member) => member.team === team.id).map(person)
    return { subject: subjectOf({ kind: 'team', team }), name: team.name, member: undefined, children: [...below, ...people] }
  }
  const top = teams.filter(({ parent }) => parent === undefined || !known.has(parent)).map(place)
  const ringed = teams.flatMap((team) => (placed.has(team.id) ? [] : place(team)))
  const alone = present.filter(({ team }) => team === undefined || !known.has(team)).map(person)
  return { subject: { kind: 'company' }, name: undefined, member: undefined, children: [...top, ...ringed, ...alone] }
}

/** A node with everything below it, the nearest first within each branch. */
export const withBelow = (node: TargetNode): readonly TargetNode[] => [node, ...node.children.flatMap(withBelow)]

/** From the top down to the node of a subject, both included; empty for one that is not in the tree. */
export function pathTo(top: TargetNode, subject: Subject): readonly TargetNode[] {
  if (subjectKey(top.subject) === subjectKey(subject)) return [top]
  for (const child of top.children) {
    const path = pathTo(child, subject)
    if (path.length > 0) return [top, ...path]
  }
  return []
}

export const nodeOf = (top: TargetNode, subject: Subject): TargetNode | undefined => pathTo(top, subject).at(-1)
