// Discord keeps what the bot relies on of a platform, by the gateway and by HTTP; every request it makes is one that Discord takes.
import { catalog } from '../../src/catalog.generated.ts'
import { discord, endpointPath } from '../../src/discord/discord.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { systemClock } from '../../src/vocabulary/clock.ts'
import { webServer } from '../../src/web/web-server.ts'
import { type Person, type PlatformHarness, platformContract, type SeenField } from '../contracts/platform.ts'
import { until } from '../e2e/bot-process.ts'
import { Scripted } from '../fakes/conversation.ts'
import { type Delivered, fakeDiscord, fieldsOf, ids, readIn } from '../fakes/discord-server.ts'
import { keptInMemory } from '../fakes/kept.ts'

const people = { sam: ids.sam, kim: ids.kim } as const
const answerWithin = 150
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const say = sayIn('en')
/** What leads on in a form that a modal cannot hold. */
const onward = [say.plain('discord.form-continue'), say.plain('discord.form-open')]
const again = say.plain('discord.form-again')

async function harness(by: 'http' | 'gateway'): Promise<PlatformHarness> {
  const fake = await fakeDiscord()
  const conversation = new Scripted()
  const access = { token: fake.token, apiUrl: fake.apiUrl, applicationId: undefined, guildId: undefined }
  const part = await discord(access, systemClock, silent, { kept: keptInMemory(), commands: catalog.commands })
  const installation = { platform: 'discord', id: fake.guild } as const
  const to = { conversation, say, answerWithin, installationsOf: async () => [installation] }
  const connection = part.connect(by === 'http' ? { publicKey: fake.publicKey } : { gateway: true }, to)
  const server = connection.handle ? webServer('127.0.0.1', 0, () => {}) : undefined
  if (server && connection.handle) {
    server.route('POST', endpointPath, connection.handle)
    fake.requestUrl = `http://127.0.0.1:${await server.listen()}${endpointPath}`
  }
  await connection.start()
  await until(
    () => [...(fake.world.commands.get('global')?.values() ?? [])].some(({ name }) => name === 'deal'),
    () => 'No commands were registered',
  )
  let last: Delivered | undefined
  const acknowledged = async (delivered: Promise<Delivered>): Promise<void> => {
    last = await delivered
  }
  const privates = (person: Person) => fake.world.privates(people[person]).filter(({ loading }) => !loading)
  const press = async (person: Person, label: string) => {
    const message = privates(person).findLast((each) => readIn(each).includes(`[${label}]`))
    if (!message) throw new Error(`${person} sees no ${label}`)
    await acknowledged(fake.press(message, label))
  }
  /** The form that is open, or that a button of the newest message opens. */
  const openModal = async (person: Person, labels: readonly string[]) => {
    if (!fake.world.openModal(people[person])) {
      const newest = privates(person).at(-1)
      const label = newest && labels.find((each) => readIn(newest).includes(`[${each}]`))
      if (label !== undefined) await press(person, label)
    }
    return fake.world.openModal(people[person])
  }
  return {
    conversation,
    installation,
    people,
    channel: ids.wins,
    files: part.files,
    answerWithin,
    typeWin: (person, amount, customer) => acknowledged(fake.command('deal won', { amount, customer }, { person: people[person] })),
    press,
    async fill(person, values) {
      const seen: SeenField[] = []
      for (let labels = [...onward, again]; ; labels = onward) {
        const open = await openModal(person, labels)
        if (!open) break
        const shown = fieldsOf(open)
        seen.push(...shown.map(({ label, value }) => ({ label, value })))
        const here = Object.entries(values).filter(([label]) => shown.some((field) => field.label === label))
        const submitted = conversation.submitted.length
        await acknowledged(fake.submit(Object.fromEntries(here), people[person]))
        if (conversation.submitted.length > submitted) break
      }
      return seen
    },
    reads: (person) => privates(person).map((message) => typed(readIn(message))),
    wrong(person) {
      const open = fake.world.openModal(people[person])
      return [
        ...privates(person).map((message) => typed(readIn(message))),
        ...(open ? fieldsOf(open).map(({ description }) => description) : []),
      ].join('\n')
    },
    public: () => fake.posted(),
    pinged: () => fake.world.messages.flatMap(({ pinged }) => pinged),
    async repeat() {
      if (last) await fake.replay(last.sent)
      await new Promise((resolve) => setTimeout(resolve, 50))
    },
    async close() {
      await connection.stop()
      await server?.close(100)
      await fake.close()
    },
  }
}

/** Without what keeps Discord from reading it as its markup. */
const typed = (text: string): string => text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1').replace(/[\u200b\u2060]/g, '')

platformContract('Discord by the gateway', () => harness('gateway'))
platformContract('Discord by HTTP', () => harness('http'))
