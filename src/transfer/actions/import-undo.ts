// *Undo import*: takes back what it did, a page at a time.
import { action } from '../../conversation/action.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { undoImport } from '../run-import.ts'
import type { TransferStore } from '../transfer-store.ts'
import { readTrialId } from '../trial.ts'

interface Needs {
  readonly transfer: Pick<TransferStore, 'undoPage' | 'settle'>
  readonly pending: Pick<PendingStore, 'find'>
}

export default action({
  name: 'import-undo',
  mayUse: 'import',
  changes: 'with its answer',
  read: readTrialId,
  run: (request, id, needs: Needs) => undoImport(request, id, needs),
})
