// Discord's commands are brought to what is declared by writing what differs, and nothing else.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import { optional } from '../../src/conversation/argument.ts'
import { note } from '../../src/conversation/arguments.ts'
import { type Json, objectIn } from '../../src/conversation/json.ts'
import { type DiscordApi, discordApi } from '../../src/discord/api.ts'
import { type Declared, definitions } from '../../src/discord/commands.ts'
import { removeDoubles } from '../../src/discord/doubles.ts'
import { differences, registerCommands } from '../../src/discord/register.ts'
import { type FakeDiscord, fakeDiscord, ids } from '../fakes/discord-server.ts'

let discord: FakeDiscord
const logged: { readonly level: string; readonly about: Json; readonly message: string }[] = []
const logAs = (level: string) => (about: object, message: string) => void logged.push({ level, about: objectIn(about), message })
const log = { info: logAs('info'), warn: logAs('warn'), error: logAs('error') }
const problems = () => logged.filter(({ level }) => level !== 'info').map(({ about }) => about)

beforeEach(async () => {
  discord = await fakeDiscord()
})
afterEach(async () => {
  logged.length = 0
  await discord.close()
})

const all: readonly Declared[] = catalog.commands
const few: readonly Declared[] = [
  { name: 'all', summary: 'command.deal-won', slots: { note: optional(note) } },
  { name: 'lost', summary: 'command.deal-lost', slots: {} },
  { name: 'open', summary: 'command.deal-open', slots: {} },
]
const api = (): DiscordApi => discordApi({ token: discord.token, apiUrl: discord.apiUrl }, log)
const register = (
  commands: readonly Declared[],
  more: { readonly guild?: string; readonly patience?: number; readonly api?: DiscordApi } = {},
) => registerCommands({ api: api(), applicationId: discord.applicationId, commands, log, within: 2_000, ...more })
const changed = (commands: readonly Declared[], name: string, to: Partial<Declared>) =>
  commands.map((command) => (command.name === name ? { ...command, ...to } : command))

/** What was written since the last look. */
let seen = 0
function written(): readonly string[] {
  const calls = discord.calls.slice(seen).filter(({ route }) => !route.startsWith('GET'))
  seen = discord.calls.length
  return calls.map(({ route, body, path }) => `${route.split(' ')[0]} ${objectIn(body).name ?? path.split('/').slice(-2)[0]}`)
}
beforeEach(() => {
  seen = 0
})
const there = (guild = 'global') => [...(discord.world.commands.get(guild)?.values() ?? [])]
const names = (guild?: string) => there(guild).map(({ name }) => name)
const nothing = { created: 0, changed: 0, deleted: 0, unchanged: 0, failed: 0 }

describe.each([undefined, ids.guild])('for %s', (guild) => {
  const at = guild === undefined ? {} : { guild }

  test('everything is there after the first start, and the second writes nothing', async () => {
    const count = definitions(all).length
    expect(await register(all, at)).toEqual({ ...nothing, created: count })
    expect(written()).toHaveLength(count)
    expect(names(guild ?? 'global').sort()).toEqual(
      definitions(all)
        .map(({ name }) => name)
        .sort(),
    )
    expect(await register(all, at)).toEqual({ ...nothing, unchanged: count })
    expect(written()).toEqual([])
    expect(logged.map(({ level }) => level)).toEqual(['info'])
  })

  test('one that is declared otherwise is changed alone', async () => {
    await register(few, at)
    written()
    expect(await register(changed(few, 'lost', { summary: 'command.deal-show' }), at)).toEqual({ ...nothing, changed: 1, unchanged: 2 })
    expect(written()).toEqual(['PATCH lost'])
    expect(await register(changed(few, 'lost', { summary: 'command.deal-show' }), at)).toEqual({ ...nothing, unchanged: 3 })
  })

  test('what a command has no longer is taken away', async () => {
    await register(few, at)
    const less = changed(few, 'all', { slots: {} })
    expect((await register(less, at)).changed).toBe(1)
    expect(there(guild ?? 'global').find(({ name }) => name === 'all')?.options).toEqual([])
    expect((await register(less, at)).unchanged).toBe(3)
  })

  test('new ones first, those that are no longer ours last', async () => {
    await register(few, at)
    written()
    const next = [
      ...changed(few, 'lost', { summary: 'command.deal-show' }).slice(1),
      { name: 'list', summary: 'command.deal-list', slots: {} } as const,
    ]
    expect(await register(next, at)).toEqual({ created: 1, changed: 1, deleted: 1, unchanged: 1, failed: 0 })
    expect(written()).toEqual(['POST list', 'PATCH lost', 'DELETE commands'])
    expect(names(guild ?? 'global').sort()).toEqual(['list', 'lost', 'open'])
  })
})

test('in private too where they are for every server, and a server’s own are not touched', async () => {
  await register(few, { guild: ids.guild })
  await register(few.slice(1))
  expect(there().map(({ contexts, integration_types }) => [contexts, integration_types])).toEqual([
    [[0, 1], [0]],
    [[0, 1], [0]],
  ])
  expect(names(ids.guild)).toHaveLength(3)
})

test('a command of another kind is not ours', async () => {
  await register(few)
  discord.world.commands.get('global')?.set('77', { id: '77', type: 4, name: 'launch', description: '' })
  expect(await register(few)).toEqual({ ...nothing, unchanged: 3 })
  expect(names()).toContain('launch')
})

test('of what Discord has that we do not say nothing is a difference', () => {
  const wanted = definitions(few)
  const body = (definition: (typeof wanted)[number]): Json => ({
    ...definition,
    id: '1',
    version: '2',
    application_id: '3',
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    contexts: [1, 0],
    integration_types: [0],
    name_localizations: null,
    description_localizations: Object.fromEntries(Object.entries(definition.description_localizations ?? {}).reverse()),
    options: (definition.options ?? []).map((option) => ({ ...option, required: false, autocomplete: false, choices: [], options: null })),
  })
  expect(differences(wanted, wanted.map(body), true)).toEqual([])
  expect(differences(wanted, wanted.map(body), false)).toEqual([])
  expect(differences(wanted, wanted.slice(1).map(body), true)).toEqual(['all'])
  expect(differences(wanted.slice(1), wanted.map(body), true)).toEqual(['all'])
  const other = (more: Json) => differences(wanted, [{ ...body(wanted[0] ?? never()), ...more }, ...wanted.slice(1).map(body)], true)
  expect(other({ contexts: null })).toEqual(['all'])
  expect(other({ description: 'no' })).toEqual(['all'])
  expect(other({ description_localizations: {} })).toEqual(['all'])
  expect(other({ options: [] })).toEqual(['all'])
})
const never = (): never => {
  throw new Error('There are commands')
}

describe('what goes wrong', () => {
  const post = 'POST /applications/:application/commands'

  test('one that is refused keeps none of the others away, and is tried again at the next start', async () => {
    discord.fault(post, { kind: 'refusal', status: 400, code: 50035 })
    expect(await register(few)).toEqual({ ...nothing, created: 2, failed: 1 })
    expect(problems()).toMatchObject([{ command: 'all', status: 400, code: 50035 }])
    expect(await register(few)).toEqual({ ...nothing, created: 1, unchanged: 2 })
  })

  test('a short limit is waited for', async () => {
    discord.fault(post, { kind: 'rate limited', seconds: 0.1 })
    expect(await register(few)).toEqual({ ...nothing, created: 3 })
    expect(problems()).toEqual([])
  })

  test('a long limit is not: nothing more is created, all is said, and the next start goes on', async () => {
    discord.fault(post, { kind: 'rate limited', seconds: 3_600 })
    expect(await register(few, { patience: 1_000 })).toEqual({ ...nothing, failed: 3 })
    expect(written()).toEqual(['POST all'])
    expect(problems().map(({ command }) => command)).toEqual(['all', 'lost', 'open'])
    expect(await register(few)).toEqual({ ...nothing, created: 3 })
  })

  test('once a day’s commands are used up no other is tried, but what is there is still changed and removed', async () => {
    await register(few.slice(0, 2))
    written()
    discord.fault(post, { kind: 'refusal', status: 400, code: 30034 })
    const next = [
      ...changed(few, 'lost', { summary: 'command.deal-show' }).slice(1),
      { name: 'more', summary: 'command.deal-list', slots: {} } as const,
    ]
    expect(await register(next)).toEqual({ created: 0, changed: 1, deleted: 1, unchanged: 0, failed: 2 })
    expect(written()).toEqual(['POST more', 'PATCH lost', 'DELETE commands'])
  })

  test('one that another copy removed meanwhile is created, and one that is gone is gone', async () => {
    await register(few)
    written()
    discord.fault('PATCH /applications/:application/commands/:command', { kind: 'refusal', status: 404, code: 10063 })
    discord.fault('DELETE /applications/:application/commands/:command', { kind: 'refusal', status: 404, code: 10063, after: true })
    const next = changed(few, 'lost', { summary: 'command.deal-show' }).slice(1)
    expect(await register(next)).toEqual({ created: 0, changed: 1, deleted: 1, unchanged: 1, failed: 0 })
    expect(written()).toEqual(['PATCH lost', 'POST lost', 'DELETE commands'])
    expect(await register(next)).toEqual({ ...nothing, unchanged: 2 })
  })

  test.each([
    { kind: 'status', status: 503 } as const,
    { kind: 'drop' } as const,
    { kind: 'nonsense' } as const,
    { kind: 'refusal', status: 401, code: 0 } as const,
  ])('what Discord has is not known: $kind, and nothing is written', async (fault) => {
    discord.fault('GET /applications/:application/commands', fault)
    expect((await register(few)).failed).toBeGreaterThan(0)
    expect(written()).toEqual([])
    expect(problems()).toHaveLength(1)
  })

  test('a lost answer is no reason to write again before the next start', async () => {
    discord.fault(post, { kind: 'drop', after: true })
    expect(await register(few)).toEqual({ ...nothing, created: 2, failed: 1 })
    expect(await register(few)).toEqual({ ...nothing, unchanged: 3 })
  })

  test('commands that Discord would refuse are said, and the bot goes on', async () => {
    const wrong: readonly Declared[] = [{ name: 'Won', summary: 'command.deal-won', slots: {} }]
    expect((await register(wrong)).failed).toBe(1)
    expect(problems()).toHaveLength(1)
    expect(discord.calls).toEqual([])
  })
})

test('two copies at once leave each command there once', async () => {
  const both = await Promise.all([register(few), register(few)])
  expect(names().sort()).toEqual(['all', 'lost', 'open'])
  expect(both.map(({ failed }) => failed)).toEqual([0, 0])
  expect(await register(few)).toEqual({ ...nothing, unchanged: 3 })
})

describe('commands that a server has for itself beside those for everywhere', () => {
  const tidy = (more: { readonly patience?: number } = {}) =>
    removeDoubles({ api: api(), applicationId: discord.applicationId, commands: few, log, within: 2_000, ...more })
  const list = 'GET /applications/:application/guilds/:guild/commands'
  const remove = 'DELETE /applications/:application/guilds/:guild/commands/:command'

  beforeEach(async () => {
    await register([...few, { name: 'other', summary: 'command.deal-won', slots: {} }], { guild: ids.guild })
    await register(few)
    logged.length = 0
  })

  test('are taken away, and nothing else', async () => {
    expect(await tidy()).toBe(3)
    expect(names(ids.guild)).toEqual(['other'])
    expect(names().sort()).toEqual(['all', 'lost', 'open'])
    expect(logged.map(({ level }) => level)).toEqual(['info'])
    written()
    expect(await tidy()).toBe(0)
    expect(written()).toEqual([])
  })

  test('stay for this time where Discord does not let us', async () => {
    discord.fault(list, { kind: 'refusal', status: 403, code: 50001 })
    expect(await tidy()).toBe(0)
    expect(problems()).toEqual([])
    discord.fault('GET /users/@me/guilds', { kind: 'rate limited', seconds: 3_600 })
    expect(await tidy({ patience: 100 })).toBe(0)
    expect(problems()).toHaveLength(1)
    expect(await tidy()).toBe(3)
  })

  test('may be gone by now', async () => {
    discord.fault(remove, { kind: 'refusal', status: 404, code: 10063 })
    await tidy()
    expect(problems()).toEqual([])
    await Promise.all([tidy(), tidy()])
    expect(names(ids.guild)).toEqual(['other'])
    expect(problems()).toEqual([])
  })
})
