// *Cancel* under a trial: nothing was changed, and nothing will be.
import { action } from '../../conversation/action.ts'
import { message, text } from '../../message/write.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import type { TransferStore } from '../transfer-store.ts'
import { openTrial, readTrialId } from '../trial.ts'

interface Needs {
  readonly pending: Pick<PendingStore, 'find'>
  readonly transfer: Pick<TransferStore, 'settle'>
}

export default action({
  name: 'import-cancel',
  mayUse: 'import',
  changes: 'with its answer',
  read: readTrialId,
  async run(request, id, { pending, transfer }: Needs) {
    await openTrial(request, id, pending)
    const { workspace, key, now, speaker, say } = request
    const said = (key: 'import.cancelled' | 'import.was-done') => ({
      kind: 'message' as const,
      message: message(text(say(key))),
      replaces: true,
    })
    const settles = { pending: id, state: 'declined' as const, otherwise: said('import.was-done') }
    return transfer.settle({ workspace, requestKey: key, at: now, by: speaker.id, answer: said('import.cancelled'), settles })
  },
})
