// Everything that is wrong with a file that was tried out, to whoever tried it.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { asId, type MemberId } from '../../vocabulary/ids.ts'
import { today } from '../../vocabulary/local-date.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { badRowsFile } from '../import-message.ts'
import { broughtFrom, type TrialNeeds, trialOf } from '../trial.ts'

interface Needs extends TrialNeeds {
  readonly pending: Pick<PendingStore, 'find'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
  readonly clock: Clock
}

export default post({
  name: 'import-problems',
  async render({ about, workspace }, needs: Needs) {
    const found = await needs.pending.find(workspace.id, String(about.id))
    const member = await needs.workspaces.member(workspace.id, asId<MemberId>(Number(about.by)))
    if (!found || !member) return undefined
    const brought = broughtFrom(found.payload)
    const say = sayIn(member.language)
    const day = today(needs.clock.now(), workspace.timeZone)
    const { calendar, currency, rules } = workspace
    const asked = { workspace, say, today: day, reading: { today: day, calendar, currency, rules } }
    const trial = await trialOf(brought, asked, needs)
    return trial.bad.length === 0 ? undefined : badRowsFile(brought.name, trial.table.header, trial.bad, say)
  },
})
