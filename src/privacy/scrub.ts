// Taking somebody's name out of what people typed.

export interface Who {
  readonly name: string
  readonly handles: readonly string[]
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The text with the pseudonym in place of the whole name and of each handle with an @, in any case; a part of another word is none. */
export function scrubbed(text: string, { name, handles }: Who, pseudonym: string): string {
  const words = [name, ...handles.filter((handle) => handle !== '').map((handle) => `@${handle}`)].filter((word) => word.trim() !== '')
  if (words.length === 0) return text
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.map(literally).join('|')})(?![\\p{L}\\p{N}_])`, 'giu')
  return text.replace(pattern, () => pseudonym)
}

/** The text without what somebody was thanked for, where it names them and ends in that, as an answer to a thanks does. */
export function withoutReasons(text: string, { name }: Who, reasons: readonly string[]): string {
  const reason = text.includes(name) ? reasons.find((each) => each !== '' && text.endsWith(each)) : undefined
  return reason === undefined ? text : `${text.slice(0, -reason.length)}…`
}

/** What `clean` makes of every text of a JSON value; its shape stays. */
export function scrubbedJson(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value)) return value.map((each) => scrubbedJson(each, clean))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, scrubbedJson(each, clean)]))
}
