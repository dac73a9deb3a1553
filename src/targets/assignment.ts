// Whether what those below have as targets adds up to the target above them.
import type { Subject } from '../conversation/people.ts'
import { divideHalfUp } from '../vocabulary/pace.ts'
import { subjectKey, type Target } from './target.ts'
import { isExpected, pathTo, type TargetNode, withBelow } from './target-tree.ts'

export interface Comparison {
  readonly verdict: 'exact' | 'over' | 'under'
  /** |below − own| ÷ own in whole percent, rounded half up; 0 is less than half a percent. */
  readonly percent: number
}

/** Compares what is assigned below with the target above it, which is more than 0. */
export function compared(own: bigint, below: bigint): Comparison {
  const difference = below > own ? below - own : own - below
  const verdict = below === own ? 'exact' : below > own ? 'over' : 'under'
  return { verdict, percent: Number(divideHalfUp(difference * 100n, own)) }
}

export interface Assignment extends Comparison {
  /** Whose target is compared with those below it. */
  readonly node: TargetNode
  readonly own: bigint
  /** The targets right below, together; of a team without one what those below it have. */
  readonly below: bigint
  /** Who is right below: people, teams, or some of each. */
  readonly of: 'people' | 'teams' | 'both'
  /** Right below and without a target where one is expected, by name. */
  readonly missing: readonly string[]
}

/** The targets of one metric in one period by `subjectKey`. */
export type InForce = ReadonlyMap<string, Target>

export const bySubject = (targets: readonly Target[]): InForce => new Map(targets.map((target) => [subjectKey(target.subject), target]))

/** The node's own target, or what those below it have together; undefined where there is none at all. */
function assigned(node: TargetNode, targets: InForce): bigint | undefined {
  return targets.get(subjectKey(node.subject))?.value ?? belowIt(node, targets)
}

function belowIt({ children }: TargetNode, targets: InForce): bigint | undefined {
  const values = children.map((child) => assigned(child, targets)).filter((value) => value !== undefined)
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0n)
}

/** Compares a node's target with those below it; undefined where one of the two is not there. */
export function assignment(node: TargetNode, targets: InForce): Assignment | undefined {
  const own = targets.get(subjectKey(node.subject))?.value
  const below = belowIt(node, targets)
  if (own === undefined || below === undefined) return undefined
  const counted = node.children.filter((child) => assigned(child, targets) !== undefined || expects(child))
  const people = counted.filter(({ member }) => member !== undefined).length
  return {
    node,
    own,
    below,
    of: people === counted.length ? 'people' : people === 0 ? 'teams' : 'both',
    ...compared(own, below),
    missing: counted.filter((child) => assigned(child, targets) === undefined).map(({ name }) => name ?? ''),
  }
}

/** A target is expected of a rep or a lead, and of a team that has one somewhere. */
const expects = (node: TargetNode): boolean => withBelow(node).some(isExpected)

/** The assignments that a change of a subject's target touches: its own, and those above it; the nearest first. */
export const assignmentsAround = (top: TargetNode, subject: Subject, targets: InForce): readonly Assignment[] =>
  [...pathTo(top, subject)].reverse().flatMap((node) => assignment(node, targets) ?? [])

/** Every assignment from a node downwards. */
export const assignmentsBelow = (node: TargetNode, targets: InForce): readonly Assignment[] =>
  withBelow(node).flatMap((one) => assignment(one, targets) ?? [])
