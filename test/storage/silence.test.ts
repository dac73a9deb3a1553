// A PostgreSQL that says nothing: no connection is closed and none is refused, answers just do not come.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { isOutOfReach } from '../../src/storage/database-errors.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { rebuildTotals } from '../../src/storage/rebuild-totals.ts'
import { aWin, type Company, company, type Stores, said } from '../contracts/company.ts'
import { whyNoPostgres } from '../fakes/postgres.ts'
import { emptyPlace, type Place } from './databases.ts'
import { storesOn } from './stores-on.ts'

/** In milliseconds; shorter than in earnest. */
const silence = 400

/** A way to a server that can fall silent. */
async function wayTo(url: string) {
  const target = new URL(url)
  let isSilent = false
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket; silent: boolean }>()
  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port) })
    const pair = { near, far, silent: false }
    pairs.add(pair)
    near.pipe(far)
    far.on('data', (data) => {
      if (!pair.silent && !isSilent) near.write(data)
    })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => other.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  const through = new URL(url)
  through.host = `127.0.0.1:${port}`
  return {
    url: through.href,
    /** What is asked still arrives, but no answer comes back: on the connections that there are. */
    connectionsFallSilent: () => {
      for (const pair of pairs) pair.silent = true
    },
    /** The same for those to come. */
    silent: (silent: boolean) => {
      isSilent = silent
    },
    close: () => {
      server.close()
      for (const { near } of pairs) near.destroy()
    },
  }
}

let place: Place | undefined
let way: Awaited<ReturnType<typeof wayTo>>
let database: Database
let stores: Stores
let here: Company

beforeEach(async ({ skip }) => {
  place = await emptyPlace('postgresql')
  if (!place) return skip(whyNoPostgres)
  way = await wayTo(place.url)
  database = await openDatabase(way.url, silence)
  stores = storesOn(database)
  here = await company(stores)
  await Promise.all([1, 2, 3, 4].map(() => database.healthy())) // several idle connections
})
afterEach(async () => {
  await database?.close()
  way?.close()
  await place?.drop()
  place = undefined
})

const count = async () => (await stores.deals.won(here.workspace.id, { owner: undefined }, { skip: 0, take: 1 })).count

test('a win goes through on new connections when all there are have fallen silent', async () => {
  way.connectionsFallSilent()
  expect(await stores.deals.change(aWin(here, here.members[1]))).toEqual(said('#1, before 0'))
  expect(await stores.deals.change(aWin(here, here.members[1]))).toEqual(said('#2, before 500000'))
  expect(await count()).toBe(2)
})

test('a win that was stored, but whose answer never came, is stored once', async () => {
  const change = aWin(here, here.members[1])
  let isFirst = true
  const decide: typeof change.decide = (before) => {
    if (isFirst) way.connectionsFallSilent()
    isFirst = false
    return change.decide(before)
  }
  expect(await stores.deals.change({ ...change, decide })).toEqual(said('#1, before 0'))
  expect(await count()).toBe(1)
})

test('in a transaction too, nobody waits twice and the connection is not given to anybody again', async () => {
  const asked = database.transaction(async (transaction) => {
    await transaction.workspace.findFirst()
    way.connectionsFallSilent()
    await transaction.workspace.findFirst()
  })
  await expect(asked).rejects.toSatisfy(isOutOfReach)
  for (let round = 0; round < 6; round++) expect(await database.healthy()).toBe(true)
})

test('while nobody answers at all it is not healthy, and a change fails; afterwards it goes on by itself', async () => {
  way.connectionsFallSilent()
  way.silent(true)
  expect(await database.healthy()).toBe(false)
  await expect(stores.deals.change(aWin(here, here.members[1]))).rejects.toSatisfy(isOutOfReach)
  way.silent(false)
  way.connectionsFallSilent()
  expect(await stores.deals.change(aWin(here, here.members[1]))).toEqual(said('#1, before 0'))
  expect(await database.healthy()).toBe(true)
})

test('what is allowed to take long may', async () => {
  await database.transaction(async (transaction) => {
    await transaction.$queryRawUnsafe(`SELECT CAST(pg_sleep(${(silence * 2) / 1000}) AS text)`)
  }, 60)
  expect(await rebuildTotals(database, here.workspace.id)).toBe(0)
})
