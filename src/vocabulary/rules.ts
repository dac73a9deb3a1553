// How a workspace wants to be treated: everything that an admin can set beyond currency, zone, calendar, language and channel.
// Each rule has a default that suits most teams; only what differs is stored.

import type { LocalDate } from './local-date.ts'
import { type LocalTime, localTime } from './local-time.ts'
import { type ActivityKind, activityKind } from './metrics.ts'
import { defaultThresholds, type PaceThresholds } from './pace.ts'

/** A step of the pipeline. */
export interface Stage {
  /** Lower case; no stage is called `won`, `lost` or `open`. */
  readonly name: string
  /** How likely a deal in it is won, in whole percent, 0 to 100. */
  readonly probability: number
}

/** How much of an amount a channel is shown: all of it, a band it lies in (`$5k–10k`), its share of the target alone, nothing. */
export const amountPolicies = ['exact', 'banded', 'percent', 'hidden'] as const
export type AmountPolicy = (typeof amountPolicies)[number]

/** After which period the books are closed; then only a manager changes what counts in it. */
export const closings = ['month', 'quarter', 'year', 'never'] as const
export type Closing = (typeof closings)[number]

/** What was chosen for one ritual; what is not there is as usual. */
export interface RitualSetting {
  readonly on?: boolean | undefined
  /** ISO weekday, of a ritual that comes once a week. */
  readonly weekday?: number | undefined
  readonly time?: LocalTime | undefined
  /** Destination, of a ritual that goes to a channel. */
  readonly to?: string | undefined
  /** So many minutes after its time it is still made up for; 0: never. */
  readonly catchUp?: number | undefined
  /** When day, time or whether it comes at all was last chosen, epoch milliseconds: what came before is not made up for. */
  readonly since?: number | undefined
}

export interface Rules {
  /** The pipeline in order, from the first step to the last before `won`; at least one. */
  readonly stages: readonly [Stage, ...Stage[]]
  readonly lossReasons: readonly [string, ...string[]]
  readonly activityKinds: readonly ActivityKind[]
  /** In whole percent of what is expected. */
  readonly thresholds: PaceThresholds
  /** Whole percent of a full target in a member's first month, second …; empty: no ramp. */
  readonly ramp: readonly number[]
  /** Country, and region where it matters, of the public holidays: `NO`, `DE-BY`, `US-CA`. */
  readonly holidays: string | undefined
  readonly closingDays: readonly LocalDate[]
  /** What channels are shown, where nothing else is said of one. */
  readonly amounts: AmountPolicy
  /** By destination. */
  readonly channelAmounts: Readonly<Record<string, AmountPolicy>>
  /** Wins below it (minor units) share one thread a day; undefined: none do. */
  readonly smallWin: bigint | undefined
  readonly kudosADay: number
  readonly closing: Closing
  /** So many days after its end a period is still open. */
  readonly closingGrace: number
  /** A win of the same customer and amount within so many days is doubted; 0: none is. */
  readonly duplicateDays: number
  /** A win of so many times the rep's own median is doubted; 0: none is. */
  readonly outlierTimes: number
  /** An open deal is stuck once it has been in its stage so many times as long as is typical there, and no less than `stuckDays`. */
  readonly stuckTimes: number
  readonly stuckDays: number
  /** By the rituals' names. */
  readonly rituals: Readonly<Record<string, RitualSetting>>
  /** Between these two the bot does not write to a rep by itself; by the rep's own clock. Undefined: it may at any time. */
  readonly quietHours: { readonly from: LocalTime; readonly to: LocalTime } | undefined
  /** When a team meets, and for how many minutes. */
  readonly meetingTime: LocalTime
  readonly meetingMinutes: number
  /** Who has logged nothing for so many working days is reminded. */
  readonly reminderDays: number
  /** Destinations on which all that is announced stands too: channels of the other chat. */
  readonly mirrors: readonly string[]
  /** Destinations that were mirrors before: what stands there is still kept right. */
  readonly mirrorsBefore: readonly string[]
}

export const defaultRules: Rules = {
  stages: [
    { name: 'lead', probability: 10 },
    { name: 'qualified', probability: 25 },
    { name: 'proposal', probability: 50 },
    { name: 'negotiation', probability: 75 },
  ],
  lossReasons: ['price', 'product', 'timing', 'competitor', 'no decision', 'relationship', 'other'],
  activityKinds: ['calls', 'meetings', 'demos'].map(activityKind),
  thresholds: defaultThresholds,
  ramp: [25, 50, 75, 100],
  holidays: undefined,
  closingDays: [],
  amounts: 'exact',
  channelAmounts: {},
  smallWin: undefined,
  kudosADay: 3,
  closing: 'quarter',
  closingGrace: 5,
  duplicateDays: 3,
  outlierTimes: 10,
  stuckTimes: 2,
  stuckDays: 14,
  rituals: {},
  quietHours: { from: localTime('19:00'), to: localTime('08:00') },
  meetingTime: localTime('09:30'),
  meetingMinutes: 45,
  reminderDays: 5,
  mirrors: [],
  mirrorsBefore: [],
}

/** The win probability of a stage in whole percent; of one that is none any more 0. */
export const probabilityOf = (stage: string | undefined, { stages }: Pick<Rules, 'stages'>): number =>
  stages.find(({ name }) => name === stage)?.probability ?? 0
