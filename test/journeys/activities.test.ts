// Calls, meetings, demos: logged, corrected, taken back, listed, and what they lead to.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buttonsOf, type Office, openOffice } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice() // Wednesday 18 November 2026
})
afterEach(() => office.close())

test('calls are logged in a line, and seen beside the target', async () => {
  expect((await office.types('sam', '/log calls 12')).text).toMatchInlineSnapshot(`
    "✅ Logged #1: 12 calls · today (week 47)
    12 calls in week 47 of 2026 so far.
    [Undo] [Correct]"
  `)
  await office.types('gus', '/target set @sam 60 calls this month')
  expect((await office.types('sam', '/log calls 25 on monday')).text).toMatchInlineSnapshot(`
    "✅ Logged #2: 25 calls · 16 Nov 2026 (week 47)
    37 of 60 calls in November 2026: 62 %, on track.
    ▓▓▓▓▓▓▓▓▓▓▓▓│░░░░░░░
    [Undo] [Correct]"
  `)
  expect((await office.types('sam', '/log demos 1')).text).toContain('1 demo · today (week 47)\n1 demo in week 47 of 2026 so far.')
})

test('undone, brought back, corrected: every figure follows', async () => {
  const told = await office.types('sam', '/log calls 12')
  const undone = await office.presses('sam', 'Undo', told)
  expect(undone.text).toMatchInlineSnapshot(`
    "↩️ #1 taken back: ~12 calls · today~
    0 calls in week 47 of 2026 so far.
    [Redo]"
  `)
  const back = await office.presses('sam', 'Redo', undone)
  expect(back.text).toContain('#1 counts again: 12 calls · today\n12 calls in week 47')
  const form = await office.presses('sam', 'Correct', back)
  expect(form.text).toMatchInlineSnapshot(`
    "Correct #1
    How many calls: 12
    Day: 2026-11-18"
  `)
  const corrected = await office.fillsIn('sam', form, { count: '15', day: '2026-11-17' })
  expect(corrected.text).toMatchInlineSnapshot(`
    "✏️ #1 corrected: 15 calls · yesterday (was 12 calls · today)
    15 calls in week 47 of 2026 so far.
    [Undo] [Correct]"
  `)
  expect((await office.presses('sam', 'Undo', corrected)).text).toContain('#1 is back to 12 calls · today')
  expect((await office.presses('sam', 'Undo', corrected)).text).toContain(
    '#1 has changed since you saw it: 12 calls · today. Nothing was done.',
  )
  expect((await office.types('sam', '/log undo')).text).toContain('#1 taken back: ~12 calls · today~')
  expect((await office.types('sam', '/log undo #1')).text).toContain('taken back already')
  expect((await office.types('sam', '/log undo')).text).toContain('nothing that you logged')
})

test('a form says at the field what is wrong', async () => {
  const told = await office.types('sam', '/log calls 12')
  const form = await office.presses('sam', 'Correct', told)
  expect((await office.fillsIn('sam', form, { count: '0' })).text).toContain('count: I count from 1 to 100,000.')
  expect((await office.fillsIn('sam', form, { count: 'a dozen' })).text).toContain('count: I expected number here')
  expect((await office.fillsIn('sam', form, { day: '2026-11-19' })).text).toContain('day: 19 Nov 2026 has not come yet')
  expect((await office.fillsIn('sam', form, {})).text).toContain('#1 is as it was: 12 calls')
})

test('a lead logs for the team, a manager for everybody, a rep for nobody else', async () => {
  await office.types('sam', '/progress')
  expect((await office.types('gus', '/log calls 3 for @sam')).text).toContain('Logged #1 for Sam Ortiz: 3 calls')
  expect((await office.types('kim', '/log calls 3 for @sam')).text).toBe(
    'This is about Sam Ortiz. Only they, their lead or a manager can do it.\nNothing was saved. Try: /log calls 12',
  )
  expect((await office.types('kim', '/log undo #1')).text).toContain('Activity #1 is somebody else’s')
  expect((await office.types('kim', '/log list @sam')).text).toContain('This is about Sam Ortiz')
  expect((await office.types('gus', '/log undo')).text).toContain('#1 taken back')
})

test('what was done long ago is named before it is undone', async () => {
  await office.types('sam', '/log calls 12')
  office.clock.set('2026-11-20T12:00:00Z')
  const { text } = await office.types('sam', '/log undo')
  expect(text).toBe(
    'The last activity that you touched was #1, on 18 Nov 2026. If you mean that, say so.\nNothing was saved. Try: /log undo #1',
  )
  expect((await office.types('sam', '/log undo #1')).text).toContain('taken back')
})

test('closed books are a manager’s', async () => {
  expect((await office.types('sam', '/log calls 5 on 2026-09-30')).text).toContain('The books of Q3 2026 are closed.')
  expect((await office.types('gus', '/log calls 5 for @sam on 2026-09-30')).text).toContain(
    'Logged #1 for Sam Ortiz: 5 calls · 30 Sept 2026',
  )
  expect((await office.types('sam', '/log undo #1')).text).toContain('The books of Q3 2026 are closed.')
})

test('a list turns its pages', async () => {
  for (let day = 1; day <= 12; day += 1) await office.types('sam', `/log calls ${day} on 2026-10-${String(day).padStart(2, '0')}`)
  await office.types('sam', '/log meetings 2')
  const first = await office.types('sam', '/log list')
  expect(first.text).toMatchInlineSnapshot(`
    "Sam Ortiz · Q4 2026 · 78 calls · 2 meetings
    • #13 2 meetings · today
    • #12 12 calls · 12 Oct 2026
    • #11 11 calls · 11 Oct 2026
    • #10 10 calls · 10 Oct 2026
    • #9 9 calls · 9 Oct 2026
    • #8 8 calls · 8 Oct 2026
    • #7 7 calls · 7 Oct 2026
    • #6 6 calls · 6 Oct 2026
    • #5 5 calls · 5 Oct 2026
    • #4 4 calls · 4 Oct 2026
    [Older]"
  `)
  const second = await office.presses('sam', 'Older', first)
  expect(second.text).toContain('#3 3 calls · 3 Oct 2026')
  expect(buttonsOf(second).map(({ label }) => label)).toEqual(['Newer'])
  expect((await office.types('gus', '/log list @sam this week')).text).toBe(
    'Sam Ortiz · week 47 of 2026 · 2 meetings\n• #13 2 meetings · today',
  )
  expect((await office.types('kim', '/log list')).text).toBe('Kim Lund has logged nothing in Q4 2026. /log calls 12 is all it takes.')
})

test('ratios say how many calls a meeting and a win take, beside everybody’s', async () => {
  expect((await office.types('sam', '/log ratios')).text).toContain('Nothing was logged here')
  await office.types('sam', '/log calls 240')
  await office.types('sam', '/log meetings 30')
  await office.types('sam', '/log demos 2')
  await office.types('kim', '/log calls 60')
  for (const amount of [100, 200, 300, 400]) await office.types('sam', `/deal won ${amount}`)
  expect((await office.types('sam', '/log ratios')).text).toMatchInlineSnapshot(`
    "Sam Ortiz · Q4 2026 · from activity to win
    calls 240 : meetings 30 : demos 2 : won 4
    • calls → meetings: 8 to 1 (The company: 10)
    • meetings → demos: too few to say (fewer than 3)
    • calls → won: 60 to 1 (The company: 75)
    • meetings → won: 7.5 to 1 (The company: 7.5)
    • demos → won: too few to say (fewer than 3)"
  `)
  expect((await office.types('kim', '/log ratios company this month')).text).toContain('calls → won: 75 to 1')
})

test('the number may come first', async () => {
  expect((await office.types('sam', '/log 12 calls')).text).toContain('Logged #1: 12 calls')
  expect((await office.types('sam', '/log 3 handshakes')).text).toContain('[handshakes]: I do not count this here')
})

test.each([
  [
    'a kind that is not counted',
    '/log handshakes 3',
    'stumbled at [handshakes]: I do not count this here. There is: calls, meetings, demos.',
  ],
  ['nothing', '/log', 'something is missing: activity'],
  ['no number', '/log calls', 'something is missing: number'],
  ['none', '/log calls 0', 'stumbled at [0]: I count from 1 to 100,000.'],
  ['more than anybody could', '/log calls 1000000', 'I count from 1 to 100,000'],
  ['half a call', '/log calls 2.5', 'I expected number here'],
  ['fewer than none', '/log calls -3', 'I expected number here'],
  ['a day to come', '/log calls 3 on 2026-12-01', '1 Dec 2026 has not come yet'],
  ['a day that never was', '/log calls 3 on 31 nov', 'there is no such day'],
  ['for somebody unknown', '/log calls 3 for @nobody', 'I do not know anybody called nobody'],
  ['too many words', '/log calls 3 please', 'I do not know what to do with this'],
  ['undoing what is not there', '/log undo #99', 'There is no activity #99'],
])('logging %s is told what is wrong, and counts nothing', async (_, line, problem) => {
  const { text } = await office.types('sam', line)
  expect(text).toContain(problem)
  expect(text).toContain('Nothing was saved. Try: /log')
  expect((await office.types('sam', '/log list')).text).toContain('has logged nothing')
})

test('kinds of the workspace’s own are logged by their own word, which is none that means something after /log', async () => {
  await office.types('gus', '/dealbell settings activities calls, site visits')
  expect((await office.types('sam', '/log site visits 2')).text).toContain('Logged #1: 2 site visits · today')
  expect((await office.types('sam', '/log demos 1')).text).toContain('There is: calls, site visits.')
  for (const word of ['undo', 'list', 'ratios'])
    expect((await office.types('gus', `/dealbell settings activities calls, ${word}`)).text).toContain('Nothing was saved')
})

test('an admin rebuilds the totals; nobody else does', async () => {
  await office.types('sam', '/log calls 12')
  await office.types('sam', '/deal won 5000 Acme')
  expect((await office.types('sam', '/dealbell rebuild')).text).toContain('Only an admin can do that.')
  expect((await office.types('gus', '/dealbell rebuild')).text).toBe('✅ Every total is what the deals and activities say.')
  await office.database.client.dayTotal.updateMany({ where: { metric: 'calls' }, data: { value: 11n } })
  await office.database.client.companyDayTotal.updateMany({ where: { metric: 'deals' }, data: { value: 7n } })
  expect((await office.types('gus', '/dealbell rebuild')).text).toContain('2 totals differed')
  expect((await office.types('gus', '/dealbell rebuild')).text).toContain('Every total is')
})
