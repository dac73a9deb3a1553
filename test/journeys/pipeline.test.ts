// The pipeline on demand: what each stage holds, how many go on, and what is stuck.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice({ start: '2026-09-01T12:00:00Z' })
})
afterEach(() => office.close())

/** Six deals of Sam's that were leads for ten days; four of them went on, of which two were won. Then two that are open. */
async function aSummer(): Promise<void> {
  for (let n = 1; n <= 6; n += 1) await office.types('sam', `/deal open ${n}000 Customer${n} close 2026-12-15`)
  office.clock.set('2026-09-11T12:00:00Z')
  for (const n of [1, 2, 3, 4]) await office.types('sam', `/deal stage #${n} proposal`)
  for (const n of [5, 6]) await office.types('sam', `/deal lost #${n} price`)
  office.clock.set('2026-09-21T12:00:00Z')
  for (const n of [1, 2]) await office.types('sam', `/deal stage #${n} won`)
  for (const n of [3]) await office.types('sam', `/deal lost #${n} timing`)
  office.clock.set('2026-11-18T12:00:00Z')
  await office.types('sam', '/deal open 8000 Globex close 2026-12-20')
}

test('by stage: how many, what they are worth, how old, how many go on, and since when one is stuck', async () => {
  await aSummer()
  expect((await office.types('sam', '/pipeline')).text).toMatchInlineSnapshot(`
    "Sam Ortiz · pipeline
    2 open deals · $12,000 · weighted $2,800
    • lead 10 % · 1 deal · $8,000 · weighted $800 · 0 days old on average · typically 10 days in it · 67 % go on (4 of 6)
    • qualified 25 % · 0 deals · $0 · weighted $0
    • proposal 50 % · 1 deal · $4,000 · weighted $2,000 · 78 days old on average
    • negotiation 75 % · 0 deals · $0 · weighted $0
    Stuck:
    • #4 Customer4 · $4,000 · proposal for 68 days
    To look at one: /deal show #4
    Too few deals have left qualified, proposal, negotiation to say how many go on.
    Go on: of the deals that left a stage in the last 12 months, those that came to a later one or were won. Typically: the median of the days that deals stood there in the last 6 months.
    [Company]"
  `)
})

test('a period takes what should close in it', async () => {
  await aSummer()
  await office.types('sam', '/deal open 500 Later close 2027-02-01')
  expect((await office.types('sam', '/pipeline this quarter')).text).toContain('Sam Ortiz · Q4 2026 · pipeline\n2 open deals · $12,000')
  expect((await office.types('sam', '/pipeline 2027-Q1')).text).toContain('1 open deal · $500')
  expect((await office.types('sam', '/pipeline 2027-Q2')).text).toContain('Nothing is open here')
})

test('of a pipeline with nothing in it there is nothing to list', async () => {
  expect((await office.types('kim', '/pipeline')).text).toBe(
    'Kim Lund · pipeline\nNothing is open here. /deal open 12000 Globex opens a deal.\n[Company]',
  )
})

test('others see sums and how many are stuck, and no customer; a lead and a manager see the deals', async () => {
  await office.types('gus', '/dealbell team add North lead @noor')
  await office.types('gus', '/dealbell team move @sam North')
  await aSummer()
  const kims = (await office.types('kim', '/pipeline company')).text
  expect(kims).toContain('2 open deals · $12,000')
  expect(kims).toContain('1 more deal of colleagues is stuck')
  expect(kims).not.toContain('Customer')
  expect((await office.types('noor', '/pipeline North')).text).toContain('• #4 Customer4 · $4,000 · proposal for 68 days')
  expect((await office.types('gus', '/pipeline company')).text).toContain('· Sam Ortiz')
  const own = await office.types('sam', '/pipeline')
  const team = await office.presses('sam', 'Team', own)
  expect(team.text).toContain('North · pipeline')
  expect((await office.presses('sam', 'Company', team)).text).toContain('The company · pipeline')
  expect((await office.presses('kim', 'Me', await office.types('kim', '/pipeline company'))).text).toContain(
    'Kim Lund · pipeline\nNothing is open',
  )
})

test('more than ten stuck deals turn their pages', async () => {
  for (let n = 1; n <= 12; n += 1) await office.types('sam', `/deal open ${n}000 Customer${n} close 2026-12-15`)
  office.clock.set('2026-10-01T12:00:00Z')
  const first = await office.types('sam', '/pipeline')
  expect(first.text).toContain('Stuck, 1–10 of 12:')
  const second = await office.presses('sam', 'Next', first)
  expect(second.text).toContain('Stuck, 11–12 of 12:\n• #11 Customer11 · $11,000 · lead for 30 days\n• #12')
  expect((await office.presses('sam', 'Previous', second)).text).toContain('1–10 of 12')
})

test('a stage that the workspace has given up stands under the others, and weighs nothing', async () => {
  await office.types('sam', '/deal open 8000 Globex stage qualified')
  const { id } = (await office.database.client.workspace.findFirst()) ?? { id: 0 }
  const rules = {
    stages: [
      { name: 'lead', probability: 10 },
      { name: 'proposal', probability: 50 },
    ],
  }
  await office.database.client.workspace.update({ where: { id }, data: { rules: JSON.stringify(rules), version: { increment: 1 } } })
  office.clock.set('2026-09-01T12:01:00Z') // copies of a workspace are forgotten by then
  expect((await office.types('sam', '/pipeline')).text).toContain('• qualified (no stage any more) 0 % · 1 deal · $8,000 · weighted $0')
})

test('what cannot be shown is complained of', async () => {
  expect((await office.types('sam', '/pipeline Nowhere')).text).toContain('Nowhere')
  expect((await office.types('sam', '/pipeline team')).text).toContain('You are in no team')
  expect((await office.types('sam', '/pipeline 2026-13')).text).toContain('there is no such period')
  expect((await office.types('sam', '/pipeline @sam company')).text).toContain('stumbled at [company]')
})
