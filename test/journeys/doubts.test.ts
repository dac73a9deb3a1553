// Integrity without intelligence: what is doubtful is asked before anything is saved, and what is closed needs a manager.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { buttonsOf, type Office, openOffice, type Told } from './office.ts'
import { statementsOf } from './statements-of.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const labels = (told: Told) => buttonsOf(told).map(({ label }) => label)
const revenue = async (who: string, period = '') =>
  /\$[\d,.]+/.exec((await office.types(who, `/progress ${period}`)).text.split('\n')[1] ?? '')?.[0]
/** The last message that somebody got in private. */
async function lastTo(who: string): Promise<Told> {
  const last = (await office.inbox(who)).at(-1)
  if (!last) throw new Error(`${who} was told nothing`)
  return last
}

describe('the same deal twice', () => {
  test('is asked about, with the facts, and logged if it is meant', async () => {
    await office.types('kim', '/deal won 5000 Acme on 2026-11-17')
    const asked = await office.types('sam', '/deal won 5k "ACME"')
    expect(asked.text).toMatchInlineSnapshot(`
      "🤔 Not logged yet: $5,000.00 · ACME · today (Q4 2026, week 47)
      Is it the same as #1? Acme · $5,000 · 17 Nov 2026 · Kim Lund
      [Log it anyway] [Cancel]"
    `)
    expect(await office.channel()).toHaveLength(1)
    expect(await revenue('sam')).toBe('$0')
    const logged = await office.presses('sam', 'Log it anyway', asked)
    expect(logged.text).toContain('✅ Deal #2 won: $5,000.00 · ACME')
    expect(logged.answer).toMatchObject({ replaces: true })
    expect(await office.channel()).toHaveLength(2)
    expect(await revenue('sam')).toBe('$5,000')
    // once, however often somebody presses
    expect((await office.presses('sam', 'Log it anyway', asked)).text).toBe(logged.text)
    expect((await office.presses('sam', 'Cancel', asked)).text).toBe('This is done already.')
    expect(await revenue('sam')).toBe('$5,000')
  })

  test('is not saved when it was not meant', async () => {
    await office.types('sam', '/deal won 5000 Acme')
    const asked = await office.types('sam', '/deal won 5000 Acme')
    expect((await office.presses('sam', 'Cancel', asked)).text).toBe('Cancelled. Nothing was saved.')
    expect((await office.presses('sam', 'Cancel', asked)).text).toContain('cancelled already')
    expect((await office.presses('sam', 'Log it anyway', asked)).text).toContain('cancelled already')
    expect(await revenue('sam')).toBe('$5,000')
    expect((await office.types('sam', '/deal won 1 Globex')).text).toContain('Deal #2 won')
  })

  test('is logged once when both presses come at the same moment, and one of them wins against a cancel', async () => {
    await office.types('sam', '/deal won 5000 Acme')
    const asked = await office.types('sam', '/deal won 5000 Acme')
    const answers = await Promise.all([
      office.presses('sam', 'Log it anyway', asked),
      office.presses('sam', 'Log it anyway', asked),
      office.presses('sam', 'Log it anyway', asked),
    ])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await revenue('sam')).toBe('$10,000')
    const other = await office.types('sam', '/deal won 5000 Acme')
    const [logged, cancelled] = await Promise.all([office.presses('sam', 'Log it anyway', other), office.presses('sam', 'Cancel', other)])
    const done = logged.text.includes('won:')
    expect(cancelled.text).toBe(done ? 'This is done already.' : 'Cancelled. Nothing was saved.')
    expect(await revenue('sam')).toBe(done ? '$15,000' : '$10,000')
  })

  test('is asked about once for a request that is repeated', async () => {
    await office.types('sam', '/deal won 5000 Acme')
    const request = { requestKey: 'twice' }
    const asked = await office.types('sam', '/deal won 5000 Acme', request)
    expect(await office.types('sam', '/deal won 5000 Acme', request)).toEqual(asked)
    const logged = await office.presses('sam', 'Log it anyway', asked)
    expect(logged.text).toContain('Deal #2 won')
  })

  test('is seen among deals that come at the same moment, and different ones go through together', async () => {
    const answers = await Promise.all([
      office.types('sam', '/deal won 5000 Acme'),
      office.types('kim', '/deal won 5000 Acme'),
      office.types('noor', '/deal won 5001 Acme'),
      office.types('kim', '/deal won 5000 Globex'),
    ])
    expect(answers.filter(({ text }) => text.startsWith('✅'))).toHaveLength(3)
    expect(answers.filter(({ text }) => text.startsWith('🤔'))).toHaveLength(1)
  })

  test.each([
    ['another amount', '/deal won 5000.01 Acme'],
    ['another customer', '/deal won 5000 Acme Nord'],
    ['no customer', '/deal won 5000'],
    ['days apart', '/deal won 5000 Acme on 2026-11-13'],
  ])('is not what there is: %s', async (_, typed) => {
    await office.types('sam', '/deal won 5000 Acme on 2026-11-17')
    await office.types('sam', '/deal won 5000')
    expect((await office.types('kim', typed)).text).toContain('✅ Deal #3 won')
  })

  test('that was taken back, or is only open, is none', async () => {
    const echo = await office.types('sam', '/deal won 5000 Acme')
    await office.presses('sam', 'Undo', echo)
    await office.types('sam', '/deal open 5000 Acme')
    const asked = await office.types('sam', '/deal won 5000 Acme')
    expect(asked.text).toContain('✅ Deal #3 won')
  })

  test('is asked about when a deal is corrected to it, or won from the pipeline, but not when its note is', async () => {
    await office.types('sam', '/deal won 5000 Acme')
    await office.types('sam', '/deal won 4000 Acme')
    const asked = await office.types('sam', '/deal edit #2 amount 5000')
    expect(asked.text).toContain('🤔 Deal #2 is as it was. It would become: $5,000.00')
    expect(asked.text).toContain('Is it the same as #1?')
    expect(await revenue('sam')).toBe('$9,000')
    const changed = await office.presses('sam', 'Change it anyway', asked)
    expect(changed.text).toContain('✏️ Deal #2 corrected: $5,000.00')
    expect(await revenue('sam')).toBe('$10,000')
    expect((await office.types('sam', '/deal edit #2 note pilot')).text).toContain('corrected')
    await office.types('sam', '/deal open 5000 Acme')
    const won = await office.types('sam', '/deal stage #3 won')
    expect(won.text).toContain('🤔 Deal #3')
    expect((await office.presses('sam', 'Change it anyway', won)).text).toContain('Deal #3 won')
    expect(await revenue('sam')).toBe('$15,000')
  })

  test('of a deal that has changed since is not changed', async () => {
    await office.types('sam', '/deal won 5000 Acme')
    await office.types('sam', '/deal won 4000 Acme')
    const asked = await office.types('sam', '/deal edit #2 amount 5000')
    await office.types('sam', '/deal edit #2 note pilot')
    expect((await office.presses('sam', 'Change it anyway', asked)).text).toContain('Deal #2 has changed since this was asked')
    expect(await revenue('sam')).toBe('$9,000')
  })

  test('is nobody else’s to answer, and is forgotten after a month', async () => {
    await office.types('sam', '/deal won 5000 Acme')
    const asked = await office.types('sam', '/deal won 5000 Acme')
    expect((await office.presses('kim', 'Log it anyway', asked)).text).toContain('Only who made this change')
    expect((await office.presses('gus', 'Cancel', asked)).text).toContain('Only who made this change')
    await office.stores.pending.forget(asInstant(office.clock.now() + 1))
    expect((await office.presses('sam', 'Log it anyway', asked)).text).toContain('This is too old')
    expect(await revenue('sam')).toBe('$5,000')
  })
})

describe('an amount far above the usual', () => {
  beforeEach(async () => {
    for (const amount of [100, 200, 300, 400]) await office.types('sam', `/deal won ${amount} Acme`)
  })

  test('is asked about once there are five wins to measure it by', async () => {
    expect((await office.types('sam', '/deal won 90000 Umbrella')).text).toContain('✅ Deal #5 won')
    const asked = await office.types('sam', '/deal won 3000 Globex')
    expect(asked.text).toContain('$3,000 is 10 times your typical deal, $300.')
    expect(labels(asked)).toEqual(['Log it anyway', 'Cancel'])
    expect((await office.types('sam', '/deal won 2999 Globex')).text).toContain('Deal #6 won')
    expect((await office.types('gus', '/deal won 9000 Initech for @sam')).text).toMatch(/times a typical deal of Sam Ortiz/)
    expect((await office.presses('sam', 'Log it anyway', asked)).text).toContain('Deal #7 won')
  })

  test('is not asked about where the rule is off', async () => {
    await office.types('sam', '/deal won 500 Umbrella')
    await office.types('gus', '/dealbell settings outlier-times 0')
    expect((await office.types('sam', '/deal won 90000 Globex')).text).toContain('Deal #6 won')
  })
})

describe('a closed period', () => {
  test('takes a manager, who allows it in private: it is logged in the rep’s name, and everybody hears of it', async () => {
    await office.types('gus', '/dealbell member @kim role manager')
    const asked = await office.types('sam', '/deal won 5000 Acme on 2026-09-28')
    expect(asked.text).toMatchInlineSnapshot(`
      "🤔 Not logged yet: $5,000.00 · Acme · 28 Sept 2026 (Q3 2026, week 40)
      Q3 2026 was closed on 5 Oct 2026: a manager has to allow it.
      [Ask a manager] [Cancel]"
    `)
    const sent = await office.presses('sam', 'Ask a manager', asked)
    expect(sent.text).toMatchInlineSnapshot(`
      "✉️ I asked Gus Berg, Kim Lund. You will hear from me; nothing is saved until then.
      [Take the request back]"
    `)
    await office.presses('sam', 'Ask a manager', asked)
    expect(await office.inbox('gus')).toHaveLength(1)
    const request = await lastTo('gus')
    expect(request.text).toMatchInlineSnapshot(`
      "✋ Sam Ortiz asks to log a win in a closed period:
      $5,000.00 · Acme · 28 Sept 2026 (Q3 2026)
      [Approve] [Decline]"
    `)
    const toKim = await lastTo('kim')
    const approved = await office.presses('gus', 'Approve', request)
    expect(approved.text).toContain('✅ Approved by Gus Berg.')
    expect(labels(approved)).toEqual([])
    expect((await lastTo('kim')).text).toContain('✅ Approved by Gus Berg.')
    expect((await lastTo('sam')).text).toMatchInlineSnapshot(`
      "✅ Gus Berg approved what you asked for. It is saved:
      $5,000.00 · Acme · 28 Sept 2026 (Q3 2026)"
    `)
    expect((await office.channel())[0]).toContain('🔔 Sam Ortiz closed Acme')
    expect(await revenue('sam', 'Q3 2026')).toBe('$5,000')
    const [event] = await office.stores.deals.events(workspaceId, asId(1))
    const [gus, sam] = [await idOf('gus'), await idOf('sam')]
    expect(event).toMatchObject({ by: sam, approvedBy: gus })
    // once: pressed again, and by the other manager
    expect((await office.presses('gus', 'Approve', request)).text).toBe(approved.text)
    expect((await office.presses('kim', 'Approve', toKim)).text).toContain('✅ Approved by Gus Berg.')
    expect((await office.presses('kim', 'Decline', toKim)).text).toContain('✅ Approved by Gus Berg.')
    expect((await office.presses('sam', 'Take the request back', sent)).text).toBe('This is done already.')
    expect(await revenue('sam', 'Q3 2026')).toBe('$5,000')
  })

  test('is declined, or the request is taken back: nothing is saved', async () => {
    await office.types('gus', '/dealbell member @kim role manager')
    const ask = async (line: string) => office.presses('sam', 'Ask a manager', await office.types('sam', line))
    await ask('/deal won 5000 Acme on 2026-09-28')
    const [gus, kim] = [await lastTo('gus'), await lastTo('kim')]
    expect((await office.presses('gus', 'Decline', gus)).text).toContain('🚫 Declined by Gus Berg.')
    expect((await lastTo('kim')).text).toContain('🚫 Declined by Gus Berg.')
    expect((await lastTo('sam')).text).toContain('🚫 Gus Berg declined what you asked for. Nothing was saved:')
    expect((await office.presses('kim', 'Approve', kim)).text).toContain('Declined by Gus Berg')
    const sent = await ask('/deal won 6000 Acme on 2026-09-28')
    const second = await lastTo('gus')
    expect((await office.presses('sam', 'Take the request back', sent)).text).toBe('Cancelled. Nothing was saved.')
    expect((await lastTo('gus')).text).toContain('Sam Ortiz took the request back.')
    expect((await office.presses('gus', 'Approve', second)).text).toContain('took the request back')
    expect(await revenue('sam', 'Q3 2026')).toBe('$0')
    expect(await office.channel()).toEqual([])
  })

  test('is settled once when two managers press at the same moment', async () => {
    await office.types('gus', '/dealbell member @kim role manager')
    await office.presses('sam', 'Ask a manager', await office.types('sam', '/deal won 5000 Acme on 2026-09-28'))
    const [toGus, toKim] = [await lastTo('gus'), await lastTo('kim')]
    const [gus, kim] = await Promise.all([office.presses('gus', 'Approve', toGus), office.presses('kim', 'Approve', toKim)])
    const by = /Approved by (.*)\./.exec(gus.text)?.[1]
    expect(kim.text).toContain(`Approved by ${by}.`)
    expect(await revenue('sam', 'Q3 2026')).toBe('$5,000')
    await office.presses('noor', 'Ask a manager', await office.types('noor', '/deal won 700 Globex on 2026-09-28'))
    const [again, other] = [await lastTo('gus'), await lastTo('kim')]
    const [approve, decline] = await Promise.all([office.presses('gus', 'Approve', again), office.presses('kim', 'Decline', other)])
    const saved = approve.text.includes('Approved')
    expect(decline.text).toContain(saved ? 'Approved by Gus Berg.' : 'Declined by Kim Lund.')
    expect(await revenue('noor', 'Q3 2026')).toBe(saved ? '$700' : '$0')
  })

  test('is confirmed by a manager for themselves', async () => {
    const asked = await office.types('gus', '/deal won 5000 Acme for @sam on 2026-09-28')
    expect(asked.text).toContain('Q3 2026 was closed on 5 Oct 2026. The change would stand under your name.')
    expect((await office.presses('gus', 'Log it anyway', asked)).text).toContain('Deal #1 won for Sam Ortiz')
  })

  test('is open to everybody in its days of grace, and in workspaces that close nothing', async () => {
    await office.types('gus', '/dealbell settings closing never')
    expect((await office.types('sam', '/deal won 5000 Acme on 2026-09-28')).text).toContain('Deal #1 won')
    await office.types('gus', '/dealbell settings closing quarter')
    await office.types('gus', '/dealbell settings closing-grace 60')
    expect((await office.types('sam', '/deal won 5000 Globex on 2026-09-28')).text).toContain('Deal #2 won')
  })

  test('guards what counts in it against undo, edit, split and a change of the day, but not its notes', async () => {
    const logged = await office.presses('gus', 'Log it anyway', await office.types('gus', '/deal won 5000 Acme for @sam on 2026-09-28'))
    await office.types('sam', '/deal won 100 Globex')
    for (const line of ['/deal undo #1', '/deal edit #1 amount 6000', '/deal split #1 @kim 30%', '/deal edit #2 on 2026-09-30']) {
      const asked = await office.types('sam', line)
      expect(asked.text, line).toContain('Q3 2026 was closed on 5 Oct 2026: a manager has to allow it.')
      expect(labels(asked), line).toEqual(['Ask a manager', 'Cancel'])
    }
    expect((await office.presses('sam', 'Undo', logged)).text).toContain('a manager has to allow it')
    expect((await office.types('sam', '/deal edit #1 note pilot')).text).toContain('✏️ Deal #1 corrected')
    expect(await revenue('sam', 'Q3 2026')).toBe('$5,000')
    expect(await revenue('sam')).toBe('$100')
  })

  test('is changed with a manager’s yes, and back again: every figure is restored', async () => {
    await office.presses('gus', 'Log it anyway', await office.types('gus', '/deal won 5000 Acme for @sam on 2026-09-28'))
    await office.presses('sam', 'Ask a manager', await office.types('sam', '/deal edit #1 amount 6000'))
    const request = await lastTo('gus')
    expect(request.text).toMatchInlineSnapshot(`
      "✋ Sam Ortiz asks to change deal #1 in a closed period:
      • is: $5,000.00 · Acme · 28 Sept 2026 (Q3 2026)
      • becomes: $6,000.00 · Acme · 28 Sept 2026 (Q3 2026)
      [Approve] [Decline]"
    `)
    await office.presses('gus', 'Approve', request)
    expect(await revenue('sam', 'Q3 2026')).toBe('$6,000')
    await office.presses('sam', 'Ask a manager', await office.types('sam', '/deal undo #1'))
    await office.presses('gus', 'Approve', await lastTo('gus'))
    expect(await revenue('sam', 'Q3 2026')).toBe('$5,000')
    expect(await office.stores.deals.rebuildTotals(workspaceId)).toBe(0)
  })

  test('is nobody’s to open where there is no manager to ask, and no rep’s to approve', async () => {
    const asked = await office.types('sam', '/deal won 5000 Acme on 2026-09-28')
    const sent = await office.presses('sam', 'Ask a manager', asked)
    expect(sent.text).toContain('I asked Gus Berg')
    const request = await lastTo('gus')
    expect((await office.presses('kim', 'Approve', request)).text).toContain('Only a manager or an admin')
    await office.database.client.member.updateMany({ where: { role: 'admin' }, data: { leftAt: 1n } })
    const again = await office.types('sam', '/deal won 6000 Acme on 2026-09-28')
    expect((await office.presses('sam', 'Ask a manager', again)).text).toContain('There is no manager here')
  })

  test('is not called saved when the database could not write it, however long ago that was', async () => {
    await office.presses('sam', 'Ask a manager', await office.types('sam', '/deal won 5000 Acme on 2026-09-28'))
    const request = await lastTo('gus')
    const sql = (text: string) => office.database.client.$executeRawUnsafe(text)
    await sql(`CREATE TRIGGER "full" BEFORE INSERT ON "DealEvent" BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    expect((await office.presses('gus', 'Approve', request)).text).toContain('Something went wrong')
    await sql('DROP TRIGGER "full"')
    expect((await lastTo('gus')).text).toContain('[Approve] [Decline]')
    office.clock.advance(24 * 3_600_000)
    expect((await office.presses('gus', 'Approve', request)).text).toContain('✅ Approved by Gus Berg.')
    expect(await revenue('sam', 'Q3 2026')).toBe('$5,000')
    expect((await lastTo('sam')).text).toContain('It is saved')
  })

  test('takes a late win for the team that its owner is in by then, where the one they were in was removed', async () => {
    for (const line of ['add South', 'add North', 'move @sam South']) await office.types('gus', `/dealbell team ${line}`)
    await office.presses('sam', 'Ask a manager', await office.types('sam', '/deal won 5000 Acme on 2026-09-28'))
    await office.types('gus', '/dealbell team move @sam North')
    expect((await office.types('gus', '/dealbell team remove South')).text).toContain('South')
    await office.presses('gus', 'Approve', await lastTo('gus'))
    expect((await office.types('gus', '/progress North Q3 2026')).text).toContain('$5,000')
  })

  test('of somebody who has left is put right by a manager', async () => {
    await office.presses('gus', 'Log it anyway', await office.types('gus', '/deal won 5000 Acme for @sam on 2026-09-28'))
    await office.types('gus', '/dealbell member @sam left')
    const asked = await office.types('gus', '/deal edit #1 amount 6000')
    expect((await office.presses('gus', 'Change it anyway', asked)).text).toContain('Deal #1 corrected: $6,000.00')
  })

  test('of somebody who left meanwhile stays as it was', async () => {
    await office.presses('sam', 'Ask a manager', await office.types('sam', '/deal won 5000 Acme on 2026-09-28'))
    await office.database.client.member.updateMany({ where: { name: 'Sam Ortiz' }, data: { leftAt: 1n } })
    expect((await office.presses('gus', 'Approve', await lastTo('gus'))).text).toContain('Sam Ortiz is no longer here')
    expect(await revenue('gus', '@sam Q3 2026')).not.toBe('$5,000')
  })
})

test('a win goes to the database twice, to read and to write, whatever is watched over', async () => {
  for (let n = 1; n <= 6; n += 1) await office.types('sam', `/deal won 10${n} Customer${n}`)
  const asked = statementsOf(office)
  await office.types('sam', '/deal won 999 Globex')
  expect(asked.splice(0)).toEqual(['ledger find', 'all or nothing'])
  await office.types('sam', '/deal won 999 Globex')
  expect(asked).toEqual(['ledger find', 'Pending.create'])
})

/** The first workspace of the office's database. */
const workspaceId = asId<WorkspaceId>(1)
const idOf = async (handle: string) => (await office.database.client.identity.findFirst({ where: { handle } }))?.memberId
