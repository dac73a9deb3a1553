// The question that a manager answers: for whom it was asked of alone, as long as they look after who asked.
import { Complaint } from '../conversation/complaint.ts'
import type { Request } from '../conversation/request.ts'
import type { Leads } from '../workspaces/may-act.ts'
import { mustAct } from '../workspaces/must-act.ts'
import type { Pending } from '../workspaces/pending-store.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { NudgeStore } from './nudge-store.ts'
import { type Question, questionFrom } from './question.ts'

export interface AnswerNeeds {
  readonly nudges: Pick<NudgeStore, 'question' | 'reply'>
  readonly workspaces: Leads & Pick<WorkspaceStore, 'member' | 'inboxes'>
}

export interface Asked {
  readonly row: Pending
  readonly question: Question
  /** Of who asked. */
  readonly name: string
}

/** Throws a complaint where there is no such question, or it is not the speaker's to answer (any more). */
export async function questionFor(request: Request, id: string, { nudges, workspaces }: AnswerNeeds): Promise<Asked> {
  const { workspace, speaker } = request
  const row = await nudges.question(workspace.id, id)
  const asks = row && (await workspaces.member(workspace.id, row.by))
  if (!row || !asks || asks.hasLeft) throw new Complaint('help.gone')
  const question = questionFrom(row)
  if (question.manager !== speaker.id) throw new Complaint('help.not-yours')
  await mustAct(request, 'see deals', asks.id, workspaces, () => new Complaint('help.not-manager', { name: asks.name }))
  return { row, question, name: asks.name }
}
