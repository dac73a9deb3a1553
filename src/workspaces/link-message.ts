// How linking chats and accounts reads.
import { channelSpan, platformNames } from '../conversation/channels-here.ts'
import { Complaint } from '../conversation/complaint.ts'
import type { Workspace } from '../conversation/people.ts'
import type { InstallationRef } from '../conversation/platform.ts'
import type { Say } from '../languages/say.ts'
import type { Message } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { LinkDone, Separated } from './link-store.ts'
import type { Account } from './member-store.ts'
import { accountNames } from './people-message.ts'

/** What is typed to join something. */
export const linkExample = '/dealbell link'

interface Issued {
  readonly code: string
  /** Whoever has it may join a whole chat with it. */
  readonly isAdmin: boolean
  readonly installations: readonly InstallationRef[]
  readonly accounts: readonly Account[]
}

/** A new code, what it does and how, and what is one by now. */
export function codeMessage({ code, isAdmin, installations, accounts }: Issued, say: Say): Message {
  const places = [...new Set(installations.map(({ platform }) => platformNames[platform]))].join(', ')
  return message(
    headline(say('link.code', { code })),
    text(say('link.how', { example: `${linkExample} ${code}` })),
    list([say('link.for-person'), ...(isAdmin ? [say('link.for-place')] : []), say('link.keep')]),
    quiet([...say('link.now-places', { places }), ' ', ...say('link.now-accounts', { accounts: accountNames(accounts) })]),
  )
}

interface JoinedPlace {
  readonly workspace: Pick<Workspace, 'announce'>
  readonly here: InstallationRef
  readonly there: InstallationRef
  /** Who made the code. */
  readonly name: string
  readonly hash: string
  /** Of the code with which whoever joined the chat may say that they are the one who made it. */
  readonly forThem: string
}

/** Two chats are one team now: what that means, what comes where, whether they are the one who made the code, and the way back. */
export function placeJoinedMessage({ workspace, here, there, name, hash, forThem }: JoinedPlace, say: Say): Message {
  const [nameHere, nameThere] = [platformNames[here.platform], platformNames[there.platform]]
  return message(
    headline(say('link.place-joined', { here: nameHere, there: nameThere })),
    list([
      say('link.place-one'),
      say('link.place-where', { channel: [channelSpan(workspace.announce)], example: '/dealbell settings mirror here' }),
      say('link.place-people', { example: linkExample }),
    ]),
    text(say('link.is-it-you', { name })),
    buttons(thatIsMe(name, forThem, say), undo(hash, say)),
  )
}

/** Before an account with more rights than the code's maker becomes theirs. */
export const sureMessage = (name: string, hash: string, say: Say): Message =>
  message(text(say('link.sure', { name })), buttons(thatIsMe(name, hash, say)))

const thatIsMe = (name: string, hash: string, say: Say) => ({
  label: say.plain('button.that-is-me', { name }),
  action: 'join-accounts',
  value: hash,
})

export const personJoinedMessage = (name: string, account: string, hash: string, say: Say): Message =>
  message(text(say('link.person-joined', { name, account })), buttons(undo(hash, say)))

const undo = (hash: string, say: Say) => ({ label: say.plain('button.undo'), action: 'undo-link', value: hash })

export const undoneMessage = (done: LinkDone, say: Say): Message =>
  done.kind === 'place' ? separatedMessage(done.installation, say) : message(text(say('link.person-undone', { name: done.name })))

export const separatedMessage = ({ platform }: InstallationRef, say: Say): Message =>
  message(text(say('link.place-undone', { platform: platformNames[platform] })))

/** Before an installation is separated: what comes of it. */
export const separateMessage = (installations: readonly InstallationRef[], say: Say): Message =>
  message(
    ...installations.flatMap(({ platform, id }) => [
      headline(say('unlink.ask', { platform: platformNames[platform] })),
      buttons({ label: say.plain('button.separate'), action: 'separate', value: `${platform}/${id}`, style: 'danger' }),
    ]),
    text(say('unlink.what')),
  )

/** One sentence for whatever is wrong with a code: who guesses learns nothing. */
export const wrongCode = (): Complaint => new Complaint('link.code-wrong', { example: linkExample }, { example: linkExample })

/** Why an installation cannot be separated, and what to type against it. */
export function notSeparated(why: Exclude<Separated, 'separated'>): Complaint {
  if (why === 'last') return new Complaint('unlink.last')
  return why === 'announces'
    ? new Complaint('unlink.announces', { example: '/dealbell settings announce here' })
    : new Complaint('unlink.no-admin', { example: linkExample })
}
