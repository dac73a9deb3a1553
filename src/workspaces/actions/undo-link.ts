// *Undo* under what a code has joined: an admin takes back any of it, everybody what is their own account's, and the chat that they joined.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { leastRole, mayEver } from '../../vocabulary/permissions.ts'
import { notSeparated, undoneMessage } from '../link-message.ts'
import type { LinkStore } from '../link-store.ts'

interface Needs {
  readonly links: Pick<LinkStore, 'undo'>
}

export default action({
  name: 'undo-link',
  mayUse: 'look', // what takes more is looked at below
  changes: 'with its answer',
  read: (value) => (/^[0-9a-f]{64}$/.test(value) ? value : undefined),
  run: ({ workspace, speaker, installation, key, now, say }, hash, { links }: Needs) =>
    links.undo({
      workspace,
      requestKey: key,
      by: speaker.id,
      platform: installation.platform,
      at: now,
      hash,
      may(done) {
        if (done.kind === 'place' && done.typedBy !== speaker.id && !mayEver(speaker.role, 'settings')) {
          throw new Complaint('complaint.not-permitted', { role: leastRole('settings') })
        }
        if (done.kind === 'person' && done.member !== speaker.id && !mayEver(speaker.role, 'settings'))
          throw new Complaint('link.not-yours')
      },
      answer(outcome, done) {
        if (outcome === 'changed') throw new Complaint('people.changed-meanwhile')
        if (outcome !== 'separated') throw notSeparated(outcome)
        return { kind: 'message', message: undoneMessage(done, say), replaces: true }
      },
    }),
})
