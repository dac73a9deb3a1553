// The bytes of a file as text. Spreadsheets write UTF-8 with a mark or without, UTF-16 with one, and on Windows the code page of old.

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252'

export interface Decoded {
  readonly text: string
  /** `windows-1252` is a guess, made where the bytes are no UTF-8: people are told. */
  readonly encoding: Encoding
}

/** Undefined for what is no text: a NUL stands in it, as in a spreadsheet's own format or a picture. */
export function decoded(bytes: Uint8Array): Decoded | undefined {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return textual(new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes), 'utf-16')
  }
  try {
    // `fatal` tells UTF-8 from anything else: hardly any text of another encoding is valid UTF-8 by chance.
    return textual(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'utf-8')
  } catch {
    return textual(fromWindows1252(bytes), 'windows-1252')
  }
}

const textual = (text: string, encoding: Encoding): Decoded | undefined => (text.includes('\0') ? undefined : { text, encoding })

/** What the bytes from 0x80 to 0x9f mean: https://encoding.spec.whatwg.org/windows-1252.html */
const between = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Node's own decoder takes Windows-1252 for Latin 1: https://github.com/nodejs/node/issues/56542 */
const fromWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (char) => between.charAt(char.charCodeAt(0) - 0x80))
