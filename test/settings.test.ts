import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { en } from '../src/languages/en.ts'
import { type Environment, environmentOf, readSettings, type Settings } from '../src/settings.ts'

const botToken = 'xoxb-1-2-very-secret-bot'
const appToken = 'xapp-1-A1-very-secret-app'
const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'
const socketMode = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken }
const http = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret }
const discordToken = 'MTA1OTQy.very-secret.discord_bot'
const publicKey = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'
const gateway = { DISCORD_TOKEN: discordToken }
const endpoint = { ...gateway, DISCORD_PUBLIC_KEY: publicKey }

function settings(environment: Environment): Settings {
  const read = readSettings(environment)
  if (read.outcome !== 'settings') throw new Error(JSON.stringify(read))
  return read.settings
}
function problems(environment: Environment) {
  const read = readSettings(environment)
  return read.outcome === 'wrong' ? read.problems : []
}

describe('what is run', () => {
  test('nothing is set: the sandbox, on a database of its own, without a web server', () => {
    const read = settings({})
    expect(read).toMatchObject({ slack: undefined, discord: undefined, web: undefined, logLevel: 'info' })
    expect(read.database.url.reveal()).toBe('file:./data/sandbox.db')
  })

  test('a bot token and an app token: Socket Mode, without a web server', () => {
    const { slack, web, database } = settings(socketMode)
    expect(slack?.mode === 'socket' && slack.appToken.reveal()).toBe(appToken)
    expect(slack?.botToken.reveal()).toBe(botToken)
    expect(web).toBeUndefined()
    expect(database.url.reveal()).toBe('file:./data/dealbell.db')
  })

  test('pictures are written with a font of our own, and with another where there is one', () => {
    expect(settings({}).pictureFont).toBeUndefined()
    expect(settings({ PICTURE_FONT: `${tmpdir()} ` }).pictureFont).toBe(tmpdir())
  })

  test('Socket Mode gets a web server when a port is asked for', () => {
    expect(settings({ ...socketMode, PORT: '8080' }).web).toEqual({ host: '127.0.0.1', port: 8080 })
  })

  test('a bot token and a signing secret: HTTP on port 3000 of this machine only', () => {
    const { slack, web } = settings(http)
    expect(slack?.mode === 'http' && slack.signingSecret.reveal()).toBe(signingSecret)
    expect(web).toEqual({ host: '127.0.0.1', port: 3000 })
  })

  test('an app token beside a signing secret: Socket Mode', () => {
    expect(settings({ ...socketMode, ...http }).slack?.mode).toBe('socket')
  })

  test("a token of Discord's: the gateway, without a web server, on the real database", () => {
    const { slack, discord, web, database } = settings(gateway)
    expect([slack, discord?.mode, web]).toEqual([undefined, 'gateway', undefined])
    expect(discord?.token.reveal()).toBe(discordToken)
    expect(database.url.reveal()).toBe('file:./data/dealbell.db')
    expect(discord).toMatchObject({ applicationId: undefined, guildId: undefined, apiUrl: undefined })
  })

  test('a public key beside it: HTTP on port 3000 of this machine only', () => {
    const { discord, web } = settings({
      ...endpoint,
      DISCORD_APPLICATION_ID: '1059423451234567890',
      DISCORD_GUILD_ID: '1059423451234567891',
    })
    expect(discord).toMatchObject({ mode: 'http', publicKey, applicationId: '1059423451234567890', guildId: '1059423451234567891' })
    expect(web).toEqual({ host: '127.0.0.1', port: 3000 })
  })

  test('Slack and Discord in one process, each in its own way', () => {
    const ways = (environment: Environment) => {
      const { slack, discord, web } = settings(environment)
      return [slack?.mode, discord?.mode, web?.port]
    }
    expect(ways({ ...socketMode, ...gateway })).toEqual(['socket', 'gateway', undefined])
    expect(ways({ ...http, ...gateway })).toEqual(['http', 'gateway', 3000])
    expect(ways({ ...socketMode, ...endpoint })).toEqual(['socket', 'http', 3000])
    expect(ways({ ...http, ...endpoint, PORT: '8080' })).toEqual(['http', 'http', 8080])
    expect(ways({ ...gateway, PORT: '8080' })).toEqual([undefined, 'gateway', 8080])
  })

  test.each([
    ['https://discord.com/api', 'https://discord.com/api'],
    ['https://discord.com/api/v10', 'https://discord.com/api'],
    ['http://127.0.0.1:4000/api/v10/', 'http://127.0.0.1:4000/api'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ])('DISCORD_API_URL=%s is used as %s', (given, used) => {
    expect(settings({ ...gateway, DISCORD_API_URL: given }).discord?.apiUrl).toBe(used)
  })

  test('a variable set to nothing is as good as unset, and spaces around a value do not matter', () => {
    expect(settings({ SLACK_BOT_TOKEN: ' ', SLACK_APP_TOKEN: '', DATABASE_URL: '', PORT: '' }).slack).toBeUndefined()
    expect(settings({ ...socketMode, SLACK_BOT_TOKEN: `${botToken}\n` }).slack?.botToken.reveal()).toBe(botToken)
  })

  test('the terminal does not mind half a configuration of a platform', () => {
    const halves = { SLACK_BOT_TOKEN: 'nonsense', DISCORD_PUBLIC_KEY: 'nonsense' }
    expect(readSettings(halves, { withoutPlatforms: true })).toMatchObject({ settings: { slack: undefined, discord: undefined } })
  })

  test.each([
    ['https://slack-gov.com/api', 'https://slack-gov.com/api/'],
    ['http://127.0.0.1:4000/api/', 'http://127.0.0.1:4000/api/'],
    ['http://localhost:4000', 'http://localhost:4000/'],
  ])('SLACK_API_URL=%s is used as %s', (given, used) => {
    expect(settings({ ...socketMode, SLACK_API_URL: given }).slack?.apiUrl).toBe(used)
  })

  test.each([
    ['file:./data/other.db', 'sqlite'],
    ['file:/var/lib/dealbell/dealbell.db', 'sqlite'],
    ['file:./data/other.db?connection_limit=1', 'sqlite'],
    ['postgresql://bell:p%40ss@db.example.com:5432/dealbell?sslmode=require', 'postgresql'],
    ['postgres:///dealbell?host=/var/run/postgresql', 'postgresql'],
  ])('DATABASE_URL=%s is %s', (url, kind) => {
    const { database } = settings({ DATABASE_URL: url })
    expect(database.kind).toBe(kind)
    expect(database.url.reveal()).toBe(url)
  })

  test.each(['0.0.0.0', '::1', 'localhost', 'bot.internal'])('HOST=%s', (host) => {
    expect(settings({ ...http, HOST: host, PORT: '0' }).web).toEqual({ host, port: 0 })
  })
})

describe('what is wrong', () => {
  test.each<[string, Environment, string, string]>([
    ['a bot token alone', { SLACK_BOT_TOKEN: botToken }, 'SLACK_APP_TOKEN', 'environment.half-without-way-in'],
    ['an app token alone', { SLACK_APP_TOKEN: appToken }, 'SLACK_BOT_TOKEN', 'environment.half-app-token'],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: signingSecret }, 'SLACK_BOT_TOKEN', 'environment.half-signing-secret'],
    ['a public key alone', { DISCORD_PUBLIC_KEY: publicKey }, 'DISCORD_TOKEN', 'environment.half-discord'],
    ['an application id alone', { DISCORD_APPLICATION_ID: '1' }, 'DISCORD_TOKEN', 'environment.half-discord'],
    ['an application id beside Slack', { ...http, DISCORD_APPLICATION_ID: '1' }, 'DISCORD_TOKEN', 'environment.half-discord'],
    ['a server alone', { DISCORD_GUILD_ID: '1' }, 'DISCORD_TOKEN', 'environment.half-discord'],
    ['a token as it stands in a header', { DISCORD_TOKEN: `Bot ${discordToken}` }, 'DISCORD_TOKEN', 'environment.discord-token'],
    [
      'a name for an application',
      { ...gateway, DISCORD_APPLICATION_ID: 'dealbell' },
      'DISCORD_APPLICATION_ID',
      'environment.discord-application-id',
    ],
    ['a key that is too short', { ...endpoint, DISCORD_PUBLIC_KEY: 'abc' }, 'DISCORD_PUBLIC_KEY', 'environment.discord-public-key'],
    ['a link to a server', { ...gateway, DISCORD_GUILD_ID: 'https://discord.gg/x' }, 'DISCORD_GUILD_ID', 'environment.discord-guild-id'],
    ['an API without a scheme', { ...gateway, DISCORD_API_URL: 'discord.com/api' }, 'DISCORD_API_URL', 'environment.discord-api-url'],
    ["a user's token for the bot's", { ...http, SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN', 'environment.bot-token'],
    ['a bot token for the app token', { ...socketMode, SLACK_APP_TOKEN: botToken }, 'SLACK_APP_TOKEN', 'environment.app-token'],
    ['a token for the signing secret', { ...http, SLACK_SIGNING_SECRET: appToken }, 'SLACK_SIGNING_SECRET', 'environment.signing-secret'],
    ['quotes copied along', { ...socketMode, SLACK_BOT_TOKEN: '“xoxb-1”' }, 'SLACK_BOT_TOKEN', 'environment.bot-token'],
    ['an address without a scheme', { ...http, SLACK_API_URL: 'slack.com/api' }, 'SLACK_API_URL', 'environment.api-url'],
    ['an address of a file', { ...http, SLACK_API_URL: 'file:///etc/passwd' }, 'SLACK_API_URL', 'environment.api-url'],
    ['another database', { DATABASE_URL: 'mysql://root@localhost/x' }, 'DATABASE_URL', 'environment.database-url'],
    ['a bare path', { DATABASE_URL: './data/dealbell.db' }, 'DATABASE_URL', 'environment.database-url'],
    ['a database in memory', { DATABASE_URL: 'file::memory:' }, 'DATABASE_URL', 'environment.database-url'],
    ['a folder', { DATABASE_URL: 'file:./data/' }, 'DATABASE_URL', 'environment.database-url'],
    ['a password that breaks the address', { DATABASE_URL: 'postgresql://me:pa/ss:x@db/x' }, 'DATABASE_URL', 'environment.database-url'],
    ['a host with a port', { ...http, HOST: 'localhost:3000' }, 'HOST', 'environment.host'],
    ['a host with a scheme', { ...http, HOST: 'http://localhost' }, 'HOST', 'environment.host'],
    ['a port that is too high', { PORT: '65536' }, 'PORT', 'environment.port'],
    ['a negative port', { PORT: '-1' }, 'PORT', 'environment.port'],
    ['a port in words', { PORT: 'three thousand' }, 'PORT', 'environment.port'],
    ['a port with a fraction', { PORT: '3000.5' }, 'PORT', 'environment.port'],
    ['a public address without a scheme', { PUBLIC_URL: 'bot.example.com' }, 'PUBLIC_URL', 'environment.public-url'],
    ['a font that is not there', { PICTURE_FONT: '/nowhere/font.ttf' }, 'PICTURE_FONT', 'environment.picture-font'],
    ['a log level that does not exist', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL', 'environment.log-level'],
  ])('%s', (_, environment, variable, sentence) => {
    expect(problems(environment)).toEqual([{ variable, sentence }])
  })

  test('everything is named at once', () => {
    const found = problems({
      SLACK_BOT_TOKEN: 'nonsense',
      SLACK_API_URL: 'nonsense',
      DATABASE_URL: 'nonsense',
      HOST: '-',
      PORT: 'x',
      LOG_LEVEL: 'y',
    })
    expect(found.map(({ variable }) => variable).sort()).toEqual(
      ['DATABASE_URL', 'HOST', 'LOG_LEVEL', 'PORT', 'SLACK_API_URL', 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'].sort(),
    )
  })

  test('every sentence names its variable and gives an example of it', () => {
    for (const [key, text] of Object.entries(en).filter(([key]) => key.startsWith('environment.'))) {
      const sentence: string = text
      expect(sentence, key).toMatch(/^[A-Z_]+ is /)
      expect(sentence, key).toMatch(/[A-Z_]+=\S+/)
    }
  })
})

describe('secrets stay secret', () => {
  const read = settings({ ...socketMode, ...gateway, DATABASE_URL: 'postgresql://me:hush@db/x' })
  test.each<[string, string]>([
    ['inspected', inspect(read, { depth: 9, showHidden: true })],
    ['as JSON', JSON.stringify(read)],
    ['in a sentence', `${read.slack?.botToken} ${read.discord?.token} ${read.database.url}`],
  ])('%s', (_, shown) => {
    expect(shown).toContain('[secret]')
    expect(shown).not.toMatch(/very-secret|hush/)
  })

  test('in the log', () => {
    const lines: string[] = []
    pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }).info({ settings: read }, 'started')
    const logged = lines.join('')
    expect(logged).toContain('[secret]')
    expect(logged).not.toMatch(/very-secret|hush/)
  })
})

describe('the .env file', () => {
  test('fills in what the environment leaves unset, and nothing else', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-env-'))
    writeFileSync(path.join(folder, '.env'), 'HOME=/elsewhere\nDEALBELL_ONLY_IN_FILE="a b" # why\n')
    try {
      const environment = environmentOf(folder)
      expect(environment.DEALBELL_ONLY_IN_FILE).toBe('a b')
      expect(environment.HOME).toBe(process.env.HOME)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('may be missing', () => {
    expect(environmentOf(path.join(tmpdir(), 'no such folder')).PATH).toBe(process.env.PATH)
  })
})
