// Does what a plan holds, once, on what is true by then: its author said yes, or a manager allowed it.
import { Complaint } from '../conversation/complaint.ts'
import type { Member } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Request } from '../conversation/request.ts'
import { addDays } from '../vocabulary/local-date.ts'
import { type Leads, mayActFor } from '../workspaces/may-act.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { countingPeriods } from './counting-periods.ts'
import type { DealFacts, Split } from './deal.ts'
import { type Actor, change, log, redo, type Step, undo } from './deal-changes.ts'
import { cardsKeptRight, nothingAround, postsAfter } from './deal-posts.ts'
import type { After, Before, DealStore } from './deal-store.ts'
import { type Plan, planFrom, planRequestKey } from './plan.ts'
import { type Cleared, type DoubtNeeds, watchDoubts } from './watch-doubts.ts'

export type CarryNeeds = DoubtNeeds & {
  readonly deals: Pick<DealStore, 'find' | 'change' | 'around'>
  readonly workspaces: Leads & Pick<WorkspaceStore, 'member' | 'teams'>
}

export interface Carried {
  readonly id: string
  readonly plan: Plan
  /** Who wanted it. */
  readonly by: Member
  readonly cleared: Cleared
  readonly request: Request
}

/** What a change leads to beside its own posts. */
export interface Ending {
  readonly answer: Answer
  readonly posts: readonly Post[]
}

/**
 * Checks that a plan can still be carried out, and returns whose deal it is. Throws a complaint where its owner has left, its author may not
 * do it any more, or its deal has changed.
 */
export async function checkPlan({ plan, by, request }: Carried, { deals, workspaces }: CarryNeeds): Promise<Member> {
  const { workspace } = request
  const owner = await workspaces.member(workspace.id, plan.facts.owner)
  // Whoever has left gets no deal any more; what is theirs can still be put right.
  const isTheirs = plan.deal?.facts.owner === plan.facts.owner
  const gone = by.hasLeft ? by : owner?.hasLeft && !isTheirs ? owner : undefined
  if (!owner || gone) throw new Complaint('doubt.owner-gone', { name: (gone ?? by).name })
  if (plan.facts.amount.currency !== workspace.currency) throw new Complaint('doubt.other-currency')
  if (plan.deal) {
    const { number, revision } = plan.deal
    if ((await deals.find(workspace.id, number))?.revision !== revision) throw new Complaint('doubt.deal-changed', { number })
  }
  const ownBefore = plan.deal?.facts.owner ?? owner.id
  for (const whose of new Set([owner.id, ownBefore])) {
    if (!(await mayActFor({ speaker: by, workspace }, 'deals', whose, workspaces)))
      throw new Complaint('deal.not-for-others', { name: owner.name })
  }
  return owner
}

/**
 * Does it and settles it, both or neither. A second time it gives the answer of the first; undefined where somebody else has settled it.
 * `ending` is called while the change is decided, with the plan as it is by then and with what the owner's wins are typically worth.
 */
export async function carryOut(
  carried: Carried,
  owner: Member,
  needs: CarryNeeds,
  ending: (step: Step, before: Before, plan: Plan, typical: bigint | undefined) => Ending,
): Promise<Answer | undefined> {
  const { id, by, cleared, request } = carried
  const plan = { ...carried.plan, facts: await inTeamsThatStand(carried.plan.facts, owner, request, needs) }
  const { workspace, today, now } = request
  const requestKey = planRequestKey(id)
  const watch = await watchDoubts(request, owner, needs, cleared, requestKey)
  const seen = plan.deal && (await needs.deals.find(workspace.id, plan.deal.number))
  const around = seen ? await needs.deals.around(workspace.id, seen, addDays(today, -cardsKeptRight.days)) : nothingAround
  const { approvedBy } = cleared
  const actor: Actor = { by, platform: plan.platform, at: now, ...(approvedBy === undefined ? {} : { approvedBy }) }
  let isOpen = true
  const counts = plan.facts.state === 'won' ? plan.facts : (plan.deal?.facts ?? plan.facts)
  const answer = await needs.deals.change({
    workspace: workspace.id,
    version: workspace.version,
    requestKey,
    number: plan.deal?.number,
    standing: { member: owner.id, periods: countingPeriods(counts.closedOn, workspace.calendar) },
    ...watch.alike(plan.facts),
    settles: { id, by: request.speaker.id, at: now },
    decide(before): After | Answer {
      isOpen = before.waiting?.state === 'open'
      if (!before.waiting || !isOpen) return nothingSaid
      const step = stepOf(plan, before, actor)
      const question = watch.question(before, step, true)
      if (question) return question
      const { answer: said, posts } = ending(step, before, planFrom(before.waiting.payload), watch.typical)
      return { ...step, posts: [...postsAfter(before.deal, step, { workspace, today }, around), ...posts], answer: said }
    },
  })
  await watch.kept()
  return isOpen ? answer : undefined
}

const nothingSaid: Answer = { kind: 'message', message: { nodes: [] }, replaces: false }

/** What was to count for a team that was removed meanwhile counts for the one that its member is in by now. */
async function inTeamsThatStand(facts: DealFacts, owner: Member, { workspace }: Request, { workspaces }: CarryNeeds): Promise<DealFacts> {
  const teams = await workspaces.teams(workspace)
  const stands = (team: DealFacts['team']) => team === undefined || teams.some(({ id }) => id === team)
  const standing = async (split: Split): Promise<Split> => {
    if (stands(split.team)) return split
    const { member, basisPoints } = split
    const team = (await workspaces.member(workspace.id, member))?.team
    return { member, basisPoints, ...(team === undefined ? {} : { team }) }
  }
  const splits = await Promise.all(facts.splits.map(standing))
  return { ...facts, team: stands(facts.team) ? facts.team : owner.team, splits }
}

/** The deal is as its author saw it, or the plan is void: so the step is the one that they saw. */
function stepOf(plan: Plan, before: Before, actor: Actor): Step {
  if (!plan.deal) return log(before.number, plan.facts, actor)
  const { number, revision } = plan.deal
  const { deal } = before
  const step = deal?.revision === revision ? changed(deal, plan, before, actor) : undefined
  if (!step) throw new Complaint('doubt.deal-changed', { number })
  return step
}

function changed(deal: NonNullable<Before['deal']>, { kind, facts }: Plan, before: Before, actor: Actor): Step | undefined {
  switch (kind) {
    case 'undone':
      return undo(deal, before.headEvent, actor)
    case 'redone':
      return redo(deal, before.lastEvent, actor)
    case 'opened':
      return undefined // only a deal that is not there yet is opened
    default:
      return change(deal, facts, kind, actor)
  }
}
