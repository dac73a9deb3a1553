// What a 1:1 is about: how somebody stands, what moved since the last one, what was agreed, and one question. Pure.
import type { Member } from '../conversation/people.ts'
import type { Deal } from '../deals/deal.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Days } from '../diagnosis/track.ts'
import type { ChangedDeal } from '../progress/forecast.ts'
import type { DealNumber, MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'
import type { Course } from '../vocabulary/pace.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Rules } from '../vocabulary/rules.ts'
import type { AgendaItem } from './agenda-item.ts'

export const moveKinds = ['won', 'lost', 'slipped', 'down', 'up', 'new'] as const

/** Something that became of a deal, from what to what: stages, or days of a slipped one. */
export interface Move {
  readonly kind: (typeof moveKinds)[number]
  readonly number: DealNumber
  readonly deal: ChangedDeal['now']
  readonly before: ChangedDeal['before']
}

export interface OneToOne {
  readonly rep: Member
  readonly day: LocalDate
  /** The day from which on it says what happened. */
  readonly since: LocalDate
  readonly period: Period
  /** Minor units. */
  readonly won: bigint
  readonly course: Course
  readonly moves: readonly Move[]
  /** Of the week before: how many, and how many are usual in as many days as they worked in it. */
  readonly activities: readonly { readonly kind: ActivityKind; readonly count: number; readonly usual: number }[]
  /** Somebody of their team logs activities at all, and they worked in that week. */
  readonly logs: boolean
  readonly wins: readonly { readonly deal: Deal; readonly story: string | undefined }[]
  readonly open: readonly AgendaItem[]
  readonly done: readonly AgendaItem[]
  readonly diagnosis: Diagnosis
  /** What the diagnosis looked at. */
  readonly lookedAt: Days
}

/** So many open items have a button. */
export const mostButtons = 3

/**
 * What became of somebody's deals, in order of what matters most and, within that, of the largest amount. What was merely edited is none; a
 * deal that moved and slipped is both.
 */
export function movesOf(
  changed: readonly (ChangedDeal & { readonly number: DealNumber })[],
  owner: MemberId,
  { stages }: Pick<Rules, 'stages'>,
): readonly Move[] {
  const place = (stage: string | undefined) => stages.findIndex(({ name }) => name === stage)
  const moves = changed.flatMap(({ number, before: was, now }): readonly Move[] => {
    const before = was?.owner === owner && was.state !== 'withdrawn' ? was : undefined
    const move = (kind: Move['kind']): Move => ({ kind, number, deal: now, before })
    if (now.state === 'won') return before?.state === 'won' ? [] : [move('won')]
    if (now.state === 'lost') return before?.state === 'lost' ? [] : [move('lost')]
    if (now.state !== 'open') return []
    if (before?.state !== 'open') return [move('new')]
    const [from, to] = [place(before.stage), place(now.stage)]
    return [
      ...(now.closedOn > before.closedOn ? [move('slipped')] : []),
      ...(from >= 0 && to >= 0 && from !== to ? [move(to > from ? 'up' : 'down')] : []),
    ]
  })
  const amount = ({ deal }: Move) => deal.amount.minor
  return moves.sort(
    (a, b) =>
      moveKinds.indexOf(a.kind) - moveKinds.indexOf(b.kind) ||
      (amount(a) > amount(b) ? -1 : amount(a) < amount(b) ? 1 : a.number - b.number),
  )
}

/** The question to begin with: by what fell short; else by how they stand. */
export function questionOf({ course, diagnosis, rep, day }: Pick<OneToOne, 'course' | 'diagnosis' | 'rep' | 'day'>) {
  const away = rep.leave.some(({ from, to }) => day >= from && day <= to)
  if (course.rampShare !== undefined || course.target === undefined || away) return 'start'
  if (course.pace === 'behind' || course.pace === 'at-risk') return diagnosis.reason?.factor ?? 'help'
  return course.pace === 'ahead' ? 'ahead' : 'help'
}
