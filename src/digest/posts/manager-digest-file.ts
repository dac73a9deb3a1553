// The figures of a manager's digest as a file, in a post of its own: what carries a file on some platforms has no buttons.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { csvFile, message, text } from '../../message/write.ts'
import { digestCsv, digestFileName } from '../digest-csv.ts'
import { type DigestPostNeeds, digestIn } from '../digest-post.ts'
import { digestFigures } from '../look-at-digest.ts'

export default post({
  name: 'manager-digest-file',
  async render({ workspace, about }, needs: DigestPostNeeds) {
    const of = digestIn(about, workspace, needs.clock)
    const digest = of && (await digestFigures(of.manager, of.asOf, needs))
    if (!digest) return undefined
    const say = sayIn(digest.manager.language)
    return message(text(say('digest.file', { week: digest.week.index })), csvFile(digestFileName(digest), digestCsv(digest, workspace)))
  },
})
