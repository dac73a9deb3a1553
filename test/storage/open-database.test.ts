// Opening a database: what it makes, whom it refuses, and what it says when it cannot.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DatabaseUnavailable } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { emptyPostgres, whyNoPostgres } from '../fakes/postgres.ts'
import { onEachPlace } from './databases.ts'

const why = async (url: string): Promise<unknown> => {
  try {
    await (await openDatabase(url)).close()
    return 'opened'
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error
    expect(error.message).not.toContain('secret')
    return error.reason
  }
}

/** Another process that opens a database, says what became of it, and stays. */
async function other(url: string) {
  const script = fileURLToPath(new URL('open-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  return {
    said: String(said).trim(),
    kill: async (signal: NodeJS.Signals) => {
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}

onEachPlace((place, kind) => {
  test('a database is ready once it is open, and again when it is opened again', async () => {
    const database = await openDatabase(place().url)
    expect(database.kind).toBe(kind)
    expect(await database.healthy()).toBe(true)
    await database.client.answeredRequest.create({ data: { requestKey: 'kept', answer: {}, at: 0n } })
    await database.close()
    expect(await database.healthy()).toBe(false)
    const again = await openDatabase(place().url)
    expect(await again.client.answeredRequest.count()).toBe(1)
    await again.close()
  })

  test('a database that lacks a migration is not healthy', async () => {
    const database = await openDatabase(place().url)
    await database.client.$executeRawUnsafe('UPDATE "_prisma_migrations" SET "finished_at" = NULL')
    expect(await database.healthy()).toBe(false)
    await database.client.$executeRawUnsafe('UPDATE "_prisma_migrations" SET "finished_at" = "started_at"')
    await database.close()
  })

  test('a migration that was edited after it was applied is not passed over', async () => {
    const database = await openDatabase(place().url)
    await database.client.$executeRawUnsafe(`UPDATE "_prisma_migrations" SET "checksum" = 'of another text'`)
    await database.close()
    expect(await why(place().url)).toBe('damaged')
  })
})

describe('a SQLite file', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dealbell-open-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const url = (...parts: string[]) => `file:${path.join(folder, ...parts)}`

  test('is made with its folder', async () => {
    expect(await why(url('new', 'folder', 'a.db'))).toBe('opened')
    expect(existsSync(path.join(folder, 'new', 'folder', 'a.db'))).toBe(true)
  })

  test('is one process’s: another part of it is refused, and may have it afterwards', async () => {
    const database = await openDatabase(url('b.db'))
    expect(await why(url('b.db'))).toBe('in use')
    expect(await why(`${url('b.db')}?connection_limit=1`)).toBe('in use')
    await database.close()
    expect(await why(url('b.db'))).toBe('opened')
  })

  test('is one process’s, whichever way leads to it', async () => {
    const database = await openDatabase(url('real', 'd.db'))
    symlinkSync(path.join(folder, 'real', 'd.db'), path.join(folder, 'link.db'))
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'way'))
    expect(await why(url('link.db'))).toBe('in use')
    expect(await why(url('way', 'd.db'))).toBe('in use')
    await database.close()
    expect(await why(url('link.db'))).toBe('opened')
    const fresh = await openDatabase(url('way', 'new.db'))
    expect(await why(url('real', 'new.db'))).toBe('in use')
    await fresh.close()
  })

  test('is one process’s: another one is refused until the first has ended, also by kill -9', async () => {
    const first = await other(url('c.db'))
    expect(first.said).toBe('opened')
    expect(await why(url('c.db'))).toBe('in use')
    await first.kill('SIGKILL')
    expect(await why(url('c.db'))).toBe('opened')
  })

  test('that is no database is left alone', async () => {
    writeFileSync(path.join(folder, 'd.db'), 'Dear diary, today I sold a bridge. '.repeat(100))
    expect(await why(url('d.db'))).toBe('damaged')
  })

  test('that cannot be written is said to be so', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    mkdirSync(path.join(folder, 'e.db'))
    expect(await why(url('file', 'e.db'))).toBe('unwritable')
    expect(await why(url('e.db'))).toBe('unwritable')
  })
})

describe('a PostgreSQL server', () => {
  test('that is not there is out of reach', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = address && typeof address === 'object' ? address.port : 0
    await new Promise((resolve) => server.close(resolve))
    expect(await why(`postgresql://dealbell:secret@127.0.0.1:${port}/dealbell`)).toBe('unreachable')
    expect(await why('postgresql://dealbell:secret@nowhere.invalid/dealbell')).toBe('unreachable')
  })

  test('compiles no statement: that would take longer than it runs', async ({ skip }) => {
    const place = await emptyPostgres()
    if (!place) return skip(whyNoPostgres)
    const database = await openDatabase(place.url)
    expect(await database.client.$queryRawUnsafe('SHOW jit')).toEqual([{ jit: 'off' }])
    await database.close()
    await place.drop()
  })

  test('says whether it is the database or the user that it does not know', async ({ skip }) => {
    const place = await emptyPostgres()
    if (!place) return skip(whyNoPostgres)
    const wrong = (change: (url: URL) => void) => {
      const url = new URL(place.url)
      change(url)
      return why(url.href)
    }
    expect(await wrong((url) => Object.assign(url, { pathname: '/nowhere' }))).toBe('missing')
    expect(await wrong((url) => Object.assign(url, { username: 'nobody', password: 'secret' }))).toBe('refused')
    await place.drop()
  })
})

test('only SQLite and PostgreSQL are understood, and the URL is not repeated', async () => {
  await expect(openDatabase('mysql://root:secret@localhost/x')).rejects.toThrow(/^(?!.*secret).*file:/)
  const error: unknown = await openDatabase('postgresql://root:secret@local host/x').catch((error: unknown) => error)
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('secret')
})
