// The rows of a file of targets: whose, of what, when, how much.
import { metric as metricArgument } from '../conversation/arguments.ts'
import type { Member, Subject, Team } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import { fold } from '../vocabulary/folding.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { type Period, readPeriod } from '../vocabulary/period.ts'
import { splitWords } from '../vocabulary/words.ts'
import { amountIn, type BadRow, bad, cellOf, readRows } from './cells.ts'
import type { Mapping } from './columns.ts'
import { nameKey, type PeopleByName, whoIs } from './people-by-name.ts'
import type { Table } from './read-csv.ts'

export interface TargetRow {
  readonly line: number
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period
  /** Minor units for revenue, else how many. */
  readonly value: bigint
}

export interface TargetContext {
  readonly request: Pick<Request, 'reading' | 'workspace' | 'today'>
  readonly people: PeopleByName<Member>
  readonly teams: readonly Team[]
}

/** The largest number of deals or activities, as commands take it. */
const most = 100_000

export function planTargets(
  table: Table,
  mapping: Mapping,
  context: TargetContext,
): { readonly rows: readonly TargetRow[]; readonly bad: readonly BadRow[] } {
  const seen = new Map<string, number>()
  const { rows, bad: wrong } = readRows(table, (row): TargetRow => {
    const text = (field: 'subject' | 'metric' | 'period' | 'value') => cellOf(row, field, mapping)
    const subject = subjectIn(text('subject'), context)
    const metric = metricIn(text('metric'), context)
    const period = periodIn(text('period'), context)
    const target = { line: row.line, subject, metric, period, value: valueIn(text('value'), metric, context) }
    const key = targetKey(target)
    const earlier = seen.get(key)
    if (earlier !== undefined) throw bad('import.id-twice', { id: `${text('subject')} · ${text('period')}`, line: earlier })
    seen.set(key, row.line)
    return target
  })
  return { rows, bad: wrong }
}

/** The same for two rows about the same number. */
export const targetKey = ({ subject, metric, period }: Pick<TargetRow, 'subject' | 'metric' | 'period'>): string =>
  [subjectText(subject), metric, period.kind, period.from].join('|')

/** `company`, `team 3`, `member 12` */
export const subjectText = (subject: Subject): string =>
  subject.kind === 'company' ? 'company' : subject.kind === 'team' ? `team ${subject.team}` : `member ${subject.member}`

/** `company`; else a person, and failing that a team. A name that both have is asked about: `team North` says which. */
function subjectIn(text: string, { people, teams }: TargetContext): Subject {
  if (text === '') throw bad('import.no-owner')
  if (text.toLowerCase() === 'company') return { kind: 'company' }
  const asTeam = /^team (.+)$/i.exec(text)?.[1]
  const team = teams.find(({ name }) => nameKey(name) === nameKey(asTeam ?? text))
  const person = asTeam === undefined ? whoIs(text, people) : undefined
  if (person === 'several' || (person && team)) throw bad('import.owner-several', { name: text })
  if (person?.hasLeft) throw bad('complaint.person-left', { name: person.name })
  if (person) return { kind: 'member', member: person.id }
  if (team) return { kind: 'team', team: team.id }
  throw bad('import.owner-unknown', { name: text })
}

function metricIn(text: string, { request }: TargetContext): Metric {
  if (text === '') return 'revenue'
  const words = [{ text, from: 0, to: text.length, quoted: true }]
  const found = metricArgument.read(words, 0, { ...request.reading, text, startsSlot: () => false })
  if (found.outcome !== 'read')
    throw bad('import.metric-unknown', { text, known: ['revenue', 'deals', ...request.workspace.rules.activityKinds].join(', ') })
  return found.value
}

function periodIn(text: string, { request }: TargetContext): Period {
  const words = splitWords(text)
  const { calendar } = request.workspace
  const found = Array.isArray(words) ? readPeriod(words, 0, { today: request.today, calendar, text, toward: 'future' }) : undefined
  if (found?.outcome !== 'read' || !Array.isArray(words) || found.next < words.length) throw bad('import.bad-period', { text })
  return found.value
}

function valueIn(text: string, metric: Metric, { request }: TargetContext): bigint {
  const { currency } = request.workspace
  if (metric === 'revenue') {
    const amount = amountIn(text, '', currency)
    if (amount.currency !== currency) throw bad('import.other-currency', { written: amount.currency, currency })
    if (amount.minor === 0n) throw bad('problem.amount-zero')
    return amount.minor
  }
  const digits = /^\d{1,9}$/.exec(fold(text))?.[0]
  const count = Number(digits ?? 0)
  if (count < 1 || count > most) throw bad('problem.count-out-of-range', { most })
  return BigInt(count)
}
