// An SVG becomes a PNG: the same everywhere, small, one at a time.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { barChart } from '../../src/pictures/bar-chart.ts'
import { pictures } from '../../src/pictures/pictures.ts'
import { png, pngSignature } from '../../src/pictures/png.ts'
import { ownFont } from './own-font.ts'

const silent = { warn: () => {} }
const never = new AbortController().signal
const square = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#fff"/>${inside}</svg>`

/** What a PNG says: its size, its colours, and the number of the colour of each pixel. */
function read(file: Uint8Array) {
  const bytes = Buffer.from(file)
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  const header = chunks.get('IHDR')
  const [width, height] = [header?.readUInt32BE(0) ?? 0, header?.readUInt32BE(4) ?? 0]
  const rows = inflateSync(chunks.get('IDAT') ?? '')
  const palette = chunks.get('PLTE') ?? Buffer.alloc(0)
  const colourAt = (x: number, y: number) => {
    const number = rows[y * (1 + width) + 1 + x] ?? 0
    return [...palette.subarray(3 * number, 3 * number + 3)]
  }
  return { width, height, colours: palette.length / 3, colourAt }
}

test('a board of ten is a small PNG, sharp on a phone', async () => {
  const bars = Array.from({ length: 10 }, (_, index) => ({
    name: `Representative ${index}`,
    share: index / 7,
    mark: 0.6,
    label: `$${index}8,200 · 76 %`,
  }))
  const svg = barChart(
    { title: 'On the way to target: Q4 2026', scale: { whole: 'target', mark: 'plan by Fri 20 Nov' }, bars },
    await ownFont(),
  )
  const file = await pictures(undefined, silent).draw(svg ?? '', never)
  expect([...file.subarray(0, 8)]).toEqual([...pngSignature])
  expect(file.length).toBeLessThan(100_000)
  const { width, height, colours, colourAt } = read(file)
  expect([width, height]).toEqual([1600, 1412])
  expect(colours).toBeLessThan(256)
  expect(colourAt(0, 0)).toEqual([0xfb, 0xfb, 0xfd])
})

test('letters are of our own font, whatever is asked for', async () => {
  const { draw } = pictures(undefined, silent)
  const written = (family: string) => draw(square(`<text y="30" font-size="30" font-family="${family}">Mg</text>`), never)
  expect(read(await written('DejaVu Sans')).colours).toBeGreaterThan(2)
  for (const other of ['Arial', 'Liberation Serif', 'sans-serif']) expect(await written(other)).toEqual(await written('DejaVu Sans'))
})

test('no file of the machine gets into a picture', async () => {
  const { draw } = pictures(undefined, silent)
  for (const image of ['<image href="/etc/logo.png"/>', '<IMAGE href="http://127.0.0.1:1/red.png"/>'])
    await expect(draw(square(image), never)).rejects.toThrow('A picture within a picture')
})

test('what is no picture is refused, and the next one is drawn', async () => {
  const { draw } = pictures(undefined, silent)
  await expect(draw('<svg', never)).rejects.toThrow()
  expect(read(await draw(square(''), never)).width).toBe(80)
})

test('who gave up before their turn came costs nothing', async () => {
  const { draw } = pictures(undefined, silent)
  const giving = new AbortController()
  const [first, second] = [draw(square(''), never), draw('<svg', giving.signal)]
  giving.abort(new Error('too late'))
  await expect(second).rejects.toThrow('too late')
  await first
})

test('more fonts: a file, a folder of some, or what is no font at all', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-fonts-'))
  const { resolve } = createRequire(import.meta.url)
  const warned: string[] = []
  const fontWith = (place: string) => pictures(place, { warn: (_: unknown, text?: string) => void warned.push(text ?? '') }).font()
  try {
    writeFileSync(path.join(folder, 'broken.ttf'), 'no font')
    writeFileSync(path.join(folder, 'readme.txt'), 'no font either')
    expect((await fontWith(folder))?.covers('Sam')).toBe(true)
    expect(warned).toEqual(['A font could not be read: pictures do without it'])
    expect((await fontWith(path.join(folder, 'nowhere')))?.covers('Sam')).toBe(true)
    expect(warned).toHaveLength(2)
    expect((await fontWith(resolve('dejavu-fonts-ttf/ttf/DejaVuMathTeXGyre.ttf')))?.family).toBe('DejaVu Sans, DejaVu Math TeX Gyre')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('of more colours than a palette holds the late ones are shown as the most like them', async () => {
  const pixels = Uint8Array.from({ length: 4 * 300 }, (_, index) => (index % 4 < 3 ? Math.floor(index / 4) % 256 : 255))
  pixels.set([255, 0, 0, 255], 4 * 299) // the 257th
  const { colours, colourAt } = read(await png({ width: 300, height: 1, pixels }))
  expect(colours).toBe(256)
  expect(colourAt(128, 0)).toEqual([128, 128, 128])
  expect(colourAt(299, 0)).toEqual([85, 85, 85])
})
