// Facts of a deal as JSON: as an event keeps them, and a plan that waits for a yes.
import { z } from 'zod'
import type { ExchangeRate } from '../vocabulary/exchange.ts'
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Currency } from '../vocabulary/money.ts'
import type { DealFacts } from './deal.ts'

export const storedTags = z.array(z.string())
export const storedSplits = z.array(
  z.object({ member: z.int(), team: z.int().optional(), basisPoints: z.int() }).transform(({ member, team, basisPoints }) => ({
    member: asId<MemberId>(member),
    ...(team === undefined ? {} : { team: asId<TeamId>(team) }),
    basisPoints,
  })),
)

/** Dates and currencies were checked before they were written, so that reading only puts their brands back on. */
export const storedDate = (text: string): LocalDate => text as LocalDate
export const storedCurrency = (text: string): Currency => text as Currency
export const storedRate = (text: string): ExchangeRate => text as ExchangeRate

/** Facts as an event keeps them. The amount is text, as a JSON number is not exact beyond 2^53. */
const storedFacts = z.object({
  state: z.enum(['won', 'open', 'lost', 'withdrawn']),
  stage: z.string().optional(),
  // What was not kept from the beginning may be missing.
  stageSince: z.string().optional(),
  path: z.array(z.string()).default([]),
  openedOn: z.string().optional(),
  product: z.string().default(''),
  lossReason: z.string().optional(),
  original: z.object({ minor: z.string().regex(/^-?\d+$/), currency: z.string(), rate: z.string() }).optional(),
  owner: z.int(),
  team: z.int().nullable(),
  customer: z.string(),
  minor: z.string().regex(/^-?\d+$/),
  currency: z.string(),
  closedOn: z.string(),
  note: z.string(),
  tags: storedTags,
  splits: storedSplits,
})

/** Facts as JSON, for events and for what waits to be confirmed. Throws on anything else. */
export function factsFromJson(json: unknown): DealFacts {
  const { minor, currency, owner, team, closedOn, stage, stageSince, openedOn, lossReason, original, ...rest } = storedFacts.parse(json)
  return {
    ...rest,
    ...(stage === undefined ? {} : { stage }),
    ...(stageSince === undefined ? {} : { stageSince: storedDate(stageSince) }),
    ...(openedOn === undefined ? {} : { openedOn: storedDate(openedOn) }),
    ...(lossReason === undefined ? {} : { lossReason }),
    ...(original === undefined
      ? {}
      : {
          original: {
            amount: { minor: BigInt(original.minor), currency: storedCurrency(original.currency) },
            rate: storedRate(original.rate),
          },
        }),
    owner: asId<MemberId>(owner),
    team: team === null ? undefined : asId<TeamId>(team),
    amount: { minor: BigInt(minor), currency: storedCurrency(currency) },
    closedOn: storedDate(closedOn),
  }
}

export const factsJson = (facts: DealFacts) => ({
  state: facts.state,
  stage: facts.stage,
  stageSince: facts.stageSince,
  path: facts.path,
  openedOn: facts.openedOn,
  product: facts.product,
  lossReason: facts.lossReason,
  original: facts.original && {
    minor: String(facts.original.amount.minor),
    currency: facts.original.amount.currency,
    rate: facts.original.rate,
  },
  owner: facts.owner,
  team: facts.team ?? null,
  customer: facts.customer,
  minor: String(facts.amount.minor),
  currency: facts.amount.currency,
  closedOn: facts.closedOn,
  note: facts.note,
  tags: facts.tags,
  splits: facts.splits,
})
