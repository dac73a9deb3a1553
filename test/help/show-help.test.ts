// Which command somebody asks about.
import { expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import type { OpenRequest } from '../../src/conversation/request.ts'
import help from '../../src/help/commands/show-help.ts'
import { sayIn, textOf } from '../../src/languages/speak.ts'
import { plainText } from '../../src/message/plain-text.ts'

/** Each line of the answer. */
async function linesOf(asked: string | undefined, role: string): Promise<readonly string[]> {
  const request = { say: sayIn('en'), known: { speaker: { role } } } as unknown as OpenRequest // all that help looks at
  const answer = await help.run(request, { command: asked }, { commands: catalog.commands })
  return answer.kind === 'message' ? plainText(answer.message).split('\n') : []
}

/** The first line of the answer. */
async function titleOf(asked: string): Promise<string> {
  const request = { say: sayIn('en'), known: { speaker: { role: 'admin' } } } as unknown as OpenRequest // all that help looks at
  const answer = await help.run(request, { command: asked }, { commands: catalog.commands })
  const [first] = answer.kind === 'message' ? answer.message.nodes : []
  return first && 'spans' in first ? textOf(first.spans) : ''
}

test.each([
  ['deal won', '/deal won amount'],
  ['/Deal Won', '/deal won amount'],
  ['won', '/deal won amount'],
  // With the word of its own where others begin with a command's words.
  ['log add', '/log activity number'],
  ['agenda show', '/agenda [company]'],
  ['deal list deals', '/deal list [open'],
  ['deal list', 'What you can type'],
  ['log', 'What you can type'],
])('help on %s', async (asked, title) => {
  expect(await titleOf(asked)).toContain(title)
})

test('of a word with very many commands only how many there are is told, unless it is asked for', async () => {
  const of = (lines: readonly string[]) => lines.filter((line) => line.startsWith('• /dealbell ')).length
  const all = await linesOf(undefined, 'admin')
  expect(of(all)).toBe(0)
  expect(all.find((line) => line.startsWith('/dealbell — '))).toMatch(/\d\d commands: \/dealbell help dealbell$/)
  expect(of(await linesOf('dealbell', 'admin'))).toBeGreaterThan(12)
  expect(of(await linesOf(undefined, 'rep'))).toBeGreaterThan(5)
})

test('nothing is called like that', async () => {
  await expect(titleOf('moon')).rejects.toThrow('help.unknown')
  await expect(titleOf('undefined')).rejects.toThrow('help.unknown')
  await expect(titleOf('deal won undefined')).rejects.toThrow('help.unknown')
})
