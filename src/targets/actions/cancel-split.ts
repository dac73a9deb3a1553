// *Cancel* under the preview of a split.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { headline, message } from '../../message/write.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'

export default action({
  name: 'cancel-split',
  mayUse: 'targets',
  changes: 'nothing', // but for the preview itself, which is settled once
  read: (value) => (/^[\w-]{16}$/.test(value) ? value : undefined),
  async run({ workspace, speaker, now, say }, id, { pending }: { pending: Pick<PendingStore, 'decide' | 'find'> }) {
    const cancelled = await pending.decide(workspace.id, id, 'declined', speaker.id, now)
    // Pressed twice is cancelled still; a split that was set is not.
    if (!cancelled && (await pending.find(workspace.id, id))?.state !== 'declined') throw new Complaint('target.split-gone')
    return { kind: 'message', message: message(headline(say('target.split-cancelled'))), replaces: true }
  },
})
