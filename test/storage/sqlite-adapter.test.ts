// What Prisma's SQLite adapter is made to do: take turns, end what failed, and prepare each statement once.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { andThen } from '../../src/storage/sqlite-adapter.ts'

let folder: string
let database: Database
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'dealbell-adapter-'))
  database = await openDatabase(`file:${path.join(folder, 'a.db')}`)
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const answer = (requestKey: string, text = 'x') => ({ data: { requestKey, answer: text, at: 0n } })
const keys = async () =>
  (await database.client.answeredRequest.findMany({ orderBy: { requestKey: 'asc' } })).map(({ requestKey }) => requestKey)
const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

test('a statement from elsewhere waits for the end of a transaction, and does not share its fate', async () => {
  const undone = database.transaction(async (transaction) => {
    await transaction.answeredRequest.create(answer('inside'))
    await pause()
    throw new Error('not after all')
  })
  const elsewhere = pause().then(() => Promise.all([database.client.answeredRequest.create(answer('outside')), keys()]))
  await expect(undone).rejects.toThrow('not after all')
  expect((await elsewhere)[1]).not.toContain('inside')
  expect(await keys()).toEqual(['outside'])
})

test('transactions run one after the other', async () => {
  const seen: string[] = []
  const run = (name: string) =>
    database.transaction(async (transaction) => {
      seen.push(`${name} begins`)
      await transaction.answeredRequest.create(answer(name))
      await pause()
      seen.push(`${name} ends`)
    })
  await Promise.all(['a', 'b', 'c'].map(run))
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

test('a full disk fails what does not fit, and all goes on when there is room again', async () => {
  const { client } = database
  const [row] = await client.$queryRawUnsafe<{ page_count: bigint }[]>('PRAGMA page_count')
  await client.$queryRawUnsafe(`PRAGMA max_page_count = ${Number(row?.page_count)}`)
  const tooMuch = () => database.transaction((transaction) => transaction.answeredRequest.create(answer('large', 'x'.repeat(100_000))))
  for (let tries = 0; tries < 3; tries++) await expect(tooMuch()).rejects.toThrow()
  expect(await keys()).toEqual([])
  await client.$queryRawUnsafe('PRAGMA max_page_count = 1000000')
  await tooMuch()
  expect(await keys()).toEqual(['large'])
})

test('a commit that is refused is rolled back, and the next transaction is not inside of it', async () => {
  const refused = database.transaction(async (transaction) => {
    await transaction.$queryRawUnsafe('PRAGMA defer_foreign_keys = ON') // so that it is the commit that looks
    await transaction.answeredRequest.create(answer('refused'))
    await transaction.installation.create({ data: { platform: 'slack', externalId: 'T1', workspaceId: 99 } })
  })
  await expect(refused).rejects.toThrow()
  await database.transaction((transaction) => transaction.answeredRequest.create(answer('next')))
  expect(await keys()).toEqual(['next'])
})

test('a transaction whose time is up is rolled back, and the next one has its turn', async () => {
  const slow = database.transaction(async (transaction) => {
    await transaction.answeredRequest.create(answer('slow'))
    await new Promise((resolve) => setTimeout(resolve, 200))
    await transaction.answeredRequest.create(answer('slower'))
  }, 0.05)
  await expect(slow).rejects.toThrow()
  await database.transaction((transaction) => transaction.answeredRequest.create(answer('next')))
  expect(await keys()).toEqual(['next'])
})

test('commits are durable, and referring to what is not there is refused', async () => {
  const { client } = database
  expect(await client.$queryRawUnsafe('PRAGMA synchronous')).toEqual([{ synchronous: 2n }])
  expect(await client.$queryRawUnsafe('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
  await expect(client.installation.create({ data: { platform: 'slack', externalId: 'T1', workspaceId: 99 } })).rejects.toThrow()
})

test('statements that are sent as one each take one value, and fail as one', async () => {
  const insert = `INSERT INTO "AnsweredRequest" ("requestKey", "answer", "at") VALUES (?, '"x"', 0)`
  const send = (...values: string[]) =>
    database.transaction((transaction) => transaction.$executeRawUnsafe(values.map(() => insert).join(andThen), ...values))
  expect(await send('a', 'b')).toBe(2)
  await expect(send('c', 'a')).rejects.toThrow()
  expect(await keys()).toEqual(['a', 'b'])
})

test('a statement that is used again takes new values, also when tables have changed meanwhile', async () => {
  const { client } = database
  const find = (key: string) => client.$queryRawUnsafe('SELECT "requestKey", "answer" FROM "AnsweredRequest" WHERE "requestKey" = ?', key)
  await client.answeredRequest.create(answer('a'))
  expect(await find('a')).toEqual([{ requestKey: 'a', answer: 'x' }])
  await client.$executeRawUnsafe('ALTER TABLE "AnsweredRequest" ADD COLUMN "more" INTEGER')
  expect(await find('a')).toEqual([{ requestKey: 'a', answer: 'x' }])
  expect(await find('b')).toEqual([])
})
