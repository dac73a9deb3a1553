// A kind word in private to whoever has logged nothing for days, or has open deals whose day has passed.
import { ritual, type Said } from '../../conversation/ritual.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { lookBack, momentOf, reminderFor } from '../reminder.ts'
import type { ReminderStore } from '../reminder-store.ts'

interface Needs {
  readonly reminders: ReminderStore
  readonly workspaces: Pick<WorkspaceStore, 'inboxes'>
}

export default ritual({
  name: 'reminder',
  title: 'ritual.reminder',
  summary: 'ritual.reminder-about',
  usual: { on: true, rhythm: { every: 'week', on: 4 }, time: localTime('15:00'), catchUp: 4 * 60 },
  zone: 'workspace',
  goesTo: 'reps',
  order: 20,
  async occur({ workspace, slot, now }, { reminders, workspaces }: Needs) {
    const moment = momentOf(slot, now)
    const everybody = await reminders.habits(workspace, { day: slot.day, since: lookBack(moment.at, workspace) })
    const reminded = everybody.filter((habits) => typeof reminderFor(habits, moment, workspace) !== 'string').map(({ member }) => member.id)
    if (reminded.length === 0) return []
    const inboxes = await workspaces.inboxes(workspace, reminded)
    return reminded.flatMap((member): Said[] => {
      const to = inboxes.get(member)
      if (!to) return []
      return [{ name: `member ${member}`, to, kind: 'logging-reminder', about: { member, day: slot.day, at: slot.at } }]
    })
  },
})
