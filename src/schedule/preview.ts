// What a ritual would say now, shown to whoever asks and to nobody else.
import { channelSpan } from '../conversation/channels-here.ts'
import { Complaint } from '../conversation/complaint.ts'
import type { Member } from '../conversation/people.ts'
import { type Answer, type Destination, NotDelivered } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Described, Rehearse } from '../conversation/ritual.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Node, Span } from '../message/message.ts'
import { buttons, divider, headline, message, quiet, text } from '../message/write.ts'
import { today } from '../vocabulary/local-date.ts'
import { nextSlot } from '../vocabulary/rhythm.ts'
import { memberZone } from '../workspaces/member-zone.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { comesWords, scheduleButton } from './schedule-message.ts'

export interface PreviewNeeds {
  readonly rehearse: Rehearse
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'inboxes'>
}

/** So many of a ritual's messages are shown, as long as they are no longer than this together. */
const mostShown = 3
const mostNodes = 40

type Rehearsed = Awaited<ReturnType<Rehearse>>[number]

export async function previewRitual(request: Request, ritual: Described, needs: PreviewNeeds, replaces: boolean): Promise<Answer> {
  const { workspace, say } = request
  const members = (await needs.workspaces.members(workspace.id)).filter(({ hasLeft }) => !hasLeft)
  const now = await rehearsed('now', request, ritual, members, needs)
  // People are left alone at night, on days off, and where they heard of it a day ago: then the next time is what can be shown.
  const next = now.said.length > 0 ? undefined : await rehearsed('next', request, ritual, members, needs)
  const title = say.plain(ritual.title)
  const head =
    next && next.said.length > 0
      ? say('schedule.preview-next', { ritual: title, comes: comesWords(ritual, request, say) })
      : say('schedule.preview', { ritual: title })
  const inboxes = await needs.workspaces.inboxes(
    workspace,
    members.map(({ id }) => id),
  )
  const ofInbox = new Map(members.flatMap((member) => (inboxes.has(member.id) ? [[inboxes.get(member.id), member.name] as const] : [])))
  return { kind: 'message', message: previewMessage(head, next ?? now, (to) => ofInbox.get(to), say), replaces }
}

/** For what comes by each member's own clock, once for every zone in which there are members. Throws a complaint where it cannot be told now. */
async function rehearsed(
  when: 'now' | 'next',
  { workspace, now }: Request,
  ritual: Described,
  members: readonly Member[],
  { rehearse }: PreviewNeeds,
): Promise<{ readonly said: readonly Rehearsed[]; readonly left: number }> {
  const { to, timetable } = scheduleOf(ritual, workspace)
  const own = members.map((member) => memberZone(member, workspace))
  const zones = ritual.zone === 'member' ? [...new Set(own)].sort() : [workspace.timeZone]
  const said: Rehearsed[] = []
  let left = 0
  const addLeft = (count: number): void => {
    left += count
  }
  try {
    for (const zone of zones) {
      const slot = when === 'now' ? { day: today(now, zone), time: timetable.time, at: now } : nextSlot({ ...timetable, zone }, now)
      if (slot)
        said.push(
          ...(await rehearse(ritual.name, { workspace, slot, zone, to, now: slot.at }, { most: mostShown - said.length, left: addLeft })),
        )
    }
  } catch (error) {
    if (error instanceof NotDelivered) throw new Complaint('schedule.preview-later')
    throw error
  }
  return { said, left }
}

/** `nameOf`: whose conversation with the bot a destination is; undefined for a channel. */
export function previewMessage(
  head: readonly Span[],
  { said, left }: { readonly said: readonly Rehearsed[]; readonly left: number },
  nameOf: (to: Destination) => string | undefined,
  say: Say,
): Message {
  if (said.length === 0) return message(headline(head), text(say('schedule.preview-nothing')), buttons(scheduleButton(say)))
  const shown = said.filter((_, index) => {
    const before = said.slice(0, index).reduce((sum, one) => sum + one.message.nodes.length, 0)
    return index === 0 || (index < mostShown && before + (said[index]?.message.nodes.length ?? 0) <= mostNodes)
  })
  const more = said.length - shown.length + left
  return message(
    headline(head),
    ...shown.flatMap(({ to, message: { nodes } }): readonly Node[] => [
      divider,
      quiet(say('schedule.preview-for', { whom: whomWords(to, nameOf) })),
      ...nodes.flatMap((node) => withoutButtons(node, say)),
    ]),
    divider,
    more > 0 && text(say('schedule.preview-more', { count: more })),
    quiet(say('schedule.preview-only-you')),
    buttons(scheduleButton(say)),
  )
}

function whomWords(to: Destination, nameOf: (to: Destination) => string | undefined): readonly Span[] {
  const name = nameOf(to)
  return name === undefined ? [channelSpan(to)] : [name]
}

/** A preview's buttons would act on what they are about, so only their labels are shown. */
const withoutButtons = (node: Node, say: Say): readonly Node[] =>
  node.kind === 'buttons'
    ? [quiet(say('schedule.preview-buttons', { labels: node.buttons.map(({ label }) => `[${label}]`).join(' ') }))]
    : [node]
