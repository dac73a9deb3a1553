// What somebody typed into a command's field, out of Discord's wire form: channels, roles, times and emoji as words, and real mentions of
// people told apart from typed text that only looks like one. https://docs.discord.com/developers/reference#message-formatting
import { type Json, objectIn, textIn } from '../conversation/json.ts'
import { withoutMentions } from '../conversation/mention.ts'

/** What Discord says of the ids in a command's fields. */
export interface Resolved {
  readonly users: Json
  readonly roles: Json
  readonly channels: Json
}

/** The ids of channels, by the word as which each stands in the text, without the sign. */
export type Channels = Record<string, string>

const forms =
  /<(?:@!?(?<user>\d+)|@&(?<role>\d+)|#(?<channel>\d+)|a?:(?<emoji>\w+):\d+|t:(?<time>-?\d{1,13})(?::(?<style>[tTdDfFsSR]))?|\/(?<command>[^:<>]+):\d+|(?<link>https?:\/\/[^\s<>]+))>/g

/**
 * A person who was mentioned stands in it as `<@123|handle>` or `<@123>`; nothing else in it reads `<@`. Discord does not mark what was typed by
 * hand: a typed `<@123>` is taken for the mention as which Discord shows it. `channels` is told those that are named in it.
 */
export function typedText(wire: string, resolved: Resolved, channels: Channels): string {
  let text = ''
  let words = ''
  let from = 0
  for (const form of wire.matchAll(forms)) {
    const { user, role, channel, emoji, time, style, command, link } = form.groups ?? {}
    words += wire.slice(from, form.index)
    from = form.index + form[0].length
    if (user !== undefined) {
      text += withoutMentions(words) + mention(user, resolved)
      words = ''
    } else if (channel !== undefined) words += `#${channelWord(channel, resolved, channels)}`
    else if (role !== undefined) words += roleWord(role, resolved)
    else if (emoji !== undefined) words += `:${emoji}:`
    else if (time !== undefined) words += spokenTime(Number(time), style) ?? form[0]
    else words += command === undefined ? (link ?? form[0]) : `/${command}`
  }
  return text + withoutMentions(words + wire.slice(from))
}

/** A person who was chosen or mentioned. A handle that the grammar would take for several words is left out: the id says enough. */
export function mention(id: string, { users }: Resolved): string {
  const handle = textIn(objectIn(users[id]).username)
  return `<@${id}${handle && /^[^\s|&<>]+$/.test(handle) ? `|${handle}` : ''}>`
}

export const roleWord = (id: string, { roles }: Resolved): string => `@${(textIn(objectIn(roles[id]).name) ?? id).replace(/^@/, '')}`

/** The word for a channel, without the sign, which `known` then tells the id of; a voice channel or a thread may be called anything. */
export function channelWord(id: string, resolved: Resolved, known: Channels): string {
  const name = (textIn(objectIn(resolved.channels[id]).name) ?? id).replace(/[\s#<>"“”„«»「」\p{C}]+/gu, '-').replace(/^-+|-+$/g, '')
  const word = name !== '' && (!Object.hasOwn(known, name) || known[name] === id) ? name : id
  Object.defineProperty(known, word, { value: id, enumerable: true, configurable: true, writable: true }) // whatever it is called
  return word
}

/** A day, or where a time of day is shown that one, as in UTC; undefined for what is no time. */
function spokenTime(seconds: number, style: string | undefined): string | undefined {
  const at = new Date(seconds * 1_000)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1 || at.getUTCFullYear() > 9_999) return undefined
  const iso = at.toISOString()
  return style === 't' || style === 'T' ? iso.slice(11, 16) : iso.slice(0, 10)
}
