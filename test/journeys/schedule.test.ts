// What an admin sees of what the bot does by itself, and how it is moved, turned off, sent elsewhere and previewed.
import { afterEach, describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import { buttonsOf, type Office, openOffice, type Told } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

let office: Office
afterEach(() => office?.close())

/** Wednesday 18 November 2026, 13:00 in Oslo. */
const schedule = (line = '', who = 'gus', how: Parameters<Office['types']>[2] = {}) =>
  office.types(who, `/dealbell schedule ${line}`.trim(), how)
const says = async (line: string, who = 'gus', how: Parameters<Office['types']>[2] = {}) => (await schedule(line, who, how)).text
const boards = async () => (await office.channel()).filter((text) => text.includes('🏁')).length
const lineOf = (told: Told, title: string) => told.text.split('\n').find((line) => line.includes(title)) ?? ''
const events = () => office.database.client.workspaceEvent.findMany({ where: { kind: { startsWith: 'ritual' } }, orderBy: { id: 'asc' } })

describe('the schedule', () => {
  test('tells of each ritual when it comes next, where, and what became of it', async () => {
    office = await openOffice()
    expect(lineOf(await schedule(), 'Weekly leaderboard')).toBe('• Weekly leaderboard · Fri 20 Nov 16:00 · #C1SALES (not yet)')
    await office.types('sam', '/deal won 5000 Acme')
    await office.comes('2026-11-20T15:00:00Z')
    expect(lineOf(await schedule(), 'Weekly leaderboard')).toContain('Fri 27 Nov 16:00 · #C1SALES (Fri 20 Nov: 1 of 1 on the way)')
    await office.channel()
    expect(lineOf(await schedule(), 'Weekly leaderboard')).toContain('(Fri 20 Nov: posted)')
  })

  test('says in words what stood in the way, and what to do', async () => {
    office = await openOffice()
    office.messenger.script('post', [{ kind: 'not in channel' }])
    await office.comes('2026-11-20T15:00:00Z')
    await office.channel()
    const list = await schedule()
    expect(lineOf(list, 'Weekly leaderboard')).toContain('Fri 20 Nov: ⚠️ 1 of 1 could not be delivered')
    const one = await office.presses('gus', 'Weekly leaderboard', list)
    expect(one.text).toContain('I am not in #C1SALES, or it is gone. Invite me there')
    expect(one.text).toContain('/dealbell schedule leaderboard here')
  })

  test('says so where a ritual never comes, since the working days are others now', async () => {
    office = await openOffice()
    await says('leaderboard thu')
    await office.types('gus', '/dealbell settings working-days Mon-Wed')
    expect(lineOf(await schedule(), 'Weekly leaderboard')).toContain('⚠️ never: Thursday is not worked')
    await says('leaderboard default')
    expect(lineOf(await schedule(), 'Weekly leaderboard')).toContain('Wed 18 Nov 16:00')
  })

  test('names no time again at which a ritual has come, where clocks show it twice since the zone is another', async () => {
    office = await openOffice()
    await office.comes('2026-11-20T15:00:00Z')
    await office.channel()
    await office.types('gus', '/dealbell settings timezone America/New_York')
    expect(lineOf(await schedule(), 'Weekly leaderboard')).toContain('Fri 27 Nov 16:00 · #C1SALES (Fri 20 Nov: posted)')
    expect(lineOf(await schedule(), 'Shout-outs')).toContain('Fri 20 Nov 16:05')
    await office.comes('2026-11-20T21:00:00Z')
    expect(await boards()).toBe(1)
  })

  test('opens on one ritual with everything about it', async () => {
    office = await openOffice()
    const one = await office.presses('gus', 'Weekly leaderboard', await schedule())
    expect(one.text).toMatchInlineSnapshot(`
      "Weekly leaderboard
      the week and the quarter to date, in a channel
      Comes: Friday 16:00
      Next: Fri 20 Nov 16:00
      Goes to: #C1SALES
      Last: not yet
      Made up for: up to 24 hours late, if I was away
      [Turn off] [Change] [Preview to me] [Schedule]
      Times in Europe/Oslo. Or type: /dealbell schedule leaderboard thu 15:00 #sales"
    `)
    expect((await schedule('leaderboard')).text).toBe(one.text)
    expect((await office.presses('gus', 'Schedule', one)).text).toBe((await schedule()).text)
  })
})

officeOnEach((opened) => {
  test('a moved ritual comes then, and not for a time of today that is past', async () => {
    office = opened()
    const moved = await schedule('leaderboard wed 12:00')
    expect(moved.text).toMatchInlineSnapshot(`
      "✅ Weekly leaderboard: changed.
      • Friday 16:00 → Wednesday 12:00
      Next: Wed 25 Nov 12:00 (Europe/Oslo).
      [Undo] [Show] [Schedule]"
    `)
    await office.comes('2026-11-18T12:01:00Z')
    await office.comes('2026-11-20T15:00:00Z')
    expect(await boards()).toBe(0)
    await office.comes('2026-11-25T11:00:00Z')
    expect(await boards()).toBe(1)
  })

  test('an undo brings back day, time, channel and whether it comes exactly, without making up for anything', async () => {
    office = opened()
    const first = await schedule('leaderboard thu 15:00 #wins catch-up 30m')
    const second = await schedule('leaderboard off fri 17:30 here')
    expect(second.text).toMatchInlineSnapshot(`
      "✅ Weekly leaderboard: changed.
      • on → off
      • Thursday 15:00 → Friday 17:30
      • #C2WINS → #C1SALES
      It does not come until somebody turns it on.
      [Undo] [Show] [Schedule]"
    `)
    const undone = await office.presses('gus', 'Undo', second)
    expect(undone.text).toContain('#C1SALES → #C2WINS')
    expect((await schedule('leaderboard')).text).toMatch(/Comes: Thursday 15:00[\s\S]*Goes to: #C2WINS[\s\S]*up to 30 minutes late/)
    expect((await office.presses('gus', 'Undo', first)).text).toContain('changed back')
    expect((await schedule('leaderboard')).text).toContain('Comes: Friday 16:00')
    expect((await events()).map(({ before, after }) => `${before} > ${after}`)).toEqual([
      'default > 4 15:00 terminal/OFFICE/C2WINS catch-up 30',
      '4 15:00 terminal/OFFICE/C2WINS catch-up 30 > off 17:30 catch-up 30',
      'off 17:30 catch-up 30 > 4 15:00 terminal/OFFICE/C2WINS catch-up 30',
      '4 15:00 terminal/OFFICE/C2WINS catch-up 30 > default',
    ])
  })

  test('a change is recorded once, also when the platform asks twice', async () => {
    office = opened()
    const once = await schedule('leaderboard off', 'gus', { requestKey: 'same' })
    const twice = await schedule('leaderboard off', 'gus', { requestKey: 'same' })
    expect(twice.answer).toEqual(once.answer)
    expect(await events()).toHaveLength(1)
  })
})

describe('a ritual', () => {
  test('is turned off and on with buttons', async () => {
    office = await openOffice()
    const off = await office.presses('gus', 'Turn off', await schedule('leaderboard'))
    expect(off.text).toContain('on → off')
    expect(off.text).toContain('It does not come until somebody turns it on.')
    await office.comes('2026-11-20T15:00:00Z')
    expect(await boards()).toBe(0)
    const on = await office.presses('gus', 'Turn on', await schedule('leaderboard'))
    expect(on.text).toContain('Next: Fri 27 Nov 16:00')
    await office.comes('2026-11-20T16:00:00Z')
    expect(await boards()).toBe(0)
  })

  test('goes to another channel, also to one that is announced in again', async () => {
    office = await openOffice()
    await says('leaderboard here', 'gus', { place: { channel: 'C2WINS', kind: 'channel' } })
    expect(lineOf(await schedule(), 'Weekly leaderboard')).toContain('#C2WINS')
    await says('leaderboard #sales')
    await office.types('gus', '/dealbell settings announce here', { place: { channel: 'C2WINS', kind: 'channel' } })
    expect(lineOf(await schedule(), 'Weekly leaderboard')).toContain('#C2WINS') // where wins are announced, wherever that is
  })

  test('that was changed says when it comes next, with a zone only where that is the one of the time', async () => {
    office = await openOffice()
    const nextIn = ({ text }: Told) => text.split('\n').find((line) => line.startsWith('Next'))
    expect(nextIn(await schedule('nudges thu'))).toBe('Next: Thu 19 Nov 10:00 in each rep’s own time')
    await says('leaderboard thu')
    const moved = await schedule('leaderboard mon')
    expect(nextIn(moved)).toBe('Next: Mon 23 Nov 16:00 (Europe/Oslo).')
    await office.types('gus', '/dealbell settings working-days Mon-Wed')
    expect(nextIn(await office.presses('gus', 'Undo', moved))).toBe('Next: ⚠️ never: Thursday is not worked')
  })

  test('is called by its name, or by its title in any language', async () => {
    office = await openOffice()
    for (const name of [
      'leaderboard',
      'LEADERBOARD',
      'weekly leaderboard',
      '"Weekly leaderboard"',
      'classifica settimanale',
      '每周排行榜',
    ]) {
      expect(await says(name)).toContain('Comes: Friday 16:00')
    }
    expect(await says('Рейтинг недели 15:30')).toContain('Friday 16:00 → Friday 15:30')
  })

  test('there is, whichever it is, is found by its name and by its title in every language', async () => {
    office = await openOffice()
    const wrong: string[] = []
    for (const { name, title } of catalog.rituals) {
      for (const called of [name, ...spokenLanguages.map((language) => sayIn(language).plain(title))]) {
        const shown = await schedule(called)
        const about = buttonsOf(shown).find(({ action }) => action === 'change-ritual')?.value
        if (about !== name) wrong.push(`${called}: ${shown.text}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('that there is not gets the list', async () => {
    office = await openOffice()
    const told = await says('lederboard off')
    expect(told).toContain('I do nothing that is called “lederboard”')
    expect(told).toContain('Weekly leaderboard · Fri 20 Nov 16:00')
    expect(await says('*bold* <!channel> @everyone')).toContain('I do nothing that is called')
  })

  test('is changed in a form, which says at the field what cannot be', async () => {
    office = await openOffice()
    const form = await office.presses('gus', 'Change', await schedule('leaderboard'))
    expect(form.text).toMatchInlineSnapshot(`
      "Weekly leaderboard
      Day: friday
      Time: 16:00
      Made up for: 1d"
    `)
    expect((await office.fillsIn('gus', form, { day: 'sunday' })).text).toBe('day: Sunday is not worked here, so it would never come.')
    expect((await office.fillsIn('gus', form, { time: '25:00' })).text).toContain('time: no clock shows 25:00')
    expect((await office.fillsIn('gus', form, { time: '' })).text).toContain('time: ')
    expect((await office.fillsIn('gus', form, { 'catch-up': 'long' })).text).toContain('catch-up: I expected how long')
    expect(await events()).toHaveLength(0)
    expect((await office.fillsIn('gus', form, {})).text).toContain('is so already')
    const done = await office.fillsIn('gus', form, { day: 'thursday', time: '3pm', 'catch-up': 'off' })
    expect(done.text).toContain('Friday 16:00 → Thursday 15:00')
    expect(done.text).toContain('never: what was missed is gone')
    expect((await office.presses('gus', 'Undo', done)).text).toContain('Thursday 15:00 → Friday 16:00')
  })

  test('is not set to what cannot be, and nothing changes then', async () => {
    office = await openOffice({ directory: { enter: async (_, channel) => (channel === 'C2WINS' ? 'invite me' : 'in') } })
    const direct = { place: { channel: 'D1GUS', kind: 'direct' as const } }
    expect(await says('leaderboard sat')).toContain('Saturday is not worked here, so it would never come.')
    expect(await says('leaderboard 25:00')).toContain('no clock shows 25:00')
    expect(await says('leaderboard #wins')).toContain('I am not in #C2WINS')
    expect(await says('leaderboard here', 'gus', direct)).toContain('There is no channel here')
    expect(await says('leaderboard #nowhere')).toContain('which channel #nowhere is')
    expect(await says('leaderboard catch-up soon')).toContain('I expected how long')
    expect(await says('leaderboard catch-up 30d')).toContain('after more than 7 days')
    expect(await says('leaderboard sideways')).toContain('I do not know what sideways is to say')
    expect(await says('leaderboard thu preview')).toContain('A preview shows how it stands now')
    expect(await says('thu 15:00')).toContain('Say which one you mean')
    expect(await events()).toHaveLength(0)
  })

  test('is an admin’s to see and to change', async () => {
    office = await openOffice()
    const list = await schedule('leaderboard')
    for (const who of ['sam', 'kim']) expect(await says('leaderboard off', who)).toContain('admin')
    for (const { action, value } of buttonsOf(list)) expect((await office.forges('sam', { action, value })).text).toContain('admin')
    const form = { form: 'change-ritual', about: 'leaderboard', filled: { time: '10:00' } }
    expect((await office.forges('sam', form)).text).toContain('admin')
    expect(await events()).toHaveLength(0)
  })

  test('of buttons that are none of ours nothing becomes', async () => {
    office = await openOffice()
    const off = await schedule('leaderboard off')
    const setting = await office.types('gus', '/dealbell settings kudos 5')
    const [id] = buttonsOf(setting).map(({ value }) => value)
    for (const value of [id ?? '', '99999', 'x', '1,2']) {
      expect((await office.forges('gus', { action: 'undo-schedule', value })).text).toContain('I do not know this button')
    }
    for (const value of ['', 'nothing', '__proto__', 'constructor', 'leaderboard:maybe']) {
      for (const action of ['show-ritual', 'turn-ritual', 'change-ritual', 'preview-ritual']) {
        expect((await office.forges('gus', { action, value })).text).toContain('I do not know this button')
      }
    }
    const rival = await openOffice({ beside: { office, installation: 'RIVAL' } })
    const [undo] = buttonsOf(off)
    expect((await rival.forges('gus', { action: 'undo-schedule', value: undo?.value ?? '' })).text).toContain('I do not know this button')
    await says('leaderboard on')
    expect((await office.presses('gus', 'Undo', off)).text).toContain('has changed since then')
  })
})

describe('a preview', () => {
  test('shows what would be said now, to whoever asked alone, and changes nothing', async () => {
    office = await openOffice()
    await office.types('sam', '/deal won 5000 Acme')
    await office.channel()
    const tables = async () =>
      JSON.stringify(
        [await office.database.client.outboxEntry.findMany(), await office.database.client.occurrence.findMany()],
        (_, value) => (typeof value === 'bigint' ? String(value) : value),
      )
    const [before, stood] = [await tables(), await office.channel()]
    const preview = await office.presses('gus', 'Preview to me', await schedule('leaderboard'))
    expect(preview.text).toContain('👁️ Preview · Weekly leaderboard: as it would be now')
    expect(preview.text).toContain('For #C1SALES:')
    expect(preview.text).toContain('Sam Ortiz')
    expect(preview.text).toContain('Buttons there: [My position]')
    expect(buttonsOf(preview).map(({ action }) => action)).toEqual(['show-schedule'])
    expect((await schedule('leaderboard preview')).text).toBe(preview.text)
    expect(await tables()).toBe(before)
    expect(await office.channel()).toEqual(stood)
  })

  test('of what reps are told shows to whom, at night as of the next time', async () => {
    office = await openOffice({ start: '2026-11-18T21:00:00Z' })
    await office.types('sam', '/progress')
    await office.types('gus', '/dealbell member @sam start 2025-01-01')
    await office.types('gus', '/target set @sam 100k this quarter')
    const preview = await schedule('nudges preview')
    expect(preview.text).toContain('nothing to say now; Wed 25 Nov 10:00 in each rep’s own time')
    expect(preview.text).toContain('For Sam Ortiz:')
    expect(preview.text).toContain('Buttons there: [Log a deal]')
    expect(await office.inbox('sam')).toEqual([])
  })
})
