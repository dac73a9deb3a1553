// *Schedule*: all rituals.
import { action } from '../../conversation/action.ts'
import { type ShowNeeds, showSchedule } from '../show-schedule.ts'

export default action({
  name: 'show-schedule',
  mayUse: 'schedules',
  changes: 'nothing',
  read: (value) => (value === '' ? true : undefined),
  run: (request, _, needs: ShowNeeds) => showSchedule(request, needs, true),
})
