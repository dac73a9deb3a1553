// The best of a week, of a month and of a quarter are named in the channel, each at its time, once.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import { destination } from '../../src/conversation/platform.ts'
import { type Office, openOffice, personId } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

const separator = '\n-----\n'
const channel = async (office: Office): Promise<readonly string[]> => (await office.channel()).map((text) => text.replaceAll('\u00a0', ' '))

/** What was said in the channel while the clock went to each of these times. */
async function saidAt(office: Office, ...times: readonly string[]): Promise<string> {
  const before = await channel(office)
  for (const time of times) {
    await office.comes(time)
    await office.channel()
  }
  return (await channel(office)).slice(before.length).join(separator)
}

/** What the rituals of the best do, with all others out of the way. */
async function onlyTheseRituals(office: Office, rituals: object, more: object = {}): Promise<void> {
  const mine = ['shout-outs', 'mvp-month', 'mvp-quarter']
  const off = catalog.rituals.flatMap(({ name }) => (mine.includes(name) ? [] : [[name, { on: false }] as const]))
  await office.database.client.workspace.updateMany({
    data: { rules: JSON.stringify({ ...more, rituals: { ...Object.fromEntries(off), ...rituals } }), version: { increment: 1 } },
  })
}

async function aWeek(office: Office): Promise<void> {
  await office.types('gus', '/target set @sam 40000 this quarter')
  await office.types('gus', '/target set @kim 20000 this quarter')
  await office.types('gus', '/target set @kim 100 calls this quarter')
  await office.types('sam', '/deal won 10000 Acme')
  await office.types('sam', '/deal won 8300 Globex')
  await office.types('kim', '/deal won 15000 Hooli split @noor 20%')
  await office.types('noor', '/log calls 12')
  await office.types('kim', '/log calls 30')
  await office.types('noor', '/log demos 4')
  await office.types('kim', '/kudos @noor for the demo')
  await office.types('sam', '/kudos @noor for the demo')
  await office.types('noor', '/kudos @sam for the call')
}

officeOnEach((opened) => {
  test('the shout-outs come on Friday, five minutes after the board, once', async () => {
    const office = opened()
    await aWeek(office)
    expect(await saidAt(office, '2026-11-20T15:04:00Z')).not.toContain('👏')
    expect(await saidAt(office, '2026-11-20T15:05:00Z', '2026-11-20T15:06:00Z')).toMatchInlineSnapshot(`
      "👏 Week 47 · a hand for Sam Ortiz, Kim Lund and Noor Haddad
      • Sam Ortiz · most revenue: $18,300 · biggest win: Acme ($10,000)
      • Kim Lund · best against target: 792 % of the week’s part · biggest win: Hooli ($12,000) · most active: 30 calls (396 % of the week’s target)
      • Noor Haddad · most active: 4 demos
      💛 3 thank-yous were said this week; most of them to Noor Haddad.
      The week’s part of a target is what falls on its working days."
    `)
  })

  test('the MVP of the month, and with the new quarter that of the month and of the quarter, who are told', async () => {
    const office = opened()
    await onlyTheseRituals(office, { 'shout-outs': { on: false } })
    await aWeek(office)
    await office.types('noor', '/deal won 4000 Initech on 2026-10-20')
    expect(await saidAt(office, '2026-12-01T08:00:00Z', '2026-12-01T08:01:00Z')).toMatchInlineSnapshot(`
      "🏆 MVP of November 2026: Kim Lund. Thank you!
      189 % of target · $12,000 · 1 deal
      Runners-up: Sam Ortiz 144 %
      Biggest win: Hooli, $15,000 (Kim Lund) · Most deals: Sam Ortiz, 2 deals
      The target here is the part of a longer one that falls on these working days.
      [My position]"
    `)
    const posted = office.messenger.standing(destination({ platform: 'terminal', id: 'OFFICE' }, 'C1SALES')).at(-1)
    expect(JSON.stringify(posted?.message)).toContain(JSON.stringify({ kind: 'mention', person: personId('kim'), name: 'Kim Lund' }))
    await office.types('sam', '/deal won 9000 Stark')
    expect(await saidAt(office, '2027-01-01T08:00:00Z')).toMatchInlineSnapshot(`
      "🏆 MVP of December 2026: Sam Ortiz. Thank you!
      65 % of target · $9,000 · 1 deal
      Biggest win: Stark, $9,000 (Sam Ortiz)
      The target here is the part of a longer one that falls on these working days.
      [My position]
      -----
      👑 Q4 2026 is in the books, and nobody carried it further than Sam Ortiz. Thank you!
      68 % of target · $27,300 · 3 deals
      Runners-up: Kim Lund 60 %
      Biggest win: Hooli, $15,000 (Kim Lund) · Most deals: Sam Ortiz, 3 deals
      All together: $46,300 · 5 deals
      The MVPs on the way: October: Noor Haddad · November: Kim Lund · December: Sam Ortiz
      [My position]"
    `)
  })
})

describe('in one office', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice() // Wednesday 18 November 2026
  })
  afterEach(() => office.close())
  const pulse = { pulse: { on: true, since: 1 }, 'shout-outs': { on: false } }

  test('a quiet week is told once: by the board, or where it does not come by the shout-outs', async () => {
    const friday = await saidAt(office, '2026-11-20T15:00:00Z', '2026-11-20T15:05:00Z')
    expect(friday).toContain('A quiet week')
    expect(friday).not.toContain('🌱')
    await onlyTheseRituals(office, {})
    expect(await saidAt(office, '2026-11-27T15:05:00Z')).toBe(
      '🌱 Week 48 was a quiet one: nothing closed. The next one starts fresh; have a good rest.',
    )
  })

  test('where the board goes to another channel it has said nothing here', async () => {
    await onlyTheseRituals(office, { leaderboard: { on: true, to: 'terminal/OFFICE/C2' } })
    expect(await saidAt(office, '2026-11-20T15:00:00Z', '2026-11-20T15:05:00Z')).toContain('🌱 Week 47 was a quiet one')
  })

  test('made up for on Saturday they are about the week that ended; moved to Monday too', async () => {
    await onlyTheseRituals(office, {})
    await office.types('sam', '/deal won 5000 Acme')
    expect(await saidAt(office, '2026-11-21T14:00:00Z')).toContain('👏 Week 47 · a hand for Sam Ortiz')
    await onlyTheseRituals(office, { 'shout-outs': { weekday: 1, since: 1 } })
    expect(await saidAt(office, '2026-11-23T15:05:00Z')).toContain('👏 Week 47 · a hand for Sam Ortiz')
  })

  test('the most improved is told against their own eight weeks', async () => {
    await onlyTheseRituals(office, {})
    for (const day of ['2026-10-21', '2026-10-28', '2026-11-04', '2026-11-11']) {
      await office.types('kim', `/deal won 1000 Hooli${day} on ${day}`)
      await office.types('sam', `/deal won 9000 Acme${day} on ${day}`)
    }
    await office.types('sam', '/deal won 4700 Acme')
    await office.types('kim', '/deal won 1500 Hooli')
    // Kim has 500 in an average week of the last eight, Sam 4,500.
    expect(await saidAt(office, '2026-11-20T15:05:00Z')).toContain(
      '• Kim Lund · most improved: 3 times an average week · biggest win: Hooli ($1,500)',
    )
  })

  test('who left or does not want to stand on boards is not named, and their wins count for all', async () => {
    await onlyTheseRituals(office, pulse)
    await office.types('sam', '/deal won 5000 Acme')
    await office.types('kim', '/deal won 7000 Hooli')
    await office.types('noor', '/deal won 300 Initech')
    await office.database.client.member.updateMany({ where: { name: 'Kim Lund' }, data: { offBoards: true } })
    await office.database.client.member.updateMany({ where: { name: 'Sam Ortiz' }, data: { leftAt: 1n } })
    await onlyTheseRituals(office, { ...pulse, 'shout-outs': { on: true } })
    const said = await saidAt(office, '2026-11-19T08:00:00Z', '2026-11-20T15:05:00Z', '2026-12-01T08:00:00Z')
    expect(said).toContain('☀️ Yesterday: 3 wins, $12,300: Initech (Noor Haddad) · … and 2 more')
    expect(said).toContain('👏 Week 47 · a hand for Noor Haddad')
    expect(said).toContain('🏆 MVP of November 2026: Noor Haddad')
    expect(said).not.toMatch(/Sam|Kim|Acme|Hooli/)
  })

  test('the pulse comes where it is wanted, on working days with a win before them', async () => {
    await onlyTheseRituals(office, pulse)
    await office.types('sam', '/deal won 10000 Acme')
    await office.types('kim', '/deal won 2400 Hooli')
    expect(await saidAt(office, '2026-11-19T08:00:00Z', '2026-11-19T08:01:00Z')).toBe(
      '☀️ Yesterday: 2 wins, $12,400: Acme (Sam Ortiz) · Hooli (Kim Lund)',
    )
    expect(await saidAt(office, '2026-11-20T08:00:00Z')).toBe('')
    await office.types('noor', '/deal won 100 Initech')
    expect(await saidAt(office, '2026-11-21T08:00:00Z', '2026-11-22T08:00:00Z')).toBe('')
    expect(await saidAt(office, '2026-11-23T08:00:00Z')).toBe('☀️ Fri 20 Nov – Sun 22 Nov: 1 win, $100: Initech (Noor Haddad)')
  })

  test('nobody gets a pulse who did not ask for it', async () => {
    await office.types('sam', '/deal won 10000 Acme')
    expect(await saidAt(office, '2026-11-19T08:00:00Z')).not.toContain('☀️')
  })

  test('a quiet quarter is told once, and a quiet month of another by itself', async () => {
    await onlyTheseRituals(office, { 'shout-outs': { on: false } })
    expect(await saidAt(office, '2026-12-01T08:00:00Z')).toBe(
      '🌱 November 2026 was a quiet one: nothing closed. A new month, a clean page.',
    )
    expect(await saidAt(office, '2027-01-01T08:00:00Z')).toBe('🌱 Q4 2026 was a quiet quarter: nothing closed. The new one is all yours.')
  })

  test('the quarter is the fiscal one', async () => {
    await office.database.client.workspace.updateMany({ data: { fiscalYearStart: 2, version: { increment: 1 } } })
    await onlyTheseRituals(office, { 'shout-outs': { on: false } })
    await office.types('sam', '/deal won 5000 Acme')
    expect(await saidAt(office, '2027-01-01T08:00:00Z')).not.toContain('👑')
    expect(await saidAt(office, '2027-02-01T08:00:00Z')).toContain(
      '👑 Q4 FY2027 is in the books, and nobody carried it further than Sam Ortiz',
    )
  })

  test('in a channel where outsiders may read, and where amounts are hidden', async () => {
    await onlyTheseRituals(office, pulse)
    await office.types('sam', '/deal won 12345 Acme')
    await onlyTheseRituals(office, { pulse: pulse.pulse }, { amounts: 'hidden' })
    const said = await saidAt(office, '2026-11-19T08:00:00Z', '2026-11-20T15:05:00Z', '2026-12-01T08:00:00Z')
    expect(said).toContain('☀️ Yesterday: 1 win: Acme (Sam Ortiz)')
    expect(said).toContain('• Sam Ortiz · most revenue · biggest win: Acme')
    expect(said).toContain('🏆 MVP of November 2026: Sam Ortiz')
    expect(said).not.toMatch(/\$|%/)
  })

  test('a workspace that speaks Chinese is spoken to in Chinese', async () => {
    await aWeek(office)
    await office.database.client.workspace.updateMany({ data: { language: 'zh', version: { increment: 1 } } })
    expect(await saidAt(office, '2026-11-20T15:05:00Z')).toContain('👏 第47周 · 掌声送给Sam Ortiz、Kim Lund和Noor Haddad')
  })
})
