// Deals that may be the same as one that is being written: looked up with everything else that a win needs, so that asking costs no way
// to the database of its own.
import { z } from 'zod'
import type { AlikeDeal, Change } from '../../deals/deal-store.ts'
import { asId, type DealNumber } from '../../vocabulary/ids.ts'
import type { DatabaseKind } from '../database.ts'
import { storedCurrency, storedDate } from '../deal-rows.ts'
import { folded } from '../stored-text.ts'

/**
 * Of a customer's deals so many are looked at, from the highest number down: a customer who buys every day for years costs no more than
 * another. The same deal logged twice is among the latest.
 */
const latest = 100

const asked: Readonly<Record<DatabaseKind, string>> = {
  sqlite: `(SELECT value ->> 'slot' AS slot, value ->> 'workspaceId' AS "workspaceId", value ->> 'customer' AS "customer",
    value ->> 'minor' AS "minor", value ->> 'firstDay' AS "firstDay", value ->> 'lastDay' AS "lastDay", value ->> 'number' AS "number"
    FROM input, json_each(doc, '$.alike'))`,
  postgresql: `(SELECT rows.* FROM input, jsonb_to_recordset(doc -> 'alike') AS rows(slot integer, "workspaceId" integer, "customer" text,
    "minor" text, "firstDay" text, "lastDay" text, "number" integer))`,
}

/** What people are told of it, in one column. */
const told = (kind: DatabaseKind): string =>
  `CAST(${kind === 'sqlite' ? 'json_object' : 'jsonb_build_object'}('number', one."number", 'customer', one."customer",
    'minor', CAST(one."minor" AS TEXT), 'currency', one."currency", 'closedOn', one."closedOn",
    'owner', (SELECT m."name" FROM "Member" m WHERE m."id" = one."ownerId")) AS TEXT)`

/**
 * Rows of the sort `alike` as find.ts has them: for each that asks the newest deal there is, or null. What is looked up stands in a subquery
 * of its own row, so that no database thinks of reading the table from end to end.
 */
export const alikeRows = (kind: DatabaseKind): string => `
SELECT 'alike', asked.slot, NULL, NULL, NULL, (
  SELECT ${told(kind)} FROM (
    SELECT l."number", l."state", l."ownerId", l."customer", l."minor", l."currency", l."closedOn" FROM "Deal" l
    WHERE l."workspaceId" = asked."workspaceId" AND l."foldedCustomer" = asked."customer" ORDER BY l."number" DESC LIMIT ${latest}
  ) AS one
  WHERE one."state" = 'won' AND one."minor" = CAST(asked."minor" AS ${kind === 'sqlite' ? 'INTEGER' : 'bigint'})
    AND one."closedOn" BETWEEN asked."firstDay" AND asked."lastDay" AND one."number" <> asked."number"
  ORDER BY one."number" DESC LIMIT 1
), NULL FROM ${asked[kind]} AS asked`

/** A change's question as the statement takes it; `slot` is the change's place among those that are asked together. */
export const alikeAsked = (slot: number, { workspace, number, alike }: Change): readonly object[] =>
  alike === undefined
    ? []
    : [
        {
          slot,
          workspaceId: workspace,
          customer: folded(alike.customer),
          minor: String(alike.minor),
          firstDay: alike.from,
          lastDay: alike.to,
          number: number ?? 0,
        },
      ]

const stored = z.object({
  number: z.int(),
  customer: z.string(),
  minor: z.string(),
  currency: z.string(),
  closedOn: z.string(),
  owner: z.string().nullable(),
})

/** The deal as the statement tells it. */
export function alikeDeal(json: string | null | undefined): AlikeDeal | undefined {
  if (!json) return undefined
  const { number, customer, minor, currency, closedOn, owner } = stored.parse(JSON.parse(json))
  return {
    number: asId<DealNumber>(number),
    customer,
    amount: { minor: BigInt(minor), currency: storedCurrency(currency) },
    closedOn: storedDate(closedOn),
    ownerName: owner ?? '?',
  }
}
