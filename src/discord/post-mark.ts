// How a posted message carries its key, so that it can be found again when the answer to its posting was lost. The nonce keeps Discord from
// posting it twice for some minutes, but is not told later. What is told of a message is what it shows, so the mark stands in it unseen:
// - as the ids of two components, where it has components;
// - as the address of its embed, which Discord shows only behind a title, and ours have none;
// - where it has neither, as characters without width behind its content.
import { createHash } from 'node:crypto'
import { type Json, listIn, objectIn, textIn } from '../conversation/json.ts'
import type { RowComponent } from './buttons.ts'
import type { Embed } from './classic.ts'
import { type Component, space } from './layout.ts'
import { limits } from './limits.ts'

const digest = (key: string): Buffer => createHash('sha256').update(`post ${key}`).digest()

/** Discord gives the components that have no id the smallest numbers. */
const least = 2 ** 16

/** Two ids of components of a message: different ones, of 31 bits. */
export function markIds(key: string): [number, number] {
  const bytes = digest(key)
  const at = (place: number) => least + (bytes.readUInt32BE(place) % (limits.componentId - least))
  const [first, second] = [at(0), at(4)]
  return [first, first === second ? second + 1 : second]
}

/** Posted twice under the same, a message is posted once. */
export const nonceOf = (key: string): string => createHash('sha256').update(`nonce ${key}`).digest('base64url').slice(0, limits.nonce)

const inAddress = (key: string): string => digest(key).toString('hex').slice(0, 32)
const addressOf = (key: string): string => `https://discord.com/?dealbell=${inAddress(key)}`

const digits = ['\u200b', '\u200c', '\u200d']

/**
 * 64 bits as characters without width; no blanks, which Discord takes off a message's ends. These it leaves there: bridges put them around
 * a message to keep its blanks (https://github.com/qaisjp/go-discord-irc/pull/137).
 */
export function unseenMark(key: string): string {
  const number = [...digest(key).readBigUInt64BE(0).toString(3).padStart(41, '0')]
  return `${digits[0]}${number.map((digit) => digits[Number(digit)]).join('')}${digits[0]}`
}

/** A content without its mark, whatever its key. */
export const withoutMark = (content: string): string => content.replace(/[\u200b-\u200d]{43}$/, '')

/** Two components carry the mark; where there is but one, an empty space below it is the other. */
export function markedLayout(components: readonly Component[], key: string): object[] {
  const [one, two] = markIds(key)
  const [first, second = space, ...rest] = components
  return [{ ...first, id: one }, { ...second, id: two }, ...rest]
}

/** The first row, and what is first in it. */
export function markedRows([row, ...rows]: readonly RowComponent[], key: string): object[] {
  if (!row) return []
  const [one, two] = markIds(key)
  const [first, ...others] = row.components
  return [{ ...row, id: one, components: [{ ...first, id: two }, ...others] }, ...rows]
}

export const markedEmbed = (embed: Embed, key: string): Embed => ({ url: addressOf(key), ...embed })

/** True for a message (as Discord's API shows it) that was posted under this key. */
export function carries(message: Json, key: string): boolean {
  // However Discord writes the address.
  if (listIn(message.embeds).some((embed) => textIn(objectIn(embed).url)?.includes(inAddress(key)))) return true
  if (textIn(message.content)?.endsWith(unseenMark(key))) return true
  const ids = new Set(idsIn(message.components))
  return markIds(key).every((id) => ids.has(id))
}

const idsIn = (components: unknown): readonly unknown[] =>
  listIn(components)
    .map(objectIn)
    .flatMap(({ id, components: inside, accessory }) => [id, ...idsIn(inside), ...(accessory ? [objectIn(accessory).id] : [])])
