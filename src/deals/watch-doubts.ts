// Watches over a change of a deal: what is doubtful about it is asked before anything is saved, and the change waits for a yes meanwhile.
// What it needs is read with everything else that the change reads, or known already: a win takes no further way to the database.
import type { Member } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { type Leads, mayActFor } from '../workspaces/may-act.ts'
import type { PendingStore } from '../workspaces/pending-store.ts'
import type { DealFacts } from './deal.ts'
import type { Step } from './deal-changes.ts'
import type { Alike, Before, DealStore } from './deal-store.ts'
import { questionMessage } from './doubt-message.ts'
import { alikeTo, type Doubt, doubtsAbout } from './doubts.ts'
import { type Plan, planId, planJson, planKind } from './plan.ts'

export interface DoubtNeeds {
  readonly deals: Pick<DealStore, 'typicalWin'>
  readonly workspaces: Pick<Leads, 'leads'>
  readonly pending: Pick<PendingStore, 'keep'>
}

/** What somebody has said yes to already. */
export interface Cleared {
  readonly doubts: readonly Doubt['kind'][]
  /** The manager who allows it. */
  readonly approvedBy?: MemberId
}

const nothingCleared: Cleared = { doubts: [] }

export interface DoubtWatch {
  /** What the owner's wins are typically worth, in minor units; undefined where that is not known. */
  readonly typical: bigint | undefined
  /** For `Change.alike`: what to look for beside a deal in these facts. */
  alike(facts: DealFacts): { readonly alike?: Alike }
  /** To be called while a change is decided: the question that has to be answered first, or undefined where there is none. */
  question(before: Before, step: Step, replaces: boolean): Answer | undefined
  /** To be called when the change was decided: keeps what the person is asked about, if they are. */
  kept(): Promise<void>
}

/** `requestKey`: of what is decided, if not the request's own. */
export async function watchDoubts(
  request: Request,
  owner: Member,
  { deals, workspaces, pending }: DoubtNeeds,
  cleared: Cleared = nothingCleared,
  requestKey: string = request.key,
): Promise<DoubtWatch> {
  const { workspace, speaker, today, now } = request
  const typical = await deals.typicalWin(workspace.id, owner.id)
  const mayAllow = cleared.approvedBy !== undefined || (await mayActFor(request, 'closed periods', owner.id, workspaces))
  const id = planId(workspace.id, requestKey)
  let waits: Plan | undefined

  return {
    typical,

    alike(facts) {
      const alike = alikeTo(facts, owner.name, workspace.rules)
      return alike ? { alike } : {}
    },

    question(before, { deal, event }, replaces) {
      const kind = event.kind === 'undone' || event.kind === 'redone' ? event.kind : 'other'
      const known = { alike: before.alike, typical, today, workspace }
      const doubts = doubtsAbout(before.deal, deal, kind, known).filter((doubt) => !cleared.doubts.includes(doubt.kind))
      waits = undefined
      if (doubts.length === 0) return undefined
      waits = {
        deal: before.deal && { number: before.deal.number, revision: before.deal.revision, facts: before.deal },
        kind: event.kind,
        facts: deal,
        doubts: [...new Set([...cleared.doubts, ...doubts.map((doubt) => doubt.kind)])],
        platform: request.installation.platform,
        asked: [],
      }
      const asks = {
        id,
        deal,
        isNew: before.deal === undefined,
        doubts,
        mayAllow: mayAllow || !doubts.some((doubt) => doubt.kind === 'closed'),
        owner: owner.id === speaker.id ? undefined : owner.name,
      }
      return { kind: 'message', message: questionMessage(asks, request), replaces }
    },

    async kept() {
      if (waits) await pending.keep(workspace.id, { id, kind: planKind, payload: planJson(waits), by: speaker.id, at: now })
    },
  }
}
