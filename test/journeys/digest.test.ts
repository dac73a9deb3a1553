// The digest on Friday: who gets one, what it says, the file behind it, and who may look behind the numbers.
import { expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

const friday = '2026-11-20T16:00:00Z' // 17:00 in Oslo

/** North with Kim as lead and Sam and Noor in it; Gus looks after the company. */
async function teams(office: Office) {
  for (const who of ['sam', 'kim', 'noor']) await office.types(who, '/progress')
  for (const line of [
    'team add North',
    'team move @sam North',
    'team move @noor North',
    'team move @kim North',
    'team lead North @kim',
    'team add South',
  ])
    await office.types('gus', `/dealbell ${line}`)
}

async function aQuarter(office: Office) {
  await teams(office)
  for (const line of ['company 100000', 'North 90000', '@sam 40000', '@noor 20000', '@kim 30000'])
    await office.types('gus', `/target set ${line} this quarter`)
  await office.types('sam', '/deal won 5000 Acme')
  await office.types('sam', '/deal won 1000 Hooli on 2026-10-05')
  await office.types('noor', '/deal won 12000 Globex on 2026-10-20')
  await office.types('kim', '/deal won 18000 Initech on 2026-11-03')
  await office.types('sam', '/deal open 8000 Umbrella stage proposal close 2026-12-10')
  await office.types('sam', '/deal open 3000 Stark close 2026-11-19')
  await office.types('noor', '/deal open 2000 Wonka stage lead close 2026-12-01')
}

officeOnEach((opened) => {
  test('comes to everybody in charge on Friday at five, words first and then the file, once', async () => {
    const office = opened()
    await aQuarter(office)
    await office.comes(friday)
    await office.comes('2026-11-20T16:01:00Z')
    const [words, file, ...more] = await office.direct('gus')
    expect(more).toEqual([])
    expect(words?.text).toMatchInlineSnapshot(`
      "Week 47 for Gus Berg · 2 teams · 3 reps
      Q4 2026: $36,000 of $100,000 · 36 % · at risk · forecast $40,500 (last week $0)
      This week: $5,000
      Ahead 2 · on track 0 · behind 0 · at risk 1
      By rep: Kim Lund 60 % · Noor Haddad 60 % · Sam Ortiz 15 %
      • North · $36,000 · 40 % · at risk
      • South · $0
      Talk to:
      • Sam Ortiz (15 %): too few data to say why
      Clean up: 1 deal past its close date (Sam Ortiz 1)
      [1:1 agendas] [Show the maths]"
    `)
    expect(file?.text).toMatchInlineSnapshot(`
      "📎 Week 47, rep by rep.
      📎 digest-week-47.csv"
    `)
    expect(file?.file).toMatchInlineSnapshot(`
      "﻿team,rep,period,currency,won,target,attainment,pace,forecast,open_weighted,late_deals,last_update,working_days_13_weeks,win_rate_13_weeks,median_deal_13_weeks,median_cycle_days_13_weeks,calls_13_weeks,meetings_13_weeks,demos_13_weeks
      North,Kim Lund,2026-10-01..2026-11-20,USD,18000.00,30000.00,0.600,ahead,18000.00,0.00,0,2026-11-18,65,1.000,18000.00,,0,0,0
      North,Noor Haddad,2026-10-01..2026-11-20,USD,12000.00,20000.00,0.600,ahead,12200.00,200.00,0,2026-11-18,65,1.000,12000.00,,0,0,0
      North,Sam Ortiz,2026-10-01..2026-11-20,USD,6000.00,40000.00,0.150,at-risk,10300.00,4300.00,1,2026-11-18,65,1.000,1000.00,,0,0,0
      "
    `)
    const kims = await office.direct('kim')
    expect(kims).toHaveLength(2)
    expect(kims[0]?.text).toMatchInlineSnapshot(`
      "Week 47 for Kim Lund · 1 team · 2 reps
      Q4 2026: $36,000 of $90,000 · 40 % · at risk · forecast $40,500 (last week $0)
      This week: $5,000
      Ahead 1 · on track 0 · behind 0 · at risk 1
      By rep: Noor Haddad 60 % · Sam Ortiz 15 %
      Talk to:
      • Sam Ortiz (15 %): too few data to say why
      Clean up: 1 deal past its close date (Sam Ortiz 1)
      [1:1 agendas] [Show the maths]"
    `)
    expect(await office.direct('sam')).toEqual([])
  })
})

test('who leads nobody gets none, and nothing behind the numbers', async () => {
  const office = await openOffice()
  await aQuarter(office)
  await office.comes(friday)
  const [words] = (await office.inbox('gus')).slice(0, 1)
  if (!words) throw new Error('Gus got no digest')
  const maths = await office.presses('gus', 'Show the maths', words)
  expect(maths.text).toMatchInlineSnapshot(`
    "Behind week 47: who is behind plan, and why
    Sam Ortiz: too few data to say why
    • Pace = actual ÷ expected = $6,000 ÷ $22,424.24 = 27 %: at risk
    From 22 Aug 2026 to 20 Nov 2026, against the year before and the median of the team’s others. A shortfall counts from 20 % on and outside the 95 % interval; fewer than 10 decided deals, 6 wins or 20 expected activities tell nothing."
  `)
  expect((await office.presses('gus', '1:1 agendas', words)).text).toContain('[Kim Lund]')
  const value = '2026-11-20:0'
  // Whatever is sent, somebody sees only those whom they look after themselves: a rep nobody, a lead their team.
  expect((await office.forges('sam', { action: 'show-digest-maths', value })).text).toContain('You lead nobody now')
  expect((await office.forges('kim', { action: 'show-digest-maths', value })).text).toContain('Sam Ortiz')
  const other = await openOffice({ beside: { office, installation: 'OTHER' } })
  expect((await other.forges('gus', { action: 'show-digest-maths', value })).text).toContain('You lead nobody now')
  for (const day of ['2026-11-21', '2024-01-01', '9999-12-31'])
    expect((await office.forges('gus', { action: 'show-digest-maths', value: `${day}:0` })).text).toContain('not looked up')
  expect((await office.forges('gus', { action: 'show-digest-maths', value: '2026-11-20' })).text).toContain('button')

  // Kim does not lead any more: what was still to be sent is dropped, and the button says so.
  await office.types('gus', '/dealbell team lead North @gus')
  expect((await office.forges('kim', { action: 'show-digest-maths', value })).text).toContain('You lead nobody now')
  await other.close()
  await office.close()
})

test('a manager with nobody to lead gets no digest', async () => {
  const office = await openOffice()
  await office.comes(friday)
  expect(await office.inbox('gus')).toEqual([])
  await office.close()
})

test('attainment is of the period in which most have a target', async () => {
  const office = await openOffice()
  await teams(office)
  await office.types('gus', '/target set company 100000 this quarter')
  for (const who of ['@sam', '@noor']) await office.types('gus', `/target set ${who} 10000 this month`)
  await office.types('sam', '/deal won 5000 Acme')
  await office.comes(friday)
  const text = (await office.direct('gus'))[0]?.text ?? ''
  expect(text).toContain('November 2026: $5,000 won')
  expect(text).toContain('• Noor Haddad (0')
  expect(text).not.toContain('No revenue target: Sam')
  await office.close()
})

test('what is made up for on Monday is as of Friday', async () => {
  const office = await openOffice()
  await aQuarter(office)
  office.clock.set('2026-11-21T10:00:00Z')
  await office.types('sam', '/deal won 9000 Saturday')
  await office.types('noor', '/deal open 100000 Large stage negotiation close 2026-12-01')
  await office.comes('2026-11-23T06:00:00Z')
  const [words] = await office.direct('gus')
  expect(words?.text).toContain('Week 47 for Gus Berg')
  // What it says is what it would have said on Friday: neither the deal of Saturday nor the one that was opened then is in it.
  expect(words?.text.replaceAll('\u00a0', ' ')).toContain('$36,000 of $100,000 · 36 % · at risk · forecast $40,500 (last week $0)')
  expect(words?.text).toContain('This week: $5,000')
  await office.types('kim', '/deal won 700 Tyrell')
  await office.comes('2026-11-27T16:00:00Z')
  // What a lead wins herself is her team's too.
  expect((await office.direct('kim')).find(({ text }) => text.includes('Week 48'))?.text).toContain('This week: $700')
  expect((await office.direct('gus')).some(({ text }) => text.includes('Week 48 for Gus Berg'))).toBe(true)
  await office.close()
})

test('set to Mondays it tells the week that ended, its weekend too', async () => {
  const office = await openOffice()
  await aQuarter(office)
  await office.types('gus', '/dealbell schedule digest mon 08:00')
  office.clock.set('2026-11-21T10:00:00Z')
  await office.types('sam', '/deal won 9000 Saturday')
  office.clock.set('2026-11-23T06:30:00Z')
  await office.types('sam', '/deal won 400 Early')
  await office.comes('2026-11-23T07:00:00Z')
  const words = (await office.direct('gus')).find(({ text }) => text.includes('for Gus Berg'))?.text
  expect(words).toContain('Week 47')
  expect(words).toContain('This week: $14,000')
  await office.close()
})
