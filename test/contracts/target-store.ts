// What the features rely on when they set targets, checked on every store of targets.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import { newBatch, type Target, type TargetKey, targetKey } from '../../src/targets/target.ts'
import type { SetTargets, TargetChange, Undone } from '../../src/targets/target-store.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type TeamId } from '../../src/vocabulary/ids.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { aTarget, aWin, type Company, company, date, month, noon, quarter, type Stores, said, uniqueId, year } from './company.ts'

export function targetStoreContract(stores: () => Stores): void {
  const target = ({ members }: Company, more: Partial<Target> = {}): Target => ({
    subject: { kind: 'member', member: members[1].id },
    metric: 'revenue',
    period: quarter,
    value: 9_007_199_254_740_993n,
    setBy: members[0].id,
    setAt: noon,
    ...more,
  })
  const set = (at: Company, value: Target, more: Partial<SetTargets> = {}) =>
    stores().targets.setAll({ ...aTarget(at.workspace, value), ...more })

  /** The one target in force for that, looked for among all of its metric and period. */
  const inForce = async ({ workspace }: Company, key: TargetKey) =>
    (await stores().targets.inForce(workspace.id, key.metric, key.period)).find((one) => targetKey(one) === targetKey(key))

  describe('a target', () => {
    test('is in force once it is set, and the next one replaces it', async () => {
      const here = await company(stores())
      const find = () => inForce(here, target(here))
      expect(await find()).toBeUndefined()
      expect(await set(here, target(here))).toEqual(said('none → 9007199254740993'))
      expect(await find()).toEqual(target(here))
      expect(await set(here, target(here, { value: 7n }))).toEqual(said('9007199254740993 → 7'))
      expect(await find()).toEqual(target(here, { value: 7n }))
    })

    test('is one for each subject, metric and period', async () => {
      const here = await company(stores())
      const company_ = { kind: 'company' } as const
      const all = [
        target(here, { value: 1n }),
        target(here, { value: 2n, metric: 'deals' }),
        target(here, { value: 3n, period: month }),
        target(here, { value: 4n, period: year }),
        target(here, { value: 5n, subject: company_ }),
        target(here, { value: 6n, subject: { kind: 'member', member: here.members[2].id } }),
      ]
      await Promise.all(all.map((each) => set(here, each)))
      for (const each of all) expect(await inForce(here, each)).toEqual(each)
      const there = await company(stores())
      expect(await inForce(there, { subject: company_, metric: 'revenue', period: quarter })).toBeUndefined()
    })

    test('of a repeated request is answered as before, also when the workspace has changed', async () => {
      const here = await company(stores())
      const requestKey = uniqueId()
      const first = await set(here, target(here, { value: 1n }), { requestKey })
      await set(here, target(here, { value: 2n }))
      expect(await set(here, target(here, { value: 1n }), { requestKey })).toEqual(first)
      expect(await set(here, target(here, { value: 1n }), { requestKey, version: 99 })).toEqual(first)
      expect(await inForce(here, target(here))).toMatchObject({ value: 2n })
      expect(await stores().answered.find(requestKey)).toEqual(first)
    })

    test('that was decided on an old version of the workspace is stale, and is not set', async () => {
      const here = await company(stores())
      await expect(set(here, target(here), { version: here.workspace.version - 1 })).rejects.toThrow(Stale)
      expect(await inForce(here, target(here))).toBeUndefined()
    })

    test('whose answer cannot be made is not set', async () => {
      const here = await company(stores())
      const answer = () => {
        throw new Error('not like this')
      }
      await expect(set(here, target(here), { answer })).rejects.toThrow('not like this')
      expect(await inForce(here, target(here))).toBeUndefined()
    })
  })

  const later = asInstant(noon + 60_000)

  /** Sets many, each on the company's second member unless it says otherwise. */
  const setAll = (at: Company, targets: readonly TargetChange[], more: Partial<SetTargets> = {}) => {
    const { id, version } = at.workspace
    const change = { workspace: id, version, requestKey: uniqueId(), at: noon, by: at.members[0].id, batch: newBatch(), targets }
    return stores().targets.setAll({ ...change, answer: (befores) => said(befores.map((one) => one?.value ?? 'none').join()), ...more })
  }
  const undo = (at: Company, undoes: string, more: Partial<{ version: number; requestKey: string; batch: string }> = {}) => {
    const { id, version } = at.workspace
    let undone: Undone | undefined
    const change = { workspace: id, version, requestKey: uniqueId(), at: later, by: at.members[2].id, batch: newBatch(), undoes, ...more }
    const answer = (what: Undone | undefined) => {
      undone = what
      return said(what ? `${what.restored.length} back, ${what.movedOn.length} not` : 'nothing')
    }
    return stores()
      .targets.undo({ ...change, answer })
      .then((answered) => ({ answered, undone }))
  }
  const oneOf = async (at: Company, key: TargetKey) => (await inForce(at, key))?.value
  const valuesOf = (at: Company, all: readonly TargetChange[]) => Promise.all(all.map((one) => oneOf(at, one)))

  /** A target for the company, a team, a member, and a member's calls. */
  const four = ({ members }: Company): TargetChange[] => [
    { subject: { kind: 'company' }, metric: 'revenue', period: year, value: 100n },
    { subject: { kind: 'team', team: asId<TeamId>(7) }, metric: 'revenue', period: year, value: 60n },
    { subject: { kind: 'member', member: members[1].id }, metric: 'deals', period: quarter, value: 9n },
    { subject: { kind: 'member', member: members[1].id }, metric: activityKind('calls'), period: month, value: 40n },
  ]

  describe('many targets', () => {
    test('are set at once, each known by who set it and why', async () => {
      const here = await company(stores())
      const all = four(here)
      expect(await setAll(here, all, { reason: 'a new region' })).toEqual(said('none,none,none,none'))
      expect(await valuesOf(here, all)).toEqual([100n, 60n, 9n, 40n])
      for (const one of all) {
        expect(await stores().targets.history(here.workspace.id, one, 5)).toEqual([
          { before: undefined, after: one.value, by: here.members[0].id, at: noon, reason: 'a new region' },
        ])
      }
    })

    test('one that is so already is left as it is, and one without a value is taken away', async () => {
      const here = await company(stores())
      const [first, second, ...rest] = four(here)
      if (!first || !second) throw new Error('There are four')
      await setAll(here, [first, second, ...rest])
      const changed = [first, { ...second, value: undefined }, { ...second, period: quarter }]
      expect(await setAll(here, changed, { at: later, by: here.members[1].id })).toEqual(said('100,60,none'))
      expect(await inForce(here, first)).toMatchObject({
        setBy: here.members[0].id,
        setAt: noon,
      })
      expect(await stores().targets.history(here.workspace.id, first, 5)).toHaveLength(1)
      expect(await oneOf(here, second)).toBeUndefined()
      expect(await stores().targets.history(here.workspace.id, second, 5)).toEqual([
        { before: 60n, after: undefined, by: here.members[1].id, at: later, reason: undefined },
        { before: undefined, after: 60n, by: here.members[0].id, at: noon, reason: undefined },
      ])
      expect((await stores().targets.history(here.workspace.id, second, 1)).map(({ before }) => before)).toEqual([60n])
    })

    test('a subject’s are found by the days that they touch', async () => {
      const here = await company(stores())
      const subject = { kind: 'member', member: here.members[1].id } as const
      const own = [year, quarter, month].map((period): TargetChange => ({ subject, metric: 'revenue', period, value: 5n }))
      await setAll(here, [...own, { subject: { kind: 'company' }, metric: 'revenue', period: year, value: 9n }])
      const kinds = async (from: string, to: string) =>
        (await stores().targets.ofSubject(here.workspace.id, subject, 'revenue', { from: date(from), to: date(to) }))
          .map(({ period }) => period.kind)
          .sort()
      expect(await kinds('2026-01-01', '2026-12-31')).toEqual(['month', 'quarter', 'year'])
      expect(await kinds('2026-12-01', '2027-12-31')).toEqual(['quarter', 'year'])
      expect(await kinds('2025-01-01', '2026-01-01')).toEqual(['year'])
      expect(await kinds('2027-01-01', '2027-12-31')).toEqual([])
      expect(await stores().targets.ofSubject(here.workspace.id, subject, 'deals', year)).toEqual([])
      expect(await stores().targets.ofSubject((await company(stores())).workspace.id, subject, 'revenue', year)).toEqual([])
    })

    test('the answer is made from all that will be in force for these metrics and periods', async () => {
      const here = await company(stores())
      const all = four(here)
      await setAll(here, all)
      const told = ({ workspace }: Company) =>
        setAll(here, [{ subject: { kind: 'company' }, metric: 'revenue', period: year, value: 5n }], {
          workspace: workspace.id,
          answer: (_, inForce) => said(inForce.map(({ value }) => value).join()),
        })
      expect(await told(here)).toEqual(said('5,60'))
      expect((await stores().targets.inForce(here.workspace.id, 'revenue', year)).map(({ value }) => value).sort()).toEqual([5n, 60n])
      expect(await stores().targets.inForce(here.workspace.id, activityKind('calls'), year)).toEqual([])
    })

    test('nothing is set where an answer comes instead, and a repeat gets it again', async () => {
      const here = await company(stores())
      const [first] = four(here)
      if (!first) throw new Error('There are four')
      const requestKey = uniqueId()
      const instead = { requestKey, answer: () => ({ instead: said('why?') }) }
      expect(await setAll(here, [first], instead)).toEqual(said('why?'))
      expect(await setAll(here, [first], { requestKey })).toEqual(said('why?'))
      expect(await oneOf(here, first)).toBeUndefined()
      expect(await stores().targets.history(here.workspace.id, first, 5)).toEqual([])
    })

    test('they are stale when what they were made of is not in force any more', async () => {
      const here = await company(stores())
      const [first, second] = four(here)
      if (!first || !second) throw new Error('There are four')
      await setAll(here, [first])
      await expect(setAll(here, [second], { assuming: [{ ...first, value: 99n }] })).rejects.toThrow(Stale)
      await expect(setAll(here, [second], { assuming: [{ ...first, value: undefined }] })).rejects.toThrow(Stale)
      await expect(setAll(here, [second], { version: here.workspace.version - 1 })).rejects.toThrow(Stale)
      expect(await oneOf(here, second)).toBeUndefined()
      await setAll(here, [second], { assuming: [first] })
      expect(await oneOf(here, second)).toBe(60n)
    })

    test('hundreds are set and taken back', async () => {
      const here = await company(stores())
      const many = Array.from({ length: 450 }, (_, index): TargetChange => {
        return { subject: { kind: 'team', team: asId<TeamId>(index + 1) }, metric: 'revenue', period: year, value: BigInt(index + 1) }
      })
      const batch = newBatch()
      await setAll(here, many, { batch })
      const sum = async () =>
        (await stores().targets.inForce(here.workspace.id, 'revenue', year)).reduce((all, { value }) => all + value, 0n)
      expect(await sum()).toBe((450n * 451n) / 2n)
      expect((await undo(here, batch)).answered).toEqual(said('450 back, 0 not'))
      expect(await sum()).toBe(0n)
    })

    test('the same one twice in a batch is refused', async () => {
      const here = await company(stores())
      const [first] = four(here)
      if (!first) throw new Error('There are four')
      await expect(setAll(here, [first, { ...first, value: 1n }])).rejects.toThrow('twice')
    })
  })

  describe('undoing a batch of targets', () => {
    test('gives every one its value back, and undoing that brings them again', async () => {
      const here = await company(stores())
      const all = four(here)
      await setAll(here, all.slice(0, 2))
      const [second, third] = [newBatch(), newBatch()]
      const changed = all.map((one, index) => ({ ...one, value: index === 1 ? undefined : 1_000n }))
      await setAll(here, changed, { batch: second })
      expect(await valuesOf(here, all)).toEqual([1_000n, undefined, 1_000n, 1_000n])
      const { answered, undone } = await undo(here, second, { batch: third })
      expect(answered).toEqual(said('4 back, 0 not'))
      expect(undone?.restored.map(({ value }) => value)).toEqual([100n, 60n, undefined, undefined])
      expect(undone?.restored[1]).toMatchObject({ period: year })
      expect(await valuesOf(here, all)).toEqual([100n, 60n, undefined, undefined])
      const [company_] = all
      if (!company_) throw new Error('There are four')
      const [newest] = await stores().targets.history(here.workspace.id, company_, 1)
      expect(newest).toMatchObject({ before: 1_000n, after: 100n, by: here.members[2].id, at: later })
      await undo(here, third)
      expect(await valuesOf(here, all)).toEqual([1_000n, undefined, 1_000n, 1_000n])
    })

    test('leaves alone what somebody has changed since', async () => {
      const here = await company(stores())
      const all = four(here)
      const batch = newBatch()
      await setAll(here, all, { batch })
      const [first, second] = all
      if (!first || !second) throw new Error('There are four')
      await setAll(here, [
        { ...first, value: 101n },
        { ...second, value: undefined },
      ])
      const { undone } = await undo(here, batch)
      expect(undone?.movedOn).toMatchObject([
        { subject: first.subject, value: 101n },
        { subject: second.subject, value: undefined },
      ])
      expect(await valuesOf(here, all)).toEqual([101n, undefined, undefined, undefined])
    })

    test('of another workspace’s batch, or of none, does nothing', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      const batch = newBatch()
      await setAll(here, four(here), { batch })
      expect((await undo(there, batch)).answered).toEqual(said('nothing'))
      expect((await undo(here, newBatch())).answered).toEqual(said('nothing'))
      expect(await valuesOf(here, four(here))).toEqual([100n, 60n, 9n, 40n])
      expect(await stores().targets.inForce(there.workspace.id, 'revenue', year)).toEqual([])
    })

    test('is done once for a repeated request, and not on an old version', async () => {
      const here = await company(stores())
      const batch = newBatch()
      await setAll(here, four(here), { batch })
      await expect(undo(here, batch, { version: here.workspace.version - 1 })).rejects.toThrow(Stale)
      const requestKey = uniqueId()
      const first = await undo(here, batch, { requestKey })
      await setAll(here, four(here))
      expect((await undo(here, batch, { requestKey })).answered).toEqual(first.answered)
      expect(await valuesOf(here, four(here))).toEqual([100n, 60n, 9n, 40n])
    })
  })

  test('what was reached is told by member and team', async () => {
    const here = await company(stores())
    const [, ben, cleo] = here.members
    for (const [member, minor, day] of [
      [ben, 9_007_199_254_740_993n, '2026-11-18'],
      [ben, 2n, '2026-12-31'],
      [ben, 4n, '2027-01-01'],
      [cleo, 3n, '2026-10-01'],
    ] as const) {
      const amount = { minor, currency: here.workspace.currency }
      await stores().deals.change(aWin(here, member, { facts: { owner: member.id, amount, closedOn: date(day) } }))
    }
    const inQuarter = await stores().targets.reached(here.workspace.id, 'revenue', quarter)
    expect([...inQuarter].sort((a, b) => a.member - b.member)).toEqual([
      { member: ben.id, team: undefined, value: 9_007_199_254_740_995n },
      { member: cleo.id, team: undefined, value: 3n },
    ])
    expect(await stores().targets.reached(here.workspace.id, 'deals', month)).toEqual([{ member: ben.id, team: undefined, value: 1n }])
    expect(await stores().targets.reached((await company(stores())).workspace.id, 'revenue', quarter)).toEqual([])
  })
}
