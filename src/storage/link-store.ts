// Codes that join chats and accounts, in the database, and what they did.
import { z } from 'zod'
import { Complaint } from '../conversation/complaint.ts'
import { isIn } from '../conversation/mirrored.ts'
import { Stale } from '../conversation/people.ts'
import { type Destination, type InstallationRef, inbox, platforms } from '../conversation/platform.ts'
import { asInstant, type Instant, later } from '../vocabulary/clock.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Rules } from '../vocabulary/rules.ts'
import { codeLasts, mostWrong } from '../workspaces/link-code.ts'
import { wrongCode } from '../workspaces/link-message.ts'
import type { LinkDone, LinkOutcome, LinkStore, Separated } from '../workspaces/link-store.ts'
import type { Asker } from '../workspaces/member-store.ts'
import { changePeople, raiseVersion } from './change-people.ts'
import type { Database, Transaction } from './database.ts'
import { isDuplicate } from './database-errors.ts'
import { oneOf } from './deal-rows.ts'
import { accountKey, formerOf, linkedKind, separated } from './follow-account.ts'
import { joinMembers } from './join-members.ts'
import { handleData, memberData, memberOf, teamOf, workspaceOf } from './member-rows.ts'
import { ruleColumn, rulesOf } from './rule-rows.ts'
import { storableJson } from './stored-text.ts'
import { teamEventData } from './team-events.ts'
import type { WorkspaceCopies } from './workspace-copies.ts'

/** What a code did can be taken back for so long, in milliseconds. */
const undoable = 30 * 24 * 3_600_000

const ofMember = z.object({
  name: z.string(),
  foldedWords: z.string(),
  role: z.string(),
  teamId: z.int().nullable(),
  startedOn: z.string().nullable(),
  leave: z.string(),
  offBoards: z.boolean(),
  nudgesFrom: z.string().nullable(),
  leftAt: z.string().nullable(),
})
type MemberColumns = z.infer<typeof ofMember>

const storedDone = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('place'),
    platform: z.enum(platforms),
    id: z.string(),
    /** The member who typed the code there. */
    typedBy: z.int(),
  }),
  z.object({
    kind: z.literal('person'),
    /** The accounts that changed hands. */
    moved: z.array(z.object({ installationId: z.int(), externalId: z.string() })),
    /** The one who is no more. */
    gone: ofMember.extend({ timeZone: z.string().nullable(), locale: z.string().nullable(), createdAt: z.string() }),
    /** The one who was kept, before and after. */
    before: ofMember,
    after: ofMember,
  }),
])
type StoredDone = z.infer<typeof storedDone>
type PersonDone = Extract<StoredDone, { kind: 'person' }>

type Row = Omit<MemberColumns, 'leftAt'> & { readonly leftAt: bigint | null }

const columnsOf = ({ name, foldedWords, role, teamId, startedOn, leave, offBoards, nudgesFrom, leftAt }: Row): MemberColumns => ({
  name,
  foldedWords,
  role,
  teamId,
  startedOn,
  leave,
  offBoards,
  nudgesFrom,
  leftAt: leftAt === null ? null : String(leftAt),
})

const rowFrom = ({ leftAt, ...columns }: MemberColumns) => ({ ...columns, leftAt: leftAt === null ? null : BigInt(leftAt) })

const placeKey = ({ platform, id }: InstallationRef): string => `${platform}/${id}`

export function linkStore(database: Database, copies: Pick<WorkspaceCopies, 'forget'>): LinkStore {
  const { client } = database

  const rowOf = (from: Pick<Transaction, 'installation'>, { platform, id }: InstallationRef) =>
    from.installation.findUnique({ where: { platform_externalId: { platform, externalId: id } } })

  return {
    async issue({ hash, workspace, member, installation, until }) {
      const place = await rowOf(client, installation)
      if (place?.workspaceId !== workspace) throw new Error('A code is made in an installation of its workspace')
      await database.transaction(async (transaction) => {
        await transaction.linkCode.deleteMany({
          where: { OR: [{ workspaceId: workspace, memberId: member, usedAt: null }, { until: { lt: later(until, -undoable) } }] },
        })
        await transaction.linkCode.create({ data: { hash, workspaceId: workspace, memberId: member, installationId: place.id, until } })
      })
    },

    async maker(hash, now) {
      const row = await client.linkCode.findUnique({ where: { hash } })
      if (!row || row.usedAt !== null || row.until <= now) return undefined
      const [member, place] = await Promise.all([
        client.member.findFirst({
          where: { id: row.memberId, workspaceId: row.workspaceId, leftAt: null, erasedAt: null },
          include: { workspace: true },
        }),
        client.installation.findFirst({ where: { id: row.installationId, workspaceId: row.workspaceId } }),
      ])
      if (!member || !place) return undefined
      const installation = { platform: oneOf(platforms, place.platform), id: place.externalId }
      return { workspace: workspaceOf(member.workspace), member: memberOf(member, member.workspace), installation }
    },

    async tries(who, now) {
      const until = later(now, codeLasts)
      const keys = Array.from({ length: mostWrong }, (_, index) => tryKey(who, index))
      await client.kept.deleteMany({ where: { key: { in: keys }, until: { lte: now } } })
      // Each try takes a place that nobody else can take, however many come at once.
      for (const key of keys) {
        try {
          await client.kept.create({ data: { key, text: '', until } })
          return true
        } catch (error) {
          if (!isDuplicate(error)) throw error
        }
      }
      return false
    },

    async forgive(who) {
      for (let index = mostWrong - 1; index >= 0; index -= 1) {
        if ((await client.kept.deleteMany({ where: { key: tryKey(who, index) } })).count > 0) return
      }
    },

    async joinPlace(asker) {
      const { workspace, installation, person, newcomer, forThem, by, platform, at } = asker
      try {
        return await changePeople(database, copies, asker, async (transaction) => {
          const workspaceId = workspace.id
          const place = { platform: installation.platform, externalId: installation.id, workspaceId }
          const { id: installationId } = await transaction.installation.create({ data: place, select: { id: true } })
          const former = await formerOf(transaction, workspaceId, installation, person)
          const member = former ?? (await transaction.member.create({ data: memberData(workspaceId, newcomer, at) }))
          const identity = { installationId, externalId: person, memberId: member.id, ...handleData(newcomer.handle) }
          await transaction.identity.create({ data: identity })
          const done: StoredDone = { kind: 'place', platform: installation.platform, id: installation.id, typedBy: member.id }
          if (!(await use(transaction, asker, done))) throw wrongCode()
          const made = await transaction.linkCode.findUniqueOrThrow({ where: { hash: asker.hash }, select: { installationId: true } })
          await transaction.linkCode.create({ data: { ...forThem, ...made, workspaceId, memberId: by } })
          const event = { workspaceId, kind: linkedKind(installation), before: '', after: 'linked', byId: by, platform, at }
          await transaction.workspaceEvent.create({ data: event })
          await raiseVersion(transaction, workspaceId)
          return asker.answer()
        })
      } catch (error) {
        if (isDuplicate(error)) throw new Stale()
        throw error
      }
    },

    joinPerson: (asker) =>
      changePeople(database, copies, asker, async (transaction) => {
        const { workspace, member, account } = asker
        const outcome = await joinPerson(transaction)
        if (outcome === 'joined') await raiseVersion(transaction, workspace.id)
        return asker.answer(outcome)

        async function joinPerson(within: Transaction): Promise<LinkOutcome> {
          if (member === account) return 'same'
          const where = { memberId: { in: [member, account] }, member: { workspaceId: workspace.id } }
          const identities = await within.identity.findMany({ where })
          const placesOf = (id: MemberId) => new Set(identities.filter(({ memberId }) => memberId === id).map((one) => one.installationId))
          if ([...placesOf(member)].some((place) => placesOf(account).has(place))) return 'two accounts'
          const before = await within.member.findMany({ where: { id: { in: [member, account] }, workspaceId: workspace.id } })
          const joined = await joinMembers(database.kind, within, asker, member, account)
          if (joined !== 'joined') return joined
          const after = await within.member.findFirstOrThrow({ where: { id: { in: [member, account] }, workspaceId: workspace.id } })
          const kept = before.find(({ id }) => id === after.id)
          const gone = before.find(({ id }) => id !== after.id)
          if (!kept || !gone) throw new Error('Two members were joined, and one is left')
          const done: PersonDone = {
            kind: 'person',
            moved: identities.flatMap(({ memberId, installationId, externalId }) =>
              memberId === gone.id ? [{ installationId, externalId }] : [],
            ),
            gone: { ...columnsOf(gone), timeZone: gone.timeZone, locale: gone.locale, createdAt: String(gone.createdAt) },
            before: columnsOf(kept),
            after: columnsOf(after),
          }
          // thrown, so that the two are as they were
          if (!(await use(within, asker, done, after.id))) throw wrongCode()
          return 'joined'
        }
      }),

    undo: (asker) =>
      changePeople(database, copies, asker, async (transaction) => {
        const { workspace, hash } = asker
        const row = await transaction.linkCode.findFirst({ where: { hash, workspaceId: workspace.id, done: { not: null } } })
        if (!row?.done) throw new Complaint('people.changed-meanwhile')
        const did = storedDone.parse(JSON.parse(row.done))
        const done = await doneOf(transaction, workspace.id, row.memberId, did)
        if (!done) throw new Complaint('people.changed-meanwhile')
        asker.may(done)
        const outcome =
          done.kind === 'place'
            ? await separate(transaction, { ...asker, installation: done.installation })
            : did.kind === 'person' && (await tellApart(transaction, asker, done.member, did))
              ? 'separated'
              : 'changed'
        if (outcome === 'separated') {
          await transaction.linkCode.deleteMany({ where: { hash } })
          await raiseVersion(transaction, workspace.id)
        }
        return asker.answer(outcome, done)
      }),

    separate: (asker) =>
      changePeople(database, copies, asker, async (transaction) => {
        const outcome = await separate(transaction, asker)
        if (outcome === 'separated') await raiseVersion(transaction, asker.workspace.id)
        return asker.answer(outcome)
      }),
  }
}

const tryKey = (who: string, index: number): string => `link-try/${who}/${index}`

/** True for the one who was first: nobody uses a code twice. */
async function use(
  transaction: Transaction,
  { hash, at }: { readonly hash: string; readonly at: Instant },
  done: StoredDone,
  memberId?: number,
): Promise<boolean> {
  const data = { usedAt: at, done: storableJson(done), ...(memberId === undefined ? {} : { memberId }) }
  return (await transaction.linkCode.updateMany({ where: { hash, usedAt: null, until: { gt: at } }, data })).count === 1
}

async function doneOf(
  transaction: Transaction,
  workspaceId: WorkspaceId,
  memberId: number,
  did: StoredDone,
): Promise<LinkDone | undefined> {
  if (did.kind === 'place') {
    return { kind: 'place', installation: { platform: did.platform, id: did.id }, typedBy: asId<MemberId>(did.typedBy) }
  }
  const member = await transaction.member.findFirst({ where: { id: memberId, workspaceId, erasedAt: null } })
  return member ? { kind: 'person', member: asId<MemberId>(member.id), name: member.name } : undefined
}

/** Makes two of one again. False where the accounts have changed hands since. */
async function tellApart(
  transaction: Transaction,
  { workspace, by, at }: Asker,
  kept: MemberId,
  { moved, gone, before, after }: PersonDone,
): Promise<boolean> {
  const workspaceId = workspace.id
  const there = await transaction.identity.count({
    where: { memberId: kept, OR: moved.map(({ installationId, externalId }) => ({ installationId, externalId })) },
  })
  if (moved.length === 0 || there < moved.length) return false
  const row = await transaction.member.findFirstOrThrow({ where: { id: kept, workspaceId } })
  const teams = new Set((await transaction.team.findMany({ where: { workspaceId }, select: { id: true } })).map(({ id }) => id))
  const team = gone.teamId !== null && teams.has(gone.teamId) ? gone.teamId : null
  const { createdAt, timeZone, locale, ...columns } = gone
  const data = { ...rowFrom({ ...columns, teamId: team }), workspaceId, timeZone, locale, createdAt: BigInt(createdAt) }
  const { id } = await transaction.member.create({ data, select: { id: true } })
  for (const where of moved) await transaction.identity.updateMany({ where: { ...where, memberId: kept }, data: { memberId: id } })
  // what was changed since stays as it was changed
  const now = columnsOf(row)
  const unchanged = (Object.keys(before) as (keyof MemberColumns)[]).filter((name) => now[name] === after[name]) // the keys of that object are its type's
  const back = rowFrom({ ...now, ...Object.fromEntries(unchanged.map((name) => [name, before[name]])) })
  await transaction.member.update({
    where: { id: kept },
    data: { ...back, ...(back.teamId === null || teams.has(back.teamId) ? {} : { teamId: null }) },
  })
  const event = { workspaceId, memberId: kept, kind: 'told apart', before: '', after: '', byId: by, at }
  await transaction.memberEvent.create({ data: event })
  return true
}

/** See `LinkStore.separate`. */
async function separate(transaction: Transaction, asker: Asker & { readonly installation: InstallationRef }): Promise<Separated> {
  const { workspace, installation, by, platform, at } = asker
  const workspaceId = workspace.id
  const row = await transaction.workspace.findUniqueOrThrow({ where: { id: workspaceId }, include: { installations: true } })
  const place = row.installations.find((one) => one.platform === installation.platform && one.externalId === installation.id)
  if (!place) throw new Complaint('people.changed-meanwhile')
  if (row.installations.length < 2) return 'last'
  if (isIn(row.announce as Destination, installation)) return 'announces' // it was a destination when it was written
  const elsewhere = { some: { installationId: { not: place.id } } }
  const admin = { workspaceId, role: 'admin', leftAt: null, identities: elsewhere }
  if (!(await transaction.member.findFirst({ where: admin, select: { id: true } }))) return 'no admin'
  const within = { startsWith: `${placeKey(installation)}/` }
  const teams = await transaction.team.findMany({ where: { workspaceId, channel: within } })
  for (const team of teams.map(teamOf)) {
    await transaction.team.updateMany({ where: { id: team.id, workspaceId }, data: { channel: null } })
    const event = teamEventData({ team: team.id, before: team, after: { ...team, channel: undefined } })
    await transaction.workspaceEvent.create({ data: { workspaceId, ...event, byId: by, platform, at } })
  }
  const rules = ruleColumn(without(rulesOf(row.rules), installation))
  await transaction.workspace.update({ where: { id: workspaceId }, data: { rules }, select: { id: true } })
  await transaction.outboxEntry.updateMany({
    where: { workspaceId, state: 'waiting', to: within },
    data: { state: 'dropped', endedAt: at },
  })
  // what was sent to somebody alone would name an account that nobody can look up any more
  const accounts = await transaction.identity.findMany({ where: { installationId: place.id } })
  for (const { externalId, memberId } of accounts) {
    const to = inbox(installation, externalId)
    await transaction.outboxEntry.updateMany({ where: { workspaceId, to }, data: { to: `${placeKey(installation)}/former-${memberId}` } })
  }
  await transaction.memberEvent.createMany({
    data: accounts.map(({ externalId, memberId }) => {
      const kind = `account ${accountKey(installation, externalId)}`
      return { workspaceId, memberId, kind, before: '', after: separated, byId: by, at }
    }),
  })
  await transaction.linkCode.deleteMany({ where: { workspaceId, installationId: place.id, usedAt: null } })
  await transaction.installation.delete({ where: { id: place.id } })
  const event = {
    workspaceId,
    kind: linkedKind(installation),
    before: 'linked',
    after: '',
    byId: by,
    platform,
    at: asInstant(at),
  }
  await transaction.workspaceEvent.create({ data: event })
  return 'separated'
}

/** Rules that name no channel of an installation. */
function without(rules: Rules, installation: InstallationRef): Rules {
  const isElsewhere = (to: string) => !isIn(to as Destination, installation) // it was one when it was written
  return {
    ...rules,
    mirrors: rules.mirrors.filter(isElsewhere),
    mirrorsBefore: rules.mirrorsBefore.filter(isElsewhere),
    channelAmounts: Object.fromEntries(Object.entries(rules.channelAmounts).filter(([to]) => isElsewhere(to))),
    rituals: Object.fromEntries(
      Object.entries(rules.rituals).map(([name, { to, ...ritual }]) => [
        name,
        to !== undefined && isElsewhere(to) ? { ...ritual, to } : ritual,
      ]),
    ),
  }
}
