// Writing what was tried out. Decided anew, as others may have changed things since; a page at a time, so that nobody who wins a deal
// meanwhile waits for it; and idempotent, so that whatever breaks off is done to the end by pressing once more.
import { setImmediate as whoWaits } from 'node:timers/promises'
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Actor } from '../deals/deal-changes.ts'
import { message, text } from '../message/write.ts'
import { newBatch } from '../targets/target.ts'
import type { TargetStore } from '../targets/target-store.ts'
import type { PendingStore } from '../workspaces/pending-store.ts'
import { doneMessage, undoneMessage } from './import-message.ts'
import { nameKey } from './people-by-name.ts'
import type { OwnedRow, Tally, TransferStore } from './transfer-store.ts'
import {
  type Brought,
  broughtFrom,
  checkMayImport,
  defaultsOf,
  openTrial,
  pendingKind,
  type Trial,
  type TrialNeeds,
  trialOf,
} from './trial.ts'

export interface RunNeeds extends TrialNeeds {
  readonly transfer: TrialNeeds['transfer'] & Pick<TransferStore, 'addPeople' | 'writeDeals' | 'writePeople' | 'tally' | 'settle'>
  readonly targets: Pick<TargetStore, 'setAll'>
  readonly pending: Pick<PendingStore, 'find' | 'decide'>
}

/** Deals written in one transaction: a fraction of a second in which others wait. */
const page = 500

const actorOf = ({ speaker, installation, now }: Request): Actor => ({ by: speaker, platform: installation.platform, at: now })

export async function runImport(request: Request, id: string, needs: RunNeeds): Promise<Answer> {
  const brought = await openTrial(request, id, needs.pending)
  const trial = await trialOf(brought, request, needs)
  // An attempt that broke off after its last row left nothing to write, but to say so and to offer the undo.
  if (trial.fresh + trial.changed === 0 && isNothing(await needs.transfer.tally(request.workspace.id, id)))
    throw new Complaint('import.nothing-to-do')
  switch (trial.kind) {
    case 'deals':
      return runDeals(request, id, brought, trial, needs)
    case 'targets':
      return runTargets(request, id, brought, trial, needs)
    case 'people':
      return runPeople(request, id, brought, trial, needs)
  }
}

const isNothing = ({ made, changed }: Pick<Tally, 'made' | 'changed'>): boolean => made + changed === 0

async function runDeals(
  request: Request,
  id: string,
  brought: Brought,
  trial: Trial & { kind: 'deals' },
  { transfer }: RunNeeds,
): Promise<Answer> {
  const { now, key, speaker, say } = request
  const { members, workspace } = await transfer.addPeople(request.workspace, trial.newcomers, now)
  const rows = trial.plan.rows.map(({ externalId, facts, owner }): OwnedRow => {
    const member = 'member' in owner ? owner.member : members.get(nameKey(owner.newcomer))
    if (member === undefined) throw new Error('Somebody who was just made a member is none')
    return { externalId, facts, owner: member }
  })
  let same = 0
  for (let from = 0; from < rows.length; from += page) {
    const writes = { workspace, batch: id, actor: actorOf(request), here: request, defaults: defaultsOf(request) }
    same += (await transfer.writeDeals(writes, rows.slice(from, from + page))).same
    await whoWaits() // SQLite answers without a pause in which anybody else would be heard
  }
  const done = await transfer.tally(workspace.id, id)
  // What an attempt that broke off had written is the same by now, and was counted when it was written.
  const tally: Tally = { ...done, same: Math.min(same, rows.length - done.made - done.changed) }
  const answer: Answer = {
    kind: 'message',
    message: doneMessage(brought, tally, { newcomers: trial.newcomers, undo: { action: 'import-undo', value: id } }, say),
    replaces: true,
  }
  const otherwise: Answer = { kind: 'message', message: message(text(say('import.was-done'))), replaces: true }
  return transfer.settle({
    workspace,
    requestKey: key,
    at: now,
    by: speaker.id,
    answer,
    settles: { pending: id, state: 'done', otherwise },
  })
}

async function runTargets(
  request: Request,
  id: string,
  brought: Brought,
  { plan, fresh, changed, same }: Trial & { kind: 'targets' },
  { targets, pending }: RunNeeds,
): Promise<Answer> {
  const { workspace, key, now, speaker, say } = request
  const batch = newBatch()
  const answer = await targets.setAll({
    workspace: workspace.id,
    version: workspace.version,
    requestKey: key,
    at: now,
    by: speaker.id,
    batch,
    reason: say.plain('import.reason', { name: brought.name }),
    targets: plan.rows.map(({ subject, metric, period, value }) => ({ subject, metric, period, value })),
    answer: () => ({
      kind: 'message',
      message: doneMessage(brought, { made: fresh, changed, same }, { newcomers: [], undo: { action: 'undo-targets', value: batch } }, say),
      replaces: true,
    }),
  })
  await pending.decide(workspace.id, id, 'done', speaker.id, now) // setting them twice is the same as once
  return answer
}

async function runPeople(
  request: Request,
  id: string,
  brought: Brought,
  { plan, newcomers }: Trial & { kind: 'people' },
  { transfer, pending }: RunNeeds,
): Promise<Answer> {
  const { workspace, key, now, speaker, say } = request
  const answer = await transfer.writePeople({ workspace, batch: id, actor: actorOf(request), requestKey: key }, plan.rows, (tally) => ({
    kind: 'message',
    message: doneMessage(brought, tally, { newcomers, undo: undefined }, say),
    replaces: true,
  }))
  await pending.decide(workspace.id, id, 'done', speaker.id, now) // as above
  return answer
}

/** *Cancel* under a trial. What an attempt that broke off has written stands, and is told with its undo. */
export async function cancelImport(
  request: Request,
  id: string,
  { transfer, pending }: { readonly transfer: Pick<TransferStore, 'tally' | 'settle'>; readonly pending: Pick<PendingStore, 'find'> },
): Promise<Answer> {
  const brought = await openTrial(request, id, pending)
  const { workspace, key, now, speaker, say } = request
  const said = (key: 'import.cancelled' | 'import.was-done'): Answer => ({
    kind: 'message',
    message: message(text(say(key))),
    replaces: true,
  })
  const written = await transfer.tally(workspace.id, id)
  const undo = { action: 'import-undo', value: id }
  return transfer.settle({
    workspace,
    requestKey: key,
    at: now,
    by: speaker.id,
    ...(isNothing(written)
      ? { answer: said('import.cancelled'), settles: { pending: id, state: 'declined', otherwise: said('import.was-done') } }
      : {
          answer: { kind: 'message', message: doneMessage(brought, { ...written, same: 0 }, { newcomers: [], undo }, say), replaces: true },
          settles: { pending: id, state: 'done', otherwise: said('import.was-done') },
        }),
  })
}

/** Takes back what an import did, but for deals that somebody has changed since. */
export async function undoImport(
  request: Request,
  id: string,
  { transfer, pending }: { readonly transfer: Pick<TransferStore, 'undoPage' | 'settle'>; readonly pending: Pick<PendingStore, 'find'> },
): Promise<Answer> {
  const { workspace, key, now, speaker, say } = request
  const found = await pending.find(workspace.id, id)
  if (!found || found.kind !== pendingKind || found.state !== 'done') throw new Complaint('import.gone')
  checkMayImport(request, broughtFrom(found.payload).kind)
  let sum: Tally = { made: 0, changed: 0, same: 0 }
  for (;;) {
    const tally = await transfer.undoPage({ workspace, batch: id, actor: actorOf(request), here: request })
    if (!tally) break
    sum = { made: sum.made + tally.made, changed: sum.changed + tally.changed, same: sum.same + tally.same }
    await whoWaits()
  }
  return transfer.settle({
    workspace,
    requestKey: key,
    at: now,
    by: speaker.id,
    answer: { kind: 'message', message: undoneMessage(sum, say), replaces: true },
  })
}
