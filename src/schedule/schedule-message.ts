// How the schedule reads: all rituals as a list, one by itself, and what was changed of it.
import { channelSpan } from '../conversation/channels-here.ts'
import type { Workspace } from '../conversation/people.ts'
import type { Described } from '../conversation/ritual.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message, Span } from '../message/message.ts'
import { buttons, facts, headline, list, message, quiet, text } from '../message/write.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'
import { type Coming, comingOf } from './coming.ts'
import { cureOf, type LastOutcome, outcomeWords } from './outcome.ts'
import { whyNever } from './wish.ts'

/** What the schedule is told from. */
export interface Standing {
  readonly workspace: Workspace
  readonly now: Instant
  readonly outcomes: readonly LastOutcome[]
}

/** `Fri 27 Nov 16:00`, `off`, or why it never comes. */
export function comesWords(ritual: Described, standing: Omit<Standing, 'outcomes'> & Partial<Standing>, say: Say): readonly Span[] {
  const { workspace } = standing
  const coming = comingIn(standing, ritual)
  if (coming.comes === 'off') return say('schedule.off')
  if (coming.comes === 'never') return say(`schedule.never-${coming.why}`, whyNever(ritual, workspace, say))
  return nextWords(ritual, coming, say)
}

const comingIn = ({ workspace, now, outcomes }: Omit<Standing, 'outcomes'> & Partial<Standing>, ritual: Described): Coming =>
  comingOf(ritual, workspace, now, outcomes?.find((one) => one.ritual === ritual.name)?.slot)

function nextWords(ritual: Described, { slot }: Extract<Coming, { comes: 'next' }>, say: Say): readonly Span[] {
  const at = [`${say.day(slot.day)} ${slot.time}`]
  return ritual.zone === 'member' ? say('schedule.own-time', { at }) : at
}

/** `Friday 16:00`, `every working day 08:00`. */
export function rhythmWords(ritual: Described, workspace: Workspace, say: Say): readonly Span[] {
  const { timetable } = scheduleOf(ritual, workspace)
  const { rhythm, time } = timetable
  const day = rhythm.every === 'week' ? say.weekday(rhythm.on) : say.plain(`schedule.every-${rhythm.every}`)
  const at = [`${day} ${time}`]
  return ritual.zone === 'member' ? say('schedule.own-time', { at }) : at
}

/** `#sales`, `managers, each alone`. */
export const goesWords = (ritual: Described, workspace: Workspace, say: Say): readonly Span[] =>
  ritual.goesTo === 'channel' ? [channelSpan(scheduleOf(ritual, workspace).to)] : say(`schedule.to-${ritual.goesTo}`)

const catchUpWords = (ritual: Described, workspace: Workspace, say: Say): readonly Span[] => {
  const { catchUp } = scheduleOf(ritual, workspace)
  if (catchUp === 0) return say('schedule.catch-up-off')
  const unit = catchUp % 60 === 0 ? 'hours' : 'minutes'
  return say(`schedule.catch-up-${unit}`, { count: unit === 'hours' ? catchUp / 60 : catchUp })
}

/** Every ritual in a line, what comes next first. */
export function scheduleMessage(rituals: readonly Described[], standing: Standing, say: Say, unknown?: string): Message {
  const { workspace, outcomes } = standing
  const atOf = (ritual: Described): number => {
    const coming = comingIn(standing, ritual)
    return coming.comes === 'next' ? coming.slot.at : coming.comes === 'never' ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER
  }
  const sorted = [...rituals].sort((a, b) => atOf(a) - atOf(b) || a.order - b.order)
  const line = (ritual: Described): readonly Span[] => [
    { kind: 'bold', spans: say(ritual.title) },
    ' · ',
    ...comesWords(ritual, standing, say),
    ' · ',
    ...goesWords(ritual, workspace, say),
    ' (',
    ...outcomeWords(
      outcomes.find((one) => one.ritual === ritual.name),
      say,
    ),
    ')',
  ]
  return message(
    unknown !== undefined && text(say('schedule.unknown', { text: unknown })),
    headline(say('schedule.title', { zone: workspace.timeZone })),
    list(sorted.map(line)),
    buttons(...sorted.map(({ name, title }) => ({ label: say.plain(title), action: 'show-ritual', value: name }))),
    quiet(say('schedule.how', { example: '/dealbell schedule leaderboard thu 15:00 #sales' })),
  )
}

/** One ritual: how it is set, what came of it, and what can be done with it. */
export function ritualMessage(ritual: Described, standing: Standing, say: Say): Message {
  const { workspace } = standing
  const outcome = standing.outcomes.find((one) => one.ritual === ritual.name)
  const cure = cureOf(ritual, outcome, say)
  const { on } = scheduleOf(ritual, workspace)
  return message(
    headline(say(ritual.title)),
    text(say(ritual.summary)),
    facts([
      [say.plain('schedule.comes'), rhythmWords(ritual, workspace, say)],
      [say.plain('schedule.comes-next'), comesWords(ritual, standing, say)],
      [say.plain('schedule.goes'), goesWords(ritual, workspace, say)],
      [say.plain('schedule.last'), outcomeWords(outcome, say)],
      [say.plain('schedule.catch-up'), catchUpWords(ritual, workspace, say)],
    ]),
    cure && text(cure),
    buttons(
      turnButton(ritual, on, say),
      { label: say.plain('button.change'), action: 'change-ritual', value: ritual.name },
      { label: say.plain('button.preview'), action: 'preview-ritual', value: ritual.name },
      scheduleButton(say),
    ),
    quiet(say('schedule.zone', { zone: workspace.timeZone, example: exampleFor(ritual) })),
  )
}

/** A sentence that works for a ritual of its kind. */
export const exampleFor = ({ name, usual, goesTo }: Pick<Described, 'name' | 'usual' | 'goesTo'>): string =>
  `/dealbell schedule ${name}${usual.rhythm.every === 'week' ? ' thu' : ''} 15:00${goesTo === 'channel' ? ' #sales' : ''}`

const turnButton = ({ name }: Described, on: boolean, say: Say): Button => ({
  label: say.plain(on ? 'button.turn-off' : 'button.turn-on'),
  action: 'turn-ritual',
  value: `${name}:${on ? 'off' : 'on'}`,
})

export const scheduleButton = (say: Say): Button => ({ label: say.plain('button.schedule'), action: 'show-schedule', value: '' })

interface Changed {
  readonly ritual: Described
  readonly before: Workspace
  readonly after: Workspace
  readonly now: Instant
  /** Under which the change was recorded; undefined: it was so already. */
  readonly recorded: number | undefined
  readonly undone: boolean
}

/** What was changed of a ritual, from what to what; when it comes next; and the way back. */
export function changedRitualMessage({ ritual, before, after, now, recorded, undone }: Changed, say: Say): Message {
  const comes = comesWords(ritual, { workspace: after, now }, say)
  const coming = comingOf(ritual, after, now).comes
  if (recorded === undefined) {
    const same = text(say('schedule.unchanged', { ritual: say.plain(ritual.title), comes }))
    return message(same, buttons({ label: say.plain('button.show'), action: 'show-ritual', value: ritual.name }, scheduleButton(say)))
  }
  const parts = [onOffWords, rhythmWords, goesWords, catchUpWords] as const
  const changes = parts.flatMap((words): readonly (readonly Span[])[] => {
    const [was, is] = [words(ritual, before, say), words(ritual, after, say)]
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [[...was, ' → ', { kind: 'bold', spans: is }]]
  })
  return message(
    headline(say(undone ? 'schedule.undone' : 'schedule.changed', { ritual: say.plain(ritual.title) })),
    changes.length > 0 && list(changes),
    coming === 'off' && text(say('schedule.stays-off')),
    // A zone is named where it is that of the time.
    coming === 'next' && ritual.zone === 'workspace' && text(say('schedule.then', { comes, zone: after.timeZone })),
    (coming === 'never' || (coming === 'next' && ritual.zone === 'member')) && facts([[say.plain('schedule.comes-next'), comes]]),
    buttons(
      { label: say.plain('button.undo'), action: 'undo-schedule', value: String(recorded) },
      { label: say.plain('button.show'), action: 'show-ritual', value: ritual.name },
      scheduleButton(say),
    ),
  )
}

const onOffWords = (ritual: Described, workspace: Workspace, say: Say): readonly Span[] =>
  say(scheduleOf(ritual, workspace).on ? 'schedule.on' : 'schedule.off')
