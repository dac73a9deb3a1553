// A message as plain text: for the terminal, for notifications, for tests.
import { attainmentBar } from './attainment-bar.ts'
import type { Message, Node, Span } from './message.ts'

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
        case 'mention':
          return span.name
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
      return [plainSpans(node.before ?? []), attainmentBar(node.filled, node.tick), plainSpans(node.after ?? [])].filter(Boolean).join(' ')
    case 'list':
      return node.items.map((item, index) => `${node.numbered ? `${index + 1}.` : '•'} ${plainSpans(item)}`).join('\n')
    case 'facts':
      return node.facts.map(({ name, value }) => `${name}: ${plainSpans(value)}`).join('\n')
    case 'divider':
      return '──────────'
    case 'file':
      return `📎 ${node.name}`
    case 'picture':
      return ''
    case 'buttons':
      return node.buttons.map(({ label }) => `[${label}]`).join(' ')
  }
}

/** The whole message, a node a line; a picture says nothing that is not in words. */
export const plainText = ({ nodes }: Message): string =>
  nodes
    .filter(({ kind }) => kind !== 'picture')
    .map(plainNode)
    .join('\n')
