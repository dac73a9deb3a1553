// A line to everybody, when something could not be delivered and no admin takes messages: neither what it was nor whom it was for.
import { post } from '../../conversation/post.ts'
import { message, quiet } from '../../message/write.ts'

export default post({
  name: 'admins-unreached',
  render: async ({ say }, _needs: object) => message(quiet(say('delivery.unreached'))),
})
