// A form as Slack's modal view. Pure; labels too long are cut, what comes back is not.
import type { types } from '@slack/bolt'
import type { Field, Form } from '../message/form.ts'
import { beginning, tidy } from '../message/tidy.ts'
import { type FormMemory, remember } from './form-memory.ts'
import { limits } from './limits.ts'
import { plainText } from './typed-data.ts'

/** The view to open. Each input's block and action carry the field's name, the view's callback id the form's. */
export function modal(form: Form, memory: Omit<FormMemory, 'about'>): types.ModalView {
  return {
    type: 'modal',
    callback_id: form.name.slice(0, limits.modal.callbackId),
    private_metadata: remember({ ...memory, about: form.about }),
    title: plainText(form.title, limits.modal.title),
    submit: plainText(form.submit, limits.modal.submit),
    close: plainText(form.cancel, limits.modal.close),
    blocks: form.fields.slice(0, limits.modal.blocks).map(input),
  }
}

function input(field: Field): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(field.label, limits.input.label, field.name),
    optional: !field.required,
    element: element(field),
    ...(field.hint ? { hint: plainText(field.hint, limits.input.hint) } : {}),
  }
}

function element(field: Field): types.InputBlock['element'] {
  const initial = field.initial ?? ''
  switch (field.kind) {
    case 'date':
      return { type: 'datepicker', action_id: field.name, ...(isDay(initial) ? { initial_date: initial } : {}) }
    case 'choice':
      return choice(field, initial)
    case 'file':
      return { type: 'file_input', action_id: field.name, max_files: 1, ...(field.endings ? { filetypes: [...field.endings] } : {}) }
    case 'line':
      return writing(field, tidy(initial).replace(/\n+/g, ' '))
    case 'text':
      return writing(field, tidy(initial))
  }
}

/** A day of the calendar: Slack refuses the whole form for a 31 February. */
const isDay = (text: string) => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

function choice(field: Field, initial: string): types.InputBlock['element'] {
  const options = (field.options ?? [])
    .filter(({ value }) => value !== '' && value.length <= limits.select.value)
    .slice(0, limits.select.options)
    .map(({ value, label }) => ({ text: plainText(label, limits.select.option, value), value }))
  const chosen = options.find(({ value }) => value === initial)
  if (options.length === 0) return writing(field, initial) // a menu of nothing is refused
  return { type: 'static_select', action_id: field.name, options, ...(chosen ? { initial_option: chosen } : {}) }
}

function writing(field: Field, initial: string): types.InputBlock['element'] {
  const most = limits.plainTextInput.longest
  const start = beginning(initial, most)
  return {
    type: 'plain_text_input',
    action_id: field.name,
    multiline: field.kind === 'text',
    // Slack refuses a form whose field holds more than it may: what is stored already was allowed once.
    max_length: Math.min(most, Math.max(field.longest ?? most, start.length, 1)),
    ...(start ? { initial_value: start } : {}),
  }
}
