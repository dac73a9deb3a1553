// What the features rely on when members and teams change, checked on every store of them.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import type { InstallationRef } from '../../src/conversation/platform.ts'
import { atStage } from '../../src/deals/pipeline.ts'
import { asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import type { MemberChange, MemberFacts } from '../../src/workspaces/member-store.ts'
import { changedTeam, newTeam, removedTeam } from '../../src/workspaces/team-changes.ts'
import type { TeamChange } from '../../src/workspaces/team-store.ts'
import { anEdit, anUndo, aWin, type Company, company, date, giveRole, noon, type Stores, said, uniqueId } from './company.ts'

export function memberStoreContract(stores: () => Stores): void {
  const newest = async ({ installation, workspace }: Company) => (await stores().workspaces.workspaceOf(installation)) ?? workspace
  const asked = async (here: Company) => ({
    workspace: await newest(here),
    requestKey: uniqueId(),
    by: here.members[0].id,
    platform: 'slack' as const,
    at: noon,
  })

  /** Changes facts; returns the ids of the events and the names of the teams without a lead. */
  async function change(here: Company, member: MemberId, facts: Partial<MemberFacts>, wish: Partial<MemberChange> = {}) {
    let events: readonly number[] = []
    let unled: readonly string[] = []
    const answer: MemberChange['answer'] = (done) => {
      events = done.events
      unled = done.unled.map(({ name }) => name)
      return said(`${done.after.name}, ${done.events.length} changes`)
    }
    const told = await stores().members.change({ ...(await asked(here)), member, decide: () => facts, answer, ...wish })
    return { told, events, unled }
  }

  async function team(here: Company, about: TeamId | undefined, decide: TeamChange['decide'], wish: Partial<TeamChange> = {}) {
    let event = 0
    const answer: TeamChange['answer'] = (done) => {
      event = done?.event ?? 0
      return said(done ? 'changed' : 'unchanged')
    }
    const told = await stores().teams.change({ ...(await asked(here)), about, decide, answer, ...wish })
    return { told, event }
  }

  const add = async (here: Company, name: string, more: { parent?: TeamId; lead?: MemberId } = {}): Promise<TeamId> => {
    await team(here, undefined, (now) => newTeam(now, { name, parent: more.parent, lead: more.lead, channel: undefined }))
    const found = (await stores().workspaces.teams(await newest(here))).find((one) => one.name === name)
    if (!found) throw new Error(`No team ${name}`)
    return found.id
  }

  const noting = (outcomes: string[]) => (outcome: string) => {
    outcomes.push(outcome)
    return said(outcome)
  }

  describe('what changes of a member', () => {
    test('is in force at once, one event a fact, with before and after, and raises the version once', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const north = await add(here, 'North')
      const { version } = await newest(here)
      const leave = [{ from: date('2026-12-20'), to: date('2027-01-02') }]
      const { events } = await change(here, ben.id, { role: 'lead', team: north, leave, offBoards: true, startedOn: date('2026-11-01') })
      expect(await stores().members.events(here.workspace.id, events)).toEqual([
        { member: ben.id, fact: 'role', before: { role: 'rep' }, after: { role: 'lead' } },
        { member: ben.id, fact: 'team', before: { team: undefined }, after: { team: north } },
        { member: ben.id, fact: 'startedOn', before: { startedOn: undefined }, after: { startedOn: '2026-11-01' } },
        { member: ben.id, fact: 'leave', before: { leave: [] }, after: { leave } },
        { member: ben.id, fact: 'offBoards', before: { offBoards: false }, after: { offBoards: true } },
      ])
      const known = await stores().workspaces.known(here.installation, 'U2', false)
      expect(known?.speaker).toMatchObject({ role: 'lead', team: north, leave, offBoards: true, startedOn: '2026-11-01' })
      expect(known?.workspace.version).toBe(version + 1)
    })

    test('that is as it was leaves no event and no new version', async () => {
      const here = await company(stores())
      const { version } = await newest(here)
      expect((await change(here, here.members[1].id, { role: 'rep', leave: [], hasLeft: false })).events).toEqual([])
      expect((await newest(here)).version).toBe(version)
    })

    test('is changed once for a request that is repeated, and by nobody who decided on an older version', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const old = await newest(here)
      const requestKey = uniqueId()
      const once = await change(here, ben.id, { role: 'lead' }, { requestKey, workspace: old })
      expect((await change(here, ben.id, { role: 'manager' }, { requestKey, workspace: old })).told).toEqual(once.told)
      expect(await stores().workspaces.member(here.workspace.id, ben.id)).toMatchObject({ role: 'lead' })
      await expect(change(here, cleo.id, { role: 'lead' }, { workspace: old })).rejects.toThrow(Stale)
    })

    test('is decided on whether they are the last admin who is there', async () => {
      const here = await company(stores())
      const [ada, ben] = here.members
      const isLast = async (): Promise<boolean> => {
        let last = false
        const decide: MemberChange['decide'] = (now) => {
          last = now.lastAdmin
          return {}
        }
        await change(here, ada.id, {}, { decide })
        return last
      }
      expect(await isLast()).toBe(true)
      await giveRole(stores(), await newest(here), ben.id, 'admin', ada.id)
      expect(await isLast()).toBe(false)
      await change(here, ben.id, { hasLeft: true })
      expect(await isLast()).toBe(true)
      expect(await stores().workspaces.admins(here.workspace.id, here.installation)).toEqual(['U1'])
    })

    test('of another workspace is neither changed nor told', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      const [, ben] = there.members
      const { events } = await change(there, ben.id, { offBoards: true })
      await expect(change(here, ben.id, { role: 'admin' })).rejects.toThrow()
      expect(await stores().members.events(here.workspace.id, events)).toEqual([])
      expect(await stores().members.details(here.workspace.id, ben.id)).toBeUndefined()
      expect(await stores().members.details(there.workspace.id, ben.id)).toEqual({
        since: noon,
        accounts: [{ platform: 'slack', handle: 'ben' }],
      })
    })
  })

  describe('teams', () => {
    test('are added, changed and removed, each with its event, and come back under their id', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const west = await add(here, 'West')
      const north = await add(here, 'North', { parent: west, lead: ben.id })
      expect(await stores().workspaces.leads(here.workspace.id, ben.id, here.members[2].id)).toBe(false)
      await change(here, here.members[2].id, { team: north })
      expect(await stores().workspaces.leads(here.workspace.id, ben.id, here.members[2].id)).toBe(true)
      const renamed = await team(here, north, (now) => changedTeam(now, north, { name: 'North-East', parent: undefined }))
      expect(await stores().teams.event(here.workspace.id, renamed.event)).toEqual({
        team: north,
        before: { name: 'North', parent: west, lead: ben.id },
        after: { name: 'North-East', parent: undefined, lead: ben.id, channel: undefined },
      })
      await expect(team(here, north, (now) => removedTeam(now, north))).rejects.toMatchObject({ key: 'team.not-empty' })
      await change(here, here.members[2].id, { hasLeft: true })
      await team(here, north, (now) => removedTeam(now, north))
      expect((await stores().workspaces.teams(await newest(here))).map(({ id }) => id)).toEqual([west])
      await team(here, north, (now) => ({
        ...newTeam(now, { name: 'North', parent: west, lead: undefined, channel: undefined }),
        team: north,
      }))
      expect((await stores().workspaces.teams(await newest(here))).map(({ id }) => id)).toEqual([north, west])
    })

    test('are seen as they are by whoever decides, and what hangs on them too', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const north = await add(here, 'North')
      const look = async () => {
        const seen: unknown[] = []
        await team(here, north, ({ members, hasPast }) => {
          seen.push(members, hasPast)
          return undefined
        })
        return seen
      }
      expect(await look()).toEqual([0, false])
      await change(here, ben.id, { team: north })
      const now = { ...here, workspace: await newest(here) }
      await stores().deals.change(aWin(now, { ...ben, team: north }, { facts: { team: north } }))
      expect(await look()).toEqual([1, true])
      await change(here, ben.id, { hasLeft: true })
      expect(await look()).toEqual([0, true])
    })

    test('are not empty of a past while a deal that was taken back can come back to them', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const north = await add(here, 'North')
      const now = { ...here, workspace: await newest(here) }
      await stores().deals.change(aWin(now, ben, { facts: { ...atStage('lead', date('2026-11-18')), team: north } }))
      await stores().deals.change(anUndo(now, ben, asId(1)))
      const seen: boolean[] = []
      await team(here, north, ({ hasPast }) => {
        seen.push(hasPast)
        return undefined
      })
      expect(seen).toEqual([true])
    })

    test('give the role that goes with a lead in the same breath', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const role = { member: ben.id, before: 'rep', after: 'lead' } as const
      await team(here, undefined, (now) => ({
        ...newTeam(now, { name: 'North', parent: undefined, lead: ben.id, channel: undefined }),
        role,
      }))
      expect(await stores().workspaces.member(here.workspace.id, ben.id)).toMatchObject({ role: 'lead' })
      const { unled } = await change(here, ben.id, { hasLeft: true })
      expect(unled).toEqual(['North'])
      expect((await stores().workspaces.teams(await newest(here)))[0]?.lead).toBeUndefined()
    })

    test('of another workspace are neither changed nor told', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      const theirs = await add(there, 'Theirs')
      const { event } = await team(there, theirs, (now) => changedTeam(now, theirs, { name: 'Still theirs' }))
      expect(await stores().teams.event(here.workspace.id, event)).toBeUndefined()
      await expect(team(here, theirs, (now) => changedTeam(now, theirs, { name: 'Ours' }))).rejects.toMatchObject({
        key: 'people.changed-meanwhile',
      })
      expect((await stores().workspaces.teams(await newest(there))).map(({ name }) => name)).toEqual(['Still theirs'])
    })
  })

  describe('an account', () => {
    const follow = (installation: InstallationRef, person: string, state: 'gone' | 'there') =>
      stores().members.followAccount(installation, person, state, noon)
    const hasLeft = async ({ installation }: Company, person: string) =>
      (await stores().workspaces.known(installation, person, false))?.speaker?.hasLeft

    test('that is gone takes its member along, who comes back with it; said twice it is one change', async () => {
      const here = await company(stores())
      const { version } = await newest(here)
      expect(await follow(here.installation, 'U2', 'there')).toBe(false)
      expect([await follow(here.installation, 'U2', 'gone'), await follow(here.installation, 'U2', 'gone')]).toEqual([true, false])
      expect(await hasLeft(here, 'U2')).toBe(true)
      expect((await newest(here)).version).toBe(version + 1)
      expect(await follow(here.installation, 'U2', 'there')).toBe(true)
      expect(await hasLeft(here, 'U2')).toBe(false)
      expect(await follow(here.installation, 'U404', 'gone')).toBe(false)
    })

    test('of two takes nobody along while the other is there', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const joined: string[] = []
      const join = { ...(await asked(here)), member: ben.id, account: cleo.id }
      await stores().members.join({ ...join, answer: noting(joined) })
      expect(joined).toEqual(['joined'])
      expect(await stores().workspaces.member(here.workspace.id, cleo.id)).toBeUndefined()
      expect((await stores().workspaces.known(here.installation, 'U3', false))?.speaker?.id).toBe(ben.id)
      expect([await follow(here.installation, 'U3', 'gone'), await hasLeft(here, 'U2')]).toEqual([false, false])
      expect([await follow(here.installation, 'U2', 'gone'), await hasLeft(here, 'U2')]).toEqual([true, true])
      expect([await follow(here.installation, 'U3', 'there'), await hasLeft(here, 'U3')]).toEqual([true, false])
    })

    test('of somebody who wants no nudges for a while takes that along: of two days the later one holds', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      await change(here, ben.id, { nudgesFrom: date('2026-12-01') })
      await change(here, cleo.id, { nudgesFrom: date('2026-12-24') })
      await stores().members.join({ ...(await asked(here)), member: ben.id, account: cleo.id, answer: noting([]) })
      expect(await stores().workspaces.member(here.workspace.id, ben.id)).toMatchObject({ nudgesFrom: '2026-12-24' })
    })

    test('that is there does not bring back whom an admin called gone', async () => {
      const here = await company(stores())
      await change(here, here.members[1].id, { hasLeft: true })
      expect(await follow(here.installation, 'U2', 'gone')).toBe(false)
      expect(await follow(here.installation, 'U2', 'there')).toBe(false)
      expect(await hasLeft(here, 'U2')).toBe(true)
    })

    test('of the last admin hands on to the highest role that came first, with a word to them', async () => {
      const here = await company(stores())
      const [ada, ben, cleo] = here.members
      await giveRole(stores(), here.workspace, cleo.id, 'manager', ada.id)
      const north = await add(here, 'North', { lead: ada.id })
      await follow(here.installation, 'U1', 'gone')
      expect(await stores().workspaces.member(here.workspace.id, cleo.id)).toMatchObject({ role: 'admin' })
      expect(await stores().workspaces.member(here.workspace.id, ben.id)).toMatchObject({ role: 'rep' })
      expect((await stores().workspaces.teams(await newest(here))).find(({ id }) => id === north)?.lead).toBeUndefined()
      expect(stores().woken).toContain(`slack/${here.installation.id}/U3`)
    })

    test('is not joined where both did things; where only one did, that one stays', async () => {
      const [both, one] = [await company(stores()), await company(stores())]
      const outcomes: string[] = []
      for (const here of [both, one]) {
        const [, ben, cleo] = here.members
        await stores().deals.change(aWin(here, cleo))
        if (here === both) await stores().deals.change(aWin(here, ben))
        const join = { ...(await asked(here)), member: ben.id, account: cleo.id }
        await stores().members.join({ ...join, answer: noting(outcomes) })
      }
      expect(outcomes).toEqual(['both active', 'joined'])
      expect(await stores().workspaces.member(both.workspace.id, both.members[1].id)).toBeDefined()
      expect(await stores().workspaces.member(one.workspace.id, one.members[1].id)).toBeUndefined()
      expect(await stores().workspaces.member(one.workspace.id, asId<MemberId>(one.members[2].id))).toBeDefined()
    })
  })

  test.each([
    ['shared with them', (ben: MemberId) => ({ splits: [{ member: ben, basisPoints: 3000 }] })],
    ['theirs once', (ben: MemberId) => ({ owner: ben })],
  ])('whoever an open deal names is not gone by being joined: %s', async (_, naming) => {
    const here = await company(stores())
    const [, ben, cleo] = here.members
    const at = { ...here, workspace: await newest(here) }
    await stores().deals.change(aWin(at, cleo, { facts: { ...atStage('lead', date('2026-11-18')), ...naming(ben.id) } }))
    await stores().deals.change(anEdit(at, cleo, asId(1), { splits: [], owner: cleo.id }))
    const outcomes: string[] = []
    const answer = (outcome: string) => {
      outcomes.push(outcome)
      return said(outcome)
    }
    await stores().members.join({ ...(await asked(here)), member: cleo.id, account: ben.id, answer })
    expect(outcomes).toEqual(['both active'])
    expect(await stores().workspaces.member(here.workspace.id, ben.id)).toBeDefined()
  })

  test('who has left is found after those who are there', async () => {
    const here = await company(stores())
    const { workspaces } = stores()
    const person = { handle: '', role: 'rep' as const, timeZone: undefined, locale: undefined }
    for (let n = 0; n < 4; n += 1) {
      const member = await workspaces.addMember(here.workspace.id, here.installation, `L${n}`, { ...person, name: `Kim ${n}` }, noon)
      if (n < 3) await change(here, member.id, { hasLeft: true })
    }
    expect((await workspaces.byName(here.workspace.id, 'kim', 2)).map(({ name }) => name)).toEqual(['Kim 3', 'Kim 0'])
  })
}
