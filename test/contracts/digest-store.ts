// What a digest relies on, checked on every store of digests.
import { describe, expect, test } from 'vitest'
import { asId, type TeamId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { someCalls } from './activity-store.ts'
import { aWin, type Company, company, date, noon, quarter, type Stores } from './company.ts'

const stretches = {
  before: { from: date('2025-08-23'), to: date('2026-08-21') },
  recent: { from: date('2026-08-22'), to: date('2026-11-20') },
}
const today = date('2026-11-18')
const nowhere = asId<WorkspaceId>(2_000_000_000)

export function digestStoreContract(stores: () => Stores): void {
  const deal = (at: Company, who: 0 | 1 | 2, minor: bigint, more: object = {}) =>
    stores().deals.change(aWin(at, at.members[who], { facts: { amount: money(minor, usDollar), closedOn: today, ...more } }))
  const open = (stage: string | undefined, day: string) => ({
    state: 'open',
    ...(stage === undefined ? {} : { stage, path: [stage] }),
    closedOn: date(day),
  })

  describe('a digest', () => {
    test('has everybody’s open deals by stage: all, what closes in the period, and what is late', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      await deal(here, 1, 2n ** 62n, open('lead', '2026-11-17'))
      await deal(here, 1, 2n ** 62n, open('lead', '2026-11-18'))
      await deal(here, 1, 7n, open('lead', '2027-01-01'))
      await deal(here, 1, 9n, open(undefined, '2026-09-30'))
      await deal(here, 2, 4n, open('proposal', '2026-12-31'))
      await deal(here, 2, 100n)
      const { digests } = stores()
      const sums = async (members?: readonly (typeof ben.id)[], workspace = here.workspace.id) => {
        const found = await digests.open(workspace, members, { period: quarter, today })
        return found.map(({ member, stage, minor, closing, late }) => [member, stage, minor, closing, late].join(' ')).sort()
      }
      const bens = [`${ben.id}  9 0 1`, `${ben.id} lead ${2n ** 63n + 7n} ${2n ** 63n} 1`]
      expect(await sums()).toEqual([...bens, `${cleo.id} proposal 4 4 0`].sort())
      expect(await sums([ben.id])).toEqual(bens)
      expect(await sums(undefined, nowhere)).toEqual([])
    })

    test('has the ways of closed deals, now and before, and why they were lost', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const lost = (reason: string | undefined, path: string, day = '2026-11-18') => ({
        state: 'lost',
        path: path.split('>'),
        closedOn: date(day),
        ...(reason === undefined ? {} : { lossReason: reason }),
      })
      await deal(here, 1, 1n, lost('price', 'lead>proposal'))
      await deal(here, 1, 1n, lost('price', 'lead>proposal'))
      await deal(here, 1, 1n, lost(undefined, 'lead'))
      await deal(here, 1, 1n, { path: ['lead'] })
      await deal(here, 1, 1n, lost('timing', 'lead', '2026-08-21'))
      await deal(here, 2, 1n, lost('timing', 'lead'))
      const { digests } = stores()
      const recent = await digests.closings(here.workspace.id, [ben.id], stretches.recent)
      const before = await digests.closings(here.workspace.id, [ben.id], stretches.before)
      const told = ({ ways }: typeof before) => ways.map(({ state, path, count }) => `${count} ${state} ${path.join('>')}`).sort()
      expect(told(recent)).toEqual(['1 lost lead', '1 won lead', '2 lost lead>proposal'])
      expect([...recent.losses].sort()).toEqual([
        ['', 1],
        ['price', 2],
      ])
      expect([told(before), [...before.losses]]).toEqual([['1 lost lead'], [['timing', 1]]])
      expect((await digests.closings(here.workspace.id, undefined, stretches.recent)).losses.get('timing')).toBe(1)
      expect(await digests.closings(nowhere, undefined, stretches.recent)).toEqual({ ways: [], losses: new Map() })
    })

    test('knows what everybody did last', async () => {
      const here = await company(stores())
      const [ada, ben, cleo] = here.members
      await deal(here, 1, 1n, { closedOn: date('2026-11-02') })
      await stores().activities.change(someCalls(here, cleo, 12))
      const found = await stores().digests.lastUpdates(here.workspace.id, undefined)
      expect(found.get(ada.id)).toEqual({ joined: noon, at: undefined, won: undefined })
      expect(found.get(ben.id)).toEqual({ joined: noon, at: noon, won: '2026-11-02' })
      expect(found.get(cleo.id)).toEqual({ joined: noon, at: noon, won: undefined })
      expect([...(await stores().digests.lastUpdates(here.workspace.id, [ben.id])).keys()]).toEqual([ben.id])
    })

    test('has what counted for each team', async () => {
      const here = await company(stores())
      expect(await stores().digests.teamSums(here.workspace.id, quarter)).toEqual(new Map<TeamId, bigint>())
    })
  })
}
