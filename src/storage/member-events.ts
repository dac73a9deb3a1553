// A change of one fact of a member as a row: the fact's name, and its value before and after as text.
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import { roles } from '../vocabulary/roles.ts'
import { type FactName, factNames, type MemberEvent, type MemberFacts } from '../workspaces/member-store.ts'
import { oneOf, storedDate } from './deal-rows.ts'
import { leaveOf } from './member-rows.ts'

/** A fact as text; equal facts have equal texts. */
export function factText(name: FactName, facts: MemberFacts): string {
  switch (name) {
    case 'role':
      return facts.role
    case 'team':
      return String(facts.team ?? '')
    case 'startedOn':
      return facts.startedOn ?? ''
    case 'leave':
      return JSON.stringify(facts.leave.map(({ from, to }) => ({ from, to })))
    case 'nudgesFrom':
      return facts.nudgesFrom ?? ''
    case 'offBoards':
    case 'hasLeft':
      return facts[name] ? 'yes' : 'no'
  }
}

/** The inverse of `factText`. Throws on what this program has not written. */
function factIn(name: FactName, text: string): Partial<MemberFacts> {
  switch (name) {
    case 'role':
      return { role: oneOf(roles, text) }
    case 'team':
      return { team: text === '' ? undefined : asId<TeamId>(Number(text)) }
    case 'startedOn':
      return { startedOn: text === '' ? undefined : storedDate(text) }
    case 'leave':
      return { leave: leaveOf(text) }
    case 'offBoards':
      return { offBoards: text === 'yes' }
    case 'hasLeft':
      return { hasLeft: text === 'yes' }
    case 'nudgesFrom':
      return { nudgesFrom: text === '' ? undefined : storedDate(text) }
  }
}

/** The facts that differ. */
export const differing = (before: MemberFacts, after: MemberFacts): readonly FactName[] =>
  factNames.filter((name) => factText(name, before) !== factText(name, after))

/** Undefined for an event that is about something else, as an account. */
export function memberEventOf(row: {
  readonly memberId: number
  readonly kind: string
  readonly before: string
  readonly after: string
}): MemberEvent | undefined {
  const fact = factNames.find((name) => name === row.kind)
  if (!fact) return undefined
  return { member: asId<MemberId>(row.memberId), fact, before: factIn(fact, row.before), after: factIn(fact, row.after) }
}
