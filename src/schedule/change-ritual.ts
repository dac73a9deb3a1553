// Changing what is chosen for a ritual: recorded with who and when, and answered with a way back.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer, Destination, Directory } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Described } from '../conversation/ritual.ts'
import type { RitualSetting } from '../vocabulary/rules.ts'
import { mustEnter } from '../workspaces/chosen-channel.ts'
import { settledIn } from '../workspaces/settings/change-settings.ts'
import type { RecordedChange, WorkspaceStore } from '../workspaces/workspace-store.ts'
import { changedRitualMessage } from './schedule-message.ts'
import { chosenFor, fulfilled, readWritten, sinceOf, type Wish, withRitual, written } from './wish.ts'

export interface ChangeNeeds {
  readonly workspaces: Pick<WorkspaceStore, 'changeSettings'>
  readonly directory: Pick<Directory, 'enter'>
  /** What could not be posted there is tried again. */
  readonly delivery: { revive(to: Destination): Promise<void> }
}

interface How {
  readonly replaces: boolean
  /** Complaints belong to its fields. */
  readonly inForm?: true
}

/** Throws a complaint for what cannot be. */
export async function changeRitual(
  request: Request,
  ritual: Described,
  wish: Wish,
  needs: ChangeNeeds,
  { replaces, inForm }: How,
): Promise<Answer> {
  const { workspace, now, say } = request
  const chosen = fulfilled(ritual, wish, { workspace, now, say, ...(inForm ? { inForm } : {}) })
  if (wish.to !== undefined) await mustEnter(wish.to, needs.directory, inForm && 'channel')
  const answer = await save(request, ritual, chosen, needs, { replaces, undone: false })
  if (wish.to !== undefined) await needs.delivery.revive(wish.to)
  return answer
}

/** Brings back what was chosen before a recorded change. Throws a complaint where it was changed again since, or cannot be any more. */
export async function undoRitual(request: Request, { kind, before, after }: RecordedChange, ritual: Described, needs: ChangeNeeds) {
  const { workspace, now, say } = request
  const title = say.plain(ritual.title)
  const back = readWritten(before)
  if (!back || kind !== kindOf(ritual)) throw new Complaint('complaint.button-unknown')
  if (written(chosenFor(ritual, workspace)) !== after) {
    throw new Complaint('settings.changed-meanwhile', { kind: title }, { example: `/dealbell schedule ${ritual.name}` })
  }
  const chosen = { ...back, ...sinceOf(ritual, back, { workspace, now }) }
  return save(request, ritual, chosen, needs, { replaces: true, undone: true })
}

/** What a change is recorded as, before the ritual's name. */
export const recordedAs = 'ritual'
const kindOf = ({ name }: Described): string => `${recordedAs} ${name}`

async function save(
  { workspace, speaker, installation, key, now, say }: Request,
  ritual: Described,
  chosen: RitualSetting,
  { workspaces }: ChangeNeeds,
  { replaces, undone }: { readonly replaces: boolean; readonly undone: boolean },
): Promise<Answer> {
  const after = withRitual(workspace, ritual, chosen)
  const change = { kind: kindOf(ritual), before: written(chosenFor(ritual, workspace)), after: written(chosen) }
  const saved = await workspaces.changeSettings({
    workspace,
    requestKey: key,
    at: now,
    by: speaker.id,
    platform: installation.platform,
    settled: settledIn(after),
    changes: change.before === change.after ? [] : [change],
    answer: ({ recorded: [recorded] }) => ({
      kind: 'message',
      message: changedRitualMessage({ ritual, before: workspace, after, now, recorded, undone }, say),
      replaces,
    }),
  })
  if (saved === 'currency in use') throw new Error('The currency was not to change')
  return saved
}
