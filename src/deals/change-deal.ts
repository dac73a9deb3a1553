// What can be done to a deal that stands, as features: undo, redo, and other facts for it. Buttons, forms and commands call these.
import { Complaint } from '../conversation/complaint.ts'
import { type Member, Stale } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import { defaultCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { periodOf } from '../vocabulary/period.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { countingPeriods } from './counting-periods.ts'
import type { Deal, DealFacts } from './deal.ts'
import { type Actor, changedFacts, change as changeFacts, factsOf, redo, type Step, undo } from './deal-changes.ts'
import { changedSince, changeEcho } from './deal-message.ts'
import { cardsKeptRight, nothingAround, postsAfter } from './deal-posts.ts'
import type { After, Before, DealStore } from './deal-store.ts'
import { type DoubtNeeds, watchDoubts } from './watch-doubts.ts'

export type ChangeNeeds = DoubtNeeds & {
  readonly deals: Pick<DealStore, 'find' | 'change' | 'events' | 'around'>
  readonly workspaces: Pick<WorkspaceStore, 'leads' | 'version' | 'member'>
}

export interface Asked {
  readonly request: Request
  /** The deal as the person saw it. */
  readonly deal: Deal
  /** The revision they acted on; when the deal has moved on, they are shown where it stands instead. Undefined: whatever it is now. */
  readonly revision: number | undefined
  /** The answer takes the place of the message that was acted on. */
  readonly replaces: boolean
}

/** Other facts for a deal, and what the event says that was done. */
export interface Revision {
  readonly kind: 'edited' | 'staged' | 'won' | 'lost'
  readonly facts: DealFacts
  /** Nobody said when it closes. */
  readonly guessed?: boolean
}

/** Takes back the deal's latest change that is in force. */
export const undoDeal = async (asked: Asked, needs: ChangeNeeds): Promise<Answer> =>
  change(asked, await takenBack(asked, asked.deal.head, needs), needs, ({ deal, headEvent }, actor) => {
    const step = undo(deal, headEvent, actor)
    if (!step) throw new Complaint('deal.nothing-to-undo', { number: asked.deal.number })
    return step
  })

/** Brings back what the deal's last change, an undo, took back. */
export const redoDeal = async (asked: Asked, needs: ChangeNeeds): Promise<Answer> =>
  change(asked, await takenBack(asked, asked.deal.revision, needs), needs, ({ deal, lastEvent }, actor) => {
    const step = redo(deal, lastEvent, actor)
    if (!step) throw new Complaint('deal.nothing-to-redo', { number: asked.deal.number })
    return step
  })

/**
 * Puts other facts in force. `revise` decides on the deal as it stands, and may throw a complaint; facts that are the same change nothing.
 * `on`: the day on which it counts with them, if that is another one. `people`: whom the facts name beside those of the deal. `owner`: whose
 * it becomes; then it is theirs whose standing is shown. `exactly`: something was worked out from the deal as it was seen, so that all of it
 * is done anew where it has changed since.
 */
export async function reviseDeal(
  asked: Asked,
  revise: (before: Found) => Revision,
  needs: ChangeNeeds,
  more: {
    readonly on?: LocalDate | undefined
    readonly owner?: Member | undefined
    readonly people?: readonly Member[]
    readonly exactly?: boolean
  } = {},
): Promise<Answer> {
  const named = [...(more.people ?? []), ...(more.owner ? [more.owner] : [])]
  const about = {
    day: more.on ?? asked.deal.closedOn,
    ids: peopleIn(asked.deal),
    named,
    owner: more.owner,
    becomes: likely(asked.deal, revise),
  }
  return change(asked, about, needs, (before, actor) => {
    if (more.exactly && before.deal.revision !== asked.deal.revision) throw new Stale()
    const { kind, facts, guessed } = revise(before)
    if (changedFacts(factsOf(before.deal), facts).length === 0) return undefined
    return { ...changeFacts(before.deal, facts, kind, actor), guessed: guessed ?? false }
  })
}

type Found = Before & { readonly deal: Deal }

interface About {
  /** In whose period the owner's standing is shown. */
  readonly day: LocalDate
  /** Whom the answer may name. */
  readonly ids: readonly MemberId[]
  readonly named?: readonly Member[]
  /** Whose standing is shown, if not that of whom the deal is now. */
  readonly owner?: Member | undefined
  /** What it becomes, if it is still as it was seen. */
  readonly becomes?: DealFacts | undefined
}

/** What a revision makes of the deal as it was seen; undefined where it complains, as it will again when it counts. */
function likely(deal: Deal, revise: (before: Found) => Revision): DealFacts | undefined {
  const standing = { period: periodOf('day', deal.closedOn, defaultCalendar), actual: 0n, target: undefined }
  try {
    return revise({ number: deal.number, deal, headEvent: undefined, lastEvent: undefined, alike: undefined, standing }).facts
  } catch (error) {
    if (error instanceof Complaint) return undefined
    throw error
  }
}

/** Whose a deal is and who shares it. */
export const peopleIn = ({ owner, splits }: DealFacts): readonly MemberId[] => [owner, ...splits.map(({ member }) => member)]

/** Where the deal counts once an event is taken back, or counted until then, and whom it named. */
async function takenBack({ request, deal }: Asked, revision: number, { deals }: ChangeNeeds): Promise<About> {
  const events = await deals.events(request.workspace.id, deal.number)
  const before = events.find((event) => event.revision === revision)?.before
  const counting = [before, deal].find((facts) => facts?.state === 'won') ?? before ?? deal
  return { day: counting.closedOn, ids: [deal, ...(before ? [before] : [])].flatMap(peopleIn) }
}

async function change(
  asked: Asked,
  about: About,
  needs: ChangeNeeds,
  step: (before: Found, actor: Actor) => (Step & { readonly guessed?: boolean }) | undefined,
): Promise<Answer> {
  const { request, deal: seen, replaces } = asked
  const { workspace, speaker } = request
  const known = await peopleOf(request, [seen.owner, ...about.ids], about.named ?? [], needs)
  const names = new Map([...known].map(([id, { name }]) => [id, name]))
  const owner = about.owner ?? known.get(seen.owner)
  if (!owner) throw new Error(`Deal owner ${seen.owner} is no member`)
  const around = seen.announced ? await needs.deals.around(workspace.id, seen, addDays(request.today, -cardsKeptRight.days)) : nothingAround
  const actor: Actor = { by: speaker, platform: request.installation.platform, at: request.now }
  const watch = await watchDoubts(request, owner, needs)
  const answer = await needs.deals.change({
    workspace: workspace.id,
    version: workspace.version,
    requestKey: request.key,
    number: seen.number,
    standing: { member: owner.id, periods: countingPeriods(about.day, workspace.calendar) },
    ...(about.becomes ? watch.alike(about.becomes) : {}),
    decide(before): After | Answer {
      const { deal } = before
      if (!deal) throw new Complaint('deal.unknown', { number: seen.number })
      const current = { deal, owner, names, standing: before.standing, request }
      if (asked.revision !== undefined && deal.revision !== asked.revision) {
        return { kind: 'message', message: changedSince(current), replaces }
      }
      const done = step({ ...before, deal }, actor)
      if (!done) return { kind: 'message', message: changeEcho({ ...current, event: undefined }), replaces }
      const question = watch.question(before, done, replaces)
      if (question) return question
      const message = changeEcho({ ...current, deal: done.deal, event: done.event, guessed: done.guessed ?? false, typical: watch.typical })
      return {
        deal: done.deal,
        event: done.event,
        posts: postsAfter(deal, done, request, around),
        answer: { kind: 'message', message, replaces },
      }
    },
  })
  await watch.kept()
  return answer
}

/** The members of these ids, and those that are known already. */
async function peopleOf(
  { workspace, speaker }: Request,
  ids: readonly MemberId[],
  named: readonly Member[],
  { workspaces }: ChangeNeeds,
): Promise<ReadonlyMap<MemberId, Member>> {
  const known = new Map<MemberId, Member>([speaker, ...named].map((member) => [member.id, member]))
  for (const id of new Set(ids)) {
    const member = known.get(id) ?? (await workspaces.member(workspace.id, id))
    if (member) known.set(id, member)
  }
  return known
}
