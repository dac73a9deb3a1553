// The reason for a split that changes targets in the middle of their period, sent.
import { form } from '../../conversation/form.ts'
import { readReason } from '../reason-form.ts'
import { readSeenSplit, type SplitNeeds, setSplit } from '../set-split.ts'

export default form({
  name: 'split-reason',
  mayUse: 'targets',
  changes: 'with its answer',
  read: readSeenSplit,
  run: (request, seen, filled, needs: SplitNeeds) => setSplit(request, seen, readReason(filled), needs),
})
