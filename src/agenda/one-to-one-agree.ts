// What was agreed in a 1:1: noted, done, taken back. The agenda that was posted of it is rewritten.
import { Complaint } from '../conversation/complaint.ts'
import type { Member } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Request } from '../conversation/request.ts'
import { occasionKey } from '../conversation/ritual.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { AgendaItem } from './agenda-item.ts'
import type { AgendaNow, AgendaStore } from './agenda-store.ts'
import { told } from './answers.ts'
import { itemText } from './item-text.ts'
import { mustPrepare, type PeopleNeeds } from './one-to-one-people.ts'
import { type AgreedRef, agreedValue, type OneToOneRef } from './one-to-one-value.ts'
import { asItem, mustHaveRoom } from './put-on-agenda.ts'

export interface AgreeNeeds extends PeopleNeeds {
  readonly agenda: Pick<AgendaStore, 'change'>
  readonly workspaces: PeopleNeeds['workspaces'] & Pick<WorkspaceStore, 'inboxes'>
}

export const oneToOneName = (rep: MemberId, manager: MemberId): string => `rep ${rep} of ${manager}`

export const aboutOneToOne = ({ rep, day, time }: OneToOneRef, manager: MemberId): Post['about'] => ({
  rep,
  manager,
  day,
  ...(time === undefined ? {} : { time }),
})

/** Puts on the list what was agreed: who does what, by when. */
export async function noteAgreed(
  request: Request,
  under: OneToOneRef,
  { text, by, due }: { readonly text: string; readonly by: 'rep' | 'manager'; readonly due: LocalDate | undefined },
  needs: AgreeNeeds,
): Promise<Answer> {
  const { speaker, now: at, say, today } = request
  const rep = await mustPrepare(request, under.rep, needs)
  if (due !== undefined && due < today) throw new Complaint('agenda.due-is-past', { day: say.date(due) }, { field: 'due' })
  const owner = by === 'rep' ? rep : speaker
  return change(request, under, needs, undefined, (now) => {
    mustHaveRoom(now)
    const item = { kind: 'action' as const, text, owner: owner.id, due, addedBy: speaker.id, addedAt: at, meeting: under.day }
    const shown = asItem(item, now.next, { with: under.rep })
    return { add: [item], answer: said(request, 'one-to-one.noted', shown, [rep, speaker], { number: now.next, was: 'noted', under }) }
  })
}

/** Ends what was agreed; or, of what was done or noted by mistake, takes that back. */
export async function settleAgreed(request: Request, { number, was, under }: AgreedRef, needs: AgreeNeeds): Promise<Answer> {
  const { speaker, now: at } = request
  const rep = await mustPrepare(request, under.rep, needs)
  return change(request, under, needs, number, ({ item }) => {
    if (!item) throw new Complaint('agenda.no-item', { number })
    const expected = was === 'done' ? 'done' : 'open'
    if (item.state !== expected) {
      if (item.state === 'open') throw new Complaint('one-to-one.open-again', { number })
      throw new Complaint('agenda.item-is', { number, state: item.state })
    }
    const state = was === 'open' ? 'done' : was === 'done' ? 'open' : 'dropped'
    const ended = state === 'open' ? { endedBy: undefined, endedAt: undefined } : { endedBy: speaker.id, endedAt: at }
    const key = state === 'done' ? 'agenda.is-done' : state === 'open' ? 'one-to-one.is-open' : 'agenda.is-dropped'
    const back: AgreedRef | undefined = state === 'done' ? { number, was: 'done', under } : undefined
    return { change: [{ number, state, ...ended }], answer: said(request, key, { ...item, state }, [rep, speaker], back, was !== 'open') }
  })
}

function said(
  request: Request,
  key: 'one-to-one.noted' | 'agenda.is-done' | 'one-to-one.is-open' | 'agenda.is-dropped',
  item: AgendaItem,
  people: readonly Member[],
  back: AgreedRef | undefined,
  replaces = false,
): Answer {
  const read = { say: request.say, day: request.today, people: new Map(people.map((member) => [member.id, member])) }
  return told(
    request,
    { key, values: { item: itemText(item, read) } },
    { ...(back ? { undo: { action: 'undo-agreed', value: agreedValue(back) } } : {}), replaces },
  )
}

async function change(
  request: Request,
  under: OneToOneRef,
  { agenda, workspaces }: AgreeNeeds,
  number: AgreedRef['number'] | undefined,
  decide: (now: AgendaNow) => Omit<ReturnType<Parameters<AgendaStore['change']>[0]['decide']>, 'posts'>,
): Promise<Answer> {
  const { workspace, speaker, now: at, key } = request
  const inboxes = under.time === undefined ? undefined : await workspaces.inboxes(workspace, [speaker.id])
  const to = inboxes?.get(speaker.id)
  // Who did not get it has no such post: then there is nothing to rewrite.
  const of =
    under.time === undefined
      ? undefined
      : `${occasionKey('one-to-ones', { day: under.day, time: under.time })}${oneToOneName(under.rep, speaker.id)}`
  const about = aboutOneToOne(under, speaker.id)
  const posts: readonly Post[] =
    to === undefined || of === undefined ? [] : [{ key: `${of}/${key}`, to, kind: 'one-to-one', about, action: { do: 'rewrite', of } }]
  return agenda.change({
    workspace: workspace.id,
    version: workspace.version,
    requestKey: key,
    at,
    circle: { with: under.rep },
    number,
    decide: (now) => ({ ...decide(now), posts }),
  })
}
