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

/** The same in every text of a JSON value; its shape stays. */
export function scrubbedJson(value: unknown, who: Who, pseudonym: string): unknown {
  if (typeof value === 'string') return scrubbed(value, who, pseudonym)
  if (Array.isArray(value)) return value.map((each) => scrubbedJson(each, who, pseudonym))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, scrubbedJson(each, who, pseudonym)]))
}
