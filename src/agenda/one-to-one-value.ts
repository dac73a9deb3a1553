// What the buttons and forms of a 1:1 carry: `12:2026-11-23`, of one that was posted by itself `12:2026-11-23T08:00`.
import { type AgendaNumber, asId, type MemberId } from '../vocabulary/ids.ts'
import { isLocalDate, type LocalDate } from '../vocabulary/local-date.ts'
import { isLocalTime, type LocalTime } from '../vocabulary/local-time.ts'

/** Whose 1:1, of which day, and where it was posted by itself the time of that. */
export interface OneToOneRef {
  readonly rep: MemberId
  readonly day: LocalDate
  readonly time: LocalTime | undefined
}

export const oneToOneValue = ({ rep, day, time }: OneToOneRef): string => `${rep}:${day}${time === undefined ? '' : `T${time}`}`

/** Undefined for what none of these buttons carries, as in the readers below. */
export function readOneToOne(value: string): OneToOneRef | undefined {
  const [, rep, day = '', time] = /^([1-9]\d{0,8}):(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?$/.exec(value) ?? []
  if (rep === undefined || !isLocalDate(day) || (time !== undefined && !isLocalTime(time))) return undefined
  return { rep: asId<MemberId>(Number(rep)), day, time }
}

/** Something that was agreed, under its 1:1; `was`: what was done with it, where it is to be undone. */
export interface AgreedRef {
  readonly number: AgendaNumber
  readonly was: 'open' | 'done' | 'noted'
  readonly under: OneToOneRef
}

/** `7:done@12:2026-11-23T08:00` */
export const agreedValue = ({ number, was, under }: AgreedRef): string => `${number}:${was}@${oneToOneValue(under)}`

export function readAgreed(value: string): AgreedRef | undefined {
  const [, number, state, rest = ''] = /^([1-9]\d{0,8}):(open|done|noted)@(.+)$/.exec(value) ?? []
  const was = (['open', 'done', 'noted'] as const).find((one) => one === state)
  const under = readOneToOne(rest)
  return number === undefined || was === undefined || !under ? undefined : { number: asId<AgendaNumber>(Number(number)), was, under }
}

/** Of the list: `2026-11-23`, of a further page `2026-11-23:10`. */
export function readList(value: string): { readonly day: LocalDate; readonly skip: number; readonly turned: boolean } | undefined {
  const [, day = '', skip] = /^(\d{4}-\d\d-\d\d)(?::(\d{1,4}))?$/.exec(value) ?? []
  return isLocalDate(day) ? { day, skip: Number(skip ?? 0), turned: skip !== undefined } : undefined
}
