// Going through the points of a meeting that is under way: a section as a whole, or an item.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { AgendaNumber } from '../vocabulary/ids.ts'
import { meetingValue, type PointRef } from './agenda-value.ts'
import { told } from './answers.ts'
import { agendaUnder, changeAgenda, type Decided, mustBe, type Now } from './change-agenda.ts'
import type { Meeting, Point, PostedAgenda } from './meeting.ts'
import { changeMeeting, meetingToRun } from './run-meeting.ts'
import { agendaWith, itemToChange, openOf, type SettleNeeds } from './settle-item.ts'

export type Outcome = 'done' | 'carried'

/** The meeting with a point settled. Throws a complaint where it was before. */
function settled(meeting: Meeting, point: Point, outcome: Outcome): Meeting {
  const { minutes } = meeting
  if (minutes.done.includes(point) || minutes.carried.includes(point)) throw new Complaint('agenda.point-settled')
  return { ...meeting, minutes: { ...minutes, [outcome]: [...minutes[outcome], point] } }
}

/** Done, or carried over to the next meeting. */
export async function settlePoint(request: Request, ref: PointRef, outcome: Outcome, needs: SettleNeeds): Promise<Answer> {
  const { point } = ref
  if (typeof point === 'number') return settleListed(request, { ...ref, point }, outcome, needs)
  await meetingToRun(request, ref, needs)
  const name = request.say.plain(`agenda.section-${point}`)
  const settle = ({ meeting }: PostedAgenda) => ({
    changes: settled(meeting, point, outcome),
    answer: told(
      request,
      { key: outcome === 'done' ? 'agenda.is-done' : 'agenda.is-carried', values: { item: name } },
      { undo: { action: 'undo-agenda', value: `${meetingValue(meeting)}:${point}` } },
    ),
  })
  return changeMeeting(request, ref, ['started'], settle, needs)
}

type Listed = PointRef & { readonly point: AgendaNumber }

async function settleListed(request: Request, ref: Listed, outcome: Outcome, needs: SettleNeeds): Promise<Answer> {
  const { item, shown } = await itemToChange(request, ref.point, needs)
  if (item.circle.with !== undefined || item.circle.team !== ref.circle.team) throw new Complaint('agenda.no-item', { number: ref.point })
  return changeAgenda(
    request,
    {
      circle: ref.circle,
      number: ref.point,
      decide(now) {
        const posted = agendaUnder(now, ref)
        mustBe(posted, 'started')
        return settledIn(request, now, posted, { number: ref.point, outcome, shown })
      },
    },
    needs,
  )
}

/** An item of a meeting that is under way, settled. */
function settledIn(
  request: Request,
  now: Now,
  posted: PostedAgenda,
  { number, outcome, shown }: { number: AgendaNumber; outcome: Outcome; shown: Awaited<ReturnType<typeof itemToChange>>['shown'] },
): Decided {
  const stands = openOf(now, number)
  const { speaker, now: at } = request
  return {
    ...(outcome === 'done' ? { change: [{ number, state: 'done', endedBy: speaker.id, endedAt: at }] } : {}),
    meetings: [{ ...settled(posted.meeting, number, outcome), changedBy: speaker.id }],
    rewrite: posted,
    answer: told(
      request,
      { key: outcome === 'done' ? 'agenda.is-done' : 'agenda.is-carried', values: { item: shown({ ...stands, state: 'done' }) } },
      { undo: { action: 'undo-agenda-item', value: `${number}:${outcome}` } },
    ),
  }
}

/** Carries an item over by its number, in the meeting that is under way. */
export async function carryItem(request: Request, number: AgendaNumber, needs: SettleNeeds): Promise<Answer> {
  const { item, shown } = await itemToChange(request, number, needs)
  return changeAgenda(
    request,
    {
      circle: item.circle,
      number,
      decide(now) {
        const on = agendaWith(openOf(now, number), now)
        if (on?.meeting.state !== 'started') throw new Complaint('agenda.nothing-under-way')
        return settledIn(request, now, on, { number, outcome: 'carried', shown })
      },
    },
    needs,
  )
}
