// A team's meeting: what became of it, and of each point on its agenda.
import { z } from 'zod'
import type { Destination } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { type AgendaNumber, asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { AgendaItem } from './agenda-item.ts'

/** What an agenda consists of, in the usual order. */
export const sections = ['score', 'wins', 'closing', 'stuck', 'losses', 'actions', 'topics'] as const
export type Section = (typeof sections)[number]

export const meetingStates = ['planned', 'started', 'ended', 'skipped'] as const
export type MeetingState = (typeof meetingStates)[number]

/** What is gone through: a section as a whole, or one item of the last two. */
export type Point = Exclude<Section, 'actions' | 'topics'> | AgendaNumber

/** What became of the points of a meeting. */
export interface Minutes {
  /** Every section once. */
  readonly order: readonly Section[]
  readonly done: readonly Point[]
  readonly carried: readonly Point[]
  /** Actions that came up in it. */
  readonly assigned: readonly AgendaNumber[]
}

export interface Meeting {
  /** Undefined: the company's. */
  readonly team: TeamId | undefined
  readonly day: LocalDate
  readonly state: MeetingState
  readonly startedAt: Instant | undefined
  readonly endedAt: Instant | undefined
  readonly minutes: Minutes
  /** Who tells the story of their win. */
  readonly speaker: MemberId | undefined
  /** Who changed it last. */
  readonly changedBy: MemberId | undefined
}

/** An agenda that was posted, with what became of its meeting. */
export interface PostedAgenda {
  readonly day: LocalDate
  /** The key of its post. */
  readonly key: string
  /** When it came. */
  readonly at: Instant
  readonly to: Destination
  readonly meeting: Meeting
}

/**
 * Whether an open item stands on an agenda: it was put down for that meeting or an earlier one, or before the agenda came, for a later one
 * that was brought forward since.
 */
export const standsOn = (
  { meeting, addedAt }: Pick<AgendaItem, 'meeting' | 'addedAt'>,
  { day, at }: Pick<PostedAgenda, 'day' | 'at'>,
): boolean => meeting <= day || addedAt < at

export const noMinutes: Minutes = { order: sections, done: [], carried: [], assigned: [] }

/** A meeting that nobody has touched. */
export const untouched = (team: TeamId | undefined, day: LocalDate): Meeting => ({
  team,
  day,
  state: 'planned',
  startedAt: undefined,
  endedAt: undefined,
  minutes: noMinutes,
  speaker: undefined,
  changedBy: undefined,
})

const number = z
  .number()
  .int()
  .positive()
  .transform((value) => asId<AgendaNumber>(value))
const point = z.union([z.enum(['score', 'wins', 'closing', 'stuck', 'losses']), number])
const stored = z.object({
  order: z.array(z.enum(sections)).transform(wholeOrder),
  done: z.array(point),
  carried: z.array(point),
  assigned: z.array(number),
})

export const minutesJson = (minutes: Minutes): string => JSON.stringify(minutes)

/** The inverse; the empty text is a meeting as usual. */
export const minutesFrom = (json: string): Minutes => (json === '' ? noMinutes : stored.parse(JSON.parse(json)))

/** These sections first, each once, then those that are missing, as usual. */
export function wholeOrder(some: readonly Section[]): readonly Section[] {
  return [...new Set([...some, ...sections])]
}

/** A point as a button carries it; undefined for what is none. */
export function readPoint(text: string): Point | undefined {
  if (/^[1-9]\d{0,8}$/.test(text)) return asId<AgendaNumber>(Number(text))
  return sections.find((section): section is Exclude<Section, 'actions' | 'topics'> => {
    return section === text && section !== 'actions' && section !== 'topics'
  })
}
