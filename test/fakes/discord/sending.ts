// What Discord sends when somebody types a command, fills in its fields, presses a button or sends a form; made from the commands that
// were registered and the messages that stand there. What a person could not do in Discord's own client is refused.
import { randomBytes } from 'node:crypto'
import { type Json, listIn, objectIn, textIn } from '../../../src/conversation/json.ts'
import type { Sent } from './callbacks.ts'
import { commandNamed, optionType } from './commands.ts'
import { attachmentObject, componentsIn, messageObject, userObject } from './messages.ts'
import { channelObject, memberObject } from './rest.ts'
import { type FakeMessage, ids, type OpenModal, type World } from './world.ts'

export interface By {
  readonly person: string
  readonly channel: string
  /** What the person's own client speaks. */
  readonly locale?: string
}

/** Given values by the option's name; a person as the id, a file as `{name, bytes}`. */
export type Values = Readonly<Record<string, string | number | boolean | { readonly name: string; readonly bytes: Buffer }>>

/** An interaction around its data. */
export function interaction(
  world: World,
  type: number,
  { person, channel, locale = 'en-GB' }: By,
  data: Json,
  about: FakeMessage | undefined,
  base: string,
): Sent {
  const place = world.channels.get(channel)
  if (!place) throw new Error(`${channel} is no channel`)
  const guild = place.guild
  const member = guild === undefined ? undefined : world.guilds.get(guild)?.members.get(person)
  if (guild !== undefined && !member) throw new Error(`${person} is not in that server`)
  const id = world.newId()
  const token = `aW50ZXJhY3Rpb246${id}${randomBytes(60).toString('base64url')}`
  const home = guild === undefined ? {} : { guild_id: guild, guild: { id: guild, locale: 'en-GB', features: [] }, guild_locale: 'en-GB' }
  const permissions = world.permissions(place, person).toString()
  const who = member ? { member: { ...memberObject(member), permissions } } : { user: userObject(world.user(person)) }
  const payload: Json = {
    version: 1,
    type,
    token,
    id,
    application_id: ids.bot,
    locale,
    channel_id: channel,
    channel: { ...channelObject(world, place), permissions },
    ...home,
    ...who,
    app_permissions: world.permissions(place).toString(),
    context: guild === undefined ? 1 : 0,
    attachment_size_limit: 10 * 1024 * 1024,
    authorizing_integration_owners: { '0': guild ?? '0' },
    entitlements: [],
    entitlement_sku_ids: [],
    data,
    ...(about ? { message: messageObject(world, about, base) } : {}),
  }
  return { id, token, kind: type, person, channel, payload, at: world.now(), about, answered: () => {} }
}

/** The command and the option lists on the way to what was meant: `deal won` is the subcommand `won` of `/deal`. */
function meant(world: World, channel: string, words: string) {
  const [name = '', ...rest] = words.split(' ')
  const guild = world.channels.get(channel)?.guild
  const command = commandNamed(world, guild, name)
  if (!command) throw new Error(`No command /${name} is registered`)
  if (guild === undefined && Array.isArray(command.contexts) && !command.contexts.includes(1)) throw new Error(`/${name} is not for here`)
  if (guild === undefined && command.guild_id !== undefined) throw new Error(`/${name} is a server's own`)
  const path: Json[] = []
  let options = listIn(command.options).map(objectIn)
  for (const word of rest) {
    const next = options.find((each) => each.name === word && (each.type === optionType.subcommand || each.type === optionType.group))
    if (!next) throw new Error(`/${words}: ${word} is no subcommand; there are ${options.map((each) => each.name).join(', ')}`)
    path.push(next)
    options = listIn(next.options).map(objectIn)
  }
  if (options.some(({ type }) => type === optionType.subcommand || type === optionType.group))
    throw new Error(`/${words} needs a subcommand`)
  return { command, path, options }
}

function around(command: Json, path: readonly Json[], given: readonly Json[], more: Json): Json {
  const options = path.reduceRight<readonly Json[]>((inner, { name, type }) => [{ name, type, options: inner }], given)
  const home = command.guild_id === undefined ? {} : { guild_id: command.guild_id }
  return { id: command.id, name: command.name, type: 1, ...home, ...(options.length > 0 ? { options } : {}), ...more }
}

/** The data of a typed command. Throws for what the client would not send. */
export function commandData(world: World, channel: string, words: string, values: Values, base: string): Json {
  const { command, path, options } = meant(world, channel, words)
  const unknown = Object.keys(values).filter((name) => !options.some((option) => option.name === name))
  if (unknown.length > 0)
    throw new Error(`/${words} has no option ${unknown.join(', ')}; it has ${options.map(({ name }) => name).join(', ')}`)
  for (const { name, required } of options)
    if (required === true && !(String(name) in values)) throw new Error(`/${words} needs ${String(name)}`)
  const resolved: {
    users: Record<string, object>
    members: Record<string, object>
    attachments: Record<string, object>
    channels: Record<string, object>
  } = {
    ...{ users: {}, members: {}, attachments: {}, channels: {} },
  }
  const given = options.flatMap((option) => {
    const value = values[String(option.name)]
    if (value === undefined) return []
    return [{ name: option.name, type: option.type, value: sentValue(world, channel, option, value, resolved, base) }]
  })
  const found = Object.fromEntries(Object.entries(resolved).filter(([, each]) => Object.keys(each).length > 0))
  return around(command, path, given, Object.keys(found).length > 0 ? { resolved: found } : {})
}

type Resolved = Record<'users' | 'members' | 'attachments' | 'channels', Record<string, object>>

function sentValue(world: World, channel: string, option: Json, value: Values[string], resolved: Resolved, base: string): unknown {
  const name = String(option.name)
  const wrong = (why: string) => new Error(`${name}: ${why}`)
  const choices = listIn(option.choices).map((each) => objectIn(each).value)
  if (choices.length > 0 && !choices.includes(value)) throw wrong(`${String(value)} is none of ${choices.join(', ')}`)
  if (option.type === optionType.string) {
    if (typeof value !== 'string') throw wrong('takes text')
    if (value.length > Number(option.max_length ?? 6_000) || value.length < Number(option.min_length ?? 0))
      throw wrong('too long or too short')
    // Whom a text mentions is resolved too.
    for (const [, id = ''] of value.matchAll(/<@!?(\d+)>/g)) resolve(world, channel, id, resolved)
    return value
  }
  if (option.type === optionType.integer || option.type === optionType.number) {
    if (typeof value !== 'number' || (option.type === optionType.integer && !Number.isInteger(value))) throw wrong('takes a number')
    if (value < Number(option.min_value ?? -(2 ** 53)) || value > Number(option.max_value ?? 2 ** 53)) throw wrong('out of bounds')
    return value
  }
  if (option.type === optionType.boolean) {
    if (typeof value !== 'boolean') throw wrong('takes yes or no')
    return value
  }
  if (option.type === optionType.user) {
    if (typeof value !== 'string' || !world.users.has(value)) throw wrong('takes a person')
    resolve(world, channel, value, resolved)
    return value
  }
  if (option.type === optionType.channel) {
    const meantChannel = typeof value === 'string' ? world.channels.get(value) : undefined
    if (!meantChannel) throw wrong('takes a channel')
    const types = listIn(option.channel_types)
    if (types.length > 0 && !types.includes(meantChannel.type)) throw wrong('takes no channel of that type')
    resolved.channels[meantChannel.id] = { id: meantChannel.id, name: meantChannel.name, type: meantChannel.type, permissions: '0' }
    return value
  }
  if (option.type === optionType.attachment) {
    if (typeof value !== 'object') throw wrong('takes a file')
    const file = uploaded(world, value.name, value.bytes)
    resolved.attachments[file.id] = attachmentObject('ephemeral', file, base)
    return file.id
  }
  throw wrong(`an option of type ${String(option.type)}`)
}

function resolve(world: World, channel: string, id: string, resolved: Resolved): void {
  const user = world.users.get(id)
  if (!user) return
  resolved.users[id] = userObject(user)
  const member = world.guilds.get(world.channels.get(channel)?.guild ?? '')?.members.get(id)
  if (member) {
    const { user: _, deaf: __, mute: ___, ...partial } = memberObject(member)
    resolved.members[id] = { ...partial, permissions: '0' }
  }
}

/** A file that somebody gave; Discord's CDN gives it out. */
export function uploaded(world: World, filename: string, bytes: Buffer) {
  const file = {
    id: world.newId(),
    filename,
    content_type: filename.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/octet-stream',
    bytes,
  }
  world.uploads.set(file.id, file)
  return file
}

/** The data of a field that is being filled in. `values`: the others so far. */
export function autocompleteData(world: World, channel: string, words: string, field: string, typed: string, values: Values): Json {
  const { command, path, options } = meant(world, channel, words)
  const asked = options.find(({ name }) => name === field)
  if (asked?.autocomplete !== true) throw new Error(`/${words}: ${field} is not helped with`)
  const given = options.flatMap((option) => {
    if (option.name === field) return [{ name: field, type: option.type, value: typed, focused: true }]
    const value = values[String(option.name)]
    return value === undefined ? [] : [{ name: option.name, type: option.type, value }]
  })
  return around(command, path, given, {})
}

/** The data of a button, named by its label or its custom id. */
export function pressData(message: FakeMessage, button: string): Json {
  const buttons = componentsIn(message.components).filter(({ type, style }) => type === 2 && style !== 5)
  const pressed = buttons.find(({ label, custom_id: id }) => label === button || id === button)
  if (!pressed) throw new Error(`No button ${button} among: ${buttons.map(({ label }) => label).join(', ') || 'none'}`)
  if (pressed.disabled === true) throw new Error(`${button} cannot be pressed`)
  return { component_type: 2, custom_id: pressed.custom_id, id: pressed.id }
}

/** The same of a select menu, named by its custom id or its placeholder. */
export function choiceData(message: FakeMessage, menu: string, chosen: readonly string[]): Json {
  const menus = componentsIn(message.components).filter(({ type }) => type === 3)
  const found = menus.find(({ placeholder, custom_id: id }) => placeholder === menu || id === menu)
  if (!found) throw new Error(`No menu ${menu} among: ${menus.map(({ placeholder }) => placeholder).join(', ') || 'none'}`)
  const options = listIn(found.options).map(objectIn)
  const values = chosen.map((each) => {
    const option = options.find(({ label, value }) => label === each || value === each)
    if (!option) throw new Error(`No ${each} in ${menu}`)
    return option.value
  })
  return { component_type: 3, custom_id: found.custom_id, id: found.id, values }
}

export interface Field {
  readonly label: string
  readonly description: string | undefined
  readonly component: Json
  /** What stands in it before anybody types. */
  readonly value: string
}

/** The fields of a form, in order. */
export const fieldsOf = ({ modal }: OpenModal): Field[] =>
  listIn(modal.components).flatMap((each) => {
    const { type, label, description, component, components } = objectIn(each)
    const inner = type === 18 ? objectIn(component) : type === 1 ? objectIn(listIn(components)[0]) : undefined
    if (!inner) return []
    return [
      { label: textIn(label) ?? textIn(inner.label) ?? '', description: textIn(description), component: inner, value: standsIn(inner) },
    ]
  })

const standsIn = ({ value, options }: Json): string =>
  textIn(value) ??
  listIn(options)
    .map(objectIn)
    .flatMap((each) => (each.default === true ? [String(each.value)] : []))[0] ??
  ''

/** The data of a form that is sent; `values` by label or custom id, the rest as it stood there. Throws for what the client would not send. */
export function submissionData(world: World, open: OpenModal, values: Values, base: string): Json {
  const fields = fieldsOf(open)
  const named = (field: Field) => [field.label, String(field.component.custom_id)]
  const unknown = Object.keys(values).filter((name) => !fields.some((field) => named(field).includes(name)))
  if (unknown.length > 0) throw new Error(`No field ${unknown.join(', ')} among: ${fields.map(({ label }) => label).join(', ')}`)
  const resolved: Resolved = { users: {}, members: {}, attachments: {}, channels: {} }
  const sentOf = (field: Field): Json => {
    const { component } = field
    const given = named(field).flatMap((name) => (name in values ? [values[name]] : []))[0] ?? field.value
    const about = { type: component.type, id: component.id ?? 0, custom_id: component.custom_id }
    const isEmpty = given === ''
    if (isEmpty && component.required !== false) throw new Error(`${field.label} has to be filled in`)
    if (component.type === 4) {
      const text = String(given)
      if (text.length > Number(component.max_length ?? 4_000)) throw new Error(`${field.label}: too long`)
      if (!isEmpty && text.length < Number(component.min_length ?? 0)) throw new Error(`${field.label}: too short`)
      return { ...about, value: text }
    }
    if (component.type === 19) {
      if (typeof given !== 'object') return { ...about, values: [] }
      const file = uploaded(world, given.name, given.bytes)
      resolved.attachments[file.id] = attachmentObject('ephemeral', file, base)
      return { ...about, values: [file.id] }
    }
    const options = listIn(component.options).map(objectIn)
    const option = options.find(({ label, value }) => value === given || label === given)
    if (!isEmpty && options.length > 0 && !option)
      throw new Error(`${field.label}: ${String(given)} is none of ${options.map(({ label }) => label).join(', ')}`)
    const value = option?.value ?? given
    return component.type === 21 ? { ...about, value: isEmpty ? null : value } : { ...about, values: isEmpty ? [] : [value] }
  }
  let next = 0
  const components = listIn(open.modal.components).flatMap((each): Json[] => {
    const { type, id = ++next } = objectIn(each)
    const field = type === 18 || type === 1 ? fields.shift() : undefined
    if (!field) return type === 10 ? [{ type, id }] : []
    return [type === 18 ? { type, id, component: sentOf(field) } : { type, id, components: [sentOf(field)] }]
  })
  const found = Object.fromEntries(Object.entries(resolved).filter(([, each]) => Object.keys(each).length > 0))
  return { custom_id: open.modal.custom_id, components, ...(Object.keys(found).length > 0 ? { resolved: found } : {}) }
}
