// The rules by which tests judge messages refuse what they are there for, and nothing that Discord takes.
import { expect, test } from 'vitest'
import { problemsOf } from '../fakes/discord/message-rules.ts'

const quietly = { allowed_mentions: { parse: [] } }
const x = (count: number) => 'x'.repeat(count)
const inComponents = (...components: object[]) => ({ ...quietly, flags: 1 << 15, components })
const words = (count: number) => ({ type: 10, content: x(count) })
const button = { type: 2, style: 2, label: 'b', custom_id: 'a' }
const row = (count: number, from = 0) => ({
  type: 1,
  components: Array.from({ length: count }, (_, one) => ({ ...button, custom_id: `${from + one}` })),
})
const embed = (more: object) => ({ ...quietly, embeds: [more] })
const field = { name: 'n', value: 'v' }

test.each<[string, object]>([
  ['content', { ...quietly, content: x(2_000) }],
  ['nonce', { ...quietly, content: 'x', nonce: x(25), enforce_nonce: true }],
  ['a description', embed({ description: x(4_096) })],
  ['fields', embed({ fields: Array.from({ length: 25 }, () => field) })],
  ['a field', embed({ fields: [{ name: x(256), value: x(1_024) }] })],
  ['embeds together', { ...quietly, embeds: [{ description: x(4_096) }, { description: x(1_904) }] }],
  ['texts together', inComponents(words(2_000), words(2_000))],
  ['components', inComponents(...Array.from({ length: 40 }, () => words(1)))],
  ['rows', { ...quietly, content: 'x', components: [0, 5, 10, 15, 20].map((from) => row(5, from)) }],
  ['mentions', { content: 'x', allowed_mentions: { parse: [], users: Array.from({ length: 100 }, (_, one) => `${one}`) } }],
])('as much %s as there may be', (_, body) => expect(problemsOf(body)).toEqual([]))

test.each<[string, object]>([
  ['content', { ...quietly, content: x(2_001) }],
  ['nonce', { ...quietly, content: 'x', nonce: x(26) }],
  ['a description', embed({ description: x(4_097) })],
  ['fields', embed({ fields: Array.from({ length: 26 }, () => field) })],
  ['a field name', embed({ fields: [{ name: x(257), value: 'v' }] })],
  ['a field value', embed({ fields: [{ name: 'n', value: x(1_025) }] })],
  ['embeds together', { ...quietly, embeds: [{ description: x(4_096) }, { description: x(1_905) }] }],
  ['texts together', inComponents(words(2_000), words(2_001))],
  ['components', inComponents(...Array.from({ length: 41 }, () => words(1)))],
  ['rows', { ...quietly, content: 'x', components: [0, 5, 10, 15, 20, 25].map((from) => row(5, from)) }],
  ['buttons', inComponents(row(6))],
  ['mentions', { content: 'x', allowed_mentions: { parse: [], users: Array.from({ length: 101 }, (_, one) => `${one}`) } }],
  ['label', inComponents({ type: 1, components: [{ ...button, label: x(81) }] })],
  ['custom id', inComponents({ type: 1, components: [{ ...button, custom_id: x(101) }] })],
  ['of one custom id', inComponents({ type: 1, components: [button, button] })],
  ['of one id', inComponents({ ...words(1), id: 7 }, { ...words(1), id: 7 })],
  ['nothing', quietly],
  ['blank text', inComponents({ type: 10, content: ' \n' })],
  ['content beside components', { ...inComponents(words(1)), content: 'x' }],
  ['a text outside of components', { ...quietly, components: [words(1)] }],
  ['silence about mentions', { content: 'x' }],
  ['half a character', { ...quietly, content: '\ud83d' }],
  ['an unknown property', { ...quietly, content: 'x', color: 1 }],
  ['a picture that is not there', embed({ image: { url: 'attachment://a.png' } })],
])('too much or wrong: %s', (_, body) => expect(problemsOf(body)).not.toEqual([]))

test('a file is listed, named as Discord keeps names, and shown', () => {
  const file = { name: 'a.csv', size: 1 }
  const attachments = [{ id: '0', filename: 'a.csv' }]
  expect(problemsOf({ ...quietly, attachments }, { files: [file] })).toEqual([])
  expect(problemsOf({ ...quietly, attachments: [] }, { files: [file] })).not.toEqual([])
  expect(problemsOf({ ...quietly, attachments }, { files: [{ ...file, size: 10 * 1024 * 1024 + 1 }] })).not.toEqual([])
  expect(problemsOf(quietly, { files: [{ ...file, name: 'a b.csv' }] })).not.toEqual([])
  expect(problemsOf({ ...inComponents(words(1)), attachments }, { files: [file] })).toEqual(['a.csv is shown nowhere'])
  expect(problemsOf({ ...inComponents({ type: 13, file: { url: 'attachment://a.csv' } }), attachments }, { files: [file] })).toEqual([])
})
