// Two members who turn out to be one person: the one in whose name nothing is stored goes, and its accounts become the other's.

import { asId, type MemberId } from '../vocabulary/ids.ts'
import { roles } from '../vocabulary/roles.ts'
import type { Asker, Joined } from '../workspaces/member-store.ts'
import type { DatabaseKind, Transaction } from './database.ts'
import { oneOf } from './deal-rows.ts'
import { query } from './query.ts'
import { subjectKey } from './target-rows.ts'

/** Within a transaction that has the workspace locked. */
export async function joinMembers(
  kind: DatabaseKind,
  transaction: Transaction,
  { workspace, by, at }: Pick<Asker, 'workspace' | 'by' | 'at'>,
  memberId: MemberId,
  accountId: MemberId,
): Promise<Joined> {
  if (memberId === accountId) return 'same'
  const workspaceId = workspace.id
  const member = await transaction.member.findFirstOrThrow({ where: { id: memberId, workspaceId } })
  const account = await transaction.member.findFirstOrThrow({ where: { id: accountId, workspaceId }, include: { identities: true } })
  const idle = !(await hasActed(kind, transaction, workspaceId, account))
    ? account
    : !(await hasActed(kind, transaction, workspaceId, member))
      ? member
      : undefined
  if (!idle) return 'both active'
  const kept = idle === account ? member : account
  const higher = [member, account].map(({ role }) => oneOf(roles, role)).sort((a, b) => roles.indexOf(b) - roles.indexOf(a))[0]
  await transaction.identity.updateMany({ where: { memberId: idle.id }, data: { memberId: kept.id } })
  await transaction.memberEvent.updateMany({ where: { memberId: idle.id, workspaceId }, data: { memberId: kept.id } })
  await transaction.linkCode.updateMany({ where: { memberId: idle.id, workspaceId }, data: { memberId: kept.id } })
  await transaction.member.delete({ where: { id: idle.id } })
  const data = {
    name: member.name,
    foldedWords: member.foldedWords,
    role: higher ?? kept.role,
    teamId: member.teamId ?? account.teamId,
    startedOn: member.startedOn ?? account.startedOn,
    leave: kept.leave === '[]' ? idle.leave : kept.leave,
    offBoards: member.offBoards || account.offBoards,
    timeZone: kept.timeZone ?? idle.timeZone, // not every platform tells it
    locale: kept.locale ?? idle.locale,
    nudgesFrom: [member.nudgesFrom, account.nudgesFrom].sort().findLast((day) => day !== null) ?? null,
    leftAt: account.leftAt, // whoever has an account is there, also when an import called them gone
  }
  await transaction.member.update({ where: { id: kept.id }, data })
  const handles = account.identities.map(({ handle }) => handle).join(', ')
  const event = { workspaceId, memberId: kept.id, kind: 'joined', before: member.name, after: handles, byId: by, at }
  await transaction.memberEvent.create({ data: event })
  return 'joined'
}

/** Whether anything is stored about what somebody did, won, said or is to reach, that would have to be told apart later. */
async function hasActed(
  kind: DatabaseKind,
  transaction: Transaction,
  workspaceId: number,
  { id, createdAt }: { readonly id: number; readonly createdAt: bigint },
): Promise<boolean> {
  const select = { workspaceId: true } as const
  const subject = subjectKey({ kind: 'member', member: asId<MemberId>(id) })
  const looks = [
    () => transaction.dayTotal.findFirst({ where: { workspaceId, memberId: id }, select }),
    () => transaction.deal.findFirst({ where: { workspaceId, state: { in: ['won', 'open', 'lost', 'withdrawn'] }, ownerId: id }, select }),
    () => transaction.dealCredit.findFirst({ where: { workspaceId, memberId: id }, select }),
    () => transaction.activity.findFirst({ where: { workspaceId, memberId: id }, select }),
    () => transaction.activityEvent.findFirst({ where: { workspaceId, byId: id }, select }),
    () => transaction.story.findFirst({ where: { workspaceId, byId: id }, select }),
    () => transaction.kudos.findFirst({ where: { workspaceId, OR: [{ fromId: id }, { toId: id }] }, select }),
    () => transaction.agendaItem.findFirst({ where: { workspaceId, OR: [{ ownerId: id }, { addedById: id }, { withId: id }] }, select }),
    () => transaction.meeting.findFirst({ where: { workspaceId, OR: [{ speakerId: id }, { changedById: id }] }, select }),
    () => transaction.forecastCall.findFirst({ where: { workspaceId, OR: [{ memberId: id }, { byId: id }] }, select }),
    () => transaction.target.findFirst({ where: { workspaceId, OR: [{ subject }, { setById: id }] }, select }),
    () => transaction.targetEvent.findFirst({ where: { workspaceId, OR: [{ subject }, { byId: id }] }, select }),
    () => transaction.pending.findFirst({ where: { workspaceId, byId: id }, select }),
    () => transaction.rate.findFirst({ where: { workspaceId, setById: id }, select }),
    () => transaction.team.findFirst({ where: { workspaceId, leadId: id }, select }),
    () => transaction.memberEvent.findFirst({ where: { workspaceId, byId: id }, select }),
    () => transaction.workspaceEvent.findFirst({ where: { workspaceId, byId: id }, select }),
    // Nobody did anything to a deal before they came: what is older need not be looked at.
    () =>
      transaction.dealEvent.findFirst({ where: { workspaceId, at: { gte: createdAt }, OR: [{ byId: id }, { approvedById: id }] }, select }),
    () => namedInDeals(kind, transaction, workspaceId, { id, createdAt }),
  ]
  for (const look of looks) if (await look()) return true
  return false
}

/** Whether a deal was theirs, or was shared with them, at any time: undo can bring that back. */
async function namedInDeals(
  kind: DatabaseKind,
  transaction: Transaction,
  workspaceId: number,
  { id, createdAt }: { readonly id: number; readonly createdAt: bigint },
): Promise<object | undefined> {
  const { sql, values } = query(kind, (put) => {
    const among = `FROM "DealEvent" e WHERE e."workspaceId" = ${put(workspaceId)} AND e."at" >= CAST(${put(String(createdAt))} AS bigint)`
    const own = () => `CAST(${put(id)} AS integer)`
    return kind === 'sqlite'
      ? `SELECT 1 ${among} AND (e."after" ->> 'owner' = ${own()}
          OR EXISTS (SELECT 1 FROM json_each(e."after", '$.splits') AS split WHERE split.value ->> 'member' = ${own()})) LIMIT 1`
      : `SELECT 1 ${among} AND (e."after" @> jsonb_build_object('owner', ${own()})
          OR e."after" @> jsonb_build_object('splits', jsonb_build_array(jsonb_build_object('member', ${own()})))) LIMIT 1`
  })
  const [row] = await transaction.$queryRawUnsafe<object[]>(sql, ...values)
  return row
}
