// `/log ratios [@sam|team|company] [period]`: how many calls make a meeting and a win, beside the team's; the speaker and this quarter
// unless told otherwise.
import { optional } from '../../conversation/argument.ts'
import { period } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { type NamedSubject, subjectOf } from '../../conversation/people.ts'
import { subject } from '../../conversation/people-arguments.ts'
import type { Request } from '../../conversation/request.ts'
import { type Period, periodOf } from '../../vocabulary/period.ts'
import { withTeamsBelow } from '../../workspaces/teams-below.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { ratioMessage } from '../activity-message.ts'
import type { ActivityStore } from '../activity-store.ts'
import { ratios } from '../ratios.ts'

interface Needs {
  readonly activities: Pick<ActivityStore, 'totals'>
  readonly workspaces: Pick<WorkspaceStore, 'teams'>
}

export default command({
  name: 'log ratios',
  summary: 'command.log-ratios',
  examples: ['/log ratios', '/log ratios @sam this quarter', '/log ratios company this year'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { period: optional(period), subject: optional(subject) },
  async run(request, values, needs: Needs) {
    const of = values.period ?? periodOf('quarter', request.today, request.workspace.calendar)
    const subject: NamedSubject = values.subject ?? { kind: 'member', member: request.speaker }
    const compared = await larger(subject, request, needs)
    const [own, other] = await Promise.all([counts(subject, of, request, needs), compared && counts(compared, of, request, needs)])
    const message = ratioMessage(
      {
        name: nameOf(subject, request),
        period: of,
        counts: own,
        ratios: ratios(own),
        beside: compared && other && { name: nameOf(compared, request), ratios: ratios(other) },
      },
      request,
    )
    return { kind: 'message', message, replaces: false }
  },
})

/** What a subject is compared with: a member with their team, or the company where they have none; a team with the company. */
async function larger(subject: NamedSubject, { workspace }: Request, { workspaces }: Needs): Promise<NamedSubject | undefined> {
  if (subject.kind === 'company') return undefined
  const { team: id } = subject.kind === 'member' ? subject.member : { team: undefined }
  const team = id === undefined ? undefined : (await workspaces.teams(workspace)).find((one) => one.id === id)
  return team ? { kind: 'team', team } : { kind: 'company' }
}

const nameOf = (subject: NamedSubject, { say }: Request): string =>
  subject.kind === 'company' ? say.plain('progress.company') : subject.kind === 'team' ? subject.team.name : subject.member.name

/** How often each kind was logged, in the workspace's order, and how many deals were won. */
async function counts(named: NamedSubject, of: Period, { workspace }: Request, { activities, workspaces }: Needs) {
  const subject = subjectOf(named)
  const whose =
    subject.kind === 'team' ? { kind: subject.kind, teams: withTeamsBelow(subject.team, await workspaces.teams(workspace)) } : subject
  const kinds = workspace.rules.activityKinds
  const totals = await activities.totals(workspace.id, whose, of, [...kinds, 'deals'])
  return [
    ...kinds.map((kind) => ({ stage: kind, count: totals.get(kind) ?? 0n })),
    { stage: 'won' as const, count: totals.get('deals') ?? 0n },
  ]
}
