// The arguments that only deals have.
import { describe, expect, test } from 'vitest'
import { type Argument, keyword, optional, required, tags } from '../../src/conversation/argument.ts'
import { note, tag } from '../../src/conversation/arguments.ts'
import { Complaint } from '../../src/conversation/complaint.ts'
import { parseText } from '../../src/conversation/parse-text.ts'
import { product } from '../../src/deals/deal-keywords.ts'
import { orNone, shares, tagList } from '../../src/deals/list-arguments.ts'
import { move } from '../../src/deals/move-argument.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { plainRules } from '../fakes/plain.ts'

/** What the words come to, or the complaint's key. Behind them may stand what else a command has. */
function readAs<Value, Typed>(argument: Argument<Value, Typed>, text: string): unknown {
  const slots = {
    it: text.startsWith('is ') ? keyword('is', argument) : required(argument),
    note: keyword('note', orNone(note)),
    product: keyword('product', orNone(product)),
    tags: tags(tag),
    rest: optional(note),
  }
  const context = { today: '2026-11-18' as LocalDate, calendar: defaultCalendar, currency: usDollar, rules: plainRules } // a day
  try {
    const { it, rest, tags: given, ...more } = Object.fromEntries(parseText(text, slots, context))
    return { it, ...(rest === undefined ? {} : { rest }), ...(Array.isArray(given) && given.length > 0 ? { tags: given } : {}), ...more }
  } catch (error) {
    if (error instanceof Complaint) return error.key
    throw error
  }
}

const dollars = (amount: bigint) => ({ minor: amount * 100n, currency: 'USD' })

describe('where a deal is moved', () => {
  test.each([
    ['Negotiation', { it: { to: 'stage', stage: 'negotiation' } }],
    ['won', { it: { to: 'won', amount: undefined } }],
    ['won 5.5k', { it: { to: 'won', amount: dollars(5500n) } }],
    ['won note 5000', { it: { to: 'won', amount: undefined }, note: '5000' }],
    ['lost', { it: { to: 'lost', reason: undefined, note: undefined } }],
    ['lost no decision', { it: { to: 'lost', reason: 'no decision', note: undefined } }],
    [
      'lost price "went with a cheaper vendor" #north',
      { it: { to: 'lost', reason: 'price', note: 'went with a cheaper vendor' }, tags: ['north'] },
    ],
    ['lost note later', { it: { to: 'lost', reason: undefined, note: undefined }, note: 'later' }],
    ['lost weather', 'problem.loss-reason-unknown'],
    ['won 0', 'problem.amount-zero'],
    ['handshake', 'problem.stage-unknown'],
    ['', 'problem.missing'],
  ])('%s', (text, read) => expect(readAs(move, text)).toEqual(read))
})

describe('who shares a deal', () => {
  const kim = { kind: 'handle', text: 'kim' }
  test.each([
    ['none', { it: [] }],
    ['@kim 30%', { it: [{ who: expect.objectContaining(kim), basisPoints: 3000 }] }],
    ['@kim 12.5 % "Noor H" 20%', { it: [{ basisPoints: 1250 }, { who: expect.objectContaining({ text: 'Noor H' }), basisPoints: 2000 }] }],
    ['@kim', 'problem.share-missing'],
    ['@kim 100%', 'problem.share-out-of-range'],
  ])('%s', (text, read) =>
    expect(readAs(shares, text)).toEqual(typeof read === 'string' ? read : { it: read.it.map((one) => expect.objectContaining(one)) }),
  )
})

describe('tags in place of others', () => {
  test.each([
    ['is #a #B #größer', { it: ['a', 'b', 'größer'] }],
    ['is none', { it: [] }],
    ['is a', 'problem.expected'],
    ['is #a b', { it: ['a'], rest: 'b' }],
  ])('%s', (text, read) => expect(readAs(tagList, text)).toEqual(read))
})

describe('a product', () => {
  test.each([
    ['GTX Pro', { it: 'GTX Pro' }],
    ['GTK 500 note x', { it: 'GTK 500', note: 'x' }],
    ['"GTX Pro" later', { it: 'GTX Pro', rest: 'later' }],
    ['<@U1|sam> box', { it: '@sam box' }],
    ['long '.repeat(20), 'problem.product-too-long'],
  ])('%s', (text, read) => expect(readAs(product, text)).toEqual(read))

  test('is nothing where it is said so, and a product called none in quotes', () => {
    expect(readAs(move, 'won product none')).toMatchObject({ product: '' })
    expect(readAs(move, 'won product "none"')).toMatchObject({ product: 'none' })
    expect(readAs(move, 'won product none at all')).toMatchObject({ product: 'none at all' })
    expect(readAs(move, 'won note none #x')).toMatchObject({ note: '', tags: ['x'] })
  })
})
