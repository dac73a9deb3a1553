// *Reply* under what somebody asks their manager: opens the form.
import { action } from '../../conversation/action.ts'
import { readPlanId } from '../../deals/plan.ts'
import { type AnswerNeeds, questionFor } from '../asked-manager.ts'
import { replyForm, requestMessage } from '../question-message.ts'

export default action({
  name: 'answer-help',
  mayUse: 'see deals',
  changes: 'nothing',
  read: readPlanId,
  async run(request, id, needs: AnswerNeeds) {
    const { row, question, name } = await questionFor(request, id, needs)
    if (row.state === 'open') return { kind: 'form', form: replyForm(id, name, request) }
    return { kind: 'message', message: requestMessage(id, question, name, request.say), replaces: false }
  },
})
