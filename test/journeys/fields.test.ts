// Commands whose slots each have a field: the same answers as for what is typed, complaints that read well, and suggestions.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import type { Slots } from '../../src/conversation/argument.ts'
import { asFields } from '../../src/conversation/as-fields.ts'
import { findCommand } from '../../src/conversation/catalog.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { plainRules } from '../fakes/plain.ts'
import { type Office, openOffice } from './office.ts'

const context = { today: '2026-11-18' as LocalDate, calendar: defaultCalendar, currency: usDollar, rules: plainRules }

/** The command's words, with the one of its own where others begin like it, and its slots. */
function commandOf(sentence: string): { readonly words: string; readonly slots: Slots; readonly text: string } {
  const [, word = '', text = ''] = /^\/(\S+)\s?(.*)$/s.exec(sentence) ?? []
  const found = findCommand(catalog.commands, word, text)
  if (!found) throw new Error(`No command: ${sentence}`)
  const { name, word: own } = found.command
  return { words: own === undefined ? name : `${name} ${own}`, slots: found.command.slots, text: found.text }
}

/** A company of a few days, so that the sentences have something to be about. */
async function company(): Promise<Office> {
  const office = await openOffice()
  for (const line of ['/dealbell member @sam role rep', '/dealbell member @kim role rep', '/dealbell member @noor role lead'])
    await office.types('gus', line)
  for (const line of ['/dealbell team add North', '/dealbell team add West', '/dealbell team add South', '/dealbell team move @sam North'])
    await office.types('gus', line)
  await office.types('gus', '/dealbell rate EUR 1.08')
  for (let number = 1; number <= 41; number += 1)
    await office.types(number % 2 ? 'sam' : 'kim', `/deal won ${number}00 ${number % 3 ? 'Acme' : 'Globex'}`)
  await office.types('sam', '/deal open 5000 Acme Corp stage lead close 15 dec #renewal product "GTX Pro"')
  await office.types('gus', '/target set company 1.2m this year')
  return office
}

describe('every command gives the same answer in fields', () => {
  // What a sentence changes, the same sentence in fields changes in a company of its own.
  let typing: Office
  let filling: Office
  beforeAll(async () => {
    ;[typing, filling] = await Promise.all([company(), company()])
  }, 120_000)
  afterAll(() => Promise.all([typing.close(), filling.close()]))

  test.each(catalog.commands.flatMap(({ examples }) => examples.slice(0, 2)).map((example) => [example]))('%s', async (example) => {
    const { words, slots, text } = commandOf(example)
    const fields = asFields({ slots }, text, context)
    if (!fields) throw new Error('It has to be read')
    const typed = await typing.types('gus', example)
    const filled = await filling.fillsFields('gus', words, fields)
    // Each code is a new one, and a complaint shows what was given and does not propose just that.
    const told = (text: string) =>
      text
        .replace(/[A-Z0-9]{5}-[A-Z0-9]{5}/g, 'CODE')
        .replace(/^I read “.*?”/, 'I read this')
        .replace(/ ?Try: .*$/, '')
        .trim()
    expect(told(filled.text)).toBe(told(typed.text))
  })
})

describe('in fields', () => {
  let office: Office
  beforeAll(async () => {
    office = await company()
  }, 60_000)
  afterAll(() => office.close())

  test('a win is logged once, whatever words stand in its customer', async () => {
    const fields = { amount: '5000', customer: 'Bed Bath on yesterday', tags: 'renewal #north', split: 'Kim Lund 30%', note: '' }
    const first = await office.fillsFields('sam', 'deal won', fields, { requestKey: 'one' })
    expect(first.text).toContain('Bed Bath on yesterday')
    expect((await office.fillsFields('sam', 'deal won', fields, { requestKey: 'one' })).text).toBe(first.text)
    const shown = await office.types('sam', '/deal show #43')
    expect(shown.text).toContain('#renewal')
    expect(shown.text).toContain('Kim Lund')
    expect((await office.types('sam', '/deal show #44')).text).toContain('no deal #44')
  })

  test('what cannot be read is told as it stands in the fields', async () => {
    const told = async (words: string, fields: Record<string, string>) => (await office.fillsFields('sam', words, fields)).text
    expect(await told('deal won', { amount: '5,00,0', customer: 'Acme' })).toContain(
      'I read “won amount:5,00,0 customer:Acme” and stumbled at [5,00,0]',
    )
    expect(await told('deal won', { customer: 'Acme' })).toContain('I read “won customer:Acme”: something is missing: amount')
    expect(await told('deal won', { amount: '5000', for: 'Nobody' })).toContain('stumbled at [Nobody]')
    expect(await told('deal won', { amount: '5000', for: '<@UBOT|dealbell>' })).toContain('for:@dealbell')
    expect(await told('deal won', { amount: '5000', for: 'Kim Lund <@UNOOR|noor>' })).toContain('anybody called Kim Lund @noor.')
    expect(await told('deal won extra', { amount: '5000' })).toContain('stumbled at [extra]')
    expect(await told('deal', {})).toContain('wants one more word')
    expect(await told('leaderboard', { by: 'luck' })).toContain('I read “by:luck” and stumbled at [luck]')
  })

  test('nobody is told to try what they just typed', async () => {
    const [filled, typed] = [await office.fillsFields('gus', 'dealbell unlink', {}), await office.types('gus', '/dealbell unlink')]
    expect(filled.text).toBe(typed.text)
    expect(typed.text).toContain('only chat')
    expect(typed.text).not.toContain('Try:')
  })

  test('the base command has a word of its own', async () => {
    expect((await office.fillsFields('gus', 'agenda show', { team: 'North' })).text).toBe((await office.types('gus', '/agenda North')).text)
    expect((await office.fillsFields('gus', 'agenda', {})).text).toBe((await office.types('gus', '/agenda')).text)
  })

  test('people of a split are understood by their labels', async () => {
    const split = 'Noor Haddad (@noor) 2%, Kim Lund (@kim) 30%'
    const told = await office.fillsFields('sam', 'deal won', { amount: '700', split })
    expect(told.text).toContain('Noor Haddad has 2 % of it · Kim Lund has 30 % of it')
  })

  test('set-up is given in fields too', async () => {
    const fresh = await openOffice({ setUp: false })
    const told = await fresh.fillsFields('gus', 'dealbell setup', { currency: 'nok', timezone: 'Europe/Oslo', 'working-days': 'Mon-Thu' })
    expect(told.text).toContain('NOK')
    await fresh.close()
  })
})

describe('a command with a word of its own, typed', () => {
  let office: Office
  beforeAll(async () => {
    office = await company()
  }, 60_000)
  afterAll(() => office.close())

  test.each([
    ['/agenda show', '/agenda'],
    ['/agenda show North', '/agenda North'],
    ['/deal list deals won', '/deal list won'],
    ['/dealbell team show North', '/dealbell team North'],
    ['/dealbell privacy show', '/dealbell privacy'],
  ])('%s is %s', async (longer, shorter) => {
    const told = (text: string) => text.replace(/ago|just now/g, '')
    expect(told((await office.types('gus', longer)).text)).toBe(told((await office.types('gus', shorter)).text))
  })

  test('and does what it says', async () => {
    expect((await office.types('sam', '/log add calls 12')).text).toContain('12')
    expect((await office.types('sam', '/kudos give @kim for the pilot')).text).toContain('Kim Lund')
    expect((await office.types('sam', '/agenda show 5')).text).toContain('stumbled at [5]')
  })
})

test('whose platform tells their language is answered in it from the first word', async () => {
  const office = await openOffice({ setUp: false, locale: 'it' })
  expect((await office.types('gus', '/deal won 5')).text).toContain('Dealbell')
  const [italian, english] = [sayIn('it'), sayIn('en')].map((say) => say.plain('complaint.not-set-up'))
  expect(italian).not.toBe(english)
  expect((await office.types('gus', '/deal won 5')).text).toContain(italian)
  expect((await office.types('gus', '/dealbell setup currency EUR timezone Europe/Rome')).text).toContain('pronto')
  await office.close()
})

test('a complaint names the fields as they are called where somebody fills them in', async () => {
  const office = await openOffice({ locale: 'ru' })
  const told = await office.fillsFields('gus', 'deal won', { amount: '5,00,0', customer: 'Acme' })
  expect(told.text).toContain('«won сумма:5,00,0 клиент:Acme»')
  await office.close()
})

describe('suggested is', () => {
  let office: Office
  beforeAll(async () => {
    office = await company()
  }, 60_000)
  afterAll(() => office.close())

  const values = async (...asked: Parameters<Office['asks']>) => (await office.asks(...asked)).map(({ value }) => value)
  const labels = async (...asked: Parameters<Office['asks']>) => (await office.asks(...asked)).map(({ label }) => label)

  // Discord sends the label of what was chosen when somebody pastes the command, or types on behind it.
  test.each<[string, string, Record<string, string>?]>([
    ['progress', 'subject'],
    ['progress', 'period'],
    ['deal show', 'number'],
    ['dealbell help', 'command'],
    ['dealbell settings', 'setting'],
    ['dealbell rate', 'currency'],
    ['dealbell schedule', 'ritual', { preview: 'true' }],
    ['agenda action', 'who', { what: 'call Globex' }],
    ['deal won', 'on', { amount: 'nothing' }],
    ['deal open', 'close', { amount: 'nothing' }],
  ])('understood too by its label: %s, %s', async (words, slot, more = {}) => {
    const found = (await office.asks('gus', words, slot, '')).slice(0, 12)
    expect(found.some(({ label, value }) => label !== value)).toBe(true)
    const told = async (value: string) =>
      (await office.fillsFields('gus', words, { ...more, [slot]: value })).text.replace(/^I read.*stumbled at/, '').replace(/: \d+ /, '')
    for (const { label, value } of found) expect(await told(label)).toBe(await told(value))
  })

  test('one more person for a split behind one who was chosen', async () => {
    const [first = ''] = await labels('sam', 'deal won', 'split', 'noor 2')
    expect(first).toBe('Noor Haddad (@noor) 2%')
    expect(await values('sam', 'deal won', 'split', `${first} kim 3`)).toEqual(['Noor Haddad (@noor) 2% <@UKIM> 3%'])
  })

  test('a customer, of many deals first', async () => {
    expect(await values('sam', 'deal won', 'customer', '')).toEqual(['Acme', 'Globex', 'Acme Corp'])
    expect(await values('sam', 'deal won', 'customer', 'ac')).toEqual(['Acme', 'Acme Corp'])
    expect(await values('sam', 'deal won', 'customer', 'CORP')).toEqual(['Acme Corp'])
    expect(await values('sam', 'deal won', 'customer', 'lob')).toEqual(['Globex'])
    expect(await values('kim', 'deal won', 'customer', 'corp')).toEqual([]) // of somebody else's open deal
    expect(await values('gus', 'deal edit', 'customer', 'n')).toEqual(['none'])
  })

  test('a deal that they may see, their own first', async () => {
    expect(await labels('sam', 'deal lost', 'number', '')).toEqual(['#42 · Acme Corp · $5,000 · lead'])
    expect(await labels('kim', 'deal lost', 'number', '')).toEqual([])
    expect(await values('gus', 'deal stage', 'number', '42')).toEqual(['#42'])
    expect(await labels('sam', 'deal edit', 'number', '#4')).toEqual(['#42 · Acme Corp · $5,000 · lead', '#41 · Acme · $4,100 · won'])
    expect(await values('kim', 'deal edit', 'number', '4')).toEqual(['#4', '#40'])
    expect(await values('noor', 'deal lost', 'number', '')).toEqual([])
    await office.types('gus', '/dealbell team lead North @noor')
    expect(await values('noor', 'deal lost', 'number', '')).toEqual(['#42']) // of whom she leads
    expect((await values('kim', 'deal show', 'number', 'glob')).slice(0, 3)).toEqual(['#36', '#30', '#24'])
  })

  test('a person, by name or handle, as who cannot be mistaken', async () => {
    expect(await office.asks('sam', 'kudos give', 'who', 'lund')).toEqual([{ label: 'Kim Lund (@kim)', value: '<@UKIM>' }])
    expect(await values('sam', 'deal won', 'for', '@no')).toEqual(['<@UNOOR>'])
    expect(await values('sam', 'deal won', 'for', '<@UNOOR>')).toEqual([])
    expect(await values('sam', 'agenda action', 'who', 'me')).toEqual(['me'])
    expect(await labels('sam', 'deal won', 'split', '<@UNOOR> 20% kim')).toEqual([
      '<@UNOOR> 20% Kim Lund (@kim) 50%',
      '<@UNOOR> 20% Kim Lund (@kim) 30%',
      '<@UNOOR> 20% Kim Lund (@kim) 20%',
      '<@UNOOR> 20% Kim Lund (@kim) 10%',
    ])
    expect(await values('sam', 'deal won', 'split', 'lund 15')).toEqual(['<@UKIM> 15%'])
  })

  test('whose numbers: the company, teams, people', async () => {
    expect((await values('sam', 'progress', 'subject', '')).slice(0, 6)).toEqual(['company', 'team', 'North', 'South', 'West', 'me'])
    expect(await values('sam', 'progress', 'subject', 'nor')).toEqual(['North', 'team'])
    expect(await values('sam', 'progress', 'subject', 'no')).toEqual(['North', '<@UNOOR>', 'team'])
  })

  test('tags and products, one more behind those that stand there', async () => {
    expect(await values('sam', 'deal won', 'tags', '')).toEqual(['#renewal'])
    expect(await values('sam', 'deal won', 'tags', '#q4 #ren')).toEqual(['#q4 #renewal'])
    expect(await values('sam', 'deal won', 'tags', '#renewal ')).toEqual([])
    expect(await values('sam', 'deal won', 'product', 'pro')).toEqual(['GTX Pro'])
  })

  test('periods and days, with what they are', async () => {
    expect((await labels('sam', 'progress', 'period', 'last m'))[0]).toBe('last month · October 2026')
    expect((await labels('sam', 'progress', 'period', 'fy25'))[0]).toBe('fy25 · 2025')
    expect((await labels('gus', 'target set', 'period', 'next'))[0]).toBe('next quarter · Q1 2027')
    expect((await labels('sam', 'deal won', 'on', 'yes'))[0]).toBe('yesterday · 17 Nov 2026')
    expect((await labels('sam', 'deal open', 'close', '15 d'))[0]).toBe('2026-12-15 · 15 Dec 2026')
    expect((await labels('sam', 'deal open', 'close', '15 dec'))[0]).toBe('15 dec · 15 Dec 2026')
  })

  test('settings, rituals and commands', async () => {
    expect(await labels('gus', 'dealbell settings', 'setting', 'week-start s')).toContain('week-start sunday · Sunday')
    expect((await values('gus', 'dealbell schedule', 'ritual', 'lead'))[0]).toBe('leaderboard')
    expect((await values('gus', 'dealbell help', 'command', 'deal w'))[0]).toBe('deal won')
  })

  test('nothing to who may not, is not known, or has left; and nobody becomes a member by asking', async () => {
    const members = () => office.database.client.member.count()
    const before = await members()
    expect(await values('kim2', 'deal won', 'customer', '')).toEqual([])
    expect(await values('sam', 'dealbell schedule', 'ritual', '')).toEqual([])
    expect(await values('sam', 'deal won', 'colour', '')).toEqual([])
    expect(await values('sam', 'deal won', 'constructor', '')).toEqual([])
    expect(await values('sam', 'deal win', 'customer', '')).toEqual([])
    await office.types('gus', '/dealbell member @noor left')
    expect(await values('noor', 'deal won', 'customer', '')).toEqual([])
    expect(await values('sam', 'kudos give', 'who', 'noor')).toEqual([])
    await office.types('gus', '/dealbell member @noor back')
    expect(await members()).toBe(before)
  })

  test('where nothing is set up, what the world has', async () => {
    const fresh = await openOffice({ setUp: false })
    expect((await fresh.asks('gus', 'dealbell setup', 'currency', 'norw')).map(({ label }) => label)).toEqual(['NOK · Norwegian Krone'])
    expect((await fresh.asks('gus', 'dealbell setup', 'timezone', 'oslo')).map(({ value }) => value)).toEqual(['Europe/Oslo'])
    expect(await fresh.asks('gus', 'deal won', 'customer', '')).toEqual([])
    await fresh.close()
  })

  test('nothing where it cannot be known, and the fault is in the log without what was typed', async () => {
    const broken = await company()
    await broken.database.close()
    expect(await broken.asks('sam', 'deal won', 'customer', 'Secret')).toEqual([])
    const line = JSON.stringify(broken.lines.at(-1))
    expect(line).toContain('deal won …')
    expect(line).not.toContain('Secret')
  })
})
