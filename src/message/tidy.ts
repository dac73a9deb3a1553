// Text that people typed, without what would break a layout whatever the markup: control characters, direction marks, piles of accents;
// and its beginning where it is too long.

const loneSurrogates = /\p{Cs}/gu
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g
// Controls, and marks that turn the reading direction of whatever follows them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const unseen = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Most text has nothing of all this, which one look tells: every answer goes through here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
const untidy = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]/

// Marks above, below and over a letter, however they are held apart by characters that do not show.
const pile = /[\p{M}\u00ad\u200b-\u200d\u2060]{5,}/gu
const stacks = /[\p{Mn}\p{Me}]/u
/** More than any script needs on one letter: Hebrew takes three, Vietnamese two. Marks that take room (of Burmese) are not counted. */
const highest = 4

/** A pile of marks, which would be drawn over the lines around it, as high as any script needs it. */
function lowered(marks: string): string {
  let height = 0
  return Array.from(marks)
    .filter((mark) => !stacks.test(mark) || ++height <= highest)
    .slice(0, 2 * highest)
    .join('')
}

/** Typed text without control characters, direction marks and piles of accents; line ends are `\n`. */
export function tidy(typed: string): string {
  const clean = untidy.test(typed)
    ? typed.replace(loneSurrogates, '\ufffd').replace(lineEnds, '\n').replace(/\t/g, ' ').replace(unseen, '')
    : typed
  return /(?:\u00ad|[\u0300-\uffff]){5}/.test(clean) ? clean.replace(pile, lowered) : clean
}

const rightToLeft = '\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}'
// Without the `u` flag, and so a little too often, but ten times faster: a pair of surrogates may stand for anything.
const mayBeRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\ud802-\ud803\ud83a-\ud83b]/
const stretches = new RegExp(`[${rightToLeft}]+(?:[^\\n\\p{L}\\p{N}${rightToLeft}]+[${rightToLeft}]+)*`, 'gu')

/** Words that run from right to left stay among themselves: the numbers beside them keep their places. */
export const isolated = (text: string): string => (mayBeRightToLeft.test(text) ? text.replace(stretches, '\u2068$&\u2069') : text)

let graphemes: Intl.Segmenter | undefined // made on first use: long texts are rare

/** The longest beginning of a text, at most `length` long, that cuts no character (as people see one) in half. */
export function beginning(text: string, length: number): string {
  if (text.length <= length) return text
  graphemes ??= new Intl.Segmenter()
  // A character may be long, but the one at the cut begins within reach of it.
  const from = Math.max(0, length - 64)
  let start = from > 0 && isLowSurrogate(text, from) ? from - 1 : from
  // Letters of flags go in pairs, which are told by where their row begins.
  while (flagLetter.test(text.slice(start - 2, start))) start -= 2
  let end = start
  for (const { index, segment } of graphemes.segment(text.slice(start, length + 64))) {
    if (start + index + segment.length > length) break
    end = start + index + segment.length
  }
  if (end > 0) return text.slice(0, end)
  return text.slice(0, isLowSurrogate(text, length) ? length - 1 : length)
}

const flagLetter = /^\ud83c[\udde6-\uddff]$/
const isLowSurrogate = (text: string, at: number) => /[\udc00-\udfff]/.test(text[at] ?? '')

/** For labels and titles, which platforms take as plain text: on one line, cut with … where there is no room. */
export function plainLine(text: string, longest: number): string {
  const line = tidy(text).replace(/\n+/g, ' ').trim()
  return line.length <= longest ? line : `${beginning(line, longest - 1).trimEnd()}…`
}
