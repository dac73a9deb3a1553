// A workspace's data as CSV: read page by page, exact, and such that `/dealbell import` takes deals, targets and people back.
import { setImmediate as whoWaits } from 'node:timers/promises'
import type { Workspace } from '../conversation/people.ts'
import type { Deal } from '../deals/deal.ts'
import { csvLine, csvStart } from '../message/write-csv.ts'
import { writeAmount } from '../vocabulary/amount.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { decimalsOf, type Money, money, toDecimalString } from '../vocabulary/money.ts'
import { periodKey } from '../vocabulary/period.ts'
import type { ExportKind } from './arguments.ts'
import { startOfDay } from './day-start.ts'
import { exportedId } from './exported-id.ts'
import type { Days, TransferStore } from './transfer-store.ts'

export type ExportStore = Pick<TransferStore, 'people' | 'teams' | 'deals' | 'events' | 'targets' | 'activities'>

export interface Exported {
  readonly text: string
  /** Rows without the header. */
  readonly rows: number
  /** There was more than a file may hold. */
  readonly cutOff: boolean
}

/** Rows read at once. */
const page = 1000

/** Gathers lines as long as they fit into a file; `more` gives the next page, an empty one at the end. */
async function gathered(header: readonly string[], most: number, more: () => Promise<readonly (readonly string[])[]>): Promise<Exported> {
  const parts = [csvStart, csvLine(header)]
  let size = Buffer.byteLength(parts.join(''))
  let rows = 0
  for (;;) {
    const lines = await more()
    if (lines.length === 0) return { text: parts.join(''), rows, cutOff: false }
    await whoWaits() // as between the pages of an import
    for (const line of lines.map(csvLine)) {
      size += Buffer.byteLength(line)
      if (size > most) return { text: parts.join(''), rows, cutOff: true }
      parts.push(line)
      rows += 1
    }
  }
}

/** An amount as an import reads it back. With three decimals `5.555` would be thousands, so there it takes the form that leaves no doubt. */
export const exactAmount = (amount: Money): string =>
  amount.minor > 0n && decimalsOf(amount.currency) === 3 ? writeAmount(amount) : toDecimalString(amount)

const iso = (at: Instant): string => new Date(at).toISOString()

/** All of a kind that lies in the days asked for, up to so many bytes. */
export async function exportText(what: ExportKind, workspace: Workspace, days: Days, most: number, store: ExportStore): Promise<Exported> {
  const people = await store.people(workspace.id)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const nameOf = (id: MemberId | undefined) => (id === undefined ? '' : (names.get(id) ?? `#${id}`))
  switch (what) {
    case 'deals':
      return dealsText(workspace, days, most, nameOf, store)
    case 'events':
      return eventsText(workspace, days, most, nameOf, store)
    case 'activities':
      return activitiesText(workspace, days, most, nameOf, store)
    case 'targets':
      return targetsText(workspace, days, most, nameOf, store)
    case 'people':
      return peopleText(workspace, most, nameOf, store)
  }
}

type NameOf = (id: MemberId | undefined) => string

const dealHeader = [
  'id',
  'number',
  'owner',
  'customer',
  'product',
  'stage',
  'amount',
  'currency',
  'opened',
  'closed',
  'reason',
  'note',
  'tags',
  'splits',
  'story',
]

function dealsText(workspace: Workspace, days: Days, most: number, nameOf: NameOf, store: ExportStore): Promise<Exported> {
  let last = 0
  return gathered(dealHeader, most, async () => {
    for (;;) {
      const found = await store.deals(workspace.id, days, last, page)
      last = found.at(-1)?.deal.number ?? last
      // What was taken back is history: it stands among the events.
      const rows = found.filter(({ deal }) => deal.state !== 'withdrawn')
      if (rows.length > 0 || found.length === 0)
        return rows.map(({ deal, externalId, story }) => [
          ...dealCells(deal, externalId ?? exportedId(deal.number, workspace.announce), nameOf),
          deal.state === 'won' ? (story ?? '') : '',
        ])
    }
  })
}

function dealCells(deal: Deal, id: string, nameOf: NameOf): readonly string[] {
  const amount = deal.original?.amount ?? deal.amount
  return [
    id,
    `#${deal.number}`,
    nameOf(deal.owner),
    deal.customer,
    deal.product,
    deal.state === 'open' ? (deal.stage ?? '') : deal.state,
    exactAmount(amount),
    amount.currency,
    deal.openedOn ?? '',
    deal.closedOn,
    deal.lossReason ?? '',
    deal.note,
    deal.tags.join(' '),
    deal.splits.map(({ member, basisPoints }) => `${nameOf(member)} ${shareOf(basisPoints)}%`).join('; '),
  ]
}

const shareOf = (basisPoints: number): string =>
  `${Math.floor(basisPoints / 100)}${basisPoints % 100 === 0 ? '' : `.${String(basisPoints % 100).padStart(2, '0')}`}`

const eventHeader = [
  'deal',
  'revision',
  'at',
  'what',
  'by',
  'platform',
  'approved by',
  'state',
  'owner',
  'customer',
  'amount',
  'currency',
  'closed',
  'before state',
  'before owner',
  'before customer',
  'before amount',
  'before closed',
]

function eventsText({ id, timeZone }: Workspace, { from, to }: Days, most: number, nameOf: NameOf, store: ExportStore): Promise<Exported> {
  const between = { from: from && startOfDay(from, timeZone), to: to && startOfDay(addDays(to, 1), timeZone) }
  let last = { number: 0, revision: 0 }
  return gathered(eventHeader, most, async () => {
    const found = await store.events(id, between, last, page)
    last = found.at(-1) ?? last
    return found.map(({ number, revision, at, kind, by, platform, approvedBy, after, before }) => [
      `#${number}`,
      String(revision),
      iso(at),
      kind,
      nameOf(by),
      platform,
      nameOf(approvedBy),
      after.state,
      nameOf(after.owner),
      after.customer,
      exactAmount(after.amount),
      after.amount.currency,
      after.closedOn,
      before?.state ?? '',
      nameOf(before?.owner),
      before?.customer ?? '',
      before ? exactAmount(before.amount) : '',
      before?.closedOn ?? '',
    ])
  })
}

function activitiesText({ id }: Workspace, days: Days, most: number, nameOf: NameOf, store: ExportStore): Promise<Exported> {
  let last = 0
  return gathered(['number', 'who', 'kind', 'count', 'day', 'state'], most, async () => {
    const found = await store.activities(id, days, last, page)
    last = found.at(-1)?.number ?? last
    return found.map(({ number, member, kind, count, day, state }) => [`#${number}`, nameOf(member), kind, String(count), day, state])
  })
}

async function targetsText(workspace: Workspace, days: Days, most: number, nameOf: NameOf, store: ExportStore): Promise<Exported> {
  const [targets, teams] = await Promise.all([store.targets(workspace.id, days), store.teams(workspace.id)])
  const subject = (key: string): string => {
    const [kind, number] = key.split(' ')
    if (kind === 'team') return `team ${teams.find(({ id }) => id === Number(number))?.name ?? `#${number}`}`
    return kind === 'member' ? nameOf(Number(number) as MemberId) : key // its own key says that it is a member's
  }
  const rows = targets.map(({ subject: key, metric, period, value }) => [
    subject(key),
    metric,
    periodKey(period),
    metric === 'revenue' ? exactAmount(money(value, workspace.currency)) : String(value),
  ])
  return gathered(['subject', 'metric', 'period', 'value'], most, async () => rows.splice(0))
}

async function peopleText({ id }: Workspace, most: number, nameOf: NameOf, store: ExportStore): Promise<Exported> {
  const [people, teams] = await Promise.all([store.people(id), store.teams(id)])
  const rows = people.map(({ name, team, role, startedOn, hasLeft, handles }) => {
    const own = teams.find((one) => one.id === team)
    const above = teams.find((one) => one.id === own?.parent)
    const lead = own?.lead === undefined || nameOf(own.lead) === name ? '' : nameOf(own.lead)
    return [
      name,
      own?.name ?? '',
      above?.name ?? '',
      lead,
      startedOn ?? ('' as LocalDate | ''),
      role,
      hasLeft ? 'left' : '',
      handles.map((handle) => `@${handle}`).join(' '),
    ]
  })
  return gathered(['name', 'team', 'parent', 'lead', 'start', 'role', 'left', 'handles'], most, async () => rows.splice(0))
}
