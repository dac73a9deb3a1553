// Each post carries its key, in whatever form it is, and no other.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Json, listIn, objectIn } from '../../src/conversation/json.ts'
import { carries, markIds, nonceOf } from '../../src/discord/post-mark.ts'
import type { Message } from '../../src/message/message.ts'
import { buttons, headline, message, text } from '../../src/message/write.ts'
import { posted, refused } from './rendering.ts'

const press = { label: 'Undo', action: 'undo', value: '1' }
const forms: readonly (readonly [string, Message, boolean])[] = [
  ['one line', message(headline('taken back')), false],
  ['one line with buttons', message(headline('won'), buttons(press, press)), false],
  ['an embed', message(headline('won'), text('third in a row')), false],
  ['an embed and buttons', message(headline('won'), text('third in a row'), buttons(press)), false],
  ['one text in components', message(headline('taken back')), true],
  ['one row in components', message(buttons(press)), true],
  ['several components', message(text('1'), buttons(press), text('2'), buttons(press)), false],
  ['nothing', message(), false],
  ['what is cut', message(headline('long '.repeat(1_000))), false],
]
/** As the API tells of it: without the nonce, and with blanks taken off. */
const told = (of: Message, key: string, layout: boolean): Json => {
  const rendered = posted(of, { key, layout })
  expect(refused(rendered)).toEqual([])
  const { content = '', embeds = [], components = [] } = rendered.body
  return { id: '1', content: content.trim(), embeds, components }
}

test.each(forms)('%s is found by its key, and by no other', (_, of, layout) => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (key, other) => {
      const found = told(of, key, layout)
      expect(carries(found, key)).toBe(true)
      if (key !== other) expect(carries(found, other)).toBe(false)
    }),
    { numRuns: 100 },
  )
})

test('keys that are much alike have marks and nonces of their own', () => {
  const keys = Array.from({ length: 5_000 }, (_, one) => `agenda/${one}`)
  expect(new Set(keys.flatMap(markIds)).size).toBe(2 * keys.length)
  expect(new Set(keys.map(nonceOf)).size).toBe(keys.length)
  expect(keys.every((key) => nonceOf(key).length === 25)).toBe(true)
  for (const id of keys.flatMap(markIds)) expect(id >= 65_536 && id <= 2_147_483_647 && Number.isInteger(id)).toBe(true)
})

test('an embed is known however Discord writes its address', () => {
  const { embeds = [] } = told(message(headline('won'), text('third in a row')), 'key', false)
  const url = String(objectIn(listIn(embeds)[0]).url).replace('discord.com/?', 'discord.com?') // as it was before a URL was made of it
  expect(carries({ embeds: [{ url }] }, 'key')).toBe(true)
  expect(carries({ embeds: [{ url }] }, 'another')).toBe(false)
})

test('a mark in part is none', () => {
  const [one] = markIds('key')
  expect(carries({ components: [{ type: 10, id: one }] }, 'key')).toBe(false)
  expect(carries({}, 'key')).toBe(false)
})
