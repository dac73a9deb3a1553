// A ritual's button under the schedule.
import { action } from '../../conversation/action.ts'
import { readRitualName, ritualNamed, type ShowNeeds, showRitual } from '../show-schedule.ts'

export default action({
  name: 'show-ritual',
  mayUse: 'schedules',
  changes: 'nothing',
  read: readRitualName,
  run: async (request, name, needs: ShowNeeds) => showRitual(request, ritualNamed(name, needs), needs, true),
})
