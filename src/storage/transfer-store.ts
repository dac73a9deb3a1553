// Imports in the database, a page of rows in a transaction; and the settled answer of what waited for a yes.

import { z } from 'zod'
import { Stale } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Deal } from '../deals/deal.ts'
import { undo } from '../deals/deal-changes.ts'
import { importedStep } from '../transfer/import-deal.ts'
import { nameKey } from '../transfer/people-by-name.ts'
import type { Tally, TransferStore, Writes } from '../transfer/transfer-store.ts'
import { asId, type DealNumber, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import { raiseVersion } from './change-people.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database, Transaction } from './database.ts'
import { dealOf, eventOf } from './deal-rows.ts'
import { exporting } from './export-rows.ts'
import { importedDeals } from './imported-deals.ts'
import { type ManySteps, writeMany } from './ledger/write-many.ts'
import { lockWorkspace } from './lock-workspace.ts'
import { memberOf, teamOf } from './member-rows.ts'
import { foldedWords, storable } from './stored-text.ts'
import type { WorkspaceCopies } from './workspace-copies.ts'
import { writePeople } from './write-people.ts'

/** A page is written well within a second; a slow disk may take its time. */
const patienceSeconds = 60

const part = 'import-part'
const storedPart = z.object({ made: z.int(), changed: z.int(), deals: z.array(z.tuple([z.int(), z.int()])) })

export function transferStore(database: Database, { queue, engine }: Waking, copies: WorkspaceCopies): TransferStore {
  const { client } = database

  /** Runs a page with the workspace locked and unchanged since it was decided who may import. */
  async function inPage<T>(
    { id, version }: Writes['workspace'],
    work: (transaction: Transaction, found: ManySteps['found']) => Promise<{ done: T; woken: readonly Destination[] }>,
  ): Promise<T> {
    const { done, woken } = await database.transaction(async (transaction) => {
      const stands = await lockWorkspace(database, transaction, id)
      if (stands !== version) throw new Stale()
      const row = await transaction.workspace.findUniqueOrThrow({
        where: { id },
        select: { nextDeal: true, changes: true },
      })
      return work(transaction, { ...row, version })
    }, patienceSeconds)
    if (woken.length > 0) queue.wake(woken)
    return done
  }

  const parts = (workspaceId: WorkspaceId, batch: string) => ({ workspaceId, kind: part, id: { startsWith: `${batch}.` } })

  return {
    ...exporting(database),

    async people(workspaceId) {
      const rows = await client.member.findMany({
        where: { workspaceId },
        include: { workspace: true, identities: { select: { handle: true } } },
        orderBy: { id: 'asc' },
      })
      return rows.map((row) => ({ ...memberOf(row, row.workspace), handles: row.identities.map(({ handle }) => handle) }))
    },

    async teams(workspaceId) {
      return (await client.team.findMany({ where: { workspaceId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(teamOf)
    },

    async account(workspaceId, { platform, id }, memberId) {
      const where = { memberId, installation: { platform, externalId: id, workspaceId } }
      return (await client.identity.findFirst({ where, orderBy: { externalId: 'asc' }, select: { externalId: true } }))?.externalId
    },

    imported: (workspace, externalIds) => importedDeals(client, workspace, externalIds),

    async addPeople(workspace, names, at) {
      const workspaceId = workspace.id
      try {
        return await inPage(workspace, async (transaction) => {
          const rows = await transaction.member.findMany({ where: { workspaceId }, select: { id: true, name: true } })
          const members = new Map(rows.map(({ id, name }) => [nameKey(name), asId<MemberId>(id)]))
          const missing = names.filter((name) => !members.has(nameKey(name)))
          for (const name of missing) members.set(nameKey(name), await addMember(transaction, workspaceId, name, 'rep', BigInt(at)))
          if (missing.length > 0) await raiseVersion(transaction, workspaceId)
          const version = workspace.version + (missing.length > 0 ? 1 : 0)
          return { done: { members, workspace: { id: workspaceId, version } }, woken: [] }
        })
      } finally {
        copies.forget(workspaceId)
      }
    },

    writeDeals: ({ workspace, batch, actor, here, defaults }, rows) =>
      inPage(workspace, async (transaction, found) => {
        const workspaceId = workspace.id
        const before = await importedDeals(
          transaction,
          workspaceId,
          rows.map(({ externalId }) => externalId),
        )
        const members = await transaction.member.findMany({
          where: { workspaceId, id: { in: rows.map(({ owner }) => owner) } },
          select: { id: true, teamId: true },
        })
        const teams = new Map(members.map(({ id, teamId }) => [id, teamId === null ? undefined : asId<TeamId>(teamId)]))
        let next = found.nextDeal
        const steps = rows.flatMap((row) => {
          const deal = before.get(row.externalId)
          const owner = { id: row.owner, team: teams.get(row.owner) }
          const step = importedStep(row, owner, deal, deal?.number ?? asId<DealNumber>(next), actor, defaults)
          if (step && !deal) next += 1
          return step ? [{ ...step, before: deal, externalId: row.externalId }] : []
        })
        const woken = await writeMany(database, transaction, engine, { workspace: workspaceId, found, here, at: actor.at, steps })
        const made = steps.filter(({ before: deal }) => deal === undefined)
        await transaction.importedDeal.createMany({
          data: made.map(({ externalId, deal }) => ({ workspaceId, externalId: storable(externalId), number: deal.number })),
        })
        const done: Tally = { made: made.length, changed: steps.length - made.length, same: rows.length - steps.length }
        if (steps.length > 0)
          await keepPart(
            transaction,
            { workspaceId, batch, actor },
            done,
            steps.map(({ deal }) => deal),
          )
        return { done, woken }
      }),

    async tally(workspace, batch) {
      const rows = await client.pending.findMany({ where: parts(workspace, batch), select: { payload: true } })
      const all = rows.map(({ payload }) => storedPart.parse(JSON.parse(payload)))
      return { made: all.reduce((sum, { made }) => sum + made, 0), changed: all.reduce((sum, { changed }) => sum + changed, 0) }
    },

    undoPage: ({ workspace, batch, actor, here }) =>
      inPage(workspace, async (transaction, found) => {
        const workspaceId = workspace.id
        const row = await transaction.pending.findFirst({ where: { ...parts(workspaceId, batch), state: 'open' }, orderBy: { id: 'desc' } })
        if (!row) return { done: undefined, woken: [] }
        const written = new Map(storedPart.parse(JSON.parse(row.payload)).deals)
        const deals = await transaction.deal.findMany({ where: { workspaceId, number: { in: [...written.keys()] } } })
        // What somebody changed since and took back themselves stands as the import left it.
        const standing = deals.map(dealOf).filter(({ number, head }) => written.get(number) === head)
        const numbers = standing.map(({ number }) => number)
        const events = await transaction.dealEvent.findMany({ where: { workspaceId, number: { in: numbers } } })
        const heads = new Map(standing.map(({ number, head }) => [`${number}`, head]))
        const headOf = new Map(
          events.filter((row) => heads.get(`${row.number}`) === row.revision).map((row) => [eventOf(row).number, eventOf(row)]),
        )
        const steps = standing.flatMap((before) => {
          const step = undo(before, headOf.get(before.number), actor)
          return step ? [{ ...step, deal: { ...step.deal, announced: before.announced }, before }] : []
        })
        const woken = await writeMany(database, transaction, engine, { workspace: workspaceId, found, here, at: actor.at, steps })
        await transaction.pending.update({
          where: { id: row.id },
          data: { state: 'declined', decidedById: actor.by.id, decidedAt: actor.at },
        })
        const made = steps.filter(({ deal }) => deal.state === 'withdrawn').length
        return { done: { made, changed: steps.length - made, same: written.size - steps.length }, woken }
      }),

    async writePeople(change, rows, answer) {
      const { workspace, requestKey, actor } = change
      try {
        return await changeWorkspace(
          database,
          { queue, engine },
          { workspace: workspace.id, version: workspace.version, requestKey, at: actor.at },
          async (transaction) => {
            const tally = await writePeople(transaction, workspace.id, actor, rows)
            await raiseVersion(transaction, workspace.id)
            return { answer: answer(tally) }
          },
        )
      } finally {
        copies.forget(workspace.id)
      }
    },

    settle: ({ workspace, requestKey, at, by, posts = [], answer, settles }) =>
      changeWorkspace(
        database,
        { queue, engine },
        { workspace: workspace.id, version: workspace.version, requestKey, at },
        async (transaction) => {
          if (!settles) return { answer, posts }
          const where = { id: settles.pending, workspaceId: workspace.id, state: 'open' }
          const { count } = await transaction.pending.updateMany({ where, data: { state: settles.state, decidedById: by, decidedAt: at } })
          return count === 1 ? { answer, posts } : { answer: settles.otherwise }
        },
      ),
  }
}

/** A member whom no platform knows yet: somebody makes an account theirs later. */
export async function addMember(
  transaction: Transaction,
  workspaceId: WorkspaceId,
  name: string,
  role: string,
  createdAt: bigint,
): Promise<MemberId> {
  const data = { workspaceId, name: storable(name), foldedWords: foldedWords(name), role, createdAt }
  return asId<MemberId>((await transaction.member.create({ data, select: { id: true } })).id)
}

/** What a page made and changed, to be counted and to be taken back. */
async function keepPart(
  transaction: Transaction,
  { workspaceId, batch, actor }: { readonly workspaceId: WorkspaceId } & Pick<Writes, 'batch' | 'actor'>,
  { made, changed }: Tally,
  deals: readonly Deal[],
): Promise<void> {
  const count = await transaction.pending.count({ where: { workspaceId, kind: part, id: { startsWith: `${batch}.` } } })
  const payload = JSON.stringify({ made, changed, deals: deals.map(({ number, revision }) => [number, revision]) })
  const id = `${batch}.${String(count).padStart(6, '0')}`
  await transaction.pending.create({ data: { id, workspaceId, kind: part, payload, byId: actor.by.id, at: actor.at } })
}
