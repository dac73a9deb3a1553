// The routes of the fake Discord's REST API that concern people, servers, channels and messages. Each refuses what Discord refuses:
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
import { type Json, objectIn, textIn } from '../../../src/conversation/json.ts'
import { type Asked, nothing, type Outcome, ok, Refusal } from './http.ts'
import { contentsAfter, flag, invalid, messageObject, userObject } from './messages.ts'
import { Flag } from './permissions.ts'
import { channelType, type FakeChannel, type FakeMember, type FakeMessage, ids, timeOf, type World } from './world.ts'

export interface Office {
  readonly world: World
  /** Where the server listens: `http://127.0.0.1:1234`. */
  base(): string
  /** Nonces that are still known: `channel/nonce` to the message's id. */
  readonly nonces: Map<string, { readonly message: string; readonly at: number }>
}

/** `at`: what stands in the route's places, by name. */
export type Handler = (office: Office, asked: Asked, at: Readonly<Record<string, string>>) => Outcome | Promise<Outcome>

/** For how long a nonce is known: "in the past few minutes". */
const nonceLife = 5 * 60_000

export const routes: Readonly<Record<string, Handler>> = {
  'GET /users/@me': ({ world }) => ok(userObject(world.bot)),
  'GET /users/@me/guilds': ({ world }) =>
    ok(
      [...world.guilds.values()].map((guild) => {
        const { id, name, roles, members } = guild
        const own = [id, ...(members.get(world.bot.id)?.roles ?? [])]
        const permissions = own.reduce((sum, role) => sum | (roles.get(role)?.permissions ?? 0n), 0n)
        return { id, name, owner: false, permissions: String(permissions) }
      }),
    ),
  'GET /gateway': ({ base }) => ok({ url: base().replace('http', 'ws') }),
  'GET /users/:user': ({ world }, _, { user = '' }) => {
    const found = world.users.get(user)
    if (!found) throw new Refusal(404, 10013, 'Unknown User')
    return ok(userObject(found))
  },
  'POST /users/@me/channels': ({ world }, { body }) => {
    const recipient = textIn(objectIn(body).recipient_id)
    const person = recipient === undefined ? undefined : world.users.get(recipient)
    if (!person) throw invalid('recipient_id', 'INVALID_USER', 'Unknown user')
    if (person.bot) throw new Refusal(400, 50007, 'Cannot send messages to this user')
    return ok(channelObject(world, world.directWith(person.id)))
  },
  'GET /guilds/:guild': ({ world }, _, { guild = '' }) => ok(guildObject(world, guild)),
  'GET /guilds/:guild/roles': ({ world }, _, { guild = '' }) => ok(guildObject(world, guild).roles),
  'GET /guilds/:guild/channels': ({ world }, _, { guild = '' }) => {
    guildIn(world, guild)
    const shown = [...world.channels.values()].filter((channel) => channel.guild === guild && channel.type !== channelType.thread)
    return ok(shown.map((channel) => channelObject(world, channel)))
  },
  // The privileged intent GUILD_MEMBERS, which this bot does not have.
  'GET /guilds/:guild/members': () => {
    throw new Refusal(403, 50001, 'Missing Access')
  },
  'GET /guilds/:guild/members/search': ({ world }, { query }, { guild = '' }) => {
    const wanted = (query.get('query') ?? '').toLowerCase()
    if (wanted === '') throw invalid('query', 'BASE_TYPE_REQUIRED', 'This field is required')
    const limit = Number(query.get('limit') ?? 1)
    if (!(limit >= 1 && limit <= 1000)) throw invalid('limit', 'NUMBER_TYPE_MAX', 'int value should be between 1 and 1000.')
    const names = ({ user, nick }: FakeMember) => [nick, user.global_name, user.username].flatMap((name) => name?.toLowerCase() ?? [])
    const found = [...guildIn(world, guild).members.values()].filter((member) => names(member).some((name) => name.startsWith(wanted)))
    return ok(found.slice(0, limit).map(memberObject))
  },
  'GET /guilds/:guild/members/:user': ({ world }, _, { guild = '', user = '' }) => {
    const member = guildIn(world, guild).members.get(user === '@me' ? ids.bot : user)
    if (!member) throw world.users.has(user) ? new Refusal(404, 10007, 'Unknown Member') : new Refusal(404, 10013, 'Unknown User')
    return ok(memberObject(member))
  },
  'GET /channels/:channel': ({ world }, _, { channel = '' }) => ok(channelObject(world, seenChannel(world, channel))),
  'PATCH /channels/:channel': ({ world }, { body }, { channel = '' }) => {
    const thread = seenChannel(world, channel)
    if (thread.type !== channelType.thread) throw new Refusal(403, 50013, 'Missing Permissions')
    need(world, thread, Flag.inThreads)
    const { archived } = objectIn(body)
    if (typeof archived === 'boolean') thread.archived = archived
    return ok(channelObject(world, thread))
  },
  'GET /channels/:channel/messages': ({ world, base }, { query }, { channel = '' }) => {
    const seen = seenChannel(world, channel)
    const limit = Number(query.get('limit') ?? 50)
    if (!(limit >= 1 && limit <= 100)) throw invalid('limit', 'NUMBER_TYPE_MAX', 'int value should be between 1 and 100.')
    if (!(world.permissions(seen) & Flag.history)) return ok([])
    const standing = world.posts(channel)
    const [after, before] = [query.get('after'), query.get('before')]
    const later = standing.filter(
      ({ id }) => (after === null || BigInt(id) > BigInt(after)) && (before === null || BigInt(id) < BigInt(before)),
    )
    // The newest first, also after a message: then those that come right after it.
    const page = after === null ? later.slice(-limit) : later.slice(0, limit)
    return ok(page.reverse().map((message) => messageObject(world, message, base())))
  },
  'GET /channels/:channel/messages/:message': ({ world, base }, _, { channel = '', message = '' }) => {
    need(world, seenChannel(world, channel), Flag.history)
    return ok(messageObject(world, standing(world, channel, message), base()))
  },
  'POST /channels/:channel/messages': createMessage,
  'PATCH /channels/:channel/messages/:message': ({ world, base }, { body, files }, { channel = '', message = '' }) => {
    const place = seenChannel(world, channel)
    const changed = standing(world, channel, message)
    if (changed.author !== ids.bot) throw new Refusal(403, 50005, 'Cannot edit a message authored by another user')
    if (place.type === channelType.thread && place.archived) throw new Refusal(400, 50083, 'Thread is archived')
    change(world, changed, objectIn(body), files)
    return ok(messageObject(world, changed, base()))
  },
  'DELETE /channels/:channel/messages/:message': ({ world }, _, { channel = '', message = '' }) => {
    seenChannel(world, channel)
    const gone = standing(world, channel, message)
    if (gone.author !== ids.bot) throw new Refusal(403, 50013, 'Missing Permissions')
    world.messages.splice(world.messages.indexOf(gone), 1)
    return nothing
  },
  'POST /channels/:channel/messages/:message/threads': ({ world }, { body }, { channel = '', message = '' }) => {
    const place = seenChannel(world, channel)
    standing(world, channel, message)
    if (place.type !== channelType.text && place.type !== channelType.announcement)
      throw new Refusal(400, 50024, 'Cannot execute action on this channel type')
    need(world, place, Flag.threads)
    if (world.channels.has(message)) throw new Refusal(400, 160004, 'A thread has already been created for this message')
    const name = textIn(objectIn(body).name) ?? ''
    const type = place.type === channelType.announcement ? 10 : channelType.thread
    return {
      status: 201,
      body: channelObject(world, world.addChannel({ id: message, name, type, guild: place.guild, overwrites: [], parent: channel })),
    }
  },
  'POST /channels/:channel/typing': () => nothing,
}

function createMessage(
  { world, base, nonces }: Office,
  { body, files }: Asked,
  { channel = '' }: Readonly<Record<string, string>>,
): Outcome {
  const place = seenChannel(world, channel)
  const asked = objectIn(body)
  if (place.recipient !== undefined && (world.closedDirect.has(place.recipient) || !sharesServer(world, place.recipient)))
    throw new Refusal(403, 50007, 'Cannot send messages to this user')
  if (place.type === channelType.category || place.type === channelType.forum)
    throw new Refusal(400, 50008, 'Cannot send messages in a non-text channel')
  need(world, place, isThread(place) ? Flag.inThreads : Flag.send)
  if (isThread(place) && place.locked) throw new Refusal(403, 50013, 'Missing Permissions')
  const contents = contentsAfter(world, asked, files)
  if (contents.embeds.length > 0) need(world, place, Flag.embed)
  if (contents.files.length > 0) need(world, place, Flag.attach)
  const reference = objectIn(asked.message_reference)
  const referred = textIn(reference.message_id)
  if (referred !== undefined) {
    if (!(world.permissions(place) & Flag.history))
      throw new Refusal(400, 160002, 'Cannot reply without permission to read message history')
    const there = world.posts(channel).some(({ id }) => id === referred)
    if (!there && reference.fail_if_not_exists !== false)
      throw invalid('message_reference', 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message')
  }
  if (Number(asked.flags ?? 0) & ~(flag.suppressEmbeds | flag.suppressNotifications | flag.layout))
    throw invalid('flags', 'MESSAGE_FLAGS_INVALID', 'These flags cannot be set on a message in a channel.')
  const nonce = typeof asked.nonce === 'string' || typeof asked.nonce === 'number' ? String(asked.nonce) : undefined
  const known = nonce === undefined || asked.enforce_nonce !== true ? undefined : nonces.get(`${channel}/${nonce}`)
  const same = known && world.now() - known.at < nonceLife ? world.messages.find(({ id }) => id === known.message) : undefined
  if (same) return ok({ ...messageObject(world, same, base()), nonce: asked.nonce })
  const { layout, ...rest } = contents
  const flags = Number(asked.flags ?? 0) | (layout ? flag.layout : 0)
  const message: FakeMessage = {
    id: world.newId(),
    channel,
    author: ids.bot,
    ...rest,
    flags,
    ...(referred === undefined ? {} : { reference: referred }),
    loading: false,
    edits: 0,
  }
  world.messages.push(message)
  if (isThread(place)) place.archived = false
  if (nonce !== undefined) nonces.set(`${channel}/${nonce}`, { message: message.id, at: world.now() })
  return ok({ ...messageObject(world, message, base()), ...(nonce === undefined ? {} : { nonce: asked.nonce }) })
}

/** Changes a message that stands there. An edit pings nobody anew. */
export function change(world: World, message: FakeMessage, body: Json, files: Asked['files']): void {
  const { layout, pinged: _, ...rest } = contentsAfter(world, body, files, message)
  if (message.loading) Object.assign(message, { loading: false })
  else message.edits += 1
  Object.assign(message, rest, { flags: message.flags | (layout ? flag.layout : 0) })
}

const isThread = ({ parent }: FakeChannel): boolean => parent !== undefined

const sharesServer = (world: World, person: string): boolean =>
  [...world.guilds.values()].some(({ members }) => members.has(person) && members.has(ids.bot))

function guildIn(world: World, id: string) {
  const guild = world.guilds.get(id)
  if (!guild) throw new Refusal(404, 10004, 'Unknown Guild')
  if (!guild.members.has(ids.bot)) throw new Refusal(403, 50001, 'Missing Access')
  return guild
}

function seenChannel(world: World, id: string): FakeChannel {
  const channel = world.channels.get(id)
  if (!channel) throw new Refusal(404, 10003, 'Unknown Channel')
  if (channel.guild !== undefined && !(world.permissions(channel) & Flag.view)) throw new Refusal(403, 50001, 'Missing Access')
  return channel
}

function need(world: World, channel: FakeChannel, permission: bigint): void {
  if (!(world.permissions(channel) & permission)) throw new Refusal(403, 50013, 'Missing Permissions')
}

function standing(world: World, channel: string, id: string): FakeMessage {
  const message = world.posts(channel).find((each) => each.id === id)
  if (!message) throw new Refusal(404, 10008, 'Unknown Message')
  return message
}

export const memberObject = ({ user, nick, roles }: FakeMember) => ({
  user: userObject(user),
  nick,
  avatar: null,
  roles,
  joined_at: new Date(timeOf(ids.guild)).toISOString(),
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  communication_disabled_until: null,
  premium_since: null,
})

/** https://docs.discord.com/developers/resources/guild#guild-object, as far as a bot asks for it. */
export function guildObject(world: World, id: string) {
  const { name, owner, locale, features, roles } = guildIn(world, id)
  const each = [...roles.values()].map((role, position) => ({
    ...role,
    permissions: role.permissions.toString(),
    position,
    color: 0,
    hoist: false,
    managed: role.id === ids.botRole,
    mentionable: false,
    flags: 0,
    ...(role.id === ids.botRole ? { tags: { bot_id: ids.bot } } : {}),
  }))
  return { id, name, owner_id: owner, preferred_locale: locale, roles: each, features, icon: null, system_channel_id: null }
}

/** https://docs.discord.com/developers/resources/channel#channel-object */
export function channelObject(
  world: World,
  { id, name, type, guild, overwrites, parent, recipient, archived = false, locked = false }: FakeChannel,
) {
  if (recipient !== undefined) return { id, type, last_message_id: null, flags: 0, recipients: [userObject(world.user(recipient))] }
  const written = overwrites.map((each) => ({ ...each, allow: each.allow.toString(), deny: each.deny.toString() }))
  const thread = {
    owner_id: ids.bot,
    thread_metadata: { archived, locked, auto_archive_duration: 1440, archive_timestamp: new Date(world.now()).toISOString() },
  }
  return {
    id,
    type,
    name,
    guild_id: guild,
    parent_id: parent ?? null,
    ...(parent === undefined ? { position: 0, nsfw: false, topic: null, permission_overwrites: written } : thread),
    flags: 0,
  }
}
