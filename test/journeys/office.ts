// An office for journeys: people who type, the channel they see, and the real bot on a real database, without a network.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { assemble, type Stores, storesOf } from '../../src/compose.ts'
import type { Fields } from '../../src/conversation/parse-fields.ts'
import {
  type Answer,
  type Directory,
  destination,
  type Files,
  inbox,
  largestFile,
  type Place,
  type PlatformName,
  type ProfileAnswer,
  type Submission,
  type Suggestion,
} from '../../src/conversation/platform.ts'
import type { Filled } from '../../src/message/form.ts'
import type { Button } from '../../src/message/message.ts'
import { plainText } from '../../src/message/plain-text.ts'
import { pictures } from '../../src/pictures/pictures.ts'
import type { Database } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { TestClock } from '../fakes/clock.ts'
import { type FakeMessenger, fakeMessenger } from '../fakes/messenger.ts'

export interface Told {
  /** What the person sees: a message's lines, a form's title and fields, or what is wrong with its fields. */
  readonly text: string
  readonly answer: Answer
}

/** The channels that the platform knows by name. */
const channels = { sales: 'C1SALES', wins: 'C2WINS' }
/** What pictures are written with, read once for every office. */
const drawing = pictures(undefined, { warn: () => {} })

const sales: Place = { channel: 'C1SALES', kind: 'channel' }

/** Everybody in the office, as the platform knows them. */
const everybody: Readonly<Record<string, string>> = {
  gus: 'Gus Berg',
  sam: 'Sam Ortiz',
  kim: 'Kim Lund',
  noor: 'Noor Haddad',
  kim2: 'Kim Novak',
}

/** What two companies on one bot have in common. */
interface Shared {
  readonly clock: TestClock
  readonly database: Database
  readonly stores: Stores
  readonly messengers: Map<PlatformName, FakeMessenger>
}

export async function openOffice(
  options: {
    readonly url?: string
    readonly start?: string
    readonly setUp?: boolean
    readonly directory?: Partial<Directory>
    readonly requests?: string
    /** Another company on the same bot: in the same database, in an installation of its own. */
    readonly beside?: { readonly office: Shared; readonly installation: string }
    readonly takesPaths?: boolean
    readonly platform?: PlatformName
    /** Who speaks manages the installation, as far as the platform says. */
    readonly manages?: boolean
    /** The language that the platform tells with what somebody says. */
    readonly locale?: string
  } = {},
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-journey-'))
  const beside = options.beside?.office
  const clock = beside?.clock ?? new TestClock(options.start ?? '2026-11-18T12:00:00Z')
  const platform = options.platform ?? 'terminal'
  const messengers = beside?.messengers ?? new Map<PlatformName, FakeMessenger>()
  const messenger = messengers.get(platform) ?? fakeMessenger(clock, { platform, pace: { post: 0, rewrite: 0 } })
  messengers.set(platform, messenger)
  // On each platform people have ids of its own.
  const idOf = (name: string): string => (platform === 'discord' ? `D${name.toUpperCase()}` : personId(name))
  const database = beside?.database ?? (await openDatabase(options.url ?? `file:${path.join(folder, 'journey.db')}`))
  const queue = { wake: () => {} }
  const stores = beside?.stores ?? storesOf(database, clock, queue)
  const lines: object[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const installation = { platform, id: options.beside?.installation ?? 'OFFICE' }
  const profileOf = (id: string): ProfileAnswer => {
    if (id === 'UBOT') return { outcome: 'found', profile: { id, handle: 'dealbell', name: 'Dealbell', isPerson: false } }
    const handle = Object.keys(everybody).find((name) => idOf(name) === id)
    if (handle === undefined) return { outcome: 'unknown' }
    return { outcome: 'found', profile: { id, handle, name: everybody[handle] ?? handle, timeZone: 'Europe/Oslo', isPerson: true } }
  }
  const directory: Directory = {
    profile: async (_, id) => profileOf(id),
    profileByHandle: async (_, handle) => profileOf(idOf(handle.toLowerCase())),
    enter: async () => 'in',
    audience: async () => 'own',
    ...options.directory,
  }
  const given = new Map<string, string | Uint8Array>()
  const files: Files = {
    takesPaths: () => options.takesPaths ?? true,
    async read(_, ref) {
      const content = given.get(ref)
      if (content === undefined) return { outcome: 'unknown' }
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      return bytes.length > largestFile ? { outcome: 'too large' } : { outcome: 'read', name: path.basename(ref), bytes }
    },
  }
  const { conversation, serve, follow, timekeeper, rehearse } = assemble(stores, {
    directory,
    files,
    messengerOf: (name) => messengers.get(name),
    wake: queue.wake,
    pictures: drawing,
    clock,
    log,
  })
  let requests = 0

  const heard = (who: string, where: Place, requestKey?: string) => {
    requests += 1
    return {
      installation,
      speaker: {
        id: idOf(who),
        handle: who,
        ...(options.manages === undefined ? {} : { manages: options.manages }),
        ...(options.locale === undefined ? {} : { locale: options.locale }),
      },
      place: where,
      requestKey: requestKey ?? `${options.requests ?? (beside ? installation.id : 'request')}/${requests}`,
    }
  }
  const told = (answer: Answer): Told => ({ answer, text: readable(answer) })

  const office = {
    clock,
    stores,
    database,
    messengers,
    installation,
    /** The platform says by itself that something about a person changed. */
    follow,
    /** The platform, to be told what goes wrong. */
    messenger,
    /** Files that people can give, by their path or id. */
    given,
    /** The log's lines so far. */
    lines,
    /** Somebody types a line in #sales. */
    async types(who: string, line: string, how: { readonly requestKey?: string; readonly place?: Place } = {}): Promise<Told> {
      const [, command = '', text = ''] = /^\/(\S+)\s?(.*)$/s.exec(line) ?? []
      return told(await conversation.hear({ ...heard(who, how.place ?? sales, how.requestKey), command, text, channels }))
    },
    /** Somebody gives a command in fields, where the platform has one for each of its slots: `fillsFields('sam', 'deal won', { amount: '5000' })`. */
    async fillsFields(who: string, words: string, fields: Fields, how: { readonly requestKey?: string; readonly place?: Place } = {}) {
      const [, command = '', text = ''] = /^(\S+)\s?(.*)$/s.exec(words) ?? []
      return told(await conversation.hear({ ...heard(who, how.place ?? sales, how.requestKey), command, text, fields, channels }))
    },
    /** What is suggested to somebody who has typed that much into a command's field. */
    asks(who: string, words: string, slot: string, typed: string, fields: Fields = {}): Promise<readonly Suggestion[]> {
      const [, command = '', text = ''] = /^(\S+)\s?(.*)$/s.exec(words) ?? []
      return conversation.suggest({ ...heard(who, sales), command, text, slot, typed, fields })
    },
    /** Somebody presses the button with that label under what they were told. */
    async presses(who: string, label: string, under: Told, how: { readonly requestKey?: string } = {}): Promise<Told> {
      const button = buttonsOf(under).find((one) => one.label === label)
      if (!button) throw new Error(`No button ${label} under: ${under.text}`)
      return told(await conversation.press({ ...heard(who, sales, how.requestKey), action: button.action, value: button.value }))
    },
    /** Somebody sends a button's value, or a form, that they were never shown. */
    async forges(who: string, forged: { readonly action: string; readonly value: string } | Pick<Submission, 'form' | 'about' | 'filled'>) {
      const said = heard(who, sales)
      return told(await ('action' in forged ? conversation.press({ ...said, ...forged }) : conversation.submit({ ...said, ...forged })))
    },
    /** Somebody fills in a form; what is not named stays as it stands there. */
    async fillsIn(who: string, form: Told, filled: Filled, how: { readonly requestKey?: string } = {}): Promise<Told> {
      if (form.answer.kind !== 'form') throw new Error(`Not a form: ${form.text}`)
      const { name, about, fields } = form.answer.form
      const initial = Object.fromEntries(fields.map((field) => [field.name, field.initial ?? '']))
      const said = heard(who, sales, how.requestKey)
      return told(await conversation.submit({ ...said, form: name, about, filled: { ...initial, ...filled } }))
    },
    /** What stands in #sales, once everything due is delivered: a text each, replies indented. */
    async channel(): Promise<readonly string[]> {
      for (const to of await stores.outbox.waiting()) await serve(to)
      return messenger
        .standing(destination(installation, sales.channel))
        .map(({ text, thread }) => (thread === undefined ? text : `  ${text}`))
    },
    /** It becomes that time (ISO 8601), and the bot does by itself what is due. */
    async comes(time: string): Promise<void> {
      clock.set(time)
      await timekeeper.look()
    },
    rehearse,
    /** What the bot has said to somebody alone, once everything due is delivered; a file's text in place of its name. */
    async direct(who: string): Promise<readonly { readonly text: string; readonly file: string | undefined }[]> {
      await office.channel()
      return messenger.standing(inbox(installation, idOf(who))).map(({ text, file }) => ({ text, file: file?.content }))
    },
    /** The same as messages whose buttons can be pressed. */
    async inbox(who: string): Promise<readonly Told[]> {
      await office.channel()
      return messenger.standing(inbox(installation, idOf(who))).map(({ message }) => told({ kind: 'message', message, replaces: false }))
    },
    async close(): Promise<void> {
      if (!beside) await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  if (options.setUp !== false) await office.types('gus', '/dealbell setup currency USD timezone Europe/Oslo')
  return office
}

export type Office = Awaited<ReturnType<typeof openOffice>>

export const personId = (name: string): string => `U${name.toUpperCase()}`

export const buttonsOf = ({ answer }: Told): readonly Button[] =>
  answer.kind === 'message' ? answer.message.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : [])) : []

function readable(answer: Answer): string {
  switch (answer.kind) {
    case 'message':
      return plainText(answer.message).replaceAll('\u00a0', ' ')
    case 'form':
      return [answer.form.title, ...answer.form.fields.map(({ label, initial }) => `${label}: ${initial ?? ''}`)].join('\n')
    case 'field errors':
      return Object.entries(answer.errors)
        .map(([field, error]) => `${field}: ${error}`)
        .join('\n')
  }
}
