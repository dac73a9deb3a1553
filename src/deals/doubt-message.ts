// How doubts read: the question to who made the change, the request to a manager, and what became of it.
import type { Request } from '../conversation/request.ts'
import type { TextKey } from '../languages/language.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message, Node, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { money } from '../vocabulary/money.ts'
import { periodOf } from '../vocabulary/period.ts'
import type { Deal, DealFacts } from './deal.ts'
import { gist } from './deal-gist.ts'
import { shownWorth } from './deal-worth.ts'
import type { Doubt } from './doubts.ts'
import type { Plan } from './plan.ts'

/** Names for whom a message is about. */
export interface Named {
  /** Undefined: the person spoken to. */
  readonly owner: string | undefined
}

/** One doubt as a sentence with the facts that it stands on. `mayAllow`: whoever reads it may change what is closed. */
function doubtText(doubt: Doubt, facts: DealFacts, { owner }: Named, mayAllow: boolean, say: Say): readonly Span[] {
  const brief = (minor: bigint) => say.money(money(minor, facts.amount.currency), 'brief')
  switch (doubt.kind) {
    case 'duplicate': {
      const { number, customer, amount, closedOn, ownerName } = doubt.deal
      return say('doubt.duplicate', { number, customer, amount: say.money(amount, 'brief'), date: say.date(closedOn), name: ownerName })
    }
    case 'outlier': {
      const values = { amount: brief(facts.amount.minor), times: say.number(doubt.times), typical: brief(doubt.typical) }
      return owner === undefined ? say('doubt.outlier', values) : say('doubt.outlier-of', { ...values, name: owner })
    }
    case 'closed': {
      const values = { period: say.period(doubt.period), date: say.date(doubt.closedOn) }
      return say(mayAllow ? 'doubt.closed-yours' : 'doubt.closed', values)
    }
  }
}

export interface Question extends Named {
  readonly id: string
  /** As it would be. */
  readonly deal: Deal
  readonly isNew: boolean
  readonly doubts: readonly Doubt[]
  /** The person may say yes alone; else a manager has to. */
  readonly mayAllow: boolean
}

/** What is asked before anything is saved. */
export function questionMessage({ id, deal, isNew, doubts, mayAllow, owner }: Question, request: Request): Message {
  const { say } = request
  const values = { number: deal.number, gist: gist(deal, request) }
  const yes: Button = mayAllow
    ? { label: say.plain(isNew ? 'button.log-anyway' : 'button.change-anyway'), action: 'confirm-plan', value: id }
    : { label: say.plain('button.ask-manager'), action: 'ask-manager', value: id, style: 'primary' }
  return message(
    headline(say(isNew ? 'doubt.not-logged' : 'doubt.not-changed', values)),
    ...doubts.map((doubt): Node => text(doubtText(doubt, deal, { owner }, mayAllow, say))),
    buttons(yes, { label: say.plain('button.cancel'), action: 'cancel-plan', value: id }),
  )
}

/** The person did not mean it. */
export const cancelledMessage = ({ say }: Pick<Request, 'say'>): Message => message(text(say('doubt.cancelled')))

/** Managers were asked; the request can be taken back. */
export const askedMessage = (id: string, names: readonly string[], { say }: Pick<Request, 'say'>): Message =>
  message(
    text(say('doubt.asked', { names: names.join(', ') })),
    buttons({ label: say.plain('button.take-back'), action: 'cancel-plan', value: id }),
  )

/** What somebody asks a manager to allow. */
export interface RequestTold {
  readonly id: string
  readonly plan: Plan
  /** Who asks. */
  readonly byName: string
  /** Whose deal it is, where that is somebody else. */
  readonly ownerName: string | undefined
  /** Undefined while it is open. */
  readonly settled: { readonly state: 'done' | 'declined' | 'taken back'; readonly byName: string } | undefined
}

/** `$5,000.00 · Acme · 28 Sep 2026 (Q3 2026)` without what it means to the person spoken to. */
function gistOf(facts: DealFacts, { workspace, say }: Pick<Request, 'workspace' | 'say'>): readonly Span[] {
  const parts = [facts.customer, facts.product].filter((part) => part !== '')
  const quarter = say.period(periodOf('quarter', facts.closedOn, workspace.calendar))
  const line: readonly Span[] = [
    { kind: 'bold', spans: [shownWorth(facts, say)] },
    ...parts.map((part) => ` · ${part}`),
    ` · ${say.date(facts.closedOn)} (${quarter})`,
  ]
  return facts.state === 'withdrawn' ? [{ kind: 'strike', spans: line }] : line
}

/** The request as a manager sees it: who, what, when; with its buttons while it is open, with what became of it after. */
export function requestMessage({ id, plan, byName, ownerName, settled }: RequestTold, asked: Pick<Request, 'workspace' | 'say'>): Message {
  const { say } = asked
  const values = { name: byName, ...(plan.deal ? { number: plan.deal.number } : {}) }
  const extra = [
    ...(ownerName === undefined ? [] : [say.plain('doubt.request-owner', { name: ownerName })]),
    ...plan.doubts.filter((kind) => kind !== 'closed').map((kind) => say.plain(`doubt.request-${kind}`)),
  ]
  return message(
    headline(say(plan.deal ? 'doubt.request-change' : 'doubt.request-log', values)),
    plan.deal
      ? list([
          say('doubt.request-is', { gist: gistOf(plan.deal.facts, asked) }),
          say('doubt.request-becomes', { gist: gistOf(plan.facts, asked) }),
        ])
      : text(gistOf(plan.facts, asked)),
    extra.length > 0 && quiet(extra.join(' · ')),
    settled
      ? text(say(settledKey(settled.state), { name: settled.byName }))
      : buttons(
          { label: say.plain('button.approve'), action: 'approve-plan', value: id, style: 'primary' },
          { label: say.plain('button.decline'), action: 'decline-plan', value: id },
        ),
  )
}

const settledKey = (state: 'done' | 'declined' | 'taken back'): TextKey =>
  state === 'done' ? 'doubt.approved-by' : state === 'declined' ? 'doubt.declined-by' : 'doubt.taken-back-by'

/** What became of a request, to who asked. */
export function outcomeMessage(
  plan: Plan,
  settled: { readonly isDone: boolean; readonly byName: string },
  asked: Pick<Request, 'workspace' | 'say'>,
): Message {
  const { say } = asked
  const key = settled.isDone ? 'doubt.outcome-approved' : 'doubt.outcome-declined'
  return message(text(say(key, { name: settled.byName })), quiet(gistOf(plan.facts, asked)))
}
