// What a field is called.
import { expect, test } from 'vitest'
import { flag, keyword, optional, required, tags } from '../../src/conversation/argument.ts'
import { amount, company, note, pastDate, tag } from '../../src/conversation/arguments.ts'
import { optionNames } from '../../src/conversation/option-name.ts'

test('a field is called by its keyword, else by its slot', () => {
  const slots = { amount: required(amount), catchUp: keyword('catch-up', pastDate), moreTags: tags(tag), usual: flag('default') }
  expect([...optionNames(slots)]).toEqual([
    ['amount', 'amount'],
    ['catchUp', 'catch-up'],
    ['moreTags', 'more-tags'],
    ['usual', 'default'],
  ])
})

test('no two fields of a command are called the same', () => {
  const slots = { note: optional(note), why: keyword('note', note), noteTwo: optional(company), 'note-2': optional(company) }
  const names = [...optionNames(slots).values()]
  expect(names).toEqual(['note-2', 'note', 'note-two', 'note-2-2'])
  expect(new Set(names).size).toBe(names.length)
})
