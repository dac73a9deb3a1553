// What a period will bring: won, weighted, and what people promise of it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buttonsOf, type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice() // Wednesday 18 November 2026
})
afterEach(() => office.close())

/** Sam has won 10,000 and two open deals in the quarter. */
async function aQuarter(): Promise<void> {
  await office.types('gus', '/target set @sam 40000 this quarter')
  await office.types('sam', '/deal won 10000 Acme')
  await office.types('sam', '/deal open 12000 Globex stage proposal close 2026-12-15')
  await office.types('sam', '/deal open 4000 Umbrella stage negotiation close 2026-11-20')
}

test('won and weighted by stage, and what was said of it, each beside last week', async () => {
  await aQuarter()
  await office.types('sam', '/forecast commit 20000')
  office.clock.set('2026-11-26T12:00:00Z')
  await office.types('sam', '/deal stage #2 negotiation')
  expect((await office.types('sam', '/forecast commit 22k best 30k')).text).toMatchInlineSnapshot(`
    "✅ Noted for Q4 2026: commit $22,000 · best case $30,000
    Sam Ortiz · Q4 2026 · forecast
    $22,000 against $40,000: 55 %
    Won $10,000 + weighted $12,000 · a week ago $19,000
    • negotiation 75 %: 2 deals, $16,000 → $12,000
    Commit $22,000 · a week ago $20,000
    Best case $30,000 · a week ago –
    1 open deal is past its close date
    [Undo] [Progress] [Company]"
  `)
})

test('saying it again changes what is named and leaves the rest, and every saying can be taken back and brought back', async () => {
  await aQuarter()
  await office.types('sam', '/forecast commit 20000 best 30000')
  const second = await office.types('sam', '/forecast best 35000')
  expect(second.text).toContain('✅ Noted for Q4 2026: commit $20,000 · best case $35,000')
  const undone = await office.presses('sam', 'Undo', second)
  expect(undone.text).toContain('↩️ Back to what stood before for Q4 2026: commit $20,000 · best case $30,000')
  const redone = await office.presses('sam', 'Redo', undone)
  expect(redone.text).toContain('commit $20,000 · best case $35,000')
  expect((await office.presses('sam', 'Undo', second)).text).toContain('It has been changed since')
  expect((await office.types('sam', '/forecast')).text).toContain('Best case $35,000')
  const same = await office.types('sam', '/forecast best 35000')
  expect(same.text).toContain('That is what stands already for Q4 2026')
  expect(buttonsOf(same).map(({ label }) => label)).not.toContain('Undo')
})

test('the same request a second time is answered as the first, and nothing is kept twice', async () => {
  await aQuarter()
  const once = await office.types('sam', '/forecast commit 20000', { requestKey: 'again' })
  expect((await office.types('sam', '/forecast commit 20000', { requestKey: 'again' })).text).toBe(once.text)
  expect(await office.database.client.forecastCall.count()).toBe(1)
})

test('a company’s is what its people say, with how many said it', async () => {
  await aQuarter()
  await office.types('sam', '/forecast commit 20000 best 30000')
  await office.types('kim', '/forecast commit 5000')
  const company = await office.types('gus', '/forecast company')
  expect(company.text).toContain('Commit $25,000 (2 people) · a week ago –\nBest case $30,000 (1 person) · a week ago –')
  expect((await office.presses('gus', 'Me', company)).text).toContain('Gus Berg · Q4 2026 · forecast')
  expect((await office.presses('gus', 'Progress', company)).text).toContain('The company · Q4 2026 · revenue')
  expect((await office.types('gus', '/progress company')).text).toContain('commit $25,000 (2 people) · best case $30,000 (1 person)')
})

test('a team’s counts who is in it now, also in the teams below', async () => {
  await office.types('gus', '/dealbell team add West')
  await office.types('gus', '/dealbell team add North under West')
  await office.types('gus', '/dealbell team move @sam North')
  await aQuarter()
  await office.types('sam', '/forecast commit 20000')
  await office.types('kim', '/forecast commit 5000')
  expect((await office.types('gus', '/forecast West')).text).toContain('Commit $20,000 (1 person)')
  await office.types('gus', '/dealbell team move @sam none')
  expect((await office.types('gus', '/forecast West')).text).not.toContain('Commit')
})

test('another period than the one that runs, a lead for the team, a manager for anybody', async () => {
  await office.types('gus', '/dealbell team add North lead @kim')
  await office.types('gus', '/dealbell team move @sam North')
  await office.types('gus', '/dealbell team move @kim North')
  expect((await office.types('sam', '/forecast commit 12k next month')).text).toContain('✅ Noted for December 2026: commit $12,000')
  expect((await office.types('kim', '/forecast commit 13k next month @sam')).text).toContain('✅ Noted for Sam Ortiz, December 2026')
  expect((await office.types('gus', '/forecast commit 14k best 20k next month @sam')).text).toContain('commit $14,000')
  expect((await office.types('kim', '/forecast commit 1000 @noor')).text).toContain(
    'That is for Noor Haddad, their lead or a manager to say',
  )
})

test('what cannot be is complained of, with a sentence that works, and nothing is kept', async () => {
  const refused = async (line: string, who = 'sam') => (await office.types(who, line)).text
  expect(await refused('/forecast commit 40000 best 30000')).toBe(
    'The best case $30,000 is below the commit $40,000: it cannot be less than what is promised.\nNothing was saved. Try: /forecast commit 40000 best 60000',
  )
  expect(await refused('/forecast commit -5')).toContain('Nothing was saved')
  expect(await refused('/forecast commit €5000')).toContain('Write the amount in USD')
  expect(await refused('/forecast commit')).toContain('something is missing')
  expect(await refused('/forecast commit 5 best')).toContain('Nothing was saved')
  expect(await refused('/forecast commit 5000 company')).toContain('A commit is what one person says')
  expect(await refused('/forecast commit 5000 @sam', 'kim')).toContain('That is for Sam Ortiz, their lead or a manager to say')
  expect(await refused('/forecast commit 5000 2026-10')).toContain('October 2026 is over')
  expect(await refused('/forecast this weak')).toContain('Nothing was saved')
  await office.types('sam', '/forecast commit 20000')
  expect(await refused('/forecast best 10000')).toContain('below the commit $20,000')
  expect(await office.database.client.forecastCall.count()).toBe(1)
})

test('nobody takes back what another said', async () => {
  const said = await office.types('sam', '/forecast commit 20000')
  expect((await office.presses('kim', 'Undo', said)).text).toContain('That is for Sam Ortiz, their lead or a manager to say')
  expect((await office.types('sam', '/forecast')).text).toContain('Commit $20,000')
})
