// The people of a small company, and what they did, for the tests of shout-outs.
import type { Member, Workspace } from '../../src/conversation/people.ts'
import type { Destination } from '../../src/conversation/platform.ts'
import type { SetTarget } from '../../src/leaderboard/leaderboard-store.ts'
import type { Message } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import type { Seller } from '../../src/shout-outs/honours.ts'
import { render as slackRender } from '../../src/slack/render.ts'
import { renderMessage } from '../../src/terminal/render.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { isLocalDate, type LocalDate } from '../../src/vocabulary/local-date.ts'
import { usDollar } from '../../src/vocabulary/money.ts'
import { type PeriodKind, periodOf } from '../../src/vocabulary/period.ts'
import { onDiscord } from '../discord/rendering.ts'
import { plainMember, plainRules } from '../fakes/plain.ts'

export function date(text: string): LocalDate {
  if (!isLocalDate(text)) throw new Error(`${text} is no date`)
  return text
}

export const workspace: Workspace = {
  id: asId<WorkspaceId>(1),
  name: 'T1',
  currency: usDollar,
  timeZone: 'UTC',
  calendar: defaultCalendar,
  language: 'en',
  announce: 'slack/T1/C1' as Destination,
  version: 1,
  rules: plainRules,
}

/** Monday 16 to Sunday 22 November 2026. */
export const week = periodOf('week', date('2026-11-20'), defaultCalendar)
export const month = periodOf('month', date('2026-11-20'), defaultCalendar)
export const quarter = periodOf('quarter', date('2026-11-20'), defaultCalendar)

const ids = new Map<string, MemberId>()
export function member(name: string, more: Partial<Member> = {}): Member {
  const id = ids.get(name) ?? asId<MemberId>(ids.size + 1)
  ids.set(name, id)
  return { ...plainMember, id, name, role: 'rep', team: undefined, language: 'en', ...more }
}

/** Somebody who won 1,000.00 in each of the eight weeks before. */
export const seller = (
  name: string,
  value: bigint,
  more: Partial<Omit<Seller, 'member'>> & { readonly as?: Partial<Member> } = {},
): Seller => {
  const { as = {}, ...rest } = more
  return { member: member(name, as), value, earlier: Array.from({ length: 8 }, () => 100_000n), asked: undefined, activities: [], ...rest }
}

export const target = (kind: PeriodKind, day: string, value: bigint): SetTarget => ({
  subject: { kind: 'company' },
  kind,
  from: periodOf(kind, date(day), defaultCalendar).from,
  value,
})

/** Spaces that do not break look like the others here. */
export const plain = (message: Message | undefined): string | undefined => message && plainText(message).replaceAll('\u00a0', ' ')

/** As every platform shows it. */
export const shownOn = (message: Message | undefined) =>
  message && {
    slack: slackRender(message),
    discord: onDiscord(message),
    terminal: renderMessage(message, { dressed: false, numberOf: () => 1 }),
  }
