// Which command a text begins with: the longest name that fits.
import { expect, test } from 'vitest'
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
