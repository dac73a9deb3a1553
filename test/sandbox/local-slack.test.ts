import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { addressesListenedOn } from '../../src/sandbox/listeners.ts'
import { portFor } from '../../src/sandbox/local-slack.ts'
import { startDrivenSlack, whyNoLocalSlack } from '../fakes/local-slack.ts'

describe('who can reach a port', () => {
  const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
  const row = (local: string, state = '0A') =>
    `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 1679`
  const ipv4 = (...rows: string[]) => [{ family: 4 as const, text: [header, ...rows].join('\n') }]

  test('only this machine', () => expect(addressesListenedOn(4390, ipv4(row('0100007F:1126')))).toEqual(['127.0.0.1']))
  test('every network', () => expect(addressesListenedOn(4390, ipv4(row('00000000:1126')))).toEqual(['0.0.0.0']))
  test('a connection is no listener, and another port is another port', () =>
    expect(addressesListenedOn(4390, ipv4(row('0100007F:1126', '01'), row('00000000:07E8')))).toEqual([]))
  test('every network, by IPv6', () =>
    expect(addressesListenedOn(4390, [{ family: 6, text: `${header}\n${row(`${'0'.repeat(32)}:1126`)}` }])).toEqual([
      '0000:0000:0000:0000:0000:0000:0000:0000',
    ]))
})

test('a port that is taken is left alone', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  expect(await portFor(port)).toBe(0)
  server.close()
  await once(server, 'close')
  expect(await portFor(port)).toBe(port)
})

describe('the local Slack', () => {
  let reason: string | undefined
  beforeAll(async () => {
    reason = await whyNoLocalSlack()
  }, 120_000)

  test('answers on this machine and on no other address of it', async ({ skip }) => {
    skip(reason !== undefined, reason)
    const slack = await startDrivenSlack()
    try {
      const port = Number(new URL(slack.address).port)
      const others = Object.values(networkInterfaces()).flatMap((list) =>
        (list ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
      )
      for (const { address } of others) expect(await connects(address, port), address).toBe(false)
      expect(await connects('127.0.0.1', port)).toBe(true)
    } finally {
      await slack.stop()
    }
    expect(await connects('127.0.0.1', Number(new URL(slack.address).port))).toBe(false)
  })

  test('ends when the bot that started it is killed', async ({ skip }) => {
    skip(reason !== undefined, reason)
    const script = `import { startDrivenSlack } from './test/fakes/local-slack.ts'; const { address } = await startDrivenSlack(); console.log(address); setInterval(() => {}, 1000)`
    const bot = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(bot.stdout, 'data')
    const port = Number(new URL(String(said).trim()).port)
    expect(await connects('127.0.0.1', port)).toBe(true)
    bot.kill('SIGKILL')
    await expect.poll(() => connects('127.0.0.1', port), { timeout: 5_000 }).toBe(false)
  })
})

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 1000 })
    const end = (connected: boolean) => {
      socket.destroy()
      resolve(connected)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
