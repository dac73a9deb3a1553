// The methods of Slack's Web API that the program calls, with the refusals that Slack documents for them.
import { refusalOfBlocks, refusalOfView } from './block-rules.ts'
import type { FakeChannel, FakeMessage, FakeUser, World } from './world.ts'

export type Args = Readonly<Record<string, unknown>>
export type Answer = Record<string, unknown> & { ok: boolean }

const no = (error: string, messages: readonly string[] = []): Answer => ({
  ok: false,
  error,
  ...(messages.length > 0 ? { response_metadata: { messages } } : {}),
})
const yes = (more: Record<string, unknown> = {}): Answer => ({ ok: true, ...more })

/** The scope a bot token needs for each method; several: any of them. */
export const scopesOf: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.join': ['channels:join'],
  'conversations.members': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.open': ['im:write'],
  'files.info': ['files:read'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
}

/** `has` tells whether the token has a scope; `base` is where files are uploaded and downloaded. */
export function callMethod(world: World, method: string, args: Args, has: (scope: string) => boolean, base = ''): Answer {
  const needed = scopesOf[method]
  if (!needed) return no('unknown_method')
  if (needed.length > 0 && !needed.some(has)) return { ...no('missing_scope'), needed: needed[0] }
  switch (method) {
    case 'auth.test':
      return yes({ team: 'Example Sales', team_id: world.team, user: 'dealbell', user_id: world.bot.user, bot_id: world.bot.id })
    case 'chat.postMessage':
      return postMessage(world, args, has)
    case 'chat.update':
      return update(world, args)
    case 'chat.postEphemeral':
      return postEphemeral(world, args)
    case 'conversations.history':
      return history(world, args)
    case 'conversations.replies':
      return replies(world, args)
    case 'conversations.info':
      return info(world, args)
    case 'conversations.join':
      return join(world, args)
    case 'conversations.members':
      return members(world, args)
    case 'conversations.open':
      return world.users.has(String(args.users)) ? yes({ channel: { id: world.directWith(String(args.users)).id } }) : no('user_not_found')
    case 'files.info':
      return fileInfo(world, args, base)
    case 'files.getUploadURLExternal':
      return uploadUrl(world, args, base)
    case 'files.completeUploadExternal':
      return completeUpload(world, args, base)
    case 'users.info':
      return userInfo(world, args)
    case 'users.list':
      return userList(world, args)
    default:
      return viewsOpen(world, args)
  }
}

/** What stands in a message has to be there, taken in, and a picture: https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object */
function refusalOfPictures(world: World, blocks: unknown): string | undefined {
  const files = (Array.isArray(blocks) ? blocks : []).map((block) => Object(Object(block).slack_file).id)
  const at = files.findIndex((id) => {
    const file = id === undefined ? undefined : world.files.get(String(id))
    return id !== undefined && !(file?.content && world.isTakenIn(file) && /\.(png|jpe?g|gif)$/.test(file.name))
  })
  return at < 0 ? undefined : `invalid slack file [json-pointer:/blocks/${at}/slack_file]`
}

function contentsIn(world: World, args: Args): Pick<FakeMessage, 'text' | 'blocks' | 'metadata'> | Answer {
  const text = typeof args.text === 'string' ? args.text : ''
  const blocks = args.blocks
  if (text === '' && blocks === undefined) return no('no_text')
  if (text.length > 40_000) return no('msg_too_long')
  if (blocks !== undefined) {
    const refusal = refusalOfBlocks(blocks) ?? refusalOfPictures(world, blocks)
    if (refusal === 'msg_blocks_too_long') return no(refusal)
    if (refusal) return no('invalid_blocks', [`[ERROR] ${refusal}`])
  }
  const metadata = args.metadata
  if (metadata !== undefined) {
    const { event_type: type, event_payload: payload } = Object(metadata)
    if (typeof type !== 'string' || !/^[a-z0-9_]+$/i.test(type) || typeof payload !== 'object' || payload === null)
      return no('invalid_metadata_format')
  }
  return {
    text,
    blocks: Array.isArray(blocks) ? blocks : [],
    ...(metadata ? { metadata: metadata as NonNullable<FakeMessage['metadata']> } : {}),
  } // checked above
}

/** Where the bot may write; a private channel that it is not in does not exist for it. */
function writable(world: World, id: unknown, has: (scope: string) => boolean): FakeChannel | Answer {
  const channel = world.channels.get(String(id)) ?? (world.users.has(String(id)) ? world.directWith(String(id)) : undefined)
  if (!channel) return no('channel_not_found')
  if (channel.archived) return no('is_archived')
  if (channel.members.has(world.bot.user)) return channel
  if (channel.kind !== 'public') return no('channel_not_found')
  return has('chat:write.public') ? channel : no('not_in_channel')
}

function readable(world: World, id: unknown): FakeChannel | Answer {
  const channel = world.channels.get(String(id))
  if (!channel || (channel.kind !== 'public' && !channel.members.has(world.bot.user))) return no('channel_not_found')
  return channel.members.has(world.bot.user) ? channel : no('not_in_channel')
}

function postMessage(world: World, args: Args, has: (scope: string) => boolean): Answer {
  const channel = writable(world, args.channel, has)
  if ('ok' in channel) return channel
  const contents = contentsIn(world, args)
  if ('ok' in contents) return contents
  const thread = args.thread_ts === undefined ? undefined : String(args.thread_ts)
  if (thread !== undefined && !world.messages.some(({ ts, channel: at }) => ts === thread && at === channel.id))
    return no('thread_not_found')
  const message: FakeMessage = { ts: world.newTs(), channel: channel.id, ...contents, edits: 0, ...(thread ? { thread_ts: thread } : {}) }
  world.messages.push(message)
  return yes({ channel: channel.id, ts: message.ts, message: asSeen(world, message, true) })
}

function update(world: World, args: Args): Answer {
  const channel = world.channels.get(String(args.channel))
  if (!channel) return no('channel_not_found')
  const message = world.messages.find(({ ts, channel: at }) => ts === args.ts && at === channel.id)
  if (!message) return no('message_not_found')
  if (channel.archived) return no('is_inactive')
  const contents = contentsIn(world, args)
  if ('ok' in contents) return contents
  Object.assign(message, contents, { edits: message.edits + 1 })
  return yes({ channel: channel.id, ts: message.ts, text: message.text })
}

function postEphemeral(world: World, args: Args): Answer {
  const channel = readable(world, args.channel)
  if ('ok' in channel) return channel
  const user = String(args.user)
  if (!channel.members.has(user)) return no('user_not_in_channel')
  const contents = contentsIn(world, args)
  if ('ok' in contents) return contents
  const ts = world.newTs()
  world.privates.push({
    to: user,
    channel: channel.id,
    ts,
    via: 'chat.postEphemeral',
    text: contents.text,
    blocks: contents.blocks,
    replaced: 0,
  })
  return yes({ message_ts: ts })
}

function asSeen(world: World, message: FakeMessage, withMetadata: boolean): Record<string, unknown> {
  const { ts, text, blocks, metadata, thread_ts, edits } = message
  return {
    type: 'message',
    user: world.bot.user,
    bot_id: world.bot.id,
    app_id: world.bot.app,
    ts,
    text,
    blocks,
    ...(thread_ts ? { thread_ts } : {}),
    ...(message.files ? { subtype: 'file_share', files: message.files.map((id) => ({ id, name: world.files.get(id)?.name })) } : {}),
    ...(edits > 0 ? { edited: { user: world.bot.user, ts } } : {}),
    ...(withMetadata && metadata ? { metadata } : {}),
  }
}

/** A page of what is asked for, with a cursor to the next. */
function paged<T>(all: readonly T[], args: Args, name: string, each: (one: T) => unknown): Answer {
  const limit = Math.min(Number(args.limit ?? 100) || 100, 999)
  const from = args.cursor ? Number(Buffer.from(String(args.cursor), 'base64').toString().replace('next:', '')) : 0
  if (!Number.isInteger(from)) return no('invalid_cursor')
  const more = from + limit < all.length
  return yes({
    [name]: all.slice(from, from + limit).map(each),
    has_more: more,
    response_metadata: { next_cursor: more ? Buffer.from(`next:${from + limit}`).toString('base64') : '' },
  })
}

const since = (args: Args) => (message: FakeMessage) =>
  args.oldest === undefined ||
  Number(message.ts) > Number(args.oldest) ||
  (String(args.inclusive) === 'true' && Number(message.ts) === Number(args.oldest))

const wantsMetadata = (args: Args) => String(args.include_all_metadata) === 'true'

function history(world: World, args: Args): Answer {
  const channel = readable(world, args.channel)
  if ('ok' in channel) return channel
  const seen = world.posts(channel.id).filter((message) => !message.thread_ts && since(args)(message))
  return paged(seen.toReversed(), args, 'messages', (message) => asSeen(world, message, wantsMetadata(args)))
}

function replies(world: World, args: Args): Answer {
  const channel = readable(world, args.channel)
  if ('ok' in channel) return channel
  const parent = world.posts(channel.id).find(({ ts }) => ts === args.ts)
  if (!parent) return no('thread_not_found')
  const seen = world.posts(channel.id).filter((message) => message.thread_ts === parent.ts && since(args)(message))
  return paged([parent, ...seen], args, 'messages', (message) => asSeen(world, message, wantsMetadata(args)))
}

function info(world: World, args: Args): Answer {
  const channel = world.channels.get(String(args.channel))
  if (!channel || (channel.kind !== 'public' && !channel.members.has(world.bot.user))) return no('channel_not_found')
  return yes({
    channel: {
      id: channel.id,
      name: channel.name,
      is_channel: channel.kind === 'public',
      is_group: channel.kind === 'private',
      is_private: channel.kind !== 'public',
      is_im: channel.kind === 'direct',
      is_archived: channel.archived,
      is_member: channel.members.has(world.bot.user),
      is_shared: false,
      is_ext_shared: false,
      is_org_shared: false,
      is_pending_ext_shared: false,
      ...(channel.kind === 'direct' ? { user: [...channel.members].find((id) => id !== world.bot.user) } : {}),
      ...channel.more,
    },
  })
}

/** https://docs.slack.dev/reference/methods/conversations.members: ids alone, at most a thousand a page. */
function members(world: World, args: Args): Answer {
  const channel = world.channels.get(String(args.channel))
  if (!channel || (channel.kind !== 'public' && !channel.members.has(world.bot.user))) return no('channel_not_found')
  if (args.limit !== undefined && !(Number(args.limit) >= 1 && Number(args.limit) <= 1_000)) return no('invalid_limit')
  const { has_more: _, ...answer } = paged([...channel.members], args, 'members', (id) => id)
  return answer as Answer // without one of its optional parts it is still an answer
}

function join(world: World, args: Args): Answer {
  const channel = world.channels.get(String(args.channel))
  if (!channel) return no('channel_not_found')
  if (channel.kind !== 'public')
    return no(channel.members.has(world.bot.user) ? 'method_not_supported_for_channel_type' : 'channel_not_found')
  if (channel.archived) return no('is_archived')
  channel.members.add(world.bot.user)
  return yes({ channel: { id: channel.id } })
}

/** https://docs.slack.dev/reference/methods/files.info */
function fileInfo(world: World, args: Args, base: string): Answer {
  const file = world.files.get(String(args.file))
  if (!file?.content) return no('file_not_found')
  const { id, name, size } = file
  const url = `${base}/file/${id}/${encodeURIComponent(name)}`
  const mimetype = world.isTakenIn(file) ? { mimetype: /\.png$/.test(name) ? 'image/png' : 'text/csv' } : {}
  return yes({ file: { id, name, size, ...mimetype, url_private: url, url_private_download: `${url}?download` } })
}

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
function uploadUrl(world: World, args: Args, base: string): Answer {
  const [name, size] = [String(args.filename ?? ''), Number(args.length)]
  if (name === '') return no('invalid_arguments', ['[ERROR] missing required field: filename'])
  if (!Number.isInteger(size) || size < 1) return no('invalid_arguments', ['[ERROR] must be greater than 0: length'])
  const id = world.newId('F')
  world.files.set(id, { id, name, size, content: undefined, shared: false })
  return yes({ upload_url: `${base}/upload/${id}`, file_id: id })
}

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
function completeUpload(world: World, args: Args, base: string): Answer {
  const asked = Array.isArray(args.files) ? args.files.map((each) => world.files.get(String(Object(each).id))) : []
  const files = asked.filter((file) => file?.content !== undefined && !file.shared)
  if (asked.length === 0 || files.length < asked.length) return no('file_not_found')
  const channel = world.channels.get(String(args.channel_id)) // an id of a conversation: a person's is not taken
  if (args.channel_id !== undefined && !channel?.members.has(world.bot.user)) return no('channel_not_found')
  for (const file of files) if (file) Object.assign(file, { shared: true, takenInAt: world.now() + world.takesIn })
  const completed = yes({ files: files.map((file) => ({ id: file?.id, title: file?.name, permalink: `${base}/files/${file?.id}` })) })
  if (!channel) return completed
  world.messages.push({
    ts: world.newTs(),
    channel: channel.id,
    text: String(args.initial_comment ?? ''),
    blocks: [],
    edits: 0,
    files: files.flatMap((file) => file?.id ?? []),
    ...(args.thread_ts ? { thread_ts: String(args.thread_ts) } : {}),
  })
  return completed
}

export const userObject = (world: World, { id, name, realName, timeZone, locale, more }: FakeUser, withLocale: boolean) => ({
  id,
  team_id: world.team,
  name,
  deleted: false,
  real_name: realName,
  tz: timeZone,
  is_bot: false,
  is_restricted: false,
  is_ultra_restricted: false,
  profile: { real_name: realName, display_name: name },
  ...(withLocale ? { locale } : {}),
  ...more,
})

/** A bot has a user of its own, which Slack lists with everybody else's. */
const botUser = (world: World): FakeUser => ({ id: world.bot.user, name: 'dealbell', realName: 'Dealbell', more: { is_bot: true } })

function userInfo(world: World, args: Args): Answer {
  const user = args.user === world.bot.user ? botUser(world) : world.users.get(String(args.user))
  return user ? yes({ user: userObject(world, user, String(args.include_locale) === 'true') }) : no('user_not_found')
}

const userList = (world: World, args: Args): Answer =>
  paged([...world.users.values()], args, 'members', (user) => userObject(world, user, false))

function viewsOpen(world: World, args: Args): Answer {
  const refusal = refusalOfView(args.view)
  if (refusal) return no('invalid_arguments', [`[ERROR] ${refusal}`])
  const trigger = world.useTrigger(args.trigger_id)
  if ('error' in trigger) return no(trigger.error)
  const id = world.newId('V')
  world.views.push({ id, user: trigger.user, view: args.view as Record<string, unknown>, errors: {}, closed: false }) // refusalOfView has read it
  return yes({ view: { id } })
}
