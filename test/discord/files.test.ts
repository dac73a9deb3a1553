// Reading a file that somebody gave on Discord: what Discord keeps, and nothing else in the world.
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { largestFile } from '../../src/conversation/platform.ts'
import { fileRef } from '../../src/discord/file-ref.ts'
import { discordFiles } from '../../src/discord/files.ts'

const secret = 'a secret of nobody'
const here = { platform: 'discord', id: '1' } as const
const log = { info: () => {}, warn: () => {}, error: () => {} }

let server: Server
let base: string
let asked: { url: string | undefined; authorization: string | undefined }[]
let answer: RequestListener
beforeEach(async () => {
  asked = []
  answer = (_, response) => response.end('a,b')
  server = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const files = (apiUrl: string | undefined = `${base}/api`) => discordFiles({ secret, apiUrl }, log)
const given = (url = `${base}/attachments/1/2/deals.csv`, size = 3) => fileRef(secret, { url, name: 'deals.csv', size })
const read = (ref = given(), from = files()) => from.read(here, ref)

test('a file that somebody gave is read, byte by byte, and no token goes with it', async () => {
  answer = (_, response) => response.end(Buffer.from([0xff, 0xfe, 0x41, 0x00]))
  const read1 = await read()
  expect(read1).toMatchObject({ outcome: 'read', name: 'deals.csv' })
  expect(read1.outcome === 'read' && [...read1.bytes]).toEqual([0xff, 0xfe, 0x41, 0x00])
  expect(asked).toEqual([{ url: '/attachments/1/2/deals.csv', authorization: undefined }])
  expect(files().takesPaths(here)).toBe(false)
})

test.each([['/etc/passwd'], ['file:///etc/passwd'], ['https://cdn.discordapp.com/attachments/1/2/deals.csv'], ['']])(
  'what was not made by this program is no reference: %s',
  async (ref) => {
    expect(await read(ref)).toEqual({ outcome: 'unknown' })
  },
)

test('a reference that another secret made is none', async () => {
  expect(await read(fileRef('another', { url: `${base}/x`, name: 'x', size: 1 }))).toEqual({ outcome: 'unknown' })
  expect(asked).toEqual([])
})

test.each([
  ['https://example.com/deals.csv'],
  ['https://cdn.discordapp.com.example.com/deals.csv'],
  ['https://cdn.discordapp.com@example.com/deals.csv'],
  ['https://somebody:secret@cdn.discordapp.com/deals.csv'],
  ['https://evilcdn.discordapp.com/deals.csv'],
  ['https://cdn.discordapp.com:8443/deals.csv'],
  ['http://cdn.discordapp.com/deals.csv'],
  ['ftp://cdn.discordapp.com/deals.csv'],
  ['file:///etc/passwd'],
  ['http://169.254.169.254/latest/meta-data'],
  ['https://[::1]/deals.csv'],
  ['https://127.0.0.1/deals.csv'],
  ['data:text/csv,a'],
])('even signed, an address that is not Discord’s is not asked: %s', async (url) => {
  expect(await read(given(url), files('http://127.0.0.1:1/api'))).toEqual({ outcome: 'unknown' })
})

test('a machine that is named in Discord’s place gives files itself, and only where it is named', async () => {
  expect(await read(given(), discordFiles({ secret, apiUrl: undefined }, log))).toEqual({ outcome: 'unknown' })
  expect(await read(given(base.replace('http:', 'https:')))).toEqual({ outcome: 'unknown' })
  expect(asked).toEqual([])
})

test('one that is too large is not fetched; one that says so too late, or lies, is not read to its end', async () => {
  expect(await read(given(undefined, largestFile + 1))).toEqual({ outcome: 'too large' })
  expect(asked).toEqual([])
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': String(largestFile + 1) })
    response.write('a')
  }
  expect(await read()).toEqual({ outcome: 'too large' })
  let sent = 0
  answer = (_, response) => {
    const more = () => {
      while (!response.destroyed && sent < 5 * largestFile) {
        sent += 65_536
        if (!response.write(Buffer.alloc(65_536))) return response.once('drain', more)
      }
      return response.end()
    }
    more()
  }
  expect(await read()).toEqual({ outcome: 'too large' })
  expect(sent).toBeLessThan(5 * largestFile)
})

test('a redirect leads nowhere', async () => {
  answer = (request, response) => {
    if (request.url === '/elsewhere') response.end('secrets')
    else response.writeHead(302, { location: `${base}/elsewhere` }).end()
  }
  expect(await read()).toEqual({ outcome: 'no answer' })
  expect(asked).toHaveLength(1)
})

test.each([
  [403, 'unknown'],
  [404, 'unknown'],
  [410, 'unknown'],
  [500, 'no answer'],
])('HTTP %d: %s', async (status, outcome) => {
  answer = (_, response) => response.writeHead(status).end('This content is no longer available.')
  expect(await read()).toEqual({ outcome })
})

test('one that breaks off, or never ends, gives no answer', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('a')
    setTimeout(() => response.destroy(), 10)
  }
  expect(await read()).toEqual({ outcome: 'no answer' })
  answer = (_, response) => void response.write('a')
  expect(await read(given(), discordFiles({ secret, apiUrl: base, patience: 50 }, log))).toEqual({ outcome: 'no answer' })
})
