// A PostgreSQL of our own, from the binaries that are installed: a cluster in a folder, on loopback, without durability.
import { execFile, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'

/** The folder of `initdb` and `postgres`: on the PATH, or where Debian keeps them; the newest version first. */
export function postgresBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const onPath = (process.env.PATH ?? '').split(path.delimiter)
  const folders = [...versions.map((version) => path.join(debian, version, 'bin')), ...onPath]
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')))
}

/** PostgreSQL refuses to run as root: who it runs as instead. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  const account = ['postgres', 'nobody'].flatMap((name) => accounts.filter((line) => line.startsWith(`${name}:`)))[0]
  const [, , uid, gid] = account?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : {}
}

/** A new temporary folder for a cluster to be in: PostgreSQL's account may pass through it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-postgres-'))
  chmodSync(folder, 0o711)
  return folder
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port'))))
    })
  })
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Starts a cluster in a folder that is not there yet and returns its URL (of the database `postgres`). `durable`: as a real one, for
 * measuring. Goes on when this process ends; `stopCluster` stops it. Throws with PostgreSQL's own words when it will not start.
 */
export async function startCluster(binaries: string, folder: string, durable = false): Promise<string> {
  const account = unprivileged()
  const data = path.join(folder, 'data')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  if (account.uid !== undefined && account.gid !== undefined) for (const owned of [folder, data]) chownSync(owned, account.uid, account.gid)
  const options = { ...account, cwd: folder }
  const make = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  await promisify(execFile)(path.join(binaries, 'initdb'), make, options)
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  const log = path.join(folder, 'log')
  const output = openSync(log, 'a')
  const run = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
  spawn(path.join(binaries, 'postgres'), run, { ...options, detached: true, stdio: ['ignore', output, output] }).unref()
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`
  for (let tries = 0; tries < 200; tries++) {
    if (await answers(url)) return url
    await sleep(50)
  }
  throw new Error(`PostgreSQL does not start:\n${readFileSync(log, 'utf8')}`)
}

/** Stops the cluster of a folder, if there is one, and removes the folder. */
export async function stopCluster(folder: string): Promise<void> {
  const file = path.join(folder, 'data', 'postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  if (pid > 0) process.kill(pid, 'SIGINT') // what PostgreSQL calls a fast shutdown
  for (let tries = 0; pid > 0 && tries < 200 && existsSync(file); tries++) await sleep(50)
  rmSync(folder, { recursive: true, force: true })
}
