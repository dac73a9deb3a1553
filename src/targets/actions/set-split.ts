// *Set these targets* under the preview of a split.
import { action } from '../../conversation/action.ts'
import { readSeenSplit, type SplitNeeds, setSplit } from '../set-split.ts'

export default action({
  name: 'set-split',
  mayUse: 'targets',
  changes: 'with its answer',
  read: readSeenSplit,
  run: (request, seen, needs: SplitNeeds) => setSplit(request, seen, undefined, needs),
})
