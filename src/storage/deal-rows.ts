// Deals and their events, as rows and as what the domain calls them.
import { type PlatformName, platforms } from '../conversation/platform.ts'
import { credits } from '../deals/day-totals.ts'
import type { Deal, DealEvent, DealEventKind, DealFacts } from '../deals/deal.ts'
import { factsFromJson, factsJson, storedCurrency, storedDate, storedRate, storedSplits, storedTags } from '../deals/facts-json.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { RowColumns } from './row-json.ts'
import { folded } from './stored-text.ts'

export { factsFromJson, factsJson, storedCurrency, storedDate, storedRate }

/** A row of the table Deal, read by Prisma or by raw SQL. */
export interface DealRow {
  readonly number: number
  readonly state: string
  readonly stage: string | null
  readonly ownerId: number
  readonly teamId: number | null
  readonly stageSince: string | null
  readonly path: string
  readonly openedOn: string | null
  readonly customer: string
  readonly product: string
  readonly minor: bigint
  readonly currency: string
  readonly originalMinor: bigint | null
  readonly originalCurrency: string | null
  readonly rate: string | null
  readonly closedOn: string
  readonly lossReason: string | null
  readonly note: string
  readonly tags: unknown
  readonly splits: unknown
  readonly revision: number
  readonly head: number
  readonly loggedAt: bigint
  readonly loggedById: number
  readonly announced: boolean | number
  readonly touchedAt: bigint | null
}

export const dealRowColumns: RowColumns<DealRow> = {
  number: 'plain',
  state: 'plain',
  stage: 'plain',
  ownerId: 'plain',
  teamId: 'plain',
  stageSince: 'plain',
  path: 'plain',
  openedOn: 'plain',
  customer: 'plain',
  product: 'plain',
  minor: 'big',
  currency: 'plain',
  originalMinor: 'big',
  originalCurrency: 'plain',
  rate: 'plain',
  closedOn: 'plain',
  lossReason: 'plain',
  note: 'plain',
  tags: 'json',
  splits: 'json',
  revision: 'plain',
  head: 'plain',
  loggedAt: 'big',
  loggedById: 'plain',
  announced: 'plain',
  touchedAt: 'big',
}

/** The columns of `DealRow`, for raw SQL. */
export const dealColumns = (table: string): string =>
  Object.keys(dealRowColumns)
    .map((column) => `${table}."${column}"`)
    .join(', ')

export interface DealEventRow {
  readonly number: number
  readonly revision: number
  readonly kind: string
  readonly byId: number
  readonly platform: string
  readonly at: bigint
  readonly before: unknown
  readonly after: unknown
  readonly headBefore: number
  readonly headAfter: number
  readonly reverts: number | null
  readonly approvedById: number | null
}

/** Stages as the column has them: `lead>proposal`. No stage's name has a `>`. */
export const pathOf = (text: string): readonly string[] => (text === '' ? [] : text.split('>'))

export function oneOf<T extends string>(values: readonly T[], text: string): T {
  const value = values.find((known) => known === text)
  if (value === undefined) throw new Error(`The database has "${text}" where one of ${values.join(', ')} was expected`)
  return value
}

const states: readonly DealFacts['state'][] = ['won', 'open', 'lost', 'withdrawn']
const kinds: readonly DealEventKind[] = ['won', 'opened', 'staged', 'lost', 'edited', 'undone', 'redone']

export const dealOf = (row: DealRow): Deal => ({
  number: asId<DealNumber>(row.number),
  state: oneOf(states, row.state),
  ...(row.stage === null ? {} : { stage: row.stage }),
  owner: asId<MemberId>(row.ownerId),
  team: row.teamId === null ? undefined : asId<TeamId>(row.teamId),
  ...(row.stageSince === null ? {} : { stageSince: storedDate(row.stageSince) }),
  path: pathOf(row.path),
  ...(row.openedOn === null ? {} : { openedOn: storedDate(row.openedOn) }),
  customer: row.customer,
  product: row.product,
  amount: { minor: row.minor, currency: storedCurrency(row.currency) },
  ...(row.originalMinor === null || row.originalCurrency === null || row.rate === null
    ? {}
    : { original: { amount: { minor: row.originalMinor, currency: storedCurrency(row.originalCurrency) }, rate: storedRate(row.rate) } }),
  closedOn: storedDate(row.closedOn),
  ...(row.lossReason === null ? {} : { lossReason: row.lossReason }),
  note: row.note,
  tags: storedTags.parse(row.tags),
  splits: storedSplits.parse(row.splits),
  revision: row.revision,
  head: row.head,
  loggedAt: asInstant(Number(row.loggedAt)),
  loggedBy: asId<MemberId>(row.loggedById),
  announced: Boolean(row.announced), // SQLite's raw booleans are numbers
  touchedAt: asInstant(Number(row.touchedAt ?? row.loggedAt)),
})

export const eventOf = (row: DealEventRow): DealEvent => ({
  number: asId<DealNumber>(row.number),
  revision: row.revision,
  kind: oneOf(kinds, row.kind),
  by: asId<MemberId>(row.byId),
  platform: oneOf<PlatformName>(platforms, row.platform),
  at: asInstant(Number(row.at)),
  before: row.before === null ? undefined : factsFromJson(row.before),
  after: factsFromJson(row.after),
  headBefore: row.headBefore,
  headAfter: row.headAfter,
  reverts: row.reverts ?? undefined,
  ...(row.approvedById === null ? {} : { approvedBy: asId<MemberId>(row.approvedById) }),
})

/** What each member gets of a deal, in one sum a member. */
function creditByMember(deal: DealFacts): ReadonlyMap<MemberId, bigint> {
  const sums = new Map<MemberId, bigint>()
  for (const { member, minor } of credits(deal)) sums.set(member, (sums.get(member) ?? 0n) + minor)
  return sums
}

/** A deal as the ledger writes it: JSON, with big numbers as text. */
export const dealJson = (workspaceId: WorkspaceId, deal: Deal) => ({
  workspaceId,
  number: deal.number,
  state: deal.state,
  stage: deal.stage ?? null,
  ownerId: deal.owner,
  teamId: deal.team ?? null,
  customer: deal.customer,
  foldedCustomer: folded(deal.customer),
  stageSince: deal.stageSince ?? null,
  path: deal.path.join('>'),
  openedOn: deal.openedOn ?? null,
  product: deal.product,
  foldedProduct: folded(deal.product),
  originalMinor: deal.original ? String(deal.original.amount.minor) : null,
  originalCurrency: deal.original?.amount.currency ?? null,
  rate: deal.original?.rate ?? null,
  lossReason: deal.lossReason ?? null,
  minor: String(deal.amount.minor),
  currency: deal.amount.currency,
  ownMinor: String(creditByMember(deal).get(deal.owner) ?? 0n),
  closedOn: deal.closedOn,
  note: deal.note,
  tags: deal.tags,
  splits: deal.splits,
  revision: deal.revision,
  head: deal.head,
  loggedAt: deal.loggedAt,
  loggedById: deal.loggedBy,
  announced: deal.announced,
  touchedAt: deal.touchedAt,
})

/** What others than the owner get of a deal, a row each; nobody gets anything of one that is not won. */
export function creditsJson(workspaceId: WorkspaceId, deal: Deal) {
  if (deal.state !== 'won' || deal.splits.length === 0) return []
  return [...creditByMember(deal)]
    .filter(([member]) => member !== deal.owner)
    .map(([memberId, minor]) => ({ workspaceId, memberId, closedOn: deal.closedOn, number: deal.number, minor: String(minor) }))
}

export const eventJson = (workspaceId: WorkspaceId, event: DealEvent) => ({
  workspaceId,
  number: event.number,
  revision: event.revision,
  kind: event.kind,
  byId: event.by,
  platform: event.platform,
  at: event.at,
  before: event.before ? factsJson(event.before) : null,
  after: factsJson(event.after),
  headBefore: event.headBefore,
  headAfter: event.headAfter,
  reverts: event.reverts ?? null,
  approvedById: event.approvedBy ?? null,
})
