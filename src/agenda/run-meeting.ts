// Running a meeting: starting, skipping and ending it, and going through its points.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { type AgendaNeeds, agendaOf } from './agenda.ts'
import { type MeetingRef, meetingValue } from './agenda-value.ts'
import { told } from './answers.ts'
import { aboutAgenda, agendaUnder, type ChangeNeeds, changeAgenda, mustBe } from './change-agenda.ts'
import { type CircleNeeds, circleName, mustRun } from './circles.ts'
import { type Meeting, noMinutes, type Section, standsOn } from './meeting.ts'

export type RunNeeds = ChangeNeeds & CircleNeeds

/** The name of the meeting, once it is certain that the speaker may run it. */
export async function meetingToRun(request: Request, { circle }: MeetingRef, needs: CircleNeeds): Promise<string> {
  const teams = await needs.workspaces.teams(request.workspace)
  const name = circleName(circle, teams, request.say)
  if (name === undefined) throw new Complaint('agenda.not-posted')
  await mustRun(request, circle, teams, needs)
  return name
}

/** A meeting on its way, by somebody. */
const changed = (meeting: Meeting, more: Partial<Meeting>, { speaker }: Request): Meeting => ({
  ...meeting,
  ...more,
  changedBy: speaker.id,
})

/** Begins the meeting: from now on its points are gone through, and who tells a story is settled. */
export async function startMeeting(request: Request, ref: MeetingRef, needs: RunNeeds & AgendaNeeds): Promise<Answer> {
  const name = await meetingToRun(request, ref, needs)
  const agenda = await agendaOf(ref.circle, ref.day, request.workspace, needs)
  return changeAgenda(
    request,
    {
      circle: ref.circle,
      decide(now) {
        const posted = agendaUnder(now, ref)
        mustBe(posted, 'planned')
        const speaker: MemberId | undefined = agenda?.speaker
        return {
          meetings: [changed(posted.meeting, { state: 'started', startedAt: request.now, speaker }, request)],
          rewrite: posted,
          answer: told(
            request,
            { key: 'agenda.started', values: { name } },
            { undo: { action: 'undo-agenda', value: `${meetingValue(posted.meeting)}:start` } },
          ),
        }
      },
    },
    needs,
  )
}

export async function skipMeeting(request: Request, ref: MeetingRef, needs: RunNeeds): Promise<Answer> {
  const name = await meetingToRun(request, ref, needs)
  return changeAgenda(
    request,
    {
      circle: ref.circle,
      decide(now) {
        const posted = agendaUnder(now, ref)
        mustBe(posted, 'planned')
        return {
          meetings: [changed(posted.meeting, { state: 'skipped' }, request)],
          rewrite: posted,
          answer: told(
            request,
            { key: 'agenda.skipped', values: { name, day: request.say.day(ref.day) } },
            { undo: { action: 'undo-agenda', value: `${meetingValue(posted.meeting)}:skip` } },
          ),
        }
      },
    },
    needs,
  )
}

/** Ends it: what is open is carried over, and the summary follows the agenda. */
export async function endMeeting(request: Request, ref: MeetingRef, needs: RunNeeds): Promise<Answer> {
  const name = await meetingToRun(request, ref, needs)
  return changeAgenda(
    request,
    {
      circle: ref.circle,
      decide(now) {
        const posted = agendaUnder(now, ref)
        mustBe(posted, 'started')
        const { meeting, key, to } = posted
        const stand = now.open.filter((item) => standsOn(item, posted))
        // What came up in it is new, not carried over.
        const left = stand.filter(({ number }) => !meeting.minutes.assigned.includes(number))
        const carried = [...new Set([...meeting.minutes.carried, ...left.map(({ number }) => number)])]
        return {
          change: left.map((item) => ({ number: item.number, carried: item.carried + 1 })),
          meetings: [changed(meeting, { state: 'ended', endedAt: request.now, minutes: { ...meeting.minutes, carried } }, request)],
          rewrite: posted,
          posts: [{ key: `${key}/summary`, to, kind: 'agenda-summary', about: aboutAgenda(meeting), action: { do: 'reply', of: key } }],
          answer: told(request, { key: 'agenda.ended', values: { name, count: stand.length } }),
        }
      },
    },
    needs,
  )
}

export async function reorder(request: Request, ref: MeetingRef, order: readonly Section[], needs: RunNeeds): Promise<Answer> {
  await meetingToRun(request, ref, needs)
  return changeAgenda(
    request,
    {
      circle: ref.circle,
      decide(now) {
        const posted = agendaUnder(now, ref)
        mustBe(posted, 'planned', 'started')
        const { meeting } = posted
        return {
          meetings: [changed(meeting, { minutes: { ...meeting.minutes, order } }, request)],
          rewrite: posted,
          answer: told(request, { key: 'agenda.reordered' }),
        }
      },
    },
    needs,
  )
}

/** What an undo takes back: a start, a skipped week, or what was said of a section. */
export type Undone = 'start' | 'skip' | Exclude<Section, 'actions' | 'topics'>

export async function undoMeeting(request: Request, ref: MeetingRef & { readonly what: Undone }, needs: RunNeeds): Promise<Answer> {
  const name = await meetingToRun(request, ref, needs)
  const { what } = ref
  return changeAgenda(
    request,
    {
      circle: ref.circle,
      decide(now) {
        const posted = agendaUnder(now, ref)
        const { meeting } = posted
        const back = before(meeting, what)
        if (!back) throw new Complaint('agenda.too-late')
        return {
          meetings: [changed(meeting, back, request)],
          rewrite: posted,
          answer: told(request, { key: 'agenda.undone', values: { name } }, { replaces: true }),
        }
      },
    },
    needs,
  )
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
