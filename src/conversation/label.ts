// How a suggestion is shown, and back: a platform may send what it showed in the place of what it stands for, as when a command is pasted that was
// used before, or somebody goes on typing behind what they chose.
import type { Suggests } from './argument.ts'

const apart = ' · '

/** A value with what it means beside it: `this month · November 2026`. */
export const explained = (value: string, ...meanings: readonly (string | undefined)[]): string =>
  [value, ...meanings.filter((meaning) => meaning && meaning !== value)].join(apart)

/** The words of ours that stand before an explanation; names that people gave may look like one. */
const ownWords: Readonly<Partial<Record<Suggests, RegExp>>> = {
  people: /^me$/,
  teams: /^team$/,
  subjects: /^(me|team)$/,
  'people and teams': /^(me|team)$/,
  deals: /^#\d+$/,
  'open deals': /^#\d+$/,
  settings: /^[a-z-]+$/,
  periods: /^/,
  'periods ahead': /^/,
  'past days': /^/,
  'coming days': /^/,
  currencies: /^/,
  commands: /^/,
  rituals: /^/,
}

/** What stands in a field, without the explanation that it was suggested with. */
export function unexplained(text: string, suggests: Suggests | undefined): string {
  const end = text.indexOf(apart)
  const value = text.slice(0, Math.max(0, end))
  return end > 0 && suggests !== undefined && ownWords[suggests]?.test(value.trim()) ? value : text
}
