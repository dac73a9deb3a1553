// How an agenda reads: before the meeting, while it is under way, when it was skipped and when it is over.
import type { Say } from '../languages/say.ts'
import type { Button, Message, Node, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { LocalTime } from '../vocabulary/local-time.ts'
import type { Agenda } from './agenda.ts'
import type { AgendaItem } from './agenda-item.ts'
import { meetingValue } from './agenda-value.ts'
import { itemText } from './item-text.ts'
import type { Meeting, Point, Section } from './meeting.ts'
import { isQuiet, readerOf, type Showing, type Spoken, spoken } from './section-text.ts'
import { timeBoxes } from './time-boxes.ts'

/** When the meeting begins, and how many minutes it takes. */
export interface Appointment {
  readonly time: LocalTime
  readonly minutes: number
}

/** What a section is given, against the others. */
const weights: Readonly<Record<Section, number>> = { score: 5, wins: 10, closing: 10, stuck: 10, losses: 5, actions: 5, topics: 5 }

/** So many items of a kind are listed. */
const listed = 10
/** So many points of a meeting that is under way have a row of buttons: with their lines that is as much as a message holds. */
const rows = 12

export const nameOf = ({ team }: Pick<Agenda, 'team'>, say: Say): string => team ?? say.plain('progress.company')

/** Of a meeting that nobody ended, the next one is its end. */
const stateOf = ({ meeting, isPast }: Agenda): Meeting['state'] => (isPast && meeting.state !== 'skipped' ? 'ended' : meeting.state)

/** As it stands in a channel. */
export function agendaMessage(agenda: Agenda, showing: Showing, appointment: Appointment): Message {
  switch (stateOf(agenda)) {
    case 'planned':
      return planned(agenda, showing, appointment, plannedButtons(agenda, showing))
    case 'started':
      return underWay(agenda, showing, appointment)
    case 'ended':
      return over(agenda, showing, appointment)
    case 'skipped':
      return skipped(agenda, showing, appointment)
  }
}

/** The next one as it would be posted now, for one person. */
export const agendaPreview = (agenda: Agenda, showing: Showing, appointment: Appointment): Message =>
  planned(agenda, showing, appointment, [addTopic(agenda, showing)])

const addTopic = ({ meeting }: Agenda, { say }: Showing): Button => ({
  label: say.plain('button.add-topic'),
  action: 'agenda-topic',
  value: meetingValue(meeting),
})

function plannedButtons(agenda: Agenda, showing: Showing): readonly Button[] {
  const { say } = showing
  const value = meetingValue(agenda.meeting)
  return [
    { label: say.plain('button.start-meeting'), action: 'start-meeting', value, style: 'primary' },
    addTopic(agenda, showing),
    { label: say.plain('button.change-order'), action: 'agenda-order', value },
    { label: say.plain('button.skip-week'), action: 'skip-meeting', value },
  ]
}

function title(agenda: Agenda, { say }: Showing, { time, minutes }: Appointment): Record<string, string | number> {
  return { name: nameOf(agenda, say), day: say.day(agenda.meeting.day), time, minutes }
}

/** Minutes for each section; none where the score is all there is. */
function boxesOf(shown: readonly Spoken[], minutes: number): ReadonlyMap<Section, number> {
  if (shown.every(({ section }) => section === 'score')) return new Map()
  const boxes = timeBoxes(
    minutes,
    shown.map(({ section }) => weights[section]),
  )
  return new Map(shown.map(({ section }, index) => [section, boxes[index] ?? 0]))
}

/** `1 Score (5 min)`. */
function head(index: number, { section }: Pick<Spoken, 'section'>, box: number | undefined, say: Say): readonly Span[] {
  const name = say.plain(`agenda.section-${section}`)
  return [
    { kind: 'bold', spans: [`${index + 1} ${name}`] },
    ...(box === undefined || box === 0 ? [] : [` ${say.plain('agenda.box', { minutes: box })}`]),
  ]
}

/** What a section says, behind its name; two lines stand below it. */
const behind = ({ line }: Spoken): readonly Span[] => [line.includes('\n') ? '\n' : '  ', line]

function quietWeek(agenda: Agenda, { say }: Showing): Node | false {
  return isQuiet(agenda) && text(say('agenda.quiet', { day: say.day(agenda.since) }))
}

function planned(agenda: Agenda, showing: Showing, appointment: Appointment, under: readonly Button[]): Message {
  const { say } = showing
  const shown = spoken(agenda, showing)
  const boxes = boxesOf(shown, appointment.minutes)
  return message(
    headline(say('agenda.title', title(agenda, showing, appointment))),
    quietWeek(agenda, showing),
    ...shown.flatMap((one, index): Node[] => {
      const first = head(index, one, boxes.get(one.section), say)
      return one.items.length > 0 ? [text(first), itemList(one.items, agenda, showing)] : [text([...first, ...behind(one)])]
    }),
    !shown.some(({ section }) => section === 'topics') && quiet(say('agenda.no-topics')),
    buttons(...under),
  )
}

const isIn = (points: readonly Point[], point: Point): boolean => points.includes(point)

/** Where a point stands: dealt with, put off, or still to come. */
function markOf({ minutes }: Meeting, point: Point): string {
  return isIn(minutes.done, point) ? '✅ ' : isIn(minutes.carried, point) ? '↪️ ' : ''
}

/** The same of an item: of an action that is still to come a box to be ticked. */
function itemMark({ state, number, kind }: AgendaItem, meeting: Meeting): string {
  if (state !== 'open') return '✅ '
  return markOf(meeting, number) || (kind === 'action' ? '☐ ' : '')
}

/** Items one under the other, each with how it stands; the first few, and how many more there are. */
function itemList(items: readonly AgendaItem[], agenda: Agenda, showing: Showing): Node {
  const reader = readerOf(agenda, showing)
  const lines = items.slice(0, listed).map((item) => [itemMark(item, agenda.meeting), ...itemText(item, reader)])
  return list(items.length > listed ? [...lines, [showing.say.plain('agenda.more', { count: items.length - listed })]] : lines)
}

function pointRow(meeting: Meeting, point: Point, { say }: Showing): Node {
  const value = `${meetingValue(meeting)}:${point}`
  return buttons(
    { label: say.plain('button.done'), action: 'agenda-done', value },
    { label: say.plain('button.carry-over'), action: 'agenda-carry', value },
    { label: say.plain('button.assign'), action: 'agenda-assign', value },
  )
}

function underWay(agenda: Agenda, showing: Showing, appointment: Appointment): Message {
  const { say } = showing
  const { meeting } = agenda
  const shown = spoken(agenda, showing)
  const boxes = boxesOf(shown, appointment.minutes)
  const reader = readerOf(agenda, showing)
  const isOpen = (point: Point, item?: AgendaItem) => markOf(meeting, point) === '' && item?.state !== 'done'
  let left = rows
  let without: AgendaItem | undefined
  const row = (point: Point, item?: AgendaItem): readonly Node[] => {
    if (!isOpen(point, item)) return []
    if (left === 0) {
      without ??= item
      return []
    }
    left -= 1
    return [pointRow(meeting, point, showing)]
  }
  const nodes = shown.flatMap((one, index): readonly Node[] => {
    const first = head(index, one, boxes.get(one.section), say)
    if (one.section !== 'actions' && one.section !== 'topics')
      return [text([markOf(meeting, one.section), ...first, ...behind(one)]), ...row(one.section)]
    return [text(first), ...rowed(one.items)]
  })

  /** Those that have a row each; then the others as a list. */
  function rowed(items: readonly AgendaItem[]): readonly Node[] {
    const found: Node[] = []
    const rest: AgendaItem[] = []
    for (const item of items.filter(({ state }) => state !== 'dropped')) {
      const under = row(item.number, item)
      if (under.length > 0) found.push(text([item.kind === 'action' ? '☐ ' : '💬 ', ...itemText(item, reader)]), ...under)
      else rest.push(item)
    }
    return rest.length > 0 ? [...found, itemList(rest, agenda, showing)] : found
  }

  return message(
    headline(say('agenda.title-started', title(agenda, showing, appointment))),
    quietWeek(agenda, showing),
    ...nodes,
    without && quiet(say('agenda.by-command', { done: `/agenda done ${without.number}`, carry: `/agenda carry ${without.number}` })),
    buttons(
      { label: say.plain('button.end-meeting'), action: 'end-meeting', value: meetingValue(meeting), style: 'primary' },
      addTopic(agenda, showing),
    ),
  )
}

function over(agenda: Agenda, showing: Showing, appointment: Appointment): Message {
  const { say } = showing
  const { meeting } = agenda
  return message(
    headline(say('agenda.title-ended', title(agenda, showing, appointment))),
    ...spoken(agenda, showing).flatMap((one, index): Node[] => {
      const first = head(index, one, undefined, say)
      if (one.section !== 'actions' && one.section !== 'topics') return [text([markOf(meeting, one.section), ...first, ...behind(one)])]
      return [text(first), itemList(one.items, agenda, showing)]
    }),
  )
}

function skipped(agenda: Agenda, showing: Showing, appointment: Appointment): Message {
  const { say } = showing
  return message(
    headline(say('agenda.title-skipped', title(agenda, showing, appointment))),
    quiet(say('agenda.skipped-note')),
    !agenda.isPast && buttons({ label: say.plain('button.undo'), action: 'undo-agenda', value: `${meetingValue(agenda.meeting)}:skip` }),
  )
}
