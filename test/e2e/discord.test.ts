// The real process on a strict Discord by the gateway: the main job from the typed command to the rewritten card, a connection that breaks in
// every way there is, and posts that stand once whatever becomes of their answers.
import { afterEach, describe, expect, test } from 'vitest'
import { channelType, type FakeDiscord, type FakeMessage, fieldsOf, ids, readIn } from '../fakes/discord-server.ts'
import { fakeSlack } from '../fakes/slack-server.ts'
import { startBot, until } from './bot-process.ts'
import { commandNames, discordOffice, gus, openForm, posts, press, setUp, submit, told } from './discord-office.ts'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each()
})
const office = () => discordOffice('gateway', cleanUp)

/** The newest message that only Sam sees. */
function latest(fake: FakeDiscord, person: string = ids.sam): FakeMessage {
  const message = fake.world.lastPrivate(person)
  if (!message) throw new Error(`${person} was told nothing`)
  return message
}

const card = (fake: FakeDiscord): string => fake.posted()[0] ?? ''
const posting = 'POST /channels/:channel/messages'

test('a win is echoed, announced, undone, mended; the commands are there in private too; files come; a second start writes no commands', async () => {
  const { fake, start } = await office()
  const bot = await start()
  await fake.command('deal won', { amount: '5000', customer: 'Acme' })
  await told(fake, '/dealbell setup')
  await setUp(fake)
  await fake.command('target set', { whose: `<@${ids.sam}>`, value: '50000', period: 'this quarter' }, gus)
  await told(fake, 'Target for Sam Ortiz', ids.gus)

  // The private echo, and the public card.
  await fake.command('deal won', { amount: '5000', customer: 'Acme' })
  await told(fake, 'Deal #1 won')
  const echo = latest(fake)
  expect(readIn(echo)).toContain('$5,000.00')
  await posts(fake, 1)
  expect(card(fake)).toContain('Sam Ortiz closed Acme: $5,000')
  expect(fake.callsOf(posting)[0]?.body).toMatchObject({
    content: expect.stringContaining('Sam Ortiz closed Acme: $5,000'),
    allowed_mentions: { parse: [] },
    nonce: expect.stringMatching(/^.{1,25}$/),
    enforce_nonce: true,
  })
  expect(fake.world.messages.flatMap(({ pinged }) => pinged)).toEqual([])

  // What could stand in a field.
  expect(await fake.autocomplete('deal won', 'customer', 'ac', { amount: '1' })).toEqual([{ name: 'Acme', value: 'Acme' }])

  // Undone: in the place of the echo, on the card, and in its thread.
  await press(fake, echo, 'Undo', 'Deal #1 undone')
  await until(
    () => card(fake).includes('taken back'),
    () => card(fake),
  )
  const thread = () => [...fake.world.channels.values()].find(({ type }) => type === channelType.thread)
  await until(
    () => fake.posted(thread()?.id).join().includes('took this back'),
    () => JSON.stringify(fake.posted(thread()?.id)),
  )

  // Mended in a form of two pages, wrong at first.
  await press(fake, echo, 'Redo', 'counts again')
  await openForm(fake, echo, 'Edit')
  await submit(fake, { 'Amount in USD': 'lots' }, 'Nothing was saved')
  await openForm(fake, latest(fake), 'Correct it')
  const open = fake.world.openModal(ids.sam)
  expect(open && fieldsOf(open)[0]).toMatchObject({ value: 'lots', description: expect.any(String) })
  await submit(fake, { 'Amount in USD': '5500' }, 'corrected')
  await until(
    () => card(fake).includes('$5,500'),
    () => `${card(fake)}\n${fake.told()}`,
  )

  // In private, where no server is named.
  const direct = fake.world.directWith(ids.sam).id
  await fake.command('deal list deals', {}, { channel: direct })
  await told(fake, '$5,500')

  // A file comes to the person alone.
  await fake.command('dealbell export', { what: 'deals' }, gus)
  await until(
    () => fake.world.direct(ids.gus).some(({ files }) => files.some(({ filename }) => filename.endsWith('.csv'))),
    () => JSON.stringify(fake.wrote(ids.gus)),
  )
  const [file] = fake.world.direct(ids.gus).flatMap(({ files }) => files)
  expect(file?.bytes.toString()).toContain('Acme')

  expect(await bot.end('SIGTERM')).toBe(0)
  expect(bot.output()).not.toMatch(/Acme|Sam|5,?[05]00\b|made-up/)

  const before = fake.calls.length
  const again = await start()
  await fake.command('deal won', { amount: '700', customer: 'Globex' })
  await posts(fake, 2)
  const written = fake.calls.slice(before).filter(({ route }) => /^(POST|PUT|PATCH|DELETE) \/applications/.test(route))
  expect(written).toEqual([])
  // A button of before the restart is still ours, and about what stands there now.
  await press(fake, echo, 'Undo', 'has changed since you saw it')
  await press(fake, echo, 'Undo', 'Deal #1 is back to $5,000.00')
  expect(await again.end('SIGTERM')).toBe(0)
  expect(fake.limits.violations).toBe(0)
})

test('the connection: heartbeats, dropped and resumed with what was missed, reconnected, begun anew, and not believed when it is dead', async () => {
  const { fake, start } = await office()
  fake.gateway.heartbeatEvery = 1_500
  const bot = await start()
  await setUp(fake)
  const { seen } = fake.gateway
  expect(fake.gateway.intents).toBe(1)
  const comes = (what: keyof typeof seen, count: number) =>
    until(
      () => seen[what] >= count,
      () => `${what}: ${JSON.stringify(seen)}\n${bot.output()}`,
    )
  const works = async () => {
    expect((await fake.command('deal won', { amount: '10', customer: 'Acme' })).acknowledged).toBe(true)
  }
  await comes('heartbeats', 2)

  // What somebody said while nobody was there is answered when the connection is resumed.
  fake.gateway.drop()
  await works()
  expect(seen).toMatchObject({ identified: 1, resumed: 1 })
  // What was answered before is not answered again.
  const told = fake.world.privates(ids.sam).length
  fake.gateway.drop()
  await comes('resumed', 2)
  await works()
  expect(fake.world.privates(ids.sam)).toHaveLength(told + 1)

  fake.gateway.reconnect()
  await comes('resumed', 3)
  fake.gateway.close(4000)
  await comes('resumed', 4)
  fake.gateway.invalidate(true)
  await comes('resumed', 5)
  expect(seen.identified).toBe(1)
  fake.gateway.invalidate(false)
  await comes('identified', 2)
  await works()
  const before = seen.connected
  fake.gateway.close(4009)
  await comes('connected', before + 1)
  await until(
    () => fake.gateway.isListened,
    () => 'Nobody came back',
  )
  // A connection on which nothing is answered is dead.
  const connected = seen.connected
  fake.gateway.acknowledges = false
  await comes('connected', connected + 1)
  fake.gateway.acknowledges = true
  await until(
    () => fake.gateway.isListened,
    () => 'Nobody came back',
  )
  await works()
  expect(await bot.end('SIGTERM')).toBe(0)
})

describe('whatever becomes of a post', () => {
  test('it waits where it is told to, is tried again after a fault, and stands once when its answer is lost', async () => {
    const { fake, start } = await office()
    await start()
    await setUp(fake)
    const win = (customer: string) => fake.command('deal won', { amount: '5000', customer })
    const stands = async (customer: string) => {
      await until(
        () => fake.posted().some((text) => text.includes(customer)),
        () => `${customer}: ${JSON.stringify(fake.posted())}`,
      )
    }
    fake.fault(posting, { kind: 'rate limited', seconds: 1 })
    await win('Limited')
    await stands('Limited')
    fake.fault(posting, { kind: 'rate limited', seconds: 1, global: true })
    await win('Everywhere')
    await stands('Everywhere')
    fake.fault(posting, { kind: 'status', status: 500 })
    await win('Faulty')
    await stands('Faulty')
    fake.fault(posting, { kind: 'drop', after: true })
    await win('Lost')
    await stands('Lost')
    // More than a channel takes at once: five in five seconds.
    fake.limits.strict = true
    const many = ['One', 'Two', 'Three', 'Four', 'Five', 'Six']
    for (const customer of many) await win(customer)
    await stands('Six') // whatever was to be tried again was tried before it
    const order = fake.posted().map((text) => /closed (\w+)/.exec(text)?.[1])
    expect(order).toEqual(['Limited', 'Everywhere', 'Faulty', 'Lost', ...many])
    expect(fake.limits.violations).toBe(0)
  })

  test('killed while Discord had posted and its answer was on the way: it is not posted again', async () => {
    const { fake, start } = await office()
    const first = await start()
    await setUp(fake)
    fake.fault(posting, { kind: 'hang', after: true })
    await fake.command('deal won', { amount: '5000', customer: 'Acme' })
    await posts(fake, 1)
    await first.end('SIGKILL')
    await start()
    await fake.command('deal won', { amount: '700', customer: 'Globex' })
    await posts(fake, 2)
    expect(fake.posted().map((text) => /Acme|Globex/.exec(text)?.[0])).toEqual(['Acme', 'Globex'])
  })

  test('killed between acknowledgement and delivery: after a restart it is there once', async () => {
    const { fake, start } = await office()
    const first = await start()
    await setUp(fake)
    fake.fault(posting, { kind: 'rate limited', seconds: 2 })
    await fake.command('deal won', { amount: '5000', customer: 'Acme' })
    await told(fake, 'Deal #1 won')
    await first.end('SIGKILL')
    expect(fake.posted()).toEqual([])
    await start()
    await posts(fake, 1)
    expect(fake.posted()).toHaveLength(1)
  })

  test('who takes no messages is reported to the admin, and not tried for ever', async () => {
    const { fake, start } = await office()
    await start()
    await setUp(fake)
    await fake.command('deal won', { amount: '5000', customer: 'Acme' })
    await fake.command('dealbell member', { who: `<@${ids.sam}>`, role: 'admin' }, gus)
    fake.world.closedDirect.add(ids.sam)
    await fake.command('dealbell export', { what: 'deals' })
    await until(
      () => fake.wrote(ids.gus).some((text) => text.includes('Sam')),
      () => `Gus was written: ${JSON.stringify(fake.wrote(ids.gus))}, Sam was told: ${fake.told()}`,
    )
    const tries = fake.calls.filter(({ status }) => status === 403).length
    expect(tries).toBeLessThanOrEqual(2)
  })
})

test('an acknowledgement that comes too late is a failure', async () => {
  const { fake, start } = await office()
  await start()
  fake.faultOf = (route) => (route.endsWith('/callback') ? { kind: 'delay', milliseconds: 3_200 } : undefined)
  expect((await fake.command('dealbell help')).acknowledged).toBe(false)
  await until(
    () => fake.failures.length >= 2,
    () => JSON.stringify(fake.failures),
  )
  expect(fake.expected().join('\n')).toMatch(/not answered in time[\s\S]*came after/)
})

test('a token that Discord refuses is named, and the exit code is 2', async () => {
  const { fake, environment } = await office()
  fake.tokens.clear()
  fake.tokens.add('another')
  const bot = startBot({ ...environment, PORT: '0' })
  expect(await bot.ended()).toBe(2)
  expect(bot.output()).toContain('DISCORD_TOKEN')
  expect(commandNames(fake)).toEqual([])
})

test('for one server alone the commands are its own', async () => {
  const { fake, start } = await office()
  await start({ DISCORD_GUILD_ID: ids.guild })
  expect([...fake.world.commands].filter(([, commands]) => commands.size > 0).map(([scope]) => scope)).toEqual([ids.guild])
})

test('Slack and Discord are served by one process', async () => {
  const { fake, start } = await office()
  const slack = await fakeSlack()
  cleanUp.push(() => slack.close())
  const bot = await start({ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl })
  await setUp(fake)
  await slack.command('/dealbell', 'setup currency USD timezone Europe/Oslo', { user: 'U0GUS0001' })
  await until(
    () => slack.told('U0GUS0001').includes('Dealbell is set up'),
    () => slack.told('U0GUS0001'),
  )
  await Promise.all([slack.command('/deal', 'won 100 Initech'), fake.command('deal won', { amount: '5000', customer: 'Acme' })])
  await posts(fake, 1)
  await until(
    () => slack.posted().length > 0,
    () => slack.told(),
  )
  expect(slack.posted().join()).toContain('Initech')
  expect(fake.posted().join()).toContain('Acme')
  expect(slack.world.refusals).toEqual([])
  expect(await bot.end('SIGTERM')).toBe(0)
})
