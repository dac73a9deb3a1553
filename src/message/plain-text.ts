// A message as plain text: for the terminal, for notifications, for tests.
import type { Message, Node, Span } from './message.ts'

/** The cells of an attainment bar, 20 unless told: `▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓│░░░░`, the tick standing between what is and what should be. */
export function barCells(filled: number, tick: number | undefined, cells = 20): string {
  const at = (share: number) => Math.max(0, Math.min(cells, Math.round(share * cells)))
  const bar = '▓'.repeat(at(filled)) + '░'.repeat(cells - at(filled))
  if (tick === undefined) return bar
  return `${bar.slice(0, at(tick))}│${bar.slice(at(tick))}`
}

/** Words without dress; a struck-through span keeps its tildes, since without them it would say the opposite. */
export function plainSpans(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (typeof span === 'string') return span
      switch (span.kind) {
        case 'code':
          return span.text
        case 'channel':
          return `#${span.channel}`
        case 'link':
          return `${span.text} (${span.url})`
        case 'strike':
          return `~${plainSpans(span.spans)}~`
        default:
          return plainSpans(span.spans)
      }
    })
    .join('')
}

export function plainNode(node: Node): string {
  switch (node.kind) {
    case 'headline':
    case 'text':
    case 'quiet':
      return plainSpans(node.spans)
    case 'bar':
      return [plainSpans(node.before ?? []), barCells(node.filled, node.tick), plainSpans(node.after ?? [])].filter(Boolean).join(' ')
    case 'list':
      return node.items.map((item, index) => `${node.numbered ? `${index + 1}.` : '•'} ${plainSpans(item)}`).join('\n')
    case 'facts':
      return node.facts.map(({ name, value }) => `${name}: ${plainSpans(value)}`).join('\n')
    case 'divider':
      return '──────────'
    case 'buttons':
      return node.buttons.map(({ label }) => `[${label}]`).join(' ')
  }
}

/** The whole message, a node a line. */
export const plainText = ({ nodes }: Message): string => nodes.map(plainNode).join('\n')

/** What a notification shows: the line that carries the news. */
export const firstLine = ({ nodes }: Message): string => {
  const [first] = nodes
  return first ? (plainNode(first).split('\n')[0] ?? '') : ''
}
