// A database that is opened only to be read is as it was afterwards, and stays whoever's it is meanwhile.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { copySqlite } from '../../src/storage/copy-sqlite.ts'
import { openDatabase, openToRead } from '../../src/storage/open-database.ts'
import { onEachPlace } from './databases.ts'

onEachPlace((place, kind) => {
  test('one that no program has prepared is refused, and not made', async () => {
    const wanted = { name: 'Error', reason: 'not prepared' }
    await expect(openToRead(place().url)).rejects.toMatchObject(wanted)
    await expect(openToRead(place().url)).rejects.toMatchObject(wanted)
  })

  test('it is read beside the program that has it, and nothing that is done to it gets there', async () => {
    const owner = await openDatabase(place().url)
    try {
      await owner.client.answeredRequest.create({ data: { requestKey: 'one', answer: {}, at: 1n } })
      const reader = await openToRead(place().url)
      try {
        expect(await reader.client.answeredRequest.count()).toBe(1)
        const removing = reader.client.answeredRequest.deleteMany()
        if (kind === 'postgresql') await expect(removing).rejects.toThrow(/read-only/)
        else await removing // from its own copy
        expect(await owner.client.answeredRequest.count()).toBe(1)
        await owner.client.answeredRequest.create({ data: { requestKey: 'two', answer: {}, at: 1n } })
      } finally {
        await reader.close()
      }
      expect(await owner.client.answeredRequest.count()).toBe(2)
    } finally {
      await owner.close()
    }
  })
})

test('a copy of an SQLite file is whole beside a program that never stops writing', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-copy-test-'))
  const [from, to] = [path.join(folder, 'busy.db'), path.join(folder, 'copy.db')]
  const busy = new BetterSqlite3(from)
  let writes = true
  try {
    busy.pragma('journal_mode = WAL')
    busy.exec('CREATE TABLE words (word TEXT)')
    const insert = busy.prepare('INSERT INTO words VALUES (?)')
    busy.transaction(() => {
      for (let pages = 0; pages < 1_000; pages += 1) insert.run('x'.repeat(4_000))
    })()
    const write = () => {
      if (!writes) return
      insert.run('more')
      setImmediate(write)
    }
    write()
    await copySqlite(from, to)
    writes = false
    const copy = new BetterSqlite3(to, { readonly: true })
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.prepare("SELECT COUNT(*) FROM words WHERE word <> 'more'").pluck().get()).toBe(1_000)
    copy.close()
  } finally {
    writes = false
    busy.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
