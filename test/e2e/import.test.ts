// Bringing the public CRM data set through Slack, with the real process: from the command to the figures, killed in the middle.
import { copyFileSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { type FakeSlack, fakeSlack } from '../fakes/slack-server.ts'
import { emptyFolder, freePort, startBot, until } from './bot-process.ts'

const gus = { user: 'U0GUS0001' }
const pipeline = readFileSync(new URL('../../sandbox/crm-sales-opportunities/sales_pipeline.csv', import.meta.url))
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each()
})

async function office() {
  const fake = await fakeSlack()
  const { folder, remove } = emptyFolder()
  cleanUp.push(() => fake.close(), remove)
  const port = await freePort()
  fake.requestUrl = `http://127.0.0.1:${port}/slack/events`
  const environment = {
    SLACK_BOT_TOKEN: fake.botToken,
    SLACK_SIGNING_SECRET: fake.signingSecret,
    SLACK_API_URL: fake.apiUrl,
    DATABASE_URL: `file:${folder}/dealbell.db`,
    PORT: String(port),
  }
  const start = async () => {
    const bot = startBot(environment)
    cleanUp.push(() => bot.end('SIGKILL'))
    await bot.prints('Dealbell is running')
    return bot
  }
  return { fake, start }
}

const toldGus = (fake: FakeSlack, words: string, seconds = 60) =>
  until(
    () => fake.world.privates.some(({ to, text, blocks }) => to === gus.user && `${text}${JSON.stringify(blocks)}`.includes(words)),
    () => `Not told ${words} but ${fake.told(gus.user)}`,
    seconds,
  )

/** From the command to the message of the trial run. */
async function bring(fake: FakeSlack): Promise<void> {
  expect((await fake.command('/dealbell', 'import deals', gus)).acknowledged).toBe(true)
  await until(
    () => fake.world.openView(gus.user) !== undefined,
    () => 'No modal was opened',
  )
  const { id } = fake.world.addFile('sales_pipeline.csv', pipeline)
  const sent = await fake.submit({ file: id }, gus.user)
  expect([sent.acknowledged, sent.milliseconds < 3_000]).toEqual([true, true])
  await toldGus(fake, 'Trial run of')
}

const lastWith = (fake: FakeSlack, label: string) => {
  const found = fake.world.privates.findLast(({ to, blocks }) => to === gus.user && JSON.stringify(blocks).includes(label))
  if (!found) throw new Error(`Nothing with ${label} was said to Gus`)
  return found
}

test('a file given in the form is tried out, imported, known again, and its figures are exact', async () => {
  const { fake, start } = await office()
  const first = await start()
  await fake.command('/dealbell', 'setup currency USD timezone Europe/Oslo', gus)
  await bring(fake)
  expect(fake.told(gus.user)).toContain('8,800 new')
  expect(fake.told(gus.user)).toContain('30 names are not here yet')

  // Killed in the middle: what is written stands, and pressing once more does the rest.
  expect((await fake.press(lastWith(fake, 'Import 8,800 deals'), 'Import 8,800 deals', gus.user)).acknowledged).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 600))
  await first.end('SIGKILL')
  const second = await start()
  expect((await fake.press(lastWith(fake, 'Import 8,800 deals'), 'Import 8,800 deals', gus.user)).acknowledged).toBe(true)
  await toldGus(fake, '8,800 new deals')

  await fake.command('/progress', 'company 2017', gus)
  await toldGus(fake, '$10,005,534')
  await fake.command('/progress', '"Darcel Schlecht" 2017', gus)
  await toldGus(fake, '$1,153,214')
  await bring(fake)
  await toldGus(fake, '0 new · 0 changed · 8,800 unchanged')
  expect(fake.posted()).toEqual([])
  expect(fake.world.refusals).toEqual([])
  expect(`${first.output()}${second.output()}`).not.toMatch(/Schlecht|Cancity|sales_pipeline|made-up/)
}, 180_000)

test('an export comes as a file to who asked, and an admin is told when the bot may not give any', async () => {
  const { fake, start } = await office()
  await start()
  await fake.command('/dealbell', 'setup currency USD timezone Europe/Oslo', gus)
  await fake.command('/deal', 'won 5000 Åse & søn', gus)
  await fake.command('/dealbell', 'export deals', gus)
  const content = () => [...fake.world.files.values()].find(({ content: bytes }) => bytes)?.content?.toString()
  await until(
    () => content() !== undefined,
    () => 'No file was given',
  )
  expect(content()).toContain('Åse & søn,,won,5000.00,USD')
  fake.scopes.delete('files:write')
  await fake.command('/dealbell', 'export deals', gus)
  await until(
    () => fake.posted('D0GUS0001').some((text) => text.includes('missing_scope')),
    () => JSON.stringify(fake.posted('D0GUS0001')),
  )
  expect(fake.posted('D0GUS0001').join('\n')).toContain('missing_scope')
}, 60_000)

test('in a terminal a file is named by its path, and an export is written before the program ends', async () => {
  const { folder, remove } = emptyFolder()
  cleanUp.push(remove)
  copyFileSync(new URL('../../sandbox/crm-sales-opportunities/sales_pipeline.csv', import.meta.url), `${folder}/my pipeline.csv`)
  const lines = [`/dealbell import deals ${folder}/my pipeline.csv`, '1', '/progress company 2017', '/dealbell export deals 2017']
  const environment = { DATABASE_URL: `file:${folder}/dealbell.db` }
  const bot = startBot(environment, ['--terminal', '--as', 'Dustin Brinkmann'], `${lines.join('\n')}\n`)
  cleanUp.push(() => bot.end('SIGKILL'))
  expect(await bot.ended()).toBe(0)
  expect(bot.output()).toContain('8,800 new deals')
  expect(bot.output()).toContain('$10,005,534')
  expect(bot.output()).toMatch(/Deals: 6,\d{3} rows/)
  expect(bot.output()).toContain('Written to exports/deals_2017-01-01_2017-12-31.csv')
}, 120_000)
