// A deal is logged, as a feature: won or still open. Commands and the form call these.
import type { Member } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Money } from '../vocabulary/money.ts'
import type { Leads } from '../workspaces/may-act.ts'
import { countingPeriods } from './counting-periods.ts'
import type { DealFacts } from './deal.ts'
import { log } from './deal-changes.ts'
import { checkedClose, checkedDay, type Said } from './deal-edit.ts'
import { checkedSplits, eachOnce, type Sharing } from './deal-keywords.ts'
import { openEcho, winEcho } from './deal-message.ts'
import { postsAfter } from './deal-posts.ts'
import type { DealStore } from './deal-store.ts'
import { inWorkspaceMoney, type WorthNeeds } from './deal-worth.ts'
import { usualClose } from './move-deal.ts'
import { atStage } from './pipeline.ts'
import { type DoubtNeeds, watchDoubts } from './watch-doubts.ts'

export type OpenNeeds = WorthNeeds & {
  readonly deals: Pick<DealStore, 'change'>
  readonly workspaces: Leads
}

export type WinNeeds = OpenNeeds & DoubtNeeds

/** What was said of a deal that is not there yet. */
export interface NewDeal {
  /** Whom it belongs to; that the speaker may act for them was looked at before. */
  readonly owner: Member
  readonly amount: Money
  readonly customer: string | undefined
  readonly product: string | undefined
  /** When it was won, or should close; undefined: nobody said. */
  readonly on: LocalDate | undefined
  readonly note: string | undefined
  readonly tags: readonly string[]
  readonly sharing: readonly Sharing[]
}

/** A win, today unless another day is said. Stored with everything that follows from it before it is answered; what is doubtful is asked. */
export async function logWin(request: Request, deal: NewDeal, needs: WinNeeds, said: Said = 'typed'): Promise<Answer> {
  const { owner, sharing } = deal
  const closedOn = checkedDay(deal.on ?? request.today, 'won', request, said)
  const facts: DealFacts = { state: 'won', path: [], ...(await factsSaid(request, { ...deal, on: closedOn }, needs, said)) }
  const watch = await watchDoubts(request, owner, needs)
  const answer = await needs.deals.change({
    ...asked(request, owner, closedOn),
    ...watch.alike(facts),
    decide(before) {
      const step = log(before.number, facts, actorOf(request))
      const question = watch.question(before, step, false)
      if (question) return question
      const message = winEcho({ deal: step.deal, owner, sharing, standing: before.standing, request, typical: watch.typical })
      return { ...step, posts: postsAfter(undefined, step, request), answer: { kind: 'message', message, replaces: false } }
    },
  })
  await watch.kept()
  return answer
}

/** A deal comes into the pipeline. Where nobody says when it should close, that is before the quarter is over, and the answer says so. */
export async function logOpen(
  request: Request,
  deal: NewDeal & { readonly stage: string | undefined },
  needs: OpenNeeds,
  said: Said = 'typed',
): Promise<Answer> {
  const { workspace, today } = request
  const { owner, sharing } = deal
  const guessed = deal.on === undefined
  const closedOn = deal.on === undefined ? usualClose(request) : checkedClose(deal.on, undefined, request, said)
  const facts: DealFacts = {
    ...atStage(deal.stage ?? workspace.rules.stages[0].name, today),
    ...(await factsSaid(request, { ...deal, on: closedOn }, needs, said)),
  }
  return needs.deals.change({
    ...asked(request, owner, closedOn),
    decide({ number }) {
      const step = log(number, facts, actorOf(request))
      const message = openEcho({ deal: step.deal, owner, sharing, guessed, request })
      return { ...step, posts: [], answer: { kind: 'message', message, replaces: false } }
    },
  })
}

async function factsSaid(request: Request, deal: NewDeal & { readonly on: LocalDate }, needs: WorthNeeds, said: Said) {
  const { owner, on: closedOn } = deal
  return {
    owner: owner.id,
    team: owner.team,
    customer: deal.customer ?? '',
    product: deal.product ?? '',
    ...(await inWorkspaceMoney(deal.amount, closedOn, request, needs, said === 'typed' ? undefined : 'amount')),
    closedOn,
    note: deal.note ?? '',
    tags: eachOnce(deal.tags),
    splits: checkedSplits(owner, deal.sharing),
  }
}

const actorOf = ({ speaker, installation, now }: Request) => ({ by: speaker, platform: installation.platform, at: now })

const asked = ({ workspace, key }: Request, owner: Member, closedOn: LocalDate) => ({
  workspace: workspace.id,
  version: workspace.version,
  requestKey: key,
  number: undefined,
  standing: { member: owner.id, periods: countingPeriods(closedOn, workspace.calendar) },
})
