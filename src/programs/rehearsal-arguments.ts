// What stands behind `npm run rituals --`.
import { parseArgs } from 'node:util'
import { isLocalDate, type LocalDate } from '../vocabulary/local-date.ts'

export interface RehearsalArguments {
  /** Undefined: today, by the workspace's clock. */
  readonly from: LocalDate | undefined
  readonly days: number
  /** With the text of what would be posted. */
  readonly show: boolean
  /** Name or id; undefined: the sandbox's. */
  readonly workspace: string | undefined
}

export type Read =
  | { readonly read: 'arguments'; readonly given: RehearsalArguments }
  | { readonly read: 'help' }
  /** `wrong`: nothing that is known; else the argument with a value that cannot be. */
  | { readonly read: 'wrong' }
  | { readonly read: 'bad from' | 'bad days'; readonly text: string }

const usualDays = 14
/** A year, and its leap day. */
export const mostDays = 366
/** What comes is looked for beyond the days that are asked for, and the calendar ends with the year 9999. */
const lastDay = '9990-12-31'

export function readRehearsal(args: readonly string[]): Read {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        days: { type: 'string' },
        show: { type: 'boolean' },
        workspace: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const { from, days = String(usualDays), show = false, workspace } = values
    if (values.help) return { read: 'help' }
    if (from !== undefined && (!isLocalDate(from) || from > lastDay)) return { read: 'bad from', text: from }
    if (!/^\d{1,3}$/.test(days) || Number(days) < 1 || Number(days) > mostDays) return { read: 'bad days', text: days }
    return { read: 'arguments', given: { from, days: Number(days), show, workspace } }
  } catch {
    return { read: 'wrong' } // an unknown option, a word too many, or an option without its value
  }
}
