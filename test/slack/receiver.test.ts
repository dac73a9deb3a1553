// The front door: who is let in, and that nobody outside learns more than a status.
import { connect } from 'node:net'
import { App, type ReceiverEvent } from '@slack/bolt'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { largestBody } from '../../src/slack/limits.ts'
import { httpReceiver } from '../../src/slack/receiver.ts'
import { isSigned, signatureOf, signingKey } from '../../src/slack/signature.ts'
import { asInstant, systemClock } from '../../src/vocabulary/clock.ts'
import { webServer } from '../../src/web/web-server.ts'
import { FakeSlack } from '../fakes/slack-server.ts'

const slack = new FakeSlack()
const events: ReceiverEvent[] = []
let listen: (event: ReceiverEvent) => Promise<void> = async ({ ack }) => ack()
const problems: string[] = []
const note = (_: unknown, text?: string) => void problems.push(text ?? '')
const receiver = httpReceiver({
  signingSecret: slack.signingSecret,
  clock: systemClock,
  log: { info: note, warn: note, error: note },
  giveUpAfter: 200,
})
const server = webServer('127.0.0.1', 0, (fault) => problems.push(String(fault)))
let url = ''

beforeAll(async () => {
  const app = new App({ receiver, authorize: async () => ({}), ignoreSelf: false, convoStore: false })
  // Between the receiver and Bolt's listeners, to see what arrives.
  app.processEvent = async (event) => {
    events.push(event)
    await listen(event)
  }
  server.route('POST', '/slack/events', receiver.handle)
  server.route('GET', '/slack/events', receiver.handle)
  url = `http://127.0.0.1:${await server.listen()}/slack/events`
})
afterAll(() => server.close(50))

const form = 'application/x-www-form-urlencoded'
const command = 'command=%2Fdeal&text=won+5000+%C3%85cme&team_id=T1&user_id=U1&channel_id=C1'

async function post(
  body: string,
  headers: Record<string, string> = {},
  type = form,
): Promise<{ status: number; text: string; type: string | null }> {
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type, ...slack.signed(body), ...headers } })
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') }
}

test('a command comes in decoded, with what Slack says of its retries', async () => {
  events.length = 0
  expect(await post(command, { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' })).toMatchObject({ status: 200, text: '' })
  expect(events).toMatchObject([{ body: { command: '/deal', text: 'won 5000 Åcme' }, retryNum: 2, retryReason: 'http_timeout' }])
})

test('an acknowledgement is nothing, a text or JSON', async () => {
  listen = async ({ ack }) => ack('hello ø')
  expect(await post(command)).toEqual({ status: 200, text: 'hello ø', type: 'text/plain; charset=utf-8' })
  listen = async ({ ack }) => ack({ response_type: 'ephemeral', text: 'hello ø' })
  expect(await post(command)).toEqual({
    status: 200,
    text: '{"response_type":"ephemeral","text":"hello ø"}',
    type: 'application/json; charset=utf-8',
  })
  listen = async ({ ack }) => {
    await ack('first')
    await ack('second')
  }
  expect(await post(command)).toMatchObject({ status: 200, text: 'first' })
  listen = async ({ ack }) => ack()
})

test('a listener that never acknowledges is answered for, one that fails is a bare 500, what nobody hears is 404', async () => {
  listen = () => new Promise(() => {})
  expect(await post(command)).toMatchObject({ status: 503, text: '' })
  listen = async () => Promise.reject(new Error('secret'))
  expect(await post(command)).toMatchObject({ status: 500, text: '' })
  listen = async () => {}
  expect(await post(command)).toMatchObject({ status: 404, text: '' })
  listen = async ({ ack }) => ack()
})

test('Slack checks the certificate and the address', async () => {
  expect((await fetch(`${url}?ssl_check=1`)).status).toBe(200)
  expect((await fetch(url)).status).toBe(405)
  const unsigned = await fetch(url, { method: 'POST', body: 'token=x&ssl_check=1', headers: { 'content-type': form } })
  expect(unsigned.status).toBe(200)
  const challenge = await post('{"type":"url_verification","challenge":"abc"}', {}, 'application/json')
  expect([challenge.status, JSON.parse(challenge.text)]).toEqual([200, { challenge: 'abc' }])
})

describe('nobody comes in who did not sign', () => {
  const refused: [string, Record<string, string>][] = [
    ['with no signature', { 'x-slack-signature': '' }],
    ['with another signature', { 'x-slack-signature': `v0=${'0'.repeat(64)}` }],
    ['with half a signature', { 'x-slack-signature': 'v0=abc' }],
    ['with a signature of another version', { 'x-slack-signature': `v1=${'0'.repeat(64)}` }],
    ['with no time', { 'x-slack-request-timestamp': '' }],
    ['with a time that is none', { 'x-slack-request-timestamp': 'soon' }],
    ['with another time than signed', { 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1_000) - 1) }],
    ['six minutes ago', slack.signed(command, 360)],
    ['six minutes from now', slack.signed(command, -360)],
    ['for another body', slack.signed(`${command}0`)],
  ]
  test.each(refused)('%s', async (_, headers) => {
    events.length = 0
    expect(await post(command, headers)).toMatchObject({ status: 401, text: '' })
    expect(events).toEqual([])
  })
  test('an unsigned command does not pass for a certificate check', async () => {
    const response = await fetch(url, { method: 'POST', body: `${command}&ssl_check=1`, headers: { 'content-type': form } })
    expect(response.status).toBe(200)
    expect(events).toEqual([])
  })
  test.each([-300, -299, 0, 299, 300])('%s seconds off is still in time', (seconds) => {
    const key = signingKey('s')
    const now = asInstant(1_763_700_000_000)
    const timestamp = String(now / 1_000 + seconds)
    const body = Buffer.from('x')
    expect(isSigned(key, body, timestamp, signatureOf(key, body, timestamp), now)).toBe(true)
  })
})

test.each([
  ['', form],
  ['', 'application/json'],
  ['payload=', form],
  ['payload=%7Bnot+json', form],
  ['payload=1&payload=2', form],
  ['payload=%5B%5D', form],
  ['x=1', form],
  ['command=a&command=b', form],
  ['{"type":', 'application/json'],
  ['[]', 'application/json'],
  ['null', 'application/json'],
  ['"text"', 'application/json'],
  ['{"event":"x"}', 'application/json'],
  ['{"type":"block_actions"}', 'application/json'],
  ['{"type":"block_actions","user":{"id":"U1"},"actions":[]}', 'application/json'],
  ['{"type":"view_submission","user":{"id":"U1"}}', 'application/json'],
  [command, 'application/json'],
  [command, 'text/plain'],
])('signed but malformed %j as %s is a 400', async (body, type) => {
  expect(await post(body, {}, type)).toMatchObject({ status: 400, text: '' })
})

test('too large a body is refused before it is read', async () => {
  expect((await post('x'.repeat(largestBody + 1))).status).toBe(413)
  const port = Number(new URL(url).port)
  const status = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`)
      const chunk = 'y'.repeat(65_536)
      for (let sent = 0; sent <= largestBody + 65_536; sent += chunk.length) socket.write(`10000\r\n${chunk}\r\n`)
    })
    socket.on('error', () => {})
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '')
      socket.destroy()
    })
  })
  expect(status).toContain('413')
})

test('a caller that hangs up in the middle leaves nothing behind', async () => {
  const port = Number(new URL(url).port)
  problems.length = 0
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc')
      setTimeout(() => socket.destroy(), 20)
    })
    socket.on('close', () => resolve())
  })
  expect((await post(command)).status).toBe(200)
  expect(problems).toEqual([])
})

test('no body whatever brings more than a status out, or a fault up', async () => {
  problems.length = 0
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.jsonValue().map((value) => JSON.stringify(value)),
      ),
      fc.constantFrom(form, 'application/json'),
      async (body, type) => {
        const { status, text } = await post(body, {}, type)
        expect([200, 400, 404]).toContain(status)
        expect(text.length).toBeLessThan(100)
      },
    ),
    { numRuns: 60 },
  )
  expect(problems).toEqual([])
})
