// What somebody asks their manager, as it stands: with a way to answer, or with the answer.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import type { NudgeStore } from '../nudge-store.ts'
import { questionFrom } from '../question.ts'
import { requestMessage } from '../question-message.ts'

interface Needs {
  readonly nudges: Pick<NudgeStore, 'question'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default post({
  name: 'help-request',
  async render({ workspace, about }, { nudges, workspaces }: Needs) {
    const id = String(about.question)
    const row = await nudges.question(workspace.id, id)
    if (!row) return undefined
    const question = questionFrom(row)
    const [manager, asks] = await Promise.all([workspaces.member(workspace.id, question.manager), workspaces.member(workspace.id, row.by)])
    return manager && asks && requestMessage(id, question, asks.name, sayIn(manager.language))
  },
})
