// A file as it comes from a platform, whatever it says of its size.
import { largestFile } from './platform.ts'

/** All of it; undefined where that is more than `largestFile`: then no more of it is read, and it is closed. */
export async function bytesIn(file: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of file) {
    size += part.length
    if (size > largestFile) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
