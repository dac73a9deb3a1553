// Small wins: those below the workspace's threshold share one thread a day, so that the channel stays worth reading. What stands here is
// how their thread is called in the outbox; the name is all that several copies of the program have to agree on.
import type { Workspace } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import { isLocalDate, type LocalDate } from '../vocabulary/local-date.ts'
import type { DealFacts } from './deal.ts'

export const isSmallWin = ({ amount }: Pick<DealFacts, 'amount'>, { rules }: Pick<Workspace, 'rules'>): boolean =>
  rules.smallWin !== undefined && amount.minor < rules.smallWin

/** The key of a day's thread in a channel: where announcements move in the middle of a day, another begins there. */
export const smallWinsKey = (day: LocalDate, to: Destination): string => `small/${day}/${to}`

/** The day of such a key; undefined for any other key. */
export function dayOfSmallWins(key: string): LocalDate | undefined {
  const [kind, day = ''] = key.split('/')
  return kind === 'small' && isLocalDate(day) ? day : undefined
}
