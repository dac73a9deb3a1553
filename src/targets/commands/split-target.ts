// `/target split company this year by last year`: divides a target among those below, or over the periods in it. Shows what it would set first.
import { keyword, optional, required } from '../../conversation/argument.ts'
import { metric, periodAhead } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { subjectOf } from '../../conversation/people.ts'
import { subject } from '../../conversation/people-arguments.ts'
import { pendingKind, type SplitNeeds } from '../set-split.ts'
import { evenly, into, measure, why } from '../split-arguments.ts'
import { previewMessage } from '../split-message.ts'
import { type Asked, keptText, planOf } from '../split-plan.ts'
import { newBatch } from '../target.ts'

export default command({
  name: 'target split',
  summary: 'command.target-split',
  examples: [
    '/target split company this year',
    '/target split company this year by last year into everyone',
    '/target split company this year by weight North 3 South 2',
    '/target split North this year into months',
  ],
  mayUse: 'targets',
  changes: 'repeatably',
  slots: {
    even: optional(evenly),
    metric: optional(metric),
    whose: required(subject),
    period: required(periodAhead),
    into: keyword('into', into),
    by: keyword('by', measure),
    why: keyword('because', why),
  },
  async run(request, { whose, period, metric = 'revenue', even, into = 'below', by, why }, needs: SplitNeeds) {
    if (even && by) throw new Complaint('target.split-one-measure')
    const asked: Asked = { subject: subjectOf(whose), metric, period, into, measure: by ?? even ?? { by: 'even' }, reason: why }
    const plan = await planOf(asked, request, needs)
    const id = newBatch()
    const { workspace, speaker, now } = request
    await needs.pending.keep(workspace.id, { id, kind: pendingKind, payload: keptText(asked), by: speaker.id, at: now })
    return { kind: 'message', message: previewMessage(plan, { id, skip: 0 }, request), replaces: false }
  },
})
