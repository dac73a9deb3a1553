// A file that somebody gave in a modal, as the value of the form's field: where Discord keeps it, signed, so that nothing but what Discord
// told us is ever fetched, whatever somebody types.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

export interface GivenFile {
  /** Where Discord keeps it for about a day; anybody who knows it can read the file. */
  readonly url: string
  readonly name: string
  /** In bytes, as Discord says. */
  readonly size: number
}

const prefix = 'discord-file/'
const schema = z.object({ url: z.url(), name: z.string(), size: z.number().nonnegative() })

/** `secret`: the one that signs custom ids. */
export function fileRef(secret: string, { url, name, size }: GivenFile): string {
  const about = Buffer.from(JSON.stringify({ url, name, size })).toString('base64url')
  return `${prefix}${mac(secret, about)}.${about}`
}

/** Undefined for anything that `fileRef` did not make with this secret. */
export function readFileRef(secret: string, ref: string): GivenFile | undefined {
  const [, given, about] = /^discord-file\/([\w-]+)\.([\w-]+)$/.exec(ref) ?? []
  if (given === undefined || about === undefined) return undefined
  const [is, wanted] = [Buffer.from(given), Buffer.from(mac(secret, about))]
  if (is.length !== wanted.length || !timingSafeEqual(is, wanted)) return undefined
  const read = schema.safeParse(JSON.parse(Buffer.from(about, 'base64url').toString('utf8')))
  return read.success ? read.data : undefined
}

/** Of its own kind: what signs a custom id signs no file. */
const mac = (secret: string, about: string): string => createHmac('sha256', secret).update(`file ${about}`).digest('base64url')
