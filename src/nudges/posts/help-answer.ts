// What a manager answers, to who asked.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import type { NudgeStore } from '../nudge-store.ts'
import { questionFrom } from '../question.ts'
import { answerMessage } from '../question-message.ts'

interface Needs {
  readonly nudges: Pick<NudgeStore, 'question'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default post({
  name: 'help-answer',
  async render({ workspace, about }, { nudges, workspaces }: Needs) {
    const row = await nudges.question(workspace.id, String(about.question))
    if (!row) return undefined
    const question = questionFrom(row)
    if (question.reply === undefined) return undefined
    const [manager, asked] = await Promise.all([workspaces.member(workspace.id, question.manager), workspaces.member(workspace.id, row.by)])
    return manager && asked && answerMessage(question.reply, manager.name, sayIn(asked.language))
  },
})
