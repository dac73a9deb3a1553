// Typed text as words. White space of any kind separates; double quotes of any kind keep words together.
//
//   text   = { white | word }
//   word   = opening { anything } closing  |  { anything but white }     an opening quote counts only where a word begins
//
// Characters that do not show (direction marks, zero-width ones, a byte order mark) are left out of the words, unless they hold an
// emoji or a word of a joining script together. Other control characters are refused: nobody types them, and not every database,
// terminal or platform survives them.
import type { Problem, Word } from './reading.ts'

/** Which quotes close an opening one. Typing programs mix them up, so any double quote closes another where its own do not follow. */
const closings: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['”', '”'],
  ['„', '“”'],
  ['‟', '”'],
  ['«', '»'],
  ['»', '«»'],
  ['「', '」'],
  ['『', '』'],
])
const doubleQuotes = '"“”‟'

const white = /^[\p{White_Space}]$/u
// Beside C0 and C1: halves of a surrogate pair, which are no characters and cannot be stored as UTF-8.
const control = /^[\p{Cc}\p{Cs}]$/u
// Direction marks, zero-width characters, the byte order mark, fillers, variation selectors, tags.
const hidden = /^\p{Default_Ignorable_Code_Point}$/u

type Kind = 'white' | 'control' | 'hidden' | 'shown'

function kindOf(char: string): Kind {
  const code = char.charCodeAt(0)
  if (code > 0x20 && code < 0x7f) return 'shown'
  if (white.test(char)) return 'white'
  if (control.test(char)) return 'control'
  return hidden.test(char) ? 'hidden' : 'shown'
}

const zeroWidthNonJoiner = '\u200c'
const zeroWidthJoiner = '\u200d'
const emojiStyle = '\ufe0f'
const keycap = '\u20e3'
const pictographEnd = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u
const pictograph = /^\p{Extended_Pictographic}/u
const tag = /^[\u{e0020}-\u{e007f}]$/u
const tagged = /(?:\u{1f3f4}|[\u{e0020}-\u{e007f}])$/u
// Scripts whose spelling needs the joiners: a Persian or Hindi name without them is misspelt.
const joiningEnd =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}]$/u
const letter = /^\p{L}/u

/** True for a hidden character that belongs to what it stands between (UTS 51: emoji sequences; UAX 31: joiners). */
function holdsTogether(char: string, previous: string, after: string): boolean {
  if (char === zeroWidthJoiner && pictographEnd.test(previous) && pictograph.test(after)) return true
  if (char === zeroWidthJoiner || char === zeroWidthNonJoiner) return joiningEnd.test(previous) && letter.test(after)
  if (char === emojiStyle || char === '\ufe0e') return pictograph.test(previous) || (/^[\d#*]$/.test(previous) && after.startsWith(keycap))
  return tag.test(char) && tagged.test(previous)
}

/** The words of a text, or what is wrong with it: `unclosed-quote`, `control-character`. With `noQuotes` a quote is a sign like any other. */
export function splitWords(text: string, noQuotes = false): Word[] | Problem {
  const words: Word[] = []
  const absent = new Set<string>()
  let at = 0
  while (at < text.length) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const kind = kindOf(char)
    if (kind === 'control') return controlCharacter(char, at)
    if (kind !== 'shown') {
      at += char.length
      continue
    }
    const closing = noQuotes ? undefined : closings.get(char)
    const end = closing === undefined ? undefined : closingAt(text, at, closing, absent)
    if (closing !== undefined && end === undefined) {
      return { reason: 'unclosed-quote', details: { text: char, closing: closing.charAt(closing.length - 1) }, from: at, to: text.length }
    }
    const word = end === undefined ? readWord(text, at, text.length, false) : readWord(text, at + 1, end, true)
    if ('reason' in word) return word
    words.push(end === undefined ? word : { ...word, from: at, to: end + 1 })
    at = end === undefined ? word.to : end + 1
  }
  return words
}

/** Where the quote that opens at `at` closes. `absent`: quotes known not to follow, so that none is looked for twice. */
function closingAt(text: string, at: number, closing: string, absent: Set<string>): number | undefined {
  return (
    firstOf(text, closing, at + 1, absent) ??
    (doubleQuotes.includes(closing.charAt(0)) ? firstOf(text, doubleQuotes, at + 1, absent) : undefined)
  )
}

function firstOf(text: string, chars: string, from: number, absent: Set<string>): number | undefined {
  let first: number | undefined
  for (const char of chars) {
    if (absent.has(char)) continue
    const place = text.indexOf(char, from)
    if (place < 0) absent.add(char)
    else first = Math.min(place, first ?? place)
  }
  return first
}

/** What shows between two places: up to white space, or, quoted, to the end with each stretch of white space as one space. */
function readWord(text: string, start: number, end: number, quoted: boolean): Word | Problem {
  let shown = ''
  let previous = ''
  let to = start
  let space = false
  for (let at = start; at < end; ) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const kind = kindOf(char)
    if (kind === 'control') return controlCharacter(char, at)
    if (kind === 'white') {
      if (!quoted) break
      space = shown !== ''
    }
    at += char.length
    if (kind === 'shown' || (kind === 'hidden' && holdsTogether(char, space ? ' ' : previous, text.slice(at, at + 2)))) {
      if (space) shown += ' '
      space = false
      shown += char
      previous = char
      to = at
    }
  }
  return { text: shown, from: start, to, quoted }
}

function controlCharacter(char: string, at: number): Problem {
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return { reason: 'control-character', details: { text: code }, from: at, to: at + char.length }
}
