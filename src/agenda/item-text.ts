// How an item of an agenda reads.
import type { Member } from '../conversation/people.ts'
import { excerpt } from '../deals/story.ts'
import type { Say } from '../languages/say.ts'
import type { Span } from '../message/message.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { daysBetween, type LocalDate } from '../vocabulary/local-date.ts'
import type { AgendaItem } from './agenda-item.ts'

export interface Reader {
  readonly say: Say
  /** As of which an action is late. */
  readonly day: LocalDate
  /** Everybody who has not left. */
  readonly people: ReadonlyMap<MemberId, Pick<Member, 'name'>>
}

/** In characters: an item in a list is cut there. */
const longestInList = 120

/** `3 Noor Haddad: pricing sheet (due Fri 20 Nov, 3 days late · carried over twice)`; of a topic who wants to talk about it. */
export function itemText(item: AgendaItem, { say, day: asOf, people }: Reader): readonly Span[] {
  const owner = item.owner === undefined ? undefined : people.get(item.owner)?.name
  const what = excerpt(item.text, longestInList)
  const shown = item.kind === 'action' ? say.plain('agenda.colon', { first: owner ?? say.plain('agenda.nobody'), second: what }) : what
  const by = item.kind === 'topic' ? people.get(item.addedBy)?.name : undefined
  const late = item.due !== undefined && item.due < asOf && item.state === 'open' ? daysBetween(item.due, asOf) : 0
  const day = item.due === undefined ? undefined : say.plain('agenda.due', { day: say.day(item.due) })
  const due = late > 0 ? say.plain('agenda.comma', { first: day ?? '', second: say.plain('agenda.late', { days: late }) }) : day
  const rest = [
    ...(by === undefined ? [] : [by]),
    ...(due === undefined ? [] : [due]),
    ...(item.carried > 0 ? [say.plain('agenda.carried', { times: item.carried })] : []),
  ]
  return [{ kind: 'bold', spans: [String(item.number)] }, ` ${shown}${rest.length > 0 ? ` (${rest.join(' · ')})` : ''}`]
}
