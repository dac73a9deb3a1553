// The best of a week, of a month and of a quarter are named in the channel, each at its time, once.
import { expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import { type Office, personId } from './office.ts'
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

/** Rituals that are not about the best, out of the way. */
async function onlyTheseRituals(office: Office, rituals: object): Promise<void> {
  const others = ['leaderboard', 'agenda', 'one-on-ones', 'nudges', 'reminder', 'digest']
  const off = Object.fromEntries(others.map((name) => [name, { on: false }]))
  await office.database.client.workspace.updateMany({
    data: { rules: JSON.stringify({ rituals: { ...off, ...rituals } }), version: { increment: 1 } },
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
      "👏 Shout-outs, week 47 of 2026: Sam Ortiz, Kim Lund and Noor Haddad
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
      Right behind: Sam Ortiz 144 %
      Biggest win: Hooli, $15,000 (Kim Lund) · Most deals: Sam Ortiz, 2 deals"
    `)
    const posted = office.messenger.standing(destination({ platform: 'terminal', id: 'OFFICE' }, 'C1SALES')).at(-1)
    expect(JSON.stringify(posted?.message)).toContain(JSON.stringify({ kind: 'mention', person: personId('kim'), name: 'Kim Lund' }))
    await office.types('sam', '/deal won 9000 Stark')
    expect(await saidAt(office, '2027-01-01T08:00:00Z')).toMatchInlineSnapshot(`
      "🏆 MVP of December 2026: Sam Ortiz. Thank you!
      65 % of target · $9,000 · 1 deal
      Biggest win: Stark, $9,000 (Sam Ortiz)
      -----
      👑 Q4 2026 is in the books, and nobody carried it further than Sam Ortiz. Thank you!
      68 % of target · $27,300 · 3 deals
      Right behind: Kim Lund 60 %
      Biggest win: Hooli, $15,000 (Kim Lund) · Most deals: Sam Ortiz, 3 deals
      All together: $46,300 · 5 deals
      The MVPs on the way: October: Noor Haddad · November: Kim Lund · December: Sam Ortiz"
    `)
  })
})
