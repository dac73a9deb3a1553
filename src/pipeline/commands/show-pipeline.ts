// `/pipeline [@rep|team|company] [period]`: the open deals by stage; the speaker's own unless told otherwise, with a period those that
// should close in it.
import { optional } from '../../conversation/argument.ts'
import { periodAhead } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { subject } from '../../conversation/people-arguments.ts'
import { lookAtPipeline, type PipelineNeeds } from '../look-at-pipeline.ts'

export default command({
  name: 'pipeline',
  summary: 'command.pipeline',
  examples: ['/pipeline', '/pipeline company', '/pipeline North this quarter', '/pipeline @sam'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { period: optional(periodAhead), subject: optional(subject) },
  run: (request, { period, subject }, needs: PipelineNeeds) =>
    lookAtPipeline({ named: subject ?? { kind: 'member', member: request.speaker }, period, skip: 0 }, request, needs, false),
})
