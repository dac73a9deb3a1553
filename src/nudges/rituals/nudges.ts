// A kind word in private for who is behind plan, with one next step; by their own clock, and once a week at most.
import { ritual, type Said } from '../../conversation/ritual.ts'
import { countingPeriods } from '../../deals/counting-periods.ts'
import type { LeaderboardStore } from '../../leaderboard/leaderboard-store.ts'
import type { MemberId } from '../../vocabulary/ids.ts'
import { today as dayOf } from '../../vocabulary/local-date.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import { memberZone } from '../../workspaces/member-zone.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { type Measured, momentOf, nudgesRitual, reasonInFigures, reasonInPerson } from '../nudge.ts'
import { nudgeName } from '../nudge-key.ts'
import type { NudgeStore } from '../nudge-store.ts'
import { courseIn } from '../standing.ts'

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
    const periods = countingPeriods(today, workspace.calendar)
    const targets = await leaderboards.targets(workspace.id, 'revenue', periods)
    const own = new Map<MemberId, Omit<Measured, 'actual'> & { readonly index: number }>()
    periods.forEach((period, index) => {
      for (const { subject, kind, from, value } of targets) {
        if (subject.kind !== 'member' || kind !== period.kind || from !== period.from || own.has(subject.member)) continue
        own.set(subject.member, { period, target: value, index })
      }
    })
    if (!candidates.some(({ id }) => own.has(id))) return []

    const { members: sums } = await leaderboards.sums(workspace, 'revenue', undefined, periods)
    const reached = new Map(sums.map((one) => [one.member.id, one.sums]))
    const behind = candidates.filter((member) => {
      const measured = own.get(member.id)
      if (!measured) return false
      const course = courseIn(member, { ...measured, actual: reached.get(member.id)?.[measured.index] ?? 0n }, today, workspace)
      return reasonInFigures(member, course, measured.period, today, workspace) === undefined
    })
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
