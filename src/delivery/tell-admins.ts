// When something could not be delivered at all, the workspace's admins hear of it: once per destination and day.
import type { InstallationRef } from '../conversation/platform.ts'
import { type Destination, partsOf } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { OutboxEntry, OutboxStore } from './outbox-store.ts'

/** The direct channels of a workspace's admins: in that installation, or where none has an account there, wherever they have one. */
export type Admins = (workspace: WorkspaceId, installation: InstallationRef) => Promise<readonly Destination[]>

/** The name of the post declaration that says it. */
export const deliveryProblem = 'delivery-problem'

/**
 * Writes the notices about a parked entry, and returns whom they go to. A notice that could not be delivered gives no notice.
 * The day is the UTC day: the promise is "not a hundred times", not a calendar.
 */
export async function tellAdmins(
  outbox: OutboxStore,
  admins: Admins,
  parked: OutboxEntry,
  reason: string,
  now: Instant,
): Promise<readonly Destination[]> {
  if (parked.kind === deliveryProblem) return []
  const { installation } = partsOf(parked.to)
  const day = new Date(now).toISOString().slice(0, 10)
  const told: Destination[] = []
  for (const admin of await admins(parked.workspace, installation)) {
    const key = `parked/${parked.to}/${day}/${partsOf(admin).channel}`
    const notice = { key, to: admin, kind: deliveryProblem, about: { to: parked.to, reason }, action: { do: 'post' } as const }
    if (await outbox.add(parked.workspace, notice, now)) told.push(admin)
  }
  return told
}
