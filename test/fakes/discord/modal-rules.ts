// What Discord refuses of a form beyond what its schema says: https://docs.discord.com/developers/components/reference
import { type Json, listIn, objectIn } from '../../../src/conversation/json.ts'

/** What is wrong with a form; nothing for one that opens. */
export function problemsOfModal({ components }: Json): string[] {
  const all = listIn(components).map(objectIn)
  const fields = all.flatMap(({ type, component, components: row }) => {
    if (type === 18) return [objectIn(component)]
    return type === 1 ? listIn(row).map(objectIn) : []
  })
  const ids = fields.map(({ custom_id: id }) => id)
  const numbers = [...all, ...fields].flatMap(({ id }) => (typeof id === 'number' && id > 0 ? [id] : []))
  return [
    ...(all.length < 1 || all.length > 5 ? [`${all.length} components in a form`] : []),
    ...(fields.length === 0 ? ['a form without fields'] : []),
    ...(new Set(ids).size < ids.length ? ['custom_id twice'] : []),
    ...(new Set(numbers).size < numbers.length ? ['id twice'] : []),
    ...all.flatMap((each) => (each.type === 1 && listIn(each.components).length > 1 ? ['more than one field in a row'] : [])),
    ...all.flatMap((each) => (each.type === 18 && typeof objectIn(each.component).label === 'string' ? ['a label within a label'] : [])),
    ...fields.flatMap(problemsOfField),
  ]
}

function problemsOfField(field: Json): string[] {
  const of = (what: string) => [`${String(field.custom_id)}: ${what}`]
  if (field.type === 4) {
    const { value, min_length: least = 0, max_length: most = 4_000 } = field
    const length = typeof value === 'string' ? value.length : 0
    return [
      ...(Number(least) > Number(most) ? of('min_length above max_length') : []),
      ...(length > Number(most) ? of('value longer than max_length') : []),
      ...(length > 0 && length < Number(least) ? of('value shorter than min_length') : []),
    ]
  }
  const isChoice = field.type === 3 || field.type === 21 || field.type === 22
  if (!isChoice) return []
  const options = listIn(field.options).map(objectIn)
  const values = options.map(({ value }) => value)
  const chosen = options.filter((option) => option.default === true).length
  const most = field.type === 21 ? 10 : 25
  const mostChosen = field.type === 21 ? 1 : Number(field.max_values ?? 1)
  return [
    ...(options.length < (field.type === 21 ? 2 : 1) || options.length > most ? of(`${options.length} options`) : []),
    ...(new Set(values).size < values.length ? of('a value twice') : []),
    ...(chosen > mostChosen ? of('more chosen than may be') : []),
    ...(options.some(({ label, value }) => label === '' || value === '' || String(label).length > 100 || String(value).length > 100)
      ? of('an option that is too long or empty')
      : []),
    ...(field.required !== false && field.min_values === 0 ? of('required, and none need be chosen') : []),
  ]
}
