// The real process on a strict Discord by HTTP: proof of who asks, an answer that takes its time, and two copies on one database.
import { afterEach, expect, test } from 'vitest'
import { ids } from '../fakes/discord-server.ts'
import { emptyPostgres, whyNoPostgres } from '../fakes/postgres.ts'
import { discordOffice, gus, openForm, posts, press, setUp, submit, told } from './discord-office.ts'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each()
})
const hasPostgres = await emptyPostgres()
await hasPostgres?.drop()

test('only what Discord signed is heard; a win is answered in the request itself, announced and undone', async () => {
  const { fake, base, start } = await discordOffice('http', cleanUp)
  const bot = await start()
  expect(await fake.ping()).toEqual({ status: 200, body: { type: 1 } })
  const body = JSON.stringify({ type: 1, id: '1', application_id: ids.bot, token: 'x', version: 1 })
  const send = (headers: Record<string, string>, what = body) =>
    fetch(`${base()}/discord/interactions`, { method: 'POST', body: what, headers: { 'content-type': 'application/json', ...headers } })
  expect((await send({})).status).toBe(401)
  expect((await send(fake.signed(`${body} `))).status).toBe(401)
  expect((await send(fake.signed(body), body.replace('1', '2'))).status).toBe(401)
  expect((await send({ ...fake.signed(body), 'x-signature-ed25519': '00'.repeat(64) })).status).toBe(401)
  expect((await send(fake.signed(body, 600))).status).toBe(401)

  await setUp(fake)
  expect((await fake.command('deal won', { amount: '5000', customer: 'Acme' })).status).toBe(200)
  await told(fake, 'Deal #1 won')
  await posts(fake, 1)
  const echo = fake.world.lastPrivate(ids.sam)
  if (!echo) throw new Error('Sam was told nothing')
  await press(fake, echo, 'Undo', 'Deal #1 undone')
  expect(fake.gateway.seen.connected).toBe(0)
  expect(await bot.end('SIGTERM')).toBe(0)
})

test('an answer that takes its time is announced and follows', async () => {
  const { fake, start } = await discordOffice('http', cleanUp)
  await start()
  // Who the speaker is takes long to be told.
  for (const route of ['GET /guilds/:guild/members/:user', 'GET /channels/:channel', 'GET /guilds/:guild'])
    fake.fault(route, { kind: 'delay', milliseconds: 2_200 })
  expect((await fake.command('dealbell setup', { currency: 'USD', timezone: 'Europe/Oslo' }, gus)).type).toBe(5)
  await told(fake, 'Dealbell is set up', ids.gus)
})

test('two copies on one database press the buttons of each other, and register nothing twice', async ({ skip }) => {
  skip(!hasPostgres, whyNoPostgres)
  const { fake, start } = await discordOffice('http', cleanUp, 'postgresql')
  const one = await start()
  const first = fake.requestUrl
  const two = await start()
  const second = fake.requestUrl
  await setUp(fake)
  await fake.command('deal won', { amount: '5000', customer: 'Acme' })
  await told(fake, 'Deal #1 won')
  const echo = fake.world.lastPrivate(ids.sam)
  if (!echo) throw new Error('Sam was told nothing')
  fake.requestUrl = first
  await press(fake, echo, 'Undo', 'Deal #1 undone')
  // A form that one copy opened is sent to the other.
  await press(fake, echo, 'Redo', 'counts again')
  await openForm(fake, echo, 'Edit')
  fake.requestUrl = second
  await submit(fake, { 'Amount in USD': '5500' }, 'corrected')
  await posts(fake, 1)
  const names = [...(fake.world.commands.get('global')?.values() ?? [])].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(await one.end('SIGTERM')).toBe(0)
  expect(await two.end('SIGTERM')).toBe(0)
})
