// What somebody typed after a slash command, out of Slack's wire form: entities decoded once, links and channels as words,
// and real mentions of people told apart from typed text that only looks like one.
import { withoutMentions } from '../conversation/mention.ts'

/**
 * The text of a slash command as the grammar reads it. A person who was really mentioned stands in it as `<@U123|sam>` or
 * `<@U123>`; nothing else in it reads `<@`, because a `<` that somebody typed before an `@` becomes `‹`, whatever invisible
 * or full-width characters are used to smuggle it past. Every other `<` stays as typed.
 *
 * Slack escapes what was typed (`&lt;`) and writes its own forms with bare brackets when the command is declared with
 * `should_escape: true`, as our manifest does; without it everything, `@sam` too, arrives as it was typed. Then a typed `<@U123>`
 * cannot be told from a mention, and is taken for one: it says no more than mentioning that person would.
 * Source of the forms: https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function typedText(wire: string): string {
  let text = ''
  let words = ''
  let from = 0
  for (const form of wire.matchAll(/<([^<>]*)>/g)) {
    const mention = /^@([UW][A-Z0-9]+)(?:\|(.*))?$/s.exec(form[1] ?? '')
    words += decoded(wire.slice(from, form.index))
    from = form.index + form[0].length
    if (mention) {
      const [, id, label] = mention
      // A label with a space in it is a display name, which the grammar would take for several words: the id says enough.
      text += `${withoutMentions(words)}<@${id}${label && /^[^\s|&]+$/.test(label) ? `|${label}` : ''}>`
      words = ''
    } else {
      words += decoded(wordsOf(form[1] ?? '') ?? form[0])
    }
  }
  return text + withoutMentions(words + decoded(wire.slice(from)))
}

/** The ids of the channels that were named in it, by the word as which each stands in the text, without the sign. */
export const channelsIn = (wire: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...wire.matchAll(/<#([CG][A-Z0-9]+)(?:\|([^<>]*))?>/g)].map(([, id = '', name]) => [decoded(name || id), id]))

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

const decoded = (text: string) => text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)

/** What a form that mentions nobody reads as; undefined if it is none of Slack's. */
function wordsOf(form: string): string | undefined {
  const bar = form.indexOf('|')
  const target = bar < 0 ? form : form.slice(0, bar)
  const label = bar < 0 ? '' : form.slice(bar + 1)
  if (target.startsWith('#')) return `#${label || target.slice(1)}`
  if (target.startsWith('!subteam^')) return `@${(label || target.slice('!subteam^'.length)).replace(/^@/, '')}`
  if (target.startsWith('!date^')) return label || target.slice(1)
  if (target.startsWith('!')) return `@${(label || target.slice(1)).replace(/^@/, '')}`
  if (/^(?:https?|ftp|slack):/i.test(target)) return label || target
  if (/^(?:mailto|tel):/i.test(target)) return label || target.slice(target.indexOf(':') + 1)
  return undefined
}
