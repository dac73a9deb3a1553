// Saving a change of settings, and what goes with it: a new channel for announcements is entered, and what waited there is posted.
import { Complaint } from '../../conversation/complaint.ts'
import { isIn } from '../../conversation/mirrored.ts'
import type { Known } from '../../conversation/people.ts'
import {
  type Answer,
  type Destination,
  type Directory,
  destination,
  type InstallationRef,
  type Place,
  partsOf,
} from '../../conversation/platform.ts'
import type { Instant } from '../../vocabulary/clock.ts'
import type { WorkspaceId } from '../../vocabulary/ids.ts'
import { mustEnter } from '../chosen-channel.ts'
import type { SettingsChange, WorkspaceStore } from '../workspace-store.ts'
import type { Changes } from './change-settings.ts'

export interface SaveNeeds {
  readonly workspaces: Pick<WorkspaceStore, 'changeSettings' | 'recordedChanges' | 'installations'>
  readonly directory: Pick<Directory, 'enter'>
  /** What could not be posted there is tried again. */
  readonly delivery: { revive(to: Destination): Promise<void> }
}

export interface Asking extends Known {
  readonly installation: InstallationRef
  readonly place: Place
  readonly key: string
  readonly now: Instant
}

type Entered = Awaited<ReturnType<Directory['enter']>>

/** Whether the bot can post where wins are announced; of a channel of another installation nothing is known here. */
export async function enterAnnounced(
  installation: InstallationRef,
  announce: Destination,
  directory: SaveNeeds['directory'],
): Promise<Entered> {
  const to = partsOf(announce)
  const isHere = to.installation.platform === installation.platform && to.installation.id === installation.id
  return isHere ? directory.enter(installation, to.channel) : 'unknown'
}

/**
 * Stores the changes with the answer that is made of what they came to. `field`: where a complaint about the currency belongs. Throws a
 * complaint when there are deals or targets in the old one.
 */
export async function saveSettings(
  { workspace, speaker, installation, place, key, now }: Asking,
  { settled, changes }: Changes,
  needs: SaveNeeds,
  answer: (done: Parameters<SettingsChange['answer']>[0] & { readonly entered: Entered }) => Answer,
  field?: string,
): Promise<Answer> {
  const { workspaces, directory, delivery } = needs
  const moves = settled.announce !== workspace.announce
  const mirrors = settled.rules.mirrors.filter((to) => !workspace.rules.mirrors.includes(to)) as Destination[] // rules hold them as text
  await mustBeOurs(workspace.id, [...(moves ? [settled.announce] : []), ...mirrors], workspaces)
  for (const to of mirrors) await mustEnter(to, directory)
  const entered = moves ? await enterAnnounced(installation, settled.announce, directory) : 'unknown'
  const saved = await workspaces.changeSettings({
    workspace,
    requestKey: key,
    at: now,
    by: speaker.id,
    platform: installation.platform,
    settled,
    changes: changes.map(({ kind, before, after }) => ({ kind, before, after })),
    answer: (done) => answer({ ...done, entered }),
  })
  if (saved === 'currency in use') {
    throw new Complaint('setup.currency-in-use', { currency: workspace.currency }, field === undefined ? {} : { field })
  }
  // Also where it stays: whoever invited the bot says so by running this there.
  const here = destination(installation, place.channel)
  if (moves || settled.announce === here) await delivery.revive(settled.announce)
  for (const to of settled.rules.mirrors.includes(here) ? new Set([...mirrors, here]) : mirrors) await delivery.revive(to)
  return saved
}

/** An installation may have been separated from the workspace since one of its channels was chosen: an undo must not bring that back. */
async function mustBeOurs(
  id: WorkspaceId,
  chosen: readonly Destination[],
  workspaces: Pick<WorkspaceStore, 'installations'>,
): Promise<void> {
  if (chosen.length === 0) return
  const ours = await workspaces.installations(id)
  if (chosen.some((to) => !ours.some((installation) => isIn(to, installation)))) throw new Complaint('setting.channel-separated')
}
