// The 1:1s on Monday: who gets an agenda for whom, what was agreed and what becomes of it, and who may not.
import { expect, test } from 'vitest'
import type { Office, Told } from './office.ts'
import { buttonsOf, openOffice, personId } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

const monday = '2026-11-23T07:00:00Z' // 08:00 in Oslo

/** North with Kim as lead and Sam in it; Noor is in no team, so Gus leads Kim and Noor directly. */
async function aTeam(office: Office) {
  for (const who of ['sam', 'kim', 'noor']) await office.types(who, '/progress')
  for (const line of ['team add North', 'team move @sam North', 'team move @kim North', 'team lead North @kim'])
    await office.types('gus', `/dealbell ${line}`)
}

/** The 1:1s that somebody got: Friday's digest was made up for before them. */
const oneToOnes = async (office: Office, who: string) => (await office.inbox(who)).filter(({ text }) => text.startsWith('1:1'))

/** What Kim got about Sam. */
async function agendaOf(office: Office): Promise<Told> {
  const [agenda] = await oneToOnes(office, 'kim')
  if (!agenda) throw new Error('Kim got no agenda')
  return agenda
}

officeOnEach((opened) => {
  test('whoever leads somebody directly gets one for each of them', async () => {
    const office = opened()
    await aTeam(office)
    await office.types('gus', '/target set @sam 40000 this quarter')
    await office.types('sam', '/deal won 5000 Acme')
    await office.types('sam', '/deal open 8000 Umbrella stage lead close 2026-12-10')
    await office.types('sam', '/deal stage #2 proposal')
    await office.types('sam', '/log calls 12')
    await office.comes(monday)
    await office.comes('2026-11-23T07:01:00Z')
    expect((await oneToOnes(office, 'kim')).map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "1:1 with Sam Ortiz · Mon 23 Nov
      Q4 2026: $5,000 of $40,000 · 13 % · at risk · To go $35,000 · too few data to say why
      Last week: 12 calls
      Moved since Mon 16 Nov:
      • ✅ #1 Acme $5,000 won
      • ➕ #2 Umbrella $8,000 new
      Nothing is open from last time.
      To ask: Which open deal could use my help this week?
      [Note what we agreed] [Show the maths]",
      ]
    `)
    expect((await oneToOnes(office, 'gus')).map(({ text }) => text.split('\n')[0])).toMatchInlineSnapshot(`
      [
        "1:1 with Kim Lund · Mon 23 Nov",
        "1:1 with Noor Haddad · Mon 23 Nov",
      ]
    `)
    expect(await office.inbox('sam')).toEqual([])
  })

  test('what was agreed stands in the agenda and in the rep’s own list, until it is done', async () => {
    const office = opened()
    await aTeam(office)
    await office.comes(monday)
    const form = await office.presses('kim', 'Note what we agreed', await agendaOf(office))
    expect(form.text).toMatchInlineSnapshot(`
      "1:1 with Sam Ortiz
      What did you agree?: 
      Who does it?: rep
      By when?: "
    `)
    const noted = await office.fillsIn('kim', form, { what: 'Call <!channel> *Globex*', due: '2026-11-27' })
    expect(noted.text).toMatchInlineSnapshot(`
      "✅ Noted: 1 Sam Ortiz: Call <!channel> *Globex* (due Fri 27 Nov)
      [Undo]"
    `)
    expect((await agendaOf(office)).text).toContain('☐ 1 Sam Ortiz: Call <!channel> *Globex* (due Fri 27 Nov)')
    expect((await office.types('sam', '/agenda mine')).text).toMatchInlineSnapshot(`
      "Open for you: 1 action
      • 1 Sam Ortiz: Call <!channel> *Globex* (due Fri 27 Nov) · 1:1
      [Done 1]"
    `)
    expect((await office.types('noor', '/agenda mine')).text).toContain('Nothing is open for you')

    const done = await office.presses('kim', 'Done 1', await agendaOf(office))
    expect(done.text).toContain('Done: 1 Sam Ortiz')
    expect((await agendaOf(office)).text).toContain('☑ 1 Sam Ortiz')
    expect((await office.types('sam', '/agenda mine')).text).toContain('Nothing is open for you')
    await office.presses('kim', 'Undo', done)
    expect((await agendaOf(office)).text).toContain('☐ 1 Sam Ortiz')
    expect((await office.presses('kim', 'Undo', done)).text).toContain('open again already')
    await office.presses('kim', 'Undo', noted)
    expect((await agendaOf(office)).text).toContain('Nothing is open from last time.')
  })

  test('a rep ticks off what is theirs, and the next agenda says so', async () => {
    const office = opened()
    await aTeam(office)
    await office.comes(monday)
    await office.fillsIn('kim', await office.presses('kim', 'Note what we agreed', await agendaOf(office)), { what: 'Pricing sheet' })
    const mine = await office.types('sam', '/agenda mine')
    expect((await office.presses('sam', 'Done 1', mine)).text).toContain('Done')
    await office.comes('2026-11-30T07:00:00Z')
    expect((await oneToOnes(office, 'kim')).at(-1)?.text).toContain('☑ 1 Sam Ortiz: Pricing sheet')
  })
})

test('nobody else prepares a 1:1, whatever button they send', async () => {
  const office = await openOffice()
  await aTeam(office)
  await office.comes(monday)
  const agenda = await agendaOf(office)
  const values = buttonsOf(agenda).map(({ action, value }) => ({ action, value }))
  await office.fillsIn('kim', await office.presses('kim', 'Note what we agreed', agenda), { what: 'Secret' })
  const done = buttonsOf(await agendaOf(office)).find(({ action }) => action === 'do-agreed')
  if (!done) throw new Error('There is no item to tick off')
  const form = { form: 'note-agreed', about: values[0]?.value ?? '', filled: { what: 'x', who: 'rep', due: '' } }
  for (const who of ['sam', 'noor']) {
    for (const forged of [...values, done]) {
      const told = await office.forges(who, forged)
      expect(told.text).not.toContain('Secret')
      expect(told.text).toMatch(/prepared by whoever leads|Only|lead/)
    }
    expect((await office.forges(who, form)).text).toMatch(/prepared by whoever leads|lead/)
  }
  // A manager may, as they lead everybody; somebody of another company is told that there is nobody.
  expect((await office.forges('gus', { action: 'show-one-to-one', value: values[0]?.value ?? '' })).text).toContain('1:1 with Sam Ortiz')
  const other = await openOffice({ beside: { office, installation: 'OTHER' } })
  for (const forged of [...values, done]) expect((await other.forges('gus', forged)).text).toContain('prepared by whoever leads')
  expect((await other.forges('gus', form)).text).toContain('prepared by whoever leads')

  // Kim does not lead any more.
  await office.types('gus', '/dealbell team lead North @gus')
  for (const forged of [...values, done]) expect((await office.forges('kim', forged)).text).toContain('prepared by whoever leads')
  expect((await office.types('sam', '/agenda mine')).text).toContain('Secret')
  await other.close()
  await office.close()
})

test('values that no button carries are refused, and so are days that are too far', async () => {
  const office = await openOffice()
  await aTeam(office)
  const sam = (await office.stores.workspaces.byName((await known(office)).id, 'Sam', 1))[0]?.id ?? 0
  for (const value of ['', 'x', `${sam}`, `${sam}:2026-02-30`, `${sam}:2026-11-23T25:00`, `0:2026-11-23`, `${sam}:2026-11-23T08:00:1`])
    expect((await office.forges('kim', { action: 'show-one-to-one', value })).text).toContain('button')
  for (const day of ['2020-01-01', '2099-01-01', '0001-01-01'])
    expect((await office.forges('kim', { action: 'show-one-to-one', value: `${sam}:${day}` })).text).toContain('not looked up')
  await office.close()
})

test('who leads more than a dozen directly gets a list with a button for each', async () => {
  const office = await openOffice()
  for (const who of ['gus', 'sam']) await office.types(who, '/progress')
  const { id } = await known(office)
  const installation = { platform: 'terminal' as const, id: 'OFFICE' }
  for (let n = 1; n <= 12; n += 1) {
    const handle = `rep${String(n).padStart(2, '0')}`
    const person = { name: `Rep ${String(n).padStart(2, '0')}`, handle, role: 'rep' as const, timeZone: undefined, locale: undefined }
    await office.stores.workspaces.addMember(id, installation, personId(handle), person, office.clock.now())
  }
  await office.comes(monday)
  const lists = await oneToOnes(office, 'gus')
  expect(lists.map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "1:1s of Mon 23 Nov: 13 people
    A button opens the agenda.
    [Rep 01] [Rep 02] [Rep 03] [Rep 04] [Rep 05]
    [Rep 06] [Rep 07] [Rep 08] [Rep 09] [Rep 10]
    [Next]",
    ]
  `)
  const [list] = lists
  if (!list) throw new Error('Gus got no list')
  const next = await office.presses('gus', 'Next', list)
  expect(next.text).toContain('[Sam Ortiz]')
  expect((await office.presses('gus', 'Sam Ortiz', next)).text).toContain('1:1 with Sam Ortiz')
  await office.close()
})

async function known(office: Office) {
  const found = await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' })
  if (!found) throw new Error('The office is not set up')
  return found
}
