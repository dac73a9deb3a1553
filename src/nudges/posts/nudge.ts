// The nudge itself. What was true when it was decided is looked at again: a win since then, a day off, a late hour, and nothing is said.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { asInstant, type Clock } from '../../vocabulary/clock.ts'
import { asId, type MemberId } from '../../vocabulary/ids.ts'
import { isLocalDate } from '../../vocabulary/local-date.ts'
import { isLocalTime } from '../../vocabulary/local-time.ts'
import { memberZone } from '../../workspaces/member-zone.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { isSecond, reasonInPerson } from '../nudge.ts'
import { nudgeKey } from '../nudge-key.ts'
import { nudgeMessage } from '../nudge-message.ts'
import type { NudgeStore } from '../nudge-store.ts'
import { behindAt, type StandingNeeds } from '../standing.ts'

type Needs = StandingNeeds & {
  readonly workspaces: Pick<WorkspaceStore, 'member'>
  readonly nudges: Pick<NudgeStore, 'around'>
  readonly clock: Clock
}

export default post({
  name: 'nudge',
  async render({ workspace, about, writtenAt }, needs: Needs) {
    const { day, time } = about
    if (typeof day !== 'string' || !isLocalDate(day) || typeof time !== 'string' || !isLocalTime(time)) return undefined
    const member = await needs.workspaces.member(workspace.id, asId<MemberId>(Number(about.member)))
    if (!member) return undefined
    const zone = memberZone(member, workspace)
    // A look ahead, for a preview, is as of the time that it is of.
    const at = asInstant(Math.max(needs.clock.now(), writtenAt, Number(about.at)))
    if (reasonInPerson(member, { day, zone, at }, workspace) !== undefined) return undefined
    if (isSecond(nudgeKey({ day, time }, member.id), day, await needs.nudges.around(workspace.id, [member.id], day))) return undefined
    const behind = await behindAt(member, at, workspace, needs)
    return behind && nudgeMessage(behind, sayIn(member.language))
  },
})
