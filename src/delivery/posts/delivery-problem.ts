// A private word to the admins: something could not be posted, and why.
import { channelSpan } from '../../conversation/channels-here.ts'
import type { Destination } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import { message, quiet, text } from '../../message/write.ts'

/** The platform's own words that have a cure worth telling. */
const cures = {
  not_in_channel: 'delivery.cure-invite',
  channel_not_found: 'delivery.cure-invite',
  is_archived: 'delivery.cure-setup',
  missing_scope: 'delivery.cure-scope',
} as const
const isCurable = (reason: string): reason is keyof typeof cures => reason in cures

export default post({
  name: 'delivery-problem',
  async render({ about, say }, _needs: object) {
    const reason = String(about.reason)
    const channel = channelSpan(String(about.to) as Destination) // where the parked one was to go
    return message(
      text(say('delivery.problem', { channel, reason })),
      quiet(say(isCurable(reason) ? cures[reason] : 'delivery.cure-other', { example: '/dealbell settings announce here' })),
    )
  },
})
