// Files on Slack: reading one that somebody gave in a modal, and giving one to a person.
import type { webApi } from '@slack/bolt'
import { request } from 'undici'
import { bytesIn } from '../conversation/bytes-in.ts'
import { objectIn, textIn } from '../conversation/json.ts'
import { type FileAnswer, type Files, largestFile, NotDelivered } from '../conversation/platform.ts'
import { unlessLate } from '../conversation/unless-late.ts'
import type { FileNode } from '../message/message.ts'
import type { Log } from './bolt-logger.ts'
import { notDelivered, reasonOf } from './failure.ts'
import { time } from './limits.ts'
import { uploadFile } from './upload.ts'
import type { SlackApi } from './web-client.ts'

/** Slack's words for a file that is not there for us: https://docs.slack.dev/reference/methods/files.info#errors */
const notThere = new Set(['file_not_found', 'file_deleted', 'not_visible', 'access_denied'])
/** … and for a bot that may not read files, or give any. */
const notAllowed = new Set(['missing_scope', 'no_permission', 'not_allowed_token_type', 'restricted_action'])

/** `client` with a short time-out: somebody is waiting. A reference is a file's id. */
export function slackFiles(client: webApi.WebClient, { token, apiUrl }: SlackApi, log: Log): Files {
  async function read(ref: string): Promise<FileAnswer> {
    const { file } = await client.files.info({ file: ref })
    const about = objectIn(file)
    const url = textIn(about.url_private_download) ?? textIn(about.url_private)
    if (Number(about.size ?? 0) > largestFile) return { outcome: 'too large' }
    if (!url || !isSlacks(url, apiUrl)) return { outcome: 'unknown' }
    const bytes = await download(url, token)
    return bytes instanceof Uint8Array ? { outcome: 'read', name: textIn(about.name) ?? ref, bytes } : { outcome: bytes }
  }

  return {
    takesPaths: () => false,
    async read(_, ref) {
      try {
        return await read(ref)
      } catch (error) {
        const reason = reasonOf(error)
        log.warn({ reason }, 'A file could not be read')
        return { outcome: notThere.has(reason) ? 'unknown' : notAllowed.has(reason) ? 'refused' : 'no answer' }
      }
    },
  }
}

/** The bot's token goes to Slack alone, or to whom the operator named in its place. */
function isSlacks(url: string, apiUrl: string | undefined): boolean {
  const { protocol, hostname, origin } = new URL(url)
  return (protocol === 'https:' && /(^|\.)slack\.com$/.test(hostname)) || (apiUrl !== undefined && origin === new URL(apiUrl).origin)
}

/**
 * Whom Slack does not let read a file it sends its page to log in, with status 200:
 * https://docs.slack.dev/reference/objects/file-object#authentication
 */
async function download(url: string, token: string): Promise<Uint8Array | Exclude<FileAnswer['outcome'], 'read'>> {
  const { statusCode, headers, body } = await request(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(time.callWhileWaiting),
  })
  const isPage = statusCode === 200 && String(headers['content-type'] ?? '').startsWith('text/html')
  if (statusCode !== 200 || isPage) {
    await body.dump()
    return isPage || statusCode === 302 || statusCode === 401 || statusCode === 403
      ? 'refused'
      : statusCode === 404
        ? 'unknown'
        : 'no answer'
  }
  return (await bytesIn(body)) ?? 'too large'
}

/**
 * Shares a file in a conversation, with words beside it, and returns Slack's id of it. The three steps of
 * https://docs.slack.dev/messaging/working-with-files#upload: nobody sees anything before the last, so only that one can be in doubt;
 * it is `quick`, and not begun when it is too `late`. `channel`: its id, when Slack has said it.
 */
export async function shareFile(
  { client, quick }: { readonly client: webApi.WebClient; readonly quick: webApi.WebClient },
  { name, mediaType, content }: FileNode,
  { channel, comment, thread }: { readonly channel: Promise<string>; readonly comment: string; readonly thread: string | undefined },
  late: AbortSignal,
): Promise<string> {
  const bytes = Buffer.from(content, 'utf8')
  const to = await unlessLate(
    late,
    unseen(() => channel),
  )
  const id =
    to &&
    (await unlessLate(
      late,
      permitted(() => unseen(() => uploadFile(client, { name, mediaType, bytes }))),
    ))
  if (!id || late.aborted) throw new NotDelivered('later', 'too slow')
  const about = { channel_id: to, initial_comment: comment, ...(thread ? { thread_ts: thread } : {}) }
  await permitted(() => quick.files.completeUploadExternal({ files: [{ id, title: name }], ...about }))
  return id
}

/**
 * A bot that may not give files (it was installed before it asked for that) can say everything else: an admin is told at once, and what
 * comes behind the file does not wait for it.
 */
async function permitted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { reason } = notDelivered(error)
    throw notAllowed.has(reason) ? new NotDelivered('never', reason) : error
  }
}

/** What failed before anybody could have seen it may be done once more. */
async function unseen<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const failure = notDelivered(error)
    throw failure.outcome === 'unsure' ? new NotDelivered('later', failure.reason) : failure
  }
}
