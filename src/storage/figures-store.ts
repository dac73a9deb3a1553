// What progress reads, in the database. `figures` is asked for with every `/progress`, and is one statement for all
// who ask at the same time.
import { z } from 'zod'
import { Stale, type Subject } from '../conversation/people.ts'
import { credits } from '../deals/day-totals.ts'
import type { Deal } from '../deals/deal.ts'
import type { AsOf, Figures, FiguresStore, ListedDeal } from '../progress/figures-store.ts'
import { beforeChanges, type OpenAt, type Said, type Whose } from '../progress/forecast.ts'
import { subjectKey } from '../targets/target.ts'
import { asId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Database } from './database.ts'
import { type DealRow, dealColumns, dealOf, dealRowColumns, factsFromJson, storedDate } from './deal-rows.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { figuresSql, type Look, newestFirst, openOf, teamsUnder, type WithForecast, wonBy } from './figures-sql.ts'
import { type Ended, inTurns } from './ledger/turn.ts'
import { type MemberRow, memberOf } from './member-rows.ts'
import { type Put, query } from './query.ts'
import { fromArray, fromObject } from './row-json.ts'
import { type TargetRow, targetColumns, targetOf } from './target-rows.ts'

interface Asked {
  readonly workspace: WorkspaceId
  readonly version: number
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period
  readonly take: number
  readonly forecast: AsOf | undefined
}

interface FiguresRow {
  readonly slot: number
  readonly version: number
  /** Of a team: its id and those of all below it. */
  readonly teams?: string
  readonly actual: string | null
  readonly target: string | null
  readonly last: string | null
  readonly open?: string | null
  readonly changed?: string | null
  readonly calls?: string | null
}

const newestDealFirst = (a: DealRow, b: DealRow) => (a.closedOn === b.closedOn ? b.number - a.number : a.closedOn < b.closedOn ? 1 : -1)

const idsOf = (subject: Subject) => ({
  memberId: subject.kind === 'member' ? subject.member : 0,
  teamId: subject.kind === 'team' ? subject.team : 0,
})

export function figuresStore({ kind, client }: Database): FiguresStore {
  async function look(asked: readonly Asked[]): Promise<readonly Ended<Figures>[]> {
    const [first] = asked
    if (!first) return []
    const rows = asked.map(({ workspace, subject, metric, period, forecast }, slot) => ({
      slot,
      workspaceId: workspace,
      ...idsOf(subject),
      subject: subjectKey(subject),
      metric,
      kind: period.kind,
      from: period.from,
      to: period.to,
      today: forecast?.today,
    }))
    const sql = figuresSql(kind, first.subject.kind, first.take, withForecast(first.forecast))
    const found = await client.$queryRawUnsafe<FiguresRow[]>(sql, JSON.stringify(rows))
    const bySlot = new Map(found.map((row) => [Number(row.slot), row]))
    return asked.map((one, slot) => {
      const row = bySlot.get(slot)
      return row?.version === one.version ? { answer: figuresIn(row, one) } : { error: new Stale() }
    })
  }
  /** Those that ask the same kind of question are looked up together. */
  const together = new Map<string, (asked: Asked) => Promise<Figures>>()

  /** What compares with an instant of its own goes by itself. */
  const alone = async (asked: Asked): Promise<Figures> => {
    const [end] = await look([asked])
    if (!end || 'error' in end) throw end?.error
    return end.answer
  }

  /** Runs a query with what a subject's deals are looked up by in place. */
  const rowsOf = <Row>(workspaceId: WorkspaceId, subject: Subject, period: Period, write: (look: Look, put: Put) => string) => {
    const values = { workspaceId, ...idsOf(subject), from: period.from, to: period.to }
    const { sql, values: given } = query(kind, (put) => write((what) => put(values[what]), put))
    return client.$queryRawUnsafe<Row[]>(sql, ...given)
  }
  const countOf = async (workspaceId: WorkspaceId, subject: Subject, period: Period, from: (look: Look) => string): Promise<number> => {
    const [row] = await rowsOf<{ count: bigint | number }>(
      workspaceId,
      subject,
      period,
      (at) => `SELECT COUNT(*) AS "count" FROM ${from(at)}`,
    )
    return Number(row?.count ?? 0)
  }
  const teamIds = async (workspaceId: WorkspaceId, team: TeamId): Promise<ReadonlySet<TeamId>> => {
    const values = { workspaceId, teamId: team }
    const { sql, values: given } = query(kind, (put) => `SELECT u.id FROM ${teamsUnder((what) => put(values[what]))} AS u`)
    return new Set((await client.$queryRawUnsafe<{ id: number }[]>(sql, ...given)).map(({ id }) => asId<TeamId>(Number(id))))
  }

  return {
    figures(workspace, version, subject, metric, period, take, asOf) {
      const forecast = metric === 'revenue' ? asOf : undefined
      const asked = { workspace, version, subject, metric, period, take, forecast }
      if (forecast?.since !== undefined) return alone(asked)
      const question = `${subject.kind} ${take} ${forecast !== undefined}`
      let ask = together.get(question)
      if (!ask) {
        ask = inTurns(look, () => false)
        together.set(question, ask)
      }
      return ask(asked)
    },

    async parts({ id, language }, subject, metric, period) {
      const target = (key: string, put: Put) => `(SELECT CAST(g."value" AS TEXT) FROM "Target" g WHERE g."workspaceId" = ${put(id)}
        AND g."subject" = ${key} AND g."metric" = ${put(metric)} AND g."periodKind" = ${put(period.kind)} AND g."periodFrom" = ${put(period.from)})`
      const total = (whose: () => string, at: Look, put: Put) => `(SELECT ${sumText(kind, 'd."value"')} FROM "DayTotal" d
        WHERE d."workspaceId" = ${at('workspaceId')} AND ${whose()} AND d."metric" = ${put(metric)} AND d."day" BETWEEN ${at('from')} AND ${at('to')})`
      const below = (column: string, at: Look) => (subject.kind === 'company' ? `${column} IS NULL` : `${column} = ${at('teamId')}`)
      // Of an array PostgreSQL knows that it is short, and looks each team up; a subquery it takes for longer than it is, and reads all totals.
      const isOneOf = (team: string, ids: string) => (kind === 'sqlite' ? `${team} IN ${ids}` : `${team} = ANY(ARRAY(${ids}))`)
      const under = (at: Look) => teamsUnder((what) => (what === 'teamId' ? 't."id"' : at(what)))
      type Totals = { readonly actual: string | null; readonly target: string | null }
      const [teams, members] = await Promise.all([
        rowsOf<{ id: number; name: string } & Totals>(
          id,
          subject,
          period,
          // The values stand in the order in which they are put.
          (at, put) => `SELECT t."id", t."name", ${total(() => isOneOf('d."teamId"', under(at)), at, put)} AS "actual",
            ${target(`'team ' || t."id"`, put)} AS "target" FROM "Team" t
            WHERE t."workspaceId" = ${at('workspaceId')} AND ${below('t."parentId"', at)} ORDER BY t."name", t."id"`,
        ),
        rowsOf<MemberRow & Totals>(
          id,
          subject,
          period,
          (
            at,
            put,
          ) => `SELECT m."id", m."name", m."role", m."teamId", m."locale", m."startedOn", m."leave", m."offBoards", m."leftAt", m."timeZone", m."nudgesFrom",
            ${total(() => 'd."memberId" = m."id"', at, put)} AS "actual", ${target(`'member ' || m."id"`, put)} AS "target" FROM "Member" m
            WHERE m."workspaceId" = ${at('workspaceId')} AND m."leftAt" IS NULL AND ${below('m."teamId"', at)} ORDER BY m."name", m."id"`,
        ),
      ])
      const part = ({ actual, target: set }: Totals) => ({ actual: sumOf(actual), target: set === null ? undefined : BigInt(set) })
      return {
        teams: teams.map((row) => ({ team: asId<TeamId>(Number(row.id)), name: row.name, ...part(row) })),
        members: members.map((row) => ({ member: memberOf({ ...row, offBoards: Boolean(row.offBoards) }, { language }), ...part(row) })),
      }
    },

    async credited(workspaceId, subject, metric, period, { skip, take }) {
      const ownOnly = metric === 'deals'
      const limit = `LIMIT ${Math.trunc(skip + take)}` // PostgreSQL takes no column there
      const [rows, count, teams] = await Promise.all([
        rowsOf<ListedRow & { readonly credit: bigint }>(
          workspaceId,
          subject,
          period,
          (at) => `${listed} , n."credit" FROM (${wonBy(kind, subject.kind, at, { ownOnly, limit })}) AS n
            JOIN "Deal" d ON d."workspaceId" = ${at('workspaceId')} AND d."number" = n."number" JOIN "Member" m ON m."id" = d."ownerId"
            ${newestFirst('d')} LIMIT ${Math.trunc(take)} OFFSET ${Math.trunc(skip)}`,
        ),
        countOf(workspaceId, subject, period, (at) => `(${wonBy(kind, subject.kind, at, { ownOnly })}) AS n`),
        subject.kind === 'team' ? teamIds(workspaceId, subject.team) : undefined,
      ])
      const creditOf = (deal: Deal) =>
        credits(deal).reduce((sum, { team, minor }) => (team !== undefined && teams?.has(team) ? sum + minor : sum), 0n)
      return {
        deals: rows.map((row) => {
          const one = listedOf(row)
          return { ...one, credit: teams ? creditOf(one.deal) : BigInt(row.credit) }
        }),
        count,
      }
    },

    async expected(workspaceId, subject, period, { skip, take }) {
      const [rows, count] = await Promise.all([
        rowsOf<ListedRow>(
          workspaceId,
          subject,
          period,
          (at) => `${listed} FROM (SELECT d."number" FROM ${openOf(subject.kind, at)}) AS n
            JOIN "Deal" d ON d."workspaceId" = ${at('workspaceId')} AND d."number" = n."number" JOIN "Member" m ON m."id" = d."ownerId"
            ORDER BY d."closedOn", d."number" LIMIT ${Math.trunc(take)} OFFSET ${Math.trunc(skip)}`,
        ),
        countOf(workspaceId, subject, period, (at) => openOf(subject.kind, at)),
      ])
      return { deals: rows.map(listedOf), count }
    },

    async logged(workspaceId, memberId, metric, { from, to }, { skip, take }) {
      const where = { workspaceId, memberId, kind: metric, state: 'logged', day: { gte: from, lte: to } }
      const [rows, count] = await Promise.all([
        client.activity.findMany({ where, orderBy: [{ day: 'desc' }, { number: 'desc' }], skip, take }),
        client.activity.count({ where }),
      ])
      return { entries: rows.map(({ number, day, count: times }) => ({ number, day: storedDate(day), count: times })), count }
    },
  }
}

type ListedRow = DealRow & { readonly ownerName: string; readonly ownerTeam: number | null }
const listed = `SELECT ${dealColumns('d')}, m."name" AS "ownerName", m."teamId" AS "ownerTeam"`

const listedOf = (row: ListedRow): ListedDeal => ({
  deal: dealOf(row),
  owner: { name: row.ownerName, team: row.ownerTeam === null ? undefined : asId<TeamId>(row.ownerTeam) },
})

const figuresIn = (row: FiguresRow, asked: Asked): Figures => {
  const { subject, metric } = asked
  const actual = sumOf(row.actual)
  return {
    actual,
    target: row.target === null ? undefined : targetOf(subject, metric, fromObject<TargetRow>(row.target, targetColumns)),
    last: fromArray<DealRow>(row.last, dealRowColumns).sort(newestDealFirst).map(dealOf),
    ...(asked.forecast ? { outlook: outlookIn(row, asked, actual) } : {}),
  }
}

const withForecast = (forecast: AsOf | undefined): WithForecast =>
  forecast === undefined ? 'none' : forecast.since === undefined ? 'now' : { since: forecast.since }

const teamList = z.array(z.int())
const stageList = z.array(z.object({ stage: z.string(), count: z.int(), minor: z.string(), late: z.int() }))
const callList = z.array(
  z
    .object({ commit: z.string().nullable(), bestCase: z.string().nullable(), now: z.int(), earlier: z.int() })
    .transform(({ commit, bestCase, ...at }) => ({
      ...at,
      commit: commit === null ? undefined : BigInt(commit),
      bestCase: bestCase === null ? undefined : BigInt(bestCase),
    })),
)
const changedList = z.array(z.object({ before: z.unknown(), now: z.record(z.string(), z.unknown()) }))

function outlookIn(row: FiguresRow, { subject, period, forecast }: Asked, won: bigint): NonNullable<Figures['outlook']> {
  const list = (text: string | null | undefined): unknown => JSON.parse(text ?? '[]')
  const stages = stageList.parse(list(row.open))
  const open: readonly OpenAt[] = stages.map(({ stage, count, minor }) => ({ stage, count, minor: sumOf(minor) }))
  const calls = callList.parse(list(row.calls))
  const said = (what: 'commit' | 'bestCase', when: 'now' | 'earlier'): Said => {
    const values = calls.filter((call) => call[when] === 1).flatMap((call) => call[what] ?? [])
    return { sum: values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0n), people: values.length }
  }
  const now = { won, open, commit: said('commit', 'now'), bestCase: said('bestCase', 'now') }
  const late = stages.reduce((sum, one) => sum + one.late, 0)
  if (forecast?.since === undefined) return { now, late }
  const changed = changedList.parse(list(row.changed)).map((one) => ({
    before: one.before === null ? undefined : factsFromJson(one.before),
    now: dealOf(fromObject<DealRow>(JSON.stringify(one.now), dealRowColumns)),
  }))
  const whose: Whose =
    subject.kind === 'team' ? { kind: 'team', teams: new Set(teamList.parse(list(row.teams)).map((id) => asId<TeamId>(id))) } : subject
  const earlier = {
    ...beforeChanges({ won, open }, changed, whose, period),
    commit: said('commit', 'earlier'),
    bestCase: said('bestCase', 'earlier'),
  }
  return { now, earlier, late }
}
