// What the pipeline relies on, checked on every store of it.
import { describe, expect, test } from 'vitest'
import { Stale, type Subject } from '../../src/conversation/people.ts'
import { change, factsOf } from '../../src/deals/deal-changes.ts'
import type { Asked, StageSum, WaySum } from '../../src/pipeline/pipeline-store.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { aChange, anUndo, aWin, type Company, company, date, quarter, type Stores } from './company.ts'

export function pipelineStoreContract(stores: () => Stores): void {
  const everybody: Subject = { kind: 'company' }
  const at = (day: string) => asInstant(Date.parse(`${day}T12:00:00Z`))
  const days = { today: date('2026-11-18'), closedFrom: date('2025-11-19'), leftFrom: date('2026-05-18') }
  const asked = ({ workspace }: Company, subject: Subject, period: Asked['period'] = undefined): Asked => {
    return { workspace: workspace.id, version: workspace.version, subject, period }
  }
  type Who = Company['members'][number]
  const open = (here: Company, by: Who, minor: bigint, stage: string, since: string, close = '2026-12-01') =>
    stores().deals.change(
      aWin(here, by, {
        at: at(since),
        facts: {
          state: 'open',
          stage,
          stageSince: date(since),
          openedOn: date(since),
          path: [stage],
          amount: money(minor, usDollar),
          closedOn: date(close),
        },
      }),
    )
  const move = (here: Company, by: Who, n: number, stage: string, day: string) =>
    stores().deals.change(
      aChange(
        here,
        by,
        asId<DealNumber>(n),
        ({ deal }, actor) => change(deal, { ...factsOf(deal), stage, stageSince: date(day), path: [...deal.path, stage] }, 'staged', actor),
        { at: at(day) },
      ),
    )
  const end = (here: Company, by: Who, n: number, state: 'won' | 'lost', day: string) =>
    stores().deals.change(
      aChange(
        here,
        by,
        asId<DealNumber>(n),
        ({ deal }, actor) => change(deal, { ...factsOf(deal), state, closedOn: date(day) }, state, actor),
        { at: at(day) },
      ),
    )
  const byStage = <One extends { readonly stage: string }>(all: readonly One[]) => [...all].sort((a, b) => (a.stage < b.stage ? -1 : 1))
  const byPath = (all: readonly WaySum[]) => all.map(({ state, path, count }) => `${state} ${path.join('>')} ×${count}`).sort()

  describe('the pipeline', () => {
    test('sums open deals by stage, with their age, of whom and for when it is asked', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      await open(here, ben, 100n, 'lead', '2026-11-08')
      await open(here, ben, 9_007_199_254_740_993n, 'lead', '2026-10-19', '2027-03-01')
      await open(here, cleo, 7n, 'proposal', '2026-11-18')
      await stores().deals.change(aWin(here, ben, {}))
      const stages = async (subject: Subject, period: Asked['period'] = undefined): Promise<readonly StageSum[]> =>
        byStage((await stores().pipeline.sums({ ...asked(here, subject, period), ...days })).stages)
      const lead = { stage: 'lead', count: 2, minor: 9_007_199_254_741_093n, age: { days: 40, deals: 2 } }
      const proposal = { stage: 'proposal', count: 1, minor: 7n, age: { days: 0, deals: 1 } }
      expect(await stages(everybody)).toEqual([lead, proposal])
      expect(await stages({ kind: 'member', member: ben.id })).toEqual([lead])
      expect(await stages(everybody, quarter)).toEqual([{ ...lead, count: 1, minor: 100n, age: { days: 10, deals: 1 } }, proposal])
      const other = await company(stores())
      expect(await stores().pipeline.sums({ ...asked(other, everybody), ...days })).toEqual({ stages: [], ways: [], stays: [] })
    })

    test('knows which way deals went, and how long they stood where', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      for (const _ of [1, 2, 3, 4]) await open(here, ben, 1n, 'lead', '2026-10-01')
      await move(here, ben, 1, 'proposal', '2026-10-11')
      await end(here, ben, 1, 'won', '2026-10-14')
      await move(here, ben, 2, 'proposal', '2026-10-11')
      await end(here, ben, 3, 'lost', '2026-10-31')
      await move(here, ben, 4, 'proposal', '2026-10-06')
      await stores().deals.change(anUndo(here, ben, asId<DealNumber>(4), { at: at('2026-10-07') }))
      await stores().deals.change(aWin(here, ben, {})) // never was in the pipeline
      const sums = await stores().pipeline.sums({ ...asked(here, everybody), ...days })
      expect(byPath(sums.ways)).toEqual(['lost lead ×1', 'open lead ×1', 'open lead>proposal ×1', 'won lead>proposal ×1'])
      expect([...sums.stays].sort((a, b) => a.days - b.days)).toEqual([
        { stage: 'proposal', days: 3, count: 1 },
        { stage: 'lead', days: 10, count: 2 },
        { stage: 'lead', days: 30, count: 1 },
      ])
      const later = await stores().pipeline.sums({
        ...asked(here, everybody),
        ...days,
        closedFrom: date('2026-10-20'),
        leftFrom: date('2026-10-20'),
      })
      expect(byPath(later.ways)).toEqual(['lost lead ×1', 'open lead ×1', 'open lead>proposal ×1'])
      expect(later.stays).toEqual([{ stage: 'lead', days: 30, count: 1 }])
    })

    test('lists what is stuck, the longest first, to who may see it, and counts the rest', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      await open(here, ben, 1n, 'lead', '2026-10-02')
      await open(here, cleo, 2n, 'lead', '2026-10-01')
      await open(here, ben, 3n, 'proposal', '2026-10-03')
      await open(here, ben, 4n, 'lead', '2026-11-10')
      const limits = ['lead', 'proposal'].map((stage) => ({ stage, since: date(stage === 'lead' ? '2026-10-20' : '2026-10-03') }))
      const page = { skip: 0, take: 2 }
      const stuck = async (more: Partial<Parameters<ReturnType<typeof stores>['pipeline']['stuck']>[0]> = {}) => {
        const found = await stores().pipeline.stuck({ ...asked(here, everybody), limits, page, seen: { everybody: true }, ...more })
        return [found.deals.map(({ deal, ownerName }) => `#${deal.number} ${ownerName}`), found.count, found.hidden]
      }
      expect(await stuck()).toEqual([['#2 Cleo', '#1 Ben'], 3, 0])
      expect(await stuck({ page: { skip: 2, take: 2 } })).toEqual([['#3 Ben'], 3, 0])
      const largest = { page: { skip: 0, take: 9 }, largestSince: date('2026-10-02') }
      expect(await stuck(largest)).toEqual([['#3 Ben', '#1 Ben', '#2 Cleo'], 3, 0])
      const own = { everybody: false as const, member: cleo.id, teams: [] }
      expect(await stuck({ seen: own })).toEqual([['#2 Cleo'], 1, 2])
      expect(await stuck({ seen: { ...own, teams: [asId(2 ** 31 - 1), asId(7)] } })).toEqual([['#2 Cleo'], 1, 2])
      expect(await stuck({ limits: [] })).toEqual([[], 0, 0])
      await open(here, ben, 1n, 'lead', '2026-10-19')
      expect(await stuck(largest)).toEqual([['#3 Ben', '#5 Ben', '#1 Ben', '#2 Cleo'], 4, 0])
    })

    test('of another version of the workspace is stale', async () => {
      const here = await company(stores())
      const old = { ...asked(here, everybody), version: here.workspace.version - 1 }
      await expect(stores().pipeline.sums({ ...old, ...days })).rejects.toThrow(Stale)
      await expect(stores().pipeline.stuck({ ...old, limits: [], page: { skip: 0, take: 1 }, seen: { everybody: true } })).rejects.toThrow(
        Stale,
      )
    })
  })
}
