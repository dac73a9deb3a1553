// *Change columns* under a trial: opens the form.
import { action } from '../../conversation/action.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { columnsForm } from '../columns-form.ts'
import { openTrial, readTrialId } from '../trial.ts'

export default action({
  name: 'import-columns',
  mayUse: 'import',
  changes: 'nothing',
  read: readTrialId,
  async run(request, id, { pending }: { pending: Pick<PendingStore, 'find'> }) {
    return { kind: 'form', form: columnsForm(await openTrial(request, id, pending), id, request.say) }
  },
})
