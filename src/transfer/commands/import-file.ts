// `/dealbell import deals`: many deals, targets or people from a CSV file. Tried out first; nothing changes before somebody says yes.
import { optional, required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { importKind, path } from '../arguments.ts'
import { type BringNeeds, importCommand } from '../bring-file.ts'

export default command({
  name: 'dealbell import',
  summary: 'command.dealbell-import',
  examples: ['/dealbell import deals', '/dealbell import people', '/dealbell import targets'],
  mayUse: 'import',
  changes: 'with its answer',
  slots: { kind: required(importKind), path: optional(path) },
  run: (request, { kind, path: file }, needs: BringNeeds) => importCommand(request, kind, file, needs),
})
