// Pixels as a PNG file with a palette (https://www.w3.org/TR/png-3/): flat colours and the edges of letters are some 200 colours, and a byte
// a pixel makes half the file. It is packed beside the event loop.
import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'

const packed = promisify(deflate)

export const pngSignature: Uint8Array = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue and a fourth byte that is left out: nothing shines through. */
  readonly pixels: Uint8Array
}

export async function png({ width, height, pixels }: Pixels): Promise<Uint8Array> {
  const palette = new Palette()
  // A row begins with a byte that says how it is filtered: not at all.
  const rows = new Uint8Array(height * (1 + width))
  for (let row = 0, from = 0; row < height; row += 1) {
    for (let to = row * (1 + width) + 1; to < (row + 1) * (1 + width); to += 1, from += 4)
      rows[to] = palette.numberOf(pixels[from] ?? 0, pixels[from + 1] ?? 0, pixels[from + 2] ?? 0)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8) // eight bits of palette
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', header),
    chunk('PLTE', palette.bytes()),
    chunk('IDAT', await packed(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const most = 256

/** The colours that there are; of more than a palette holds, those that come late are shown as the one most like them. */
class Palette {
  readonly #colours: (readonly [number, number, number])[] = []
  readonly #numbers = new Map<number, number>()
  #last = { colour: -1, number: 0 }

  numberOf(red: number, green: number, blue: number): number {
    const colour = (red << 16) | (green << 8) | blue
    if (colour !== this.#last.colour) this.#last = { colour, number: this.#numbers.get(colour) ?? this.#add(colour, [red, green, blue]) }
    return this.#last.number
  }

  #add(colour: number, parts: readonly [number, number, number]): number {
    const number = this.#colours.length < most ? this.#colours.push(parts) - 1 : this.#nearest(parts)
    this.#numbers.set(colour, number)
    return number
  }

  #nearest([red, green, blue]: readonly [number, number, number]): number {
    const distances = this.#colours.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2)
    return distances.indexOf(Math.min(...distances))
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#colours.flat())
  }
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
