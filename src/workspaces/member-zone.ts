// The time zone that somebody lives by.
import type { Member, Workspace } from '../conversation/people.ts'
import { timeZoneOf } from '../vocabulary/time-zone.ts'

/** As the platform told it; where it told none, or one that there is not, the workspace's. */
export const memberZone = ({ timeZone }: Pick<Member, 'timeZone'>, workspace: Pick<Workspace, 'timeZone'>): string =>
  (timeZone === undefined ? undefined : timeZoneOf(timeZone)) ?? workspace.timeZone
