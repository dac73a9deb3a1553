// A typed sentence as the fields that say the same, by the parser's own reading: for showing it to people who have fields.
import { isDeepStrictEqual } from 'node:util'
import { sayIn } from '../languages/speak.ts'
import type { Slots } from './argument.ts'
import { Complaint } from './complaint.ts'
import { type Fields, parseFields, readField, shownFields } from './parse-fields.ts'
import { type Knowing, parseSentence } from './parse-text.ts'

/**
 * `text`: what follows the command's words. The fields stand in the order in which they were typed, without quotes that a field does not need.
 * Undefined for a sentence that cannot be read.
 */
export function asFields({ slots }: { readonly slots: Slots }, text: string, context: Knowing): Fields | undefined {
  try {
    const fields: Record<string, string> = {}
    for (const { slot, words } of parseSentence(text, slots, context).taken) {
      const [first] = words
      const given = first ? text.slice(first.from, words.at(-1)?.to) : 'true'
      const earlier = fields[slot]
      fields[slot] = earlier === undefined ? given : `${earlier} ${given}`
    }
    for (const [name, value] of Object.entries(fields)) fields[name] = withoutQuotes(slots, name, value, context)
    parseFields(fields, shownFields('', fields, slots, sayIn('en')), slots, context)
    return fields
  } catch (error) {
    if (error instanceof Complaint) return undefined
    throw error
  }
}

/** The value without the quotes around it, where it is read as the same. */
function withoutQuotes(slots: Slots, name: string, value: string, context: Knowing): string {
  const slot = slots[name]
  const bare = /^["“„](.*)["”“]$/u.exec(value)?.[1]
  if (!slot || bare === undefined) return value
  const [quoted, plain] = [value, bare].map((text) => readField(slot, text, context))
  const same = quoted && plain && !(quoted instanceof Complaint) && !(plain instanceof Complaint)
  return same && isDeepStrictEqual(unmarked(quoted.value), unmarked(plain.value)) ? bare : value
}

/** A value without where it stood. */
function unmarked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmarked)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([name, part]) => !((name === 'from' || name === 'to') && typeof part === 'number'))
  return Object.fromEntries(entries.map(([name, part]) => [name, unmarked(part)]))
}
