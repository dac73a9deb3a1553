// *Undo* of what was done with an item: it was added, done, dropped or carried over.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import { type AgendaNumber, asId } from '../vocabulary/ids.ts'
import type { AgendaItem } from './agenda-item.ts'
import type { ItemChange } from './agenda-store.ts'
import { told } from './answers.ts'
import { changeAgenda } from './change-agenda.ts'
import type { Meeting } from './meeting.ts'
import { agendaWith, forgotten, itemToChange, type SettleNeeds } from './settle-item.ts'

const kinds = ['added', 'done', 'dropped', 'carried'] as const

export interface DoneWithItem {
  readonly number: AgendaNumber
  readonly what: (typeof kinds)[number]
}

/** `12:done`; undefined for what no such button carries. */
export function readDoneWithItem(value: string): DoneWithItem | undefined {
  const [, number, word] = /^([1-9]\d{0,8}):([a-z]{1,9})$/.exec(value) ?? []
  const what = kinds.find((kind) => kind === word)
  return number !== undefined && what ? { number: asId<AgendaNumber>(Number(number)), what } : undefined
}

export async function undoItem(request: Request, { number, what }: DoneWithItem, needs: SettleNeeds): Promise<Answer> {
  const { item, shown } = await itemToChange(request, number, needs)
  return changeAgenda(
    request,
    {
      circle: item.circle,
      number,
      decide(now) {
        const stands = now.item
        const on = stands && agendaWith(stands, now)
        const meeting = on?.meeting.state === 'started' ? on.meeting : undefined
        const change = stands && back(stands, what, meeting, request)
        if (!stands || !change) throw new Complaint('agenda.too-late')
        return {
          change: [{ number, ...change }],
          ...(meeting ? { meetings: [forgotten(meeting, number)] } : {}),
          rewrite: on,
          answer: told(
            request,
            { key: what === 'added' ? 'agenda.is-dropped' : 'agenda.is-back', values: { item: shown({ ...stands, ...change }) } },
            { replaces: true },
          ),
        }
      },
    },
    needs,
  )
}

/** What becomes of the item; undefined where something else has become of it since. */
function back(
  { state, number }: AgendaItem,
  what: DoneWithItem['what'],
  meeting: Meeting | undefined,
  { speaker, now }: Request,
): Omit<ItemChange, 'number'> | undefined {
  switch (what) {
    case 'added':
      return state === 'open' ? { state: 'dropped', endedBy: speaker.id, endedAt: now } : undefined
    case 'carried':
      return meeting?.minutes.carried.includes(number) ? {} : undefined
    default:
      return state === what ? { state: 'open', endedBy: undefined, endedAt: undefined } : undefined
  }
}
