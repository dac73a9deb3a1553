// Is this request Slack's? https://docs.slack.dev/authentication/verifying-requests-from-slack
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { time } from './limits.ts'

export const signingKey = (secret: string): KeyObject => createSecretKey(Buffer.from(secret, 'utf8'))

/**
 * True when the body was signed with the key (version v0: HMAC-SHA256 over version, timestamp and the raw body), within five
 * minutes of `now` (epoch milliseconds) either way. Takes the same time whatever of the signature is wrong.
 */
export function isSigned(key: KeyObject, body: Buffer, timestamp: unknown, signature: unknown, now: number): boolean {
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return false
  if (Math.abs(now - Number(timestamp) * 1_000) > time.signatureAge) return false
  const ours = createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest()
  return timingSafeEqual(ours, Buffer.from(signature.slice(3), 'hex'))
}

/** Signs as Slack does: for tests and the benchmark. */
export const signatureOf = (key: KeyObject, body: Buffer, timestamp: string): string =>
  `v0=${createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest('hex')}`
