// Several copies of the program on one PostgreSQL.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import type { Database } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { asId, type DealNumber } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { anEdit, aWin, company, giveRole, noon, quarter, type Stores, said } from '../contracts/company.ts'
import { TestClock } from '../fakes/clock.ts'
import { whyNoPostgres } from '../fakes/postgres.ts'
import { emptyPlace, type Place } from './databases.ts'
import { storesOn } from './stores-on.ts'

let place: Place | undefined
const databases: Database[] = []
const copies: Stores[] = []
const clock = new TestClock()

beforeAll(async () => {
  place = await emptyPlace('postgresql')
  if (!place) return
  const { url } = place
  databases.push(...(await Promise.all([openDatabase(url), openDatabase(url)])))
  copies.push(...databases.map((database) => storesOn(database, { clock })))
})
afterAll(async () => {
  for (const database of databases) await database.close()
  await place?.drop()
})
beforeEach(({ skip }) => skip(place === undefined, whyNoPostgres))

function both(): [Stores, Stores] {
  const [one, two] = copies
  if (!one || !two) throw new Error(whyNoPostgres)
  return [one, two]
}

test('a request that reaches both at once is stored once and answered alike', async () => {
  const [one, two] = both()
  const here = await company(one)
  for (let round = 0; round < 20; round++) {
    const change = aWin(here, here.members[1])
    const [first, second] = await Promise.all([one.deals.change(change), two.deals.change(change)])
    expect(first).toEqual(second)
  }
  expect(await one.deals.won(here.workspace.id, { owner: undefined }, { skip: 0, take: 1 })).toMatchObject({ count: 20 })
})

test('a request that reaches both at once for different workspaces is stored in one of them', async () => {
  const [one, two] = both()
  const [here, there] = [await company(one), await company(one)]
  const { requestKey } = aWin(here, here.members[1])
  const [first, second] = await Promise.all([
    one.deals.change(aWin(here, here.members[1], { requestKey })),
    two.deals.change(aWin(there, there.members[1], { requestKey })),
  ])
  expect(first).toEqual(second)
  const count = async (id: typeof here.workspace.id) => (await one.deals.won(id, { owner: undefined }, { skip: 0, take: 1 })).count
  expect((await count(here.workspace.id)) + (await count(there.workspace.id))).toBe(1)
})

test('wins and edits through both, in two workspaces, each end once; numbers have no gaps and totals are right', async () => {
  const [one, two] = both()
  const [here, there] = [await company(one), await company(one)]
  for (const at of [here, there]) await one.deals.change(aWin(at, at.members[1]))
  const changes = Array.from({ length: 120 }, (_, n) => {
    const at = n % 2 === 0 ? here : there
    const edit = anEdit(at, at.members[2], asId<DealNumber>(1), { amount: money(BigInt(n + 1), usDollar) })
    return (n % 3 === 0 ? one : two).deals.change(n % 10 === 0 ? edit : aWin(at, at.members[n % 3] ?? at.members[0]))
  })
  await Promise.all(changes)
  for (const { workspace } of [here, there]) {
    const { deals } = await one.deals.won(workspace.id, { owner: undefined }, { skip: 0, take: 200 })
    const numbers = deals.map(({ number }) => number).toSorted((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    expect(await two.deals.rebuildTotals(workspace.id)).toBe(0)
  }
})

test('connections that break are made anew, and what was under way is done once', async () => {
  const [one, two] = both()
  const here = await company(one)
  const [, ben] = here.members
  const broken = () =>
    databases[1]?.client.$queryRawUnsafe(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    ) ?? Promise.reject(new Error(whyNoPostgres))
  await broken()
  expect(await one.deals.change(aWin(here, ben))).toEqual(said('#1, before 0'))
  const change = aWin(here, ben)
  let isFirst = true
  const decide: typeof change.decide = (before) => {
    if (isFirst) void broken() // at the latest when it is written
    isFirst = false
    return change.decide(before)
  }
  expect(await one.deals.change({ ...change, decide })).toEqual(said('#2, before 500000'))
  expect(await two.deals.won(here.workspace.id, { owner: ben.id }, { skip: 0, take: 9 })).toMatchObject({ count: 2 })
})

test('what one changes in the workspace makes a decision of the other stale; read anew it goes on', async () => {
  const [one, two] = both()
  const here = await company(one)
  const [ada, ben] = here.members
  await two.workspaces.known(here.installation, 'U2', false)
  await giveRole(one, here.workspace, ben.id, 'manager', ada.id)
  const copy = await two.workspaces.known(here.installation, 'U2', false)
  expect(copy).toMatchObject({ speaker: { role: 'rep' }, workspace: { version: here.workspace.version } })
  await expect(two.deals.change(aWin(here, ben))).rejects.toThrow(Stale)
  const { id, version } = here.workspace
  await expect(two.figures.figures(id, version, { kind: 'company' }, 'revenue', quarter, 3)).rejects.toThrow(Stale)
  const fresh = await two.workspaces.known(here.installation, 'U2', true)
  expect(fresh).toMatchObject({ speaker: { role: 'manager' }, workspace: { version: version + 1 } })
  expect(await two.workspaces.known(here.installation, 'U2', false)).toEqual(fresh)
  await two.deals.change(aWin(here, ben, { version: version + 1 }))
})

test('a role is not given by somebody who has lost theirs elsewhere, and is compared with what it is, not with a copy', async () => {
  const [one, two] = both()
  const here = await company(one)
  const [ada, ben, cleo] = here.members
  const old = (await two.workspaces.known(here.installation, 'U1', false))?.workspace ?? here.workspace
  await giveRole(one, here.workspace, cleo.id, 'manager', ada.id)
  await expect(giveRole(two, old, ben.id, 'admin', ada.id)).rejects.toThrow(Stale)
  await expect(two.workspaces.change(old, { timeZone: 'Asia/Tokyo' })).rejects.toThrow(Stale)
  const fresh = (await two.workspaces.known(here.installation, 'U1', true))?.workspace ?? old
  expect(await giveRole(two, fresh, cleo.id, 'rep', ada.id)).toBe('manager')
})

test('whoever was read before a newer version of the workspace is read anew', async () => {
  const [one, two] = both()
  const here = await company(one)
  const [ada, ben] = here.members
  for (const id of ['U1', 'U2']) await two.workspaces.known(here.installation, id, false)
  await two.workspaces.workspaceOf(here.installation)
  await giveRole(one, here.workspace, ben.id, 'manager', ada.id)
  await two.workspaces.known(here.installation, 'U1', true)
  expect((await two.workspaces.known(here.installation, 'U2', false))?.speaker?.role).toBe('manager')
  expect((await two.workspaces.workspaceOf(here.installation))?.version).toBe(here.workspace.version + 1)
})

test('a copy of who is who is at most half a minute old', async () => {
  const [one, two] = both()
  const here = await company(one)
  await two.workspaces.workspaceOf(here.installation)
  await one.workspaces.change(here.workspace, { timeZone: 'Asia/Tokyo' })
  clock.advance(30_000)
  expect(await two.workspaces.workspaceOf(here.installation)).toMatchObject({ timeZone: 'Asia/Tokyo' })
})

test('two people who set up through two copies are in one workspace', async () => {
  const [one, two] = both()
  const installation = { platform: 'slack', id: 'T-both' } as const
  const { workspace } = await company(one)
  const settings = { ...workspace, announce: workspace.announce }
  const { name, currency, timeZone, language, announce } = settings
  const create = (copy: Stores, personId: string) =>
    copy.workspaces.create(
      installation,
      { name, currency, timeZone, language, announce },
      { personId, name: personId, handle: personId, role: 'rep', timeZone: undefined, locale: undefined },
      noon,
    )
  const ends = await Promise.all([create(one, 'U1'), create(two, 'U2')])
  expect(ends.map(({ created }) => created).toSorted()).toEqual([false, true])
  expect(new Set(ends.map(({ known }) => known.workspace.id)).size).toBe(1)
})
