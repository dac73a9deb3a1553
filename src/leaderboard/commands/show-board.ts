// `/leaderboard [metric] [period] [team] [by value|by attainment]`: revenue of this quarter, all teams, by value, unless told otherwise.
import { type Argument, keyword, optional } from '../../conversation/argument.ts'
import { metric, period } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { team } from '../../conversation/people-arguments.ts'
import { periodOf } from '../../vocabulary/period.ts'
import { read, wrong } from '../../vocabulary/reading.ts'
import type { Order } from '../ranking.ts'
import { privateBoard, type ShowNeeds } from '../show-board.ts'

const words: Readonly<Record<string, Order>> = { value: 'value', attainment: 'attainment', '%': 'attainment', percent: 'attainment' }

/** `value`, or `attainment` (also `%`). */
const order: Argument<Order> = {
  name: 'argument.order',
  word: 'value|attainment',
  field: { kind: 'one of', values: ['value', 'attainment'] },
  read(typed, at) {
    const word = typed[at]
    if (!word) return { outcome: 'passed' }
    const value = Object.hasOwn(words, word.text.toLowerCase()) ? words[word.text.toLowerCase()] : undefined
    return value ? read(value, at + 1) : wrong('order-unknown', word)
  },
}

export default command({
  name: 'leaderboard',
  summary: 'command.leaderboard',
  examples: ['/leaderboard', '/leaderboard this week', '/leaderboard calls this month North', '/leaderboard this quarter by attainment'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { metric: optional(metric), period: optional(period), by: keyword('by', order), team: optional(team) },
  async run(request, values, needs: ShowNeeds) {
    const topic = {
      metric: values.metric ?? 'revenue',
      period: values.period ?? periodOf('quarter', request.today, request.workspace.calendar),
      team: values.team?.id,
      order: values.by ?? 'value',
    }
    const message = await privateBoard(topic, request, needs)
    if (!message) throw new Complaint('complaint.button-unknown')
    return { kind: 'message', message, replaces: false }
  },
})
