// The forms in which settings are changed, a topic or a step at a time, and how what was filled in is read: as if it had been typed.
import { Complaint, complaintOf } from '../../conversation/complaint.ts'
import { refuseDirectionMarks } from '../../conversation/parse-text.ts'
import type { Say } from '../../languages/say.ts'
import type { Field, Filled, Form } from '../../message/form.ts'
import { currencyOf } from '../../vocabulary/money.ts'
import { splitWords } from '../../vocabulary/words.ts'
import { type Choice, none, type On, type Setting, type SettingContext } from './setting.ts'

/** Lists of stages and closing days are long. */
const longest = 900

export interface FormOf {
  readonly name: string
  readonly about: string
  readonly title: string
  readonly submit: string
  readonly settings: readonly Setting[]
  /** Said at the first field. */
  readonly note?: string
  /** What stands in a field at first, where that is not how it stands now. */
  readonly initial?: Readonly<Record<string, string>>
}

export function settingsForm({ name, about, title, submit, settings, note, initial = {} }: FormOf, on: On, say: Say): Form {
  const fields = settings.flatMap((setting) => fieldOf(setting, on, say, initial[setting.name]) ?? [])
  const [first, ...rest] = fields
  const noted = first && note !== undefined ? [{ ...first, hint: [note, first.hint].filter(Boolean).join(' ') }, ...rest] : fields
  return { name, about, title, submit, cancel: say.plain('button.cancel'), fields: noted }
}

/** Undefined where there is nothing to choose. */
function fieldOf(setting: Setting, on: On, say: Say, initial?: string): Field | undefined {
  const typed = setting.typed(on.settled)
  const options = setting.options?.(say, on)
  const isEmpty = typed === none && !options?.some(({ value }) => value === none)
  const common = {
    name: setting.name,
    label: say.plain(setting.label),
    initial: initial ?? (isEmpty ? '' : typed),
    ...(setting.hint ? { hint: say.plain(setting.hint) } : {}),
    required: !setting.canBeNone,
  }
  if (!options) return { ...common, kind: 'line', longest }
  return options.length > 1 ? { ...common, kind: 'choice', options } : undefined
}

/** What was chosen in a form of these settings; a field that is not there, or is as it was, is no choice. Throws a complaint that names the field. */
export function choicesIn(filled: Filled, settings: readonly Setting[], on: On, context: SettingContext): readonly Choice[] {
  // An amount that is filled in beside another currency is meant in that one.
  const currency = currencyOf(filled.currency?.trim() ?? '') ?? context.currency
  return settings.flatMap((setting) => {
    const text = filled[setting.name]?.replace(/\s+/g, ' ').trim()
    const typed = setting.typed(on.settled)
    if (text === undefined || text === (typed === none ? '' : typed)) return []
    if (text === '' && !setting.canBeNone) throw new Complaint('deal.form.empty', {}, { field: setting.name })
    return [readField(setting, text === '' ? none : text, { ...context, currency })]
  })
}

function readField({ name, argument }: Setting, text: string, context: SettingContext): Choice {
  refuseDirectionMarks(text, name)
  const words = splitWords(text)
  if (!Array.isArray(words)) throw complaintOf(words, name)
  const reading = argument.read(words, 0, { ...context, text, startsSlot: () => false })
  if (reading.outcome === 'wrong') throw complaintOf(reading.problem, name)
  if (reading.outcome === 'passed' || reading.next < words.length) {
    throw new Complaint('problem.expected', { expected: argument.name, text }, { field: name })
  }
  return reading.value
}
