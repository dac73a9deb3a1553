// A small company for the tests of the week's board: people, targets and wins in memory.
import type { Member, Workspace } from '../../src/conversation/people.ts'
import type { Destination } from '../../src/conversation/platform.ts'
import { sayIn } from '../../src/languages/speak.ts'
import type { Days, SetTarget } from '../../src/leaderboard/leaderboard-store.ts'
import { type WeeklyBoard, type WeeklyNeeds, weeklyBoard } from '../../src/leaderboard/weekly-board.ts'
import { weeklyMessage } from '../../src/leaderboard/weekly-message.ts'
import type { Message } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { type PeriodKind, periodOf } from '../../src/vocabulary/period.ts'
import type { AmountPolicy } from '../../src/vocabulary/rules.ts'
import { date } from '../contracts/company.ts'
import { plainMember, plainRules } from '../fakes/plain.ts'

export const workspace: Workspace = {
  id: asId<WorkspaceId>(1),
  name: 'Example',
  currency: usDollar,
  timeZone: 'Europe/Oslo',
  calendar: defaultCalendar,
  language: 'en',
  announce: 'slack/T1/C1' as Destination,
  version: 1,
  rules: plainRules,
}

/** The Friday of week 47: 37 of 66 working days of the quarter have begun. */
export const friday = date('2026-11-20')

export interface Told {
  /** Who; what differs from a plain rep. */
  readonly people?: Readonly<Record<string, Partial<Member>>>
  /** Who (`all`: the company), dollars, period; of the quarter if not said. */
  readonly targets?: readonly (readonly [string, number, PeriodKind?])[]
  /** Who, dollars, day; on the Wednesday if not said. */
  readonly wins?: readonly (readonly [string, number, string?])[]
  /** Open deals: dollars, and the day on which they should close. */
  readonly open?: readonly (readonly [number, string])[]
}

const within = (day: string, { from, to }: Days) => day >= from && day <= to
const cents = (dollars: number) => BigInt(Math.round(dollars * 100))

export function company({ people = {}, targets = [], wins = [], open = [] }: Told): WeeklyNeeds {
  const named = [...targets.map(([who]) => who), ...wins.map(([who]) => who), ...Object.keys(people)]
  const names = [...new Set(named.filter((who) => who !== 'all'))]
  const idOf = (name: string) => asId<MemberId>(names.indexOf(name) + 1)
  const members = names.map(
    (name): Member => ({ ...plainMember, id: idOf(name), name, role: 'rep', team: undefined, language: 'en', ...people[name] }),
  )
  const won = wins.map(([who, dollars, day = '2026-11-18']) => ({ who, value: cents(dollars), day }))
  const sum = (days: Days, who?: string) =>
    won.filter((win) => (who === undefined || win.who === who) && within(win.day, days)).reduce((total, { value }) => total + value, 0n)
  return {
    leaderboards: {
      sums: async (_, metric, teams, ranges) => {
        if (metric !== 'revenue' || teams) throw new Error('This company knows only what all of it won')
        return {
          members: members.map((member) => ({ member, sums: ranges.map((days) => sum(days, member.name)) })),
          whole: ranges.map((days) => sum(days)),
        }
      },
      targets: async (_, _metric, periods) =>
        targets.flatMap(([who, dollars, kind = 'quarter']): SetTarget[] => {
          const { from } = periodOf(kind, friday, defaultCalendar)
          const subject = who === 'all' ? { kind: 'company' as const } : { kind: 'member' as const, member: idOf(who) }
          return periods.some((period) => period.kind === kind && period.from === from)
            ? [{ subject, kind, from, value: cents(dollars) }]
            : []
        }),
      wonDays: async (_, ids, days) =>
        new Map(ids.map((id) => [id, won.filter(({ who, day }) => idOf(who) === id && within(day, days)).map(({ day }) => date(day))])),
      closing: async (_, days) => {
        const due = open.filter(([, day]) => within(day, days))
        return { count: due.length, minor: due.reduce((total, [dollars]) => total + cents(dollars), 0n) }
      },
    },
    workspaces: { teams: async () => [] },
  }
}

export async function weekOf(told: Told, day = friday): Promise<WeeklyBoard> {
  const weekly = await weeklyBoard(workspace, day, company(told))
  if (!weekly) throw new Error('There is no board')
  return weekly
}

export async function boardMessageOf(told: Told, policy: AmountPolicy = 'exact', language = 'en', day = friday): Promise<Message> {
  return weeklyMessage(await weekOf(told, day), { workspace, say: sayIn(language), policy }, undefined)
}

/** The words, a line each, without the button. */
export async function wordsOf(...asked: Parameters<typeof boardMessageOf>): Promise<string> {
  const lines = plainText(await boardMessageOf(...asked))
    .replaceAll('\u00a0', ' ')
    .split('\n')
  return lines.slice(0, -1).join('\n')
}

/** A quarter as it is mostly: three with targets, one without, wins in three weeks. */
export const usual: Told = {
  targets: [
    ['all', 100_000],
    ['Sam Ortiz', 40_000],
    ['Kim Lund', 30_000],
    ['Ana Prieto', 20_000],
  ],
  wins: [
    ['Sam Ortiz', 3_000, '2026-11-04'],
    ['Sam Ortiz', 5_000, '2026-11-10'],
    ['Kim Lund', 20_000, '2026-10-06'],
    ['Kim Lund', 7_500, '2026-11-11'],
    ['Sam Ortiz', 18_300],
    ['Kim Lund', 6_000],
    ['Ana Prieto', 9_900],
    ['Noor Haddad', 2_000, '2026-11-16'],
  ],
}
