// How thanks read: in the channel, to the giver, and as a list.
import type { Request } from '../conversation/request.ts'
import { spokenDay } from '../conversation/spoken-day.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Kudos } from './kudos.ts'
import type { ListedKudos } from './kudos-store.ts'

export interface Named {
  readonly kudos: Kudos
  readonly fromName: string
  readonly toName: string
  /** The platform's own id of the receiver, where they have an account. */
  readonly person: string | undefined
}

/** The post: the one message that calls somebody, and only that one person. What was typed is data, and calls nobody. */
export function kudosPost({ kudos, fromName, toName, person }: Named, say: Say): Message {
  const from: Span = { kind: 'bold', spans: [fromName] }
  if (kudos.withdrawn) return message(headline(say('kudos.post-taken-back', { from: fromName, to: toName })))
  const to: Span = person === undefined ? { kind: 'bold', spans: [toName] } : { kind: 'mention', person, name: toName }
  return message(text(say('kudos.post', { from, to })), text([{ kind: 'italic', spans: [kudos.reason] }]))
}

/** To the giver. `left`: how many they can give today. */
export function givenEcho({ id, reason }: Pick<Kudos, 'id' | 'reason'>, toName: string, left: number, say: Say): Message {
  return message(
    headline(say('kudos.given', { name: toName, reason })),
    quiet(say('kudos.left', { count: left })),
    buttons({ label: say.plain('button.undo'), action: 'undo-kudos', value: String(id) }),
  )
}

/** `left`: how many they can give today; undefined for thanks of another day, which leave today as it is. */
export const takenBackEcho = (toName: string, left: number | undefined, say: Say): Message =>
  message(headline(say('kudos.taken-back', { name: toName })), left !== undefined && quiet(say('kudos.left', { count: left })))

export interface KudosList {
  readonly member: { readonly id: MemberId; readonly name: string }
  readonly period: Period
  readonly given: number
  readonly received: number
  readonly last: readonly ListedKudos[]
}

/** `Sam Ortiz · Q4 2026 · 4 received, 2 given`, and the last ones. */
export function kudosListMessage({ member, period, given, received, last }: KudosList, request: Request): Message {
  const { say } = request
  const values = { name: member.name, period: say.period(period) }
  if (last.length === 0) return message(text(say('kudos.list-empty', values)))
  return message(
    headline(say('kudos.list', { ...values, received: say.number(received), given: say.number(given) })),
    list(last.map(({ fromName, toName, reason, day }) => `${fromName} → ${toName}: ${reason} · ${spokenDay(day, request)}`)),
  )
}
