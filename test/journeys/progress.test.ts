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

test('a target that is just reached is exceeded by nothing, and nothing is said of that', async () => {
  await office.types('gus', '/target set @sam 1500 this month')
  await office.types('sam', '/deal won 1500 Acme')
  expect((await office.types('sam', '/progress this month')).text).toContain('\n🎯 Target reached · 8 working days left')
})

test('of a day to come, today is not the last one', async () => {
  expect((await office.types('sam', '/progress 2026-11-22')).text).toContain('no working day left') // a Sunday
})

test('where less than half a deal is expected by now, nothing is divided by nought', async () => {
  await office.types('gus', '/target set @sam 2 deals this quarter')
  office.clock.set('2026-10-05T12:00:00Z')
  const maths = await office.presses('sam', 'Show the maths', await office.types('sam', '/progress deals'))
  expect(maths.text).toContain('Expected by today = target × elapsed ÷ all = 2 deals × 3 ÷ 66 = 0 deals\n• Needed a working day')
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

/** North under West, with Sam in it; Kim in West itself. */
async function teams(): Promise<void> {
  for (const line of ['team add West', 'team add North under West', 'team move @sam North', 'team move @kim West'])
    await office.types('gus', `/dealbell ${line}`)
}

test('a team is its members and those of the teams below, each a button away', async () => {
  await teams()
  for (const line of ['@sam 66000', '@kim 20000', 'North 70000', 'West 100000'])
    await office.types('gus', `/target set ${line} this quarter`)
  await office.types('sam', '/deal won 20000 Acme split @kim 25%')
  const west = await office.types('kim', '/progress West')
  expect(west.text).toMatchInlineSnapshot(`
    "West · Q4 2026 · revenue
    $20,000 of $100,000 · 20 % · at risk
    ▓▓▓▓░░░░░░│░░░░░░░░░ expected by today $53,030 (53 %)
    To go $80,000 · $2,581 a working day for 31 days · projection $37,714
    Last:
    • #1 Acme · $20,000 · today
    Teams and people:
    • North · 21 % · at risk · $15,000
    • Kim Lund · 25 % · at risk · $5,000
    [North] [Kim Lund]
    [Show the maths] [This month] [Company] [Me]"
  `)
  const north = await office.presses('kim', 'North', west)
  expect(north.text).toContain('North · Q4 2026 · revenue\n$15,000 of $70,000')
  expect((await office.presses('kim', 'Sam Ortiz', north)).text).toContain('Sam Ortiz · Q4 2026 · revenue\n$15,000 of $66,000')
  expect((await office.presses('kim', 'Team above', north)).text).toContain('West · Q4 2026')
  expect((await office.types('sam', '/progress team')).text).toContain('North · Q4 2026')
  expect((await office.presses('sam', 'Team', await office.types('sam', '/progress'))).text).toContain('North · Q4 2026')
  const maths = await office.presses('kim', 'Show the maths', north)
  expect(maths.text).toContain('#1 Acme · $15,000.00 of $20,000.00 · Sam Ortiz · today') // the part of the deal that is North's
})

test('who moves takes nothing along: what was won stays with the team that it was won for', async () => {
  await teams()
  await office.types('sam', '/deal won 20000 Acme')
  await office.types('gus', '/dealbell team move @sam none')
  await office.types('sam', '/deal won 500 Hooli')
  expect((await office.types('gus', '/progress North')).text).toContain('$20,000 · no target')
  expect((await office.types('gus', '/progress company')).text).toContain('• West · $20,000\n• Sam Ortiz · $20,500')
})

test('a list of more than ten turns its pages', async () => {
  for (let n = 1; n <= 12; n += 1) {
    await office.types('gus', `/dealbell team add Squad${n}`)
    await office.types('gus', `/target set Squad${n} ${n}000 this quarter`)
  }
  const first = await office.types('gus', '/progress company this quarter')
  expect(first.text).toContain('Teams and people, 1–10 of 12:')
  const second = await office.presses('gus', 'Next', first)
  expect(second.text).toContain('Teams and people, 11–12 of 12:\n• Squad8 · 0 % · at risk · $0\n• Squad9')
  expect((await office.presses('gus', 'Previous', second)).text).toContain('1–10 of 12')
})

test('calls are counted like deals, over any period', async () => {
  await office.types('gus', '/target set @sam 30 calls this month')
  await office.types('sam', '/log calls 12')
  await office.types('sam', '/log calls 8 on 2026-11-12')
  const report = await office.types('sam', '/progress calls this month')
  expect(report.text).toMatchInlineSnapshot(`
    "Sam Ortiz · November 2026 · calls
    20 of 30 calls · 67 % · ahead
    ▓▓▓▓▓▓▓▓▓▓▓│▓░░░░░░░ expected by today 19 calls (62 %)
    To go 10 calls · 1 call a working day for 8 days · projection 32 calls
    [Show the maths] [This quarter] [Company]"
  `)
  expect((await office.presses('sam', 'Show the maths', report)).text).toContain(
    'The 2 entries it is made of:\n• #1 · today · 12 calls\n• #2 · 12 Nov 2026 · 8 calls',
  )
  expect((await office.types('sam', '/progress today calls')).text).toContain('18 Nov 2026 · calls\n12 calls · no target')
  expect((await office.types('sam', '/progress this week calls')).text).toContain('week 47 of 2026 · calls\n12 calls')
  expect((await office.types('sam', '/progress company 2026-W46 calls')).text).toContain('The company · week 46 of 2026 · calls\n8 calls')
  await office.types('sam', '/log calls 5')
  expect((await office.types('sam', '/progress calls this month')).text).toContain('To go 5 calls · calls: one every working day')
})

test('who is new carries a part of a full target, and days away are not worked', async () => {
  await office.types('gus', '/target set @sam 66000 this quarter')
  await office.types('gus', '/dealbell member @sam start 2026-11-02')
  await office.types('sam', '/dealbell member me away 2026-12-21 to 2026-12-31')
  const won = await office.types('sam', '/deal won 5000 Acme')
  const report = await office.types('sam', '/progress')
  expect(report.text).toMatchInlineSnapshot(`
    "Sam Ortiz · Q4 2026 · revenue
    $5,000 of $13,894.74 · 36 % · ahead
    Ramp 21 %: $13,894.74 of the full $66,000
    ▓▓▓▓▓│▓░░░░░░░░░░░░░ expected by today $3,763 (27 %)
    To go $8,894.74 · $404 a working day for 22 days · projection $13,462
    Last:
    • #1 Acme · $5,000 · today
    [Show the maths] [This month] [Company]"
  `)
  const target = / of (\$[\d,.]+) ·/.exec(report.text)?.[1]
  expect(won.text).toContain(`You are at $5,000 of ${target} in Q4 2026`) // the echo measures by the same
  expect((await office.presses('sam', 'Show the maths', report)).text).toMatchInlineSnapshot(`
    "The maths · Sam Ortiz · Q4 2026 · revenue
    • Target $66,000, set by Gus Berg on 18 Nov 2026
    • Ramp from 2 Nov 2026: target = full target × ramped days ÷ all days = $66,000 × 12 ÷ 57 = $13,894.74 (21 %). Each working day counts with its month’s share, and none before the first day
    • Attainment = actual ÷ target = $5,000 ÷ $13,894.74 = 36 %
    • Working days from 1 Oct 2026 to 31 Dec 2026: 57; 35 up to and with today, 22 left. Weekends are left out.
    • Left out beside weekends: 9 days away
    • Expected by today = full target × ramped days elapsed ÷ all days = $66,000 × 3.25 ÷ 57 = $3,763.16
    • Pace = actual ÷ expected = $5,000 ÷ $3,763.16 = 133 %: ahead
    • Needed a working day = (target − actual) ÷ days left = ($13,894.74 − $5,000) ÷ 22 = $404.31
    • Projection = actual ÷ (elapsed ÷ all), counted from the first day = $5,000 ÷ (13 ÷ 35) = $13,461.54
    The deal it is made of:
    • #1 Acme · $5,000.00 · today
    [Back]"
  `)
  await office.types('gus', '/dealbell member @kim start 2027-02-01')
  await office.types('gus', '/target set @kim 9000 2026-12')
  expect((await office.types('sam', '/progress @kim 2026-12')).text).toContain('of the target of $9,000 nothing is due in this period yet')
})

test('the forecast weighs what is open, and says what it was a week ago', async () => {
  await office.types('sam', '/deal won 38200 Acme on 2026-10-05')
  await office.types('sam', '/deal open 12000 Globex stage negotiation close 2026-12-15')
  await office.types('sam', '/deal open 9999.99 Initech stage proposal close 2027-01-15')
  office.clock.set('2026-11-27T12:00:00Z')
  await office.types('sam', '/deal open 10000 Hooli stage proposal close 2026-12-01')
  await office.types('sam', '/forecast commit 50000 best 61000')
  const report = await office.types('sam', '/progress')
  expect(report.text).toContain('Forecast $52,200 (won + weighted) · commit $50,000 · best case $61,000')
  expect((await office.presses('sam', 'Forecast', report)).text).toContain('Won $38,200 + weighted $14,000 · a week ago $47,200')
  const maths = await office.presses('sam', 'Show the maths', report)
  expect(maths.text).toContain('= $12,000 × 75 % + $10,000 × 50 % = $14,000')
  expect(maths.text).toContain('Forecast = won + weighted = $38,200 + $14,000 = $52,200')
  expect(maths.text).toContain(
    'The 2 open deals it counts on:\n• #4 Hooli · proposal · $10,000 × 50 % = $5,000 · closes 1 Dec 2026\n• #2 Globex · negotiation',
  )
  // Somebody else sees what it is worth, and not whose.
  const seen = await office.presses('kim', 'Show the maths', await office.types('kim', '/progress @sam'))
  expect(seen.text).toContain('• #4 · proposal · $10,000 × 50 % = $5,000')
  expect(seen.text).not.toContain('Hooli')
  office.clock.set('2026-12-02T12:00:00Z')
  expect((await office.types('sam', '/progress')).text).toContain('1 open deal is past its close date')
})

test('the maths of many deals turn their pages, and add up to the report', async () => {
  for (let n = 1; n <= 12; n += 1) await office.types('sam', `/deal won ${n}000 Customer${n}`)
  const first = await office.presses('sam', 'Show the maths', await office.types('sam', '/progress'))
  expect(first.text).toContain('The 12 deals it is made of:')
  const second = await office.presses('sam', 'Next', first)
  expect(second.text).not.toContain('Working days')
  const amounts = [...`${first.text}\n${second.text}`.matchAll(/#\d+ Customer\d+ · \$([\d,]+)\.00/g)].map(([, text = '']) =>
    Number(text.replace(',', '')),
  )
  expect(amounts).toHaveLength(12)
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(78_000)
  expect((await office.presses('sam', 'Previous', second)).text).toContain('Working days')
})

test('a target that was changed says what it was, by whom and why', async () => {
  await office.types('gus', '/target set @sam 60000 this quarter')
  office.clock.set('2026-11-25T12:00:00Z')
  await office.types('gus', '/target set @sam 66000 this quarter because the territory grew')
  const maths = await office.presses('sam', 'Show the maths', await office.types('sam', '/progress'))
  expect(maths.text).toContain(
    '• Target $66,000, set by Gus Berg on 25 Nov 2026\n• 25 Nov 2026: $60,000 → $66,000, by Gus Berg: “the territory grew”',
  )
})

test('what cannot be shown is complained of, and nothing is guessed', async () => {
  expect((await office.types('sam', '/progress Nowhere')).text).toContain('Nowhere')
  expect((await office.types('sam', '/progress team')).text).toContain('You are in no team')
  expect((await office.types('sam', '/progress 2026-Q5')).text).toContain('there is no such period')
  expect((await office.types('sam', '/progress company @kim')).text).toContain('[@kim]')
  await office.types('gus', '/dealbell team add North')
  const north = await office.types('gus', '/progress North')
  await office.types('gus', '/dealbell team remove North')
  expect((await office.presses('gus', 'This month', north)).text).toContain('cannot find whom or what')
})

test('holidays and closing days are nobody’s working days', async () => {
  await office.types('gus', '/dealbell settings holidays NO')
  await office.types('gus', '/target set @sam 65000 this quarter')
  const report = await office.types('sam', '/progress')
  expect(report.text).toContain('$2,167 a working day for 30 days') // one fewer: 25 December
  expect((await office.presses('sam', 'Show the maths', report)).text).toContain(
    ': 65; 35 up to and with today, 30 left. Weekends are left out.\n• Left out beside weekends: 1 holiday or closing day (25 Dec 2026)',
  )
})

test('who does not want to stand on boards is in the sums, and in the list of who leads them alone', async () => {
  await office.types('gus', '/dealbell team add North lead @noor')
  await office.types('gus', '/dealbell team move @sam North')
  await office.types('sam', '/dealbell member me boards off')
  await office.types('sam', '/deal won 5000 Acme')
  const seenBy = async (who: string) => (await office.types(who, '/progress North')).text
  expect(await seenBy('kim')).toContain('$5,000 · no target')
  expect(await seenBy('kim')).not.toContain('Sam Ortiz')
  for (const who of ['sam', 'noor', 'gus']) expect(await seenBy(who)).toContain('• Sam Ortiz · $5,000')
})
