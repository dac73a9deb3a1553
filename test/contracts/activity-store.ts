// What the features rely on when activities are logged, checked on every store of activities.
import { describe, expect, test } from 'vitest'
import { correctActivity, logActivity, redoActivity, undoActivity } from '../../src/activities/activity.ts'
import type { ActivityChange } from '../../src/activities/activity-store.ts'
import { type Member, Stale } from '../../src/conversation/people.ts'
import { type ActivityNumber, asId, type TeamId } from '../../src/vocabulary/ids.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { aTarget, type Company, company, date, month, noon, quarter, type Stores, said, uniqueId, year } from './company.ts'

export const calls = activityKind('calls')

const standing = (member: Member) => ({ member: member.id, kind: calls, periods: [quarter, month, year] as const })

/** So many calls of a member; answered with the number and the standing before. */
export function someCalls(
  { workspace }: Company,
  by: Member,
  count: number,
  wish: { readonly day?: string; readonly kind?: string; readonly team?: number } & Partial<ActivityChange> = {},
): ActivityChange {
  const { day = '2026-11-18', kind = 'calls', team, ...more } = wish
  const facts = {
    member: by.id,
    team: team === undefined ? undefined : asId<TeamId>(team),
    kind: activityKind(kind),
    count,
    day: date(day),
  }
  return {
    workspace: workspace.id,
    version: workspace.version,
    requestKey: uniqueId(),
    at: noon,
    number: undefined,
    standing: standing(by),
    decide: ({ number, standing: now }) => ({
      step: logActivity(number, facts, { by: by.id, platform: 'slack', at: more.at ?? noon }),
      answer: said(`#${number}, before ${now.actual} of ${now.target ?? 'none'}`),
    }),
    ...more,
  }
}

/** Something done to an activity: undone, brought back, or corrected. */
export function aMove(
  { workspace }: Company,
  by: Member,
  number: number,
  move: 'undo' | 'redo' | { readonly count?: number; readonly day?: string },
  more: Partial<ActivityChange> = {},
): ActivityChange {
  const actor = { by: by.id, platform: 'slack', at: more.at ?? noon } as const
  return {
    workspace: workspace.id,
    version: workspace.version,
    requestKey: uniqueId(),
    at: noon,
    number: asId<ActivityNumber>(number),
    standing: standing(by),
    decide({ activity, events }) {
      if (!activity) return { answer: said('nobody knows it') }
      const facts = typeof move === 'string' ? {} : { ...move, ...(move.day === undefined ? {} : { day: date(move.day) }) }
      const step =
        move === 'undo'
          ? undoActivity(activity, events, actor)
          : move === 'redo'
            ? redoActivity(activity, actor)
            : correctActivity(activity, facts as { readonly count?: number }, actor) // the day is a date by now
      return step ? { step, answer: said(`revision ${step.activity.revision}`) } : { answer: said('nothing') }
    },
    ...more,
  }
}

export function activityStoreContract(stores: () => Stores): void {
  const find = (at: Company, number: number) => stores().activities.find(at.workspace.id, asId<ActivityNumber>(number))
  const total = async (at: Company, member: Member, period = quarter) =>
    (await stores().activities.totals(at.workspace.id, { kind: 'member', member: member.id }, period, [calls])).get('calls') ?? 0n

  describe('an activity', () => {
    test('is stored with its number, and counts in every period that its day lies in', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const { activities } = stores()
      expect(await activities.change(someCalls(here, ben, 12))).toEqual(said('#1, before 0 of none'))
      expect(await activities.change(someCalls(here, ben, 5, { day: '2026-10-02' }))).toEqual(said('#2, before 12 of none'))
      await activities.change(someCalls(here, cleo, 3))
      expect(await find(here, 2)).toEqual({
        number: 2,
        member: ben.id,
        team: undefined,
        kind: 'calls',
        count: 5,
        day: '2026-10-02',
        state: 'logged',
        revision: 1,
        loggedAt: noon,
        loggedBy: ben.id,
      })
      expect([await total(here, ben), await total(here, ben, month), await total(here, cleo)]).toEqual([17n, 12n, 3n])
      const all = await activities.totals(here.workspace.id, { kind: 'company' }, quarter, [calls, 'deals'])
      expect([...all]).toEqual([['calls', 20n]])
    })

    test('that is corrected, undone and brought back moves every total with it', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const { activities } = stores()
      await activities.change(someCalls(here, ben, 12))
      expect(await activities.change(aMove(here, ben, 1, { count: 20, day: '2026-10-05' }))).toEqual(said('revision 2'))
      expect([await total(here, ben), await total(here, ben, month)]).toEqual([20n, 0n])
      await activities.change(aMove(here, ben, 1, 'undo'))
      expect([await total(here, ben), await total(here, ben, month)]).toEqual([12n, 12n])
      await activities.change(aMove(here, ben, 1, 'undo'))
      expect([await total(here, ben), (await find(here, 1))?.state]).toEqual([0n, 'withdrawn'])
      expect(await activities.change(aMove(here, ben, 1, 'undo'))).toEqual(said('nothing'))
      await activities.change(aMove(here, ben, 1, 'redo'))
      expect([await total(here, ben), await find(here, 1)]).toMatchObject([12n, { state: 'logged', count: 12, revision: 5 }])
      expect(await stores().deals.rebuildTotals(here.workspace.id)).toBe(0)
    })

    test('is seen beside the target of the first period that has one', async () => {
      const here = await company(stores())
      const [ada, ben] = here.members
      const { activities, targets } = stores()
      const { id: workspace, version } = here.workspace
      const target = {
        subject: { kind: 'member', member: ben.id },
        metric: calls,
        period: month,
        value: 60n,
        setBy: ada.id,
        setAt: noon,
      } as const
      await targets.setAll(aTarget({ id: workspace, version }, target))
      await activities.change(someCalls(here, ben, 5, { day: '2026-10-02' }))
      expect(await activities.change(someCalls(here, ben, 12))).toEqual(said('#2, before 0 of 60'))
      expect(await activities.change(someCalls(here, ben, 12))).toEqual(said('#3, before 12 of 60'))
    })

    test('counts for the team that its member was in', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const { activities } = stores()
      await activities.change(someCalls(here, ben, 12, { team: 4 }))
      await activities.change(someCalls(here, ben, 5, { team: 5 }))
      await activities.change(aMove(here, ben, 1, { count: 10 }))
      const of = async (...teams: readonly number[]) => {
        const subject = { kind: 'team', teams: teams.map((team) => asId<TeamId>(team)) } as const
        return (await activities.totals(here.workspace.id, subject, quarter, [calls])).get('calls')
      }
      expect([await of(4), await of(5), await of(4, 5), await of(6)]).toEqual([10n, 5n, 15n, undefined])
    })

    test('is listed newest day first, a page at a time, without those taken back', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const { activities } = stores()
      for (const day of ['2026-11-01', '2026-11-03', '2026-11-02', '2026-11-03', '2026-08-01'])
        await activities.change(someCalls(here, ben, 1, { day }))
      await activities.change(aMove(here, ben, 3, 'undo'))
      const page = async (skip: number, take: number) => {
        const found = await activities.list(here.workspace.id, { member: ben.id, period: quarter }, { skip, take })
        return [found.activities.map(({ number, revision }) => [number, revision]), found.count]
      }
      expect(await page(0, 2)).toEqual([
        [
          [4, 1],
          [2, 1],
        ],
        3,
      ])
      expect(await page(2, 2)).toEqual([[[1, 1]], 3])
    })

    test('is found again by who touched it last', async () => {
      const here = await company(stores())
      const [ada, ben] = here.members
      const { activities } = stores()
      const last = async () => (await activities.lastTouchedBy(here.workspace.id, ben.id))?.activity.number
      expect(await last()).toBeUndefined()
      await activities.change(someCalls(here, ben, 1))
      await activities.change(someCalls(here, ben, 2))
      await activities.change(someCalls(here, ada, 3))
      expect(await last()).toBe(2)
      await activities.change(aMove(here, ben, 1, { count: 7 }))
      expect(await last()).toBe(1)
      await activities.change(aMove(here, ben, 1, 'undo'))
      await activities.change(aMove(here, ben, 1, 'undo'))
      expect(await last()).toBe(2)
    })

    test('of a repeated request is answered as before, and counts once', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const { activities } = stores()
      const requestKey = uniqueId()
      const first = await activities.change(someCalls(here, ben, 12, { requestKey }))
      expect(await activities.change(someCalls(here, ben, 12, { requestKey }))).toEqual(first)
      expect(await total(here, ben)).toBe(12n)
    })

    test('that was decided on an old version of the workspace is stale, and one that cannot be decided is not stored', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const { activities } = stores()
      await expect(activities.change(someCalls(here, ben, 1, { version: here.workspace.version - 1 }))).rejects.toThrow(Stale)
      const decide = () => {
        throw new Error('not like this')
      }
      await expect(activities.change(someCalls(here, ben, 1, { decide }))).rejects.toThrow('not like this')
      expect(await total(here, ben)).toBe(0n)
    })

    test('is nothing to another workspace', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      await stores().activities.change(someCalls(here, here.members[1], 12))
      expect(await find(there, 1)).toBeUndefined()
      expect(await total(there, here.members[1])).toBe(0n)
      expect(await stores().activities.change(aMove(there, there.members[1], 1, 'undo'))).toEqual(said('nobody knows it'))
      expect(await stores().activities.lastTouchedBy(there.workspace.id, here.members[1].id)).toBeUndefined()
    })
  })
}
