import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate } from '../../src/vocabulary/date.ts'
import { dateOfNumber, dayNumber, parts, weekday } from '../../src/vocabulary/local-date.ts'
import { day, told, typed } from './typed.ts'

/** A Wednesday. */
const wednesday = day('2026-11-18')

function dateIn(text: string, toward?: 'past' | 'future', today = wednesday): string {
  const words = typed(text)
  return told(text, words, readDate(words, 0, { today, text, ...(toward ? { toward } : {}) }), (date) => date)
}

describe('a day, on Wednesday 18 November 2026,', () => {
  it.each([
    ['2026-11-18', '2026-11-18'],
    ['2026-1-8', '2026-01-08'],
    ['2026/11/18', '2026-11-18'],
    ['2026.11.18', '2026-11-18'],
    ['2026–11–18', '2026-11-18'],
    ['２０２６-１１-１８', '2026-11-18'],
    ['٢٠٢٦-١١-١٨', '2026-11-18'],
    ['18.11.2026', '2026-11-18'],
    ['3.4.2026', '2026-04-03'],
    ['18/11/2026', '2026-11-18'],
    ['11/18/2026', '2026-11-18'],
    ['18-11-2026', '2026-11-18'],
    ['04/04/2026', '2026-04-04'],
    ['18 nov', '2026-11-18'],
    ['19 nov', '2025-11-19'],
    ['17 Nov', '2026-11-17'],
    ['18 Nov 2027', '2027-11-18'],
    ['18. november 2025 Acme', '2025-11-18 | Acme'],
    ['18th nov', '2026-11-18'],
    ['nov 18', '2026-11-18'],
    ['November 18th, 2025', '2025-11-18'],
    ['nov 18, 2025', '2025-11-18'],
    ['18nov', '2026-11-18'],
    ['18-Nov', '2026-11-18'],
    ['18-nov-2025', '2025-11-18'],
    ['1 sept', '2026-09-01'],
    ['29 feb', '2024-02-29'],
    ['18 nov 5000', '2026-11-18 | 5000'],
    ['today', '2026-11-18'],
    ['Yesterday Acme', '2026-11-17 | Acme'],
    ['tomorrow', '2026-11-19'],
    ['wed', '2026-11-18'],
    ['fri', '2026-11-13'],
    ['Friday', '2026-11-13'],
    ['thu', '2026-11-12'],
    ['last wed', '2026-11-11'],
    ['last fri', '2026-11-13'],
    ['next wed', '2026-11-25'],
    ['next fri now', '2026-11-20 | now'],
  ])('%j is %s', (text, expected) => expect(dateIn(text)).toBe(expected))

  it.each([
    ['fri', '2026-11-20'],
    ['wed', '2026-11-18'],
    ['17 nov', '2027-11-17'],
    ['18 nov', '2026-11-18'],
    ['15 dec', '2026-12-15'],
    ['29 feb', '2028-02-29'],
    ['last fri', '2026-11-13'],
  ])('%j that is to come is %s', (text, expected) => expect(dateIn(text, 'future')).toBe(expected))

  it.each([
    ['31 February', 'date-does-not-exist at [31 February]'],
    ['feb 30 2026 Acme', 'date-does-not-exist at [feb 30 2026]'],
    ['29 feb 2026', 'date-does-not-exist at [29 feb 2026]'],
    ['0 nov', 'date-does-not-exist at [0 nov]'],
    ['2026-02-31', 'date-does-not-exist at [2026-02-31]'],
    ['2026-13-01', 'date-does-not-exist at [2026-13-01]'],
    ['31.11.2026', 'date-does-not-exist at [31.11.2026]'],
    ['31/02/2026', 'date-does-not-exist at [31/02/2026]'],
    ['13/13/2026', 'date-does-not-exist at [13/13/2026]'],
    ['03/04/2026', 'date-ambiguous at [03/04/2026]'],
    ['3-4-2026', 'date-ambiguous at [3-4-2026]'],
    ['18.11.26', 'date-ambiguous at [18.11.26]'],
    ['0026-11-18', 'date-too-far at [0026-11-18]'],
    ['9999-12-31', 'date-too-far at [9999-12-31]'],
  ])('%j is a problem: %s', (text, expected) => expect(dateIn(text)).toBe(expected))

  it.each([
    ['03/04/2026', { first: '2026-04-03', second: '2026-03-04' }],
    ['18.11.26', { first: '2026-11-18', second: '2018-11-26' }],
    ['31 February 2026', { last: '2026-02-28' }],
    ['31.04.2026', { last: '2026-04-30' }],
    ['2026-13-01', { last: 'none' }],
  ])('%j asks with %o', (text, details) => {
    const reading = readDate(typed(text), 0, { today: wednesday, text })
    expect(reading.outcome === 'wrong' && reading.problem.details).toMatchObject(details)
  })

  it.each([
    '',
    'Acme',
    '18',
    '2026',
    '2026-11',
    '5000',
    '18 apples',
    'nov',
    'nov 2026',
    'last',
    'this fri',
    'last week',
    '"today"',
    '"18" nov',
    '18.11',
    '#18',
    'frito',
  ])('does not begin with %j', (text) => expect(dateIn(text)).toBe('passed'))

  it.each(['1', '1-', '18n', '2026-11-', '.', '1/1/'])('is not looked for long in %j over and over', (piece) => {
    expect(dateIn(piece.repeat(3_000 / piece.length))).toBe('passed')
  })
})

describe('29 February without a year', () => {
  it('is found over a turn of the century that has none', () => {
    expect(dateIn('29 feb', 'past', day('2104-02-28'))).toBe('2096-02-29')
    expect(dateIn('29 feb', 'future', day('2096-03-01'))).toBe('2104-02-29')
  })
})

describe('any day', () => {
  const anyDay = fc.integer({ min: dayNumber(day('1970-01-01')), max: dayNumber(day('2199-12-31')) }).map(dateOfNumber)
  const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const { year, month, day: number } = parts(date)
        for (const text of [date, date.replaceAll('-', '/'), `${number}.${month}.${year}`, `${number} ${months[month - 1]} ${year}`]) {
          expect(dateIn(text)).toBe(date)
        }
      }),
    )
  })
  it('without a year is the nearest in its direction, never beyond today', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (today, date) => {
        const { month, day: number } = parts(date)
        fc.pre(!(month === 2 && number === 29) && today > '1971' && today < '2199')
        const text = `${number} ${months[month - 1]}`
        const past = day(dateIn(text, 'past', today))
        const future = day(dateIn(text, 'future', today))
        expect(past <= today && dayNumber(past) > dayNumber(today) - 366).toBe(true)
        expect(future >= today && dayNumber(future) < dayNumber(today) + 366).toBe(true)
      }),
    )
  })
  it('is a weekday within the week before it', () => {
    fc.assert(
      fc.property(
        anyDay.filter((date) => date > '1970-02'),
        fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'),
        (today, name) => {
          const found = day(dateIn(name, 'past', today))
          const last = day(dateIn(`last ${name}`, 'past', today))
          expect(weekday(found)).toBe(weekday(last))
          expect(found <= today && dayNumber(found) > dayNumber(today) - 7).toBe(true)
          expect(last < today && dayNumber(last) >= dayNumber(today) - 7).toBe(true)
        },
      ),
    )
  })
})
