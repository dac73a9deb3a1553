// A change of a deal that waits for a yes: its own author's, where it is doubtful, or a manager's, where the books are closed.
// What is kept is all that is needed to decide it anew, on what is true by then.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Destination, type PlatformName, platforms } from '../conversation/platform.ts'
import { asId, type DealNumber, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { DealEventKind, DealFacts } from './deal.ts'
import { type Doubt, doubtKinds } from './doubts.ts'
import { factsFromJson, factsJson } from './facts-json.ts'

/** The kind under which plans are kept among what waits. */
export const planKind = 'deal'

export interface Plan {
  /** The deal as its author saw it; undefined: a new one. */
  readonly deal: { readonly number: DealNumber; readonly revision: number; readonly facts: DealFacts } | undefined
  readonly kind: DealEventKind
  /** What it is to become. */
  readonly facts: DealFacts
  /** What its author was asked about. */
  readonly doubts: readonly Doubt['kind'][]
  readonly platform: PlatformName
  /** Which managers were asked to allow it, and where. */
  readonly asked: readonly { readonly member: MemberId; readonly to: Destination }[]
}

/** The same for every repeat of the request, and for no other; long enough that nobody guesses one. */
export const planId = (workspace: WorkspaceId, requestKey: string): string =>
  createHash('sha256').update(`${workspace} ${requestKey}`).digest('hex').slice(0, 32)

/** What a button about a plan carries. Undefined for anything else. */
export const readPlanId = (value: string): string | undefined => (/^[0-9a-f]{32}$/.test(value) ? value : undefined)

/** Under this key what a plan does is done, so that it is done once whoever says yes how often. */
export const planRequestKey = (id: string): string => `plan/${id}`

const kinds: readonly DealEventKind[] = ['won', 'opened', 'staged', 'lost', 'edited', 'undone', 'redone']

const stored = z.object({
  deal: z.object({ number: z.int(), revision: z.int(), facts: z.unknown() }).optional(),
  kind: z.enum(kinds),
  facts: z.unknown(),
  doubts: z.array(z.enum(doubtKinds)),
  platform: z.enum(platforms),
  asked: z.array(z.object({ member: z.int(), to: z.string() })),
})

export const planJson = ({ deal, facts, ...rest }: Plan): string =>
  JSON.stringify({ ...rest, facts: factsJson(facts), ...(deal ? { deal: { ...deal, facts: factsJson(deal.facts) } } : {}) })

/** Throws on anything that `planJson` has not written. */
export function planFrom(json: string): Plan {
  const { deal, facts, asked, ...rest } = stored.parse(JSON.parse(json))
  return {
    ...rest,
    deal: deal && { number: asId<DealNumber>(deal.number), revision: deal.revision, facts: factsFromJson(deal.facts) },
    facts: factsFromJson(facts),
    asked: asked.map(({ member, to }) => ({ member: asId<MemberId>(member), to: to as Destination })), // it was one when it was written
  }
}
