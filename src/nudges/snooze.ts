// Peace for a while: no nudge before a day, with the way to more of it and the way back.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Button } from '../message/message.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { type Period, periodFromKey } from '../vocabulary/period.ts'
import { changeMember, type MemberNeeds } from '../workspaces/change-member.ts'
import type { Leads } from '../workspaces/may-act.ts'
import { mustBeOwn, type Snooze, snoozes, snoozeValue } from './nudge-button.ts'

export interface SnoozeNeeds extends MemberNeeds {
  readonly workspaces: MemberNeeds['workspaces'] & Leads
}

/** The first day that is not free: after so many whole days from tomorrow on, so that the next week's is left out; or after the period. */
const firstDay = (until: Snooze['until'], period: Period, today: LocalDate): LocalDate =>
  until === 'period' ? addDays(period.to, 1) : addDays(today, until === 'week' ? 8 : 15)

/** Throws a complaint to everybody but that member, and for peace until the end of a period that is over. */
export async function snooze(request: Request, { member, until, period: key }: Snooze, needs: SnoozeNeeds): Promise<Answer> {
  await mustBeOwn(request, member, needs.workspaces)
  const { workspace, today, say, speaker } = request
  const period = periodFromKey(key, workspace.calendar)
  if (!period || (until === 'period' && period.to < today)) throw new Complaint('complaint.button-unknown')
  // A button of an older message gives nobody less peace than they have.
  const wanted = firstDay(until, period, today)
  const nudgesFrom = speaker.nudgesFrom !== undefined && speaker.nudgesFrom > wanted ? speaker.nudgesFrom : wanted
  const longer = snoozes.filter((one) => one !== until && firstDay(one, period, today) > nudgesFrom)
  const labels = { week: 'button.snooze', fortnight: 'button.fortnight', period: 'button.until-end' } as const
  const more = longer.map((one): Button => {
    const label = say.plain(labels[one], { period: say.period(period) })
    return { label, action: 'snooze-nudges', value: snoozeValue({ member, until: one, period: key }) }
  })
  return changeMember(request, speaker, { nudgesFrom }, needs, more)
}
