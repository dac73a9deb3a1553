// *Show the maths* under a report, and its further pages.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Request } from '../../conversation/request.ts'
import type { TargetEvent, TargetStore } from '../../targets/target-store.ts'
import type { MemberId } from '../../vocabulary/ids.ts'
import { isDealMetric } from '../../vocabulary/metrics.ts'
import { reaches, withinReach } from '../../workspaces/within-reach.ts'
import type { FiguresStore } from '../figures-store.ts'
import { type Behind, mathsMessage, mathsPage } from '../maths-message.ts'
import { type Report, type ReportNeeds, readTopic, reportOf } from '../report.ts'

interface Needs extends ReportNeeds {
  readonly figures: Pick<FiguresStore, 'figures' | 'parts' | 'credited' | 'expected' | 'logged'>
  readonly targets: Pick<TargetStore, 'history'>
}

/** So many changes of a target are told. */
const changesTold = 5

export default action({
  name: 'show-maths',
  mayUse: 'look',
  changes: 'nothing',
  read: readTopic,
  async run(request, typed, needs: Needs) {
    const found = await reportOf(typed, request, needs)
    if (!found) throw new Complaint('progress.nobody')
    const behind = await behindOf(found, typed.skip, request, needs)
    return { kind: 'message', message: mathsMessage(found, behind, request), replaces: true }
  },
})

const none = { deals: [], count: 0 }

async function behindOf(report: Report, skip: number, request: Request, needs: Needs): Promise<Behind> {
  const { workspace } = request
  const { subject, metric, period } = report
  const page = { skip, take: mathsPage }
  const [teams, history, won, open, logged] = await Promise.all([
    needs.workspaces.teams(workspace),
    skip === 0 ? needs.targets.history(workspace.id, { subject, metric, period }, changesTold) : [],
    isDealMetric(metric) ? needs.figures.credited(workspace.id, subject, metric, period, page) : none,
    metric === 'revenue' ? needs.figures.expected(workspace.id, subject, period, page) : none,
    !isDealMetric(metric) && subject.kind === 'member'
      ? needs.figures.logged(workspace.id, subject.member, metric, period, page)
      : { entries: [], count: 0 },
  ])
  const within = withinReach(request, 'see deals', teams)
  return {
    history,
    names: await namesOf(report, history, request, needs),
    open: {
      ...open,
      deals: open.deals.map((one) => ({ ...one, seen: reaches(within, one.deal.owner, one.owner.team) })),
    },
    won,
    logged,
    skip,
  }
}

/** The names of who set the target. */
async function namesOf(
  { figures }: Report,
  history: readonly TargetEvent[],
  { workspace }: Request,
  { workspaces }: Needs,
): Promise<ReadonlyMap<MemberId, string>> {
  const names = new Map<MemberId, string>()
  for (const id of new Set([...(figures.target ? [figures.target.setBy] : []), ...history.map(({ by }) => by)])) {
    const member = await workspaces.member(workspace.id, id)
    if (member) names.set(id, member.name)
  }
  return names
}
