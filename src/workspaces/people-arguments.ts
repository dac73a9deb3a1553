// What only the commands about people and teams are given: a team's name, days away, and the words for "nobody" and "nowhere".
import type { Argument, ReadContext } from '../conversation/argument.ts'
import { amount, futureDate, metric, pastDate, period, periodAhead, role } from '../conversation/arguments.ts'
import { person, subject, team } from '../conversation/people-arguments.ts'
import { daysBetween } from '../vocabulary/local-date.ts'
import type { Leave } from '../vocabulary/ramp.ts'
import { passed, type Reading, read, type Word, wrong } from '../vocabulary/reading.ts'

const isWord = (word: Word | undefined, ...texts: readonly string[]): boolean =>
  word !== undefined && !word.quoted && texts.includes(word.text.toLowerCase())

/** An argument, or one word in its place that says there is none. */
function or<const Nothing extends string, Value, Typed>(
  nothing: Nothing,
  name: Argument<Value>['name'],
  argument: Argument<Value, Typed>,
): Argument<Value | Nothing, { readonly typed: Typed } | Nothing> {
  const { field, suggests } = argument
  return {
    name,
    ...(field && { field }),
    ...(suggests && { suggests }),
    words: [nothing],
    read(words, at, context) {
      if (isWord(words[at], nothing)) return read(nothing, at + 1)
      const found = argument.read(words, at, context)
      return found.outcome === 'read' ? read({ typed: found.value }, found.next) : found
    },
    async resolve(typed, look) {
      if (typed === nothing) return nothing
      const given = (typed as { readonly typed: Typed }).typed // the other of the two that `read` gives
      return argument.resolve ? argument.resolve(given, look) : (given as unknown as Value) // without `resolve` it means what it says
    },
  }
}

export const personOrNone = or('none', 'argument.person-or-none', person)
export const teamOrNone = or('none', 'argument.team-or-none', team)
export const teamOrTop = or('top', 'argument.team-or-top', team)
export const startDate = or('none', 'argument.start-date', pastDate)

/** Somebody, or a team. */
export const personOrTeam: typeof subject = { ...subject, name: 'argument.person-or-team', suggests: 'people and teams' }

export const onOff: Argument<'on' | 'off'> = {
  name: 'argument.on-off',
  field: { kind: 'one of', values: ['on', 'off'] },
  read: (words, at) => (isWord(words[at], 'on') ? read('on', at + 1) : isWord(words[at], 'off') ? read('off', at + 1) : passed),
}

/** In characters. */
const longestName = 40
/** Words of the commands, which a team of that name would hide. */
const commandWords = [
  ...['company', 'team', 'me', 'none', 'top', 'all', 'under', 'lead', 'to', 'by', 'for', 'on', 'from', 'because'],
  ...['open', 'won', 'lost', 'stale', 'stories'],
]
const nameSigns = /^[\p{L}\p{M}\p{N} .'’&()-]*$/u

/** A name for a team: short, in letters, and nothing that the commands read as something else. */
export const teamName: Argument<string> = {
  name: 'argument.team-name',
  field: { kind: 'text', longest: longestName },
  read(words, at, context) {
    let next = at
    for (let word = words[next]; word && !context.startsSlot(word); word = words[next]) next += 1
    const [first, last] = [words[at], words[next - 1]]
    if (next === at || !first || !last) return passed
    const text = words
      .slice(at, next)
      .map((word) => word.text)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim()
    if (text === '') return wrong('team-name-empty', first, last)
    if ([...text].length > longestName) return wrong('team-name-too-long', first, last, { longest: longestName })
    if (!nameSigns.test(text)) return wrong('team-name-signs', first, last)
    if (meansSomethingElse(text, context)) return wrong('team-name-means-something', first, last, { text })
    return read(text, next)
  },
}

function meansSomethingElse(text: string, context: ReadContext): boolean {
  if (commandWords.includes(text.toLowerCase())) return true
  // As if it stood in a command without quotes.
  const words = text.split(' ').map((word): Word => ({ text: word, from: 0, to: word.length, quoted: false }))
  if (!/\p{L}/u.test(text)) return true
  return [amount, period, metric, role].some((argument) => argument.read(words, 0, { ...context, text }).outcome !== 'passed')
}

/** In days; longer than a year is a slip. */
export const longestLeave = 366

/**
 * Days away: a day, a period, or the one `to` the other; `none` for no more.
 *
 *   away = "none" | [ "from" ] ( date | period ) [ ( "to" | "until" | "-" ) ( date | period ) ]
 */
export const daysAway: Argument<Leave | 'none'> = {
  name: 'argument.days-away',
  field: { kind: 'text', longest: 60 },
  suggests: 'coming days',
  words: ['none'],
  read(words, at, context): Reading<Leave | 'none'> {
    if (isWord(words[at], 'none')) return read('none', at + 1)
    const begin = isWord(words[at], 'from') ? at + 1 : at
    const first = stretch(words, begin, context)
    if (first.outcome !== 'read') return first
    const on = isWord(words[first.next], 'to', 'until', 'till', '-', '–', '—')
    const last = on ? stretch(words, first.next + 1, context) : first
    if (last.outcome !== 'read') return last.outcome === 'wrong' ? last : passed
    const days = { from: first.value.from, to: last.value.to }
    const [from, to] = [words[begin], words[last.next - 1]]
    if (from && days.from > days.to) return wrong('leave-backwards', from, to)
    if (from && daysBetween(days.from, days.to) >= longestLeave) return wrong('leave-too-long', from, to, { longest: longestLeave })
    return read(days, last.next)
  },
}

/** A day or a period, as its first and last day. A day that is read both ways is the one that comes. */
function stretch(words: readonly Word[], at: number, context: ReadContext): Reading<Leave> {
  const day = futureDate.read(words, at, context)
  if (day.outcome === 'read') return read({ from: day.value, to: day.value }, day.next)
  const whole = periodAhead.read(words, at, context)
  if (whole.outcome === 'read') return read({ from: whole.value.from, to: whole.value.to }, whole.next)
  return day.outcome === 'wrong' ? day : whole
}
