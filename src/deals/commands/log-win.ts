// `/deal won 5000 Acme`: a win, today, mine. Stored with everything that follows from it before it is answered.
import { keyword, keywords, optional, required, tags } from '../../conversation/argument.ts'
import { amount, customer, note, pastDate, person, share, tag } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Member } from '../../conversation/people.ts'
import { type Leads, mayActFor } from '../../workspaces/may-act.ts'
import { countingPeriods } from '../counting-periods.ts'
import type { DealFacts, Split } from '../deal.ts'
import { log } from '../deal-changes.ts'
import { winEcho } from '../deal-message.ts'
import { postsAfter } from '../deal-posts.ts'
import type { DealStore } from '../deal-store.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'change'>
  readonly workspaces: Leads
}

export default command({
  name: 'deal won',
  first: true,
  summary: 'command.deal-won',
  examples: [
    '/deal won 5000 Acme',
    '/deal won 5.5k "Acme Corp" on yesterday',
    '/deal won 12,500 Globex split @kim 30% note renewal #renewal',
    '/deal won 5000 Acme for @sam on 2026-11-18',
  ],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: {
    amount: required(amount),
    customer: optional(customer),
    for: keyword('for', person),
    on: keyword('on', pastDate),
    split: keywords('split', share),
    note: keyword('note', note),
    tags: tags(tag),
  },
  async run(request, values, { deals, workspaces }: Needs) {
    const { workspace, speaker, today, say } = request
    if (values.amount.currency !== workspace.currency) {
      throw new Complaint('deal.other-currency', { written: values.amount.currency, currency: workspace.currency })
    }
    const owner = values.for ?? speaker
    if (owner.id !== speaker.id && !(await mayActFor(request, 'deals', owner.id, workspaces)))
      throw new Complaint('deal.not-for-others', { name: owner.name })
    const closedOn = values.on ?? today
    if (closedOn > today) throw new Complaint('deal.in-the-future', { date: say.date(closedOn) })
    const facts: DealFacts = {
      state: 'won',
      owner: owner.id,
      team: owner.team,
      customer: values.customer ?? '',
      product: '',
      path: [],
      amount: values.amount,
      closedOn,
      note: values.note ?? '',
      tags: [...new Set(values.tags)],
      splits: checkedSplits(owner, values.split),
    }
    const actor = { by: speaker, platform: request.installation.platform, at: request.now }
    return deals.change({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: request.key,
      number: undefined,
      standing: { member: owner.id, periods: countingPeriods(closedOn, workspace.calendar) },
      decide({ number, standing }) {
        const step = log(number, facts, actor)
        const { deal } = step
        const message = winEcho({ deal, owner, sharing: values.split, standing, request })
        return { ...step, posts: postsAfter(undefined, step, workspace.announce), answer: { kind: 'message', message, replaces: false } }
      },
    })
  },
})

/** Everybody else's part of the credit: each person once, not the owner, and something is left for the owner. */
function checkedSplits(owner: Member, typed: readonly { readonly who: Member; readonly basisPoints: number }[]): readonly Split[] {
  const seen = new Set([owner.id])
  let total = 0
  for (const { who, basisPoints } of typed) {
    if (seen.has(who.id)) throw new Complaint(who.id === owner.id ? 'deal.split-with-owner' : 'deal.split-twice', { name: who.name })
    seen.add(who.id)
    total += basisPoints
  }
  if (total >= 10_000) throw new Complaint('deal.split-too-much', { total: `${total / 100} %` })
  return typed.map(({ who, basisPoints }) => ({ member: who.id, ...(who.team === undefined ? {} : { team: who.team }), basisPoints }))
}
