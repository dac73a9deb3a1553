// Setting up on a strict Slack with the real process: the command opens a form, its steps follow one another, and what is said holds.
import { afterEach, expect, test } from 'vitest'
import { fakeSlack, wordsOf } from '../fakes/slack-server.ts'
import { emptyFolder, freePort, startBot, until } from './bot-process.ts'

const gus = { user: 'U0GUS0001' }
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each()
})

test('setup without keywords is a form of two steps; a guest in the channel sees bands', async () => {
  const fake = await fakeSlack()
  const { folder, remove } = emptyFolder()
  const port = await freePort()
  const bot = startBot({
    SLACK_BOT_TOKEN: fake.botToken,
    SLACK_SIGNING_SECRET: fake.signingSecret,
    SLACK_API_URL: fake.apiUrl,
    DATABASE_URL: `file:${folder}/dealbell.db`,
    PORT: String(port),
  })
  cleanUp.push(
    remove,
    () => fake.close(),
    () => bot.end('SIGKILL'),
  )
  await bot.prints('Dealbell is running')
  fake.requestUrl = `http://127.0.0.1:${port}/slack/events`
  const inFront = () => wordsOf(fake.world.openView(gus.user)?.view.blocks)
  const title = () => wordsOf(fake.world.openView(gus.user)?.view.title)

  await fake.command('/dealbell', 'setup', gus)
  await until(
    () => title() === 'Setting up 1/2',
    () => `No form: ${fake.told(gus.user)}`,
  )
  expect(inFront()).toContain('Dealbell works already')
  await fake.submit({ timezone: 'Mars' }, gus.user)
  expect(fake.world.openView(gus.user)?.errors).toEqual({ timezone: expect.stringContaining('not a time zone I know') })
  await fake.submit({ timezone: 'Europe/Oslo' }, gus.user)
  expect(title()).toBe('Setting up 2/2')
  await fake.submit({ holidays: 'Norway', 'fiscal-year': 'april' }, gus.user)
  expect(fake.world.openView(gus.user)).toBeUndefined()
  await until(
    () => fake.told(gus.user).includes('Dealbell is set up'),
    () => fake.told(gus.user),
  )

  await fake.command('/dealbell', 'settings', gus)
  expect(fake.told(gus.user)).toContain('Public holidays of')
  const settings = fake.world.lastPrivate(gus.user)
  if (!settings) throw new Error('nothing was told')
  await fake.press(settings, 'Pipeline', gus.user)
  await until(
    () => title() === 'Pipeline',
    () => `No form: ${title()}`,
  )
  await fake.submit({ stages: 'lead 10, demo 30' }, gus.user)
  await until(
    () => fake.told(gus.user).includes('lead 10, demo 30'),
    () => fake.told(gus.user),
  )

  fake.world.users.set('U0GUEST01', { id: 'U0GUEST01', name: 'guest', realName: 'A Guest', more: { is_restricted: true } })
  fake.world.channels.get('C0WINS001')?.members.add('U0GUEST01')
  await fake.command('/deal', 'won 5200 Acme')
  await until(
    () => fake.posted().length > 0,
    () => 'No card',
  )
  expect(fake.posted()[0]).toContain('Sam Ortiz closed Acme')
  expect(fake.posted()[0]).toContain('$5–10K')
  expect(fake.posted()[0]).not.toContain('5,200')
  expect(fake.world.refusals).toEqual([])
}, 60_000)
