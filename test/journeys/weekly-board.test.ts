// The board of the week as the channel gets it: from what people logged, once, as of its day, with a picture where one can be drawn.
import { expect, test } from 'vitest'
import { type Audience, destination } from '../../src/conversation/platform.ts'
import { pictureIn } from '../../src/message/message.ts'
import { type Office, openOffice } from './office.ts'
import { officeOnEach } from './office-on-each.ts'

const friday = '2026-11-20T15:00:00Z' // four o'clock in Oslo
const sales = destination({ platform: 'terminal', id: 'OFFICE' }, 'C1SALES')

async function aQuarter(office: Office) {
  for (const target of ['company 100000', '@sam 40000', '@kim 60000']) await office.types('gus', `/target set ${target} this quarter`)
  for (const win of ['10000 Acme', '5000 Initech on 2026-11-10', '3000 Umbrella on 2026-11-04'])
    await office.types('sam', `/deal won ${win}`)
  for (const win of ['20000 Globex on 2026-10-06', '2500 Stark on 2026-11-11', '6000 Wayne']) await office.types('kim', `/deal won ${win}`)
  await office.types('noor', '/deal won 2000 Hooli on 2026-11-16')
}

/** The boards that stand in #sales. */
async function boards(office: Office) {
  const texts = await office.channel()
  const messages = office.messenger.standing(sales)
  return texts.flatMap((text, index) => (text.includes('🏁') ? [{ text: text.replaceAll('\u00a0', ' '), picture: messageAt(index) }] : []))
  function messageAt(index: number) {
    const standing = messages[index]
    return standing && pictureIn(standing.message)
  }
}

officeOnEach((opened) => {
  test('the week and the quarter to date, with a picture, and one’s own place for oneself', async () => {
    const office = opened()
    await aQuarter(office)
    await office.comes(friday)
    const [board, ...more] = await boards(office)
    expect(more).toEqual([])
    expect(board?.text).toMatchInlineSnapshot(`
      "🏁 Week 47 · The company reached $48,500: 49 % of Q4 2026, 8 points behind plan
      Won in the week: $18,000
      • 1 = Sam Ortiz · $10,000 · 45 % of Q4 2026 · 🔥 3 weeks
      • 2 = Kim Lund · $6,000 · 48 % · 🔥 2 weeks
      • 3 (new) Noor Haddad · $2,000
      Q4 2026: Kim Lund 48 % · Sam Ortiz 45 %
      [My position]"
    `)
    expect(board?.picture?.alt.replaceAll('\u00a0', ' ')).toBe(
      'On the way to target: Q4 2026. Sam Ortiz: $18,000 · 45 %; Kim Lund: $28,500 · 48 %; Noor Haddad: no target',
    )
    const standing = office.messenger.standing(sales).find(({ text }) => text.includes('🏁'))
    if (!standing) throw new Error('There is no board')
    const told = { text: '', answer: { kind: 'message' as const, message: standing.message, replaces: false } }
    expect((await office.presses('kim', 'My position', told)).text).toContain('You are number 2 of 3 with $6,000')
  })

  test('a quiet week looks ahead', async () => {
    const office = opened()
    await aQuarter(office)
    await office.types('sam', '/deal open 12000 Globex close 2026-12-02')
    await office.types('kim', '/deal open 36000 Initrode close 2026-12-04')
    await office.types('kim', '/deal open 99000 Later close 2026-12-07')
    await office.comes(friday)
    await office.comes('2026-11-27T15:00:00Z')
    const board = (await boards(office)).at(-1)
    expect(board?.picture).toBeUndefined()
    expect(board?.text).toMatchInlineSnapshot(`
      "🏁 Week 48 · A quiet week: nothing closed. 2 deals worth $48,000 are due next week.
      The company reached $48,500: 49 % of Q4 2026, 15 points behind plan
      Q4 2026: Kim Lund 48 % · Sam Ortiz 45 %
      [My position]"
    `)
  })
})

test('a board that is made up for the next day is the one of its day', async () => {
  const [onTime, late] = [await openOffice(), await openOffice()]
  try {
    for (const office of [onTime, late]) await aQuarter(office)
    await onTime.comes(friday)
    late.clock.set('2026-11-21T08:00:00Z')
    await late.types('noor', '/deal won 70000 Weekend')
    await late.comes('2026-11-21T09:00:00Z')
    const [expected, made] = [await boards(onTime), await boards(late)]
    expect(made).toHaveLength(1)
    expect(made[0]?.text).toBe(expected[0]?.text)
    expect(made[0]?.picture?.svg).toBe(expected[0]?.picture?.svg)
  } finally {
    await onTime.close()
    await late.close()
  }
})

test.each([
  ['on time', 5, friday],
  ['made up for on Saturday', 5, '2026-11-21T09:00:00Z'],
  ['set to Monday', 1, '2026-11-23T15:06:00Z'],
  ['set to Wednesday', 3, '2026-11-25T15:06:00Z'],
])('the board and the shout-outs tell the same numbers of the same week: %s', async (_, weekday, comes) => {
  const office = await openOffice()
  try {
    const rituals = { leaderboard: { weekday }, 'shout-outs': { weekday } }
    await office.database.client.workspace.updateMany({ data: { rules: JSON.stringify({ rituals }), version: { increment: 1 } } })
    await aQuarter(office)
    await office.types('noor', '/log calls 4')
    await office.types('kim', '/kudos @noor for the demo')
    if (comes > friday) {
      // What comes later than the day that they are for is on neither.
      office.clock.set(comes)
      await office.types('kim', '/deal won 50000 Later')
      await office.types('noor', '/log calls 90')
      await office.types('sam', '/kudos @kim for the weekend')
    }
    await office.comes(comes)
    await office.comes(new Date(Date.parse(comes) + 6 * 60_000).toISOString())
    const [board, ...more] = await boards(office)
    const honours = (await office.channel()).filter((text) => text.includes('👏')).map((text) => text.replaceAll('\u00a0', ' '))
    expect(more).toEqual([])
    expect(honours).toHaveLength(1)
    expect(board?.text).toMatch(/^🏁 Week 47 · /)
    expect(board?.text).toContain('• 1 = Sam Ortiz · $10,000')
    expect(honours[0]).toMatch(/^👏 Week 47 · /)
    expect(honours[0]).toContain('• Sam Ortiz · most revenue: $10,000')
    expect(honours[0]).toContain('biggest win: Acme')
    expect(honours[0]).toContain('most active: 4 calls')
    expect(honours[0]).toContain('One thank-you')
  } finally {
    await office.close()
  }
})

test('set to Monday, a quiet week that is over says nothing of the next', async () => {
  const office = await openOffice()
  try {
    const rules = JSON.stringify({ rituals: { leaderboard: { weekday: 1 } } })
    await office.database.client.workspace.updateMany({ data: { rules, version: { increment: 1 } } })
    await office.types('sam', '/deal open 12000 Globex close 2026-11-25')
    await office.comes('2026-11-23T15:00:00Z')
    expect((await boards(office)).map(({ text }) => text)).toEqual([
      '🏁 Week 47 · A quiet week: nothing closed. The next win opens the board.\n[My position]',
    ])
  } finally {
    await office.close()
  }
})

test('what somebody won stays on the board where they change teams, and goes where they leave', async () => {
  const office = await openOffice()
  try {
    await aQuarter(office)
    for (const line of ['team add North', 'team add South', 'team move @sam North', 'team move @sam South'])
      await office.types('gus', `/dealbell ${line}`)
    await office.comes(friday)
    expect((await boards(office))[0]?.text).toContain('• 1 = Sam Ortiz · $10,000 · 45 %')
    office.clock.set('2026-11-23T08:00:00Z')
    await office.types('kim', '/deal won 100 Acme')
    await office.types('sam', '/deal won 200 Acme2')
    await office.database.client.member.updateMany({ where: { name: 'Sam Ortiz' }, data: { leftAt: 1n } })
    await office.database.client.workspace.updateMany({ data: { version: { increment: 1 } } })
    await office.comes('2026-11-27T15:00:00Z')
    const { text = '', picture } = (await boards(office)).at(-1) ?? {}
    expect(text).toContain('Won in the week: $300')
    expect(`${text} ${picture?.svg}`).not.toContain('Sam')
  } finally {
    await office.close()
  }
})

test('while the platform does not say who reads the channel, the board waits; then it is shown as if outsiders did', async () => {
  let audience: Audience = 'no answer'
  const office = await openOffice({ directory: { audience: async () => audience } })
  try {
    await aQuarter(office)
    audience = 'own'
    await office.channel()
    audience = 'no answer'
    await office.comes(friday)
    expect(await boards(office)).toEqual([])
    office.clock.advance(11 * 60_000)
    const [{ text = '', picture } = {}] = await boards(office)
    expect(text).toContain('reached $20–50K: 49 %')
    expect(`${text} ${picture?.svg}`).not.toMatch(/10,000|18,000/)
    expect(picture?.alt).toContain('Sam Ortiz: 45')
  } finally {
    await office.close()
  }
})

test('so does a board that a manager posts', async () => {
  let audience: Audience = 'own'
  const office = await openOffice({ directory: { audience: async () => audience } })
  try {
    await aQuarter(office)
    await office.channel()
    audience = 'no answer'
    await office.presses('gus', 'Post here', await office.types('gus', '/leaderboard'))
    expect(await boards(office)).toEqual([])
    audience = 'own'
    office.clock.advance(2_000)
    expect((await boards(office))[0]?.text).toContain('$48,500')
  } finally {
    await office.close()
  }
})

test('a name that no font of ours can write costs the picture, and nothing else', async () => {
  const office = await openOffice()
  try {
    await aQuarter(office)
    await office.database.client.member.updateMany({ where: { name: 'Sam Ortiz' }, data: { name: '李小龙' } })
    await office.database.client.workspace.updateMany({ data: { version: { increment: 1 } } })
    await office.comes(friday)
    const [board] = await boards(office)
    expect(board?.text).toContain('李小龙')
    expect(board?.picture).toBeUndefined()
  } finally {
    await office.close()
  }
})
