// The meeting agenda over three Mondays: what it says, what people put on it, and how a meeting is run through its buttons.
import { expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { buttonsOf, type Office, type Told } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

const north = { channel: 'C3NORTH', kind: 'channel' } as const

/** Kim leads North, where Sam and Noor are; it has a channel. Kim Novak leads South, which has none. */
async function furnish(office: Office) {
  for (const line of [
    '/dealbell team add North lead @kim',
    '/dealbell team add South lead @kim2',
    '/dealbell team move @kim North',
    '/dealbell team move @sam North',
    '/dealbell team move @noor North',
    '/dealbell team move @kim2 South',
  ])
    await office.types('gus', line)
  await office.types('gus', '/dealbell team channel North here', { place: north })
  await office.types('gus', '/target set North 66000 this quarter')
}

/** What stands in North's channel, oldest first, with the buttons of each. */
async function inNorth(office: Office): Promise<readonly Told[]> {
  await office.channel()
  const to = destination({ platform: 'terminal', id: 'OFFICE' }, north.channel)
  return office.messenger
    .standing(to)
    .map(({ message, text }) => ({ text: text.replaceAll('\u00a0', ' '), answer: { kind: 'message', message, replaces: false } }))
}

async function agenda(office: Office, at = -1): Promise<Told> {
  const found = (await inNorth(office)).filter(({ text }) => /^(📋|▶️|☑️)/u.test(text)).at(at)
  if (!found) throw new Error('No agenda was posted')
  return found
}

/** Presses the button of an action whose value ends in something. */
async function presses(office: Office, who: string, action: string, under: Told, ending = '') {
  const button = buttonsOf(under).find((one) => one.action === action && one.value.endsWith(ending))
  if (!button) throw new Error(`No ${action} ${ending} under ${under.text}`)
  return office.forges(who, { action, value: button.value })
}

/** What somebody was told alone of actions that others gave them. */
const words = async (office: Office, who: string) =>
  (await office.inbox(who)).map(({ text }) => text).filter((text) => text.startsWith('☐'))

officeOnEach((opened) => {
  test('on Monday a team is told what changed, in its own channel', async () => {
    const office = opened()
    await furnish(office)
    await office.types('sam', '/deal won 5000 Acme on 2026-11-17')
    await office.types('kim', '/deal won 9000 Hooli')
    await office.types('noor', '/deal open 12000 Globex stage proposal close 2026-11-26')
    await office.types('noor', '/deal open 3000 Initech stage proposal close 2026-11-20')
    await office.types('noor', '/deal open 4000 Wonka stage lead close 2026-11-19')
    await office.types('noor', '/deal edit #5 close 2026-12-04')
    await office.types('sam', '/deal open 700 Stark')
    await office.types('sam', '/deal lost #6 price')
    await office.types('kim2', '/deal won 77000 Southern')
    await office.types('noor', '/agenda add how we price the pilot', { place: north })
    await office.types('kim', '/agenda action @noor pricing sheet by 2026-11-20', { place: north })
    await office.comes('2026-11-23T07:30:00Z')
    await office.comes('2026-11-23T07:31:00Z')
    expect((await inNorth(office)).map(({ text }) => text).join('\n---\n')).toMatchInlineSnapshot(`
      "📋 North · Mon 23 Nov, 09:30, 45 min
      1 Score (6 min)  $14,000 of $66,000 for Q4 2026, 21 % · last week $14,000, plan was $5,000
      2 Wins (11 min)  2 wins, $14,000: Kim Lund: Hooli $9,000 (Kim Lund tells how) · Sam Ortiz: Acme $5,000
      3 Closing (11 min)
      Globex $12,000 Thu 26 Nov
      2 slipped, $7,000: Wonka $4,000 Thu 19 Nov → Fri 4 Dec · Initech $3,000 was due Fri 20 Nov
      4 Lost (6 min)  1 deal, $700: price 1
      5 Open actions (6 min)
      • ☐ 2 Noor Haddad: pricing sheet (due Fri 20 Nov, 3 days late)
      6 Topics (5 min)
      • 1 how we price the pilot (Noor Haddad)
      [Start] [Add topic] [Change order] [Skip this week]"
    `)
    expect((await office.channel()).join('\n')).not.toContain('📋')
  })

  test('a meeting from Start to its end, and what is open flows into the next one, three Mondays long', async () => {
    const office = opened()
    await furnish(office)
    await office.types('sam', '/deal won 5000 Acme')
    await office.types('noor', '/deal won 9000 Hooli')
    await office.types('noor', '/agenda add how we price the pilot', { place: north })
    await office.types('kim', '/agenda action @noor pricing sheet by 2026-11-20', { place: north })
    await office.types('kim', '/agenda action me call Globex', { place: north })
    await office.comes('2026-11-23T07:30:00Z')

    // Added while everybody sees the agenda: it is rewritten.
    const form = await presses(office, 'sam', 'agenda-topic', await agenda(office))
    expect((await office.fillsIn('sam', form, { topic: 'Christmas\nparty' })).text).toMatchInlineSnapshot(`
      "📋 On the agenda of North, Mon 23 Nov: 4 Christmas party
      [Undo]"
    `)
    expect((await agenda(office)).text).toContain('• 4 Christmas party (Sam Ortiz)')

    expect((await presses(office, 'kim', 'start-meeting', await agenda(office))).text).toMatchInlineSnapshot(`
      "▶️ The meeting of North is under way.
      [Undo]"
    `)
    expect((await agenda(office)).text).toMatchInlineSnapshot(`
      "▶️ North · Mon 23 Nov, 09:30: under way
      1 Score (9 min)  $14,000 of $66,000 for Q4 2026, 21 % · last week $14,000, plan was $5,000
      [Done] [Carry over] [Assign]
      2 Wins (18 min)  2 wins, $14,000: Noor Haddad: Hooli $9,000 (Noor Haddad tells how) · Sam Ortiz: Acme $5,000
      [Done] [Carry over] [Assign]
      3 Open actions (9 min)
      ☐ 2 Noor Haddad: pricing sheet (due Fri 20 Nov, 3 days late)
      [Done] [Carry over] [Assign]
      ☐ 3 Kim Lund: call Globex
      [Done] [Carry over] [Assign]
      4 Topics (9 min)
      💬 1 how we price the pilot (Noor Haddad)
      [Done] [Carry over] [Assign]
      💬 4 Christmas party (Sam Ortiz)
      [Done] [Carry over] [Assign]
      [End meeting] [Add topic]"
    `)

    const told = await presses(office, 'kim', 'agenda-done', await agenda(office), ':wins')
    expect(told.text).toMatchInlineSnapshot(`
      "✅ Done: Wins
      [Undo]"
    `)
    expect((await presses(office, 'noor', 'agenda-done', await agenda(office), ':2')).text).toMatchInlineSnapshot(`
      "✅ Done: 2 Noor Haddad: pricing sheet (due Fri 20 Nov)
      [Undo]"
    `)
    expect((await presses(office, 'kim', 'agenda-carry', await agenda(office), ':1')).text).toMatchInlineSnapshot(`
      "↪️ Carried over: 1 how we price the pilot (Noor Haddad)
      [Undo]"
    `)
    const assign = await presses(office, 'kim', 'agenda-assign', await agenda(office), ':4')
    expect(assign.text).toMatchInlineSnapshot(`
      "Who does what?
      Who: 
      What: Christmas party
      By when: "
    `)
    const sam =
      assign.answer.kind === 'form' ? assign.answer.form.fields[0]?.options?.find(({ label }) => label === 'Sam Ortiz') : undefined
    const given = await office.fillsIn('kim', assign, { who: sam?.value ?? '', what: 'book a table', due: '2026-11-27' })
    expect(given.text).toMatchInlineSnapshot(`
      "☐ Assigned: 5 Sam Ortiz: book a table (due Fri 27 Nov)
      [Undo]"
    `)
    expect(await words(office, 'sam')).toMatchInlineSnapshot(`
      [
        "☐ Kim Lund gave you an action: book a table
      Due Fri 27 Nov · number 5 on the agenda of North
      [Done]",
      ]
    `)
    expect(await words(office, 'kim')).toEqual([])
    expect((await agenda(office)).text).toMatchInlineSnapshot(`
      "▶️ North · Mon 23 Nov, 09:30: under way
      1 Score (9 min)  $14,000 of $66,000 for Q4 2026, 21 % · last week $14,000, plan was $5,000
      [Done] [Carry over] [Assign]
      ✅ 2 Wins (18 min)  2 wins, $14,000: Noor Haddad: Hooli $9,000 (Noor Haddad tells how) · Sam Ortiz: Acme $5,000
      3 Open actions (9 min)
      ☐ 3 Kim Lund: call Globex
      [Done] [Carry over] [Assign]
      ☐ 5 Sam Ortiz: book a table (due Fri 27 Nov)
      [Done] [Carry over] [Assign]
      • ✅ 2 Noor Haddad: pricing sheet (due Fri 20 Nov)
      4 Topics (9 min)
      💬 4 Christmas party (Sam Ortiz)
      [Done] [Carry over] [Assign]
      • ↪️ 1 how we price the pilot (Noor Haddad)
      [End meeting] [Add topic]"
    `)

    expect((await presses(office, 'kim', 'end-meeting', await agenda(office))).text).toMatchInlineSnapshot(
      `"☑️ The meeting of North is over. 4 items go on the next agenda."`,
    )
    expect((await inNorth(office)).map(({ text }) => text).join('\n---\n')).toMatchInlineSnapshot(`
      "☑️ North · Mon 23 Nov: the meeting is over
      1 Score  $14,000 of $66,000 for Q4 2026, 21 % · last week $14,000, plan was $5,000
      ✅ 2 Wins  2 wins, $14,000: Noor Haddad: Hooli $9,000 (Noor Haddad tells how) · Sam Ortiz: Acme $5,000
      3 Open actions
      • ✅ 2 Noor Haddad: pricing sheet (due Fri 20 Nov)
      • ↪️ 3 Kim Lund: call Globex (carried over once)
      • ☐ 5 Sam Ortiz: book a table (due Fri 27 Nov)
      4 Topics
      • ↪️ 1 how we price the pilot (Noor Haddad · carried over once)
      • ↪️ 4 Christmas party (Sam Ortiz · carried over once)
      ---
      📝 North · Mon 23 Nov: what the meeting came to
      Done
      • 2 Noor Haddad: pricing sheet (due Fri 20 Nov)
      New actions
      • 5 Sam Ortiz: book a table (due Fri 27 Nov)
      Carried over
      • 1 how we price the pilot (Noor Haddad · carried over once)
      • 3 Kim Lund: call Globex (carried over once)
      • 4 Christmas party (Sam Ortiz · carried over once)
      🎤 Noor Haddad told how Hooli was won."
    `)

    // The second Monday: what is open is there again, and somebody else tells.
    await office.comes('2026-11-24T12:00:00Z')
    await office.types('sam', '/deal won 800 Stark')
    await office.types('noor', '/deal won 900 Wonka')
    await office.comes('2026-11-30T07:30:00Z')
    const second = await agenda(office)
    expect(second.text).toMatchInlineSnapshot(`
      "📋 North · Mon 30 Nov, 09:30, 45 min
      1 Score (9 min)  $15,700 of $66,000 for Q4 2026, 24 % · last week $1,700, plan was $5,000
      2 Wins (18 min)  2 wins, $1,700: Sam Ortiz: Stark $800 (Sam Ortiz tells how) · Noor Haddad: Wonka $900
      3 Open actions (9 min)
      • ☐ 3 Kim Lund: call Globex (carried over once)
      • ☐ 5 Sam Ortiz: book a table (due Fri 27 Nov, 3 days late)
      4 Topics (9 min)
      • 1 how we price the pilot (Noor Haddad · carried over once)
      • 4 Christmas party (Sam Ortiz · carried over once)
      [Start] [Add topic] [Change order] [Skip this week]"
    `)
    await presses(office, 'kim', 'start-meeting', second)
    const secondRunning = await agenda(office)

    // The third: nobody ended the second, which ends by itself.
    await office.comes('2026-12-01T12:00:00Z')
    await office.types('noor', '/deal won 1000 Umbrella')
    await office.types('sam', '/deal won 2000 Initech')
    await office.comes('2026-12-07T07:30:00Z')
    const third = await agenda(office)
    expect(third.text).toContain('Noor Haddad tells how')
    await presses(office, 'kim', 'start-meeting', third)
    expect((await agenda(office, -2)).text).toMatchInlineSnapshot(`
      "☑️ North · Mon 30 Nov: the meeting is over
      1 Score  $15,700 of $66,000 for Q4 2026, 24 % · last week $1,700, plan was $5,000
      2 Wins  2 wins, $1,700: Sam Ortiz: Stark $800 (Sam Ortiz tells how) · Noor Haddad: Wonka $900
      3 Open actions
      • ↪️ 3 Kim Lund: call Globex (carried over twice)
      • ↪️ 5 Sam Ortiz: book a table (due Fri 27 Nov, 3 days late · carried over once)
      4 Topics
      • ↪️ 1 how we price the pilot (Noor Haddad · carried over twice)
      • ↪️ 4 Christmas party (Sam Ortiz · carried over twice)"
    `)
    expect((await agenda(office)).text).toContain('3 Kim Lund: call Globex (carried over twice)')
    expect((await presses(office, 'kim', 'end-meeting', secondRunning)).text).toMatchInlineSnapshot(`
      "That meeting is over. What was open then stands on the next agenda: /agenda.
      Nothing was saved."
    `)
  })

  test('two people press at once, a platform repeats itself, and last week’s buttons are pressed: one effect, and a clear answer', async () => {
    const office = opened()
    await furnish(office)
    await office.types('kim', '/agenda action @noor pricing sheet', { place: north })
    await office.comes('2026-11-23T07:30:00Z')
    const planned = await agenda(office)
    const both = await Promise.all(['kim', 'gus'].map((who) => presses(office, who, 'start-meeting', planned)))
    expect(both.map(({ text }) => text.split('\n')[0]).sort()).toEqual([
      'This meeting is under way already.',
      '▶️ The meeting of North is under way.',
    ])
    const running = await agenda(office)
    const same = await Promise.all(['kim', 'noor'].map((who) => presses(office, who, 'agenda-done', running, ':1')))
    expect(same.map(({ text }) => text.split('\n')[0]).sort()).toEqual(['Item 1 is done already.', '✅ Done: 1 Noor Haddad: pricing sheet'])
    const again = () => office.types('noor', '/agenda add once', { place: north, requestKey: 'slack/same' })
    expect((await again()).text).toBe((await again()).text)
    const list = await agenda(office)
    expect(list.text.match(/once/g)).toHaveLength(1)
    await presses(office, 'gus', 'end-meeting', list)
    expect((await presses(office, 'kim', 'end-meeting', list)).text).toContain('This meeting is over already.')
    expect((await presses(office, 'kim', 'agenda-done', list, ':2')).text).toContain('This meeting is over already.')
    await office.comes('2026-11-30T07:30:00Z')
    expect((await presses(office, 'kim', 'agenda-done', list, ':2')).text).toContain('That meeting is over.')
    expect((await presses(office, 'kim', 'start-meeting', planned)).text).toContain('That meeting is over.')
    expect((await agenda(office)).text).toContain('• 2 once (Noor Haddad · carried over once)')
  })

  test('a week is skipped and held after all, and the order is changed', async () => {
    const office = opened()
    await furnish(office)
    await office.types('kim', '/agenda add how we price the pilot', { place: north })
    await office.comes('2026-11-23T07:30:00Z')
    const skipped = await presses(office, 'kim', 'skip-meeting', await agenda(office))
    expect(skipped.text).toBe('The meeting of North on Mon 23 Nov is skipped.\n[Undo]')
    expect((await agenda(office)).text).toMatchInlineSnapshot(`
      "📋 ~North · Mon 23 Nov, 09:30~ — skipped this week
      Topics and open actions wait for the next meeting.
      [Undo]"
    `)
    expect((await presses(office, 'sam', 'undo-agenda', await agenda(office))).text).toContain('Only')
    // A topic that comes now is for the next one.
    expect((await office.types('sam', '/agenda add later', { place: north })).text).toContain('North, Mon 30 Nov')
    expect((await office.presses('kim', 'Undo', skipped)).text).toContain('↩️ Undone')
    expect((await office.presses('kim', 'Undo', skipped)).text).toContain('Too late to undo')
    expect((await agenda(office)).text).not.toContain('later')

    const order = await presses(office, 'kim', 'agenda-order', await agenda(office))
    expect(order.text).toMatchInlineSnapshot(`
      "Change the order
      One section a line: Score
      Wins
      Closing
      Stuck
      Lost
      Open actions
      Topics"
    `)
    expect((await office.fillsIn('kim', order, { order: 'Topics\nSales' })).text).toMatchInlineSnapshot(
      `"order: There is no section Sales. There is: Score, Wins, Closing, Stuck, Lost, Open actions, Topics."`,
    )
    expect((await office.fillsIn('kim', order, { order: '1. topics\n Wins ' })).text).toBe('The agenda has its new order.')
    expect((await agenda(office)).text).toMatch(/1 Topics[\s\S]*2 Score/)

    const before = await agenda(office)
    const started = await presses(office, 'kim', 'start-meeting', before)
    expect((await presses(office, 'kim', 'skip-meeting', before)).text).toContain('This meeting is under way already.')
    expect((await office.presses('kim', 'Undo', started)).text).toContain('↩️ Undone')
    expect((await agenda(office)).text).toMatch(/^📋/u)
  })

  test('an agenda whose time is put off after it came comes again: it is the same meeting, under both', async () => {
    const office = opened()
    await furnish(office)
    await office.types('noor', '/agenda add pricing', { place: north })
    await office.comes('2026-11-23T07:30:00Z')
    await office.types('gus', '/dealbell schedule agenda 10:00')
    await office.comes('2026-11-23T09:00:00Z')
    const first = async () => (await inNorth(office)).at(0)?.text
    expect(await first()).toBe((await agenda(office)).text)
    await presses(office, 'kim', 'start-meeting', await agenda(office, -2))
    for (const text of ['lunch', 'dinner'])
      expect((await office.types('noor', `/agenda add ${text}`, { place: north })).text).toContain('23 Nov')
    expect((await agenda(office)).text).toMatch(/^▶️[\s\S]*1 pricing \(Noor Haddad\)[\s\S]*3 dinner/u)
    expect(await first()).toBe((await agenda(office)).text)
    await presses(office, 'kim', 'end-meeting', await agenda(office))
    expect((await inNorth(office)).map(({ text }) => text.split(' ')[0])).toEqual(['☑️', '☑️', '📝'])
    await office.comes('2026-11-30T09:00:00Z')
    expect((await agenda(office)).text).toContain('1 pricing (Noor Haddad · carried over once)')
  })

  test('a win of last week that is logged after the agenda stands on the next one', async () => {
    const office = opened()
    await furnish(office)
    await office.comes('2026-11-23T07:30:00Z')
    await presses(office, 'kim', 'start-meeting', await agenda(office))
    await office.comes('2026-11-23T10:00:00Z')
    await office.types('sam', '/deal won 5000 Acme on 2026-11-20')
    await office.comes('2026-11-30T07:30:00Z')
    expect((await agenda(office)).text).toContain('Sam Ortiz: Acme $5,000')
    await office.comes('2026-12-07T07:30:00Z')
    expect((await agenda(office)).text).not.toContain('Acme')
  })

  test('a meeting that is brought forward has what was put down for it', async () => {
    const office = opened()
    await furnish(office)
    expect((await office.types('noor', '/agenda add pricing', { place: north })).text).toContain('Mon 23 Nov')
    await office.types('gus', '/dealbell schedule agenda fri 08:30')
    expect((await office.types('sam', '/agenda', { place: north })).text).toContain('1 pricing')
    await office.comes('2026-11-20T07:30:00Z')
    expect((await agenda(office)).text).toContain('1 pricing (Noor Haddad)')
    await presses(office, 'kim', 'start-meeting', await agenda(office))
    await presses(office, 'kim', 'agenda-done', await agenda(office), ':1')
    expect((await agenda(office)).text).toContain('✅ 1 pricing')
    await presses(office, 'kim', 'end-meeting', await agenda(office))
    await office.types('gus', '/dealbell schedule agenda off')
    expect((await office.types('noor', '/agenda add lunch', { place: north })).text).toContain('Agendas are turned off')
    expect((await office.types('noor', '/agenda', { place: north })).text).toMatch(/2 lunch[\s\S]*Agendas are turned off/)
  })

  test('who is in no team with a channel sees the company’s agenda, in which they put things', async () => {
    const office = opened()
    await furnish(office)
    await office.types('gus', '/dealbell team move @noor none')
    expect((await office.types('noor', '/agenda add a fair')).text).toContain('On the agenda of The company')
    const seen = (await office.types('noor', '/agenda')).text
    expect(seen).toContain('1 a fair (Noor Haddad)')
    expect(seen).toContain('not posted anywhere')
    expect((await office.types('sam', '/agenda show company')).text).toContain('That agenda is for those')
  })

  test('who may do what: topics and one’s own actions are everybody’s, the meeting is its lead’s', async () => {
    const office = opened()
    await furnish(office)
    const add = async (who: string, line: string) => (await office.types(who, `/agenda ${line}`, { place: north })).text
    expect(await add('sam', 'action me call Globex by fri')).toContain('1 Sam Ortiz: call Globex (due Fri 20 Nov)')
    expect(await add('sam', 'action @noor call Globex')).toContain('You can put actions down for yourself')
    expect(await add('kim', 'action @noor call Hooli by 2026-11-01')).toContain('1 Nov 2026 is over')
    expect(await add('kim', 'action @noor call Hooli')).toContain('2 Noor Haddad: call Hooli')
    expect(await words(office, 'noor')).toHaveLength(1)
    expect(await add('sam', 'done 2')).toContain('You can tick off what is yours')
    const done = await office.types('sam', '/agenda done 1')
    expect(done.text).toContain('✅ Done: 1 Sam Ortiz')
    expect(await add('sam', 'done 1')).toContain('Item 1 is done already.')
    expect((await office.presses('sam', 'Undo', done)).text).toContain('On the agenda again')
    expect(await add('sam', 'drop 1')).toContain('Off the agenda: 1 Sam Ortiz')
    expect(await add('sam', 'done 1')).toContain('Item 1 is off the agenda already.')
    expect(await add('sam', 'done 99')).toContain('There is no item 99')
    expect(await add('noor', 'carry 2')).toContain('Items are carried over while their meeting is under way')
    const [told] = (await office.inbox('noor')).filter(({ text }) => text.startsWith('☐'))
    if (told) expect((await office.presses('noor', 'Done', told)).text).toContain('✅ Done: 2 Noor Haddad')

    await office.comes('2026-11-23T07:30:00Z')
    const posted = await agenda(office)
    const before = posted.text
    for (const action of ['start-meeting', 'skip-meeting', 'agenda-order'])
      for (const who of ['sam', 'kim2']) expect((await presses(office, who, action, posted)).text).not.toMatch(/^(▶️|The meeting|Change)/u)
    expect((await presses(office, 'kim2', 'start-meeting', posted)).text).toContain('Whoever leads the team runs its meeting')
    expect((await agenda(office)).text).toBe(before)
    // A role that was taken away since.
    await office.types('gus', '/dealbell member @kim role rep')
    expect((await presses(office, 'kim', 'start-meeting', posted)).text).not.toContain('▶️')
    expect((await office.types('kim2', '/agenda show North')).text).toContain('That agenda is for those who are in the team')
    expect((await office.types('sam', '/agenda show North')).text).toContain('📋 North')
    expect((await office.types('sam', '/agenda show company')).text).toContain('That agenda is for those')
    expect((await office.types('gus', '/agenda show company')).text).toContain('not posted anywhere')
  })

  test('values that no button of this company carries change nothing', async () => {
    const office = opened()
    await furnish(office)
    await office.types('kim', '/agenda add ours', { place: north })
    await office.comes('2026-11-23T07:30:00Z')
    const before = (await inNorth(office)).map(({ text }) => text)
    const forged = async (action: string, value: string) => (await office.forges('gus', { action, value })).text
    expect(await forged('start-meeting', '99:2026-11-23')).toContain('There is no such meeting here yet')
    expect(await forged('start-meeting', '0:2026-11-23')).toContain('There is no such meeting here yet')
    expect(await forged('end-meeting', '1:2026-11-30')).toContain('There is no such meeting here yet')
    expect(await forged('start-meeting', '1:2026-02-30')).toContain('I do not know this button')
    expect(await forged('agenda-done', '1:2026-11-23:99')).toContain('There is no item 99')
    expect(await forged('agenda-done', '2:2026-11-23:1')).toContain('There is no item 1')
    expect(await forged('undo-agenda-item', '1:done')).toContain('Too late to undo')
    expect((await inNorth(office)).map(({ text }) => text)).toEqual(before)
  })

  test('where no team has a channel there is one agenda, of the company, where wins are announced', async () => {
    const office = opened()
    await office.types('sam', '/agenda add lunch <!channel> @everyone 🍕 "quoted"')
    expect((await office.types('sam', `/agenda add ${'x'.repeat(301)}`)).text).toContain('at most 300 characters')
    expect((await office.types('sam', '/agenda add')).text).toContain('something is missing')
    expect((await office.types('gus', '/agenda')).text).toMatchInlineSnapshot(`
      "📋 The company · Mon 23 Nov, 09:30, 45 min
      A quiet week: nothing has closed, slipped or stalled since Mon 16 Nov. Good time to open something new.
      1 Topics (45 min)
      • 1 lunch <!channel> @everyone 🍕 “quoted” (Sam Ortiz)
      [Add topic]"
    `)
    await office.comes('2026-11-23T07:30:00Z')
    expect((await office.channel()).at(-1)).toContain('• 1 lunch ')
    await office.comes('2026-11-23T07:40:00Z')
    expect((await office.channel()).filter((text) => text.startsWith('📋'))).toHaveLength(1)
  })

  test('a 1:1 is nobody else’s business', async () => {
    const office = opened()
    await furnish(office)
    const known = await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' })
    if (!known) throw new Error('no workspace')
    const members = await office.stores.workspaces.members(known.id)
    const sam = members.find(({ name }) => name === 'Sam Ortiz')
    const kim = members.find(({ name }) => name === 'Kim Lund')
    if (!sam || !kim) throw new Error('nobody there')
    await office.stores.agenda.change({
      workspace: known.id,
      version: known.version,
      requestKey: 'one to one',
      at: office.clock.now(),
      circle: { with: sam.id },
      decide: ({ next }) => ({
        add: [
          {
            kind: 'action',
            text: 'a raise',
            owner: kim.id,
            due: undefined,
            addedBy: kim.id,
            addedAt: office.clock.now(),
            meeting: '2026-11-23' as LocalDate, // a day, as the test wrote it
          },
        ],
        answer: { kind: 'message', message: { nodes: [] }, replaces: next > 1 },
      }),
    })
    for (const who of ['noor', 'kim2']) expect((await office.types(who, '/agenda done 1')).text).toContain('There is no item 1')
    expect((await presses(office, 'kim', 'agenda-topic', await office.types('kim', '/agenda', { place: north }))).text).not.toContain(
      'raise',
    )
    expect((await office.types('sam', '/agenda done 1')).text).toContain('a raise')
  })

  test('who has left is not named, and who was erased is not in what others wrote', async () => {
    const office = opened()
    await furnish(office)
    await office.types('sam', '/deal won 5000 Acme')
    await office.types('sam', '/agenda add our fair', { place: north })
    await office.types('kim', '/agenda action @sam call Globex', { place: north })
    await office.types('kim', '/agenda add thank Sam Ortiz', { place: north })
    await office.types('gus', '/dealbell member @sam left')
    const before = (await office.types('kim', '/agenda', { place: north })).text
    expect(before).toContain('2 no owner: call Globex')
    expect(before).toContain('Wins (18 min)  1 win, $5,000\n')
    expect(before.replace('thank Sam Ortiz', '')).not.toContain('Sam')
    expect(await words(office, 'sam')).toEqual([])
    await office.fillsIn('gus', await office.types('gus', '/dealbell privacy erase "Sam Ortiz"'), { name: 'Sam Ortiz' })
    expect((await office.types('kim', '/agenda', { place: north })).text).not.toContain('Sam')
  })

  test('the story of a win is told by whoever won it', async () => {
    const office = opened()
    await furnish(office)
    const form = await office.presses('sam', 'Add story', await office.types('sam', '/deal won 5000 Acme'))
    await office.fillsIn('sam', form, { story: 'The pilot\nbecame a contract.' })
    await office.comes('2026-11-23T07:30:00Z')
    expect((await agenda(office)).text).toContain('Sam Ortiz: Acme $5,000 — The pilot became a contract. (Sam Ortiz tells how)')
  })

  test('two hundred open items are as many as a meeting takes', async () => {
    const office = opened()
    const workspace = await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' })
    if (!workspace) throw new Error('no workspace')
    const [gus] = await office.stores.workspaces.members(workspace.id)
    if (!gus) throw new Error('nobody there')
    const topic = {
      kind: 'topic' as const,
      text: 'another one',
      owner: undefined,
      due: undefined,
      addedBy: gus.id,
      addedAt: office.clock.now(),
      meeting: '2026-11-23' as LocalDate, // a day, as the test wrote it
    }
    await office.stores.agenda.change({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: 'many',
      at: office.clock.now(),
      circle: {},
      decide: () => ({
        add: Array.from({ length: 199 }, () => topic),
        answer: { kind: 'message', message: { nodes: [] }, replaces: false },
      }),
    })
    expect((await office.types('gus', '/agenda add the last')).text).toContain('200 the last')
    expect((await office.types('gus', '/agenda add too much')).text).toContain('200 items are open for this meeting already')
    expect((await office.types('gus', '/agenda drop 7')).text).toContain('Off the agenda: 7 another one')
    expect((await office.types('gus', '/agenda add again')).text).toContain('201 again')
    expect((await office.types('gus', '/agenda')).text).toContain('and 190 more')
  })
})
