// *Undo* after a meeting was started or skipped, or a section of it settled.
import { action } from '../../conversation/action.ts'
import { readMeeting } from '../agenda-value.ts'
import { type RunNeeds, type Undone, undoMeeting } from '../run-meeting.ts'

const undone: readonly Undone[] = ['start', 'skip', 'score', 'wins', 'closing', 'stuck', 'losses']

export default action({
  name: 'undo-agenda',
  mayUse: 'run meetings',
  changes: 'with its answer',
  read(value) {
    const [, meeting = '', word] = /^(.{1,30}):([a-z]{1,9})$/.exec(value) ?? []
    const ref = readMeeting(meeting)
    const what = undone.find((one) => one === word)
    return ref && what ? { ...ref, what } : undefined
  },
  run: (request, ref, needs: RunNeeds) => undoMeeting(request, ref, needs),
})
