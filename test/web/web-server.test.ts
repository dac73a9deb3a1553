// The web server: who gets what answer, and that it neither hangs nor falls over.
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { serveHealth } from '../../src/web/health.ts'
import { CannotListen, type WebServer, webServer } from '../../src/web/web-server.ts'

const open: WebServer[] = []
const faults: unknown[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close(50)))
  faults.length = 0
})

async function serving(prepare: (server: WebServer) => void): Promise<string> {
  const server = webServer('127.0.0.1', 0, (fault) => faults.push(fault))
  prepare(server)
  open.push(server)
  return `http://127.0.0.1:${await server.listen()}`
}

test('a path nobody registered is 404, a method nobody registered is 405 and says which there are', async () => {
  const base = await serving((server) => server.route('POST', '/here', (_, response) => void response.end('ok')))
  expect((await fetch(`${base}/there`)).status).toBe(404)
  const wrong = await fetch(`${base}/here`)
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
  expect((await fetch(`${base}/here?x=1`, { method: 'POST' })).status).toBe(200)
})

test('a handler that throws costs its caller a bare 500 and nobody else anything', async () => {
  const base = await serving((server) => {
    server.route('GET', '/sync', () => {
      throw new Error('secret detail')
    })
    server.route('GET', '/async', async () => Promise.reject(new Error('secret detail')))
    server.route('GET', '/fine', (_, response) => void response.end('fine'))
  })
  for (const path of ['/sync', '/async']) {
    const answer = await fetch(base + path)
    expect([answer.status, await answer.text()]).toEqual([500, 'internal error'])
  }
  expect(faults).toHaveLength(2)
  expect(await (await fetch(`${base}/fine`)).text()).toBe('fine')
})

test('a taken port is an error of its own type with the port in it', async () => {
  const base = await serving(() => {})
  const second = webServer('127.0.0.1', Number(new URL(base).port), () => {})
  const failure = await second.listen().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(CannotListen)
  expect(failure).toMatchObject({ reason: 'taken', port: Number(new URL(base).port) })
})

test('what is not HTTP is answered 400 and let go', async () => {
  const base = await serving(() => {})
  expect(await raw(base, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400/)
  expect(await raw(base, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431/)
})

test('closing lets the answer under way finish', async () => {
  const asked = gate()
  const allowed = gate()
  const base = await serving((server) =>
    server.route('GET', '/slow', async (_, response) => {
      asked.open()
      await allowed.opened
      response.end('done')
    }),
  )
  const answer = fetch(`${base}/slow`)
  await asked.opened
  const closed = open[0]?.close(60_000)
  allowed.open()
  expect(await (await answer).text()).toBe('done')
  await closed
  await expect(fetch(`${base}/slow`)).rejects.toThrow()
})

test('closing cuts off a caller that never finishes', async () => {
  const asked = gate()
  const base = await serving((server) => server.route('GET', '/never', () => asked.open()))
  const answer = fetch(`${base}/never`).catch(() => 'cut off')
  await asked.opened
  await open[0]?.close(20)
  expect(await answer).toBe('cut off')
})

test('alive says so; ready names what is failing, whichever way it fails', async () => {
  let database: () => Promise<string | undefined> = async () => undefined
  const base = await serving((server) =>
    serveHealth(server, [
      { name: 'database', check: () => database() },
      { name: 'slack', check: () => undefined },
    ]),
  )
  expect(await (await fetch(`${base}/healthz`)).json()).toEqual({ status: 'ok' })
  expect((await fetch(`${base}/healthz`, { method: 'HEAD' })).status).toBe(200)
  const ready = await fetch(`${base}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', failing: [], checks: { database: 'ok', slack: 'ok' } }])
  database = async () => 'not reachable'
  const down = await fetch(`${base}/readyz`)
  expect([down.status, await down.json()]).toEqual([
    503,
    { status: 'not ready', failing: ['database'], checks: { database: 'not reachable', slack: 'ok' } },
  ])
  database = () => Promise.reject(new Error('password=hunter2'))
  expect(await (await fetch(`${base}/readyz`)).text()).not.toContain('hunter2')
})

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

/** Sends bytes and gives back what came before the other side hung up. */
function raw(base: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.write(bytes))
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk.toString()
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}
