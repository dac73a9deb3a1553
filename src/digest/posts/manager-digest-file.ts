// The figures of a manager's digest as a file, in a post of its own: what carries a file on some platforms has no buttons.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { csvFile, message, text } from '../../message/write.ts'
import { digestCsv, digestFileName } from '../digest-csv.ts'
import { type DigestPostNeeds, digestOf } from '../digest-post.ts'

export default post({
  name: 'manager-digest-file',
  async render({ workspace, about }, needs: DigestPostNeeds) {
    const digest = await digestOf(about, workspace, needs)
    if (!digest) return undefined
    const say = sayIn(digest.manager.language)
    return message(
      text(say('digest.file', { week: digest.week.index })),
      csvFile(digestFileName(digest, workspace), digestCsv(digest, workspace)),
    )
  },
})
