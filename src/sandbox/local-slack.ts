// Runs the local Slack: on 127.0.0.1 only, for as long as this process lives.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { addressesListenedOn, type TcpTable } from './listeners.ts'
import { cacheFolder, localSlackFolder, NoLocalSlack } from './local-slack-package.ts'

/** The local Slack's own configuration file, as far as it is used here. */
export interface LocalSlackWorkspace {
  readonly workspace: { readonly name: string; readonly domain: string; readonly teamId: string }
  readonly apps: readonly LocalSlackApp[]
  readonly users: readonly { readonly id: string; readonly name: string; readonly real_name: string; readonly tz?: string }[]
  readonly channels: readonly {
    readonly id: string
    readonly name: string
    readonly members: readonly string[]
    readonly purpose?: string
  }[]
}
export interface LocalSlackApp {
  readonly appId: string
  readonly botUserId: string
  readonly botName: string
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
  readonly mode: 'socket' | 'events'
  /** Where commands, presses and events are sent in the mode `events`. */
  readonly requestUrl?: string
}

export interface LocalSlack {
  /** `http://127.0.0.1:4390`: the browser's page; `/_control` below it drives it in tests. */
  readonly address: string
  /** Base of its Web API, ending with a slash. */
  readonly apiUrl: string
  readonly pid: number
  /** Settles when it ends, by `stop` or by itself. */
  readonly gone: Promise<void>
  stop(): Promise<void>
}

/** How long it may take to start and to stop, in milliseconds; it takes about 300 here. */
const patience = { start: 20_000, stop: 3_000 }

/** Starts it on a port (0: any free one) and waits until it answers. Throws `NoLocalSlack`. */
export async function startLocalSlack(program: string, workspace: LocalSlackWorkspace, port = 0): Promise<LocalSlack> {
  mkdirSync(cacheFolder, { recursive: true })
  clearRunFolders()
  const folder = mkdtempSync(path.join(cacheFolder, `${runPrefix}${process.pid}-`))
  const config = path.join(folder, 'workspace.json')
  writeFileSync(config, JSON.stringify(workspace, undefined, 2))
  // Its own process group: Ctrl-C is for the bot, which stops it after itself. Its own environment: our tokens are none of its business.
  const child = spawn(program, ['--config', config, '--port', String(port), '--base-host', '127.0.0.1'], {
    cwd: localSlackFolder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, TMPDIR: folder },
  })
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  }).finally(() => rmSync(folder, { recursive: true, force: true }))
  const stop = () => end(child, gone)
  try {
    const address = await addressSaid(child)
    const listening = addressesListenedOn(Number(new URL(address).port), tcpTables())
    if (listening.length === 0 || listening.some((one) => one !== '127.0.0.1')) throw new NoLocalSlack('not private', listening.join(', '))
    await answers(`${address}/api/auth.test`)
    return { address, apiUrl: `${address}/api/`, pid: child.pid ?? 0, gone, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const runPrefix = 'local-slack-run-'

/** Removes what starts left behind that were killed. */
function clearRunFolders(): void {
  for (const name of readdirSync(cacheFolder)) {
    const pid = name.startsWith(runPrefix) ? Number.parseInt(name.slice(runPrefix.length), 10) : 0
    if (pid > 0 && !isAlive(pid)) rmSync(path.join(cacheFolder, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) // asks only whether it is there
  } catch {
    return false
  }
}

/** The machine's table of connections. Without it nobody can tell who else could reach the local Slack. */
function tcpTables(): readonly TcpTable[] {
  const tables: TcpTable[] = []
  for (const [family, file] of [
    [4, '/proc/net/tcp'],
    [6, '/proc/net/tcp6'],
  ] as const) {
    try {
      tables.push({ family, text: readFileSync(file, 'utf8') })
    } catch {} // no IPv6, or no /proc: then the port is found nowhere, and that is refused
  }
  return tables
}

/** A port for its page: the same one as last time where it is free, so that an open page finds it again; else 0, any free one. */
export function portFor(preferred: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(0))
    probe.listen(preferred, '127.0.0.1', () => probe.close(() => resolve(preferred)))
  })
}

/** It prints its address once it listens. */
function addressSaid(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new NoLocalSlack('not started', said || 'no answer')), patience.start)
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
      const address = /Web UI:\s+(http:\/\/127\.0\.0\.1:\d+)\s/.exec(said)?.[1]
      if (!address) return
      clearTimeout(late)
      resolve(address)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    const failed = (why: string) => {
      clearTimeout(late)
      reject(new NoLocalSlack('not started', why))
    }
    child.once('error', (error) => failed(error.message))
    child.once('close', (code, signal) => failed(said.trim() || `ended with ${signal ?? code}`))
  })
}

async function answers(url: string): Promise<void> {
  try {
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(patience.start) })
    if (!response.ok) throw new NoLocalSlack('not started', `${url} answers ${response.status}`)
  } catch (error) {
    throw error instanceof NoLocalSlack ? error : new NoLocalSlack('not started', String(error))
  }
}

/** Ends exactly this process; harder if it does not listen. */
async function end(child: ChildProcess, gone: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  const hard = setTimeout(() => child.kill('SIGKILL'), patience.stop)
  await gone
  clearTimeout(hard)
}
