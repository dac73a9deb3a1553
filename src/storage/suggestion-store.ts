// What somebody may mean while they fill in a field. It is asked for with every few letters that they type, so each look takes the rows that an
// index gives first and no more than so many: the latest deals, the speaker's own, the customers that begin like it.
import type { FoundDeal, FoundPerson } from '../conversation/suggest.ts'
import type { SuggestionStore } from '../deals/suggestion-store.ts'
import { asId, type DealNumber } from '../vocabulary/ids.ts'
import { money } from '../vocabulary/money.ts'
import type { WithinReach } from '../workspaces/within-reach.ts'
import type { Database, DatabaseKind } from './database.ts'
import { oneOf, storedCurrency } from './deal-rows.ts'
import { type Put, query } from './query.ts'
import { folded, storable } from './stored-text.ts'

/** Of the workspace's deals, of the speaker's own in one state, and of those whose customer begins as it was typed. */
const latest = 2_000
const latestOwn = 300
const latestLike = 300
/** Names and deals that are found; whoever sorts them out has some to spare. */
const mostFound = 40
const mostPeople = 60

const closedAndOpen = ['open', 'won', 'lost'] as const

/** As it is looked for: as names are stored to be compared, and an apostrophe is an apostrophe. */
const lookedFor = (part: string): string => folded(storable(part)).replace(/[‘’]/g, "'").trim()

const within = (kind: DatabaseKind, put: Put, column: string, part: string): string => {
  const text = `REPLACE(REPLACE(${column}, '’', ''''), '‘', '''')`
  return `${kind === 'sqlite' ? 'INSTR' : 'STRPOS'}(${text}, ${put(part)}) > 0`
}

/** A condition on the deal `d` whose owner is the member `m`. */
function reachable(put: Put, reach: WithinReach): string {
  if (reach.everybody) return '1 = 1'
  const all = [
    ...(reach.member === undefined ? [] : [`d."ownerId" = ${put(reach.member)}`]),
    ...(reach.teams.length === 0 ? [] : [`m."teamId" IN (${reach.teams.map((team) => put(team)).join(', ')})`]),
  ]
  return all.length === 0 ? '1 = 0' : `(${all.join(' OR ')})`
}

const columns = [
  'number',
  'state',
  'stage',
  'ownerId',
  'customer',
  'foldedCustomer',
  'product',
  'foldedProduct',
  'tags',
  'minor',
  'currency',
]
  .map((name) => `e."${name}"`)
  .join(', ')

interface Looking {
  readonly workspace: number
  readonly part: string
  /** Whose deals are looked at beside the latest. */
  readonly own: number | undefined
  /** Those alone that are not closed. */
  readonly open: boolean
}

/** The deals that are looked at, each once, as `d`, with their owner as `m`. */
function lookedAt(put: Put, { workspace, part, own, open }: Looking): string {
  const some = (condition: () => string, order: string, most: number) =>
    `SELECT * FROM (SELECT ${columns} FROM "Deal" e WHERE e."workspaceId" = ${put(workspace)}${condition()} ORDER BY ${order} LIMIT ${most}) AS few`
  const byDay = 'e."closedOn" DESC, e."number" DESC'
  const states = open ? (['open'] as const) : closedAndOpen
  const all = [
    open ? some(() => ` AND e."state" = 'open'`, byDay, latest) : some(() => '', 'e."number" DESC', latest),
    ...(own === undefined
      ? []
      : states.map((state) => some(() => ` AND e."state" = '${state}' AND e."ownerId" = ${put(own)}`, byDay, latestOwn))),
    ...(part === '' ? [] : [some(() => ` AND e."foldedCustomer" >= ${put(part)}`, 'e."foldedCustomer", e."number"', latestLike)]),
  ]
  return `(${all.join(' UNION ')}) AS d JOIN "Member" m ON m."id" = d."ownerId"`
}

export function suggestionStore({ client, kind }: Database): SuggestionStore {
  const asked = async <Row>(write: (put: Put) => string): Promise<readonly Row[]> => {
    const { sql, values } = query(kind, write)
    return client.$queryRawUnsafe<Row[]>(sql, ...values)
  }

  /** Customers of long ago: the next one that begins with the part, and again the next, each by one step in the index. */
  async function customersLike(workspace: number, part: string): Promise<readonly string[]> {
    const next = (put: Put, than: () => string) =>
      `(SELECT e."foldedCustomer" FROM "Deal" e WHERE e."workspaceId" = ${put(workspace)} AND e."foldedCustomer" ${than()}
        ORDER BY e."foldedCustomer" LIMIT 1)`
    const rows = await asked<{ readonly name: string | null }>(
      (put) => `WITH RECURSIVE step(folded, place) AS (
          SELECT ${next(put, () => `>= ${put(part)}`)}, 1
          UNION ALL
          SELECT ${next(put, () => '> step.folded')}, step.place + 1 FROM step
          WHERE SUBSTR(step.folded, 1, ${[...part].length}) = ${put(part)} AND step.place < ${mostFound}
        )
        SELECT (SELECT e."customer" FROM "Deal" e WHERE e."workspaceId" = ${put(workspace)} AND e."foldedCustomer" = step.folded
          AND e."state" <> 'withdrawn' ORDER BY e."number" DESC LIMIT 1) AS name
        FROM step WHERE SUBSTR(step.folded, 1, ${[...part].length}) = ${put(part)} ORDER BY step.place`,
    )
    return rows.flatMap(({ name }) => (name === null || name === '' ? [] : [name]))
  }

  return {
    async names(of, workspace, typed, reach) {
      const part = lookedFor(typed)
      const own = reach.everybody ? undefined : reach.member
      const seen = (put: Put) => `d."state" <> 'withdrawn' AND (d."state" = 'won' OR ${reachable(put, reach)})`
      const looking = { workspace, part: of === 'customers' ? part : '', own, open: false }
      if (of === 'tags') {
        const list = kind === 'sqlite' ? 'json_each(d."tags") AS tag' : 'LATERAL jsonb_array_elements_text(d."tags") AS tag(value)'
        const rows = await asked<{ readonly name: string }>(
          (put) => `SELECT tag.value AS name FROM ${lookedAt(put, looking)} CROSS JOIN ${list} WHERE ${seen(put)}
            ${part === '' ? '' : `AND ${within(kind, put, 'tag.value', part)}`}
            GROUP BY tag.value ORDER BY COUNT(*) DESC, MAX(d."number") DESC LIMIT ${mostFound}`,
        )
        return rows.map(({ name }) => name)
      }
      const [column, key] = of === 'customers' ? (['customer', 'foldedCustomer'] as const) : (['product', 'foldedProduct'] as const)
      const rows = await asked<{ readonly name: string }>(
        (put) => `SELECT l."${column}" AS name FROM (
            SELECT MAX(d."number") AS latest, COUNT(*) AS often FROM ${lookedAt(put, looking)} WHERE ${seen(put)} AND d."${key}" <> ''
            ${part === '' ? '' : `AND ${within(kind, put, `d."${key}"`, part)}`}
            GROUP BY d."${key}" ORDER BY COUNT(*) DESC, MAX(d."number") DESC LIMIT ${mostFound}
          ) AS f JOIN "Deal" l ON l."workspaceId" = ${put(workspace)} AND l."number" = f.latest ORDER BY f.often DESC, f.latest DESC`,
      )
      const names = rows.map(({ name }) => name)
      if (of !== 'customers' || part === '' || !reach.everybody) return names
      const known = new Set(names.map(folded))
      return [...names, ...(await customersLike(workspace, part)).filter((name) => !known.has(folded(name)))]
    },

    async deals(workspace, typed, { open, own, within: reach }) {
      const part = lookedFor(typed)
      const digits = /^\d{1,9}$/.test(part) ? Number(part) : undefined
      const condition = (put: Put) => (part === '' ? '' : `AND ${within(kind, put, 'd."foldedCustomer"', part)}`)
      const from = (put: Put) =>
        digits === undefined
          ? lookedAt(put, { workspace, part, own, open })
          : `(SELECT ${columns} FROM "Deal" e WHERE e."workspaceId" = ${put(workspace)} AND e."number" IN (${beginningWith(digits).join(', ') || 'NULL'})) AS d
              JOIN "Member" m ON m."id" = d."ownerId"`
      const states = open ? `d."state" = 'open'` : `d."state" IN ('open', 'won', 'lost')`
      const rows = await asked<DealRow>(
        (put) => `SELECT d."number", d."customer", d."minor", d."currency", d."state", d."stage" FROM ${from(put)}
          WHERE ${states} AND ${reachable(put, reach)} ${digits === undefined ? condition(put) : ''}
          ORDER BY CASE WHEN ${digits === undefined ? `d."foldedCustomer" = ${put(part)}` : `d."number" = ${digits}`} THEN 0 ELSE 1 END,
            CASE WHEN d."ownerId" = ${put(own)} THEN 0 ELSE 1 END, CASE WHEN d."state" = 'open' THEN 0 ELSE 1 END, d."number" DESC LIMIT ${mostFound}`,
      )
      return rows.map(foundDeal)
    },

    async people(workspace, { platform, id }, typed) {
      const part = lookedFor(typed)
      const name = `m."foldedWords"`
      const like = (put: Put) =>
        part === '' ? '' : `AND (${within(kind, put, name, part)} OR ${within(kind, put, `COALESCE(i."foldedHandle", '')`, part)})`
      const rows = await asked<PersonRow>(
        (put) => `SELECT m."id", m."name", i."handle", i."externalId" AS account FROM "Member" m
          LEFT JOIN "Installation" p ON p."platform" = ${put(platform)} AND p."externalId" = ${put(id)} AND p."workspaceId" = m."workspaceId"
          LEFT JOIN "Identity" i ON i."memberId" = m."id" AND i."installationId" = p."id"
          WHERE m."workspaceId" = ${put(workspace)} AND m."leftAt" IS NULL AND m."erasedAt" IS NULL ${like(put)}
          ORDER BY ${part === '' ? '' : `CASE WHEN ${within(kind, put, name, ` ${part}`)} THEN 0 ELSE 1 END,`} m."name", m."id", i."externalId"
          LIMIT ${mostPeople}`,
      )
      const each = new Map<number, FoundPerson>()
      for (const { id: member, name, handle, account } of rows)
        if (!each.has(member)) each.set(member, { name, handle: handle ?? '', account: account ?? undefined })
      return [...each.values()]
    },
  }
}

interface PersonRow {
  readonly id: number
  readonly name: string
  readonly handle: string | null
  readonly account: string | null
}

interface DealRow {
  readonly number: number | bigint
  readonly customer: string
  readonly minor: number | bigint
  readonly currency: string
  readonly state: string
  readonly stage: string | null
}

const foundDeal = ({ number, customer, minor, currency, state, stage }: DealRow): FoundDeal => ({
  number: asId<DealNumber>(Number(number)),
  customer,
  amount: money(BigInt(minor), storedCurrency(currency)),
  state: oneOf(closedAndOpen, state),
  stage: stage ?? undefined,
})

/** The number itself, and those of up to two digits more. */
const beginningWith = (digits: number): readonly number[] =>
  (digits === 0 ? [] : [1, 10, 100])
    .flatMap((span) => Array.from({ length: span }, (_, more) => digits * span + more))
    .filter((number) => number <= 2_147_483_647)
