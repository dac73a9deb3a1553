// How people and teams read: one member, and the tree.
import { channelSpan, platformNames } from '../conversation/channels-here.ts'
import type { Member, Team } from '../conversation/people.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Leave } from '../vocabulary/ramp.ts'
import type { Account } from './member-store.ts'
import type { Placed } from './team-tree.ts'

/** So many names stand in a line, and so many teams on a page. */
const mostNames = 10
const teamsOnPage = 10

/** The days away that are not over, as people say them; empty for none. */
export const daysIn = (leave: readonly Leave[], today: LocalDate, say: Say): string =>
  leave
    .filter(({ to }) => to >= today)
    .map(({ from, to }) => (from === to ? say.date(from) : say.plain('member.days', { from: say.date(from), to: say.date(to) })))
    .join(', ')

/** `Slack @sam, Discord @sam.o`. */
export const accountNames = (accounts: readonly Account[]): string =>
  accounts.map(({ platform, handle }) => (handle ? `${platformNames[platform]} @${handle}` : platformNames[platform])).join(', ')

interface Card {
  readonly member: Member
  readonly since: LocalDate
  readonly accounts: readonly Account[]
  readonly teams: readonly Team[]
  /** Of the lead of their team. */
  readonly lead: string | undefined
}

export function memberCard({ member, since, accounts, teams, lead }: Card, today: LocalDate, say: Say): Message {
  const { name, role } = member
  const team = teams.find(({ id }) => id === member.team)
  const leads = teams.filter((one) => one.lead === member.id).map((one) => one.name)
  const days = daysIn(member.leave, today, say)
  const placed = team
    ? lead === undefined
      ? say('member.in-team-unled', { team: team.name })
      : say('member.in-team', { team: team.name, name: lead })
    : say('member.in-no-team')
  const lines: readonly (readonly Span[] | false)[] = [
    member.hasLeft && say('member.has-left'),
    placed,
    leads.length > 0 && say('member.leads', { teams: leads.join(', ') }),
    say('member.since', { date: say.date(since) }),
    member.startedOn !== undefined && say('member.sells-since', { date: say.date(member.startedOn) }),
    days !== '' && say('member.away', { days }),
    member.offBoards && say('member.off-boards'),
    accounts.length > 0
      ? say('member.accounts', { accounts: accountNames(accounts) })
      : say('member.no-account', { example: `/dealbell member "${name}" is @sam` }),
  ]
  return message(headline(say('member.is', { name, role })), list(lines.filter((line): line is readonly Span[] => line !== false)))
}

interface Tree {
  readonly placed: readonly Placed[]
  /** Everybody who has not left, by name. */
  readonly members: readonly Member[]
  readonly skip: number
  /** The team whose part of the tree it is; undefined: all of it. */
  readonly of: Team | undefined
}

/** The teams of a page with who leads them and who is in them; on the first page also who is in none, and who the admins are. */
export function teamTree({ placed, members, skip, of }: Tree, say: Say): Message {
  const shown = placed.slice(skip, skip + teamsOnPage)
  const nameOf = new Map(members.map(({ id, name }) => [id, name]))
  const items = shown.map(({ team, depth }): readonly Span[] => {
    const lead = team.lead === undefined ? undefined : nameOf.get(team.lead)
    const within = members.filter((member) => member.team === team.id).map(({ name }) => name)
    return [
      '– '.repeat(depth),
      { kind: 'bold', spans: [team.name] },
      ', ',
      ...(lead === undefined ? say('team.no-lead') : say('team.led-by', { name: lead })),
      ': ',
      ...(within.length === 0 ? say('team.nobody') : [namesIn(within, say)]),
      ...(team.channel === undefined ? [] : [' · ', channelSpan(team.channel)]),
    ]
  })
  const first = skip === 0 && of === undefined
  const without = first ? members.filter(({ team }) => team === undefined).map(({ name }) => name) : []
  const admins = first ? members.filter(({ role }) => role === 'admin').map(({ name }) => name) : []
  const about = of ? `${of.id}` : ''
  const turns = [
    ...(skip > 0
      ? [{ label: say.plain('button.back'), action: 'turn-team-page', value: `${about}:${Math.max(0, skip - teamsOnPage)}` }]
      : []),
    ...(placed.length > skip + teamsOnPage
      ? [{ label: say.plain('button.more'), action: 'turn-team-page', value: `${about}:${skip + teamsOnPage}` }]
      : []),
  ]
  return message(
    headline(say('team.title')),
    placed.length === 0 ? text(say('team.none')) : list(items),
    without.length > 0 && text(say('team.without', { names: namesIn(without, say) })),
    admins.length > 0 && quiet(say('team.admins', { names: namesIn(admins, say) })),
    turns.length > 0 && buttons(...turns),
  )
}

function namesIn(names: readonly string[], say: Say): string {
  const more = names.length - mostNames
  const shown = names.slice(0, mostNames).join(', ')
  return more > 0 ? `${shown} ${say.plain('team.more', { count: more })}` : shown
}
