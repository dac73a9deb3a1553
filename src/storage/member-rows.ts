// Workspaces and their people as rows and as what the domain calls them.
import { z } from 'zod'
import type { Member, Team, Workspace } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import { roles } from '../vocabulary/roles.ts'
import { closuresOf } from '../workspaces/holidays.ts'
import type { NewMember } from '../workspaces/workspace-store.ts'
import { oneOf, storedCurrency, storedDate } from './deal-rows.ts'
import { rulesOf } from './rule-rows.ts'
import { folded, foldedWords, storable } from './stored-text.ts'

export interface WorkspaceRow {
  readonly id: number
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly fiscalYearStart: number
  readonly weekStart: number
  readonly workingDays: string
  readonly language: string
  readonly announce: string
  readonly version: number
  readonly rules: string
}

export function workspaceOf(row: WorkspaceRow): Workspace {
  const rules = rulesOf(row.rules)
  return {
    id: asId<WorkspaceId>(row.id),
    name: row.name,
    currency: storedCurrency(row.currency),
    timeZone: row.timeZone,
    calendar: {
      yearStartMonth: row.fiscalYearStart,
      weekStart: row.weekStart,
      workingDays: [...row.workingDays].map(Number),
      closedOn: closuresOf(rules),
    },
    language: row.language,
    announce: row.announce as Destination, // it was one when it was written
    version: row.version,
    rules,
  }
}

export interface MemberRow {
  readonly id: number
  readonly name: string
  readonly role: string
  readonly teamId: number | null
  readonly locale: string | null
  readonly startedOn: string | null
  readonly leave: string
  readonly offBoards: boolean
  readonly leftAt: bigint | null
  readonly timeZone: string | null
  readonly nudgesFrom: string | null
}

const storedLeave = z.array(z.object({ from: z.string().transform(storedDate), to: z.string().transform(storedDate) }))

/** The days away in a column. */
export const leaveOf = (column: string): Member['leave'] => (column === '[]' ? [] : storedLeave.parse(JSON.parse(column)))

/** Somebody whose language the platform does not tell is spoken to in the workspace's. */
export const memberOf = (row: MemberRow, workspace: { readonly language: string }): Member => ({
  id: asId<MemberId>(row.id),
  name: row.name,
  role: oneOf(roles, row.role),
  team: row.teamId === null ? undefined : asId<TeamId>(row.teamId),
  language: row.locale ?? workspace.language,
  startedOn: row.startedOn === null ? undefined : storedDate(row.startedOn),
  leave: leaveOf(row.leave),
  offBoards: row.offBoards,
  hasLeft: row.leftAt !== null,
  timeZone: row.timeZone ?? undefined,
  nudgesFrom: row.nudgesFrom === null ? undefined : storedDate(row.nudgesFrom),
})

export const teamOf = (row: {
  readonly id: number
  readonly name: string
  readonly parentId: number | null
  readonly leadId: number | null
  readonly channel: string | null
}): Team => ({
  id: asId<TeamId>(row.id),
  name: row.name,
  parent: row.parentId === null ? undefined : asId<TeamId>(row.parentId),
  lead: row.leadId === null ? undefined : asId<MemberId>(row.leadId),
  channel: (row.channel ?? undefined) as Destination | undefined, // it was one when it was written
})

/** A new member, as a row. */
export const memberData = (workspaceId: WorkspaceId, member: NewMember, at: Instant) => ({
  workspaceId,
  name: storable(member.name),
  foldedWords: foldedWords(member.name),
  role: member.role,
  timeZone: member.timeZone ?? null,
  locale: member.locale ?? null,
  teamId: member.team ?? null,
  createdAt: at,
})

/** How somebody is called on a platform, as columns. */
export const handleData = (handle: string) => ({ handle: storable(handle), foldedHandle: folded(storable(handle)) })
