// Which permission it takes to change which fact of a member.
import type { Act } from '../vocabulary/permissions.ts'
import type { FactName } from './member-store.ts'

const acts: Readonly<Record<FactName, Act>> = {
  role: 'members',
  team: 'members',
  startedOn: 'members',
  hasLeft: 'members',
  leave: 'leave',
  offBoards: 'boards',
}

export const actOf = (fact: FactName): Act => acts[fact]
