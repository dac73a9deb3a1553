// Targets: set, split, listed, explained and taken back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buttonsOf, type Office, openOffice, type Told } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice() // Wednesday 18 November 2026
})
afterEach(() => office.close())

/** Sam and Kim are in North, Noor is in South. */
async function inTeams(): Promise<void> {
  for (const who of ['sam', 'kim', 'noor']) await office.types(who, '/progress')
  for (const line of ['add North', 'add South', 'move @sam North', 'move @kim North', 'move @noor South'])
    await office.types('gus', `/dealbell team ${line}`)
}

const gus = (line: string): Promise<Told> => office.types('gus', line)
const lines = ({ text }: Told): readonly string[] => text.split('\n')
/** What follows the button's line is left out. */
const labels = (told: Told): readonly string[] => buttonsOf(told).map(({ label }) => label)

describe('setting a target', () => {
  test('for a rep, a team and the company, in money, deals and activities, for any period', async () => {
    await inTeams()
    expect((await gus('/target set @sam 66k this quarter')).text).toBe(
      '🎯 Target for Sam Ortiz, Q4 2026: $66,000\nThat is $1,000 a working day over 66 days.\n[Undo]',
    )
    expect(lines(await gus('/target set North 1.2m next year'))[0]).toBe('🎯 Target for North, 2027: $1,200,000')
    expect(lines(await gus('/target set company 20 deals this month'))[0]).toBe('🎯 Target for the company, November 2026: 20 deals')
    expect(lines(await gus('/target set @sam deals 3 this week'))[0]).toBe('🎯 Target for Sam Ortiz, week 47 of 2026: 3 deals')
    expect(lines(await gus('/target set @sam 100 calls this week'))[0]).toBe('🎯 Target for Sam Ortiz, week 47 of 2026: 100 calls')
    expect((await gus('/target set @sam 1 call today')).text).toContain('[call]')
    expect((await gus('/target set @sam 10 calls today')).text).toBe('🎯 Target for Sam Ortiz, 18 Nov 2026: 10 calls\n[Undo]')
    expect((await office.types('sam', '/progress deals this week')).text).toContain('0 of 3 deals')
  })

  test('what is not understood, or not possible, is told and not saved', async () => {
    const refused = async (line: string) => {
      const { text } = await gus(line)
      expect(text, line).toContain('Nothing was saved.')
      return text
    }
    expect(await refused('/target set 50000 this quarter')).toContain('something is missing: @person|team|company')
    expect(await refused('/target set company @sam 50000 this quarter')).toContain('[@sam]')
    expect(await refused('/target set @sam 2.5 deals this quarter')).toContain('whole number')
    expect(await refused('/target set @sam $20 deals this quarter')).toContain('without a currency')
    expect(await refused('/target set @sam 50000')).toContain('something is missing: period')
    expect(await refused('/target set @sam 50000 2026-Q5')).toContain('[2026-Q5]')
    expect(await refused('/target set @sam €50000 this quarter')).toContain('Targets are in USD here; I read EUR.')
    expect(await refused('/target set @sam 20 EUR deals this quarter')).toContain('I read EUR')
    expect(await refused('/target set @sam 0 this quarter')).toContain('comes to zero')
    expect(await refused('/target set @sam 10 handshakes this quarter')).toContain('[handshakes]')
    expect(await refused('/target set @nobody 10 this quarter')).toContain('nobody')
    expect((await office.types('sam', '/target set @sam 1 this quarter')).text).toContain('Only a manager or an admin')
    expect((await gus('/target list 2026-Q4')).text).toContain('There are no targets')
  })

  test('nobody who has left gets one', async () => {
    await inTeams()
    await gus('/dealbell member @kim left')
    expect((await gus('/target set @kim 50000 next month')).text).toContain('Kim Lund has left')
    expect((await gus('/target list next month')).text).toContain('There are no targets')
  })

  test('is taken back, brought again, and left alone once somebody changed it', async () => {
    const set = await gus('/target set @sam 66k next quarter')
    const again = await gus('/target set @sam 70k next quarter')
    expect(lines(again)[0]).toBe('🎯 Target for Sam Ortiz, Q1 2027: $70,000 (was $66,000)')
    const undone = await office.presses('gus', 'Undo', again)
    expect(undone.text).toBe('↩️ Target for Sam Ortiz, Q1 2027: back to $66,000\n[Redo]')
    expect((await office.presses('gus', 'Redo', undone)).text).toBe('✅ Target for Sam Ortiz, Q1 2027: $70,000 again\n[Undo]')
    expect((await office.presses('gus', 'Undo', set)).text).toBe(
      'There is nothing left to undo here.\nChanged since then, and left as it is:\n• Sam Ortiz · Q1 2027 · $70,000',
    )
    await office.presses('gus', 'Undo', again)
    expect((await office.presses('gus', 'Undo', set)).text).toContain('Sam Ortiz has no target for Q1 2027, as before')
    expect((await office.presses('sam', 'Undo', set)).text).toContain('Only a manager or an admin')
  })

  test('small enough says its cents a working day', async () => {
    expect(lines(await gus('/target set @sam 100 next year'))[1]).toBe('That is $0.38 a working day over 261 days.')
    expect(lines(await gus('/target set @kim 1 next year'))[1]).toBe('[Undo]')
    expect(lines(await gus('/target set @sam 5000 next year'))[1]).toBe('That is $19 a working day over 261 days.')
  })

  test('the same once more changes nothing and needs no reason', async () => {
    await gus('/target set @sam 66k this quarter')
    expect((await gus('/target set @sam 66000 this quarter')).text).toBe(
      '🎯 Target for Sam Ortiz, Q4 2026: $66,000, as it was\nThat is $1,000 a working day over 66 days.',
    )
  })

  test('a repeated request is answered as the first time, and sets nothing again', async () => {
    const first = await office.types('gus', '/target set @sam 66k this quarter', { requestKey: 'once' })
    await gus('/target set @sam 70k this quarter because of the fair')
    expect((await office.types('gus', '/target set @sam 66k this quarter', { requestKey: 'once' })).text).toBe(first.text)
    expect((await gus('/target list @sam this quarter')).text).toContain('Sam Ortiz · $70,000')
  })
})

describe('a change in the middle of a period', () => {
  test('asks why, with a sentence and a form, and keeps the history', async () => {
    await gus('/target set @sam 66k this quarter')
    const asked = await gus('/target set @sam 70k this quarter')
    expect(asked.text).toBe(
      [
        'Q4 2026 has begun, and the target for Sam Ortiz is $66,000. Why does it become $70,000?',
        'Nothing was saved. Try: /target set "Sam Ortiz" 70000 2026-Q4 because …',
        '[Give the reason]',
      ].join('\n'),
    )
    expect((await gus('/target list @sam 2026-Q4')).text).toContain('$66,000')
    const form = await office.presses('gus', 'Give the reason', asked)
    expect(form.text).toBe('Why it changes\nReason: ')
    expect((await office.fillsIn('gus', form, { reason: '  ' })).text).toBe('reason: This is needed.')
    expect((await office.fillsIn('gus', form, { reason: 'x'.repeat(501) })).text).toContain('at most 500')
    expect(lines(await office.fillsIn('gus', form, { reason: 'Kim is away' })).slice(0, 2)).toEqual([
      '🎯 Target for Sam Ortiz, Q4 2026: $70,000 (was $66,000)',
      'because: Kim is away',
    ])
    expect(lines(await gus('/target set "Sam Ortiz" 72000 2026-Q4 because the fair went well'))[1]).toBe('because: the fair went well')
    expect((await office.types('sam', '/target list @sam')).text).toMatchInlineSnapshot(`
      "Targets · Sam Ortiz · Q4 2026 · revenue
      • Sam Ortiz · $72,000 · 0 % · set by Gus Berg
      What happened to it:
      • 18 Nov 2026: Gus Berg set $72,000 (was $70,000) · because: the fair went well
      • 18 Nov 2026: Gus Berg set $70,000 (was $66,000) · because: Kim is away
      • 18 Nov 2026: Gus Berg set $66,000 (was no target)
      [November 2026] [2026]"
    `)
  })

  test('of a period that is over asks also for a first target; one that is to come never does', async () => {
    const asked = await gus('/target set @sam 10 deals last month')
    expect(lines(asked)[0]).toBe('October 2026 is over. Why does Sam Ortiz get a target of 10 deals for it now?')
    expect(asked.text).toContain('/target set "Sam Ortiz" 10 deals 2026-10 because …')
    const form = await office.presses('gus', 'Give the reason', asked)
    expect((await office.fillsIn('gus', form, { reason: 'it was forgotten' })).text).toContain(
      'Target for Sam Ortiz, October 2026: 10 deals',
    )
    await gus('/target set @sam 10 deals next month')
    expect(lines(await gus('/target set @sam 12 deals next month'))[0]).toContain('12 deals (was 10 deals)')
  })

  test('the sentence that is offered can be typed', async () => {
    await inTeams()
    await gus('/target set North 66k this quarter')
    const [, sentence = ''] = /Try: (.*) …/.exec((await gus('/target set North 70,500.50 this quarter')).text) ?? []
    expect(lines(await gus(`${sentence} of the fair`))[0]).toBe('🎯 Target for North, Q4 2026: $70,500.50 (was $66,000)')
  })

  test('a reason of somebody who left meanwhile, or of a button nobody made, does nothing', async () => {
    await inTeams()
    await gus('/target set @kim 66k this quarter')
    const form = await office.presses('gus', 'Give the reason', await gus('/target set @kim 70k this quarter'))
    await gus('/dealbell member @kim left')
    expect((await office.fillsIn('gus', form, { reason: 'why not' })).text).toContain('Kim Lund has left')
    const forged = (about: string): Told => ({
      text: '',
      answer: { kind: 'form', form: { name: 'target-reason', about, title: '', submit: '', cancel: '', fields: [] } },
    })
    for (const about of ['t99:revenue:2026-Q4:5', '1:smiles:2026-Q4:5', '1:revenue:2026-Q9:5', '1:revenue:2026-Q4:0', 'x'])
      expect((await office.fillsIn('gus', forged(about), { reason: 'why not' })).text, about).toMatch(
        /cannot find whose|do not know this button/,
      )
  })
})

describe('what those below have against what is above', () => {
  test('is told after every change, for each level that has both', async () => {
    await inTeams()
    await gus('/target set company 2m next quarter')
    await gus('/target set North 1.2m next quarter')
    expect(lines(await gus('/target set @sam 700k next quarter'))).toContain(
      'Reps of North together $700,000 against the team’s $1,200,000: 42 % under-assignment · without a target: Kim Lund',
    )
    const over = await gus('/target set @kim 620k next quarter')
    expect(lines(over)).toContain('Reps of North together $1,320,000 against the team’s $1,200,000: 10 % over-assignment')
    expect(lines(over)).toContain(
      'Teams of the company together $1,200,000 against the company’s $2,000,000: 40 % under-assignment · without a target: South',
    )
    expect((await office.presses('gus', 'Undo', over)).text).toContain('42 % under-assignment')
    expect(lines(await gus('/target set @kim 500,000.50 next quarter'))).toContain(
      'Reps of North together $1,200,000.50 against the team’s $1,200,000: less than 1 % over-assignment',
    )
    expect(lines(await gus('/target set @kim 500k next quarter'))).toContain(
      'Reps of North together $1,200,000 against the team’s $1,200,000: it adds up',
    )
  })
})

test('the periods in a period are compared with it too', async () => {
  await gus('/target set company 1.2m next year')
  expect(lines(await gus('/target set company 400k 2027-Q1'))).toContain(
    'Quarters of 2027 together $400,000 against $1,200,000: 67 % under-assignment · without a target: Q2 2027, Q3 2027, Q4 2027',
  )
  const months = await gus('/target split company 2027-Q1 into months')
  await office.presses('gus', 'Set these 3 targets', months)
  const set = await gus('/target set company 133,334 2027-02')
  expect(lines(set)).toContain('Months of Q1 2027 together $400,001 against $400,000: less than 1 % over-assignment')
})

describe('splitting a target', () => {
  test('shows what it would set, sets it, and takes it back as a whole', async () => {
    await inTeams()
    await gus('/target set company 1m next year')
    const preview = await gus('/target split company next year into everyone')
    expect(preview.text.replaceAll('\u2003', '  ')).toMatchInlineSnapshot(`
      "Splitting $1,000,000 of the company, 2027. Nothing is set yet.
      Even: the same for everybody; a team counts its people.
      • North · $666,667 · 67 %
      •   Kim Lund · $333,334 · 33 %
      •   Sam Ortiz · $333,333 · 33 %
      • South · $333,333 · 33 %
      •   Noor Haddad · $333,333 · 33 %
      Without a part: Gus Berg. Managers and admins get one once they have a target of their own or a weight.
      [Set these 5 targets] [Cancel]"
    `)
    expect((await gus('/target list next year')).text).not.toContain('North')
    const set = await office.presses('gus', 'Set these 5 targets', preview)
    expect(set.text).toMatchInlineSnapshot(`
      "🎯 5 targets set from the company, 2027
      Together they are exactly $1,000,000.
      Teams of the company together $1,000,000 against the company’s $1,000,000: it adds up
      [Undo]"
    `)
    expect((await gus('/target list next year')).text.replaceAll('\u2003', '  ')).toMatchInlineSnapshot(`
      "Targets · The company · 2027 · revenue
      • The company · $1,000,000 · 0 % · set by Gus Berg
      •   North · $666,667 · 0 % · set by Gus Berg
      •     Kim Lund · $333,334 · 0 % · set by Gus Berg
      •     Sam Ortiz · $333,333 · 0 % · set by Gus Berg
      •   South · $333,333 · 0 % · set by Gus Berg
      •     Noor Haddad · $333,333 · 0 % · set by Gus Berg
      Teams of the company together $1,000,000 against the company’s $1,000,000: it adds up
      [November 2026] [Q4 2026] [2026]"
    `)
    expect((await office.presses('gus', 'Set these 5 targets', preview)).text).toContain('was set or cancelled already')
    expect((await office.presses('gus', 'Cancel', preview)).text).toContain('was set or cancelled already')
    expect(lines(await gus('/target split company next year into everyone')).slice(-2)).toEqual([
      'All of it stands like this already.',
      '[Cancel]',
    ])
    const undone = await office.presses('gus', 'Undo', set)
    expect(undone.text).toBe('↩️ 5 targets are as before\n[Redo]')
    const redone = await office.presses('gus', 'Redo', undone)
    expect(redone.text).toContain('✅ 5 targets are set again')
    expect(lines(await office.presses('gus', 'Undo', redone))[0]).toBe('↩️ 5 targets are as before')
    expect(lines(await gus('/target list next year'))).toHaveLength(3)
  })

  test('by weights, by last year and evenly, with a clear word where last year has nothing', async () => {
    await inTeams()
    await gus('/target set company 100k this quarter')
    const parts = async (how: string) => lines(await gus(`/target split company this quarter ${how}`)).slice(1, 4)
    expect(await parts('by weight North 3 South 2')).toEqual([
      'By the weights that you gave.',
      '• North · $60,000 · 60 %',
      '• South · $40,000 · 40 %',
    ])
    expect(await parts('even')).toEqual([
      'Even: the same for everybody; a team counts its people.',
      '• North · $66,667 · 67 %',
      '• South · $33,333 · 33 %',
    ])
    expect((await gus('/target split company this quarter by last year')).text).toContain(
      'Nothing was reached a year before to go by (the company), so this part is even.',
    )
    // that year is closed, so each takes a manager's word
    for (const deal of ['1000 Acme for @sam on 2025-11-03', '3000 Globex for @noor on 2025-12-01'])
      await office.presses('gus', 'Log it anyway', await gus(`/deal won ${deal}`))
    expect(await parts('by last year')).toEqual([
      'By last year: in the shares of what was reached in the same period a year before.',
      '• North · $25,000 · 25 %',
      '• South · $75,000 · 75 %',
    ])
    const people = await gus('/target split company this quarter by last year into people')
    expect(people.text).toContain('• Kim Lund · $0 · 0 %')
    expect(people.text).toContain('Nothing for Kim Lund.')
    await office.presses('gus', 'Set these 2 targets', people)
    expect((await gus('/target list this quarter')).text).not.toContain('Kim')
  })

  test('says which level below does not add up any more', async () => {
    await inTeams()
    await gus('/target set company 100k next year')
    await office.presses('gus', 'Set these 5 targets', await gus('/target split company next year into everyone'))
    const again = await gus('/target split company next year by weight North 1 South 1')
    expect(lines(again)).toContain('• North · $50,000 · 50 % · was $66,667')
    expect((await office.presses('gus', 'Set these 2 targets', again)).text).toBe(
      [
        '🎯 2 targets set from the company, 2027',
        'Together they are exactly $100,000.',
        'Teams of the company together $100,000 against the company’s $100,000: it adds up',
        'Reps of North together $66,667 against the team’s $50,000: 33 % over-assignment',
        'Reps of South together $33,333 against the team’s $50,000: 33 % under-assignment',
        '[Undo]',
      ].join('\n'),
    )
  })

  test('over periods, to the last cent; what began asks why in a form', async () => {
    await gus('/target set company 100,000.01 this year')
    const preview = await gus('/target split company this year into quarters')
    expect(lines(preview).slice(2, 7)).toEqual([
      '• Q1 2026 · $25,000.01 · 25 %',
      '• Q2 2026 · $25,000 · 25 %',
      '• Q3 2026 · $25,000 · 25 %',
      '• Q4 2026 · $25,000 · 25 %',
      'Some of these periods are over: you will be asked for the reason.',
    ])
    const form = await office.presses('gus', 'Set these 4 targets', preview)
    expect(form.text).toBe('Why it changes\nReason: ')
    const set = await office.fillsIn('gus', form, { reason: 'the board wants quarters' })
    expect(lines(set).slice(0, 3)).toEqual([
      '🎯 4 targets set from the company, 2026',
      'Together they are exactly $100,000.01.',
      'because: the board wants quarters',
    ])
    expect((await gus('/target list company 2026-Q1')).text).toContain('because: the board wants quarters')
    const given = await gus('/target split company 2026-Q4 into months by weight november 3 december 2 because the fair is in november')
    expect(lines(given)).toContain('• November 2026 · $15,000 · 60 %')
    expect(lines(await office.presses('gus', 'Set these 2 targets', given))[0]).toBe('🎯 2 targets set from the company, Q4 2026')
    expect(labels(await gus('/target split company this year into months'))).toEqual(['Set these 12 targets', 'Cancel', 'More'])
  })

  test('a person’s target is split over periods alone', async () => {
    await gus('/target set @sam 120 calls next quarter')
    expect(lines(await gus('/target split @sam next quarter calls into months'))).toContain('• January 2027 · 40 calls · 33 %')
    expect((await gus('/target split @sam next quarter calls')).text).toContain('nobody below Sam Ortiz')
  })

  test('is shown a page at a time, and shown again where it is not what was seen', async () => {
    await inTeams()
    await gus('/target set company 1.2m next year')
    const months = await gus('/target split company next year into months')
    expect(lines(months)).toContain('1–10 of 12')
    const more = await office.presses('gus', 'More', months)
    expect(lines(more).slice(2, 5)).toEqual(['• November 2027 · $100,000 · 8 %', '• December 2027 · $100,000 · 8 %', '11–12 of 12'])
    expect(labels(more)).toEqual(['Set these 12 targets', 'Cancel', 'Back'])
    await gus('/target set company 2.4m next year')
    const fresh = await office.presses('gus', 'Set these 12 targets', more)
    expect(lines(fresh).slice(0, 2)).toEqual([
      'Splitting $2,400,000 of the company, 2027. Nothing is set yet.',
      '⚠️ Something has changed since you looked. This is how it would be now:',
    ])
    expect((await gus('/target list 2027-01')).text).toContain('There are no targets')
    expect(lines(await office.presses('gus', 'Set these 12 targets', fresh))).toContain('Together they are exactly $2,400,000.')
  })

  test('is cancelled, and refused to who may not', async () => {
    await gus('/target set company 1.2m next year')
    const preview = await gus('/target split company next year into quarters')
    expect((await office.presses('sam', 'Set these 4 targets', preview)).text).toContain('Only a manager or an admin')
    expect((await office.presses('gus', 'Cancel', preview)).text).toBe('Cancelled. Nothing was set.')
    expect((await office.presses('gus', 'Set these 4 targets', preview)).text).toContain('was set or cancelled already')
    expect((await gus('/target list 2027-Q1')).text).toContain('There are no targets')
  })

  test('new members get a full part and carry some of it, leavers get nothing', async () => {
    await inTeams()
    await gus('/dealbell member @sam start 2026-10-01')
    await gus('/dealbell member @noor left')
    await gus('/target set North 20000 this quarter')
    const preview = await gus('/target split North this quarter')
    expect(preview.text).toContain('• Kim Lund · $10,000 · 50 %\n• Sam Ortiz · $10,000 · 50 %')
    expect(preview.text).toContain('New members carry part of theirs at first: Sam Ortiz (50 %).')
    await gus('/target set company 30000 this quarter')
    expect((await gus('/target split company this quarter into people')).text).not.toContain('Noor')
  })

  test.each([
    ['this year', 'something is missing: @person|team|company'],
    ['company this year', 'There is no target for the company in 2026 yet'],
    ['company', 'something is missing: period'],
    ['company 2027 into days', '[days]: a target is split into teams, people, everyone, quarters, months, weeks.'],
    ['company 2027 by luck', '[luck]: I split by last year, by weight or even.'],
    ['company 2027 by weight', '[weight]: by which weights?'],
    ['company 2027 by weight North', '[North]: I expected a weight here'],
    ['company 2027 by weight North 0', '[weight]: all these weights are zero.'],
    ['company 2027 by weight Sam 3 North 1', 'for nobody that the company is split among. There is: North, South.'],
    ['company 2027 by weight West 3', 'West'],
    ['company 2027 into everyone by weight North 1', 'Weights are for one level'],
    ['company 2027 even by last year', 'not both'],
    ['North 2027 into teams', 'There is no team below North.'],
    ['company 2027-Q1 into quarters', 'Q1 2027 has no quarters in it'],
    ['company 2027 deals', 'There is no target for'],
  ])('what cannot be split is told: %s', async (words, told) => {
    await inTeams()
    for (const whose of ['company', 'North']) await gus(`/target set ${whose} 1.2m next year`)
    await gus('/target set company 1.2m 2027-Q1')
    const { text } = await gus(`/target split ${words}`)
    expect(text).toContain(told)
    expect(text).toContain('Nothing was saved.')
  })
})

describe('the list', () => {
  test('shows what was reached so far, the first period with targets, and others a button away', async () => {
    await inTeams()
    await gus('/target set @sam 1000 this month')
    await gus('/target set North 4000 this month')
    await office.types('sam', '/deal won 500 Acme')
    const list = await office.types('noor', '/target list')
    expect(list.text.replaceAll('\u2003', '  ')).toMatchInlineSnapshot(`
      "Targets · The company · November 2026 · revenue
      • The company · no target · $500
      •   North · $4,000 · 13 % · set by Gus Berg · below it 75 % under-assignment
      •     Sam Ortiz · $1,000 · 50 % · set by Gus Berg
      [Q4 2026] [2026]"
    `)
    expect(lines(await office.presses('noor', '2026', list))[0]).toBe('Targets · The company · 2026 · revenue')
    expect(lines(await office.types('noor', '/target list North this month')).slice(-2)).toEqual([
      'Reps of North together $1,000 against the team’s $4,000: 75 % under-assignment · without a target: Kim Lund',
      '[Q4 2026] [2026]',
    ])
  })

  test('begins with how to begin', async () => {
    expect((await office.types('sam', '/target list')).text).toMatchInlineSnapshot(`
      "Targets · The company · Q4 2026 · revenue
      There are no targets for Q4 2026 yet. Set the company’s, then split it with /target split.
      Try: /target set company 1.2m 2026-Q4
      [November 2026] [2026]"
    `)
  })

  test('pages at ten', async () => {
    for (let index = 1; index <= 12; index += 1) {
      await gus(`/dealbell team add Team${String(index).padStart(2, '0')}`)
      await gus(`/target set Team${String(index).padStart(2, '0')} ${index}k next month`)
    }
    const first = await gus('/target list next month')
    expect(lines(first)).toContain('1–10 of 13')
    const second = await office.presses('gus', 'More', first)
    expect(lines(second).filter((line) => line.startsWith('•'))).toHaveLength(3)
    expect(lines(await office.presses('gus', 'Back', second))).toEqual(lines(first))
  })
})
