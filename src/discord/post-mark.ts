// How a posted message carries its key, so that it can be found again.
import { createHash } from 'node:crypto'
import { type Json, listIn, objectIn } from '../conversation/json.ts'
import { limits } from './limits.ts'

const digest = (key: string): Buffer => createHash('sha256').update(`post ${key}`).digest()

/** Two ids of components of a message: different ones from 1 to 2³¹ − 1. */
export function markIds(key: string): [number, number] {
  const bytes = digest(key)
  const first = bytes.readUInt32BE(0) >>> 1 || 1
  const second = bytes.readUInt32BE(4) >>> 1 || 1
  return [first, first === second ? (second % limits.componentId) + 1 : second]
}

/** Discord keeps it for some minutes, and posts nothing a second time under the same. */
export const nonceOf = (key: string): string => createHash('sha256').update(`nonce ${key}`).digest('base64url').slice(0, limits.nonce)

/** True for a message (as Discord's REST API shows it) that was posted under this key. */
export function carries(message: Json, key: string): boolean {
  if (message.nonce === nonceOf(key)) return true
  const [first, second] = markIds(key)
  const ids = new Set(listIn(message.components).map((component) => objectIn(component).id))
  return ids.has(first) && ids.has(second)
}
