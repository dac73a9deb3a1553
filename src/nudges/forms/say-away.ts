// The days away that were filled in under a nudge, sent.
import { form } from '../../conversation/form.ts'
import { changeMember } from '../../workspaces/change-member.ts'
import { readAway } from '../away.ts'
import { mustBeOwn, readMember } from '../nudge-button.ts'
import type { SnoozeNeeds } from '../snooze.ts'

export default form({
  name: 'say-away',
  mayUse: 'nudges',
  changes: 'with its answer',
  read: readMember,
  async run(request, member, filled, needs: SnoozeNeeds) {
    await mustBeOwn(request, member, needs.workspaces)
    return changeMember(request, request.speaker, { leave: readAway(filled, request) }, needs)
  },
})
