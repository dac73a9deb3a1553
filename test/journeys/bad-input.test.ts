// Whatever is typed: a clear private answer, and nothing stored.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  await office.types('kim', '/deal won 100 Acme') // #1, another member's
})
afterAll(() => office.close())

describe('nothing is stored', () => {
  test.each([
    ['', 'wants one more word'],
    ['   ', 'wants one more word'],
    ['won', 'something is missing: amount'],
    ['won abc', 'I expected amount here'],
    ['won -5', 'stumbled at [-5]'],
    ['won 0', 'stumbled at [0]'],
    ['won 1e9', 'stumbled at [1e9]'],
    ['won 5000 5000', 'second amount'],
    ['won 90071992547409.92', 'stumbled at'],
    ['won 99999999999999999999999999999999', 'stumbled at'],
    [`won 5000 ${'x'.repeat(3_000)}`, '1,000'],
    [`won ${'9'.repeat(3_000)}`, '1,000'],
    ['won 5000 Ac\u0007me', 'Nothing was saved'],
    ['won 5000 Ac\u0000me', 'Nothing was saved'],
    ['won 5000 \u202eAcme', 'U+202E'],
    ['won \u200f5000', 'U+200F'],
    ['won 5000 Acme 🚀', 'no emoji'],
    ['won 🚀', 'I expected amount here'],
    ['won 5000 <!channel>', 'whole channel'],
    ['won 5000 @channel', 'whole channel'],
    ['won 5000 @here', 'whole channel'],
    ['won 5000 <@UKIM|kim>', 'this is a person'],
    ['won 5000 Acme <@UKIM>', 'this is a person'],
    ['won 5000XYZ Acme', 'XYZ'],
    ['won 5000 EUR Acme', 'what one EUR was worth'],
    ['won 5000 Acme on 2026-02-31', 'stumbled at [2026-02-31]'],
    ['won 5000 Acme on 31 february', 'stumbled at'],
    ['won 5000 Acme on 2027-01-01', 'has not come yet'],
    ['won 5000 Acme on tomorrow', 'has not come yet'],
    ['won 5000 Acme split @kim 60% split @noor 40%', 'something has to be left'],
    ['won 5000 Acme split @kim 60% split @kim 10%', 'in the split twice'],
    ['won 5000 Acme split me 60%', 'owns the deal'],
    ['undo #999', 'There is no deal #999'],
    ['show #999', 'There is no deal #999'],
    ['undo #1', 'somebody else’s'],
    ['show #1', 'somebody else’s'],
    ['show #0', 'numbered from 1'],
    ['show', 'something is missing'],
    ['show abc', 'I expected #number here'],
    ['undo #1 #2', 'Nothing was saved'],
    ['list forever', 'stumbled'],
  ])('/deal %s', async (text, said) => {
    const before = await office.database.client.dealEvent.count()
    const answer = await office.types('sam', `/deal ${text}`)
    expect(answer.answer).toMatchObject({ kind: 'message' })
    expect(answer.text).toContain(said)
    expect(answer.text.length).toBeLessThan(1_000) // `/deal` alone shows how each of its commands is used
    expect(await office.database.client.dealEvent.count()).toBe(before)
    expect(await office.channel()).toHaveLength(1)
  })
})

test('a button or a form of no known kind, or with a value that none of ours carries, gets a sentence', async () => {
  const odd = {
    kind: 'message' as const,
    replaces: false,
    message: {
      nodes: [
        {
          kind: 'buttons' as const,
          buttons: [
            { label: 'one', action: 'no-such', value: '' },
            { label: 'two', action: 'undo-deal', value: '1:1; DROP TABLE' },
            { label: 'three', action: 'show-progress', value: '1:revenue:2026-Q9' },
            { label: 'four', action: 'undo-deal', value: '1:1' },
          ],
        },
      ],
    },
  }
  const told = { text: '', answer: odd }
  expect((await office.presses('sam', 'one', told)).text).toContain('I do not know this button')
  expect((await office.presses('sam', 'two', told)).text).toContain('I do not know this button')
  expect((await office.presses('sam', 'three', told)).text).toContain('I cannot find')
  expect((await office.presses('sam', 'four', told)).text).toContain('somebody else’s')
})
