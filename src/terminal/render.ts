// A message as a terminal shows it: lines of text, dressed with ANSI codes where the terminal is one.

import { attainmentBar } from '../message/attainment-bar.ts'
import type { Button, Message, Node, Span } from '../message/message.ts'

export interface Look {
  /** ANSI codes (ECMA-48 SGR) may be used. */
  readonly dressed: boolean
  /** The number by which a button is pressed. */
  readonly numberOf: (button: Button) => number
}

type Dress = 'bold' | 'italic' | 'strike' | 'dim' | 'cyan'

/** Codes that put a dress on and take it off again. */
const codes: Readonly<Record<Dress, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  strike: [9, 29],
  cyan: [36, 39],
}

export function dress(text: string, as: Dress, look: Pick<Look, 'dressed'>): string {
  if (!look.dressed || text === '') return text
  const [on, off] = codes[as].map((code) => `\u001b[${code}m`) as [string, string] // two codes make two sequences
  return `${on}${text.replaceAll(off, `${off}${on}`)}${off}` // what is inside does not end what is around it
}

/**
 * Text that people typed cannot steer the terminal (control characters), nor turn a line around (Unicode's directional
 * overrides and isolates); a line break stays one.
 */
export const harmless = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu, '\ufffd')

/** A picture is left out: the words say what it shows. */
export const renderMessage = ({ nodes }: Message, look: Look): string =>
  nodes
    .filter(({ kind }) => kind !== 'picture')
    .map((node) => renderNode(node, look))
    .join('\n')

function renderNode(node: Node, look: Look): string {
  switch (node.kind) {
    case 'headline':
      return dress(renderSpans(node.spans, look), 'bold', look)
    case 'text':
      return renderSpans(node.spans, look)
    case 'quiet':
      return dress(renderSpans(node.spans, look), 'dim', look)
    case 'bar': {
      const bar = attainmentBar(node.filled, node.tick)
      return [renderSpans(node.before ?? [], look), bar, renderSpans(node.after ?? [], look)].filter(Boolean).join(' ')
    }
    case 'list':
      return node.items.map((item, index) => `${node.numbered ? `${index + 1}.` : '•'} ${renderSpans(item, look)}`).join('\n')
    case 'facts':
      return node.facts.map(({ name, value }) => `${dress(harmless(name), 'dim', look)}  ${renderSpans(value, look)}`).join('\n')
    case 'divider':
      return dress('─'.repeat(20), 'dim', look)
    case 'file':
      return `📎 ${harmless(node.name)}`
    case 'picture':
      return ''
    case 'buttons':
      return node.buttons.map((button) => dress(`[${look.numberOf(button)} ${harmless(button.label)}]`, 'cyan', look)).join(' ')
  }
}

export function renderSpans(spans: readonly Span[], look: Pick<Look, 'dressed'>): string {
  return spans.map((span) => renderSpan(span, look)).join('')
}

function renderSpan(span: Span, look: Pick<Look, 'dressed'>): string {
  if (typeof span === 'string') return harmless(span)
  switch (span.kind) {
    case 'bold':
    case 'italic':
      return dress(renderSpans(span.spans, look), span.kind, look)
    case 'strike': {
      const text = renderSpans(span.spans, look)
      return look.dressed ? dress(text, 'strike', look) : `~${text}~` // without its dress it would say the opposite
    }
    case 'code':
      return dress(harmless(span.text), 'cyan', look)
    case 'channel':
      return `#${harmless(span.channel)}`
    case 'mention':
      return `@${harmless(span.name)}`
    case 'link':
      return `${harmless(span.text)} (${harmless(span.url)})`
  }
}
