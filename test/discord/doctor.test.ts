// What the doctor says of a Discord, healthy and not, on the fake one.

import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import { discordApi } from '../../src/discord/api.ts'
import { type DiscordExamined, examineDiscord } from '../../src/discord/doctor.ts'
import { inviteLink, permission } from '../../src/discord/permissions.ts'
import { registerCommands } from '../../src/discord/register.ts'
import { report } from '../../src/doctor/report.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { asInstant, later, systemClock } from '../../src/vocabulary/clock.ts'
import { FakeDiscord, ids } from '../fakes/discord-server.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const { commands } = catalog

let discord: FakeDiscord
beforeEach(async () => {
  discord = await new FakeDiscord().start()
  await register()
})
afterEach(() => discord.close())

const access = () => ({ token: discord.token, apiUrl: discord.apiUrl })
const register = (guild?: string) =>
  registerCommands({ api: discordApi(access(), silent), applicationId: discord.applicationId, guild, commands, log: silent })

async function said(more: Partial<DiscordExamined> = {}, clock = systemClock): Promise<string> {
  const channels = [{ guild: ids.guild, channel: ids.wins }]
  const usual = {
    api: access(),
    applicationId: undefined,
    guildId: undefined,
    publicKey: undefined,
    known: [ids.guild],
    channels,
    commands,
  }
  return report([{ title: 'Discord', findings: await examineDiscord({ ...usual, ...more }, clock) }], sayIn('en')).join('\n')
}

test('a Discord on which everything is as it should be', async () => {
  const before = discord.calls.length
  expect(await said()).toMatchInlineSnapshot(`
    "Discord
      ✓ The token is that of the application Dealbell (400000000000000001).
      ✓ The one intent that the bot asks for (Guilds) is not privileged, and no privileged one is on.
      ✓ The gateway lets the bot in (1000 of 1000 logins left today).
      ✓ This machine’s clock agrees with that of Discord.
      ✓ The bot is in: Example Sales.
      ✓ The bot has the permissions it needs in every server.
      ✓ The commands are registered (10).
      ✓ #wins: the bot can post there.

    Nothing to mend."
  `)
  expect(discord.calls.slice(before).filter(({ route }) => !route.startsWith('GET '))).toEqual([])
})

test('a token that Discord refuses is named, and nothing more is asked', async () => {
  discord.tokens.clear()
  const text = await said()
  expect(text).toMatch(/✗ Discord does not take DISCORD_TOKEN \(HTTP 401\)\.\n {4}→ Reset Token/)
  expect(text).not.toContain('server')
})

test('a Discord that does not answer is not taken for a wrong token', async () => {
  discord.faultOnce(['GET /applications/@me'], { kind: 'drop' })
  const text = await said()
  expect(text).toContain('? Discord did not answer')
  expect(text).not.toContain('✗')
})

test('another application’s id', async () => {
  expect(await said({ applicationId: '999' })).toMatch(/✗ DISCORD_APPLICATION_ID is 999, but the token is that of \d+\./)
  expect(await said({ applicationId: discord.applicationId })).not.toContain('✗')
})

test('by HTTP: no endpoint, another public key', async () => {
  const text = await said({ publicKey: 'ab'.repeat(32) })
  expect(text).toContain('✗ DISCORD_PUBLIC_KEY is not this application’s')
  expect(text).toMatch(/✗ .*no Interactions Endpoint URL.*\n {4}→ .*https:\/\/your\.host\/discord\/interactions/)
  expect(await said({ publicKey: discord.publicKey.toUpperCase() })).toContain('✓ DISCORD_PUBLIC_KEY is this application’s.')
})

test('by the gateway, with an endpoint in the way', async () => {
  discord.world.application.interactions_endpoint_url = 'https://bot.example.com/discord/interactions'
  expect(await said()).toMatch(/✗ The application has an Interactions Endpoint URL \(https:\/\/bot\.example\.com/)
})

test('a privileged intent that is on is none of ours', async () => {
  discord.world.application.flags = (1 << 19) | (1 << 23)
  expect(await said()).toMatch(/! Privileged intents are on that the bot does not ask for: Message Content Intent\.\n {4}→ Switch them off/)
})

test('no more logins today', async () => {
  discord.gateway.sessionsLeft = 0
  expect(await said()).toContain('✗ Discord lets the bot log in no more today')
})

test('servers: one that was left, one that was never entered', async () => {
  const text = await said({ known: [ids.guild, '123'], guildId: '456' })
  expect(text).toContain('✗ A workspace has its people on the server 123')
  expect(text).toContain('✗ The bot is not in the server 456')
  expect(text).toContain(inviteLink(discord.applicationId))
})

test('permissions: in the server, and in a channel', async () => {
  for (const role of discord.world.guilds.get(ids.guild)?.roles.values() ?? []) role.permissions &= ~permission.ATTACH_FILES
  const text = await said()
  expect(text).toMatch(/✗ Example Sales: the bot lacks ATTACH_FILES\.\n {4}→ Open https/)
  expect(text).toContain('✗ #wins: the bot lacks ATTACH_FILES there.')
})

test('a channel that nobody shows the bot, and one that is gone', async () => {
  const secret = discord.world.channels.get(ids.secret)
  if (secret) secret.overwrites = [{ id: ids.guild, type: 0, allow: 0n, deny: permission.VIEW_CHANNEL }]
  const channels = [
    { guild: ids.guild, channel: ids.secret },
    { guild: ids.guild, channel: '300000000000009999' },
  ]
  const text = await said({ channels })
  expect(text).toMatch(new RegExp(`✗ #${ids.secret}: the bot lacks VIEW_CHANNEL there`))
  expect(text).toContain('✗ #300000000000009999: there is no such channel any more.')
})

test('commands: as another version had them, and registered twice', async () => {
  const [first] = commands
  if (!first) throw new Error('no command')
  expect(await said({ commands: commands.filter(({ name }) => !name.startsWith('kudos')) })).toMatch(
    /✗ Commands that are not .*: \/kudos\./,
  )
  await register(ids.guild)
  expect(await said({ guildId: ids.guild })).toContain(`! Commands are registered for the server ${ids.guild} and for all servers`)
})

test('a clock that is wrong', async () => {
  expect(await said({}, { now: () => later(asInstant(Date.now()), -900_000) })).toMatch(
    /✗ This machine’s clock is \d+ seconds off that of Discord/,
  )
})

test('the README invites with the permissions that are needed', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(inviteLink('APPLICATION_ID'))
})
