// From fields that a platform asks for one by one to the values of a command's slots. Which words belong to which slot is known there, so each
// field is read by its slot's argument alone, and a keyword in it is a word like any other: a customer may be called "Acme on yesterday".
import type { Say } from '../languages/say.ts'
import type { Word } from '../vocabulary/reading.ts'
import { splitWords } from '../vocabulary/words.ts'
import type { ReadContext, Slot, Slots } from './argument.ts'
import { Complaint, complaintOf } from './complaint.ts'
import { unexplained } from './label.ts'
import { optionIn, optionNames } from './option-name.ts'
import { expected, type Knowing, longestText, problemOf, refuseDirectionMarks, type Typed } from './parse-text.ts'

export type Fields = Readonly<Record<string, string>>

/** A command in fields as the person sees it: `won amount:5000 customer:Acme`. */
export interface Shown {
  readonly text: string
  /** Where in it each slot's value begins. */
  readonly at: ReadonlyMap<string, number>
}

/** `words`: those of the command behind its first. `say`: as the person's own program calls the fields. */
export function shownFields(words: string, fields: Fields, slots: Slots, say: Say): Shown {
  const names = optionNames(slots)
  const at = new Map<string, number>()
  let text = words.trim()
  for (const [slot, value] of Object.entries(fields)) {
    const name = names.get(slot)
    text += `${text === '' ? '' : ' '}${name === undefined ? slot : optionIn(name, say)}:`
    at.set(slot, text.length)
    text += value
  }
  return { text, at }
}

/** A field without anything in it, or a switch that is off, says nothing. */
const saysNothing = ({ argument }: Slot<unknown>, value: string): boolean =>
  value.trim() === '' || (argument.word === '' && value === 'false')

/** How much of a text that is too long is shown. */
const tellingPart = 20

/** Throws a complaint whose spot is one of the shown text. What each slot was given has to be resolved before use, as what `parseText` gives. */
export function parseFields(fields: Fields, shown: Shown, slots: Slots, context: Knowing): Typed {
  const typed = new Map<string, unknown>()
  for (const [name, value] of Object.entries(fields)) {
    const from = shown.at.get(name) ?? 0
    if (!Object.hasOwn(slots, name)) {
      throw new Complaint('problem.unexpected', { text: name }, { mark: { from: from - name.length - 1, to: from - 1 } })
    }
    if (value.length > longestText) {
      throw new Complaint(
        'problem.text-too-long',
        { length: value.length, longest: longestText },
        { mark: { from, to: from + tellingPart } },
      )
    }
  }
  refuseDirectionMarks(shown.text)
  for (const [name, slot] of Object.entries(slots)) {
    const value = fields[name]
    if (value === undefined || saysNothing(slot, value)) continue
    const found = readField(slot, value, context, { text: shown.text, from: shown.at.get(name) ?? 0 })
    if (found instanceof Complaint) throw found
    if (found) typed.set(name, found.value)
  }
  for (const [name, slot] of Object.entries(slots)) {
    if (slot.needed && !typed.has(name)) throw expected(slot, undefined, shown.text)
    if (slot.many && !typed.has(name)) typed.set(name, [])
  }
  return typed
}

/**
 * The value of one field; of a slot that may come more than once all of them. Undefined where nothing that shows is in it. `place`: the text that
 * it stands in, for marks, and where it begins.
 */
export function readField(
  slot: Slot<unknown>,
  given: string,
  context: Knowing,
  place: { readonly text: string; readonly from: number } = { text: given, from: 0 },
): { readonly value: unknown } | Complaint | undefined {
  const { argument } = slot
  const value = unexplained(given, argument.suggests)
  if (argument.word === '') {
    const whole = wordOf(value, place.from)
    return value === 'true' ? { value: true } : complaintOf(problemOf('unexpected', whole))
  }
  const reading: ReadContext = { ...context, text: place.text, startsSlot: () => false }
  const isTags = argument.suggests === 'tags' || slot.place === 'tag'
  const split = splitWords(isTags ? value.replace(/[,;]/g, ' ') : value)
  const broken = Array.isArray(split) ? undefined : complaintOf(shifted(split, place.from))
  // A quote that does not close, a name that reads as something else: what stands in a field of its own is meant as it stands.
  const literal = broken && splitWords(value, true)
  const words = Array.isArray(split) ? split : Array.isArray(literal) ? literal : undefined
  if (!words && broken) return broken
  if (!words || words.length === 0) return undefined
  const found = readAll(slot, inPlace(isTags ? asTags(words) : words, place.from), reading)
  if (!(found instanceof Complaint)) return found
  const [first, ...more] = words
  if (first?.quoted && more.length === 0) return found
  const whole = readAll(slot, [wordOf(words.map(({ text }) => text).join(' '), place.from, place.from + value.length)], reading)
  return whole instanceof Complaint ? (broken ?? found) : whole
}

const shifted = <Marked extends { readonly from: number; readonly to: number }>(marked: Marked, by: number): Marked => ({
  ...marked,
  from: marked.from + by,
  to: marked.to + by,
})

const inPlace = (words: readonly Word[], from: number): readonly Word[] => words.map((word) => shifted(word, from))

const wordOf = (text: string, from: number, to: number = from + text.length): Word => ({ text, from, to, quoted: true })

/** In a field for tags the sign is as good as typed, but for the word that says that there are none. */
const asTags = (words: readonly Word[]): readonly Word[] =>
  words.length === 1 && words[0]?.text.toLowerCase() === 'none'
    ? words
    : words.map((word) => (word.text.startsWith('#') ? word : { ...word, text: `#${word.text}`, quoted: false }))

/** All words, by one argument; again and again where its slot may come more than once. */
function readAll(slot: Slot<unknown>, words: readonly Word[], context: ReadContext): { readonly value: unknown } | Complaint {
  const values: unknown[] = []
  let at = 0
  do {
    const found = slot.argument.read(words, at, context)
    if (found.outcome === 'wrong') return complaintOf(found.problem)
    const word = words[at]
    if (found.outcome === 'passed' || found.next <= at) return expected(slot, word, context.text)
    values.push(found.value)
    at = found.next
  } while (slot.many && at < words.length)
  const behind = words[at]
  if (behind) return complaintOf(problemOf('unexpected', behind))
  return { value: slot.many ? values : values[0] }
}
