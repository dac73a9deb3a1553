// A plan as it waits: found for who presses a button under it, and told to whom it concerns.
import { Complaint } from '../conversation/complaint.ts'
import type { Request } from '../conversation/request.ts'
import type { Message } from '../message/message.ts'
import { message, text } from '../message/write.ts'
import type { Pending, PendingStore } from '../workspaces/pending-store.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { type RequestTold, requestMessage } from './doubt-message.ts'
import { type Plan, planFrom, planKind } from './plan.ts'

export interface Waiting {
  readonly row: Pending
  readonly plan: Plan
}

/** The plan of an id. Throws a complaint where it was forgotten. */
export async function waitingPlan(
  { workspace }: Pick<Request, 'workspace'>,
  id: string,
  { pending }: { readonly pending: Pick<PendingStore, 'find'> },
): Promise<Waiting> {
  const row = await pending.find(workspace.id, id)
  if (row?.kind !== planKind) throw new Complaint('doubt.gone')
  return { row, plan: planFrom(row.payload) }
}

/** The same for its author alone. */
export async function ownPlan(request: Request, id: string, needs: { readonly pending: Pick<PendingStore, 'find'> }): Promise<Waiting> {
  const waiting = await waitingPlan(request, id, needs)
  if (waiting.row.by !== request.speaker.id) throw new Complaint('doubt.not-yours')
  return waiting
}

/** What its author is told of a plan that is settled. */
export const settledMessage = (state: Pending['state'], { say }: Pick<Request, 'say'>): Message =>
  message(text(say(state === 'done' ? 'doubt.settled-logged' : 'doubt.settled-dropped')))

/** The request as a manager is shown it, as it stands. */
export async function toldRequest(
  { row, plan }: Waiting,
  asked: Pick<Request, 'workspace' | 'say'>,
  { workspaces }: { readonly workspaces: Pick<WorkspaceStore, 'member'> },
): Promise<Message> {
  const name = async (id: Pending['by']) => (await workspaces.member(asked.workspace.id, id))?.name ?? '?'
  const settled: RequestTold['settled'] =
    row.state === 'open' || row.decidedBy === undefined
      ? undefined
      : {
          state: row.state === 'done' ? 'done' : row.decidedBy === row.by ? 'taken back' : 'declined',
          byName: await name(row.decidedBy),
        }
  const ownerName = plan.facts.owner === row.by ? undefined : await name(plan.facts.owner)
  return requestMessage({ id: row.id, plan, byName: await name(row.by), ownerName, settled }, asked)
}
