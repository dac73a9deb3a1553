// An import as it waits for a yes: the file's text, how it is read, and what it would do as things stand now. Nothing of it is stored by
// trying it out; whoever presses *Import* has it decided anew.
import { setImmediate as whoWaits } from 'node:timers/promises'
import { z } from 'zod'
import { Complaint } from '../conversation/complaint.ts'
import type { Request } from '../conversation/request.ts'
import { changedFacts } from '../deals/deal-changes.ts'
import { periodOf } from '../vocabulary/period.ts'
import { type Act, leastRole, mayEver } from '../vocabulary/permissions.ts'
import type { PendingStore } from '../workspaces/pending-store.ts'
import type { RateStore } from '../workspaces/rate-store.ts'
import type { BadRow } from './cells.ts'
import { type AnyField, fieldsOf, guessMapping, type ImportKind, importKinds, type Mapping, missingFields } from './columns.ts'
import { type DealPlan, planDeals } from './deal-rows.ts'
import type { Decoded } from './decode.ts'
import { type ImportDefaults, importedFacts } from './import-deal.ts'
import { peopleByName } from './people-by-name.ts'
import { type PersonPlan, planPeople } from './person-rows.ts'
import { readTable, type Table } from './read-csv.ts'
import { planTargets, type TargetRow, targetKey } from './target-rows.ts'
import type { TransferStore } from './transfer-store.ts'

export const pendingKind = 'import'

const stored = z.object({
  kind: z.enum(importKinds),
  name: z.string(),
  text: z.string(),
  encoding: z.enum(['utf-8', 'utf-16', 'windows-1252']),
  mapping: z.record(z.string(), z.int()).optional(),
  words: z.record(z.string(), z.string()),
  takesNewcomers: z.boolean(),
})

/** A file that somebody brought, with how they want it read; without a mapping it is guessed. */
export interface Brought extends Decoded {
  readonly kind: ImportKind
  /** What the file is called. */
  readonly name: string
  readonly mapping?: Mapping | undefined
  readonly words: Readonly<Record<string, string>>
  readonly takesNewcomers: boolean
}

export const payloadOf = (brought: Brought): string => JSON.stringify(brought)

export function broughtFrom(payload: string): Brought {
  const { mapping, ...rest } = stored.parse(JSON.parse(payload))
  const known = fieldsOf(rest.kind).flatMap((field): readonly (readonly [AnyField, number])[] => {
    const place = mapping?.[field]
    return place === undefined ? [] : [[field, place]]
  })
  return { ...rest, mapping: mapping && Object.fromEntries(known) }
}

/** What the table of permissions calls an import of this kind: people are members, and theirs are the admin's. */
const acts = { deals: 'import', targets: 'targets', people: 'members' } as const satisfies Readonly<Record<ImportKind, Act>>

/** Throws a complaint for whom may not import this. */
export function checkMayImport({ speaker }: Pick<Request, 'speaker'>, kind: ImportKind): void {
  if (!mayEver(speaker.role, acts[kind])) throw new Complaint('complaint.not-permitted', { role: leastRole(acts[kind]) })
}

export interface TrialNeeds {
  readonly transfer: Pick<TransferStore, 'people' | 'teams' | 'imported' | 'targets'>
  readonly rates: Pick<RateStore, 'rates'>
}

interface Tried {
  readonly table: Table
  readonly mapping: Mapping
  readonly bad: readonly BadRow[]
  /** Rows that would make something, change something, or find all as they say. */
  readonly fresh: number
  readonly changed: number
  readonly same: number
  readonly newcomers: readonly string[]
}

export type Trial =
  | (Tried & { readonly kind: 'deals'; readonly plan: DealPlan })
  | (Tried & { readonly kind: 'targets'; readonly plan: { readonly rows: readonly TargetRow[] } })
  | (Tried & { readonly kind: 'people'; readonly plan: PersonPlan })

export const missingColumns = 'import.missing-columns'

/** Throws a complaint for a file that cannot be read at all, or (`missingColumns`) that lacks a column. */
export async function trialOf(
  brought: Brought,
  request: Pick<Request, 'workspace' | 'say' | 'today' | 'reading'>,
  { transfer, rates }: TrialNeeds,
): Promise<Trial> {
  const { table, mapping } = tableOf(brought)
  const missing = missingFields(brought.kind, mapping)
  if (missing.length > 0) throw new Complaint(missingColumns, { columns: missing.join(', '), found: table.header.join(', ').slice(0, 300) })
  // Reading and deciding on a large file takes a moment each: whoever speaks meanwhile is heard in between.
  await whoWaits()
  const { workspace, say } = request
  const everybody = await transfer.people(workspace.id)
  const people = peopleByName(everybody)
  if (brought.kind === 'people') {
    const plan = planPeople(table, mapping, {
      request,
      people,
      squadOf: (lead) => say.plain('import.squad', { lead: lead.split(' ')[0] ?? lead }),
    })
    const fresh = plan.rows.filter(({ name }) => plan.newcomers.includes(name)).length
    // What differs of somebody who is there is seen when it is written.
    return {
      kind: 'people',
      table,
      mapping,
      bad: plan.bad,
      fresh,
      changed: plan.rows.length - fresh,
      same: 0,
      newcomers: plan.newcomers,
      plan,
    }
  }
  if (brought.kind === 'targets') {
    const plan = planTargets(table, mapping, { request, people, teams: await transfer.teams(workspace.id) })
    const inForce = new Map(
      (await transfer.targets(workspace.id, {})).map((target) => [
        [target.subject, target.metric, target.period.kind, target.period.from].join('|'),
        target.value,
      ]),
    )
    const before = plan.rows.map((row) => ({ row, value: inForce.get(targetKey(row)) }))
    const fresh = before.filter(({ value }) => value === undefined).length
    const same = before.filter(({ row, value }) => value === row.value).length
    return { kind: 'targets', table, mapping, bad: plan.bad, fresh, changed: plan.rows.length - fresh - same, same, newcomers: [], plan }
  }
  const plan = planDeals(table, mapping, {
    request,
    people,
    rates: await rates.rates(workspace),
    words: brought.words,
    takesNewcomers: brought.takesNewcomers,
  })
  await whoWaits()
  const before = await transfer.imported(
    workspace.id,
    plan.rows.map(({ externalId }) => externalId),
  )
  const teamOf = new Map(everybody.map(({ id, team }) => [id, team]))
  const same = plan.rows.filter(({ externalId, owner, facts }) => {
    const deal = before.get(externalId)
    if (!deal || 'newcomer' in owner) return false
    const after = importedFacts({ facts }, { id: owner.member, team: teamOf.get(owner.member) }, deal, defaultsOf(request))
    return changedFacts(deal, after).length === 0
  }).length
  const fresh = plan.rows.filter(({ externalId }) => !before.has(externalId)).length
  await whoWaits()
  return {
    kind: 'deals',
    table,
    mapping,
    bad: plan.bad,
    fresh,
    changed: plan.rows.length - fresh - same,
    same,
    newcomers: plan.newcomers,
    plan,
  }
}

/** An open deal that does not say when it is expected to close is expected within the running quarter. */
export const defaultsOf = ({ workspace, today }: Pick<Request, 'workspace' | 'today'>): ImportDefaults => ({
  today,
  currency: workspace.currency,
  expected: periodOf('quarter', today, workspace.calendar).to,
})

/** The file as a table, with the columns as they were said or are guessed. Throws a complaint for what is none. */
export function tableOf({ kind, text, mapping }: Pick<Brought, 'kind' | 'text' | 'mapping'>): {
  readonly table: Table
  readonly mapping: Mapping
} {
  const table = readTable(text)
  if (!('unreadable' in table)) return { table, mapping: mapping ?? guessMapping(kind, table.header) }
  switch (table.unreadable) {
    case 'quote':
      throw new Complaint('import.open-quote', { line: table.line })
    case 'too long':
      throw new Complaint('import.too-many-rows', { most: table.most })
    case 'empty':
      throw new Complaint('import.empty')
    case 'no rows':
      throw new Complaint('import.only-header')
  }
}

/** The import that a button is about. Throws a complaint where it is gone or was settled. */
export async function openTrial(request: Request, id: string, pending: Pick<PendingStore, 'find'>): Promise<Brought> {
  const found = await pending.find(request.workspace.id, id)
  if (!found || found.kind !== pendingKind) throw new Complaint('import.gone')
  if (found.state !== 'open') throw new Complaint(found.state === 'done' ? 'import.was-done' : 'import.was-cancelled')
  const brought = broughtFrom(found.payload)
  checkMayImport(request, brought.kind)
  return brought
}

/** Ids of what waits are hexadecimal. */
export const readTrialId = (value: string): string | undefined => (/^[0-9a-f]{24}$/.test(value) ? value : undefined)
