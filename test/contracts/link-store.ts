// What linking relies on, checked on every store of codes.
import { describe, expect, test } from 'vitest'
import { Complaint } from '../../src/conversation/complaint.ts'
import { Stale } from '../../src/conversation/people.ts'
import { destination, type InstallationRef, inbox } from '../../src/conversation/platform.ts'
import { later } from '../../src/vocabulary/clock.ts'
import { hashOf, newCode } from '../../src/workspaces/link-code.ts'
import type { LinkDone } from '../../src/workspaces/link-store.ts'
import { aWin, type Company, company, noon, type Stores, said, uniqueId } from './company.ts'

const minutes = (count: number) => later(noon, count * 60_000)
const rep = (name: string) => ({ name, handle: name.toLowerCase(), role: 'rep' as const, timeZone: undefined, locale: undefined })

export function linkStoreContract(stores: () => Stores): void {
  const newest = async ({ installation, workspace }: Company) => (await stores().workspaces.workspaceOf(installation)) ?? workspace
  const asked = async (here: Company, by = here.members[0].id) => ({
    workspace: await newest(here),
    requestKey: uniqueId(),
    by,
    platform: 'discord' as const,
    at: noon,
  })

  async function issued(here: Company, member = here.members[0].id, until = minutes(15)): Promise<string> {
    const hash = hashOf(newCode())
    await stores().links.issue({ hash, workspace: here.workspace.id, member, installation: here.installation, until })
    return hash
  }

  const server = (): InstallationRef => ({ platform: 'discord', id: `G${uniqueId()}` })

  /** Joins a server with a new code; gives the server, the code's hash, and that of the code for who typed it. */
  async function joined(here: Company): Promise<{ readonly discord: InstallationRef; readonly hash: string; readonly own: string }> {
    const discord = server()
    const hash = await issued(here)
    const own = hashOf(newCode())
    await stores().links.joinPlace({ ...(await asked(here)), ...typed(own), hash, installation: discord })
    return { discord, hash, own }
  }

  /** What is known of who types a code in a new installation, and the code with which they may say who they are. */
  const typed = (own = hashOf(newCode())) => ({
    person: 'D1',
    newcomer: rep('Dora'),
    forThem: { hash: own, until: minutes(15) },
    answer: () => said('joined'),
  })

  describe('a code', () => {
    test('is found by its hash with who made it, until its time is over', async () => {
      const here = await company(stores())
      const hash = await issued(here, here.members[1].id)
      expect(await stores().links.maker(hash, minutes(14))).toMatchObject({
        workspace: { id: here.workspace.id },
        member: { name: 'Ben', role: 'rep' },
        installation: here.installation,
      })
      expect(await stores().links.maker(hash, minutes(15))).toBeUndefined()
      expect(await stores().links.maker(hashOf(newCode()), noon)).toBeUndefined()
    })

    test('voids the earlier one of the same member, and of nobody else', async () => {
      const here = await company(stores())
      const [first, other] = [await issued(here), await issued(here, here.members[1].id)]
      const second = await issued(here)
      expect(await stores().links.maker(first, noon)).toBeUndefined()
      expect(await stores().links.maker(second, noon)).toBeDefined()
      expect(await stores().links.maker(other, noon)).toBeDefined()
    })

    test('of somebody who has left is void', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      const hash = await issued(here, ben.id)
      await stores().members.change({
        ...(await asked(here)),
        member: ben.id,
        decide: () => ({ hasLeft: true }),
        answer: () => said('left'),
      })
      expect(await stores().links.maker(hash, noon)).toBeUndefined()
    })

    test('is not made in an installation of another workspace', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      const code = { hash: hashOf(newCode()), workspace: here.workspace.id, member: here.members[0].id, until: minutes(15) }
      await expect(stores().links.issue({ ...code, installation: there.installation })).rejects.toThrow()
    })

    test('is tried at most five times that are wrong, however many come at once', async () => {
      const who = `discord/${uniqueId()}/D1`
      const tries = await Promise.all(Array.from({ length: 8 }, () => stores().links.tries(who, noon)))
      expect(tries.filter(Boolean)).toHaveLength(5)
      expect(await stores().links.tries(who, minutes(14))).toBe(false)
      expect(await stores().links.tries(`${who}2`, noon)).toBe(true)
      expect(await stores().links.tries(who, minutes(16))).toBe(true)
      for (let more = 0; more < 4; more += 1) expect(await stores().links.tries(who, minutes(16))).toBe(true)
      await stores().links.forgive(who)
      const after = [await stores().links.tries(who, minutes(16)), await stores().links.tries(who, minutes(16))]
      expect(after).toEqual([true, false]) // one that is right gives none of the wrong ones back
    })
  })

  describe('an installation that is joined', () => {
    test('is one of the workspace, with a record; who typed the code is a newcomer until they say that they made it', async () => {
      const here = await company(stores())
      const { discord, hash, own } = await joined(here)
      const [ada] = here.members
      expect(await stores().workspaces.installations(here.workspace.id)).toEqual([here.installation, discord])
      const known = await stores().workspaces.known(discord, 'D1', true)
      expect(known?.workspace.id).toBe(here.workspace.id)
      expect(known?.speaker).toMatchObject({ name: 'Dora', role: 'rep' })
      expect(await stores().workspaces.changesOf(here.workspace.id, `linked discord/${discord.id}`, 5)).toMatchObject([
        { before: '', after: 'linked', by: ada.id },
      ])
      expect(await stores().links.maker(hash, noon)).toBeUndefined()
      expect(known?.workspace.version).toBeGreaterThan(here.workspace.version)
      expect(await stores().links.maker(own, noon)).toMatchObject({ member: { id: ada.id }, installation: here.installation })
      const account = known?.speaker?.id ?? ada.id
      await stores().links.joinPerson({ ...(await asked(here)), hash: own, member: ada.id, account, answer: said })
      expect((await stores().workspaces.known(discord, 'D1', true))?.speaker).toMatchObject({ id: ada.id, name: 'Ada', role: 'admin' })
    })

    test('is joined once for a request that is repeated, with a code once, and on the newest version alone', async () => {
      const here = await company(stores())
      const discord = server()
      const hash = await issued(here)
      const request = { ...(await asked(here)), ...typed(), hash, installation: discord }
      const once = await stores().links.joinPlace(request)
      expect(await stores().links.joinPlace(request)).toEqual(once)
      const again = { ...request, ...typed(), requestKey: uniqueId(), installation: server() }
      await expect(stores().links.joinPlace(again)).rejects.toThrow(Stale)
      await expect(stores().links.joinPlace({ ...again, workspace: await newest(here) })).rejects.toThrow(Complaint)
      expect(await stores().workspaces.workspaceOf(again.installation)).toBeUndefined()
    })

    test('is decided anew where somebody set it up meanwhile', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      const hash = await issued(here)
      const request = { ...(await asked(here)), ...typed(), hash, installation: there.installation }
      await expect(stores().links.joinPlace(request)).rejects.toThrow(Stale)
      expect(await stores().links.maker(hash, noon)).toBeDefined()
    })

    test('is separated again: its accounts are gone, its channels forgotten, and it can be set up anew', async () => {
      const here = await company(stores())
      const { discord } = await joined(here)
      const channel = destination(discord, 'C9')
      const workspace = await newest(here)
      const rules = { ...workspace.rules, mirrors: [channel], rituals: { agenda: { to: channel, on: true } } }
      await stores().workspaces.changeSettings({
        ...(await asked(here)),
        settled: { ...workspace, rules },
        changes: [{ kind: 'mirror', before: 'none', after: channel }],
        answer: () => said('mirrored'),
      })
      const post = { key: uniqueId(), to: channel, kind: 'kudos', about: {}, action: { do: 'post' as const } }
      await stores().outbox.add(here.workspace.id, post, noon)
      const separated = { ...(await asked(here)), installation: discord, answer: said }
      expect(await stores().links.separate(separated)).toEqual(said('separated'))
      expect(await stores().links.separate(separated)).toEqual(said('separated')) // the repeat of a request
      expect(await stores().workspaces.workspaceOf(discord)).toBeUndefined()
      expect((await newest(here)).rules).toMatchObject({ mirrors: [], mirrorsBefore: [], rituals: { agenda: { on: true } } })
      expect((await newest(here)).rules.rituals.agenda).not.toHaveProperty('to')
      expect(await stores().outbox.head(channel)).toBeUndefined()
      expect((await stores().members.details(here.workspace.id, here.members[0].id))?.accounts).toHaveLength(1)
      const settings = { name: 'New', currency: workspace.currency, timeZone: 'UTC', language: 'en', announce: channel }
      const anew = await stores().workspaces.create(discord, settings, { personId: 'D1', ...rep('Dora') }, noon)
      expect(anew.known.workspace.id).not.toBe(here.workspace.id)
    })

    test('gives everybody back what they did once it is linked again', async () => {
      const here = await company(stores())
      const { discord } = await joined(here)
      const dan = await stores().workspaces.addMember(here.workspace.id, discord, 'D-Dan', rep('Dan'), noon)
      const dora = (await stores().workspaces.known(discord, 'D1', true))?.speaker
      await stores().links.separate({ ...(await asked(here)), installation: discord, answer: said })
      await stores().links.joinPlace({ ...(await asked(here)), ...typed(), hash: await issued(here), installation: discord })
      expect((await stores().workspaces.known(discord, 'D1', true))?.speaker).toEqual(dora)
      const back = await stores().workspaces.addMember(here.workspace.id, discord, 'D-Dan', rep('Dan'), noon)
      expect(back.id).toBe(dan.id)
      const other = await stores().workspaces.addMember(here.workspace.id, discord, 'D-Eve', rep('Eve'), noon)
      expect(other.id).not.toBe(dan.id)
    })

    test('stays where it is the only one, has the announcements, or the only accounts of admins', async () => {
      const here = await company(stores())
      const [ada] = here.members
      const separate = async (installation: InstallationRef) =>
        stores().links.separate({ ...(await asked(here)), installation, answer: said })
      expect(await separate(here.installation)).toEqual(said('last'))
      const { discord, own } = await joined(here)
      expect(await separate(here.installation)).toEqual(said('announces'))
      await stores().workspaces.change(await newest(here), { announce: destination(discord, 'C9') })
      expect(await separate(discord)).toEqual(said('announces'))
      expect(await separate(here.installation)).toEqual(said('no admin'))
      const account = (await stores().workspaces.known(discord, 'D1', true))?.speaker?.id ?? ada.id
      await stores().links.joinPerson({ ...(await asked(here)), hash: own, member: ada.id, account, answer: said })
      expect(await separate(here.installation)).toEqual(said('separated'))
    })
  })

  describe('people who are joined', () => {
    async function newcomer(here: Company, discord: InstallationRef, name: string) {
      return stores().workspaces.addMember(here.workspace.id, discord, `D-${name}`, rep(name), noon)
    }

    test('are one, and two again when that is taken back, as each was', async () => {
      const here = await company(stores())
      const { discord } = await joined(here)
      const [, ben] = here.members
      await stores().deals.change(aWin(here, ben, { version: (await newest(here)).version }))
      const other = await newcomer(here, discord, 'Benny')
      const hash = await issued(here, ben.id)
      const answer = (outcome: string) => said(outcome)
      const join = { ...(await asked(here, ben.id)), hash, member: ben.id, account: other.id, answer }
      expect(await stores().links.joinPerson(join)).toEqual(said('joined'))
      expect((await stores().workspaces.known(discord, 'D-Benny', true))?.speaker).toMatchObject({ id: ben.id, name: 'Ben' })
      let seen: LinkDone | undefined
      const undo = {
        ...(await asked(here, ben.id)),
        hash,
        may(done: LinkDone) {
          seen = done
        },
        answer: (outcome: string) => said(outcome),
      }
      expect(await stores().links.undo(undo)).toEqual(said('separated'))
      expect(seen).toEqual({ kind: 'person', member: ben.id, name: 'Ben' })
      const apart = (await stores().workspaces.known(discord, 'D-Benny', true))?.speaker
      expect(apart).toMatchObject({ name: 'Benny', role: 'rep' })
      expect(apart?.id).not.toBe(ben.id)
      expect((await stores().workspaces.known(here.installation, 'U2', true))?.speaker?.id).toBe(ben.id)
    })

    test('keep what one of them has, whoever made the code', async () => {
      const here = await company(stores())
      const { discord } = await joined(here)
      const [, ben] = here.members
      await stores().workspaces.refresh(here.installation, 'U2', { name: '', handle: '', timeZone: 'America/Lima', locale: 'it' })
      const other = await newcomer(here, discord, 'Benny')
      await stores().deals.change(aWin(here, other, { version: (await newest(here)).version }))
      const hash = await issued(here, ben.id)
      await stores().links.joinPerson({ ...(await asked(here, ben.id)), hash, member: ben.id, account: other.id, answer: said })
      expect((await stores().workspaces.known(here.installation, 'U2', true))?.speaker).toMatchObject({
        id: other.id,
        name: 'Ben',
        timeZone: 'America/Lima',
        language: 'it',
      })
      const undo = { ...(await asked(here, other.id)), hash, may() {}, answer: (outcome: string) => said(outcome) }
      expect(await stores().links.undo(undo)).toEqual(said('separated'))
      expect((await stores().workspaces.known(discord, 'D-Benny', true))?.speaker).toMatchObject({ id: other.id, name: 'Benny' })
      expect((await stores().workspaces.known(here.installation, 'U2', true))?.speaker).toMatchObject({ name: 'Ben' })
    })

    test('are written to on the platform of the announcements, and on the other one once that account is gone', async () => {
      const here = await company(stores())
      const { discord } = await joined(here)
      const [, ben] = here.members
      const other = await newcomer(here, discord, 'Benny')
      const hash = await issued(here, ben.id)
      await stores().links.joinPerson({ ...(await asked(here, ben.id)), hash, member: ben.id, account: other.id, answer: said })
      const inboxOf = async () => (await stores().workspaces.inboxes(await newest(here), [ben.id])).get(ben.id)
      expect(await inboxOf()).toBe(inbox(here.installation, 'U2'))
      await stores().members.followAccount(here.installation, 'U2', 'gone', noon)
      expect(await inboxOf()).toBe(inbox(discord, 'D-Benny'))
      await stores().members.followAccount(here.installation, 'U2', 'there', noon)
      expect(await inboxOf()).toBe(inbox(here.installation, 'U2'))
    })

    test('are not joined where both have something of their own, or share an installation', async () => {
      const here = await company(stores())
      const { discord } = await joined(here)
      const [, ben, cleo] = here.members
      const other = await newcomer(here, discord, 'Benny')
      await stores().deals.change(aWin(here, ben, { version: (await newest(here)).version }))
      await stores().deals.change(aWin(here, other, { version: (await newest(here)).version }))
      const join = async (account: typeof other, member = ben) => {
        const hash = await issued(here, member.id)
        return stores().links.joinPerson({ ...(await asked(here)), hash, member: member.id, account: account.id, answer: said })
      }
      expect(await join(other)).toEqual(said('both active'))
      expect(await join(cleo)).toEqual(said('two accounts'))
      expect(await join(cleo, cleo)).toEqual(said('same'))
    })
  })

  test('what was taken back, or belongs to another workspace, cannot be taken back', async () => {
    const [here, there] = [await company(stores()), await company(stores())]
    const { hash } = await joined(here)
    const undo = async (company: Company) =>
      stores().links.undo({ ...(await asked(company)), hash, may() {}, answer: (outcome: string) => said(outcome) })
    await expect(undo(there)).rejects.toThrow(Complaint)
    const refused = {
      ...(await asked(here)),
      hash,
      answer: said,
      may: () => {
        throw new Complaint('link.not-yours')
      },
    }
    await expect(stores().links.undo(refused)).rejects.toThrow('link.not-yours')
    expect(await undo(here)).toEqual(said('separated'))
    await expect(undo(here)).rejects.toThrow(Complaint)
  })
}
