// The buttons under a pipeline: another one, or the next page of stuck deals.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { namedIn } from '../../progress/report.ts'
import { periodFromKey } from '../../vocabulary/period.ts'
import { lookAtPipeline, type PipelineNeeds } from '../look-at-pipeline.ts'
import { readPipeline } from '../pipeline-button.ts'

export default action({
  name: 'show-pipeline',
  mayUse: 'look',
  changes: 'nothing',
  read: readPipeline,
  async run(request, typed, needs: PipelineNeeds) {
    const named = await namedIn(typed.subject, request, needs)
    const period = typed.period === '' ? undefined : periodFromKey(typed.period, request.workspace.calendar)
    if (!named || (typed.period !== '' && !period)) throw new Complaint('progress.nobody')
    return lookAtPipeline({ named, period, skip: typed.skip }, request, needs, true)
  },
})
