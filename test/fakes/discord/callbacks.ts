// Interactions that were sent, and what may answer them: once, in three seconds, with what fits their kind; then for a quarter of an hour
// by their token. https://docs.discord.com/developers/interactions/receiving-and-responding
import { type Json, listIn, objectIn } from '../../../src/conversation/json.ts'
import { type Asked, nothing, type Outcome, ok, Refusal } from './http.ts'
import { contentsAfter, flag, invalid, messageObject } from './messages.ts'
import { problemsOfModal } from './modal-rules.ts'
import { change, type Handler, type Office } from './rest.ts'
import { faultsOfCallback } from './schemas.ts'
import { type FakeMessage, ids, type World } from './world.ts'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
export const kind = { ping: 1, command: 2, press: 3, autocomplete: 4, submission: 5 } as const

export interface Sent {
  readonly id: string
  readonly token: string
  readonly kind: number
  readonly person: string
  readonly channel: string
  readonly payload: Json
  /** By the machine's clock, without `ahead`. */
  at: number
  /** The message whose button was pressed, or whose button opened the form. */
  readonly about: FakeMessage | undefined
  /** What answered it, and when. */
  response?: { readonly type: number; readonly at: number }
  /** The answer that stands there. */
  original?: FakeMessage
  choices?: readonly Json[]
  /** What happens when it is answered. */
  answered: () => void
}

export interface Callbacks {
  readonly sent: Map<string, Sent>
  /** Something went wrong that only Discord's user would see. */
  fail(what: string): void
}

const answersTo: Readonly<Record<number, readonly number[]>> = {
  [kind.ping]: [1],
  [kind.command]: [4, 5, 9],
  [kind.press]: [4, 5, 6, 7, 9],
  [kind.autocomplete]: [8],
  [kind.submission]: [4, 5, 6, 7],
}
const tokenLife = 15 * 60_000
export const patience = 3_000

/** Takes an answer to an interaction, however it came; throws a refusal. Gives the message that stands there for it, if one does. */
export function take(office: Office, { fail }: Callbacks, sent: Sent, body: unknown, files: Asked['files']): FakeMessage | undefined {
  const { world } = office
  if (sent.response) throw new Refusal(400, 40060, 'Interaction has already been acknowledged.')
  if (world.now() - sent.at > patience) {
    fail(`an answer to ${describe(sent)} came after ${world.now() - sent.at} ms`)
    throw new Refusal(404, 10062, 'Unknown interaction')
  }
  const { type, data } = objectIn(body)
  const may = answersTo[sent.kind] ?? []
  if (typeof type !== 'number' || !may.includes(type) || ((type === 6 || type === 7) && !sent.about)) {
    throw invalid('type', 'INTERACTION_RESPONSE_TYPE_INVALID', `${describe(sent)} was answered with type ${String(type)}`)
  }
  const faults = [...faultsOfCallback(body), ...(type === 9 ? problemsOfModal(objectIn(data)) : [])]
  if (faults.length > 0)
    throw new Refusal(400, 50035, 'Invalid Form Body', { data: { _errors: faults.map((message) => ({ code: 'SCHEMA', message })) } })
  const given = objectIn(data)
  if (type === 4) sent.original = add(world, sent, given, files)
  else if (type === 5) sent.original = thinking(world, sent, Boolean(Number(given.flags ?? 0) & flag.ephemeral))
  else if (type === 8) sent.choices = choicesIn(sent, given)
  else if (type === 9) world.modals.push({ person: sent.person, channel: sent.channel, modal: given, about: sent.about, closed: false })
  else if (sent.about) {
    if (type === 7) change(world, sent.about, given, files)
    sent.original = sent.about
  }
  sent.response = { type, at: world.now() }
  sent.answered()
  return sent.original
}

export const describe = ({ kind: number, payload }: Sent): string => {
  const { name, custom_id: id } = objectIn(payload.data)
  return `${Object.entries(kind).find(([, each]) => each === number)?.[0]} ${String(name ?? id ?? '')}`
}

function choicesIn({ payload }: Sent, { choices }: Json): Json[] {
  const listed = listIn(choices).map(objectIn)
  const asked = listIn(objectIn(payload.data).options).length
  if (listed.length > 25 || asked === 0) throw invalid('data.choices', 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.')
  for (const [index, { name, value }] of listed.entries())
    if (typeof name !== 'string' || name.length < 1 || name.length > 100 || String(value).length > 100 || String(value).length < 1)
      throw invalid(`data.choices.${index}`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')
  return listed
}

function add(
  world: World,
  sent: Sent,
  data: Json,
  files: Asked['files'],
  isPrivate = Boolean(Number(data.flags ?? 0) & flag.ephemeral),
): FakeMessage {
  const { layout, ...contents } = contentsAfter(world, data, files)
  const message: FakeMessage = {
    id: world.newId(),
    channel: sent.channel,
    author: ids.bot,
    ...contents,
    flags: layout ? flag.layout : 0,
    ...(isPrivate ? { to: sent.person } : {}),
    interaction: sent.id,
    loading: false,
    edits: 0,
  }
  world.messages.push(message)
  return message
}

function thinking(world: World, { id, channel, person }: Sent, isPrivate: boolean): FakeMessage {
  const message: FakeMessage = {
    ...{ id: world.newId(), channel, author: ids.bot, content: '', embeds: [], components: [], files: [], flags: 0, pinged: [] },
    ...(isPrivate ? { to: person } : {}),
    interaction: id,
    loading: true,
    edits: 0,
  }
  world.messages.push(message)
  return message
}

/** What an interaction's own token allows; no bot token is needed. */
export const callbackRoutes = (callbacks: Callbacks): Readonly<Record<string, Handler>> => {
  const byToken = (world: World, { application, token }: Readonly<Record<string, string>>): Sent => {
    const sent = callbacks.sent.get(token ?? '')
    if (!sent || application !== ids.bot || !sent.response) throw new Refusal(404, 10015, 'Unknown Webhook')
    if (world.now() - sent.at > tokenLife) throw new Refusal(401, 50027, 'Invalid Webhook Token')
    return sent
  }
  const found = (world: World, sent: Sent, id = ''): FakeMessage => {
    const message = id === '@original' ? sent.original : world.messages.find((each) => each.id === id && each.interaction === sent.id)
    if (!message || !world.messages.includes(message)) throw new Refusal(404, 10008, 'Unknown Message')
    return message
  }
  return {
    'POST /interactions/:interaction/:token/callback': (office, { body, files, query }, { interaction, token }) => {
      const sent = callbacks.sent.get(token ?? '')
      if (!sent || sent.id !== interaction) throw new Refusal(404, 10062, 'Unknown interaction')
      const message = take(office, callbacks, sent, body, files)
      if (query.get('with_response') !== 'true') return nothing
      const about = { id: sent.id, type: sent.kind, ...(message ? { response_message_id: message.id } : {}) }
      const shown = message ? { message: messageObject(office.world, message, office.base()) } : {}
      return ok({ interaction: about, resource: { type: sent.response?.type, ...shown } })
    },
    'GET /webhooks/:application/:token/messages/:message': ({ world, base }, _, at) =>
      ok(messageObject(world, found(world, byToken(world, at), at.message), base())),
    'PATCH /webhooks/:application/:token/messages/:message': ({ world, base }, { body, files }, at) => {
      const message = found(world, byToken(world, at), at.message)
      change(world, message, objectIn(body), files)
      return ok(messageObject(world, message, base()))
    },
    'DELETE /webhooks/:application/:token/messages/:message': ({ world }, _, at) => {
      const message = found(world, byToken(world, at), at.message)
      world.messages.splice(world.messages.indexOf(message), 1)
      return nothing
    },
    'POST /webhooks/:application/:token': ({ world, base }, { body, files }, at): Outcome => {
      const sent = byToken(world, at)
      // The first that follows a deferral takes its place, and is seen by whom that was for.
      const waiting = sent.original?.loading && sent.response?.type === 5 ? sent.original : undefined
      if (waiting) change(world, waiting, objectIn(body), files)
      return ok(messageObject(world, waiting ?? add(world, sent, objectIn(body), files), base()))
    },
  }
}
