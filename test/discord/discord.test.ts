// Discord as a part of the program, over the gateway and over HTTP, against a Discord that is strict about it.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import type { Kept } from '../../src/conversation/kept.ts'
import { TokenRefused } from '../../src/conversation/trying.ts'
import { discordApi } from '../../src/discord/api.ts'
import { definitions } from '../../src/discord/commands.ts'
import { type Connection, type Discord, discord } from '../../src/discord/discord.ts'
import { OtherApplication } from '../../src/discord/refused.ts'
import { registerCommands } from '../../src/discord/register.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'
import { type WebServer, webServer } from '../../src/web/web-server.ts'
import { Scripted, saying } from '../fakes/conversation.ts'
import { FakeDiscord, ids, readIn } from '../fakes/discord-server.ts'
import type { Line } from '../slack/running.ts'

type Way = 'gateway' | 'http'

/** As the database does it. */
const keeping = (): Kept & { readonly all: Map<string, string> } => {
  const all = new Map<string, string>()
  return {
    all,
    keep: async (key, text) => void (all.has(key) || all.set(key, text)),
    find: async (key) => all.get(key),
    forget: async () => 0,
  }
}

interface Running {
  readonly fake: FakeDiscord
  readonly conversation: Scripted
  readonly part: Discord
  readonly connection: Connection
  readonly log: Line[]
  readonly there: string[]
  readonly kept: ReturnType<typeof keeping>
}

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

/** `prepare` may spoil the fake before anything connects. */
async function running(
  by: Way,
  prepare: (fake: FakeDiscord) => void = () => {},
  access: { readonly applicationId?: string; readonly publicKey?: string; readonly everywhere?: true } = {},
  kept = keeping(),
): Promise<Running> {
  const fake = await new FakeDiscord().start()
  ending.push(() => fake.close())
  prepare(fake)
  const log: Line[] = []
  const write = (level: string) => (about: unknown, text?: string) => void log.push({ level, about, text: text ?? '' })
  const part = await discord(
    { token: fake.token, apiUrl: fake.apiUrl, applicationId: access.applicationId, guildId: access.everywhere ? undefined : ids.guild },
    systemClock,
    { info: write('info'), warn: write('warn'), error: write('error') },
    { kept, commands: catalog.commands, wait: (milliseconds) => new Promise((done) => setTimeout(done, Math.min(milliseconds, 20))) },
  )
  const conversation = new Scripted()
  const there: string[] = []
  const connection = part.connect(by === 'http' ? { publicKey: access.publicKey ?? fake.publicKey } : { gateway: true }, {
    conversation,
    say: sayIn('en'),
    answerWithin: 400,
    installationsOf: async () => [{ platform: 'discord', id: ids.guild }],
    serverThere: (guild) => there.push(guild),
  })
  ending.push(() => connection.stop())
  if (connection.handle) {
    const server: WebServer = webServer('127.0.0.1', 0, (fault) => log.push({ level: 'fault', about: fault, text: '' }))
    server.route('POST', '/discord/interactions', connection.handle)
    fake.requestUrl = `http://127.0.0.1:${await server.listen()}/discord/interactions`
    ending.push(() => server.close(100))
  }
  return { fake, conversation, part, connection, log, there, kept }
}

/** What nobody could type before. */
const registered = ({ log }: Running) =>
  vi.waitFor(() => expect(log.map(({ text }) => text)).toContain('Commands brought up to date on Discord'), { timeout: 10_000 })

/** The log without what is said of commands, which come beside the rest. */
const complaints = ({ log }: Running) => log.filter(({ level }) => level !== 'info').map(({ text }) => text)

describe.each(['gateway', 'http'] as const)('by %s', (by) => {
  test('ready means connected, and what somebody types is answered', async () => {
    const at = await running(by)
    expect(at.connection.trouble()).toBeDefined()
    await at.connection.start()
    expect(at.connection.trouble()).toBeUndefined()
    await registered(at)
    const { acknowledged, type } = await at.fake.command('deal won', { amount: '5000' })
    expect([acknowledged, type]).toEqual([true, 4])
    expect(at.conversation.heard).toMatchObject([{ command: 'deal', text: 'won', fields: { amount: '5000' }, speaker: { id: ids.sam } }])
    expect(at.fake.world.lastPrivate(ids.sam)).toBeDefined()
  })

  test('an answer that takes its time follows', async () => {
    const at = await running(by)
    await at.connection.start()
    await registered(at)
    let release = () => {}
    at.conversation.onHear = () =>
      new Promise((resolve) => {
        release = () => resolve(saying('there you are'))
      })
    expect(await at.fake.command('progress')).toMatchObject({ acknowledged: true, type: 5 })
    // Stopping waits for what was acknowledged.
    const stopped = at.connection.stop()
    release()
    await stopped
    const told = at.fake.world.lastPrivate(ids.sam)
    expect(told && readIn(told)).toContain('there you are')
  })

  test('a refused token is named', async () => {
    const at = await running(by, (fake) => fake.tokens.clear())
    const failure = await at.connection.start().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(TokenRefused)
    expect(failure).toMatchObject({ variable: 'DISCORD_TOKEN', reason: '401' })
  })

  test("another application's id is named", async () => {
    const at = await running(by, undefined, { applicationId: '1' })
    const failure = await at.connection.start().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(OtherApplication)
    expect(failure).toMatchObject({ given: '1', found: ids.bot })
  })

  test('trouble at the start is retried with log lines until it works', async () => {
    const at = await running(by, (fake) => fake.fault('GET /applications/@me', { kind: 'drop' }, { kind: 'status', status: 502 }))
    await at.connection.start()
    expect(at.connection.trouble()).toBeUndefined()
    expect(complaints(at).filter((text) => text === 'Asking Discord who we are failed; trying again')).toHaveLength(2)
  })

  test('commands that cannot be brought up to date keep nobody from working', async () => {
    const at = await running(by, (fake) =>
      fake.fault('GET /applications/:application/guilds/:guild/commands', { kind: 'status', status: 500 }),
    )
    await at.connection.start()
    await vi.waitFor(() => expect(at.log.some(({ level, text }) => level === 'error' && text.includes('commands'))).toBe(true))
    expect(at.connection.trouble()).toBeUndefined()
  })

  test('what waits to be posted is posted', async () => {
    const at = await running(by)
    await at.connection.start()
    await at.part.messenger.post(
      `discord/${ids.guild}/${ids.wins}` as never,
      { nodes: [{ kind: 'text', spans: ['A win'] }] },
      { key: 'deal/1' },
    )
    expect(at.fake.world.posts(ids.wins).map(readIn)).toEqual([expect.stringContaining('A win')])
  })

  test('a button of a message that was sent before a restart is understood after it', async () => {
    const kept = keeping()
    const first = await running(by, undefined, {}, kept)
    const second = await running(by, undefined, {}, kept)
    expect([...kept.all.keys()]).toEqual(['discord/secret'])
    const message = {
      nodes: [{ kind: 'buttons' as const, buttons: [{ label: 'Undo', action: 'undo-deal', value: '412' }] }],
    }
    first.conversation.onHear = () => ({ kind: 'message', message, replaces: false })
    await first.connection.start()
    await registered(first)
    await first.fake.command('deal won', { amount: '5000' })
    const echo = first.fake.world.lastPrivate(ids.sam)
    if (!echo) throw new Error('Sam was told nothing')
    await second.connection.start()
    await second.fake.press(echo, 'Undo')
    expect(second.conversation.heard).toMatchObject([{ action: 'undo-deal', value: '412' }])
  })
})

test('commands for one server alone are taken away there once they are for all', async () => {
  const wanted = definitions(catalog.commands)
  const left = new Map(
    wanted.map(({ name, description, type }, index) => [`${index + 1}`, { id: `${index + 1}`, name, description, type }]),
  )
  const at = await running('gateway', ({ world }) => void world.commands.set(ids.guild, left), { everywhere: true })
  await at.connection.start()
  await vi.waitFor(() => expect(left.size).toBe(0), { timeout: 10_000 })
  expect(at.fake.world.commands.get('global')?.size).toBe(wanted.length)
})

test('by the gateway, an address for interactions in the settings of the application is complained about loudly', async () => {
  const address = 'https://bot.example.com/discord/interactions'
  const at = await running('gateway', (fake) => Object.assign(fake.world.application, { interactions_endpoint_url: address }))
  await at.connection.start()
  expect(at.log).toContainEqual({ level: 'error', about: { address }, text: expect.stringContaining('Interactions Endpoint URL') })
})

test.each([
  [null, true],
  ['https://bot.example.com/interactions', true],
  ['https://bot.example.com/discord/interactions', false],
])('by HTTP, %s as the address for interactions is complained about: %s', async (address, complained) => {
  const at = await running('http', (fake) => Object.assign(fake.world.application, { interactions_endpoint_url: address }))
  await at.connection.start()
  expect(complaints(at).some((text) => text.includes('Interactions Endpoint URL'))).toBe(complained)
})

test("by HTTP, another application's public key is complained about", async () => {
  const at = await running('http', undefined, { publicKey: 'ab'.repeat(32) })
  await at.connection.start()
  expect(complaints(at)).toContainEqual(expect.stringContaining('DISCORD_PUBLIC_KEY'))
  expect((await at.fake.ping()).status).toBe(401)
})

test("by HTTP, Discord's own look is answered before Discord has said who we are", async () => {
  const at = await running('http')
  expect(await at.fake.ping()).toEqual({ status: 200, body: { type: 1 } })
  const { fake, log } = at
  const quiet = { info: () => {}, warn: () => {}, error: () => log.push({ level: 'error', about: {}, text: '' }) }
  const api = discordApi({ token: fake.token, apiUrl: fake.apiUrl }, quiet)
  await registerCommands({ api, applicationId: fake.applicationId, guild: ids.guild, commands: catalog.commands, log: quiet })
  expect((await at.fake.command('deal won', { amount: '5000' })).acknowledged).toBe(true)
})

test('a gateway that refuses us while running is tried on, and said', async () => {
  const at = await running('gateway')
  await at.connection.start()
  at.fake.gateway.close(4012)
  await vi.waitFor(() =>
    expect(at.log).toContainEqual(expect.objectContaining({ level: 'error', about: { reason: '4012 invalid API version' } })),
  )
  await vi.waitFor(() => expect(at.connection.trouble()).toBeUndefined())
  expect(at.fake.gateway.seen.identified).toBe(2)
})

test('a server that comes back is told of, and what was remembered of it is forgotten', async () => {
  const at = await running('gateway')
  await at.connection.start()
  const installation = { platform: 'discord', id: ids.guild } as const
  await at.part.directory.profile(installation, ids.sam)
  at.fake.guildDelete(ids.guild, true)
  at.fake.guildCreate()
  await vi.waitFor(() => expect(at.there).toEqual([ids.guild]))
  const before = at.fake.callsOf('GET /guilds/:guild/members/:user').length
  await at.part.directory.profile(installation, ids.sam)
  expect(at.fake.callsOf('GET /guilds/:guild/members/:user')).toHaveLength(before + 1)
})

test.each([
  ['the connection breaks', (fake: FakeDiscord) => fake.gateway.drop()],
  ['Discord asks to connect anew', (fake: FakeDiscord) => fake.gateway.reconnect()],
  ['the session may be resumed', (fake: FakeDiscord) => fake.gateway.invalidate(true)],
  ['Discord closes with 4000', (fake: FakeDiscord) => fake.gateway.close(4000)],
])('%s: resumed, and what somebody types is answered', async (_, spoil) => {
  const at = await running('gateway')
  await at.connection.start()
  spoil(at.fake)
  await vi.waitFor(() => expect(at.fake.gateway.seen.resumed).toBe(1), { timeout: 4_000 })
  await registered(at)
  await vi.waitFor(() => expect(at.connection.trouble()).toBeUndefined())
  expect((await at.fake.command('deal won', { amount: '5000' })).acknowledged).toBe(true)
  expect(at.fake.gateway.seen.identified).toBe(1)
})

test('stopping while Discord does not answer stops', async () => {
  const at = await running('gateway', (fake) => fake.fault('GET /applications/@me', { kind: 'hang' }))
  const started = at.connection.start()
  await vi.waitFor(() => expect(at.fake.callsOf('GET /applications/@me')).toHaveLength(1))
  await at.connection.stop()
  await started
  expect(at.connection.trouble()).toBeDefined()
})
