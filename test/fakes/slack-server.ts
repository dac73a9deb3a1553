// A strict Slack on loopback for tests: its Web API with refusals and limits, response URLs, signed HTTP and Socket Mode, and
// whatever can go wrong on the way, on demand. It keeps a world (people, channels, messages) that a test can look at.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { refusalOfBlocks, refusalOfView } from './slack/block-rules.ts'
import { answerWith, argsIn, type Fault, json, jsonOr, type Outcome } from './slack/http.ts'
import { buttonsOf, commandPayload, pressPayload, submissionPayload, type Typed, userChangePayload, wireText } from './slack/payloads.ts'
import { SocketEnd } from './slack/socket-mode.ts'
import { type Args, callMethod, userObject } from './slack/web-api.ts'
import { type Block, type FakeMessage, type OpenView, type PrivateMessage, World, wordsOf } from './slack/world.ts'

export type { Fault } from './slack/http.ts'
export type { FakeMessage, OpenView, PrivateMessage } from './slack/world.ts'
export { wordsOf } from './slack/world.ts'

export interface Delivered {
  /** Within three seconds, with a 200 or on the socket. */
  readonly acknowledged: boolean
  /** By HTTP. */
  readonly status: number | undefined
  /** What the acknowledgement held: JSON if it was any, else text. */
  readonly answer: unknown
  readonly milliseconds: number
  readonly what: What
}

/** What was delivered, to be delivered again. */
export type What =
  | { readonly kind: 'command'; readonly payload: Readonly<Record<string, string>> }
  | { readonly kind: 'press'; readonly payload: object }
  | { readonly kind: 'submission'; readonly payload: object; readonly view: OpenView }
  | { readonly kind: 'event'; readonly payload: object }

export const allScopes = [
  'commands',
  'chat:write',
  'chat:write.public',
  'channels:join',
  'channels:read',
  'groups:read',
  'im:read',
  'im:write',
  'mpim:read',
  'channels:history',
  'groups:history',
  'im:history',
  'mpim:history',
  'files:read',
  'files:write',
  'users:read',
]

/** What Socket Mode calls the envelope of each. */
const envelopes = { command: 'slash_commands', press: 'interactive', submission: 'interactive', event: 'events_api' } as const

export class FakeSlack {
  readonly botToken = 'xoxb-made-up'
  readonly appToken = 'xapp-made-up'
  readonly signingSecret = 'made-up-signing-secret'
  readonly world = new World()
  readonly scopes = new Set(allScopes)
  /** Every call that arrived, also those that failed. */
  readonly calls: { readonly method: string; readonly args: Args }[] = []
  /** Where commands and interactions go; Socket Mode while undefined. */
  requestUrl: string | undefined
  /** Decides of each call how it goes wrong, where no fault was asked for. */
  faultOf: ((method: string) => Fault | undefined) | undefined
  /** On: `chat.postMessage` takes one message a second and channel. */
  limitsRates = false
  /** Tokens that are taken. */
  readonly tokens = new Set([this.botToken, this.appToken])
  readonly #server = createServer((request, response) => void this.#serve(request, response).catch(() => response.destroy()))
  readonly socket = new SocketEnd(this.#server)
  readonly #faults = new Map<string, Fault[]>()
  readonly #together = new Map<string, readonly string[]>()
  readonly #lastPost = new Map<string, number>()
  #base = ''

  /** For `SLACK_API_URL`. */
  get apiUrl(): string {
    return `${this.#base}/api/`
  }

  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
    this.#base = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}` // it listens on a port
    return this
  }

  async close(): Promise<void> {
    this.socket.close()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** The next calls of a method (`chat.postMessage`, or `response_url`) go wrong like this, one fault each. */
  fault(method: string, ...faults: readonly Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults])
  }

  /** The next call of any of these methods goes wrong like this. */
  faultOnce(methods: readonly string[], fault: Fault): void {
    for (const method of methods) {
      this.#faults.set(method, [fault])
      this.#together.set(method, methods)
    }
  }

  /** Calls of one method so far. */
  callsOf(method: string): Args[] {
    return this.calls.filter((call) => call.method === method).map(({ args }) => args)
  }

  // What people do

  /** Somebody types a command. `wire`: the text exactly as Slack sends it; else `typed` is escaped as Slack does. */
  command(command: string, typed: string, by: Partial<Typed> & { readonly wire?: string } = {}): Promise<Delivered> {
    const { user = 'U0SAM0001', channel = 'C0WINS001', wire } = by
    const response = this.#responseUrl(user, channel)
    const payload = commandPayload(this.world, { user, channel }, command, wire ?? wireText(this.world, typed), response)
    return this.deliver({ kind: 'command', payload })
  }

  /** Somebody presses a button, named by its label or its action id. */
  press(message: PrivateMessage | FakeMessage, button: string, user = 'to' in message ? message.to : 'U0SAM0001'): Promise<Delivered> {
    const buttons = buttonsOf(message.blocks)
    const pressed = buttons.find(({ text, action_id: id }) => text.text === button || id === button || id.startsWith(`${button}:`))
    if (!pressed) throw new Error(`No button ${button} among: ${buttons.map(({ text }) => text.text).join(', ') || 'none'}`)
    const response = this.#responseUrl(user, message.channel, message)
    return this.deliver({ kind: 'press', payload: pressPayload(this.world, user, message, pressed, response) })
  }

  /** Somebody sends the modal in front of them, with these fields changed. */
  submit(values: Readonly<Record<string, string>> = {}, user = 'U0SAM0001'): Promise<Delivered> {
    const view = this.world.openView(user)
    if (!view) throw new Error(`${user} has no modal open`)
    view.errors = {}
    return this.deliver({ kind: 'submission', payload: submissionPayload(this.world, view, values), view })
  }

  /** Something about somebody changes (`{ deleted: true }`), and Slack says so by itself. */
  userChange(user: string, more: Readonly<Record<string, unknown>> = {}): Promise<Delivered> {
    const known = this.world.users.get(user)
    if (!known) throw new Error(`${user} is nobody`)
    const changed = { ...known, more: { ...known.more, ...more } }
    this.world.users.set(user, changed)
    return this.deliver({ kind: 'event', payload: userChangePayload(this.world, userObject(this.world, changed, true)) })
  }

  #responseUrl(user: string, channel: string, about?: PrivateMessage | FakeMessage): string {
    return `${this.#base}/response/${this.world.newResponse(user, channel, about)}`
  }

  // Delivering

  /** Sends a request (again, with `attempt` > 0) and does with the acknowledgement what Slack does. */
  async deliver(what: What, attempt = 0): Promise<Delivered> {
    const began = performance.now()
    const { acknowledged, status, answer } = this.requestUrl
      ? await this.#byHttp(this.requestUrl, what, attempt)
      : await this.#bySocket(what, attempt)
    if (acknowledged) this.#take(what, answer)
    return { acknowledged, status, answer, milliseconds: performance.now() - began, what }
  }

  async #bySocket(what: What, attempt: number): Promise<Pick<Delivered, 'acknowledged' | 'status' | 'answer'>> {
    const answered = await this.socket.send(envelopes[what.kind], what.payload, attempt)
    const empty = answered && (answered.payload === undefined || Object.keys(Object(answered.payload)).length === 0)
    return { acknowledged: answered !== undefined, status: undefined, answer: empty ? undefined : answered?.payload }
  }

  async #byHttp(url: string, what: What, attempt: number): Promise<Pick<Delivered, 'acknowledged' | 'status' | 'answer'>> {
    const isEvent = what.kind === 'event'
    const fields = what.kind === 'command' ? what.payload : { payload: JSON.stringify(what.payload) }
    const body = isEvent ? JSON.stringify(what.payload) : new URLSearchParams(fields).toString()
    const retry: Record<string, string> =
      attempt > 0 ? { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_timeout' } : {}
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
          ...this.signed(body),
          ...retry,
        },
        body,
        signal: AbortSignal.timeout(3_000),
      })
      const text = await response.text()
      return { acknowledged: response.status === 200, status: response.status, answer: text === '' ? undefined : jsonOr(text) }
    } catch {
      return { acknowledged: false, status: undefined, answer: undefined }
    }
  }

  /** Slack's headers for a body. `secondsAgo`: signed that long ago. */
  signed(body: string, secondsAgo = 0): Record<string, string> {
    const timestamp = String(Math.floor(Date.now() / 1_000) - secondsAgo)
    const signature = `v0=${createHmac('sha256', this.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }
  }

  #take(what: What, answer: unknown): void {
    if (what.kind === 'submission') {
      this.#takeInModal(what.view, Object(answer))
    } else if (what.kind === 'command' && answer !== undefined) {
      const { user_id: user = '', channel_id: channel = '' } = what.payload
      this.#show(user, channel, typeof answer === 'string' ? { text: answer } : Object(answer), 'acknowledgement')
    }
  }

  #takeInModal(open: OpenView, { response_action: action, errors, view }: Record<string, unknown>): void {
    if (action === undefined) {
      open.closed = true
    } else if (action === 'errors') {
      const inputs = new Set((Array.isArray(open.view.blocks) ? open.view.blocks : []).map((block: Block) => block.block_id))
      const unknown = Object.keys(Object(errors)).filter((field) => !inputs.has(field))
      if (unknown.length > 0 || Object.keys(Object(errors)).length === 0) this.world.refusals.push(`errors at unknown fields: ${unknown}`)
      open.errors = Object(errors)
    } else if (action === 'update') {
      const refusal = refusalOfView(view)
      if (refusal) this.world.refusals.push(refusal)
      else open.view = Object(view)
    } else {
      this.world.refusals.push(`response_action ${String(action)}`)
    }
  }

  /** Shows an answer to a command or a response URL; gives Slack's word if it cannot. */
  #show(
    user: string,
    channel: string,
    body: Record<string, unknown>,
    via: PrivateMessage['via'],
    about?: PrivateMessage | FakeMessage,
  ): string | undefined {
    const { text = '', blocks, response_type: type, replace_original: replace } = body
    const refusal = blocks === undefined ? (text === '' ? 'no_text' : undefined) : refusalOfBlocks(blocks)
    if (refusal) {
      this.world.refusals.push(refusal)
      return refusal === 'no_text' ? refusal : 'invalid_blocks'
    }
    const shown = { text: String(text), blocks: Array.isArray(blocks) ? blocks : [] }
    if (replace === true && about)
      Object.assign(about, shown, 'to' in about ? { replaced: about.replaced + 1, via } : { edits: about.edits + 1 })
    else if (type === 'in_channel') this.world.messages.push({ ts: this.world.newTs(), channel, ...shown, edits: 0 })
    else this.world.privates.push({ to: user, channel, ts: this.world.newTs(), via, ...shown, replaced: 0 })
    return undefined
  }

  // Serving

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer) // a request without an encoding gives buffers
    const bytes = Buffer.concat(parts)
    const body = bytes.toString('utf8')
    const [, kind, name = ''] = new URL(request.url ?? '/', this.#base).pathname.split('/')
    const method = kind === 'api' ? name : kind === 'upload' || kind === 'file' ? kind : 'response_url'
    const args = kind === 'upload' || kind === 'file' ? {} : argsIn(body, request.headers['content-type'])
    this.calls.push({ method, args })
    const fault = this.#nextFault(method)
    const work = () => {
      if (kind === 'api') return this.#call(method, args, request.headers.authorization)
      if (kind === 'upload') return this.#upload(name, bytes)
      return kind === 'file' ? this.#giveOut(name, request.headers.authorization) : this.#respond(name, args)
    }
    await answerWith(response, fault, work)
  }

  #nextFault(method: string): Fault | undefined {
    const fault = this.#faults.get(method)?.shift() ?? this.faultOf?.(method)
    for (const other of this.#together.get(method) ?? []) {
      this.#faults.delete(other)
      this.#together.delete(other)
    }
    return fault
  }

  #call(method: string, args: Args, authorization: string | undefined): Outcome {
    const token = authorization?.replace(/^Bearer /, '') ?? ''
    if (!token) return json({ ok: false, error: 'not_authed' })
    if (!this.tokens.has(token)) return json({ ok: false, error: 'invalid_auth' })
    if ((token === this.appToken) !== (method === 'apps.connections.open')) return json({ ok: false, error: 'not_allowed_token_type' })
    if (method === 'apps.connections.open')
      return json({ ok: true, url: `${this.#base.replace('http', 'ws')}/link/?ticket=${this.socket.ticket()}` })
    if (this.limitsRates && method === 'chat.postMessage') {
      const last = this.#lastPost.get(String(args.channel)) ?? 0
      if (Date.now() - last < 1_000) return { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': '1' } }
      this.#lastPost.set(String(args.channel), Date.now())
    }
    const answer = json(callMethod(this.world, method, args, (scope) => this.scopes.has(scope), this.#base))
    return { ...answer, headers: { 'x-oauth-scopes': [...this.scopes].join(',') } }
  }

  /** What is uploaded has to be as long as was announced. */
  #upload(id: string, bytes: Buffer): Outcome {
    const file = this.world.files.get(id)
    if (!file || file.content || file.size !== bytes.length) return { status: 400, body: 'Unable to upload' }
    file.content = bytes
    return { status: 200, body: `OK - ${bytes.length}` }
  }

  /** Whom Slack does not let in it sends its page to log in, as if all were well. */
  #giveOut(id: string, authorization: string | undefined): Outcome {
    const file = this.world.files.get(id)
    const allowed = authorization === `Bearer ${this.botToken}` && this.tokens.has(this.botToken) && this.scopes.has('files:read')
    if (!allowed) return { status: 200, body: '<!DOCTYPE html><html><title>Slack | Log in</title></html>' }
    return file?.content ? { status: 200, body: file.content, headers: { 'content-type': 'text/csv' } } : { status: 404, body: 'Not found' }
  }

  #respond(id: string, body: Args): Outcome {
    const good = this.world.useResponse(id)
    if ('error' in good) return { status: 404, body: { ok: false, error: good.error } }
    const refusal = this.#show(good.user, good.channel, body, 'response_url', good.about)
    return refusal ? { status: 400, body: { ok: false, error: refusal } } : { status: 200, body: 'ok' }
  }

  // What a test looks at

  /** The words of the newest private message of a person. */
  told(user = 'U0SAM0001'): string {
    return wordsOf(this.world.lastPrivate(user)?.blocks)
  }

  /** The words of each message in a channel, oldest first. */
  posted(channel = 'C0WINS001'): string[] {
    return this.world.posts(channel).map(({ blocks, text }) => wordsOf(blocks) || text)
  }
}

export const fakeSlack = (): Promise<FakeSlack> => new FakeSlack().start()
