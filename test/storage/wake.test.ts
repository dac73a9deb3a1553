// The queue engine is told of new posts within the transaction that writes them.
import { runMigrations } from 'graphile-worker'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Destination, destination } from '../../src/conversation/platform.ts'
import { postOf } from '../../src/conversation/ritual.ts'
import type { Database } from '../../src/storage/database.ts'
import { occurrenceStore } from '../../src/storage/occurrence-store.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { aWin, type Company, company, date, noon, type Stores } from '../contracts/company.ts'
import { whyNoPostgres } from '../fakes/postgres.ts'
import { emptyPlace, type Place } from './databases.ts'
import { storesOn } from './stores-on.ts'

let place: Place | undefined
let opened: Database | undefined
let here: Company
let stores: Stores

beforeAll(async () => {
  place = await emptyPlace('postgresql')
  if (!place) return
  opened = await openDatabase(place.url)
  await runMigrations({ connectionString: place.url })
  stores = storesOn(opened, { engine: true })
})
afterAll(async () => {
  await opened?.close()
  await place?.drop()
})
beforeEach(async ({ skip }) => {
  skip(place === undefined, whyNoPostgres)
  await database().$executeRawUnsafe('DELETE FROM graphile_worker._private_jobs')
  here = await company(stores)
})

function database(): Database['client'] {
  if (!opened) throw new Error(whyNoPostgres)
  return opened.client
}

const jobs = () =>
  database().$queryRawUnsafe<{ key: string | null; run_at: Date; payload: unknown; task: string }[]>(
    `SELECT j.key, j.run_at, j.payload, t.identifier AS task FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id`,
  )

test('one job for each destination where something was parked and waits again', async () => {
  const to = here.workspace.announce
  await stores.outbox.add(here.workspace.id, { key: 'k', to, kind: 'deal-card', about: {}, action: { do: 'post' } }, noon)
  await stores.outbox.park((await stores.outbox.head(to))?.id ?? 0n, 'is_archived', noon)
  await database().$executeRawUnsafe('DELETE FROM graphile_worker._private_jobs')
  expect(await stores.outbox.revive(undefined, noon, noon)).toContain(to)
  expect(await jobs()).toMatchObject([{ key: `deliver:${to}`, task: 'deliver' }])
})

test('one job for each destination where a ritual says something, and none where nothing was written', async () => {
  if (!opened) throw new Error(whyNoPostgres)
  const { write } = occurrenceStore(opened, { engine: true })
  const { id, announce } = here.workspace
  const slot = { day: date('2026-11-20'), time: localTime('16:00'), at: noon }
  const posts = ['a', 'b'].map((name) => postOf('board', slot, { name, to: announce, kind: 'board', about: {} }))
  await write([{ workspace: id, ritual: 'board', slot, zone: '', posts }], noon)
  expect(await jobs()).toMatchObject([{ key: `deliver:${announce}`, task: 'deliver', payload: { destination: announce } }])
  await database().$executeRawUnsafe('DELETE FROM graphile_worker._private_jobs')
  await write([{ workspace: id, ritual: 'board', slot, zone: '', posts }], noon)
  expect(await jobs()).toEqual([])
})

test('one job for each destination, however many posts there are', async () => {
  const there = await company(stores)
  await Promise.all([here, there, here, here].map((at) => stores.deals.change(aWin(at, at.members[1]))))
  const to = [here.workspace.announce, there.workspace.announce]
  expect((await jobs()).map(({ task, key, payload }) => [task, key, payload]).toSorted()).toEqual(
    to.map((destination) => ['deliver', `deliver:${destination}`, { destination }]).toSorted(),
  )
})

test('a notice of the bot itself wakes delivery too', async () => {
  const to = here.workspace.announce
  await stores.outbox.add(here.workspace.id, { key: 'notice', to, kind: 'notice', about: {}, action: { do: 'post' } }, noon)
  expect((await jobs()).map(({ key }) => key)).toEqual([`deliver:${to}`])
})

test('what is rolled back wakes nobody', async () => {
  const note = null as unknown as string // what the database refuses
  await expect(stores.deals.change(aWin(here, here.members[1], { facts: { note } }))).rejects.toThrow()
  expect(await jobs()).toEqual([])
})

test('a pause that the platform asked for is not cut short', async () => {
  await stores.deals.change(aWin(here, here.members[1]))
  await database().$executeRawUnsafe(`UPDATE graphile_worker._private_jobs SET run_at = '2100-01-01T00:00:00Z'`)
  await stores.deals.change(aWin(here, here.members[1]))
  expect((await jobs()).map(({ run_at }) => run_at.toISOString())).toEqual(['2100-01-01T00:00:00.000Z'])
})

test('a destination that is being served is served once more', async () => {
  await stores.deals.change(aWin(here, here.members[1]))
  await database().$executeRawUnsafe(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'somebody'`)
  await stores.deals.change(aWin(here, here.members[1]))
  expect((await jobs()).map(({ key }) => key)).toEqual([null, `deliver:${here.workspace.announce}`])
})

describe('what many workspaces hear at once', () => {
  const slot = { day: date('2026-11-20'), time: localTime('16:00'), at: noon }
  /** An occurrence with a post to each. */
  function write(ritual: string, destinations: readonly Destination[]) {
    if (!opened) throw new Error(whyNoPostgres)
    const posts = destinations.map((to, n) => postOf(ritual, slot, { name: `to ${n}`, to, kind: 'board', about: {} }))
    return occurrenceStore(opened, { engine: true }).write([{ workspace: here.workspace.id, ritual, slot, zone: '', posts }], noon)
  }
  const channels = (count: number) => Array.from({ length: count }, (_, n) => destination({ platform: 'slack', id: 'T1' }, `C${n}`))

  test('keeps pauses, serves once more what is being served, and is one job for each', async () => {
    const [paused, served, ...others] = channels(300)
    await write(
      'first',
      [paused, served].filter((to) => to !== undefined),
    )
    await database().$executeRawUnsafe(
      `UPDATE graphile_worker._private_jobs SET run_at = '2100-01-01T00:00:00Z' WHERE key = 'deliver:${paused}'`,
    )
    await database().$executeRawUnsafe(
      `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'somebody' WHERE key = 'deliver:${served}'`,
    )
    await write('second', channels(300))
    const found = await jobs()
    expect(found.filter(({ key }) => key === null)).toHaveLength(1)
    expect(found.find(({ key }) => key === `deliver:${paused}`)?.run_at.toISOString()).toBe('2100-01-01T00:00:00.000Z')
    const fresh = found.filter(({ key }) => key !== null && key !== `deliver:${paused}`)
    expect(new Set(fresh.map(({ key }) => key))).toEqual(new Set([served, ...others].map((to) => `deliver:${to}`)))
    expect(found).toHaveLength(301)
    expect(fresh.every(({ run_at }) => run_at.getTime() <= Date.now() + 60_000)).toBe(true)
  })

  test('gives way to a person whose change waits for the same ones, before the database ends either', async () => {
    const [first = here.workspace.announce, last = here.workspace.announce] = channels(2)
    await write('before', [first, last])
    const person = database().$transaction(async (transaction) => {
      await transaction.$executeRawUnsafe(`SELECT 1 FROM graphile_worker._private_jobs WHERE key = 'deliver:${last}' FOR UPDATE`)
      const ritual = write('board', [first, last]).then(
        () => 'written',
        () => 'gave way',
      )
      await new Promise((resolve) => setTimeout(resolve, 200)) // by then it has the first, and waits for the last
      await transaction.$executeRawUnsafe(`SELECT 1 FROM graphile_worker._private_jobs WHERE key = 'deliver:${first}' FOR UPDATE`)
      return ritual
    })
    expect(await person).toBe('gave way')
    expect((await write('board', [first, last])).size).toBe(1)
  })
})
