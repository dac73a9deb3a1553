// The Slack part, connected to the fake Slack both ways, with a conversation that a test scripts.
import type { InstallationRef, Profile } from '../../src/conversation/platform.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { type Connection, type Slack, slack } from '../../src/slack/slack.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'
import { type WebServer, webServer } from '../../src/web/web-server.ts'
import { Scripted } from '../fakes/conversation.ts'
import { type FakeSlack, fakeSlack } from '../fakes/slack-server.ts'

export interface Line {
  readonly level: string
  readonly about: unknown
  readonly text: string
}

export interface Running {
  readonly fake: FakeSlack
  readonly conversation: Scripted
  readonly part: Slack
  readonly connection: Connection
  readonly log: readonly Line[]
  /** What Slack said of people by itself. */
  readonly changed: { readonly team: string; readonly profile: Profile }[]
  /** What the rest of the bot makes of it; resolves unless a test says otherwise. */
  onChange: () => Promise<void>
  readonly url: string
  stop(): Promise<void>
}

/** `prepare` may spoil the fake before anything connects. */
export async function running(by: 'http' | 'socket', prepare: (fake: FakeSlack) => void = () => {}): Promise<Running> {
  const fake = await fakeSlack()
  prepare(fake)
  const conversation = new Scripted()
  const log: Line[] = []
  const write = (level: string) => (about: unknown, text?: string) => void log.push({ level, about, text: text ?? '' })
  const part = slack(
    { token: fake.botToken, apiUrl: fake.apiUrl },
    systemClock,
    { info: write('info'), warn: write('warn'), error: write('error') },
    { wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 20))) },
  )
  const changed: Running['changed'][number][] = []
  const personChanged = async ({ id }: InstallationRef, profile: Profile) => {
    changed.push({ team: id, profile })
    await at.onChange()
  }
  const to = { conversation, personChanged, say: sayIn('en'), answerWithin: 400 }
  const connection = part.connect(by === 'http' ? { signingSecret: fake.signingSecret } : { appToken: fake.appToken }, to)
  let server: WebServer | undefined
  let url = ''
  if (connection.handle) {
    server = webServer('127.0.0.1', 0, (fault) => log.push({ level: 'fault', about: fault, text: '' }))
    server.route('POST', '/slack/events', connection.handle)
    server.route('GET', '/slack/events', connection.handle)
    url = `http://127.0.0.1:${await server.listen()}/slack/events`
    fake.requestUrl = url
  }
  const at: Running = {
    fake,
    changed,
    onChange: async () => {},
    conversation,
    part,
    connection,
    log,
    url,
    async stop() {
      await connection.stop()
      await server?.close(100)
      await fake.close()
    },
  }
  return at
}
