// The grammar as people use it: every sentence a rep would type for a win, and what is said to the ones that cannot be read.
import { describe, expect, test } from 'vitest'
import type { Slots } from '../../src/conversation/argument.ts'
import { Complaint } from '../../src/conversation/complaint.ts'
import { isNear, parseText } from '../../src/conversation/parse-text.ts'
import logWin from '../../src/deals/commands/log-win.ts'
import showProgress from '../../src/progress/commands/show-progress.ts'
import setTarget from '../../src/targets/commands/set-target.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { plainRules } from '../fakes/plain.ts'

const context = { today: '2026-11-18' as LocalDate, calendar: defaultCalendar, currency: usDollar, rules: plainRules } // a Wednesday
const parse = (text: string, slots: Slots = logWin.slots) => Object.fromEntries(parseText(text, slots, context))
const plain = (values: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? String(value) : value)))

describe('a win is read', () => {
  test.each([
    ['5000 Acme', { amount: '500000 USD', customer: 'Acme' }],
    ['5000', { amount: '500000 USD' }],
    ['5 000 Acme Corp', { amount: '500000 USD', customer: 'Acme Corp' }],
    ['5.000,50 Acme', { amount: '500050 USD', customer: 'Acme' }],
    ['$5k "Acme Corp"', { amount: '500000 USD', customer: 'Acme Corp' }],
    ['5k€ “Acme Corp”', { amount: '500000 EUR', customer: 'Acme Corp' }],
    ['5000 EUR Acme', { amount: '500000 EUR', customer: 'Acme' }],
    ['5000 Acme on 2026-11-17', { amount: '500000 USD', customer: 'Acme', on: '2026-11-17' }],
    ['5000 on yesterday Acme', { amount: '500000 USD', customer: 'Acme', on: '2026-11-17' }],
    [
      '5000 Acme note renewal for two years #Renewal #q4',
      { amount: '500000 USD', customer: 'Acme', note: 'renewal', for: 'name two years', tags: ['renewal', 'q4'] },
    ],
    ['5000 Acme note "renewal for two years"', { amount: '500000 USD', customer: 'Acme', note: 'renewal for two years' }],
    ['5000 "Bed Bath on Demand" on fri', { amount: '500000 USD', customer: 'Bed Bath on Demand', on: '2026-11-13' }],
    ['5000 "3M"', { amount: '500000 USD', customer: '3M' }],
    ['5000 "5000"', { amount: '500000 USD', customer: '5000' }],
    ['5000 5th Avenue', { amount: '500000 USD', customer: '5th Avenue' }],
    ['5000 3COM', { amount: '500000 USD', customer: '3COM' }],
    ['1.2 million Acme', { amount: '120000000 USD', customer: 'Acme' }],
    ['5 mio Acme', { amount: '500000000 USD', customer: 'Acme' }],
    ['5 "0000"', { amount: '500 USD', customer: '0000' }],
    ['5000 7-Eleven', { amount: '500000 USD', customer: '7-Eleven' }],
    ['5000 株式会社 ACME', { amount: '500000 USD', customer: '株式会社 ACME' }],
    ['5000 Acme for <@U123|sam>', { amount: '500000 USD', customer: 'Acme', for: 'mention U123' }],
    ['5000 for @sam Acme', { amount: '500000 USD', customer: 'Acme', for: 'handle sam' }],
    [
      '5000 Acme split @kim 30% split <@U9> 12.5 %',
      { amount: '500000 USD', customer: 'Acme', split: ['handle kim 3000', 'mention U9 1250'] },
    ],
    [
      '5000 split @kim 30% @noor 12.5% Acme Corp',
      { amount: '500000 USD', customer: 'Acme Corp', split: ['handle kim 3000', 'handle noor 1250'] },
    ],
    [
      '5k$ "Acme Corp" for @sam on 2026-11-18 note renewal #renewal split @kim 30%',
      {
        amount: '500000 USD',
        customer: 'Acme Corp',
        for: 'handle sam',
        on: '2026-11-18',
        note: 'renewal',
        tags: ['renewal'],
        split: ['handle kim 3000'],
      },
    ],
    [
      '5k$ split @kim 30% #renewal note renewal on 2026-11-18 for @sam "Acme Corp"',
      {
        amount: '500000 USD',
        customer: 'Acme Corp',
        for: 'handle sam',
        on: '2026-11-18',
        note: 'renewal',
        tags: ['renewal'],
        split: ['handle kim 3000'],
      },
    ],
  ])('%s', (text, expected) => {
    const person = (ref: { kind: string; id?: string; text?: string }) => [ref.kind, ref.id ?? ref.text].filter(Boolean).join(' ')
    const values = plain(parse(text))
    const shown = {
      ...values,
      amount: `${values.amount.minor} ${values.amount.currency}`,
      ...(values.for ? { for: person(values.for) } : {}),
      split: values.split.flat().map((one: { who: { kind: string }; basisPoints: number }) => `${person(one.who)} ${one.basisPoints}`),
    }
    expect(shown).toEqual({ tags: [], split: [], ...expected })
  })
})

const complaint = (text: string, slots: Slots = logWin.slots) => {
  try {
    parse(text, slots)
  } catch (error) {
    if (error instanceof Complaint) return { key: error.key, at: error.mark && text.slice(error.mark.from, error.mark.to) }
    throw error
  }
  return undefined
}

describe('what cannot be read is named at its spot', () => {
  test.each([
    ['', 'problem.missing', ''],
    ['abc', 'problem.expected', 'abc'],
    ['-5', 'problem.amount-negative', '-5'],
    ['0', 'problem.amount-zero', '0'],
    ['1e9', 'problem.amount-unreadable', '1e9'],
    ['5000 5000', 'problem.second-amount', '5000'],
    ['5 0000', 'problem.amount-grouping', '5 0000'],
    ['5000 Acme close 2026-12-15', 'problem.belongs-elsewhere', 'close'],
    ['5000 Acme tags #renewal', 'problem.belongs-elsewhere', 'tags'],
    ['5000 close fri', 'problem.belongs-elsewhere', 'close'],
    ['5000 Acme Stage proposal', 'problem.belongs-elsewhere', 'Stage'],
    ['5 Mille', 'problem.amount-or-customer', '5 Mille'],
    ['5 2026', 'problem.second-amount', '2026'],
    ['5000 000', 'problem.second-amount', '000'],
    ['5000 5 00', 'problem.second-amount', '5'],
    ['5000 5 Mille', 'problem.second-amount', '5'],
    ['5k 0000', 'problem.second-amount', '0000'],
    ['90071992547409.93', 'problem.amount-too-large', '90071992547409.93'],
    ['5,00,0 Acme', undefined, '5,00,0'],
    ['5000XYZ Acme', 'problem.currency-unknown', undefined],
    ['5000 Acme on 2026-02-31', 'problem.date-does-not-exist', '2026-02-31'],
    ['5000 Acme on 31 february', 'problem.date-does-not-exist', undefined],
    ['5000 Acme on', 'problem.missing', 'on'],
    ['5000 Acme on 3rd', undefined, undefined],
    ['5000 Acme on 2026-11-17 on 2026-11-18', 'problem.given-twice', 'on'],
    ['5000 <@U1|sam>', 'problem.customer-is-mention', '<@U1|sam>'],
    ['5000 ‹@U1>', 'problem.customer-is-mention', '‹@U1>'],
    ['5000 @sam', 'problem.customer-is-person', '@sam'],
    ['5000 Acme @channel', 'problem.customer-is-channel-mention', '@channel'],
    ['5000 <!channel>', 'problem.customer-is-channel-mention', '<!channel>'],
    ['5000 ＠channel', 'problem.customer-is-channel-mention', '＠channel'],
    ['5000 ﹫Ｈｅｒｅ', 'problem.customer-is-channel-mention', '﹫Ｈｅｒｅ'],
    ['5000 ＜!here＞', 'problem.customer-is-channel-mention', '＜!here＞'],
    ['5000 ﹤!channel﹥', 'problem.customer-is-channel-mention', '﹤!channel﹥'],
    ['5000 "＜！channel＞"', 'problem.customer-is-channel-mention', '"＜！channel＞"'],
    ['5000 ＜＠U1＞', 'problem.customer-is-mention', '＜＠U1＞'],
    ['5000 ＠sam', 'problem.customer-is-person', '＠sam'],
    ['5000 Acme 🚀', 'problem.customer-has-emoji', '🚀'],
    ['5000 Acme :rocket:', 'problem.customer-has-emoji', ':rocket:'],
    ['5000 Ac\u202eme', 'problem.direction-mark', '\u202e'],
    ['5000 Ac\u0007me', 'problem.control-character', undefined],
    ['5000 "Acme', 'problem.unclosed-quote', undefined],
    ['5000 ""', 'problem.customer-empty', undefined],
    ['5000 Acme split @kim', 'problem.share-missing', undefined],
    ['5000 Acme split @kim 30', 'problem.share-unreadable', '30'],
    ['5000 Acme split @kim 100%', 'problem.share-out-of-range', '100%'],
    ['5000 Acme split @kim 0%', 'problem.share-out-of-range', '0%'],
    [`5000 ${'x'.repeat(101)}`, 'problem.customer-too-long', 'x'.repeat(101)],
    [`5000 Acme note ${'x'.repeat(501)}`, 'problem.note-too-long', 'x'.repeat(501)],
    ['x'.repeat(3_000), 'problem.text-too-long', undefined],
  ])('%s', (text, key, at) => {
    const found = complaint(text)
    expect(found).toBeDefined()
    if (key !== undefined) expect(found?.key).toBe(key)
    if (at !== undefined) expect(found?.at).toBe(at)
  })

  test('a keyword with one letter wrong is recognised', () => {
    expect(complaint('company 1m this yera', setTarget.slots)?.at).toBe('this')
    expect(complaint('@sam 50000 xyz', setTarget.slots)).toEqual({ key: 'problem.expected', at: 'xyz' })
  })
})

describe('progress and targets are read', () => {
  /** Whom a subject names, as typed. */
  const whose = ({ kind, text }: { kind: string; text?: string }) => text ?? kind

  test.each([
    ['', {}],
    ['this month', { period: '2026-11-01' }],
    ['company 2026-Q4', { subject: 'company', period: '2026-10-01' }],
    ['2026-Q4 company deals', { subject: 'company', period: '2026-10-01', metric: 'deals' }],
    ['team 2026-W47 calls', { subject: 'own team', period: '2026-11-16', metric: 'calls' }],
    ['@sam', { subject: 'sam' }],
    ['Sam Ortiz this quarter', { subject: 'Sam Ortiz', period: '2026-10-01' }],
    ['this quarter "Sam Ortiz"', { subject: 'Sam Ortiz', period: '2026-10-01' }],
    ['sam last month revenue', { subject: 'sam', period: '2026-10-01', metric: 'revenue' }],
  ])('/progress %s', (text, expected) => {
    const values = plain(parse(text, showProgress.slots))
    const period = values.period ? { period: values.period.from } : {}
    const subject = values.subject ? { subject: whose(values.subject) } : {}
    expect({ ...values, ...period, ...subject }).toEqual(expected)
  })

  test.each([
    ['@sam 50000 this quarter', { whose: 'sam', period: '2026-10-01', value: '5000000' }],
    ['@sam 20 2026', { whose: 'sam', period: '2026-01-01', value: '2000' }],
    ['company 5 million this year', { whose: 'company', period: '2026-01-01', value: '500000000' }],
    ['company 1.2m 2026', { whose: 'company', period: '2026-01-01', value: '120000000' }],
    ['@sam 20 deals this month', { whose: 'sam', period: '2026-11-01', value: '2000', metric: 'deals' }],
    ['Sam Ortiz 5 000 november', { whose: 'Sam Ortiz', period: '2026-11-01', value: '500000' }],
  ])('/target set %s', (text, expected) => {
    const values = plain(parse(text, setTarget.slots))
    expect({ ...values, whose: whose(values.whose), period: values.period.from, value: values.value.money.minor }).toEqual(expected)
  })
})

test('near is one letter wrong, missing, too many or swapped', () => {
  expect(['wno', 'wn', 'wonn', 'wan', 'won'].map((typed) => isNear(typed, 'won'))).toEqual([true, true, true, true, true])
  expect(['win5', 'lost', 'w'].map((typed) => isNear(typed, 'won'))).toEqual([false, false, false])
})
