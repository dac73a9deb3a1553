// A workspace's rules as the column has them: JSON of what differs from the usual, amounts as text.
import { z } from 'zod'
import { isLocalDate } from '../vocabulary/local-date.ts'
import { isLocalTime } from '../vocabulary/local-time.ts'
import { activityKind } from '../vocabulary/metrics.ts'
import { amountPolicies, closings, defaultRules, type Rules, type Stage } from '../vocabulary/rules.ts'
import { storableJson } from './stored-text.ts'

const whole = z.int().nonnegative()
const day = z.string().refine(isLocalDate)
const time = z.string().refine(isLocalTime)
const nonEmpty = <T>(list: readonly T[]): readonly [T, ...T[]] => {
  const [first, ...rest] = list
  if (first === undefined) throw new Error('The list is empty')
  return [first, ...rest]
}

const stored = z
  .object({
    stages: z
      .array(z.object({ name: z.string(), probability: whole }))
      .min(1)
      .transform((stages) => nonEmpty<Stage>(stages)),
    lossReasons: z
      .array(z.string())
      .min(1)
      .transform((reasons) => nonEmpty(reasons)),
    activityKinds: z.array(z.string().transform(activityKind)),
    thresholds: z.object({ ahead: whole, onTrack: whole, behind: whole }),
    ramp: z.array(whole),
    holidays: z
      .string()
      .nullable()
      .transform((country) => country ?? undefined),
    closingDays: z.array(day),
    amounts: z.enum(amountPolicies),
    channelAmounts: z.record(z.string(), z.enum(amountPolicies)),
    smallWin: z
      .string()
      .regex(/^\d+$/)
      .nullable()
      .transform((minor) => (minor === null ? undefined : BigInt(minor))),
    kudosADay: whole,
    closing: z.enum(closings),
    closingGrace: whole,
    duplicateDays: whole,
    outlierTimes: z.number().nonnegative(),
    stuckTimes: z.number().nonnegative(),
    stuckDays: whole,
    rituals: z.record(
      z.string(),
      z.object({ on: z.boolean(), weekday: z.int().min(1).max(7), time, to: z.string(), catchUp: whole, since: whole }).partial(),
    ),
    quietHours: z
      .object({ from: time, to: time })
      .nullable()
      .transform((hours) => hours ?? undefined),
    meetingTime: time,
    meetingMinutes: whole,
    reminderDays: whole,
    mirrors: z.array(z.string()),
    mirrorsBefore: z.array(z.string()),
  })
  .partial()

const read = new Map<string, Rules>([['{}', defaultRules]])

/** The rules that a column means. Throws on what this program has not written. */
export function rulesOf(column: string): Rules {
  let rules = read.get(column)
  if (!rules) {
    const given = Object.entries(stored.parse(JSON.parse(column))).filter(([name, value]) => value !== undefined || name in defaultRules)
    rules = { ...defaultRules, ...Object.fromEntries(given) }
    if (read.size > 1_000) read.clear()
    read.set(column, rules)
  }
  return rules
}

/** The column for rules: what is as usual is left out, so that a better default reaches whoever never chose. */
export function ruleColumn(rules: Rules): string {
  const names = Object.keys(defaultRules) as (keyof Rules)[] // the keys of that object are its type's
  const jsonOf = (value: unknown) => (typeof value === 'bigint' ? String(value) : (value ?? null))
  const differing = names.filter((name) => name in rules && storableJson(jsonOf(rules[name])) !== storableJson(jsonOf(defaultRules[name])))
  return storableJson(Object.fromEntries(differing.map((name) => [name, jsonOf(rules[name])])))
}
