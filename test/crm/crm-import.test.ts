// The public CRM data set through `/dealbell import`, against figures that an independent SQL script computes from the raw files.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { isLocalDate, type LocalDate } from '../../src/vocabulary/local-date.ts'
import { whyNoPostgres } from '../fakes/postgres.ts'
import { buttonsOf, type Office, openOffice, type Told } from '../journeys/office.ts'
import { emptyPlace, type Place } from '../storage/databases.ts'
import { type Figure, folder, rawFigures } from './raw-figures.ts'

const raw = rawFigures()
const figure = (by: Figure['by'], of = ''): Figure => {
  const found = raw.find((one) => one.by === by && one.of === of)
  if (!found) throw new Error(`The script says nothing of ${by} ${of}`)
  return found
}
const each = (by: Figure['by']) => raw.filter((one) => one.by === by)

test('the script itself says what is known of the data set', () => {
  expect(figure('all')).toMatchObject({ deals: 4238, dollars: 10_005_534 })
  expect(each('agent')[0]).toMatchObject({ of: 'Darcel Schlecht', dollars: 1_153_214 })
  expect(each('agent')).toHaveLength(30)
  expect(Object.fromEntries(each('stage').map(({ of, deals }) => [of, deals]))).toEqual({
    Won: 4238,
    Lost: 2473,
    Engaging: 1589,
    Prospecting: 500,
  })
})

const date = (text: string): LocalDate => {
  if (!isLocalDate(text)) throw new Error(text)
  return text
}
const year = { from: date('2017-01-01'), to: date('2017-12-31') }
const quarters: Readonly<Record<string, { readonly from: LocalDate; readonly to: LocalDate }>> = {
  '2017-Q1': { from: date('2017-01-01'), to: date('2017-03-31') },
  '2017-Q2': { from: date('2017-04-01'), to: date('2017-06-30') },
  '2017-Q3': { from: date('2017-07-01'), to: date('2017-09-30') },
  '2017-Q4': { from: date('2017-10-01'), to: date('2017-12-31') },
}
const money = (dollars: number) => BigInt(dollars) * 100n

describe.each(['sqlite', 'postgresql'] as const)('the CRM on %s', (kind) => {
  let place: Place | undefined
  let office: Office
  let people: Told
  let deals: Told
  let done: Told
  const members = new Map<string, MemberId>()
  const teams = new Map<string, TeamId>()

  const importing = async (kind: string, file: string): Promise<Told> => {
    office.given.set(file, readFileSync(path.join(folder, file)))
    return office.types('gus', `/dealbell import ${kind} ${file}`)
  }
  const press = (told: Told, start: string) =>
    office.presses('gus', buttonsOf(told).find(({ label }) => label.startsWith(start))?.label ?? start, told)

  beforeAll(async () => {
    place = await emptyPlace(kind)
    if (!place) return
    office = await openOffice({ url: place.url, start: '2018-01-15T12:00:00Z' })
    people = await importing('people', 'sales_teams.csv')
    await press(people, 'Import')
    deals = await importing('deals', 'sales_pipeline.csv')
    done = await press(deals, 'Import')
    const workspace = await office.stores.workspaces.workspaceOf({ platform: 'terminal', id: 'OFFICE' })
    if (!workspace) throw new Error('There is no workspace')
    for (const { id, name } of await office.stores.workspaces.members(workspace.id)) members.set(name, id)
    for (const { id, name } of await office.stores.transfer.teams(workspace.id)) teams.set(name, id)
  }, 120_000)
  afterAll(async () => {
    await office?.close()
    await place?.drop()
  })
  beforeEach(({ skip }) => skip(place === undefined, whyNoPostgres))

  const workspace = asId<never>(1)
  const sumOf = async (filter: Parameters<Office['stores']['deals']['won']>[1]) => {
    const { count, sum } = await office.stores.deals.won(workspace, filter, { skip: 0, take: 1 })
    return { count, sum }
  }

  test('people and deals were tried out and imported', () => {
    expect(people.text).toContain('35 new')
    expect(deals.text).toContain('8,800 new · 0 changed · 0 unchanged · 0 bad')
    expect(deals.text).toContain('owner ← sales_agent')
    expect(done.text).toContain('8,800 new deals')
  })

  test('4,238 deals were won, worth 10,005,534 together', async () => {
    const { deals: count, dollars } = figure('all')
    expect(await sumOf({ owner: undefined })).toEqual({ count, sum: money(dollars) })
    const text = (await office.types('gus', '/progress company 2017')).text
    expect(text).toContain('$10,005,534')
  })

  test('each agent has what the script says', async () => {
    for (const { of, deals: count, dollars } of each('agent')) {
      expect([of, await sumOf({ owner: members.get(of) })]).toEqual([of, { count, sum: money(dollars) }])
    }
  })

  test('each quarter has what the script says', async () => {
    expect(each('quarter')).toHaveLength(4)
    for (const { of, deals: count, dollars } of each('quarter')) {
      expect([of, await sumOf({ owner: undefined, ...quarters[of] })]).toEqual([of, { count, sum: money(dollars) }])
      expect((await office.types('gus', `/progress company ${of}`)).text).toContain(`$${dollars.toLocaleString('en')}`)
    }
  })

  test('each manager’s squad has what the script says', async () => {
    for (const { of, deals: count, dollars } of each('manager')) {
      const team = teams.get(`${of.split(' ')[0]}’s squad`)
      const totals = await office.database.client.dayTotal.groupBy({
        by: ['metric'],
        where: { workspaceId: workspace, teamId: team ?? -1, day: { gte: year.from, lte: year.to } },
        _sum: { value: true },
      })
      const sums = Object.fromEntries(totals.map(({ metric, _sum }) => [metric, _sum.value]))
      expect([of, sums]).toEqual([of, { deals: BigInt(count), revenue: money(dollars) }])
    }
  })

  test('each product has what the script says', async () => {
    const rows = await office.database.client.deal.groupBy({
      by: ['product'],
      where: { workspaceId: workspace, state: 'won' },
      _sum: { minor: true },
      _count: true,
    })
    const got = Object.fromEntries(rows.map(({ product, _sum, _count }) => [product, { deals: _count, minor: _sum.minor }]))
    expect(got).toEqual(
      Object.fromEntries(each('product').map(({ of, deals: count, dollars }) => [of, { deals: count, minor: money(dollars) }])),
    )
  })

  test('Darcel Schlecht is first, with 1,153,214', async () => {
    const [first] = each('agent')
    expect((await office.types('gus', '/progress "Darcel Schlecht" 2017')).text).toContain(`$${first?.dollars.toLocaleString('en')}`)
    const board = (await office.types('gus', '/leaderboard 2017')).text.split('\n')
    expect(board.find((line) => /Schlecht|Mccanless|Doss|Dean/.test(line))).toMatch(/Darcel Schlecht.*\$1,153,214/)
  })

  test('lost and open ones are there too, and nothing was said in the channel', async () => {
    const rows = await office.database.client.deal.groupBy({ by: ['state', 'stage'], where: { workspaceId: workspace }, _count: true })
    const got = Object.fromEntries(rows.map(({ state, stage, _count }) => [stage ?? state, _count]))
    expect(got).toEqual({ won: 4238, lost: 2473, qualified: 1589, lead: 500 })
    expect(await office.channel()).toEqual([])
  })

  test('the totals are those of the events', async () => {
    expect(await office.stores.deals.rebuildTotals(workspace)).toBe(0)
  })

  test('a second import of the same file changes nothing', async () => {
    const again = await importing('deals', 'sales_pipeline.csv')
    expect(again.text).toContain('0 new · 0 changed · 8,800 unchanged · 0 bad')
    expect(buttonsOf(again).map(({ label }) => label)).toEqual(['Change columns', 'Cancel'])
  })

  test('the whole import can be taken back', async () => {
    const undone = await press(done, 'Undo')
    expect(undone.text).toContain('8,800 taken out')
    expect(await sumOf({ owner: undefined })).toEqual({ count: 0, sum: 0n })
    expect(await office.stores.deals.rebuildTotals(workspace)).toBe(0)
  }, 60_000)
})
