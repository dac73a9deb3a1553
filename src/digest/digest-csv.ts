// The digest's figures as a file, rep by rep: one that spreadsheets read whatever their language, so decimals have a point.
import type { Workspace } from '../conversation/people.ts'
import { medianOf } from '../diagnosis/intervals.ts'
import { csvText } from '../message/write-csv.ts'
import { money, toDecimalString } from '../vocabulary/money.ts'
import type { DigestFigures, DigestOf, Rep } from './digest.ts'

/** Beside those a column for each kind of activity; those that are of the last quarter of a year have it in their name. */
const columns = [
  'team',
  'rep',
  'period',
  'currency',
  'won',
  'target',
  'attainment',
  'pace',
  'forecast',
  'open_weighted',
  'late_deals',
  'last_update',
  'working_days_13_weeks',
  'win_rate_13_weeks',
  'median_deal_13_weeks',
  'median_cycle_days_13_weeks',
]

export function digestCsv({ reps, teams, tracks, day, period }: DigestFigures, { currency, rules }: Workspace): string {
  const amount = (minor: bigint | undefined) => (minor === undefined ? '' : toDecimalString(money(minor, currency)))
  const names = new Map(teams.map(({ id, name }) => [id, name]))
  const row = (rep: Rep): readonly string[] => {
    const { member, won, course } = rep
    const track = tracks.get(member.id)
    const decided = track ? track.won + track.lost : 0
    return [
      (member.team === undefined ? undefined : names.get(member.team)) ?? '',
      member.name,
      `${period.from}..${day}`,
      currency,
      amount(won),
      amount(course.target),
      course.attainment === undefined ? '' : decimal(course.attainment),
      rep.apart ?? course.pace ?? '',
      amount(rep.forecast),
      amount(rep.weighted),
      String(rep.late),
      rep.lastUpdate ?? '',
      String(track?.days ?? ''),
      track === undefined || decided === 0 ? '' : decimal(track.won / decided),
      amount(medianOf(track?.amounts ?? [])),
      String(medianOf(track?.cycles ?? []) ?? ''),
      ...rules.activityKinds.map((kind) => String(track?.activities.get(kind) ?? 0)),
    ]
  }
  return csvText([...columns, ...rules.activityKinds.map((kind) => `${kind}_13_weeks`)], reps.map(row))
}

const decimal = (share: number): string => share.toFixed(3)

/** `north-week-47.csv`: of which teams, unless of all, and of when, in letters that every system takes in a name. */
export function digestFileName({ roots = [], week }: Pick<DigestOf, 'roots' | 'week'>): string {
  const words = roots.map(({ name }) => name).join(' ')
  const plain = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, longestName)
    .replace(/^-+|-+$/g, '')
  return `${plain === '' ? 'digest' : plain}-week-${String(week.index).padStart(2, '0')}.csv`
}

const longestName = 40
