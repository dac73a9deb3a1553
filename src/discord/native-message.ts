// The commands that a message names, as somebody types them on Discord.
import type { Message, Node, Span } from '../message/message.ts'

/**
 * A command in code, or a part of one, as somebody who types it on Discord would: `/deal won amount:5000 customer:Acme` for
 * `/deal won 5000 Acme`. Anything else stays as it is.
 */
export type Native = (typed: string) => string

/** The same message with every command in code made native. */
export function nativeMessage({ nodes }: Message, native: Native): Message {
  const spans = (all: readonly Span[]): readonly Span[] => all.map(inSpan)
  const inSpan = (span: Span): Span => {
    if (typeof span === 'string') return span
    if (span.kind === 'code') return { ...span, text: native(span.text) }
    return 'spans' in span ? { ...span, spans: spans(span.spans) } : span
  }
  const inNode = (node: Node): Node => {
    switch (node.kind) {
      case 'headline':
      case 'text':
      case 'quiet':
        return { ...node, spans: spans(node.spans) }
      case 'bar':
        return { ...node, ...(node.before ? { before: spans(node.before) } : {}), ...(node.after ? { after: spans(node.after) } : {}) }
      case 'list':
        return { ...node, items: node.items.map(spans) }
      case 'facts':
        return { ...node, facts: node.facts.map(({ name, value }) => ({ name, value: spans(value) })) }
      default:
        return node
    }
  }
  return { nodes: nodes.map(inNode) }
}
