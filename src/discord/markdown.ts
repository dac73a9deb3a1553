// Spans as Discord's markdown: lines of pieces with a style each, written with as few marks as needed and cut where a line is too long.
//
// Text that people typed is data, and this is the one place where it is made harmless. Discord takes a backslash before any character that
// is neither a letter, a digit nor a blank for that character itself, and looks at it before any of its rules (its parser is
// https://github.com/ariabuckles/simple-markdown with rules of its own). So a backslash goes
// - before `\ * _ ~ | [` and the backtick: emphasis, spoilers, code and masked links begin with one of them; and between `](`, which
//   would make a longer one of a link before it;
// - before `<`: mentions, channels, emoji of a server, times, commands, `<id:customize>` and links in brackets begin with it;
// - before the `@` of `@everyone` and `@here`, which `allowed_mentions` keeps from telling anybody, but not from looking as if it did;
// - before a `:` that an address or an `:emoji:` needs, and before the dot of an invitation, which Discord finds without a scheme;
// - at the beginning of a line before what would make a heading, small print, a list or a quotation of it.
// Between backticks nothing is markup, nor can anything be escaped: there a look-alike stands for a backtick.
import type { Span } from '../message/message.ts'
import { beginning, isolated, tidy } from '../message/tidy.ts'

/** A stretch of one style. `whole`: markup already, not to be cut or escaped. */
export interface Piece {
  readonly text: string
  readonly style: number
  readonly whole?: true
}

/** Pieces without a line end among them. */
export type Line = readonly Piece[]

export const strike = 4
const code = 8
export const bold = 1
const italic = 2
/** From the outermost to the innermost. */
const marks: readonly (readonly [number, string])[] = [
  [bold, '**'],
  [italic, '_'],
  [strike, '~~'],
  [code, '`'],
]
const styles = { bold, italic, strike } as const

export interface Writing {
  /** All on one line, in a place where a line end would break the layout. */
  readonly line?: boolean
  readonly style?: number
  /** The styles that are written; others are left out. */
  readonly shown?: number
}

/** Spans as lines: at least one, which may be empty. */
export function linesOf(spans: readonly Span[], { line = false, style = 0, shown = bold | italic | strike }: Writing = {}): Line[] {
  const lines: Piece[][] = [[]]
  for (const piece of pieces(spans, style)) {
    const parts = piece.whole ? [piece.text] : line ? [piece.text.replace(/\n+/g, ' ')] : piece.text.split('\n')
    parts.forEach((text, index) => {
      if (index > 0) lines.push([])
      add(lines.at(-1) ?? [], { ...piece, text, style: piece.style & (shown | code) })
    })
  }
  return lines
}

function pieces(spans: readonly Span[], style: number): Piece[] {
  return spans.flatMap((span): Piece[] => {
    if (typeof span === 'string') return [{ text: tidy(span), style }]
    switch (span.kind) {
      case 'code':
        // Marks around a code are found within it too; struck through it stays, or it would say the opposite.
        return [{ text: tidy(span.text).replace(/\n+/g, ' ').trim(), style: (style & strike) | code }]
      case 'channel':
        return [channelPiece(span.channel, style)]
      case 'mention':
        return [isId(span.person) ? { text: `<@${span.person}>`, style, whole: true } : { text: tidy(span.name), style }]
      case 'link':
        return [linkPiece(span.url, span.text, style)]
      default:
        return pieces(span.spans, style | styles[span.kind])
    }
  })
}

/** Neighbours of one style become one, so that what only together reads as markup is seen together. */
function add(line: Piece[], piece: Piece): void {
  const last = line.at(-1)
  if (last && last.style === piece.style && !last.whole && !piece.whole) line[line.length - 1] = { ...last, text: last.text + piece.text }
  else if (piece.text !== '') line.push(piece)
}

/** Only an id of Discord's own form is put in as markup; anything else is a name like any other. */
export const isId = (id: string): boolean => /^\d{15,20}$/.test(id)

/** A destination may be a person, marked with an @: then it is the conversation with them, which no channel's name stands for. */
function channelPiece(channel: string, style: number): Piece {
  if (isId(channel)) return { text: `<#${channel}>`, style, whole: true }
  if (channel.startsWith('@') && isId(channel.slice(1))) return { text: `<${channel}>`, style, whole: true }
  return { text: `#${tidy(channel)}`, style }
}

/** The address between brackets, so that Discord shows no preview of it. */
function linkPiece(url: string, text: string, style: number): Piece {
  const label = tidy(text).replace(/\s+/g, ' ').trim()
  const address = URL.canParse(url) ? new URL(url) : undefined
  // Discord shows a link whose words are an address as it was typed, so that nobody is sent elsewhere.
  if (!address || !/^https?:$/.test(address.protocol) || address.href.length > 1_000 || looksLikeAddress(label))
    return { text: label || tidy(url).replace(/\n+/g, ' '), style }
  const words = harmless((label || address.host).replace(/\[/g, '［').replace(/\]/g, '］'), false)
  // Marks within the address would end those around it.
  const target = address.href.replace(/[()<>*_~|`\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return { text: `[${words}](<${target}>)`, style, whole: true }
}

const looksLikeAddress = (label: string): boolean => /:\/\/|\b(?:discord|discordapp)\.\w/i.test(label)

/** The line as markdown: one line, without blanks at its ends, and without anything before it that would begin a block. */
export function written(line: Line): string {
  let out = ''
  let open = 0
  let gap = ''
  const change = (to: number, next: string) => {
    if (to !== open) {
      const kept = marks.findIndex(([bit]) => (open & bit) !== (to & bit))
      const inner = marks.slice(kept)
      const closing = inner.filter(([bit]) => open & bit).toReversed()
      const opening = inner.filter(([bit]) => to & bit)
      if (closing.length > 0 && (open & strike) !== 0 && out.endsWith('~')) out += apart
      out += closing.map(([, mark]) => mark).join('')
      if (gap === '' && touches(out, opening.map(([, mark]) => mark).join('') + next, closing.length > 0 || opening.length > 0))
        out += apart
      out += gap + opening.map(([, mark]) => mark).join('')
    } else out += gap
    gap = ''
    open = to
  }
  line.forEach((piece, index) => {
    const text = piece.whole ? piece.text : piece.text.trim()
    if (text === '') {
      if (out !== '') gap += piece.text
      return
    }
    const start = piece.text.indexOf(text)
    gap = out === '' ? '' : gap + piece.text.slice(0, start)
    const after = piece.text.slice(start + text.length)
    const next = line[index + 1]?.text ?? ' '
    const safe = piece.whole
      ? text
      : piece.style & code
        ? harmlessCode(text, piece.style)
        : harmless(text, after === '' && /^\S/.test(next))
    change(piece.style, safe)
    out += safe
    gap = after
  })
  gap = ''
  change(0, '')
  return atLineStart(out)
}

/** Shows nothing, and keeps two marks from being read as one. */
const apart = '\u200b'

/** An underscore marks only at a word's edge, and two marks that meet would be one. */
const touches = (before: string, next: string, marked: boolean): boolean =>
  marked && ((before.endsWith('_') && /^\w/.test(next)) || (/[\w~]$/.test(before) && next.startsWith('_')))

/** `:30:` of a time is no emoji; but two of the names are numbers. */
const time = '(?!100:|1234:)\\d+:'
const always = /[\\*_~`|[<]|(?<=\])\(|@(?=everyone|here)|:(?=\/\/)/.source
const marking = new RegExp(`${always}|:(?!${time}(?:\\s|$))(?=\\S*:)`, 'gi')
/** The same where something follows without a blank, which may hold another colon. */
const markingGlued = new RegExp(`${always}|:(?!${time}\\s)(?=\\S*(?::|$))`, 'gi')
const invitation = /(discord(?:app)?)\.(?=[a-z])/gi

/** Typed text that reads as it was typed. Looks before it replaces: most text is harmless already. `glued`: something follows without a blank. */
function harmless(text: string, glued: boolean): string {
  const escaped = /[\\*_~`|[\]<@:]/.test(text) ? text.replace(glued ? markingGlued : marking, '\\$&') : text
  return isolated(/discord/i.test(escaped) ? escaped.replace(invitation, '$1\\.') : escaped)
}

const harmlessCode = (text: string, style: number): string => {
  const plain = text.replace(/`/g, 'ˋ').replace(/\](?=\()/g, '］')
  return style & strike ? plain.replace(/~/g, '∼') : plain
}

const blockMark = /^(?=#{1,6}(?:\s|$)|-#|[-+](?:\s|$)|>)/
const listNumber = /^(\d+)(?=[.)](?:\s|$))/

/** What would make a block of the line is escaped. */
const atLineStart = (line: string): string =>
  /^[#\-+>]/.test(line) ? line.replace(blockMark, '\\') : /^\d/.test(line) ? line.replace(listNumber, '$1\\') : line

/** The line in at most `longest` characters, ending in … where something had to go. */
export function clipped(line: Line, longest: number): string {
  const whole = written(line)
  if (whole.length <= longest) return whole
  const length = line.reduce((sum, { text }) => sum + text.length, 0)
  for (let room = Math.min(length, longest - 1); room > 0; room = Math.floor(room * 0.9)) {
    const part = written(firstOf(line, room))
    if (part !== '' && part.length < longest) return `${part}…`
  }
  return '…'
}

function firstOf(line: Line, length: number): Line {
  const found: Piece[] = []
  let room = length
  for (const piece of line) {
    if (piece.text.length > room) {
      const part = piece.whole ? '' : niceBeginning(piece.text, room)
      return part === '' ? found : [...found, { ...piece, text: part }]
    }
    room -= piece.text.length
    found.push(piece)
  }
  return found
}

/** Ends at a word's end, unless that would waste more than a third. */
function niceBeginning(text: string, length: number): string {
  const part = beginning(text, length)
  const word = part.lastIndexOf(' ')
  return word > length * 0.66 ? part.slice(0, word) : part
}
