// Messages of the fake Discord: what becomes of a body that creates one or changes one, and how a message is shown by the API.
import { type Json, listIn, objectIn, textIn } from '../../../src/conversation/json.ts'
import { type Given, Refusal } from './http.ts'
import { problemsOf } from './message-rules.ts'
import { type FakeFile, type FakeMessage, type FakeUser, ids, timeOf, type World } from './world.ts'

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const flag = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, loading: 1 << 7, suppressNotifications: 1 << 12, layout: 1 << 15 } as const

export interface Contents {
  readonly content: string
  readonly embeds: readonly Json[]
  readonly components: readonly Json[]
  readonly files: readonly FakeFile[]
  readonly layout: boolean
  readonly pinged: readonly string[]
}

/** `errors` with one message at one place: https://docs.discord.com/developers/reference#error-messages */
export const invalid = (at: string, code: string, message: string): Refusal => {
  const leaf = { _errors: [{ code, message }] }
  const errors = at.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), leaf)
  return new Refusal(400, 50035, 'Invalid Form Body', errors)
}

/** What a message holds after this body; throws a refusal. `before`: the message that is changed. */
export function contentsAfter(world: World, body: Json, given: ReadonlyMap<string, Given>, before?: FakeMessage): Contents {
  const layout = Boolean((before?.flags ?? 0) & flag.layout) || Boolean(Number(body.flags ?? 0) & flag.layout)
  const content = body.content === undefined ? (before?.content ?? '') : (textIn(body.content) ?? '')
  const embeds = body.embeds === undefined ? (before?.embeds ?? []) : listIn(body.embeds).map(objectIn)
  const components = body.components === undefined ? (before?.components ?? []) : listIn(body.components).map(objectIn)
  const files = filesAfter(world, body, given, before)
  // The program cannot know how a message stands there: that it is told so is no mistake of its own.
  if (before && !before.loading && before.flags & flag.layout && (content !== '' || embeds.length > 0))
    throw new Refusal(400, 50035, 'Invalid Form Body', { content: { _errors: [legacy] } }, 'as it stands')
  const problems = problemsOf(whole(body, before), {
    files: [...given.values()].map(({ name, bytes }) => ({ name, size: bytes.length })),
    standing: Object.fromEntries((before?.files ?? []).map(({ filename, id }) => [filename, id])),
    standsInComponents: layout,
  })
  if (problems.includes('an empty message') && problems.length === 1) throw new Refusal(400, 50006, 'Cannot send an empty message')
  if (problems.length > 0)
    throw new Refusal(400, 50035, 'Invalid Form Body', { _errors: problems.map((message) => ({ code: 'BASE_TYPE_INVALID', message })) })
  const numbered = withIds(components)
  return { content, embeds, components: numbered, files, layout, pinged: pingedBy([content, wordsOf(numbered)].join('\n'), body) }
}

const legacy = {
  code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  message: 'The message cannot be sent with legacy fields with flag IS_COMPONENTS_V2',
}

/** With what stays as it stands. */
const whole = (body: Json, before: FakeMessage | undefined): Json => {
  if (!before || before.loading) return body
  const { content, embeds, components } = before
  return {
    ...(content === '' ? {} : { content }),
    ...(embeds.length > 0 ? { embeds } : {}),
    ...(components.length > 0 ? { components } : {}),
    ...body,
  }
}

function filesAfter(world: World, body: Json, given: ReadonlyMap<string, Given>, before: FakeMessage | undefined): FakeFile[] {
  const listed = body.attachments === undefined ? undefined : listIn(body.attachments).map(objectIn)
  const standing = before?.files ?? []
  const kept = listed ? standing.filter(({ id }) => listed.some((each) => String(each.id) === id)) : standing
  const unknown = (listed ?? []).find(({ id }) => !given.has(String(id)) && !standing.some((file) => file.id === String(id)))
  if (unknown) throw invalid('attachments', 'ATTACHMENT_NOT_FOUND', `The attachment was not found: ${String(unknown.id)}`)
  const total = [...given.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (total > 25 * 1024 * 1024) throw new Refusal(413, 40005, 'Request entity too large')
  if (kept.length + given.size > 10) throw invalid('attachments', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.')
  const added = [...given].map(([number, { name, type, bytes }]) => {
    const about = listed?.find((each) => String(each.id) === number)
    return { id: world.newId(), filename: textIn(about?.filename) ?? name, content_type: type, bytes }
  })
  return [...kept, ...added]
}

/** Discord numbers the components that came without an id: https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
function withIds(components: readonly Json[]): Json[] {
  const taken = new Set<number>()
  const collect = (each: Json): void => {
    if (typeof each.id === 'number' && each.id > 0) {
      if (taken.has(each.id)) throw invalid('components', 'COMPONENT_DUPLICATE_ID', `Component id cannot be duplicated: ${each.id}`)
      taken.add(each.id)
    }
    for (const inner of innerOf(each)) collect(inner)
  }
  components.forEach(collect)
  let next = 1
  const numbered = (each: Json): Json => {
    const id = typeof each.id === 'number' && each.id > 0 ? each.id : free()
    return {
      ...each,
      id,
      ...(Array.isArray(each.components) ? { components: each.components.map((inner) => numbered(objectIn(inner))) } : {}),
      ...(each.accessory ? { accessory: numbered(objectIn(each.accessory)) } : {}),
    }
  }
  const free = (): number => {
    while (taken.has(next)) next++
    return next++
  }
  return components.map(numbered)
}

const innerOf = (component: Json): Json[] => [
  ...listIn(component.components).map(objectIn),
  ...(component.accessory ? [objectIn(component.accessory)] : []),
]

/** Every component, whatever it stands in, in reading order. */
export const componentsIn = (components: readonly Json[]): Json[] =>
  components.flatMap((component) => [component, ...componentsIn(innerOf(component))])

/** The words of components, in reading order: texts and the labels of buttons. */
export const wordsOf = (components: readonly Json[]): string =>
  componentsIn(components)
    .flatMap((component) =>
      component.type === 10 ? (textIn(component.content) ?? []) : component.type === 2 ? `[${component.label}]` : [],
    )
    .join('\n')

/** All that is read in a message: content, embeds, components. */
export function readIn({ content, embeds, components }: Pick<FakeMessage, 'content' | 'embeds' | 'components'>): string {
  const ofEmbed = (embed: Json) => [
    textIn(objectIn(embed.author).name),
    textIn(embed.title),
    textIn(embed.description),
    ...listIn(embed.fields).flatMap((field) => [textIn(objectIn(field).name), textIn(objectIn(field).value)]),
    textIn(objectIn(embed.footer).text),
  ]
  return [content, ...embeds.flatMap(ofEmbed), wordsOf(components)].filter(Boolean).join('\n')
}

/** Whom a text pings: https://docs.discord.com/developers/resources/message#allowed-mentions-object. In an embed nobody is. */
function pingedBy(text: string, { allowed_mentions: allowed }: Json): string[] {
  const { parse, users, roles } = objectIn(allowed)
  const may = (kind: string, list: unknown, id: string) =>
    allowed === undefined || listIn(parse).includes(kind) || listIn(list).map(String).includes(id)
  const found = (pattern: RegExp, kind: string, list: unknown) =>
    [...text.matchAll(pattern)].flatMap(([, id = '']) => (may(kind, list, id) ? id : []))
  return [
    ...found(/<@!?(\d+)>/g, 'users', users),
    ...found(/<@&(\d+)>/g, 'roles', roles),
    ...found(/@(everyone|here)/g, 'everyone', undefined),
  ]
}

/** https://docs.discord.com/developers/resources/user#user-object */
export const userObject = ({ id, username, global_name, bot }: FakeUser) => ({
  id,
  username,
  discriminator: '0',
  global_name,
  avatar: null,
  public_flags: 0,
  ...(bot ? { bot } : {}),
})

/** https://docs.discord.com/developers/resources/message#message-object. A nonce is told once, in the answer to the post. */
export function messageObject(world: World, message: FakeMessage, base: string) {
  const { id, channel, author, content, embeds, components, files, flags, reference, pinged, interaction, edits } = message
  return {
    id,
    channel_id: channel,
    author: userObject(world.user(author)),
    content,
    timestamp: new Date(timeOf(id)).toISOString(),
    edited_timestamp: edits > 0 ? new Date(world.now()).toISOString() : null,
    tts: false,
    mention_everyone: pinged.includes('everyone') || pinged.includes('here'),
    mentions: pinged.flatMap((each) => world.users.get(each) ?? []).map(userObject),
    mention_roles: [],
    attachments: files.map((file) => attachmentObject(channel, file, base)),
    embeds: embeds.map((embed) => ({ type: 'rich', ...embed })),
    components,
    pinned: false,
    type: interaction ? 20 : reference ? 19 : 0,
    flags: flags | (message.loading ? flag.loading : 0) | (message.to === undefined ? 0 : flag.ephemeral),
    ...(author === ids.bot ? { application_id: ids.bot, ...(interaction ? { webhook_id: ids.bot } : {}) } : {}),
    ...(reference ? { message_reference: { type: 0, channel_id: channel, message_id: reference } } : {}),
  }
}

export const attachmentObject = (channel: string, { id, filename, content_type, bytes }: FakeFile, base: string) => ({
  id,
  filename,
  size: bytes.length,
  url: `${base}/attachments/${channel}/${id}/${encodeURIComponent(filename)}`,
  proxy_url: `${base}/attachments/${channel}/${id}/${encodeURIComponent(filename)}`,
  content_type,
})
