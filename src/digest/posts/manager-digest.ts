// A manager's digest in words, as of the day that it is about; nothing for who looks after nobody any more.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { digestMessage } from '../digest-message.ts'
import { type DigestPostNeeds, digestIn } from '../digest-post.ts'
import { digestFor } from '../look-at-digest.ts'

export default post({
  name: 'manager-digest',
  async render({ workspace, about }, needs: DigestPostNeeds) {
    const of = digestIn(about, workspace, needs.clock)
    const digest = of && (await digestFor(of.manager, of.asOf, needs))
    return digest && digestMessage(digest, { workspace, say: sayIn(digest.manager.language) })
  },
})
