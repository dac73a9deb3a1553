// Putting a topic or an action on the next agenda of a meeting.
import { Complaint } from '../conversation/complaint.ts'
import type { Member, Team } from '../conversation/people.ts'
import type { Answer, Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Request } from '../conversation/request.ts'
import type { AgendaNumber } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { type AgendaItem, type Circle, type ItemKind, mostOpen, type NewItem } from './agenda-item.ts'
import { meetingDay } from './agenda-schedule.ts'
import type { AgendaNow } from './agenda-store.ts'
import { told } from './answers.ts'
import { type ChangeNeeds, changeAgenda } from './change-agenda.ts'
import { circleName, whyNowhere } from './circles.ts'
import { itemText } from './item-text.ts'

export interface PutNeeds extends ChangeNeeds {
  readonly workspaces: Pick<WorkspaceStore, 'inboxes'>
}

export interface Wanted {
  readonly circle: Circle
  readonly kind: ItemKind
  readonly text: string
  readonly owner?: Member
  readonly due?: LocalDate | undefined
}

/** Where somebody is told of an action that another gave them; undefined: they gave it themselves, or have no account here. */
export async function inboxOf(
  { workspace, speaker }: Request,
  owner: Member | undefined,
  { workspaces }: Pick<PutNeeds, 'workspaces'>,
): Promise<Destination | undefined> {
  if (!owner || owner.id === speaker.id) return undefined
  return (await workspaces.inboxes(workspace, [owner.id])).get(owner.id)
}

/** The private word about it. */
export const word = (item: AgendaNumber, owner: Member, to: Destination, { key, speaker }: Request): Post => ({
  key: `agenda/${item}/${owner.id}/${key}`,
  to,
  kind: 'agenda-action',
  about: { item, owner: owner.id, by: speaker.id },
  action: { do: 'post' },
})

/** An item that is not numbered yet, as it will be. */
export const asItem = (item: NewItem, number: AgendaNumber, circle: Circle): AgendaItem => ({
  ...item,
  number,
  circle,
  state: 'open',
  carried: 0,
  endedBy: undefined,
  endedAt: undefined,
})

/** Throws a complaint where there are as many open items as there may be. */
export function mustHaveRoom({ open }: AgendaNow): void {
  if (open.length >= mostOpen) throw new Complaint('agenda.too-many', { most: mostOpen })
}

/** For the meeting of today until it is over, or else for the next one. */
export async function putOnAgenda(request: Request, wanted: Wanted, teams: readonly Team[], needs: PutNeeds): Promise<Answer> {
  const { workspace, speaker, now: at, today, say } = request
  const { circle, kind, text, owner, due } = wanted
  const name = circleName(circle, teams, say)
  if (name === undefined) throw new Complaint('complaint.button-unknown')
  if (due !== undefined && due < today) throw new Complaint('agenda.due-is-past', { day: say.date(due) })
  const inbox = await inboxOf(request, owner, needs)
  return changeAgenda(
    request,
    {
      circle,
      decide(now) {
        mustHaveRoom(now)
        const day = meetingDay(now.posted, request)
        const item = { kind, text, owner: owner?.id, due, addedBy: speaker.id, addedAt: at, meeting: day }
        const people = new Map(owner ? [[owner.id, owner]] : [])
        const shown = itemText(asItem(item, now.next, circle), { say, day: today, people })
        const isThere = now.live?.day === day
        const nowhere = isThere ? undefined : whyNowhere(circle, workspace, teams)
        return {
          add: [item],
          rewrite: isThere ? now.live : undefined,
          ...(owner && inbox ? { posts: [word(now.next, owner, inbox, request)] } : {}),
          answer: told(
            request,
            { key: 'agenda.added', values: { item: shown, name, day: say.day(day) } },
            {
              undo: { action: 'undo-agenda-item', value: `${now.next}:added` },
              note: nowhere && say.plain(nowhere),
            },
          ),
        }
      },
    },
    needs,
  )
}
