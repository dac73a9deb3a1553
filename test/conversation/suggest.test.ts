// What is suggested in a field: the likeliest first, no more and no longer than a platform shows, and nothing that is not understood.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import { keyword, required, type Slot, type Slots, tags } from '../../src/conversation/argument.ts'
import {
  activity,
  currency,
  customer,
  futureDate,
  lossReason,
  metric,
  pastDate,
  period,
  periodAhead,
  stage,
  tag,
  timeZone,
} from '../../src/conversation/arguments.ts'
import { Complaint } from '../../src/conversation/complaint.ts'
import { readField } from '../../src/conversation/parse-fields.ts'
import type { Knowing } from '../../src/conversation/parse-text.ts'
import type { Known } from '../../src/conversation/people.ts'
import { person, team } from '../../src/conversation/people-arguments.ts'
import { destination } from '../../src/conversation/platform.ts'
import { fitting, type SuggestionSource, searched, suggestionsFor } from '../../src/conversation/suggest.ts'
import { move } from '../../src/deals/move-argument.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type DealNumber, type MemberId, type TeamId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { settingChoices } from '../../src/workspaces/settings/setting-choices.ts'
import { plainMember, plainRules } from '../fakes/plain.ts'

const installation = { platform: 'slack', id: 'T1' } as const
const workspace = {
  id: asId<WorkspaceId>(1),
  name: 'Test',
  currency: usDollar,
  timeZone: 'Europe/Oslo',
  calendar: defaultCalendar,
  language: 'en',
  announce: destination(installation, 'C1'),
  version: 1,
  rules: plainRules,
}
const sam = { id: asId<MemberId>(1), name: 'Sam Ortiz', role: 'admin' as const, language: 'en', ...plainMember, team: asId<TeamId>(1) }
const known: Known = { workspace, speaker: sam }
const knowing: Knowing = { today: '2026-11-18' as LocalDate, calendar: defaultCalendar, currency: usDollar, rules: plainRules } // a Wednesday

const teamCalled = (name: string, id = 1) => ({ id: asId<TeamId>(id), name, parent: undefined, lead: undefined, channel: undefined })

/** Names that are hard to read back, as people may have stored them. */
const odd = [
  'Acme',
  'Acme on yesterday',
  '5000',
  'none',
  'Joe "The" Plumber',
  '"Quoted"',
  '“Quoted',
  '#tag',
  '@acme',
  'x'.repeat(100),
  '   ',
  'a  b',
]

function source(names: readonly string[] = ['Acme', 'Acme Corp', 'Globex']): SuggestionSource {
  return {
    names: async () => names,
    deals: async () =>
      names.map((name, index) => ({
        number: asId<DealNumber>(index + 1),
        customer: name,
        amount: money(500_000n, usDollar),
        state: 'open',
        stage: 'lead',
      })),
    people: async () => [
      ...names.map((name, index) => ({ name, handle: `h${index}`, account: `U${index}` })),
      ...names.map((name) => ({ name, handle: '', account: undefined })),
    ],
    teams: async () => names.map((name, index) => teamCalled(name, index + 1)),
    settings: () => settingChoices(workspace, sayIn('en')),
  }
}

const asked = (slot: Slot<unknown>, typed: string, more: object = {}) => ({
  slot,
  typed,
  installation,
  known,
  knowing,
  say: sayIn('en'),
  commands: catalog.commands.map(({ name, summary }) => ({ name, title: sayIn('en').plain(summary) })),
  rituals: catalog.rituals.map(({ name, title }) => ({ name, title: sayIn('en').plain(title) })),
  ...more,
})
const labels = async (slot: Slot<unknown>, typed: string, more: object = {}) =>
  (await suggestionsFor(asked(slot, typed, more), source())).map(({ label }) => label)
const values = async (slot: Slot<unknown>, typed: string, from = source()) =>
  (await suggestionsFor(asked(slot, typed), from)).map(({ value }) => value)

describe('the likeliest stand first', () => {
  test.each([
    ['', ['Globex', 'Acme Corp', 'Meg Acme', 'Macme']],
    ['acme', ['Acme Corp', 'Meg Acme', 'Macme']],
    ['ＡCME C', ['Acme Corp']],
    [' corp', ['Acme Corp']],
    ['meg ac', ['Meg Acme']],
    ['"acm', ['Acme Corp', 'Meg Acme', 'Macme']],
    ['nothing', []],
  ])('for “%s”', (typed, expected) => {
    const choices = ['Globex', 'Macme', 'Acme Corp', 'Meg Acme'].map((name) => ({ label: name, value: name }))
    expect(fitting(typed, choices).map(({ value }) => value)).toEqual(
      typed === '' ? ['Globex', 'Macme', 'Acme Corp', 'Meg Acme'] : expected,
    )
  })

  test('a whole one before longer ones', () => {
    expect(
      fitting(
        'won',
        ['won by price', 'won'].map((name) => ({ label: name, value: name })),
      )[0]?.value,
    ).toBe('won')
  })

  test('without signs that are part of writing it', () => {
    expect(['#42', '@sam', '“Acme', ' A  B '].map(searched)).toEqual(['42', 'sam', 'acme', 'a b'])
  })
})

describe('days and periods around today', () => {
  test.each([
    [period, '', ['this month · November 2026', 'this quarter · Q4 2026', 'this week · week 47 of 2026', 'this year · 2026']],
    [period, 'last', ['last month · October 2026', 'last quarter · Q3 2026', 'last week · week 46 of 2026', 'last year · 2025']],
    [period, '2026-q', ['2026-Q4 · Q4 2026', '2026-Q3 · Q3 2026', '2026-Q2 · Q2 2026', '2026-Q1 · Q1 2026']],
    [period, 'oct', ['oct · October 2026', 'last month · October 2026', '2026-10 · October 2026', '2025-10 · October 2025']],
    [period, '2024', ['2024', '2024-Q4 · Q4 2024', '2024-12 · December 2024', '2024-11 · November 2024']],
    [periodAhead, 'next', ['next quarter · Q1 2027', 'next month · December 2026', 'next year · 2027', 'next week · week 48 of 2026']],
    [periodAhead, 'q1', ['q1 · Q1 2027', 'next quarter · Q1 2027', '2027-Q1 · Q1 2027', '2028-Q1 · Q1 2028']],
    [pastDate, '', ['today · 18 Nov 2026', 'yesterday · 17 Nov 2026', 'monday · 16 Nov 2026', 'sunday · 15 Nov 2026']],
    [pastDate, 'fri', ['fri · 13 Nov 2026', 'friday · 13 Nov 2026', '2026-11-13 · 13 Nov 2026', '2026-11-06 · 6 Nov 2026']],
    [pastDate, '2026-11-1', ['2026-11-1 · 1 Nov 2026', 'today · 18 Nov 2026', 'yesterday · 17 Nov 2026', 'monday · 16 Nov 2026']],
    [futureDate, '', ['today · 18 Nov 2026', 'tomorrow · 19 Nov 2026', 'friday · 20 Nov 2026', 'saturday · 21 Nov 2026']],
    [futureDate, '15 dec', ['15 dec · 15 Dec 2026', '2026-12-15 · 15 Dec 2026']],
  ] as const)('%#', async (argument, typed, first) => {
    expect((await labels(required(argument as Slot<unknown>['argument']), typed)).slice(0, 4)).toEqual(first)
  })

  test('in the language of who asks', async () => {
    const inNorwegian = (await labels(required(period), '', { say: sayIn('nb') }))[0]
    expect(inNorwegian).toBe('this month · november 2026')
    expect((await labels(required(period), 'oktober', { say: sayIn('nb') }))[0]).toBe('last month · oktober 2026')
  })

  test('of a fiscal year that begins in April', async () => {
    const calendar = { ...defaultCalendar, yearStartMonth: 4 }
    const fiscal = { knowing: { ...knowing, calendar } }
    const [first] = await suggestionsFor(asked(required(period), 'FY26', fiscal), source())
    expect(first?.value).toBe('FY26')
    for (const { value } of await suggestionsFor(asked(required(period), '', fiscal), source()))
      expect(readField(required(period), value, fiscal.knowing)).not.toBeInstanceOf(Complaint)
  })
})

describe('lists', () => {
  test.each([
    [metric, '', ['revenue', 'deals', 'calls', 'meetings', 'demos']],
    [activity, 'm', ['meetings', 'demos']],
    [stage, 'pro', ['proposal']],
    [move, 'l', ['lead', 'lost', 'lost price', 'lost product']],
    [lossReason, '', plainRules.lossReasons],
  ] as const)('%#', async (argument, typed, first) => {
    expect((await values(required(argument as Slot<unknown>['argument']), typed)).slice(0, first.length)).toEqual(first)
  })

  test('currencies and zones of the workspace first, by name and by place', async () => {
    expect((await labels(required(currency), '')).slice(0, 2)).toEqual(['USD · US Dollar', 'EUR · Euro'])
    expect(await labels(required(currency), 'krone')).toEqual(['NOK · Norwegian Krone', 'DKK · Danish Krone'])
    expect((await values(required(timeZone), ''))[0]).toBe('Europe/Oslo')
    expect(await values(required(timeZone), 'york')).toEqual(['America/New_York'])
  })
})

describe('what is found in the database', () => {
  test('a name that would be read as something else is not suggested', async () => {
    expect(await values(required(customer), '', source(odd))).toEqual([
      'Acme',
      'Acme on yesterday',
      '5000',
      'none',
      '“Quoted',
      '#tag',
      '@acme',
      'x'.repeat(100),
    ])
  })

  test('people as their account, or where they have none here in quotes', async () => {
    expect(await values(required(person), 'corp')).toEqual(['<@U1>', '"Acme Corp"'])
    expect(await values(required(team), 'acme c')).toEqual(['Acme Corp'])
  })

  test('one more tag', async () => {
    expect(await values(tags(tag), '#q4, ac', source(['Acme', 'north']))).toEqual(['#q4, #Acme'])
    expect(await values(keyword('tags', { ...tag, words: ['none'] }), '', source([]))).toEqual([])
  })

  test('nothing where nobody is known, or for a text that is longer than any name', async () => {
    expect(await suggestionsFor(asked(required(customer), '', { known: undefined }), source())).toEqual([])
    expect(await suggestionsFor(asked(required(customer), 'x'.repeat(301)), source())).toEqual([])
  })

  test('a fault is not hidden from who logs it', async () => {
    const broken = {
      ...source(),
      names: async () => {
        throw new Error('the database is gone')
      },
    }
    await expect(suggestionsFor(asked(required(customer), ''), broken)).rejects.toThrow('gone')
  })
})

test('whatever is typed into whichever field: few, short, each once, and each is understood', async () => {
  const all = catalog.commands.flatMap(({ slots }) => Object.values(slots as Slots)).filter(({ argument }) => argument.suggests)
  const typed = fc.oneof(
    fc.constantFrom(
      '',
      'a',
      'last',
      'this q',
      '2026',
      '#',
      '@',
      '"',
      '<@U1>',
      'week-start ',
      'currency',
      'kim 30',
      '@kim 30% no',
      'x, y',
      'none',
      '4',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  const names = fc.array(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'grapheme', maxLength: 120 })), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), typed, names, fc.constantFrom(...spokenLanguages), async (slot, text, found, language) => {
      const suggested = await suggestionsFor(asked(slot, text, { say: sayIn(language) }), source(found))
      expect(suggested.length).toBeLessThanOrEqual(25)
      expect(new Set(suggested.map(({ value }) => value)).size).toBe(suggested.length)
      for (const { label, value } of suggested) {
        expect(label.length).toBeGreaterThan(0)
        expect(label.length).toBeLessThanOrEqual(100)
        expect(value.length).toBeGreaterThan(0)
        expect(value.length).toBeLessThanOrEqual(100)
        expect(`${label}${value}`).not.toMatch(/\p{Surrogate}/u)
        const read = readField(slot, value, knowing)
        expect(read && !(read instanceof Complaint)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})
