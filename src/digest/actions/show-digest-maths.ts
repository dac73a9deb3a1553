// *Show the maths* under a digest: of those alone whom the person who presses it looks after now.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { daysBetween } from '../../vocabulary/local-date.ts'
import { mathsMessage, readMaths } from '../digest-maths.ts'
import { type DigestNeeds, digestMaths } from '../look-at-digest.ts'

/** In days: so long the figures of a digest are looked up again. */
const longestBack = 400

export default action({
  name: 'show-digest-maths',
  mayUse: 'look',
  changes: 'nothing',
  read: readMaths,
  async run(request, { day, skip, turned }, needs: DigestNeeds) {
    const { workspace, speaker, today, now } = request
    const back = daysBetween(day, today)
    if (back < 0 || back > longestBack) throw new Complaint('digest.too-old')
    const digest = await digestMaths(speaker.id, { workspace, day, now }, skip, needs)
    if (!digest) throw new Complaint('digest.not-in-charge')
    return { kind: 'message', message: mathsMessage(digest, skip, request), replaces: turned }
  },
})
