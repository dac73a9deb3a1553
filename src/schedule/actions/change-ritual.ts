// *Change* under a ritual: opens its form.
import { action } from '../../conversation/action.ts'
import { ritualForm } from '../ritual-form.ts'
import { readRitualName, ritualNamed, type ShowNeeds } from '../show-schedule.ts'

export default action({
  name: 'change-ritual',
  mayUse: 'schedules',
  changes: 'nothing',
  read: readRitualName,
  run: async (request, name, needs: Pick<ShowNeeds, 'rituals'>) => ({ kind: 'form', form: ritualForm(ritualNamed(name, needs), request) }),
})
