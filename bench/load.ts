// Sends signed slash commands over kept connections, so many at a time, and measures each from the first byte sent to the last received.
import { createHmac } from 'node:crypto'
import { Pool } from 'undici'

export interface Load {
  readonly port: number
  readonly signingSecret: string
  readonly concurrency: number
  readonly requests: number
  /** What the n-th request says. */
  readonly command: string
  text(n: number): string
  /** Who says it, of how many. */
  readonly people: number
}

/** Throughput in requests a second, times in milliseconds. */
export interface Measured {
  readonly throughput: number
  readonly p50: number
  readonly p99: number
  readonly worst: number
  /** Answers that were not a 200, or not what was to be expected. */
  readonly failed: number
}

let sent = 0

const percentile = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export async function load(
  { port, signingSecret, concurrency, requests, command, text, people }: Load,
  expected: string,
): Promise<Measured> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency, pipelining: 1 })
  const times: number[] = []
  let failed = 0
  let next = 0
  const one = async () => {
    while (next < requests) {
      const n = next
      next += 1
      sent += 1
      const body = new URLSearchParams({
        token: 'x',
        team_id: 'T1',
        team_domain: 'bench',
        channel_id: 'C1',
        channel_name: 'sales',
        user_id: `U${(n % people) + 1}`,
        user_name: `rep${n % people}`,
        command,
        text: text(n),
        api_app_id: 'A01',
        is_enterprise_install: 'false',
        response_url: `http://127.0.0.1:9/respond/${sent}`,
        trigger_id: `${process.pid}.${sent}.bench`,
      }).toString()
      const timestamp = String(Math.floor(Date.now() / 1000))
      const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`
      const began = performance.now()
      const response = await pool.request({
        path: '/slack/events',
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
        body,
      })
      const answer = await response.body.text()
      times.push(performance.now() - began)
      if (response.statusCode !== 200 || !answer.includes(expected)) failed += 1
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: concurrency }, one))
  const seconds = (performance.now() - began) / 1000
  await pool.close()
  times.sort((a, b) => a - b)
  return { throughput: requests / seconds, p50: percentile(times, 0.5), p99: percentile(times, 0.99), worst: times.at(-1) ?? 0, failed }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
