// *Import 8,800 deals*: decides anew on what was brought, and writes it, a page at a time.
import { action } from '../../conversation/action.ts'
import { type RunNeeds, runImport } from '../run-import.ts'
import { readTrialId } from '../trial.ts'

export default action({
  name: 'import-run',
  mayUse: 'import',
  changes: 'with its answer',
  read: readTrialId,
  run: (request, id, needs: RunNeeds) => runImport(request, id, needs),
})
