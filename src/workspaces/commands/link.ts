// `/dealbell link`: a code that somebody types on their other chat. There it joins the whole chat to the team, where Dealbell is not set up yet,
// or else their account to theirs.
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
import { roles } from '../../vocabulary/roles.ts'
import { joinAccounts } from '../join-accounts.ts'
import { codeLasts, hashOf, newCode } from '../link-code.ts'
import { codeMessage, linkExample, placeJoinedMessage, sureMessage, wrongCode } from '../link-message.ts'
import type { CodeMaker, LinkStore } from '../link-store.ts'
import type { MemberStore } from '../member-store.ts'
import { newcomer } from '../people.ts'
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
  const { workspace, speaker } = known
  const asked = { ...request, workspace, speaker }
  // Who is told to type somebody's code gives all that they may to whoever made it.
  return roles.indexOf(speaker.role) > roles.indexOf(maker.member.role)
    ? { kind: 'message', message: sureMessage(maker.member.name, hash, request.say), replaces: false }
    : joinAccounts(asked, maker, hash, needs.links)
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
  const say = person.locale === undefined ? sayIn(member.language) : request.say
  // Whoever manages the chat need not be the admin who made the code: that they are is for them to say.
  const forThem = { hash: hashOf(newCode()), until: later(now, codeLasts) }
  return links.joinPlace({
    workspace,
    requestKey: key,
    by: member.id,
    platform: installation.platform,
    at: now,
    hash,
    installation,
    person: person.id,
    newcomer: newcomer(person, profile),
    forThem,
    answer() {
      const joined = { workspace, here: installation, there: maker.installation, name: member.name, hash, forThem: forThem.hash }
      return { kind: 'message', message: placeJoinedMessage(joined, say), replaces: false }
    },
  })
}
