// What a platform says of an account: that it is gone, or there again. Whose accounts are all gone has left.
import { type InstallationRef, inbox, platforms } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import { roles } from '../vocabulary/roles.ts'
import { raiseVersion } from './change-people.ts'
import { type Waking, writePosts } from './change-workspace.ts'
import type { Database, Transaction } from './database.ts'
import { oneOf } from './deal-rows.ts'
import { lockWorkspace } from './lock-workspace.ts'
import { type Doing, thePlatform, writeFacts } from './member-changes.ts'
import { memberOf } from './member-rows.ts'

type State = 'gone' | 'there'

/** An account as an event names it. */
export const accountKey = ({ platform, id }: InstallationRef, personId: string): string => `${platform}/${id}/${personId}`

/** See `MemberStore.followAccount`. Undefined: nobody is known under that account. */
export async function followAccount(
  database: Database,
  { queue, engine }: Waking,
  installation: InstallationRef,
  personId: string,
  { state, at }: { readonly state: State; readonly at: Instant },
): Promise<{ readonly workspace: WorkspaceId; readonly moved: boolean } | undefined> {
  const identity = await database.client.identity.findFirst({
    where: { externalId: personId, installation: { platform: installation.platform, externalId: installation.id } },
    include: { member: { select: { workspaceId: true, leftAt: true } } },
  })
  if (!identity) return undefined
  const workspace = asId<WorkspaceId>(identity.member.workspaceId)
  // What is as it was takes no lock: every member is looked at once a day.
  const account = accountKey(installation, personId)
  if ((await lastSaid(database.client, identity.memberId, account)) === state) return { workspace, moved: false }
  const done = await database.transaction(async (transaction) => {
    await lockWorkspace(database, transaction, workspace)
    const row = await transaction.member.findFirst({
      where: { id: identity.memberId, workspaceId: workspace },
      include: { workspace: true, identities: { include: { installation: true } } },
    })
    const said = await lastSaid(transaction, identity.memberId, account)
    if (!row || said === state) return undefined
    const doing: Doing = { workspace, by: thePlatform, platform: installation.platform, at }
    const event = {
      workspaceId: workspace,
      memberId: row.id,
      kind: `account ${account}`,
      before: said,
      after: state,
      byId: thePlatform,
      at,
    }
    await transaction.memberEvent.create({ data: event })
    const member = memberOf(row, row.workspace)
    const others = row.identities
      .map(({ externalId, installation: { platform, externalId: id } }) =>
        accountKey({ platform: oneOf(platforms, platform), id }, externalId),
      )
      .filter((key) => key !== account)
    if (state === 'there') {
      if (!member.hasLeft || !(await goneByPlatform(transaction, row.id))) return { posts: [] }
      await writeFacts(transaction, doing, member, { hasLeft: false })
      await raiseVersion(transaction, workspace)
      return { posts: [], moved: true }
    }
    for (const other of others) if ((await lastSaid(transaction, row.id, other)) === 'there') return { posts: [] }
    if (member.hasLeft) return { posts: [] }
    await writeFacts(transaction, doing, member, { hasLeft: true })
    const posts = member.role === 'admin' ? await succeed(transaction, doing, member.id) : []
    const woken = await writePosts(database, transaction, { workspace, posts, at, engine })
    await raiseVersion(transaction, workspace)
    return { posts: woken, moved: true }
  })
  if (done && done.posts.length > 0) queue.wake(done.posts)
  return { workspace, moved: done?.moved ?? false }
}

/** What was said of an account last; one of which nothing was ever said is there. */
async function lastSaid(client: Pick<Transaction, 'memberEvent'>, memberId: number, account: string): Promise<State> {
  const where = { memberId, kind: `account ${account}` }
  const last = await client.memberEvent.findFirst({ where, orderBy: { id: 'desc' }, select: { after: true } })
  return last?.after === 'gone' ? 'gone' : 'there'
}

interface Account {
  readonly member: MemberId
  readonly installation: InstallationRef
  readonly person: string
}

/** Those of these accounts (of at most 500 members) that were said to be gone. */
export async function goneAccounts<T extends Account>(
  client: Pick<Transaction, 'memberEvent'>,
  accounts: readonly T[],
): Promise<ReadonlySet<T>> {
  if (accounts.length === 0) return new Set()
  const kindOf = ({ installation, person }: Account) => `account ${accountKey(installation, person)}`
  const said = await client.memberEvent.findMany({
    where: { memberId: { in: [...new Set(accounts.map(({ member }) => member))] }, kind: { startsWith: 'account ' } },
    orderBy: { id: 'asc' },
    select: { memberId: true, kind: true, after: true },
  })
  const last = new Map(said.map(({ memberId, kind, after }) => [`${memberId} ${kind}`, after]))
  return new Set(accounts.filter((account) => last.get(`${account.member} ${kindOf(account)}`) === 'gone'))
}

/**
 * Whose an account was when its installation was separated from the workspace: linked again, it is theirs again. Undefined where it was
 * nobody's, or theirs who was erased.
 */
export async function formerOf(
  transaction: Transaction,
  workspaceId: WorkspaceId,
  installation: InstallationRef,
  personId: string,
): Promise<MemberRow | undefined> {
  // Nearly always it is the first time, and events are found by their member.
  const wasHere = { workspaceId, kind: linkedKind(installation), after: '' }
  if (!(await transaction.workspaceEvent.findFirst({ where: wasHere, select: { id: true } }))) return undefined
  const kind = `account ${accountKey(installation, personId)}`
  const last = await transaction.memberEvent.findFirst({ where: { kind, member: { workspaceId } }, orderBy: { id: 'desc' } })
  if (last?.after !== separated) return undefined
  return (await transaction.member.findFirst({ where: { id: last.memberId, workspaceId, erasedAt: null } })) ?? undefined
}

/** What the workspace's record says when an installation is joined to it (`linked`) or separated (nothing). */
export const linkedKind = ({ platform, id }: InstallationRef): string => `linked ${platform}/${id}`

/** What is said of an account whose installation is separated. */
export const separated = 'separated'

type MemberRow = Awaited<ReturnType<Transaction['member']['findFirstOrThrow']>>

/** Whether it was the platform that called a member gone, and not an admin. */
async function goneByPlatform(transaction: Transaction, memberId: number): Promise<boolean> {
  const last = await transaction.memberEvent.findFirst({
    where: { memberId, kind: 'hasLeft' },
    orderBy: { id: 'desc' },
    select: { byId: true },
  })
  return last?.byId === thePlatform
}

/** Nobody is admin any more: whoever has the highest role, and of those who came first, becomes it. Returns what they are told. */
async function succeed(transaction: Transaction, doing: Doing, leaver: MemberId): Promise<readonly Post[]> {
  const { workspace: workspaceId, at } = doing
  const there = { workspaceId, leftAt: null }
  if (await transaction.member.findFirst({ where: { ...there, role: 'admin' }, select: { id: true } })) return []
  const rows = await transaction.member.findMany({
    where: { ...there, identities: { some: {} } },
    include: { workspace: true, identities: { include: { installation: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const [next] = rows.toSorted((a, b) => roles.indexOf(oneOf(roles, b.role)) - roles.indexOf(oneOf(roles, a.role)))
  if (!next) return []
  await writeFacts(transaction, doing, memberOf(next, next.workspace), { role: 'admin' })
  return next.identities.slice(0, 1).map(({ externalId, installation: { platform, externalId: id } }) => ({
    key: `now-admin/${next.id}/${at}`,
    to: inbox({ platform: oneOf(platforms, platform), id }, externalId),
    kind: 'now-admin',
    about: { leaver },
    action: { do: 'post' },
  }))
}
