// Pixels as a PNG file with a palette (https://www.w3.org/TR/png-3/): flat colours and the edges of letters are some 200 colours, and a byte
// a pixel makes half the file. It is packed beside the event loop, which is held up for some milliseconds at a time.
import { setImmediate } from 'node:timers/promises'
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
  const { rows, palette } = await inPalette(width, height, pixels)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8) // eight bits of palette
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', await packed(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

type Colour = readonly [red: number, green: number, blue: number]

/** A palette holds no more. */
const most = 256
const rowsAtOnce = 200

/**
 * Rows of colours' numbers, each after a byte that says how it is filtered: not at all. Of more colours than a palette holds, those that
 * come late are shown as the one most like them. Most pixels are like the one before, and that is all that is looked at for them; every
 * some rows others get their turn.
 */
async function inPalette(width: number, height: number, pixels: Uint8Array) {
  const palette: Colour[] = []
  const numbers = new Map<number, number>()
  const numberOf = (colour: number, at: number): number => {
    const known = numbers.get(colour)
    if (known !== undefined) return known
    const parts: Colour = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]
    const number = palette.length < most ? palette.push(parts) - 1 : nearest(parts, palette)
    numbers.set(colour, number)
    return number
  }
  // Four bytes as one number, whatever their order here: it is only compared.
  const aligned = pixels.byteOffset % 4 === 0 ? pixels : Uint8Array.from(pixels)
  const whole = new Uint32Array(aligned.buffer, aligned.byteOffset, width * height)
  const rows = new Uint8Array(height * (1 + width))
  let last = -1
  let number = 0
  for (let row = 0; row < height; row += 1) {
    if (row % rowsAtOnce === rowsAtOnce - 1) await setImmediate()
    const from = row * width
    const to = row * (1 + width) + 1
    for (let column = 0; column < width; column += 1) {
      const colour = whole[from + column] ?? 0
      if (colour !== last) {
        last = colour
        number = numberOf(colour, 4 * (from + column))
      }
      rows[to + column] = number
    }
  }
  return { rows, palette }
}

function nearest([red, green, blue]: Colour, palette: readonly Colour[]): number {
  const distances = palette.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2)
  return distances.indexOf(Math.min(...distances))
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
