// The real process on Slack and Discord at once, or on one of them: what it loads, what it says, and how it stops.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BotProcess, freePort, startBot, until } from '../e2e/bot-process.ts'
import { FakeDiscord, ids, readIn } from '../fakes/discord-server.ts'
import { type FakeSlack, fakeSlack } from '../fakes/slack-server.ts'

let slack: FakeSlack
let discord: FakeDiscord
let folder: string
let bots: BotProcess[]

beforeEach(async () => {
  slack = await fakeSlack()
  discord = await new FakeDiscord().start()
  folder = mkdtempSync(path.join(tmpdir(), 'dealbell-loaded-'))
  bots = []
  // Which modules were loaded, told at the end.
  writeFileSync(
    path.join(folder, 'tell.mjs'),
    `import Module from 'node:module'
     import { writeFileSync } from 'node:fs'
     process.on('exit', () => writeFileSync(${JSON.stringify(path.join(folder, 'loaded'))}, Object.keys(Module._cache).join('\\n')))`,
  )
})
afterEach(async () => {
  for (const { child } of bots) child.kill('SIGKILL')
  await slack.close()
  await discord.close()
  rmSync(folder, { recursive: true })
})

const onSlack = () => ({ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl })
const onDiscord = () => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_GUILD_ID: ids.guild })

function start(environment: Readonly<Record<string, string>>): BotProcess {
  const bot = startBot({ ...environment, NODE_OPTIONS: `--import ${pathToFileURL(path.join(folder, 'tell.mjs')).href}` })
  bots.push(bot)
  return bot
}

const loaded = (): string =>
  existsSync(path.join(folder, 'loaded')) ? readFileSync(path.join(folder, 'loaded'), 'utf8') : 'nothing was told'

async function readiness(port: number): Promise<{ readonly status: number; readonly failing: readonly string[]; readonly checks: object }> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`)
  return { ...((await response.json()) as { failing: string[]; checks: object }), status: response.status } // our own, as it is documented
}

test('Slack alone loads nothing of Discord', { timeout: 60_000 }, async () => {
  const bot = start(onSlack())
  await bot.prints('Dealbell is running')
  expect(await bot.end('SIGTERM')).toBe(0)
  expect(loaded()).toContain('/node_modules/@slack/bolt/')
  expect(loaded()).not.toMatch(/\/node_modules\/(discord\.js|@discordjs)\//)
})

test('Discord alone loads nothing of Slack', { timeout: 60_000 }, async () => {
  const bot = start(onDiscord())
  await bot.prints('Dealbell is running')
  expect(bot.output()).toContain('"discord":"gateway"')
  expect(await bot.end('SIGTERM')).toBe(0)
  expect(loaded()).toContain('/node_modules/discord.js/')
  expect(loaded()).not.toContain('/node_modules/@slack/bolt/')
})

test('both in one process, with one web server; ready only when both are', { timeout: 60_000 }, async () => {
  const port = await freePort()
  const bot = start({
    ...onSlack(),
    ...onDiscord(),
    DISCORD_PUBLIC_KEY: discord.publicKey,
    PORT: String(port),
  })
  await bot.prints('Dealbell is running')
  expect(bot.output()).toContain('"slack":"socket","discord":"http"')
  await bot.prints('Commands brought up to date on Discord')
  discord.requestUrl = `http://127.0.0.1:${port}/discord/interactions`
  expect(await discord.ping()).toEqual({ status: 200, body: { type: 1 } })
  expect(await readiness(port)).toMatchObject({ status: 200, failing: [], checks: { slack: 'ok', discord: 'ok' } })

  // Each is answered where it was typed.
  expect((await discord.command('dealbell setup', { currency: 'EUR' }, { person: ids.owner })).acknowledged).toBe(true)
  expect((await slack.command('/dealbell', 'setup currency EUR')).acknowledged).toBe(true)
  await until(
    () => discord.world.privates(ids.owner).map(readIn).join('') !== '',
    () => 'nobody was told anything on Discord',
  )
  expect(slack.told()).not.toBe('')

  // Slack away is seen, and Discord works on.
  slack.fault('apps.connections.open', { kind: 'hang' })
  slack.socket.cut()
  await until(
    async () => (await readiness(port)).status === 503,
    () => 'it stayed ready without Slack',
  )
  expect((await readiness(port)).failing).toEqual(['slack'])
  expect((await discord.command('dealbell help', {}, { person: ids.owner })).acknowledged).toBe(true)
  expect(await bot.end('SIGTERM')).toBe(0)
})

test.each([
  ['a token that Discord refuses', () => ({ DISCORD_TOKEN: 'made.up.token' }), 'Discord does not take DISCORD_TOKEN (401). Make a new one'],
  [
    "another application's id",
    () => ({ DISCORD_APPLICATION_ID: '42' }),
    `DISCORD_APPLICATION_ID is 42, but DISCORD_TOKEN belongs to the application ${ids.bot}`,
  ],
  ['a token that Slack refuses', () => ({ SLACK_BOT_TOKEN: 'xoxb-of-nobody' }), 'Slack does not take SLACK_BOT_TOKEN (invalid_auth)'],
])('%s stops the start with a sentence', { timeout: 60_000 }, async (_, spoilt, sentence) => {
  const bot = start({ ...onSlack(), ...onDiscord(), ...spoilt() })
  expect(await bot.ended()).toBe(2)
  expect(bot.output()).toContain(sentence)
  expect(bot.output()).not.toContain('Dealbell is running')
})

test('one works while the other cannot be reached, and can be stopped', { timeout: 60_000 }, async () => {
  slack.fault('auth.test', ...Array.from({ length: 1_000 }, () => ({ kind: 'drop' as const })))
  const bot = start({ ...onSlack(), ...onDiscord() })
  await bot.prints('Asking Slack who we are failed')
  await bot.prints('Commands brought up to date on Discord')
  expect((await discord.command('dealbell help', {}, { person: ids.owner })).acknowledged).toBe(true)
  expect(await bot.end('SIGTERM')).toBe(0)
  expect(bot.output()).not.toContain('Dealbell is running')
})
