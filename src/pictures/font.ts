// What a font can write and how wide it comes out: read from the tables of a TrueType or OpenType file, of which only four are needed.
// Format: https://learn.microsoft.com/typography/opentype/spec/otff

export interface Font {
  /** As the file calls it: a picture names it. */
  readonly family: string
  /** True where it has a glyph for every character that shows. */
  covers(text: string): boolean
  /** In the units of `size`. Letters that are joined come out a little narrower. */
  width(text: string, size: number): number
}

/** Throws a RangeError or an Error on a file that is no font. A collection's first font stands for it. */
export function fontIn(file: Uint8Array): Font {
  const data = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const start = tagAt(data, 0) === 'ttcf' ? data.getUint32(12) : 0
  const table = tablesOf(data, start)
  const glyphOf = charactersOf(data, table('cmap'))
  const unitsPerEm = data.getUint16(table('head') + 18)
  const metrics = data.getUint16(table('hhea') + 34)
  const advances = table('hmtx')
  const advance = (glyph: number) => data.getUint16(advances + 4 * Math.min(glyph, metrics - 1))
  const glyphs = (text: string) => [...text].map((character) => glyphOf(character.codePointAt(0) ?? 0))
  return {
    family: familyOf(data, table('name')),
    covers: (text) => [...text].every((character) => isBlank(character) || glyphOf(character.codePointAt(0) ?? 0) !== 0),
    width: (text, size) => (size * glyphs(text).reduce((sum, glyph) => sum + advance(glyph), 0)) / unitsPerEm,
  }
}

/** Several fonts as one: what the first does not have, another may. */
export function together(fonts: readonly [Font, ...Font[]]): Font {
  const [first] = fonts
  const having = (character: string) => fonts.find((font) => font.covers(character))
  return {
    family: fonts.map(({ family }) => family).join(', '),
    covers: (text) => [...text].every((character) => having(character) !== undefined),
    width: (text, size) => [...text].reduce((sum, character) => sum + (having(character) ?? first).width(character, size), 0),
  }
}

/** Characters that need no glyph: spaces, and what only steers how letters join. */
const isBlank = (character: string): boolean => /\s|\p{Default_Ignorable_Code_Point}/u.test(character)

const tagAt = (data: DataView, at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((index) => data.getUint8(at + index)))

/** Where each table begins. */
function tablesOf(data: DataView, start: number): (tag: string) => number {
  const count = data.getUint16(start + 4)
  const found = new Map<string, number>()
  for (let index = 0; index < count; index += 1) {
    const record = start + 12 + 16 * index
    found.set(tagAt(data, record), data.getUint32(record + 8))
  }
  return (tag) => {
    const at = found.get(tag)
    if (at === undefined) throw new Error(`Not a font: it has no table ${tag}`)
    return at
  }
}

/** The number of a character's glyph, 0 where there is none: from the table for all of Unicode (12), or for its first 65,536 (4). */
function charactersOf(data: DataView, cmap: number): (character: number) => number {
  const subtables = Array.from({ length: data.getUint16(cmap + 2) }, (_, index) => cmap + data.getUint32(cmap + 8 + 8 * index))
  const format = (wanted: number) => subtables.find((at) => data.getUint16(at) === wanted)
  const [whole, basic] = [format(12), format(4)]
  if (whole !== undefined) return inGroups(data, whole)
  if (basic !== undefined) return inSegments(data, basic)
  throw new Error('Not a font for Unicode')
}

function inGroups(data: DataView, at: number): (character: number) => number {
  const groups = Array.from({ length: data.getUint32(at + 12) }, (_, index) => {
    const group = at + 16 + 12 * index
    return { from: data.getUint32(group), to: data.getUint32(group + 4), glyph: data.getUint32(group + 8) }
  })
  return (character) => {
    const group = groups.find(({ from, to }) => character >= from && character <= to)
    return group ? group.glyph + character - group.from : 0
  }
}

function inSegments(data: DataView, at: number): (character: number) => number {
  const doubled = data.getUint16(at + 6)
  const [ends, starts, deltas, offsets] = [at + 14, at + 16 + doubled, at + 16 + 2 * doubled, at + 16 + 3 * doubled]
  const segments = Array.from({ length: doubled / 2 }, (_, index) => 2 * index)
  return (character) => {
    const segment = segments.find((each) => character <= data.getUint16(ends + each))
    if (segment === undefined || character > 0xffff) return 0
    const from = data.getUint16(starts + segment)
    if (character < from) return 0
    const offset = data.getUint16(offsets + segment)
    const delta = data.getUint16(deltas + segment)
    if (offset === 0) return (character + delta) & 0xffff
    const glyph = data.getUint16(offsets + segment + offset + 2 * (character - from))
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
}

/** The family's name (the typographic one, 16, where there is one), as Windows has it: UTF-16. */
function familyOf(data: DataView, name: number): string {
  const strings = name + data.getUint16(name + 4)
  const records = Array.from({ length: data.getUint16(name + 2) }, (_, index) => name + 6 + 12 * index)
  for (const wanted of [16, 1]) {
    const record = records.find((at) => data.getUint16(at) === 3 && data.getUint16(at + 6) === wanted)
    if (record === undefined) continue
    const [length, from] = [data.getUint16(record + 8), strings + data.getUint16(record + 10)]
    return Array.from({ length: length / 2 }, (_, index) => String.fromCharCode(data.getUint16(from + 2 * index))).join('')
  }
  throw new Error('A font without a name')
}
