// Drawing: an SVG becomes a PNG, with letters from our own fonts alone, so that it is the same on every machine.
import { readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Logger } from 'pino'
import { type Font, fontIn, together } from './font.ts'
import { png } from './png.ts'

/** Makes a PNG of an SVG, twice as sharp as it says; rejects where it is none (or has another picture in it), and when it was given up before its turn came. */
export type Draw = (svg: string, givenUp: AbortSignal) => Promise<Uint8Array>

export interface Pictures {
  /** What pictures are written with; undefined where it cannot be read, and so nothing can be drawn. */
  font(): Promise<Font | undefined>
  readonly draw: Draw
}

const sharpness = 2
const require = createRequire(import.meta.url)

/** Latin, Cyrillic, Greek, Arabic, Hebrew; no Chinese, Japanese or Korean. */
const ownFont = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')

/**
 * `more`: a font file, or a folder with some, for letters that our own font does not have. Fonts and the library that draws are loaded
 * when the first picture is wanted. One picture at a time: each takes some 25 MiB while it is drawn.
 */
export function pictures(more: string | undefined, log: Pick<Logger, 'warn'>): Pictures {
  let fonts: Promise<{ readonly files: readonly string[]; readonly font: Font } | undefined> | undefined
  const loaded = () => {
    fonts ??= loadFonts(more, log)
    return fonts
  }
  let last: Promise<unknown> = Promise.resolve()

  async function drawn(svg: string, givenUp: AbortSignal): Promise<Uint8Array> {
    givenUp.throwIfAborted()
    // The library would read the file that one names. Ours are shapes and words; what people typed is escaped, so this is never theirs.
    if (/<image/i.test(svg)) throw new RangeError('A picture within a picture')
    const [found, { renderAsync }] = await Promise.all([loaded(), import('@resvg/resvg-js')])
    const font = { loadSystemFonts: false, fontFiles: [...(found?.files ?? [])] }
    const image = await renderAsync(svg, { font, fitTo: { mode: 'zoom', value: sharpness } })
    // Its own way to a PNG takes 25 ms of the event loop, and keeps the pixels where the collector of garbage does not see them.
    return png({ width: image.width, height: image.height, pixels: image.pixels })
  }

  return {
    font: async () => (await loaded())?.font,
    draw(svg, givenUp) {
      const mine = last.then(() => drawn(svg, givenUp))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

async function loadFonts(more: string | undefined, log: Pick<Logger, 'warn'>) {
  const fonts = await Promise.all([fontAt(ownFont, log), ...(await filesAt(more, log)).map((file) => fontAt(file, log))])
  const [first, ...others] = fonts.filter((font) => font !== undefined)
  if (!first) return undefined
  return { files: [first, ...others].map(({ file }) => file), font: together([first.font, ...others.map(({ font }) => font)]) }
}

async function fontAt(file: string, log: Pick<Logger, 'warn'>): Promise<{ readonly file: string; readonly font: Font } | undefined> {
  try {
    return { file, font: fontIn(await readFile(file)) }
  } catch (error) {
    log.warn({ file: path.basename(file), err: error }, 'A font could not be read: pictures do without it')
    return undefined
  }
}

/** The font files that a path stands for. */
async function filesAt(place: string | undefined, log: Pick<Logger, 'warn'>): Promise<readonly string[]> {
  if (place === undefined) return []
  try {
    if (!(await stat(place)).isDirectory()) return [place]
    const names = await readdir(place)
    return names.filter((name) => /\.(ttf|otf|ttc)$/i.test(name)).map((name) => path.join(place, name))
  } catch (error) {
    log.warn({ err: error }, 'The fonts for pictures could not be read')
    return []
  }
}
