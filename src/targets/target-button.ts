// What the buttons and forms about a target carry: whose, which metric, which period, and a number of their own.
import type { Subject } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import { metricNamed } from '../vocabulary/metrics.ts'
import { periodFromKey, periodKey } from '../vocabulary/period.ts'
import type { TargetKey } from './target.ts'

/** `12:revenue:2026-Q4:7000000`, `t3:calls:2026-W47:0`, `company:deals:2026:20` */
export const targetCode = ({ subject, metric, period }: TargetKey, number: string): string =>
  `${subjectCode(subject)}:${metric}:${periodKey(period)}:${number}`

const subjectCode = (subject: Subject): string =>
  subject.kind === 'company' ? 'company' : subject.kind === 'team' ? `t${subject.team}` : String(subject.member)

/** What a button carried, metric and period still as they are called: what they mean depends on the workspace. */
export interface TypedCode {
  readonly subject: Subject
  readonly metric: string
  readonly period: string
  readonly number: bigint
}

export function readTargetCode(value: string): TypedCode | undefined {
  const read = /^(?:company|t(\d{1,9})|(\d{1,9})):([^:]{1,60}):([A-Z0-9-]{4,12}):(\d{1,18})$/.exec(value)
  if (!read) return undefined
  const [, team, member, metric = '', period = '', digits = ''] = read
  const subject: Subject =
    team !== undefined
      ? { kind: 'team', team: asId<TeamId>(Number(team)) }
      : member !== undefined
        ? { kind: 'member', member: asId<MemberId>(Number(member)) }
        : { kind: 'company' }
  return { subject, metric, period, number: BigInt(digits) }
}

/** Undefined for a period that does not exist, and a metric that is not counted any more. */
export function keyIn({ subject, metric: name, period: key }: TypedCode, { workspace }: Pick<Request, 'workspace'>): TargetKey | undefined {
  const period = periodFromKey(key, workspace.calendar)
  const metric = metricNamed(name, workspace.rules.activityKinds)
  return period && metric && { subject, metric, period }
}

/** Which change is taken back: targets that were set, or (`again`) an undo of them. */
export interface TakingBack {
  readonly batch: string
  readonly again: boolean
}

const againMark = ':again'

export const takingBackCode = ({ batch, again }: TakingBack): string => (again ? `${batch}${againMark}` : batch)

export function readTakingBack(value: string): TakingBack | undefined {
  const [, batch, mark] = /^([\w-]{16})(:again)?$/.exec(value) ?? []
  return batch === undefined ? undefined : { batch, again: mark === againMark }
}
