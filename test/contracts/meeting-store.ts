// What an agenda relies on when it is generated, checked on every store of meetings.
import { describe, expect, test } from 'vitest'
import type { AskedEvents, MeetingStore } from '../../src/agenda/meeting-store.ts'
import type { DealFacts } from '../../src/deals/deal.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber, type TeamId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { anEdit, anUndo, aWin, type Company, company, date, type Stores } from './company.ts'

const north = asId<TeamId>(901)
const south = asId<TeamId>(902)
const at = (time: string) => asInstant(Date.parse(time))
const tuesday = at('2026-11-17T12:00:00Z')

export function meetingStoreContract(stores: () => Stores & { readonly meetings: MeetingStore }): void {
  let numbers = 0
  /** A deal of Ben's, logged on a Tuesday; its number. */
  const deal = async (here: Company, facts: Partial<DealFacts>, when = tuesday): Promise<DealNumber> => {
    numbers += 1
    const [, ben] = here.members
    await stores().deals.change(aWin(here, ben, { at: when, facts: { team: north, ...facts } }))
    return asId<DealNumber>(numbers)
  }
  const founded = () => {
    numbers = 0
    return company(stores())
  }
  const events = ({ workspace }: Company, more: Partial<AskedEvents> = {}) =>
    stores().meetings.events({
      workspace: workspace.id,
      teams: undefined,
      since: date('2026-11-16'),
      day: date('2026-11-23'),
      between: { from: at('2026-11-15T23:00:00Z'), before: at('2026-11-22T23:00:00Z') },
      closingTo: date('2026-11-29'),
      take: 3,
      ...more,
    })
  const dollars = (minor: bigint) => money(minor, usDollar)

  describe('what happened between two meetings', () => {
    test('was won or lost before them, and logged only after the first of their agendas', async () => {
      const here = await founded()
      const late = { from: date('2026-11-09'), seen: at('2026-11-16T07:30:00Z') }
      const monday = at('2026-11-16T09:00:00Z')
      await deal(here, { closedOn: date('2026-11-13') }, at('2026-11-16T07:00:00Z')) // stood on the first agenda
      await deal(here, { closedOn: date('2026-11-13') }, monday)
      await deal(here, { closedOn: date('2026-11-08') }, monday) // too long ago
      await deal(here, { state: 'lost', closedOn: date('2026-11-12'), lossReason: 'price' }, monday)
      const [, ben] = here.members
      // A correction of what was told makes no news.
      await stores().deals.change(anEdit(here, ben, asId<DealNumber>(1), { note: 'renewal' }, { at: monday }))
      const { wins, losses } = await events(here, { late })
      expect(wins.deals.map(({ number }) => number)).toEqual([2])
      expect(wins.count).toBe(1)
      expect(losses.map(({ count }) => count)).toEqual([1])
      expect((await events(here)).wins.count).toBe(0)
    })

    test('was won and lost from the day of the first on, up to the day before the second; and what closes in its week', async () => {
      const here = await founded()
      for (const day of ['2026-11-15', '2026-11-16', '2026-11-22', '2026-11-23']) await deal(here, { closedOn: date(day) })
      for (const day of ['2026-11-15', '2026-11-16', '2026-11-20'])
        await deal(here, { state: 'lost', closedOn: date(day), lossReason: 'price', amount: dollars(2n ** 62n) })
      await deal(here, { state: 'lost', closedOn: date('2026-11-18'), amount: dollars(1n) })
      await deal(here, { state: 'lost', closedOn: date('2026-11-23'), lossReason: 'timing' })
      for (const day of ['2026-11-23', '2026-11-29', '2026-11-30']) await deal(here, { state: 'open', stage: 'lead', closedOn: date(day) })
      const { wins, losses, closing, slips } = await events(here)
      expect(wins.deals.map(({ number }) => number)).toEqual([2, 3])
      expect([wins.count, wins.sum]).toEqual([2, 1_000_000n])
      expect(losses).toEqual([
        { reason: 'price', count: 2, sum: 2n ** 63n },
        { reason: '', count: 1, sum: 1n },
      ])
      expect(closing.deals.map(({ closedOn }) => closedOn)).toEqual(['2026-11-23', '2026-11-29'])
      expect(slips).toEqual({ slips: [], count: 0, sum: 0n })
      const there = await founded()
      expect(await events(there)).toMatchObject({ wins: { count: 0, sum: 0n }, losses: [], closing: { deals: [] } })
    })

    test('slipped if it was put off meanwhile, or its day has passed', async () => {
      const here = await founded()
      const [, ben] = here.members
      const open = (closedOn: string, minor: bigint) =>
        deal(here, { state: 'open', stage: 'lead', closedOn: date(closedOn), amount: dollars(minor) }, at('2026-11-02T12:00:00Z'))
      const edit = (number: DealNumber, closedOn: string, when = tuesday) =>
        stores().deals.change(anEdit(here, ben, number, { closedOn: date(closedOn) }, { at: when }))
      const [putOff, passed, longPast, undone, nearer, twice, early] = [
        await open('2026-11-25', 900n),
        await open('2026-11-19', 800n),
        await open('2026-11-10', 700n),
        await open('2026-11-25', 600n),
        await open('2026-12-25', 500n),
        await open('2026-11-18', 400n),
        await open('2026-11-25', 300n),
      ]
      await edit(putOff, '2026-12-05')
      await edit(undone, '2026-12-05')
      await stores().deals.change(anUndo(here, ben, undone, { at: tuesday }))
      await edit(nearer, '2026-12-20')
      await edit(twice, '2026-11-20')
      await edit(early, '2026-12-24', at('2026-11-10T12:00:00Z'))
      const { slips } = await events(here)
      expect(slips.slips.map(({ deal: { number, closedOn }, was }) => [number, was, closedOn])).toEqual([
        [putOff, '2026-11-25', '2026-12-05'],
        [passed, '2026-11-19', '2026-11-19'],
        [twice, '2026-11-18', '2026-11-20'],
      ])
      expect([slips.count, slips.sum]).toEqual([3, 2_100n])
      expect([longPast, early]).not.toContain(putOff)
    })

    test('is of some teams, the largest first, and counted all of it', async () => {
      const here = await founded()
      for (const [index, team] of [north, south, north, undefined, north, north].entries())
        await deal(here, { team, amount: dollars(BigInt(index + 1)) })
      const of = async (teams: readonly TeamId[] | undefined) => {
        const { wins } = await events(here, { teams })
        return [wins.deals.map(({ number }) => number), wins.count, wins.sum]
      }
      expect(await of([north])).toEqual([[6, 5, 3], 4, 15n])
      expect(await of([north, south])).toEqual([[6, 5, 3], 5, 17n])
      expect(await of([])).toEqual([[], 0, 0n])
      expect(await of(undefined)).toEqual([[6, 5, 4], 6, 21n])
    })
  })
}
