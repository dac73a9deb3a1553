// The interactions endpoint: proof of who speaks, and one answer for each request.
import { generateKeyPairSync, sign } from 'node:crypto'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Json } from '../../src/conversation/json.ts'
import { interactionsEndpoint } from '../../src/discord/endpoint.ts'
import type { Respond } from '../../src/discord/tell.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { type WebServer, webServer } from '../../src/web/web-server.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const hex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
const now = asInstant(Date.UTC(2026, 10, 20, 12))
const seconds = String(now / 1_000)
const ping = JSON.stringify({ id: '1', application_id: '2', type: 1, token: 't', version: 1 })
const command = JSON.stringify({ id: '1', application_id: '2', type: 2, token: 't', version: 1, data: { name: 'deal' } })

let server: WebServer
let url: string
let port: number
let log: { about: object; text: string }[]
let taken: Json[]
let take: (interaction: Json, respond: Respond) => Promise<void>

beforeEach(async () => {
  log = []
  taken = []
  take = async (_, respond) => void (await respond({ type: 4, data: { content: 'won' } }))
  const write = (about: object, text: string) => void log.push({ about, text })
  const handle = interactionsEndpoint({
    publicKey: hex,
    clock: { now: () => now },
    log: { info: write, warn: write, error: write },
    take: (interaction, respond) => {
      taken.push(interaction)
      return take(interaction, respond)
    },
    giveUpAfter: 300,
  })
  server = webServer('127.0.0.1', 0, (fault) => log.push({ about: { fault }, text: 'fault' }))
  server.route('POST', '/discord/interactions', handle)
  port = await server.listen()
  url = `http://127.0.0.1:${port}/discord/interactions`
})
afterEach(() => server.close(100))

const signatureOf = (body: string | Buffer, timestamp = seconds) =>
  sign(null, Buffer.concat([Buffer.from(timestamp), Buffer.from(body)]), privateKey).toString('hex')

async function send(body: string | Buffer, { timestamp = seconds, signature = signatureOf(body, timestamp) } = {}) {
  const headers = { 'content-type': 'application/json', 'x-signature-timestamp': timestamp, 'x-signature-ed25519': signature }
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

test('a ping is answered', async () => {
  expect(await send(ping)).toEqual({ status: 200, type: 'application/json', text: '{"type":1}' })
  expect(taken).toEqual([])
})

test('an interaction is answered in the response', async () => {
  const results: unknown[] = []
  take = async (_, respond) => {
    results.push(await respond({ type: 4, data: { content: 'fünf €' } }))
    results.push(await respond({ type: 4, data: { content: 'again' } }))
  }
  expect(await send(command)).toMatchObject({ status: 200, type: 'application/json', text: '{"type":4,"data":{"content":"fünf €"}}' })
  expect(taken).toEqual([JSON.parse(command)])
  expect(results).toEqual([true, false])
})

describe('who is not Discord learns nothing', () => {
  const other = generateKeyPairSync('ed25519').privateKey
  test.each<[string, Parameters<typeof send>[1] & object]>([
    ['no signature', { signature: '' }],
    ['half a signature', { signature: signatureOf(ping).slice(0, 64) }],
    ['letters for a signature', { signature: 'z'.repeat(128) }],
    ["another body's signature", { signature: signatureOf(command) }],
    ["another time's signature", { signature: signatureOf(ping, String(now / 1_000 + 1)) }],
    ["somebody else's signature", { signature: sign(null, Buffer.from(`${seconds}${ping}`), other).toString('hex') }],
    ['no timestamp', { timestamp: '', signature: signatureOf(ping) }],
    ['a timestamp that is none', { timestamp: 'yesterday' }],
    ['a timestamp of long ago', { timestamp: String(now / 1_000 - 301) }],
    ['a timestamp far ahead', { timestamp: String(now / 1_000 + 301) }],
  ])('%s', async (_, spoilt) => {
    expect(await send(ping, spoilt)).toEqual({ status: 401, type: null, text: '' })
    expect(taken).toEqual([])
  })
})

test('a signature in capitals, and one of five minutes ago, are good', async () => {
  expect(await send(ping, { signature: signatureOf(ping).toUpperCase() })).toMatchObject({ status: 200 })
  expect(await send(ping, { timestamp: String(now / 1_000 - 300) })).toMatchObject({ status: 200 })
})

test('a clock that is off is complained about once in a while, and only when it is Discord that says so', async () => {
  const timestamp = String(now / 1_000 - 900)
  await send(ping, { timestamp, signature: signatureOf(ping) })
  expect(log).toEqual([])
  for (const _ of [1, 2, 3]) await send(ping, { timestamp })
  expect(log).toMatchObject([{ about: { seconds: 900 } }])
})

test('letters are signed as the bytes they came in', async () => {
  const body = Buffer.concat([Buffer.from(command.slice(0, -1)), Buffer.from(',"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
  expect(await send(body)).toMatchObject({ status: 200 })
})

test.each(['', 'no JSON', '[]', '5', 'null', '"text"'])('%s is no interaction', async (body) => {
  expect(await send(body)).toMatchObject({ status: 400, text: '' })
  expect(taken).toEqual([])
})

test('what is too large is not read', async () => {
  const response = await fetch(url, { method: 'POST', body: 'x'.repeat(1_048_577) }).catch(() => undefined)
  expect(response?.status ?? 413).toBe(413)
  expect(taken).toEqual([])
})

test('a browser that looks is told that there is nothing to see', async () => {
  const response = await fetch(url)
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
})

test('who is too late is told so, and the request is not left hanging', async () => {
  let late: unknown
  take = async (_, respond) => {
    await new Promise((resolve) => setTimeout(resolve, 400))
    late = await respond({ type: 4 })
  }
  expect(await send(command)).toMatchObject({ status: 503 })
  await vi.waitFor(() => expect(late).toBe(false))
})

test('who answers somebody that has hung up is told so', async () => {
  let told: unknown
  let go = () => {}
  const gone = new Promise<void>((resolve) => {
    go = resolve
  })
  take = async (_, respond) => {
    await gone
    await new Promise((resolve) => setTimeout(resolve, 50))
    told = await respond({ type: 4 })
  }
  const socket = connect(port, '127.0.0.1')
  socket.write(
    [
      'POST /discord/interactions HTTP/1.1',
      'host: x',
      `content-length: ${command.length}`,
      `x-signature-timestamp: ${seconds}`,
      `x-signature-ed25519: ${signatureOf(command)}`,
      '',
      command,
    ].join('\r\n'),
  )
  await vi.waitFor(() => expect(taken).toHaveLength(1))
  socket.destroy()
  go()
  await vi.waitFor(() => expect(told).toBe(false))
})

test('what nobody answers, and what fails, is answered for', async () => {
  take = async () => {}
  expect(await send(command)).toMatchObject({ status: 404, text: '' })
  take = async () => {
    throw new Error('a fault of ours')
  }
  expect(await send(command)).toMatchObject({ status: 500, text: '' })
  expect(log).toMatchObject([{ about: { err: 'Error' } }])
})
