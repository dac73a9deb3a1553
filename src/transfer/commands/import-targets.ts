// `/target import`: targets from a CSV file, tried out first.
import { optional } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { path } from '../arguments.ts'
import { type BringNeeds, importCommand } from '../bring-file.ts'

export default command({
  name: 'target import',
  summary: 'command.target-import',
  examples: ['/target import'],
  mayUse: 'targets',
  changes: 'with its answer',
  slots: { path: optional(path) },
  run: (request, { path: file }, needs: BringNeeds) => importCommand(request, 'targets', file, needs),
})
