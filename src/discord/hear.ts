// From Discord's interactions to what the conversation hears. Pure; a payload of another shape is undefined, never an exception.
// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
import { type Json, listIn, objectIn, textIn } from '../conversation/json.ts'
import type { Asking, InstallationRef, Place, Speaker, Utterance } from '../conversation/platform.ts'
import type { GivenFile } from './file-ref.ts'
import { pressedId } from './pressed.ts'
import { type Channels, channelWord, mention, type Resolved, roleWord, typedText } from './typed-text.ts'

/** Who it came from, and how they can be answered. */
export interface Origin {
  readonly id: string
  /** Answers the interaction for 15 minutes; a secret. */
  readonly token: string
  /** Undefined in a conversation in private. */
  readonly guild: string | undefined
  readonly speaker: Speaker
  readonly place: Place
  /** The message that was pressed, or whose form was sent: an answer of ours that one person sees, a post that others may read, or none. */
  readonly from: 'nothing' | 'private answer' | 'post'
}

type At = 'installation' | 'speaker' | 'place' | 'requestKey'

export type HeardInteraction = { readonly origin: Origin } & (
  | { readonly kind: 'command'; readonly said: Omit<Utterance, At> }
  /** `numeric`: what could stand there is a number. */
  | { readonly kind: 'asking'; readonly asked: Omit<Asking, At>; readonly numeric: boolean }
  | { readonly kind: 'press'; readonly customId: string }
  | {
      readonly kind: 'submission'
      readonly customId: string
      /** What was filled in, by the field's name, empty for nothing; a file as its reference. */
      readonly values: Readonly<Record<string, string>>
      /** A file came with it. */
      readonly withFile?: true
    }
)

export interface HearingNeeds {
  /** The slot of an option, by the command's words and the option's name. */
  readonly slotOf: (path: string, option: string) => string | undefined
  /** The value of a field in which a file was given. */
  readonly fileRef: (file: GivenFile) => string
}

const types = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const
const option = { string: 3, user: 6, channel: 7, role: 8, mentionable: 9, attachment: 11 } as const
const subcommands: readonly unknown[] = [1, 2]
const chatInput = 1
/** Buttons, and menus in the place of several. */
const pressable: readonly unknown[] = [2, 3]
const ephemeral = 1 << 6
/** Of channels: a direct message, and one among several people. */
const direct: readonly unknown[] = [1, 3]

/** Undefined for what is not of these kinds, or not of their shape. A ping is no news and answered elsewhere. */
export function hearInteraction(interaction: Json, needs: HearingNeeds): HeardInteraction | undefined {
  const origin = originOf(interaction)
  const data = objectIn(interaction.data)
  if (!origin) return undefined
  switch (interaction.type) {
    case types.command:
    case types.autocomplete: {
      const given = givenIn(data, needs)
      if (!given) return undefined
      const { focused, channels, ...said } = given
      if (interaction.type === types.command) return { kind: 'command', origin, said: { ...said, channels } }
      if (!focused) return undefined
      const { [focused.slot]: typed = '', ...fields } = said.fields
      return { kind: 'asking', origin, asked: { ...said, fields, slot: focused.slot, typed }, numeric: focused.numeric }
    }
    case types.component: {
      const customId = pressable.includes(data.component_type) ? pressedId(data) : undefined
      return customId === undefined ? undefined : { kind: 'press', origin, customId }
    }
    case types.modal: {
      const customId = textIn(data.custom_id)
      if (customId === undefined) return undefined
      const withFile = Object.keys(objectIn(objectIn(data.resolved).attachments)).length > 0
      return { kind: 'submission', origin, customId, values: filledIn(data, needs), ...(withFile ? { withFile } : {}) }
    }
    default:
      return undefined
  }
}

/** Who, where and under which name it is remembered, once it is known which server it is about. */
export const heardIn = (guild: string, { id, speaker, place }: Origin) => ({
  installation: { platform: 'discord', id: guild } satisfies InstallationRef,
  speaker,
  place,
  requestKey: `discord/${guild}/${id}`,
})

const snowflake = (value: unknown): string | undefined => (typeof value === 'string' && /^\d{1,20}$/.test(value) ? value : undefined)

function originOf(interaction: Json): Origin | undefined {
  const id = snowflake(interaction.id)
  const token = textIn(interaction.token)
  const user = objectIn(objectIn(interaction.member).user ?? interaction.user)
  const person = snowflake(user.id)
  const channel = snowflake(interaction.channel_id) ?? snowflake(objectIn(interaction.channel).id)
  if (!id || !token || !person || !channel) return undefined
  const guild = snowflake(interaction.guild_id)
  const locale = textIn(interaction.locale)
  return {
    id,
    token,
    guild,
    speaker: {
      id: person,
      handle: textIn(user.username) ?? '',
      ...(locale === undefined ? {} : { locale: localeOf(locale) }),
      ...managing(objectIn(interaction.member).permissions),
    },
    place: { channel, kind: guild === undefined || direct.includes(objectIn(interaction.channel).type) ? 'direct' : 'channel' },
    from: messageKind(interaction.message),
  }
}

/** https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
const manageGuild = 1n << 5n

/** Whether somebody may manage the server, as far as that is said: it is a sum of bits, in which an administrator has all. */
function managing(permissions: unknown): { readonly manages?: boolean } {
  if (typeof permissions !== 'string' || !/^\d{1,30}$/.test(permissions)) return {}
  return { manages: (BigInt(permissions) & manageGuild) !== 0n }
}

function messageKind(message: unknown): Origin['from'] {
  const { id, flags } = objectIn(message)
  if (id === undefined) return 'nothing'
  return typeof flags === 'number' && (flags & ephemeral) !== 0 ? 'private answer' : 'post'
}

/** Discord's word for a language (https://docs.discord.com/developers/reference#locales) as BCP 47 has it. */
export function localeOf(locale: string): string {
  if (locale === 'no') return 'nb'
  return locale.startsWith('zh') ? 'zh' : locale
}

interface Given {
  readonly command: string
  readonly text: string
  readonly fields: Readonly<Record<string, string>>
  readonly channels: Readonly<Record<string, string>>
  readonly focused: { readonly slot: string; readonly numeric: boolean } | undefined
}

/** A command with its subcommands' words, and what stands in its options. */
function givenIn(data: Json, { slotOf, fileRef }: HearingNeeds): Given | undefined {
  const command = textIn(data.name)
  if (command === undefined || (data.type ?? chatInput) !== chatInput) return undefined
  const words: string[] = []
  let options = listIn(data.options)
  for (let depth = 0; depth < 2; depth += 1) {
    const { type, name, options: deeper } = objectIn(options[0])
    if (!subcommands.includes(type)) break
    const word = textIn(name)
    if (word === undefined) return undefined
    words.push(word)
    options = listIn(deeper)
  }
  const path = [command, ...words].join(' ')
  const about = objectIn(data.resolved)
  const resolved = { users: objectIn(about.users), roles: objectIn(about.roles), channels: objectIn(about.channels) }
  const attachments = objectIn(about.attachments)
  const fields: [string, string][] = []
  const channels: Channels = {}
  let focused: Given['focused']
  for (const given of options) {
    const { name, type, value, focused: isFocused } = objectIn(given)
    const called = textIn(name)
    if (called === undefined) return undefined
    const slot = slotOf(path, called) ?? called
    const file = type === option.attachment ? fileIn(attachments, value) : undefined
    fields.push([slot, file ? fileRef(file) : wordsOf(type, value, resolved, channels)])
    if (isFocused === true) focused = { slot, numeric: type === 4 || type === 10 }
  }
  // Whatever an option is called, it becomes a property of its own.
  return { command, text: words.join(' '), fields: Object.fromEntries(fields), channels, focused }
}

/** As if typed. */
function wordsOf(type: unknown, value: unknown, resolved: Resolved, channels: Channels): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return ''
  const id = snowflake(value)
  if (id === undefined || type === option.string) return typedText(value, resolved, channels)
  switch (type) {
    case option.user:
      return mention(id, resolved)
    case option.channel:
      return `#${channelWord(id, resolved, channels)}`
    case option.role:
      return roleWord(id, resolved)
    case option.mentionable:
      return Object.hasOwn(resolved.roles, id) ? roleWord(id, resolved) : mention(id, resolved)
    default:
      return value
  }
}

/** A file that was given, by its id. */
function fileIn(attachments: Json, id: unknown): GivenFile | undefined {
  const { url, filename, size } = objectIn(typeof id === 'string' ? attachments[id] : undefined)
  const from = textIn(url)
  if (from === undefined || !URL.canParse(from)) return undefined
  return { url: from, name: textIn(filename) ?? 'file', size: typeof size === 'number' && size >= 0 ? size : 0 }
}

/** What stands in a modal's inputs, as it was typed or chosen. */
function filledIn(data: Json, { fileRef }: HearingNeeds): Readonly<Record<string, string>> {
  const attachments = objectIn(objectIn(data.resolved).attachments)
  const filled: [string, string][] = []
  for (const row of listIn(data.components)) {
    const { component, components } = objectIn(row)
    for (const input of component === undefined ? listIn(components) : [component]) {
      const { type, custom_id: name, value, values } = objectIn(input)
      if (typeof name !== 'string') continue
      const [first] = listIn(values)
      const file = type === 19 ? fileIn(attachments, first) : undefined
      filled.push([name, file ? fileRef(file) : type === 19 ? '' : (textIn(value) ?? textIn(first) ?? '')])
    }
  }
  return Object.fromEntries(filled)
}
