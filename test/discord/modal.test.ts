// A form on Discord: as a modal within its limits, page by page where it is longer, again where something is wrong, and given to one person.
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { listIn, objectIn } from '../../src/conversation/json.ts'
import type { Answer, Submission } from '../../src/conversation/platform.ts'
import { formMemory } from '../../src/discord/form-memory.ts'
import { modal, pagesOf, readPage, wholeOf } from '../../src/discord/modal.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import type { Field, Form } from '../../src/message/form.ts'
import { TestClock } from '../fakes/clock.ts'
import { saying } from '../fakes/conversation.ts'
import { faultsOfCallback } from '../fakes/discord/schemas.ts'
import { command, type Given, interaction, kim, label, lee, press, submission } from './interaction.ts'
import { held, shown, taking } from './taking.ts'

const say = sayIn('en')
const formOf = (fields: readonly Field[], more: Partial<Form> = {}): Form => ({
  ...{ name: 'edit', about: '1', title: 'Edit', submit: 'Save', cancel: 'Cancel', fields },
  ...more,
})
const line = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  label: `Label of ${name}`,
  kind: 'line',
  required: false,
  ...more,
})
const choice = (name: string, count: number, more: Partial<Field> = {}): Field => ({
  ...{ name, label: name, kind: 'choice', required: true },
  options: Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Column ${n}` })),
  ...more,
})
const page = (form: Form, more: { page?: number; filled?: Given; errors?: Given } = {}) => {
  const view = modal({ form, page: 0, filled: {}, errors: {}, ...more } as Parameters<typeof modal>[0], 's1', say)
  expect(faultsOfCallback({ type: 9, data: view })).toEqual([])
  return { view: objectIn(view), labels: listIn(objectIn(view).components).map(objectIn) }
}
const first = (form: Form, more: Parameters<typeof page>[1] = {}) => {
  const [labelled = {}] = page(form, more).labels
  return { labelled, input: objectIn(labelled.component) }
}

describe('a modal', () => {
  test('has no description where there is nothing to read in it', () => {
    expect(first(formOf([line('amount', { hint: ' \n' })])).labelled).not.toHaveProperty('description')
  })

  test('has an input of each kind, with what stands in it', () => {
    const { labels, view } = page(
      formOf([
        line('amount', { initial: '5000', required: true, longest: 40, hint: 'In dollars' }),
        line('note', { kind: 'text', initial: 'two\nlines' }),
        line('day', { kind: 'date', initial: '2026-11-18' }),
        choice('stage', 3, { initial: 'v1' }),
        line('file', { kind: 'file', endings: ['csv'] }),
      ]),
    )
    expect(view).toMatchObject({ custom_id: 's1', title: 'Edit' })
    expect(labels).toMatchObject([
      {
        type: 18,
        label: 'Label of amount',
        description: 'In dollars',
        component: { type: 4, custom_id: 'amount', style: 1, value: '5000', max_length: 40, required: true },
      },
      { component: { type: 4, style: 2, value: 'two\nlines', required: false, max_length: 4000 } },
      { component: { type: 4, style: 1, value: '2026-11-18', placeholder: 'YYYY-MM-DD' } },
      {
        component: { type: 3, required: true, min_values: 1, options: [{ value: 'v0' }, { value: 'v1', default: true }, { value: 'v2' }] },
      },
      { component: { type: 19, required: false, min_values: 0, max_values: 1, file_types: ['.csv'] } },
    ])
  })

  test('says which page it is, also of a form with a long title', () => {
    const long = formOf(
      Array.from({ length: 11 }, (_, n) => line(`f${n}`)),
      { title: 'Which column of the file holds what, and what its words mean' },
    )
    const { view, labels } = page(long, { page: 2 })
    expect(view.title).toMatch(/^Which column of the file .*… \(3\/3\)$/)
    expect([labels.length, pagesOf(long).map((fields) => fields.length)]).toEqual([1, [5, 5, 1]])
    expect(page(formOf([line('a')], { title: 'word '.repeat(20) })).view.title).toMatch(/^(word )+word…$/)
  })

  test('takes more choices than a menu holds as text, by label or value, in any case', () => {
    const many = formOf([choice('column', 26, { initial: 'v3' })])
    const { labelled, input } = first(many)
    expect(input).toMatchObject({ type: 4, value: 'Column 3' })
    expect(labelled.description).toMatch(/^Column 0, Column 1, .*…$/)
    const read = (typed: string) => readPage({ form: many, page: 0, filled: {}, errors: {} }, { column: typed }, say)
    for (const typed of ['column 25', 'COLUMN 25', ' v25 ']) expect(read(typed)).toEqual({ filled: { column: 'v25' }, errors: {} })
    // What only one of them begins with says enough.
    expect([read('25').filled, read('column 1').errors]).toEqual([{ column: 'v25' }, {}])
    expect(read('col').errors).toEqual({ column: expect.stringContaining('…') })
    expect(read('column 99')).toEqual({ filled: { column: 'column 99' }, errors: { column: expect.stringContaining('“column 99”') } })
    expect(first(many, { filled: { column: 'column 99' } }).input.value).toBe('column 99')
    expect(read('')).toEqual({ filled: { column: '' }, errors: {} })
  })

  test.each([25, 26])('of %i choices is one that Discord opens', (count) => {
    expect(first(formOf([choice('c', count)])).input.type).toBe(count > 25 ? 4 : 3)
  })

  test('has no default where what was chosen is no choice any more, and no empty choices', () => {
    const gone = choice('c', 2, { initial: 'gone', required: false })
    const { input } = first(formOf([{ ...gone, options: [...(gone.options ?? []), { value: '', label: 'none' }] }]))
    expect(input).toMatchObject({ type: 3, required: false, min_values: 0 })
    expect(JSON.stringify(input)).not.toContain('default')
    expect(listIn(input.options)).toHaveLength(2)
    expect(first(formOf([choice('c', 0, { initial: 'x' })])).input).toMatchObject({ type: 4, value: 'x' })
  })

  test('says at a field what is wrong with it', () => {
    const form = formOf([line('amount', { hint: 'In dollars' })])
    expect(first(form, { errors: { amount: `That is no amount. ${'x'.repeat(100)}` } }).labelled.description).toMatch(
      /^That is no amount\..*…$/,
    )
  })

  test('lets a file stay that was given before, unless it was what was wrong', () => {
    const form = formOf([line('file', { kind: 'file', required: true })])
    const given = { filled: { file: 'discord-file/x' } }
    expect(first(form, given)).toMatchObject({ labelled: { description: say.plain('discord.form-file-kept') }, input: { required: false } })
    expect(first(form, { ...given, errors: { file: 'Too large' } })).toMatchObject({
      labelled: { description: 'Too large' },
      input: { required: true },
    })
    const read = (errors: Record<string, string>) => readPage({ form, page: 0, ...given, errors }, { file: '' }, say).filled
    expect([read({}), read({ file: 'Too large' })]).toEqual([{ file: 'discord-file/x' }, { file: '' }])
  })

  test('never holds more than Discord takes, whatever stands in a form', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 130 })
    const field = fc.record({
      label: text,
      kind: fc.constantFrom<Field['kind']>('line', 'text', 'date', 'choice', 'file'),
      initial: fc.oneof(text, fc.constant('😀'.repeat(2500))),
      hint: text,
      required: fc.boolean(),
      longest: fc.integer({ min: 1, max: 3000 }),
      options: fc.uniqueArray(fc.record({ value: text, label: text }), { maxLength: 30, selector: ({ value }) => value }),
    })
    fc.assert(
      fc.property(
        text,
        fc.array(field, { minLength: 1, maxLength: 12 }),
        fc.dictionary(fc.constant('f0'), text),
        (title, fields, errors) => {
          const form = formOf(
            fields.map((one, n) => ({ ...one, name: `f${n}` })),
            { title },
          )
          for (const at of pagesOf(form).keys()) {
            const { labels } = page(form, { page: at, errors })
            expect(labels.length).toBeLessThanOrEqual(5)
            for (const { component } of labels) {
              const { value = '', max_length: most = 4000 } = objectIn(component)
              expect(String(value).length).toBeLessThanOrEqual(Number(most))
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('what nobody was asked for is as it began, without choices that are none', () => {
  const form = formOf([line('a', { initial: 'x' }), line('b'), choice('c', 2, { initial: 'gone' }), choice('d', 2, { initial: 'v1' })])
  expect(wholeOf(form, { b: 'filled' })).toEqual({ a: 'x', b: 'filled', c: '', d: 'v1' })
})

test('a form is kept for a day, under a key that nobody guesses', async () => {
  const store = new Map<string, { text: string; until: number }>()
  const clock = new TestClock()
  const memory = formMemory(
    {
      keep: async (key, text, until) => void store.set(key, { text, until }),
      find: async (key) => store.get(key)?.text,
    },
    clock,
  )
  const state = {
    person: kim,
    place: { channel: '1', kind: 'direct' as const },
    form: formOf([choice('c', 2)]),
    pages: [0],
    filled: {},
    errors: {},
  }
  const key = await memory.keep(state)
  expect(key).toMatch(/^[\w-]{22}$/)
  expect(await memory.find(key)).toEqual(state)
  expect([...store.values()][0]?.until).toBe(clock.now() + 24 * 3_600_000)
  for (const wrong of ['', '../x', 'A'.repeat(22), `${key}A`]) expect(await memory.find(wrong)).toBeUndefined()
  store.set('discord/form/AAAAAAAAAAAAAAAAAAAAAA', { text: '{"form":{}}', until: 1 })
  expect(await memory.find('A'.repeat(22))).toBeUndefined()
})

let at: ReturnType<typeof taking>
beforeEach(() => {
  at = taking()
})

const nb = sayIn('nb') // as the people of these tests read
const open = nb.plain('discord.form-open')
const goOn = nb.plain('discord.form-continue')
const again = nb.plain('discord.form-again')

/** Sends the modal that is open: fields that are not filled in as they stand. `message`: the one whose button opened it. */
function sends(values: Readonly<Record<string, string>> = {}, { message, by = kim }: { message?: Given; by?: string } = {}): Given {
  const opened = at.responses.filter(({ type }) => type === 9).at(-1)
  if (!opened) throw new Error('No form was opened')
  const rows = listIn(opened.data.components).map((row) => {
    const input = objectIn(objectIn(row).component)
    const name = String(input.custom_id)
    if (input.type === 3) {
      const standing = listIn(input.options)
        .map(objectIn)
        .find((each) => each.default === true)?.value
      const value = values[name] ?? standing
      return label({ type: 3, custom_id: name, values: value === undefined ? [] : [value] })
    }
    return label({ type: 4, custom_id: name, value: values[name] ?? input.value ?? '' })
  })
  const given = submission(String(opened.data.custom_id), rows, message ? { message } : {})
  return by === kim ? given : { ...given, member: { user: { id: by, username: 'somebody' } } }
}
const ours = { id: '1500000000000000007', flags: 64 }

const twelve = formOf(
  Array.from({ length: 12 }, (_, n) => line(`f${n}`, { initial: `i${n}`, required: n === 0 })),
  { name: 'import-columns', about: 'abc', title: 'Columns', submit: 'Try it' },
)
const opens = (form: Form) => {
  at.conversation.onHear = () => ({ kind: 'form', form })
  return at.take(command('deal'))
}
const submitted = () => at.conversation.heard.filter((heard): heard is Submission => 'filled' in heard)

describe('a form of three pages', () => {
  test('is filled in one after the other, and sent once, whole', async () => {
    await opens(twelve)
    await at.take(sends({ f0: 'a', f4: 'b' }))
    expect(at.last()).toMatchObject({ type: 4, data: { flags: 64 | 32_768 } })
    expect(shown(at.last().data).text).toContain(nb.plain('discord.form-part', { page: 1, pages: 3 }))
    expect(shown(at.last().data).buttons).toEqual([goOn, 'Try it'])
    await at.take(press(shown(at.last().data).button(goOn), ours))
    expect(at.last()).toMatchObject({ type: 9, data: { title: 'Columns (2/3)' } })
    await at.take(sends({ f5: '' }, { message: ours }))
    // The message is about this form alone: the next step takes its place.
    expect(at.last().type).toBe(7)
    expect(shown(at.last().data).text).toContain(nb.plain('discord.form-part', { page: 2, pages: 3 }))
    await at.take(press(shown(at.last().data).button(goOn), ours))
    expect(submitted()).toEqual([])
    at.conversation.onSubmit = () => saying('tried')
    await at.take(sends({ f11: 'z' }, { message: ours }))
    expect(submitted()).toMatchObject([{ form: 'import-columns', about: 'abc', speaker: { id: kim } }])
    expect(submitted()[0]?.filled).toEqual({
      ...Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}`, `i${n}`])),
      ...{ f0: 'a', f4: 'b', f5: '', f11: 'z' },
    })
    expect(at.last().type).toBe(7)
    expect(shown(at.last().data).text).toBe('tried')
  })

  test('can be sent when the rest is as it should be', async () => {
    await opens(twelve)
    await at.take(sends({ f0: 'a' }))
    const button = shown(at.last().data).button('Try it')
    await at.take(press(button, ours))
    expect(submitted()).toHaveLength(1)
    expect(submitted()[0]?.filled).toMatchObject({ f0: 'a', f11: 'i11' })
    expect(at.last().type).toBe(7)
    await at.take(press(button, ours))
    const [once, twice] = submitted().map(({ requestKey }) => requestKey)
    expect(twice).toBe(once)
  })

  test('sent again, as whoever was told of a failure does, is one request; with something else in it another', async () => {
    await opens({ ...twelve, fields: twelve.fields.slice(0, 3) })
    await at.take(sends({ f0: 'a' }))
    await at.take(sends({ f0: 'a' }))
    await at.take(sends({ f0: 'b' }))
    const [once, twice, other] = submitted().map(({ requestKey }) => requestKey)
    expect(twice).toBe(once)
    expect(other).not.toBe(once)
  })

  test('cannot be sent while something is needed on a later page', async () => {
    const needed = { ...twelve, fields: twelve.fields.map((field, n) => (n === 7 ? line('f7', { required: true }) : field)) }
    await opens(needed)
    await at.take(sends())
    expect(shown(at.last().data).buttons).toEqual([goOn])
    await at.take(press(shown(at.last().data).button(goOn), ours))
    await at.take(sends({ f7: 'x' }, { message: ours }))
    expect(shown(at.last().data).buttons).toEqual([goOn, 'Try it'])
  })

  test('with a mistake on its second page goes back to that one alone, with everything filled in', async () => {
    at.conversation.onSubmit = ({ filled }) =>
      filled.f6 === 'right' ? saying('saved', true) : { kind: 'field errors', errors: { f6: 'That is no such thing' } }
    await opens(twelve)
    await at.take(sends({ f0: 'a' }))
    await at.take(press(shown(at.last().data).button('Try it'), ours))
    const told = shown(at.last().data)
    expect(told.text).toContain(nb.plain('discord.form-wrong'))
    expect(told.text).toMatch(/Label of f6.*That is no such thing/)
    await at.take(press(told.button(again), ours))
    expect(at.last().data).toMatchObject({ title: 'Columns (2/3)' })
    expect(JSON.stringify(at.last().data)).toContain('"description":"That is no such thing"')
    await at.take(sends({ f6: 'right' }, { message: ours }))
    expect(submitted()).toHaveLength(2)
    expect(submitted()[1]?.filled).toMatchObject({ f0: 'a', f6: 'right', f11: 'i11' })
    expect(shown(at.last().data).text).toBe('saved')
  })

  test('with mistakes on two pages goes through both, and is not sent before', async () => {
    at.conversation.onSubmit = ({ filled }) =>
      filled.f11 === 'right' ? saying('saved') : { kind: 'field errors', errors: { f0: 'Wrong', f11: 'Wrong too' } }
    await opens(twelve)
    await at.take(sends())
    await at.take(press(shown(at.last().data).button('Try it'), ours))
    await at.take(press(shown(at.last().data).button(again), ours))
    await at.take(sends({ f0: 'right' }, { message: ours }))
    expect(shown(at.last().data).buttons).toEqual([goOn])
    await at.take(press(shown(at.last().data).button(goOn), ours))
    expect(at.last().data).toMatchObject({ title: 'Columns (3/3)' })
    await at.take(sends({ f11: 'right' }, { message: ours }))
    expect(submitted()).toHaveLength(2)
    expect(submitted()[1]?.filled).toMatchObject({ f0: 'right', f11: 'right' })
  })
})

test('what is written where there is too much to choose from is asked for again until it is a choice', async () => {
  await opens({ ...twelve, fields: [choice('column', 30, { initial: 'v2' }), ...twelve.fields.slice(1)] })
  await at.take(sends({ column: 'no such' }))
  expect(shown(at.last().data)).toMatchObject({ text: expect.stringContaining('no such'), buttons: [again] })
  await at.take(press(shown(at.last().data).button(again), ours))
  await at.take(sends({ column: 'COLUMN 29' }, { message: ours }))
  // What was wrong is right now, so that the rest can be left.
  expect(shown(at.last().data).buttons).toEqual([goOn, 'Try it'])
  await at.take(press(shown(at.last().data).button('Try it'), ours))
  expect(submitted()[0]?.filled).toMatchObject({ column: 'v29', f11: 'i11' })
})

const short = formOf([line('amount', { initial: '5', required: true })])

describe('a short form', () => {
  test('opened by a button of a private answer has its answer in that place, where it belongs there', async () => {
    at.conversation.onPress = () => ({ kind: 'form', form: short })
    at.conversation.onSubmit = () => saying('saved', true)
    await at.take(press(at.id('edit-deal', '1'), ours))
    await at.take(sends({}, { message: ours }))
    expect(at.last().type).toBe(7)
    at.conversation.onSubmit = () => saying('beside')
    await at.take(press(at.id('edit-deal', '1'), ours))
    await at.take(sends({}, { message: ours }))
    expect(at.last().type).toBe(4)
  })

  test('opened by a button of a post has its answer beside it', async () => {
    at.conversation.onPress = () => ({ kind: 'form', form: short })
    const post = { id: '1', flags: 0 }
    await at.take(press(at.id('edit-deal', '1'), post))
    await at.take(sends({}, { message: post }))
    expect(at.last()).toMatchObject({ type: 4, data: { flags: 64 | 32_768 } })
  })

  test('with a mistake says so beside the message that it came from, and comes back', async () => {
    at.conversation.onPress = () => ({ kind: 'form', form: short })
    at.conversation.onSubmit = () => ({ kind: 'field errors', errors: { amount: 'No amount', other: 'And this' } })
    await at.take(press(at.id('edit-deal', '1'), ours))
    await at.take(sends({ amount: 'x' }, { message: ours }))
    expect(at.last().type).toBe(4)
    expect(shown(at.last().data).text).toContain('And this')
    await at.take(press(shown(at.last().data).button(again), ours))
    expect(JSON.stringify(at.last().data)).toContain('"value":"x"')
  })

  test('that is the answer to a sent form is opened by a button', async () => {
    await opens(short)
    at.conversation.onSubmit = () => ({ kind: 'form', form: { ...short, name: 'next', title: 'Really?' } })
    await at.take(sends())
    expect(at.last().type).toBe(4)
    await at.take(press(shown(at.last().data).button(open), ours))
    expect(at.last()).toMatchObject({ type: 9, data: { title: 'Really?' } })
    at.conversation.onSubmit = ({ form }) => saying(`${form} saved`)
    await at.take(sends({}, { message: ours }))
    expect(at.last().type).toBe(7)
    expect(shown(at.last().data).text).toBe('next saved')
  })

  test('without fields is a button that sends it', async () => {
    await opens(formOf([], { submit: 'Do it' }))
    await at.take(press(shown(at.last().data).button('Do it'), ours))
    expect(submitted()).toMatchObject([{ form: 'edit', filled: {} }])
  })

  test('remembers where it was asked for', async () => {
    await opens(short)
    await at.take({ ...sends(), channel_id: '5', channel: { id: '5', type: 0 } })
    expect(submitted()[0]?.place).toEqual({ channel: '1200000000000000001', kind: 'channel' })
  })

  test.each([
    ['nothing', undefined, false, 5, 'PATCH'],
    ['a private answer, to be replaced', ours, true, 6, 'PATCH'],
    ['a private answer, to stand beside', ours, false, 6, 'POST'],
    ['a post', { id: '1', flags: 0 }, true, 5, 'PATCH'],
  ] as const)('that takes its time once sent, opened from %s', async (_, message, replaces, type, method) => {
    const slow = held<Answer>()
    await opens(short)
    at.conversation.onSubmit = () => slow.promise
    const done = at.take(sends({}, message ? { message } : {}))
    await expect.poll(() => at.last().type).toBe(type)
    slow.release(saying('saved', replaces))
    await done
    expect(at.calls.map((call) => call.method)).toEqual([method])
  })

  test('of somebody else is not gone on with', async () => {
    await opens(short)
    await at.take(sends({}, { by: lee }))
    expect(shown(at.last().data).text).toBe(nb.plain('discord.form-not-yours'))
    at.conversation.onSubmit = () => ({ kind: 'field errors', errors: { amount: 'No' } })
    await at.take(sends())
    const id = shown(at.last().data).button(again)
    await at.take({ ...press(id, ours), member: { user: { id: lee, username: 'lee' } } })
    expect(shown(at.last().data).text).toBe(nb.plain('discord.form-not-yours'))
    expect(submitted()).toHaveLength(1)
  })

  test('that is no longer kept has to be opened again', async () => {
    await opens(short)
    const modalSent = sends()
    at.store.clear()
    await at.take(modalSent)
    expect(shown(at.last().data).text).toBe(nb.plain('discord.form-gone'))
    await at.take(press(at.id('form.send', 'A'.repeat(22)), ours))
    expect(shown(at.last().data).text).toBe(nb.plain('discord.form-gone'))
    expect(submitted()).toEqual([])
  })

  test.each(['edit', 's1', 'form.filled'])('with the forged id %s does nothing', async (id) => {
    await opens(short)
    await at.take(submission(id, []))
    expect(shown(at.last().data).text).toBe(nb.plain('complaint.button-unknown'))
    expect(submitted()).toEqual([])
  })

  test('of another server is not ours there', async () => {
    await opens(short)
    await at.take({ ...sends(), guild_id: '1100000000000000002' })
    expect(shown(at.last().data).text).toBe(nb.plain('complaint.button-unknown'))
  })

  test('in a conversation in private knows its server', async () => {
    at.conversation.onPress = () => ({ kind: 'form', form: short })
    await at.take(press(at.id('edit-deal', '1'), { id: '1', flags: 0 }, 'direct'))
    const given = sends()
    await at.take({ ...interaction(5, objectIn(given.data), {}, 'direct') })
    expect(submitted()).toMatchObject([{ installation: { id: '1100000000000000001' }, place: { kind: 'direct' } }])
  })

  test('whose button is pressed twice is opened twice', async () => {
    const slow = held<Answer>()
    at.conversation.onHear = () => slow.promise
    const done = at.take(command('deal'))
    await expect.poll(() => at.responses).toHaveLength(1)
    slow.release({ kind: 'form', form: short })
    await done
    const id = shown(at.calls[0]?.body).button(open)
    await at.take(press(id, ours))
    await at.take(press(id, ours))
    expect(at.responses.map(({ type }) => type)).toEqual([5, 9, 9])
  })
})

test.each(spokenLanguages)('the page of a long form is named in %s', (language) => {
  const view = objectIn(modal({ form: twelve, page: 1, filled: {}, errors: {} }, 's1', sayIn(language)))
  expect(view.title).toMatch(/^Columns ?[(（]2\/3[)）]$/)
})

test('that a file was given is acknowledged before anybody reads it', async () => {
  await opens(formOf([line('file', { kind: 'file', required: true })]))
  const before: number[] = []
  at.conversation.onSubmit = () => {
    before.push(...at.responses.map(({ type }) => type))
    return saying('read')
  }
  const sent = sends()
  const file = { id: '9', filename: 'deals.csv', size: 42, url: 'https://cdn.discordapp.com/9/deals.csv' }
  const components = [label({ type: 19, custom_id: 'file', values: ['9'] })]
  await at.take({ ...sent, data: { ...objectIn(sent.data), components, resolved: { attachments: { 9: file } } } })
  expect(before).toEqual([9, 5])
  expect(shown(at.calls.at(-1)?.body).text).toBe('read')
})
