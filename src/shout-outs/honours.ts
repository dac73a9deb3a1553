// Whom a week's shout-outs are for, and what for. Whoever is level shares the honour, and who has several is named once.
import type { Member } from '../conversation/people.ts'
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import { growth } from './improvement.ts'
import { type Asked, compareRatios, type Ratio, reachedOf, shareOf } from './target-part.ts'

/** What somebody did in the week. Amounts are minor units. */
export interface Seller {
  readonly member: Member
  readonly value: bigint
  /** In the weeks before, the latest first: `weeksUpTo`. */
  readonly earlier: readonly bigint[]
  /** What their target asks of the week. */
  readonly asked: Asked | undefined
  readonly activities: readonly { readonly kind: ActivityKind; readonly count: bigint; readonly asked: Asked | undefined }[]
}

export type Honour =
  | { readonly for: 'revenue'; readonly value: bigint }
  /** `share`: of what the target asks of the week. */
  | { readonly for: 'target'; readonly share: number }
  /** `rise`: 0.5 is half more than in an average week. */
  | { readonly for: 'improved'; readonly rise: number }
  /** `share`: of what their target asks of the week; undefined without one, and where several are level. */
  | { readonly for: 'activity'; readonly kind: ActivityKind; readonly count: bigint; readonly share: number | undefined }

/** People with the honours that are theirs, or that they share. */
export interface Honoured {
  /** By name; at least one. */
  readonly members: readonly Member[]
  readonly honours: readonly Honour[]
}

/** Whoever may be named in public. */
export const mayBeNamed = ({ hasLeft, offBoards }: Pick<Member, 'hasLeft' | 'offBoards'>): boolean => !hasLeft && !offBoards

/** Those who reached the most, of those who reached anything. */
export function best<T>(
  all: readonly T[],
  reached: (one: T) => Ratio | undefined,
): readonly { readonly one: T; readonly reached: Ratio }[] {
  const those = all.flatMap((one) => {
    const found = reached(one)
    return found && found.over > 0n ? [{ one, reached: found }] : []
  })
  const top = those.reduce<Ratio | undefined>((most, { reached: own }) => (most && compareRatios(own, most) <= 0 ? most : own), undefined)
  return those.filter(({ reached: own }) => top !== undefined && compareRatios(own, top) === 0)
}

const whole = (value: bigint): Ratio => ({ over: value, under: 1n })

/** The honours of a week: revenue, % of target, most improved, then the most of each kind of activity; each line is for other people. */
export function honoursOf(week: Period, sellers: readonly Seller[], calendar: FiscalCalendar): readonly Honoured[] {
  const named = sellers.filter(({ member }) => mayBeNamed(member))
  const rise = (seller: Seller) => {
    const grown = growth(seller, week, calendar)
    return grown && grown.over > grown.under ? grown : undefined
  }
  const found: { readonly members: readonly Member[]; readonly honour: Honour }[] = []
  const give = (reached: (one: Seller) => Ratio | undefined, honour: (top: Ratio, those: readonly Seller[]) => Honour) => {
    const those = best(named, reached)
    const [first] = those
    if (!first) return
    const sellersOf = those.map(({ one }) => one)
    found.push({ members: sellersOf.map(({ member }) => member), honour: honour(first.reached, sellersOf) })
  }
  give(
    ({ value }) => whole(value),
    ({ over }) => ({ for: 'revenue', value: over }),
  )
  give(
    ({ value, asked }) => reachedOf(value, asked),
    (top) => ({ for: 'target', share: shareOf(top) }),
  )
  give(rise, ({ over, under }) => ({ for: 'improved', rise: shareOf({ over: over - under, under }) }))
  for (const kind of new Set(named.flatMap(({ activities }) => activities.map((one) => one.kind)))) {
    const own = ({ activities }: Seller) => activities.find((one) => one.kind === kind)
    give(
      (seller) => whole(own(seller)?.count ?? 0n),
      ({ over }, those) => {
        const [only, second] = those
        const asked = only && !second ? reachedOf(over, own(only)?.asked) : undefined
        return { for: 'activity', kind, count: over, share: asked && shareOf(asked) }
      },
    )
  }
  return together(found)
}

/** The same people once, with all that is theirs. */
function together(found: readonly { readonly members: readonly Member[]; readonly honour: Honour }[]): readonly Honoured[] {
  const lines = new Map<string, Honoured>()
  for (const { members, honour } of found) {
    const key = members
      .map(({ id }) => id)
      .sort((a, b) => a - b)
      .join()
    const before = lines.get(key)
    const sorted = [...members].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    lines.set(key, { members: sorted, honours: [...(before?.honours ?? []), honour] })
  }
  return [...lines.values()]
}

/** Who got the most thanks, where that is more than one each and at most three share it; and how many there were together. */
export function thanksOf(thanks: ReadonlyMap<Member['id'], number>, members: readonly Member[]) {
  const count = [...thanks.values()].reduce((all, one) => all + one, 0)
  const most = Math.max(0, ...thanks.values())
  const those = members.filter(({ id }) => thanks.get(id) === most)
  // Somebody among them who is not named would make it wrong to name the others alone.
  const told = most > 1 && those.length <= 3 && those.every(mayBeNamed) && count > most
  return { count, most: told ? those : [] }
}
