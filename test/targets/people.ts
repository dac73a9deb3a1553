// Teams, people and targets for the tests of targets.
import type { Member, Team } from '../../src/conversation/people.ts'
import { bySubject, type InForce } from '../../src/targets/assignment.ts'
import type { Split } from '../../src/targets/split.ts'
import { type TargetNode, targetTree, withBelow } from '../../src/targets/target-tree.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { type Period, periodFromKey } from '../../src/vocabulary/period.ts'
import { plainMember, plainRules } from '../fakes/plain.ts'

export const team = (id: number, name: string, parent?: number): Team => ({
  id: asId<TeamId>(id),
  name,
  parent: parent === undefined ? undefined : asId<TeamId>(parent),
  lead: undefined,
  channel: undefined,
})

export const member = (id: number, name: string, team?: number, more: Partial<Member> = {}): Member => ({
  id: asId<MemberId>(id),
  name,
  role: 'rep',
  team: team === undefined ? undefined : asId<TeamId>(team),
  language: 'en',
  ...plainMember,
  ...more,
})

/** North with Sam and Kim, South with Noor, and Gus the admin in no team. */
export const office = targetTree(
  [team(1, 'North'), team(2, 'South')],
  [member(10, 'Gus', undefined, { role: 'admin' }), member(11, 'Kim', 1), member(12, 'Noor', 2), member(13, 'Sam', 1)],
)

export function named(top: TargetNode, name: string): TargetNode {
  const found = withBelow(top).find((node) => node.name === (name === 'company' ? undefined : name))
  if (!found) throw new Error(`Nobody is called ${name}`)
  return found
}

export function period(key: string): Period {
  const found = periodFromKey(key, defaultCalendar)
  if (!found) throw new Error(`No period ${key}`)
  return found
}

/** The company's in money, set at no time that matters. */
export const plainTarget = {
  subject: { kind: 'company' },
  metric: 'revenue',
  setBy: asId<MemberId>(10),
  setAt: asInstant(0),
} as const

/** Targets of a metric in a period: `{ company: 100, North: 60 }`. */
export const standing = (top: TargetNode, values: Readonly<Record<string, number | bigint>>): InForce =>
  bySubject(
    Object.entries(values).map(([name, value]) => ({
      ...plainTarget,
      subject: named(top, name).subject,
      period: period('2026'),
      value: BigInt(value),
    })),
  )

/** An even split of 1200 units of the company in 2026, unless it says otherwise. */
export const split = (more: Partial<Split> = {}): Split => ({
  node: office,
  value: 1200n,
  period: period('2026'),
  into: 'below',
  measure: { by: 'even' },
  inForce: new Map(),
  lastYear: new Map(),
  unit: 1n,
  calendar: defaultCalendar,
  rules: plainRules,
  ...more,
})
