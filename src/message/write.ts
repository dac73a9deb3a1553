// Builders for messages, so that features read like what they say.
import type { Button, Message, Node, PictureNode, Span } from './message.ts'

type Spans = readonly Span[] | string
const spansOf = (spans: Spans): readonly Span[] => (typeof spans === 'string' ? [spans] : spans)

export const headline = (spans: Spans): Node => ({ kind: 'headline', spans: spansOf(spans) })
export const text = (spans: Spans): Node => ({ kind: 'text', spans: spansOf(spans) })
export const quiet = (spans: Spans): Node => ({ kind: 'quiet', spans: spansOf(spans) })
export const list = (items: readonly Spans[]): Node => ({ kind: 'list', items: items.map(spansOf) })
export const facts = (pairs: readonly (readonly [string, Spans])[]): Node => ({
  kind: 'facts',
  facts: pairs.map(([name, value]) => ({ name, value: spansOf(value) })),
})
export const divider: Node = { kind: 'divider' }
export const buttons = (...all: readonly Button[]): Node => ({ kind: 'buttons', buttons: all })
export const csvFile = (name: string, content: string): Node => ({ kind: 'file', name, mediaType: 'text/csv', content })
export const jsonFile = (name: string, content: string): Node => ({ kind: 'file', name, mediaType: 'application/json', content })
export const picture = (name: string, svg: string, alt: string): PictureNode => ({ kind: 'picture', name, svg, alt })

/** A message of the nodes that there are: `undefined` and `false` are left out, so that a node can depend on something. */
export const message = (...nodes: readonly (Node | undefined | false)[]): Message => ({
  nodes: nodes.filter((node): node is Node => node !== undefined && node !== false),
})
