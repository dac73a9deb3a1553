// Who is behind plan hears of it in private, kindly and once a week at most, with a next step; and what can be answered.
import { afterEach, describe, expect, test } from 'vitest'
import { plainText } from '../../src/message/plain-text.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { day } from '../nudges/an-office.ts'
import { type Office, openOffice, personId, type Told } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

/** Wednesday 25 November, ten o'clock in Oslo. */
const wednesday = '2026-11-25T09:00:00Z'
const nextWednesday = '2026-12-02T09:00:00Z'
const thirdWednesday = '2026-12-09T09:00:00Z'

/** Sam has a target and is behind; Kim is on plan; Noor has no target. */
async function furnish(office: Office): Promise<void> {
  for (const who of ['sam', 'kim', 'noor']) await office.types(who, '/dealbell member me')
  await office.types('gus', '/target set @sam 50000 this quarter')
  await office.types('gus', '/target set @kim 50000 this quarter')
  await office.types('kim', '/deal won 40000 Hooli')
  await office.types('sam', '/deal won 20000 Initech')
  await office.types('sam', '/deal open 16000 Wonka stage negotiation close 2026-12-10')
  await office.types('sam', '/deal open 15000 Stark stage proposal close 2026-12-18')
  await office.types('sam', '/deal open 90000 Later stage lead close 2027-02-01')
}

const nudgesIn = async (office: Office, who = 'sam'): Promise<readonly Told[]> =>
  (await office.inbox(who)).filter(({ text }) => text.includes('Only you see this. It comes once a week'))

/** The latest nudge that somebody got. */
async function nudgeOf(office: Office, who = 'sam'): Promise<Told> {
  const last = (await nudgesIn(office, who)).at(-1)
  if (!last) throw new Error(`No nudge for ${who}`)
  return last
}

/** The platform says that somebody lives in another time zone. */
const moves = (office: Office, who: string, timeZone: string) =>
  office.stores.workspaces.refresh(here, personId(who), { name: who, handle: who, timeZone, locale: undefined })
const here = { platform: 'terminal', id: 'OFFICE' } as const

officeOnEach((opened) => {
  test('who is behind hears where they are and what would close the gap; nobody else hears anything', async () => {
    const office = opened()
    await furnish(office)
    const before = await office.channel()
    await office.comes('2026-11-25T08:59:00Z')
    expect(await nudgesIn(office)).toEqual([])
    await office.comes(wednesday)
    await office.comes('2026-11-25T09:01:00Z')
    expect((await nudgesIn(office)).map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "Hi Sam. You are at 40 % of Q4 2026 with 61 % of it gone: $30,000 to go, 26 working days left.
      Two of your open deals would close it:
      • #3 Wonka · $16,000 · negotiation · no update for 7 days
      • #4 Stark · $15,000 · proposal · no update for 7 days
      [Log a deal] [Update Wonka] [Ask my manager] [Snooze a week] [I’m away]
      Only you see this. It comes once a week at most, when you are behind; /dealbell nudges off ends it.",
      ]
    `)
    for (const who of ['kim', 'noor', 'gus']) expect(await nudgesIn(office, who)).toEqual([])
    expect(await office.channel()).toEqual(before)
  })

  test('every Wednesday at ten by everybody’s own clock, over the changes of two clocks', async () => {
    const office = opened()
    office.clock.set('2027-03-01T12:00:00Z')
    for (const who of ['sam', 'kim']) {
      await office.types(who, '/dealbell member me')
      await office.types('gus', `/target set @${who} 50000 this quarter`)
    }
    await moves(office, 'sam', 'America/New_York')
    const heard: Record<string, string[]> = { sam: [], kim: [] }
    for (const day of ['03', '10', '17', '24', '31']) {
      for (const time of ['07:59', '08:00', '08:59', '09:00', '13:59', '14:00', '14:59', '15:00', '16:00']) {
        await office.comes(`2027-03-${day}T${time}:00Z`)
        for (const [who, times] of Object.entries(heard)) {
          const { length } = await nudgesIn(office, who)
          if (length > times.length) times.push(`${day} ${time}`)
        }
      }
    }
    // New York changes its clocks on the 14th, Oslo on the 28th.
    expect(heard).toEqual({
      sam: ['03 15:00', '10 15:00', '17 14:00', '24 14:00', '31 14:00'],
      kim: ['03 09:00', '10 09:00', '17 09:00', '24 09:00', '31 08:00'],
    })
  })

  test('a bot that comes back in time makes up for it, one that comes back in the evening says nothing, and goes on next week', async () => {
    const office = opened()
    await furnish(office)
    await office.comes('2026-11-25T12:30:00Z')
    expect(await nudgesIn(office)).toHaveLength(1)
    await office.comes('2026-12-02T20:00:00Z')
    expect(await nudgesIn(office)).toHaveLength(1)
    await office.comes('2026-12-02T20:30:00Z')
    await office.comes(thirdWednesday)
    expect(await nudgesIn(office)).toHaveLength(2)
  })

  test('what was decided in the morning is not delivered in quiet hours, nor on another day', async () => {
    const office = opened()
    await furnish(office)
    await office.comes(wednesday)
    office.clock.set('2026-11-25T18:00:00Z') // seven in the evening: the platform could not be reached all day
    expect(await nudgesIn(office)).toEqual([])
    await office.comes(nextWednesday)
    office.clock.set('2026-12-03T09:00:00Z')
    expect(await nudgesIn(office)).toEqual([])
    await office.comes(thirdWednesday)
    expect(await nudgesIn(office)).toHaveLength(1)
  })

  test('a win between the decision and the delivery, and there is nothing left to say', async () => {
    const office = opened()
    await furnish(office)
    await office.comes(wednesday)
    await office.types('sam', '/deal won 15000 Umbrella')
    expect(await nudgesIn(office)).toEqual([])
  })

  test('moved from Wednesday to Monday, and with a rep who travels, it still comes once a week', async () => {
    const office = opened()
    await furnish(office)
    await moves(office, 'sam', 'Pacific/Auckland')
    await office.comes('2026-11-24T21:00:00Z') // Wednesday, ten o'clock in Auckland
    expect(await nudgesIn(office)).toHaveLength(1)
    await moves(office, 'sam', 'America/Los_Angeles')
    await office.comes('2026-11-25T18:00:00Z') // Wednesday, ten o'clock in Los Angeles
    expect(await nudgesIn(office)).toHaveLength(1)
    await office.types('gus', '/dealbell schedule nudges mon')
    await office.comes('2026-11-30T18:00:00Z')
    expect(await nudgesIn(office)).toHaveLength(1)
    expect(await office.database.client.outboxEntry.count({ where: { kind: 'nudge' } })).toBe(1)
    await office.comes('2026-12-07T18:00:00Z')
    expect(await nudgesIn(office)).toHaveLength(2)
    await office.types('gus', '/dealbell schedule nudges off')
    await office.comes('2026-12-14T18:00:00Z')
    expect(await nudgesIn(office)).toHaveLength(2)
  })

  test('of two that were written down at the same moment, in two time zones, one is sent', async () => {
    const office = opened()
    await furnish(office)
    await office.comes(wednesday)
    const { client } = office.database
    const { id: _, about, ...first } = await client.outboxEntry.findFirstOrThrow({ where: { kind: 'nudge' } })
    const key = first.key.replace('T10:00', 'T09:00')
    await client.outboxEntry.create({ data: { ...first, key, about: { ...Object(about), time: '09:00' } } })
    expect(await nudgesIn(office)).toHaveLength(1)
    expect(
      await client.outboxEntry.findMany({ where: { kind: 'nudge' }, select: { key: true, state: true }, orderBy: { id: 'asc' } }),
    ).toEqual([
      { key: first.key, state: 'done' },
      { key, state: 'dropped' },
    ])
  })

  test('Snooze leaves out the next one, longer if wanted, and can be taken back', async () => {
    const office = opened()
    await furnish(office)
    await office.comes(wednesday)
    const nudge = await nudgeOf(office)
    const week = await office.presses('sam', 'Snooze a week', nudge)
    expect(week.text).toMatchInlineSnapshot(`
      "✅ No nudge for you before 3 Dec 2026.
      [Make it two weeks] [Until the end of Q4 2026] [Undo]"
    `)
    await office.comes(nextWednesday)
    expect(await nudgesIn(office)).toHaveLength(1)
    await office.comes(thirdWednesday)
    expect(await nudgesIn(office)).toHaveLength(2)

    const again = await office.presses('sam', 'Snooze a week', await nudgeOf(office))
    const whole = await office.presses('sam', 'Until the end of Q4 2026', again)
    expect(whole.text).toContain('No nudge for you before 1 Jan 2027')
    expect((await office.presses('sam', 'Undo', whole)).text).toContain('Taken back')
    await office.types('sam', '/dealbell nudges on')
    await office.comes('2026-12-16T09:00:00Z')
    expect(await nudgesIn(office)).toHaveLength(3)
    expect((await nudgeOf(office)).text).toContain('Log a deal') // the message itself stays as it was
  })

  test('Snooze pressed twice says how it is, and never gives less peace than there was', async () => {
    const office = opened()
    await furnish(office)
    await office.comes(wednesday)
    const nudge = await nudgeOf(office)
    const week = await office.presses('sam', 'Snooze a week', nudge)
    const again = await office.presses('sam', 'Snooze a week', nudge)
    expect(again.text).toBe('✅ No nudge for you before 3 Dec 2026.\n[Make it two weeks] [Until the end of Q4 2026]')
    await office.presses('sam', 'Until the end of Q4 2026', week)
    expect((await office.presses('sam', 'Snooze a week', nudge)).text).toBe('✅ No nudge for you before 1 Jan 2027.')
    await office.types('sam', '/dealbell nudges off')
    expect((await office.presses('sam', 'Snooze a week', nudge)).text).toBe('✅ No nudges for you any more.')
    expect((await office.types('sam', '/dealbell nudges off')).text).toBe('✅ No nudges for you any more.')
  })

  test('I’m away takes the days out of what is expected, and out of the nudges', async () => {
    const office = opened()
    await furnish(office)
    await office.comes(wednesday)
    const form = await office.presses('sam', 'I’m away', await nudgeOf(office))
    expect(form.text).toMatchInlineSnapshot(`
      "When are you away?
      First day away: 2026-11-25
      Last day away: 2026-11-25"
    `)
    expect((await office.fillsIn('sam', form, { from: '2026-12-04', to: '2026-12-01' })).text).toContain('to: the last day comes before')
    expect((await office.fillsIn('sam', form, { to: '2030-12-01' })).text).toContain('longer than a year')
    expect((await office.fillsIn('sam', form, { from: '' })).text).toBe('from: This is needed.')
    const away = await office.fillsIn('sam', form, { from: '2026-12-01', to: '2026-12-04' })
    expect(away.text).toContain('Sam Ortiz is away: 1 Dec 2026 to 4 Dec 2026')
    await office.comes(nextWednesday)
    expect(await nudgesIn(office)).toHaveLength(1)
    await office.presses('sam', 'Undo', away)
    await office.comes(thirdWednesday)
    expect(await nudgesIn(office)).toHaveLength(2)
  })

  test('Ask my manager shows the message before it goes, and brings the answer', async () => {
    const office = opened()
    await furnish(office)
    await office.comes(wednesday)
    const form = await office.presses('sam', 'Ask my manager', await nudgeOf(office))
    expect(form.text).toMatchInlineSnapshot(`
      "Ask my manager
      To Gus Berg: Hi Gus,
      I am at $20,000 of $50,000 in Q4 2026 (40 %), $30,000 to go with 26 working days left.
      Could we look at Wonka, Stark together?"
    `)
    expect((await office.fillsIn('sam', form, { text: '  ' })).text).toBe('text: This is needed.')
    expect((await office.fillsIn('sam', form, { text: 'x'.repeat(1_001) })).text).toContain('text: That is too long')
    expect((await office.fillsIn('sam', form, { text: 'Wonka \u202egnp.exe' })).text).toContain('text:')
    expect((await office.inbox('gus')).filter(({ text }) => text.includes('help'))).toEqual([])

    const sent = await office.fillsIn('sam', form, { text: 'Is <!channel> the *pricing* of Wonka fixed?' }, { requestKey: 'ask/1' })
    expect(sent.text).toBe('✅ Gus Berg has your message. The answer comes here.')
    await office.fillsIn('sam', form, { text: 'Is <!channel> the *pricing* of Wonka fixed?' }, { requestKey: 'ask/1' })
    const asked = (await office.inbox('gus')).filter(({ text }) => text.includes('asks for your help'))
    expect(asked.map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "💬 Sam Ortiz asks for your help
      Is <!channel> the *pricing* of Wonka fixed?
      [Reply]",
      ]
    `)
    const [question] = asked
    if (!question) throw new Error('Nobody was asked')

    for (const who of ['kim', 'sam']) {
      expect((await office.presses(who, 'Reply', question)).text).toContain('Somebody else was asked')
    }
    const reply = await office.presses('gus', 'Reply', question)
    expect((await office.fillsIn('gus', reply, { text: 'Up to 10 %.' })).text).toContain('Sam Ortiz has your answer')
    expect((await office.fillsIn('gus', reply, { text: 'Up to 20 %.' })).text).toContain('You answered: Up to 10 %.')
    const answers = (await office.inbox('sam')).filter(({ text }) => text.includes('answers'))
    expect(answers.map(({ text }) => text)).toEqual(['💬 Gus Berg answers\nUp to 10 %.'])
    const settled = (await office.inbox('gus')).filter(({ text }) => text.includes('asks for your help'))
    expect(settled.map(({ text }) => text)).toEqual([
      '💬 Sam Ortiz asks for your help\nIs <!channel> the *pricing* of Wonka fixed?\nYou answered: Up to 10 %.',
    ])
  })

  test('Log a deal logs it as if it had been typed, once, however often the platform sends the form', async () => {
    const office = opened()
    await furnish(office)
    await office.comes(wednesday)
    const form = await office.presses('sam', 'Log a deal', await nudgeOf(office))
    expect(form.text).toMatchInlineSnapshot(`
      "Log a deal
      Won or still open?: won
      Amount in USD: 
      Customer: 
      Won on, or expected to close: 
      Note: "
    `)
    const filled = { amount: '5k', customer: 'Globex', note: 'renewal' }
    const won = await office.fillsIn('sam', form, filled, { requestKey: 'log/1' })
    expect(won.text).toContain('Deal #6 won: $5,000.00 · Globex')
    expect(await office.fillsIn('sam', form, filled, { requestKey: 'log/1' })).toEqual(won)
    expect((await office.channel()).filter((text) => text.includes('Globex'))).toHaveLength(1)
    // The same again is doubted, as it is where it is typed.
    expect((await office.fillsIn('sam', form, filled)).text).toContain('Log it anyway')
    const open = await office.fillsIn('sam', form, { state: 'open', amount: '7000', customer: 'Soylent', date: '2026-12-20' })
    expect(open.text).toContain('Deal #7 opened: $7,000.00 · Soylent')
    expect((await office.fillsIn('sam', form, { amount: '5,00,0' })).text).toContain('amount:')
    expect((await office.fillsIn('sam', form, { amount: '' })).text).toBe('amount: This is needed.')
    expect((await office.fillsIn('sam', form, { amount: '5', date: '2026-12-20' })).text).toContain('date:')
    expect((await office.fillsIn('sam', form, { state: 'open', amount: '5', date: '2026-11-20' })).text).toContain('date:')
    expect((await office.types('sam', '/deal show #8')).text).toContain('There is no deal #8')
  })

  test('the deal that was left alone longest is updated from the message', async () => {
    const office = opened()
    await furnish(office)
    await office.types('sam', '/deal edit #3 note called')
    office.clock.advance(60_000)
    await office.types('sam', '/deal edit #3 note called again')
    await office.comes(wednesday)
    const form = await office.presses('sam', 'Update Stark', await nudgeOf(office))
    await office.fillsIn('sam', form, { stage: 'negotiation' })
    expect((await office.types('sam', '/deal show #4')).text).toContain('negotiation')
  })

  test('a nudge that was passed on, or a value that was made up, is nobody else’s to answer', async () => {
    const office = opened()
    await furnish(office)
    await office.comes(wednesday)
    const nudge = await nudgeOf(office)
    const form = await office.presses('sam', 'I’m away', nudge)
    const log = await office.presses('sam', 'Log a deal', nudge)
    const help = await office.presses('sam', 'Ask my manager', nudge)
    const members = () => office.database.client.member.findMany({ orderBy: { id: 'asc' } })
    const before = await members()
    for (const who of ['kim', 'gus', 'stranger']) {
      for (const label of ['Ask my manager', 'Snooze a week', 'I’m away']) {
        expect((await office.presses(who, label, nudge)).text).toContain('nobody else’s business')
      }
      expect((await office.presses(who, 'Log a deal', nudge)).text).toContain('for the person it was given to')
      expect((await office.fillsIn(who, form, { to: '2026-12-24' })).text).toContain('nobody else’s business')
      expect((await office.fillsIn(who, help, { text: 'Hello' })).text).toContain('nobody else’s business')
      expect((await office.fillsIn(who, log, { amount: '5' })).text).toContain('for the person it was given to')
    }
    for (const forged of ['0', '-1', '7:week', '7:year:2026-Q4', '7:week:2026-Q9', '99999999999', 'x']) {
      const { text } = await office.forges('sam', { action: 'snooze-nudges', value: forged })
      expect(text).not.toContain('✅')
    }
    expect((await members()).filter(({ id }) => before.some((one) => one.id === id))).toEqual(before)
    expect((await office.inbox('gus')).filter(({ text }) => text.includes('asks for your help'))).toEqual([])
  })

  test('whoever wants none gets none, until they do', async () => {
    const office = opened()
    await furnish(office)
    expect((await office.types('sam', '/dealbell nudges')).text).toContain('once a week at most')
    const off = await office.types('sam', '/dealbell nudges off')
    expect(off.text).toContain('No nudges for you any more')
    expect((await office.types('sam', '/dealbell nudges')).text).toContain('You get no nudges')
    await office.comes(wednesday)
    expect(await nudgesIn(office)).toEqual([])
    expect((await office.types('sam', '/dealbell nudges until 2026-12-09')).text).toContain('before 9 Dec 2026')
    expect((await office.types('sam', '/dealbell nudges')).text).toContain('before 9 Dec 2026')
    expect((await office.types('sam', '/dealbell nudges until 2026-11-25')).text).toContain('after today')
    expect((await office.types('sam', '/dealbell nudges off until 2026-12-24')).text).toContain('Which is it?')
    await office.comes(nextWednesday)
    expect(await nudgesIn(office)).toEqual([])
    await office.comes(thirdWednesday)
    expect(await nudgesIn(office)).toHaveLength(1)
  })
})

describe('who is left alone', () => {
  let office: Office
  afterEach(() => office.close())

  const everybodyBehind = async () => {
    for (const who of ['sam', 'kim', 'noor', 'kim2']) {
      await office.types(who, '/dealbell member me')
      await office.types('gus', `/target set <@${personId(who)}|${who}> 50000 this quarter`)
    }
    await office.types('gus', '/target set me 50000 this quarter')
  }

  test('who ramps up, who is away, who has left, and who manages; who leads sells too', async () => {
    office = await openOffice()
    await everybodyBehind()
    await office.types('gus', '/dealbell member @sam start 2026-10-15')
    await office.types('gus', '/dealbell member @noor away 2026-11-23 to 2026-11-27')
    await office.types('gus', `/dealbell member <@${personId('kim2')}|kim2> left`)
    await office.types('gus', '/dealbell team add North lead @kim')
    await office.types('gus', '/dealbell member @kim role lead')
    await office.comes(wednesday)
    const heard = []
    for (const who of ['sam', 'kim', 'noor', 'kim2', 'gus']) if ((await nudgesIn(office, who)).length > 0) heard.push(who)
    expect(heard).toEqual(['kim'])
  })

  test('who left, or went away, after it was decided', async () => {
    office = await openOffice()
    await everybodyBehind()
    await office.comes(wednesday)
    await office.types('gus', '/dealbell member @sam left')
    await office.types('kim', '/dealbell member me away today')
    await office.types('noor', '/dealbell nudges off')
    for (const who of ['sam', 'kim', 'noor']) expect(await nudgesIn(office, who)).toEqual([])
    expect(await nudgesIn(office, 'kim2')).toHaveLength(1)
  })

  test('who has no account to be written to, and who has no target', async () => {
    office = await openOffice()
    await office.types('gus', '/dealbell member me')
    const { id: workspaceId } = await office.database.client.workspace.findFirstOrThrow()
    const data = { workspaceId, name: 'Darcel Schlecht', foldedWords: ' darcel schlecht ', role: 'rep', createdAt: 0n }
    await office.database.client.member.create({ data })
    await office.types('gus', '/target set "Darcel Schlecht" 50000 this quarter')
    await office.types('noor', '/dealbell member me')
    await office.comes(wednesday)
    const written = await office.database.client.outboxEntry.findMany({ where: { kind: 'nudge' } })
    expect(written).toEqual([])
  })

  test('a look ahead shows what would come then, at any time of the day, and sends nothing', async () => {
    office = await openOffice({ start: '2026-11-18T22:00:00Z' })
    await furnish(office)
    const workspace = await office.stores.workspaces.workspaceOf(here)
    if (!workspace) throw new Error('No workspace')
    const slot = { day: day('2026-11-25'), time: localTime('10:00'), at: asInstant(Date.parse(wednesday)) }
    const occasion = { workspace, slot, zone: 'Europe/Oslo', to: workspace.announce, now: office.clock.now() }
    const said = await office.rehearse('nudges', occasion)
    expect(said.map(({ message }) => plainText(message).split('\n')[0])).toEqual([
      'Hi Sam. You are at 40\u00a0% of Q4 2026 with 61\u00a0% of it gone: $30,000 to go, 26 working days left.',
    ])
    expect(await office.rehearse('nudges', { ...occasion, zone: 'America/New_York' })).toEqual([])
    expect(await nudgesIn(office)).toEqual([])
    await office.comes(wednesday)
    expect(await nudgesIn(office)).toHaveLength(1)
  })

  test('of a month where there is no target for the quarter, and of the quarter where there is', async () => {
    office = await openOffice()
    await office.types('sam', '/dealbell member me')
    await office.types('gus', '/target set @sam 9000 this month')
    await office.comes(wednesday)
    expect((await nudgeOf(office)).text).toContain('0 % of November 2026')
    await office.types('gus', '/target set @sam 50000 this quarter')
    await office.types('sam', '/deal won 49000 Acme on 2026-10-20')
    await office.comes(nextWednesday)
    expect(await nudgesIn(office)).toHaveLength(1)
  })

  test('of won deals, or of an activity, where there is no target for revenue', async () => {
    office = await openOffice()
    for (const who of ['sam', 'kim', 'noor']) await office.types(who, '/dealbell member me')
    await office.types('gus', '/target set @sam 3 deals this month')
    await office.types('sam', '/deal won 900 Acme')
    await office.types('sam', '/deal open 2000 Globex stage negotiation close 2026-11-28')
    await office.types('gus', '/target set @kim 200 calls this quarter')
    await office.types('gus', '/target set @kim 20 demos this month')
    await office.types('gus', '/target set @kim 40 meetings this week')
    await office.types('kim', '/log calls 100')
    // Whoever brings the revenue is not told how.
    await office.types('gus', '/target set @noor 1000 this quarter')
    await office.types('gus', '/target set @noor 500 calls this quarter')
    await office.types('noor', '/deal won 1000 Initech')
    await office.comes(wednesday)
    expect((await nudgeOf(office)).text).toMatchInlineSnapshot(`
      "Hi Sam. You are at 33 % of November 2026 with 86 % of it gone: 2 deals to go, 3 working days left.
      Your likeliest open deal would be one of them:
      • #2 Globex · $2,000 · negotiation · no update for 7 days
      One more closes the gap: /deal open 5000 Acme brings a deal in.
      [Log a deal] [Update Globex] [Ask my manager] [Snooze a week] [I’m away]
      Only you see this. It comes once a week at most, when you are behind; /dealbell nudges off ends it."
    `)
    expect((await office.presses('sam', 'Ask my manager', await nudgeOf(office))).text).toContain('I am at 1 of 3 deals in November 2026')
    expect((await nudgeOf(office, 'kim')).text).toMatchInlineSnapshot(`
      "Hi Kim. You are at 0 % of November 2026 with 86 % of it gone: 20 demos to go, 3 working days left.
      7 demos a working day, and you are there.
      Anything done already but not logged? /log demos 5 counts it.
      [Log a deal] [Ask my manager] [Snooze a week] [I’m away]
      Only you see this. It comes once a week at most, when you are behind; /dealbell nudges off ends it."
    `)
    expect(await nudgesIn(office, 'noor')).toEqual([])
    expect((await office.presses('kim', 'Ask my manager', await nudgeOf(office, 'kim'))).text).toContain('I am at 0 of 20 demos')
  })

  test('the line that logs an activity works as it stands there, whatever the workspace counts', async () => {
    office = await openOffice()
    await office.types('sam', '/dealbell member me')
    await office.types('gus', '/dealbell settings activities calls, site visits')
    await office.types('gus', '/target set @sam "site visits" 20 this month')
    await office.comes(wednesday)
    const [, line = ''] = /(\/log .* 5)/.exec((await nudgeOf(office)).text) ?? []
    expect(line).toBe('/log "site visits" 5')
    expect((await office.types('sam', line)).text).toContain('5 site visits')
  })

  test('calls that were logged meanwhile, and a target that was taken away, leave nothing to say', async () => {
    office = await openOffice()
    for (const who of ['sam', 'kim', 'noor']) await office.types(who, '/dealbell member me')
    await office.comes('2026-11-24T12:00:00Z')
    const set = new Map<string, Told>()
    for (const who of ['sam', 'kim', 'noor']) set.set(who, await office.types('gus', `/target set @${who} 50 calls this week`))
    await office.comes(wednesday)
    expect(await office.database.client.outboxEntry.count({ where: { kind: 'nudge' } })).toBe(3)
    await office.types('sam', '/log calls 30')
    const ofKim = set.get('kim')
    if (ofKim) await office.presses('gus', 'Undo', ofKim)
    expect(await nudgesIn(office, 'sam')).toEqual([])
    expect(await nudgesIn(office, 'kim')).toEqual([])
    const nudge = await nudgeOf(office, 'noor')
    expect(nudge.text).toContain('50 calls to go')
    // The button goes on working when the week is over.
    office.clock.set('2026-12-01T12:00:00Z')
    expect((await office.presses('noor', 'Snooze a week', nudge)).text).toContain('No nudge for you before 9 Dec 2026')
  })

  test('on the first days of a quarter nobody is behind yet', async () => {
    office = await openOffice({ start: '2026-06-25T12:00:00Z' })
    await office.types('sam', '/dealbell member me')
    await office.types('gus', '/target set @sam 50000 next quarter')
    await office.comes('2026-07-01T08:00:00Z') // a Wednesday
    expect(await nudgesIn(office)).toEqual([])
    await office.comes('2026-07-08T08:00:00Z')
    expect(await nudgesIn(office)).toHaveLength(1)
  })

  test('who has nobody to ask is told so kindly', async () => {
    office = await openOffice()
    const [{ id } = { id: 0 }] = await office.database.client.member.findMany()
    expect((await office.forges('gus', { action: 'ask-for-help', value: String(id) })).text).toContain('nobody here yet')
    const filled = { text: 'Hello?' }
    expect((await office.forges('gus', { form: 'ask-for-help', about: `${id}:${id}`, filled })).text).toContain('nobody here yet')
  })

  test('what was written to one manager does not go to another; where a lead has no account, the next one is asked', async () => {
    office = await openOffice()
    await furnish(office)
    await office.types('gus', '/dealbell team add North lead @kim')
    await office.types('gus', '/dealbell team move @sam North')
    await office.comes(wednesday)
    const form = await office.presses('sam', 'Ask my manager', await nudgeOf(office))
    expect(form.text).toContain('To Kim Lund: Hi Kim,')
    await office.types('gus', '/dealbell team lead North @noor')
    const late = await office.fillsIn('sam', form, { text: 'Between us: Noor is hard to reach.' })
    expect(late.text).toContain('text: Your manager is Noor Haddad now, so this was not sent.')
    for (const who of ['kim', 'noor', 'gus']) {
      expect((await office.inbox(who)).filter(({ text }) => text.includes('asks for your help'))).toEqual([])
    }
    await office.database.client.identity.deleteMany({ where: { externalId: personId('noor') } })
    const other = await office.presses('sam', 'Ask my manager', await nudgeOf(office))
    expect(other.text).toContain('To Gus Berg: Hi Gus,')
    expect((await office.fillsIn('sam', other, {})).text).toBe('✅ Gus Berg has your message. The answer comes here.')
    const about = form.answer.kind === 'form' ? form.answer.form.about : ''
    for (const forged of ['', about.split(':')[0] ?? '', `${about}:1`, '0:0']) {
      expect((await office.forges('sam', { form: 'ask-for-help', about: forged, filled: { text: 'Hello?' } })).text).toContain(
        'Nothing was saved',
      )
    }
    expect((await office.forges('kim', { form: 'ask-for-help', about, filled: { text: 'Hello?' } })).text).toContain(
      'nobody else’s business',
    )
  })

  test('a lead who leads no more does not answer for the team', async () => {
    office = await openOffice()
    await furnish(office)
    await office.types('gus', '/dealbell team add North lead @kim')
    await office.types('gus', '/dealbell team move @sam North')
    await office.types('gus', '/dealbell member @kim role lead')
    await office.comes(wednesday)
    const form = await office.presses('sam', 'Ask my manager', await nudgeOf(office))
    await office.fillsIn('sam', form, { text: 'Do you have a minute?' })
    const [question] = (await office.inbox('kim')).filter(({ text }) => text.includes('asks for your help'))
    if (!question) throw new Error('Nobody was asked')
    const reply = await office.presses('kim', 'Reply', question)
    await office.types('gus', '/dealbell team lead North none')
    expect((await office.presses('kim', 'Reply', question)).text).toContain('do not look after Sam Ortiz any more')
    await office.fillsIn('kim', reply, { text: 'Yes.' })
    expect((await office.inbox('sam')).filter(({ text }) => text.includes('answers'))).toEqual([])
  })
})
