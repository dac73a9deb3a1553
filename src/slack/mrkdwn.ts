// Spans as Slack's mrkdwn: a flat run of pieces with a style each, written with as few marks as needed and cut where it is too long.
import type { Span } from '../message/message.ts'
import { beginning, tidy } from '../message/tidy.ts'
import { entities, harmless, harmlessCode, withoutQuotes } from './typed-data.ts'

/** A stretch of one style. `whole`: markup already, not to be cut or escaped. */
export interface Piece {
  readonly text: string
  readonly style: number
  readonly whole?: true
}

const bold = 1
const code = 8
/** From the outermost to the innermost. */
const marks: readonly (readonly [number, string])[] = [
  [bold, '*'],
  [2, '_'],
  [4, '~'],
  [code, '`'],
]
const styles = { bold, italic: 2, strike: 4 } as const

/** Spans as pieces. `line`: all on one line, in a place where a line end would break the layout. */
export function pieces(spans: readonly Span[], { line, style = 0 }: { line: boolean; style?: number }): Piece[] {
  const found: Piece[] = []
  const add = (piece: Piece) => {
    const last = found.at(-1)
    // Neighbours of one style become one, so that what only together reads as markup is seen together.
    if (last && last.style === piece.style && !last.whole && !piece.whole)
      found[found.length - 1] = { ...last, text: last.text + piece.text }
    else if (piece.text !== '') found.push(piece)
  }
  for (const span of spans) {
    if (typeof span === 'string') add({ text: line ? tidy(span).replace(/\n+/g, ' ') : tidy(span), style })
    else if (span.kind === 'code') add({ text: tidy(span.text).replace(/\n+/g, ' '), style: style | code })
    else if (span.kind === 'channel') add(channelPiece(span.channel, style))
    else if (span.kind === 'mention') add(personPiece(span.person, span.name, style))
    else if (span.kind === 'link') add(linkPiece(span.url, span.text, style))
    else for (const piece of pieces(span.spans, { line, style: style | styles[span.kind] })) add(piece)
  }
  return found
}

export const boldPieces = (spans: readonly Span[]): Piece[] => pieces(spans, { line: true, style: bold })

/** Only an id of Slack's own form is put in as markup; anything else is a name like any other. */
const personPiece = (person: string, name: string, style: number): Piece =>
  /^[UW][A-Z0-9]{2,}$/.test(person) ? { text: `<@${person}>`, style, whole: true } : { text: tidy(name), style }

/** A destination may be a person: then it is the conversation with them, which no channel's name stands for. */
const channelPiece = (channel: string, style: number): Piece =>
  /^[A-Z0-9]{2,}$/.test(channel)
    ? { text: /^[UW]/.test(channel) ? `<@${channel}>` : `<#${channel}>`, style, whole: true }
    : { text: `#${tidy(channel)}`, style }

function linkPiece(url: string, text: string, style: number): Piece {
  const label = tidy(text)
    .replace(/[\n|]+/g, ' ')
    .trim()
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (!address || !['https:', 'http:', 'mailto:'].includes(address.protocol) || address.href.length > 1_000)
    return { text: label || tidy(url).replace(/\n+/g, ' '), style }
  // The parser has percent-encoded blanks and angle brackets; the bar would begin the label.
  const target = entities(address.href.replace(/\|/g, '%7C'))
  return { text: `<${target}|${harmless(label || address.href)}>`, style, whole: true }
}

/** The pieces as markup. Marks stand beside what they mark, never across a line end, or Slack would show them. */
export function written(run: readonly Piece[], plain = false): string {
  let out = ''
  let open = 0
  let gap = ''
  const change = (to: number, next: string) => {
    if (to === open) {
      out += gap
      gap = ''
      return
    }
    const kept = marks.findIndex(([bit]) => (open & bit) !== (to & bit))
    const outer = kept < 0 ? marks : marks.slice(0, kept)
    const inner = kept < 0 ? [] : marks.slice(kept)
    const closing = inner.filter(([bit]) => open & bit).toReversed()
    const opening = inner.filter(([bit]) => to & bit)
    // A mark counts only at a word's edge; a space without width makes one inside a word.
    const last = out.at(-1) ?? ''
    out += closing.map(([, mark]) => mark).join('')
    if (gap === '' && ((closing.length > 0 && sticks(next)) || (opening.length > 0 && closing.length === 0 && sticks(last))))
      out += '\u200b'
    out += gap + opening.map(([, mark]) => mark).join('')
    gap = ''
    open = outer.reduce((sum, [bit]) => sum | (open & bit), 0) | opening.reduce((sum, [bit]) => sum | bit, 0)
  }
  for (const piece of run) {
    const style = plain ? 0 : piece.style
    piece.text.split('\n').forEach((line, index) => {
      if (index > 0) {
        gap = ''
        change(0, '')
        out += '\n'
      }
      const text = piece.whole ? line : line.trim()
      if (text === '') {
        gap += line
        return
      }
      const start = line.indexOf(text)
      gap = out === '' || out.endsWith('\n') ? '' : gap + line.slice(0, start)
      change(style, text)
      out += piece.whole ? text : style & code ? harmlessCode(text) : harmless(text)
      gap = line.slice(start + text.length)
    })
  }
  gap = ''
  change(0, '')
  return withoutQuotes(out)
}

/** Neither a blank nor punctuation that Slack takes for a word's edge. */
const sticks = (text: string) => /^[^\s.,;:!?()[\]{}"'…–—/-]/.test(text)

/** The pieces as one or more texts of at most `longest` characters each, cut between lines or words where there are any. */
export function chunks(run: readonly Piece[], longest: number, plain = false): string[] {
  const found: string[] = []
  let rest = run
  while (rest.length > 0) {
    const whole = written(rest, plain)
    if (whole.length <= longest) {
      if (whole.trim() !== '') found.push(whole)
      break
    }
    let room = Math.floor((lengthOf(rest) * longest) / whole.length)
    let [head, tail] = cut(rest, room)
    while (written(head, plain).length > longest && room > 1) {
      room = Math.floor(room * 0.9)
      ;[head, tail] = cut(rest, room)
    }
    const text = written(head, plain)
    if (text.trim() !== '' && text.length <= longest) found.push(text)
    rest = tail
  }
  return found
}

/** The pieces as one text of at most `longest` characters, ending in … where something had to go. */
export function clipped(run: readonly Piece[], longest: number, plain = false): string {
  const whole = written(run, plain)
  if (whole.length <= longest) return whole
  const [first = ''] = chunks(run, longest - 1, plain)
  return `${first.trimEnd()}…`
}

const lengthOf = (run: readonly Piece[]) => run.reduce((sum, { text }) => sum + text.length, 0)

/** Two runs, the first about `length` long at most but never empty. */
function cut(run: readonly Piece[], length: number): [Piece[], Piece[]] {
  let before = 0
  for (const [index, piece] of run.entries()) {
    const room = length - before
    if (piece.text.length > room) {
      const part = piece.whole ? '' : niceBeginning(piece.text, room)
      if (part === '' && index > 0) return [run.slice(0, index), run.slice(index)]
      if (piece.whole) return [[piece], run.slice(1)]
      const head = part || beginning(piece.text, 64) || piece.text
      const tail = { ...piece, text: piece.text.slice(head.length).replace(/^[ \n]+/, '') }
      return [
        [...run.slice(0, index), { ...piece, text: head.trimEnd() }],
        [...(tail.text ? [tail] : []), ...run.slice(index + 1)],
      ]
    }
    before += piece.text.length
  }
  return [[...run], []]
}

/** Ends at a line's end, else at a word's, unless that would waste more than a third. */
function niceBeginning(text: string, length: number): string {
  if (length <= 0) return ''
  const part = beginning(text, length)
  const line = part.lastIndexOf('\n')
  if (line > length * 0.66) return part.slice(0, line)
  const word = part.lastIndexOf(' ')
  return word > length * 0.66 ? part.slice(0, word) : part
}
