// The Slack messenger keeps what delivery relies on.

import { destination } from '../../src/conversation/platform.ts'
import { slackMessenger } from '../../src/slack/messenger.ts'
import { webClient } from '../../src/slack/web-client.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { type Failure, messengerContract } from '../contracts/messenger.ts'
import { type Fault, fakeSlack, wordsOf } from '../fakes/slack-server.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const methods = ['chat.postMessage', 'chat.update', 'conversations.history', 'conversations.replies']

messengerContract('Slack', async () => {
  const slack = await fakeSlack()
  const to = destination({ platform: 'slack', id: slack.world.team }, 'C0WINS001')
  slack.world.channels.get('C0WINS001')?.members.add(slack.world.bot.user)
  return {
    messenger: slackMessenger(webClient({ token: slack.botToken, apiUrl: slack.apiUrl }, silent), () => slack.world.bot.id, {
      draw: async (svg) => Buffer.from(svg),
      log: silent,
    }),
    destination: to,
    messages: async () =>
      slack.world.posts('C0WINS001').map(({ ts, blocks, text, thread_ts: thread }) => ({ ref: ts, text: wordsOf(blocks) || text, thread })),
    inject: (failure) => slack.faultOnce(methods, faultOf(failure)),
    remove: (ref) => {
      const at = slack.world.messages.findIndex(({ ts }) => ts === ref)
      slack.world.messages.splice(at, 1)
    },
    now: () => asInstant(slack.world.now()),
    close: () => slack.close(),
  }
})

function faultOf(failure: Failure): Fault {
  switch (failure.kind) {
    case 'rate limited':
      return { kind: 'rate limited', seconds: failure.retryAfterSeconds }
    case 'dropped':
      return { kind: 'drop' }
    case 'answer lost':
      return { kind: 'drop', after: true }
    case 'server fault':
      return { kind: 'status', status: 500 }
    case 'channel gone':
      return { kind: 'error', error: 'channel_not_found' }
    case 'not in channel':
      return { kind: 'error', error: 'not_in_channel' }
  }
}
