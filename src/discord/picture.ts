// A post's picture, drawn in time or not at all: the words say what it shows.
import { unlessLate } from '../conversation/unless-late.ts'
import { type Message, pictureIn } from '../message/message.ts'
import type { Draw } from '../pictures/pictures.ts'
import type { Attachment } from './api.ts'
import type { Log } from './log.ts'

/** Undefined for a message without a picture, and where it cannot be had by then. */
export async function drawnPicture(message: Message, draw: Draw, log: Log, late: AbortSignal): Promise<Attachment | undefined> {
  const picture = pictureIn(message)
  if (!picture) return undefined
  try {
    const bytes = await unlessLate(late, draw(picture.svg, late))
    if (bytes) return { name: picture.name, mediaType: 'image/png', bytes }
    log.warn({ reason: 'too slow' }, 'A post goes without its picture')
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'A post goes without its picture')
  }
  return undefined
}
