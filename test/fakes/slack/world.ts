// What there is in the fake Slack: people, channels, messages, private answers, modals; what its API and its deliveries work on.

export interface FakeUser {
  readonly id: string
  readonly name: string
  readonly realName: string
  readonly timeZone?: string
  readonly locale?: string
  /** Anything else of Slack's user object: `{ is_bot: true }`. */
  readonly more?: Readonly<Record<string, unknown>>
}

export interface FakeChannel {
  readonly id: string
  readonly name: string
  readonly kind: 'public' | 'private' | 'direct'
  archived: boolean
  /** People's ids; the bot's too when it is in. */
  readonly members: Set<string>
  /** Anything else of Slack's conversation object: `{ is_shared: true, is_ext_shared: true }`. */
  readonly more?: Readonly<Record<string, unknown>>
}

export interface FakeMessage {
  readonly ts: string
  readonly channel: string
  readonly thread_ts?: string
  text: string
  blocks: readonly Block[]
  metadata?: { readonly event_type: string; readonly event_payload: Readonly<Record<string, unknown>> }
  edits: number
  /** Ids of the files that were shared with it. */
  readonly files?: readonly string[]
}

export interface FakeFile {
  readonly id: string
  readonly name: string
  /** What was announced, in bytes. */
  readonly size: number
  /** Undefined until it was uploaded. */
  content: Buffer | undefined
  /** Its upload was completed: nobody else can complete it again. */
  shared: boolean
  /** From when on it can stand in a message; undefined until its upload is complete. */
  takenInAt?: number
}

/** What only one person sees. */
export interface PrivateMessage {
  readonly to: string
  readonly channel: string
  readonly ts: string
  via: 'acknowledgement' | 'response_url' | 'chat.postEphemeral'
  text: string
  blocks: readonly Block[]
  /** How often something else took its place. */
  replaced: number
}

export interface OpenView {
  readonly id: string
  readonly user: string
  view: Readonly<Record<string, unknown>>
  /** Sentences at fields, by block id. */
  errors: Readonly<Record<string, string>>
  closed: boolean
}

export type Block = Readonly<Record<string, unknown>>

export class World {
  readonly team = 'T0SALES01'
  readonly bot = { user: 'U0BELL001', id: 'B0BELL001', app: 'A0DEALBELL' }
  readonly users = new Map<string, FakeUser>()
  readonly channels = new Map<string, FakeChannel>()
  readonly messages: FakeMessage[] = []
  readonly privates: PrivateMessage[] = []
  readonly views: OpenView[] = []
  readonly files = new Map<string, FakeFile>()
  /** What Slack would have shown to nobody but a log: an invalid answer to a command, say. Empty after a good test. */
  readonly refusals: string[] = []
  readonly #triggers = new Map<string, { user: string; at: number; used: boolean }>()
  readonly #responses = new Map<
    string,
    { user: string; channel: string; at: number; uses: number; about: PrivateMessage | FakeMessage | undefined }
  >()
  #counter = 0
  #lastTs = 0
  /** Milliseconds that Slack looks at a file before it can stand in a message: https://github.com/slackapi/slack-github-action/issues/413 */
  takesIn = 50
  /** Milliseconds that Slack's clock runs ahead of the machine's: set it to let half an hour pass. */
  ahead = 0

  constructor() {
    for (const [id, name, realName] of [
      ['U0SAM0001', 'sam', 'Sam Ortiz'],
      ['U0KIM0001', 'kim', 'Kim Lund'],
      ['U0GUS0001', 'gus', 'Gus Berg'],
    ] as const) {
      this.users.set(id, { id, name, realName, timeZone: 'Europe/Oslo', locale: 'en-GB' })
    }
    const people = [...this.users.keys()]
    this.addChannel({ id: 'C0WINS001', name: 'wins', kind: 'public', members: people })
    this.addChannel({ id: 'C0GENERAL', name: 'general', kind: 'public', members: people })
    this.addChannel({ id: 'G0SECRET1', name: 'secret', kind: 'private', members: people })
  }

  addChannel({ members, ...rest }: Omit<FakeChannel, 'archived' | 'members'> & { members: readonly string[] }): FakeChannel {
    const channel: FakeChannel = { ...rest, archived: false, members: new Set(members) }
    this.channels.set(channel.id, channel)
    return channel
  }

  /** The conversation between the bot and a person, which posting to the person opens. */
  directWith(user: string): FakeChannel {
    const id = `D${user.slice(1)}`
    return this.channels.get(id) ?? this.addChannel({ id, name: 'directmessage', kind: 'direct', members: [user, this.bot.user] })
  }

  /** Somebody puts a file into a modal; a submission names it by its id. */
  addFile(name: string, content: Buffer | string): FakeFile {
    const bytes = Buffer.from(content)
    const file: FakeFile = { id: this.newId('F'), name, size: bytes.length, content: bytes, shared: true, takenInAt: 0 }
    this.files.set(file.id, file)
    return file
  }

  isTakenIn({ takenInAt }: FakeFile): boolean {
    return takenInAt !== undefined && takenInAt <= this.now()
  }

  now(): number {
    return Date.now() + this.ahead
  }

  newId(kind: string): string {
    this.#counter += 1
    return `${kind}${String(this.#counter).padStart(8, '0')}`
  }

  /** A timestamp as Slack makes them: unique, growing. */
  newTs(): string {
    this.#lastTs = Math.max(this.now() * 1_000, this.#lastTs + 1)
    return (this.#lastTs / 1_000_000).toFixed(6)
  }

  newTrigger(user: string): string {
    const id = `${this.now()}.${this.newId('')}.${this.newId('trigger')}`
    this.#triggers.set(id, { user, at: this.now(), used: false })
    return id
  }

  /** The person who pulled it, or Slack's word for why it opens nothing. It is good for 3 seconds and one modal. */
  useTrigger(id: unknown): { user: string } | { error: string } {
    const trigger = this.#triggers.get(String(id))
    if (!trigger) return { error: 'invalid_trigger_id' }
    if (this.now() - trigger.at > 3_000) return { error: 'expired_trigger_id' }
    if (trigger.used) return { error: 'exchanged_trigger_id' }
    trigger.used = true
    return { user: trigger.user }
  }

  newResponse(user: string, channel: string, about?: PrivateMessage | FakeMessage): string {
    const id = this.newId('R')
    this.#responses.set(id, { user, channel, at: this.now(), uses: 0, about })
    return id
  }

  /** What a response URL is good for, or Slack's word for why it no longer is: five uses within 30 minutes. */
  useResponse(id: string): { user: string; channel: string; about: PrivateMessage | FakeMessage | undefined } | { error: string } {
    const response = this.#responses.get(id)
    if (!response) return { error: 'invalid_url' }
    if (this.now() - response.at > 30 * 60_000) return { error: 'expired_url' }
    if (response.uses >= 5) return { error: 'used_url' }
    response.uses += 1
    return response
  }

  /** The newest private message of a person. */
  lastPrivate(user: string): PrivateMessage | undefined {
    return this.privates.filter(({ to }) => to === user).at(-1)
  }

  /** The modal that a person has in front of them. */
  openView(user: string): OpenView | undefined {
    return this.views.filter((view) => view.user === user && !view.closed).at(-1)
  }

  /** Messages that stand in a channel, oldest first; replies are among them. */
  posts(channel: string): FakeMessage[] {
    return this.messages.filter((message) => message.channel === channel)
  }
}

/** All words of blocks, in reading order. */
export function wordsOf(blocks: unknown): string {
  if (Array.isArray(blocks)) return blocks.map(wordsOf).filter(Boolean).join('\n')
  if (typeof blocks !== 'object' || blocks === null) return ''
  return Object.entries(blocks)
    .map(([key, value]) => (key === 'text' && typeof value === 'string' ? value : typeof value === 'object' ? wordsOf(value) : ''))
    .filter(Boolean)
    .join('\n')
}
