// What the buttons under a nudge carry: whose it is. A message can be passed on, and a value made up: only they may press.
import { Complaint } from '../conversation/complaint.ts'
import type { Request } from '../conversation/request.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import type { Leads } from '../workspaces/may-act.ts'
import { mustAct } from '../workspaces/must-act.ts'

/** Undefined for what none of these buttons carries. */
export const readMember = (value: string): MemberId | undefined =>
  /^[1-9]\d{0,8}$/.test(value) ? asId<MemberId>(Number(value)) : undefined

/** What the form carries in which somebody writes to their manager: whose it is, and whom they were told that it goes to. */
export interface Addressed {
  readonly member: MemberId
  readonly manager: MemberId
}

export const addressedValue = ({ member, manager }: Addressed): string => `${member}:${manager}`

export function readAddressed(value: string): Addressed | undefined {
  const [member, manager, ...more] = value.split(':').map(readMember)
  return member === undefined || manager === undefined || more.length > 0 ? undefined : { member, manager }
}

/** Throws a complaint to everybody but that member. */
export const mustBeOwn = (request: Request, member: MemberId, workspaces: Leads): Promise<void> =>
  mustAct(request, 'nudges', member, workspaces, () => new Complaint('nudge.not-yours'))

/** How long somebody has peace; the period is the one that they are measured by. */
export const snoozes = ['week', 'fortnight', 'period'] as const

export interface Snooze {
  readonly member: MemberId
  readonly until: (typeof snoozes)[number]
  /** As its key has it. */
  readonly period: string
}

export const snoozeValue = ({ member, until, period }: Snooze): string => `${member}:${until}:${period}`

export function readSnooze(value: string): Snooze | undefined {
  const [, id, typed, period] = /^(\d{1,9}):([a-z]{1,9}):([A-Z0-9-]{4,12})$/.exec(value) ?? []
  const member = readMember(id ?? '')
  const until = snoozes.find((one) => one === typed)
  return member === undefined || until === undefined || period === undefined ? undefined : { member, until, period }
}
