// `/dealbell export deals this year`: a CSV file in a direct message, of what is true when it is sent.
import { optional } from '../../conversation/argument.ts'
import { period } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { inbox } from '../../conversation/platform.ts'
import { message, text } from '../../message/write.ts'
import { exportKind } from '../arguments.ts'
import type { TransferStore } from '../transfer-store.ts'

export default command({
  name: 'dealbell export',
  summary: 'command.dealbell-export',
  examples: ['/dealbell export deals this year', '/dealbell export targets', '/dealbell export events last month'],
  mayUse: 'export',
  changes: 'with its answer',
  slots: { what: optional(exportKind), period: optional(period) },
  async run(request, { what = 'deals', period: chosen }, { transfer }: { transfer: Pick<TransferStore, 'account' | 'settle'> }) {
    const { workspace, installation, speaker, now, key, say } = request
    const person = await transfer.account(workspace.id, installation, speaker.id)
    if (person === undefined) throw new Complaint('export.nowhere')
    const about = { what, by: speaker.id, ...(chosen ? { from: chosen.from, to: chosen.to } : {}) }
    const told = message(
      text(say('export.under-way', { what: say.plain(`export.${what}`), period: chosen ? say.period(chosen) : say.plain('export.all') })),
    )
    return transfer.settle({
      workspace,
      requestKey: key,
      at: now,
      by: speaker.id,
      posts: [{ key: `export/${key}`, to: inbox(installation, person), kind: 'export-file', about, action: { do: 'post' } }],
      answer: { kind: 'message', message: told, replaces: false },
    })
  },
})
