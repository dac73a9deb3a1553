// Deals on their way: opened, moved, won or lost under their number, corrected, shared, looked up.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buttonsOf, type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const say = async (who: string, line: string) => (await office.types(who, line)).text

describe('a rep opens a deal', () => {
  test('and reads its stage, when it closes and what it adds to the forecast; the channel hears nothing', async () => {
    expect(await say('sam', '/deal open 12000 Globex stage proposal close 2026-12-15')).toMatchInlineSnapshot(`
      "📂 Deal #1 opened: $12,000.00 · Globex · proposal 50 % · closes 15 Dec 2026 (Q4 2026)
      Adds $6,000 to the forecast of Q4 2026: 50 % of $12,000.
      [Won] [Lost] [Move stage] [Edit] [Undo]"
    `)
    expect(await office.channel()).toEqual([])
    expect(await say('sam', '/progress')).toContain('$0')
  })

  test('with everything that can be said of it', async () => {
    expect(
      await say('sam', '/deal open 8k "Acme Corp" product "GTX Pro" close 15 jan note they call back #Renewal split @noor 30%'),
    ).toMatchInlineSnapshot(`
      "📂 Deal #1 opened: $8,000.00 · Acme Corp · GTX Pro · lead 10 % · closes 15 Jan 2027 (Q1 2027)
      Noor Haddad has 30 % of it · Note: they call back · #renewal
      Adds $800 to the forecast of Q1 2027: 10 % of $8,000.
      [Won] [Lost] [Move stage] [Edit] [Undo]"
    `)
  })

  test('without stage and day: the first stage, and the end of the quarter, which is said', async () => {
    expect(await say('sam', '/deal open 5000')).toMatchInlineSnapshot(`
      "📂 Deal #1 opened: $5,000.00 · lead 10 % · closes 31 Dec 2026 (Q4 2026)
      Adds $500 to the forecast of Q4 2026: 10 % of $5,000.
      You did not say when it closes, so I took the end of Q4 2026. Another day: /deal edit #1 close 2026-12-31
      [Won] [Lost] [Move stage] [Edit] [Undo]"
    `)
  })

  test('for somebody else only as their lead or a manager', async () => {
    expect(await say('sam', '/deal open 5000 Acme for @noor')).toContain('A rep logs their own deals')
    expect(await say('gus', '/deal open 5000 Acme for @noor')).toContain('opened for Noor Haddad')
  })

  test.each([
    ['/deal open Globex', 'I expected amount here'],
    ['/deal open 12000 Globex stage handshake', 'I do not know this stage. There is: lead, qualified, proposal, negotiation.'],
    ['/deal open 12000 Globex close 2026-11-17', '17 Nov 2026 is over: an open deal closes today or later.'],
    ['/deal open 12000 Globex close 30 feb', 'there is no such day'],
    ['/deal open 12000 EUR Globex', '/dealbell rate EUR 1.08 from'],
    ['/deal open 12000 Globex split @sam 10%', 'Sam Ortiz owns the deal'],
    ['/deal open 12000 Globex split @kim 60% split @noor 40%', 'something has to be left for the owner'],
    [`/deal open 12000 Globex product ${'long '.repeat(20)}`, 'a product’s name has at most 60 characters'],
  ])('%s: nothing is saved', async (line, said) => {
    const answer = await say('sam', line)
    expect(answer).toContain(said)
    expect(answer).toContain('Nothing was saved.')
    expect(await say('sam', '/deal show #1')).toContain('There is no deal #1')
  })
})

describe('a deal moves', () => {
  beforeEach(() => office.types('sam', '/deal open 12000 Globex close 2026-12-15'))

  test('to another stage and back; its way keeps each stage once', async () => {
    office.clock.set('2026-11-20T12:00:00Z')
    expect(await say('sam', '/deal stage #1 negotiation')).toMatchInlineSnapshot(`
      "➡️ Deal #1 moved: $12,000.00 · Globex · negotiation 75 % · closes 15 Dec 2026 (Q4 2026)
      lead → negotiation
      Adds $9,000 to the forecast of Q4 2026: 75 % of $12,000. Before, it was $1,200 in Q4 2026.
      [Won] [Lost] [Move stage] [Edit] [Undo]"
    `)
    office.clock.set('2026-11-24T12:00:00Z')
    expect(await say('sam', '/deal stage #1 qualified close 2027-01-20')).toMatchInlineSnapshot(`
      "➡️ Deal #1 moved: $12,000.00 · Globex · qualified 25 % · closes 20 Jan 2027 (Q1 2027)
      negotiation → qualified · 15 Dec 2026 → 20 Jan 2027
      Adds $3,000 to the forecast of Q1 2027: 25 % of $12,000. Before, it was $9,000 in Q4 2026.
      [Won] [Lost] [Move stage] [Edit] [Undo]"
    `)
    office.clock.set('2026-11-27T12:00:00Z')
    expect(await say('sam', '/deal show #1')).toMatchInlineSnapshot(`
      "Deal #1 · Globex
      Amount: $12,000.00
      Owner: Sam Ortiz
      Expected to close: 20 Jan 2027
      State: open, qualified
      Stage: qualified 25 %, for 3 days
      In the forecast: $3,000.00
      Path: lead → negotiation → qualified
      Age: 9 days, since 18 Nov 2026
      What happened to it:
      • 18 Nov 2026: Sam Ortiz opened it, $12,000.00
      • 20 Nov 2026: Sam Ortiz moved it to negotiation, $12,000.00
      • 24 Nov 2026: Sam Ortiz moved it to qualified, $12,000.00
      [Won] [Lost] [Move stage] [Edit] [Undo]"
    `)
    await office.types('sam', '/deal undo #1')
    await office.types('sam', '/deal undo #1')
    expect(await office.stores.deals.find((await workspace()).id, one)).toMatchObject({
      stage: 'lead',
      path: ['lead'],
      stageSince: '2026-11-18',
      openedOn: '2026-11-18',
      closedOn: '2026-12-15',
    })
  })

  test('to where it is already: nothing changes', async () => {
    expect(await say('sam', '/deal stage #1 lead')).toContain('Deal #1 is as it was')
  })

  test('with a button and its form', async () => {
    const form = await office.presses('sam', 'Move stage', await office.types('sam', '/deal show #1'))
    expect(form.text).toBe('Move deal #1\nStage: lead\nExpected to close: 2026-12-15')
    const moved = await office.fillsIn('sam', form, { stage: 'proposal', date: '2026-12-20' })
    expect(moved.text).toContain('Deal #1 moved: $12,000.00 · Globex · proposal 50 % · closes 20 Dec 2026')
    expect(moved.answer).toMatchObject({ replaces: true })
    expect((await office.fillsIn('sam', form, { stage: 'negotiation' })).text).toContain('has changed since you saw it')
    const again = await office.presses('sam', 'Move stage', moved)
    expect((await office.fillsIn('sam', again, { date: '2026-11-01' })).text).toMatch(/^date: 1 Nov 2026 is over/)
    expect((await office.fillsIn('sam', again, { stage: 'handshake' })).text).toBe('stage: This is needed.')
  })

  test.each([
    ['/deal stage', 'something is missing: #number'],
    ['/deal stage #1', 'something is missing: stage'],
    ['/deal stage #1 handshake', 'There is: lead, qualified, proposal, negotiation, won, lost.'],
    ['/deal stage #9 proposal', 'There is no deal #9'],
    ['/deal stage #1 proposal on yesterday', 'A deal that is open has the day it should close after close'],
    ['/deal stage #1 won close 2026-12-15', 'A deal that is won or lost has its day after on'],
    ['/deal stage #1 proposal close yesterday', 'is over: an open deal closes today or later'],
    ['/deal stage #1 won on tomorrow', 'has not come yet'],
    ['/deal stage #1 lost weather', 'this is no reason of the list. There is: price, product'],
  ])('%s: nothing is saved', async (line, said) => {
    const answer = await say('sam', line)
    expect(answer).toContain(said)
    expect(answer).toContain('Nothing was saved.')
    expect(await say('sam', '/deal show #1')).toContain('open, lead')
  })

  test('of somebody else: no', async () => {
    for (const line of ['/deal stage #1 proposal', '/deal lost #1 price', '/deal edit #1 amount 5', '/deal split #1 none'])
      expect(await say('noor', line)).toContain('Deal #1 is somebody else’s')
  })
})

describe('an open deal is won', () => {
  beforeEach(async () => {
    await office.types('gus', '/target set @sam 50000 this quarter')
    await office.types('sam', '/deal open 12000 Globex stage negotiation')
  })

  test('under its number: it counts, and the channel celebrates', async () => {
    expect(await say('sam', '/deal stage #1 won')).toMatchInlineSnapshot(`
      "✅ Deal #1 won: $12,000.00 · Globex · today (Q4 2026, week 47)
      You are at $12,000 of $50,000 in Q4 2026: 24 %, at risk.
      ▓▓▓▓░░░░░░│░░░░░░░░░ before 0 % → now 24 %
      [Undo] [Edit] [Add story] [Split]"
    `)
    expect((await office.channel())[0]).toContain('🔔 Sam Ortiz closed Globex: $12,000')
    expect(await say('sam', '/progress')).toContain('$12,000')
  })

  test('for another amount, on another day', async () => {
    expect(await say('sam', '/deal stage #1 won 11,500 on 2026-11-16')).toContain('Deal #1 won: $11,500.00 · Globex · 16 Nov 2026')
  })

  test('with the button; undone, it is open again as it was', async () => {
    const won = await office.presses('sam', 'Won', await office.types('sam', '/deal show #1'))
    expect(won.text).toContain('Deal #1 won: $12,000.00')
    await office.channel()
    const undone = await office.presses('sam', 'Undo', won)
    expect(undone.text).toMatchInlineSnapshot(`
      "↩️ Deal #1 is back to $12,000.00 · Globex · negotiation 75 % · closes 31 Dec 2026 (Q4 2026)
      You are at $0 of $50,000 in Q4 2026: 0 %, at risk.
      ░░░░░░░░░░│░░░░░░░░░ before 24 % → now 0 %
      Adds $9,000 to the forecast of Q4 2026: 75 % of $12,000.
      [Redo] [Won] [Lost] [Move stage] [Edit] [Undo]"
    `)
    expect((await office.channel())[0]).toContain('taken back')
    expect((await office.presses('sam', 'Undo', won)).text).toContain('has changed since you saw it')
  })

  test('and moved back: the card is taken back, and it is open with its old way', async () => {
    await office.types('sam', '/deal stage #1 won')
    await office.channel()
    const refused = await say('sam', '/deal lost #1 price')
    expect(refused).toContain('Deal #1 is won. If it is not after all, move it back to a stage first')
    expect(refused).toContain('Nothing was saved. Try: /deal stage #1 negotiation')
    expect(await say('sam', '/deal stage #1 proposal')).toContain('Deal #1 is open again: $12,000.00 · Globex · proposal 50 %')
    expect((await office.channel())[0]).toContain('taken back')
    expect(await say('sam', '/progress')).toContain('$0 of')
    expect(await say('sam', '/deal lost #1 price')).toContain('Deal #1 lost')
  })
})

describe('a deal is lost', () => {
  beforeEach(() => office.types('sam', '/deal open 12000 Globex stage proposal close 2026-12-15 note big one'))

  test('for a reason, with a note, and reopened', async () => {
    const lost = await office.types('sam', '/deal lost #1 price "went with a cheaper vendor"')
    expect(lost.text).toMatchInlineSnapshot(`
      "📕 Deal #1 lost: $12,000.00 · Globex · lost today: price
      big one → big one · went with a cheaper vendor
      [Undo] [Reopen] [Edit]"
    `)
    expect(await office.channel()).toEqual([])
    expect(await say('sam', '/deal show #1')).toContain('Reason: price')
    const form = await office.presses('sam', 'Reopen', lost)
    expect(form.text).toBe('Move deal #1\nStage: proposal\nExpected to close: 2026-12-31')
    expect((await office.fillsIn('sam', form, {})).text).toContain('Deal #1 is open again')
  })

  test('and reopened by its number: it should close when it should before', async () => {
    await office.types('sam', '/deal lost #1 no decision on yesterday')
    expect(await say('sam', '/deal stage #1 negotiation')).toContain('negotiation 75 % · closes 15 Dec 2026')
    await office.types('sam', '/deal lost #1 timing')
    office.clock.set('2026-12-16T12:00:00Z')
    expect(await say('sam', '/deal stage #1 lead')).toContain('You did not say when it closes, so I took the end of Q4 2026.')
  })

  test('without a reason: a form asks', async () => {
    const form = await office.types('sam', '/deal lost #1 on yesterday')
    expect(form.text).toBe('Deal #1 lost\nReason: \nNote: \nLost on: 2026-11-17')
    expect((await office.fillsIn('sam', form, {})).text).toBe('reason: This is needed.')
    expect((await office.fillsIn('sam', form, { reason: 'price', date: '2026-11-19' })).text).toMatch(/^date: 19 Nov 2026 has not come yet/)
    const lost = await office.fillsIn('sam', form, { reason: 'no decision', note: 'budget is gone' })
    expect(lost.text).toContain('Deal #1 lost: $12,000.00 · Globex · lost yesterday: no decision')
    expect(lost.text).toContain('big one · budget is gone')
    const undone = await office.presses('sam', 'Undo', lost)
    expect(undone.text).toContain('Deal #1 is back to $12,000.00 · Globex · proposal 50 % · closes 15 Dec 2026')
  })

  test('that was undone: bring it back first', async () => {
    const undone = await office.types('sam', '/deal undo #1')
    expect(undone.text).toContain('Deal #1 undone')
    expect(undone.text).not.toContain('You are at') // it never counted
    expect(await say('sam', '/deal lost #1 price')).toContain('Deal #1 is undone. Bring it back with Redo')
    expect(await say('sam', '/deal lost #1')).toContain('Deal #1 is undone. Bring it back with Redo')
    expect(await say('sam', '/deal stage #1 proposal')).toContain('Deal #1 is open again')
  })

  test('the same reason a second time changes nothing', async () => {
    await office.types('sam', '/deal lost #1 price')
    expect(await say('sam', '/deal lost #1 price')).toContain('Deal #1 is as it was')
  })
})

describe('a deal is corrected', () => {
  test('in a line, whatever is to be different', async () => {
    await office.types('sam', '/deal open 12000 Globex close 2026-12-15 note call back #north')
    expect(
      await say('sam', '/deal edit #1 amount 11,500 customer "Globex Corp" product GTX Pro close 2027-01-10 note none #hot'),
    ).toMatchInlineSnapshot(`
      "✏️ Deal #1 corrected: $11,500.00 · Globex Corp · GTX Pro · lead 10 % · closes 10 Jan 2027 (Q1 2027)
      Globex → Globex Corp · – → GTX Pro · $12,000.00 → $11,500.00 · 15 Dec 2026 → 10 Jan 2027 · call back → – · #north → #north #hot
      Adds $1,150 to the forecast of Q1 2027: 10 % of $11,500. Before, it was $1,200 in Q4 2026.
      [Won] [Lost] [Move stage] [Edit] [Undo]"
    `)
    expect(await say('sam', '/deal edit #1 tags #cold #new')).toContain('#north #hot → #cold #new')
    expect(await say('sam', '/deal edit #1 tags none')).toContain('#cold #new → –')
    expect(await say('sam', '/deal undo')).toContain('– → #cold #new')
    expect(await say('sam', '/deal edit #1 amount 11500')).toContain('Deal #1 is as it was')
  })

  test('when it is won, with the card', async () => {
    await office.types('sam', '/deal open 12000 Globex')
    await office.types('sam', '/deal stage #1 won')
    await office.channel()
    expect(await say('sam', '/deal edit #1 amount 5500 on yesterday')).toContain('Deal #1 corrected: $5,500.00 · Globex · yesterday')
    expect((await office.channel())[0]).toContain('Globex: $5,500 (corrected)')
  })

  test('when it is lost: its reason', async () => {
    await office.types('sam', '/deal open 12000 Globex')
    await office.types('sam', '/deal lost #1 other')
    expect(await say('sam', '/deal edit #1 reason no decision')).toContain('other → no decision')
    const form = await office.types('sam', '/deal edit #1')
    expect(form.text).toBe(
      'Edit deal #1\nAmount in USD: 12000.00\nCustomer: Globex\nProduct: \nLost on: 2026-11-18\nReason: no decision\nNote: \nTags: ',
    )
    expect((await office.fillsIn('sam', form, { reason: 'timing' })).text).toContain('no decision → timing')
  })

  test('before anything is won, the list says that nothing is won, not that there is nothing', async () => {
    await office.types('sam', '/deal open 12000 Globex close 2026-12-15')
    expect(await say('sam', '/deal list')).toBe('You have no wins yet. The first is one line away: /deal won 5000 Acme')
    const lost = await say('sam', '/deal lost #1 price "went with a cheaper vendor"')
    expect(lost.split('\n')[1]).toBe('Note: went with a cheaper vendor')
  })

  test('in a form that fits an open one', async () => {
    await office.types('sam', '/deal open 12000 Globex close 2026-12-15 #north')
    const form = await office.types('sam', '/deal edit #1')
    expect(form.text).toBe(
      'Edit deal #1\nAmount in USD: 12000.00\nCustomer: Globex\nProduct: \nExpected to close: 2026-12-15\nStage: lead\nNote: \nTags: #north',
    )
    const edited = await office.fillsIn('sam', form, { stage: 'proposal', product: 'GTX Pro', tags: '#a #b' })
    expect(edited.text).toContain('Deal #1 moved: $12,000.00 · Globex · GTX Pro · proposal 50 %')
    expect((await office.fillsIn('sam', await office.presses('sam', 'Edit', edited), { tags: 'a b' })).text).toMatch(/^tags: /)
    // A day that is over stays where nobody touches it.
    office.clock.set('2026-12-20T12:00:00Z')
    const later = await office.types('sam', '/deal edit #1')
    expect((await office.fillsIn('sam', later, { note: 'late' })).text).toContain('– → late')
    expect((await office.fillsIn('sam', await office.types('sam', '/deal edit #1'), { date: '2026-12-16' })).text).toMatch(/^date: /)
  })

  test('given to somebody else by a manager alone, and its credit with it', async () => {
    await office.types('noor', '/progress')
    await office.types('sam', '/deal open 12000 Globex')
    await office.types('sam', '/deal stage #1 won')
    expect(await say('sam', '/deal edit #1 owner @noor')).toContain('Only a lead or a manager gives a deal to somebody else')
    const given = await say('gus', '/deal edit #1 owner @noor')
    expect(given).toContain('Sam Ortiz → Noor Haddad')
    expect(given).toContain('Noor Haddad is at $12,000')
    expect(await say('sam', '/progress')).toContain('$0')
    expect(await say('noor', '/progress')).toContain('$12,000')
    expect(await say('gus', '/deal undo #1')).toContain('Noor Haddad → Sam Ortiz')
    expect(await say('sam', '/progress')).toContain('$12,000')
    await office.types('sam', '/deal split #1 @noor 30%')
    expect(await say('gus', '/deal edit #1 owner @noor')).toBe(
      'Noor Haddad has a share of deal #1 already. Take the shares away first, then give the deal.\nNothing was saved. Try: /deal split #1 none',
    )
  })

  test.each([
    ['/deal edit #1 close 2026-12-01 on yesterday', 'A deal that is open has the day it should close after close'],
    ['/deal edit #1 on yesterday', 'A deal that is open has the day it should close after close'],
    ['/deal edit #1 close yesterday', 'is over: an open deal closes today or later'],
    ['/deal edit #1 reason price', 'Deal #1 is not lost'],
    ['/deal edit #1 reason rain', 'this is no reason of the list'],
    ['/deal edit #1 amount lots', 'I expected amount here'],
    ['/deal edit #1 amount 5 amount 6', 'this is there twice'],
    ['/deal edit #1 owner @nobody', 'I do not know anybody called nobody'],
    ['/deal edit #1 please', 'I do not know what to do with this'],
    ['/deal edit #7 amount 5', 'There is no deal #7'],
  ])('%s: nothing is saved', async (line, said) => {
    await office.types('sam', '/deal open 12000 Globex')
    const answer = await say('sam', line)
    expect(answer).toContain(said)
    expect(answer).toContain('Nothing was saved.')
    expect((await office.stores.deals.find((await workspace()).id, one))?.revision).toBe(1)
  })

  test('when it is won there is no day on which it should close, and when it is undone there is nothing to edit', async () => {
    await office.types('sam', '/deal open 12000 Globex')
    await office.types('sam', '/deal stage #1 won')
    expect(await say('sam', '/deal edit #1 close 2026-12-01')).toContain('A deal that is won or lost has its day after on')
    await office.types('sam', '/deal undo #1')
    await office.types('sam', '/deal undo #1')
    expect(await say('sam', '/deal edit #1 amount 5')).toContain('Deal #1 is undone')
    expect(await say('sam', '/deal edit #1')).toContain('Deal #1 is undone')
  })
})

describe('a deal is shared', () => {
  beforeEach(async () => {
    await office.types('kim', '/progress')
    await office.types('sam', '/deal open 10000 Globex')
    await office.types('sam', '/deal stage #1 won')
  })

  test('in place of how it was shared, and not at all', async () => {
    const split = await office.types('sam', '/deal split #1 @noor 30% "Kim Lund" 20%')
    expect(split.text).toMatchInlineSnapshot(`
      "✏️ Deal #1 corrected: $10,000.00 · Globex · today (Q4 2026, week 47)
      – → Noor Haddad 30 %, Kim Lund 20 %
      You are at $5,000 in Q4 2026. There is no target yet.
      [Undo] [Edit] [Add story] [Split]"
    `)
    expect(await say('noor', '/progress')).toContain('$3,000')
    expect(await say('sam', '/deal split #1 @noor 12.5%')).toContain('Noor Haddad 30 %, Kim Lund 20 % → Noor Haddad 12.5 %')
    expect(await say('sam', '/deal split #1 none')).toContain('Noor Haddad 12.5 % → –')
    expect(await say('sam', '/progress')).toContain('$10,000')
    expect(await say('sam', '/deal undo')).toContain('– → Noor Haddad 12.5 %')
  })

  test('in a form, which has the shares as they would be typed', async () => {
    const echo = await office.types('sam', '/deal split #1 @noor 30%')
    const form = await office.presses('sam', 'Split', echo)
    expect(form.text).toBe('Split deal #1\nWho has which share: "Noor Haddad" 30%')
    expect((await office.fillsIn('sam', form, {})).text).toContain('Deal #1 is as it was')
    expect((await office.fillsIn('sam', form, { split: '@noor lots' })).text).toMatch(/^split: I expected a share here/)
    expect((await office.fillsIn('sam', form, { split: '@nobody 10%' })).text).toMatch(/^split: I do not know anybody called nobody/)
    expect((await office.fillsIn('sam', form, { split: '@noor 50% @noor 10%' })).text).toMatch(/^split: Noor Haddad is in the split twice/)
    expect((await office.fillsIn('sam', form, { split: '' })).text).toContain('Noor Haddad 30 % → –')
    expect((await office.types('sam', '/deal split #1')).text).toContain('Who has which share: ')
  })

  test.each([
    ['/deal split #1 @sam 10%', 'Sam Ortiz owns the deal'],
    ['/deal split #1 @noor 10% @noor 10%', 'in the split twice'],
    ['/deal split #1 @noor 70% "Kim Lund" 30%', 'something has to be left for the owner'],
    ['/deal split #1 @noor', 'I expected a share here'],
    ['/deal split #1 half', 'half'],
    ['/deal split #5 none', 'There is no deal #5'],
  ])('%s: nothing is saved', async (line, said) => {
    const answer = await say('sam', line)
    expect(answer).toContain(said)
    expect(answer).toContain('Nothing was saved.')
    expect(await say('sam', '/progress')).toContain('$10,000')
  })
})

describe('a deal in another currency', () => {
  beforeEach(async () => {
    await office.types('gus', '/dealbell rate EUR 1.08 from 2026-11-01')
    await office.types('gus', '/dealbell rate EUR 1.20 from 2026-11-25')
    await office.types('sam', '/deal open 10000 EUR Globex stage proposal close 2026-11-20')
  })

  test('counts at the rate of its day, whichever that becomes', async () => {
    expect(await say('sam', '/deal show #1')).toContain('€10,000.00 (= $10,800.00 at 1.08)')
    office.clock.set('2026-11-26T12:00:00Z')
    expect(await say('sam', '/deal stage #1 won')).toContain('€10,000.00 (= $12,000.00 at 1.2)')
    expect(await say('sam', '/deal edit #1 on 2026-11-20')).toContain('$12,000.00 → $10,800.00')
    expect(await say('sam', '/deal edit #1 on 2026-10-20')).toContain('/dealbell rate EUR 1.08 from')
    expect(await say('sam', '/progress')).toContain('$10,800')
  })

  test('has the amount as it was typed in its form; another one in the workspace’s currency takes its place', async () => {
    const form = await office.types('sam', '/deal edit #1')
    expect(form.text).toContain('Amount in EUR: 10000.00 EUR')
    expect((await office.fillsIn('sam', form, {})).text).toContain('Deal #1 is as it was')
    expect((await office.fillsIn('sam', form, { amount: '11000 EUR' })).text).toContain('€11,000.00 (= $11,880.00 at 1.08)')
    expect(await say('sam', '/deal edit #1 amount 5000')).toContain('Deal #1 corrected: $5,000.00 · Globex')
    expect(await say('sam', '/deal undo')).toContain('€11,000.00 (= $11,880.00 at 1.08)')
    const again = await office.types('sam', '/deal edit #1')
    expect((await office.fillsIn('sam', again, { amount: '5 GBP' })).text).toMatch(/^amount: .*GBP/)
  })
})

describe('a repeated request', () => {
  test.each([
    ['/deal open 5000 Acme', 2],
    ['/deal stage #1 proposal', 2],
    ['/deal stage #1 won', 2],
    ['/deal lost #1 price', 2],
    ['/deal edit #1 amount 5 #x', 2],
    ['/deal split #1 @noor 10%', 2],
  ])('%s is answered as it was, and does nothing twice', async (line, events) => {
    await office.types('noor', '/progress')
    await office.types('sam', '/deal open 12000 Globex')
    const first = await office.types('sam', line, { requestKey: 'again' })
    const second = await office.types('sam', line, { requestKey: 'again' })
    expect(second.text).toBe(first.text)
    expect(await office.database.client.dealEvent.count()).toBe(events)
  })
})

describe('two people at once', () => {
  test('win the same deal: it is won once', async () => {
    const opened = await office.types('sam', '/deal open 12000 Globex')
    const shown = await office.types('gus', '/deal show #1')
    const [one, other] = await Promise.all([office.presses('sam', 'Won', opened), office.presses('gus', 'Won', shown)])
    const texts = [one.text, other.text]
    expect(texts.filter((text) => text.includes('Deal #1 won'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('has changed since you saw it'))).toHaveLength(1)
    expect(await say('sam', '/progress')).toContain('$12,000')
  })

  test('move a deal in another currency: what was worked out from the old one is worked out anew', async () => {
    await office.types('gus', '/dealbell rate EUR 1.08 from 2026-11-01')
    await office.types('sam', '/deal open 10000 EUR Globex')
    await Promise.all([office.types('sam', '/deal edit #1 amount 20000 EUR'), office.types('gus', '/deal stage #1 won')])
    expect(await office.stores.deals.find((await workspace()).id, one)).toMatchObject({ state: 'won', amount: { minor: 2_160_000n } })
  })
})

describe('the buttons under a deal', () => {
  test('are those that its state allows, and never more than fit in a row', async () => {
    const labels = async (line: string) => buttonsOf(await office.types('sam', line)).map(({ label }) => label)
    expect(await labels('/deal open 10000 Globex')).toEqual(['Won', 'Lost', 'Move stage', 'Edit', 'Undo'])
    expect(await labels('/deal lost #1 price')).toEqual(['Undo', 'Reopen', 'Edit'])
    expect(await labels('/deal stage #1 won')).toEqual(['Undo', 'Edit', 'Add story', 'Split'])
    for (let undone = 0; undone < 2; undone += 1) await office.types('sam', '/deal undo #1')
    expect(await labels('/deal undo #1')).toEqual(['Redo'])
  })
})

describe('a list', () => {
  beforeEach(async () => {
    await office.types('gus', '/progress')
    await office.types('sam', '/deal open 1000 Acme stage lead close 2026-11-20 product "GTX Pro" #hot')
    await office.types('sam', '/deal open 333.33 Globex stage proposal close 2026-12-15 product "GTX Pro"')
    await office.types('noor', '/deal open 7000 Initech stage negotiation close 2027-02-01 product "GTK 500"')
    await office.types('sam', '/deal open 900 Umbrella product "gtx pro"')
    await office.types('sam', '/deal lost #4 price on 2026-11-02')
    await office.types('sam', '/deal open 4000 Hooli product "GTX Pro" #hot')
    await office.types('sam', '/deal stage #5 won on 2026-11-10')
    await office.types('noor', '/deal open 2000 Wonka product "GTX Pro"')
    await office.types('noor', '/deal stage #6 won on 2026-10-10')
  })

  test('of the own open deals: what closes first stands first, with what it is worth by stage', async () => {
    expect(await say('sam', '/deal list open')).toMatchInlineSnapshot(`
      "Sam Ortiz · open deals
      2 deals: $1,333.33 · weighted by stage $266.67
      • #1 Acme · $1,000 · lead · closes 20 Nov 2026
      • #2 Globex · $333.33 · proposal · closes 15 Dec 2026"
    `)
    expect(await say('sam', '/deal list open next quarter')).toContain('Nothing there')
    expect(await say('sam', '/deal list open #hot')).toContain('1 deal: $1,000.00')
    expect(await say('sam', '/deal list open customer globex')).toContain('1 deal: $333.33')
  })

  test('of the lost ones, with the reason', async () => {
    expect(await say('sam', '/deal list lost')).toMatchInlineSnapshot(`
      "Sam Ortiz · lost deals
      1 deal: $900.00
      • #4 Umbrella · $900 · 2 Nov 2026 · price"
    `)
  })

  test('of the stale ones: past their day, or without an update', async () => {
    expect(await say('sam', '/deal list stale')).toContain('Nothing there')
    office.clock.set('2026-11-21T12:00:00Z')
    expect(await say('sam', '/deal list stale')).toMatchInlineSnapshot(`
      "Sam Ortiz · open deals past their day or without an update for 14 days
      1 deal: $1,000.00 · weighted by stage $100.00
      • #1 Acme · $1,000 · lead · should have closed yesterday"
    `)
    office.clock.set('2026-12-05T12:00:00Z')
    await office.types('sam', '/deal stage #1 qualified close 2026-12-30')
    expect(await say('sam', '/deal list stale')).toMatchInlineSnapshot(`
      "Sam Ortiz · open deals past their day or without an update for 14 days
      1 deal: $333.33 · weighted by stage $166.67
      • #2 Globex · $333.33 · proposal · closes 15 Dec 2026 · no update for 17 days"
    `)
  })

  test('of everybody, for a manager: a product’s deals and what they come to', async () => {
    expect(await say('gus', '/deal list won company product "GTX Pro"')).toMatchInlineSnapshot(`
      "The company · won deals · 2026 · product GTX Pro
      2 deals: $6,000.00
      • #5 Hooli · $4,000 · 10 Nov 2026 · Sam Ortiz
      • #6 Wonka · $2,000 · 10 Oct 2026 · Noor Haddad"
    `)
    expect(await say('gus', '/deal list won company product "GTX Pro" this month')).toContain('1 deal: $4,000.00')
    expect(await say('gus', '/deal list won @noor')).toContain('1 deal: $2,000.00')
    expect(await say('gus', '/deal list open company')).toContain('3 deals: $8,333.33 · weighted by stage $5,516.67')
  })

  test('of others is not a rep’s to see', async () => {
    expect(await say('sam', '/deal list company')).toContain('Only a manager can see everybody’s deals')
    expect(await say('sam', '/deal list open @noor')).toContain('Only Noor Haddad, their lead or a manager can see their deals')
    expect(await say('sam', '/deal list team')).toContain('You are in no team')
    expect(await say('sam', '/deal list open @nobody')).toContain('I do not know anybody called nobody')
  })

  test('of a team is its lead’s to see, also from above, and nobody else’s', async () => {
    await inTeams()
    expect(await say('noor', '/deal list open team')).toContain('North · open deals\n3 deals: $8,333.33')
    expect(await say('kim', '/deal list open North')).toContain('3 deals')
    expect(await say('sam', '/deal list open team')).toContain('Only its lead or a manager can see the deals of North')
    expect(await say('noor', '/deal list open Region')).toContain('Only its lead or a manager can see the deals of Region')
    expect(await say('noor', '/deal list open @sam')).toContain('Sam Ortiz · open deals')
    expect(await say('noor', '/deal list company')).toContain('Only a manager can see everybody’s deals')
    expect(await say('gus', '/deal list won Region')).toContain('Region · won deals · 2026')
  })

  test('and the lead of a team moves and gives away what is the team’s, and nothing else', async () => {
    await office.types('kim2', '/progress')
    await office.types('kim2', '/deal open 100 Elsewhere')
    await inTeams()
    expect(await say('noor', '/deal stage #1 proposal')).toContain('Deal #1 moved')
    expect(await say('noor', '/deal edit #1 owner @noor')).toContain('Sam Ortiz → Noor Haddad')
    expect(await say('noor', '/deal edit #1 owner @kim2')).toContain('Only a lead or a manager gives a deal to somebody else')
    expect(await say('noor', '/deal stage #7 proposal')).toContain('Deal #7 is somebody else’s')
    expect(await say('kim', '/deal lost #1 price')).toContain('Deal #1 lost')
    expect(await say('sam', '/deal show #1')).toContain('Deal #1 is somebody else’s')
  })

  test('keeps its filters when its page is turned, short ones in the button and long ones elsewhere', async () => {
    const long = `${'Long Customer Name '.repeat(5)}`.trim()
    for (const customer of ['Acme', long]) {
      for (let number = 1; number <= 11; number += 1)
        await office.types(
          'sam',
          `/deal open ${number}00 "${customer}" product "${'A product '.repeat(5)}" close 2026-12-${10 + number} #one #two`,
        )
    }
    for (const customer of ['Acme', long]) {
      const list = await office.types('sam', `/deal list open customer "${customer}" product "${'A product '.repeat(5)}" #one #two`)
      expect(list.text).toContain('11 deals: $6,600.00')
      for (const { value } of buttonsOf(list)) expect(value.length).toBeLessThanOrEqual(200)
      const older = await office.presses('sam', 'Older', list)
      expect(older.text).toContain('$1,100')
      expect(older.text.split('\n').filter((line) => line.startsWith('•'))).toHaveLength(1)
      const newer = await office.presses('sam', 'Newer', older)
      expect(newer.text).toBe(list.text)
      // Who may not see it does not by a button either.
      expect((await office.presses('kim', 'Older', list)).text).toContain('Only Sam Ortiz, their lead or a manager')
    }
  })

  test('whose button is none of ours, or too old', async () => {
    const list = await office.types('sam', '/deal list open')
    const [message] = [list.answer.kind === 'message' ? list.answer.message : undefined]
    expect(message).toBeDefined()
    for (const [value, said] of [
      ['nonsense', 'I do not know this button any more'],
      ['10:{"a":1}', 'too old to turn its page'],
      [`10:@${'0'.repeat(40)}`, 'too old to turn its page'],
      ['10:["open","member 999","","","",[]]', 'too old to turn its page'],
      ['10:["open","member 1","2026-Q9","","",[]]', 'too old to turn its page'],
    ] as const) {
      const under = {
        text: '',
        answer: {
          kind: 'message',
          message: { nodes: [{ kind: 'buttons', buttons: [{ label: 'Older', action: 'turn-deal-page', value }] }] },
          replaces: false,
        },
      } as const
      expect((await office.presses('gus', 'Older', under)).text).toContain(said)
    }
  })
})

const one = 1 as never // a deal's number
const workspace = async () => {
  const found = await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' })
  if (!found) throw new Error('There is no workspace')
  return found
}

/** Sam and Noor in North, which Noor leads, under Region, which Kim leads; their deals were logged there. */
async function inTeams() {
  const { client } = office.database
  await office.types('kim', '/progress')
  const { id: workspaceId, version } = await workspace()
  const named = async (name: string) => (await client.member.findFirstOrThrow({ where: { workspaceId, name } })).id
  const region = await client.team.create({ data: { workspaceId, name: 'Region', leadId: await named('Kim Lund') } })
  const north = await client.team.create({ data: { workspaceId, name: 'North', parentId: region.id, leadId: await named('Noor Haddad') } })
  for (const name of ['Sam Ortiz', 'Noor Haddad']) {
    const role = name === 'Noor Haddad' ? 'lead' : 'rep'
    await client.member.update({ where: { id: await named(name) }, data: { teamId: north.id, role } })
  }
  await client.member.update({ where: { id: await named('Kim Lund') }, data: { role: 'lead' } })
  await client.deal.updateMany({ where: { workspaceId }, data: { teamId: north.id } })
  await client.workspace.update({ where: { id: workspaceId }, data: { version: version + 1 } })
}
