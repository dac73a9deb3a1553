// An office in a Discord server, for journeys: the real bot on SQLite behind the strict fake, and people who can do nothing but what
// Discord's own client lets them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { catalog } from '../../src/catalog.generated.ts'
import { assemble, storesOf } from '../../src/compose.ts'
import { type Json, listIn, objectIn, textIn } from '../../src/conversation/json.ts'
import { discord } from '../../src/discord/discord.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { pictures } from '../../src/pictures/pictures.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { until } from '../e2e/bot-process.ts'
import { TestClock } from '../fakes/clock.ts'
import { componentsIn } from '../fakes/discord/messages.ts'
import type { Values } from '../fakes/discord/sending.ts'
import { type FakeMessage, fakeDiscord, fieldsOf, ids, readIn } from '../fakes/discord-server.ts'

export const noor = '200000000000000004'
export const north = '300000000000000010'

/** Everybody in the server, as they are called in journeys. */
export const people = { sam: ids.sam, kim: ids.kim, gus: ids.gus, noor } as const
export type Who = keyof typeof people

/** What leads on in a form that a modal cannot hold, or sends what was left alone. */
const onward = ['discord.form-open', 'discord.form-continue', 'discord.form-again'] as const

export async function openDiscordOffice(start: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-on-discord-'))
  const clock = new TestClock(start)
  const fake = await fakeDiscord()
  fake.world.addUser({ id: noor, username: 'noor', global_name: 'Noor Haddad' })
  fake.world.addMember(ids.guild, noor)
  fake.world.addChannel({ id: north, name: 'north', type: 0, guild: ids.guild, overwrites: [] })
  const database = await openDatabase(`file:${path.join(folder, 'journey.db')}`)
  const stores = storesOf(database, clock, { wake: () => {} })
  const lines: Json[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const drawing = pictures(undefined, log)
  const access = { token: fake.token, apiUrl: fake.apiUrl, applicationId: undefined, guildId: undefined }
  const part = await discord(access, clock, log, { kept: stores.kept, commands: catalog.commands, draw: drawing.draw })
  const { conversation, serve, timekeeper } = assemble(stores, {
    directory: part.directory,
    files: part.files,
    messengerOf: (platform) => (platform === 'discord' ? part.messenger : undefined),
    wake: () => {},
    pictures: drawing,
    clock,
    log,
  })
  const connection = part.connect(
    { gateway: true },
    { conversation, say: sayIn('en'), installationsOf: stores.workspaces.installationsOf, answerWithin: 2_500 },
  )
  await connection.start()
  await until(
    () => (fake.world.commands.get('global')?.size ?? 0) >= new Set(catalog.commands.map(({ name }) => name.split(' ')[0])).size,
    () => 'The commands were not registered',
  )

  const settled = (who: Who): Promise<void> =>
    until(
      () => !fake.world.privates(people[who]).some(({ loading }) => loading),
      () => `${who} is still waiting`,
    )
  /** The newest private answer. */
  const told = (who: Who): FakeMessage => {
    const message = fake.world.lastPrivate(people[who])
    if (!message) throw new Error(`${who} was told nothing`)
    return message
  }
  /** What a component's id carries; undefined for what is not ours. */
  async function carriedBy(customId: string): Promise<string | undefined> {
    const text = customId.startsWith('l') ? await stores.kept.find(`discord/id/${customId.slice(1)}`) : customId
    return text?.split('~').slice(2).join('~')
  }

  const office = {
    ...{ fake, clock, stores, database, lines },
    told,
    reads: (who: Who): string => readIn(told(who)),
    /** Somebody types a command with its options; `where` is the channel. Gives what they were told. */
    async types(who: Who, words: string, values: Values = {}, where: string = ids.wins, locale?: string): Promise<FakeMessage> {
      await fake.command(words, values, { person: people[who], channel: where, ...(locale === undefined ? {} : { locale }) })
      await settled(who)
      return told(who)
    },
    /** Somebody types a command that is answered by a form. */
    async asksForm(who: Who, words: string, values: Values = {}, where: string = ids.wins): Promise<void> {
      await fake.command(words, values, { person: people[who], channel: where })
      if (!fake.world.openModal(people[who])) throw new Error(`No form opened: ${office.reads(who)}`)
    },
    /** Somebody presses the button of an action, or chooses it from a menu of such; its value ends in something. Gives what they were told. */
    async presses(who: Who, message: FakeMessage, action: string, ending = ''): Promise<FakeMessage> {
      const seen: string[] = []
      for (const component of componentsIn(message.components)) {
        const choices = listIn(component.options).map((option) => textIn(objectIn(option).value) ?? '')
        for (const id of component.type === 3 ? choices : component.type === 2 ? [textIn(component.custom_id) ?? ''] : []) {
          const carried = await carriedBy(id)
          seen.push(carried ?? id)
          if (!carried?.startsWith(`${action}~`) || !carried.endsWith(ending)) continue
          if (component.type === 3) await fake.choose(message, String(component.custom_id), [id], people[who])
          else await fake.press(message, id, people[who])
          await settled(who)
          return fake.world.messages.includes(message) && message.to !== undefined && message.edits > 0 ? message : told(who)
        }
      }
      throw new Error(`No ${action} ${ending} among ${seen.join(', ')} under:\n${readIn(message)}`)
    },
    /** Somebody fills in the form in front of them, by its fields' names, page after page; then what they were told. */
    async fills(who: Who, values: Values): Promise<FakeMessage> {
      const left = { ...values }
      const seen: string[] = []
      for (let page = 0; page < 12; page += 1) {
        const open = fake.world.openModal(people[who])
        if (open) {
          const names = fieldsOf(open).map(({ component }) => String(component.custom_id))
          seen.push(...names)
          const here = Object.entries(left).filter(([name]) => names.includes(name))
          for (const [name] of here) delete left[name]
          await fake.submit(Object.fromEntries(here), people[who])
          await settled(who)
          continue
        }
        if (Object.keys(left).length === 0 && !hasForm(told(who))) return told(who)
        const label = onward.map((key) => sayIn('en').plain(key)).find((each) => office.reads(who).includes(`[${each}]`))
        if (label === undefined) break
        // What was wrong is the test's to look at, unless it knows better values.
        if (label === sayIn('en').plain('discord.form-again') && Object.keys(left).length === 0) return told(who)
        await fake.press(told(who), label, people[who])
        await settled(who)
      }
      if (Object.keys(left).length > 0) throw new Error(`No field for ${Object.keys(left)}, of ${seen}: ${office.reads(who)}`)
      return told(who)
    },
    /** All that is due is posted. */
    async delivered(): Promise<void> {
      for (let round = 0; round < 60; round += 1) {
        const waiting = await stores.outbox.waiting()
        if (waiting.length === 0) return
        for (const to of waiting) await serve(to)
        clock.advance(1_500)
      }
      throw new Error('Not all could be posted')
    },
    /** It becomes that time (ISO 8601), the bot does by itself what is due, and all of it is posted. */
    async comes(time: string): Promise<void> {
      clock.set(time)
      await timekeeper.look()
      await office.delivered()
    },
    posts: (channel: string = ids.wins): FakeMessage[] => fake.world.posts(channel),
    direct: (who: Who): FakeMessage[] => fake.world.direct(people[who]),
    /** The newest that has these words. */
    newest(messages: readonly FakeMessage[], words: string): FakeMessage {
      const found = messages.findLast((each) => readIn(each).includes(words))
      if (!found) throw new Error(`No ${words} in:\n${messages.map(readIn).join('\n---\n')}`)
      return found
    },
    async close(): Promise<void> {
      await connection.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
      await fake.close()
    },
  }
  return office
}

/** Another page of a form waits behind a button. */
const hasForm = (message: FakeMessage): boolean => onward.some((key) => readIn(message).includes(`[${sayIn('en').plain(key)}]`))

export type DiscordOffice = Awaited<ReturnType<typeof openDiscordOffice>>
