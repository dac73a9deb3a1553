// Replacing a leaver by a pseudonym, within a transaction. No number changes: rows stay under the same member, whose name is another now.
import { inbox, platforms } from '../conversation/platform.ts'
import { planRequestKey } from '../deals/plan.ts'
import type { Erasure } from '../privacy/privacy-store.ts'
import { scrubbed, scrubbedJson, type Who, withoutReasons } from '../privacy/scrub.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Database, Transaction } from './database.ts'
import { oneOf } from './deal-rows.ts'
import { query } from './query.ts'
import { folded, foldedWords, storable, storableJson, storedAs } from './stored-text.ts'

export async function eraseMember(
  { kind }: Database,
  transaction: Transaction,
  { workspace, member: id, pseudonym, at, by }: Erasure,
): Promise<'erased' | 'not left' | 'erased before'> {
  const workspaceId = workspace.id
  const row = await transaction.member.findFirstOrThrow({
    where: { id, workspaceId },
    include: { identities: { include: { installation: true } } },
  })
  if (row.erasedAt !== null) return 'erased before'
  if (row.leftAt === null) return 'not left'
  const who: Who = { name: row.name, handles: row.identities.map(({ handle }) => handle) }
  const thanks = await transaction.kudos.findMany({ where: { workspaceId, toId: id }, select: { reason: true } })
  await scrubTexts(kind, transaction, workspaceId, { ...who, pseudonym, reasons: thanks.map(({ reason }) => reason) })
  // A thanks is about the person: what it was for goes, that there was one stays.
  await transaction.kudos.updateMany({ where: { workspaceId, toId: id }, data: { reason: '' } })
  // When somebody was away may tell of their health.
  await transaction.memberEvent.updateMany({ where: { workspaceId, memberId: id, kind: 'leave' }, data: { before: '[]', after: '[]' } })
  // Which accounts somebody had, and under which name they came.
  const accounts = [{ kind: 'joined' }, { kind: { startsWith: 'account ' } }]
  await transaction.memberEvent.deleteMany({ where: { workspaceId, memberId: id, OR: accounts } })
  for (const { externalId, installation } of row.identities) {
    const to = inbox({ platform: oneOf(platforms, installation.platform), id: installation.externalId }, externalId)
    await transaction.outboxEntry.updateMany({ where: { workspaceId, to, state: 'waiting' }, data: { state: 'dropped', endedAt: at } })
    await transaction.outboxEntry.updateMany({
      where: { workspaceId, to },
      data: { to: `${installation.platform}/${installation.externalId}/former-${id}` },
    })
  }
  await transaction.identity.deleteMany({ where: { memberId: id } })
  await transaction.linkCode.deleteMany({ where: { workspaceId, memberId: id } }) // with it what it joined
  const data = { name: storable(pseudonym), foldedWords: foldedWords(pseudonym), timeZone: null, locale: null, leave: '[]', erasedAt: at }
  await transaction.member.update({ where: { id }, data, select: { id: true } })
  const event = { workspaceId, memberId: id, kind: 'erased', before: '', after: '', byId: by, at }
  await transaction.memberEvent.create({ data: event, select: { id: true } })
  return 'erased'
}

/** What people typed, and what was stored of answers and of what waits. Names of customers stay: they are the company's. */
async function scrubTexts(
  kind: Database['kind'],
  transaction: Transaction,
  workspaceId: WorkspaceId,
  who: Who & { readonly pseudonym: string; readonly reasons: readonly string[] },
): Promise<void> {
  const clean = (text: string) => scrubbed(text, who, who.pseudonym)
  const cleanJson = (value: unknown) => scrubbedJson(value, clean)
  const cleanAnswer = (value: unknown) => scrubbedJson(value, (text) => clean(withoutReasons(text, who, who.reasons)))
  const needles = [who.name, ...who.handles.filter((handle) => handle !== '').map((handle) => `@${handle}`)]
  /** The keys of rows in whose column the name stands, in any case; whether it does as a word is decided afterwards. */
  const having = async <Row>(
    table: string,
    key: string,
    column: string,
    where = `"workspaceId" = ${workspaceId}`,
  ): Promise<readonly Row[]> => {
    const { sql, values } = query(kind, (put) => {
      const found = needles.map((needle) => {
        const part = put(longestAscii(needle))
        return kind === 'sqlite' ? `instr(lower("${column}"), ${part}) > 0` : `position(${part} in lower(CAST("${column}" AS text))) > 0`
      })
      return `SELECT ${key} FROM "${table}" WHERE ${where} AND (${found.join(' OR ')})`
    })
    return transaction.$queryRawUnsafe<Row[]>(sql, ...values)
  }
  for (const { number } of await having<{ number: number }>('Deal', '"number"', 'note')) {
    const where = { workspaceId_number: { workspaceId, number } }
    const { note } = await transaction.deal.findUniqueOrThrow({ where, select: { note: true } })
    await transaction.deal.update({ where, data: { note: clean(note) }, select: { number: true } })
  }
  const inEvents = [
    ...(await having<{ number: number; revision: number }>('DealEvent', '"number", "revision"', 'after')),
    ...(await having<{ number: number; revision: number }>('DealEvent', '"number", "revision"', 'before')),
  ]
  for (const { number, revision } of inEvents) {
    const where = { workspaceId_number_revision: { workspaceId, number, revision } }
    const { before, after } = await transaction.dealEvent.findUniqueOrThrow({ where, select: { before: true, after: true } })
    const noted = (facts: unknown) =>
      typeof facts === 'object' && facts !== null && 'note' in facts ? { ...facts, note: cleanJson(facts.note) } : facts
    const data = { after: storedAs(noted(after)), ...(before === null ? {} : { before: storedAs(noted(before)) }) }
    await transaction.dealEvent.update({ where, data, select: { number: true } })
  }
  for (const { number } of await having<{ number: number }>('Story', '"number"', 'text')) {
    const where = { workspaceId_number: { workspaceId, number } }
    const { text: told } = await transaction.story.findUniqueOrThrow({ where, select: { text: true } })
    const text = storable(clean(told))
    await transaction.story.update({ where, data: { text, foldedText: folded(text) }, select: { number: true } })
  }
  for (const { id } of await having<{ id: number }>('AgendaItem', '"id"', 'text')) {
    const { text } = await transaction.agendaItem.findUniqueOrThrow({ where: { id }, select: { text: true } })
    await transaction.agendaItem.update({ where: { id }, data: { text: storable(clean(text)) }, select: { id: true } })
  }
  for (const { id } of await having<{ id: number }>('Kudos', '"id"', 'reason')) {
    const { reason } = await transaction.kudos.findUniqueOrThrow({ where: { id }, select: { reason: true } })
    await transaction.kudos.update({ where: { id }, data: { reason: clean(reason) }, select: { id: true } })
  }
  for (const { id } of await having<{ id: number }>('TargetEvent', '"id"', 'reason')) {
    const { reason } = await transaction.targetEvent.findUniqueOrThrow({ where: { id }, select: { reason: true } })
    await transaction.targetEvent.update({ where: { id }, data: { reason: clean(reason ?? '') }, select: { id: true } })
  }
  for (const { id } of await having<{ id: string }>('Pending', '"id"', 'payload')) {
    const { payload } = await transaction.pending.findUniqueOrThrow({ where: { id }, select: { payload: true } })
    await transaction.pending.update({
      where: { id },
      data: { payload: storableJson(cleanJson(JSON.parse(payload))) },
      select: { id: true },
    })
  }
  for (const { requestKey } of await having<{ requestKey: string }>(
    'AnsweredRequest',
    '"requestKey"',
    'answer',
    await answeredHere(transaction, workspaceId),
  )) {
    const { answer } = await transaction.answeredRequest.findUniqueOrThrow({ where: { requestKey }, select: { answer: true } })
    await transaction.answeredRequest.update({
      where: { requestKey },
      data: { answer: storedAs(cleanAnswer(answer)) },
      select: { requestKey: true },
    })
  }
}

/**
 * SQLite's lower knows ASCII alone, PostgreSQL's what the database's locale knows: they look for the longest part of a name that both lower,
 * and that stands in JSON as it is. Empty, they find every row.
 */
const longestAscii = (needle: string): string =>
  needle
    .toLowerCase()
    .split(/[^ -~]|["\\]/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '')

/** Answers are kept for a day, by requests whose keys name the installation; another workspace's are left alone. */
async function answeredHere(transaction: Transaction, workspaceId: WorkspaceId): Promise<string> {
  if ((await transaction.workspace.count()) === 1) return '1 = 1'
  const places = await transaction.installation.findMany({ where: { workspaceId } })
  const keys = places.map(({ platform, externalId }) => `"requestKey" LIKE '${`${platform}/${externalId}`.replace(/[^\w/-]/g, '_')}/%'`)
  // What waited for a yes was done under a key of its own.
  const plans = `"requestKey" IN (SELECT '${planRequestKey('')}' || p."id" FROM "Pending" p WHERE p."workspaceId" = ${workspaceId})`
  return `(${[...keys, plans].join(' OR ')})`
}
