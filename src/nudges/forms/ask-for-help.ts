// A question to a manager, sent as it was left in the form.
import { Complaint } from '../../conversation/complaint.ts'
import { form } from '../../conversation/form.ts'
import { message, text } from '../../message/write.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { type ManagerNeeds, managerReached } from '../manager.ts'
import { mustBeOwn, readAddressed } from '../nudge-button.ts'
import type { NudgeStore } from '../nudge-store.ts'
import { askedPost, questionId, questionJson, readText } from '../question.ts'

interface Needs {
  readonly workspaces: ManagerNeeds['workspaces'] & Leads
  readonly nudges: Pick<NudgeStore, 'ask'>
}

export default form({
  name: 'ask-for-help',
  mayUse: 'nudges',
  changes: 'with its answer',
  read: readAddressed,
  async run(request, { member, manager: meant }, filled, needs: Needs) {
    await mustBeOwn(request, member, needs.workspaces)
    const { workspace, speaker, key, now, say } = request
    const written = readText(filled)
    const reached = await managerReached(request, needs)
    if (!reached) return { kind: 'message', message: message(text(say('help.nobody'))), replaces: false }
    const { manager, to } = reached
    // What was written to one person is not for another, who looks after them since the form was opened.
    if (manager.id !== meant) throw new Complaint('help.other-manager', { name: manager.name }, { field: 'text' })
    const id = questionId(workspace.id, key)
    return needs.nudges.ask({
      workspace,
      requestKey: key,
      at: now,
      id,
      by: speaker.id,
      payload: questionJson({ manager: manager.id, text: written, reply: undefined }),
      posts: [askedPost(id, to)],
      answer: { kind: 'message', message: message(text(say('help.asked', { name: manager.name }))), replaces: false },
    })
  },
})
