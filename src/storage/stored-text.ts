// What text and JSON become on their way into the database, and back.
import { z } from 'zod'
import type { Answer } from '../conversation/platform.ts'
import type { Prisma } from '../generated/sqlite/client.ts'

/** Folded for comparing names, handles and customers whatever their case, width or script. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** PostgreSQL stores no NUL, and neither database half of a surrogate pair: they become the replacement character. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd')

/** As JSON that both databases take, whatever people typed. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (!json.includes('\\u')) return json
  // JSON.stringify escapes a surrogate only when it stands alone; a typed backslash is escaped itself, and so is read first
  return json.replace(/\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g, (found) => (found === '\\\\' ? found : '\ufffd'))
}

/**
 * The words of a name, folded, with a space before, between and after: a word of it is found as ` word `. A name without a letter or a
 * digit has no words, and stays whole, without a space before it.
 */
export function foldedWords(name: string): string {
  const words = folded(storable(name)).match(/[\p{L}\p{N}\p{M}]+/gu)
  return words ? ` ${words.join(' ')} ` : folded(storable(name)).trim()
}

/** A JSON column as Prisma takes it. */
export const storedAs = (value: unknown): Prisma.InputJsonValue => JSON.parse(storableJson(value)) // JSON is what that type means

const anyAnswer = z.looseObject({ kind: z.enum(['message', 'form', 'field errors']) })

/** What the program stored as an answer is one: its inside matters only to those who show it, and is not checked here. */
export const storedAnswer = (json: unknown): Answer => anyAnswer.parse(json) as Answer
