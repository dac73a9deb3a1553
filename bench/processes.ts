// The processes of the benchmark: the yardstick, Dealbell as it is built, and a Slack that takes what is posted and forgets it.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = path.resolve(import.meta.dirname, '..')
export const signingSecret = 'a-secret-of-the-benchmark'

export interface Server {
  readonly port: number
  /** From the start of the process to the first ready answer, in milliseconds. */
  readonly started: number
  /** Resident memory, in MiB. */
  memory(): number
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  await new Promise((resolve) => server.close(resolve))
  return port
}

const memoryOf = (child: ChildProcess): number => {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes ?? Number.NaN) / 1024
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await over
}

export async function startNoOp(): Promise<Server> {
  const port = await freePort()
  const began = performance.now()
  const child = fork(path.join(root, 'bench/no-op-bolt.ts'), [String(port), signingSecret], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await new Promise((resolve, reject) => child.once('message', resolve).once('exit', reject))
  return { port, started: performance.now() - began, memory: () => memoryOf(child), stop: () => stopped(child) }
}

/** `dist/` has to be built. */
export async function startDealbell(databaseUrl: string, apiUrl: string): Promise<Server> {
  const port = await freePort()
  const { PATH = '', HOME = '' } = process.env
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-bench-')) // no .env of the developer's
  const env = {
    PATH,
    HOME,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
  }
  const began = performance.now()
  const child = spawn(process.execPath, [path.join(root, 'dist/main.js')], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Dealbell ended with ${child.exitCode}`)
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) break
    await sleep(5)
  }
  const stop = async () => {
    await stopped(child)
    rmSync(folder, { recursive: true, force: true })
  }
  return { port, started: performance.now() - began, memory: () => memoryOf(child), stop }
}

/** Says yes to everything. */
export async function startForgetfulSlack(): Promise<{ readonly apiUrl: string; stop(): Promise<void> }> {
  let posts = 0
  const server = createServer((request, response) => {
    request.resume()
    posts += 1
    const answer = {
      ok: true,
      team_id: 'T1',
      user_id: 'U0BOT',
      bot_id: 'B1',
      ts: `1700000000.${String(posts).padStart(6, '0')}`,
      channel: 'C1',
      messages: [],
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    stop: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  }
}
