// The stand-in for Discord refuses what Discord refuses: else whatever passes on it would say little.
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Json, objectIn } from '../../src/conversation/json.ts'
import { Flag } from '../fakes/discord/permissions.ts'
import { type FakeDiscord, fakeDiscord, ids } from '../fakes/discord-server.ts'

let fake: FakeDiscord
beforeEach(async () => {
  fake = await fakeDiscord()
})
afterEach(() => fake.close())

async function call(method: string, path: string, body?: unknown, token: string | undefined = fake.token) {
  const headers = {
    ...(token ? { authorization: `Bot ${token}` } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const response = await fetch(`${fake.apiUrl}/v10${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: objectIn(text.startsWith('{') ? JSON.parse(text) : {}) }
}
const said = (more: Json = {}): Json => ({ content: 'hello', allowed_mentions: { parse: [] }, ...more })
const post = (body: Json = said(), channel: string = ids.wins) => call('POST', `/channels/${channel}/messages`, body)
const refusal = (code: number, status: number) => ({ status, body: { code } })

describe('messages', () => {
  test.each([
    ['a field that Discord does not know', said({ colour: 1 })],
    ['a text that is too long', said({ content: 'x'.repeat(2_001) })],
    ['text components without their flag', said({ content: undefined, components: [{ type: 10, content: 'x' }] })],
    ['content beside text components', said({ flags: 1 << 15, components: [{ type: 10, content: 'x' }] })],
    ['a picture that did not come with it', said({ embeds: [{ image: { url: 'attachment://board.png' } }] })],
  ])('%s is a mistake', async (_, body) => {
    expect(await post(body)).toMatchObject(refusal(50035, 400))
    expect(fake.expected()).toHaveLength(1)
  })

  test('an empty one is none', async () => {
    expect(await post({ allowed_mentions: { parse: [] } })).toMatchObject(refusal(50006, 400))
    expect(fake.expected()).toHaveLength(1)
  })

  test('need the permissions that they need', async () => {
    const deny = (flag: bigint) => {
      const channel = fake.world.channels.get(ids.wins)
      if (channel) channel.overwrites = [{ id: ids.guild, type: 0, allow: 0n, deny: flag }]
    }
    deny(Flag.view)
    expect(await post()).toMatchObject(refusal(50001, 403))
    deny(Flag.send)
    expect(await post()).toMatchObject(refusal(50013, 403))
    deny(Flag.embed)
    expect(await post(said({ embeds: [{ description: 'x' }] }))).toMatchObject(refusal(50013, 403))
    expect(await post()).toMatchObject({ status: 200 })
    deny(Flag.threads)
    const [message] = fake.world.posts(ids.wins)
    expect(await call('POST', `/channels/${ids.wins}/messages/${message?.id}/threads`, { name: 'x' })).toMatchObject(refusal(50013, 403))
  })

  test('to somebody who takes none are refused', async () => {
    fake.world.closedDirect.add(ids.sam)
    const opened = await call('POST', '/users/@me/channels', { recipient_id: ids.sam })
    expect(await post(said(), String(opened.body.id))).toMatchObject(refusal(50007, 403))
  })

  test('under a nonce that is known are the message that stands there; it is told with the post alone', async () => {
    const nonce = { nonce: 'n1', enforce_nonce: true }
    const [one, other] = [await post(said(nonce)), await post(said(nonce))]
    expect(other.body.id).toBe(one.body.id)
    expect(one.body.nonce).toBe('n1')
    expect((await call('GET', `/channels/${ids.wins}/messages/${one.body.id}`)).body.nonce).toBeUndefined()
    fake.world.ahead = 6 * 60_000
    expect((await post(said(nonce))).body.id).not.toBe(one.body.id)
  })

  test('ping only whom they may', async () => {
    await post({ content: `<@${ids.sam}> <@${ids.kim}> @everyone`, allowed_mentions: { parse: [], users: [ids.kim] } })
    expect(fake.world.posts(ids.wins)[0]?.pinged).toEqual([ids.kim])
  })
})

test('too many calls are told to wait, and who does not wait is counted', async () => {
  fake.limits.strict = true
  const all = []
  for (let count = 0; count < 6; count++) all.push(await post())
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
  expect(all[4]?.headers.get('x-ratelimit-remaining')).toBe('0')
  expect(all[5]?.body.retry_after).toBeGreaterThan(0)
  expect(fake.limits.violations).toBe(0)
  await post()
  expect(fake.limits.violations).toBe(1)
  expect((await post(said(), ids.general)).status).toBe(200)
})

test('more than fifty calls a second are too many', async () => {
  const all = await Promise.all(Array.from({ length: 60 }, () => call('GET', '/users/@me')))
  expect(all.some(({ status, headers }) => status === 429 && headers.get('x-ratelimit-scope') === 'global')).toBe(true)
})

test('without its token nobody is heard, and a route that is none is a mistake', async () => {
  expect(await call('GET', '/users/@me', undefined, 'another')).toMatchObject({ status: 401 })
  expect(await call('GET', '/users/@me/wishes')).toMatchObject({ status: 404 })
  expect(fake.expected()).toEqual(['GET /api/v10/users/@me/wishes is no route'])
})

describe('commands', () => {
  const commands = `/applications/${ids.bot}/commands`
  const option = (name: string, more: Json = {}): Json => ({ type: 3, name, description: 'x', ...more })
  test.each([
    ['capitals in its name', { name: 'Deal', description: 'x' }],
    ['no description', { name: 'deal' }],
    ['what is needed behind what is not', { name: 'deal', description: 'x', options: [option('a'), option('b', { required: true })] }],
    ['an option twice', { name: 'deal', description: 'x', options: [option('a'), option('a')] }],
    [
      'choices and suggestions',
      { name: 'deal', description: 'x', options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] },
    ],
    ['a language of nowhere', { name: 'deal', description: 'x', name_localizations: { nb: 'salg' } }],
    [
      'more than 8000 characters',
      {
        name: 'deal',
        description: 'x',
        options: Array.from({ length: 4 }, (_, place) =>
          option(`o${place}`, {
            choices: Array.from({ length: 25 }, (__, each) => ({ name: `${each}`.padEnd(60, 'n'), value: `${each}`.padEnd(60, 'v') })),
          }),
        ),
      },
    ],
  ])('with %s are refused', async (_, body) => {
    expect(await call('POST', commands, body)).toMatchObject(refusal(50035, 400))
    expect(fake.expected()).toHaveLength(1)
  })

  test('of a name that is there take its place', async () => {
    const [one, other] = [
      await call('POST', commands, { name: 'deal', description: 'x' }),
      await call('POST', commands, { name: 'deal', description: 'y' }),
    ]
    expect([one.status, other.status]).toEqual([201, 200])
    expect(other.body.id).toBe(one.body.id)
  })
})

describe('interactions', () => {
  beforeEach(async () => {
    const won = {
      type: 1,
      name: 'won',
      description: 'x',
      options: [{ type: 3, name: 'amount', description: 'x', required: true, max_length: 5 }],
    }
    await call('POST', `/applications/${ids.bot}/commands`, { name: 'deal', description: 'x', options: [won] })
  })
  const hidden = (more: Json = {}): Json => ({ type: 4, data: { content: 'hello', flags: 64, allowed_mentions: { parse: [] }, ...more } })
  const modal: Json = {
    type: 9,
    data: {
      custom_id: 'm',
      title: 'Form',
      components: [{ type: 18, label: 'Amount', component: { type: 4, custom_id: 'amount', style: 1 } }],
    },
  }
  /** Types a command while nobody is connected, so that the test can answer. */
  function typed() {
    const delivered = fake.command('deal won', { amount: '5' })
    const sent = fake.sent()
    const answer = (body: Json) => call('POST', `/interactions/${sent.id}/${sent.token}/callback`, body, '')
    return { delivered, sent, answer, hook: `/webhooks/${ids.bot}/${sent.token}` }
  }

  test('are answered once', async () => {
    const { answer, delivered } = typed()
    expect((await answer(hidden())).status).toBe(204)
    expect(await answer(hidden())).toMatchObject(refusal(40060, 400))
    expect((await delivered).acknowledged).toBe(true)
    expect(fake.told()).toBe('hello')
    expect(fake.posted()).toEqual([])
  })

  test('are answered in three seconds, or never', async () => {
    const { answer, delivered, sent } = typed()
    sent.at -= 3_100
    expect(await answer(hidden())).toMatchObject(refusal(10062, 404))
    expect((await delivered).acknowledged).toBe(false)
    expect(fake.expected()).toHaveLength(2)
  })

  test('are followed by their token: not before the answer, and for a quarter of an hour', async () => {
    const { answer, hook } = typed()
    const body = { content: 'done', allowed_mentions: { parse: [] } }
    const edit = () => call('PATCH', `${hook}/messages/@original`, body, '')
    expect(await edit()).toMatchObject(refusal(10015, 404))
    await answer({ type: 5, data: { flags: 64 } })
    expect(fake.world.lastPrivate(ids.sam)?.loading).toBe(true)
    expect((await edit()).status).toBe(200)
    expect(fake.told()).toBe('done')
    fake.world.ahead = 16 * 60_000
    expect(await edit()).toMatchObject({ status: 401 })
  })

  test('take only what fits their kind: no form answers a form, and nothing is changed where nothing stands', async () => {
    const first = typed()
    expect(await first.answer({ type: 7, data: {} })).toMatchObject(refusal(50035, 400))
    expect(await first.answer({ type: 8, data: { choices: [] } })).toMatchObject(refusal(50035, 400))
    await first.answer(modal)
    const delivered = fake.submit({ Amount: '6' })
    const sent = fake.sent()
    const answer = (body: Json) => call('POST', `/interactions/${sent.id}/${sent.token}/callback`, body, '')
    expect(await answer(modal)).toMatchObject(refusal(50035, 400))
    expect(fake.expected()).toHaveLength(3)
    await answer(hidden())
    expect((await delivered).acknowledged).toBe(true)
  })

  test('are what a person could have sent', () => {
    expect(() => fake.command('deal lost', {})).toThrow('no subcommand')
    expect(() => fake.command('deal won', {})).toThrow('needs amount')
    expect(() => fake.command('deal won', { amount: '123456' })).toThrow('too long')
    expect(() => fake.command('deal won', { amount: 5 })).toThrow('takes text')
  })
})

describe('the gateway', () => {
  async function identify(d: Json): Promise<number> {
    const { url } = (await call('GET', '/gateway/bot')).body
    const socket = new WebSocket(`${url}?v=10&encoding=json`)
    await once(socket, 'message')
    socket.send(JSON.stringify({ op: 2, d }))
    const [code] = await Promise.race([once(socket, 'close'), once(socket, 'message').then(() => [0])])
    socket.terminate()
    return code
  }
  const properties = { os: 'linux', browser: 'test', device: 'test' }

  test('lets in who has the token and wants no more than anybody may', async () => {
    expect(await identify({ token: fake.token, intents: 1, properties })).toBe(0)
    expect(await identify({ token: 'another', intents: 1, properties })).toBe(4004)
    expect(await identify({ token: fake.token, intents: 1 << 15, properties })).toBe(4014)
    expect(await identify({ token: fake.token, intents: -1, properties })).toBe(4013)
    expect(fake.expected()).toHaveLength(2)
  })
})
