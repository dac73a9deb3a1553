import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestMinor, readAmount, writeAmount } from '../../src/vocabulary/amount.ts'
import { type Currency, currencyOf, decimalsOf, money, toDecimalString, usDollar } from '../../src/vocabulary/money.ts'
import { told, typed } from './typed.ts'

const known = (code: string): Currency => currencyOf(code) ?? usDollar

/** `5000.00 USD | Acme`: the amount, then the words that are left. */
function amountIn(text: string, workspace = 'USD', at = 0): string {
  const words = typed(text)
  const reading = readAmount(words, at, { currency: known(workspace), text })
  return told(text, words, reading, ({ money: amount }) => `${toDecimalString(amount)} ${amount.currency}`)
}

function detailsOf(text: string, workspace = 'USD') {
  const reading = readAmount(typed(text), 0, { currency: known(workspace), text })
  return reading.outcome === 'wrong' ? reading.problem.details : undefined
}

describe('an amount', () => {
  it.each([
    ['5000', '5000.00 USD'],
    ['5,000', '5000.00 USD'],
    ['5.000', '5000.00 USD'],
    ['5 000', '5000.00 USD'],
    ['5\u00a0000', '5000.00 USD'],
    ['5\u202f000', '5000.00 USD'],
    ['5\u2009000\u2009000', '5000000.00 USD'],
    ['5.000,50', '5000.50 USD'],
    ['5,000.50', '5000.50 USD'],
    ['5 000,50', '5000.50 USD'],
    ["5'000.50", '5000.50 USD'],
    ['5’000.50', '5000.50 USD'],
    ["5'000", '5000.00 USD'],
    ['1.234.567', '1234567.00 USD'],
    ['1,234,567.8', '1234567.80 USD'],
    ['1 234 567,89', '1234567.89 USD'],
    ['5000.5', '5000.50 USD'],
    ['5000,50', '5000.50 USD'],
    ['0.05', '0.05 USD'],
    ['.50', '0.50 USD'],
    ['005000', '5000.00 USD'],
    ['+5000', '5000.00 USD'],
    ['+$5k', '5000.00 USD'],
    ['5k', '5000.00 USD'],
    ['5K', '5000.00 USD'],
    ['1.2m', '1200000.00 USD'],
    ['1,25m', '1250000.00 USD'],
    ['1,234.5k', '1234500.00 USD'],
    ['1.2345k', '1234.50 USD'],
    ['0.500k', '500.00 USD'],
    ['2bn', '2000000000.00 USD'],
    ['2b', '2000000000.00 USD'],
    ['5 k', '5000.00 USD'],
    ['1 200k', '1200000.00 USD'],
    ['５０００', '5000.00 USD'],
    ['５，０００．５０', '5000.50 USD'],
    ['＄５ｋ', '5000.00 USD'],
    ['٥٠٠٠', '5000.00 USD'],
    ['٥٬٠٠٠٫٥٠', '5000.50 USD'],
    ['٥٠٠٠٫٥', '5000.50 USD'],
    ['۵۰۰۰', '5000.00 USD'],
    ['5000,-', '5000.00 USD'],
    ['\u202a5000\u202c', '5000.00 USD'],
    ['5000\u200f', '5000.00 USD'],
    ['90071992547409.91', '90071992547409.91 USD'],
  ])('%j is %s', (text, expected) => expect(amountIn(text)).toBe(expected))

  it.each([
    [3, 'th thou thousand tsd Tsd. tausend tusen TUSEN mila mille тыс тыс. ТЫС тысяч 千 ｔｈｏｕｓａｎｄ'],
    [4, '万 萬'],
    [6, 'million MILLION Million millions mio Mio. mln mn mill mill. millioner milione milioni млн миллионов 百万 Ｍｉｏ'],
    [8, '亿 億'],
    [9, 'billion bn BN mrd Mrd. mld milliard milliarder miliardo miliardi млрд 十亿'],
  ])('counts %i zeros for %s', (zeros, scales) => {
    for (const scale of scales.split(' ')) {
      const whole = `12${'0'.repeat(zeros - 1)}.00 USD | Acme`
      expect([scale, amountIn(`1.2 ${scale} Acme`)]).toEqual([scale, whole])
      if (scale !== 'th') expect([scale, amountIn(`1.2${scale} Acme`)]).toEqual([scale, whole])
      expect([scale, amountIn(`1.500 ${scale} Acme`)]).toEqual([scale, `amount-ambiguous at [1.500 ${scale}]`])
    }
  })

  it.each([
    ['$5 million', 'EUR', '5000000.00 USD'],
    ['5 million EUR', 'USD', '5000000.00 EUR'],
    ['5 M€', 'USD', '5000000.00 EUR'],
    ['5 MNOK', 'USD', '5000000.00 NOK'],
    ['5 Mkr', 'NOK', '5000000.00 NOK'],
    ['5 тыс.руб.', 'USD', '5000.00 RUB'],
    ['5万元', 'CNY', '50000.00 CNY'],
    ['5 万元', 'CNY', '50000.00 CNY'],
    ['$5000', 'USD', '5000.00 USD'],
    ['$5k', 'EUR', '5000.00 USD'],
    ['$5k', 'CAD', '5000.00 CAD'],
    ['$5000 CAD', 'USD', '5000.00 CAD'],
    ['$5000 CAD', 'EUR', '5000.00 CAD'],
    ['US$5k', 'CAD', '5000.00 USD'],
    ['A$5k', 'USD', '5000.00 AUD'],
    ['5000 EUR', 'USD', '5000.00 EUR'],
    ['EUR 5000', 'USD', '5000.00 EUR'],
    ['EUR 5000 EUR', 'USD', '5000.00 EUR'],
    ['EUR5000', 'USD', '5000.00 EUR'],
    ['5000EUR', 'USD', '5000.00 EUR'],
    ['5000eur', 'USD', '5000.00 EUR'],
    ['5keur', 'USD', '5000.00 EUR'],
    ['€5k', 'USD', '5000.00 EUR'],
    ['5k€', 'USD', '5000.00 EUR'],
    ['5k €', 'USD', '5000.00 EUR'],
    ['5 k€', 'USD', '5000.00 EUR'],
    ['€ 5 000', 'USD', '5000.00 EUR'],
    ['5 000 €', 'USD', '5000.00 EUR'],
    ['£5', 'USD', '5.00 GBP'],
    ['¥5000', 'USD', '5000 JPY'],
    ['¥5000', 'CNY', '5000.00 CNY'],
    ['￥5000', 'USD', '5000 JPY'],
    ['5000₽', 'USD', '5000.00 RUB'],
    ['5к₽', 'USD', '5000.00 RUB'],
    ['5000 руб.', 'USD', '5000.00 RUB'],
    ['₹5000', 'USD', '5000.00 INR'],
    ['₩5000', 'USD', '5000 KRW'],
    ['₺5000', 'USD', '5000.00 TRY'],
    ['₴5000', 'USD', '5000.00 UAH'],
    ['5000 zł', 'USD', '5000.00 PLN'],
    ['5000zł', 'USD', '5000.00 PLN'],
    ['5000 kr', 'NOK', '5000.00 NOK'],
    ['kr 5000', 'SEK', '5000.00 SEK'],
    ['kr.500', 'DKK', '500.00 DKK'],
    ['5kkr', 'NOK', '5000.00 NOK'],
    ['5kr', 'ISK', '5 ISK'],
    ['CHF 5’000.50', 'USD', '5000.50 CHF'],
    ['Fr. 50', 'USD', '50.00 CHF'],
    ['50 Fr', 'CHF', '50.00 CHF'],
    ['5mxn', 'USD', '5.00 MXN'],
    ['5bnd', 'USD', '5.00 BND'],
    ['1.5k JPY', 'USD', '1500 JPY'],
    ['5000.00', 'JPY', '5000 JPY'],
    ['5.000', 'BHD', '5000.000 BHD'],
    ['5000.555', 'BHD', '5000.555 BHD'],
    ['5,000.555', 'BHD', '5000.555 BHD'],
    ['0.500', 'BHD', '0.500 BHD'],
    ['5.5', 'BHD', '5.500 BHD'],
  ])('%j where people sell in %s is %s', (text, workspace, expected) => expect(amountIn(text, workspace)).toBe(expected))

  it.each([
    ['a customer', '5000 Acme', '5000.00 USD | Acme'],
    ['a customer in capitals', '5000 IBM', '5000.00 USD | IBM'],
    ['a customer named like a currency in small letters', '5000 try Acme', '5000.00 USD | try | Acme'],
    ['a customer named like a currency', '5000 All Star', '5000.00 USD | All | Star'],
    ['a customer named like a currency, in quotes', '5000 "EUR"', '5000.00 USD | EUR'],
    ['a customer named like an abbreviation', '5000 Fr Smith', '5000.00 USD | Fr | Smith'],
    ['a customer behind a currency', '5000 TRY TOP', '5000.00 TRY | TOP'],
    ['a customer behind a comma', '5000, Acme', '5000.00 USD | Acme'],
    ['a customer behind a currency and a comma', '5000 EUR, Acme', '5000.00 EUR | Acme'],
    ['a customer behind a comma and a currency', '5000, EUR Acme', '5000.00 EUR | Acme'],
    ['another amount', '5000 5000', '5000.00 USD | 5000'],
    ['digits behind more than three', '5000 000', '5000.00 USD | 000'],
    ['quoted digits', '5 "000"', '5.00 USD | 000'],
    ['quoted digits that make no group', '5 "0000"', '5.00 USD | 0000'],
    ['a year', '20 2026', '20.00 USD | 2026'],
    ['a customer that begins with a digit', '5 7-Eleven', '5.00 USD | 7-Eleven'],
    ['a customer named like a scale, in quotes', '5 "Million"', '5.00 USD | Million'],
    ['a customer behind a scale', '5 million Acme', '5000000.00 USD | Acme'],
    ['a customer whose name begins like a scale', '5 Millennium', '5.00 USD | Millennium'],
    ['customers that end like a currency', '5 Mall', '5.00 USD | Mall'],
    ['Mrs behind an amount', '5 Mrs Smith', '5.00 USD | Mrs | Smith'],
    ['KKR behind an amount', '5 KKR', '5.00 USD | KKR'],
  ])('leaves %s alone', (_, text, expected) => expect(amountIn(text)).toBe(expected))

  it.each(['', 'Acme', '"5000"', '#42', '@5', '<@U5>', 'EUR', '$', '-', '...', 'IBM5000', 'XYZ 5000', 'eur 5000', 'A4'])(
    'does not begin with %j',
    (text) => expect(amountIn(text)).toBe('passed'),
  )

  it.each([
    ['5,00,0', 'amount-grouping at [5,00,0]'],
    ['1.234.56', 'amount-grouping at [1.234.56]'],
    ["5'00", "amount-grouping at [5'00]"],
    ['1 234,567.89', 'amount-grouping at [1 234,567.89]'],
    ['5.000’000', 'amount-grouping at [5.000’000]'],
    ['0,500,000', 'amount-grouping at [0,500,000]'],
    ['1,00,000', 'amount-indian-grouping at [1,00,000]'],
    ['12,34,567.50', 'amount-indian-grouping at [12,34,567.50]'],
    ['5000.555', 'amount-ambiguous at [5000.555]'],
    ['5,0000', 'amount-ambiguous at [5,0000]'],
    ['1.500k', 'amount-ambiguous at [1.500k]'],
    ['1.500 k', 'amount-ambiguous at [1.500 k]'],
    ['5 0000', 'amount-grouping at [5 0000]'],
    ['5 00 Acme', 'amount-grouping at [5 00]'],
    ['$5 0000€ Acme', 'amount-grouping at [$5 0000€]'],
    ['５ ００００', 'amount-grouping at [５ ００００]'],
    ['005 000', 'amount-grouping at [005 000]'],
    ['1 234 5', 'amount-grouping at [1 234 5]'],
    ['500 18 nov', 'amount-grouping at [500 18]'],
    ['12 34 567 Acme', 'amount-indian-grouping at [12 34 567]'],
    ['5, 0000 Acme', 'amount-unreadable at [5, 0000]'],
    ['5th', 'amount-unreadable at [5th]'],
    ['5 Mille', 'amount-or-customer at [5 Mille]'],
    ['5 Mila Srl', 'amount-or-customer at [5 Mila]'],
    ['5 MILL', 'amount-or-customer at [5 MILL]'],
    ['5 Ｍｉｌｌ', 'amount-or-customer at [5 Ｍｉｌｌ]'],
    ['5 M', 'amount-or-customer at [5 M]'],
    ['5 K Acme', 'amount-or-customer at [5 K]'],
    ['5 B', 'amount-or-customer at [5 B]'],
    ['5 К', 'amount-or-customer at [5 К]'],
    ['5 m. Smith', 'amount-or-customer at [5 m.]'],
    ['5 mil', 'amount-or-customer at [5 mil]'],
    ['5 lakh', 'amount-or-customer at [5 lakh]'],
    ['5 ball', 'amount-or-customer at [5 ball]'],
    ['5 kk', 'amount-or-customer at [5 kk]'],
    ['5000, k', 'amount-or-customer at [5000, k]'],
    ['5€ million', 'amount-or-customer at [5€ million]'],
    ['5 EUR k', 'amount-or-customer at [5 EUR k]'],
    ['5 thousand million', 'amount-or-customer at [5 thousand million]'],
    ['5000 Thousand Oaks', 'amount-or-customer at [5000 Thousand]'],
    ['1,234.567', 'amount-too-precise at [1,234.567]'],
    ['5,000.500', 'amount-too-precise at [5,000.500]'],
    ['0.555', 'amount-too-precise at [0.555]'],
    ['5000.50 JPY', 'amount-too-precise at [5000.50 JPY]'],
    ['1.5555k JPY', 'amount-ambiguous at [1.5555k JPY]'],
    ['-5', 'amount-negative at [-5]'],
    ['−5', 'amount-negative at [−5]'],
    ['$-5', 'amount-negative at [$-5]'],
    ['-$5', 'amount-negative at [-$5]'],
    ['EUR -5', 'amount-negative at [EUR -5]'],
    ['0', 'amount-zero at [0]'],
    ['0.00 EUR', 'amount-zero at [0.00 EUR]'],
    ['0.001 USD', 'amount-zero at [0.001 USD]'],
    ['1e9', 'amount-unreadable at [1e9]'],
    ['5abc', 'amount-unreadable at [5abc]'],
    ['5..0', 'amount-unreadable at [5..0]'],
    ['0x1F', 'amount-unreadable at [0x1F]'],
    ['50%', 'amount-unreadable at [50%]'],
    ['5-6', 'amount-unreadable at [5-6]'],
    ['5️⃣', 'amount-unreadable at [5️⃣]'],
    ['5, 000 Acme', 'amount-unreadable at [5, 000]'],
    ['5000XYZ', 'currency-unknown at [5000XYZ]'],
    ['5kXYZ', 'currency-unknown at [5kXYZ]'],
    ['5000 kr', 'currency-ambiguous at [5000 kr]'],
    ['$5000 EUR', 'currency-twice at [$5000 EUR]'],
    ['5000 eur Acme', 'currency-or-customer at [5000 eur]'],
    ['90071992547409.92', 'amount-too-large at [90071992547409.92]'],
    ['9007199254740992 JPY', 'amount-too-large at [9007199254740992 JPY]'],
    ['100000bn', 'amount-too-large at [100000bn]'],
  ])('%j is a problem: %s', (text, expected) => expect(amountIn(text)).toBe(expected))

  it.each([
    ['5,00,0', 'USD', { thousands: '5,000', decimal: '500.00' }],
    ['5,00,0', 'JPY', { thousands: '5,000', decimal: 'none' }],
    ['5 0000', 'USD', { thousands: '50,000', decimal: 'none' }],
    ['5 00', 'USD', { thousands: '500', decimal: '5.00' }],
    ['12 34 567', 'USD', { thousands: '1,234,567' }],
    ['1,00,000', 'USD', { thousands: '100,000' }],
    ['5000.555', 'USD', { thousands: '5,000,555', decimal: '5,000.56' }],
    ['1.500k', 'USD', { thousands: '1,500,000', decimal: '1,500' }],
    ['5000.50', 'JPY', { currency: 'JPY', decimals: 0, rounded: '5,001' }],
    ['5000XYZ', 'USD', { text: 'XYZ' }],
    ['5000 kr', 'USD', { codes: 'NOK, SEK, DKK, ISK' }],
    ['99999999999999999999', 'USD', { largest: '90,071,992,547,409.91' }],
  ])('%j in %s asks with %o', (text, workspace, details) => expect(detailsOf(text, workspace)).toMatchObject(details))

  it('says whether a currency was written', () => {
    const written = (text: string) => {
      const reading = readAmount(typed(text), 0, { currency: usDollar, text })
      return reading.outcome === 'read' && reading.value.currencyWritten
    }
    expect(['5000', '5000 Acme', '$5000', '5000 USD'].map(written)).toEqual([false, false, true, true])
  })

  it('is read from where it stands', () => expect(amountIn('won 5k Acme', 'USD', 1)).toBe('5000.00 USD | Acme'))

  it.each(['9', '0', '5,', '5 ', '1.', "1'", 'k', '$', '-', '٫', '5\u00a0', '000 ', '1 000 '])(
    'is read or refused in no time from %j over and over',
    (piece) => {
      expect(['passed', 'read', 'wrong']).toContain(
        readAmount(typed(piece.repeat(3_000 / piece.length)), 0, { currency: usDollar, text: piece.repeat(3_000 / piece.length) }).outcome,
      )
    },
  )
})

describe('writing an amount', () => {
  it('is plain', () => {
    expect(writeAmount(money(500_000n, usDollar))).toBe('5000.00 USD')
    expect(writeAmount(money(5_000n, known('JPY')))).toBe('5000 JPY')
    expect(writeAmount(money(5_000_555n, known('BHD')))).toBe('5000.555 BHD')
  })
  it('keeps thousandths from being read as thousands', () => {
    expect(writeAmount(money(5_555n, known('BHD')))).toBe('5.5550 BHD')
  })

  const minors = fc.oneof(fc.bigInt({ min: 1n, max: 10_000_000n }), fc.bigInt({ min: 1n, max: largestMinor }))
  const currencies = fc.constantFrom(...['JPY', 'USD', 'BHD', 'EUR', 'NOK', 'ISK', 'TND', 'TRY'].map(known))
  it('is undone by reading, in currencies of no, two and three decimals, whatever the workspace sells in', () => {
    fc.assert(
      fc.property(minors, currencies, currencies, (minor, currency, workspace) => {
        const text = writeAmount(money(minor, currency))
        const reading = readAmount(typed(text), 0, { currency: workspace, text })
        expect(reading).toEqual({ outcome: 'read', value: { money: money(minor, currency), currencyWritten: true }, next: 2 })
      }),
      { numRuns: 1_000 },
    )
  })

  const separators = fc.constantFrom<readonly [string, string]>(
    [',', '.'],
    ['.', ','],
    [' ', ','],
    ['\u00a0', '.'],
    ["'", '.'],
    ['’', ','],
    ['٬', '٫'],
  )
  const scripts = fc.constantFrom(0x30, 0xff10, 0x660, 0x6f0)
  it('in the manner of any country and script reads the same', () => {
    fc.assert(
      fc.property(
        minors,
        fc.constantFrom(...['USD', 'BHD'].map(known)),
        separators,
        scripts,
        (minor, currency, [thousands, decimal], zero) => {
          const [whole = '', fraction = ''] = toDecimalString(money(minor, currency)).split('.')
          fc.pre(whole.length > 3)
          const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, thousands)
          const text = `${grouped}${decimal}${fraction}`.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)))
          const reading = readAmount(typed(text), 0, { currency, text })
          expect(reading.outcome === 'read' ? reading.value.money.minor : reading).toBe(minor)
          expect(decimalsOf(currency)).toBe(fraction.length)
        },
      ),
    )
  })

  it('of nonsense never reads as zero, below zero or beyond what is kept', () => {
    const piece = fc.constantFrom(
      '0',
      '5',
      '9',
      '000',
      ',',
      '.',
      "'",
      ' ',
      'k',
      'm',
      'bn',
      'million',
      '万',
      '$',
      '€',
      'EUR',
      'JPY',
      'kr',
      '-',
      '+',
      '٥',
      '٫',
      '"',
      'e',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), currencies, (pieces, workspace) => {
        const text = pieces.join('')
        fc.pre(!text.includes('"'))
        const words = typed(text)
        const reading = readAmount(words, 0, { currency: workspace, text })
        if (reading.outcome !== 'read') return
        expect(reading.value.money.minor).toBeGreaterThan(0n)
        expect(reading.value.money.minor).toBeLessThanOrEqual(largestMinor)
        expect(reading.next).toBeGreaterThan(0)
        expect(reading.next).toBeLessThanOrEqual(words.length)
      }),
      { numRuns: 2_000 },
    )
  })
})
