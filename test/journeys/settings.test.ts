// Setting up and changing how a workspace is treated: typed, in forms, with buttons, and back.
import { afterEach, describe, expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import { buttonsOf, type Office, openOffice } from './office.ts'

let office: Office
afterEach(() => office.close())

const elsewhere = { place: { channel: 'C2WINS', kind: 'channel' as const } }
const direct = { place: { channel: 'D1GUS', kind: 'direct' as const } }
const here = destination({ platform: 'terminal', id: 'OFFICE' }, 'C1SALES')
const settings = async (line: string, who = 'gus') => (await office.types(who, `/dealbell settings ${line}`.trim())).text
const events = () => office.database.client.workspaceEvent.findMany({ orderBy: { id: 'asc' } })

describe('setting up without keywords', () => {
  test('makes a working workspace at once, and goes on in two short forms to what there is to try', async () => {
    office = await openOffice({ setUp: false })
    const first = await office.types('gus', '/dealbell setup')
    expect(first.text).toMatchInlineSnapshot(`
      "Setting up 1/2
      Currency: USD
      Time zone: Europe/Oslo
      Language of the channels: en
      Amounts in channels: exact"
    `)
    // Whoever closes the form can work all the same.
    expect((await office.types('sam', '/deal won 5000 Acme')).text).toContain('$5,000.00')
    const second = await office.fillsIn('gus', first, { timezone: 'Europe/Rome', language: 'it', amounts: 'banded' })
    expect(second.text).toMatchInlineSnapshot(`
      "Setting up 2/2
      The year begins in: january
      The week begins on: monday
      Working days: Mon-Fri
      Public holidays of: "
    `)
    const done = await office.fillsIn('gus', second, { 'fiscal-year': 'april', 'working-days': 'Mon-Sat', holidays: 'Italy' })
    expect(done.text).toMatchInlineSnapshot(
      `
      "✅ Dealbell è pronto.
      Gli importi sono in USD, le giornate seguono Europe/Rome, le vendite si festeggiano in #C1SALES.
      Tu fai da admin. Chiunque altro mi scriva entra come commerciale.
      • /deal won 5000 Acme registra una vendita
      • /target set company 1m this year imposta un target
      • /dealbell help mostra il resto"
    `,
    )
    const workspace = await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' })
    expect(workspace).toMatchObject({
      timeZone: 'Europe/Rome',
      language: 'it',
      announce: here,
      calendar: { yearStartMonth: 4, weekStart: 1, workingDays: [1, 2, 3, 4, 5, 6] },
      rules: { amounts: 'banded', holidays: 'IT' },
    })
    expect((await events()).map(({ kind, before, after, platform }) => `${kind}: ${before} > ${after} (${platform})`)).toEqual([
      'timezone: Europe/Oslo > Europe/Rome (terminal)',
      'language: en > it (terminal)',
      'amounts: exact > banded (terminal)',
      'fiscal-year: january > april (terminal)',
      'working-days: Mon-Fri > Mon-Sat (terminal)',
      'holidays: none > IT (terminal)',
    ])
  })

  test('is gone on with by an admin, who sees from what to what it went and can take it all back', async () => {
    office = await openOffice()
    const first = await office.types('gus', '/dealbell setup', elsewhere)
    expect(first.text).toContain('Time zone: Europe/Oslo')
    const second = await office.fillsIn('gus', first, { currency: 'EUR', announce: 'here' })
    const done = await office.fillsIn('gus', second, { 'week-start': 'sunday', 'working-days': 'Sun-Thu' })
    expect(done.text).toMatchInlineSnapshot(`
      "✅ Settings changed.
      • Currency: USD → EUR
      • The week begins on: Monday → Sunday
      • Working days: Mon-Fri → Sun-Thu
      Targets set for periods that now begin on another day no longer count. Check: /target list
      [Undo]"
    `)
    const undone = await office.presses('gus', 'Undo', done)
    expect(undone.text).toMatchInlineSnapshot(`
      "↩️ Changed back.
      • Working days: Sun-Thu → Mon-Fri
      • The week begins on: Sunday → Monday
      • Currency: EUR → USD
      [Undo]"
    `)
    expect((await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' }))?.calendar.workingDays).toEqual([
      1, 2, 3, 4, 5,
    ])
    expect(await events()).toHaveLength(6)
  })

  test('says at the field what is wrong, and stores nothing of that step', async () => {
    office = await openOffice()
    const first = await office.types('gus', '/dealbell setup')
    expect((await office.fillsIn('gus', first, { timezone: 'Mars' })).text).toBe(
      'timezone: this is not a time zone I know. They are named like Europe/Oslo.',
    )
    expect((await office.fillsIn('gus', first, { currency: '' })).text).toBe('currency: This is needed.')
    const second = await office.fillsIn('gus', first, {})
    expect((await office.fillsIn('gus', second, { holidays: 'Norwya', 'week-start': 'sunday' })).text).toBe(
      'holidays: I know no public holidays for Norwya. Did you mean NO (Norway)? Countries are written like NO, regions like DE-BY.',
    )
    expect((await office.fillsIn('gus', second, { 'working-days': 'weekdays' })).text).toContain('working-days: I expected weekdays here')
    expect(await events()).toEqual([])
    expect((await office.fillsIn('gus', second, {})).text).toBe('It is so already. Nothing was changed.')
  })

  test('says at the field that the currency stays once something is counted in it', async () => {
    office = await openOffice()
    await office.types('sam', '/deal won 100 Acme')
    const first = await office.types('gus', '/dealbell setup')
    expect((await office.fillsIn('gus', first, { currency: 'EUR', amounts: 'hidden' })).text).toBe(
      'currency: The currency stays USD: there are deals or targets in it already.',
    )
    expect(await settings('currency EUR')).toContain('The currency stays USD')
    expect(await events()).toEqual([])
  })

  test('is for an admin', async () => {
    office = await openOffice()
    expect((await office.types('sam', '/dealbell setup')).text).toContain('Only an admin can do that')
    const form = await office.types('gus', '/dealbell setup')
    expect((await office.fillsIn('sam', form, { amounts: 'hidden' })).text).toContain('Only an admin can do that')
    expect(await events()).toEqual([])
  })
})

describe('setting up with keywords', () => {
  test('takes what the form asks for, in any order', async () => {
    office = await openOffice({ setUp: false })
    const line = '/dealbell setup working-days Sun-Thu currency ILS holidays IL fiscal-year april amounts percent timezone Asia/Jerusalem'
    expect((await office.types('gus', line)).text).toContain('Amounts are in ILS, days begin in Asia/Jerusalem')
    expect(await settings('working-days')).toContain('Working days: Sun-Thu')
    expect(await settings('holidays')).toContain('Public holidays of: IL')
    expect(await settings('amounts')).toContain('Amounts in channels: only as a share of the target')
    expect((await office.types('gus', '/dealbell setup week-start someday')).text).toContain('stumbled at [someday]')
  })

  test('shows an admin from what to what it went, with a way back', async () => {
    office = await openOffice()
    const done = await office.types('gus', '/dealbell setup timezone Asia/Tokyo', elsewhere)
    expect(done.text).toMatchInlineSnapshot(`
      "✅ Settings changed.
      Amounts are in USD, days begin in Asia/Tokyo, wins are announced in #C2WINS.
      • Wins are announced in: #C1SALES → #C2WINS
      • Time zone: Europe/Oslo → Asia/Tokyo
      [Undo]"
    `)
    expect((await office.presses('gus', 'Undo', done)).text).toContain('Time zone: Asia/Tokyo → Europe/Oslo')
  })
})

describe('the settings', () => {
  test('are shown to everybody, and who may change them', async () => {
    office = await openOffice()
    await settings('amounts percent here')
    const seen = await office.types('sam', '/dealbell settings')
    expect(seen.text).toMatchInlineSnapshot(`
      "Settings
      Money and channels
      Currency: USD
      Time zone: Europe/Oslo
      Language of the channels: English
      Wins are announced in: #C1SALES
      Announcements also appear in: none
      Amounts in channels: exact · #C1SALES: only as a share of the target
      Small wins are those below: none
      Calendar
      The year begins in: January
      The week begins on: Monday
      Working days: Mon-Fri
      Public holidays of: none
      Own closing days: none
      Pipeline
      Stages: lead 10, qualified 25, proposal 50, negotiation 75
      Reasons for losing: price, product, timing, competitor, no decision, relationship, other
      Stuck: times the usual stay in a stage: 2
      Stuck: days at least: 14
      Team and pace
      Activities that are counted: calls, meetings, demos
      Ahead, on track, behind: 105/95/75
      Targets of new members: 25/50/75/100
      Kudos that one can give a day: 3
      Rituals
      Quiet hours: 19:00-08:00
      Team meetings begin at: 09:30
      Minutes of a team meeting: 45
      Reminded after working days without an update: 5
      Closing and doubts
      Periods are closed: each quarter
      Days of grace before closing: 5
      Same win again: asked about within days: 3
      Unusually large: how many times the usual: 10
      Everybody can see this; admins can change it."
    `)
    expect(buttonsOf(seen)).toEqual([])
  })

  test('are changed by an admin in forms by topic', async () => {
    office = await openOffice()
    const seen = await office.types('gus', '/dealbell settings')
    const form = await office.presses('gus', 'Pipeline', seen)
    expect(form.text).toMatchInlineSnapshot(`
      "Pipeline
      Stages: lead 10, qualified 25, proposal 50, negotiation 75
      Reasons for losing: price, product, timing, competitor, no decision, relationship, other
      Stuck: times the usual stay in a stage: 2
      Stuck: days at least: 14"
    `)
    const done = await office.fillsIn('gus', form, { stages: 'lead 10, demo 30, contract 80', 'stuck-days': '21' })
    expect(done.text).toMatchInlineSnapshot(`
      "✅ Settings changed.
      • Stages: lead 10, qualified 25, proposal 50, negotiation 75 → lead 10, demo 30, contract 80
      • Stuck: days at least: 14 → 21
      [Undo]"
    `)
    expect((await office.fillsIn('gus', form, { stages: 'lead 10, won 100' })).text).toContain('stages: a name here begins with a letter')
    expect((await office.fillsIn('gus', form, { 'stuck-days': 'ages' })).text).toBe('stuck-days: I expected a number from 0 to 365 here.')
    for (const topic of ['Money and channels', 'Calendar', 'Team and pace', 'Closing and doubts']) {
      const other = await office.presses('gus', topic, seen)
      expect((await office.fillsIn('gus', other, {})).text).toBe('It is so already. Nothing was changed.')
    }
  })

  test('are changed by typing a name and a value', async () => {
    office = await openOffice()
    const done = await office.types('gus', '/dealbell settings closing-days 2026-12-24, 31 dec')
    expect(done.text).toMatchInlineSnapshot(`
      "✅ Settings changed.
      • Own closing days: none → 2026-12-24, 2026-12-31
      [Undo]"
    `)
    expect(await settings('ramp off')).toContain('Targets of new members: 25/50/75/100 → none')
    expect(await settings('ramp default')).toContain('none → 25/50/75/100')
    expect(await settings('small wins 500')).toContain('Small wins are those below: none → 500.00 USD')
    expect(await settings('closing never')).toContain('Periods are closed: each quarter → never')
    expect(await settings('closing never')).toBe('It is so already. Nothing was changed.')
    expect(await settings('language norsk')).toContain('English → Norsk')
  })

  test('tell of one how it came to be so', async () => {
    office = await openOffice()
    for (const line of ['amounts banded', 'amounts hidden here', 'amounts percent', 'amounts exact', 'kudos 5']) await settings(line)
    expect((await office.types('sam', '/dealbell settings amounts')).text).toMatchInlineSnapshot(`
      "Amounts in channels: exact · #C1SALES: not at all
      With guests or another company in a channel, amounts there are never exact.
      • 18 Nov 2026, Gus Berg: Amounts in channels: only as a share of the target → exact
      • 18 Nov 2026, Gus Berg: Amounts in channels: in bands, like $5–10K → only as a share of the target
      • 18 Nov 2026, Gus Berg: Amounts in channels #C1SALES: as in other channels → not at all
      Everybody can see this; admins can change it."
    `)
    expect((await office.types('gus', '/dealbell settings stages')).text).toMatchInlineSnapshot(`
      "Stages: lead 10, qualified 25, proposal 50, negotiation 75
      In order, each with its chance of being won in percent: lead 10, demo 30, contract 80.
      [Pipeline]
      Try: /dealbell settings stages lead 10, demo 30, contract 80"
    `)
  })

  test('name the spot in what cannot be read, and change nothing', async () => {
    office = await openOffice()
    for (const [line, complaint] of [
      ['colour red', 'there is no such setting. There is: currency, timezone,'],
      ['stage lead 10', 'did you mean stages?'],
      ['stages lead', 'stumbled at [lead]: a stage is a name and its chance of being won in percent'],
      ['kudos 5 please', 'stumbled at [please]: I do not know what to do with this.'],
      ['kudos many', 'I expected a number from 0 to 50 here'],
      ['small-wins lots', 'I cannot read this. It can be, for example: 500.'],
      ['small-wins 500 EUR', 'this is an amount in USD here'],
      ['holidays DE-BAY', 'Did you mean DE (Germany), DE-BY (Bayern)?'],
      ['pace 75/95/105', 'three falling percentages'],
      ['activities calls demos', 'put commas between them'],
      ['amounts some', 'this can be: exact, banded, percent, hidden, default.'],
    ] as const) {
      const told = await settings(line)
      expect(told).toContain(complaint)
      expect(told).toContain('Nothing was saved.')
    }
    expect(await settings('stages lead')).toContain('Try: /dealbell settings stages lead 10, demo 30, contract 80')
    expect(await events()).toEqual([])
  })

  test('are an admin’s to change', async () => {
    office = await openOffice()
    for (const role of ['rep', 'lead', 'manager']) {
      await office.types('gus', `/dealbell member @sam role ${role}`)
      expect(await settings('kudos 9', 'sam')).toContain('Only an admin can do that')
      expect(await settings('kudos', 'sam')).toContain('Everybody can see this; admins can change it.')
    }
    const done = await office.types('gus', '/dealbell settings kudos 9')
    expect((await office.presses('sam', 'Undo', done)).text).toContain('Only an admin can do that')
    const seen = await office.types('gus', '/dealbell settings')
    expect((await office.presses('sam', 'Calendar', seen)).text).toContain('Only an admin can do that')
    expect(await settings('kudos')).toContain('Kudos that one can give a day: 9')
  })

  test('are recorded once, also when the platform asks twice', async () => {
    office = await openOffice()
    const once = { requestKey: 'the same' }
    const first = await office.types('gus', '/dealbell settings kudos 9', once)
    const version = async () => (await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' }))?.version
    const before = await version()
    expect((await office.types('gus', '/dealbell settings kudos 9', once)).text).toBe(first.text)
    const undo = { requestKey: 'the same undo' }
    const undone = await office.presses('gus', 'Undo', first, undo)
    expect((await office.presses('gus', 'Undo', first, undo)).text).toBe(undone.text)
    expect(await version()).toBe((before ?? 0) + 1)
    const [change, back] = await events()
    expect(await events()).toHaveLength(2)
    expect(change).toMatchObject({ kind: 'kudos', before: '3', after: '9', platform: 'terminal', at: BigInt(office.clock.now()) })
    expect(back).toMatchObject({ kind: 'kudos', before: '9', after: '3', byId: change?.byId })
  })

  test('are not undone once they are something else again, and an undo can be undone', async () => {
    office = await openOffice()
    const first = await office.types('gus', '/dealbell settings kudos 9')
    await office.types('gus', '/dealbell settings kudos 4')
    expect((await office.presses('gus', 'Undo', first)).text).toContain(
      'The setting kudos has changed since then.\nNothing was saved. Try: /dealbell settings kudos',
    )
    const again = await office.types('gus', '/dealbell settings kudos 5')
    const undone = await office.presses('gus', 'Undo', again)
    expect(undone.text).toContain('↩️ Changed back.\n• Kudos that one can give a day: 5 → 4')
    expect((await office.presses('gus', 'Undo', undone)).text).toContain('4 → 5')
  })

  test('of another workspace are out of reach of an undo', async () => {
    office = await openOffice()
    await office.types('gus', '/dealbell settings kudos 9')
    const other = await office.database.client.workspace.create({
      data: { name: 'Other', currency: 'USD', timeZone: 'UTC', language: 'en', announce: 'terminal/OTHER/C1', createdAt: 1n },
    })
    const data = { workspaceId: other.id, kind: 'kudos', before: '1', after: '9', byId: 1, platform: 'terminal', at: 1n }
    const { id } = await office.database.client.workspaceEvent.create({ data })
    const forged = await office.types('gus', '/dealbell settings kudos 8')
    const button = buttonsOf(forged)[0]
    if (!button) throw new Error('no button')
    const told = {
      text: '',
      answer: { kind: 'message', replaces: false, message: { nodes: [{ kind: 'buttons', buttons: [{ ...button, value: `${id}` }] }] } },
    } as const
    expect((await office.presses('gus', 'Undo', told)).text).toContain('I do not know this button any more')
    expect(await settings('kudos')).toContain('8')
  })
})

describe('what a channel is shown', () => {
  test('is chosen for all channels and for one, and put back to what all are', async () => {
    office = await openOffice()
    expect(await settings('amounts banded')).toContain('Amounts in channels: exact → in bands, like $5–10K')
    expect(await settings('amounts hidden here')).toContain('Amounts in channels #C1SALES: as in other channels → not at all')
    expect(await settings('amounts')).toContain('Amounts in channels: in bands, like $5–10K · #C1SALES: not at all')
    expect((await office.types('gus', '/dealbell settings amounts percent here', direct)).text).toContain('There is no channel here')
    const back = await office.types('gus', '/dealbell settings amounts default here')
    expect(back.text).toContain('Amounts in channels #C1SALES: not at all → as in other channels')
    await office.presses('gus', 'Undo', back)
    const { rules } = (await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' })) ?? {}
    expect(rules).toMatchObject({ amounts: 'banded', channelAmounts: { [here]: 'hidden' } })
  })
})

describe('where wins are announced', () => {
  test('moves to where an admin says so, with what waited there', async () => {
    office = await openOffice()
    const there = destination({ platform: 'terminal', id: 'OFFICE' }, 'C2WINS')
    expect((await office.types('gus', '/dealbell settings announce here', elsewhere)).text).toContain(
      'Wins are announced in: #C1SALES → #C2WINS',
    )
    office.messenger.always(there, { kind: 'not in channel' })
    await office.types('sam', '/deal won 100 Acme')
    await office.channel()
    office.messenger.always(there, undefined)
    await office.types('gus', '/dealbell setup', elsewhere)
    await office.channel()
    expect(office.messenger.standing(there).map(({ text }) => text)).toEqual([expect.stringContaining('Sam Ortiz closed Acme')])
    expect((await office.types('gus', '/dealbell settings announce here', direct)).text).toContain('Run this in the channel')
  })

  test('is told when the bot is not in that channel', async () => {
    office = await openOffice({ directory: { enter: async (_, channel) => (channel === 'C2WINS' ? 'invite me' : 'in') } })
    expect((await office.types('gus', '/dealbell settings announce here', elsewhere)).text).toContain('I am not in this channel yet')
  })
})

describe('stages and activities that are taken out', () => {
  test('stay with the deals that are in them, and the answer says so', async () => {
    office = await openOffice()
    const opened = await office.types('sam', '/deal open 12000 Globex stage proposal close 2026-12-15')
    expect(opened.text).toContain('Globex')
    const done = await settings('stages lead 10, demo 30')
    expect(done).toContain('1 open deal is still in proposal, counting 0 % in the forecast until somebody moves it')
    expect((await office.types('sam', '/deal show #1')).text).toContain('proposal')
    expect(await settings('stages lead 20, demo 30')).not.toContain('proposal.')
  })

  test('keep what was logged and planned', async () => {
    office = await openOffice()
    await office.types('gus', '/target set @sam 20 demos this month')
    expect(await settings('activities calls')).toContain('What was logged as demos, and targets for it, stay in the history.')
    expect(await settings('activities calls, demos')).not.toContain('stay in the history')
  })
})
