// *Yes, I am …*: who typed a code says that they are the one who made it.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { joinAccounts } from '../join-accounts.ts'
import { wrongCode } from '../link-message.ts'
import type { LinkStore } from '../link-store.ts'

interface Needs {
  readonly links: Pick<LinkStore, 'maker' | 'joinPerson'>
}

export default action({
  name: 'join-accounts',
  mayUse: 'look',
  changes: 'with its answer',
  // Only who was shown the button knows it: a code's hash tells nobody the code.
  read: (value) => (/^[0-9a-f]{64}$/.test(value) ? value : undefined),
  async run(request, hash, { links }: Needs) {
    const maker = await links.maker(hash, request.now)
    if (!maker) throw wrongCode()
    if (maker.workspace.id !== request.workspace.id) throw new Complaint('people.changed-meanwhile')
    return joinAccounts(request, maker, hash, links)
  },
})
