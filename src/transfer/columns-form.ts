// The form in which somebody says which column holds what, and what the file's words for stages mean.
import { Complaint } from '../conversation/complaint.ts'
import type { Say } from '../languages/say.ts'
import type { Filled, Form } from '../message/form.ts'
import { fieldsOf, type Mapping } from './columns.ts'
import { fieldName } from './import-message.ts'
import { readStageWords } from './stage-words.ts'
import { type Brought, tableOf } from './trial.ts'

/** A choice on Slack has no empty value. */
const none = '-'
/** Slack's menus hold a hundred. */
const mostColumns = 99

export function columnsForm(brought: Brought, id: string, say: Say): Form {
  const { kind, words, takesNewcomers } = brought
  const { table, mapping } = tableOf(brought)
  const options = [
    { value: none, label: say.plain('import.no-column') },
    ...table.header.slice(0, mostColumns).map((header, place) => ({ value: String(place), label: header || `${place + 1}` })),
  ]
  return {
    name: 'import-columns',
    about: id,
    title: say.plain('import.columns'),
    submit: say.plain('import.try'),
    cancel: say.plain('button.cancel'),
    fields: [
      ...fieldsOf(kind).map((field) => ({
        name: field,
        label: fieldName(field, say),
        kind: 'choice' as const,
        initial: String(mapping[field] ?? none),
        required: true,
        options,
      })),
      ...(kind === 'deals'
        ? [
            {
              name: 'words',
              label: say.plain('import.stage-words'),
              kind: 'line' as const,
              initial: Object.entries(words)
                .map(([word, stage]) => `${word}=${stage}`)
                .join(', '),
              required: false,
              longest: 1000,
              hint: say.plain('import.stage-words-hint', { example: 'Prospecting=lead, Engaging=qualified' }),
            },
            {
              name: 'newcomers',
              label: say.plain('import.unknown-owners'),
              kind: 'choice' as const,
              initial: takesNewcomers ? 'yes' : 'no',
              required: true,
              options: [
                { value: 'yes', label: say.plain('import.owners-made') },
                { value: 'no', label: say.plain('import.owners-refused') },
              ],
            },
          ]
        : []),
    ],
  }
}

/** What was brought, read as the form says. Throws a complaint that names the field. */
export function readColumns(brought: Brought, filled: Filled): Brought {
  const places = fieldsOf(brought.kind).flatMap((field) => {
    const place = filled[field] ?? String(brought.mapping?.[field] ?? none)
    return /^\d{1,4}$/.test(place) ? [[field, Number(place)] as const] : []
  })
  const mapping: Mapping = Object.fromEntries(places)
  const twice = places.find(([field, place]) => places.some(([other, at]) => other !== field && at === place))
  if (twice) throw new Complaint('import.column-twice', {}, { field: twice[0] })
  const words = filled.words === undefined ? brought.words : readStageWords(filled.words)
  if (!words) throw new Complaint('import.bad-words', { example: 'Prospecting=lead, Engaging=qualified' }, { field: 'words' })
  return {
    ...brought,
    mapping,
    words,
    takesNewcomers: filled.newcomers === undefined ? brought.takesNewcomers : filled.newcomers === 'yes',
  }
}
