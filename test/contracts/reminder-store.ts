// What a reminder relies on, checked on every store of habits.
import { describe, expect, test } from 'vitest'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber } from '../../src/vocabulary/ids.ts'
import { someCalls } from './activity-store.ts'
import { anEdit, anUndo, aTarget, aWin, type Company, company, date, noon, quarter, type Stores, said, uniqueId } from './company.ts'

const hour = 3_600_000
const after = (hours: number) => asInstant(noon + hours * hour)
const deal = (number: number) => asId<DealNumber>(number)

export function reminderStoreContract(stores: () => Stores): void {
  const win = (at: Company, who: 0 | 1 | 2, hours: number, more: object = {}) =>
    stores().deals.change(aWin(at, at.members[who], { at: after(hours), facts: more }))
  const open = (day: string) => ({ state: 'open', stage: 'lead', closedOn: date(day) })
  const habits = async ({ workspace }: Company, since = after(-1), member?: Company['members'][number]) => {
    const found = await stores().reminders.habits(workspace, { day: date('2026-11-19'), since }, member?.id)
    return found.map((one) => ({
      ...one,
      member: one.member.name,
      lastAt: one.lastAt === undefined ? undefined : (one.lastAt - noon) / hour,
    }))
  }
  const nothing = { joinedAt: noon, lastAt: undefined, hasTargets: false, hasDeals: false, hasActivities: false, late: 0 }

  describe('habits', () => {
    test('are those of everybody, with nothing where there is nothing', async () => {
      const here = await company(stores())
      await company(stores())
      expect(await habits(here)).toEqual(['Ada', 'Ben', 'Cleo'].map((member) => ({ ...nothing, member })))
      expect(await habits(here, noon, here.members[1])).toEqual([{ ...nothing, member: 'Ben' }])
    })

    test('say when somebody last did something to a deal, their own or another’s', async () => {
      const here = await company(stores())
      const [ada, ben] = here.members
      await win(here, 1, 1)
      await win(here, 1, 2)
      await stores().deals.change(anEdit(here, ada, deal(1), { note: 'x' }, { at: after(3) }))
      await stores().deals.change(anUndo(here, ben, deal(2), { at: after(4) }))
      expect(await habits(here)).toMatchObject([
        { member: 'Ada', lastAt: 3, hasDeals: false },
        { member: 'Ben', lastAt: 4, hasDeals: true },
        { member: 'Cleo', lastAt: undefined, hasDeals: false },
      ])
    })

    test('know of older changes those that still stand', async () => {
      const here = await company(stores())
      await win(here, 1, 1)
      await win(here, 1, 2)
      await stores().deals.change(anUndo(here, here.members[1], deal(2), { at: after(3) }))
      expect(await habits(here, after(10), here.members[1])).toMatchObject([{ lastAt: 1 }])
    })

    test('count activities, forecasts and stories as something done, by who did it', async () => {
      const here = await company(stores())
      const [ada, ben, cleo] = here.members
      await stores().activities.change(someCalls(here, ben, 3))
      const { id: workspace, version } = here.workspace
      await stores().forecasts.say({
        ...{ workspace, version, requestKey: uniqueId(), at: after(5), by: cleo.id, member: cleo.id, period: quarter },
        decide: () => ({ commit: 5n, bestCase: undefined }),
        answer: () => said('called'),
      })
      await win(here, 1, 1)
      await stores().stories.change({
        ...{ workspace, version, requestKey: uniqueId(), at: after(6), by: ada.id, number: deal(1) },
        decide: () => ({ story: { number: deal(1), by: ada.id, text: 'A pilot.', at: after(6) }, posts: [], answer: said('told') }),
      })
      expect(await habits(here)).toMatchObject([
        { member: 'Ada', lastAt: 6, hasActivities: false },
        { member: 'Ben', lastAt: 1, hasActivities: true },
        { member: 'Cleo', lastAt: 5, hasActivities: false },
      ])
    })

    test('count the open deals whose day has passed, and see a target', async () => {
      const here = await company(stores())
      const [ada, ben] = here.members
      for (const day of ['2026-11-17', '2026-11-18', '2026-11-19']) await win(here, 1, 1, open(day))
      await win(here, 2, 1, { closedOn: date('2026-11-01') })
      const { id, version } = here.workspace
      const target = { subject: { kind: 'member' as const, member: ben.id }, metric: 'revenue' as const, period: quarter, value: 5n }
      await stores().targets.setAll(aTarget({ id, version }, { ...target, setBy: ada.id, setAt: noon }))
      expect(await habits(here)).toMatchObject([
        { late: 0, hasTargets: false },
        { late: 2, hasTargets: true, hasDeals: true },
        { late: 0, hasTargets: false, hasDeals: true },
      ])
    })
  })
}
