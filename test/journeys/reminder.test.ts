// Thursdays: who has logged nothing for days or has deals past their close date hears of it in private, and mends it at once.
import { beforeEach, describe, expect, test } from 'vitest'
import { buttonsOf, type Office, openOffice, type Told } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

/** Thursday a week after the office opened, three o'clock in Oslo: five whole working days lie between. */
const thursday = '2026-11-26T14:00:00Z'
const nextThursday = '2026-12-03T14:00:00Z'

let office: Office

/** The reminders that somebody got, the last one last. */
async function reminders(who: string): Promise<readonly Told[]> {
  return (await office.inbox(who)).filter(({ text }) => text.startsWith('Hi '))
}
async function reminder(who: string): Promise<Told> {
  const last = (await reminders(who)).at(-1)
  if (!last) throw new Error(`No reminder for ${who}`)
  return last
}
const count = async (who: string) => (await reminders(who)).length
const labels = (told: Told) => buttonsOf(told).map(({ label }) => label)

officeOnEach((opened) => {
  beforeEach(() => {
    office = opened()
  })

  test('whoever was silent and has late deals hears of both, in private', async () => {
    await office.types('sam', '/deal open 12000 Globex stage proposal close 2026-11-24')
    await office.types('sam', '/deal open 8000 Initech stage lead close 2026-11-20')
    await office.types('sam', '/deal open 5000 Later close 2026-12-20')
    await office.types('kim', '/progress')
    const channel = await office.channel()
    await office.comes(thursday)
    expect((await reminder('sam')).text).toMatchInlineSnapshot(`
      "Hi Sam. You have logged nothing since Wed 18 Nov.
      One line is enough: a deal, a new date, or /log calls 5
      And 2 open deals are past their close date:
      • #2 Initech · $8,000 · lead · should have closed 20 Nov 2026
      • #1 Globex · $12,000 · proposal · should have closed 24 Nov 2026
      [Update Initech] [Update Globex]
      [Log a deal] [I’m away]
      Only you see this. It comes when there is something to log; /dealbell nudges off ends it."
    `)
    expect(await count('kim')).toBe(0)
    expect(await count('gus')).toBe(0)
    expect(await office.channel()).toEqual(channel)
    await office.comes('2026-11-26T14:05:00Z')
    expect(await count('sam')).toBe(1)
  })

  test('whose deals are imported for them is not called silent, as long as that goes on', async () => {
    await office.types('sam', '/deal won 100 Acme on 2026-10-05')
    const bring = async (amount: number) => {
      office.given.set('crm.csv', `id,owner,customer,stage,amount,close date\nA1,Sam Ortiz,Globex,won,${amount},2026-11-02`)
      const tried = await office.types('gus', '/dealbell import deals crm.csv')
      await office.presses('gus', buttonsOf(tried)[0]?.label ?? '', tried)
    }
    office.clock.set('2026-11-23T12:00:00Z')
    await bring(1000)
    await office.comes(thursday)
    expect(await count('sam')).toBe(0)
    office.clock.set('2026-11-30T12:00:00Z')
    await bring(1500)
    await office.comes(nextThursday)
    expect(await count('sam')).toBe(0)
    await office.comes('2026-12-10T14:00:00Z')
    expect((await reminder('sam')).text).toContain('You have logged nothing since Mon 30 Nov')
  })

  test('its buttons mend a deal at once: a new day, a win, a loss', async () => {
    for (const [customer, day] of [
      ['Globex', '20'],
      ['Initech', '21'],
      ['Hooli', '22'],
      ['Stark', '23'],
    ] as const)
      await office.types('sam', `/deal open 1000 ${customer} close 2026-11-${day}`)
    await office.comes(thursday)
    const told = await reminder('sam')
    expect(labels(told)).toEqual(['Update Globex', 'Update Initech', 'Update Hooli', 'Log a deal', 'I’m away'])
    const form = await office.presses('sam', 'Update Globex', told)
    expect(form.text).toContain('Update deal #1\nGlobex: open')
    expect((await office.fillsIn('sam', form, {})).text).toContain('date: ')
    expect((await office.fillsIn('sam', form, { date: '2026-11-25' })).text).toContain('date: ')
    expect((await office.fillsIn('sam', form, { outcome: 'lost' })).text).toContain('reason: ')
    expect((await office.fillsIn('sam', form, { outcome: 'won', date: '2026-11-27' })).text).toContain('date: ')
    const later = await office.fillsIn('sam', form, { date: '2026-12-10' })
    expect(later.text).toContain('Deal #1 corrected')
    expect(later.answer).toMatchObject({ kind: 'message', replaces: false })
    expect((await office.fillsIn('sam', form, { date: '2026-12-11' })).text).toContain('has changed since you saw it')
    const won = await office.fillsIn('sam', await office.presses('sam', 'Update Initech', told), { outcome: 'won' })
    expect(won.text).toContain('Deal #2 won')
    const lost = await office.fillsIn('sam', await office.presses('sam', 'Update Hooli', told), { outcome: 'lost', reason: 'price' })
    expect(lost.text).toContain('Deal #3 lost')
    expect((await office.presses('sam', 'Update Hooli', told)).text).toContain('Deal #3 is not open any more')
    await office.comes(nextThursday)
    expect((await reminder('sam')).text).toContain('One open deal of yours is past its close date:\n• #4 Stark')
  })

  test('whoever has caught up before it is sent hears nothing', async () => {
    await office.types('sam', '/deal open 12000 Globex close 2026-12-24')
    await office.types('kim', '/deal open 12000 Initech close 2026-12-24')
    office.clock.set(thursday)
    await office.comes(thursday)
    await office.types('sam', '/log calls 3')
    expect([await count('sam'), await count('kim')]).toEqual([0, 1])
    await office.comes(nextThursday)
    expect([await count('sam'), await count('kim')]).toEqual([0, 2])
  })

  test('nobody is written to in their quiet hours, when away, or when they want no nudges', async () => {
    for (const who of ['sam', 'kim', 'noor']) await office.types(who, '/deal open 1000 Globex close 2026-11-20')
    await office.types('sam', '/dealbell member me away 2026-11-26')
    await office.types('kim', '/dealbell nudges until 2026-11-28')
    await office.comes(thursday)
    expect([await count('sam'), await count('kim'), await count('noor')]).toEqual([0, 0, 1])
    await office.types('gus', '/dealbell settings quiet-hours 14:00-16:00')
    await office.comes(nextThursday)
    expect([await count('sam'), await count('kim'), await count('noor')]).toEqual([0, 0, 1])
  })

  test('what is made up for late keeps the quiet hours of that time', async () => {
    await office.types('sam', '/deal open 1000 Globex close 2026-11-20')
    await office.comes('2026-11-26T18:10:00Z') // ten past seven in the evening
    expect(await count('sam')).toBe(0)
    await office.comes('2026-12-03T16:00:00Z')
    expect(await count('sam')).toBe(1)
  })

  test('what could not be delivered on its day is not said on another', async () => {
    await office.types('sam', '/deal open 1000 Globex close 2026-11-20')
    await office.comes(thursday)
    office.clock.set('2026-11-27T09:00:00Z')
    expect(await count('sam')).toBe(0)
  })

  test('a leaver hears nothing, nor somebody whose deals another has now', async () => {
    await office.types('sam', '/deal open 1000 Globex close 2026-11-20')
    await office.types('kim', '/deal open 1000 Initech close 2026-11-20')
    await office.types('gus', '/dealbell member @sam left')
    await office.comes(thursday)
    expect([await count('sam'), await count('kim')]).toEqual([0, 1])
  })

  describe('its buttons', () => {
    test('are not for anybody else, whatever they send', async () => {
      await office.types('sam', '/deal open 1000 Globex close 2026-11-20')
      await office.types('kim', '/progress')
      await office.comes(thursday)
      const update = buttonsOf(await reminder('sam')).find(({ action }) => action === 'update-deal')
      const value = update?.value ?? ''
      expect((await office.forges('kim', { action: 'update-deal', value })).text).toContain('somebody else’s')
      const filled = { outcome: 'lost', date: '', reason: 'price' }
      expect((await office.forges('kim', { form: 'update-deal', about: value, filled })).text).toContain('somebody else’s')
      const rival = await openOffice({ beside: { office, installation: 'RIVAL' } })
      expect((await rival.forges('gus', { form: 'update-deal', about: value, filled })).text).toContain('no deal #1')
      await rival.close()
      expect((await office.types('sam', '/deal show #1')).text).toContain('State: open')
      expect(
        (await office.forges('sam', { form: 'update-deal', about: value, filled: { outcome: 'burnt', date: '', reason: '' } })).text,
      ).toContain('outcome: ')
    })
  })
})
