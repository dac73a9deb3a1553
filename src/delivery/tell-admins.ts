// When something could not be delivered at all, the workspace's admins hear of it: of a channel once a day, of a person who takes no messages
// at most once a week. Where no admin can be reached in private either, the channel of the announcements hears that, and nothing more.
import type { InstallationRef } from '../conversation/platform.ts'
import { type Destination, partsOf, personIn } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { OutboxEntry, OutboxStore } from './outbox-store.ts'

/** The direct channels of a workspace's admins: in that installation, or where none has an account there, wherever they have one. */
export type Admins = (workspace: WorkspaceId, installation: InstallationRef) => Promise<readonly Destination[]>

/** Where a workspace announces; undefined where that installation is not its own (any more). */
export type Announces = (workspace: WorkspaceId, installation: InstallationRef) => Promise<Destination | undefined>

/** The names of the post declarations that say it. */
export const deliveryProblem = 'delivery-problem'
export const adminsUnreached = 'admins-unreached'

/** The platforms' words for what is wrong with a message, or with what the bot may send, and not with the place: words get there. */
const ofTheMessage = new Set([
  'missing_scope',
  'file_too_large',
  'files_not_allowed',
  'cannot_render',
  'invalid_blocks',
  'msg_too_long',
  'invalid_request',
])

export interface Telling {
  readonly outbox: Pick<OutboxStore, 'add' | 'stateOf'>
  readonly admins: Admins
  readonly announces: Announces
}

/**
 * Writes the notices about a parked entry, and returns where they go. A notice that could not be delivered gives no other notice; when it
 * was the last that might have reached an admin, the announcements' channel hears of it.
 */
export async function tellAdmins(telling: Telling, parked: OutboxEntry, reason: string, now: Instant): Promise<readonly Destination[]> {
  const { outbox, admins } = telling
  if (parked.kind === adminsUnreached) return []
  const isNotice = parked.kind === deliveryProblem
  const about = isNotice ? (parked.about.to as Destination | undefined) : parked.to // a notice is written with it below
  if (about === undefined) return []
  // Whoever cannot be written to is not told of it there; whom only this could not be given (a file, without the permission) can be told why.
  const isShut = isNotice || !ofTheMessage.has(reason)
  const others = (await admins(parked.workspace, partsOf(about).installation)).filter((admin) => !(isShut && admin === parked.to))
  if (isNotice) {
    const mark = parked.key.slice(0, -parked.to.length)
    const reached = await Promise.all(others.map((admin) => mayReach(telling, parked.workspace, `${mark}${admin}`)))
    return reached.includes(true) ? [] : tellEverybody(telling, parked, about, now)
  }
  if (others.length === 0) return tellEverybody(telling, parked, about, now)
  const told: Destination[] = []
  for (const admin of others) {
    const key = await keyOf(telling, parked.workspace, about, admin, now)
    if (key === undefined) continue
    const notice = { key, to: admin, kind: deliveryProblem, about: { to: about, reason }, action: { do: 'post' } as const }
    if (await outbox.add(parked.workspace, notice, now)) told.push(admin)
  }
  return told
}

/** Its days and weeks are those of UTC: the promise is "not a hundred times", not a calendar. */
const day = 24 * 3_600_000
const dayOf = (now: Instant): string => new Date(now).toISOString().slice(0, 10)

/** Under which an admin is told of a destination now; undefined: they were told of it a short while ago. */
async function keyOf(
  telling: Telling,
  workspace: WorkspaceId,
  about: Destination,
  admin: Destination,
  now: Instant,
): Promise<string | undefined> {
  if (personIn(about) === undefined) return `parked/${about}/${dayOf(now)}/${admin}`
  return weekly(telling, workspace, (week) => `parked/${about}/${week}/${admin}`, now)
}

/** The key of this week; undefined if last week's may have been seen, so that there is a week between two. */
async function weekly(
  { outbox }: Telling,
  workspace: WorkspaceId,
  key: (week: string) => string,
  now: Instant,
): Promise<string | undefined> {
  const week = Math.floor(now / (7 * day))
  const last = await outbox.stateOf(workspace, key(`week-${week - 1}`))
  return last === 'done' || last === 'waiting' ? undefined : key(`week-${week}`)
}

async function mayReach({ outbox }: Telling, workspace: WorkspaceId, key: string): Promise<boolean> {
  const state = await outbox.stateOf(workspace, key)
  return state === 'done' || state === 'waiting'
}

async function tellEverybody(telling: Telling, parked: OutboxEntry, about: Destination, now: Instant): Promise<readonly Destination[]> {
  const to = await telling.announces(parked.workspace, partsOf(about).installation)
  // Nor is a channel told that it cannot be posted to.
  if (to === undefined || to === about || to === parked.to) return []
  const key = await weekly(telling, parked.workspace, (week) => `unreached/${week}`, now)
  if (key === undefined) return []
  const line = { key, to, kind: adminsUnreached, about: {}, action: { do: 'post' } as const }
  return (await telling.outbox.add(parked.workspace, line, now)) ? [to] : []
}
