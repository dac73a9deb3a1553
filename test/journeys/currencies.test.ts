// Amounts in other currencies: a manager says what they are worth, and deals count at the rate of their day.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const first = (text: string) => text.split('\n')[0]

describe('a rate', () => {
  test('is set from today on, changed, listed, and taken back', async () => {
    const set = await office.types('gus', '/dealbell rate EUR 1.08')
    expect(set.text).toMatchInlineSnapshot(`
      "💱 1 EUR is 1.08 USD from 18 Nov 2026 on.
      Deals that were logged keep the rate that they were logged at.
      [Undo]"
    `)
    const changed = await office.types('gus', '/dealbell rate EUR 1,10')
    expect(first(changed.text)).toBe('💱 1 EUR is 1.1 USD from 18 Nov 2026 on (was 1.08).')
    await office.types('gus', '/dealbell rate EUR 1.05 from 2026-11-01')
    await office.types('gus', '/dealbell rate JPY 0.0067 from 2026-12-01')
    expect((await office.types('sam', '/dealbell rate')).text).toMatchInlineSnapshot(`
      "💱 What one unit is worth in USD:
      • EUR 1.1 from 18 Nov 2026
      • JPY 0.0067 from 1 Dec 2026
      • EUR 1.05 from 1 Nov 2026"
    `)
    const back = await office.presses('gus', 'Undo', changed)
    expect(first(back.text)).toBe('💱 1 EUR is 1.08 USD from 18 Nov 2026 on (was 1.1).')
    expect(back.answer).toMatchObject({ replaces: true })
    const again = await office.presses('gus', 'Redo', back)
    expect(first(again.text)).toBe('💱 1 EUR is 1.1 USD from 18 Nov 2026 on (was 1.08).')
    expect(again.text).toContain('[Undo]')
    const late = await office.presses('gus', 'Undo', set)
    expect(late.text).toContain('has changed since you saw it. Nothing was done.')
  })

  test('that was the first of its currency is gone once it is taken back', async () => {
    const set = await office.types('gus', '/dealbell rate EUR 1.08')
    expect((await office.types('sam', '/deal won 100 EUR Acme')).text).toContain('Deal #1 won')
    expect(first((await office.presses('gus', 'Undo', set)).text)).toBe('💱 No rate of EUR begins on 18 Nov 2026 any more.')
    expect((await office.types('sam', '/deal won 100 EUR Globex')).text).toContain('I do not know what one EUR was worth')
  })

  test('is set once, though the request is repeated', async () => {
    const request = { requestKey: 'rate' }
    const set = await office.types('gus', '/dealbell rate EUR 1.08', request)
    await office.types('gus', '/dealbell rate EUR 1.2')
    expect((await office.types('gus', '/dealbell rate EUR 1.08', request)).text).toBe(set.text)
    expect((await office.types('sam', '/dealbell rate')).text).toContain('EUR 1.2 ')
  })

  test('means nothing once the workspace counts in another currency', async () => {
    await office.types('gus', '/dealbell rate EUR 1.08')
    await office.types('gus', '/dealbell settings currency NOK')
    expect((await office.types('gus', '/dealbell rate')).text).toContain('There are no rates yet: amounts are in NOK')
  })

  test('is set by managers alone, and may be seen by everybody', async () => {
    expect((await office.types('sam', '/dealbell rate EUR 1.08')).text).toContain('Only a manager or an admin can do that.')
    expect((await office.types('sam', '/dealbell rate')).text).toContain('There are no rates yet')
    const set = await office.types('gus', '/dealbell rate EUR 1.08')
    expect((await office.presses('sam', 'Undo', set)).text).toContain('Only a manager or an admin')
  })

  test.each([
    ['/dealbell rate USD 1.08', 'Amounts are in USD here'],
    ['/dealbell rate EUR', 'How much is one EUR in USD?'],
    ['/dealbell rate EUR 0', 'I cannot read this rate'],
    ['/dealbell rate EUR -1', 'I cannot read this rate'],
    ['/dealbell rate EUR 1.0000000001', 'I cannot read this rate'],
    ['/dealbell rate Euros 1.08', 'currency'],
    ['/dealbell rate EUR 1.08 from soon', 'date'],
  ])('%s: %s', async (typed, complaint) => {
    const answer = await office.types('gus', typed)
    expect(answer.text).toContain(complaint)
    expect(answer.text).toContain('Nothing was saved.')
    expect((await office.types('gus', '/dealbell rate')).text).toContain('There are no rates yet')
  })
})

describe('a win in another currency', () => {
  beforeEach(async () => {
    await office.types('gus', '/dealbell rate EUR 1.05 from 2026-10-01')
    await office.types('gus', '/dealbell rate EUR 1.08 from 2026-11-16')
  })

  test('counts at the rate of its day, and shows both', async () => {
    await office.types('gus', '/target set @sam 50000 this quarter')
    const echo = await office.types('sam', '/deal won 5k€ Acme')
    expect(first(echo.text)).toContain('€5,000.00')
    expect(first(echo.text)).toContain('$5,400.00')
    expect(first(echo.text)).toContain('1.08')
    expect(echo.text).toContain('You are at $5,400 of $50,000')
    expect((await office.channel())[0]).toContain('closed Acme: €5,000 (= $5,400 at 1.08)')
    const backdated = await office.types('sam', '/deal won €100 Globex on 2026-11-15')
    expect(backdated.text).toContain('$105.00')
    expect((await office.types('sam', '/deal show #1')).text).toContain('€5,000.00')
  })

  test('is worth what the new day’s rate makes of it when its day is corrected', async () => {
    const echo = await office.types('sam', '/deal won 5000 EUR Acme')
    const moved = await office.fillsIn('sam', await office.presses('sam', 'Edit', echo), { date: '2026-11-13' })
    expect(moved.text).toContain('$5,250.00')
    expect((await office.types('sam', '/progress')).text).toContain('$5,250')
    const back = await office.types('sam', '/deal undo')
    expect(back.text).toContain('$5,400.00')
    expect((await office.channel())[0]).toContain('€5,000 (= $5,400 at 1.08)')
  })

  test('keeps the rate that it was logged at when the rate changes later', async () => {
    await office.types('sam', '/deal won 5000 EUR Acme')
    await office.types('gus', '/dealbell rate EUR 2 from 2026-11-16')
    expect((await office.types('sam', '/progress')).text).toContain('$5,400')
    expect((await office.types('sam', '/deal won 5000 EUR Globex')).text).toContain('$10,000.00')
  })

  test('is in the workspace’s own once somebody corrects the amount to one', async () => {
    const echo = await office.types('sam', '/deal won 5000 EUR Acme')
    await office.fillsIn('sam', await office.presses('sam', 'Edit', echo), { amount: '6000 USD' })
    const shown = await office.types('sam', '/deal show #1')
    expect(shown.text.split('\n').find((line) => line.startsWith('Amount'))).toBe('Amount: $6,000.00')
  })

  test.each([
    ['/deal won 5000 SEK Acme', 'I do not know what one SEK was worth in USD on 18 Nov 2026'],
    ['/deal won 5000 EUR Acme on 2026-09-30', 'I do not know what one EUR was worth in USD on 30 Sept 2026'],
    ['/deal won 5000 SEK Acme', '/dealbell rate SEK 1.08 from 2026-11-18'],
  ])('%s has no rate: %s', async (typed, complaint) => {
    const answer = await office.types('sam', typed)
    expect(answer.text).toContain(complaint)
    expect(answer.text).toContain('Nothing was saved.')
    expect(await office.channel()).toEqual([])
  })

  test('is refused where nothing, or too much, comes out', async () => {
    await office.types('gus', '/dealbell rate IDR 0.00006')
    expect((await office.types('sam', '/deal won 1 IDR Acme')).text).toContain('less than the smallest amount in USD')
    await office.types('gus', '/dealbell rate KWD 999999')
    expect((await office.types('sam', '/deal won 900000000000 KWD Acme')).text).toMatch(/more than I can keep/)
    expect((await office.types('sam', '/deal list')).text).toContain('no wins yet')
  })
})
