// The typed name: replaces somebody who has left by a pseudonym. There is no way back.
import { Complaint } from '../../conversation/complaint.ts'
import { form } from '../../conversation/form.ts'
import { sayIn } from '../../languages/speak.ts'
import { message, text } from '../../message/write.ts'
import { asId, type MemberId } from '../../vocabulary/ids.ts'
import type { PrivacyStore } from '../privacy-store.ts'

export default form({
  name: 'erase-member',
  mayUse: 'erasure',
  changes: 'with its answer',
  read: (about) => (/^\d{1,9}$/.test(about) ? asId<MemberId>(Number(about)) : undefined),
  async run(
    { workspace, speaker, installation, now, key, say },
    member,
    { name = '' },
    { privacy }: { privacy: Pick<PrivacyStore, 'named' | 'erase'> },
  ) {
    const found = await privacy.named(workspace.id, name)
    if (!found.some(({ id }) => id === member)) throw new Complaint('privacy.other-name', {}, { field: 'name' })
    // Everybody reads it, so it is in the language of the channels.
    const pseudonym = sayIn(workspace.language).plain('privacy.former', { number: String(member) })
    const said = { erased: 'privacy.erased', 'not left': 'privacy.not-left', 'erased before': 'privacy.erased-before' } as const
    return privacy.erase({
      workspace,
      requestKey: key,
      by: speaker.id,
      platform: installation.platform,
      at: now,
      member,
      pseudonym,
      answer: (outcome) => ({ kind: 'message', message: message(text(say(said[outcome], { name: pseudonym }))), replaces: true }),
    })
  },
})
