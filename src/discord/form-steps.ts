// How a form goes on that a modal cannot hold: page after page, again from the page in which something is wrong, and what a person is told
// between them. Each step is a message of its own, whose buttons carry the key of what was filled in so far.
import type { Answer } from '../conversation/platform.ts'
import type { Say } from '../languages/say.ts'
import type { Filled } from '../message/form.ts'
import type { Button, Message } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { OpenForm } from './form-memory.ts'
import { mayBeLeft, pagesOf, readPage } from './modal.ts'

/** What the buttons and modals of forms are called in their custom ids; no action's name has a dot. Their value is the key of the form. */
export const formActions = {
  /** A button opens the form. */
  open: 'form.open',
  /** A button sends what is filled in. */
  send: 'form.send',
  /** A modal was sent that was opened by something else than a message about the form … */
  filled: 'form.filled',
  /** … or from such a message, whose place the answer takes. */
  filledFromMessage: 'form.filled-here',
} as const

/** A form with nothing filled in yet. */
export const begun = (form: OpenForm['form'], { person, place }: Pick<OpenForm, 'person' | 'place'>): OpenForm => ({
  person,
  place,
  form,
  pages: pagesOf(form).map((_, page) => page),
  filled: {},
  errors: {},
})

export type AfterPage = { readonly state: OpenForm } & (
  | { readonly next: 'send' }
  | { readonly next: 'correct' }
  /** `page`: the one that was filled in, counted from 1. */
  | { readonly next: 'go on'; readonly page: number }
)

/** The first page of those to be shown was sent. */
export function afterPage(state: OpenForm, values: Filled, say: Say): AfterPage {
  const [page = 0, ...pages] = state.pages
  const read = readPage({ ...state, page }, values, say)
  const filled = { ...state.filled, ...read.filled }
  const here = new Set(pagesOf(state.form)[page]?.map(({ name }) => name))
  const errors = { ...Object.fromEntries(Object.entries(state.errors).filter(([field]) => !here.has(field))), ...read.errors }
  if (Object.keys(read.errors).length > 0) return { next: 'correct', state: { ...state, filled, errors } }
  if (pages.length > 0) return { next: 'go on', page: page + 1, state: { ...state, pages, filled, errors } }
  return { next: 'send', state: { ...state, filled, errors: {} } }
}

/** What was sent is wrong: the pages with those fields are to be filled in again, or where none is named all of them. */
export function afterErrors(state: OpenForm, errors: Readonly<Record<string, string>>): OpenForm {
  const all = pagesOf(state.form)
  const wrong = all.flatMap((fields, page) => (fields.some(({ name }) => Object.hasOwn(errors, name)) ? [page] : []))
  return { ...state, errors, pages: wrong.length > 0 ? wrong : all.map((_, page) => page) }
}

const opening = (key: string, label: string): Button => ({ label, action: formActions.open, value: key, style: 'primary' })

const sending = (key: string, { submit }: OpenForm['form']): Button => ({ label: submit, action: formActions.send, value: key })

/** The form could not be opened by itself; one without fields never can. */
export function formReady({ form }: OpenForm, key: string, say: Say): Message {
  if (form.fields.length === 0) return message(headline([form.title]), buttons(sending(key, form)))
  return message(headline([form.title]), text(say('discord.form-ready')), buttons(opening(key, say.plain('discord.form-open'))))
}

/** A page is filled in; `page` counts from 1. */
export function partFilled(state: OpenForm, page: number, key: string, say: Say): Message {
  const { form, pages, filled, errors } = state
  const mayBeSent = mayBeLeft(form, pages, filled) && Object.keys(errors).length === 0
  return message(
    headline([form.title]),
    text(say('discord.form-part', { page, pages: pagesOf(form).length })),
    mayBeSent && quiet(say('discord.form-rest', { button: form.submit })),
    buttons(opening(key, say.plain('discord.form-continue')), ...(mayBeSent ? [sending(key, form)] : [])),
  )
}

/** What is wrong, and the way back to it. */
export function toBeCorrected({ form, errors }: OpenForm, key: string, say: Say): Message {
  const labels = new Map(form.fields.map(({ name, label }) => [name, label]))
  const sentences = Object.entries(errors).map(([field, sentence]) => {
    const label = labels.get(field)
    return label === undefined ? [sentence] : [{ kind: 'bold' as const, spans: [label] }, `: ${sentence}`]
  })
  return message(text(say('discord.form-wrong')), list(sentences), buttons(opening(key, say.plain('discord.form-again'))))
}

/** What is wrong where there is no form to go back to. */
export const onlyWrong = ({ errors }: Extract<Answer, { kind: 'field errors' }>): Message =>
  message(...Object.values(errors).map((sentence) => text(sentence)))
