// `/target list [period] [subject] [metric]`: who has which target, as a tree.
import { optional } from '../../conversation/argument.ts'
import { metric, period } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { subjectOf } from '../../conversation/people.ts'
import { subject } from '../../conversation/people-arguments.ts'
import { listMessage } from '../list-message.ts'
import { type ListNeeds, targetList } from '../target-list.ts'

export default command({
  name: 'target list',
  summary: 'command.target-list',
  examples: ['/target list', '/target list 2026-Q4', '/target list North this year', '/target list @sam calls this month'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { period: optional(period), metric: optional(metric), whose: optional(subject) },
  async run(request, { period, metric = 'revenue', whose }, needs: ListNeeds) {
    const subject = whose ? subjectOf(whose) : ({ kind: 'company' } as const)
    const list = await targetList({ subject, metric, period }, request, needs)
    return { kind: 'message', message: listMessage(list, 0, request), replaces: false }
  },
})
