// The schedule, and one ritual of it, for a request.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Described } from '../conversation/ritual.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { LastOutcome } from './outcome.ts'
import { ritualMessage, scheduleMessage } from './schedule-message.ts'

export interface ShowNeeds {
  readonly rituals: readonly Described[]
  readonly occurrences: { latest(workspace: WorkspaceId): Promise<readonly LastOutcome[]> }
}

/** `unknown`: what was typed in place of a ritual. */
export async function showSchedule(request: Request, needs: ShowNeeds, replaces: boolean, unknown?: string): Promise<Answer> {
  const { workspace, now, say } = request
  const outcomes = await needs.occurrences.latest(workspace.id)
  return { kind: 'message', message: scheduleMessage(needs.rituals, { workspace, now, outcomes }, say, unknown), replaces }
}

export async function showRitual(request: Request, ritual: Described, needs: ShowNeeds, replaces: boolean): Promise<Answer> {
  const { workspace, now, say } = request
  const outcomes = await needs.occurrences.latest(workspace.id)
  return { kind: 'message', message: ritualMessage(ritual, { workspace, now, outcomes }, say), replaces }
}

/** A ritual's name, as buttons and forms carry it. */
export const readRitualName = (value: string): string | undefined => (/^[a-z][a-z0-9-]{0,40}$/.test(value) ? value : undefined)

/** The ritual of that name. Throws a complaint for one that there is not (any more). */
export function ritualNamed(name: string, { rituals }: Pick<ShowNeeds, 'rituals'>): Described {
  const found = rituals.find((one) => one.name === name)
  if (!found) throw new Complaint('complaint.button-unknown')
  return found
}
