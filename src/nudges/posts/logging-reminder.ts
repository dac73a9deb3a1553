// The reminder itself. What was true when it was decided is looked at again: whoever has caught up meanwhile hears nothing.
import { post } from '../../conversation/post.ts'
import type { DealStore } from '../../deals/deal-store.ts'
import { sayIn } from '../../languages/speak.ts'
import { asInstant, type Clock } from '../../vocabulary/clock.ts'
import { asId, type MemberId } from '../../vocabulary/ids.ts'
import { addDays, today as dayOf, isLocalDate } from '../../vocabulary/local-date.ts'
import { lookBack, reminderFor } from '../reminder.ts'
import { reminderMessage, shownDeals } from '../reminder-message.ts'
import type { ReminderStore } from '../reminder-store.ts'

interface Needs {
  readonly reminders: ReminderStore
  readonly deals: Pick<DealStore, 'list'>
  readonly clock: Clock
}

export default post({
  name: 'logging-reminder',
  async render({ workspace, about, writtenAt }, { reminders, deals, clock }: Needs) {
    const { day } = about
    if (typeof day !== 'string' || !isLocalDate(day)) return undefined
    // A look ahead, for a preview, is as of the time that it is of.
    const at = asInstant(Math.max(clock.now(), writtenAt, Number(about.at)))
    // What was not delivered on its day is late itself.
    if (dayOf(at, workspace.timeZone) !== day) return undefined
    const id = asId<MemberId>(Number(about.member))
    const [habits] = await reminders.habits(workspace, { day, since: lookBack(at, workspace) }, id)
    const reminder = habits && reminderFor(habits, { day, at }, workspace)
    if (!habits || reminder === undefined || typeof reminder === 'string') return undefined
    const filter = { state: 'open', owner: id, to: addDays(day, -1) } as const
    const { deals: late } = reminder.late > 0 ? await deals.list(workspace.id, filter, { skip: 0, take: shownDeals }) : { deals: [] }
    const { member } = habits
    return reminderMessage({ ...reminder, member, deals: late, day, kinds: workspace.rules.activityKinds }, sayIn(member.language))
  },
})
