// Is this request Discord's? https://docs.discord.com/developers/interactions/overview#validating-security-request-headers
import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/** What stands in front of the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const der = Buffer.from('302a300506032b6570032100', 'hex')

/** `publicKey`: 64 hexadecimal digits, as the application's page shows them. */
export const verifyingKey = (publicKey: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([der, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' })

/** When the request was signed (epoch milliseconds); undefined: it was not, or not with this key. */
export function signedAt(key: KeyObject, body: Buffer, timestamp: unknown, signature: unknown): number | undefined {
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return undefined
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return undefined
  const signed = Buffer.concat([Buffer.from(timestamp), body])
  return verify(null, signed, key, Buffer.from(signature, 'hex')) ? Number(timestamp) * 1_000 : undefined
}
