// What a diagnosis relies on, checked on every store of tracks.
import { describe, expect, test } from 'vitest'
import type { Days } from '../../src/diagnosis/track.ts'
import { asId, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { calls, someCalls } from './activity-store.ts'
import { aWin, type Company, company, date, type Stores } from './company.ts'

const stretches = {
  before: { from: date('2025-08-23'), to: date('2026-08-21') },
  recent: { from: date('2026-08-22'), to: date('2026-11-20') },
}

export function trackStoreContract(stores: () => Stores): void {
  const deal = (at: Company, who: 0 | 1 | 2, day: string, minor: bigint, more: object = {}) =>
    stores().deals.change(aWin(at, at.members[who], { facts: { amount: money(minor, usDollar), closedOn: date(day), ...more } }))

  describe('tracks', () => {
    test('have what everybody won and lost, now and before, each with its values in order', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      await deal(here, 1, '2026-11-20', 2n ** 62n, { openedOn: date('2026-11-01'), path: ['lead'] })
      await deal(here, 1, '2026-08-22', 300n, { openedOn: date('2026-08-22'), path: ['lead'] })
      await deal(here, 1, '2026-10-01', 1000n)
      await deal(here, 1, '2026-10-02', 5n, { state: 'lost', lossReason: 'price' })
      await deal(here, 1, '2026-10-03', 5n, { state: 'open', stage: 'lead', path: ['lead'] })
      await deal(here, 1, '2026-08-21', 70n)
      await deal(here, 1, '2026-11-21', 70n)
      await deal(here, 1, '2025-08-22', 70n)
      await deal(here, 2, '2025-08-23', 70n, { state: 'lost', lossReason: 'price' })
      const { tracks } = stores()
      const members = [here.members[0].id, ben.id, cleo.id]
      expect(await tracks.closed(here.workspace.id, members, stretches.recent)).toEqual(
        new Map([[ben.id, { won: 3, lost: 1, amounts: [300n, 1000n, 2n ** 62n], cycles: [0, 19] }]]),
      )
      const before = await tracks.closed(here.workspace.id, members, stretches.before)
      expect(before.get(ben.id)).toEqual({ won: 1, lost: 0, amounts: [70n], cycles: [] })
      expect(before.get(cleo.id)).toEqual({ won: 0, lost: 1, amounts: [], cycles: [] })
      expect([...(await tracks.closed(here.workspace.id, [cleo.id], stretches.before)).keys()]).toEqual([cleo.id])
      expect(await tracks.closed(asId<WorkspaceId>(here.workspace.id + 1_000_000), members, stretches.recent)).toEqual(new Map())
    })

    test('have nobody twice and leave nobody out, however many are asked for', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      await deal(here, 1, '2026-11-20', 300n)
      const many = Array.from({ length: 333 }, (_, index) => asId<MemberId>(1_000_000 + index))
      const { tracks } = stores()
      expect([...(await tracks.closed(here.workspace.id, [...many, ben.id], stretches.recent)).keys()]).toEqual([ben.id])
      expect((await tracks.activities(here.workspace.id, [...many, ben.id], [calls], stretches.recent)).size).toBe(1)
      expect((await tracks.activities(here.workspace.id, [], [calls], stretches.recent)).size).toBe(0)

      // Whoever waits for an answer is heard in between, also where the database does its work before it returns.
      let heard = 0
      const hear = () => {
        heard += 1
        waiting = setImmediate(hear)
      }
      let waiting = setImmediate(hear)
      await tracks.closed(here.workspace.id, many, stretches.recent)
      clearImmediate(waiting)
      expect(heard).toBeGreaterThan(4)
    })

    test('have what everybody logged of each kind', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      await stores().activities.change(someCalls(here, ben, 12))
      const { tracks } = stores()
      const ids = here.members.map(({ id }) => id)
      const of = async (days: Days) =>
        [...(await tracks.activities(here.workspace.id, ids, [calls], days))].map(([id, of]) => [id, of.get(calls)])
      expect((await of(stretches.recent)).filter(([, count]) => count !== 0)).toEqual([[ben.id, 12]])
      expect((await of(stretches.before)).filter(([, count]) => count !== 0)).toEqual([])
      expect([...(await tracks.activities(here.workspace.id, [cleo.id], [calls], stretches.recent)).keys()]).toEqual([cleo.id])
      expect(await tracks.activities(here.workspace.id, ids, [], stretches.recent)).toEqual(new Map())
    })
  })
}
