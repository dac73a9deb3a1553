// Text that people typed is data: this is the one place where it is made harmless for Slack's markup.
//
// Slack offers no way to quote its markup. What is known to work, and used here:
// - `&`, `<` and `>` as entities: no mention, no link, no `<!channel>` can be forged
//   (https://docs.slack.dev/messaging/formatting-message-text#escaping);
// - `verbatim: true` on every text object: no bare URL, `@channel` or `#general` becomes a link or a ping;
// - look-alikes for the marks `*` `~` `` ` `` and for a `_` at a word's edge: whether a mark formats depends on rules that Slack
//   does not publish, while `∗` never does. The stored text keeps its own characters, and a form shows those;
// - a ratio sign for the colon that would begin an `:emoji:`;
// - a zero-width space before a `>` that begins a line, because the entity quotes too and a look-alike would be misread.
// The exact way would be `rich_text` blocks, which take no markup at all; they are not shown by the local Slack.
import { isolated, plainLine } from '../message/tidy.ts'
import { limits } from './limits.ts'

const lookAlikes: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ' }
const marks = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
const emojiColon = /:(?=[\p{L}\p{N}_+'-]+:)/gu

export const entities = (text: string): string =>
  /[&<>]/.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : text

/** Tidy text as `mrkdwn` that reads as it was typed. Looks before it replaces: most text is harmless already. */
export function harmless(text: string): string {
  const unmarked = /[*~`_]/.test(text) ? text.replace(marks, (mark) => lookAlikes[mark] ?? mark) : text
  return entities(isolated(/:[^\s:]+:/.test(unmarked) ? unmarked.replace(emojiColon, '∶') : unmarked))
}

/** Tidy text for between backticks, where only a backtick and entities count. */
export const harmlessCode = (text: string): string => entities(text.replace(/\n+/g, ' ').replace(/`/g, 'ˋ'))

/** To be applied to a whole text, when it is known what begins a line. */
export const withoutQuotes = (markup: string): string =>
  markup.includes('&gt;') ? markup.replace(/^(?=[ \u2068]*&gt;)/gm, '\u200b') : markup

/** A `plain_text` object; `otherwise` stands in for nothing, which Slack refuses. */
export const plainText = (text: string, longest: number, otherwise = '–') => ({
  type: 'plain_text' as const,
  text: plainLine(text, Math.min(longest, limits.text)) || otherwise,
  emoji: true,
})
