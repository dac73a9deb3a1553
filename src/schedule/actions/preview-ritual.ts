// *Preview to me* under a ritual.
import { action } from '../../conversation/action.ts'
import { type PreviewNeeds, previewRitual } from '../preview.ts'
import { readRitualName, ritualNamed, type ShowNeeds } from '../show-schedule.ts'

export default action({
  name: 'preview-ritual',
  mayUse: 'schedules',
  changes: 'nothing',
  read: readRitualName,
  run: async (request, name, needs: PreviewNeeds & Pick<ShowNeeds, 'rituals'>) =>
    previewRitual(request, ritualNamed(name, needs), needs, false),
})
