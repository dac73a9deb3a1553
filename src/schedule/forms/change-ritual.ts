// A ritual's form, sent.
import { form } from '../../conversation/form.ts'
import { type ChangeNeeds, changeRitual } from '../change-ritual.ts'
import { wishIn } from '../ritual-form.ts'
import { readRitualName, ritualNamed, type ShowNeeds } from '../show-schedule.ts'

export default form({
  name: 'change-ritual',
  mayUse: 'schedules',
  changes: 'with its answer',
  read: readRitualName,
  async run(request, name, filled, needs: ChangeNeeds & Pick<ShowNeeds, 'rituals'>) {
    const ritual = ritualNamed(name, needs)
    return changeRitual(request, ritual, wishIn(filled, ritual, request), needs, { replaces: false, inForm: true })
  },
})
