// From the words that were typed to the values of a command's slots.
//
//   sentence = { keyword argument | #tag | argument }
//
// Arguments with a keyword and tags may stand anywhere; the others fill the first place that is free and can read them. One that is
// needed comes before what can be left out; among themselves those that are needed may change places where no doubt is left. Whatever no slot takes is a complaint: nothing typed is ever passed over.
import { type Problem, type Reading, type Word, wrong } from '../vocabulary/reading.ts'
import { splitWords } from '../vocabulary/words.ts'
import type { Lookup, ReadContext, Slot, Slots, ValuesOf } from './argument.ts'
import { Complaint, complaintOf } from './complaint.ts'

/** Longer than any sentence somebody types. */
export const longestText = 1_000

/** Marks that turn the direction of writing, and do not show: the sentence that is seen would not be the one that is read. */
const directionMark = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** Throws a complaint where such a mark is. */
export function refuseDirectionMarks(text: string, field?: string): void {
  const mark = directionMark.exec(text)
  if (!mark) return
  const code = mark[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  const at = { mark: { from: mark.index, to: mark.index + 1 } }
  throw new Complaint('problem.direction-mark', { code }, field === undefined ? at : { ...at, field })
}

/** What each slot was given, as typed; resolve it before use. */
export type Typed = ReadonlyMap<string, unknown>

/** What a reader may know before there is a text. */
export type Knowing = Omit<ReadContext, 'startsSlot' | 'text'>

/** The words that a slot was given, without its keyword; none for a word that says all by itself. */
export interface Taken {
  readonly slot: string
  readonly words: readonly Word[]
}

/** Throws a complaint that marks the spot. */
export const parseText = (text: string, slots: Slots, context: Knowing): Typed => parseSentence(text, slots, context).typed

/** The same with which slot took which words, in their order. */
export function parseSentence(text: string, slots: Slots, context: Knowing): { readonly typed: Typed; readonly taken: readonly Taken[] } {
  if (text.length > longestText) {
    throw new Complaint('problem.text-too-long', { length: text.length, longest: longestText })
  }
  refuseDirectionMarks(text)
  const words = splitWords(text)
  if (!Array.isArray(words)) throw complaintOf(words)
  const named = Object.entries(slots)
  const keywordSlot = (word: Word) =>
    word.quoted ? undefined : named.find(([, slot]) => slot.place === 'keyword' && slot.keyword === word.text.toLowerCase())
  const tagSlot = (word: Word) => (!word.quoted && /^#\p{L}/u.test(word.text) ? named.find(([, slot]) => slot.place === 'tag') : undefined)
  const reading: ReadContext = { ...context, text, startsSlot: (word) => keywordSlot(word) !== undefined || tagSlot(word) !== undefined }
  const typed = new Map<string, unknown>()
  const taken: Taken[] = []

  /** Reads a slot's argument at a word, keeps its value and returns the next word's index. */
  const take = (name: string, slot: Slot<unknown>, at: number, found: Reading<unknown>, first: Word): number => {
    if (found.outcome === 'wrong') throw complaintOf(found.problem)
    if (found.outcome === 'passed') throw expected(slot, words[at], text, first)
    const earlier = typed.get(name)
    if (earlier !== undefined && !slot.many) throw complaintOf(problemOf('given-twice', first))
    typed.set(name, slot.many ? [...(Array.isArray(earlier) ? earlier : []), found.value] : found.value)
    taken.push({ slot: name, words: (words as Word[]).slice(at, found.next) }) // narrowed above; a closure forgets it
    return found.next
  }

  let at = 0
  while (at < words.length) {
    const word = words[at]
    if (!word) break
    const keyed = keywordSlot(word)
    const tagged = tagSlot(word)
    if (keyed) at = take(...keyed, at + 1, keyed[1].argument.read(words, at + 1, reading), word)
    else if (tagged) at = take(...tagged, at, tagged[1].argument.read(words, at, reading), word)
    else at = takePosition(word, at)
  }

  function takePosition(word: Word, index: number): number {
    for (const [name, slot] of named) {
      if (slot.place !== 'position' || typed.has(name)) continue
      const found = slot.argument.read(words as Word[], index, reading) // narrowed above; a closure forgets it
      if (found.outcome === 'read' || !slot.needed) {
        if (found.outcome !== 'passed') return take(name, slot, index, found, word)
        continue
      }
      // Something that is needed later stands first: `/log 12 calls`.
      return takeNeeded(word, index, slot) ?? take(name, slot, index, found, word)
    }
    throw complaintOf(
      unexpected(
        word,
        named.map(([, slot]) => slot),
      ),
    )
  }

  /** What is needed beside `slot` and can be read here; undefined for nothing. */
  function takeNeeded(word: Word, index: number, slot: Slot<unknown>): number | undefined {
    for (const [name, other] of named) {
      if (other === slot || other.place !== 'position' || !other.needed || typed.has(name)) continue
      const found = other.argument.read(words as Word[], index, reading) // narrowed above; a closure forgets it
      if (found.outcome === 'read') return take(name, other, index, found, word)
    }
    return undefined
  }

  for (const [name, slot] of named) {
    if (slot.needed && !typed.has(name)) throw expected(slot, undefined, text)
    if (slot.many && !typed.has(name)) typed.set(name, [])
  }
  return { typed, taken }
}

/** Looks up whom and what the typed values mean. Throws a complaint where that is nobody or nothing. */
export async function resolveTyped<S extends Slots>(slots: S, typed: Typed, look: Lookup): Promise<ValuesOf<S>> {
  const values: Record<string, unknown> = {}
  for (const [name, slot] of Object.entries(slots)) {
    const value = typed.get(name)
    const { argument } = slot
    if (value === undefined || !argument.resolve) values[name] = value
    else if (!slot.many) values[name] = await argument.resolve(value, look)
    else {
      const list: unknown[] = []
      for (const one of value as readonly unknown[]) list.push(await argument.resolve(one, look)) // a slot of many holds a list
      values[name] = list
    }
  }
  return values as ValuesOf<S> // each value was read by the argument that its type comes from
}

/** What is wrong with one word. */
export const problemOf = (reason: string, word: Word, details: Problem['details'] = {}): Problem => {
  const reading = wrong(reason, word, word, details)
  return reading.outcome === 'wrong' ? reading.problem : { reason, details, from: word.from, to: word.to }
}

/** Something else stood where this slot's argument was needed, or nothing did. */
export function expected(slot: Slot<unknown>, found: Word | undefined, text: string, keyed?: Word): Complaint {
  const values = { expected: slot.argument.name, ...(slot.keyword === undefined ? {} : { keyword: slot.keyword }) }
  if (found) return new Complaint('problem.expected', { ...values, text: found.text }, { mark: { from: found.from, to: found.to } })
  const end = keyed ?? { from: text.length, to: text.length }
  return new Complaint('problem.missing', values, { mark: { from: end.from, to: end.to } })
}

function unexpected(word: Word, slots: readonly Slot<unknown>[]): Problem {
  const near = slots.flatMap((slot) => slot.keyword ?? []).find((known) => isNear(word.text.toLowerCase(), known))
  return near ? problemOf('unexpected-near', word, { near }) : problemOf('unexpected', word)
}

/** True for one letter wrong, missing, too many or swapped. */
export function isNear(typed: string, known: string): boolean {
  if (typed === known || Math.abs(typed.length - known.length) > 1 || known.length < 3) return typed === known
  let start = 0
  while (start < typed.length && typed[start] === known[start]) start += 1
  let end = 0
  while (end < Math.min(typed.length, known.length) - start && typed.at(-1 - end) === known.at(-1 - end)) end += 1
  const left = typed.slice(start, typed.length - end)
  const right = known.slice(start, known.length - end)
  return (
    (left.length <= 1 && right.length <= 1) || (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0])
  )
}
