// What a board relies on, checked on every store of boards.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import type { Days } from '../../src/leaderboard/leaderboard-store.ts'
import { asId, type TeamId } from '../../src/vocabulary/ids.ts'
import type { Metric } from '../../src/vocabulary/metrics.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { calls, someCalls } from './activity-store.ts'
import { aTarget, aWin, type Company, company, date, month, noon, quarter, type Stores, said, uniqueId, year } from './company.ts'

export function leaderboardStoreContract(stores: () => Stores): void {
  const win = (at: Company, who: 0 | 1 | 2, minor: bigint, day = '2026-11-18', more: object = {}) =>
    stores().deals.change(aWin(at, at.members[who], { facts: { amount: money(minor, usDollar), closedOn: date(day), ...more } }))
  const sums = async (at: Company, metric: Metric, teams: readonly TeamId[] | undefined, ranges: readonly Days[]) => {
    const { members, whole } = await stores().leaderboards.sums({ id: at.workspace.id, language: 'en' }, metric, teams, ranges)
    const sorted = [...members].sort((a, b) => a.member.id - b.member.id)
    return [...sorted.map(({ member, sums: own }) => [member.name, ...own]), ['all', ...whole]]
  }

  describe('a board', () => {
    test('has everybody’s sum in every range, and that of the whole', async () => {
      const here = await company(stores())
      await win(here, 1, 1000n)
      await win(here, 1, 500n, '2026-10-01')
      await win(here, 2, 2n ** 62n)
      await win(here, 2, 2n ** 62n, '2026-12-31')
      await win(here, 2, 9n, '2026-09-30')
      const none = { from: date('2026-10-01'), to: date('2026-09-30') }
      expect(await sums(here, 'revenue', undefined, [quarter, month, none])).toEqual([
        ['Ada', 0n, 0n, 0n],
        ['Ben', 1500n, 1000n, 0n],
        ['Cleo', 2n ** 63n, 2n ** 62n, 0n],
        ['all', 2n ** 63n + 1500n, 2n ** 62n + 1000n, 0n],
      ])
      await stores().activities.change(someCalls(here, here.members[1], 12))
      expect(await sums(here, calls, undefined, [quarter])).toEqual([
        ['Ada', 0n],
        ['Ben', 12n],
        ['Cleo', 0n],
        ['all', 12n],
      ])
    })

    test('of teams has what counted for them alone', async () => {
      const here = await company(stores())
      const [north, south] = [asId<TeamId>(901), asId<TeamId>(902)]
      await win(here, 1, 1000n, '2026-11-18', { team: north })
      await win(here, 1, 10n, '2026-11-18', { team: south })
      await win(here, 2, 1n)
      expect(await sums(here, 'revenue', [north], [quarter])).toEqual([
        ['Ada', 0n],
        ['Ben', 1000n],
        ['Cleo', 0n],
        ['all', 1000n],
      ])
      expect(await sums(here, 'revenue', [north, south], [quarter])).toEqual([
        ['Ada', 0n],
        ['Ben', 1010n],
        ['Cleo', 0n],
        ['all', 1010n],
      ])
    })

    test('has the targets of everybody for the periods that are asked for', async () => {
      const here = await company(stores())
      const [ada, ben] = here.members
      const { id: workspace, version } = here.workspace
      const set = (subject: 'company' | typeof ben, period: typeof quarter, value: bigint) => {
        const target = {
          subject: subject === 'company' ? { kind: 'company' as const } : { kind: 'member' as const, member: subject.id },
          metric: 'revenue' as const,
          period,
          value,
          setBy: ada.id,
          setAt: noon,
        }
        return stores().targets.setAll(aTarget({ id: workspace, version }, target))
      }
      await set('company', quarter, 2n ** 62n)
      await set(ben, quarter, 5n)
      await set(ben, month, 6n)
      await set(ben, year, 7n)
      const found = await stores().leaderboards.targets(workspace, 'revenue', [quarter, year])
      expect(found.map(({ subject, kind, from, value }) => `${subject.kind} ${kind} ${from} ${value}`).sort()).toEqual([
        `company quarter 2026-10-01 ${2n ** 62n}`,
        'member quarter 2026-10-01 5',
        'member year 2026-01-01 7',
      ])
      expect(await stores().leaderboards.targets(workspace, 'deals', [quarter])).toEqual([])
      expect(await stores().leaderboards.targets(workspace, 'revenue', [])).toEqual([])
      const there = await company(stores())
      expect(await stores().leaderboards.targets(there.workspace.id, 'revenue', [quarter])).toEqual([])
    })

    test('knows the days with a win, and the last wins', async () => {
      const here = await company(stores())
      const [ada, ben, cleo] = here.members
      const tenth = { splits: [{ member: cleo.id, basisPoints: 1000 }] }
      await win(here, 1, 1000n, '2026-11-18', tenth)
      await win(here, 1, 20n, '2026-11-18')
      await win(here, 1, 30n, '2026-10-05')
      await win(here, 1, 40n, '2026-01-05')
      const { leaderboards } = stores()
      const days = await leaderboards.wonDays(here.workspace.id, [ada.id, ben.id, cleo.id], quarter)
      expect([...days].map(([, won]) => [...won].sort())).toEqual([[], ['2026-10-05', '2026-11-18'], []])
      const ascending = (values: readonly bigint[]) => [...values].sort((a, b) => Number(a - b))
      expect(ascending(await leaderboards.lastWins(here.workspace.id, ben.id, 3))).toEqual([20n, 30n, 900n])
      expect(await leaderboards.lastWins(here.workspace.id, cleo.id, 3)).toEqual([])
    })

    test('knows what should close in some days: open deals alone, the first and the last day with them', async () => {
      const here = await company(stores())
      const open = (minor: bigint, day: string) =>
        stores().deals.change(
          aWin(here, here.members[1], {
            facts: { amount: money(minor, usDollar), closedOn: date(day), state: 'open', stage: 'lead', path: ['lead'] },
          }),
        )
      await open(2n ** 62n, '2026-11-23')
      await open(2n ** 62n, '2026-11-29')
      await open(7n, '2026-11-22')
      await open(7n, '2026-11-30')
      await win(here, 1, 7n, '2026-11-25')
      const days = { from: date('2026-11-23'), to: date('2026-11-29') }
      expect(await stores().leaderboards.closing(here.workspace.id, days)).toEqual({ count: 2, minor: 2n ** 63n })
      const there = await company(stores())
      expect(await stores().leaderboards.closing(there.workspace.id, days)).toEqual({ count: 0, minor: 0n })
    })

    test('is posted once, with its answer', async () => {
      const here = await company(stores())
      const { id: workspace, version, announce } = here.workspace
      const requestKey = uniqueId()
      const post = {
        key: `board/${requestKey}`,
        to: announce,
        kind: 'board',
        about: { metric: 'revenue' },
        action: { do: 'post' as const },
      }
      const change = { workspace, version, requestKey, at: noon, post, answer: said('posted') }
      expect(await stores().leaderboards.post(change)).toEqual(said('posted'))
      expect(await stores().leaderboards.post({ ...change, answer: said('again') })).toEqual(said('posted'))
      expect(stores().woken).toContain(announce)
      await expect(stores().leaderboards.post({ ...change, requestKey: uniqueId(), version: version - 1 })).rejects.toThrow(Stale)
    })
  })
}
