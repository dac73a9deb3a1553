// A private word to whoever became the admin because the last one left.
import { post } from '../../conversation/post.ts'
import { message, text } from '../../message/write.ts'

export default post({
  name: 'now-admin',
  async render({ about, say }, _needs: object) {
    return message(text(say('member.now-admin', { name: String(about.name), example: '/dealbell member @sam role admin' })))
  },
})
