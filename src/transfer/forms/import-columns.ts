// The columns as somebody said them: tries the file out once more.
import { form } from '../../conversation/form.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { type BringNeeds, tryOut } from '../bring-file.ts'
import { readColumns } from '../columns-form.ts'
import { openTrial, readTrialId } from '../trial.ts'

export default form({
  name: 'import-columns',
  mayUse: 'import',
  changes: 'with its answer',
  read: readTrialId,
  async run(request, id, filled, needs: BringNeeds & { readonly pending: Pick<PendingStore, 'find'> }) {
    const brought = await openTrial(request, id, needs.pending)
    return tryOut(request, readColumns(brought, filled), needs, true)
  },
})
