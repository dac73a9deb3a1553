// From an empty installation to a workspace with people in their roles.
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ProfileAnswer } from '../../src/conversation/platform.ts'
import { destination } from '../../src/conversation/platform.ts'
import { type Office, openOffice, personId } from './office.ts'

let office: Office
afterEach(() => office.close())

describe('a new installation', () => {
  test('tells anybody how it is set up, whatever they say, and stores nothing', async () => {
    office = await openOffice({ setUp: false })
    for (const line of [
      '/deal won 5000 Acme',
      '/deal',
      '/progress',
      '/target set company 1m this year',
      '/dealbell member @sam',
      '/nonsense',
    ]) {
      expect((await office.types('sam', line)).text).toContain('Try: /dealbell setup currency USD timezone Europe/Oslo')
    }
    const help = await office.types('sam', '/dealbell help')
    expect(help.text).toContain('not set up here yet')
    expect(help.text).toContain('/deal won')
    expect(await office.database.client.member.count()).toBe(0)
  })

  test('is set up by whoever runs setup, who becomes its admin', async () => {
    office = await openOffice({ setUp: false })
    const done = await office.types('gus', '/dealbell setup currency eur timezone europe/oslo')
    expect(done.text).toMatchInlineSnapshot(`
      "✅ Dealbell is set up.
      Amounts are in EUR, days begin in Europe/Oslo, wins are announced in #C1SALES.
      You are the admin. Everyone who speaks to me joins as a rep.
      • /deal won 5000 Acme logs a win
      • /target set company 1m this year sets a target
      • /dealbell help shows the rest"
    `)
    expect((await office.types('gus', '/dealbell member me')).text).toBe('Gus Berg is an admin.')
    expect((await office.types('sam', '/deal won 5000 Acme')).text).toContain('€5,000.00')
  })

  test('takes the currency and the zone from nowhere: dollars, and the zone of who runs it', async () => {
    office = await openOffice()
    const again = await office.types('gus', '/dealbell setup')
    expect(again.text).toContain('Amounts are in USD, days begin in Europe/Oslo')
  })

  test('says that the zone is a guess where nobody told it, and how to change it', async () => {
    office = await openOffice({ setUp: false, directory: { profile: async () => ({ outcome: 'no answer' }) } })
    const done = await office.types('gus', '/dealbell setup')
    expect(done.text).toContain('I do not know your time zone, so days begin in UTC. To change that: /dealbell setup timezone Europe/Oslo')
    expect((await office.types('gus', '/dealbell setup timezone Europe/Oslo')).text).not.toContain('UTC')
    const mentioned = await office.types('gus', '/dealbell member <@UKIM> role manager')
    expect(mentioned.text).toContain('I could not find out who that is just now. Try again in a minute.')
  })

  test('says nothing of a guess where the zone was written, or was UTC already', async () => {
    const inUtc = { id: 'UGUS', handle: 'gus', name: 'Gus Berg', timeZone: 'UTC', isPerson: true }
    office = await openOffice({ setUp: false, directory: { profile: async () => ({ outcome: 'found', profile: inUtc }) } })
    const done = await office.types('gus', '/dealbell setup')
    expect(done.text).toContain('days begin in UTC')
    expect(done.text).not.toContain('I do not know')
    await office.close()
    office = await openOffice({ setUp: false, directory: { profile: async () => ({ outcome: 'no answer' }) } })
    expect((await office.types('gus', '/dealbell setup timezone UTC')).text).not.toContain('I do not know')
  })

  test('is not set up by a guest', async () => {
    const guest = { id: 'UGUS', handle: 'gus', name: 'Gus Berg', isPerson: false }
    office = await openOffice({ setUp: false, directory: { profile: async () => ({ outcome: 'found', profile: guest }) } })
    expect((await office.types('gus', '/dealbell setup')).text).toContain('I only work for members of this workspace')
    expect(await office.database.client.workspace.count()).toBe(0)
  })

  test('is not set up in a direct message, with an unknown currency or an unknown zone', async () => {
    office = await openOffice({ setUp: false })
    const direct = { place: { channel: 'D1', kind: 'direct' as const } }
    expect((await office.types('gus', '/dealbell setup', direct)).text).toContain('Run this in the channel')
    expect((await office.types('gus', '/dealbell setup currency DOGE')).text).toContain('stumbled at [DOGE]')
    expect((await office.types('gus', '/dealbell setup timezone Mars/Olympus')).text).toContain('not a time zone I know')
    expect((await office.types('gus', '/dealbell setup currency')).text).toContain('something is missing: currency')
    expect(await office.database.client.workspace.count()).toBe(0)
  })

  test('set up by two at once belongs to one of them', async () => {
    office = await openOffice({ setUp: false })
    const [one, two] = await Promise.all([office.types('gus', '/dealbell setup'), office.types('sam', '/dealbell setup')])
    expect([one, two].filter(({ text }) => text.includes('✅'))).toHaveLength(1)
    expect(await office.database.client.workspace.count()).toBe(1)
  })
})

describe('a workspace that is set up', () => {
  test('is changed by an admin only, and its currency only while nothing is counted in it', async () => {
    office = await openOffice()
    expect((await office.types('sam', '/dealbell setup currency EUR')).text).toContain('Only an admin can do that')
    expect((await office.types('gus', '/dealbell setup currency NOK')).text).toContain('NOK')
    await office.types('sam', '/deal won 100 Acme')
    expect((await office.types('gus', '/dealbell setup currency EUR')).text).toContain('The currency stays NOK')
    const moved = { place: { channel: 'C2WINS', kind: 'channel' as const } }
    expect((await office.types('gus', '/dealbell setup timezone Asia/Tokyo', moved)).text).toContain('C2WINS')
  })

  test('a correction reaches the card where it stands, also after the announcements moved', async () => {
    office = await openOffice()
    const echo = await office.types('sam', '/deal won 100 Acme')
    await office.channel()
    await office.types('gus', '/dealbell setup', { place: { channel: 'C2WINS', kind: 'channel' } })
    await office.presses('sam', 'Undo', echo)
    expect((await office.channel())[0]).toBe('~Sam Ortiz closed Acme~ — taken back')
  })

  test('posts what waited when the bot was not in the channel, once it is and setup is run there', async () => {
    office = await openOffice()
    const here = destination({ platform: 'terminal', id: 'OFFICE' }, 'C1SALES')
    office.messenger.always(here, { kind: 'not in channel' })
    await office.types('sam', '/deal won 100 Acme')
    expect(await office.channel()).toEqual([])
    office.messenger.always(here, undefined)
    await office.types('gus', '/dealbell setup')
    expect(await office.channel()).toEqual(['🔔 Sam Ortiz closed Acme: $100\n🌱 First deal'])
  })

  test('gives roles, and the permissions that go with them at once', async () => {
    office = await openOffice()
    expect((await office.types('sam', '/target set @kim 100 this month')).text).toContain('Only a manager or an admin can do that')
    expect((await office.types('gus', '/dealbell member @sam role manager')).text).toBe('✅ Sam Ortiz is a manager now (was rep).')
    expect((await office.types('sam', '/target set @kim 100 this month')).text).toContain('🎯 Target for Kim Lund, November 2026: $100')
    expect((await office.types('sam', '/deal won 50 Acme for @kim')).text).toContain('won for Kim Lund')
    expect((await office.types('sam', '/dealbell member @kim role admin')).text).toContain('Only an admin')
    expect((await office.types('gus', '/dealbell member @gus role rep')).text).toContain('Gus Berg is the last admin')
    expect((await office.types('gus', '/dealbell member @sam role boss')).text).toContain('rep, lead, manager or admin')
  })

  test('knows people by mention, handle and unambiguous name', async () => {
    office = await openOffice()
    await office.types('gus', `/dealbell member <@${personId('kim')}|kim>`)
    await office.types('gus', '/dealbell member @kim2')
    expect((await office.types('gus', '/dealbell member Lund')).text).toBe('Kim Lund is a rep.')
    expect((await office.types('gus', '/dealbell member "kim novak"')).text).toBe('Kim Novak is a rep.')
    expect((await office.types('gus', '/dealbell member Kim')).text).toContain('there is more than one Kim: Kim Lund, Kim Novak')
    expect((await office.types('gus', '/dealbell member Zoe')).text).toContain('I do not know anybody called Zoe')
    expect((await office.types('gus', '/dealbell member <@UNOBODY>')).text).toContain('I cannot find this person')
    expect((await office.types('gus', '/dealbell member <@UBOT>')).text).toContain('not a member')
  })

  test('calls people by their names once the platform tells them; they keep their role, and what they won bears the name', async () => {
    let silent = true
    const kim = { id: 'UKIM', handle: 'kim', name: 'Kim Lund', timeZone: 'Europe/Oslo', isPerson: true }
    const profile = async (_: unknown, id: string): Promise<ProfileAnswer> =>
      silent || id !== kim.id ? { outcome: 'no answer' } : { outcome: 'found', profile: kim }
    office = await openOffice({ directory: { profile } })
    await office.types('kim', '/deal won 100 Acme')
    expect((await office.types('gus', '/dealbell member @kim role manager')).text).toBe('✅ kim is a manager now (was rep).')
    silent = false
    office.clock.advance(6 * 60_000)
    await office.types('kim', '/progress')
    await vi.waitFor(async () => expect((await office.types('gus', '/dealbell member @kim')).text).toBe('Kim Lund is a manager.'))
    const { version } = await office.database.client.workspace.findFirstOrThrow()
    office.clock.advance(25 * 3_600_000)
    await office.types('kim', '/deal won 200 Bolt')
    expect((await office.channel()).at(-1)).toContain('Kim Lund')
    expect((await office.database.client.workspace.findFirstOrThrow()).version).toBe(version)
  })

  test('does not let a rep log for somebody else', async () => {
    office = await openOffice()
    expect((await office.types('sam', '/deal won 5000 Acme for @kim')).text).toContain('A rep logs their own deals')
    expect(await office.channel()).toEqual([])
  })
})

describe('help', () => {
  test('lists every command, and explains one', async () => {
    office = await openOffice()
    expect((await office.types('sam', '/dealbell help')).text).toMatchInlineSnapshot(`
      "What you can type
      • /deal won — log a win: yours, today, unless you say otherwise
      • /deal list — your wins, newest first
      • /deal show — one deal with its history
      • /deal undo — take back the last thing you did to a deal, or to the deal with that number
      • /dealbell help — all commands, or one in detail
      • /dealbell member — see or change what somebody may do (admins)
      • /dealbell setup — set Dealbell up in this channel, or change currency, time zone and channel
      • /progress — won, target, pace and what it takes: yours, a rep’s or the company’s
      • /target set — set a target for a rep or the company (managers)
      More on one: /dealbell help deal won"
    `)
    expect((await office.types('sam', '/dealbell help deal won')).text).toMatchInlineSnapshot(`
      "/deal won amount [customer] [for @person] [on date] [split @person share% …] [note note] [#tag …]
      log a win: yours, today, unless you say otherwise
      • /deal won 5000 Acme
      • /deal won 5.5k "Acme Corp" on yesterday
      • /deal won 12,500 Globex split @kim 30% note renewal #renewal
      • /deal won 5000 Acme for @sam on 2026-11-18"
    `)
    expect((await office.types('sam', '/dealbell help dance')).text).toContain('There is no command “dance”')
  })
  test('a word that is not known gets what there is', async () => {
    office = await openOffice()
    expect((await office.types('sam', '/deal wno 5000')).text).toMatchInlineSnapshot(`
      "I do not know “wno”. Did you mean /deal won?
      • /deal won amount [customer] [for @person] [on date] [split @person share% …] [note note] [#tag …]
      • /deal list [period]
      • /deal show #number
      • /deal undo [#number]
      Nothing was saved. Try: /deal won 5000 Acme"
    `)
    expect((await office.types('sam', '/deal')).text).toContain('/deal wants one more word')
    expect((await office.types('sam', '/nope')).text).toBe('There is no command “/nope”. Try: /dealbell help')
  })
})

test('the log has the command, the outcome and the time, and nothing of what was said', async () => {
  office = await openOffice()
  await office.types('sam', '/deal won 5000 Acme note secret')
  await office.types('sam', '/deal won abc')
  const commands = office.lines.filter((line) => 'command' in line)
  expect(commands).toMatchObject([
    { command: 'dealbell setup', outcome: 'ok' },
    { command: 'deal won', outcome: 'ok' },
    { command: 'deal won', outcome: 'problem.expected' },
  ])
  expect(JSON.stringify(office.lines)).not.toMatch(/5000|Acme|secret|Sam|abc/i)
})
