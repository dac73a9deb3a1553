// Which command a text begins with: the longest name that fits.
import { describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import { findCommand } from '../../src/conversation/catalog.ts'

const commands = ['deal won', 'progress', 'dealbell team', 'dealbell team add', 'dealbell team move'].map((name) => ({ name }))

test.each([
  ['deal', 'won 5000 Acme', 'deal won', '    5000 Acme'],
  ['deal', ' WON\t5000', 'deal won', '    \t5000'],
  ['progress', '@sam', 'progress', '@sam'],
  ['progress', '', 'progress', ''],
  ['dealbell', 'team', 'dealbell team', '    '],
  ['dealbell', 'team North', 'dealbell team', '     North'],
  ['dealbell', 'team add North', 'dealbell team add', '         North'],
  ['dealbell', 'Team  Add North', 'dealbell team add', '          North'],
  ['dealbell', 'team "add" North', 'dealbell team', '     "add" North'],
  ['dealbell', 'add team', undefined, undefined],
  ['deal', '', undefined, undefined],
])('/%s %s', (word, text, name, rest) => {
  const found = findCommand(commands, word, text)
  expect([found?.command.name, found?.text.trimEnd()]).toEqual([name, rest?.trimEnd()])
  if (found) expect(found.text).toHaveLength(text.length) // marks in complaints stay where they are
})

describe('where a platform has a tree of commands', () => {
  const all = catalog.commands.map(({ name, word }) => ({ name, word, words: (word === undefined ? name : `${name} ${word}`).split(' ') }))
  const isBelow = (longer: readonly string[], shorter: readonly string[]) =>
    longer.length > shorter.length && shorter.every((word, index) => longer[index] === word)

  test('whatever others begin with has a word of its own, and nothing else has one', () => {
    for (const { name, word } of all) {
      const others = all.filter((other) => other.name.startsWith(`${name} `))
      expect([name, word !== undefined]).toEqual([name, others.length > 0])
    }
  })

  test('no two are reached by the same words, and none stands on another’s way', () => {
    const paths = all.map(({ words }) => words.join(' '))
    expect(new Set(paths).size).toBe(paths.length)
    for (const { name, words } of all) {
      expect([name, all.filter((other) => isBelow(other.words, words)).map((other) => other.name)]).toEqual([name, []])
      expect(words.length).toBeLessThanOrEqual(3)
      for (const word of words) expect(word).toMatch(/^[a-z][a-z-]{0,31}$/)
    }
  })

  test('a command that is invoked by its first word alone is the only one of that word', () => {
    for (const { words } of all.filter((one) => one.words.length === 1))
      expect(all.filter((other) => other.words[0] === words[0])).toHaveLength(1)
  })

  test.each([
    ['agenda', 'show', 'agenda', ''],
    ['agenda', 'show North', 'agenda', 'North'],
    ['agenda', 'North', 'agenda', 'North'],
    ['log', 'add calls 12', 'log', 'calls 12'],
    ['log', 'calls 12', 'log', 'calls 12'],
    ['kudos', 'give @sam for help', 'kudos', '@sam for help'],
    ['deal', 'list deals open', 'deal list', 'open'],
    ['deal', 'list open', 'deal list', 'open'],
    ['deal', 'list stories pilot', 'deal list stories', 'pilot'],
    ['dealbell', 'team show North', 'dealbell team', 'North'],
    ['dealbell', 'privacy show', 'dealbell privacy', ''],
  ])('/%s %s', (word, text, name, rest) => {
    const found = findCommand(catalog.commands, word, text)
    expect([found?.command.name, found?.text.trim()]).toEqual([name, rest])
  })
})
