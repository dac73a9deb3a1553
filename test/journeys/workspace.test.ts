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
    expect((await office.types('gus', '/dealbell member me')).text).toContain('Gus Berg is an admin.')
    expect((await office.types('sam', '/deal won 5000 Acme')).text).toContain('€5,000.00')
  })

  test('takes the currency and the zone from nowhere: dollars, and the zone of who runs it', async () => {
    office = await openOffice({ setUp: false })
    const form = await office.types('gus', '/dealbell setup')
    expect(form.text).toContain('Currency: USD\nTime zone: Europe/Oslo')
    const done = await office.fillsIn('gus', await office.fillsIn('gus', form, {}), {})
    expect(done.text).toContain('Amounts are in USD, days begin in Europe/Oslo')
  })

  test('says that the zone is a guess where nobody told it, and how to change it', async () => {
    office = await openOffice({ setUp: false, directory: { profile: async () => ({ outcome: 'no answer' }) } })
    const done = await office.types('gus', '/dealbell setup currency USD')
    expect(done.text).toContain('I do not know your time zone, so days begin in UTC. To change that: /dealbell setup timezone Europe/Oslo')
    expect((await office.types('gus', '/dealbell setup timezone Europe/Oslo')).text).not.toContain('begin in UTC')
    const mentioned = await office.types('gus', '/dealbell member <@UKIM> role manager')
    expect(mentioned.text).toContain('I could not find out who that is just now. Try again in a minute.')
  })

  test('asks for the zone where nobody told it', async () => {
    office = await openOffice({ setUp: false, directory: { profile: async () => ({ outcome: 'no answer' }) } })
    const form = await office.types('gus', '/dealbell setup')
    expect((await office.fillsIn('gus', form, {})).text).toBe('timezone: This is needed.')
    expect((await office.fillsIn('gus', form, { timezone: 'UTC' })).text).toContain('Setting up 2/2')
    expect((await office.types('gus', '/dealbell settings timezone')).text).toContain('Time zone: UTC')
  })

  test('says nothing of a guess where the zone was written, or was UTC already', async () => {
    const inUtc = { id: 'UGUS', handle: 'gus', name: 'Gus Berg', timeZone: 'UTC', isPerson: true }
    office = await openOffice({ setUp: false, directory: { profile: async () => ({ outcome: 'found', profile: inUtc }) } })
    const done = await office.types('gus', '/dealbell setup currency USD')
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
    expect([one, two].filter(({ answer }) => answer.kind === 'form')).toHaveLength(1)
    expect([one, two].filter(({ text }) => text.includes('Somebody set Dealbell up a moment ago'))).toHaveLength(1)
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
    await office.types('gus', '/dealbell settings announce here', { place: { channel: 'C2WINS', kind: 'channel' } })
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
    expect((await office.types('gus', '/dealbell member @sam role manager')).text).toContain('✅ Sam Ortiz is a manager now (was rep).')
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
    expect((await office.types('gus', '/dealbell member Lund')).text).toContain('Kim Lund is a rep.')
    expect((await office.types('gus', '/dealbell member "kim novak"')).text).toContain('Kim Novak is a rep.')
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
    expect((await office.types('gus', '/dealbell member @kim role manager')).text).toContain('✅ kim is a manager now (was rep).')
    silent = false
    office.clock.advance(6 * 60_000)
    await office.types('kim', '/progress')
    await vi.waitFor(async () => expect((await office.types('gus', '/dealbell member @kim')).text).toContain('Kim Lund is a manager.'))
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
      /agenda — what the next meeting is about: topics, actions, what is open
      • /agenda — what the next meeting will be about
      • /agenda action — say who does what by when
      • /agenda add — put a topic on the next agenda
      • /agenda carry — carry an item over to the next meeting
      • /agenda done — tick off an action or a topic
      • /agenda drop — take an item off the agenda
      • /agenda mine — what you agreed to do, in meetings and 1:1s
      /deal — log and correct deals
      • /deal won — log a win: yours, today, unless you say otherwise
      • /deal edit — correct what is stored of a deal
      • /deal list — deals, newest first: your wins, unless you say whose and which
      • /deal list stories — how deals were won, the newest first, or with a word in it
      • /deal lost — lose a deal, with the reason
      • /deal open — open a deal in the pipeline: yours, in the first stage, unless you say otherwise
      • /deal show — one deal with its history
      • /deal split — share a deal’s credit with others
      • /deal stage — move a deal to another stage, or win or lose it
      • /deal undo — take back the last thing you did to a deal, or to the deal with that number
      /dealbell — set up, teams, members, help
      • /dealbell help — all commands, or one in detail
      • /dealbell link — join Slack and Discord into one team, or your accounts into one person
      • /dealbell member — somebody’s role, team and days away; changing them (admins)
      • /dealbell nudges — whether you hear of it in private when you are behind
      • /dealbell privacy — what is stored about you, why and for how long; and a copy of it
      • /dealbell rate — what other currencies are worth, and from when (managers set it)
      • /dealbell settings — how everything is set; an admin changes it with a name and a value, or in forms
      • /dealbell setup — set Dealbell up in this channel: a short form, or all at once with keywords
      • /dealbell team — the teams: who leads them and who is in them
      /kudos — thank somebody; see who was thanked
      • /kudos — thank somebody in front of everybody
      • /kudos list — thanks that you or somebody else gave and got
      /log — log calls, meetings, demos; see what they lead to
      • /log — log calls, meetings, demos: yours, today, unless you say otherwise
      • /log list — what you or a rep logged, newest first
      • /log ratios — how many calls make a meeting, and how many make a win
      • /log undo — take back the last activity that you touched, or the one with that number
      And
      • /forecast — what a period will bring: won, weighted, commit and best case
      • /leaderboard — who stands where: by value or by share of the target, in any period
      • /pipeline — the open deals by stage: worth, age, how many go on, and which are stuck
      • /progress — won, target, pace, forecast and what it takes: yours, a rep’s, a team’s or the company’s
      • /target list — who has which target, and how far they are
      More on one: /dealbell help deal won
      15 more are for managers and admins."
    `)
    expect((await office.types('sam', '/dealbell help deal won')).text).toMatchInlineSnapshot(`
      "/deal won amount [customer] [on date] [for @person] [product product] [split @person share% …] [note note] [#tag …]
      log a win: yours, today, unless you say otherwise
      • /deal won 5000 Acme
      • /deal won 5.5k "Acme Corp" on yesterday
      • /deal won 12,500 Globex split @kim 30% note renewal #renewal
      • /deal won 8000 Initech product "GTX Pro" for @sam on 2026-11-18"
    `)
    expect((await office.types('sam', '/dealbell help dance')).text).toContain('There is no command “dance”')
  })
  test('a word that is not known gets what there is', async () => {
    office = await openOffice()
    expect((await office.types('sam', '/deal wno 5000')).text).toMatchInlineSnapshot(`
      "I do not know “wno”. Did you mean /deal won?
      • /deal won amount [customer] [on date] [for @person] [product product] [split @person share% …] [note note] [#tag …]
      • /deal edit #number [amount amount] [customer customer] [product product] [close date] [on date] [reason reason] [note note] [owner @person] [tags #tag …|none] [#tag …]
      • /deal list [open|won|lost|stale] [period] [@person|team|company] [product product] [customer customer] [#tag …]
      • /deal list stories [word]
      • /deal lost #number [reason] [note] [on date]
      • /deal open amount [customer] [stage stage] [close date] [for @person] [product product] [split @person share% …] [note note] [#tag …]
      • /deal show #number
      • /deal split #number [@person share% …|none]
      • /deal stage #number stage [close date] [on date]
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
