// Activities and their events, as rows and as what the domain calls them.
import { z } from 'zod'
import { type Activity, type ActivityEvent, type ActivityFacts, activityEventKinds } from '../activities/activity.ts'
import { platforms } from '../conversation/platform.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { type ActivityNumber, asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import { activityKind } from '../vocabulary/metrics.ts'
import { oneOf, storedDate } from './deal-rows.ts'
import { storableJson } from './stored-text.ts'

export interface ActivityRow {
  readonly number: number
  readonly memberId: number
  readonly teamId: number | null
  readonly kind: string
  readonly count: number
  readonly day: string
  readonly state: string
  readonly loggedAt: bigint
  readonly loggedById: number
}

/** `revision`: how many events it has. */
export const activityOf = (row: ActivityRow, revision: number): Activity => ({
  number: asId<ActivityNumber>(row.number),
  member: asId<MemberId>(row.memberId),
  team: row.teamId === null ? undefined : asId<TeamId>(row.teamId),
  kind: activityKind(row.kind),
  count: row.count,
  day: storedDate(row.day),
  state: oneOf(['logged', 'withdrawn'] as const, row.state),
  revision,
  loggedAt: asInstant(Number(row.loggedAt)),
  loggedBy: asId<MemberId>(row.loggedById),
})

export const activityData = ({ member, team, kind, count, day, state }: Activity) => {
  return { memberId: member, teamId: team ?? null, kind, count, day, state }
}

const storedFacts = z.object({
  member: z.int().transform((id) => asId<MemberId>(id)),
  team: z
    .int()
    .optional()
    .transform((id) => (id === undefined ? undefined : asId<TeamId>(id))),
  kind: z.string().transform(activityKind),
  count: z.int(),
  day: z.string().transform(storedDate),
})

export const factsJson = (facts: ActivityFacts | undefined): string | null => (facts ? storableJson(facts) : null)

const factsIn = (json: string | null): ActivityFacts | undefined => (json === null ? undefined : storedFacts.parse(JSON.parse(json)))

export interface ActivityEventRow {
  readonly number: number
  readonly kind: string
  readonly before: string | null
  readonly after: string | null
  readonly byId: number
  readonly platform: string
  readonly at: bigint
}

export const activityEventOf = (row: ActivityEventRow): ActivityEvent => ({
  number: asId<ActivityNumber>(row.number),
  kind: oneOf(activityEventKinds, row.kind),
  before: factsIn(row.before),
  after: factsIn(row.after),
  by: asId<MemberId>(row.byId),
  platform: oneOf(platforms, row.platform),
  at: asInstant(Number(row.at)),
})
