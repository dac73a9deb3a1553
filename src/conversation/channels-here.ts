// A channel that is named in a message shows as its name only in the installation that it is in. Seen from another one, where the same team
// talks on another chat, it is a link that says on which.
import type { Say } from '../languages/say.ts'
import type { Message, Node, Span } from '../message/message.ts'
import { isIn } from './mirrored.ts'
import { type Destination, type InstallationRef, type PlatformName, partsOf } from './platform.ts'

/** Platforms are called the same in every language. */
export const platformNames: Readonly<Record<PlatformName, string>> = { slack: 'Slack', discord: 'Discord', terminal: 'Terminal' }

/** A channel, to be named to whomever. */
export const channelSpan = (to: Destination): Span => ({ kind: 'channel', channel: partsOf(to).channel, at: to })

/** The message as it is shown in an installation. */
export function seenFrom(message: Message, here: InstallationRef, say: Say): Message {
  return message.nodes.some((node) => JSON.stringify(node).includes('"at":"'))
    ? { nodes: message.nodes.map((node) => seen(node, here, say)) }
    : message
}

function seen(node: Node, here: InstallationRef, say: Say): Node {
  const spans = (all: readonly Span[]) => all.map((span) => shown(span, here, say))
  switch (node.kind) {
    case 'headline':
    case 'text':
    case 'quiet':
      return { ...node, spans: spans(node.spans) }
    case 'list':
      return { ...node, items: node.items.map(spans) }
    case 'facts':
      return { ...node, facts: node.facts.map(({ name, value }) => ({ name, value: spans(value) })) }
    case 'bar':
      return { ...node, ...(node.before && { before: spans(node.before) }), ...(node.after && { after: spans(node.after) }) }
    case 'divider':
    case 'buttons':
    case 'file':
    case 'picture':
      return node
  }
}

function shown(span: Span, here: InstallationRef, say: Say): Span {
  if (typeof span === 'string') return span
  if ('spans' in span) return { ...span, spans: span.spans.map((inner) => shown(inner, here, say)) }
  if (span.kind !== 'channel' || span.at === undefined) return span
  const to = span.at as Destination // `channelSpan` puts nothing else there
  if (isIn(to, here)) return { kind: 'channel', channel: span.channel }
  const { installation } = partsOf(to)
  const words = say.plain('channel.elsewhere', { platform: platformNames[installation.platform] })
  const url = urlOf(to)
  return url === undefined ? words : { kind: 'link', url, text: words }
}

/** https://docs.slack.dev/interactivity/deep-linking and the address that Discord itself copies. */
function urlOf(to: Destination): string | undefined {
  const { installation, channel } = partsOf(to)
  const [place, id] = [installation.id, channel].map(encodeURIComponent)
  if (installation.platform === 'slack') return `https://slack.com/app_redirect?team=${place}&channel=${id}`
  return installation.platform === 'discord' ? `https://discord.com/channels/${place}/${id}` : undefined
}
