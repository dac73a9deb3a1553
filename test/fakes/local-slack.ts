// The local Slack for tests: the real program of the sandbox with a workspace of the test's own, driven through its control API.
import { type LocalSlack, type LocalSlackApp, type LocalSlackWorkspace, startLocalSlack } from '../../src/sandbox/local-slack.ts'
import { installLocalSlack, NoLocalSlack } from '../../src/sandbox/local-slack-package.ts'

/** Why the tests that need it are skipped, for the note of `skip`; undefined: it is there. Installs it when it is missing. */
export async function whyNoLocalSlack(): Promise<string | undefined> {
  try {
    await installLocalSlack()
    return undefined
  } catch (error) {
    if (!(error instanceof NoLocalSlack)) throw error
    return error.reason === 'other system'
      ? `the local Slack is pinned for Linux on x64 only, and this is ${error.detail}: run the tests there to include it`
      : `the local Slack could not be installed: let npm reach its registry and run the tests again (${error.detail.split('\n')[0]})`
  }
}

export const testApp: LocalSlackApp = {
  appId: 'A0DEALBELL',
  botUserId: 'U0DEALBELL',
  botName: 'dealbell',
  botToken: 'xoxb-test-bot-token',
  appToken: 'xapp-test-app-token',
  signingSecret: 'test-signing-secret',
  mode: 'socket',
}

const users = [
  { id: 'U0SAM', name: 'sam', real_name: 'Sam Ortiz', tz: 'Europe/Oslo' },
  { id: 'U0KIM', name: 'kim', real_name: 'Kim Lund', tz: 'Europe/Oslo' },
]

/** Two people, the bot, and the channels #sales and #general. `app`: what differs, for example the mode. */
export function testWorkspace(app: Partial<LocalSlackApp> = {}): LocalSlackWorkspace {
  const bot = { ...testApp, ...app }
  const members = [...users.map(({ id }) => id), bot.botUserId]
  return {
    workspace: { name: 'Test', domain: 'test', teamId: 'T0TEST' },
    apps: [bot],
    users,
    channels: [
      { id: 'C0SALES', name: 'sales', members },
      { id: 'C0GENERAL', name: 'general', members },
    ],
  }
}

/** A message as the local Slack keeps it; an answer that only `ephemeral_to` would see in the real one has the subtype `ephemeral`. */
export interface LocalSlackMessage {
  readonly ts: string
  readonly channel: string
  readonly user?: string
  readonly text?: string
  readonly blocks?: readonly Record<string, unknown>[]
  readonly thread_ts?: string
  readonly subtype?: string
  readonly ephemeral_to?: string
  readonly edited?: { readonly ts: string }
}

export interface DrivenSlack extends LocalSlack {
  /** Types a slash command, `/deal won 5000 Acme`, as a user in a channel. */
  command(user: string, channel: string, typed: string): Promise<void>
  /** Presses a button of a message: `action` is the block element as it stands in the message. */
  press(user: string, channel: string, ts: string, action: Record<string, unknown>): Promise<void>
  messages(channel: string): Promise<readonly LocalSlackMessage[]>
  /** Waits until a message of the channel satisfies `wanted`; rejects after `seconds` with what stands there. */
  message(channel: string, wanted: (message: LocalSlackMessage) => boolean, seconds?: number): Promise<LocalSlackMessage>
  /** Everything that went to and came from the bot. */
  log(): Promise<readonly Record<string, unknown>[]>
  /** True once the bot holds a Socket Mode connection. */
  isConnected(): Promise<boolean>
}

/** Starts one; stop it in `afterAll`. */
export async function startDrivenSlack(workspace: LocalSlackWorkspace = testWorkspace(), port = 0): Promise<DrivenSlack> {
  const slack = await startLocalSlack(await installLocalSlack(), workspace, port)
  const control = `${slack.address}/_control`
  // The control API's answers are described in its README; a test that trusts a wrong one fails.
  const get = async <T>(path: string) => (await (await fetch(`${control}/${path}`)).json()) as T
  const send = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${control}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  }
  const messages = async (channel: string) => (await get<{ messages: LocalSlackMessage[] }>(`messages/${channel}`)).messages
  return {
    ...slack,
    messages,
    async command(user, channel, typed) {
      const [command = '', ...rest] = typed.split(' ')
      await send('command', { channel, user, command, text: rest.join(' ') })
    },
    press: (user, channel, ts, action) => send('interact', { channel, messageTs: ts, user, action }),
    async message(channel, wanted, seconds = 10) {
      for (const until = Date.now() + seconds * 1000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
        const there = await messages(channel)
        const found = there.find(wanted)
        if (found) return found
        if (Date.now() > until) throw new Error(`No such message in ${channel}: ${JSON.stringify(there, undefined, 2)}`)
      }
    },
    log: async () => (await get<{ log: Record<string, unknown>[] }>('log')).log,
    isConnected: async () =>
      (await get<{ log: { summary?: string }[] }>('log')).log.some((entry) => JSON.stringify(entry).includes('(hello)')),
  }
}
