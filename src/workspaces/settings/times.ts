// Times of the day as people type them: `9:30`, `15.00`, `3pm`, `19:00-08:00`.
import type { Argument } from '../../conversation/argument.ts'
import { fold } from '../../vocabulary/folding.ts'
import { isLocalTime, type LocalTime } from '../../vocabulary/local-time.ts'
import { passed, read, type Word, wrong } from '../../vocabulary/reading.ts'
import type { Rules } from '../../vocabulary/rules.ts'

/** The time that a text is; `no such` for one that no clock shows (25:00); undefined for what is no time. */
function timeIn(text: string): LocalTime | 'no such' | undefined {
  const [, hour, minute, half] =
    /^(\d{1,2})[:.h](\d{2})$/.exec(text) ?? /^(\d{1,2})(?:[:.](\d{2}))?([ap])\.?m\.?$/.exec(text) ?? /^(\d{1,2})h$/.exec(text) ?? []
  if (hour === undefined) return undefined
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return 'no such'
  const inDay = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' ? 12 : 0)
  const time = `${String(inDay).padStart(2, '0')}:${minute ?? '00'}`
  return isLocalTime(time) ? time : 'no such'
}

/** As it may be typed: full-width digits too, in any case. */
const plain = (word: Word): string => fold(word.text).toLowerCase()

/** Working hours come first. */
const timesSuggested = [9, 10, 11, 12, 13, 14, 15, 16, 17, 8, 18, 7, 19]
  .flatMap((hour) => [`${hour}:00`, `${hour}:30`])
  .map((time) => time.padStart(5, '0'))

/** `9:30`, `15.00`, `15h`, `3pm`; passes over what is none of that. */
export const timeOfDay: Argument<LocalTime> = {
  name: 'argument.time',
  field: { kind: 'text', longest: 20 },
  suggests: 'words',
  words: timesSuggested,
  read(words, at) {
    const word = words[at]
    if (!word || word.quoted) return passed
    const time = timeIn(plain(word))
    if (time === undefined) return passed
    return time === 'no such' ? wrong('time-impossible', word) : read(time, at + 1)
  },
}

export type Hours = NonNullable<Rules['quietHours']>

/** A stretch of the day, that may reach over midnight: `19:00-08:00`, `19:00 to 8:00`. */
export const quietHours: Argument<Hours> = {
  name: 'argument.hours',
  field: { kind: 'text', longest: 40 },
  read(words, at) {
    const first = words[at]
    if (!first || first.quoted) return passed
    const typed = words.slice(at, at + 3)
    const count = /[-–—]./.test(first.text) ? 1 : /^([-–—]|to|until)$/i.test(typed[1]?.text ?? '') ? 3 : 2
    const ends = typed
      .slice(0, count)
      .flatMap((word) => plain(word).split(/[-–—]/))
      .filter((text) => text !== '' && text !== 'to' && text !== 'until')
    const [from, to, more] = ends.map(timeIn)
    const last = typed[count - 1] ?? first
    if (from === undefined || to === undefined || ends.length > 2 || more !== undefined) return wrong('hours-unreadable', first, last)
    if (from === 'no such' || to === 'no such') return wrong('time-impossible', first, last)
    return from === to ? wrong('hours-unreadable', first, last) : read({ from, to }, at + count)
  },
}
