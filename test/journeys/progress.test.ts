// Where somebody stands, and the maths behind it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice() // Wednesday 18 November 2026: 35 of 66 working days of the quarter have begun
})
afterEach(() => office.close())

test('a rep sees won, target, where today should be, what it takes and the last deals', async () => {
  await office.types('gus', '/target set @sam 66000 this quarter')
  for (const line of ['20000 Acme on 2026-10-05', '7,800 Initech on 12 nov', '2.4k Globex on monday', '3000 Hooli'])
    await office.types('sam', `/deal won ${line}`)
  expect((await office.types('sam', '/progress')).text).toMatchInlineSnapshot(`
    "Sam Ortiz · Q4 2026 · revenue
    $33,200 of $66,000 · 50 % · behind
    ▓▓▓▓▓▓▓▓▓▓│░░░░░░░░░ expected by today $35,000 (53 %)
    To go $32,800 · $1,058 a working day for 31 days · projection $62,606
    Last:
    • #4 Hooli · $3,000 · today
    • #3 Globex · $2,400 · 16 Nov 2026
    • #2 Initech · $7,800 · 12 Nov 2026
    [Show the maths] [This month] [Company]"
  `)
})

test('and the maths behind every number, and the way back', async () => {
  await office.types('gus', '/target set @sam 66000 this quarter')
  await office.types('sam', '/deal won 20000 Acme split @kim 25%')
  const maths = await office.presses('sam', 'Show the maths', await office.types('sam', '/progress'))
  expect(maths.text).toMatchInlineSnapshot(`
    "The maths · Sam Ortiz · Q4 2026 · revenue
    • Target $66,000, set by Gus Berg on 18 Nov 2026
    • Attainment = actual ÷ target = $15,000 ÷ $66,000 = 23 %
    • Working days from 1 Oct 2026 to 31 Dec 2026: 66; 35 up to and with today, 31 left. Weekends are left out.
    • Expected by today = target × elapsed ÷ all = $66,000 × 35 ÷ 66 = $35,000
    • Pace = actual ÷ expected = $15,000 ÷ $35,000 = 43 %: at risk
    • Needed a working day = (target − actual) ÷ days left = ($66,000 − $15,000) ÷ 31 = $1,645.16
    • Projection = actual ÷ (elapsed ÷ all) = $15,000 ÷ (35 ÷ 66) = $28,285.71
    The deal it is made of:
    • #1 Acme · $15,000.00 of $20,000.00 · today
    [Back]"
  `)
  expect((await office.presses('sam', 'Back', maths)).text).toContain('Sam Ortiz · Q4 2026 · revenue')
})

test('a target that is reached says by how much it is exceeded', async () => {
  await office.types('gus', '/target set @sam 1000 this month')
  await office.types('sam', '/deal won 1500 Acme')
  const text = (await office.types('sam', '/progress this month')).text
  expect(text).toContain('$1,500 of $1,000 · 150 % · ahead')
  expect(text).toContain('🎯 Target reached, $500 above it')
})

test('the company sees everyone’s, and each other period is a button away', async () => {
  await office.types('gus', '/target set company 1m this year')
  await office.types('gus', '/target set company 50000 this month')
  await office.types('sam', '/deal won 20000 Acme')
  await office.types('kim', '/deal won 5000 Globex on last month'.replace('last month', '2026-10-10'))
  const company = await office.types('noor', '/progress company this year')
  expect(company.text).toContain('The company · 2026 · revenue\n$25,000 of $1,000,000')
  const month = await office.presses('noor', 'This month', company)
  expect(month.text).toContain('The company · November 2026 · revenue\n$20,000 of $50,000 · 40 %')
  expect((await office.presses('noor', 'Me', month)).text).toContain('Noor Haddad · November 2026')
  expect((await office.types('sam', '/progress @kim 2026-10')).text).toContain('Kim Lund · October 2026 · revenue\n$5,000')
  expect((await office.types('sam', '/progress company deals')).text).toContain('The company · Q4 2026 · deals\n2 deals')
})

test('targets: set, changed, in deals, and refused', async () => {
  expect((await office.types('gus', '/target set @sam 66k this quarter')).text).toBe(
    '🎯 Target for Sam Ortiz, Q4 2026: $66,000\nThat is $1,000 a working day over 66 days.',
  )
  expect((await office.types('gus', '/target set @sam 70k this quarter')).text).toContain('$70,000 (was $66,000)')
  expect((await office.types('gus', '/target set @sam 20 deals this quarter')).text).toContain('20 deals')
  expect((await office.types('gus', '/target set @sam 2.5 deals this quarter')).text).toContain('whole number')
  expect((await office.types('gus', '/target set 50000 this quarter')).text).toContain('Whose target?')
  expect((await office.types('gus', '/target set company @sam 50000 this quarter')).text).toContain('not both')
  expect((await office.types('gus', '/target set @sam 50000 this week')).text).toContain('for a month, a quarter or a year')
  expect((await office.types('gus', '/target set @sam 50000')).text).toContain('something is missing: period')
  expect((await office.types('gus', '/target set @sam 50000 2026-Q5')).text).toContain('[2026-Q5]')
  expect((await office.types('gus', '/target set @sam €50000 this quarter')).text).toContain('counts in USD')
  expect((await office.types('gus', '/target set @sam 0 this quarter')).text).toContain('Nothing was saved')
  expect((await office.types('sam', '/progress deals')).text).toContain('0 deals of 20 deals')
})

test('without a period: the one that has a target, as the echo of a win shows it', async () => {
  await office.types('gus', '/target set @sam 1000 this month')
  expect((await office.types('sam', '/deal won 330 Acme')).text).toContain('of $1,000 in November 2026')
  expect((await office.types('sam', '/progress')).text).toContain('Sam Ortiz · November 2026 · revenue\n$330 of $1,000')
  await office.types('gus', '/target set @sam 9000 this quarter')
  expect((await office.types('sam', '/progress')).text).toContain('Sam Ortiz · Q4 2026')
})

test('a few deals to go are told as how far apart they may come', async () => {
  await office.types('gus', '/target set @sam 3 deals this quarter')
  await office.types('sam', '/deal won 100 Acme')
  expect((await office.types('sam', '/progress deals')).text).toContain('To go 2 deals · one deal every 15 working days')
})

test('on the last working day it is not over yet', async () => {
  await office.types('gus', '/target set @sam 1000 this quarter')
  office.clock.set('2026-12-31T09:00:00Z')
  expect((await office.types('sam', '/progress')).text).toContain('To go $1,000 · today is the last working day')
  office.clock.set('2027-01-04T09:00:00Z')
  expect((await office.types('sam', '/progress 2026-Q4')).text).toContain('To go $1,000 · no working day left')
})
