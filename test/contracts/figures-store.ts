// What progress relies on, checked on every store of figures.
import { describe, expect, test } from 'vitest'
import type { Subject } from '../../src/conversation/people.ts'
import { Stale } from '../../src/conversation/people.ts'
import { change, factsOf } from '../../src/deals/deal-changes.ts'
import { asInstant, later } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import {
  aChange,
  anEdit,
  anUndo,
  aRedo,
  aTarget,
  aWin,
  type Company,
  company,
  date,
  month,
  noon,
  quarter,
  type Stores,
  said,
  uniqueId,
} from './company.ts'

export function figuresStoreContract(stores: () => Stores): void {
  const everybody: Subject = { kind: 'company' }

  /** Ben wins 1 and 2 (a tenth of which is Cleo's), Cleo 3 (half of it Ben's), 4 is Ben's of the summer, 5 was taken back. */
  async function aQuarter(): Promise<Company> {
    const { deals } = stores()
    const here = await company(stores())
    const [, ben, cleo] = here.members
    const amount = (minor: bigint) => money(minor, usDollar)
    await deals.change(aWin(here, ben, { facts: { amount: amount(1000n), closedOn: date('2026-11-20') } }))
    const tenth = [{ member: cleo.id, basisPoints: 1000 }]
    await deals.change(aWin(here, ben, { facts: { amount: amount(2000n), closedOn: date('2026-10-02'), splits: tenth } }))
    const half = [{ member: ben.id, basisPoints: 5000 }]
    await deals.change(aWin(here, cleo, { facts: { amount: amount(3000n), closedOn: date('2026-11-03'), splits: half } }))
    await deals.change(aWin(here, ben, { facts: { amount: amount(4000n), closedOn: date('2026-08-01') } }))
    await deals.change(aWin(here, ben, { facts: { amount: amount(5000n) } }))
    await deals.change(anUndo(here, ben, await lastNumber(here)))
    return here
  }
  const lastNumber = async (at: Company) => {
    const last = await stores().deals.lastChangedBy(at.workspace.id, at.members[1].id)
    if (!last) throw new Error('Nothing was won')
    return last.number
  }
  const ofMember = (member: MemberId): Subject => ({ kind: 'member', member })

  describe('figures', () => {
    test('of a member: what is theirs of the period, and the newest deals that they have a share in', async () => {
      const here = await aQuarter()
      const { id, version } = here.workspace
      const [, ben, cleo] = here.members
      const figures = async (subject: Subject, metric: 'revenue' | 'deals', period = quarter, last = 9) => {
        const found = await stores().figures.figures(id, version, subject, metric, period, last)
        return [found.actual, found.last.map(({ number }) => number)]
      }
      expect(await figures(ofMember(ben.id), 'revenue')).toEqual([4300n, [1, 3, 2]])
      expect(await figures(ofMember(ben.id), 'revenue', quarter, 2)).toEqual([4300n, [1, 3]])
      expect(await figures(ofMember(ben.id), 'deals')).toEqual([2n, [1, 3, 2]])
      expect(await figures(ofMember(cleo.id), 'revenue')).toEqual([1700n, [3, 2]])
      expect(await figures(ofMember(cleo.id), 'revenue', month)).toEqual([1500n, [3]])
      expect(await figures(everybody, 'revenue')).toEqual([6000n, [1, 3, 2]])
      expect(await figures(everybody, 'deals', month)).toEqual([2n, [1, 3]])
      expect(await figures(ofMember(here.members[0].id), 'revenue')).toEqual([0n, []])
    })

    test('come with the deals as they stand, and with the target', async () => {
      const here = await aQuarter()
      const { id, version } = here.workspace
      const [ada, ben] = here.members
      const { figures, deals, targets } = stores()
      const before = await figures.figures(id, version, ofMember(ben.id), 'revenue', quarter, 1)
      expect(before.target).toBeUndefined()
      expect(before.last).toEqual([(await deals.won(id, { owner: ben.id }, { skip: 0, take: 1 })).deals[0]])
      const target = {
        subject: ofMember(ben.id),
        metric: 'revenue',
        period: quarter,
        value: 10n ** 15n,
        setBy: ada.id,
        setAt: noon,
      } as const
      await targets.setAll(aTarget({ id, version }, target))
      expect((await figures.figures(id, version, ofMember(ben.id), 'revenue', quarter, 1)).target).toEqual(target)
      expect((await figures.figures(id, version, ofMember(ben.id), 'deals', quarter, 1)).target).toBeUndefined()
      expect((await figures.figures(id, version, ofMember(ben.id), 'revenue', month, 1)).target).toBeUndefined()
      expect((await figures.figures(id, version, everybody, 'revenue', quarter, 0)).last).toEqual([])
    })

    test('of another version of the workspace are stale', async () => {
      const { workspace } = await company(stores())
      const ask = (version: number) => stores().figures.figures(workspace.id, version, everybody, 'revenue', quarter, 3)
      await expect(ask(workspace.version - 1)).rejects.toThrow(Stale)
      await expect(stores().figures.figures(asId(2 ** 31 - 1), 1, everybody, 'revenue', quarter, 3)).rejects.toThrow(Stale)
      expect(await ask(workspace.version)).toEqual({ actual: 0n, target: undefined, last: [] })
    })

    test('are made up of deals with the credit of each', async () => {
      const here = await aQuarter()
      const [, ben, cleo] = here.members
      const credited = async (subject: Subject, take: number) => {
        const { deals, count } = await stores().figures.credited(here.workspace.id, subject, 'revenue', quarter, { skip: 0, take })
        return [deals.map(({ deal, credit }) => [deal.number, credit]), count]
      }
      expect(await credited(ofMember(ben.id), 9)).toEqual([
        [
          [1, 1000n],
          [3, 1500n],
          [2, 1800n],
        ],
        3,
      ])
      expect(await credited(ofMember(ben.id), 1)).toEqual([[[1, 1000n]], 3])
      expect(await credited(ofMember(cleo.id), 9)).toEqual([
        [
          [3, 1500n],
          [2, 200n],
        ],
        2,
      ])
      expect(await credited(everybody, 9)).toEqual([
        [
          [1, 1000n],
          [3, 3000n],
          [2, 2000n],
        ],
        3,
      ])
    })

    test('of a page at a time, the credits of all pages summing to the actual', async () => {
      const here = await aQuarter()
      const [, ben] = here.members
      const { figures } = stores()
      const page = async (skip: number) =>
        (await figures.credited(here.workspace.id, ofMember(ben.id), 'revenue', quarter, { skip, take: 2 })).deals
      const all = [...(await page(0)), ...(await page(2))]
      expect(all.map(({ deal }) => deal.number)).toEqual([1, 3, 2])
      expect(all.reduce((sum, { credit }) => sum + credit, 0n)).toBe(4300n)
      expect(all.map(({ owner }) => owner.name)).toEqual(['Ben', 'Cleo', 'Ben'])
      const counted = await figures.credited(here.workspace.id, ofMember(ben.id), 'deals', quarter, { skip: 0, take: 9 })
      expect([counted.deals.map(({ deal }) => deal.number), counted.count]).toEqual([[1, 2], 2])
    })
  })

  /** A team under another (undefined: at the top), and the workspace as it is then. */
  async function withTeam(
    here: Company,
    name: string,
    parent: TeamId | undefined,
  ): Promise<{ readonly here: Company; readonly team: TeamId }> {
    const { teams, workspaces } = stores()
    await teams.change({
      workspace: here.workspace,
      requestKey: uniqueId(),
      by: here.members[0].id,
      platform: 'slack',
      at: noon,
      about: undefined,
      decide: () => ({ team: undefined, before: undefined, after: { name, parent, lead: undefined, channel: undefined } }),
      answer: () => said('there'),
    })
    const known = await workspaces.known(here.installation, 'U1', true)
    if (!known) throw new Error('The company is gone')
    const team = (await workspaces.teams(known.workspace)).find((one) => one.name === name)
    if (!team) throw new Error('The team is gone')
    return { here: { ...here, workspace: known.workspace }, team: team.id }
  }

  /** West, and North below it. */
  async function twoTeams() {
    const west = await withTeam(await company(stores()), 'West', undefined)
    const north = await withTeam(west.here, 'North', west.team)
    const other = await withTeam(north.here, 'Elsewhere', undefined)
    return { here: other.here, west: west.team, north: north.team, elsewhere: other.team }
  }
  const ofTeam = (team: TeamId): Subject => ({ kind: 'team', team })
  const amount = (minor: bigint) => money(minor, usDollar)

  describe('figures of a team', () => {
    test('are what its members and those below got while they were in it, splits to others left out', async () => {
      const { here, west, north, elsewhere } = await twoTeams()
      const [, ben, cleo] = here.members
      const { figures, deals } = stores()
      const { id, version } = here.workspace
      await deals.change(aWin(here, ben, { facts: { team: north, amount: amount(1000n) } }))
      const part = [{ member: cleo.id, team: elsewhere, basisPoints: 2500 }]
      await deals.change(aWin(here, ben, { facts: { team: north, amount: amount(4000n), splits: part } }))
      await deals.change(aWin(here, cleo, { facts: { team: west, amount: amount(50n) } }))
      await deals.change(aWin(here, cleo, { facts: { amount: amount(7n) } })) // in no team then
      const of = async (team: TeamId, metric: 'revenue' | 'deals' = 'revenue') => {
        const found = await figures.figures(id, version, ofTeam(team), metric, quarter, 3)
        const credited = await figures.credited(id, ofTeam(team), metric, quarter, { skip: 0, take: 9 })
        if (metric === 'revenue') expect(credited.deals.reduce((sum, { credit }) => sum + credit, 0n)).toBe(found.actual)
        else expect(BigInt(credited.count)).toBe(found.actual)
        return [found.actual, found.last.map(({ number }) => number)]
      }
      expect(await of(north)).toEqual([4000n, [2, 1]])
      expect(await of(west)).toEqual([4050n, [3, 2, 1]])
      expect(await of(elsewhere)).toEqual([1000n, [2]])
      expect(await of(west, 'deals')).toEqual([3n, [3, 2, 1]])
      expect(await of(elsewhere, 'deals')).toEqual([0n, [2]])
      // A team of another company has nothing here.
      const theirs = await twoTeams()
      expect(await figures.figures(id, version, ofTeam(theirs.north), 'revenue', quarter, 3)).toMatchObject({ actual: 0n, last: [] })
    })

    test('come from the teams right below and the members in it, each with their target', async () => {
      const { here, west, north } = await twoTeams()
      const [ada, ben, cleo] = here.members
      const { figures, deals, targets, members } = stores()
      const moved = async (member: MemberId, to: TeamId, version: number) =>
        members.change({
          workspace: { id: here.workspace.id, version },
          requestKey: uniqueId(),
          by: ada.id,
          platform: 'slack',
          at: noon,
          member,
          decide: () => ({ team: to }),
          answer: () => said('moved'),
        })
      await moved(ben.id, west, here.workspace.version)
      await moved(cleo.id, north, here.workspace.version + 1)
      const version = here.workspace.version + 2
      const workspace = { ...here.workspace, version }
      await deals.change({ ...aWin(here, ben, { facts: { team: west, amount: amount(300n) } }), version })
      await deals.change({ ...aWin(here, cleo, { facts: { team: north, amount: amount(20n) } }), version })
      const set = (subject: Subject, value: bigint) =>
        targets.setAll(aTarget(workspace, { subject, metric: 'revenue', period: quarter, value, setBy: ada.id, setAt: noon }))
      await set(ofTeam(north), 500n)
      await set(ofMember(ben.id), 600n)
      const parts = await figures.parts(workspace, { kind: 'team', team: west }, 'revenue', quarter)
      expect(parts.teams).toEqual([{ team: north, name: 'North', actual: 20n, target: 500n }])
      expect(parts.members.map(({ member, actual, target }) => [member.name, actual, target])).toEqual([['Ben', 300n, 600n]])
      const all = await figures.parts(workspace, { kind: 'company' }, 'revenue', quarter)
      expect(all.teams.map(({ name, actual }) => [name, actual])).toEqual([
        ['Elsewhere', 0n],
        ['West', 320n],
      ])
      expect(all.members.map(({ member }) => member.name)).toEqual(['Ada'])
    })
  })

  describe('an outlook', () => {
    const since = noon
    const after = (hours: number) => asInstant(noon + hours * 3_600_000)
    const before = later(noon, -3_600_000)
    const today = date('2026-11-18')
    const open = (here: Company, by: Company['members'][number], minor: bigint, stage: string, more: object = {}) =>
      stores().deals.change(
        aWin(here, by, {
          at: before,
          facts: { state: 'open', stage, path: [stage], amount: amount(minor), closedOn: date('2026-12-01'), ...more },
        }),
      )
    const number = (n: number) => asId<DealNumber>(n)

    test('has the open deals of the period by stage, and what is late', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      await open(here, ben, 100n, 'lead')
      await open(here, ben, 40n, 'lead', { closedOn: date('2026-11-17') })
      await open(here, cleo, 1000n, 'proposal')
      await open(here, ben, 5n, 'proposal', { closedOn: date('2027-01-01') })
      const { id, version } = here.workspace
      const look = async (subject: Subject) =>
        (await stores().figures.figures(id, version, subject, 'revenue', quarter, 3, { since, today })).outlook
      const said0 = { sum: undefined, people: 0 }
      const lead = { stage: 'lead', count: 2, minor: 140n }
      expect(await look(ofMember(ben.id))).toEqual({
        now: { won: 0n, open: [lead], commit: said0, bestCase: said0 },
        earlier: { won: 0n, open: [lead], commit: said0, bestCase: said0 },
        late: 1,
      })
      const company0 = await look(everybody)
      expect([...(company0?.now.open ?? [])].sort((a, b) => (a.stage < b.stage ? -1 : 1))).toEqual([
        lead,
        { stage: 'proposal', count: 1, minor: 1000n },
      ])
      const { figures } = stores()
      expect((await figures.expected(id, ofMember(ben.id), quarter, { skip: 0, take: 9 })).deals.map(({ deal }) => deal.number)).toEqual([
        2, 1,
      ])
      expect((await figures.expected(id, everybody, quarter, { skip: 1, take: 1 })).deals.map(({ deal }) => deal.number)).toEqual([1])
      expect((await figures.expected(id, everybody, quarter, { skip: 0, take: 1 })).count).toBe(3)
      expect((await figures.figures(id, version, everybody, 'deals', quarter, 3, { since, today })).outlook).toBeUndefined()
    })

    test('stands as it stood, whatever has happened since', async () => {
      const { here, west, north, elsewhere } = await twoTeams()
      const [, ben, cleo] = here.members
      const { deals, figures } = stores()
      await open(here, ben, 100n, 'lead', { team: north })
      await open(here, ben, 2000n, 'proposal', { team: north })
      await open(here, cleo, 30n, 'proposal', { team: west })
      await open(here, cleo, 4n, 'negotiation', { team: west })
      await open(here, cleo, 50n, 'lead', { closedOn: date('2027-02-01') })
      const split = [{ member: cleo.id, team: elsewhere, basisPoints: 3000 }]
      await deals.change(aWin(here, ben, { at: before, facts: { team: north, amount: amount(600n), splits: split } }))
      await deals.change(aWin(here, ben, { at: before, facts: { team: north, amount: amount(70n) } }))
      const { id, version } = here.workspace
      const subjects: readonly Subject[] = [ofMember(ben.id), ofMember(cleo.id), ofTeam(north), ofTeam(west), ofTeam(elsewhere), everybody]
      const sorted = <O extends { readonly open: readonly { readonly stage: string }[] }>(look: O) => ({
        ...look,
        open: [...look.open].sort((a, b) => (a.stage < b.stage ? -1 : 1)),
      })
      const look = async (subject: Subject) => {
        const { outlook } = await figures.figures(id, version, subject, 'revenue', quarter, 3, { since, today })
        if (!outlook?.earlier) throw new Error('No outlook')
        return { now: sorted(outlook.now), earlier: sorted(outlook.earlier) }
      }
      const stood = await Promise.all(subjects.map(look))
      for (const { now, earlier } of stood) expect(earlier).toEqual(now)

      const at = after(1)
      const to = (n: number, by: typeof ben, facts: object, kind: 'staged' | 'won' | 'lost') =>
        deals.change(aChange(here, by, number(n), ({ deal }, actor) => change(deal, { ...factsOf(deal), ...facts }, kind, actor), { at }))
      await to(1, ben, { stage: 'negotiation' }, 'staged')
      await to(1, ben, { state: 'won', closedOn: date('2026-11-19') }, 'won')
      await to(2, ben, { state: 'lost' }, 'lost')
      await deals.change(anEdit(here, cleo, number(3), { owner: ben.id, team: north, amount: amount(31n) }, { at }))
      await deals.change(anEdit(here, cleo, number(4), { closedOn: date('2027-01-05') }, { at }))
      await deals.change(anEdit(here, cleo, number(5), { closedOn: date('2026-12-05') }, { at }))
      await deals.change(anEdit(here, ben, number(6), { amount: amount(9000n), splits: [] }, { at }))
      await deals.change(anUndo(here, ben, number(7), { at }))
      await deals.change(anUndo(here, ben, number(7), { at })) // nothing more to undo: nothing is written
      await deals.change(aRedo(here, ben, number(7), { at }))
      await deals.change(aWin(here, cleo, { at, facts: { team: west, amount: amount(8n) } }))
      const now = await Promise.all(subjects.map(look))
      expect(now.map(({ earlier }) => earlier)).toEqual(stood.map((one) => one.now))
      expect(now.map((one) => one.now.won)).toEqual([9170n, 8n, 9170n, 9178n, 0n, 9178n])
      expect(now[0]?.now.open).toEqual([{ stage: 'proposal', count: 1, minor: 31n }])
    })

    test('has what people say, the latest of each, and what stood of it then', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const { id, version } = here.workspace
      const says = (member: MemberId, commit: bigint | undefined, bestCase: bigint | undefined, hours: number) =>
        stores().forecasts.say({
          workspace: id,
          version,
          requestKey: uniqueId(),
          at: after(hours),
          by: member,
          member,
          period: quarter,
          decide: () => ({ commit, bestCase }),
          answer: () => said('noted'),
        })
      await says(ben.id, 10n, 20n, -2)
      await says(ben.id, 11n, undefined, -1)
      await says(cleo.id, 500n, 600n, -1)
      await says(ben.id, 12n, 24n, 1)
      const look = async (subject: Subject, period = quarter) => {
        const { outlook } = await stores().figures.figures(id, version, subject, 'revenue', period, 3, { since, today })
        return [outlook?.now.commit, outlook?.now.bestCase, outlook?.earlier?.commit, outlook?.earlier?.bestCase]
      }
      const none = { sum: undefined, people: 0 }
      expect(await look(ofMember(ben.id))).toEqual([{ sum: 12n, people: 1 }, { sum: 24n, people: 1 }, { sum: 11n, people: 1 }, none])
      expect(await look(everybody)).toEqual([
        { sum: 512n, people: 2 },
        { sum: 624n, people: 2 },
        { sum: 511n, people: 2 },
        { sum: 600n, people: 1 },
      ])
      expect(await look(ofMember(ben.id), month)).toEqual([none, none, none, none])
    })
  })
}
