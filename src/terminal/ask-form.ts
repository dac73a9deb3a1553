// A form in a terminal: its fields asked one by one, each with what stands in it.
import type { Say } from '../languages/say.ts'
import type { Field, Filled, Form } from '../message/form.ts'
import { isLocalDate } from '../vocabulary/local-date.ts'
import { dress, harmless } from './render.ts'
import type { InputScreen } from './screen.ts'

export const formWords = { cancel: '.cancel', empty: '.empty' } as const

/**
 * Asks for each field; an empty line keeps what stands there, `.empty` empties it. `standing`: what was filled in before and is
 * asked again, with what was wrong with it. Undefined: cancelled, or no more lines came.
 */
export async function askForm(
  form: Form,
  screen: InputScreen,
  say: Say,
  standing: Filled = {},
  errors: Readonly<Record<string, string>> = {},
): Promise<Filled | undefined> {
  screen.print(dress(harmless(form.title), 'bold', screen))
  screen.print(dress(say.plain('terminal.form-keys', formWords), 'dim', screen))
  const filled: Record<string, string> = {}
  for (const field of form.fields) {
    const wrong = errors[field.name]
    if (wrong !== undefined) screen.print(`! ${harmless(wrong)}`)
    const value = await askField(field, standing[field.name] ?? field.initial ?? '', screen, say)
    if (value === undefined) return undefined
    filled[field.name] = value
  }
  return filled
}

async function askField(field: Field, initial: string, screen: InputScreen, say: Say): Promise<string | undefined> {
  if (field.hint) screen.print(dress(harmless(field.hint), 'dim', screen))
  const options = field.options ? ` (${field.options.map(({ label }) => label).join('/')})` : ''
  const standing = field.options?.find(({ value }) => value === initial)?.label ?? initial
  const prompt = harmless(`${field.label}${options}${standing ? ` [${standing.replace(/\n/g, ' ')}]` : ''}: `)
  for (;;) {
    const typed = (await screen.ask(prompt))?.trim()
    if (typed === undefined || typed === formWords.cancel) return undefined
    const value = typed === '' ? initial : typed === formWords.empty ? '' : chosen(field, typed)
    const wrong = value === undefined ? say.plain('terminal.choose', { options: options.slice(2, -1) }) : problemWith(field, value, say)
    if (value !== undefined && wrong === undefined) return value
    screen.print(`! ${wrong}`)
  }
}

/** The value of the option that was typed by its label or value; other fields take what was typed. */
function chosen(field: Field, typed: string): string | undefined {
  if (field.kind !== 'choice') return typed
  const wanted = typed.toLowerCase()
  return field.options?.find(({ value, label }) => value.toLowerCase() === wanted || label.toLowerCase() === wanted)?.value
}

/** What a chat platform's own form would not let pass. */
function problemWith(field: Field, value: string, say: Say): string | undefined {
  if (value === '') return field.required ? say.plain('terminal.needed') : undefined
  if (field.longest !== undefined && value.length > field.longest) return say.plain('terminal.too-long', { longest: field.longest })
  if (field.kind === 'date' && !isLocalDate(value)) return say.plain('terminal.a-date')
  return undefined
}
