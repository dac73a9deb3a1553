// Which permission it takes to change which fact of a member, and what is said to whoever does not have it.
import { Complaint } from '../conversation/complaint.ts'
import { type Act, leastRole } from '../vocabulary/permissions.ts'
import type { FactName } from './member-store.ts'

const acts: Readonly<Record<FactName, Act>> = {
  role: 'members',
  team: 'members',
  startedOn: 'members',
  hasLeft: 'members',
  leave: 'leave',
  offBoards: 'boards',
  nudgesFrom: 'nudges',
}

export const actOf = (fact: FactName): Act => acts[fact]

export function refusalOf(fact: FactName, name: string): Complaint {
  if (fact === 'leave') return new Complaint('member.leave-of-others', { name })
  if (fact === 'offBoards') return new Complaint('member.boards-own', { name }, { example: '/dealbell member me boards off' })
  if (fact === 'nudgesFrom') return new Complaint('nudge.not-yours')
  return new Complaint('complaint.not-permitted', { role: leastRole(acts[fact]) })
}
