// Changing an agenda for a request: what is posted of it follows, and meetings that nobody ended are ended.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Request } from '../conversation/request.ts'
import type { AgendaNumber, TeamId } from '../vocabulary/ids.ts'
import type { Circle } from './agenda-item.ts'
import { current } from './agenda-schedule.ts'
import type { AgendaNow, AgendaStep, AgendaStore, ItemChange } from './agenda-store.ts'
import type { MeetingRef } from './agenda-value.ts'
import { type Meeting, type MeetingState, type PostedAgenda, standsOn } from './meeting.ts'

export interface ChangeNeeds {
  readonly agenda: Pick<AgendaStore, 'change'>
}

/** What stands, with the agenda whose meeting is still to come or under way. */
export interface Now extends AgendaNow {
  readonly live: PostedAgenda | undefined
}

/** `rewrite`: the posted agenda that reads otherwise now. */
export type Decided = AgendaStep & { readonly rewrite?: PostedAgenda | undefined }

export interface Wish {
  readonly circle: Circle
  readonly number?: AgendaNumber
  decide(now: Now): Decided
}

export const aboutAgenda = ({ team, day }: { readonly team: TeamId | undefined; readonly day: string }) => ({ team: team ?? 0, day })

/** An agenda came twice on a day where its time was put off after the first: both are rewritten. */
const rewritingAll = (agenda: PostedAgenda, { posted }: AgendaNow, change: string): readonly Post[] =>
  posted.filter(({ day }) => day === agenda.day).map((one) => rewriting(one, change))

const rewriting = ({ key, to, meeting }: PostedAgenda, change: string): Post => ({
  key: `${key}/${change}`,
  to,
  kind: 'agenda',
  about: aboutAgenda(meeting),
  action: { do: 'rewrite', of: key },
})

export function changeAgenda(request: Request, { circle, number, decide }: Wish, { agenda }: ChangeNeeds): Promise<Answer> {
  const { workspace, today, now: at, key } = request
  return agenda.change({
    workspace: workspace.id,
    version: workspace.version,
    requestKey: key,
    at,
    circle,
    number,
    decide(now) {
      const { rewrite, ...step } = decide({ ...now, live: current(now.posted, today) })
      const before = ended(now, request)
      return {
        ...step,
        change: [...before.change, ...(step.change ?? [])],
        meetings: [...before.meetings, ...(step.meetings ?? [])],
        posts: [...before.posts, ...(rewrite ? rewritingAll(rewrite, now, key) : []), ...(step.posts ?? [])],
      }
    },
  })
}

/** The meetings before the last agenda that nobody ended, as ended; the last of their agendas loses its buttons, once. */
function ended(stands: AgendaNow, { speaker, now }: Request) {
  const { posted, open } = stands
  const [last] = posted
  const earlier = posted.filter(({ day }, index) => day !== last?.day && posted.findIndex((one) => one.day === day) === index)
  const [before] = earlier
  const left = earlier.filter(({ meeting }) => meeting.state === 'started')
  const change: ItemChange[] = []
  const meetings = left.map((one): Meeting => {
    const { meeting } = one
    const carried = open.filter((item) => standsOn(item, one))
    change.push(...carried.map((item) => ({ number: item.number, carried: item.carried + 1 })))
    const numbers = carried.map((item) => item.number)
    const minutes = { ...meeting.minutes, carried: [...new Set([...meeting.minutes.carried, ...numbers])] }
    return { ...meeting, state: 'ended', endedAt: now, minutes, changedBy: speaker.id }
  })
  const posts = before && before.meeting.state !== 'ended' ? rewritingAll(before, stands, 'over') : []
  return { change, meetings, posts }
}

/** The posted agenda that a button stands under. Throws a complaint where that is none, or the next one has come. */
export function agendaUnder({ posted }: AgendaNow, { day }: MeetingRef): PostedAgenda {
  const found = posted.find((one) => one.day === day)
  if (!found) throw new Complaint('agenda.not-posted')
  if (found !== posted[0]) throw new Complaint('agenda.meeting-over')
  return found
}

/** Throws a complaint unless the meeting is in one of these states. */
export function mustBe({ meeting }: PostedAgenda, ...states: readonly MeetingState[]): void {
  if (!states.includes(meeting.state)) throw new Complaint('agenda.meeting-is', { state: meeting.state })
}
