// Small wins share one thread a day, and cards say no more than their channel may see, and nothing stale.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Audience } from '../../src/conversation/platform.ts'
import { type Office, openOffice } from './office.ts'

let office: Office
let audience: Audience = 'own'
beforeEach(async () => {
  audience = 'own'
  office = await openOffice({ directory: { audience: async () => audience } })
})
afterEach(() => office.close())

const plain = async () => (await office.channel()).map((text) => text.replaceAll('\u00a0', ' '))

describe('wins below the threshold', () => {
  beforeEach(async () => {
    await office.types('gus', '/dealbell settings small-wins 1000')
  })

  test('collect in one thread a day; larger ones keep their own card', async () => {
    await office.types('sam', '/deal won 500 Acme')
    await office.types('kim', '/deal won 999.99 Globex product "GTX Pro"')
    await office.types('noor', '/deal won 1000 Initech')
    expect(await plain()).toEqual([
      '☀️ 2 smaller wins today, $1,499.99 together',
      '  Sam Ortiz closed Acme: $500 · 🌱 First deal',
      '  Kim Lund closed Globex: $999.99 · GTX Pro · 🌱 First deal',
      '🔔 Noor Haddad closed Initech: $1,000\n🌱 First deal',
    ])
    await office.types('sam', '/deal won 100 Umbrella')
    expect((await plain())[0]).toBe('☀️ 3 smaller wins today, $1,599.99 together')
  })

  test('are rewritten with the line above them when they are corrected or taken back', async () => {
    const echo = await office.types('sam', '/deal won 500 Acme')
    await office.types('sam', '/deal won 300 Globex')
    await office.channel()
    await office.types('sam', '/deal edit #1 amount 600')
    expect(await plain()).toEqual([
      '☀️ 2 smaller wins today, $900 together',
      '  Sam Ortiz closed Acme: $600 (corrected) · 🌱 First deal',
      '  Sam Ortiz closed Globex: $300',
    ])
    await office.types('sam', '/deal undo #1')
    const undone = await office.types('sam', '/deal undo #1')
    expect(await plain()).toEqual([
      '☀️ 1 smaller win today, $300 together',
      '  ~Sam Ortiz closed Acme~ — taken back',
      '  Sam Ortiz closed Globex: $300 · 🌱 First deal',
    ])
    await office.presses('sam', 'Redo', undone)
    expect((await plain()).slice(0, 2)).toEqual(['☀️ 2 smaller wins today, $800 together', '  Sam Ortiz closed Acme: $500 · 🌱 First deal'])
    expect(echo.text).toContain('Deal #1 won')
  })

  test('keep their place when a correction takes them across the threshold', async () => {
    await office.types('sam', '/deal won 500 Acme')
    await office.types('kim', '/deal won 5000 Globex')
    await office.channel()
    await office.types('sam', '/deal edit #1 amount 7000')
    await office.types('kim', '/deal edit #2 amount 50')
    expect(await plain()).toEqual([
      '☀️ 1 smaller win today, $7,000 together',
      '  Sam Ortiz closed Acme: $7,000 (corrected) · 🌱 First deal',
      '🔔 Kim Lund closed Globex: $50 (corrected)\n🌱 First deal',
      '  Kim Lund corrected the amount: $5,000 → $50',
    ])
  })

  test('begin another thread at midnight where the workspace is', async () => {
    office.clock.advance(10.9 * 3_600_000) // 23:54 in Oslo
    await office.types('sam', '/deal won 500 Acme')
    office.clock.advance(0.2 * 3_600_000)
    await office.types('sam', '/deal won 300 Globex')
    expect(await plain()).toEqual([
      '☀️ 1 smaller win on 18 Nov 2026, $500 together',
      '  Sam Ortiz closed Acme: $500 · 🌱 First deal',
      '☀️ 1 smaller win today, $300 together',
      '  Sam Ortiz closed Globex: $300',
    ])
  })

  test('taken back before anybody saw them leave room for the next', async () => {
    await office.presses('sam', 'Undo', await office.types('sam', '/deal won 500 Acme'))
    expect(await plain()).toEqual(['☀️ No smaller wins today'])
    await office.types('sam', '/deal won 300 Globex')
    expect(await plain()).toEqual(['☀️ 1 smaller win today, $300 together', '  Sam Ortiz closed Globex: $300 · 🌱 First deal'])
  })

  test('come from the pipeline too', async () => {
    await office.types('sam', '/deal open 500 Acme')
    await office.types('sam', '/deal stage #1 won')
    expect(await plain()).toEqual(['☀️ 1 smaller win today, $500 together', '  Sam Ortiz closed Acme: $500 · 🌱 First deal'])
  })

  test('are counted once, though many come at the same moment', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => office.types('sam', `/deal won 10 Customer${n}`)))
    for (let round = 0; round < 3; round += 1) await office.channel() // delivery takes so many at a time
    const [first, ...lines] = await plain()
    expect(first).toBe('☀️ 20 smaller wins today, $200 together')
    expect(lines).toHaveLength(20)
    expect(lines.every((line) => line.startsWith('  '))).toBe(true)
  })

  test('show no money where the channel sees none', async () => {
    await office.types('gus', '/target set @sam 10000 this quarter')
    await office.types('gus', '/dealbell settings amounts percent')
    await office.types('sam', '/deal won 500 Acme')
    expect(await plain()).toEqual(['☀️ 1 smaller win today', '  Sam Ortiz closed Acme: 5 % of target · 🌱 First deal'])
    await office.types('sam', '/deal edit #1 amount 600')
    expect((await plain()).join()).not.toMatch(/\$/)
  })
})

describe('a card', () => {
  test('shows bands where outsiders read along, and says nothing of amounts in its thread', async () => {
    audience = 'outsiders'
    const echo = await office.types('sam', '/deal won 5200 Acme')
    expect(echo.text).toContain('$5,200.00')
    expect((await plain())[0]).toMatch(/^🔔 Sam Ortiz closed Acme: \$5\D/)
    await office.types('sam', '/deal edit #1 amount 5300')
    expect((await plain())[1]).toBe('  Sam Ortiz corrected the amount.')
    expect((await plain()).join()).not.toMatch(/5,2|5,3|52|53/)
  })

  test('waits for the platform to say who reads along, but not for ever', async () => {
    audience = 'no answer'
    await office.types('sam', '/deal won 5200 Acme')
    expect(await plain()).toEqual([])
    office.clock.advance(5 * 60_000)
    expect(await plain()).toEqual([])
    audience = 'own'
    office.clock.advance(60_000)
    expect(await plain()).toEqual(['🔔 Sam Ortiz closed Acme: $5,200\n🌱 First deal'])
    audience = 'no answer'
    await office.types('sam', '/deal won 6200 Globex')
    office.clock.advance(11 * 60_000)
    expect((await plain())[1]).toMatch(/^🔔 Sam Ortiz closed Globex: \$5\D/)
  })

  test('of a later win is right again when an earlier one changes', async () => {
    await office.types('gus', '/target set @sam 10000 this quarter')
    for (const amount of [4000, 5999, 1]) await office.types('sam', `/deal won ${amount} Acme`)
    expect((await plain()).map((card) => card.split('\n').slice(1))).toEqual([
      ['🌱 First deal', expect.stringContaining('100 %')],
      ['⭐ Personal best', expect.stringContaining('100 %')],
      ['🎯 Target reached for Q4 2026 · 🔥 3rd win in a row', expect.stringContaining('100 %')],
    ])
    await office.types('sam', '/deal undo #1')
    const [first, second, third] = await plain()
    expect(first).toBe('~Sam Ortiz closed Acme~ — taken back')
    expect(second).toContain('🌱 First deal')
    expect(second).toContain('60 %')
    expect(third?.split('\n')).toHaveLength(2)
    expect(third).toContain('60 %')
    await office.types('sam', '/deal edit #2 note pilot')
    const rewrites = office.messenger.calls.filter(({ method }) => method === 'rewrite').length
    await office.types('sam', '/deal edit #2 note another')
    await office.channel()
    // a note changes no figure, so no other card is touched
    expect(office.messenger.calls.filter(({ method }) => method === 'rewrite').length - rewrites).toBeLessThanOrEqual(2)
  })

  test('says which is the biggest of the quarter, and when a row of wins ends', async () => {
    for (const amount of [100, 110, 120, 130, 140]) await office.types('kim', `/deal won ${amount} Acme`)
    await office.types('sam', '/deal won 141 Globex')
    await office.types('sam', '/deal won 139 Globex')
    expect((await plain()).slice(-2).map((card) => card.split('\n')[1])).toEqual([
      '🌱 First deal · 🏆 Biggest of Q4 2026 so far',
      undefined,
    ])
    await office.types('kim', '/deal open 50 Initech')
    await office.types('kim', '/deal lost #8 price')
    await office.types('kim', '/deal won 20 Initech')
    await office.types('kim', '/deal won 21 Initech')
    await office.types('kim', '/deal won 22 Initech')
    expect((await plain()).slice(-3).map((card) => card.split('\n')[1])).toEqual([undefined, undefined, '🔥 3rd win in a row'])
  })

  test('has the bar of the team below the rep’s', async () => {
    await office.types('gus', '/dealbell team add North')
    await office.types('gus', '/dealbell member @sam team North')
    await office.types('gus', '/target set @sam 10000 this quarter')
    await office.types('gus', '/target set North 20000 this quarter')
    await office.types('sam', '/deal won 5000 Acme')
    const [card] = await plain()
    expect(card?.split('\n').slice(-2)).toEqual([
      expect.stringMatching(/^Sam .*50 % of Q4 2026$/),
      expect.stringMatching(/^North .*25 % of Q4 2026$/),
    ])
  })
})
