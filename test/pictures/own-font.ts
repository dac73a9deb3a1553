// The font that pictures are written with, for tests.
import type { Font } from '../../src/pictures/font.ts'
import { pictures } from '../../src/pictures/pictures.ts'

export async function ownFont(more?: string): Promise<Font> {
  const font = await pictures(more, { warn: () => {} }).font()
  if (!font) throw new Error('There is no font')
  return font
}
