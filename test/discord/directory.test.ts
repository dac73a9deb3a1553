// What Discord is asked about people and channels, and what its answers, and its silence, mean.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { discordApi } from '../../src/discord/api.ts'
import { type DiscordDirectory, discordDirectory, profileIn } from '../../src/discord/directory.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { Flag } from '../fakes/discord/permissions.ts'
import { channelType, type FakeDiscord, fakeDiscord, ids } from '../fakes/discord-server.ts'

let discord: FakeDiscord
let directory: DiscordDirectory
let minutes: number
let logged: object[]
const here = { platform: 'discord', id: ids.guild } as const
const member = 'GET /guilds/:guild/members/:user'
const searching = 'GET /guilds/:guild/members/search'
const clock = { now: () => asInstant(Date.UTC(2026, 10, 22) + minutes * 60_000) }
const log = { info: (about: object) => void logged.push(about), warn: () => {}, error: () => {} }

beforeEach(async () => {
  minutes = 0
  logged = []
  discord = await fakeDiscord()
  directory = discordDirectory(discordApi({ token: discord.token, apiUrl: discord.apiUrl }, log), () => undefined, clock, log)
})
afterEach(() => discord.close())

describe('a person', () => {
  test('is called what the server calls them, and is asked for once in a while', async () => {
    const sam = { outcome: 'found', profile: { id: ids.sam, handle: 'sam', name: 'Sam Ortiz', isPerson: true } }
    expect(await Promise.all([directory.profile(here, ids.sam), directory.profile(here, ids.sam)])).toEqual([sam, sam])
    expect(discord.callsOf(member)).toHaveLength(1)
    discord.world.addMember(ids.guild, ids.sam, { nick: 'Sammy' })
    expect(await directory.profile(here, ids.sam)).toEqual(sam)
    minutes = 11
    expect(await directory.profile(here, ids.sam)).toMatchObject({ profile: { name: 'Sammy' } })
    discord.world.addMember(ids.guild, ids.sam, { nick: 'Sam O' })
    directory.forget(here, ids.sam)
    expect(await directory.profile(here, ids.sam)).toMatchObject({ profile: { name: 'Sam O' } })
    directory.forget(here)
    await directory.profile(here, ids.sam)
    expect(discord.callsOf(member)).toHaveLength(4)
  })

  test('who is a bot is none', async () => {
    expect(await directory.profile(here, ids.bot)).toMatchObject({ outcome: 'found', profile: { isPerson: false } })
  })

  test('who is not in the server any more has left; whom Discord does not know is unknown', async () => {
    discord.world.guilds.get(ids.guild)?.members.delete(ids.sam)
    expect(await directory.profile(here, ids.sam)).toMatchObject({ outcome: 'found', profile: { isPerson: false, left: true } })
    expect(await directory.profile(here, '99')).toEqual({ outcome: 'unknown' })
    for (const id of ['', '@me', '1/../2', 'U0SAM']) expect(await directory.profile(here, id)).toEqual({ outcome: 'unknown' })
    expect(discord.callsOf('GET /users/:user').map(({ path }) => path)).toEqual([`/users/${ids.sam}`, '/users/99'])
  })

  test('a failure is no answer, also about the server, and is not kept', async () => {
    discord.fault(
      member,
      { kind: 'drop' },
      { kind: 'status', status: 503 },
      { kind: 'refusal', status: 403, code: 50001 },
      { kind: 'refusal', status: 404, code: 10004 },
    )
    for (let n = 0; n < 4; n++) expect(await directory.profile(here, ids.sam)).toEqual({ outcome: 'no answer' })
    discord.world.guilds.get(ids.guild)?.members.delete(ids.kim)
    discord.fault('GET /users/:user', { kind: 'drop' })
    expect(await directory.profile(here, ids.kim)).toEqual({ outcome: 'no answer' })
    expect(await directory.profile(here, ids.sam)).toMatchObject({ outcome: 'found' })
  })

  test.each([
    [{ user: { id: '1', username: 'sam', global_name: null } }, 'sam'],
    [{ user: { id: '1', username: 'sam', global_name: 'Sam' }, nick: null }, 'Sam'],
    [{ user: { id: '1', username: 'sam', global_name: 'Sam' }, nick: 'S.' }, 'S.'],
    [{ user: { id: '1' } }, '1'],
  ])('%j is called %s', (given, name) => {
    expect(profileIn(given)?.name).toBe(name)
  })

  test.each([{}, null, 'sam', { user: null }])('%j is nobody', (given) => {
    expect(profileIn(given)).toBeUndefined()
  })
})

describe('by handle', () => {
  test('it is the whole handle, in whatever case, and neither a beginning nor another name', async () => {
    discord.world.addUser({ id: '71', username: 'samuel', global_name: 'sam' })
    discord.world.addMember(ids.guild, '71', { nick: 'gus' })
    expect(await directory.profileByHandle(here, 'SAM')).toMatchObject({ outcome: 'found', profile: { id: ids.sam } })
    expect(await directory.profileByHandle(here, 'sa')).toEqual({ outcome: 'unknown' })
    expect(await directory.profileByHandle(here, 'gus')).toMatchObject({ profile: { id: ids.gus } })
    expect(await directory.profileByHandle(here, '')).toEqual({ outcome: 'unknown' })
  })

  test('a failure is no answer; a bot that may not look knows nobody', async () => {
    discord.fault(searching, { kind: 'status', status: 502 }, { kind: 'refusal', status: 403, code: 50001 })
    expect(await directory.profileByHandle(here, 'sam')).toEqual({ outcome: 'no answer' })
    expect(await directory.profileByHandle(here, 'sam')).toEqual({ outcome: 'unknown' })
  })
})

describe('entering', () => {
  const enter = (channel: string) => directory.enter(here, channel)
  const channel = (type: number, more: object = {}) =>
    discord.world.addChannel({ id: discord.world.newId(), name: 'new', type, guild: ids.guild, overwrites: [], ...more }).id

  test('a channel in which it may do what it needs, and the conversation with somebody', async () => {
    for (const id of [ids.wins, ids.news, discord.world.directWith(ids.sam).id, channel(11, { parent: ids.wins })])
      expect(await enter(id)).toBe('in')
  })

  test.each([
    ['it does not see', Flag.view],
    ['it may not write in', Flag.send],
    ['it may not embed in', Flag.embed],
    ['it may not attach to', Flag.attach],
    ['it is shown no history of', Flag.history],
  ])('one that %s: invite me', async (_, deny) => {
    const id = channel(channelType.text, { overwrites: [{ id: ids.guild, type: 0, allow: 0n, deny }] })
    expect(await enter(id)).toBe('invite me')
  })

  test('what is lacking is said to the operator', async () => {
    const id = channel(channelType.text, { overwrites: [{ id: ids.botRole, type: 0, allow: 0n, deny: Flag.attach | Flag.embed }] })
    await enter(id)
    expect(logged).toEqual([{ channel: id, missing: ['EMBED_LINKS', 'ATTACH_FILES'] }])
  })

  test('a thread in which it may not write, though it may in its channel', async () => {
    const parent = channel(channelType.text, { overwrites: [{ id: ids.guild, type: 0, allow: 0n, deny: Flag.inThreads }] })
    expect(await enter(parent)).toBe('in')
    expect(await enter(channel(11, { parent }))).toBe('invite me')
  })

  test('what holds no posts, is another server’s, or is not there: unknown', async () => {
    discord.world.addGuild('77', 'Others', [])
    const elsewhere = [
      ids.voice,
      channel(channelType.category),
      channel(channelType.forum),
      channel(channelType.text, { guild: '77' }),
      channel(11, { parent: ids.wins, locked: true }),
      '98',
      '@98',
      '../users/@me',
    ]
    for (const id of elsewhere) expect(await enter(id)).toBe('unknown')
    discord.fault('GET /channels/:channel', { kind: 'drop' })
    expect(await enter(ids.wins)).toBe('unknown')
  })
})

describe('who reads a channel', () => {
  const features = (...given: string[]) => {
    const guild = discord.world.guilds.get(ids.guild)
    if (guild) guild.features = given
  }
  const audience = (channel: string) => directory.audience(here, channel)

  test('the server alone', async () => {
    for (const id of [ids.wins, ids.secret, discord.world.directWith(ids.sam).id, `@${ids.sam}`]) expect(await audience(id)).toBe('own')
  })

  test('whoever follows, of announcements and what is said under them', async () => {
    expect(await audience(ids.news)).toBe('outsiders')
    const thread = discord.world.addChannel({ id: '61', name: 'x', type: 10, guild: ids.guild, overwrites: [], parent: ids.news })
    expect(await audience(thread.id)).toBe('outsiders')
  })

  test.each(['DISCOVERABLE', 'PREVIEW_ENABLED', 'HAS_DIRECTORY_ENTRY'])(
    'everybody, in a server that is %s, where everybody is let in',
    async (feature) => {
      features('COMMUNITY', feature)
      expect(await audience(ids.wins)).toBe('outsiders')
      expect(await audience(ids.secret)).toBe('own')
    },
  )

  test('a server that is not open to everybody is its own, whatever else it has', async () => {
    features('COMMUNITY', 'NEWS', 'VERIFIED')
    expect(await audience(ids.wins)).toBe('own')
  })

  test('an answer holds for some minutes, a failure for seconds; what cannot be seen is shown nothing exact', async () => {
    discord.fault('GET /channels/:channel', { kind: 'drop' }, { kind: 'refusal', status: 403, code: 50001 })
    expect([await audience(ids.wins), await audience(ids.wins)]).toEqual(['no answer', 'no answer'])
    minutes = 0.1
    expect(await audience(ids.wins)).toBe('outsiders')
    minutes = 0.2
    expect([await audience(ids.wins), await audience(ids.wins)]).toEqual(['own', 'own'])
    features('DISCOVERABLE')
    expect(await audience(ids.wins)).toBe('own')
    minutes = 11
    expect(await audience(ids.wins)).toBe('outsiders')
    features()
    directory.forget(here)
    expect(await audience(ids.wins)).toBe('own')
  })

  test('what something on the way says in Discord’s place is no answer', async () => {
    discord.fault('GET /channels/:channel', { kind: 'nonsense' }, { kind: 'nonsense' })
    expect(await audience(ids.wins)).toBe('no answer')
    expect(await directory.enter(here, ids.wins)).toBe('unknown')
    for (const route of [member, searching]) discord.fault(route, { kind: 'nonsense' })
    expect(await directory.profile(here, ids.sam)).toEqual({ outcome: 'no answer' })
    expect(await directory.profileByHandle(here, 'sam')).toEqual({ outcome: 'no answer' })
  })

  test('two who want to know at the same time ask once', async () => {
    discord.fault('GET /channels/:channel', { kind: 'delay', milliseconds: 300 })
    const [first] = await Promise.all([audience(ids.wins), audience(ids.wins)])
    expect(first).toBe('own')
    expect(discord.callsOf('GET /channels/:channel')).toHaveLength(1)
  })
})
