// Teams, roles, days away, accounts, and who leaves: what people type, and what they are told.
import { afterEach, describe, expect, test } from 'vitest'
import type { ProfileAnswer } from '../../src/conversation/platform.ts'
import { type Office, openOffice, personId } from './office.ts'

let office: Office
afterEach(() => office.close())

const says = async (who: string, line: string): Promise<string> => (await office.types(who, line)).text

/** West with North under it, led by Kim; Sam in North. */
async function withTeams(options: Parameters<typeof openOffice>[0] = {}): Promise<void> {
  office = await openOffice(options)
  await office.types('gus', '/dealbell team add West')
  await office.types('gus', '/dealbell team add North under West lead @kim')
  await office.types('gus', '/dealbell team move @sam North')
}

describe('teams', () => {
  test('are a tree with leads and members, for everybody to see', async () => {
    await withTeams()
    await office.types('noor', '/dealbell member me')
    expect(await says('noor', '/dealbell team')).toMatchInlineSnapshot(`
      "👥 Teams
      • West, no lead: nobody in it
      • – North, led by Kim Lund: Sam Ortiz
      In no team: Gus Berg, Kim Lund, Noor Haddad
      Admins: Gus Berg"
    `)
    expect(await says('noor', '/dealbell team North')).toMatchInlineSnapshot(`
      "👥 Teams
      • North, led by Kim Lund: Sam Ortiz"
    `)
  })

  test('where there are none, that is said', async () => {
    office = await openOffice()
    expect(await says('gus', '/dealbell team')).toMatchInlineSnapshot(`
      "👥 Teams
      There are no teams yet.
      In no team: Gus Berg
      Admins: Gus Berg"
    `)
  })

  test('are added at the top or under another, and a rep who leads one becomes a lead', async () => {
    office = await openOffice()
    expect(await says('gus', '/dealbell team add West')).toBe('✅ Team West is there, at the top.\n[Undo]')
    expect(await says('gus', '/dealbell team add North under West lead @kim')).toBe(
      '✅ Team North is there, under West. Kim Lund leads North.\nFor that, Kim Lund has become a lead (was rep).\n[Undo]',
    )
    expect(await says('gus', '/dealbell team add "Key accounts" lead @gus')).not.toContain('become')
    expect(await says('gus', '/dealbell member @kim')).toContain('Kim Lund is a lead.')
  })

  test.each([
    ['/dealbell team add north', 'there is a team called North already'],
    ['/dealbell team add company', 'company means something else here'],
    ['/dealbell team add Won', 'Won means something else here'],
    ['/dealbell team add "for"', 'for means something else here'],
    ['/dealbell team add Team', 'Team means something else here'],
    ['/dealbell team add december', 'december means something else here'],
    ['/dealbell team add revenue', 'revenue means something else here'],
    ['/dealbell team add manager', 'manager means something else here'],
    ['/dealbell team add 5000', '5000 means something else here'],
    ['/dealbell team add "🚀 Rockets"', 'letters, digits, spaces'],
    ['/dealbell team add <@UKIM|kim>', 'letters, digits, spaces'],
    [`/dealbell team add ${'North '.repeat(7)}`, 'at most 40 characters'],
    ['/dealbell team add ""', 'the team has no name'],
    ['/dealbell team add', 'something is missing: name'],
    ['/dealbell team add South under East', 'there is no team called East'],
    ['/dealbell team add South lead Zoe', 'I do not know anybody called Zoe'],
    ['/dealbell team move North under North', 'North cannot go under North'],
    ['/dealbell team move West under North', 'West cannot go under North, which is a part of it'],
    ['/dealbell team move company under West', 'The company is above all teams'],
    ['/dealbell team move @sam', 'Say where Sam Ortiz goes'],
    ['/dealbell team move North', 'Say where North goes'],
    ['/dealbell team move @sam Nowhere', 'there is no team called Nowhere'],
    ['/dealbell team rename North', 'Say the new name of North'],
    ['/dealbell team rename North to west', 'there is a team called West already'],
    ['/dealbell team rename North "#1"', 'letters, digits, spaces'],
    ['/dealbell team remove West', 'West is not empty: one team first have to go elsewhere'],
    ['/dealbell team remove North', 'North is not empty: one member'],
    ['/dealbell team lead North', 'something is missing'],
    ['/dealbell team lead Nowhere @kim', 'there is no team called Nowhere'],
  ])('%s is refused, and nothing changes', async (line, complaint) => {
    await withTeams()
    const { version } = await office.database.client.workspace.findFirstOrThrow()
    expect(await says('gus', line)).toContain(complaint)
    expect((await office.database.client.workspace.findFirstOrThrow()).version).toBe(version)
    expect(await office.database.client.team.count()).toBe(2)
  })

  test('are changed by admins only', async () => {
    await withTeams()
    await office.types('gus', '/dealbell member @noor role manager')
    for (const line of ['add South', 'lead North none', 'move @sam none', 'rename North to South', 'remove North']) {
      for (const who of ['sam', 'kim', 'noor']) expect(await says(who, `/dealbell team ${line}`)).toContain('Only an admin can do that')
    }
    expect(await office.database.client.team.count()).toBe(2)
  })

  test('get another lead, name and place, and Undo takes each back', async () => {
    await withTeams()
    const tree = await says('gus', '/dealbell team')
    for (const [line, told] of [
      ['lead North none', '✅ North has no lead now.'],
      ['lead North @noor', '✅ Noor Haddad leads North now.'],
      ['rename North to North-East', '✅ North is called North-East now.'],
      ['move North under top', '✅ North is at the top now.'],
      ['move @sam to West', '✅ Sam Ortiz is in West now (was in North).'],
      ['move @sam none', '✅ Sam Ortiz is in no team now.'],
      ['add South under North', '✅ Team South is there, under North.'],
    ] as const) {
      const done = await office.types('gus', `/dealbell team ${line}`)
      expect(done.text).toContain(told)
      const before = await says('gus', '/dealbell team')
      expect(before).not.toBe(tree)
      expect((await office.presses('gus', 'Undo', done)).text).toBe('↩️ Taken back.')
      expect((await says('gus', '/dealbell team')).replace('Noor Haddad', '').replace(/, *$/gm, '')).toBe(tree)
    }
    expect(await says('gus', '/dealbell member @noor')).toContain('Noor Haddad is a rep.')
  })

  test('Undo after something else changed does nothing', async () => {
    await withTeams()
    const done = await office.types('gus', '/dealbell team rename North to South')
    await office.types('gus', '/dealbell team rename South to East')
    expect((await office.presses('gus', 'Undo', done)).text).toContain('This has changed again since then')
    expect(await says('gus', '/dealbell team')).toContain('East')
    expect((await office.presses('sam', 'Undo', done)).text).toContain('Only an admin can do that')
  })

  test('go when nothing hangs on them, and come back under the same id', async () => {
    await withTeams()
    const [, north] = await office.database.client.team.findMany({ orderBy: { id: 'asc' } })
    await office.types('gus', '/dealbell team move @sam none')
    const gone = await office.types('gus', '/dealbell team remove North')
    expect(gone.text).toContain('✅ Team North is removed.')
    expect((await office.presses('gus', 'Undo', gone)).text).toBe('↩️ Taken back.')
    expect(await office.database.client.team.findMany({ orderBy: { id: 'asc' } })).toContainEqual(north)
  })

  test('stay while deals are counted in them, so that no number above moves', async () => {
    await withTeams()
    await office.types('sam', '/deal won 5000 Acme')
    await office.types('gus', '/dealbell team move @sam none')
    expect(await says('gus', '/dealbell team remove North')).toContain('North has deals or targets of its own')
  })

  test('a repeated request adds no second team', async () => {
    office = await openOffice()
    const once = await office.types('gus', '/dealbell team add North', { requestKey: 'again' })
    expect(await office.types('gus', '/dealbell team add North', { requestKey: 'again' })).toEqual(once)
    expect(await office.database.client.team.count()).toBe(1)
  })

  test('many of them come in pages of ten', async () => {
    office = await openOffice()
    for (let n = 10; n < 35; n += 1) await office.types('gus', `/dealbell team add "Squad ${n}"`)
    const first = await office.types('gus', '/dealbell team')
    expect(first.text.match(/Squad/g)).toHaveLength(10)
    const second = await office.presses('gus', 'More', first)
    expect(second.text).toContain('Squad 20')
    const third = await office.presses('gus', 'More', second)
    expect(third.text.match(/Squad/g)).toHaveLength(5)
    expect((await office.presses('gus', 'Back', third)).text).toBe(second.text)
  })

  test('go before people of the same name, and a word of a name will do where it is the only one', async () => {
    await withTeams()
    await office.types('gus', '/dealbell team add "North Pole"')
    expect(await says('gus', '/dealbell team North')).toContain('North, led by Kim Lund')
    expect(await says('gus', '/dealbell team pole')).toContain('North Pole')
    await office.types('gus', '/dealbell team add "South Pole"')
    expect(await says('gus', '/dealbell team pole')).toContain('there is more than one team called pole: North Pole, South Pole')
    await office.types('gus', '/dealbell team add Sam')
    expect(await says('gus', '/dealbell team move sam under West')).toContain('✅ Sam is under West now.')
  })
})

describe('the channel of a team', () => {
  const north = { place: { channel: 'C9NORTH', kind: 'channel' as const } }
  const direct = { place: { channel: 'D1GUS', kind: 'direct' as const } }

  test('is the one that it is said in or named by, is shown with the team, and is taken back', async () => {
    office = await openOffice()
    await office.types('gus', '/dealbell team add North')
    const named = await office.types('gus', '/dealbell team channel North #wins')
    expect(named.text).toBe('✅ What is for North goes to #C2WINS now.\n[Undo]')
    const here = await office.types('gus', '/dealbell team channel North here', north)
    expect((await office.types('sam', '/dealbell team')).text).toContain('North, no lead: nobody in it · #C9NORTH')
    expect((await office.presses('gus', 'Undo', here)).text).toContain('Taken back')
    expect((await office.types('sam', '/dealbell team')).text).toContain('#C2WINS')
    expect((await office.types('gus', '/dealbell team channel North none')).text).toContain('North has no channel of its own now.')
    expect((await office.types('sam', '/dealbell team')).text).not.toContain('#')
  })

  test('is one that there is, that the bot can post in, and that an admin chooses', async () => {
    office = await openOffice({ directory: { enter: async (_, channel) => (channel === 'C2WINS' ? 'invite me' : 'unknown') } })
    await office.types('gus', '/dealbell team add North')
    const says = async (who: string, line: string, how = {}) => (await office.types(who, line, how)).text
    expect(await says('gus', '/dealbell team channel North #wins')).toContain('I am not in #C2WINS')
    expect(await says('gus', '/dealbell team channel North #sales')).toContain('I cannot post in #C1SALES')
    expect(await says('gus', '/dealbell team channel North #nowhere')).toContain('does not tell me which channel #nowhere is')
    expect(await says('gus', '/dealbell team channel North here #wins')).toContain('say here or name a channel, not both')
    expect(await says('gus', '/dealbell team channel North here', direct)).toContain('There is no channel here')
    expect(await says('gus', '/dealbell team channel North')).toContain('Say which channel North gets')
    expect(await says('gus', '/dealbell team channel North #wins none')).toContain('Say which channel North gets')
    expect(await says('sam', '/dealbell team channel North here')).toContain('admin')
    expect((await office.types('sam', '/dealbell team')).text).not.toContain('#')
  })
})

describe('a member', () => {
  test('is told with role, team, days, and accounts', async () => {
    await withTeams()
    await office.types('gus', '/dealbell member @sam start 2026-11-01')
    await office.types('sam', '/dealbell member me away 2026-12-20 to 2027-01-02')
    await office.types('sam', '/dealbell member me boards off')
    expect(await says('noor', '/dealbell member @sam')).toMatchInlineSnapshot(`
      "Sam Ortiz is a rep.
      • Team North, led by Kim Lund
      • Here since 18 Nov 2026
      • Sells from 1 Nov 2026
      • Away: 20 Dec 2026 to 2 Jan 2027
      • On no boards, by choice
      • Accounts: Terminal @sam"
    `)
    expect(await says('noor', '/dealbell member @kim')).toMatchInlineSnapshot(`
      "Kim Lund is a lead.
      • In no team
      • Leads North
      • Here since 18 Nov 2026
      • Accounts: Terminal @kim"
    `)
  })

  test('gets several things at once, and Undo takes all of them back', async () => {
    await withTeams()
    const before = await says('gus', '/dealbell member @noor')
    const done = await office.types('gus', '/dealbell member @noor role lead team West start 2026-11-02')
    expect(done.text).toMatchInlineSnapshot(`
      "✅ Noor Haddad is a lead now (was rep).
      ✅ Noor Haddad is in West now.
      ✅ Noor Haddad sells from 2 Nov 2026 on.
      [Undo]"
    `)
    expect((await office.presses('gus', 'Undo', done)).text).toBe('↩️ Taken back.')
    expect(await says('gus', '/dealbell member @noor')).toBe(before)
    expect((await office.presses('gus', 'Undo', done)).text).toContain('This has changed again since then')
    const events = await office.database.client.memberEvent.findMany({ orderBy: { id: 'asc' } })
    expect(events.map(({ kind, before, after }) => `${kind} ${before}>${after}`).slice(-6)).toEqual([
      'role rep>lead',
      'team >1',
      'startedOn >2026-11-02',
      'role lead>rep',
      'team 1>',
      'startedOn 2026-11-02>',
    ])
  })

  test('stays as they are when nothing differs', async () => {
    await withTeams()
    expect(await says('gus', '/dealbell member @sam team North')).toBe('Sam Ortiz is that way already; nothing was changed.')
  })

  test.each([
    ['next week', 'Away: 23 Nov 2026 to 29 Nov 2026'],
    ['2026-12-24', 'Away: 24 Dec 2026'],
    ['20 dec to 2 jan', 'Away: 20 Dec 2026 to 2 Jan 2027'],
    ['from 2026-12-20 until 2026-12-31', 'Away: 20 Dec 2026 to 31 Dec 2026'],
    ['tomorrow', 'Away: 19 Nov 2026'],
    ['december', 'Away: 1 Dec 2026 to 31 Dec 2026'],
  ])('away %s', async (typed, shown) => {
    office = await openOffice()
    expect(await says('sam', `/dealbell member me away ${typed}`)).toContain(shown.replace('Away', '✅ Sam Ortiz is away'))
    expect(await says('sam', '/dealbell member me')).toContain(shown)
  })

  test('is away by themselves, by their lead or by a manager, and by nobody else', async () => {
    await withTeams()
    await office.types('gus', '/dealbell member @noor role manager')
    const away = '/dealbell member @sam away next week'
    expect(await says('kim2', away)).toContain('Days away of Sam Ortiz are entered by the person, the lead of the team or a manager.')
    for (const who of ['sam', 'kim', 'noor', 'gus']) {
      const done = await office.types(who, away)
      expect(done.text).toContain('✅ Sam Ortiz is away: 23 Nov 2026 to 29 Nov 2026')
      expect((await office.presses('kim2', 'Undo', done)).text).toContain('Days away of Sam Ortiz are entered by')
      expect((await office.presses(who, 'Undo', done)).text).toBe('↩️ Taken back.')
    }
    expect(await says('kim', '/dealbell member @noor away next week')).toContain('Days away of Noor Haddad')
  })

  test('was away on days that are past, and is told so', async () => {
    office = await openOffice()
    expect(await says('sam', '/dealbell member me away 2026-11-02 to 2026-11-06')).toContain('away: 2 Nov 2026 to 6 Nov 2026.')
  })

  test('who comes back early is not away from today on, and was away before', async () => {
    office = await openOffice()
    await office.types('sam', '/dealbell member me away 2026-11-16 to 2026-11-27')
    await office.types('sam', '/dealbell member me away december')
    expect(await says('sam', '/dealbell member me away none')).toContain('✅ Sam Ortiz is not away from today on.')
    const { leave } = await office.database.client.member.findFirstOrThrow({ where: { name: 'Sam Ortiz' } })
    expect(leave).toBe('[{"from":"2026-11-16","to":"2026-11-17"}]')
  })

  test.each([
    ['/dealbell member me away', 'something is missing'],
    ['/dealbell member me away soon', 'I expected dates|none here'],
    ['/dealbell member me away 2027-01-02 to 2026-12-20', 'the last day comes before the first'],
    ['/dealbell member me away 2027-01-02 to 2029-12-20', 'longer than a year'],
    ['/dealbell member me boards maybe', 'I expected on|off here'],
    ['/dealbell member @kim boards off', 'Whether Kim Lund stands on boards is nobody else’s choice'],
    ['/dealbell member me left back', 'Somebody has either left or is back'],
    ['/dealbell member @gus left', 'Gus Berg is the last admin'],
    ['/dealbell member @gus role rep', 'Gus Berg is the last admin'],
    ['/dealbell member @sam is @kim role lead', 'Join accounts in a command of its own'],
  ])('%s is refused', async (line, complaint) => {
    office = await openOffice()
    expect(await says('gus', line)).toContain(complaint)
    expect(await office.database.client.memberEvent.count()).toBe(0)
  })

  test('role, team, start and leaving are for admins', async () => {
    await withTeams()
    for (const who of ['sam', 'kim']) {
      for (const change of ['role admin', 'team West', 'start 2026-11-01', 'left', 'is @noor']) {
        expect(await says(who, `/dealbell member @sam ${change}`)).toContain('Only an admin can do that')
      }
    }
  })

  test('who becomes a rep again leads no team', async () => {
    await withTeams()
    expect(await says('gus', '/dealbell member @kim role rep')).toContain('North has no lead now.')
    expect(await says('gus', '/dealbell team North')).toContain('North, no lead')
  })
})

describe('who has left', () => {
  test('is on no list, is found only where leavers are meant, may not use the bot, and keeps the past', async () => {
    await withTeams()
    await office.types('sam', '/deal won 5000 Acme')
    expect(await says('gus', '/dealbell member @sam left')).toMatchInlineSnapshot(
      `"✅ Sam Ortiz is marked as having left: on no board any more, and the past stays."`,
    )
    expect(await says('gus', '/dealbell team')).not.toContain('Sam')
    for (const named of ['@sam', 'Sam', '"Sam Ortiz"', `<@${personId('sam')}|sam>`]) {
      expect(await says('gus', `/deal won 10 Acme for ${named}`)).toContain('Sam Ortiz has left.')
    }
    expect(await says('sam', '/deal won 10 Acme')).toContain('You are marked as somebody who has left')
    expect(await says('gus', '/dealbell member @sam')).toContain('• Has left')
    expect(await says('gus', '/progress company')).toContain('$5,000')
    expect(await says('gus', '/dealbell member @sam back')).toBe('✅ Sam Ortiz is back.')
    expect(await says('sam', '/deal won 10 Acme')).toContain('won')
  })

  test('and led a team leaves it without a lead', async () => {
    await withTeams()
    expect(await says('gus', '/dealbell member @kim left')).toContain('North has no lead now.')
    expect(await says('gus', '/dealbell team lead North @kim')).toContain('Kim Lund has left.')
  })

  test('does not stand in the way of a colleague of that name', async () => {
    office = await openOffice()
    await office.types('kim', '/dealbell member me')
    await office.types('kim2', '/dealbell member me')
    expect(await says('gus', '/deal won 10 Acme for Kim')).toContain('there is more than one Kim: Kim Lund, Kim Novak')
    await office.types('gus', '/dealbell member @kim left')
    expect(await says('gus', '/deal won 10 Acme for Kim')).toContain('won for Kim Novak')
  })

  test('because the platform says so, comes back when it says so; an admin’s word is not undone by it', async () => {
    await withTeams()
    const here = { platform: 'terminal', id: 'OFFICE' } as const
    const kim = { id: personId('kim'), handle: 'kim', name: 'Kim Lund' }
    await office.follow(here, { ...kim, isPerson: false, left: true })
    expect(await says('gus', '/dealbell team')).not.toContain('Kim Lund')
    expect(await says('kim', '/progress')).toContain('You are marked as somebody who has left')
    await office.follow(here, { ...kim, name: 'Kim Lund-Berg', isPerson: true })
    expect(await says('kim', '/dealbell member me')).toContain('Kim Lund-Berg is a lead.')
    await office.types('gus', '/dealbell member @kim left')
    await office.follow(here, { ...kim, isPerson: true })
    expect(await says('kim', '/progress')).toContain('You are marked as somebody who has left')
  })

  test('and nobody said so, is found out with the daily look', async () => {
    let left = false
    const answer = async (_: unknown, id: string): Promise<ProfileAnswer> => ({
      outcome: 'found',
      profile: {
        id,
        handle: id.slice(1).toLowerCase(),
        name: id,
        ...(left && id === 'UKIM' ? { isPerson: false, left: true } : { isPerson: true }),
      },
    })
    office = await openOffice({ directory: { profile: answer } })
    await office.types('kim', '/progress')
    left = true
    office.clock.advance(25 * 3_600_000)
    await office.types('gus', '/deal won 10 Acme for <@UKIM|kim>')
    await expect.poll(() => says('gus', '/deal won 10 Acme for <@UKIM|kim>')).toContain('UKIM has left')
  })

  test('as the last admin is followed by whoever has the highest role and came first, who is told', async () => {
    office = await openOffice()
    for (const who of ['sam', 'kim', 'noor']) await office.types(who, '/dealbell member me')
    await office.types('gus', '/dealbell member @noor role manager')
    await office.types('gus', '/dealbell member @kim role manager')
    await office.follow(
      { platform: 'terminal', id: 'OFFICE' },
      { id: 'UGUS', handle: 'gus', name: 'Gus Berg', isPerson: false, left: true },
    )
    expect(await says('sam', '/dealbell team')).toContain('Admins: Kim Lund')
    expect((await office.direct('kim')).map(({ text }) => text)).toEqual([
      '👋 Gus Berg was the last admin and has left. You are the admin now: /dealbell member @sam role admin makes somebody else one too.',
    ])
    expect(await says('kim', '/dealbell member @sam role admin')).toContain('Sam Ortiz is an admin now')
  })
})

test('who left and is erased leaves no account behind in what is kept of them', async () => {
  await withTeams()
  await office.follow({ platform: 'terminal', id: 'OFFICE' }, { id: 'UKIM', handle: 'kim', name: 'Kim Lund', isPerson: false, left: true })
  const kinds = async () => (await office.database.client.memberEvent.findMany()).map(({ kind }) => kind)
  expect(await kinds()).toContain('account terminal/OFFICE/UKIM')
  await office.fillsIn('gus', await office.types('gus', '/dealbell privacy erase "Kim Lund"'), { name: 'Kim Lund' })
  expect(await kinds()).not.toContain('account terminal/OFFICE/UKIM')
  expect(await kinds()).toContain('hasLeft')
})

describe('one person', () => {
  /** Somebody who came with an import: a member without an account, with a deal. */
  async function imported(name: string): Promise<number> {
    const { id } = await office.database.client.workspace.findFirstOrThrow()
    const data = { workspaceId: id, name, foldedWords: ` ${name.toLowerCase()} `, role: 'rep', createdAt: 0n }
    const member = await office.database.client.member.create({ data })
    await office.database.client.workspace.update({ where: { id }, data: { version: { increment: 1 } } })
    return member.id
  }

  test('whose past was imported is joined with their account', async () => {
    office = await openOffice()
    await imported('Darcel Schlecht')
    expect(await says('gus', '/deal won 700 Acme for "Darcel Schlecht"')).toContain('won for Darcel Schlecht')
    expect(await says('gus', '/dealbell member Darcel')).toContain(
      'No account yet. To join one: /dealbell member "Darcel Schlecht" is @sam',
    )
    expect(await says('gus', '/dealbell member "Darcel Schlecht" is @sam')).toContain('✅ Sam Ortiz is an account of Darcel Schlecht now')
    expect(await says('gus', '/dealbell member Darcel is @sam')).toContain('belongs to Darcel Schlecht already')
    expect(await says('sam', '/deal won 300 Bolt')).toContain('$1,000')
    expect(await office.database.client.member.count()).toBe(2)
  })

  test('whose account did things already keeps them where the other did nothing', async () => {
    office = await openOffice()
    await imported('Darcel Schlecht')
    await office.types('sam', '/deal won 300 Bolt')
    expect(await says('gus', '/dealbell member "Darcel Schlecht" is @sam')).toContain('✅')
    expect(await says('sam', '/deal won 300 Bolt2')).toContain('$600')
    expect(await office.database.client.member.count()).toBe(2)
  })

  test.each(['', '/deal won 300 Bolt'])(
    'keep the name they were called by, whatever the platform calls their account (%s)',
    async (before) => {
      office = await openOffice()
      await imported('Darcel Schlecht')
      if (before !== '') await office.types('sam', before)
      await office.types('gus', '/dealbell member "Darcel Schlecht" is @sam')
      const profile = { id: 'USAM', handle: 'sammy', name: 'Sam O.', isPerson: true }
      await office.follow({ platform: 'terminal', id: 'OFFICE' }, profile)
      expect(await says('gus', '/dealbell member @sammy')).toContain('Darcel Schlecht is a rep.')
    },
  )

  test('stays two where each has deals of their own', async () => {
    office = await openOffice()
    await imported('Darcel Schlecht')
    await office.types('gus', '/deal won 700 Acme for "Darcel Schlecht"')
    await office.types('sam', '/deal won 300 Bolt')
    expect(await says('gus', '/dealbell member "Darcel Schlecht" is @sam')).toContain('They stay two.')
    expect(await office.database.client.member.count()).toBe(3)
  })
})

describe('undoing what others have built on meanwhile', () => {
  const admins = async (...lines: readonly string[]) => {
    for (const line of lines) await office.types('gus', `/dealbell ${line}`)
  }

  test('leaves a role that another team needs', async () => {
    office = await openOffice()
    const north = await office.types('gus', '/dealbell team add North lead @kim')
    await admins('team add South lead @kim')
    expect((await office.presses('gus', 'Undo', north)).text).toContain('Taken back')
    expect(await says('gus', '/dealbell member @kim')).toContain('Kim Lund is a lead.')
  })

  test.each(['left', 'role rep'])('puts nobody back in the lead who cannot lead any more: %s', async (since) => {
    office = await openOffice()
    await admins('team add North lead @kim')
    const change = await office.types('gus', '/dealbell team lead North @noor')
    await admins(`member @kim ${since}`)
    expect((await office.presses('gus', 'Undo', change)).text).toContain('Nothing was saved')
    expect(await says('gus', '/dealbell team')).toContain('North, led by Noor Haddad')
  })

  test('moves nobody back into a team that is gone', async () => {
    office = await openOffice()
    await admins('team add North', 'team add South', 'team move @sam North')
    const moved = await office.types('gus', '/dealbell team move @sam South')
    await admins('team remove North')
    expect((await office.presses('gus', 'Undo', moved)).text).toContain('Nothing was saved')
    expect(await says('gus', '/dealbell member @sam')).toContain('South')
  })
})
