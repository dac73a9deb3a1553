// Slack keeps what the bot relies on of a platform, by HTTP and by Socket Mode.
import { sayIn } from '../../src/languages/speak.ts'
import { slack } from '../../src/slack/slack.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'
import { webServer } from '../../src/web/web-server.ts'
import { type Given, type Person, type PlatformHarness, platformContract } from '../contracts/platform.ts'
import { Scripted } from '../fakes/conversation.ts'
import { type Delivered, fakeSlack, type OpenView, wordsOf } from '../fakes/slack-server.ts'

const people = { sam: 'U0SAM0001', kim: 'U0KIM0001' } as const
const answerWithin = 150
const silent = { info: () => {}, warn: () => {}, error: () => {} }

async function harness(by: 'http' | 'socket'): Promise<PlatformHarness> {
  const fake = await fakeSlack()
  const conversation = new Scripted()
  const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(milliseconds, 20)))
  const part = slack({ token: fake.botToken, apiUrl: fake.apiUrl }, systemClock, silent, { wait })
  const to = { conversation, personChanged: async () => {}, say: sayIn('en'), answerWithin }
  const connection = part.connect(by === 'http' ? { signingSecret: fake.signingSecret } : { appToken: fake.appToken }, to)
  const server = connection.handle ? webServer('127.0.0.1', 0, () => {}) : undefined
  if (server && connection.handle) {
    server.route('POST', '/slack/events', connection.handle)
    fake.requestUrl = `http://127.0.0.1:${await server.listen()}/slack/events`
  }
  await connection.start()
  let last: Delivered | undefined
  const typed = new Map<string, Readonly<Record<string, string>>>()
  const acknowledged = async (delivered: Promise<Delivered>): Promise<void> => {
    last = await delivered
    if (!last.acknowledged) throw new Error('Slack got no acknowledgement in time')
  }
  const privates = (person: Person) => fake.world.privates.filter(({ to: id }) => id === people[person])
  const openView = async (person: Person): Promise<OpenView> => {
    for (let tries = 0; tries < 200; tries++) {
      const view = fake.world.openView(people[person])
      if (view) return view
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error(`${person} has no form open`)
  }
  return {
    conversation,
    installation: { platform: 'slack', id: fake.world.team },
    people,
    channel: 'C0WINS001',
    files: part.files,
    answerWithin,
    typeWin: (person, amount, customer) => acknowledged(fake.command('/deal', `won ${amount} ${customer}`, { user: people[person] })),
    async press(person, label) {
      const message = privates(person).findLast(({ blocks }) => wordsOf(blocks).includes(label))
      if (!message) throw new Error(`${person} sees no ${label}`)
      await acknowledged(fake.press(message, label))
    },
    async fill(person, values) {
      const view = await openView(person)
      // Slack leaves in a form with errors what was typed into it.
      const kept = typed.get(view.id) ?? {}
      const shown = inputsOf(view).map((input) => ({ ...input, value: kept[input.block] ?? input.value }))
      const given = (value: Given) => (typeof value === 'string' ? value : fake.world.addFile(value.name, value.bytes).id)
      const changed = Object.entries(values).map(([label, value]) => {
        const input = shown.find((each) => each.label === label)
        if (!input) throw new Error(`No field ${label}`)
        const text = given(input.valueOf(value))
        return [input.block, text] as const
      })
      const all = { ...kept, ...Object.fromEntries(changed) }
      typed.set(view.id, all)
      await acknowledged(fake.submit(all, people[person]))
      return shown.map(({ label, value }) => ({ label, value }))
    },
    reads: (person) => privates(person).map(({ blocks, text }) => decoded(wordsOf(blocks) || text)),
    wrong: (person) => Object.values(fake.world.openView(people[person])?.errors ?? {}).join('\n'),
    public: () => fake.posted(),
    pinged: () => [...fake.world.privates, ...fake.world.messages].flatMap(({ blocks, text }) => pingsIn(wordsOf(blocks) || text)),
    async repeat() {
      if (last) await fake.deliver(last.what, 1)
    },
    async close() {
      await connection.stop()
      await server?.close(100)
      const { refusals } = fake.world
      await fake.close()
      if (refusals.length > 0) throw new Error(`Slack would not have taken: ${refusals.join('\n')}`)
    },
  }
}

const decoded = (text: string): string => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
/** What Slack makes a mention of: only what is in angle brackets. */
const pingsIn = (text: string): string[] => text.match(/<[@!][^>]*>/g) ?? []

interface Input {
  readonly block: string
  readonly label: string
  /** What stands in it. */
  readonly value: string
  /** The option's value where the label of one was said. */
  valueOf(given: Given): Given
}

function inputsOf({ view }: OpenView): Input[] {
  const blocks = (Array.isArray(view.blocks) ? view.blocks : []).filter(({ type }) => type === 'input')
  return blocks.map(({ block_id: block, label, element }) => {
    const options: { text: { text: string }; value: string }[] = element.options ?? []
    return {
      block,
      label: label.text,
      value: element.initial_value ?? element.initial_date ?? element.initial_option?.value ?? '',
      valueOf: (given) => options.find(({ text }) => text.text === given)?.value ?? given,
    }
  })
}

platformContract('Slack by HTTP', () => harness('http'))
platformContract('Slack by Socket Mode', () => harness('socket'))
