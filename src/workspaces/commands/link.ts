// `/dealbell link`: a code that somebody types on their other chat. There it joins the whole chat to the team, where Dealbell is not set up yet,
// or else their account to themselves.
import { type Argument, optional } from '../../conversation/argument.ts'
import { openCommand } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Known } from '../../conversation/people.ts'
import type { Answer, Directory } from '../../conversation/platform.ts'
import type { OpenRequest } from '../../conversation/request.ts'
import { sayIn } from '../../languages/speak.ts'
import { later } from '../../vocabulary/clock.ts'
import { mayEver } from '../../vocabulary/permissions.ts'
import { passed, read } from '../../vocabulary/reading.ts'
import { codeLasts, hashOf, newCode } from '../link-code.ts'
import { codeMessage, linkExample, personJoinedMessage, placeJoinedMessage } from '../link-message.ts'
import type { CodeMaker, LinkStore } from '../link-store.ts'
import type { MemberStore } from '../member-store.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

interface Needs {
  readonly links: LinkStore
  readonly members: Pick<MemberStore, 'details'>
  readonly workspaces: Pick<WorkspaceStore, 'installations'>
  readonly directory: Pick<Directory, 'profile'>
}

/** As typed: what is wrong with it is not told apart. */
const code: Argument<string> = {
  name: 'argument.code',
  field: { kind: 'text', longest: 40 },
  read(words, at) {
    const typed = words.slice(at).map(({ text }) => text)
    return typed.length === 0 ? passed : read(typed.join(' '), words.length)
  },
}

export default openCommand({
  name: 'dealbell link',
  summary: 'command.dealbell-link',
  examples: ['/dealbell link', '/dealbell link K7QF4-3M9PX'],
  changes: 'with its answer',
  slots: { code: optional(code) },
  async run(request: OpenRequest, { code: typed }, needs: Needs) {
    const { known } = request
    if (typed !== undefined) return used(request, hashOf(typed), needs)
    if (known) return issued(request, known, needs)
    const values = { example: linkExample, setup: '/dealbell setup' }
    throw new Complaint('link.not-set-up', values, { example: '/dealbell link K7QF4-3M9PX' })
  },
})

async function issued({ installation, now, say }: OpenRequest, { workspace, speaker }: Known, needs: Needs): Promise<Answer> {
  const made = newCode()
  await needs.links.issue({ hash: hashOf(made), workspace: workspace.id, member: speaker.id, installation, until: later(now, codeLasts) })
  const [installations, details] = await Promise.all([
    needs.workspaces.installations(workspace.id),
    needs.members.details(workspace.id, speaker.id),
  ])
  const isAdmin = mayEver(speaker.role, 'settings')
  return {
    kind: 'message',
    message: codeMessage({ code: made, isAdmin, installations, accounts: details?.accounts ?? [] }, say),
    replaces: false,
  }
}

/** One sentence for whatever is wrong with a code: who guesses learns nothing. */
const wrongCode = () => new Complaint('link.code-wrong', { example: linkExample }, { example: linkExample })

async function used(request: OpenRequest, hash: string, needs: Needs): Promise<Answer> {
  const { installation, person, known, now } = request
  const who = `${installation.platform}/${installation.id}/${person.id}`
  if (!(await needs.links.tries(who, now))) throw new Complaint('link.too-often')
  const maker = await needs.links.maker(hash, now)
  if (!maker) throw wrongCode()
  await needs.links.forgive(who)
  if (!known) return placeJoined(request, maker, hash, needs)
  if (known.workspace.id !== maker.workspace.id) {
    throw new Complaint('link.two-ledgers', { export: '/dealbell export', import: '/dealbell import' }, { example: linkExample })
  }
  return personJoined(request, known, maker, hash, needs)
}

/** As whoever sets a chat up for themselves: a person, and where the platform says who manages it, one who does. */
async function placeJoined(request: OpenRequest, maker: CodeMaker, hash: string, { links, directory }: Needs): Promise<Answer> {
  const { installation, person, key, now } = request
  const { workspace, member } = maker
  if (!mayEver(member.role, 'settings')) throw new Complaint('link.inviter-no-admin', {}, { example: linkExample })
  if (person.manages === false) throw new Complaint('link.manage-place')
  const answer = await directory.profile(installation, person.id)
  const profile = answer.outcome === 'found' ? answer.profile : undefined
  if (profile?.isPerson === false) throw new Complaint('complaint.you-are-no-member')
  const say = sayIn(member.language)
  return links.joinPlace({
    workspace,
    requestKey: key,
    by: member.id,
    platform: installation.platform,
    at: now,
    hash,
    installation,
    person: { id: person.id, handle: profile?.handle || person.handle },
    answer(outcome) {
      if (outcome === 'gone') throw wrongCode()
      const joined = { workspace, here: installation, there: maker.installation, name: member.name, hash }
      return { kind: 'message', message: placeJoinedMessage(joined, say), replaces: false }
    },
  })
}

function personJoined(
  request: OpenRequest,
  { workspace, speaker }: Known,
  maker: CodeMaker,
  hash: string,
  { links }: Needs,
): Promise<Answer> {
  const { installation, key, now, say } = request
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
