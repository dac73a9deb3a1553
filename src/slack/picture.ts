// A picture in a post: uploaded without being shared anywhere, then named in a block of the message. The words say what it shows, so a
// post never waits long for its picture, nor fails because of it.
import type { types, webApi } from '@slack/bolt'
import { objectIn, textIn } from '../conversation/json.ts'
import { unlessLate } from '../conversation/unless-late.ts'
import type { PictureNode } from '../message/message.ts'
import type { Draw } from '../pictures/pictures.ts'
import type { Log } from './bolt-logger.ts'
import { reasonOf } from './failure.ts'
import { limits } from './limits.ts'
import { plainText } from './typed-data.ts'
import { uploadFile } from './upload.ts'

export interface Showing {
  readonly draw: Draw
  /** For a Slack that shows pictures by their address alone: the sandbox's, which gives its files to everybody on the machine. */
  readonly byAddress?: boolean
}

/** How long (ms) between two looks at whether Slack has taken a file in. */
const looksEvery = 250

/** The picture as a block; undefined where it cannot be had by then. */
export async function pictureBlock(
  client: webApi.WebClient,
  picture: PictureNode,
  showing: Showing,
  log: Log,
  late: AbortSignal,
): Promise<types.ImageBlock | undefined> {
  try {
    const source = await unlessLate(late, uploaded(client, picture, showing, late))
    if (source) return { type: 'image', ...source, alt_text: plainText(picture.alt, limits.image.alt, picture.name).text }
    log.warn({ reason: 'too slow' }, 'A post goes without its picture')
  } catch (error) {
    log.warn({ reason: reasonOf(error) }, 'A post goes without its picture')
  }
  return undefined
}

async function uploaded(client: webApi.WebClient, { name, svg }: PictureNode, { draw, byAddress = false }: Showing, late: AbortSignal) {
  const id = await uploadFile(client, { name, mediaType: 'image/png', bytes: await draw(svg, late) })
  late.throwIfAborted()
  const { files } = await client.files.completeUploadExternal({ files: [{ id, title: name }] })
  const address = byAddress && textIn(objectIn(files?.[0]).permalink)
  if (address) return { image_url: address }
  await takenIn(client, id, late)
  return { slack_file: { id } }
}

/**
 * Slack looks at a file before it can stand in a message, and says what type it is once it has:
 * https://github.com/slackapi/slack-github-action/issues/413. Where it does not say, the message is tried.
 */
async function takenIn(client: webApi.WebClient, file: string, late: AbortSignal): Promise<void> {
  try {
    while (!late.aborted) {
      const { file: about } = await client.files.info({ file })
      if (textIn(objectIn(about).mimetype)) return
      await new Promise((resolve) => setTimeout(resolve, looksEvery))
    }
  } catch {}
}
