// A strict Discord on loopback for tests: its REST API with refusals and limits, its gateway, signed HTTP interactions, and whatever can go
// wrong on the way, on demand. It keeps a world (people, channels, messages) that a test can look at. Every request body is checked
// against Discord's published schema; what Discord would not have taken, and what a person could not have seen, is a failure that
// `close` reports.
import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Json, objectIn } from '../../src/conversation/json.ts'
import { applicationObject, applicationRoutes } from './discord/applications.ts'
import { callbackRoutes, describe, kind, patience, type Sent, take } from './discord/callbacks.ts'
import { commandRoutes } from './discord/commands.ts'
import { Gateway } from './discord/gateway.ts'
import { type Asked, answerWith, askedIn, type Fault, type Outcome, Refusal, send } from './discord/http.ts'
import { readIn, userObject } from './discord/messages.ts'
import { RateLimits } from './discord/rate-limits.ts'
import { channelObject, guildObject, type Handler, memberObject, type Office, routes } from './discord/rest.ts'
import { faultsOfBody } from './discord/schemas.ts'
import {
  autocompleteData,
  type By,
  choiceData,
  commandData,
  interaction,
  pressData,
  submissionData,
  type Values,
} from './discord/sending.ts'
import { type FakeMessage, ids, World } from './discord/world.ts'

export type { Fault } from './discord/http.ts'
export { readIn } from './discord/messages.ts'
export { fieldsOf } from './discord/sending.ts'
export { channelType, type FakeMessage, ids } from './discord/world.ts'

export interface Delivered {
  /** Within three seconds. */
  readonly acknowledged: boolean
  /** Of the answer: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
  readonly type: number | undefined
  /** By HTTP. */
  readonly status: number | undefined
  readonly milliseconds: number
  readonly sent: Sent
}

export interface LoggedCall {
  /** `POST /channels/:channel/messages` */
  readonly route: string
  readonly path: string
  readonly body: unknown
  readonly query: Readonly<Record<string, string>>
  /** Names of the files that came with it. */
  readonly files: readonly string[]
  readonly asBot: boolean
  /** Undefined until it was answered. */
  status: number | undefined
}

export class FakeDiscord {
  readonly token = `${Buffer.from(ids.bot).toString('base64url')}.made-up.discord-token-of-nobody`
  readonly applicationId = ids.bot
  readonly guild = ids.guild
  readonly world = new World()
  readonly limits = new RateLimits()
  /** Every call that arrived, also those that failed. */
  readonly calls: LoggedCall[] = []
  /** What Discord would not have taken, or would have shown to nobody but a log. Empty after a good test. */
  readonly failures: string[] = []
  /** Where interactions go; the gateway while undefined. */
  requestUrl: string | undefined
  /** Decides of each call how it goes wrong, where no fault was asked for. */
  faultOf: ((route: string, path: string) => Fault | undefined) | undefined
  /** Tokens that are taken. */
  readonly tokens = new Set([this.token])
  readonly #keys = generateKeyPairSync('ed25519')
  readonly #server = createServer((request, response) => void this.#serve(request, response).catch(() => response.destroy()))
  readonly gateway: Gateway
  readonly #sent = new Map<string, Sent>()
  readonly #faults = new Map<string, Fault[]>()
  readonly #together = new Map<string, readonly string[]>()
  readonly #office: Office
  readonly #routes: readonly { readonly route: string; readonly pattern: RegExp; readonly handler: Handler }[]
  #base = ''

  constructor() {
    const fail = (what: string) => void this.failures.push(what)
    this.#office = { world: this.world, base: () => this.#base, nonces: new Map() }
    const socketUrl = () => this.#base.replace('http', 'ws')
    this.gateway = new Gateway(
      this.#server,
      {
        token: () => [...this.tokens][0] ?? '',
        ready: () => ({
          user: { ...userObject(this.world.bot), verified: true, mfa_enabled: false, email: null, flags: 0 },
          application: { id: this.applicationId, flags: 0 },
          guilds: [...this.world.guilds.keys()].map((id) => ({ id, unavailable: true })),
          private_channels: [],
          relationships: [],
        }),
        guilds: () => [...this.world.guilds.keys()].map((id) => this.#guildCreate(id)),
        fail,
      },
      socketUrl,
    )
    const all = {
      ...routes,
      ...commandRoutes,
      ...callbackRoutes({ sent: this.#sent, fail }),
      ...applicationRoutes(this.publicKey, () => ({ url: `${socketUrl()}/gateway`, left: this.gateway.sessionsLeft })),
    }
    // `@me` and `search` before what stands for any id.
    const sorted = Object.entries(all).sort(([one], [other]) => one.split(':').length - other.split(':').length)
    this.#routes = sorted.map(([route, handler]) => ({
      route,
      pattern: new RegExp(
        `^${route.replace(/:(\w+)/g, (_, name: string) => `(?<${name}>${name === 'message' ? '@original|' : ''}${placeOf(name)})`)}$`,
      ),
      handler,
    }))
  }

  /** For `DISCORD_API_URL`. */
  get apiUrl(): string {
    return `${this.#base}/api`
  }

  /** For `DISCORD_PUBLIC_KEY`: 64 hexadecimal digits. */
  get publicKey(): string {
    return this.#keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  }

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
    this.#base = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}` // it listens on a port
    return this
  }

  /** Rejects when something was sent that Discord would not have taken and that the test did not take out of `failures`. */
  async close(): Promise<void> {
    this.gateway.end()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
    const failures = this.failures.splice(0)
    if (failures.length > 0) throw new Error(`Discord would not have taken:\n${failures.join('\n')}`)
  }

  /** The failures so far; they are expected, and forgotten. */
  expected(): string[] {
    return this.failures.splice(0)
  }

  /** The next calls of a route (`POST /channels/:channel/messages`) go wrong like this, one fault each. */
  fault(route: string, ...faults: readonly Fault[]): void {
    this.#known(route)
    this.#faults.set(route, [...(this.#faults.get(route) ?? []), ...faults])
  }

  /** The next call of any of these routes goes wrong like this. */
  faultOnce(these: string | readonly string[], fault: Fault): void {
    const list = typeof these === 'string' ? [these] : these
    for (const route of list) {
      this.#known(route)
      this.#faults.set(route, [fault])
      this.#together.set(route, list)
    }
  }

  #known(route: string): void {
    if (!this.#routes.some((each) => each.route === route)) throw new Error(`${route} is no route`)
  }

  /** Calls of one route so far. */
  callsOf(route: string): LoggedCall[] {
    this.#known(route)
    return this.calls.filter((call) => call.route === route)
  }

  // What people do

  /** Somebody types a command: `command('deal won', { amount: '5000' })`. */
  command(words: string, values: Values = {}, by: Partial<By> = {}): Promise<Delivered> {
    const who = { person: ids.sam, channel: ids.wins, ...by }
    return this.#interact(kind.command, who, commandData(this.world, who.channel, words, values, this.#base))
  }

  /** Somebody fills in a field of a command; `values`: the others so far. */
  async autocomplete(words: string, field: string, typed: string, values: Values = {}, by: Partial<By> = {}): Promise<readonly Json[]> {
    const who = { person: ids.sam, channel: ids.wins, ...by }
    const { sent } = await this.#interact(kind.autocomplete, who, autocompleteData(this.world, who.channel, words, field, typed, values))
    return sent.choices ?? []
  }

  /** Somebody presses a button, named by its label or its custom id. */
  press(message: FakeMessage, button: string, person: string = this.#reader(message)): Promise<Delivered> {
    return this.#interact(kind.press, { person, channel: message.channel }, pressData(message, button), message)
  }

  /** Somebody chooses from a menu, named by its placeholder or its custom id. */
  choose(message: FakeMessage, menu: string, chosen: readonly string[], person: string = this.#reader(message)): Promise<Delivered> {
    return this.#interact(kind.press, { person, channel: message.channel }, choiceData(message, menu, chosen), message)
  }

  /** Somebody sends the form in front of them, with these fields changed (by label or custom id). */
  async submit(values: Values = {}, person: string = ids.sam): Promise<Delivered> {
    const open = this.world.openModal(person)
    if (!open) throw new Error(`${person} has no form open`)
    const data = submissionData(this.world, open, values, this.#base)
    const delivered = await this.#interact(kind.submission, { person, channel: open.channel }, data, open.about)
    // Without an answer the form stays where it is, with "Something went wrong".
    if (delivered.acknowledged) open.closed = true
    return delivered
  }

  #reader({ to, channel }: FakeMessage): string {
    return to ?? this.world.channels.get(channel)?.recipient ?? ids.sam
  }

  #interact(type: number, by: By, data: Json, about?: FakeMessage): Promise<Delivered> {
    const sent = interaction(this.world, type, by, data, about, this.#base)
    this.#sent.set(sent.token, sent)
    return this.deliver(sent)
  }

  /** The newest interaction. */
  sent(): Sent {
    const sent = [...this.#sent.values()].at(-1)
    if (!sent) throw new Error('Nobody did anything')
    return sent
  }

  // Delivering

  /** Sends an interaction (again), and follows what becomes of it. */
  async deliver(sent: Sent): Promise<Delivered> {
    const began = performance.now()
    const status = this.requestUrl ? await this.#byHttp(this.requestUrl, sent) : await this.#byGateway(sent)
    const acknowledged = sent.response !== undefined
    if (!acknowledged) this.failures.push(`${describe(sent)} was not answered in time`)
    return { acknowledged, type: sent.response?.type, status, milliseconds: performance.now() - began, sent }
  }

  /** Sends an interaction again that was answered, as a resumed connection does. */
  async replay(sent: Sent): Promise<void> {
    if (!this.requestUrl) return this.gateway.send('INTERACTION_CREATE', sent.payload)
    const body = JSON.stringify(sent.payload)
    await fetch(this.requestUrl, { method: 'POST', headers: { 'content-type': 'application/json', ...this.signed(body) }, body })
  }

  async #byGateway(sent: Sent): Promise<undefined> {
    this.gateway.send('INTERACTION_CREATE', sent.payload)
    if (sent.response) return
    await this.#answer(sent)
  }

  #answer(sent: Sent): Promise<void> {
    return new Promise((resolve) => {
      const late = setTimeout(resolve, patience)
      sent.answered = () => {
        clearTimeout(late)
        resolve()
      }
    })
  }

  async #byHttp(url: string, sent: Sent): Promise<number | undefined> {
    const body = JSON.stringify(sent.payload)
    const byCallback = this.#answer(sent)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
          ...this.signed(body),
        },
        body,
        signal: AbortSignal.timeout(patience),
      })
      const answer = await answerIn(response)
      if (response.status === 202) await byCallback
      else if (!sent.response && answer && response.ok) this.#taken(sent, answer)
      else if (!response.ok) this.failures.push(`${describe(sent)} was answered with ${response.status}`)
      return response.status
    } catch {
      return undefined
    } finally {
      sent.answered()
    }
  }

  #taken(sent: Sent, { body, files }: NonNullable<Awaited<ReturnType<typeof answerIn>>>): void {
    const fail = (what: string) => void this.failures.push(what)
    try {
      take(this.#office, { sent: this.#sent, fail }, sent, body, files)
    } catch (refusal) {
      fail(
        `the answer to ${describe(sent)}: ${refusal instanceof Refusal ? `${refusal.message} ${JSON.stringify(refusal.errors)}` : String(refusal)}`,
      )
    }
  }

  /** Discord's headers for a body. `secondsAgo`: signed that long ago. */
  signed(body: string, secondsAgo = 0): Record<string, string> {
    const timestamp = String(Math.floor(Date.now() / 1_000) - secondsAgo)
    const signature = sign(null, Buffer.from(timestamp + body), this.#keys.privateKey).toString('hex')
    return { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp }
  }

  /** Discord looks whether somebody is there who knows its key. */
  async ping(): Promise<{ readonly status: number; readonly body: unknown }> {
    const body = JSON.stringify({
      version: 1,
      type: 1,
      token: 'made-up',
      id: this.world.newId(),
      application_id: this.applicationId,
      user: userObject(this.world.bot),
      entitlements: [],
    })
    const response = await fetch(this.requestUrl ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.signed(body) },
      body,
    })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
  }

  /** The server has the bot in it (again), and Discord says so by itself. */
  guildCreate(id: string = ids.guild): void {
    this.gateway.send('GUILD_CREATE', this.#guildCreate(id))
  }

  /** The bot was taken out of the server; `unavailable`: it is only out of reach. */
  guildDelete(id: string = ids.guild, unavailable = false): void {
    this.gateway.send('GUILD_DELETE', unavailable ? { id, unavailable: true } : { id })
  }

  #guildCreate(id: string): Json {
    const guild = this.world.guilds.get(id)
    if (!guild || guild.unavailable) return { id, unavailable: true }
    const own = guild.members.get(ids.bot)
    const channels = [...this.world.channels.values()].filter((channel) => channel.guild === id)
    return {
      ...guildObject(this.world, id),
      unavailable: false,
      large: false,
      member_count: guild.members.size,
      joined_at: new Date(this.world.now()).toISOString(),
      // Without the members' intent only the bot itself.
      members: own ? [memberObject(own)] : [],
      channels: channels.filter(({ parent }) => parent === undefined).map((channel) => channelObject(this.world, channel)),
      threads: [],
      voice_states: [],
      presences: [],
      emojis: [],
      stickers: [],
    }
  }

  // Serving

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#base)
    if (url.pathname.startsWith('/attachments/')) return this.#giveOut(url.pathname, response)
    const asked = await askedIn(request, this.#base).catch((error) =>
      error instanceof Refusal ? error : new Refusal(400, 50109, String(error)),
    )
    if (asked instanceof Refusal) {
      this.failures.push(`${request.method} ${request.url}: ${asked.message}`)
      return send(response, refused(asked))
    }
    const found = this.#routes.flatMap(({ route, pattern, handler }) => {
      const match = pattern.exec(`${asked.method} ${asked.path}`)
      return match ? [{ route, handler, at: match.groups ?? {} }] : []
    })[0]
    if (!found || !url.pathname.startsWith('/api/v10/')) {
      this.failures.push(`${asked.method} ${url.pathname} is no route`)
      return send(response, refused(new Refusal(404, 0, '404: Not Found')))
    }
    const { route, handler, at } = found
    const byToken = route.includes('/:token')
    const call: LoggedCall = {
      ...{ route, path: asked.path, body: asked.body, query: Object.fromEntries(asked.query) },
      ...{ files: [...asked.files.values()].map(({ name }) => name), asBot: asked.authorization !== undefined, status: undefined },
    }
    this.calls.push(call)
    const major = at.channel ?? at.guild ?? at.token ?? ''
    const { refusal, headers } = this.limits.check(route, major, !byToken)
    const fault = this.#nextFault(route, asked.path)
    const work = async (): Promise<Outcome> => {
      const outcome = refusal ?? (await this.#work(route, handler, asked, at, byToken))
      call.status = outcome.status
      return { ...outcome, headers: { ...headers, ...outcome.headers } }
    }
    await answerWith(response, fault, work)
  }

  async #work(route: string, handler: Handler, asked: Asked, at: Readonly<Record<string, string>>, byToken: boolean): Promise<Outcome> {
    try {
      if (!byToken && !this.tokens.has(asked.authorization?.replace(/^Bot /, '') ?? '')) throw new Refusal(401, 0, '401: Unauthorized')
      // An answer to an interaction is checked where its kind is known.
      const faults = route.endsWith('/callback') ? [] : faultsOfBody(route, asked.body)
      if (faults.length > 0)
        throw new Refusal(400, 50035, 'Invalid Form Body', { _errors: faults.map((message) => ({ code: 'SCHEMA', message })) })
      return await handler(this.#office, asked, at)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // What no well-made body brings about; the rest depends on the world.
      if (isMistake(error)) this.failures.push(`${route}: ${error.message} ${JSON.stringify(error.errors ?? {})}`)
      return refused(error)
    }
  }

  #nextFault(route: string, path: string): Fault | undefined {
    const fault = this.#faults.get(route)?.shift() ?? this.faultOf?.(route, path)
    for (const other of this.#together.get(route) ?? []) {
      this.#faults.delete(other)
      this.#together.delete(other)
    }
    return fault
  }

  /** Discord's CDN asks nobody who they are. */
  #giveOut(path: string, response: ServerResponse): void {
    const [, , , id = ''] = path.split('/')
    const file = this.world.uploads.get(id) ?? this.world.messages.flatMap(({ files }) => files).find((each) => each.id === id)
    send(
      response,
      file ? { status: 200, body: file.bytes, headers: { 'content-type': file.content_type } } : { status: 404, body: 'Not found' },
    )
  }

  // What a test looks at

  /** The words of the newest message that only this person sees. */
  told(person: string = ids.sam): string {
    const message = this.world.lastPrivate(person)
    return message ? readIn(message) : ''
  }

  /** The words of each message in a channel, oldest first. */
  posted(channel: string = ids.wins): string[] {
    return this.world.posts(channel).map(readIn)
  }

  /** The words of each message that the bot wrote to a person alone, oldest first. */
  wrote(person: string = ids.sam): string[] {
    return this.world.direct(person).map(readIn)
  }

  get application(): Json {
    return applicationObject(this.world, this.publicKey)
  }
}

const placeOf = (name: string): string => (name === 'token' ? '[\\w-]+' : name === 'user' ? '\\d+|@me' : '\\d+')

const isMistake = ({ code, why }: Refusal): boolean => (code === 50035 || code === 50006) && why === undefined

const refused = ({ status, code, message, errors }: Refusal): Outcome => ({
  status,
  body: { message, code, ...(errors ? { errors } : {}) },
})

/** What a response holds: JSON, or JSON with files. */
async function answerIn(response: Response): Promise<{ body: unknown; files: Asked['files'] } | undefined> {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('application/json')) return { body: await response.json(), files: new Map() }
  if (!type.startsWith('multipart/form-data')) {
    await response.arrayBuffer()
    return undefined
  }
  const files = new Map()
  let body: unknown
  for (const [key, value] of await response.formData()) {
    if (typeof value === 'string') body = JSON.parse(value)
    else files.set(/\d+/.exec(key)?.[0] ?? '0', { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) })
  }
  return { body: objectIn(body), files }
}

export const fakeDiscord = (): Promise<FakeDiscord> => new FakeDiscord().start()
