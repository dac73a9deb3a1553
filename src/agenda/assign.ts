// *Assign*: what came up in a meeting becomes an action of somebody, by some day.
import { Complaint } from '../conversation/complaint.ts'
import type { Member, Team } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Form } from '../message/form.ts'
import type { AgendaNumber } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { withTeamsBelow } from '../workspaces/teams-below.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { type AgendaItem, longestItem } from './agenda-item.ts'
import { type MeetingRef, meetingValue, type PointRef } from './agenda-value.ts'
import { told } from './answers.ts'
import { agendaUnder, changeAgenda, mustBe } from './change-agenda.ts'
import { itemText } from './item-text.ts'
import { asItem, inboxOf, mustHaveRoom, type PutNeeds, word } from './put-on-agenda.ts'
import { meetingToRun, type RunNeeds } from './run-meeting.ts'
import type { SettleNeeds } from './settle-item.ts'

export type AssignNeeds = SettleNeeds & RunNeeds & PutNeeds & { readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams'> }

/** So many people can be chosen from in a form; anybody by `/agenda action`. */
const mostPeople = 100

/** Whom something can be assigned to: those of the team first, then the others. */
export function assignees(members: readonly Member[], { circle }: MeetingRef, teams: readonly Team[]): readonly Member[] {
  const there = members.filter(({ hasLeft }) => !hasLeft)
  const within = circle.team === undefined ? [] : withTeamsBelow(circle.team, teams)
  const isIn = ({ team, id }: Member) =>
    (team !== undefined && within.includes(team)) || teams.some((one) => one.id === circle.team && one.lead === id)
  return [...there.filter(isIn), ...there.filter((member) => !isIn(member))]
}

/** The item that a point is; undefined for a section. Throws a complaint where it is none of this meeting's. */
async function itemAt(request: Request, { point, circle }: PointRef, needs: AssignNeeds): Promise<AgendaItem | undefined> {
  if (typeof point !== 'number') return undefined
  const [item] = await needs.agenda.items(request.workspace.id, [point])
  if (!item || item.circle.with !== undefined || item.circle.team !== circle.team) throw new Complaint('agenda.no-item', { number: point })
  return item
}

export async function assignForm(request: Request, ref: PointRef, needs: AssignNeeds): Promise<Form> {
  await meetingToRun(request, ref, needs)
  const { say, workspace } = request
  const [item, members, teams] = await Promise.all([
    itemAt(request, ref, needs),
    needs.workspaces.members(workspace.id),
    needs.workspaces.teams(workspace),
  ])
  const all = assignees(members, ref, teams)
  const owner = all.find(({ id }) => id === item?.owner)
  // Whoever has it is there to be chosen, however many there are.
  const people = [...(owner ? [owner] : []), ...all.filter((member) => member !== owner)].slice(0, mostPeople)
  return {
    name: 'agenda-assign',
    about: `${meetingValue({ team: ref.circle.team, day: ref.day })}:${ref.point}`,
    title: say.plain('agenda.form.assign-title'),
    submit: say.plain('button.assign'),
    cancel: say.plain('button.cancel'),
    fields: [
      {
        name: 'who',
        label: say.plain('agenda.form.who'),
        kind: 'choice',
        required: true,
        options: people.map(({ id, name }) => ({ value: String(id), label: name })),
        ...(owner ? { initial: String(owner.id) } : {}),
      },
      { name: 'what', label: say.plain('agenda.form.what'), kind: 'line', required: true, longest: longestItem, initial: item?.text ?? '' },
      { name: 'due', label: say.plain('agenda.form.due'), kind: 'date', required: false, ...(item?.due ? { initial: item.due } : {}) },
    ],
  }
}

export interface Assignment {
  readonly who: string
  readonly what: string
  readonly due: LocalDate | undefined
}

/** An action gets another owner and day; from anything else a new action comes up. */
export async function assign(request: Request, ref: PointRef, { who, what, due }: Assignment, needs: AssignNeeds): Promise<Answer> {
  await meetingToRun(request, ref, needs)
  const { workspace, speaker, now: at, today, say } = request
  const [item, members, teams] = await Promise.all([
    itemAt(request, ref, needs),
    needs.workspaces.members(workspace.id),
    needs.workspaces.teams(workspace),
  ])
  const owner = assignees(members, ref, teams).find(({ id }) => String(id) === who)
  if (!owner) throw new Complaint('agenda.choose-somebody', {}, { field: 'who' })
  if (due !== undefined && due < today) throw new Complaint('agenda.due-is-past', { day: say.date(due) }, { field: 'due' })
  const inbox = await inboxOf(request, owner, needs)
  const reader = { say, day: today, people: new Map([[owner.id, owner]]) }
  const number = item?.kind === 'action' ? item.number : undefined
  return changeAgenda(
    request,
    {
      circle: ref.circle,
      ...(number === undefined ? {} : { number }),
      decide(now) {
        const posted = agendaUnder(now, ref)
        mustBe(posted, 'started')
        const { meeting } = posted
        const of: AgendaNumber = number ?? now.next
        const again = number !== undefined && now.item?.state === 'open'
        if (number !== undefined && !again) throw new Complaint('agenda.item-is', { number, state: now.item?.state ?? 'done' })
        if (!again) mustHaveRoom(now)
        const fresh = { kind: 'action' as const, text: what, owner: owner.id, due, addedBy: speaker.id, addedAt: at, meeting: ref.day }
        const assigned = [...new Set([...meeting.minutes.assigned, of])]
        return {
          ...(again ? { change: [{ number: of, text: what, owner: owner.id, due }] } : { add: [fresh] }),
          meetings: [{ ...meeting, minutes: { ...meeting.minutes, assigned }, changedBy: speaker.id }],
          rewrite: posted,
          ...(inbox ? { posts: [word(of, owner, inbox, request)] } : {}),
          answer: told(
            request,
            { key: 'agenda.assigned', values: { item: itemText(asItem(fresh, of, ref.circle), reader) } },
            again ? {} : { undo: { action: 'undo-agenda-item', value: `${of}:added` } },
          ),
        }
      },
    },
    needs,
  )
}
