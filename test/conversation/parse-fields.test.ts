// Fields that a platform asks for one by one: each is read by itself, and what is wrong is marked in the text as the person sees it.
import { describe, expect, test } from 'vitest'
import type { Slots } from '../../src/conversation/argument.ts'
import { Complaint } from '../../src/conversation/complaint.ts'
import { type Fields, parseFields, shownFields } from '../../src/conversation/parse-fields.ts'
import type { Knowing } from '../../src/conversation/parse-text.ts'
import editDeal from '../../src/deals/commands/edit-deal.ts'
import logWin from '../../src/deals/commands/log-win.ts'
import { sayIn } from '../../src/languages/speak.ts'
import schedule from '../../src/schedule/commands/schedule.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import addTeam from '../../src/workspaces/commands/add-team.ts'
import manageMember from '../../src/workspaces/commands/manage-member.ts'
import { plainRules } from '../fakes/plain.ts'

const context: Knowing = { today: '2026-11-18' as LocalDate, calendar: defaultCalendar, currency: usDollar, rules: plainRules } // a Wednesday

const english = sayIn('en')

const parse = (fields: Fields, slots: Slots = logWin.slots, words = 'won') =>
  Object.fromEntries(parseFields(fields, shownFields(words, fields, slots, english), slots, context))

/** What is complained of, and the spot of the shown text. */
function complaint(fields: Fields, slots: Slots = logWin.slots, words = 'won'): { key: string; shown: string; spot: string | undefined } {
  const shown = shownFields(words, fields, slots, english)
  try {
    parseFields(fields, shown, slots, context)
  } catch (error) {
    if (!(error instanceof Complaint)) throw error
    return { key: error.key, shown: shown.text, spot: error.mark && shown.text.slice(error.mark.from, error.mark.to) }
  }
  throw new Error('Nothing was complained of')
}

const nothing = { split: [], tags: [] }
const fiveThousand = { minor: 500_000n, currency: 'USD' }

describe('a field holds what stands in it', () => {
  test.each([
    [{ customer: 'Acme on yesterday' }, { customer: 'Acme on yesterday' }],
    [{ customer: '“Acme Corp”' }, { customer: 'Acme Corp' }],
    [{ customer: 'Acme note for Sam' }, { customer: 'Acme note for Sam' }],
    [{ customer: '5000' }, { customer: '5000' }],
    [{ customer: 'Joe’s "Best' }, { customer: 'Joe’s "Best' }],
    [{ customer: '  Acme   Corp ' }, { customer: 'Acme Corp' }],
    [{ note: 'split the "rest on friday' }, { note: 'split the "rest on friday' }],
    [{ note: 'thanks <@U1|sam>' }, { note: 'thanks @sam' }],
    [{ product: 'GTX Pro split 3' }, { product: 'GTX Pro split 3' }],
    [{ on: 'yesterday' }, { on: '2026-11-17' }],
    [{ on: '18 nov' }, { on: '2026-11-18' }],
    [{ tags: '#Renewal north, q4' }, { tags: ['renewal', 'north', 'q4'] }],
    [{ tags: '"renewal"' }, { tags: ['renewal'] }],
  ])('%j', (fields, values) => {
    expect(parse({ amount: '5000', ...fields })).toEqual({ ...nothing, amount: fiveThousand, ...values })
  })

  test('somebody who was chosen and typed on behind is who was chosen', () => {
    const who = (name: string) => parse({ amount: '5000', for: name }).for
    expect(who('Kim Lund (@kim.lund)')).toMatchObject({ kind: 'handle', text: 'kim.lund', from: 20, to: 40 })
    expect(who('3️⃣ “K” (@k_3)')).toMatchObject({ kind: 'name' })
    expect(who('3 % Max (@max)')).toMatchObject({ kind: 'name' })
    expect(who('(@kim)')).toMatchObject({ kind: 'name', text: '(@kim)' })
  })

  test('people stand as they were mentioned, typed or named', () => {
    const who = (name: string) => parse({ amount: '5000', for: name }).for
    expect(who('<@42|sam>')).toMatchObject({ kind: 'mention', id: '42' })
    expect(who('@sam')).toMatchObject({ kind: 'handle', text: 'sam' })
    expect(who('Sam Ortiz')).toMatchObject({ kind: 'name', text: 'Sam Ortiz' })
    expect(who('Jo this week')).toMatchObject({ kind: 'name', text: 'Jo this week' })
    expect(who('me')).toEqual({ kind: 'me' })
  })

  test.each([
    '@kim 30% noor 12,5 % "Jo Doe" 5%',
    'kim 30%, noor 12.5 %; Jo Doe 5%,',
    'Kim Lund (@kim) 30% 🚀 Noor 2 (@noor) 12.5% Jo (@jo) 5%',
  ])('shares are read one after the other, with and without @: %s', (typed) => {
    const { split } = parse({ amount: '5000', split: typed })
    expect(split).toMatchObject([[{ basisPoints: 3000 }], [{ basisPoints: 1250 }], [{ basisPoints: 500 }]])
  })

  test('nothing in a field is nothing said', () => {
    expect(parse({ amount: '5000', customer: '', note: '  ', tags: '\u200b', on: '' })).toEqual({ ...nothing, amount: fiveThousand })
  })

  test('a switch is on, or not there', () => {
    expect(parse({ ritual: 'leaderboard', here: 'true', preview: 'false' }, schedule.slots, '')).toMatchObject({ here: true })
    expect(parse({ ritual: 'leaderboard', here: 'false' }, schedule.slots, '')).not.toHaveProperty('here')
    expect(complaint({ here: 'perhaps' }, schedule.slots, 'schedule')).toMatchObject({ key: 'problem.unexpected', spot: 'perhaps' })
  })

  test('tags after a keyword, or none of them', () => {
    const tagsOf = (tags: string) => parse({ number: '42', tags }, editDeal.slots, 'edit').tags
    expect(tagsOf('renewal #north')).toEqual(['renewal', 'north'])
    expect(tagsOf('none')).toEqual([])
  })

  test('words of the commands are a name in a field of its own', () => {
    expect(parse({ name: 'Under Armour lead', under: 'West' }, addTeam.slots, 'team add').name).toBe('Under Armour lead')
    expect(parse({ who: 'me', away: 'from 20 dec to 2 jan' }, manageMember.slots, 'member').away).toEqual({
      from: '2026-12-20',
      to: '2027-01-02',
    })
  })
})

describe('what cannot be read is told at its spot', () => {
  test.each([
    [{ amount: '5,00,0', customer: 'Acme' }, 'problem.amount-grouping', 'won amount:5,00,0 customer:Acme', '5,00,0'],
    [{ customer: 'Acme' }, 'problem.missing', 'won customer:Acme', ''],
    [{}, 'problem.missing', 'won', ''],
    [{ amount: '', customer: 'Acme' }, 'problem.missing', 'won amount: customer:Acme', ''],
    [{ amount: 'Acme' }, 'problem.expected', 'won amount:Acme', 'Acme'],
    [{ amount: '5000 Acme' }, 'problem.unexpected', 'won amount:5000 Acme', 'Acme'],
    [{ customer: '@everyone', amount: '5000' }, 'problem.customer-is-channel-mention', 'won customer:@everyone amount:5000', '@everyone'],
    [{ customer: 'Acme <@U1>', amount: '5000' }, 'problem.customer-is-mention', 'won customer:Acme <@U1> amount:5000', '<@U1>'],
    [{ amount: '5000', on: 'tomorow' }, 'problem.expected', 'won amount:5000 on:tomorow', 'tomorow'],
    [{ amount: '5000', split: 'kim' }, 'problem.share-missing', 'won amount:5000 split:kim', 'kim'],
    [{ amount: '5000', tags: 'a b!' }, 'problem.tag-unreadable', 'won amount:5000 tags:a b!', 'b!'],
    [{ amount: '5000', customer: 'Ac\u0007me' }, 'problem.control-character', 'won amount:5000 customer:Ac\u0007me', '\u0007'],
    [{ amount: '5000', customer: '\u202eAcme' }, 'problem.direction-mark', 'won amount:5000 customer:\u202eAcme', '\u202e'],
    [{ amount: '5000', colour: 'red' }, 'problem.unexpected', 'won amount:5000 colour:red', 'colour'],
    [{ amount: '5000', constructor: 'red' }, 'problem.unexpected', 'won amount:5000 constructor:red', 'constructor'],
    [{ amount: '"5000', customer: 'Acme' }, 'problem.unclosed-quote', 'won amount:"5000 customer:Acme', '"5000'],
  ])('%j', (fields: Fields, key, shown, spot) => {
    expect(complaint(fields)).toEqual({ key, shown, spot })
  })

  test('each field may be as long as a sentence', () => {
    expect(parse({ amount: '5000', note: 'x '.repeat(240).trim(), customer: 'Acme' }).customer).toBe('Acme')
    const long = 'x'.repeat(1_001)
    expect(complaint({ amount: '5000', note: long })).toMatchObject({ key: 'problem.text-too-long', spot: 'x'.repeat(20) })
  })

  test('a field is called as the person sees it', () => {
    expect(complaint({ catchUp: 'soon' }, schedule.slots, 'schedule')).toMatchObject({ shown: 'schedule catch-up:soon', spot: 'soon' })
    expect(complaint({ number: '#42', moreTags: '!' }, editDeal.slots, 'edit').shown).toBe('edit number:#42 more-tags:!')
  })

  test('and in their language', () => {
    const fields = { number: '#42', moreTags: '!', on: 'x', other: 'y' }
    const { text, at } = shownFields('edit', fields, editDeal.slots, sayIn('nb'))
    expect(text).toBe('edit nummer:#42 flere-merker:! dato:x other:y')
    expect(text.slice(at.get('on'))).toBe('x other:y')
    expect(() => parseFields(fields, { text, at }, editDeal.slots, context)).toThrow(
      expect.objectContaining({ mark: { from: text.indexOf('other'), to: text.indexOf(':y') } }),
    )
  })

  test('a person who is nobody is marked at their place', () => {
    const fields = { amount: '5000', for: 'Nobody' }
    const shown = shownFields('won', fields, logWin.slots, english)
    const who = parseFields(fields, shown, logWin.slots, context).get('for') as { from: number; to: number } // a person's name
    expect(shown.text.slice(who.from, who.to)).toBe('Nobody')
  })
})
