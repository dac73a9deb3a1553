// What somebody wants of a ritual, and what then is chosen for it: only what differs from the usual is kept, so that a ritual goes on
// following the working days and the channel of the workspace in what nobody chose.
import { Complaint } from '../conversation/complaint.ts'
import type { Workspace } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Described } from '../conversation/ritual.ts'
import type { Say } from '../languages/say.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { isLocalTime, type LocalTime } from '../vocabulary/local-time.ts'
import type { RitualSetting } from '../vocabulary/rules.ts'
import { type Schedule, scheduleOf } from '../workspaces/ritual-settings.ts'
import { comingOf } from './coming.ts'

/** What is not there stays as it is. */
export interface Wish {
  /** First of all everything becomes as usual. */
  readonly usual?: true | undefined
  readonly on?: boolean | undefined
  /** ISO weekday. */
  readonly weekday?: number | undefined
  readonly time?: LocalTime | undefined
  readonly to?: Destination | undefined
  /** Minutes. */
  readonly catchUp?: number | undefined
}

export const chosenFor = ({ name }: Pick<Described, 'name'>, { rules }: Pick<Workspace, 'rules'>): RitualSetting =>
  rules.rituals[name] ?? {}

/** The workspace with that chosen for a ritual. */
export function withRitual<W extends Pick<Workspace, 'rules'>>(workspace: W, { name }: Pick<Described, 'name'>, chosen: RitualSetting): W {
  const { [name]: _, ...others } = workspace.rules.rituals
  const isUsual = Object.values(chosen).every((value) => value === undefined)
  return { ...workspace, rules: { ...workspace.rules, rituals: isUsual ? others : { ...others, [name]: chosen } } }
}

/**
 * What is chosen for a ritual once the wish is fulfilled at that time. Throws a complaint (in a form at the field) for what cannot be, and
 * where it would never come.
 */
export function fulfilled(
  ritual: Described,
  wish: Wish,
  { workspace, now, say, inForm }: { readonly workspace: Workspace; readonly now: Instant; readonly say: Say; readonly inForm?: true },
): RitualSetting {
  refuse(ritual, wish, say, inForm)
  const before = wish.usual ? {} : chosenFor(ritual, workspace)
  const usual = scheduleOf(ritual, withRitual(workspace, ritual, {}))
  const differing = <Value>(wanted: Value | undefined, chosen: Value | undefined, ordinary: Value): Value | undefined =>
    wanted === undefined ? chosen : wanted === ordinary ? undefined : wanted
  const after: RitualSetting = {
    on: differing(wish.on, before.on, usual.on),
    weekday: differing(wish.weekday, before.weekday, weekdayOf(usual)),
    time: differing(wish.time, before.time, usual.timetable.time),
    to: differing<string>(wish.to, before.to, usual.to),
    catchUp: differing(wish.catchUp, before.catchUp, usual.catchUp),
  }
  const settled = { ...after, ...sinceOf(ritual, after, { workspace, now }) }
  const then = withRitual(workspace, ritual, settled)
  const asked = wish.on === true || wish.weekday !== undefined || wish.time !== undefined
  const coming = comingOf(ritual, then, now)
  if (asked && coming.comes === 'never') {
    const at = inForm ? { field: coming.why === 'not-worked' ? 'day' : 'time' } : {}
    throw new Complaint(`schedule.refused-${coming.why}`, whyNever(ritual, then, say), at)
  }
  return settled
}

/** What came before a ritual was on, or on that day, or at that time, is not made up for; whatever else changes has no part in that. */
export function sinceOf(
  ritual: Described,
  after: RitualSetting,
  { workspace, now }: { readonly workspace: Workspace; readonly now: Instant },
): Pick<RitualSetting, 'since'> {
  const { since } = chosenFor(ritual, workspace)
  const [was, is] = [scheduleOf(ritual, workspace), scheduleOf(ritual, withRitual(workspace, ritual, after))].map(whenIn)
  return { since: was === is ? since : now }
}

const whenIn = (schedule: Schedule): string => `${schedule.on} ${weekdayOf(schedule)} ${schedule.timetable.time}`

const weekdayOf = ({ timetable: { rhythm } }: Schedule): number => (rhythm.every === 'week' ? rhythm.on : 0)

function refuse(ritual: Described, { weekday, to }: Wish, say: Say, inForm: true | undefined): void {
  const title = say.plain(ritual.title)
  if (weekday !== undefined && ritual.usual.rhythm.every !== 'week') {
    throw new Complaint(`schedule.no-day-${ritual.usual.rhythm.every}`, { ritual: title }, inForm ? { field: 'day' } : {})
  }
  if (to !== undefined && ritual.goesTo !== 'channel') {
    const example = ritual.goesTo === 'teams' ? { example: '/dealbell team channel North here' } : {}
    throw new Complaint(`schedule.no-channel-${ritual.goesTo}`, { ritual: title }, example)
  }
}

/** What a sentence about why it never comes speaks of. */
export function whyNever(ritual: Described, workspace: Workspace, say: Say): Readonly<Record<string, string>> {
  const schedule = scheduleOf(ritual, workspace)
  const { quietHours } = workspace.rules
  const day = weekdayOf(schedule)
  return {
    day: day === 0 ? '' : say.weekday(day),
    time: schedule.timetable.time,
    from: quietHours?.from ?? '',
    to: quietHours?.to ?? '',
  }
}

const nothing = 'default'

/** What was chosen as the record has it: `off 4 15:00 slack/T1/C2 catch-up 60`; `default` for nothing. Since when is no part of it. */
export function written({ on, weekday, time, to, catchUp }: RitualSetting): string {
  const words = [
    ...(on === undefined ? [] : [on ? 'on' : 'off']),
    ...(weekday === undefined ? [] : [String(weekday)]),
    ...(time === undefined ? [] : [time]),
    ...(to === undefined ? [] : [to]),
    ...(catchUp === undefined ? [] : ['catch-up', String(catchUp)]),
  ]
  return words.join(' ') || nothing
}

/** What was written; undefined for what was not. */
export function readWritten(text: string): RitualSetting | undefined {
  if (text === nothing) return {}
  const found = /^(?:(on|off)(?: |$))?(?:([1-7])(?: |$))?(?:(\d\d:\d\d)(?: |$))?(?:([^\s/]+\/\S+)(?: |$))?(?:catch-up (\d{1,5}))?$/.exec(
    text,
  )
  if (!found || text === '' || text.endsWith(' ')) return undefined
  const [, on, weekday, time, to, catchUp] = found
  if (time !== undefined && !isLocalTime(time)) return undefined
  return {
    on: on === undefined ? undefined : on === 'on',
    weekday: weekday === undefined ? undefined : Number(weekday),
    time,
    to,
    catchUp: catchUp === undefined ? undefined : Number(catchUp),
  }
}
