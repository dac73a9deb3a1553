// Installs the local Slack on first use: a prebuilt program of 91 MB that a production install has no use for.
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url)) // the same from src/ and from dist/

/** Where the pinned version is named and where it runs: bunfig.toml stands there. */
export const localSlackFolder = path.join(root, 'sandbox', 'local-slack')
/** Git-ignored; what is in it can be made again. */
export const cacheFolder = path.join(root, '.cache')

/**
 * Why there is no local Slack here. `detail` is the system's name, the end of npm's log, or what the program said.
 * `not private`: others could have reached it, so it was stopped. `not its database`: there is a company in it that is not the sandbox's.
 */
export class NoLocalSlack extends Error {
  readonly reason: 'other system' | 'not installed' | 'not started' | 'not private' | 'not its database'
  readonly detail: string
  constructor(reason: NoLocalSlack['reason'], detail = '') {
    super(`No local Slack: ${reason}${detail && `\n${detail}`}`)
    this.reason = reason
    this.detail = detail
  }
}

/** Only the package for this system could be pinned: the others are not in every registry. */
const isSupported = process.platform === 'linux' && process.arch === 'x64'

/** The program's path, installing it if it is not there. `whileWaiting` is called every second with the seconds so far. Throws `NoLocalSlack`. */
export async function installLocalSlack(whileWaiting: (seconds: number) => void = () => {}): Promise<string> {
  if (!isSupported) throw new NoLocalSlack('other system', `${process.platform}-${process.arch}`)
  const lock = readFileSync(path.join(localSlackFolder, 'package-lock.json'))
  const folder = path.join(cacheFolder, `local-slack-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`)
  const program = path.join(folder, 'node_modules', 'local-slack-linux-x64', 'bin', 'local-slack')
  if (existsSync(program)) return program
  const fresh = `${folder}.${randomBytes(4).toString('hex')}` // whole or not there: an interrupted install is never run
  mkdirSync(fresh, { recursive: true })
  try {
    for (const file of ['package.json', 'package-lock.json']) cpSync(path.join(localSlackFolder, file), path.join(fresh, file))
    await npmCi(fresh, whileWaiting)
    try {
      renameSync(fresh, folder)
    } catch (error) {
      if (!existsSync(program)) throw error // else another start was faster
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return program
}

function npmCi(folder: string, whileWaiting: (seconds: number) => void): Promise<void> {
  const since = performance.now()
  const ticking = setInterval(() => whileWaiting(Math.round((performance.now() - since) / 1000)), 1000)
  const args = ['ci', '--prefix', folder, '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  return new Promise<void>((resolve, reject) => {
    const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let log = ''
    const keep = (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => reject(new NoLocalSlack('not installed', error.message)))
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new NoLocalSlack('not installed', log.trim().split('\n').slice(-12).join('\n'))),
    )
  }).finally(() => clearInterval(ticking))
}
