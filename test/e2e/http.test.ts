// The real process on a strict Slack, by HTTP and by Socket Mode, on SQLite and on PostgreSQL: the main job, from the signed
// request to the rewritten card, with a process that is killed in between.
import { afterEach, describe, expect, test } from 'vitest'
import { emptyPostgres, whyNoPostgres } from '../fakes/postgres.ts'
import { type FakeSlack, fakeSlack } from '../fakes/slack-server.ts'
import { type BotProcess, emptyFolder, freePort, startBot, until } from './bot-process.ts'

const gus = { user: 'U0GUS0001' }
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each()
})

async function office(mode: 'http' | 'socket', database: 'sqlite' | 'postgresql' = 'sqlite') {
  const fake = await fakeSlack()
  cleanUp.push(() => fake.close())
  let url: string
  if (database === 'postgresql') {
    const postgres = await emptyPostgres()
    if (!postgres) throw new Error(whyNoPostgres)
    cleanUp.push(() => postgres.drop())
    url = postgres.url
  } else {
    const { folder, remove } = emptyFolder()
    cleanUp.push(remove)
    url = `file:${folder}/dealbell.db`
  }
  const port = await freePort()
  const environment = {
    SLACK_BOT_TOKEN: fake.botToken,
    ...(mode === 'http' ? { SLACK_SIGNING_SECRET: fake.signingSecret } : { SLACK_APP_TOKEN: fake.appToken }),
    SLACK_API_URL: fake.apiUrl,
    DATABASE_URL: url,
    PORT: String(port),
  }
  const base = `http://127.0.0.1:${port}`
  if (mode === 'http') fake.requestUrl = `${base}/slack/events`
  const start = async (): Promise<BotProcess> => {
    const bot = startBot(environment)
    cleanUp.push(() => bot.end('SIGKILL'))
    await bot.prints('Dealbell is running')
    return bot
  }
  return { fake, base, start }
}

const wins = (fake: FakeSlack, count: number) =>
  until(
    () => fake.posted().length >= count,
    () => `Not ${count} posts: ${JSON.stringify(fake.posted())}`,
  )

const ways = [
  ['http', 'sqlite'],
  ['socket', 'sqlite'],
  ['http', 'postgresql'],
] as const
const hasPostgres = await emptyPostgres()
await hasPostgres?.drop()

describe.each(ways)('by %s on %s', (mode, database) => {
  test('a win is echoed, announced, undone and struck through', async ({ skip }) => {
    if (database === 'postgresql') skip(!hasPostgres, whyNoPostgres)
    const { fake, base, start } = await office(mode, database)
    const bot = await start()
    expect((await fake.command('/deal', 'won 5000 Acme')).acknowledged).toBe(true)
    expect(fake.told()).toContain('/dealbell setup')
    await fake.command('/dealbell', 'setup currency USD timezone Europe/Oslo', gus)
    expect(fake.told(gus.user)).toContain('Dealbell is set up')
    await fake.command('/target', 'set @sam 50000 this quarter', gus)
    expect(fake.told(gus.user)).toContain('Target for Sam Ortiz')

    const typed = await fake.command('/deal', 'won 5000 Acme')
    expect(typed.milliseconds).toBeLessThan(3_000)
    expect(fake.told()).toContain('Deal #1 won')
    expect(fake.told()).toContain('$5,000.00')
    await wins(fake, 1)
    expect(fake.posted()[0]).toContain('Sam Ortiz')
    expect(fake.posted()[0]).toContain('$5,000')

    // Slack repeats a request whose acknowledgement it missed: the same answer, nothing more.
    const echo = fake.told()
    await fake.deliver(typed.what, 1)
    expect(fake.told()).toBe(echo)

    const own = fake.world.lastPrivate('U0SAM0001')
    if (!own) throw new Error('Sam was told nothing')
    await fake.press(own, 'Undo')
    await until(
      () => fake.told().includes('Deal #1 undone'),
      () => fake.told(),
    )
    await wins(fake, 2)
    expect(fake.posted()).toHaveLength(2)
    await until(
      () => fake.posted()[0]?.includes('taken back') === true,
      () => JSON.stringify(fake.posted()),
    )
    expect(fake.posted()[1]).toContain('took this back')

    await fake.press(own, 'Redo')
    await until(
      () => fake.told().includes('counts again'),
      () => fake.told(),
    )
    await fake.press(own, 'Edit')
    await until(
      () => fake.world.openView('U0SAM0001') !== undefined,
      () => 'No modal was opened',
    )
    await fake.submit({ amount: 'lots' })
    expect(fake.world.openView('U0SAM0001')?.errors).toHaveProperty('amount')
    await fake.submit({ amount: '5500' })
    await until(
      () => fake.told().includes('corrected'),
      () => fake.told(),
    )
    await until(
      () => fake.posted()[0]?.includes('$5,500') === true,
      () => JSON.stringify(fake.posted()),
    )

    expect(fake.world.refusals).toEqual([])
    for (const path of ['/healthz', '/readyz']) expect((await fetch(base + path)).status).toBe(200)
    expect(await bot.end('SIGTERM')).toBe(0)
    expect(bot.output()).not.toMatch(/Acme|Sam|5,?000|made-up/)
  })
})

test('killed between acknowledgement and delivery: after a restart the deal is there once and the card is posted once', async () => {
  const { fake, start } = await office('http')
  const first = await start()
  await fake.command('/dealbell', 'setup', gus)
  fake.fault('chat.postMessage', { kind: 'rate limited', seconds: 2 }) // so that the card waits
  await fake.command('/deal', 'won 5000 Acme')
  expect(fake.told()).toContain('Deal #1 won')
  await first.end('SIGKILL')
  expect(fake.posted()).toEqual([])
  await start()
  await wins(fake, 1)
  await fake.command('/deal', 'list')
  expect(fake.told()).toContain('Your only win: $5,000.00')
  expect(fake.posted()).toHaveLength(1)
})

test('killed while Slack had posted and its answer was on the way: the card is not posted again', async () => {
  const { fake, start } = await office('http')
  const first = await start()
  await fake.command('/dealbell', 'setup', gus)
  fake.fault('chat.postMessage', { kind: 'hang', after: true })
  await fake.command('/deal', 'won 5000 Acme')
  await wins(fake, 1)
  await first.end('SIGKILL')
  const again = await start()
  await fake.command('/deal', 'won 700 Globex')
  await wins(fake, 2) // the second is behind the first, so the first is settled by now
  expect(fake.posted().map((text) => /Acme|Globex/.exec(text)?.[0])).toEqual(['Acme', 'Globex'])
  await again.end('SIGTERM')
})

test('what a stranger sends by HTTP is refused, and told nothing', async () => {
  const { fake, base, start } = await office('http')
  await start()
  const send = (body: string, headers: Record<string, string>) =>
    fetch(`${base}/slack/events`, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })
  const body = 'command=%2Fdeal&text=won+1'
  expect((await send(body, {})).status).toBe(401)
  expect((await send(body, { ...fake.signed(`${body}0`) })).status).toBe(401)
  expect((await send(body, fake.signed(body, 301))).status).toBe(401)
  expect((await send(body, fake.signed(body, -301))).status).toBe(401)
  expect((await fetch(`${base}/nothing`)).status).toBe(404)
  const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c0ffee' })
  const verified = await send(challenge, { ...fake.signed(challenge), 'content-type': 'application/json' })
  expect(await verified.text()).toContain('c0ffee')
})

describe('settings', () => {
  test('a missing or malformed one is named with an example, and the exit code is 2', async () => {
    const half = startBot({ SLACK_BOT_TOKEN: 'xoxb-1', PORT: 'abc' })
    expect(await half.ended()).toBe(2)
    expect(half.output()).toContain('PORT')
    expect(half.output()).toContain('SLACK_APP_TOKEN')
    expect(half.output()).toMatch(/Example/)
  })

  test('a token that Slack refuses is named, and the exit code is 2', async () => {
    const fake = await fakeSlack()
    cleanUp.push(() => fake.close())
    const bot = startBot({ SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_SIGNING_SECRET: 'secret', SLACK_API_URL: fake.apiUrl, PORT: '0' })
    expect(await bot.ended()).toBe(2)
    expect(bot.output()).toContain('SLACK_BOT_TOKEN')
  })

  test('a database that is in use is said to be', async () => {
    const { fake, start } = await office('http')
    const { folder, remove } = emptyFolder()
    cleanUp.push(remove)
    await start()
    const environment = { SLACK_BOT_TOKEN: fake.botToken, SLACK_SIGNING_SECRET: fake.signingSecret, SLACK_API_URL: fake.apiUrl, PORT: '0' }
    const one = startBot({ ...environment, DATABASE_URL: `file:${folder}/same.db` })
    cleanUp.push(() => one.end('SIGKILL'))
    await one.prints('Dealbell is running')
    const two = startBot({ ...environment, DATABASE_URL: `file:${folder}/same.db` })
    expect(await two.ended()).toBe(1)
    expect(two.output()).toContain('Another process is using')
  })
})

test('the terminal does the main job from a pipe', async () => {
  const { folder, remove } = emptyFolder()
  cleanUp.push(remove)
  const input = '/deal won 5000 Acme\n/progress\n/deal undo\n'
  const bot = startBot({ DATABASE_URL: `file:${folder}/sandbox.db` }, ['--terminal', '--as', 'Darcel Schlecht'], input)
  expect(await bot.ended()).toBe(0)
  expect(bot.output()).toMatch(
    /Deal #8801 won: \$5,000\.00 · Acme[\s\S]*Darcel Schlecht closed Acme: \$5,000[\s\S]*Darcel Schlecht · Q\d[\s\S]*undone[\s\S]*taken back/,
  )
})
