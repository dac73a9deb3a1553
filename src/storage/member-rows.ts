// Workspaces and their people as rows and as what the domain calls them.
import type { Member, Workspace } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import { roles } from '../vocabulary/roles.ts'
import { oneOf, storedCurrency } from './deal-rows.ts'

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
}

export const workspaceOf = (row: WorkspaceRow): Workspace => ({
  id: asId<WorkspaceId>(row.id),
  name: row.name,
  currency: storedCurrency(row.currency),
  timeZone: row.timeZone,
  calendar: {
    yearStartMonth: row.fiscalYearStart,
    weekStart: row.weekStart,
    workingDays: [...row.workingDays].map(Number),
    closedOn: new Set(), // no holidays are stored yet
  },
  language: row.language,
  announce: row.announce as Destination, // it was one when it was written
  version: row.version,
})

export interface MemberRow {
  readonly id: number
  readonly name: string
  readonly role: string
  readonly teamId: number | null
  readonly locale: string | null
}

/** Somebody whose language the platform does not tell is spoken to in the workspace's. */
export const memberOf = (row: MemberRow, workspace: { readonly language: string }): Member => ({
  id: asId<MemberId>(row.id),
  name: row.name,
  role: oneOf(roles, row.role),
  team: row.teamId === null ? undefined : asId<TeamId>(row.teamId),
  language: row.locale ?? workspace.language,
})
