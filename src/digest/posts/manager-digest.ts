// A manager's digest in words, as of the day that it is about; nothing for who looks after nobody any more.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { digestMessage } from '../digest-message.ts'
import { type DigestPostNeeds, digestOf } from '../digest-post.ts'

export default post({
  name: 'manager-digest',
  async render({ workspace, about }, needs: DigestPostNeeds) {
    const digest = await digestOf(about, workspace, needs)
    return digest && digestMessage(digest, { workspace, say: sayIn(digest.manager.language) })
  },
})
