// Workspaces and their people in the database. Every change locks the workspace's row, raises its version, and drops the copies.
import { isIn } from '../conversation/mirrored.ts'
import { Stale } from '../conversation/people.ts'
import { type Destination, type InstallationRef, inbox, platforms } from '../conversation/platform.ts'
import type { Prisma } from '../generated/sqlite/client.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { DecidedOn, WorkspaceStore } from '../workspaces/workspace-store.ts'
import { changeWorkspace } from './change-workspace.ts'
import { note } from './copies.ts'
import type { Database, Transaction } from './database.ts'
import { isDuplicate } from './database-errors.ts'
import { oneOf } from './deal-rows.ts'
import { formerOf, goneAccounts } from './follow-account.ts'
import { lockWorkspace } from './lock-workspace.ts'
import { handleData, memberData, memberOf, teamOf, workspaceOf } from './member-rows.ts'
import { CurrencyInUse, currencyIsInUse, forgetRates, leftBehind, noPosts, recordedOf, settingColumns } from './setting-rows.ts'
import { folded, foldedWords, storable } from './stored-text.ts'
import { type Seen, type WorkspaceCopies, workspaceCopies } from './workspace-copies.ts'

/** Prisma gives SQLite at most 999 values. */
const pageOfIds = 500

const installationKey = ({ platform, id }: InstallationRef) => ({ platform_externalId: { platform, externalId: id } })

/** Whoever was said to be one person with an account keeps the name they had here: imports know them by it, and each account has its own. */
const isNamedHere = async (transaction: Transaction, { id }: { readonly id: number }): Promise<boolean> =>
  (await transaction.memberEvent.findFirst({ where: { memberId: id, kind: 'joined' }, select: { id: true } })) !== null

/** `copies`: shared with whatever else changes members and teams. */
export function workspaceStore(
  database: Database,
  clock: Clock,
  copies: WorkspaceCopies = workspaceCopies(database, clock),
): WorkspaceStore {
  const { client } = database
  const { versions, workspaces, people, teams, forget } = copies

  /** Runs `work` with the workspace locked, if it is of that version (undefined: of any). Whatever it changed, no copy outlives it. */
  async function changing<T>(
    { id, version }: Pick<DecidedOn, 'id'> & Partial<DecidedOn>,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    try {
      return await database.transaction(async (transaction) => {
        const stands = await lockWorkspace(database, transaction, id)
        if (stands === undefined) throw new Error(`There is no workspace ${id}`)
        if (version !== undefined && version !== stands) throw new Stale()
        return work(transaction)
      })
    } finally {
      forget(id)
    }
  }

  const raised = (transaction: Transaction, id: WorkspaceId, data: Prisma.WorkspaceUpdateInput = {}) =>
    transaction.workspace.update({ where: { id }, data: { ...data, version: { increment: 1 } }, select: { id: true } })

  async function readKnown(installation: InstallationRef, personId: string): Promise<Seen | undefined> {
    const row = await client.installation.findUnique({
      where: installationKey(installation),
      include: { workspace: true, identities: { where: { externalId: personId }, include: { member: true } } },
    })
    if (!row) return undefined
    const workspace = workspaceOf(row.workspace)
    const member = row.identities[0]?.member
    return { workspace, speaker: member && memberOf(member, workspace) }
  }

  const store: WorkspaceStore = {
    async workspaceOf(installation) {
      const key = `${installation.platform}/${installation.id}`
      const read = async () => {
        const row = await client.installation.findUnique({ where: installationKey(installation), include: { workspace: true } })
        return row ? workspaceOf(row.workspace) : undefined
      }
      return workspaces.get(key) ?? workspaces.read(key, read, (workspace) => workspace)
    },

    async installationsOf(platform, externalId) {
      const rows = await client.installation.findMany({
        where: { platform, identities: { some: { externalId, member: { leftAt: null } } } },
        orderBy: { id: 'asc' },
        select: { externalId: true },
      })
      return rows.map(({ externalId: id }) => ({ platform, id }))
    },

    async known(installation, personId, fresh) {
      const key = `${installation.platform}/${installation.id}/${personId}`
      const copy = fresh ? undefined : people.get(key)
      // somebody new is not kept: the next thing that happens is that they become a member
      return (
        copy ??
        people.read(
          key,
          () => readKnown(installation, personId),
          (seen) => (seen?.speaker ? seen.workspace : undefined),
        )
      )
    },

    async installations(workspaceId) {
      const rows = await client.installation.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } })
      return rows.map(({ platform, externalId }) => ({ platform: oneOf(platforms, platform), id: externalId }))
    },

    async version(workspace) {
      const { version } = await client.workspace.findUniqueOrThrow({ where: { id: workspace }, select: { version: true } })
      note(versions, { id: workspace, version })
      return version
    },

    async create(installation, settings, { personId, ...admin }, at) {
      let created = true
      try {
        await database.transaction(async (transaction) => {
          const data = { ...settingColumns(settings), name: storable(settings.name), createdAt: at }
          const { id } = await transaction.workspace.create({ data, select: { id: true } })
          const place = { platform: installation.platform, externalId: installation.id, workspaceId: id }
          const { id: installationId } = await transaction.installation.create({ data: place, select: { id: true } })
          const first = memberData(asId<WorkspaceId>(id), { ...admin, role: 'admin' }, at)
          const { id: memberId } = await transaction.member.create({ data: first, select: { id: true } })
          await transaction.identity.create({ data: { installationId, externalId: personId, memberId, ...handleData(admin.handle) } })
        })
      } catch (error) {
        if (!isDuplicate(error)) throw error
        created = false
      }
      const known = await readKnown(installation, personId)
      if (!known) throw new Error(`The workspace of ${installation.platform}/${installation.id} is gone`)
      const { workspace, speaker } = known
      if (speaker) return { known: { workspace, speaker }, created }
      const member = await store.addMember(workspace.id, installation, personId, { ...admin, role: 'rep' }, at)
      return { known: { workspace: { ...workspace, version: await store.version(workspace.id) }, speaker: member }, created }
    },

    change: (workspace, settings) =>
      changing(workspace, async (transaction) => {
        const { id } = workspace
        if (await currencyIsInUse(transaction, id, settings.currency)) return false
        await forgetRates(transaction, id, settings.currency)
        await raised(transaction, id, { ...settings, ...(settings.name !== undefined && { name: storable(settings.name) }) })
        return true
      }),

    async changeSettings({ workspace, requestKey, at, by, platform, settled, changes, answer }) {
      const { id, version } = workspace
      try {
        return await changeWorkspace(database, noPosts, { workspace: id, version, requestKey, at }, async (transaction) => {
          if (await currencyIsInUse(transaction, id, settled.currency)) throw new CurrencyInUse()
          await forgetRates(transaction, id, settled.currency)
          const left = await leftBehind(transaction, id, settled.rules)
          const recorded: number[] = []
          for (const { kind, before, after } of changes) {
            const data = { workspaceId: id, kind, before: storable(before), after: storable(after), byId: by, platform, at }
            recorded.push((await transaction.workspaceEvent.create({ data, select: { id: true } })).id)
          }
          if (changes.length > 0) await raised(transaction, id, settingColumns(settled))
          return { answer: answer({ recorded, left }) }
        })
      } catch (error) {
        if (error instanceof CurrencyInUse) return 'currency in use'
        throw error
      } finally {
        forget(id)
      }
    },

    async recordedChanges(workspaceId, ids) {
      const rows = await client.workspaceEvent.findMany({ where: { workspaceId, id: { in: [...ids] } }, orderBy: { id: 'asc' } })
      return rows.map(recordedOf)
    },

    async changesOf(workspaceId, setting, take) {
      const where = { workspaceId, OR: [{ kind: setting }, { kind: { startsWith: `${setting} ` } }] }
      return (await client.workspaceEvent.findMany({ where, orderBy: { id: 'desc' }, take })).map(recordedOf)
    },

    addMember: (id, installation, personId, member, at) =>
      changing({ id }, async (transaction) => {
        const place = await transaction.installation.findFirstOrThrow({
          where: { platform: installation.platform, externalId: installation.id, workspaceId: id },
          include: { workspace: true, identities: { where: { externalId: personId }, include: { member: true } } },
        })
        const there = place.identities[0]
        if (there) return memberOf(there.member, place.workspace)
        const former = await formerOf(transaction, id, installation, personId)
        const row = former ?? (await transaction.member.create({ data: memberData(id, member, at) }))
        const identity = { installationId: place.id, externalId: personId, memberId: row.id, ...handleData(member.handle) }
        await transaction.identity.create({ data: identity })
        await raised(transaction, id)
        return memberOf(row, place.workspace)
      }),

    async refresh(installation, personId, seen) {
      const found = await client.installation.findUnique({ where: installationKey(installation), select: { workspaceId: true } })
      if (!found) return
      const workspaceId = asId<WorkspaceId>(found.workspaceId)
      await changing({ id: workspaceId }, async (transaction) => {
        const identity = await transaction.identity.findFirst({
          where: { externalId: personId, installation: { platform: installation.platform, externalId: installation.id } },
          include: { member: true },
        })
        if (!identity) return
        const { member, handle, installationId } = identity
        // what the platform does not say stays as it was
        const name = (await isNamedHere(transaction, member)) ? member.name : storable(seen.name) || member.name
        const timeZone = seen.timeZone ?? member.timeZone
        const locale = seen.locale ?? member.locale
        const newHandle = storable(seen.handle) || handle
        if (name === member.name && timeZone === member.timeZone && locale === member.locale && newHandle === handle) return
        const data = { name, foldedWords: foldedWords(name), timeZone, locale }
        await transaction.member.update({ where: { id: member.id }, data, select: { id: true } })
        const key = { installationId_externalId: { installationId, externalId: personId } }
        await transaction.identity.update({ where: key, data: handleData(newHandle), select: { memberId: true } })
        await raised(transaction, workspaceId)
      })
    },

    async teams(workspace) {
      const key = `${workspace.id}`
      const read = async () => {
        const rows = await client.team.findMany({ where: { workspaceId: workspace.id }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
        return rows.map(teamOf)
      }
      return teams.get(key) ?? teams.read(key, read, () => workspace)
    },

    async member(workspaceId, id) {
      const row = await client.member.findFirst({ where: { id, workspaceId }, include: { workspace: true } })
      return row ? memberOf(row, row.workspace) : undefined
    },

    async members(id) {
      const [rows, { language }] = await Promise.all([
        client.member.findMany({ where: { workspaceId: id }, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
        client.workspace.findUniqueOrThrow({ where: { id }, select: { language: true } }),
      ])
      return rows.map((row) => memberOf(row, { language }))
    },

    async byHandle(workspaceId, place, handle) {
      const rows = await client.identity.findMany({
        where: {
          foldedHandle: folded(storable(handle)),
          installation: { ...(place && { platform: place.platform, externalId: place.id }), workspaceId },
        },
        include: { member: { include: { workspace: true } } },
        orderBy: { memberId: 'asc' },
        distinct: ['memberId'],
      })
      return rows.map(({ member }) => memberOf(member, member.workspace))
    },

    async byName(workspaceId, name, limit) {
      const words = foldedWords(name)
      // a name without words (an emoji) is only found whole
      const where = { workspaceId, foldedWords: words.startsWith(' ') ? { contains: words } : words }
      // whoever is still there comes first, so that those who left take nobody's place
      const orderBy = [{ leftAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }] as const
      const rows = await client.member.findMany({ where, include: { workspace: true }, orderBy: [...orderBy], take: limit })
      return rows.map((row) => memberOf(row, row.workspace))
    },

    async admins(workspaceId, { platform, id }) {
      const rows = await client.identity.findMany({
        where: { member: { workspaceId, role: 'admin', leftAt: null }, installation: { platform, externalId: id, workspaceId } },
        orderBy: { memberId: 'asc' },
        select: { externalId: true },
      })
      return rows.map(({ externalId }) => externalId)
    },

    async inboxes({ id: workspaceId, announce }, members) {
      const found = new Map<MemberId, Destination>()
      for (let from = 0; from < members.length; from += pageOfIds) {
        const rows = await client.identity.findMany({
          where: { memberId: { in: members.slice(from, from + pageOfIds) }, installation: { workspaceId } },
          include: { installation: true },
          orderBy: [{ installationId: 'asc' }, { externalId: 'asc' }],
        })
        const accounts = rows.map(({ memberId, externalId, installation: { platform, externalId: id } }) => {
          const installation = { platform: oneOf(platforms, platform), id }
          return { member: asId<MemberId>(memberId), installation, person: externalId, isHome: isIn(announce, installation) }
        })
        const [once, twice] = [new Set<MemberId>(), new Set<MemberId>()]
        for (const { member } of accounts) (once.has(member) ? twice : once).add(member)
        const gone = await goneAccounts(
          client,
          accounts.filter(({ member }) => twice.has(member)),
        )
        const rank = (account: (typeof accounts)[number]) => (gone.has(account) ? 2 : account.isHome ? 0 : 1)
        for (const account of accounts.toSorted((a, b) => rank(a) - rank(b))) {
          const { member, installation, person } = account
          if (!found.has(member)) found.set(member, inbox(installation, person))
        }
      }
      return found
    },

    async leads(workspaceId, lead, member) {
      const row = await client.member.findFirst({ where: { id: member, workspaceId }, select: { teamId: true } })
      const teams = new Map((await client.team.findMany({ where: { workspaceId } })).map((team) => [team.id, team]))
      const passed = new Set<number>() // a tree that was tied into a ring by mistake has an end too
      for (let at = row?.teamId ?? null; at !== null && !passed.has(at); at = teams.get(at)?.parentId ?? null) {
        if (teams.get(at)?.leadId === lead) return true
        passed.add(at)
      }
      return false
    },
  }
  return store
}
