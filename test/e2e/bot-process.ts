// The real process, started the way `npm start` starts it but from the sources, with nothing but its environment.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = path.resolve(import.meta.dirname, '../..')

export interface BotProcess {
  readonly child: ChildProcess
  /** Everything it has printed. */
  output(): string
  /** Waits until it has printed this; rejects when it ends before. */
  prints(text: string | RegExp, seconds?: number): Promise<void>
  /** Sends a signal and waits for the end; resolves with the exit code (null: killed by the signal). */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Waits for the end. */
  ended(): Promise<number | null>
}

/** An empty folder for a database, removed by `remove`. */
export function emptyFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-e2e-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** `environment` is all that it gets beside PATH and HOME: no setting of the machine's leaks in. */
export function startBot(environment: Readonly<Record<string, string>>, args: readonly string[] = [], input?: string): BotProcess {
  const { PATH = '', HOME = '' } = process.env
  const { folder, remove } = emptyFolder()
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), path.join(root, 'src/main.ts'), ...args], {
    cwd: folder, // no .env of the developer's, and no data folder of theirs either
    env: { PATH, HOME, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += data))
  const over = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code))).finally(remove)
  if (input !== undefined) child.stdin.end(input)
  return {
    child,
    output: () => printed,
    ended: () => over,
    async prints(text, seconds = 30) {
      const isThere = () => (typeof text === 'string' ? printed.includes(text) : text.test(printed))
      for (const until = Date.now() + seconds * 1000; !isThere(); await sleep(25)) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended before it printed ${text}:\n${printed}`)
        if (Date.now() > until) throw new Error(`It did not print ${text}:\n${printed}`)
      }
    },
    async end(signal) {
      child.kill(signal)
      return over
    },
  }
}

/** Waits until something is so. */
export async function until(what: () => boolean | Promise<boolean>, describe: () => string, seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await what()); await sleep(25)) {
    if (Date.now() > end) throw new Error(describe())
  }
}
