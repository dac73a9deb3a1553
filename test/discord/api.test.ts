// What goes wrong on the way to Discord and back, as its callers hear of it, and how much is asked of it.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Call, type DiscordApi, discordApi } from '../../src/discord/api.ts'

const nobody = { info: () => {}, warn: () => {}, error: () => {} }
let close: (() => void) | undefined
afterEach(() => close?.())

type Answer = (response: ServerResponse, path: string) => void

async function apiOf(answer: Answer): Promise<{ readonly api: DiscordApi; readonly calls: string[] }> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(request.url ?? '')
    request.resume()
    answer(response, request.url ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  const { port } = server.address() as AddressInfo // it listens on one
  return { api: discordApi({ token: 'a token of nobody', apiUrl: `http://127.0.0.1:${port}/api` }, nobody), calls }
}

const saying =
  (status: number, headers: Readonly<Record<string, string>>, body: string): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(body)
const json = { 'content-type': 'application/json' }
const found = saying(200, json, '{"id":"1"}')
const get = (path: `/${string}`, within = 5_000): Call => ({ method: 'GET', path, within })
const outcome = (work: Promise<unknown>) => work.then(() => ({ kind: 'answered' }), Object)
const [guild, channel] = ['/guilds/100000000000000001', '/channels/100000000000000002'] as const

test('a call that may wait for a rate limit waits no longer than its time', async () => {
  const { api, calls } = await apiOf(saying(429, { ...json, 'retry-after': '600' }, '{"retry_after":600,"global":false}'))
  expect(await outcome(api.call(get(guild, 200)))).toMatchObject({ kind: 'lost' })
  expect(calls).toHaveLength(1)
})

test.each<[string, Answer]>([
  ['as the API says it', saying(429, { ...json, 'retry-after': '60', 'x-ratelimit-global': 'true' }, '{"retry_after":60,"global":true}')],
  ['in the body alone', saying(429, json, '{"message":"x","retry_after":60.5,"global":true}')],
  ['by what is in front of the API', saying(429, { 'content-type': 'text/html', 'retry-after': '60' }, '<html>1015</html>')],
])('a bot that asks too much as a whole stops asking, said %s', async (_, answer) => {
  const { api, calls } = await apiOf(answer)
  expect(await outcome(api.callAtOnce(get(guild)))).toMatchObject({ kind: 'limited', retryAfter: expect.any(Number) })
  expect(await outcome(api.callAtOnce(get(channel)))).toMatchObject({ kind: 'limited' })
  expect(await outcome(api.call(get(channel, 100)))).toMatchObject({ kind: 'lost' })
  expect(calls).toHaveLength(1)
})

test('a limit of one route is none of another', async () => {
  const limited = saying(429, { ...json, 'retry-after': '60' }, '{"retry_after":60,"global":false}')
  const { api } = await apiOf((response, path) => (path.includes('guilds') ? limited : found)(response, path))
  expect(await outcome(api.callAtOnce(get(guild)))).toMatchObject({ kind: 'limited', retryAfter: 60_000 })
  expect(await outcome(api.callAtOnce(get(channel)))).toMatchObject({ kind: 'answered' })
})

test('both kinds of calls together are 50 a second at most; answers to interactions are not counted', async () => {
  const { api, calls } = await apiOf(found)
  const many = Array.from({ length: 60 }, (_, index) => `/channels/1000000000000001${index + 10}` as const)
  const began = performance.now()
  await Promise.all(many.flatMap((path) => [outcome(api.callAtOnce(get(path))), outcome(api.call(get(path, 300)))]))
  const before = calls.length
  expect(before).toBeLessThanOrEqual(50 * Math.ceil((performance.now() - began) / 1_000))
  expect(before).toBeGreaterThanOrEqual(20) // those that are turned away at once wait for nothing, however busy the machine is
  await Promise.all(many.map((_, index) => api.call({ ...get(`/webhooks/1/token-${index}`), asBot: false })))
  expect(calls).toHaveLength(before + 60)
})

test('a token that is refused once is the token of every other call all the same', async () => {
  const { api } = await apiOf((response, path) => {
    if (path.includes('channels')) return found(response, path)
    response.writeHead(401, json).write('{"message":"401: Unauthorized",')
    setTimeout(() => response.end('"code":0}'), 150)
  })
  const refused = outcome(api.callAtOnce(get(guild)))
  await new Promise((resolve) => setTimeout(resolve, 75))
  expect(await outcome(api.callAtOnce(get(channel)))).toMatchObject({ kind: 'answered' })
  expect(await refused).toMatchObject({ kind: 'refused', status: 401 })
})

test('what Discord says of a body that it refuses says where, and not what stood there', async () => {
  const errors = { data: { content: { _errors: [{ code: 'NUMBER_TYPE_COERCE', message: 'Value "secret" is not snowflake.' }] } } }
  const { api } = await apiOf(saying(400, json, JSON.stringify({ code: 50035, message: 'Invalid Form Body', errors })))
  const failure = await outcome(api.call(get(guild)))
  expect(failure).toMatchObject({ kind: 'refused', status: 400, code: 50035 })
  expect(String(failure)).toContain('data.content[NUMBER_TYPE_COERCE]')
  expect(String(failure)).not.toContain('secret')
})

test('an answer that does not end is none', async () => {
  const { api } = await apiOf((response) => void response.writeHead(200, json).write('{"id":'))
  expect(await outcome(api.callAtOnce(get(guild, 200)))).toMatchObject({ kind: 'lost', unsent: false })
})
