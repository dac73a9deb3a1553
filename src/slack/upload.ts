// The first two of the three steps by which Slack takes a file: https://docs.slack.dev/messaging/working-with-files#upload. Nobody sees
// anything of them.
import type { webApi } from '@slack/bolt'
import { request } from 'undici'
import { NotDelivered } from '../conversation/platform.ts'
import { time } from './limits.ts'

export interface Upload {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Slack's id of the file, for `files.completeUploadExternal`. */
export async function uploadFile(client: webApi.WebClient, { name, mediaType, bytes }: Upload): Promise<string> {
  const { upload_url: url, file_id: file } = await client.files.getUploadURLExternal({ filename: name, length: bytes.length })
  if (!url || !file) throw new NotDelivered('later', 'no_upload_url')
  const { statusCode, body } = await request(url, {
    method: 'POST',
    headers: { 'content-type': mediaType },
    body: bytes,
    signal: AbortSignal.timeout(time.callWhileWaiting),
  })
  await body.dump()
  if (statusCode !== 200) throw new NotDelivered('later', `upload_http_${statusCode}`)
  return file
}
