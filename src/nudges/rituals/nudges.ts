// A kind word in private for who is behind plan, with one next step; by their own clock, and once a week at most.
import type { Workspace } from '../../conversation/people.ts'
import { ritual, type Said } from '../../conversation/ritual.ts'
import type { LeaderboardStore } from '../../leaderboard/leaderboard-store.ts'
import type { MemberId } from '../../vocabulary/ids.ts'
import { today as dayOf } from '../../vocabulary/local-date.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import { memberZone } from '../../workspaces/member-zone.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { behindAmong, type Measure } from '../measure.ts'
import { momentOf, nudgesRitual, reasonInPerson } from '../nudge.ts'
import { nudgeName } from '../nudge-key.ts'
import type { NudgeStore } from '../nudge-store.ts'

interface Needs {
  readonly leaderboards: Pick<LeaderboardStore, 'sums' | 'targets'>
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'inboxes'>
  readonly nudges: Pick<NudgeStore, 'around'>
}

export default ritual({
  name: nudgesRitual,
  title: 'ritual.nudges',
  summary: 'ritual.nudges-about',
  usual: { on: true, rhythm: { every: 'week', on: 3 }, time: localTime('10:00'), catchUp: 4 * 60 },
  zone: 'member',
  goesTo: 'reps',
  order: 10,
  /** However many people there are, a few looks: each takes everybody. */
  async occur({ workspace, slot, zone, now }, { leaderboards, workspaces, nudges }: Needs) {
    const moment = momentOf(slot, zone, now)
    const members = await workspaces.members(workspace.id)
    const candidates = members.filter(
      (member) => memberZone(member, workspace) === zone && reasonInPerson(member, moment, workspace) === undefined,
    )
    if (candidates.length === 0) return []

    const today = dayOf(moment.at, workspace.timeZone)
    const found = await behindAmong(candidates, today, workspace, ofAll(workspace, leaderboards))
    const behind = candidates.filter(({ id }) => found.has(id))
    if (behind.length === 0) return []
    const ids = behind.map(({ id }) => id)
    const [before, inboxes] = await Promise.all([nudges.around(workspace.id, ids, slot.day), workspaces.inboxes(workspace, ids)])
    const nudged = new Set(before.map(({ member }) => member))
    return behind.flatMap((member): Said[] => {
      const to = inboxes.get(member.id)
      if (!to || nudged.has(member.id)) return []
      const about = { member: member.id, day: slot.day, time: slot.time, at: slot.at }
      return [{ name: nudgeName(member.id), to, kind: 'nudge', about }]
    })
  },
})

/** Reads everybody's figures in two looks. */
const ofAll =
  (workspace: Workspace, { targets, sums }: Needs['leaderboards']): Measure =>
  async (metric, periods, members) => {
    const meant = new Set(members.map(({ id }) => id))
    const own = new Map<MemberId, { readonly index: number; readonly target: bigint }>()
    const set = await targets(workspace.id, metric, periods)
    periods.forEach(({ kind, from }, index) => {
      for (const { subject, kind: its, from: first, value: target } of set) {
        if (subject.kind !== 'member' || its !== kind || first !== from || target <= 0n) continue
        if (meant.has(subject.member) && !own.has(subject.member)) own.set(subject.member, { index, target })
      }
    })
    if (own.size === 0) return new Map()
    const reached = await sums(workspace, metric, undefined, periods)
    return new Map(
      reached.members.flatMap(({ member, sums: actuals }) => {
        const one = own.get(member.id)
        const period = one && periods[one.index]
        return one && period ? [[member.id, { metric, period, target: one.target, actual: actuals[one.index] ?? 0n }]] : []
      }),
    )
  }
