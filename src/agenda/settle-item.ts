// Saying what became of an item: done, off the agenda, back on it.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { AgendaNumber } from '../vocabulary/ids.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { AgendaItem } from './agenda-item.ts'
import type { AgendaStore } from './agenda-store.ts'
import { told } from './answers.ts'
import { type ChangeNeeds, changeAgenda, type Decided, type Now } from './change-agenda.ts'
import { type CircleNeeds, mustChange } from './circles.ts'
import { itemText } from './item-text.ts'
import { type Meeting, type PostedAgenda, standsOn } from './meeting.ts'

export interface SettleNeeds extends ChangeNeeds {
  readonly agenda: Pick<AgendaStore, 'change' | 'items'>
  readonly workspaces: CircleNeeds['workspaces'] & Pick<WorkspaceStore, 'members'>
}

/** The item that the speaker may change, with how it reads. Throws a complaint for any other. */
export async function itemToChange(request: Request, number: AgendaNumber, needs: SettleNeeds) {
  const { workspace, say, today } = request
  const [[item], teams, members] = await Promise.all([
    needs.agenda.items(workspace.id, [number]),
    needs.workspaces.teams(workspace),
    needs.workspaces.members(workspace.id),
  ])
  if (!item) throw new Complaint('agenda.no-item', { number })
  await mustChange(request, item, teams, needs)
  const people = new Map(members.filter(({ hasLeft }) => !hasLeft).map((member) => [member.id, member]))
  return { item, shown: (as: AgendaItem) => itemText(as, { say, day: today, people }) }
}

/** The live agenda, if the item stands on it. */
export const agendaWith = (item: AgendaItem, { live }: Now): PostedAgenda | undefined => (live && standsOn(item, live) ? live : undefined)

/** A meeting that is under way without a word on a point. */
export const forgotten = (meeting: Meeting, point: AgendaNumber): Meeting => ({
  ...meeting,
  minutes: {
    ...meeting.minutes,
    done: meeting.minutes.done.filter((one) => one !== point),
    carried: meeting.minutes.carried.filter((one) => one !== point),
  },
})

/** … with the point as done. */
export function ticked(meeting: Meeting, point: AgendaNumber): Meeting {
  const without = forgotten(meeting, point)
  return { ...without, minutes: { ...without.minutes, done: [...without.minutes.done, point] } }
}

/** Ends an open item. */
export async function settleItem(
  request: Request,
  number: AgendaNumber,
  state: 'done' | 'dropped',
  needs: SettleNeeds,
  replaces = false,
): Promise<Answer> {
  const { item, shown } = await itemToChange(request, number, needs)
  const { speaker, now: at } = request
  return changeAgenda(
    request,
    {
      circle: item.circle,
      number,
      decide(now): Decided {
        const stands = openOf(now, number)
        const on = agendaWith(stands, now)
        const meeting = on?.meeting.state === 'started' ? on.meeting : undefined
        return {
          change: [{ number, state, endedBy: speaker.id, endedAt: at }],
          ...(meeting ? { meetings: [state === 'done' ? ticked(meeting, number) : forgotten(meeting, number)] } : {}),
          rewrite: on,
          answer: told(
            request,
            { key: state === 'done' ? 'agenda.is-done' : 'agenda.is-dropped', values: { item: shown({ ...stands, state }) } },
            { undo: { action: 'undo-agenda-item', value: `${number}:${state}` }, replaces },
          ),
        }
      },
    },
    needs,
  )
}

/** The item as it stands. Throws a complaint where somebody was faster. */
export function openOf({ item }: Now, number: AgendaNumber): AgendaItem {
  if (!item) throw new Complaint('agenda.no-item', { number })
  if (item.state !== 'open') throw new Complaint('agenda.item-is', { number, state: item.state })
  return item
}
