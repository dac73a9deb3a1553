// *Turn on*, *Turn off* under a ritual.
import { action } from '../../conversation/action.ts'
import { type ChangeNeeds, changeRitual } from '../change-ritual.ts'
import { readRitualName, ritualNamed, type ShowNeeds } from '../show-schedule.ts'

export default action({
  name: 'turn-ritual',
  mayUse: 'schedules',
  changes: 'with its answer',
  read(value) {
    const [, typed, state] = /^(.+):(on|off)$/.exec(value) ?? []
    const name = typed === undefined ? undefined : readRitualName(typed)
    return name === undefined ? undefined : { name, on: state === 'on' }
  },
  run: async (request, { name, on }, needs: ChangeNeeds & Pick<ShowNeeds, 'rituals'>) =>
    changeRitual(request, ritualNamed(name, needs), { on }, needs, { replaces: true }),
})
