// The digest of a Friday in the public CRM data: words and file against figures that plain code takes from the raw file.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buttonsOf, type Office, openOffice } from './office.ts'
import { agents, closed, daysFrom, dollarsBy, dollarsOf, exportUpTo, people, squads, weekdayOf, wonIn } from './quarter-figures.ts'

const friday = '2017-11-17'
const [first, last] = ['2017-10-01', '2017-12-31']
/** Thirteen weeks that end on the Friday. */
const since = '2017-08-19'
const holidays = ['2017-10-09', '2017-11-11', '2017-11-23', '2017-12-25']
const workedIn = (from: string, to: string) => daysFrom(from, to).filter((day) => weekdayOf(day) < 6 && !holidays.includes(day)).length
const due = workedIn(first, friday) / workedIn(first, last)
const before = new Map(dollarsBy('2017-07-01', '2017-09-30'))
const targetOf = (agent: string): number => Math.max(40_000, before.get(agent) ?? 0)
const wonBy = (agent: string) => dollarsOf(wonIn(first, friday).filter((win) => win.agent === agent))
const paceOf = (agent: string) => {
  const reached = wonBy(agent) / (targetOf(agent) * due)
  return reached >= 1.05 ? 'ahead' : reached >= 0.95 ? 'on-track' : reached >= 0.75 ? 'behind' : 'at-risk'
}
/** The middle one, of two the smaller. */
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000
const dollars = (amount: number) => `$${amount.toLocaleString('en')}`

let office: Office
let words: string
let file: readonly Readonly<Record<string, string>>[]
let squadOf: Map<string, string>

beforeAll(async () => {
  office = await openOffice({ start: '2017-11-17T12:00:00Z', setUp: false })
  await office.types('gus', '/dealbell setup currency USD timezone America/New_York holidays US')
  for (const [kind, content] of [
    ['people', people()],
    ['deals', exportUpTo(friday)],
  ]) {
    office.given.set(`${kind}.csv`, content ?? '')
    const tried = await office.types('gus', `/dealbell import ${kind} ${kind}.csv`)
    await office.presses('gus', buttonsOf(tried).find(({ label }) => label.startsWith('Import'))?.label ?? '', tried)
  }
  for (const agent of agents) await office.types('gus', `/target set "${agent}" ${targetOf(agent)} 2017-Q4`)
  await office.types('gus', '/target set company 3000000 2017-Q4')
  await office.comes('2017-11-17T22:00:00Z')
  const [told, attached] = (await office.direct('gus')).filter(({ text }) => text.includes('eek 46'))
  if (!told || attached?.file === undefined) throw new Error('There is no digest')
  words = told.text.replaceAll('\u00a0', ' ')
  const [header = [], ...rows] = attached.file
    .slice(1)
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  file = rows.map((row) => Object.fromEntries(row.map((cell, index) => [header[index] ?? '', cell])))
  squadOf = squads()
}, 120_000)
afterAll(() => office.close())

test('the file has what each agent won, reached, and typically wins', () => {
  // There are reps who sold nothing; the leads, who do not sell, are not among them.
  const others = file.filter(({ rep }) => !agents.includes(rep ?? ''))
  expect(others.map(({ rep }) => rep).sort()).toEqual([
    'Carl Lin',
    'Carol Thompson',
    'Elizabeth Anderson',
    'Mei-Mei Johns',
    'Natalya Ivanova',
  ])
  expect(new Set(others.map(({ won, target, pace }) => `${won} ${target} ${pace}`))).toEqual(new Set(['0.00  no-target']))
  const sellers = file.filter(({ rep }) => agents.includes(rep ?? ''))
  expect(sellers).toHaveLength(agents.length)
  for (const row of sellers) {
    const agent = row.rep ?? ''
    const theirs = closed(since, friday).filter((deal) => deal.agent === agent)
    const won = theirs.filter((deal) => deal.won)
    const all = wonBy(agent)
    expect(row).toMatchObject({
      team: squadOf.get(agent),
      won: all.toFixed(2),
      target: targetOf(agent).toFixed(2),
      attainment: (all / targetOf(agent)).toFixed(3),
      pace: paceOf(agent),
      win_rate_13_weeks: (won.length / theirs.length).toFixed(3),
      median_deal_13_weeks: median(won.map((deal) => deal.dollars))?.toFixed(2),
      median_cycle_days_13_weeks: String(median(won.map((deal) => days(deal.engaged, deal.day)))),
    })
  }
})

test('the words have the whole, the week, the paces, the teams and the losses', () => {
  const total = dollarsOf(wonIn(first, friday))
  expect(words).toContain(`Q4 2017: ${dollars(total)} of $3,000,000`)
  expect(words).toContain(`This week: ${dollars(dollarsOf(wonIn('2017-11-13', friday)))}`)
  const count = (pace: string) => agents.filter((agent) => paceOf(agent) === pace).length
  expect(words).toContain(
    `Ahead ${count('ahead')} · on track ${count('on-track')} · behind ${count('behind')} · at risk ${count('at-risk')}`,
  )
  for (const squad of new Set(squadOf.values())) {
    const won = agents.filter((agent) => squadOf.get(agent) === squad).reduce((sum, agent) => sum + wonBy(agent), 0)
    expect(words).toContain(`${squad} · ${dollars(won)}`)
  }
  const lost = closed(since, friday).filter((deal) => !deal.won).length
  expect(words).toContain(`${lost.toLocaleString('en')} losses in 13 weeks, no reason given`)
})
