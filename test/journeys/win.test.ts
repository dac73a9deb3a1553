// The main job: a rep types a win, sees what it did, the channel sees it, and there is a way back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

describe('a rep wins a deal', () => {
  test('and reads what was stored, where it counts and where it puts them', async () => {
    await office.types('gus', '/target set @sam 50000 this quarter')
    const echo = await office.types('sam', '/deal won 5000 Acme')
    expect(echo.text).toMatchInlineSnapshot(`
      "✅ Deal #1 won: $5,000.00 · Acme · today (Q4 2026, week 47)
      You are at $5,000 of $50,000 in Q4 2026: 10 %, at risk.
      ▓▓░░░░░░░░│░░░░░░░░░ before 0 % → now 10 %
      [Undo] [Edit] [Add story] [Split]"
    `)
    expect(await office.channel()).toMatchInlineSnapshot(`
      [
        "🔔 Sam Ortiz closed Acme: $5,000
      🌱 First deal
      Sam ▓▓░░░░░░░░│░░░░░░░░░ 10 % of Q4 2026",
      ]
    `)
  })

  test('without a target and without a customer', async () => {
    const echo = await office.types('sam', '/deal won 5k')
    expect(echo.text).toMatchInlineSnapshot(`
      "✅ Deal #1 won: $5,000.00 · today (Q4 2026, week 47)
      You are at $5,000 in Q4 2026. There is no target yet.
      [Undo] [Edit] [Add story] [Split]"
    `)
    expect(await office.channel()).toEqual(['🔔 Sam Ortiz closed a deal: $5,000\n🌱 First deal'])
  })

  test('with everything that can be said of it', async () => {
    const echo = await office.types('sam', '/deal won 5.5k "Acme Corp" on 2026-11-16 note renewal #Renewal split @noor 30%')
    expect(echo.text).toMatchInlineSnapshot(`
      "✅ Deal #1 won: $5,500.00 · Acme Corp · 16 Nov 2026 (Q4 2026, week 47)
      Noor Haddad has 30 % of it · Note: renewal · #renewal
      You are at $3,850 in Q4 2026. There is no target yet.
      [Undo] [Edit] [Add story] [Split]"
    `)
    const progress = await office.types('noor', '/progress')
    expect(progress.text).toContain('$1,650')
    expect(await office.channel()).toEqual(['🔔 Sam Ortiz closed Acme Corp: $5,500\nwith Noor Haddad · 🌱 First deal'])
  })

  test('undoes it, and the card is struck through where it stands', async () => {
    await office.types('gus', '/target set @sam 50000 this quarter')
    const echo = await office.types('sam', '/deal won 5000 Acme')
    await office.channel()
    const undone = await office.presses('sam', 'Undo', echo)
    expect(undone.text).toMatchInlineSnapshot(`
      "↩️ Deal #1 undone: ~$5,000.00 · Acme · today (Q4 2026, week 47)~
      You are at $0 of $50,000 in Q4 2026: 0 %, at risk.
      ░░░░░░░░░░│░░░░░░░░░ before 10 % → now 0 %
      [Redo]"
    `)
    expect(undone.answer).toMatchObject({ replaces: true })
    expect(await office.channel()).toEqual(['~Sam Ortiz closed Acme~ — taken back', '  Sam Ortiz took this back.'])
    const redone = await office.presses('sam', 'Redo', undone)
    expect(redone.text).toContain('Deal #1 counts again')
    const [card, ...notes] = await office.channel()
    expect(card).toContain('🔔 Sam Ortiz closed Acme: $5,000')
    expect(notes).toEqual(['  Sam Ortiz took this back.', '  Sam Ortiz brought this back.'])
  })

  test('undoes it before the channel saw it: the channel never does', async () => {
    const echo = await office.types('sam', '/deal won 5000 Acme')
    await office.presses('sam', 'Undo', echo)
    expect(await office.channel()).toEqual([])
  })

  test('undoes it before the channel saw it, and redoes it: then the card comes', async () => {
    const echo = await office.types('sam', '/deal won 5000 Acme')
    const undone = await office.presses('sam', 'Undo', echo)
    expect(await office.channel()).toEqual([])
    const redone = await office.presses('sam', 'Redo', undone)
    expect((await office.channel())[0]).toContain('🔔 Sam Ortiz closed Acme: $5,000')
    await office.presses('sam', 'Undo', redone)
    expect((await office.channel())[0]).toContain('taken back')
  })

  test('edits it in a form, and then takes the edit back', async () => {
    const echo = await office.types('sam', '/deal won 5000 Acme')
    await office.channel()
    const form = await office.presses('sam', 'Edit', echo)
    expect(form.text).toBe('Edit deal #1\nAmount in USD: 5000.00\nCustomer: Acme\nProduct: \nWon on: 2026-11-18\nNote: \nTags: ')
    const edited = await office.fillsIn('sam', form, { amount: '5,500', note: 'pilot "and" more' })
    expect(edited.text).toMatchInlineSnapshot(`
      "✏️ Deal #1 corrected: $5,500.00 · Acme · today (Q4 2026, week 47)
      $5,000.00 → $5,500.00 · – → pilot "and" more
      You are at $5,500 in Q4 2026. There is no target yet.
      [Undo] [Edit] [Add story] [Split]"
    `)
    expect(await office.channel()).toEqual([
      '🔔 Sam Ortiz closed Acme: $5,500 (corrected)\n🌱 First deal',
      '  Sam Ortiz corrected the amount: $5,000 → $5,500',
    ])
    const undone = await office.types('sam', '/deal undo')
    expect(undone.text).toContain('Deal #1 is back to $5,000.00')
    expect((await office.channel())[0]).toBe('🔔 Sam Ortiz closed Acme: $5,000\n🌱 First deal')
  })

  test('fills in the form wrongly, and is told at the field; nothing is changed', async () => {
    const form = await office.presses('sam', 'Edit', await office.types('sam', '/deal won 5000 Acme'))
    expect((await office.fillsIn('sam', form, { amount: 'lots' })).text).toBe('amount: I expected amount here.')
    expect((await office.fillsIn('sam', form, { amount: '-5' })).text).toMatch(/^amount: /)
    expect((await office.fillsIn('sam', form, { date: '2026-11-19' })).text).toMatch(/^date: 19 Nov 2026 has not come yet/)
    expect((await office.fillsIn('sam', form, { customer: 'Acme 🚀' })).text).toMatch(/^customer: /)
    expect((await office.fillsIn('sam', form, { customer: 'Ac\u202eme' })).text).toMatch(/^customer: .*U\+202E/)
    expect((await office.fillsIn('sam', form, { note: 'a\u0007b' })).text).toMatch(/^note: /)
    expect((await office.fillsIn('sam', form, { amount: '  ' })).text).toBe('amount: This is needed.')
    expect((await office.types('sam', '/deal show #1')).text).toContain('Amount: $5,000.00')
  })

  test('sends the form without a change: nothing happens', async () => {
    const form = await office.presses('sam', 'Edit', await office.types('sam', '/deal won 5000 Acme'))
    expect((await office.fillsIn('sam', form, {})).text).toContain('Deal #1 is as it was')
    expect(await office.channel()).toHaveLength(1)
  })

  test('presses Undo under an answer that is out of date: nothing happens, and it says where the deal stands', async () => {
    const echo = await office.types('sam', '/deal won 5000 Acme')
    const form = await office.presses('sam', 'Edit', echo)
    await office.fillsIn('sam', form, { amount: '6000' })
    const pressed = await office.presses('sam', 'Undo', echo)
    expect(pressed.text).toContain('Deal #1 has changed since you saw it')
    expect((await office.types('sam', '/progress')).text).toContain('$6,000')
  })

  test('reaches the target, breaks the own record', async () => {
    await office.types('gus', '/target set @sam 10000 this quarter')
    for (const amount of ['4000', '5999', '1']) await office.types('sam', `/deal won ${amount} Acme`)
    const cards = await office.channel()
    expect(cards.map((card) => card.split('\n')[1])).toEqual([
      '🌱 First deal',
      '⭐ Personal best',
      '🎯 Target reached for Q4 2026 · 🔥 3rd win in a row',
    ])
  })
})

describe('undo', () => {
  test('shows the period that the deal counts in again', async () => {
    office.clock.set('2026-10-03T12:00:00Z') // the books of the last quarter are still open
    await office.types('gus', '/target set @sam 1000 this quarter')
    const form = await office.presses('sam', 'Edit', await office.types('sam', '/deal won 500 Acme'))
    const moved = await office.fillsIn('sam', form, { date: '2026-09-30' })
    expect(moved.text).toContain('Q3 2026')
    const back = await office.presses('sam', 'Undo', moved)
    expect(back.text).toContain('You are at $500 of $1,000 in Q4 2026')
  })

  test('without a number does not reach back further than a day', async () => {
    await office.types('sam', '/deal won 500 Acme')
    office.clock.advance(25 * 3_600_000)
    const asked = await office.types('sam', '/deal undo')
    expect(asked.text).toContain('was on 18 Nov 2026, to #1')
    expect(asked.text).toContain('Try: /deal undo #1')
    expect((await office.types('sam', '/deal undo #1')).text).toContain('Deal #1 undone')
  })

  test('repeated is answered as it was, though there is nothing left to undo', async () => {
    await office.types('sam', '/deal won 500 Acme')
    const first = await office.types('sam', '/deal undo', { requestKey: 'undo' })
    expect((await office.types('sam', '/deal undo', { requestKey: 'undo' })).text).toBe(first.text)
  })
})

describe('people in what is typed', () => {
  test('are shown as they were typed, in complaints and in notes', async () => {
    expect((await office.types('sam', '/deal won 5000 Acme split <@UKIM|kim>')).text).toContain('stumbled at [@kim]')
    expect((await office.types('sam', '/deal won 5000 Acme note <@UKIM|kim> helped')).text).toContain('Note: @kim helped')
  })
})

describe('a repeated request', () => {
  test('is answered as it was, and stores nothing', async () => {
    const first = await office.types('sam', '/deal won 5000 Acme', { requestKey: 'same' })
    const again = await office.types('sam', '/deal won 5000 Acme', { requestKey: 'same' })
    expect(again.text).toBe(first.text)
    const [one, two] = await Promise.all([
      office.types('sam', '/deal won 700 Globex', { requestKey: 'other' }),
      office.types('sam', '/deal won 700 Globex', { requestKey: 'other' }),
    ])
    expect(one.text).toBe(two.text)
    expect((await office.types('sam', '/deal list')).text).toContain('Your 2 wins: $5,700.00')
    expect(await office.channel()).toHaveLength(2)
  })

  test('of an undo undoes once', async () => {
    const echo = await office.types('sam', '/deal won 5000 Acme')
    await office.types('sam', '/deal won 700 Globex')
    const undone = await office.presses('sam', 'Undo', echo, { requestKey: 'undo' })
    const again = await office.presses('sam', 'Undo', echo, { requestKey: 'undo' })
    expect(again.text).toBe(undone.text)
    expect((await office.types('sam', '/deal list')).text).toContain('Your only win: $700.00')
  })
})

describe('looking back', () => {
  test('lists the own wins, newest first, by pages', async () => {
    for (let number = 1; number <= 12; number++) await office.types('sam', `/deal won ${number}00 Customer${number}`)
    await office.types('noor', '/deal won 1 Other')
    const list = await office.types('sam', '/deal list')
    expect(list.text.split('\n')[0]).toBe('Your 12 wins: $7,800.00')
    expect(list.text.split('\n')[1]).toBe('• #12 Customer12 · $1,200 · today')
    expect(list.text).not.toContain('#2 ')
    const older = await office.presses('sam', 'Older', list)
    expect(older.text).toContain('#2 Customer2')
    expect((await office.presses('sam', 'Newer', older)).text).toContain('#12 Customer12')
    expect((await office.types('sam', '/deal list last quarter')).text).toBe('You have no wins in Q3 2026 yet.')
  })

  test('shows one deal with its history to its owner and to a manager, and to nobody else', async () => {
    const echo = await office.types('sam', '/deal won 5000 Acme note pilot #big')
    await office.fillsIn('sam', await office.presses('sam', 'Edit', echo), { amount: '5500' })
    const shown = await office.types('gus', '/deal show #1')
    expect(shown.text).toMatchInlineSnapshot(`
      "Deal #1 · Acme
      Amount: $5,500.00
      Owner: Sam Ortiz
      Won on: today
      State: won
      Note: pilot
      Tags: #big
      What happened to it:
      • 18 Nov 2026: Sam Ortiz logged it, $5,000.00
      • 18 Nov 2026: Sam Ortiz corrected it: $5,000.00 → $5,500.00
      [Undo] [Edit] [Add story] [Split]"
    `)
    expect((await office.types('noor', '/deal show #1')).text).toContain('somebody else’s')
    expect((await office.types('noor', '/deal undo #1')).text).toContain('somebody else’s')
    expect((await office.presses('noor', 'Undo', shown)).text).toContain('somebody else’s')
    expect((await office.types('sam', '/deal show #99')).text).toContain('There is no deal #99')
    expect((await office.types('noor', '/deal undo')).text).toContain('nothing of yours to undo')
  })
})
