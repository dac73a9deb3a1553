// The buttons under a board that lead to another one.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { boardTopicOf, readBoard } from '../board-key.ts'
import { privateBoard, type ShowNeeds } from '../show-board.ts'

export default action({
  name: 'show-board',
  mayUse: 'look',
  changes: 'nothing',
  read: readBoard,
  async run(request, typed, needs: ShowNeeds) {
    const topic = boardTopicOf(typed, request)
    const message = topic && (await privateBoard(topic, request, needs))
    if (!message) throw new Complaint('complaint.button-unknown')
    return { kind: 'message', message, replaces: true }
  },
})
