// Payloads as Discord's reference shows them are heard.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { objectIn } from '../../src/conversation/json.ts'
import { hearInteraction } from '../../src/discord/hear.ts'

const payload = (name: string) => {
  const file = path.join(import.meta.dirname, '../payloads/discord', `${name}.json`)
  return objectIn(JSON.parse(readFileSync(file, 'utf8')))
}
const hear = (name: string) =>
  hearInteraction(payload(name), { slotOf: (_, option) => option, fileRef: ({ name: file }) => `ref of ${file}` })

const sam = { id: '200000000000000001', handle: 'sam', locale: 'en-GB' }
const wins = { channel: '300000000000000001', kind: 'channel' }

test('a command, with who is mentioned in it', () => {
  expect(hear('command')).toMatchObject({
    kind: 'command',
    origin: { guild: '100000000000000001', speaker: sam, place: wins, from: 'nothing' },
    said: {
      command: 'deal',
      text: 'won',
      fields: { amount: '12,500', customer: 'Globex & Sons', split: expect.stringMatching(/^<@200000000000000002(\|kim)?> 30%$/) },
    },
  })
})

test('a command in private, which names no server', () => {
  expect(hear('command-in-private')).toMatchObject({
    origin: { guild: undefined, speaker: sam, place: { channel: '300000000000000009', kind: 'direct' } },
    said: { fields: { amount: '5000' } },
  })
})

test('a field that is being filled in', () => {
  expect(hear('autocomplete')).toMatchObject({ kind: 'asking', asked: { slot: 'customer', typed: 'ac', fields: { amount: '5000' } } })
})

test('a press, and the private answer that it came from', () => {
  expect(hear('press-on-private-answer')).toMatchObject({
    kind: 'press',
    customId: 'MADE-UP',
    origin: { speaker: sam, from: 'private answer' },
  })
})

test('a form that was sent', () => {
  expect(hear('modal-submit')).toMatchObject({ kind: 'submission', values: { amount: '5500', stage: 'won', note: '' } })
  expect(hear('modal-submit-with-file')).toMatchObject({ kind: 'submission', values: { file: 'ref of deals.csv' } })
})

test('a ping is no news', () => {
  expect(hear('ping')).toBeUndefined()
})
