// Socket Mode: getting connected, staying connected, and saying what is wrong.
import { afterEach, expect, test, vi } from 'vitest'
import { TokenRefused } from '../../src/conversation/trying.ts'
import { saying } from '../fakes/conversation.ts'
import { type Running, running } from './running.ts'

let at: Running
afterEach(() => at.stop())

test('ready means connected', async () => {
  at = await running('socket')
  expect(at.connection.trouble()).toBeDefined()
  await at.connection.start()
  expect(at.connection.trouble()).toBeUndefined()
  expect(at.connection.installation()).toEqual({ platform: 'slack', id: 'T0SALES01' })
})

test.each([
  ['SLACK_APP_TOKEN', 'xapp-made-up'],
  ['SLACK_BOT_TOKEN', 'xoxb-made-up'],
])('a refused %s is named', async (variable, token) => {
  at = await running('socket', (fake) => fake.tokens.delete(token))
  const failure = await at.connection.start().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(TokenRefused)
  expect(failure).toMatchObject({ variable, reason: 'invalid_auth' })
})

test('network trouble at the start is retried with log lines until it works', async () => {
  at = await running('socket', (fake) => {
    fake.fault('auth.test', { kind: 'drop' }, { kind: 'status', status: 502 }, { kind: 'rate limited', seconds: 1 })
    fake.fault('apps.connections.open', { kind: 'nonsense' }, { kind: 'error', error: 'internal_error' })
  })
  await at.connection.start()
  expect(at.connection.trouble()).toBeUndefined()
  expect(at.log.filter(({ level, text }) => level === 'warn' && text.includes('trying again'))).toHaveLength(5)
})

test('after Slack closes the connection another is made, and commands arrive there', async () => {
  at = await running('socket')
  await at.connection.start()
  for (const part of ['refresh', 'cut'] as const) {
    if (part === 'refresh') at.fake.socket.disconnect('refresh_requested')
    else at.fake.socket.cut()
    const before = at.fake.socket.connections
    await vi.waitFor(() => expect(at.fake.socket.connections).toBe(before + 1))
    await vi.waitFor(() => expect(at.connection.trouble()).toBeUndefined())
    expect((await at.fake.command('/deal', `won ${part}`)).acknowledged).toBe(true)
  }
})

test('Slack away while reconnecting, even with a token that it refuses by then, ends nothing', async () => {
  at = await running('socket')
  await at.connection.start()
  at.fake.fault('apps.connections.open', { kind: 'drop' }, { kind: 'status', status: 503 }, { kind: 'error', error: 'invalid_auth' })
  at.fake.socket.cut()
  await vi.waitFor(() => expect(at.connection.trouble()).toBe('not connected to Slack'))
  await vi.waitFor(() => expect(at.connection.trouble()).toBeUndefined())
  expect((await at.fake.command('/deal', 'won 1')).acknowledged).toBe(true)
})

test('an envelope whose acknowledgement got lost is sent again and answered without being heard twice at once', async () => {
  at = await running('socket')
  await at.connection.start()
  let release = () => {}
  at.conversation.onHear = () =>
    new Promise((resolve) => {
      release = () => resolve(saying('won'))
    })
  const first = at.fake.command('/deal', 'won 1')
  await vi.waitFor(() => expect(at.conversation.heard).toHaveLength(1))
  const { what } = await first
  const second = at.fake.deliver(what, 1)
  await second
  release()
  await vi.waitFor(() => expect(at.fake.told()).toBe('won'))
  expect(at.conversation.heard).toHaveLength(1)
})

test('an answer for which the connection broke comes by the response URL', async () => {
  at = await running('socket')
  await at.connection.start()
  at.fake.fault('apps.connections.open', { kind: 'hang' })
  at.conversation.onHear = async () => {
    at.fake.socket.cut()
    await vi.waitFor(() => expect(at.connection.trouble()).toBeDefined())
    return saying('won all the same')
  }
  void at.fake.command('/deal', 'won 1')
  await vi.waitFor(() => expect(at.fake.told()).toBe('won all the same'))
})

test('stopping while Slack hangs stops', async () => {
  at = await running('socket', (fake) => fake.fault('apps.connections.open', { kind: 'hang' }))
  const started = at.connection.start()
  await vi.waitFor(() => expect(at.fake.callsOf('apps.connections.open')).toHaveLength(1))
  await at.connection.stop()
  await started
})

test('a connection that comes through after stopping is closed again', async () => {
  at = await running('socket', (fake) => fake.fault('apps.connections.open', { kind: 'delay', milliseconds: 100 }))
  const started = at.connection.start()
  await vi.waitFor(() => expect(at.fake.callsOf('apps.connections.open')).toHaveLength(1))
  await at.connection.stop()
  await started
  await vi.waitFor(() => expect(at.fake.socket.connections).toBe(1))
  await vi.waitFor(() => expect(at.fake.socket.open).toBe(0))
})

test('stopping before Slack ever answered stops', async () => {
  at = await running('socket', (fake) => fake.fault('auth.test', ...Array.from({ length: 1_000 }, () => ({ kind: 'drop' as const }))))
  const started = at.connection.start()
  await vi.waitFor(() => expect(at.log.length).toBeGreaterThan(1))
  await at.connection.stop()
  await started
  expect(at.connection.trouble()).toBeDefined()
})
