// What the features rely on when they change deals, checked on every store of deals.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import { change, log } from '../../src/deals/deal-changes.ts'
import { later } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import {
  aChange,
  actor,
  anEdit,
  anUndo,
  aRedo,
  aTarget,
  aWin,
  company,
  date,
  facts,
  month,
  noon,
  quarter,
  type Stores,
  said,
} from './company.ts'

const number = (value: number): DealNumber => asId<DealNumber>(value)

export function dealStoreContract(stores: () => Stores): void {
  describe('a win', () => {
    test('gets the next number, is stored as it was decided, and is answered', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const more = {
        customer: 'Æther “Ltd” 🧪🇳🇴 \\u0000 ‮',
        amount: money(9_007_199_254_740_993n, usDollar),
        note: 'line one\nline two',
        tags: ['renewal', 'größer'],
        splits: [{ member: cleo.id, basisPoints: 3333 }],
      }
      expect(await deals.change(aWin(here, ben, { facts: more }))).toEqual(said('#1, before 0'))
      expect(await deals.change(aWin(here, ben))).toEqual(said('#2, before 6005099743135820'))
      const { deal, event } = log(number(1), facts(ben, more), actor(ben))
      expect(await deals.find(here.workspace.id, number(1))).toEqual(deal)
      expect(await deals.events(here.workspace.id, number(1))).toEqual([event])
    })

    test('of 64 people at once gets a number of its own, and each sees the ones before it', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const [, ben] = here.members
      const answers = await Promise.all(Array.from({ length: 64 }, () => deals.change(aWin(here, ben))))
      expect(answers).toEqual(Array.from({ length: 64 }, (_, n) => said(`#${n + 1}, before ${n * 500_000}`)))
      const won = await deals.won(here.workspace.id, { owner: ben.id }, { skip: 0, take: 100 })
      expect(won.deals.map((deal) => deal.number)).toEqual(Array.from({ length: 64 }, (_, n) => 64 - n))
      expect(won).toMatchObject({ count: 64, sum: 32_000_000n })
      expect(await deals.rebuildTotals(here.workspace.id)).toBe(0)
    })

    test('of more people than go together in one transaction is stored for each of them', async () => {
      const { deals } = stores()
      const here = await company(stores())
      await Promise.all(Array.from({ length: 300 }, (_, n) => deals.change(aWin(here, here.members[n % 2 === 0 ? 1 : 2]))))
      expect(await deals.won(here.workspace.id, { owner: undefined }, { skip: 0, take: 1 })).toMatchObject({
        count: 300,
        sum: 150_000_000n,
      })
    })

    test('is numbered in its own workspace', async () => {
      const { deals } = stores()
      const [here, there] = [await company(stores()), await company(stores())]
      const answers = await Promise.all([here, there, here, there].map((at) => deals.change(aWin(at, at.members[1]))))
      expect(answers).toEqual([said('#1, before 0'), said('#1, before 0'), said('#2, before 500000'), said('#2, before 500000')])
      expect((await deals.find(there.workspace.id, number(2)))?.owner).toBe(there.members[1].id)
    })

    test('keeps text that databases refuse, but for what cannot be kept', async () => {
      const { deals } = stores()
      const here = await company(stores())
      await deals.change(aWin(here, here.members[1], { facts: { customer: 'a\0b\ud83dc 🧪', tags: ['\udc00'], note: '\\ud83d' } }))
      const deal = await deals.find(here.workspace.id, number(1))
      expect(deal).toMatchObject({ customer: 'a\ufffdb\ufffdc 🧪', tags: ['\ufffd'], note: '\\ud83d' })
      expect((await deals.events(here.workspace.id, number(1)))[0]?.after).toMatchObject({
        customer: 'a\ufffdb\ufffdc 🧪',
        note: '\\ud83d',
      })
    })

    test('writes its posts in order, each key once, and wakes delivery', async () => {
      const { deals, outbox, woken } = stores()
      const here = await company(stores())
      woken.length = 0
      await Promise.all([1, 2, 3].map(() => deals.change(aWin(here, here.members[1]))))
      const twice = aWin(here, here.members[1])
      const decide: typeof twice.decide = (before) => {
        const after = twice.decide(before)
        return 'deal' in after ? { ...after, posts: after.posts.map((post) => ({ ...post, key: 'card 1' })) } : after
      }
      await deals.change({ ...twice, decide })
      const to = here.workspace.announce
      expect(new Set(woken)).toEqual(new Set([to]))
      const keys: string[] = []
      for (let entry = await outbox.head(to); entry; entry = await outbox.head(to)) {
        expect(entry).toMatchObject({ workspace: here.workspace.id, to, kind: 'deal-card', attempts: 0, writtenAt: noon, notBefore: noon })
        keys.push(entry.key)
        await outbox.done(entry.id, 'ts', noon)
      }
      expect(keys).toEqual(['card 1', 'card 2', 'card 3'])
    })
  })

  describe('a request', () => {
    test('that comes again is answered as before and stores nothing', async () => {
      const { deals, answered } = stores()
      const here = await company(stores())
      const change = aWin(here, here.members[1])
      const first = await deals.change(change)
      expect(await deals.change(change)).toEqual(first)
      expect(await deals.change({ ...change, version: change.version + 1 })).toEqual(first)
      expect(await answered.find(change.requestKey)).toEqual(first)
      expect(await deals.find(here.workspace.id, number(2))).toBeUndefined()
    })

    test('that comes many times at once is decided once', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const change = aWin(here, here.members[1])
      let decided = 0
      const decide: typeof change.decide = (before) => {
        decided += 1
        return change.decide(before)
      }
      const answers = await Promise.all(Array.from({ length: 20 }, () => deals.change({ ...change, decide })))
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect(decided).toBe(1)
      expect(await deals.find(here.workspace.id, number(2))).toBeUndefined()
    })

    test('whose decision fails is rejected with its error, alone, and uses no number up', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const mistake = new Error('not like this')
      const decide = () => {
        throw mistake
      }
      const ends = await Promise.allSettled([
        deals.change(aWin(here, here.members[1])),
        deals.change(aWin(here, here.members[1], { decide })),
        deals.change(aWin(here, here.members[1])),
      ])
      expect(ends).toEqual([
        { status: 'fulfilled', value: said('#1, before 0') },
        { status: 'rejected', reason: mistake },
        { status: 'fulfilled', value: said('#2, before 500000') },
      ])
    })

    test('that the database refuses is rejected alone', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const note = null as unknown as string // what the types forbid and the database refuses
      const ends = await Promise.allSettled([
        deals.change(aWin(here, here.members[1])),
        deals.change(aWin(here, here.members[1], { facts: { note } })),
        deals.change(aWin(here, here.members[1])),
      ])
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await deals.won(here.workspace.id, { owner: undefined }, { skip: 0, take: 9 })).toMatchObject({ count: 2 })
      expect((await deals.find(here.workspace.id, number(2)))?.note).toBe('')
    })

    test('that finds nothing to change is answered and stores nothing, so that it can be made again', async () => {
      const { deals, answered } = stores()
      const here = await company(stores())
      const change = aWin(here, here.members[1], { decide: () => said('nothing to do') })
      expect(await deals.change(change)).toEqual(said('nothing to do'))
      expect(await answered.find(change.requestKey)).toBeUndefined()
      expect(await deals.change(aWin(here, here.members[1], { requestKey: change.requestKey }))).toEqual(said('#1, before 0'))
    })

    test('that was decided on an old version of the workspace is stale, alone', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const ends = await Promise.allSettled([
        deals.change(aWin(here, here.members[1])),
        deals.change(aWin(here, here.members[1], { version: here.workspace.version - 1 })),
        deals.change(aWin(here, here.members[1], { version: here.workspace.version + 1 })),
      ])
      expect(ends).toMatchObject([{ status: 'fulfilled' }, { reason: expect.any(Stale) }, { reason: expect.any(Stale) }])
    })
  })

  describe('a change of a deal', () => {
    test('is an edit, an undo and a redo, each an event, and the deal stands as the last one says', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const [ada, ben, cleo] = here.members
      const { id } = here.workspace
      await deals.change(aWin(here, ben, { facts: { splits: [{ member: cleo.id, basisPoints: 5000 }] } }))
      const amount = money(700_001n, usDollar)
      expect(await deals.change(anEdit(here, ada, number(1), { amount, customer: 'Initech' }))).toEqual(said('#1, revision 2'))
      expect(await deals.find(id, number(1))).toMatchObject({ customer: 'Initech', amount, revision: 2, head: 2 })
      expect((await deals.standingAt(id, cleo.id, [quarter], number(2))).standing.actual).toBe(350_000n)
      expect(await deals.change(anUndo(here, ada, number(1)))).toEqual(said('#1, revision 3'))
      expect(await deals.change(anUndo(here, ada, number(1)))).toEqual(said('#1, revision 4'))
      expect(await deals.find(id, number(1))).toMatchObject({ state: 'withdrawn', customer: 'Globex', head: 0 })
      expect(await deals.change(anUndo(here, ada, number(1)))).toEqual(said('nothing'))
      expect((await deals.standingAt(id, cleo.id, [quarter], number(1))).standing.actual).toBe(0n)
      expect(await deals.change(aRedo(here, ben, number(1)))).toEqual(said('#1, revision 5'))
      const events = await deals.events(id, number(1))
      expect(events.map(({ kind, by, headAfter, reverts }) => [kind, by, headAfter, reverts])).toEqual([
        ['won', ben.id, 1, undefined],
        ['edited', ada.id, 2, undefined],
        ['undone', ada.id, 1, 2],
        ['undone', ada.id, 0, 1],
        ['redone', ben.id, 1, 1],
      ])
      expect(events.at(-1)?.before).toEqual(events.at(-2)?.after)
      expect(await deals.rebuildTotals(id)).toBe(0)
    })

    test('that makes a total larger than can be stored is complained of, alone; everything else goes on', async () => {
      const { deals, figures } = stores()
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const huge = (owner: typeof ben, more = {}) => aWin(here, owner, { facts: { amount: money(2n ** 62n, usDollar), ...more } })
      await deals.change(huge(ben))
      const ends = await Promise.allSettled([deals.change(aWin(here, cleo)), deals.change(huge(ben)), deals.change(aWin(here, ben))])
      expect(ends).toMatchObject([{ status: 'fulfilled' }, { reason: { key: 'deal.total-too-large' } }, { status: 'fulfilled' }])
      await expect(deals.change(huge(cleo))).rejects.toThrow('deal.total-too-large')
      for (const day of ['2026-11-16', '2026-11-17']) await deals.change(huge(ben, { closedOn: date(day) }))
      const sum = 3n * 2n ** 62n + 500_000n
      expect((await deals.standingAt(here.workspace.id, ben.id, [quarter], number(2))).standing.actual).toBe(sum)
      expect(await deals.won(here.workspace.id, { owner: ben.id }, { skip: 0, take: 1 })).toMatchObject({ count: 4, sum })
      const { id, version } = here.workspace
      expect((await figures.figures(id, version, { kind: 'company' }, 'revenue', quarter, 3)).actual).toBe(sum + 500_000n)
      expect(await deals.change(anUndo(here, ben, number(1)))).toEqual(said('#1, revision 2'))
      expect(await deals.rebuildTotals(id)).toBe(0)
      expect((await deals.standingAt(id, ben.id, [quarter], number(1))).before).toBe(0n)
    })

    test('that brings a deal back lets its card wait again, if that was dropped', async () => {
      const { deals, outbox } = stores()
      const here = await company(stores())
      const there = await company(stores())
      const [, ben] = here.members
      for (const at of [here, here, there]) await deals.change(aWin(at, at.members[1]))
      const to = here.workspace.announce
      const waiting = async () => (await outbox.head(to))?.key
      const end = async (how: (id: bigint) => Promise<void>) => how((await outbox.head(to))?.id ?? 0n)
      await end((id) => outbox.drop(id, noon))
      await end((id) => outbox.done(id, '1.1', noon))
      const other = await outbox.head(there.workspace.announce)
      await outbox.drop(other?.id ?? 0n, noon)
      const redone = async (n: number) => {
        await deals.change(anUndo(here, ben, number(n)))
        const redo = aRedo(here, ben, number(n), { at: later(noon, 9) })
        const action = { do: 'rewrite', of: `card ${n}` } as const
        const post = { key: `again ${n}`, to, kind: 'deal-card', about: {}, action }
        const decide: typeof redo.decide = (before) => {
          const after = redo.decide(before)
          return 'deal' in after ? { ...after, posts: [post] } : after
        }
        await deals.change({ ...redo, decide })
      }
      await redone(2)
      expect(await waiting()).toBe('again 2')
      await redone(1)
      expect(await outbox.head(to)).toMatchObject({ key: 'card 1', notBefore: later(noon, 9) })
      await end((id) => outbox.done(id, '1.2', noon))
      expect(await waiting()).toBe('again 2')
      expect(await outbox.head(there.workspace.announce)).toBeUndefined()
      await deals.change(anEdit(here, ben, number(1), { note: 'no card of its own' }))
      expect(await waiting()).toBe('again 2')
    })

    test('sees what another one that came at the same time has done', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const [, ben] = here.members
      await deals.change(aWin(here, ben))
      const add = () =>
        aChange(here, ben, number(1), ({ deal }, by) =>
          change(deal, { ...deal, amount: money(deal.amount.minor + 100n, usDollar) }, 'edited', by),
        )
      await Promise.all([deals.change(add()), deals.change(aWin(here, ben)), deals.change(add()), deals.change(add())])
      expect(await deals.find(here.workspace.id, number(1))).toMatchObject({ amount: { minor: 500_300n }, revision: 4 })
      expect(await deals.rebuildTotals(here.workspace.id)).toBe(0)
    })

    test('that nobody logged finds no deal, and one of another workspace neither', async () => {
      const { deals } = stores()
      const [here, there] = [await company(stores()), await company(stores())]
      await deals.change(aWin(there, there.members[1]))
      expect(await deals.change(anUndo(here, here.members[1], number(1)))).toEqual(said('nothing'))
      expect(await deals.find(here.workspace.id, number(1))).toBeUndefined()
      expect(await deals.events(here.workspace.id, number(1))).toEqual([])
    })

    test('moves a credit to the day and the member it belongs to', async () => {
      const { deals, figures } = stores()
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const half = [{ member: cleo.id, basisPoints: 5000 }]
      await deals.change(aWin(here, ben, { facts: { splits: half } }))
      await deals.change(anEdit(here, ben, number(1), { closedOn: date('2026-08-03') }))
      const credited = (period: typeof quarter) =>
        figures.credited(here.workspace.id, { kind: 'member', member: cleo.id }, 'revenue', period, { skip: 0, take: 9 })
      expect(await credited(quarter)).toMatchObject({ count: 0 })
      await deals.change(anEdit(here, ben, number(1), { closedOn: date('2026-11-03'), splits: [...half, ...half] }))
      expect(await credited(quarter)).toMatchObject({ count: 1, deals: [{ credit: 500_000n }] })
      await deals.change(anUndo(here, ben, number(1)))
      expect(await credited(quarter)).toMatchObject({ count: 0 })
      expect(await deals.rebuildTotals(here.workspace.id)).toBe(0)
    })
  })

  describe('a standing', () => {
    test('is that of the first period with a target, or of the first when none has one', async () => {
      const { deals, targets } = stores()
      const here = await company(stores())
      const [, ben] = here.members
      const standings: unknown[] = []
      const win = (more = {}) => {
        const change = aWin(here, ben, more)
        return deals.change({
          ...change,
          decide(before) {
            standings.push(before.standing)
            return change.decide(before)
          },
        })
      }
      await win({ facts: { closedOn: date('2026-10-05') } })
      await win()
      const target = {
        subject: { kind: 'member', member: ben.id } as const,
        metric: 'revenue' as const,
        period: month,
        value: 42n,
        setBy: ben.id,
        setAt: noon,
      }
      await targets.setAll(aTarget(here.workspace, target))
      await win()
      expect(standings).toEqual([
        { period: quarter, actual: 0n, target: undefined },
        { period: quarter, actual: 500_000n, target: undefined },
        { period: month, actual: 500_000n, target: 42n },
      ])
    })

    test('without a deal and those after it leaves out what they brought, shares of others’ deals too', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const [, ben, cleo] = here.members
      await deals.change(aWin(here, ben))
      await deals.change(aWin(here, ben, { facts: { splits: [{ member: cleo.id, basisPoints: 1000 }] } }))
      await deals.change(aWin(here, cleo, { facts: { splits: [{ member: ben.id, basisPoints: 2000 }] } }))
      await deals.change(aWin(here, ben, { facts: { closedOn: date('2026-07-01') } }))
      const at = (first: number) => deals.standingAt(here.workspace.id, ben.id, [quarter], number(first))
      expect(await at(1)).toEqual({ standing: { period: quarter, actual: 1_050_000n, target: undefined }, before: 0n })
      expect((await at(2)).before).toBe(500_000n)
      expect((await at(3)).before).toBe(950_000n)
      expect((await at(4)).before).toBe(1_050_000n)
    })
  })

  describe('looking back', () => {
    test('won deals come newest day first, then the highest number, a page at a time', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const [, ben, cleo] = here.members
      for (const day of ['2026-11-02', '2026-11-18', '2026-10-31', '2026-11-18'])
        await deals.change(aWin(here, ben, { facts: { closedOn: date(day) } }))
      await deals.change(aWin(here, cleo, { facts: { closedOn: date('2026-11-10') } }))
      await deals.change(anUndo(here, ben, number(1)))
      const numbers = async (...[filter, page]: [Parameters<typeof deals.won>[1], Parameters<typeof deals.won>[2]]) => {
        const { deals: found, count, sum } = await deals.won(here.workspace.id, filter, page)
        return [found.map((deal) => deal.number), count, sum]
      }
      expect(await numbers({ owner: ben.id }, { skip: 0, take: 2 })).toEqual([[4, 2], 3, 1_500_000n])
      expect(await numbers({ owner: ben.id }, { skip: 2, take: 2 })).toEqual([[3], 3, 1_500_000n])
      expect(await numbers({ owner: undefined, from: date('2026-11-01'), to: date('2026-11-17') }, { skip: 0, take: 9 })).toEqual([
        [5],
        1,
        500_000n,
      ])
      expect(await numbers({ owner: here.members[0].id }, { skip: 0, take: 9 })).toEqual([[], 0, 0n])
    })

    test('the last change of a person is the newest of theirs that still holds', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const last = async (of = ben) => (await deals.lastChangedBy(here.workspace.id, of.id))?.number
      const minutes = (count: number) => ({ at: later(noon, count * 60_000) })
      expect(await last()).toBeUndefined()
      await deals.change(aWin(here, ben, minutes(1)))
      await deals.change(aWin(here, ben, minutes(2)))
      expect(await last()).toBe(2)
      await deals.change(anEdit(here, ben, number(1), { note: 'renewal' }, minutes(3)))
      expect(await last()).toBe(1)
      await deals.change(anUndo(here, ben, number(1), minutes(4)))
      expect(await last()).toBe(2)
      await deals.change(anEdit(here, cleo, number(2), { note: 'hers' }, minutes(5)))
      expect([await last(), await last(cleo)]).toEqual([1, 2])
      await deals.change(anUndo(here, cleo, number(2), minutes(6)))
      expect([await last(), await last(cleo)]).toEqual([2, undefined])
      await deals.change(anUndo(here, ben, number(2), minutes(7)))
      await deals.change(anUndo(here, ben, number(1), minutes(8)))
      expect(await last()).toBeUndefined()
      await deals.change(aRedo(here, cleo, number(1), minutes(9)))
      expect(await last()).toBe(1)
    })

    test('the last change is the one that was written last, also when the clock was set back', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const [, ben] = here.members
      const last = async () => (await deals.lastChangedBy(here.workspace.id, ben.id))?.number
      for (const minute of [9, 8, 7]) await deals.change(aWin(here, ben, { at: later(noon, minute * 60_000) }))
      expect(await last()).toBe(3)
      await deals.change(anEdit(here, ben, number(1), { note: 'later' }, { at: noon }))
      expect(await last()).toBe(1)
      await deals.change(anUndo(here, ben, number(1), { at: noon }))
      expect(await last()).toBe(3)
      await deals.change(anUndo(here, ben, number(3), { at: noon }))
      expect(await last()).toBe(2)
      await deals.change(aRedo(here, ben, number(3), { at: noon }))
      expect(await last()).toBe(3)
    })

    test('two wins at the same moment are told apart by their numbers', async () => {
      const { deals } = stores()
      const here = await company(stores())
      await Promise.all([1, 2, 3].map(() => deals.change(aWin(here, here.members[1]))))
      expect((await deals.lastChangedBy(here.workspace.id, here.members[1].id))?.number).toBe(3)
    })

    test('what was won before a deal counts the owner’s own wins with smaller numbers', async () => {
      const { deals } = stores()
      const here = await company(stores())
      const [, ben, cleo] = here.members
      for (const minor of [300n, 900n, 100n]) await deals.change(aWin(here, ben, { facts: { amount: money(minor, usDollar) } }))
      await deals.change(aWin(here, cleo))
      const before = (first: number) => deals.wonBefore(here.workspace.id, ben.id, number(first))
      expect(await before(1)).toEqual({ count: 0, largest: 0n })
      expect(await before(2)).toEqual({ count: 1, largest: 300n })
      expect(await before(9)).toEqual({ count: 3, largest: 900n })
      await deals.change(anUndo(here, ben, number(2)))
      expect(await before(9)).toEqual({ count: 2, largest: 300n })
    })
  })
}
