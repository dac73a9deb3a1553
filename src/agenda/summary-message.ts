// How the summary of a meeting reads: what was done, what is carried over, who does what by when, and who told a story.
import type { Say } from '../languages/say.ts'
import type { Message, Node, Span } from '../message/message.ts'
import { headline, list, message, text } from '../message/write.ts'
import type { Agenda } from './agenda.ts'
import type { AgendaItem } from './agenda-item.ts'
import { nameOf } from './agenda-message.ts'
import { itemText } from './item-text.ts'
import type { Point } from './meeting.ts'
import { readerOf } from './section-text.ts'

/** So many are listed of each. */
const listed = 15

export function summaryMessage(agenda: Agenda, say: Say): Message {
  const { meeting, items, people, speaker, events } = agenda
  const { done, carried, assigned } = meeting.minutes
  const reader = readerOf(agenda, { say })
  const byNumber = new Map<Point, AgendaItem>(items.map((item) => [item.number, item]))
  // What was dropped or undone since is not spoken of any more.
  const lineOf = (point: Point): (readonly Span[])[] => {
    if (typeof point !== 'number') return [[say.plain(`agenda.section-${point}`)]]
    const item = byNumber.get(point)
    return item && item.state !== 'dropped' ? [itemText(item, reader)] : []
  }
  const part = (key: 'agenda.summary-done' | 'agenda.summary-carried' | 'agenda.summary-new', points: readonly Point[]): Node[] => {
    const lines = points.flatMap(lineOf)
    if (lines.length === 0) return []
    const shown = lines.slice(0, listed)
    const more = lines.length > listed ? [[say.plain('agenda.more', { count: lines.length - listed })]] : []
    return [text([{ kind: 'bold', spans: say(key) }]), list([...shown, ...more])]
  }
  const isNumber = (point: Point) => typeof point === 'number'
  const parts = [
    ...part('agenda.summary-done', done.filter(isNumber)),
    ...part('agenda.summary-new', assigned),
    ...part(
      'agenda.summary-carried',
      carried.filter((point) => !assigned.some((number) => number === point)),
    ),
  ]
  const name = speaker === undefined ? undefined : people.get(speaker)?.name
  const told = meeting.speaker !== undefined && meeting.speaker === speaker && name !== undefined && !carried.includes('wins')
  const win = told ? events.wins.deals.find(({ owner }) => owner === speaker) : undefined
  return message(
    headline(say('agenda.summary', { name: nameOf(agenda, say), day: say.day(meeting.day) })),
    ...parts,
    win && text(say('agenda.summary-told', { name: name ?? '', customer: win.customer || `#${win.number}` })),
    parts.length === 0 && text(say('agenda.summary-nothing')),
  )
}
