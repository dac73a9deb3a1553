// Whether a platform reaches the bot from outside, by asking at its public address what the platform would: a request that nobody signed has
// to be refused, by the bot and not by something in front of it.
import { type Finding, found } from './finding.ts'

const patience = 8_000

/**
 * `path`: where that platform's requests go. `url`: the whole address, or undefined where nobody said it. The answer to an unsigned request is
 * 401; anything else comes from another server, or from a proxy that does not pass the path on. `insecure`: plain http will do, as in a test.
 */
export async function publicAddress(
  platform: string,
  path: string,
  url: string | undefined,
  { insecure = false }: { readonly insecure?: boolean } = {},
): Promise<Finding> {
  if (url === undefined) return found('unknown', 'doctor.address-unknown', { platform }, 'doctor.cure-address-unknown')
  const cure = { path }
  if (!insecure && !url.startsWith('https:'))
    return found('wrong', 'doctor.address-insecure', { platform, url }, 'doctor.cure-address-insecure')
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"type":1}',
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
    await response.body?.cancel()
    if (response.status === 401) return found('good', 'doctor.address-good', { platform, url })
    return found('wrong', 'doctor.address-other', { url, status: response.status }, 'doctor.cure-address', cure)
  } catch (error) {
    return found('wrong', 'doctor.address-unreachable', { url, reason: reasonOf(error) }, 'doctor.cure-address', cure)
  }
}

/** What the network says, without addresses and stacks. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return 'unknown'
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
