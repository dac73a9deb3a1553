// An account becomes one with the account of whoever made a code.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import { personJoinedMessage } from './link-message.ts'
import type { CodeMaker, LinkStore } from './link-store.ts'

/** Throws a complaint where they have to stay two. */
export async function joinAccounts(
  { workspace, speaker, installation, key, now, say }: Pick<Request, 'workspace' | 'speaker' | 'installation' | 'key' | 'now' | 'say'>,
  maker: CodeMaker,
  hash: string,
  links: Pick<LinkStore, 'joinPerson'>,
): Promise<Answer> {
  const { member } = maker
  const isSamePlace = maker.installation.platform === installation.platform && maker.installation.id === installation.id
  if (isSamePlace) throw new Complaint('link.same-chat')
  return links.joinPerson({
    workspace,
    requestKey: key,
    by: member.id,
    platform: installation.platform,
    at: now,
    hash,
    member: member.id,
    account: speaker.id,
    answer(outcome) {
      const values = { name: member.name, account: speaker.name }
      const example = `/dealbell member "${member.name}"`
      if (outcome === 'same') throw new Complaint('member.join-same', values, { example })
      if (outcome === 'both active') throw new Complaint('member.join-both', values, { example })
      if (outcome === 'two accounts')
        throw new Complaint('link.two-accounts', { ...values, example: `/dealbell member "${member.name}" is "${speaker.name}"` })
      return { kind: 'message', message: personJoinedMessage(member.name, speaker.name, hash, say), replaces: false }
    },
  })
}
