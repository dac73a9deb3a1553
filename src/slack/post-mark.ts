// How a posted message carries its key, so that it can be found again: as message metadata, and as the id of its first block
// for a Slack that drops metadata.
import { createHash } from 'node:crypto'
import { listIn, objectIn, textIn } from '../conversation/json.ts'
import { limits } from './limits.ts'

export const metadataType = 'dealbell_post'
const prefix = 'post/'

/** The block id for a post's key: the key itself where it fits. */
export function markOf(key: string): string {
  const plain = prefix + key
  return plain.length <= limits.blockId ? plain : `${prefix}sha256/${createHash('sha256').update(key).digest('hex')}`
}

/** True for a message (as Slack's history shows it) that was posted under this key. */
export function carries(message: unknown, key: string): boolean {
  const { metadata, blocks } = objectIn(message)
  const { event_type: type, event_payload: payload } = objectIn(metadata)
  if (type === metadataType && objectIn(payload).key === key) return true
  const mark = markOf(key)
  return listIn(blocks).some((block) => objectIn(block).block_id === mark)
}

const fileMark = (key: string): string => `-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`

/** A file has neither metadata nor blocks: its name carries the mark, before its ending. `deals.csv` becomes `deals-0a1b2c3d4e5f.csv`. */
export const markedName = (name: string, key: string): string => name.replace(/(\.[a-z0-9]+)?$/i, (ending) => `${fileMark(key)}${ending}`)

/** True for the name of a file that was posted under this key. */
export const isMarked = (name: string | undefined, key: string): boolean =>
  name?.replace(/\.[a-z0-9]+$/i, '').endsWith(fileMark(key)) ?? false

/** True for a message that everybody in the channel sees, as against a private answer. */
export function isPost(message: unknown): boolean {
  const { metadata, blocks } = objectIn(message)
  return (
    objectIn(metadata).event_type === metadataType || listIn(blocks).some((block) => textIn(objectIn(block).block_id)?.startsWith(prefix))
  )
}
