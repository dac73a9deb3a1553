// A strict Discord and the real process on it.

import { type FakeDiscord, type FakeMessage, fakeDiscord, ids, readIn } from '../fakes/discord-server.ts'
import { emptyPostgres, whyNoPostgres } from '../fakes/postgres.ts'
import { type BotProcess, emptyFolder, freePort, startBot, until } from './bot-process.ts'

export interface DiscordOffice {
  readonly fake: FakeDiscord
  readonly environment: Readonly<Record<string, string>>
  /** By HTTP: where the newest copy listens. */
  base(): string
  /** Resolves when the bot is connected and its commands are registered. */
  start(more?: Readonly<Record<string, string>>): Promise<BotProcess>
}

/** `cleanUp`: what is to be done after the test, in the opposite order. */
export async function discordOffice(
  mode: 'gateway' | 'http',
  cleanUp: (() => unknown)[],
  database: 'sqlite' | 'postgresql' = 'sqlite',
): Promise<DiscordOffice> {
  const fake = await fakeDiscord()
  cleanUp.push(() => fake.close())
  const environment = {
    DISCORD_TOKEN: fake.token,
    DISCORD_API_URL: fake.apiUrl,
    DATABASE_URL: await databaseUrl(database, cleanUp),
    ...(mode === 'http' ? { DISCORD_PUBLIC_KEY: fake.publicKey, DISCORD_APPLICATION_ID: fake.applicationId } : {}),
  }
  let base = ''
  return {
    fake,
    environment,
    base: () => base,
    async start(more = {}) {
      const port = await freePort()
      base = `http://127.0.0.1:${port}`
      if (mode === 'http') fake.requestUrl = `${base}/discord/interactions`
      const bot = startBot({ ...environment, PORT: String(port), ...more })
      cleanUp.push(() => bot.end('SIGKILL'))
      await bot.prints('Dealbell is running')
      await until(
        () => commandNames(fake).includes('target'),
        () => `The commands were not registered: ${commandNames(fake)}\n${bot.output()}`,
      )
      return bot
    },
  }
}

async function databaseUrl(database: 'sqlite' | 'postgresql', cleanUp: (() => unknown)[]): Promise<string> {
  if (database === 'postgresql') {
    const postgres = await emptyPostgres()
    if (!postgres) throw new Error(whyNoPostgres)
    cleanUp.push(() => postgres.drop())
    return postgres.url
  }
  const { folder, remove } = emptyFolder()
  cleanUp.push(remove)
  return `file:${folder}/dealbell.db`
}

export const commandNames = (fake: FakeDiscord): string[] =>
  [...fake.world.commands.values()].flatMap((scope) => [...scope.values()].map(({ name }) => String(name)))

export const gus = { person: ids.gus }

/** Sets the server up, with a target for Sam. */
export async function setUp(fake: FakeDiscord): Promise<void> {
  await fake.command('dealbell setup', { currency: 'USD', timezone: 'Europe/Oslo' }, gus)
  await told(fake, 'Dealbell is set up', ids.gus)
}

/** Waits for words in what only this person sees. */
export const told = (fake: FakeDiscord, words: string, person: string = ids.sam): Promise<void> =>
  until(
    () => fake.told(person).includes(words),
    () => `${person} was told: ${fake.told(person)}`,
  )

/** Waits for so many posts in a channel. */
export const posts = (fake: FakeDiscord, count: number, channel: string = ids.wins): Promise<void> =>
  until(
    () => fake.posted(channel).length >= count,
    () => `Not ${count} posts: ${JSON.stringify(fake.posted(channel))}`,
  )

/** Presses a button, and waits for words in the message that it stands under. */
export async function press(fake: FakeDiscord, message: FakeMessage, label: string, words: string): Promise<void> {
  await fake.press(message, label)
  await until(
    () => readIn(message).includes(words),
    () => `After ${label} there is no ${words} in: ${readIn(message)}`,
  )
}

/** Presses a button that opens a form; a busy machine offers it instead. */
export async function openForm(fake: FakeDiscord, message: FakeMessage, label: string, person: string = ids.sam): Promise<void> {
  await fake.press(message, label)
  if (fake.world.openModal(person)) return
  await told(fake, '[Open the form]', person)
  const offer = fake.world.lastPrivate(person)
  if (offer) await fake.press(offer, 'Open the form')
}

/** Sends the form in front of Sam, and what pages there are left as they stand; waits for words in what he is told then. */
export async function submit(fake: FakeDiscord, values: Readonly<Record<string, string>>, words: string): Promise<void> {
  await fake.submit(values)
  await until(
    () => /\[Save\]/.test(fake.told()) || fake.told().includes(words),
    () => fake.told(),
  )
  const page = fake.world.lastPrivate(ids.sam)
  if (page && readIn(page).includes('[Save]')) await fake.press(page, 'Save')
  await told(fake, words)
}
