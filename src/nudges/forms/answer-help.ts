// A manager's answer, sent: it goes to who asked, and the question says from then on that it was answered.
import { form } from '../../conversation/form.ts'
import { readPlanId } from '../../deals/plan.ts'
import { message, text } from '../../message/write.ts'
import { type AnswerNeeds, questionFor } from '../asked-manager.ts'
import { questionFrom, questionJson, readText, repliedPosts } from '../question.ts'
import { requestMessage } from '../question-message.ts'

export default form({
  name: 'answer-help',
  mayUse: 'see deals',
  changes: 'with its answer',
  read: readPlanId,
  async run(request, id, filled, needs: AnswerNeeds) {
    const { row, question, name } = await questionFor(request, id, needs)
    const { workspace, speaker, key, now, say } = request
    const reply = readText(filled)
    const inboxes = await needs.workspaces.inboxes(workspace, [speaker.id, row.by])
    return needs.nudges.reply(
      {
        workspace,
        requestKey: key,
        at: now,
        id,
        by: speaker.id,
        payload: questionJson({ ...question, reply }),
        posts: repliedPosts(id, inboxes.get(speaker.id), inboxes.get(row.by)),
        answer: { kind: 'message', message: message(text(say('help.sent', { name }))), replaces: false },
      },
      // Sent twice from two screens: the first one stands.
      (stands) => ({
        kind: 'message',
        message: stands ? requestMessage(id, questionFrom(stands), name, say) : message(text(say('help.gone'))),
        replaces: false,
      }),
    )
  },
})
