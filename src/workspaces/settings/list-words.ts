// Lists as people type them: commas between the entries, `lead 10, no decision, "red, blue"`. An entry of several words needs no quotes.
import type { ReadContext } from '../../conversation/argument.ts'
import { type Reading, read, type Word, wrong } from '../../vocabulary/reading.ts'

export interface Entries {
  readonly entries: readonly (readonly [Word, ...Word[]])[]
  /** The index of the first word behind the list. */
  readonly next: number
}

/** The words up to the next keyword, divided at commas; undefined where there are none. */
export function entriesAt(words: readonly Word[], at: number, context: Pick<ReadContext, 'startsSlot'>): Entries | undefined {
  let next = at
  const entries: [Word, ...Word[]][] = []
  let open: [Word, ...Word[]] | undefined
  for (let word = words[next]; word && (next === at || !context.startsSlot(word)); word = words[next]) {
    for (const piece of pieces(word)) {
      if (piece === ',') open = undefined
      else if (open) open.push(piece)
      else {
        open = [piece]
        entries.push(open)
      }
    }
    next += 1
  }
  return entries.length > 0 ? { entries, next } : undefined
}

/** The parts of a word between its commas, and the commas. A quoted word is whole. */
function pieces(word: Word): (Word | ',')[] {
  if (word.quoted) return [word]
  const found: (Word | ',')[] = []
  let from = word.from
  for (const text of word.text.split(/([,;，、])/u)) {
    if (/^[,;，、]$/u.test(text)) found.push(',')
    else if (text !== '') found.push({ text, from, to: Math.min(from + text.length, word.to), quoted: false })
    from += text.length
  }
  return found
}

export const wholeEntry = (entry: readonly Word[]): string => entry.map(({ text }) => text).join(' ')

export interface Names {
  readonly longest: number
  readonly most: number
  readonly reserved: readonly string[]
}

/** What any setting can be called in place of a list, so that no list can hold it: read back, it would be something else. */
const meantOtherwise: readonly string[] = ['none', 'off', 'default']

/** A name of a list in lower case: letters, digits and a few signs, so that it can be typed, sorted and read back. */
export function readName(entry: readonly [Word, ...Word[]], { longest, reserved: own }: Names): Reading<string> {
  const reserved = [...meantOtherwise, ...own]
  const name = wholeEntry(entry).toLowerCase()
  const [first] = entry
  const last = entry.at(-1) ?? first
  if (!/^\p{L}[\p{L}\p{M}\p{N} &'’+/()-]*$/u.test(name) || [...name].length > longest || reserved.includes(name)) {
    return wrong('list-name', first, last, { longest, reserved: reserved.join(', ') })
  }
  return read(name, 0)
}

/** A list of names, each once. Several words without any comma are a question. */
export function readNames(words: readonly Word[], at: number, context: ReadContext, names: Names): Reading<readonly [string, ...string[]]> {
  const found = entriesAt(words, at, context)
  const [first, ...rest] = found?.entries ?? []
  if (!found || !first) return { outcome: 'passed' }
  if (rest.length === 0 && first.length > 1) return wrong('list-commas', first[0], first.at(-1) ?? first[0])
  if (found.entries.length > names.most) return wrong('list-too-long', first[0], first.at(-1) ?? first[0], { most: names.most })
  const read1 = readName(first, names)
  if (read1.outcome !== 'read') return read1
  const all: [string, ...string[]] = [read1.value]
  for (const entry of rest) {
    const one = readName(entry, names)
    if (one.outcome !== 'read') return one
    if (all.includes(one.value)) return wrong('list-twice', entry[0], entry.at(-1) ?? entry[0])
    all.push(one.value)
  }
  return read(all, found.next)
}

/** A list of names as `readNames` reads it back: one that has several words and stands alone needs quotes. */
export const writeNames = (names: readonly string[]): string =>
  names.length === 1 && names[0]?.includes(' ') ? `"${names[0]}"` : names.join(', ')
