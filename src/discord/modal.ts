// A page of a form as Discord's modal, and what comes back as the form's values. Pure. Labels that are too long are cut, what comes back is not.
// https://docs.discord.com/developers/components/using-modal-components
import type { Say } from '../languages/say.ts'
import type { Field, Filled, Form } from '../message/form.ts'
import { beginning, plainLine, tidy } from '../message/tidy.ts'
import { limits } from './limits.ts'
import { shortened } from './localized.ts'

/** The fields of each page. */
export function pagesOf({ fields }: Form): readonly (readonly Field[])[] {
  const most = limits.modal.components
  return Array.from({ length: Math.ceil(fields.length / most) }, (_, page) => fields.slice(page * most, (page + 1) * most))
}

export interface Page {
  readonly form: Form
  readonly page: number
  /** What was filled in before, by field. */
  readonly filled: Filled
  readonly errors: Readonly<Record<string, string>>
}

/** The modal to open. Each input's custom id is the field's name. */
export function modal({ form, page, filled, errors }: Page, customId: string, say: Say): object {
  const pages = pagesOf(form)
  const fields = pages[page] ?? []
  return {
    custom_id: customId,
    title: titleOf(form, page, pages.length, say),
    components: fields.map((field) => labelled(field, filled[field.name], errors[field.name], say)),
  }
}

function titleOf({ title }: Form, page: number, pages: number, say: Say): string {
  const line = oneLine(title)
  if (pages <= 1) return shortened(line, limits.modal.title) || '–'
  const around = say.plain('discord.form-page', { title: '', page: page + 1, pages })
  const cut = shortened(line, limits.modal.title - around.length)
  return say.plain('discord.form-page', { title: cut, page: page + 1, pages })
}

const oneLine = (text: string): string => plainLine(text, Number.POSITIVE_INFINITY)

/** `before`: what was filled in before; undefined: nothing yet. */
function labelled(field: Field, before: string | undefined, error: string | undefined, say: Say): object {
  const file = field.kind === 'file'
  const given = file && before !== undefined && before !== '' && error === undefined
  const below = error ?? (given ? say.plain('discord.form-file-kept') : (field.hint ?? choicesHint(field)))
  const description = shortened(oneLine(below ?? ''), limits.label.description)
  return {
    type: 18,
    label: shortened(oneLine(field.label), limits.label.label) || field.name.slice(0, limits.label.label),
    ...(description ? { description } : {}),
    component: file ? upload(field, field.required && !given) : input(field, before ?? field.initial ?? ''),
  }
}

/** A text input has no list to choose from. */
const choicesHint = (field: Field): string | undefined =>
  field.kind === 'choice' && !menuOf(field)
    ? optionsOf(field)
        .map(({ label }) => label)
        .join(', ')
    : undefined

function input(field: Field, value: string): object {
  const menu = field.kind === 'choice' ? menuOf(field) : undefined
  if (menu) {
    return {
      type: 3,
      custom_id: field.name,
      options: menu.map((option) => ({ ...option, ...(option.value === value ? { default: true } : {}) })),
      required: field.required,
      min_values: field.required ? 1 : 0,
      max_values: 1,
    }
  }
  const { text, longest } = writing(field, value)
  return {
    type: 4,
    custom_id: field.name,
    style: field.kind === 'text' ? 2 : 1,
    required: field.required,
    max_length: longest,
    ...(text ? { value: text } : {}),
    ...(field.kind === 'date' ? { placeholder: 'YYYY-MM-DD' } : {}),
  }
}

function writing(field: Field, value: string): { readonly text: string; readonly longest: number } {
  const shown = field.kind === 'choice' ? (optionsOf(field).find((option) => option.value === value)?.label ?? value) : value
  const clean = field.kind === 'text' ? tidy(shown) : oneLine(shown)
  const most = limits.textInput.value
  const text = beginning(clean, most)
  // Discord refuses a form whose field holds more than it may: what is stored already was allowed once.
  const longest = field.kind === 'choice' ? most : Math.min(most, Math.max(field.longest ?? most, text.length, 1))
  return { text, longest }
}

function upload({ name, endings }: Field, required: boolean): object {
  return {
    type: 19,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: 1,
    ...(endings ? { file_types: endings.slice(0, limits.fileUpload.types).map((ending) => `.${ending}`) } : {}),
  }
}

const optionsOf = ({ options = [] }: Field) => options.filter(({ value }) => value !== '')

interface Option {
  readonly label: string
  readonly value: string
}

/** Undefined where there are more than a menu takes, or none: they are written instead. */
function menuOf(field: Field): readonly Option[] | undefined {
  const options = optionsOf(field)
  const { select } = limits
  const fit = options.length > 0 && options.length <= select.options && options.every(({ value }) => value.length <= select.value)
  return fit ? options.map(({ label, value }) => ({ label: shortened(oneLine(label), select.label) || value, value })) : undefined
}

export interface PageRead {
  readonly filled: Filled
  /** By field, where what was written is none of its choices. */
  readonly errors: Readonly<Record<string, string>>
}

/** What was sent of a page, as the form's values. A file that was given before stays where no other was, unless it was what was wrong. */
export function readPage({ form, page, filled: before, errors: wrong }: Page, values: Filled, say: Say): PageRead {
  const filled: Record<string, string> = {}
  const errors: Record<string, string> = {}
  for (const field of pagesOf(form)[page] ?? []) {
    const value = values[field.name] ?? ''
    if (field.kind === 'file') filled[field.name] = value || (wrong[field.name] === undefined ? (before[field.name] ?? '') : '')
    else if (field.kind !== 'choice' || menuOf(field) || optionsOf(field).length === 0 || value.trim() === '') filled[field.name] = value
    else {
      const chosen = written(field, value)
      filled[field.name] = chosen ?? value
      if (chosen === undefined) errors[field.name] = notAChoice(field, value, say)
    }
  }
  return { filled, errors }
}

/** The option that somebody wrote by its label or its value, or by a beginning of a word that only one label has. */
function written(field: Field, text: string): string | undefined {
  const wanted = folded(text)
  const options = optionsOf(field)
  const whole = options.find(({ label }) => folded(label) === wanted) ?? options.find(({ value }) => folded(value) === wanted)
  const [begun, ...others] = whole ? [whole] : options.filter(({ label }) => ` ${folded(label)}`.includes(` ${wanted}`))
  return others.length === 0 ? begun?.value : undefined
}

const folded = (text: string): string => oneLine(text).toLowerCase()

/** So many are named where somebody wrote none of them. */
const named = 25

function notAChoice(field: Field, text: string, say: Say): string {
  const options = optionsOf(field).map(({ label }) => oneLine(label))
  const shown = [...options.slice(0, named), ...(options.length > named ? ['…'] : [])]
  return say.plain('discord.form-choose', { text: `“${plainLine(text, 60)}”`, options: shown.join(', ') })
}

/** All of a form's values: what was filled in, and in the fields that nobody was asked for what they began with. */
export const wholeOf = ({ fields }: Form, filled: Filled): Filled =>
  Object.fromEntries(fields.map((field) => [field.name, filled[field.name] ?? beganWith(field)]))

function beganWith(field: Field): string {
  const initial = field.initial ?? ''
  return field.kind === 'choice' && field.options && !field.options.some(({ value }) => value === initial) ? '' : initial
}

/** True where a form can be sent without these pages being filled in. */
export const mayBeLeft = (form: Form, pages: readonly number[], filled: Filled): boolean => {
  const all = pagesOf(form)
  const whole = wholeOf(form, filled)
  return pages.flatMap((page) => all[page] ?? []).every(({ name, required }) => !required || whole[name] !== '')
}
