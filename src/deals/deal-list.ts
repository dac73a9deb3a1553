// Which deals a list shows, as it was asked for and as its page buttons carry it.
import { z } from 'zod'
import { Complaint } from '../conversation/complaint.ts'
import { type Member, Stale, type Subject, type Team } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import { type Period, periodFromKey, periodKey } from '../vocabulary/period.ts'
import { reachOf } from '../vocabulary/permissions.ts'
import { type Leads, mayActFor } from '../workspaces/may-act.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'

export const listedStates = ['won', 'open', 'lost', 'stale'] as const
export type ListedState = (typeof listedStates)[number]

export interface DealList {
  readonly state: ListedState
  readonly whose: Subject
  /** In which they were won or lost, or should close. */
  readonly period: Period | undefined
  /** Whole names, in any case. */
  readonly product: string | undefined
  readonly customer: string | undefined
  /** All of them. */
  readonly tags: readonly string[]
}

const whoseKey = (whose: Subject): string =>
  whose.kind === 'company' ? 'company' : whose.kind === 'team' ? `team ${whose.team}` : `member ${whose.member}`

function whoseFromKey(key: string): Subject | undefined {
  if (key === 'company') return { kind: 'company' }
  const [, kind, id] = /^(team|member) (\d{1,9})$/.exec(key) ?? []
  if (kind === undefined) return undefined
  return kind === 'team' ? { kind, team: asId<TeamId>(Number(id)) } : { kind: 'member', member: asId<MemberId>(Number(id)) }
}

const stored = z.tuple([z.enum(listedStates), z.string(), z.string(), z.string(), z.string(), z.array(z.string())])

/** The list in few characters. */
export const listKey = ({ state, whose, period, product, customer, tags }: DealList): string =>
  JSON.stringify([state, whoseKey(whose), period ? periodKey(period) : '', product ?? '', customer ?? '', tags])

/** The inverse of `listKey`; undefined for anything that is none. */
export function listFromKey(key: string, calendar: FiscalCalendar): DealList | undefined {
  const parts = stored.safeParse(jsonOf(key))
  if (!parts.success) return undefined
  const [state, whoseText, periodText, product, customer, tags] = parts.data
  const whose = whoseFromKey(whoseText)
  const period = periodText === '' ? undefined : periodFromKey(periodText, calendar)
  if (!whose || (periodText !== '' && !period)) return undefined
  return { state, whose, period, product: product || undefined, customer: customer || undefined, tags }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // whatever came back from the platform
  }
}

/** Whose list it is, found and allowed. */
export type Seen =
  | { readonly kind: 'company' }
  | { readonly kind: 'team'; readonly team: Team; readonly all: readonly Team[] }
  | { readonly kind: 'member'; readonly member: Member }

export interface SeeingNeeds {
  readonly workspaces: Leads & Pick<WorkspaceStore, 'member' | 'teams'>
}

/** Throws a complaint where the speaker may not see their deals, or where there is nobody any more. */
export async function whoseDeals(request: Request, whose: Subject, { workspaces }: SeeingNeeds): Promise<Seen> {
  const { workspace, speaker } = request
  const own = whose.kind === 'member' && whose.member === speaker.id
  if (own) return { kind: 'member', member: speaker }
  // What decides is the role as it is, not a copy of the one that was.
  if ((await workspaces.version(workspace.id)) !== workspace.version) throw new Stale()
  const all = reachOf(speaker.role, 'see deals') === 'all'
  switch (whose.kind) {
    case 'company':
      if (!all) throw new Complaint('deal.list-not-everybody')
      return whose
    case 'team': {
      const teams = await workspaces.teams(workspace)
      const team = teams.find(({ id }) => id === whose.team)
      if (!team) throw new Complaint('deal.list-too-old')
      const leads = reachOf(speaker.role, 'see deals') === 'team' && leadsTeam(speaker, team, teams)
      if (!all && !leads) throw new Complaint('deal.list-not-your-team', { name: team.name })
      return { kind: 'team', team, all: teams }
    }
    case 'member': {
      const member = await workspaces.member(workspace.id, whose.member)
      if (!member) throw new Complaint('deal.list-too-old')
      if (!(await mayActFor(request, 'see deals', member.id, workspaces)))
        throw new Complaint('deal.list-not-theirs', { name: member.name })
      return { kind: 'member', member }
    }
  }
}

/** They lead that team, or one above it. */
function leadsTeam({ id }: Member, team: Team, teams: readonly Team[]): boolean {
  const seen = new Set<TeamId>()
  for (let at: Team | undefined = team; at && !seen.has(at.id); ) {
    if (at.lead === id) return true
    seen.add(at.id)
    const above: TeamId | undefined = at.parent
    at = teams.find((candidate) => candidate.id === above)
  }
  return false
}
