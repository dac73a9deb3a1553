// What a period will bring: won so far and the open deals weighed by how likely each stage is; and the same as it stood a week ago.
import { contribution } from '../deals/day-totals.ts'
import type { DealFacts } from '../deals/deal.ts'
import type { MemberId, TeamId } from '../vocabulary/ids.ts'
import { divideHalfUp } from '../vocabulary/pace.ts'
import { isWithin, type Period } from '../vocabulary/period.ts'
import { probabilityOf, type Rules } from '../vocabulary/rules.ts'

/** The open deals of one stage that are expected to close in a period. Until it is won, a deal is wholly its owner's, whatever its splits. */
export interface OpenAt {
  /** Empty: in none. */
  readonly stage: string
  readonly count: number
  /** Minor units. */
  readonly minor: bigint
}

/** What people have said that a period will bring: one of them, or several together. */
export interface Said {
  /** Minor units; undefined: nobody said. */
  readonly sum: bigint | undefined
  /** How many said it. */
  readonly people: number
}

/** How a period looks at some time. */
export interface Outlook {
  /** Minor units. */
  readonly won: bigint
  readonly open: readonly OpenAt[]
  readonly commit: Said
  readonly bestCase: Said
}

/** A week: what a forecast is compared over, in milliseconds. */
export const aWeek = 7 * 24 * 3_600_000

/**
 * Σ amount × stage probability, in minor units: divided once, over the sum, and rounded half up. A stage that the rules do not have (any
 * more) weighs nothing.
 */
export const weighted = (open: readonly Pick<OpenAt, 'stage' | 'minor'>[], rules: Pick<Rules, 'stages'>): bigint =>
  divideHalfUp(
    open.reduce((sum, { stage, minor }) => sum + minor * BigInt(probabilityOf(stage, rules)), 0n),
    100n,
  )

/** Won so far + weighted, in minor units. */
export const forecastOf = ({ won, open }: Pick<Outlook, 'won' | 'open'>, rules: Pick<Rules, 'stages'>): bigint =>
  won + weighted(open, rules)

/** In the order of the pipeline; what it does not have (any more) comes last. */
export const inPipelineOrder = <One extends { readonly stage: string }>(
  all: readonly One[],
  { stages }: Pick<Rules, 'stages'>,
): readonly One[] => {
  const place = ({ stage }: One) => {
    const index = stages.findIndex(({ name }) => name === stage)
    return index < 0 ? stages.length : index
  }
  return [...all].sort((a, b) => place(a) - place(b) || (a.stage < b.stage ? -1 : a.stage > b.stage ? 1 : 0))
}

/** Whose deals are meant: a member's, those of some teams, or everybody's. */
export type Whose =
  | { readonly kind: 'member'; readonly member: MemberId }
  | { readonly kind: 'team'; readonly teams: ReadonlySet<TeamId> }
  | { readonly kind: 'company' }

const has = (whose: Whose, member: MemberId, team: TeamId | undefined): boolean =>
  whose.kind === 'company' || (whose.kind === 'member' ? whose.member === member : team !== undefined && whose.teams.has(team))

/** What somebody has of a deal as revenue in a period, in minor units; a team what its members got while they were in it. */
export const wonOf = (facts: DealFacts | undefined, whose: Whose, period: Period): bigint =>
  contribution(facts)
    .filter(({ metric, member, team, day }) => metric === 'revenue' && has(whose, member, team) && isWithin(day, period))
    .reduce((sum, { value }) => sum + value, 0n)

const isOpenOf = (facts: DealFacts | undefined, whose: Whose, period: Period): facts is DealFacts =>
  facts?.state === 'open' && has(whose, facts.owner, facts.team) && isWithin(facts.closedOn, period)

/** A deal that changed since: as it was then (undefined: it was not there yet), and as it is. */
export interface ChangedDeal {
  readonly before: DealFacts | undefined
  readonly now: DealFacts
}

/**
 * Won and open deals as they stood before these changes: what stands now, without what the changed deals are and with what they were.
 * Exact, as whatever did not change since stood then as it does now.
 */
export function beforeChanges(
  { won, open }: Pick<Outlook, 'won' | 'open'>,
  changed: readonly ChangedDeal[],
  whose: Whose,
  period: Period,
): Pick<Outlook, 'won' | 'open'> {
  let wonThen = won
  const stages = new Map(open.map((one) => [one.stage, { count: one.count, minor: one.minor }]))
  const count = (facts: DealFacts | undefined, sign: 1 | -1) => {
    wonThen += BigInt(sign) * wonOf(facts, whose, period)
    if (!isOpenOf(facts, whose, period)) return
    const stage = facts.stage ?? ''
    const sum = stages.get(stage) ?? { count: 0, minor: 0n }
    stages.set(stage, { count: sum.count + sign, minor: sum.minor + BigInt(sign) * facts.amount.minor })
  }
  for (const { before, now } of changed) {
    count(now, -1)
    count(before, 1)
  }
  return { won: wonThen, open: [...stages].filter(([, sum]) => sum.count > 0).map(([stage, sum]) => ({ stage, ...sum })) }
}
