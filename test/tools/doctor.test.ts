// `npm run doctor` as a process of its own: with nothing set, with something wrong, and beside a bot on a Slack and a Discord.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { storesOf } from '../../src/compose.ts'
import { destination } from '../../src/conversation/platform.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { FakeDiscord, ids } from '../fakes/discord-server.ts'
import { fakeSlack } from '../fakes/slack-server.ts'

const root = path.resolve(import.meta.dirname, '../..')
/** As tools/doctor.mjs does once the program is compiled, but from the sources. */
const program = `
import { examine } from '${path.join(root, 'src/programs/doctor.ts')}'
process.exitCode = await examine((line) => process.stdout.write(line + '\\n'))
`
const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'dealbell-doctor-'))
  ending.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** `environment` is all that it gets beside PATH and HOME. */
function doctor(cwd: string, environment: Readonly<Record<string, string>>): Promise<{ code: number; out: string; err: string }> {
  const { PATH = '', HOME = '' } = process.env
  const command = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', program]
  return new Promise((resolve) =>
    execFile(process.execPath, command, { cwd, env: { PATH, HOME, TMPDIR: cwd, ...environment } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    ),
  )
}

test('with nothing set it says that this is the sandbox', async () => {
  const { code, out, err } = await doctor(folder(), {})
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('! No chat is configured')
  expect(out).toContain('! There is no database yet')
})

test('settings that are wrong are all named, without their values', async () => {
  const { code, out } = await doctor(folder(), { SLACK_BOT_TOKEN: 'secret-thing', DISCORD_PUBLIC_KEY: 'zz' })
  expect(code).toBe(1)
  expect(out.match(/✗/g)?.length).toBeGreaterThanOrEqual(2)
  expect(out).not.toContain('secret-thing')
})

test('beside a bot on both chats it looks at each, and at the channels that are posted to', async () => {
  const slack = await fakeSlack()
  ending.push(() => slack.close())
  const discord = await new FakeDiscord().start()
  ending.push(() => discord.close())
  const cwd = folder()
  const url = `file:${path.join(cwd, 'bot.db')}`
  const database = await openDatabase(url)
  ending.push(() => database.close())
  const { workspaces } = storesOf(database, systemClock, { wake: () => {} })
  const installation = { platform: 'slack', id: slack.world.team } as const
  const admin = { personId: 'U0GUS0001', name: 'Gus Berg', handle: 'gus', role: 'admin', timeZone: undefined, locale: undefined } as const
  const settings = { name: 'Example Sales', currency: usDollar, timeZone: 'UTC', language: 'en' }
  const announce = destination(installation, 'C0WINS001')
  await workspaces.create(installation, { ...settings, announce }, admin, systemClock.now())
  const mirrors = [destination({ platform: 'discord', id: ids.guild }, ids.wins)]
  await database.client.workspace.updateMany({ data: { rules: JSON.stringify({ mirrors }) } })
  const { code, out, err } = await doctor(cwd, {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DATABASE_URL: url,
  })
  expect(err).toBe('')
  expect(out).toContain('✓ Set up: Example Sales.')
  expect(out).toMatch(/Slack\n[\s\S]*✓ #wins: the bot joins it[\s\S]*Discord\n[\s\S]*✓ #wins: the bot can post there\./)
  // Nobody has started it on this Discord yet.
  expect(out).toContain('✗ Commands that are not registered as this version has them: /agenda, /deal')
  expect({ code, last: out.trimEnd().split('\n').at(-1) }).toEqual({ code: 1, last: '1 thing to mend.' })
}, 120_000)
