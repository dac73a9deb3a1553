// `/dealbell nudges off`: whether, and from when on, somebody hears of it when they are behind. Their own choice alone.
import { keyword, optional } from '../../conversation/argument.ts'
import { futureDate } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { message, text } from '../../message/write.ts'
import { changeMember, type MemberNeeds } from '../../workspaces/change-member.ts'
import { forGood } from '../../workspaces/for-good.ts'
import { onOff } from '../../workspaces/people-arguments.ts'

export default command({
  name: 'dealbell nudges',
  summary: 'command.dealbell-nudges',
  examples: ['/dealbell nudges', '/dealbell nudges off', '/dealbell nudges on', '/dealbell nudges until 2026-12-24'],
  mayUse: 'nudges',
  changes: 'with its answer',
  slots: { state: optional(onOff), until: keyword('until', futureDate) },
  async run(request, { state, until }, needs: MemberNeeds) {
    const { say, speaker, today } = request
    if (state !== undefined && until !== undefined) throw new Complaint('nudge.off-or-until')
    if (until !== undefined && until <= today) throw new Complaint('nudge.until-past', { date: say.date(until) })
    if (state !== undefined || until !== undefined) {
      return changeMember(request, speaker, { nudgesFrom: state === 'off' ? forGood : until }, needs)
    }
    const { nudgesFrom: from } = speaker
    const isOn = from === undefined || from <= today
    const told = isOn ? say('nudge.on') : from === forGood ? say('nudge.off') : say('nudge.from', { date: say.date(from) })
    return { kind: 'message', message: message(text(told)), replaces: false }
  },
})
