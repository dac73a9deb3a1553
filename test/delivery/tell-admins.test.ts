// What could not be delivered is told to the admins: often enough to be mended, seldom enough to be read, and not only to walls.
import { describe, expect, test } from 'vitest'
import { destination, inbox } from '../../src/conversation/platform.ts'
import unreached from '../../src/delivery/posts/admins-unreached.ts'
import deliveryProblem from '../../src/delivery/posts/delivery-problem.ts'
import { tellAdmins } from '../../src/delivery/tell-admins.ts'
import type { TextKey } from '../../src/languages/language.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { defaultRules } from '../../src/vocabulary/rules.ts'
import { adminChannels, announce, office } from './office.ts'

const hour = 3_600_000
const day = 24 * hour
const team = { platform: 'slack', id: 'T1' } as const
const sam = inbox(team, 'U7')
const gone = { kind: 'channel gone' } as const

describe('somebody takes no messages', () => {
  const closed = (overrides: Parameters<typeof office>[0] = {}) => {
    const here = office(overrides)
    here.messenger.always(sam, gone)
    const notices = () => here.outbox.entries().filter(({ kind }) => kind === 'delivery-problem')
    return { ...here, notices }
  }

  test('each thing for them is parked at once, and every admin hears of it once', async () => {
    const { write, run, messenger, outbox, notices } = closed()
    for (const n of [1, 2, 3]) await write(`nudge/${n}`, { to: sam })
    await run(hour)
    expect([1, 2, 3].map((n) => outbox.entry(`nudge/${n}`).state)).toEqual(['parked', 'parked', 'parked'])
    expect(messenger.calls.filter(({ to }) => to === sam)).toHaveLength(3)
    expect(notices().map(({ to, state, about }) => [to, state, about])).toEqual(
      adminChannels.map((to) => [to, 'done', { to: sam, reason: 'channel_not_found' }]),
    )
  })

  test('in the following weeks there is always a week between two notices, whatever day it is', async () => {
    for (let offset = 0; offset < 7; offset++) {
      const { write, run, clock, notices, outbox } = closed()
      clock.advance(offset * day)
      const told: number[] = []
      for (let n = 0; n < 60; n++) {
        const before = notices().length
        await write(`nudge/${n}`, { to: sam })
        await run(hour)
        expect(outbox.entry(`nudge/${n}`).state).toBe('parked')
        if (notices().length > before) told.push(clock.now())
        clock.advance(day)
      }
      const pauses = told.slice(1).map((at, index) => at - (told[index] ?? 0))
      expect(told.length).toBeGreaterThan(2)
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(7 * day)
    }
  })

  test('another one who takes none is told of too', async () => {
    const { write, run, messenger, notices } = closed()
    const kim = inbox(team, 'U8')
    messenger.always(kim, gone)
    await write('nudge/1', { to: sam })
    await write('nudge/2', { to: kim })
    await run(hour)
    expect(notices().map(({ about }) => about.to)).toEqual([sam, sam, kim, kim])
  })

  test('an admin who takes none is not told so by a message that cannot reach them', async () => {
    const { write, run, messenger, notices, outbox } = closed({ admins: async () => [sam, adminChannels[0] ?? announce] })
    await write('digest/1', { to: sam })
    await run(hour)
    expect(notices().map(({ to, state }) => [to, state])).toEqual([[adminChannels[0], 'done']])
    expect(messenger.standing(announce)).toEqual([])
    expect(outbox.entries()).toHaveLength(2)
  })

  test('an admin to whom only a file cannot be given is told why in words', async () => {
    const told: unknown[] = []
    const outbox = { add: async (_: unknown, notice: unknown) => told.push(notice) > 0, stateOf: async () => undefined }
    const { write, outbox: written, clock } = closed()
    await write('export/1', { to: sam })
    const parked = written.entry('export/1')
    const telling = { outbox, admins: async () => [sam], announces: async () => announce }
    expect(await tellAdmins(telling, parked, 'missing_scope', clock.now())).toEqual([sam])
    expect(told).toMatchObject([{ to: sam, about: { to: sam, reason: 'missing_scope' } }])
    expect(await tellAdmins(telling, parked, 'channel_not_found', clock.now())).toEqual([announce])
  })
})

describe('admins who take no messages', () => {
  const dead = destination(team, 'C9')

  test('as long as one of them does, nobody else is told', async () => {
    const { write, run, messenger, outbox } = office()
    for (const to of [dead, adminChannels[0] ?? dead]) messenger.always(to, gone)
    await write('win/1', { to: dead })
    await run(hour)
    expect(outbox.entries().map(({ kind, state }) => [kind, state])).toEqual([
      ['win', 'parked'],
      ['delivery-problem', 'parked'],
      ['delivery-problem', 'done'],
    ])
  })

  test('when none of them does, the announcements hear of it, once a week at most, and nothing loops', async () => {
    const { write, run, messenger, outbox, clock, woken } = office()
    for (const to of [dead, ...adminChannels]) messenger.always(to, gone)
    for (let n = 0; n < 20; n++) {
      await write(`win/${n}`, { to: dead })
      await run(hour)
      clock.advance(day)
    }
    const lines = outbox.entries().filter(({ kind }) => kind === 'admins-unreached')
    expect(lines.length).toBeGreaterThanOrEqual(1)
    expect(lines.length).toBeLessThanOrEqual(3)
    expect(lines.every(({ to, state, about }) => to === announce && state === 'done' && Object.keys(about).length === 0)).toBe(true)
    expect(woken).toContain(announce)
    expect(await outbox.waiting()).toEqual([])
  })

  test('nor when there is none at all', async () => {
    const { write, run, messenger, outbox } = office({ admins: async () => [] })
    messenger.always(dead, gone)
    await write('win/1', { to: dead })
    await run(hour)
    expect(outbox.entries().map(({ kind, to }) => [kind, to])).toEqual([
      ['win', dead],
      ['admins-unreached', announce],
    ])
  })

  test('where the announcements cannot be posted either, or are nowhere, it ends', async () => {
    for (const announces of [async () => announce, async () => undefined]) {
      const { write, run, messenger, outbox } = office({ announces })
      for (const to of [dead, announce, ...adminChannels]) messenger.always(to, gone)
      await write('win/1', { to: dead })
      await write('win/2', { to: announce })
      await run(72 * hour)
      expect(await outbox.waiting()).toEqual([])
      expect(outbox.entries().filter(({ kind }) => kind === 'admins-unreached').length).toBeLessThanOrEqual(1)
    }
  })
})

describe('the words', () => {
  const say = sayIn('en')
  const workspaces = { known: async () => ({ workspace: undefined, speaker: { name: 'Sam Ortiz' } }) as never } // only the name is asked for
  const words = async (to: string, reason: string, mirrors: readonly string[] = []) => {
    const about = { to, reason }
    const here = { rules: { ...defaultRules, mirrors } } as never // nothing else of it is looked at
    const rendered = await deliveryProblem.render(
      { about, to: announce, action: { do: 'post' }, workspace: here, say, writtenAt: 0 as never },
      { workspaces },
    )
    return rendered ? plainText(rendered) : ''
  }

  test.each([
    ['slack/T1/C1', 'not_in_channel', 'delivery.cure-invite'],
    ['slack/T1/C1', 'missing_scope', 'delivery.cure-scope'],
    ['slack/T1/C1', 'msg_too_long', 'delivery.cure-other'],
    ['slack/T1/U7', 'user_not_found', 'delivery.cure-person'],
    ['discord/1/2', 'missing_permissions', 'delivery.cure-permissions'],
    ['discord/1/2', 'missing_access', 'delivery.cure-permissions'],
    ['discord/1/2', 'missing_history', 'delivery.cure-permissions'],
    ['discord/1/2', 'channel_not_found', 'delivery.cure-setup'],
    ['discord/1/2', 'blocked_by_moderation', 'delivery.cure-moderation'],
    ['discord/1/2', 'refused_99', 'delivery.cure-other'],
    ['discord/1/@7', 'closed_to_messages', 'delivery.cure-closed'],
    ['discord/1/@7', 'user_not_found', 'delivery.cure-person'],
    ['terminal/here/here', 'not_in_channel', 'delivery.cure-invite'],
  ])('%s, %s: %s', async (to, reason, cure) => {
    const permissions = say.plain('channel.permissions-discord')
    const shown = await words(to, reason)
    expect(shown).toContain(
      say.plain(cure as TextKey, { example: '/dealbell settings announce here', permissions, name: 'Sam Ortiz' }).replace(/<\/?c>/g, ''),
    )
    if (to.startsWith('discord')) expect(shown).not.toMatch(/invite @|Slack/)
  })

  test('of a mirror tell how a mirror is mended, and move no announcements', async () => {
    const shown = await words('discord/1/2', 'missing_access', ['discord/1/2'])
    expect(shown).toContain('/dealbell settings mirror here')
    expect(shown).not.toContain('announce here')
  })

  test('a person is called by their name, not by a number or as a channel', async () => {
    for (const to of ['slack/T1/U7', 'discord/1/@7']) {
      const shown = await words(to, 'closed_to_messages')
      expect(shown).toContain('I could not write to Sam Ortiz in private')
      expect(shown).not.toMatch(/#|@7|U7/)
    }
  })

  test('a notice that was written before it said where says nothing', async () => {
    const about = { channel: 'C1', reason: 'not_in_channel' }
    const given = { about, to: announce, action: { do: 'post' }, workspace: {} as never, say, writtenAt: 0 as never } as const // as above
    expect(await deliveryProblem.render(given, { workspaces })).toBeUndefined()
  })

  test('everybody hears that an admin is wanted, and not what about', async () => {
    const said = await unreached.render(
      { about: {}, to: announce, action: { do: 'post' }, workspace: {} as never, say, writtenAt: 0 as never },
      {},
    ) // as above
    expect(said && plainText(said)).toMatch(/no.*admin|any admin/i)
  })
})
