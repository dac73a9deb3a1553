// The three things that can be done to a deal that stands, as features: undo, redo, edit. Buttons, forms and commands call these.
import { Complaint } from '../conversation/complaint.ts'
import type { Member } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { countingPeriods } from './counting-periods.ts'
import type { Deal, DealFacts } from './deal.ts'
import { type Actor, changedFacts, change as changeFacts, factsOf, redo, type Step, undo } from './deal-changes.ts'
import { changedSince, changeEcho } from './deal-message.ts'
import { postsAfter } from './deal-posts.ts'
import type { After, Before, DealStore } from './deal-store.ts'

export interface ChangeNeeds {
  readonly deals: Pick<DealStore, 'find' | 'change' | 'events'>
  readonly workspaces: Pick<WorkspaceStore, 'leads' | 'version' | 'member'>
}

interface Asked {
  readonly request: Request
  /** The deal as the person saw it. */
  readonly deal: Deal
  /** The revision they acted on; when the deal has moved on, they are shown where it stands instead. Undefined: whatever it is now. */
  readonly revision: number | undefined
  /** The answer takes the place of the message that was acted on. */
  readonly replaces: boolean
}

/** Takes back the deal's latest change that is in force. */
export const undoDeal = async (asked: Asked, needs: ChangeNeeds): Promise<Answer> =>
  change(asked, await dayAfter(asked, asked.deal.head, needs), needs, ({ deal, headEvent }, actor) => {
    const step = deal && undo(deal, headEvent, actor)
    if (!step) throw new Complaint('deal.nothing-to-undo', { number: asked.deal.number })
    return step
  })

/** Brings back what the deal's last change, an undo, took back. */
export const redoDeal = async (asked: Asked, needs: ChangeNeeds): Promise<Answer> =>
  change(asked, await dayAfter(asked, asked.deal.revision, needs), needs, ({ deal, lastEvent }, actor) => {
    const step = deal && redo(deal, lastEvent, actor)
    if (!step) throw new Complaint('deal.nothing-to-redo', { number: asked.deal.number })
    return step
  })

/** Puts other facts in force. */
export const editDeal = (asked: Asked, facts: Partial<DealFacts>, needs: ChangeNeeds): Promise<Answer> =>
  change(asked, facts.closedOn ?? asked.deal.closedOn, needs, ({ deal }, actor) => {
    if (!deal) throw new Complaint('deal.unknown', { number: asked.deal.number })
    if (deal.state === 'withdrawn') throw new Complaint('deal.withdrawn', { number: deal.number })
    if (deal.state !== 'won') throw new Complaint('deal.not-won', { number: deal.number })
    const after = { ...factsOf(deal), ...facts }
    return changedFacts(deal, after).length === 0 ? undefined : changeFacts(deal, after, 'edited', actor)
  })

/** The day on which the deal counts once an event is taken back: in its period the owner's standing is shown. */
async function dayAfter({ request, deal }: Asked, revision: number, { deals }: ChangeNeeds): Promise<LocalDate> {
  const events = await deals.events(request.workspace.id, deal.number)
  return events.find((event) => event.revision === revision)?.before?.closedOn ?? deal.closedOn
}

/** `day`: the one in whose period the owner's standing is shown. */
async function change(
  asked: Asked,
  day: LocalDate,
  needs: ChangeNeeds,
  step: (before: Before, actor: Actor) => Step | undefined,
): Promise<Answer> {
  const { request, deal: seen, replaces } = asked
  const { workspace, speaker } = request
  const owner = await ownerOf(request, seen, needs)
  const actor: Actor = { by: speaker, platform: request.installation.platform, at: request.now }
  return needs.deals.change({
    workspace: workspace.id,
    version: workspace.version,
    requestKey: request.key,
    number: seen.number,
    standing: { member: seen.owner, periods: countingPeriods(day, workspace.calendar) },
    decide(before): After | Answer {
      if (!before.deal) throw new Complaint('deal.unknown', { number: seen.number })
      const current = { deal: before.deal, owner, standing: before.standing, request }
      if (asked.revision !== undefined && before.deal.revision !== asked.revision) {
        return { kind: 'message', message: changedSince(current), replaces }
      }
      const done = step(before, actor)
      if (!done) return { kind: 'message', message: changeEcho({ ...current, event: undefined }), replaces }
      const message = changeEcho({ ...current, deal: done.deal, event: done.event })
      return { ...done, posts: postsAfter(before.deal, done, workspace.announce), answer: { kind: 'message', message, replaces } }
    },
  })
}

async function ownerOf({ workspace, speaker }: Request, { owner }: Deal, { workspaces }: ChangeNeeds): Promise<Member> {
  if (owner === speaker.id) return speaker
  const member = await workspaces.member(workspace.id, owner)
  if (!member) throw new Error(`Deal owner ${owner} is no member`)
  return member
}
