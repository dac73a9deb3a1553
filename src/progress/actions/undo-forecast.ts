// *Undo* under what somebody said of a period; under that, *Redo* is the same again.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { periodOf } from '../../vocabulary/period.ts'
import { type CallNeeds, checkMayCall, isOfMember, undoCall } from '../call.ts'
import { namedIn, report } from '../report.ts'

export default action({
  name: 'undo-forecast',
  mayUse: 'forecast',
  changes: 'with its answer',
  read: (value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined),
  async run(request, id, needs: CallNeeds) {
    const { workspace } = request
    const place = await needs.forecasts.place(workspace.id, id)
    const named = place && (await namedIn({ kind: 'member', member: place.member }, request, needs))
    if (!place || !named) throw new Complaint('progress.nobody')
    const period = periodOf(place.period.kind, place.period.from, workspace.calendar)
    // The year began in another month when it was said: that period is none any more.
    if (period.from !== place.period.from) throw new Complaint('progress.nobody')
    const found = await report(named, { metric: 'revenue', period }, request, needs, 'a week ago')
    if (!isOfMember(found)) throw new Complaint('progress.nobody')
    await checkMayCall(found, request, needs)
    return undoCall(found, id, request, needs)
  },
})
