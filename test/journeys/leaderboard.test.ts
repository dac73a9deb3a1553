// Who stands where: the board, its other sides, one's own place, and what a channel sees of it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buttonsOf, type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice() // Wednesday 18 November 2026: 35 of 66 working days of the quarter have begun
})
afterEach(() => office.close())

/** Sam wins three weeks in a row, Kim more of a larger target, Noor little without one. */
async function aQuarter() {
  await office.types('gus', '/target set company 100000 this quarter')
  await office.types('gus', '/target set @sam 40000 this quarter')
  await office.types('gus', '/target set @kim 60000 this quarter')
  for (const line of ['10000 Acme', '5000 Initech on 2026-11-10', '3000 Umbrella on 2026-11-04'])
    await office.types('sam', `/deal won ${line}`)
  await office.types('kim', '/deal won 20000 Globex on 2026-10-06')
  await office.types('noor', '/deal won 2000 Hooli on 2026-10-20')
}

test('the board: all together, then everybody’s place', async () => {
  await aQuarter()
  expect((await office.types('sam', '/leaderboard')).text).toMatchInlineSnapshot(`
    "🏁 The company · Q4 2026 · revenue
    $40,000 · 40 % of the target for Q4 2026, 13 points behind plan
    • 1 Kim Lund · $20,000 · 33 %
    • 2 Sam Ortiz · $18,000 · 45 % · 🔥 3 weeks
    • 3 Noor Haddad · $2,000
    [My position] [By %] [This week] [This month]"
  `)
})

test('how people moved since the period before, and who improved the most', async () => {
  await office.types('kim', '/deal won 7000 Stark on 2026-11-11')
  await office.types('sam', '/deal won 5000 Initech on 2026-11-10')
  await office.types('kim', '/deal won 9000 Globex')
  await office.types('sam', '/deal won 10000 Acme')
  await office.types('noor', '/deal won 100 Hooli')
  expect((await office.types('sam', '/leaderboard this week')).text).toMatchInlineSnapshot(`
    "🏁 The company · week 47 of 2026 · revenue
    $19,100
    • 1 ▲1 Sam Ortiz · $10,000 · 🔥 2 weeks · most improved
    • 2 ▼1 Kim Lund · $9,000 · 🔥 2 weeks
    • 3 (new) Noor Haddad · $100
    [My position] [By %] [This month] [This quarter]"
  `)
})

test('nobody is new where nobody had a target before', async () => {
  await office.types('gus', '/target set @sam 20000 this month')
  await office.types('sam', '/deal won 5000 Initech on 2026-10-10')
  await office.types('sam', '/deal won 10000 Acme')
  expect((await office.types('sam', '/leaderboard by attainment this month')).text).toContain('• 1 Sam Ortiz · $10,000 · 50 %')
})

test('on a team’s board stands what was won for the team, and the share of the target with what was won for another', async () => {
  for (const line of ['team add North', 'team add South', 'team move @sam South']) await office.types('gus', `/dealbell ${line}`)
  await office.types('gus', '/target set @sam 40000 this quarter')
  await office.types('sam', '/deal won 20000 Acme')
  await office.types('gus', '/dealbell team move @sam North')
  await office.types('sam', '/deal won 4000 Globex')
  expect((await office.types('sam', '/leaderboard North')).text).toContain('• 1 Sam Ortiz · $4,000 · 60 %')
  expect((await office.types('sam', '/progress North')).text).toContain('• Sam Ortiz · 60 % · ahead · $24,000')
})

test('by attainment, those without a target come last, and it is said', async () => {
  await aQuarter()
  const board = await office.types('noor', '/leaderboard')
  const byPercent = await office.presses('noor', 'By %', board)
  expect(byPercent.text).toMatchInlineSnapshot(`
    "🏁 The company · Q4 2026 · revenue
    $40,000 · 40 % of the target for Q4 2026, 13 points behind plan
    • 1 Sam Ortiz · $18,000 · 45 % · 🔥 3 weeks
    • 2 Kim Lund · $20,000 · 33 %
    • – Noor Haddad · $2,000
    1 has no target for Q4 2026, and so no place.
    [My position] [By value] [This week] [This month]"
  `)
  expect((await office.types('noor', '/leaderboard by attainment')).text).toBe(byPercent.text)
  expect((await office.presses('noor', 'By value', byPercent)).text).toBe(board.text)
})

test('of a week the percentages are of the quarter’s target', async () => {
  await aQuarter()
  expect((await office.types('sam', '/leaderboard this week')).text).toMatchInlineSnapshot(`
    "🏁 The company · week 47 of 2026 · revenue
    $10,000 · 40 % of the target for Q4 2026, 13 points behind plan
    • 1 = Sam Ortiz · $10,000 · 45 % · 🔥 3 weeks
    Q4 2026: Sam Ortiz 45 % · Kim Lund 33 %
    Percentages are of the target for Q4 2026.
    [My position] [By %] [This month] [This quarter]"
  `)
})

test('people who are level share a place', async () => {
  await office.types('sam', '/deal won 300 Acme')
  await office.types('kim', '/deal won 200 Globex')
  await office.types('noor', '/deal won 200 Hooli')
  await office.types('gus', '/deal won 100 Stark')
  const { text } = await office.types('sam', '/leaderboard')
  expect([...text.matchAll(/^• (\d) (\w+)/gm)].map(([, rank, name]) => `${rank} ${name}`)).toEqual(['1 Sam', '2 Kim', '2 Noor', '4 Gus'])
})

test('one’s own place, the gap to the one above, and what closes it', async () => {
  await aQuarter()
  const board = await office.types('sam', '/leaderboard')
  expect((await office.presses('sam', 'My position', board)).text).toBe(
    'You are number 2 of 3 with $18,000 (45 %), Q4 2026.\nKim Lund is $2,000 ahead.\nA typical deal of yours is $5,000: one closes that gap.',
  )
  expect((await office.presses('kim', 'My position', board)).text).toBe(
    'You are number 1 of 3 with $20,000 (33 %), Q4 2026.\nNobody is ahead of you.',
  )
  expect((await office.presses('gus', 'My position', board)).text).toContain('Nothing of yours counts here yet (Q4 2026)')
  const byPercent = await office.types('kim', '/leaderboard by %')
  // Sam is at 45 %, which of Kim's 60,000 is 27,000.
  expect((await office.presses('kim', 'My position', byPercent)).text).toContain(
    'You are number 2 of 2 with $20,000 (33 %), Q4 2026.\nSam Ortiz is at 45 %: $7,000 more, and you are level.',
  )
  expect((await office.presses('noor', 'My position', byPercent)).text).toContain('but no target for Q4 2026')
})

test('who does not want to stand on boards counts in the line of all, and sees their own place alone', async () => {
  await aQuarter()
  await office.database.client.member.updateMany({ where: { name: 'Kim Lund' }, data: { offBoards: true } })
  await office.database.client.member.updateMany({ where: { name: 'Noor Haddad' }, data: { leftAt: 1n } })
  await office.database.client.workspace.updateMany({ data: { version: { increment: 1 } } })
  const board = await office.types('sam', '/leaderboard')
  expect(board.text).toContain('$40,000 · 40 % of the target')
  expect(board.text).toContain('• 1 Sam Ortiz')
  expect(board.text).not.toMatch(/Kim|Noor/)
  expect((await office.presses('kim', 'My position', board)).text).toContain('number 1 of 2')
  expect((await office.presses('kim', 'My position', board)).text).toContain('Only you see this')
})

test('an empty board says one kind sentence', async () => {
  expect((await office.types('sam', '/leaderboard this week')).text).toContain(
    '$0\nA quiet week 47 of 2026 so far: nobody stands here yet. The next one opens the board.',
  )
})

test('calls have a board too, without money', async () => {
  await office.types('sam', '/log calls 12')
  await office.types('kim', '/log calls 30')
  const board = await office.types('sam', '/leaderboard calls this month')
  expect(board.text).toContain('🏁 The company · November 2026 · calls\n42 calls\n• 1 Kim Lund · 30 calls\n• 2 Sam Ortiz · 12 calls')
  expect((await office.presses('sam', 'My position', board)).text).toContain('with 12 calls, November 2026.\nKim Lund is 18 calls ahead.')
})

test('more than ten are the first ten and how many more', async () => {
  const [{ id: workspaceId }] = (await office.database.client.workspace.findMany({ select: { id: true } })) as [{ id: number }] // there is one
  const people = Array.from({ length: 13 }, (_, index) => ({ name: `Rep ${index + 10}` }))
  for (const { name } of people) {
    const data = { workspaceId, name, foldedWords: ` ${name.toLowerCase()} `, role: 'rep', createdAt: 0n }
    const { id } = await office.database.client.member.create({ data })
    await office.database.client.dayTotal.create({
      data: { workspaceId, memberId: id, metric: 'revenue', day: '2026-11-18', teamId: 0, value: 1000n },
    })
  }
  const { text } = await office.types('sam', '/leaderboard')
  expect(text).toContain('Rep 19')
  expect(text).not.toContain('Rep 20')
  expect(text).toContain('… and 3 more')
})

test('a manager shows the board to the channel, as much of it as the channel is to see', async () => {
  await aQuarter()
  const board = await office.types('gus', '/leaderboard')
  const before = (await office.channel()).length
  expect((await office.presses('gus', 'Post here', board)).text).toBe('✅ The board goes to this channel.')
  expect((await office.channel()).slice(before)).toMatchInlineSnapshot(`
    [
      "🏁 The company · Q4 2026 · revenue
    $40,000 · 40 % of the target for Q4 2026, 13 points behind plan
    • 1 Kim Lund · $20,000 · 33 %
    • 2 Sam Ortiz · $18,000 · 45 % · 🔥 3 weeks
    • 3 Noor Haddad · $2,000
    [My position]",
    ]
  `)
  for (const amounts of ['percent', 'hidden']) {
    await office.database.client.workspace.updateMany({ data: { rules: JSON.stringify({ amounts }), version: { increment: 1 } } })
    await office.presses('gus', 'Post here', await office.types('gus', '/leaderboard'))
    const posted = (await office.channel()).at(-1) ?? ''
    expect(posted).toContain('Kim Lund')
    expect(posted).not.toMatch(/[$]/)
    expect(posted.includes('%')).toBe(amounts === 'percent')
  }
})

test('a rep cannot show it, nor anybody in a direct message', async () => {
  await aQuarter()
  const labels = (told: Awaited<ReturnType<Office['types']>>) => buttonsOf(told).map(({ label }) => label)
  const manager = await office.types('gus', '/leaderboard')
  expect(labels(manager)).toContain('Post here')
  expect(labels(await office.types('sam', '/leaderboard'))).not.toContain('Post here')
  expect(labels(await office.types('gus', '/leaderboard', { place: { channel: 'D1', kind: 'direct' } }))).not.toContain('Post here')
  expect((await office.presses('sam', 'Post here', manager)).text).toContain('Only a lead, a manager or an admin can do that.')
})

test.each([
  ['an order that there is not', '/leaderboard by luck', 'stumbled at [luck]: a board goes by value or by attainment.'],
  ['a team that there is not', '/leaderboard Northwest', 'there is no team called Northwest'],
  ['a period that there is not', '/leaderboard 2026-Q5', 'there is no such period'],
  ['two periods', '/leaderboard this week this month', 'stumbled at [this]'],
])('asking for %s is told what is wrong', async (_, line, problem) => {
  const { text } = await office.types('sam', line)
  expect(text).toContain(problem)
  expect(text).toContain('Try: /leaderboard')
})
