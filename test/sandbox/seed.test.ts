// The sandbox's company in a real database, on both kinds.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Company, sandboxCompany } from '../../src/sandbox/company.ts'
import { readCrmFiles } from '../../src/sandbox/crm-data.ts'
import { announceChannels, sandboxInstallations, sandboxSeed } from '../../src/sandbox/seed.ts'
import { prepareSandbox } from '../../src/sandbox/start-sandbox.ts'
import type { Database } from '../../src/storage/database.ts'
import { listDeals } from '../../src/storage/deal-lists.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { rebuildTotals } from '../../src/storage/rebuild-totals.ts'
import { seedStore } from '../../src/storage/seed-store.ts'
import { workspaceStore } from '../../src/storage/workspace-store.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { today } from '../../src/vocabulary/local-date.ts'
import { TestClock } from '../fakes/clock.ts'
import { emptyPostgres, whyNoPostgres } from '../fakes/postgres.ts'

const clock = new TestClock('2026-11-21T18:00:00Z')

async function emptySqlite() {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-seed-'))
  return { url: `file:${path.join(folder, 'test.db')}`, drop: async () => rmSync(folder, { recursive: true }) }
}

describe.each([
  { name: 'SQLite', empty: emptySqlite },
  { name: 'PostgreSQL', empty: emptyPostgres },
])('the sandbox on $name', ({ empty }) => {
  let place: { readonly url: string; drop(): Promise<void> } | undefined
  let database: Database | undefined
  let company: Company | undefined

  const ready = () => {
    if (!database) throw new Error('There is no database')
    return { database, needs: { seeds: seedStore(database), workspaces: workspaceStore(database, clock), clock } }
  }

  beforeAll(async () => {
    place = await empty()
    if (!place) return
    database = await openDatabase(place.url)
    company = await prepareSandbox(ready().needs, 'slack')
  }, 60_000)
  afterAll(async () => {
    await database?.close()
    await place?.drop()
  })

  test('every deal, every member and every target is there', async ({ skip }) => {
    skip(!place, whyNoPostgres)
    const { client } = ready().database
    expect(await client.deal.groupBy({ by: ['state', 'stage'], _count: true, orderBy: [{ state: 'asc' }, { stage: 'asc' }] })).toEqual([
      { state: 'lost', stage: null, _count: 2473 },
      { state: 'open', stage: 'lead', _count: 500 },
      { state: 'open', stage: 'qualified', _count: 1589 },
      { state: 'won', stage: null, _count: 4238 },
    ])
    expect(await client.dealEvent.count()).toBe(8800)
    expect(await client.member.groupBy({ by: ['role'], _count: true, orderBy: { role: 'asc' } })).toEqual([
      { role: 'admin', _count: 1 },
      { role: 'manager', _count: 5 },
      { role: 'rep', _count: 30 },
    ])
    expect(await client.target.count()).toBe(40 * 3)
    expect(await client.target.count({ where: { subject: { startsWith: 'team ' } } })).toBe(9 * 3)
    expect(await client.workspace.findFirst()).toMatchObject({ nextDeal: 8801, currency: 'USD' })
  })

  test('what the data do not say of a deal is not made up', async ({ skip }) => {
    skip(!place, whyNoPostgres)
    const { client } = ready().database
    const closed = { state: { in: ['won', 'lost'] } }
    expect(await client.deal.count({ where: { ...closed, path: '', stage: null, stageSince: null, openedOn: { not: null } } })).toBe(6711)
    expect(await client.deal.count({ where: { lossReason: { not: null } } })).toBe(0)
    expect(await client.deal.count({ where: { state: 'open', path: { not: '' } } })).toBe(2089)
  })

  test('a list of every product’s won deals counts and sums what the file has', async ({ skip }) => {
    skip(!place, whyNoPostgres)
    const { opportunities, prices } = readCrmFiles()
    const { id } = await workspace()
    const list = listDeals(ready().database)
    for (const product of prices.keys()) {
      const { byStage } = await list(id, { state: 'won', product: product.toUpperCase() }, { skip: 0, take: 1 })
      const sold = opportunities.filter((one) => one.stage === 'Won' && one.product === product)
      const sum = sold.reduce((all, { value }) => all + BigInt(value ?? 0) * 100n, 0n)
      expect(byStage, product).toEqual([{ stage: undefined, count: sold.length, sum }])
    }
  })

  test('the day totals are what the events give', async ({ skip }) => {
    skip(!place, whyNoPostgres)
    const { client } = ready().database
    const { _sum } = await client.dayTotal.aggregate({ where: { metric: 'revenue' }, _sum: { value: true } })
    expect(BigInt(String(_sum.value))).toBe(1_000_553_400n)
    expect(await rebuildTotals(ready().database, (await workspace()).id)).toBe(0)
  })

  const workspace = async () => {
    const found = await ready().needs.workspaces.workspaceOf(sandboxInstallations.slack)
    if (!found) throw new Error('There is no workspace')
    return found
  }

  test('everybody is known on the local Slack and in the terminal', async ({ skip }) => {
    skip(!place, whyNoPostgres)
    const { workspaces } = ready().needs
    for (const { handle, name, role } of company?.people ?? []) {
      const inTerminal = await workspaces.known(sandboxInstallations.terminal, handle, true)
      expect(inTerminal?.speaker).toMatchObject({ name, role })
    }
    const onSlack = await workspaces.known(sandboxInstallations.slack, 'U0DARCEL', true)
    expect(onSlack?.speaker?.name).toBe('Darcel Schlecht')
    expect(company?.people).toHaveLength(36)
  })

  test('a manager leads their squad and nobody else’s', async ({ skip }) => {
    skip(!place, whyNoPostgres)
    const { workspaces } = ready().needs
    const idOf = async (handle: string) => {
      const speaker = (await workspaces.known(sandboxInstallations.terminal, handle, true))?.speaker
      if (!speaker) throw new Error(handle)
      return speaker.id
    }
    const { id } = await workspace()
    expect(await workspaces.leads(id, await idOf('melvin'), await idOf('darcel'))).toBe(true)
    expect(await workspaces.leads(id, await idOf('dustin'), await idOf('darcel'))).toBe(false)
  })

  test('a second start plants nothing, and wins are announced where people are', async ({ skip }) => {
    skip(!place, whyNoPostgres)
    expect((await workspace()).announce).toBe(announceChannels.slack)
    await prepareSandbox(ready().needs, 'terminal')
    expect((await workspace()).announce).toBe(announceChannels.terminal)
    await prepareSandbox(ready().needs, 'slack')
    expect((await workspace()).announce).toBe(announceChannels.slack)
    expect(await ready().database.client.workspace.count()).toBe(1)
  })

  test('a killed planting leaves nothing behind', async ({ skip }) => {
    skip(!place, whyNoPostgres)
    const other = await empty()
    if (!other) return
    const fresh = await openDatabase(other.url)
    try {
      const seed = sandboxSeed(sandboxCompany(readCrmFiles(), today(clock.now(), 'UTC'), defaultCalendar), 'UTC', clock.now())
      const breaking = {
        ...seed,
        figures: () => {
          throw new Error('killed')
        },
      }
      await expect(seedStore(fresh).plant(breaking, clock.now())).rejects.toThrow('killed')
      expect(await seedStore(fresh).isEmpty()).toBe(true)
    } finally {
      await fresh.close()
      await other.drop()
    }
  })
})
