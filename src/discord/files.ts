// Reading a file that somebody gave in a modal, from where Discord keeps it: at Discord's own addresses alone, wherever the reference may
// come from, and without a token, which these take nobody's word for.
import { request } from 'undici'
import { bytesIn } from '../conversation/bytes-in.ts'
import { type FileAnswer, type Files, largestFile } from '../conversation/platform.ts'
import { readFileRef } from './file-ref.ts'
import type { Log } from './log.ts'

/** Somebody is waiting (ms). */
const usualPatience = 5_000

/** https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
const hosts = new Set(['cdn.discordapp.com', 'media.discordapp.net'])

export interface FilesFrom {
  /** The one that signs references: `fileRef`. */
  readonly secret: string
  /** Discord's API where it is another than Discord's own: its files are its own too. */
  readonly apiUrl: string | undefined
  /** Milliseconds for one file; the usual where nothing is said. */
  readonly patience?: number
}

/** A reference is what `fileRef` made. */
export function discordFiles({ secret, apiUrl, patience = usualPatience }: FilesFrom, log: Log): Files {
  return {
    takesPaths: () => false,
    async read(_, ref) {
      const given = readFileRef(secret, ref)
      if (!given || !isDiscords(given.url, apiUrl)) return { outcome: 'unknown' }
      if (given.size > largestFile) return { outcome: 'too large' }
      try {
        const bytes = await download(given.url, patience)
        return bytes instanceof Uint8Array ? { outcome: 'read', name: given.name, bytes } : { outcome: bytes }
      } catch (error) {
        log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'A file could not be read')
        return { outcome: 'no answer' }
      }
    },
  }
}

function isDiscords(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  if (apiUrl !== undefined && URL.canParse(apiUrl) && host === new URL(apiUrl).host && protocol === new URL(apiUrl).protocol) return true
  return protocol === 'https:' && host === hostname && hosts.has(hostname)
}

/** A redirect is not followed: nothing that Discord keeps needs one. Files are kept for about a day; then Discord knows them no more. */
async function download(url: string, patience: number): Promise<Uint8Array | Exclude<FileAnswer['outcome'], 'read'>> {
  const signal = AbortSignal.timeout(patience)
  const { statusCode, headers, body } = await request(url, { signal })
  if (statusCode !== 200 || Number(headers['content-length'] ?? 0) > largestFile) {
    body.on('error', () => undefined).destroy()
    if (statusCode === 200) return 'too large'
    return statusCode === 404 || statusCode === 403 || statusCode === 410 ? 'unknown' : 'no answer'
  }
  return (await bytesIn(body)) ?? 'too large'
}
