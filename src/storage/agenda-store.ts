// Agendas in the database: their items, and what became of the meetings.
import { type AgendaItem, type Circle, itemKinds, itemStates, type NewItem } from '../agenda/agenda-item.ts'
import type { AgendaStep, AgendaStore, ItemChange } from '../agenda/agenda-store.ts'
import { type Meeting, meetingStates, minutesFrom, minutesJson, type PostedAgenda, untouched } from '../agenda/meeting.ts'
import type { Destination } from '../conversation/platform.ts'
import { occasionKey } from '../conversation/ritual.ts'
import { asInstant, type Instant } from '../vocabulary/clock.ts'
import { type AgendaNumber, asId, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { localTime } from '../vocabulary/local-time.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Client, Database, Transaction } from './database.ts'
import { oneOf, storedDate } from './deal-rows.ts'
import { storable } from './stored-text.ts'

type Read = Pick<Client, 'agendaItem' | 'meeting' | 'occurrence' | 'outboxEntry'> | Transaction

interface ItemRow {
  readonly number: number
  readonly teamId: number
  readonly withId: number | null
  readonly kind: string
  readonly text: string
  readonly ownerId: number | null
  readonly due: string | null
  readonly state: string
  readonly carried: number
  readonly addedById: number
  readonly addedAt: bigint
  readonly meeting: string
  readonly endedById: number | null
  readonly endedAt: bigint | null
}

interface MeetingRow {
  readonly teamId: number
  readonly day: string
  readonly state: string
  readonly startedAt: bigint | null
  readonly endedAt: bigint | null
  readonly sections: string
  readonly speakerId: number | null
  readonly changedById: number | null
}

const memberOf = (id: number | null): MemberId | undefined => (id === null ? undefined : asId<MemberId>(id))
const teamOf = (id: number): TeamId | undefined => (id === 0 ? undefined : asId<TeamId>(id))
const instantOf = (at: bigint | null): Instant | undefined => (at === null ? undefined : asInstant(Number(at)))

const itemOf = (row: ItemRow): AgendaItem => ({
  number: asId<AgendaNumber>(row.number),
  circle: { team: teamOf(row.teamId), with: memberOf(row.withId) },
  kind: oneOf(itemKinds, row.kind),
  text: row.text,
  owner: memberOf(row.ownerId),
  due: row.due === null ? undefined : storedDate(row.due),
  state: oneOf(itemStates, row.state),
  carried: row.carried,
  addedBy: asId<MemberId>(row.addedById),
  addedAt: asInstant(Number(row.addedAt)),
  meeting: storedDate(row.meeting),
  endedBy: memberOf(row.endedById),
  endedAt: instantOf(row.endedAt),
})

const meetingOf = (row: MeetingRow): Meeting => ({
  team: teamOf(row.teamId),
  day: storedDate(row.day),
  state: oneOf(meetingStates, row.state),
  startedAt: instantOf(row.startedAt),
  endedAt: instantOf(row.endedAt),
  minutes: minutesFrom(row.sections),
  speaker: memberOf(row.speakerId),
  changedBy: memberOf(row.changedById),
})

/** The columns by which a circle's items are found. */
const columnsOf = (workspaceId: WorkspaceId, circle: Circle) => ({
  workspaceId,
  teamId: circle.with === undefined ? (circle.team ?? 0) : 0,
  withId: circle.with ?? null,
})

/** What the ritual calls a circle's post: `team 3`, 0 for the company's. */
const saidName = ({ team }: Circle): string => `team ${team ?? 0}`

/** So many agendas back is looked. */
const lastAgendas = 8

async function openOf(read: Read, workspace: WorkspaceId, circle: Circle): Promise<readonly AgendaItem[]> {
  const rows = await read.agendaItem.findMany({ where: { ...columnsOf(workspace, circle), state: 'open' }, orderBy: { number: 'asc' } })
  return rows.map(itemOf)
}

async function postedOf(read: Read, workspaceId: WorkspaceId, circle: Circle): Promise<readonly PostedAgenda[]> {
  if (circle.with !== undefined) return []
  const came = await read.occurrence.findMany({
    where: { workspaceId, ritual: 'agenda', zone: '' },
    orderBy: { slot: 'desc' },
    take: lastAgendas,
    select: { slot: true },
  })
  const slots = came.map(({ slot }) => {
    const day = storedDate(slot.slice(0, 10))
    return { day, key: `${occasionKey('agenda', { day, time: localTime(slot.slice(11)) })}${saidName(circle)}` }
  })
  if (slots.length === 0) return []
  const teamId = circle.team ?? 0
  const [entries, rows] = await Promise.all([
    read.outboxEntry.findMany({
      where: { workspaceId, key: { in: slots.map(({ key }) => key) } },
      select: { key: true, to: true, writtenAt: true },
    }),
    read.meeting.findMany({ where: { workspaceId, teamId, day: { in: slots.map(({ day }) => day) } } }),
  ])
  const written = new Map(entries.map((entry) => [entry.key, entry]))
  const meetings = new Map(rows.map((row) => [row.day, meetingOf(row)]))
  return slots.flatMap(({ day, key }) => {
    const entry = written.get(key)
    if (!entry) return []
    const to = entry.to as Destination // it was one when it was written
    return [{ day, key, at: asInstant(Number(entry.writtenAt)), to, meeting: meetings.get(day) ?? untouched(circle.team, day) }]
  })
}

export function agendaStore(database: Database, waking: Waking): AgendaStore {
  const { client } = database
  return {
    change: ({ circle, number, decide, ...change }) =>
      changeWorkspace(database, waking, change, async (transaction) => {
        const { workspace, at } = change
        const [last, open, item, posted] = [
          await transaction.agendaItem.findFirst({
            where: { workspaceId: workspace },
            orderBy: { number: 'desc' },
            select: { number: true },
          }),
          await openOf(transaction, workspace, circle),
          number === undefined ? null : await transaction.agendaItem.findFirst({ where: { ...columnsOf(workspace, circle), number } }),
          await postedOf(transaction, workspace, circle),
        ]
        const next = (last?.number ?? 0) + 1
        const step = decide({ next: asId<AgendaNumber>(next), open, item: item ? itemOf(item) : undefined, posted })
        await write(transaction, workspace, circle, next, step, at)
        return { answer: step.answer, posts: step.posts ?? [] }
      }),

    open: (workspace, circle) => openOf(client, workspace, circle),

    async items(workspaceId, numbers) {
      const rows = await client.agendaItem.findMany({ where: { workspaceId, number: { in: [...numbers] } } })
      const found = new Map(rows.map((row) => [row.number, itemOf(row)]))
      return numbers.flatMap((number) => found.get(number) ?? [])
    },

    posted: (workspace, circle) => postedOf(client, workspace, circle),

    async speakers(workspaceId, { team }, before) {
      const rows = await client.meeting.findMany({
        where: { workspaceId, teamId: team ?? 0, day: { lt: before }, speakerId: { not: null }, state: { in: ['started', 'ended'] } },
        orderBy: { day: 'desc' },
        take: 100,
        select: { speakerId: true, day: true },
      })
      // Written from the oldest on, so that the last time is what stays.
      return new Map(rows.reverse().map(({ speakerId, day }): [MemberId, LocalDate] => [asId<MemberId>(speakerId ?? 0), storedDate(day)]))
    },
  }
}

async function write(
  transaction: Transaction,
  workspaceId: WorkspaceId,
  circle: Circle,
  next: number,
  { add = [], change = [], meetings = [] }: AgendaStep,
  at: Instant,
): Promise<void> {
  const row = (item: NewItem, index: number) => ({
    ...columnsOf(workspaceId, circle),
    number: next + index,
    kind: item.kind,
    text: storable(item.text),
    ownerId: item.owner ?? null,
    due: item.due ?? null,
    addedById: item.addedBy,
    addedAt: item.addedAt,
    meeting: item.meeting,
  })
  if (add.length > 0) await transaction.agendaItem.createMany({ data: add.map(row) })
  for (const { number, ...rest } of change) {
    const where = { workspaceId_number: { workspaceId, number } }
    await transaction.agendaItem.update({ where, data: changed(rest), select: { number: true } })
  }
  for (const meeting of meetings) {
    const { day, state, startedAt = null, endedAt = null, minutes, speaker = null, changedBy = null } = meeting
    const key = { workspaceId, teamId: meeting.team ?? 0, day }
    const data = { state, startedAt, endedAt, sections: minutesJson(minutes), speakerId: speaker, changedById: changedBy, changedAt: at }
    await transaction.meeting.upsert({ where: { workspaceId_teamId_day: key }, create: { ...key, ...data }, update: data })
  }
}

/** The columns of what is changed; those of what is not are left as they are. */
function changed(item: Omit<ItemChange, 'number'>) {
  return {
    ...(item.state === undefined ? {} : { state: item.state }),
    ...(item.carried === undefined ? {} : { carried: item.carried }),
    ...(item.text === undefined ? {} : { text: storable(item.text) }),
    ...('owner' in item ? { ownerId: item.owner ?? null } : {}),
    ...('due' in item ? { due: item.due ?? null } : {}),
    ...('endedBy' in item ? { endedById: item.endedBy ?? null } : {}),
    ...('endedAt' in item ? { endedAt: item.endedAt ?? null } : {}),
  }
}
