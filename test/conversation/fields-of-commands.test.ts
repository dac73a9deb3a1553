// How each slot of each command is asked for where it has a field of its own: a new one is seen here.
import { expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import type { Slot, Slots } from '../../src/conversation/argument.ts'
import { optionNames } from '../../src/conversation/option-name.ts'

function askedFor({ argument: { word, field, suggests, words }, needed, many }: Slot<unknown>): string {
  if (word === '') return 'a switch'
  const asked = (() => {
    switch (field?.kind) {
      case undefined:
        return 'NOT SAID'
      case 'text':
        return `text of ${field.longest}`
      case 'number':
        return `${field.least} to ${field.most}`
      case 'one of':
        return `one of ${field.values.join(', ')}`
      case 'channel':
        return 'a channel'
      case 'not asked':
        return 'not asked for'
    }
  })()
  return [
    `${needed ? 'needed: ' : ''}${asked}${many ? ', several' : ''}`,
    ...(suggests ? [`suggests ${suggests === 'words' ? '' : suggests}${words ? ` ${words.join(', ')}` : ''}`] : []),
  ].join('; ')
}

const lines = catalog.commands.flatMap(({ name, slots }) => {
  const all: Slots = slots
  return [...optionNames(all)].map(([slot, option]) => `/${name} ${option}: ${all[slot] ? askedFor(all[slot]) : ''}`)
})

test('each slot says how its field asks', () => {
  expect(lines.filter((line) => line.includes('NOT SAID'))).toEqual([])
  expect(lines.join('\n')).toMatchSnapshot()
})

test('what a field can be is what its argument can read', () => {
  for (const { slots } of catalog.commands) {
    const all: Slots = slots
    for (const { argument } of Object.values(all)) {
      const { field, words, suggests } = argument
      if (field?.kind === 'one of') {
        expect(field.values.length).toBeGreaterThan(0)
        expect(new Set(field.values).size).toBe(field.values.length)
        expect(suggests).toBeUndefined()
      }
      if (words) expect(suggests).toBeDefined()
      if (suggests && field?.kind !== 'not asked') expect(field?.kind).toBe('text')
    }
  }
})
