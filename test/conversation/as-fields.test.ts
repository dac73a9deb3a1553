// A typed sentence in fields says the same: every example of every command.
import { describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import type { Slots } from '../../src/conversation/argument.ts'
import { asFields } from '../../src/conversation/as-fields.ts'
import { findCommand } from '../../src/conversation/catalog.ts'
import { Complaint } from '../../src/conversation/complaint.ts'
import { parseFields, shownFields } from '../../src/conversation/parse-fields.ts'
import { type Knowing, parseText } from '../../src/conversation/parse-text.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { plainRules } from '../fakes/plain.ts'

const context: Knowing = { today: '2026-11-18' as LocalDate, calendar: defaultCalendar, currency: usDollar, rules: plainRules }

const commandOf = (sentence: string) => {
  const [, word = '', text = ''] = /^\/(\S+)\s?(.*)$/s.exec(sentence) ?? []
  const found = findCommand(catalog.commands, word, text)
  if (!found) throw new Error(`No command: ${sentence}`)
  const slots: Slots = found.command.slots
  return { slots, text: found.text }
}
const fieldsOf = (sentence: string) => {
  const { slots, text } = commandOf(sentence)
  return asFields({ slots }, text, context)
}

/** A value as it is compared: not where it stood, and not which function it is. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, part) => {
      if (typeof part === 'bigint') return String(part)
      return (name === 'from' || name === 'to') && typeof part === 'number' ? undefined : part
    }),
  )

describe('every example of every command', () => {
  test.each(catalog.commands.flatMap(({ examples }) => examples).map((example) => [example]))('%s', (example) => {
    const { slots, text } = commandOf(example)
    const fields = asFields({ slots }, text, context)
    if (!fields) throw new Error('It has to be read')
    const typed = parseText(text, slots, context)
    const read = parseFields(fields, shownFields('', fields, slots, sayIn('en')), slots, context)
    expect(plain(Object.fromEntries(read))).toEqual(plain(Object.fromEntries(typed)))
    const given = [...typed].filter(([name, value]) => !slots[name]?.many || (Array.isArray(value) && value.length > 0))
    expect(Object.keys(fields).sort()).toEqual(given.map(([name]) => name).sort())
  })
})

test.each([
  ['/deal won 5.5k "Acme Corp" on yesterday', { amount: '5.5k', customer: 'Acme Corp', on: 'yesterday' }],
  [
    '/deal won 12,500 Globex #north split @kim 30% #renewal split <@U1|noor> 10%',
    { amount: '12,500', customer: 'Globex', tags: '#north #renewal', split: '@kim 30% <@U1|noor> 10%' },
  ],
  ['/deal won 5000 "Bed Bath on yesterday"', { amount: '5000', customer: 'Bed Bath on yesterday' }],
  ['/deal lost #42 price "went with a cheaper vendor"', { number: '#42', reason: 'price', note: 'went with a cheaper vendor' }],
  ['/agenda action me "call" Globex by fri', { who: 'me', what: '"call" Globex by fri' }],
  ['/dealbell privacy erase "Jo Doe"', { name: 'Jo Doe' }],
  ['/dealbell team move "This Week" North', { what: 'This Week', into: 'North' }],
  ['/dealbell schedule leaderboard here catch-up 4h', { ritual: 'leaderboard', here: 'true', catchUp: '4h' }],
  ['/agenda show North', { team: 'North' }],
  ['/leaderboard', {}],
])('%s', (sentence, fields) => {
  expect(fieldsOf(sentence)).toEqual(fields)
})

test.each(['/deal won', '/deal won five Acme', '/deal won 5000 5000', '/deal won 5000 "Acme'])('%s cannot be read', (sentence) => {
  expect(fieldsOf(sentence)).toBeUndefined()
})

test('what is wrong with us is no sentence that cannot be read', () => {
  const broken = {
    slots: { it: { place: 'position', argument: { name: 'argument.word', read: () => fail() }, needed: true, many: false } },
  }
  const fail = () => {
    throw new TypeError('broken')
  }
  expect(() => asFields(broken as unknown as Parameters<typeof asFields>[0], 'word', context)).toThrow(TypeError) // its place is any text
  expect(() => asFields(broken as unknown as Parameters<typeof asFields>[0], 'word', context)).not.toThrow(Complaint)
})
