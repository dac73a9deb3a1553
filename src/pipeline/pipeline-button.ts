// What the buttons under a pipeline carry: `12:`, `t3:2026-Q4`, `company::10`; whose, which period if one, and how many stuck deals came before.
import type { Subject } from '../conversation/people.ts'
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import { type Period, periodKey } from '../vocabulary/period.ts'

export interface TypedPipeline {
  readonly subject: Subject
  /** As `periodKey` has it; empty: all of it. */
  readonly period: string
  readonly skip: number
}

export function pipelineKey({
  subject,
  period,
  skip,
}: {
  readonly subject: Subject
  readonly period: Period | undefined
  readonly skip: number
}): string {
  const whose = subject.kind === 'company' ? 'company' : subject.kind === 'team' ? `t${subject.team}` : String(subject.member)
  return `${whose}:${period ? periodKey(period) : ''}${skip > 0 ? `:${skip}` : ''}`
}

/** Undefined for what none of these buttons carries. */
export function readPipeline(value: string): TypedPipeline | undefined {
  const [, team, member, period, skip] = /^(?:company|t(\d{1,9})|(\d{1,9})):([A-Z0-9-]{0,12})(?::(\d{1,6}))?$/.exec(value) ?? []
  if (period === undefined) return undefined
  const rest = { period, skip: Number(skip ?? 0) }
  if (team !== undefined) return { subject: { kind: 'team', team: asId<TeamId>(Number(team)) }, ...rest }
  return { subject: member === undefined ? { kind: 'company' } : { kind: 'member', member: asId<MemberId>(Number(member)) }, ...rest }
}
