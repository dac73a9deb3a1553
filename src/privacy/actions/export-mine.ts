// *Export mine*: everything that is stored about whoever presses it, as a file in a direct message to them.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { inbox } from '../../conversation/platform.ts'
import { message, text } from '../../message/write.ts'
import type { TransferStore } from '../../transfer/transfer-store.ts'

export default action({
  name: 'export-mine',
  mayUse: 'own data',
  changes: 'with its answer',
  read: (value) => (value === 'me' ? value : undefined),
  async run({ workspace, speaker, installation, now, key, say }, _, { transfer }: { transfer: Pick<TransferStore, 'account' | 'settle'> }) {
    const person = await transfer.account(workspace.id, installation, speaker.id)
    if (person === undefined) throw new Complaint('export.nowhere')
    return transfer.settle({
      workspace,
      requestKey: key,
      at: now,
      by: speaker.id,
      posts: [
        {
          key: `own-data/${key}`,
          to: inbox(installation, person),
          kind: 'own-data',
          about: { member: speaker.id },
          action: { do: 'post' },
        },
      ],
      answer: { kind: 'message', message: message(text(say('privacy.export-under-way'))), replaces: false },
    })
  },
})
