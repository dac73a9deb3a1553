// How settings and what was changed of them read.

import { channelSpan } from '../../conversation/channels-here.ts'
import type { Workspace } from '../../conversation/people.ts'
import type { Destination } from '../../conversation/platform.ts'
import type { Say } from '../../languages/say.ts'
import type { Button, Message, Node, Span } from '../../message/message.ts'
import { buttons, facts, headline, list, message, quiet, text } from '../../message/write.ts'
import type { LocalDate } from '../../vocabulary/local-date.ts'
import { inviteWords } from '../invite-words.ts'
import type { LeftBehind, RecordedChange } from '../workspace-store.ts'
import { settingOfKind, settings } from './all.ts'
import { settledIn } from './change-settings.ts'
import { none, type Setting, type Settled, type Topic, topics } from './setting.ts'

const shown = (setting: Setting, typed: string, say: Say): readonly Span[] =>
  typed === none ? say('setting.none') : setting.shown(typed, say)

/** The setting's name, and the channel for which it holds, if it is one. */
function labelOf(kind: string, say: Say): readonly Span[] {
  const setting = settingOfKind(kind)
  const place = kind.split(' ')[1] as Destination | undefined // a kind with a second word was recorded with a destination
  const label = setting ? say(setting.label) : [kind]
  return place === undefined ? label : [...label, ' ', channelSpan(place)]
}

/** `exact`, and where something else holds: `exact · #wins: percent`. */
function standingOf(setting: Setting, settled: Settled, say: Say): readonly Span[] {
  const elsewhere = (setting.exceptions?.(settled) ?? []).flatMap(({ kind, typed }): readonly Span[] => {
    const place = kind.split(' ')[1] as Destination // see above
    return [' · ', channelSpan(place), ': ', ...shown(setting, typed, say)]
  })
  return [...shown(setting, setting.typed(settled), say), ...elsewhere]
}

/** Everything as it stands, by topic; for an admin with a button to change each. */
export function settingsMessage(workspace: Workspace, mayChange: boolean, say: Say): Message {
  const settled = settledIn(workspace)
  const nodes = topics.flatMap((topic): readonly Node[] => [
    text([{ kind: 'bold', spans: say(`settings.topic-${topic}`) }]),
    facts(
      settings.filter((setting) => setting.topic === topic).map((setting) => [say.plain(setting.label), standingOf(setting, settled, say)]),
    ),
  ])
  return message(
    headline(say('settings.title')),
    ...nodes,
    mayChange && buttons(...topics.map((topic) => openButton(topic, say))),
    quiet(mayChange ? say('settings.how', { example: '/dealbell settings stages lead 10, demo 30, contract 80' }) : say('settings.who')),
  )
}

const openButton = (topic: Topic, say: Say): Button => ({
  label: say.plain(`settings.topic-${topic}`),
  action: 'open-settings',
  value: topic,
})

/** A change that was made once. */
export interface Past extends Pick<RecordedChange, 'kind' | 'before' | 'after'> {
  readonly day: LocalDate
  readonly name: string
}

/** One setting: how it stands, what is good to know, how it is changed, and how it came to be so. */
export function settingMessage(
  setting: Setting,
  { workspace, mayChange, past }: { readonly workspace: Workspace; readonly mayChange: boolean; readonly past: readonly Past[] },
  say: Say,
): Message {
  const example = `/dealbell settings ${setting.name} ${setting.example}`
  return message(
    facts([[say.plain(setting.label), standingOf(setting, settledIn(workspace), say)]]),
    setting.hint !== undefined && text(say(setting.hint)),
    mayChange && buttons(openButton(setting.topic, say)),
    past.length > 0 && list(past.map(({ day, name, ...change }) => [`${say.date(day)}, ${name}: `, ...changeLine(change, say)])),
    quiet(mayChange ? say('complaint.try', { example }) : say('settings.who')),
  )
}

export interface Done {
  readonly changes: readonly { readonly kind: string; readonly before: string; readonly after: string }[]
  /** Under which the changes were recorded. */
  readonly recorded: readonly number[]
  readonly left?: LeftBehind
  /** The channel where wins are announced now, if the bot was not let into it. */
  readonly invite?: Destination | false
  /** It was a change back. */
  readonly undone?: boolean
}

/** Ids of recorded changes as a button carries them; what does not fit into its 200 characters cannot be undone with one. */
const undoValue = (recorded: readonly number[]): string | undefined => {
  const value = recorded.join(',')
  return value !== '' && value.length <= 200 ? value : undefined
}

/** What was changed, from what to what; what that leaves behind; and the way back. */
export function changedMessage({ changes, recorded, left, invite = false, undone = false }: Done, say: Say): Message {
  if (changes.length === 0) return message(text(say('settings.unchanged')))
  return message(
    headline(say(undone ? 'settings.undone' : 'setup.changed')),
    ...changeLines(changes, say),
    ...leftBehind(left, say),
    undone ? undefined : periodsMoved(changes, say),
    invite && text(inviteWords(invite, say)),
    ...undoButtons(recorded, say),
  )
}

/** A target is kept for the days that it was set for, and found where a period is exactly those. */
export const periodsMoved = (changes: Done['changes'], say: Say): Node | undefined =>
  changes.some(({ kind }) => kind === 'fiscal-year' || kind === 'week-start')
    ? text(say('settings.periods-moved', { example: '/target list' }))
    : undefined

/** Each from what it was to what it is. */
export const changeLines = (changes: Done['changes'], say: Say): readonly Node[] =>
  changes.length === 0 ? [] : [list(changes.map((change) => changeLine(change, say)))]

/** The way back. */
export function undoButtons(recorded: readonly number[], say: Say): readonly Node[] {
  const value = undoValue(recorded)
  return value === undefined ? [] : [buttons({ label: say.plain('button.undo'), action: 'undo-settings', value })]
}

function changeLine({ kind, before, after }: Done['changes'][number], say: Say): readonly Span[] {
  const setting = settingOfKind(kind)
  const value = (typed: string): readonly Span[] => (setting ? shown(setting, typed, say) : [typed])
  return [...labelOf(kind, say), ': ', ...value(before), ' → ', { kind: 'bold', spans: value(after) }]
}

function leftBehind(left: LeftBehind | undefined, say: Say): readonly Node[] {
  return [
    ...(left?.stages ?? []).map(({ name, count }) =>
      text(say('settings.stage-in-use', { stage: name, count, example: '/deal stage #42 …' })),
    ),
    ...(left?.activities ?? []).map(({ name }) => text(say('settings.activity-in-use', { activity: name }))),
  ]
}
