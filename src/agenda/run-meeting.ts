// Running a meeting: starting, skipping and ending it, and going through its points.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Request } from '../conversation/request.ts'
import { type AgendaNeeds, agendaOf } from './agenda.ts'
import { type MeetingRef, meetingValue } from './agenda-value.ts'
import { told } from './answers.ts'
import { aboutAgenda, agendaUnder, type ChangeNeeds, changeAgenda, type Decided, mustBe, type Now } from './change-agenda.ts'
import { type CircleNeeds, circleName, mustRun } from './circles.ts'
import { type Meeting, type MeetingState, noMinutes, type PostedAgenda, type Section, standsOn } from './meeting.ts'

export type RunNeeds = ChangeNeeds & CircleNeeds

/** The name of the meeting, once it is certain that the speaker may run it. */
export async function meetingToRun(request: Request, { circle }: MeetingRef, needs: CircleNeeds): Promise<string> {
  const teams = await needs.workspaces.teams(request.workspace)
  const name = circleName(circle, teams, request.say)
  if (name === undefined) throw new Complaint('agenda.not-posted')
  await mustRun(request, circle, teams, needs)
  return name
}

/** Changes the meeting under a button, in one of these states (none: in any), and has its agenda say so. */
export const changeMeeting = (
  request: Request,
  { circle, day }: MeetingRef,
  states: readonly MeetingState[],
  decide: (posted: PostedAgenda, now: Now) => Omit<Decided, 'meetings' | 'rewrite'> & { readonly changes: Partial<Meeting> },
  needs: ChangeNeeds,
): Promise<Answer> =>
  changeAgenda(
    request,
    {
      circle,
      decide(now) {
        const posted = agendaUnder(now, { circle, day })
        if (states.length > 0) mustBe(posted, ...states)
        const { changes, ...rest } = decide(posted, now)
        return { ...rest, meetings: [{ ...posted.meeting, ...changes, changedBy: request.speaker.id }], rewrite: posted }
      },
    },
    needs,
  )

/** Begins the meeting: from now on its points are gone through, and who tells a story is settled. */
export async function startMeeting(request: Request, ref: MeetingRef, needs: RunNeeds & AgendaNeeds): Promise<Answer> {
  const name = await meetingToRun(request, ref, needs)
  const agenda = await agendaOf(ref.circle, ref.day, request.workspace, needs)
  const start = ({ meeting }: PostedAgenda) => ({
    changes: { state: 'started' as const, startedAt: request.now, speaker: agenda?.speaker },
    answer: told(request, { key: 'agenda.started', values: { name } }, undo(meeting, 'start')),
  })
  return changeMeeting(request, ref, ['planned'], start, needs)
}

export async function skipMeeting(request: Request, ref: MeetingRef, needs: RunNeeds): Promise<Answer> {
  const name = await meetingToRun(request, ref, needs)
  const skip = ({ meeting }: PostedAgenda) => ({
    changes: { state: 'skipped' as const },
    answer: told(request, { key: 'agenda.skipped', values: { name, day: request.say.day(ref.day) } }, undo(meeting, 'skip')),
  })
  return changeMeeting(request, ref, ['planned'], skip, needs)
}

/** Ends it: what is open is carried over, and the summary follows the agenda. */
export async function endMeeting(request: Request, ref: MeetingRef, needs: RunNeeds): Promise<Answer> {
  const name = await meetingToRun(request, ref, needs)
  const end = (posted: PostedAgenda, { open }: Now) => {
    const { meeting, key, to } = posted
    const stand = open.filter((item) => standsOn(item, posted))
    // What came up in it is new, not carried over.
    const left = stand.filter(({ number }) => !meeting.minutes.assigned.includes(number))
    const carried = [...new Set([...meeting.minutes.carried, ...left.map(({ number }) => number)])]
    const summary: Post = {
      key: `${key}/summary`,
      to,
      kind: 'agenda-summary',
      about: aboutAgenda(meeting),
      action: { do: 'reply', of: key },
    }
    return {
      change: left.map((item) => ({ number: item.number, carried: item.carried + 1 })),
      changes: { state: 'ended' as const, endedAt: request.now, minutes: { ...meeting.minutes, carried } },
      posts: [summary],
      answer: told(request, { key: 'agenda.ended', values: { name, count: stand.length } }),
    }
  }
  return changeMeeting(request, ref, ['started'], end, needs)
}

export async function reorder(request: Request, ref: MeetingRef, order: readonly Section[], needs: RunNeeds): Promise<Answer> {
  await meetingToRun(request, ref, needs)
  const arrange = ({ meeting }: PostedAgenda) => ({
    changes: { minutes: { ...meeting.minutes, order } },
    answer: told(request, { key: 'agenda.reordered' }),
  })
  return changeMeeting(request, ref, ['planned', 'started'], arrange, needs)
}

const undo = (meeting: Meeting, what: Undone) => ({ undo: { action: 'undo-agenda', value: `${meetingValue(meeting)}:${what}` } })

/** What an undo takes back: a start, a skipped week, or what was said of a section. */
export type Undone = 'start' | 'skip' | Exclude<Section, 'actions' | 'topics'>

export async function undoMeeting(request: Request, ref: MeetingRef & { readonly what: Undone }, needs: RunNeeds): Promise<Answer> {
  const name = await meetingToRun(request, ref, needs)
  const back = ({ meeting }: PostedAgenda) => {
    const changes = before(meeting, ref.what)
    if (!changes) throw new Complaint('agenda.too-late')
    return { changes, answer: told(request, { key: 'agenda.undone', values: { name } }, { replaces: true }) }
  }
  return changeMeeting(request, ref, [], back, needs)
}

/** The meeting as it was before; undefined where too much has happened since. */
function before({ state, minutes }: Meeting, what: Undone): Partial<Meeting> | undefined {
  if (what === 'skip') return state === 'skipped' ? { state: 'planned' } : undefined
  if (state !== 'started') return undefined
  if (what === 'start') {
    const isUntouched = minutes.done.length + minutes.carried.length + minutes.assigned.length === 0
    return isUntouched
      ? { state: 'planned', startedAt: undefined, speaker: undefined, minutes: { ...noMinutes, order: minutes.order } }
      : undefined
  }
  if (![...minutes.done, ...minutes.carried].includes(what)) return undefined
  const without = <P>(points: readonly P[]) => points.filter((point) => point !== what)
  return { minutes: { ...minutes, done: without(minutes.done), carried: without(minutes.carried) } }
}
