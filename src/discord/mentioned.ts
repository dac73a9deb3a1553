// Whom a message tells: the people whom the message model mentions, and nobody whose name somebody typed.
import type { Node, Span } from '../message/message.ts'
import { isId } from './markdown.ts'

/** Their ids, each once. */
export const mentionedIn = (nodes: readonly Node[]): readonly string[] => [...new Set(nodes.flatMap(spansOf).flatMap(peopleIn))]

function peopleIn(span: Span): readonly string[] {
  if (typeof span === 'string') return []
  if (span.kind === 'mention') return isId(span.person) ? [span.person] : []
  return 'spans' in span ? span.spans.flatMap(peopleIn) : []
}

function spansOf(node: Node): readonly Span[] {
  switch (node.kind) {
    case 'headline':
    case 'text':
    case 'quiet':
      return node.spans
    case 'bar':
      return [...(node.before ?? []), ...(node.after ?? [])]
    case 'list':
      return node.items.flat()
    case 'facts':
      return node.facts.flatMap(({ value }) => value)
    default:
      return []
  }
}
