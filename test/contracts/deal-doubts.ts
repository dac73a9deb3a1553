// What doubts and cards ask of deals beside the deal itself, checked on every store of deals.
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/conversation/platform.ts'
import type { Deal } from '../../src/deals/deal.ts'
import { change, factsOf, log } from '../../src/deals/deal-changes.ts'
import { cardKey, nothingAround } from '../../src/deals/deal-posts.ts'
import type { Alike, AlikeDeal, Before, Change } from '../../src/deals/deal-store.ts'
import { smallWinsKey } from '../../src/deals/small-wins.ts'
import { asId, type DealNumber, type TeamId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import {
  aChange,
  actor,
  anEdit,
  anUndo,
  aTarget,
  aWin,
  type Company,
  company,
  date,
  facts,
  noon,
  quarter,
  type Stores,
  said,
} from './company.ts'

const number = (value: number): DealNumber => asId<DealNumber>(value)
const dollars = (amount: number) => money(BigInt(amount * 100), usDollar)

export function dealDoubtsContract(stores: () => Stores): void {
  /** Wins one after the other: by whom, worth what, with what else. */
  async function won(at: Company, ...wins: readonly (readonly [by: 0 | 1 | 2, amount: number, more?: object])[]) {
    for (const [by, amount, more] of wins)
      await stores().deals.change(aWin(at, at.members[by], { facts: { amount: dollars(amount), ...more } }))
  }
  const dealOf = async (at: Company, n: number): Promise<Deal> => {
    const deal = await stores().deals.find(at.workspace.id, number(n))
    if (!deal) throw new Error(`There is no deal ${n}`)
    return deal
  }

  describe('a deal that is alike', () => {
    const wanted: Alike = {
      customer: 'GLOBEX',
      minor: 500_000n,
      from: date('2026-11-15'),
      to: date('2026-11-21'),
      ownerName: 'Cleo',
    }
    /** A change that asks, and what it is told. */
    function asking(at: Company, more: Partial<Alike> = {}, extra: Partial<Change> = {}) {
      const heard: (AlikeDeal | undefined)[] = []
      const win = aWin(at, at.members[2])
      const alike = { ...wanted, ...more }
      const decide = (before: Before) => {
        heard.push(before.alike)
        return win.decide(before)
      }
      return { heard, change: { ...win, alike, decide, ...extra } }
    }
    const found = async (at: Company, more: Partial<Alike> = {}) => {
      const { heard, change } = asking(at, more)
      const decide = (before: Before): Answer => {
        change.decide(before)
        return said('nothing')
      }
      await stores().deals.change({ ...change, decide })
      return heard[0]
    }

    test('is the newest won one of that customer in any case, of that amount, within these days', async () => {
      const here = await company(stores())
      await won(here, [1, 5000, { closedOn: date('2026-11-16') }], [0, 5000, { closedOn: date('2026-11-20') }])
      expect(await found(here)).toEqual({
        number: number(2),
        customer: 'Globex',
        amount: dollars(5000),
        closedOn: date('2026-11-20'),
        ownerName: here.members[0].name,
      })
      expect((await found(here, { to: date('2026-11-19') }))?.number).toBe(1)
      expect(await found(here, { minor: 500_001n })).toBeUndefined()
      expect(await found(here, { customer: 'Globe' })).toBeUndefined()
      expect(await found(here, { to: date('2026-11-15') })).toBeUndefined()
      expect(await found(await company(stores()))).toBeUndefined()
    })

    test('is none that was taken back', async () => {
      const here = await company(stores())
      await won(here, [1, 5000])
      await stores().deals.change(anUndo(here, here.members[1], number(1)))
      expect(await found(here)).toBeUndefined()
    })

    test('is not the deal itself', async () => {
      const here = await company(stores())
      await won(here, [1, 5000])
      const heard: (AlikeDeal | undefined)[] = []
      const edit = aChange(here, here.members[1], number(1), ({ deal, alike }, by) => {
        heard.push(alike)
        return change(deal, { ...factsOf(deal), note: 'x' }, 'edited', by)
      })
      await stores().deals.change({ ...edit, alike: wanted })
      expect(heard).toEqual([undefined])
    })

    test('is seen among those that come at the same moment', async () => {
      const here = await company(stores())
      const [first, second, third] = [asking(here), asking(here, { minor: 1n }), asking(here)]
      await Promise.all([first, second, third].map(({ change }) => stores().deals.change(change)))
      const numbers = [first, second, third].map(({ heard }) => heard.at(-1)?.number)
      expect(numbers.filter((one) => one !== undefined).length).toBeGreaterThanOrEqual(1)
      expect(second.heard.at(-1)).toBeUndefined()
    })
  })

  describe('what an owner’s wins are typically worth', () => {
    const typical = ({ workspace, members }: Company, by: 0 | 1 | 2 = 1) => stores().deals.typicalWin(workspace.id, members[by].id)

    test('is the median, once there are five', async () => {
      const here = await company(stores())
      expect(await typical(here)).toBeUndefined()
      await won(here, [1, 10], [1, 40], [1, 30], [1, 20], [2, 9000])
      expect(await typical(here)).toBeUndefined()
      await won(here, [1, 50])
      expect(await typical(here)).toBe(3000n)
      await won(here, [1, 60])
      expect(await typical(here)).toBe(3000n)
      await won(here, [1, 70])
      expect(await typical(here)).toBe(4000n)
    })

    test('follows corrections, and what is taken back', async () => {
      const here = await company(stores())
      await won(here, [1, 10], [1, 20], [1, 30], [1, 40], [1, 50])
      expect(await typical(here)).toBe(3000n)
      await stores().deals.change(anEdit(here, here.members[1], number(3), { amount: dollars(45) }))
      expect(await typical(here)).toBe(4000n)
      await stores().deals.change(anUndo(here, here.members[1], number(1), {}))
      expect(await typical(here)).toBeUndefined()
    })
  })

  describe('what makes a win special', () => {
    const special = async (at: Company, n: number) => stores().deals.distinction(at.workspace.id, await dealOf(at, n), quarter)

    test('is to be the biggest of everybody’s in the quarter, among five at least', async () => {
      const here = await company(stores())
      await won(here, [1, 10], [1, 20], [2, 30], [0, 40], [1, 50, { closedOn: date('2026-08-01') }], [1, 60])
      expect((await special(here, 6)).biggest).toBe(false)
      await won(here, [2, 61], [1, 61], [1, 62])
      expect((await special(here, 7)).biggest).toBe(true)
      expect((await special(here, 8)).biggest).toBe(false)
      expect((await special(here, 9)).biggest).toBe(true)
      await stores().deals.change(anUndo(here, here.members[2], number(7)))
      expect((await special(here, 8)).biggest).toBe(true)
    })

    test('is to be one of a row of wins, which a lost deal ends', async () => {
      const here = await company(stores())
      await won(here, [1, 10, { closedOn: date('2026-11-02') }], [1, 20, { closedOn: date('2026-11-03') }], [2, 5])
      expect((await special(here, 2)).inARow).toBe(2)
      const lost = aWin(here, here.members[1])
      await stores().deals.change({
        ...lost,
        decide: ({ number: n }) => ({
          ...log(n, facts(here.members[1], { state: 'lost', closedOn: date('2026-11-04') }), actor(here.members[1])),
          posts: [],
          answer: { kind: 'message', message: { nodes: [] }, replaces: false },
        }),
      })
      await won(here, [1, 30, { closedOn: date('2026-11-04') }], [1, 40, { closedOn: date('2026-11-05') }])
      expect((await special(here, 5)).inARow).toBe(1)
      expect((await special(here, 6)).inARow).toBe(2)
      expect((await special(here, 2)).inARow).toBe(2)
      expect((await special(here, 3)).inARow).toBe(1)
    })

    test('stands beside what the team and those below it have, against the team’s own target', async () => {
      const here = await company(stores())
      const [north, oslo] = [asId<TeamId>(901), asId<TeamId>(902)]
      await won(here, [1, 10, { team: north }], [1, 20, { team: oslo }], [2, 40], [1, 80, { team: north, closedOn: date('2026-08-01') }])
      const standing = (...teams: [TeamId, ...TeamId[]]) => stores().deals.teamStanding(here.workspace.id, teams, quarter)
      expect(await standing(north, oslo)).toEqual({ period: quarter, actual: 3000n, target: undefined })
      expect(await standing(oslo)).toEqual({ period: quarter, actual: 2000n, target: undefined })
      const target = {
        subject: { kind: 'team', team: north },
        metric: 'revenue',
        period: quarter,
        value: 9n,
        setBy: here.members[0].id,
        setAt: noon,
      } as const
      await stores().targets.setAll(aTarget(here.workspace, target))
      expect((await standing(north, oslo)).target).toBe(9n)
      expect((await standing(oslo)).target).toBeUndefined()
    })
  })

  describe('what stands around a deal', () => {
    test('are the owner’s later wins, the latest first', async () => {
      const here = await company(stores())
      await won(
        here,
        [1, 1, { closedOn: date('2026-11-10') }],
        [1, 2, { closedOn: date('2026-11-17') }],
        [2, 3],
        [1, 4],
        [1, 5, { closedOn: date('2026-11-01') }],
      )
      const around = async (n: number) => stores().deals.around(here.workspace.id, await dealOf(here, n), date('2026-11-05'))
      expect(await around(1)).toEqual({ thread: undefined, later: [4, 2], isTold: false })
      expect(await around(4)).toEqual(nothingAround)
    })

    test('is its thread of small wins, whose wins are counted as long as they are won', async () => {
      const here = await company(stores())
      const { announce } = here.workspace
      const thread = smallWinsKey(date('2026-11-18'), announce)
      const small = (more: object = {}) => {
        const win = aWin(here, here.members[1], { facts: more })
        return stores().deals.change({
          ...win,
          decide(before) {
            const after = win.decide(before)
            if (!('deal' in after)) return after
            const posts = [
              { key: thread, to: announce, kind: 'small-wins', about: { day: '2026-11-18' }, action: { do: 'post' } },
              {
                key: cardKey(before.number),
                to: announce,
                kind: 'win-card',
                about: { deal: before.number },
                action: { do: 'reply', of: thread },
              },
            ] as const
            return { ...after, posts }
          },
        })
      }
      await small({ amount: dollars(5) })
      await Promise.all([small({ amount: dollars(7) }), small({ amount: dollars(9) })])
      const inThread = () => stores().deals.inThread(here.workspace.id, thread, announce)
      expect(await inThread()).toEqual({ count: 3, sum: 2100n })
      await stores().deals.change(anUndo(here, here.members[1], number(1)))
      expect(await inThread()).toEqual({ count: 2, sum: 1600n })
      expect(await stores().deals.threadOf(here.workspace.id, number(2))).toBe(thread)
      expect((await stores().deals.around(here.workspace.id, await dealOf(here, 2), date('2026-11-01'))).thread).toBe(thread)
      const there = await company(stores())
      expect(await stores().deals.inThread(there.workspace.id, thread, announce)).toEqual({ count: 0, sum: 0n })
      const to = await stores().outbox.head(announce)
      expect(to?.key).toBe(thread)
    })
  })
}
