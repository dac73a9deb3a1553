// Plants a whole company into an empty database: few statements, each with thousands of rows.
import type { Seed, SeedIds, SeedStore } from '../sandbox/seed-store.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Database, Transaction } from './database.ts'
import { dealJson, eventJson } from './deal-rows.ts'
import { insert, rowsFrom, type TableName } from './ledger/tables.ts'
import { folded, foldedWords, storableJson } from './stored-text.ts'
import { subjectKey } from './target-rows.ts'
import { asJson, companyRows, totalRow } from './total-rows.ts'

/** Rows of a statement: a few hundred kilobytes of JSON. */
const page = 1000

/** It takes about a second; a slow disk may take its time. */
const patienceSeconds = 120

export function seedStore(database: Database): SeedStore {
  return {
    isEmpty: async () => (await database.client.workspace.findFirst({ select: { id: true } })) === null,
    plant: (seed, at) =>
      database.transaction(async (transaction) => {
        const { settings } = seed
        const workspace = await transaction.workspace.create({ data: { ...settings, createdAt: BigInt(at) } })
        const id = asId<WorkspaceId>(workspace.id)
        const ids = await plantPeople(transaction, id, seed, BigInt(at))
        await plantFigures(database, transaction, id, seed, ids)
        return id
      }, patienceSeconds),
  }
}

async function plantPeople(transaction: Transaction, workspaceId: WorkspaceId, seed: Seed, createdAt: bigint): Promise<SeedIds> {
  const installations = new Map<string, number>()
  for (const { platform, id: externalId } of seed.installations) {
    const { id } = await transaction.installation.create({ data: { platform, externalId, workspaceId } })
    installations.set(`${platform}/${externalId}`, id)
  }
  const teams = new Map<string, TeamId>()
  for (const { name, parent } of seed.teams) {
    const parentId = parent === undefined ? null : known(teams, parent)
    const { id } = await transaction.team.create({ data: { workspaceId, name, parentId } })
    teams.set(name, asId<TeamId>(id))
  }
  const members = new Map<string, MemberId>()
  for (const { handle, name, role, team, timeZone, accounts } of seed.members) {
    const { id } = await transaction.member.create({
      data: { workspaceId, teamId: known(teams, team), name, foldedWords: foldedWords(name), role, timeZone, createdAt },
    })
    members.set(handle, asId<MemberId>(id))
    await transaction.identity.createMany({
      data: accounts.map(({ installation, personId }) => ({
        installationId: known(installations, `${installation.platform}/${installation.id}`),
        externalId: personId,
        memberId: id,
        handle,
        foldedHandle: folded(handle),
      })),
    })
  }
  for (const { name, lead } of seed.teams) {
    if (lead !== undefined) await transaction.team.update({ where: { id: known(teams, name) }, data: { leadId: known(members, lead) } })
  }
  return { member: (handle) => known(members, handle), team: (name) => known(teams, name) }
}

async function plantFigures(
  database: Database,
  transaction: Transaction,
  workspaceId: WorkspaceId,
  seed: Seed,
  ids: SeedIds,
): Promise<void> {
  const { deals, totals, targets } = seed.figures(ids)
  const write = async (table: TableName, rows: readonly object[]) => {
    for (let from = 0; from < rows.length; from += page) {
      const some = rows.slice(from, from + page)
      const [document, values] = database.kind === 'sqlite' ? ['?', some] : ['CAST($1 AS jsonb)', { [table]: some }]
      await transaction.$executeRawUnsafe(insert(table, rowsFrom(database.kind, table, document)), storableJson(values))
    }
  }
  await write(
    'Deal',
    // nobody did these here, so that nobody's `/deal undo` takes the past back unless it names a deal
    deals.map(({ deal }) => ({ ...dealJson(workspaceId, deal), headById: null, headSeq: null })),
  )
  await write(
    'DealEvent',
    deals.map(({ event }) => ({ ...eventJson(workspaceId, event), seq: 0 })),
  )
  const rowsOfTotals = totals.map((total) => totalRow(workspaceId, total))
  await write('DayTotal', asJson(rowsOfTotals))
  await write('CompanyDayTotal', asJson(companyRows(rowsOfTotals)))
  await transaction.workspace.update({ where: { id: workspaceId }, data: { nextDeal: deals.length + 1 } })
  const rows = targets.map(({ subject, metric, period, value, setBy, setAt }) => ({
    key: { workspaceId, subject: subjectKey(subject), metric, periodKind: period.kind, periodFrom: period.from },
    rest: { periodTo: period.to, periodYear: period.year, periodIndex: period.index, value, setById: setBy, setAt: BigInt(setAt) },
  }))
  await transaction.target.createMany({ data: rows.map(({ key, rest }) => ({ ...key, ...rest })) })
  await transaction.targetEvent.createMany({
    data: rows.map(({ key, rest }) => ({ ...key, before: null, after: rest.value, byId: rest.setById, at: rest.setAt })),
  })
}

/** What the seed refers to stands in the seed. */
function known<T>(all: ReadonlyMap<string, T>, name: string): T {
  const one = all.get(name)
  if (one === undefined) throw new Error(`The seed refers to ${name}, which is not in it`)
  return one
}
