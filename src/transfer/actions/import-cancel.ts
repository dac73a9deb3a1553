// *Cancel* under a trial: nothing was changed, and nothing will be; of an import that broke off, what it had written is told.
import { action } from '../../conversation/action.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { cancelImport } from '../run-import.ts'
import type { TransferStore } from '../transfer-store.ts'
import { readTrialId } from '../trial.ts'

interface Needs {
  readonly pending: Pick<PendingStore, 'find'>
  readonly transfer: Pick<TransferStore, 'tally' | 'settle'>
}

export default action({
  name: 'import-cancel',
  mayUse: 'import',
  changes: 'with its answer',
  read: readTrialId,
  run: (request, id, needs: Needs) => cancelImport(request, id, needs),
})
