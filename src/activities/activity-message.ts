// How the private answers about activities read.
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import { spokenDay } from '../conversation/spoken-day.ts'
import { counted, metricName } from '../languages/counted.ts'
import type { TextKey } from '../languages/language.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message, Node } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'
import { standing as standingOf } from '../vocabulary/pace.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import type { Activity, ActivityEvent } from './activity.ts'
import { aboutActivity, pageKey } from './activity-button.ts'
import type { ActivityStanding } from './activity-store.ts'
import { leastForRatio, type Ratio, type Stage } from './ratios.ts'

export interface ToldActivity {
  readonly activity: Activity
  readonly owner: Member
  /** After the change. */
  readonly standing: ActivityStanding
  readonly request: Request
}

/** What was read, or what stands now: the sentence, the standing that follows from it, the way back. */
export function activityEcho(key: TextKey, { activity, owner, standing, request }: ToldActivity, event?: ActivityEvent): Message {
  const { say, workspace, speaker } = request
  const { number, kind, count, day } = activity
  return message(
    headline(
      say(key, {
        number,
        what: counted(kind, count, say),
        day: spokenDay(day, request),
        week: periodOf('week', day, workspace.calendar).index,
        name: owner.name,
        before: event?.before ? `${counted(kind, event.before.count, say)} · ${spokenDay(event.before.day, request)}` : '',
      }),
    ),
    ...standingNodes(kind, owner, standing, request),
    owner.id !== speaker.id && key !== 'activity.logged-for' && quiet(owner.name),
    buttons(...activityButtons(activity, say)),
  )
}

/** `37 of 60 calls in week 47 of 2026: 62 %, behind.` and the bar; or how many there are, where there is no target. */
function standingNodes(
  kind: ActivityKind,
  owner: Member,
  { period, actual, target }: ActivityStanding,
  { say, today, workspace }: Request,
): readonly Node[] {
  const { calendar, rules } = workspace
  const now = standingOf(actual, target, period, today, ownDays(calendar, owner, rules.ramp), rules.thresholds)
  if (now.target === undefined) {
    return [text(say('activity.standing-no-target', { what: counted(kind, actual, say), period: say.period(period) }))]
  }
  const share = now.attainment ?? 0
  const values = {
    actual: say.number(actual),
    target: say.number(now.target),
    kind: metricName(kind, say),
    period: say.period(period),
    share: say.percent(share),
    pace: now.pace === undefined ? '' : `, ${say.plain(`pace.${now.pace}`)}`,
  }
  return [
    text(say('activity.standing', values)),
    { kind: 'bar', filled: share, ...(now.expectedShare === undefined ? {} : { tick: now.expectedShare }) },
  ]
}

function activityButtons(activity: Activity, say: Say): readonly Button[] {
  const value = aboutActivity(activity)
  if (activity.state === 'withdrawn') return [{ label: say.plain('button.redo'), action: 'redo-activity', value }]
  return [
    { label: say.plain('button.undo'), action: 'undo-activity', value },
    { label: say.plain('button.correct'), action: 'correct-activity', value },
  ]
}

export interface ActivityPage {
  readonly owner: Member
  readonly period: Period
  readonly activities: readonly Activity[]
  readonly count: number
  /** Of every kind that there is any of, in the workspace's order. */
  readonly totals: readonly { readonly kind: ActivityKind; readonly count: bigint }[]
  readonly skip: number
  readonly pageLength: number
}

/** One page of what somebody logged, with the way to the next. */
export function activityListMessage(page: ActivityPage, request: Request): Message {
  const { say } = request
  const { owner, period, activities, count, totals, skip, pageLength } = page
  const values = { name: owner.name, period: say.period(period) }
  if (count === 0) return message(text(say('activity.list-empty', values)))
  const turn = (label: 'button.newer' | 'button.older', to: number): Button => {
    return { label: say.plain(label), action: 'turn-activity-page', value: pageKey({ member: owner.id, period, skip: to }) }
  }
  const pages = [
    ...(skip > 0 ? [turn('button.newer', Math.max(0, skip - pageLength))] : []),
    ...(skip + activities.length < count ? [turn('button.older', skip + pageLength)] : []),
  ]
  return message(
    headline(say('activity.list', { ...values, totals: totals.map((total) => counted(total.kind, total.count, say)).join(' · ') })),
    list(
      activities.map(({ number, kind, count: many, day }) => [
        { kind: 'bold', spans: [`#${number}`] },
        ` ${counted(kind, many, say)} · ${spokenDay(day, request)}`,
      ]),
    ),
    pages.length > 0 && buttons(...pages),
  )
}

export interface RatioReport {
  readonly name: string
  readonly period: Period
  readonly counts: readonly { readonly stage: Stage; readonly count: bigint }[]
  readonly ratios: readonly Ratio[]
  /** Whose ratios stand beside them, the team's or the company's. */
  readonly beside: { readonly name: string; readonly ratios: readonly Ratio[] } | undefined
}

/** `calls 240 : meetings 30 : won 4`, and what that makes: `calls → won: 60 to 1`. */
export function ratioMessage({ name, period, counts, ratios, beside }: RatioReport, { say }: Request): Message {
  const called = (stage: Stage) => (stage === 'won' ? say.plain('activity.won') : metricName(stage, say))
  if (ratios.length === 0) return message(text(say('activity.ratios-none')))
  const line = ({ from, to, value }: Ratio) => {
    const values = { from: called(from), to: called(to) }
    if (value === undefined) return say('activity.ratio-thin', { ...values, least: leastForRatio })
    const other = beside?.ratios.find((one) => one.from === from && one.to === to)?.value
    const ratio = say.number(value)
    return beside && other !== undefined
      ? say('activity.ratio-beside', { ...values, ratio, name: beside.name, other: say.number(other) })
      : say('activity.ratio', { ...values, ratio })
  }
  return message(
    headline(say('activity.ratios', { name, period: say.period(period) })),
    text(counts.map(({ stage, count }) => `${called(stage)} ${say.number(count)}`).join(' : ')),
    list(ratios.map(line)),
  )
}
