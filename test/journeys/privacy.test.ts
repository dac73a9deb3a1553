// What is stored about somebody, for themselves; and a leaver whose name goes while every number stays.
import { beforeEach, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

let office: Office

officeOnEach((opened) => {
  beforeEach(() => {
    office = opened()
  })

  test('an answer to what waited for a yes names nobody who was erased, beside another company too', async () => {
    const rival = await openOffice({ beside: { office, installation: 'RIVAL' } })
    await office.types('gus', '/deal won 5000 Acme for @kim')
    const asked = await office.types('gus', '/deal won 5000 Acme for @kim')
    expect((await office.presses('gus', 'Log it anyway', asked)).text).toContain('won for Kim Lund')
    await office.types('gus', '/dealbell member @kim left')
    const sure = await office.types('gus', '/dealbell privacy erase "Kim Lund"')
    expect((await office.fillsIn('gus', sure, { name: 'Kim Lund' })).text).toContain('Erased')
    const stored = await office.database.client.answeredRequest.findMany({ where: { requestKey: { startsWith: 'plan/' } } })
    expect(stored).toHaveLength(1)
    const said = JSON.stringify(stored.map(({ answer }) => answer))
    expect(said).toContain('Former member')
    expect(said).not.toContain('Lund')
    await rival.close()
  })

  test('everybody sees what is stored about them', async () => {
    await office.types('sam', '/deal won 5000 Acme split @kim 25%')
    await office.types('gus', '/target set @sam 50000 this quarter')
    await office.types('sam', '/log calls 12')
    expect((await office.types('sam', '/dealbell privacy')).text).toMatchInlineSnapshot(`
    "What is stored about you
    Name: Sam Ortiz
    Accounts: sam (Terminal)
    Role: rep
    Team: (none)
    Time zone: Europe/Oslo
    Language: (none)
    • Deals that are yours: 1
    • Shares in deals of others: 0
    • Changes you made, each with its time: 2
    • Activities: 1
    • Targets set for you: 1
    • Forecasts: 0
    • Stories of wins that you told: 0
    • Topics and actions on agendas, yours or added by you: 0
    • Thanks you gave: 0
    • Thanks you got: 0
    Why: to count targets and deals, and to answer you in your language and time. No messages, e-mail addresses or pictures are kept.
    How long: as long as the company keeps this workspace; answers for repeated requests a day. Once you have left, an admin can have your name replaced by a pseudonym.
    [Export mine]"
  `)
    expect((await office.types('kim', '/dealbell privacy')).text).toContain('Shares in deals of others: 1')
  })

  test('and gets a copy of it, which holds nothing of others’ own', async () => {
    await office.types('sam', '/deal won 5000 Acme note pilot')
    await office.types('kim', '/deal won 70 Globex')
    const told = await office.types('sam', '/dealbell privacy')
    expect((await office.presses('sam', 'Export mine', told)).text).toContain('direct message')
    const [message, ...more] = await office.direct('sam')
    expect(more).toEqual([])
    const data = JSON.parse(message?.file ?? '')
    expect(data.member).toMatchObject([{ name: 'Sam Ortiz', role: 'rep' }])
    expect(data.identities).toMatchObject([{ handle: 'sam', externalId: 'USAM' }])
    expect(data.deals).toMatchObject([{ customer: 'Acme', minor: '500000', note: 'pilot' }])
    expect(message?.file).not.toContain('Globex')
    expect(await office.direct('kim')).toEqual([])
  })

  /** What everybody can see of the numbers. */
  async function figures(): Promise<readonly string[]> {
    const texts: string[] = []
    for (const line of [
      '/progress company this quarter',
      '/progress company last quarter',
      '/progress company this quarter deals',
      '/progress @sam this quarter',
      '/progress @gus this quarter',
    ])
      texts.push((await office.types('gus', line)).text.split('\n').slice(0, 3).join('\n'))
    const { client } = office.database
    for (const table of [client.dayTotal, client.companyDayTotal, client.dealCredit] as const)
      texts.push(
        JSON.stringify(await (table as typeof client.dayTotal).findMany(), (_, value) =>
          typeof value === 'bigint' ? String(value) : value,
        ),
      )
    return texts
  }

  test('a leaver’s name goes from everywhere, and no figure of anybody moves', async () => {
    await office.types('kim', '/deal won 900 Acme note Kim Lund knows them, ask @kim')
    await office.types('sam', '/deal won 5000 Globex split @kim 25% note with kim lund')
    await office.types('sam', '/deal edit #2 amount 5100')
    await office.types('kim', '/deal won 70 "Kim Lund Ltd" on 2026-10-05')
    await office.types('kim', '/deal undo #3')
    await office.types('gus', '/target set @kim 3000 this quarter')
    await office.types('sam', '/kudos @kim for staying late')
    await office.types('kim', '/log calls 3')
    await office.channel()
    const before = await figures()

    expect((await office.types('gus', '/dealbell privacy erase "Kim Lund"')).text).toContain('Kim Lund has not left')
    await office.types('gus', '/dealbell member @kim left')
    const asked = await office.types('gus', '/dealbell privacy erase "kim lund"')
    expect(asked.text).toContain('To confirm, type: Kim Lund')
    expect((await office.fillsIn('gus', asked, { name: 'Sam Ortiz' })).text).toContain('not the name')
    const done = await office.fillsIn('gus', asked, { name: 'Kim Lund' })
    expect(done.text).toContain('The past now says Former member')
    expect(
      await office.stores.deals.rebuildTotals(
        (await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' }))?.id as never,
      ),
    ).toBe(0)
    expect(await figures()).toEqual(before)

    const { client } = office.database
    const all = JSON.stringify(
      await Promise.all([
        client.member.findMany(),
        client.identity.findMany(),
        client.memberEvent.findMany(),
        client.kudos.findMany(),
        client.pending.findMany(),
        client.answeredRequest.findMany(),
        client.outboxEntry.findMany(),
        client.deal.findMany({ select: { note: true } }),
        client.dealEvent.findMany(),
        client.workspaceEvent.findMany(),
      ]),
      (key, value) => (key === 'customer' ? '' : typeof value === 'bigint' ? String(value) : value),
    ).replaceAll('Kim Lund Ltd', '')
    expect(all).not.toMatch(/kim lund|UKIM|@kim\b/i)
    expect(await client.kudos.findMany({ select: { reason: true } })).toEqual([{ reason: '' }])
    // The customer is the company's, and keeps its name.
    expect((await office.types('gus', '/deal show #3')).text).toContain('Kim Lund Ltd')
    expect((await office.types('gus', '/deal show #1')).text).toMatch(/Former member \d+ knows them, ask Former member \d+/)
    expect((await office.types('gus', '/progress "Kim Lund"')).text).not.toContain('$900')
    expect((await office.types('gus', '/dealbell privacy erase "Kim Lund"')).text).toContain('There is nobody called Kim Lund')
  })

  test('a name is found in any case and any script, and a stored answer says no more what the thanks was for', async () => {
    office.given.set('past.csv', 'id,owner,stage,amount,closed,note\nA,Åse Øst,won,5,2026-11-02,ask ÅSE ØST or åse øst\n')
    const tried = await office.types('gus', '/dealbell import deals past.csv')
    await office.presses('gus', 'Import 1 deal', tried)
    await office.types('kim', '/help')
    await office.types('sam', '/kudos @kim for staying late')
    await office.types('gus', '/dealbell member @kim left')
    await office.types('gus', '/dealbell member "Åse Øst" left')
    for (const name of ['Åse Øst', 'Kim Lund']) {
      const asked = await office.types('gus', `/dealbell privacy erase "${name}"`)
      expect((await office.fillsIn('gus', asked, { name })).text).toContain('Erased')
    }
    expect((await office.types('gus', '/deal show #1')).text).toMatch(/ask Former member (\d+) or Former member \1/)
    const { client } = office.database
    const all = [await client.answeredRequest.findMany(), await client.pending.findMany(), await client.dealEvent.findMany()]
    const text = JSON.stringify(all, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    expect(text).not.toMatch(/åse øst|kim lund|staying late/i)
    expect(text).toMatch(/You thanked Former member \d+: …/)
  })

  test('only an admin may, and a name is not guessed', async () => {
    expect((await office.types('sam', '/dealbell privacy erase "Kim Lund"')).text).toContain('admin')
    expect((await office.types('gus', '/dealbell privacy erase Nobody')).text).toContain('There is nobody called Nobody')
    expect((await office.types('gus', '/dealbell privacy erase')).text).toContain('something is missing')
  })
})
