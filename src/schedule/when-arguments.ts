// On which weekday something comes, and for how long it is made up for, as people type them.
import type { Argument } from '../conversation/argument.ts'
import { bare, weekdayWords } from '../vocabulary/calendar-words.ts'
import { fold } from '../vocabulary/folding.ts'
import { passed, type Reading, read, type Word, wrong } from '../vocabulary/reading.ts'
import { weekdayNames } from '../workspaces/settings/readers.ts'

/** `fri`, `Friday`; passes over what is none. */
export const weekday: Argument<number> = {
  name: 'argument.weekday',
  field: { kind: 'one of', values: weekdayNames },
  read(words, at) {
    const word = words[at]
    const value = word && !word.quoted ? weekdayWords.get(bare(word)) : undefined
    return value === undefined ? passed : read(value, at + 1)
  },
}

/** In minutes: what is later than a week is of no use to anybody. */
const longest = 7 * 24 * 60

const units: Readonly<Record<string, number>> = { m: 1, min: 1, minutes: 1, h: 60, hours: 60, hour: 60, d: 1440, days: 1440, day: 1440 }

/** `4h`, `90 min`, `2 days` in minutes; `off`: 0. */
export const stretch: Argument<number> = {
  name: 'argument.stretch',
  field: { kind: 'text', longest: 20 },
  suggests: 'words',
  words: ['4h', '8h', '1d', '2d', '7d', 'off'],
  read(words, at): Reading<number> {
    const word = words[at]
    if (!word) return passed
    const first = plain(word)
    if (first === 'off' || first === 'none') return read(0, at + 1)
    const [, digits, joined] = /^(\d{1,5})([a-z]*)$/.exec(first) ?? []
    const second = words[at + 1]
    const apart = joined === '' && second ? plain(second) : undefined
    const unit = units[(joined || apart) ?? '']
    const last = apart !== undefined && unit !== undefined && second ? second : word
    if (digits === undefined || unit === undefined) return wrong('stretch-unreadable', word)
    const minutes = Number(digits) * unit
    if (minutes > longest) return wrong('stretch-too-long', word, last, { most: longest / 1440 })
    return read(minutes, at + (last === word ? 1 : 2))
  },
}

const plain = (word: Word): string => fold(word.text).toLowerCase()

/** As `stretch` reads it back. */
export const writeStretch = (minutes: number): string =>
  minutes === 0 ? 'off' : minutes % 1440 === 0 ? `${minutes / 1440}d` : minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`
