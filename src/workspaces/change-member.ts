// Changing what is known of a member for a request: decided on how they stand, told with a way back.
import { Complaint } from '../conversation/complaint.ts'
import type { Member, Team } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Span } from '../message/message.ts'
import { buttons, message, text } from '../message/write.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Leave } from '../vocabulary/ramp.ts'
import type { Role } from '../vocabulary/roles.ts'
import { forGood } from './for-good.ts'
import { backFrom, mostLeave, withLeave } from './leave.ts'
import type { MemberFacts, MemberNow, MemberStore } from './member-store.ts'
import { daysIn } from './people-message.ts'
import type { WorkspaceStore } from './workspace-store.ts'

export interface MemberNeeds {
  readonly members: Pick<MemberStore, 'change'>
  readonly workspaces: Pick<WorkspaceStore, 'teams'>
}

/** What is to be different; a key with undefined means that there is to be none. */
export interface MemberWish {
  readonly role?: Role
  readonly team?: Team | undefined
  readonly startedOn?: LocalDate | undefined
  /** More days away, or none from today on. */
  readonly leave?: Leave | 'none'
  readonly offBoards?: boolean
  readonly hasLeft?: boolean
  /** No nudge before that day; undefined: from now on as usual. */
  readonly nudgesFrom?: LocalDate | undefined
}

/** `more`: what else can be done about it, beside taking it back. */
export async function changeMember(
  request: Request,
  who: Member,
  wish: MemberWish,
  needs: MemberNeeds,
  more: readonly Button[] = [],
): Promise<Answer> {
  const { workspace, speaker, installation, key, now, say } = request
  const teams = 'team' in wish ? await needs.workspaces.teams(workspace) : []
  return needs.members.change({
    workspace,
    requestKey: key,
    by: speaker.id,
    platform: installation.platform,
    at: now,
    member: who.id,
    decide: (stands) => factsWished(stands, wish, request.today),
    answer({ after, events, unled }) {
      if (events.length === 0) {
        const isPeace = 'nudgesFrom' in wish // their own choice: they are spoken to, and pressed twice
        const told = isPeace ? nudgesLine(after.nudgesFrom, say) : say('member.unchanged', { name: who.name })
        return { kind: 'message', message: message(text(told), more.length > 0 && buttons(...more)), replaces: false }
      }
      const left = unled.length > 0 && text(say('member.unled', { teams: unled.map(({ name }) => name).join(', ') }))
      // Who leaves loses the teams they lead as well: their way back is its own command.
      const undo = wish.hasLeft === undefined && unled.length === 0
      const said = message(
        ...toldOf({ before: who, after, wish, teams }, request).map(text),
        left,
        undo && buttons(...more, { label: say.plain('button.undo'), action: 'undo-member-change', value: events.join('.') }),
      )
      return { kind: 'message', message: said, replaces: false }
    },
  })
}

/** The facts that follow from a wish. Throws a complaint for what cannot be. */
export function factsWished({ member, lastAdmin }: MemberNow, wish: MemberWish, today: LocalDate): Partial<MemberFacts> {
  if (lastAdmin && (wish.hasLeft || (wish.role !== undefined && wish.role !== 'admin'))) {
    throw new Complaint('member.last-admin', { name: member.name })
  }
  const leave =
    wish.leave === undefined ? undefined : wish.leave === 'none' ? backFrom(member.leave, today) : withLeave(member.leave, wish.leave)
  if (leave && leave.length > mostLeave) throw new Complaint('member.too-much-leave', { most: mostLeave })
  return {
    ...(wish.role === undefined ? {} : { role: wish.role }),
    ...('team' in wish ? { team: wish.team?.id } : {}),
    ...('startedOn' in wish ? { startedOn: wish.startedOn } : {}),
    ...(leave ? { leave } : {}),
    ...(wish.offBoards === undefined ? {} : { offBoards: wish.offBoards }),
    ...(wish.hasLeft === undefined ? {} : { hasLeft: wish.hasLeft }),
    ...('nudgesFrom' in wish ? { nudgesFrom: wish.nudgesFrom } : {}),
  }
}

interface Told {
  readonly before: Member
  readonly after: Member
  readonly wish: MemberWish
  readonly teams: readonly Team[]
}

/** Told to the member themselves, as it is nobody else's choice. */
const nudgesLine = (from: LocalDate | undefined, say: Say): readonly Span[] =>
  from === undefined
    ? say('member.nudges-on')
    : from === forGood
      ? say('member.nudges-off')
      : say('member.nudges-from', { date: say.date(from) })

/** A sentence for each thing that differs. */
function toldOf({ before, after, wish, teams }: Told, { say, today }: Request): readonly (readonly Span[])[] {
  const { name } = after
  const told: (readonly Span[])[] = []
  if (after.role !== before.role) told.push(say('member.became', { name, role: after.role, before: before.role }))
  if (after.team !== before.team) told.push(movedLine())
  if (after.startedOn !== before.startedOn) {
    told.push(after.startedOn ? say('member.starts', { name, date: say.date(after.startedOn) }) : say('member.no-start', { name }))
  }
  if (wish.leave === 'none') told.push(say('member.not-away', { name }))
  else if (wish.leave) {
    // Days that are past are told too where it was they that were meant.
    const since = wish.leave.to < today ? wish.leave.from : today
    told.push(say('member.away-now', { name, days: daysIn(after.leave, since, say) }))
  }
  if (after.offBoards !== before.offBoards) told.push(say(after.offBoards ? 'member.boards-off' : 'member.boards-on', { name }))
  if (after.nudgesFrom !== before.nudgesFrom) told.push(nudgesLine(after.nudgesFrom, say))
  if (after.hasLeft !== before.hasLeft) told.push(say(after.hasLeft ? 'member.gone' : 'member.back', { name }))
  return told

  function movedLine(): readonly Span[] {
    const from = teams.find(({ id }) => id === before.team)
    if (!wish.team) return say('member.moved-out', { name })
    return from
      ? say('member.moved-from', { name, team: wish.team.name, before: from.name })
      : say('member.moved', { name, team: wish.team.name })
  }
}
