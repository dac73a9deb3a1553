// What the features rely on when they ask who is who, checked on every store of workspaces.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import { type Destination, destination } from '../../src/conversation/platform.ts'
import { neverClosed } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type MemberId } from '../../src/vocabulary/ids.ts'
import { currencyOf, usDollar } from '../../src/vocabulary/money.ts'
import type { NewMember } from '../../src/workspaces/workspace-store.ts'
import { aTarget, aWin, company, facts, giveRole, noon, quarter, type Stores, uniqueId } from './company.ts'

const person = (name: string, more: Partial<NewMember> = {}): NewMember => ({
  name,
  handle: name.toLowerCase().replaceAll(' ', '.'),
  role: 'rep',
  timeZone: undefined,
  locale: undefined,
  ...more,
})

const settings = (announce: Destination) => ({ name: 'Acme', currency: usDollar, timeZone: 'Europe/Oslo', language: 'nb', announce })

export function workspaceStoreContract(stores: () => Stores): void {
  describe('setting up', () => {
    test('makes a workspace with its first admin, known from then on', async () => {
      const { workspaces } = stores()
      const installation = { platform: 'slack', id: `T${uniqueId()}` } as const
      expect(await workspaces.workspaceOf(installation)).toBeUndefined()
      expect(await workspaces.known(installation, 'U1', false)).toBeUndefined()
      const announce = destination(installation, 'C7')
      const admin = { personId: 'U1', ...person('Ada Byron 🧮', { locale: 'it' }) }
      const { known, created } = await workspaces.create(installation, settings(announce), admin, noon)
      expect(created).toBe(true)
      expect(known.workspace).toMatchObject({ ...settings(announce), version: 1 })
      expect(known.workspace.calendar).toEqual({ yearStartMonth: 1, weekStart: 1, workingDays: [1, 2, 3, 4, 5], closedOn: neverClosed })
      expect(known.speaker).toMatchObject({ name: 'Ada Byron 🧮', role: 'admin', team: undefined, language: 'it' })
      expect(await workspaces.workspaceOf(installation)).toEqual(known.workspace)
      expect(await workspaces.known(installation, 'U1', false)).toEqual(known)
      expect(await workspaces.admins(known.workspace.id, installation)).toEqual(['U1'])
    })

    test('by two people at once makes one workspace: one of them its admin, the other a rep', async () => {
      const { workspaces } = stores()
      const installation = { platform: 'slack', id: `T${uniqueId()}` } as const
      const setUp = (personId: string, channel: string) =>
        workspaces.create(installation, settings(destination(installation, channel)), { personId, ...person(personId) }, noon)
      const both = await Promise.all([setUp('U1', 'C1'), setUp('U2', 'C2')])
      expect(both.map(({ created }) => created).sort()).toEqual([false, true])
      expect(new Set(both.map(({ known }) => known.workspace.announce)).size).toBe(1)
      for (const { known, created } of both) expect(known.speaker.role).toBe(created ? 'admin' : 'rep')
      const again = await setUp('U1', 'C9')
      expect(again.created).toBe(false)
      expect(again.known.workspace.id).toBe(both[0]?.known.workspace.id)
    })

    test('the installations of two platforms with the same id are two', async () => {
      const { workspaces } = stores()
      const id = `T${uniqueId()}`
      const on = (platform: 'slack' | 'discord') => {
        const installation = { platform, id }
        return workspaces.create(installation, settings(destination(installation, 'C1')), { personId: 'U1', ...person('Ada') }, noon)
      }
      expect((await on('slack')).known.workspace.id).not.toBe((await on('discord')).known.workspace.id)
    })
  })

  describe('somebody’s installations', () => {
    test('are those on the platform in which they are a member who has not left, the oldest first', async () => {
      const { workspaces, members } = stores()
      const me = uniqueId()
      const on = async (platform: 'slack' | 'discord', ...people: string[]) => {
        const installation = { platform, id: `T${uniqueId()}` }
        const [first = '', ...others] = people
        const admin = { personId: first, ...person('Ada') }
        const { known } = await workspaces.create(installation, settings(destination(installation, 'C1')), admin, noon)
        for (const other of others) await workspaces.addMember(known.workspace.id, installation, other, person(other), noon)
        return installation
      }
      expect(await workspaces.installationsOf('discord', me)).toEqual([])
      const first = await on('discord', 'U1', me)
      await on('slack', me)
      await on('discord', 'U1', 'U2')
      expect(await workspaces.installationsOf('discord', me)).toEqual([first])
      const second = await on('discord', 'U1', me)
      expect(await workspaces.installationsOf('discord', me)).toEqual([first, second])
      await members.followAccount(first, me, 'gone', noon)
      expect(await workspaces.installationsOf('discord', me)).toEqual([second])
    })
  })

  describe('settings', () => {
    test('change, and raise the version', async () => {
      const { workspaces } = stores()
      const { installation, workspace } = await company(stores())
      const more = { timeZone: 'Asia/Tokyo', announce: destination(installation, 'C5') }
      expect(await workspaces.change(workspace, more)).toBe(true)
      expect(await workspaces.workspaceOf(installation)).toEqual({ ...workspace, ...more, version: workspace.version + 1 })
      expect((await workspaces.known(installation, 'U1', false))?.workspace.timeZone).toBe('Asia/Tokyo')
      expect(await workspaces.version(workspace.id)).toBe(workspace.version + 1)
    })

    test('the currency stays once a deal or a target is in it', async () => {
      const { workspaces, deals, targets } = stores()
      const euro = currencyOf('EUR') ?? usDollar
      const [fresh, withDeal, withTarget] = [await company(stores()), await company(stores()), await company(stores())]
      await deals.change(aWin(withDeal, withDeal.members[1]))
      const [ada] = withTarget.members
      const target = {
        subject: { kind: 'company' } as const,
        metric: 'revenue' as const,
        period: quarter,
        value: 1n,
        setBy: ada.id,
        setAt: noon,
      }
      const { id, version } = withTarget.workspace
      await targets.setAll(aTarget({ id, version }, target))
      expect(await workspaces.change(fresh.workspace, { currency: euro })).toBe(true)
      for (const { workspace, installation } of [withDeal, withTarget]) {
        expect(await workspaces.change(workspace, { currency: euro, name: 'Other' })).toBe(false)
        expect(await workspaces.workspaceOf(installation)).toEqual(workspace)
        expect(await workspaces.change(workspace, { currency: usDollar, name: 'Other' })).toBe(true)
      }
    })

    test('are not changed by somebody who decided on an older version', async () => {
      const { workspaces } = stores()
      const { installation, workspace, members } = await company(stores())
      await giveRole(stores(), workspace, members[1].id, 'manager', members[0].id)
      await expect(workspaces.change(workspace, { timeZone: 'Asia/Tokyo' })).rejects.toThrow(Stale)
      expect((await workspaces.workspaceOf(installation))?.timeZone).toBe(workspace.timeZone)
    })
  })

  describe('members', () => {
    test('are added once, however many ask at once', async () => {
      const { workspaces } = stores()
      const { installation, workspace } = await company(stores())
      const add = () => workspaces.addMember(workspace.id, installation, 'U9', person('Dan'), noon)
      const [first, ...others] = await Promise.all([add(), add(), add()])
      for (const other of others) expect(other).toEqual(first)
      expect(await workspaces.version(workspace.id)).toBe(workspace.version + 1)
      expect(await workspaces.addMember(workspace.id, installation, 'U9', person('Somebody else'), noon)).toEqual(first)
      expect((await workspaces.known(installation, 'U9', false))?.speaker).toEqual(first)
    })

    test('speak their own language, or the workspace’s where the platform does not tell', async () => {
      const { workspaces } = stores()
      const { installation, workspace } = await company(stores())
      const add = (id: string, locale: string | undefined) =>
        workspaces.addMember(workspace.id, installation, id, person(id, { locale }), noon)
      expect([(await add('U8', 'zh-CN')).language, (await add('U9', undefined)).language]).toEqual(['zh-CN', workspace.language])
    })

    test('are found by handle and by name, whatever the case, in every script, and only in their own workspace', async () => {
      const { workspaces } = stores()
      const { installation, workspace } = await company(stores())
      const there = await company(stores())
      const names = ['Sam Ortiz', 'ÅSE Øvrebø', 'Ольга Иванова', '王小明', "Conor O'Brien", 'Samantha', '🧪', '100% %']
      for (const [n, name] of names.entries()) {
        await workspaces.addMember(workspace.id, installation, `P${n}`, person(name), noon)
        await workspaces.addMember(there.workspace.id, there.installation, `P${n}`, person(name), noon)
      }
      const named = async (text: string, limit = 9) => (await workspaces.byName(workspace.id, text, limit)).map(({ name }) => name)
      expect(await named('sam')).toEqual(['Sam Ortiz'])
      expect(await named('SAM ORTIZ')).toEqual(['Sam Ortiz'])
      expect(await named('åse')).toEqual(['ÅSE Øvrebø'])
      expect(await named('øVREBØ')).toEqual(['ÅSE Øvrebø'])
      expect(await named('иванова')).toEqual(['Ольга Иванова'])
      expect(await named('王小明')).toEqual(['王小明'])
      expect(await named("o'brien")).toEqual(["Conor O'Brien"])
      expect(await named('ortiz sam')).toEqual([])
      for (const nobody of ['', ' ', '%', '_', '*', 'a\0', 'tiz', "' OR 1=1"]) expect(await named(nobody)).toEqual([])
      expect(await named('🧪')).toEqual(['🧪'])
      const handled = async (text: string) => (await workspaces.byHandle(workspace.id, installation, text)).map(({ name }) => name)
      expect(await handled('ÅSE.ØVREBØ')).toEqual(['ÅSE Øvrebø'])
      expect(await handled('sam')).toEqual([])
      expect(await workspaces.byHandle(workspace.id, there.installation, 'sam.ortiz')).toEqual([])
      await workspaces.addMember(workspace.id, installation, 'P99', person('Sam Lund'), noon)
      expect(await named('sam')).toEqual(['Sam Ortiz', 'Sam Lund'])
      expect(await named('sam', 1)).toEqual(['Sam Ortiz'])
    })

    test('are known by id in their own workspace only', async () => {
      const { workspaces } = stores()
      const [here, there] = [await company(stores()), await company(stores())]
      const [, ben] = here.members
      expect(await workspaces.member(here.workspace.id, ben.id)).toEqual(ben)
      expect(await workspaces.member(there.workspace.id, ben.id)).toBeUndefined()
      expect(await workspaces.member(here.workspace.id, asId<MemberId>(2 ** 31 - 1))).toBeUndefined()
    })

    test('get a role, at once and for good; the last admin stays one', async () => {
      const { workspaces } = stores()
      const { installation, workspace, members } = await company(stores())
      const [ada, ben] = members
      const now = async () => (await workspaces.known(installation, 'U1', true))?.workspace ?? workspace
      const set = async (of: MemberId, role: 'rep' | 'manager' | 'admin', on = workspace) => giveRole(stores(), on, of, role, ada.id)
      await expect(set(ada.id, 'rep')).rejects.toMatchObject({ key: 'member.last-admin' })
      expect(await workspaces.version(workspace.id)).toBe(workspace.version)
      expect((await workspaces.known(installation, 'U2', false))?.speaker?.role).toBe('rep')
      expect(await set(ben.id, 'admin')).toBe('rep')
      expect(await set(ben.id, 'admin', await now())).toBe('admin')
      expect(await workspaces.version(workspace.id)).toBe(workspace.version + 1)
      expect((await workspaces.known(installation, 'U2', false))?.speaker?.role).toBe('admin')
      expect((await workspaces.admins(workspace.id, installation)).toSorted()).toEqual(['U1', 'U2'])
      const both = await now()
      const ends = await Promise.allSettled([set(ada.id, 'rep', both), set(ben.id, 'rep', both)])
      expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const last = ends[0]?.status === 'fulfilled' ? ben : ada
      await expect(set(last.id, 'rep', await now())).rejects.toMatchObject({ key: 'member.last-admin' })
      expect(await workspaces.admins(workspace.id, installation)).toHaveLength(1)
    })

    test('follow what the platform says of them; the version is raised only when something differs', async () => {
      const { workspaces } = stores()
      const { installation, workspace } = await company(stores())
      const seen = { name: 'Ben Ånes', handle: 'Ben_2', timeZone: 'Asia/Tokyo', locale: 'it' }
      await workspaces.refresh(installation, 'U2', seen)
      await workspaces.refresh(installation, 'U2', seen)
      await workspaces.refresh(installation, 'U2', { ...seen, locale: undefined, name: '' })
      await workspaces.refresh(installation, 'nobody', seen)
      expect(await workspaces.version(workspace.id)).toBe(workspace.version + 1)
      expect((await workspaces.known(installation, 'U2', false))?.speaker).toMatchObject({ name: 'Ben Ånes', language: 'it' })
      expect(await workspaces.byHandle(workspace.id, installation, 'BEN_2')).toHaveLength(1)
      expect(await workspaces.byHandle(workspace.id, installation, 'ben')).toEqual([])
      expect(await workspaces.byName(workspace.id, 'ånes', 9)).toHaveLength(1)
    })

    test('without a team are led by nobody', async () => {
      const { workspaces } = stores()
      const { workspace, members } = await company(stores())
      expect(await workspaces.leads(workspace.id, members[0].id, members[1].id)).toBe(false)
    })

    test('are all told by name, those of this workspace', async () => {
      const [here] = [await company(stores()), await company(stores())]
      const [ada, ben, cleo] = here.members
      const aaron = { name: 'Aaron', handle: 'aaron', role: 'rep' as const, timeZone: undefined, locale: undefined }
      const first = await stores().workspaces.addMember(here.workspace.id, here.installation, 'U9', aaron, noon)
      expect((await stores().workspaces.members(here.workspace.id)).map(({ id, name }) => [id, name])).toEqual(
        [first, ada, ben, cleo].map(({ id, name }) => [id, name]),
      )
    })
  })

  test('a deal does not raise the version of its workspace', async () => {
    const { workspaces, deals } = stores()
    const here = await company(stores())
    await deals.change(aWin(here, here.members[1], { facts: facts(here.members[1]) }))
    expect(await workspaces.version(here.workspace.id)).toBe(here.workspace.version)
  })
}
