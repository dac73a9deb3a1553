// Sentences of the catalogue, and money, numbers and dates as a language writes them.
import { describe, expect, test } from 'vitest'
import { languageCalled, languageName, sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { currencyOf, money, usDollar } from '../../src/vocabulary/money.ts'
import { periodOf } from '../../src/vocabulary/period.ts'

const say = sayIn('en')
const currency = (code: string) => currencyOf(code) ?? usDollar

describe('speaking', () => {
  test('what people typed is put in as it is, whatever it looks like', () => {
    expect(say.plain('deal.note', { note: '<b>{x}</b> & <!channel>' })).toBe('Note: <b>{x}</b> & <!channel>')
  })
  test('one full stop ends a sentence, also behind what ends with its own', () => {
    const rate = { code: 'EUR', rate: '1.08', currency: 'USD' }
    const day = sayIn('ru').date('2026-11-18' as LocalDate)
    expect(day.endsWith('г.')).toBe(true)
    expect(sayIn('ru').plain('rate.set', { ...rate, date: day })).toMatch(/2026.г\.$/)
    expect(say.plain('rate.set', { ...rate, date: '18 Nov' })).toMatch(/ 18 Nov on\.$/)
    expect(sayIn('it').plain('rate.set', { ...rate, date: 'Acme…' })).toMatch(/Acme…\.$/)
    expect(sayIn('it').plain('rate.set', { ...rate, date: 'Acme..' })).toMatch(/Acme\.\.\.$/)
  })
  test('spans given as values stay spans', () => {
    expect(say('card.taken-back', { name: { kind: 'bold', spans: ['Sam'] }, customer: 'Acme' })).toEqual([
      { kind: 'strike', spans: [{ kind: 'bold', spans: ['Sam'] }, ' closed Acme'] },
      ' — taken back',
    ])
  })
  test('amounts beyond floating point are said exactly', () => {
    expect(say.money(money(9_007_199_254_740_993_01n, usDollar))).toBe('$9,007,199,254,740,993.01')
  })
  test('a brief amount leaves out zero cents only', () => {
    expect(say.money(money(500_000n, usDollar), 'brief')).toBe('$5,000')
    expect(say.money(money(500_050n, usDollar), 'brief')).toBe('$5,000.50')
    expect(say.money(money(5_000n, currency('JPY')))).toBe('¥5,000')
    expect(say.money(money(5_000n, currency('BHD'))).replace(/\s/, ' ')).toBe('BHD 5.000')
  })
  test('shares are whole percents, halves up', () => {
    expect([0.764, 0.765, 1.5, 0, 0.005].map(say.percent)).toEqual(['76\u00a0%', '77\u00a0%', '150\u00a0%', '0\u00a0%', '1\u00a0%'])
  })
  test('periods and days', () => {
    const day = '2026-11-18' as LocalDate
    const names = (['year', 'quarter', 'month', 'week', 'day'] as const).map((kind) => say.period(periodOf(kind, day, defaultCalendar)))
    expect(names).toEqual(['2026', 'Q4 2026', 'November 2026', 'week 47 of 2026', '18 Nov 2026'])
  })
  test('a fiscal year that begins in April says that it is one', () => {
    const april = { ...defaultCalendar, yearStartMonth: 4 }
    const day = '2026-11-18' as LocalDate
    expect([say.period(periodOf('year', day, april)), say.period(periodOf('quarter', day, april))]).toEqual(['FY2027', 'Q3 FY2027'])
  })
  test('stretches of round amounts, months and weekdays', () => {
    const dollars = (whole: bigint) => money(whole * 100n, usDollar)
    expect(say.moneyRange(dollars(5_000n), dollars(10_000n))).toBe('$5–10K')
    expect(sayIn('ru').moneyRange(dollars(5_000n), dollars(10_000n)).replace(/\s/g, ' ')).toBe('5–10 тыс. $')
    expect([say.month(1), say.month(12), say.weekday(1), say.weekday(7)]).toEqual(['January', 'December', 'Monday', 'Sunday'])
    expect([sayIn('nb').month(5), sayIn('it').weekday(3)]).toEqual(['mai', 'mercoledì'])
  })
  test('a language is called by its own name, its English one or its code', () => {
    for (const text of ['Norsk', 'norwegian', 'NB', 'no', 'nn-NO', 'Bokmål']) expect(languageCalled(text)).toBe('nb')
    expect(spokenLanguages.map(languageName)).toEqual(['English', 'Norsk', 'Italiano', 'Русский', '中文'])
    expect([languageCalled('Klingon'), languageCalled(''), languageCalled('constructor')]).toEqual([undefined, undefined, undefined])
  })
  test('a language without a catalogue is spoken in English', () => {
    expect(sayIn('tlh').language).toBe('en')
    expect(spokenLanguages).toContain('en')
  })
})
