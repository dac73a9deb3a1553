// Taking data out: a file in a direct message that says what is true when it is sent, and that can be brought back.
import { beforeEach, expect, test } from 'vitest'
import { buttonsOf, type Office, openOffice } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

let office: Office

officeOnEach((opened) => {
  beforeEach(() => {
    office = opened()
  })

  const exported = async (what: string): Promise<string> => {
    await office.types('gus', `/dealbell export ${what}`)
    return (await office.direct('gus')).at(-1)?.file ?? ''
  }
  const rowsOf = (text: string) =>
    text
      .replace(/^\ufeff/, '')
      .trimEnd()
      .split('\r\n')

  test('deals come exactly, with ids, and what could be a formula is made harmless', async () => {
    const won = await office.types('sam', '/deal won 1250.50 "=HYPERLINK(1)" on 2026-10-05 split @kim 12.5% #renewal note -2+3')
    await office.fillsIn('sam', await office.presses('sam', 'Add story', won), { story: '=A pilot.' })
    await office.types('sam', '/deal won 5 Gone')
    await office.types('sam', '/deal undo')
    const told = await office.types('gus', '/dealbell export')
    expect(told.text).toBe('Deals, all of it: the file comes in a direct message.')
    const [message] = await office.direct('gus')
    expect(message?.text).toMatch(/^Deals: 1 row\.\n📎 deals\.csv$/)
    expect(rowsOf(message?.file ?? '')).toEqual([
      'id,number,owner,customer,product,stage,amount,currency,opened,closed,reason,note,tags,splits,story',
      "OFFICE#1,#1,Sam Ortiz,'=HYPERLINK(1),,won,1250.50,USD,,2026-10-05,,'-2+3,renewal,Kim Lund 12.50%,'=A pilot.",
    ])
  })

  test('it says what is true when it is sent', async () => {
    await office.types('sam', '/deal won 5 Acme')
    await office.types('gus', '/dealbell export deals')
    await office.types('sam', '/deal undo')
    expect((await office.direct('gus'))[0]?.text).toContain('0 rows')
  })

  test('a period leaves out what lies outside', async () => {
    await office.types('sam', '/deal won 5 Acme on 2026-10-05')
    await office.types('sam', '/deal won 6 Acme on 2026-11-05')
    expect(rowsOf(await exported('deals 2026-11'))).toHaveLength(2)
    expect(rowsOf(await exported('events this month'))).toHaveLength(3)
    expect(rowsOf(await exported('events last month'))).toHaveLength(1)
  })

  test('events tell who did what, targets and people can be imported again', async () => {
    await office.types('gus', '/target set @sam 50000 this quarter')
    await office.types('sam', '/deal won 5 Acme')
    await office.types('sam', '/log calls 12')
    expect(rowsOf(await exported('events'))[1]).toMatch(
      /^#1,1,2026-11-18T12:00:00.000Z,won,Sam Ortiz,terminal,,won,Sam Ortiz,Acme,5.00,USD/,
    )
    expect(rowsOf(await exported('targets'))).toEqual(['subject,metric,period,value', 'Sam Ortiz,revenue,2026-Q4,50000.00'])
    expect(rowsOf(await exported('activities'))[1]).toBe('#1,Sam Ortiz,calls,12,2026-11-18,logged')
    expect(rowsOf(await exported('people'))[1]).toContain("Gus Berg,,,,,admin,,'@gus")
  })

  test('more than a page is exported too, each deal under the id that it was imported with', async () => {
    const rows = Array.from({ length: 1_100 }, (_, index) => `B${index},Sam Ortiz,won,${index + 1},2026-11-02`)
    office.given.set('many.csv', ['id,owner,stage,amount,closed', ...rows].join('\n'))
    const tried = await office.types('gus', '/dealbell import deals many.csv')
    await office.presses('gus', 'Import 1,100 deals', tried)
    const lines = rowsOf(await exported('deals 2026'))
    expect(lines).toHaveLength(1_101)
    expect(lines.at(-1)).toBe('B1099,#1100,Sam Ortiz,,,won,1100.00,USD,,2026-11-02,,,,,')
    expect(rowsOf(await exported('events'))).toHaveLength(1_101)
  })

  test('only an admin may', async () => {
    expect((await office.types('sam', '/dealbell export deals')).text).toContain('admin')
    await office.types('gus', '/dealbell member @sam role admin')
    await office.types('sam', '/dealbell export deals')
    await office.types('gus', '/dealbell member @sam role rep')
    expect(await office.direct('sam')).toEqual([])
  })

  test('exported and imported into an empty workspace, every figure is the same; imported where it is from, nothing changes', async () => {
    await office.types('gus', '/dealbell rate EUR 1.08 from 2026-01-01')
    for (const line of [
      'won 1250.50 Acme on 2026-10-05 split @kim 12.5%',
      'won €99.99 "O\'Neil; Sons, \'=Co" on 2026-11-02 #a #b note "said, twice; =yes"',
      'won 5k Globex',
      'open 12000 Initech stage proposal close 2026-12-15',
    ])
      await office.types('sam', `/deal ${line}`)
    const file = await exported('deals')
    office.given.set('own.csv', file)
    expect((await office.types('gus', '/dealbell import deals own.csv')).text).toContain('0 new · 0 changed · 4 unchanged · 0 bad')
    const figures = async (at: Office) =>
      Promise.all(
        ['company', '@sam', '@kim'].map(async (who) =>
          (await at.types('gus', `/progress ${who} this quarter`)).text.split('\n').slice(0, 2),
        ),
      )
    const before = await figures(office)
    const elsewhere = await openOffice()
    try {
      await elsewhere.types('gus', '/dealbell rate EUR 1.08 from 2026-01-01')
      await elsewhere.types('sam', '/help')
      await elsewhere.types('kim', '/help')
      elsewhere.given.set('theirs.csv', file)
      const tried = await elsewhere.types('gus', '/dealbell import deals theirs.csv')
      expect(tried.text).toContain('4 new · 0 changed · 0 unchanged · 0 bad')
      await elsewhere.presses('gus', buttonsOf(tried)[0]?.label ?? '', tried)
      expect(await figures(elsewhere)).toEqual(before)
      expect(before[0]?.[1]).toContain('$6,358.49')
    } finally {
      await elsewhere.close()
    }
  })
})
