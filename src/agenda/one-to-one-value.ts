// What the buttons and forms of a 1:1 carry: `12:2026-11-23`, of one that was posted by itself `12:2026-11-23T08:00`, with an item `…:7`.
import { type AgendaNumber, asId, type MemberId } from '../vocabulary/ids.ts'
import { isLocalDate } from '../vocabulary/local-date.ts'
import { readLocalTime } from '../vocabulary/local-time.ts'
import type { OneToOneRef } from './one-to-one.ts'

export const oneToOneValue = ({ rep, day, time }: OneToOneRef): string => `${rep}:${day}${time === undefined ? '' : `T${time}`}`

/** Undefined for what none of these buttons carries, as in the readers below. */
export function readOneToOne(value: string): OneToOneRef | undefined {
  const [, rep, day = '', time] = /^([1-9]\d{0,8}):(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?$/.exec(value) ?? []
  if (rep === undefined || !isLocalDate(day) || (time !== undefined && readLocalTime(time) === undefined)) return undefined
  return { rep: asId<MemberId>(Number(rep)), day, time }
}

export interface AgreedRef {
  readonly number: AgendaNumber
  /** Undefined under a list of one's own. */
  readonly under: OneToOneRef | undefined
}

export const agreedValue = ({ number, under }: AgreedRef): string => `${number}${under ? `@${oneToOneValue(under)}` : ''}`

export function readAgreed(value: string): AgreedRef | undefined {
  const [, number, under] = /^([1-9]\d{0,8})(?:@(.+))?$/.exec(value) ?? []
  const ref = under === undefined ? undefined : readOneToOne(under)
  return number === undefined || (under !== undefined && !ref) ? undefined : { number: asId<AgendaNumber>(Number(number)), under: ref }
}

/** Of the list: `2026-11-23`, a further page `2026-11-23:10`. */
export function readList(value: string) {
  const [, day = '', skip] = /^(\d{4}-\d\d-\d\d)(?::(\d{1,4}))?$/.exec(value) ?? []
  return isLocalDate(day) ? { day, skip: Number(skip ?? 0), turned: skip !== undefined } : undefined
}
