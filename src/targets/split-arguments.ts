// How a split is typed.
//
//   split   = "/target split" subject period [ metric ] [ "even" ] [ "into" into ] [ "by" measure ] [ "because" why ]
//   into    = "teams" | "people" | "members" | "reps" | "everyone" | "quarters" | "months" | "weeks"
//   measure = "even" | "last" "year" | "weight" { ( subject | period ) number }
import type { Argument, Lookup, ReadContext } from '../conversation/argument.ts'
import { note, periodAhead } from '../conversation/arguments.ts'
import { type NamedSubject, subjectOf } from '../conversation/people.ts'
import { subject } from '../conversation/people-arguments.ts'
import { fold } from '../vocabulary/folding.ts'
import { type Period, periodKey } from '../vocabulary/period.ts'
import { passed, type Reading, read, type Word, wrong } from '../vocabulary/reading.ts'
import type { Into, Measure } from './split.ts'
import { subjectKey } from './target.ts'

/** Why a target changes: free text. */
export const why: Argument<string> = { ...note, name: 'argument.loss-reason' }

const intoWords: ReadonlyMap<string, Into> = new Map([
  ['teams', 'teams'],
  ['people', 'people'],
  ['members', 'people'],
  ['reps', 'people'],
  ['everyone', 'everyone'],
  ['quarters', 'quarters'],
  ['months', 'months'],
  ['weeks', 'weeks'],
])

const intos = ['teams', 'people', 'everyone', 'quarters', 'months', 'weeks'] as const

export const into: Argument<Into> = {
  name: 'argument.into',
  field: { kind: 'one of', values: intos },
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const value = intoWords.get(lower(word))
    return value === undefined ? wrong('into-unknown', word, word, { known: intos.join(', ') }) : read(value, at + 1)
  },
}

const even: Measure = { by: 'even' }

/** The word alone, without `by`. */
export const evenly: Argument<Measure> = {
  name: 'argument.even',
  word: 'even',
  field: { kind: 'not asked', instead: 'by' },
  read(words, at) {
    const word = words[at]
    return word && ['even', 'evenly'].includes(lower(word)) ? read(even, at + 1) : passed
  },
}

/** Somebody's part as typed: of a team or a person, or of a period. */
interface TypedWeight {
  readonly whose: { readonly period: Period } | { readonly typed: unknown }
  readonly weight: number
}
type TypedMeasure = Exclude<Measure, { by: 'weight' }> | { readonly by: 'weight'; readonly weights: readonly TypedWeight[] }

/** With who is named in it, so that a stranger can be complained about by name. */
export type NamedMeasure =
  | Exclude<Measure, { by: 'weight' }>
  | (Extract<Measure, { by: 'weight' }> & { readonly named: readonly NamedSubject[] })

export const measure: Argument<NamedMeasure, TypedMeasure> = {
  name: 'argument.measure',
  field: { kind: 'text', longest: 500 },
  suggests: 'words',
  words: ['even', 'last year'],
  read(words, at, context) {
    const word = words[at]
    if (!word) return passed
    const form = lower(word)
    if (form === 'even' || form === 'evenly') return read(even as TypedMeasure, at + 1)
    if (form === 'last' && words[at + 1] && lower(words[at + 1] ?? word) === 'year') return read({ by: 'last year' }, at + 2)
    if (form !== 'weight' && form !== 'weights') return wrong('measure-unknown', word)
    return readWeights(words, at + 1, context, word)
  },
  async resolve(typed, look) {
    if (typed.by !== 'weight') return typed
    const named: NamedSubject[] = []
    const weights = new Map<string, number>()
    for (const { whose, weight } of typed.weights) {
      const key = 'period' in whose ? periodKey(whose.period) : keyOf(await resolved(whose.typed, look), named)
      weights.set(key, weight)
    }
    return { by: 'weight', weights, named }
  },
}

function keyOf(who: NamedSubject, named: NamedSubject[]): string {
  named.push(who)
  return subjectKey(subjectOf(who))
}

async function resolved(typed: unknown, look: Lookup): Promise<NamedSubject> {
  if (!subject.resolve) throw new Error('A subject is looked up')
  return subject.resolve(typed as Parameters<typeof subject.resolve>[0], look) // what the same argument has read
}

function readWeights(words: readonly Word[], from: number, context: ReadContext, keyword: Word): Reading<TypedMeasure> {
  const weights: TypedWeight[] = []
  let at = from
  for (let word = words[at]; word && !context.startsSlot(word); word = words[at]) {
    const found = readWhose(words, at, context)
    if (found.outcome === 'wrong') return found
    if (found.outcome === 'passed') break
    const number = words[found.next]
    const weight = number && weightIn(number)
    if (weight === undefined) return wrong('weight-missing', number ?? words[found.next - 1] ?? word)
    weights.push({ whose: found.value, weight })
    at = found.next + 1
  }
  if (weights.length === 0) return wrong('weights-missing', keyword)
  if (weights.every(({ weight }) => weight === 0)) return wrong('weights-zero', keyword)
  return read({ by: 'weight', weights }, at)
}

/** A period, the longest that stands before a number (`november 3` is a month and its weight, not a day); else a team or a person. */
function readWhose(words: readonly Word[], at: number, context: ReadContext): Reading<TypedWeight['whose']> {
  for (const length of [3, 2, 1]) {
    const number = words[at + length]
    if (!number || weightIn(number) === undefined) continue
    const period = periodAhead.read(words.slice(0, at + length), at, context)
    if (period.outcome === 'read' && period.next === at + length) return read({ period: period.value }, period.next)
  }
  const who = subject.read(words, at, context)
  return who.outcome === 'read' ? read({ typed: who.value }, who.next) : who
}

/** `3`, `2.5`, `30%`, in hundredths. */
function weightIn(word: Word): number | undefined {
  const [, whole, fraction = ''] = (!word.quoted && /^(\d{1,6})(?:[.,](\d{1,2}))?%?$/.exec(fold(word.text))) || []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
}

const lower = (word: Word): string => (word.quoted ? '' : fold(word.text).toLowerCase())
