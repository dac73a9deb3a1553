// The yardstick: a Bolt app as its documentation begins, behind Bolt's own HTTPReceiver, whose command answers at once and does nothing.
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'

const [port = '0', signingSecret = ''] = process.argv.slice(2)
const receiver = new HTTPReceiver({ signingSecret, endpoints: ['/slack/events'], logLevel: LogLevel.ERROR })
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'U0BOT' }),
})
const answer = { response_type: 'ephemeral' as const, text: 'ok' }
app.command('/deal', async ({ ack }) => ack(answer))
app.command('/progress', async ({ ack }) => ack(answer))
await app.start(Number(port))
process.send?.('ready')
process.on('disconnect', () => process.exit(0))
