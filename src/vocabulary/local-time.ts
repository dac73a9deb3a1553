// A time on a wall clock, without a day or a zone.
declare const iso8601: unique symbol

/** `HH:MM`, 00:00 to 23:59; sorts as text. */
export type LocalTime = string & { readonly [iso8601]: true }

/** True for text that is a time written `HH:MM`. */
export const isLocalTime = (text: string): text is LocalTime => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** For times in the code. Throws RangeError on what is none. */
export function localTime(text: string): LocalTime {
  if (!isLocalTime(text)) throw new RangeError(`Not a time: ${text}`)
  return text
}

export const timeParts = (time: LocalTime): { readonly hour: number; readonly minute: number } => ({
  hour: Number(time.slice(0, 2)),
  minute: Number(time.slice(3)),
})

/** Whether a time lies in a span of the day that begins with `from` and ends before `to`; it may reach over midnight. */
export const isBetween = (time: LocalTime, from: LocalTime, to: LocalTime): boolean =>
  from <= to ? time >= from && time < to : time >= from || time < to
