// What changing settings promises, checked on every store of workspaces.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { currencyOf, usDollar } from '../../src/vocabulary/money.ts'
import type { SettingsChange } from '../../src/workspaces/workspace-store.ts'
import { aTarget, aWin, type Company, company, date, noon, quarter, type Stores, said, uniqueId } from './company.ts'

const noonDay = date('2026-11-18')

const changeOf = ({ workspace, members }: Company, more: Partial<SettingsChange> = {}): SettingsChange => ({
  workspace,
  requestKey: uniqueId(),
  at: noon,
  by: members[0].id,
  platform: 'slack',
  settled: workspace,
  changes: [{ kind: 'timezone', before: workspace.timeZone, after: 'Asia/Tokyo' }],
  answer: () => said('changed'),
  ...more,
})

export function workspaceSettingsContract(stores: () => Stores): void {
  describe('changing settings', () => {
    test('stores all of them, records each change, and raises the version', async () => {
      const { workspaces } = stores()
      const here = await company(stores())
      const { installation, workspace } = here
      const settled = {
        currency: currencyOf('NOK') ?? usDollar,
        timeZone: 'Asia/Tokyo',
        calendar: { ...workspace.calendar, yearStartMonth: 4, weekStart: 7, workingDays: [7, 1, 2, 3, 4] },
        language: 'nb',
        announce: destination(installation, 'C9'),
        rules: { ...workspace.rules, smallWin: 50_000n, ramp: [], holidays: 'NO', channelAmounts: { 'slack/T1/C1': 'hidden' as const } },
      }
      let recorded: readonly number[] = []
      const changes = [
        { kind: 'timezone', before: 'Europe/Oslo', after: 'Asia/Tokyo' },
        { kind: 'ramp', before: '25/50/75/100', after: 'none' },
      ]
      const answer: SettingsChange['answer'] = (done) => {
        recorded = done.recorded
        return said('changed')
      }
      expect(await workspaces.changeSettings(changeOf(here, { settled, changes, answer }))).toEqual(said('changed'))
      const now = await workspaces.workspaceOf(installation)
      const { closedOn, ...calendar } = now?.calendar ?? workspace.calendar
      expect({ ...now, calendar }).toEqual({
        ...workspace,
        ...settled,
        calendar: { yearStartMonth: 4, weekStart: 7, workingDays: [7, 1, 2, 3, 4] },
        version: workspace.version + 1,
      })
      expect(closedOn.has(date('2026-05-17'))).toBe(true)
      expect((await workspaces.known(installation, 'U1', false))?.workspace).toEqual(now)
      expect(await workspaces.recordedChanges(workspace.id, recorded)).toEqual(
        changes.map((change, n) => ({ id: recorded[n], ...change, by: here.members[0].id, at: noon })),
      )
      expect((await workspaces.changesOf(workspace.id, 'ramp', 9)).map(({ after }) => after)).toEqual(['none'])
      expect(await workspaces.changesOf(workspace.id, 'time', 9)).toEqual([])
      expect(await workspaces.recordedChanges((await company(stores())).workspace.id, recorded)).toEqual([])
    })

    test('happens once, whatever is asked again under the same key', async () => {
      const { workspaces } = stores()
      const here = await company(stores())
      const change = changeOf(here)
      const all = await Promise.all([workspaces.changeSettings(change), workspaces.changeSettings(change)])
      expect(all).toEqual([said('changed'), said('changed')])
      expect(await workspaces.changeSettings({ ...change, answer: () => said('again') })).toEqual(said('changed'))
      expect(await workspaces.version(here.workspace.id)).toBe(here.workspace.version + 1)
    })

    test('that changes nothing raises nothing, and is refused on an old version', async () => {
      const { workspaces } = stores()
      const here = await company(stores())
      await workspaces.changeSettings(changeOf(here, { changes: [] }))
      expect(await workspaces.version(here.workspace.id)).toBe(here.workspace.version)
      await workspaces.changeSettings(changeOf(here))
      await expect(workspaces.changeSettings(changeOf(here))).rejects.toThrow(Stale)
    })

    test('keeps the currency once a deal is in it, and everything else with it', async () => {
      const { workspaces, deals } = stores()
      const here = await company(stores())
      await deals.change(aWin(here, here.members[1]))
      const settled = { ...here.workspace, currency: currencyOf('EUR') ?? usDollar, timeZone: 'Asia/Tokyo' }
      const change = changeOf(here, { settled })
      expect(await workspaces.changeSettings(change)).toBe('currency in use')
      expect(await workspaces.workspaceOf(here.installation)).toEqual(here.workspace)
      expect(await workspaces.changeSettings({ ...change, settled: { ...settled, currency: here.workspace.currency } })).toEqual(
        said('changed'),
      )
    })

    test('tells which stages and activities that were taken out are in use', async () => {
      const { workspaces, deals, targets } = stores()
      const here = await company(stores())
      const { workspace, members } = here
      const open = { state: 'open', stage: 'proposal', stageSince: noonDay, path: ['proposal'], openedOn: noonDay } as const
      await deals.change(aWin(here, members[1], { facts: open }))
      await deals.change(aWin(here, members[1], { facts: open }))
      await deals.change(aWin(here, members[1]))
      const demos = activityKind('demos')
      const target = { subject: { kind: 'company' }, metric: demos, period: quarter, value: 5n, setBy: members[0].id, setAt: noon } as const
      await targets.setAll(aTarget(workspace, target))
      let left: unknown
      const rules = { ...workspace.rules, activityKinds: [activityKind('calls')], stages: [{ name: 'lead', probability: 10 }] as const }
      const answer: SettingsChange['answer'] = (done) => {
        left = done.left
        return said('changed')
      }
      await workspaces.changeSettings(changeOf(here, { settled: { ...workspace, rules }, answer }))
      expect(left).toEqual({ stages: [{ name: 'proposal', count: 2 }], activities: [{ name: 'demos' }] })
    })
  })
}
