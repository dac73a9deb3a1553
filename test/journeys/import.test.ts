// Bringing a file: tried out, corrected, written, taken back; and what is said where it cannot be read.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { largestFile } from '../../src/conversation/platform.ts'
import { buttonsOf, type Office, openOffice, type Told } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
  await office.types('sam', '/deal won 100 Acme on 2026-10-05')
  await office.types('kim', '/help')
})
afterEach(() => office.close())

const bring = (content: string | Uint8Array, kind = 'deals', who = 'gus'): Promise<Told> => {
  office.given.set('file.csv', content)
  return office.types(who, `/dealbell import ${kind} file.csv`)
}
const press = (told: Told, start: string, who = 'gus') =>
  office.presses(who, buttonsOf(told).find(({ label }) => label.startsWith(start))?.label ?? start, told)
const companyTotal = async () => /\$[\d,.]+/.exec((await office.types('gus', '/progress company this quarter')).text)?.[0]

const header = 'id,owner,customer,stage,amount,close date'
const file = (...rows: string[]) => [header, ...rows].join('\n')

test('a file is tried out first: nothing changes before somebody says yes, and then it counts', async () => {
  const tried = await bring(file('A1,Sam Ortiz,Globex,Closed Won,"1,250.50",2026-11-02', 'A2,@kim,Initech,Negotiation,9000,2026-12-10'))
  expect(tried.text).toMatchInlineSnapshot(`
    "Trial run of file.csv: nothing was changed yet
    2 new · 0 changed · 0 unchanged · 0 bad
    Columns: id ← id · owner ← owner · customer ← customer · stage ← stage · amount ← amount · closed on ← close date
    [Import 2 deals] [Change columns] [Cancel]"
  `)
  expect(await companyTotal()).toBe('$100')
  const done = await press(tried, 'Import')
  expect(done.text).toMatchInlineSnapshot(`
    "Imported: file.csv
    2 new deals · 0 changed · 0 unchanged. Nobody was told in the channel.
    [Undo import]"
  `)
  expect(await companyTotal()).toBe('$1,350.50')
  expect((await office.types('gus', '/deal show #3')).text).toContain('Initech')
  expect(await office.channel()).toHaveLength(1)
})

test('the second time nothing is new, what differs is changed, and pressing twice is once', async () => {
  const tried = await bring(file('A1,Sam Ortiz,Globex,won,1000,2026-11-02', 'A2,Sam Ortiz,Initech,won,500,2026-11-03'))
  await press(tried, 'Import')
  expect((await press(tried, 'Import')).text).toContain('imported already')
  expect(await companyTotal()).toBe('$1,600')
  const again = await bring(file('A1,Sam Ortiz,Globex,won,1500,2026-11-02', 'A2,Sam Ortiz,Initech,won,500,2026-11-03'))
  expect(again.text).toContain('0 new · 1 changed · 1 unchanged')
  const done = await press(again, 'Import')
  expect(await companyTotal()).toBe('$2,100')
  expect((await press(done, 'Undo')).text).toContain('0 taken out · 1 put back as before')
  expect(await companyTotal()).toBe('$1,600')
  expect((await press(done, 'Undo')).text).toContain('0 taken out · 0 put back')
})

test('undo leaves what somebody has changed since', async () => {
  const done = await press(
    await bring(file('A1,Sam Ortiz,Globex,won,1000,2026-11-02', 'A2,Sam Ortiz,Initech,won,500,2026-11-03')),
    'Import',
  )
  await office.types('gus', '/deal undo #2')
  expect((await press(done, 'Undo')).text).toContain('1 taken out · 0 put back as before · 1 changed since')
})

test('undo takes back what stands again because a later change of it was taken back', async () => {
  const first = await press(
    await bring(file('A1,Sam Ortiz,Globex,won,1000,2026-11-02', 'A2,Sam Ortiz,Initech,won,500,2026-11-03')),
    'Import',
  )
  const second = await press(await bring(file('A1,Sam Ortiz,Globex,won,1500,2026-11-02')), 'Import')
  await office.types('gus', '/deal edit #3 amount 700')
  await office.types('gus', '/deal undo #3')
  await press(second, 'Undo')
  expect((await press(first, 'Undo')).text).toContain('2 taken out · 0 put back as before · 0 changed since')
  expect(await companyTotal()).toBe('$100')
  const again = await bring(file('A1,Sam Ortiz,Globex,won,1000,2026-11-02', 'A2,Sam Ortiz,Initech,won,500,2026-11-03'))
  expect((await press(again, 'Import')).text).toContain('0 new deals · 2 changed')
  expect(await companyTotal()).toBe('$1,600')
})

test('rows without an id are known again by all that they say', async () => {
  const rows = 'owner,customer,stage,amount,closed\nSam Ortiz,Globex,won,10,2026-11-02\nSam Ortiz,Globex,won,10,2026-11-02\n'
  expect((await press(await bring(rows), 'Import')).text).toContain('2 new deals')
  expect((await bring(rows)).text).toContain('0 new · 0 changed · 2 unchanged')
})

test('every bad row is named by its line, ten at once, and all of them in a file', async () => {
  const bad = await bring(
    file(
      'A1,Sam Ortiz,Globex,won,1000,2026-11-02',
      'A1,Sam Ortiz,Globex,won,1000,2026-11-02',
      'A2,,Globex,won,1000,2026-11-02',
      'A3,Sam Ortiz,Globex,won,,2026-11-02',
      'A4,Sam Ortiz,Globex,won,1.2.3,2026-11-02',
      'A5,Sam Ortiz,Globex,won,1000,someday',
      'A6,Sam Ortiz,Globex,maybe,1000,2026-11-02',
      'A7,Sam Ortiz,Globex,won,1000,2027-01-02',
      'A8,Sam Ortiz,Globex,lost,0,',
      'A9,Sam Ortiz,Globex,won,0,2026-11-02',
      'A10,Sam Ortiz,Globex,won,5 EUR,2026-11-02',
      'A11,Sam Ortiz,<@UKIM>,won,5,2026-11-02',
      'A12,@nobody,Globex,won,5,2026-11-02',
    ),
  )
  expect(bad.text).toMatchInlineSnapshot(`
    "Trial run of file.csv: nothing was changed yet
    1 new · 0 changed · 0 unchanged · 12 bad
    • line 3: A1 is on line 2 already
    • line 4: nobody is named
    • line 5: a won deal needs an amount
    • line 6: is it 123 or 12.30?
    • line 7: I cannot read the day someday; 2026-11-18 would do
    • line 8: I do not know this stage. There is: lead, qualified, proposal, negotiation, won, lost.
    • line 9: 2027-01-02 has not come yet; a deal cannot be won then
    • line 10: a lost deal needs the day it was closed
    • line 11: this comes to zero; an amount is above zero.
    • line 12: there is no rate for EUR on 2026-11-02
    All 12 bad rows come as a file in a direct message.
    Columns: id ← id · owner ← owner · customer ← customer · stage ← stage · amount ← amount · closed on ← close date
    [Import 1 deal] [Change columns] [Cancel]"
  `)
  const [told] = await office.direct('gus')
  expect(told?.text).toContain('12 rows')
  expect(told?.file?.split('\r\n')).toHaveLength(14)
  expect(told?.file).toContain('14,there is nobody called @nobody,A12,')
  expect((await press(bad, 'Import')).text).toContain('1 new deal')
})

test('lines are counted as an editor counts them, also where a cell has several', async () => {
  const tried = await bring(
    `${header},note\r\nA1,Sam Ortiz,Globex,won,10,2026-11-02,"two\r\nlines"\r\n\r\nA2,,Globex,won,10,2026-11-02,\r\n`,
  )
  expect(tried.text).toContain('line 5: nobody is named')
})

test('owners whom nobody knows become members without an account, or their rows are bad', async () => {
  const tried = await bring(file('A1,Ada Berg,Globex,won,10,2026-11-02', 'A2,ada berg,Globex,won,10,2026-11-03'))
  expect(tried.text).toContain('become')
  expect(tried.text).toContain('Ada Berg')
  const columns = await press(tried, 'Change columns')
  const refused = await office.fillsIn('gus', columns, { newcomers: 'no' })
  expect(refused.text).toContain('line 2: there is nobody called Ada Berg')
  expect(buttonsOf(refused).map(({ label }) => label)).toEqual(['Change columns', 'Cancel'])
  const done = await press(tried, 'Import')
  expect(done.text).toContain('/dealbell member "Ada Berg" is @ada')
  expect((await office.types('gus', '/progress "Ada Berg" this quarter')).text).toContain('$20')
})

test('columns and words for stages can be said', async () => {
  const tried = await bring(
    'Opp;Wer;Wieviel;Stand;Wann\nA1;Sam Ortiz;1.250,50;gut;02.11.2026\n'.replace('Wer', 'Owner').replace('Stand', 'Status'),
  )
  expect(tried.text).toContain('line 2')
  const asked = await press(tried, 'Change columns')
  expect(asked.text).toContain('Words for stages')
  expect((await office.fillsIn('gus', asked, { words: 'gut' })).text).toContain('words: I expected something like')
  expect((await office.fillsIn('gus', asked, { closed: '1' })).text).toContain('chosen for two things')
  const mapped = await office.fillsIn('gus', asked, { id: '0', amount: '2', closed: '4', words: 'gut=won' })
  expect(mapped.text).toContain('1 new')
  await press(mapped, 'Import')
  expect(await companyTotal()).toBe('$1,350.50')
})

test.each(['my  deals.csv', '"my  deals.csv"', '“my  deals.csv”'])('the path %s is taken with its blanks', async (typed) => {
  office.given.set('my  deals.csv', file('A1,Sam Ortiz,Globex,won,10,2026-11-02'))
  expect((await office.types('gus', `/dealbell import deals ${typed}`)).text).toContain('1 new')
  expect((await office.types('gus', '/dealbell import deals "my  deals.csv" now')).text).toContain('now')
})

test('columns that nobody could guess are said', async () => {
  const tried = await bring('Wer,Was,Wieviel,Wann\nSam Ortiz,won,1250,2026-11-02\n')
  expect(tried.text).toContain('I find no column for: owner, stage. The file has: Wer, Was, Wieviel, Wann.')
  expect(buttonsOf(tried).map(({ label }) => label)).toEqual(['Change columns', 'Cancel'])
  const asked = await press(tried, 'Change columns')
  expect((await office.fillsIn('gus', asked, { owner: '0' })).text).toContain('I find no column for: stage')
  const mapped = await office.fillsIn('gus', asked, { owner: '0', stage: '1', amount: '2', closed: '3' })
  expect((await press(mapped, 'Import')).text).toContain('1 new deal')
  expect(await companyTotal()).toBe('$1,350')
})

test('a row with more cells than columns is bad, as an amount with a comma lost its quotes', async () => {
  const tried = await bring('id,owner,stage,closed,amount\nA1,Sam Ortiz,won,2026-11-02,1,054\nA2,Sam Ortiz,won,2026-11-02,5,\n')
  expect(tried.text).toContain('1 new · 0 changed · 0 unchanged · 1 bad')
  expect(tried.text).toContain('line 2: it has more cells than the 5 columns')
})

test.each([
  '2016-10-20',
  '20/10/2016',
  '10/20/2016',
  '2016-10-20 14:33',
  '2016-10-20T23:59:59.000Z',
  '2016-10-20 14:33:07 +0200',
  '10/20/2016 12:00 AM',
  '20.10.2016 08:00',
])('%s is the 20 October 2016', async (day) => {
  await press(await bring(file(`A1,Sam Ortiz,G,won,10,${day}`)), 'Import')
  expect((await office.database.client.deal.findFirst({ where: { number: 2 } }))?.closedOn).toBe('2016-10-20')
})

test('a deal in another currency counts at the rate of its day, and without one its row is bad', async () => {
  const rows = file('A1,Sam Ortiz,Globex,won,€1000,2026-11-02')
  expect((await bring(rows)).text).toContain('there is no rate for EUR on 2026-11-02')
  await office.types('gus', '/dealbell rate EUR 1.08 from 2026-11-01')
  await press(await bring(rows), 'Import')
  expect(await companyTotal()).toBe('$1,180')
})

test('targets come from a file too, and are tried out first', async () => {
  const tried = await bring(
    'subject,metric,period,value\nSam Ortiz,revenue,2026-Q4,50000\ncompany,,2026-12,1m\nNobody,,2026-12,5\nSam Ortiz,deals,2026-Q4,0\n',
    'targets',
  )
  expect(tried.text).toContain('2 new · 0 changed · 0 unchanged · 2 bad')
  expect(tried.text).toContain('line 4: there is nobody called Nobody')
  expect(tried.text).toContain('line 5: I count from 1 to')
  await press(tried, 'Import 2 targets')
  expect((await office.types('sam', '/progress this quarter')).text).toContain('of $50,000')
  office.given.set('t.csv', 'subject,period,value\nSam Ortiz,2026-Q4,60000\n')
  expect((await office.types('gus', '/target import t.csv')).text).toContain('0 new · 1 changed')
})

test('people come with their teams, leads and offices', async () => {
  const tried = await bring('name,manager,regional office,start\nAda Berg,Sam Ortiz,North,2026-11-02\nBo Dahl,Sam Ortiz,North,\n', 'people')
  expect(tried.text).toContain('2 new')
  const done = await press(tried, 'Import 2 people')
  expect(done.text).toContain('2 new people')
  const teams = await office.types('gus', '/dealbell team')
  expect(teams.text).toContain('Sam’s squad')
  expect(teams.text).toContain('North')
  expect((await bring('name,team\nAda Berg,Sam’s squad\n', 'people')).text).toContain('0 new')
})

describe('what cannot be read is said, and nothing is saved', () => {
  test.each([
    ['', 'The file is empty'],
    ['\n\n', 'The file is empty'],
    [header, 'nothing below it'],
    [`${header}\nA1,"Sam Ortiz,Globex,won,1,2026-11-02\n`, 'is not closed'],
    [Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'not a CSV file'],
    [new Uint8Array(largestFile + 1).fill(97), 'larger than 10 MB'],
  ])('case %#', async (content, expected) => {
    expect((await bring(content)).text).toContain(expected)
  })

  test('a file that is not there', async () => {
    expect((await office.types('gus', '/dealbell import deals nothing.csv')).text).toContain('I do not find this file')
  })

  test('a rep may not, a manager may import deals but not people', async () => {
    expect((await bring(file('A1,Sam Ortiz,G,won,1,2026-11-02'), 'deals', 'sam')).text).toContain('manager')
    await office.types('gus', '/dealbell member @sam role manager')
    expect((await bring(file('A1,Sam Ortiz,G,won,1,2026-11-02'), 'deals', 'sam')).text).toContain('1 new')
    expect((await bring('name\nAda\n', 'people', 'sam')).text).toContain('admin')
  })

  test('who is no manager any more cannot press what they tried out', async () => {
    await office.types('gus', '/dealbell member @sam role manager')
    const tried = await bring(file('A1,Sam Ortiz,G,won,1,2026-11-02'), 'deals', 'sam')
    await office.types('gus', '/dealbell member @sam role rep')
    expect((await press(tried, 'Import', 'sam')).text).toContain('manager')
    expect(await companyTotal()).toBe('$100')
  })

  test('cancelled is cancelled', async () => {
    const tried = await bring(file('A1,Sam Ortiz,G,won,1,2026-11-02'))
    expect((await press(tried, 'Cancel')).text).toContain('Nothing was imported')
    expect((await press(tried, 'Import')).text).toContain('was cancelled')
  })
})

test('other encodings and separators are read, and a guess is said', async () => {
  const rows = file('A1,Sam Ortiz,Blåbær AS,won,1,2026-11-02').replaceAll(',', '\t')
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rows, 'utf16le')])
  expect((await bring(utf16)).text).not.toContain('Windows-1252')
  const latin = await bring(Buffer.from(rows, 'latin1'))
  expect(latin.text).toContain('Windows-1252')
  await press(latin, 'Import')
  expect((await office.types('gus', '/deal show #2')).text).toContain('Blåbær AS')
})

test('where files have no paths the form asks for one, or for rows', async () => {
  await office.close()
  office = await openOffice({ takesPaths: false })
  expect((await office.types('gus', '/dealbell import deals ./file.csv')).text).toContain('not by its path')
  const asked = await office.types('gus', '/dealbell import deals')
  expect(asked.text).toContain('CSV file')
  expect((await office.fillsIn('gus', asked, {})).text).toContain('rows: Give a file')
  expect((await office.fillsIn('gus', asked, { file: 'F1' })).text).toContain('file: I do not find this file')
  expect((await office.fillsIn('gus', asked, { rows: file('A1,Gus Berg,Globex,won,10,2026-11-02') })).text).toContain(
    'Trial run of pasted rows',
  )
})

test('who speaks while a large file is written is answered before it is done', async () => {
  const rows = Array.from({ length: 3_000 }, (_, index) => `B${index},Sam Ortiz,Globex ${index},won,1,2026-11-02`)
  const order: string[] = []
  const tried = await bring(file(...rows))
  const done = press(tried, 'Import').then(() => order.push('imported'))
  await new Promise((resolve) => setTimeout(resolve, 1))
  await office.types('kim', '/deal won 5 Acme').then(() => order.push('won'))
  await done
  expect(order).toEqual(['won', 'imported'])
})

test('others win deals while a large file is written, and every number is right', async () => {
  const rows = Array.from({ length: 1_300 }, (_, index) => `B${index},Sam Ortiz,Globex ${index},won,${index + 1},2026-11-02`)
  const tried = await bring(file(...rows))
  const wins = Array.from({ length: 8 }, (_, index) => office.types('kim', `/deal won ${index + 1} Acme ${index}`))
  const [done, ...won] = await Promise.all([press(tried, 'Import'), ...wins])
  expect(done.text).toContain('1,300 new deals')
  expect(won.map(({ text }) => /#\d+/.exec(text)?.[0]).filter((number) => number !== undefined)).toHaveLength(8)
  // 1 + 2 + … + 1,300, Kim's 1 + … + 8 and Sam's 100
  expect(await companyTotal()).toBe('$845,786')
  const { client } = office.database
  expect(await client.deal.count()).toBe(1_309)
  expect((await client.workspace.findFirst())?.nextDeal).toBe(1_310)
  const workspace = await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' })
  expect(workspace && (await office.stores.deals.rebuildTotals(workspace.id))).toBe(0)
})

describe('an import that broke off', () => {
  const rows = file(...Array.from({ length: 501 }, (_, index) => `A${index},Sam Ortiz,G,won,1,2026-11-02`))

  /** The program ends in the middle of it: what is written after so many transactions fails. */
  async function breaksOff(tried: Told, after: number): Promise<void> {
    const { transaction } = office.database
    let done = 0
    office.database.transaction = (work, patience) => {
      done += 1
      return done > after ? Promise.reject(new Error('killed')) : transaction(work, patience)
    }
    expect((await press(tried, 'Import')).text).toContain('Something went wrong')
    office.database.transaction = transaction
  }

  test.each([2, 3])('after %s transactions is done to the end by pressing once more, and can be taken back', async (after) => {
    const tried = await bring(rows)
    await breaksOff(tried, after)
    const done = await press(tried, 'Import')
    expect(done.text).toContain('501 new deals · 0 changed · 0 unchanged')
    expect(await companyTotal()).toBe('$601')
    expect((await press(done, 'Undo')).text).toContain('501 taken out')
    expect(await companyTotal()).toBe('$100')
  })

  test('cannot be cancelled as if nothing had been written, but taken back', async () => {
    const tried = await bring(rows)
    await breaksOff(tried, 2)
    const told = await press(tried, 'Cancel')
    expect(told.text).toContain('500 new deals')
    expect((await press(told, 'Undo')).text).toContain('500 taken out')
    expect(await companyTotal()).toBe('$100')
  })
})
