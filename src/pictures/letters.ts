// Words that go into a picture: data that can neither break the SVG nor turn a line around, and that fits.
import type { Font } from './font.ts'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** On one line, without what steers the direction of writing or does not show, and without the emoji that the font lacks. */
export const lineOf = (text: string, font: Pick<Font, 'covers'>): string =>
  [...graphemes.segment(text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff\u00ad]/gu, '').replace(/[\s\p{Cc}]+/gu, ' '))]
    .map(({ segment }) => (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment) && !font.covers(segment) ? '' : segment))
    .join('')
    .replace(/ +/g, ' ')
    .trim()

/** No wider than `most`, with … in place of what is left out. */
export function shortened(text: string, font: Pick<Font, 'width'>, size: number, most: number): string {
  if (font.width(text, size) <= most) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (font.width(`${kept}${segment}…`, size) > most) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** For the text and the attributes of an SVG. Half a character (a lone surrogate) is none. */
export const escaped = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
