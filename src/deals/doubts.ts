// What makes a change of deals doubtful: integrity without intelligence. Pure: each doubt is a rule of the workspace over facts.
import type { Workspace } from '../conversation/people.ts'
import { closingPeriod, isClosed } from '../vocabulary/closing.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Rules } from '../vocabulary/rules.ts'
import type { DealFacts } from './deal.ts'
import { changedFacts } from './deal-changes.ts'
import type { Alike, AlikeDeal } from './deal-store.ts'

export type Doubt =
  /** There is a won deal of the same customer and amount within days. */
  | { readonly kind: 'duplicate'; readonly deal: AlikeDeal }
  /** It is worth many times what the owner's deals typically are. Minor units; `times` is rounded down. */
  | { readonly kind: 'outlier'; readonly typical: bigint; readonly times: bigint }
  /** It changes what counts in a period whose books are closed. */
  | { readonly kind: 'closed'; readonly period: Period; readonly closedOn: LocalDate }

export const doubtKinds = ['duplicate', 'outlier', 'closed'] as const satisfies readonly Doubt['kind'][]

/** Fewer wins say nothing about what is typical. */
const leastWins = 5

/** The median of amounts in ascending order, the lower one of an even number; undefined for fewer than five. */
export const typicalOf = (amounts: readonly bigint[]): bigint | undefined =>
  amounts.length < leastWins ? undefined : amounts[(amounts.length - 1) >> 1]

/**
 * What has to be looked for to find a duplicate of a deal in these facts; undefined where none is looked for: it is not won, the rule is off,
 * or nobody said who the customer is.
 */
export function alikeTo(facts: DealFacts, ownerName: string, { duplicateDays }: Pick<Rules, 'duplicateDays'>): Alike | undefined {
  const { state, customer, amount, closedOn } = facts
  if (state !== 'won' || duplicateDays === 0 || customer === '') return undefined
  return { customer, minor: amount.minor, from: addDays(closedOn, -duplicateDays), to: addDays(closedOn, duplicateDays), ownerName }
}

export interface Known {
  readonly alike: AlikeDeal | undefined
  /** The owner's typical win. */
  readonly typical: bigint | undefined
  readonly today: LocalDate
  readonly workspace: Pick<Workspace, 'rules' | 'calendar'>
}

/** What is doubtful about a change from one state of a deal (undefined: there was none) to another. */
export function doubtsAbout(
  before: DealFacts | undefined,
  after: DealFacts,
  kind: 'undone' | 'redone' | 'other',
  known: Known,
): readonly Doubt[] {
  const { alike, typical, workspace } = known
  const { rules } = workspace
  const differing = before ? changedFacts(before, after) : []
  // What a deal already was when it was logged is not doubted again because its note changes; nor is what undo brings back.
  const isNew = (facts: readonly (keyof DealFacts)[]) =>
    after.state === 'won' && kind === 'other' && (before?.state !== 'won' || facts.some((fact) => differing.includes(fact)))
  const times = typical === undefined || typical <= 0n ? 0n : after.amount.minor / typical
  const isOutlier =
    rules.outlierTimes > 0 && typical !== undefined && typical > 0n && exceeds(after.amount.minor, typical, rules.outlierTimes)
  const closed = closedBy(before, after, differing, known)
  return [
    ...(alike && isNew(['customer', 'amount', 'closedOn']) ? [{ kind: 'duplicate', deal: alike } as const] : []),
    ...(isOutlier && typical !== undefined && isNew(['amount', 'owner']) ? [{ kind: 'outlier', typical, times } as const] : []),
    ...(closed ? [closed] : []),
  ]
}

/** amount ≥ times × typical; a rule's `times` has two decimals at most. */
const exceeds = (amount: bigint, typical: bigint, times: number): boolean => amount * 100n >= typical * BigInt(Math.round(times * 100))

/** What counts in a period: which deal, whose, how much, when. A note or a tag is nobody's figure. */
const counting: readonly (keyof DealFacts)[] = ['state', 'owner', 'team', 'amount', 'closedOn', 'splits']

function closedBy(
  before: DealFacts | undefined,
  after: DealFacts,
  differing: readonly (keyof DealFacts)[],
  { today, workspace }: Pick<Known, 'today' | 'workspace'>,
): Extract<Doubt, { kind: 'closed' }> | undefined {
  if (before && !counting.some((fact) => differing.includes(fact))) return undefined
  const { rules, calendar } = workspace
  for (const facts of [before, after]) {
    if (facts?.state !== 'won' || !isClosed(facts.closedOn, today, rules, calendar)) continue
    const period = closingPeriod(facts.closedOn, rules, calendar)
    if (period) return { kind: 'closed', period, closedOn: addDays(period.to, rules.closingGrace) }
  }
  return undefined
}
