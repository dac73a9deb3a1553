// Reading all of a request's body, and no more than may be.
import type { IncomingMessage } from 'node:http'

/** `largest` in bytes. `cut off`: the caller went away in the middle of it. Never rejects. */
export function readBody(request: IncomingMessage, largest: number): Promise<Buffer | 'too large' | 'cut off'> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length']) > largest) return resolve('too large')
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size > largest) return resolve('too large')
      parts.push(part)
    })
    request.on('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
    request.on('error', () => resolve('cut off'))
    request.on('close', () => resolve('cut off'))
  })
}
