// Horizontal bars, a line each, as an SVG written by hand. Made for a phone: few words, large letters, and a background of its own, so
// that light and dark surroundings do not matter. Pure.
import type { Font } from './font.ts'
import { escaped, lineOf, shortened } from './letters.ts'

export interface BarChart {
  readonly title: string
  readonly bars: readonly Bar[]
  /** What 1 is, and what the marks are; undefined: the longest bar is as long as it can be, and there is nothing to reach. */
  readonly scale: { readonly whole: string; readonly mark: string } | undefined
}

export interface Bar {
  readonly name: string
  /** From 0; undefined: there is nothing to measure it by. */
  readonly share: number | undefined
  /** Where it should be by now. */
  readonly mark: number | undefined
  /** What stands at its end, as a whole: a number that is cut would be another one. */
  readonly label: string
  /** What stands there instead where one of the labels has no room. */
  readonly brief?: string
}

/** In pixels of the picture as it is meant; what is drawn is sharper. */
const page = { width: 800, margin: 32, gap: 20 }
const size = { title: 32, text: 27, small: 23 }
const line = { height: 54, bar: 26, title: 84, legend: 62, bottom: 20 }
const widest = { name: 250, label: 300 }
/** More than this is as long as this. */
const longest = 1.5
const colours = { paper: '#fbfbfd', ink: '#1d1c28', faint: '#6b6a7b', track: '#e3e4ee', bar: '#3f6fe0', reached: '#1f9d63' }

/** Undefined where the font cannot write a word of it, or what stands at a bar has no room. */
export function barChart(chart: BarChart, font: Font): string | undefined {
  const { scale } = chart
  const words = (text: string) => lineOf(text, font)
  const title = words(chart.title)
  const named = chart.bars.map((bar) => ({ ...bar, name: words(bar.name) }))
  const labelled = [
    named.map((bar) => ({ ...bar, label: words(bar.label) })),
    named.map((bar) => ({ ...bar, label: words(bar.brief ?? bar.label) })),
  ]
  const bars = labelled.find((some) => some.every(({ label }) => font.width(label, size.small) <= widest.label))
  if (!bars) return undefined
  const legend = scale && { whole: words(scale.whole), mark: words(scale.mark) }
  const said = [title, ...bars.flatMap(({ name, label }) => [name, label]), ...(legend ? [legend.whole, legend.mark] : [])]
  if (bars.some(({ name }) => name === '') || !said.every((text) => font.covers(text))) return undefined

  const right = page.width - page.margin
  const widthOf = (texts: readonly string[], of: number, most: number) =>
    Math.ceil(Math.min(most, Math.max(0, ...texts.map((text) => font.width(text, of)))))
  const nameWidth = widthOf(bars.map((bar) => bar.name), size.text, widest.name) // biome-ignore format: a line
  const labelWidth = widthOf(bars.map((bar) => bar.label), size.small, widest.label) // biome-ignore format: a line
  const left = page.margin + nameWidth + page.gap
  const length = right - labelWidth - page.gap - left
  const full = scale
    ? Math.min(longest, Math.max(1, ...bars.map(({ share = 0 }) => share)))
    : Math.max(...bars.map(({ share = 0 }) => share))
  const at = (share: number) => round(left + (length * Math.max(0, Math.min(full, share))) / (full || 1))
  const text = (content: string, x: number, y: number, of: number, more = '') =>
    `<text x="${round(x)}" y="${round(y)}" font-size="${of}"${more}>${escaped(content)}</text>`

  const lines = bars.map((bar, index) => {
    const middle = line.title + line.height * (index + 0.5)
    const top = middle - line.bar / 2
    const box = (from: number, to: number, colour: string) =>
      `<rect x="${round(from)}" y="${round(top)}" width="${round(Math.max(0, to - from))}" height="${line.bar}" rx="5" fill="${colour}"/>`
    const upright = (x: number, beyond: number, width: number, colour: string) =>
      `<rect x="${round(x - width / 2)}" y="${round(top - beyond)}" width="${width}" height="${line.bar + 2 * beyond}" rx="${width / 2}" fill="${colour}"/>`
    const { share, mark } = bar
    const parts = [text(shortened(bar.name, font, size.text, nameWidth), page.margin, middle + size.text * 0.35, size.text)]
    if (share !== undefined) {
      if (scale) parts.push(box(left, at(1), colours.track))
      // A bar that is hardly begun is still seen.
      if (share > 0) parts.push(box(left, Math.max(left + 6, at(share)), scale && share >= 1 ? colours.reached : colours.bar))
      if (scale && share > 1) parts.push(upright(at(1), 0, 3, colours.paper))
      if (scale && mark !== undefined) parts.push(upright(at(mark), 7, 5, colours.ink))
    }
    parts.push(text(bar.label, right, middle + size.small * 0.35, size.small, ` text-anchor="end" fill="${colours.faint}"`))
    return parts.join('')
  })

  const below = line.title + line.height * bars.length
  const height = below + (legend ? line.legend : 0) + line.bottom
  const middle = below + line.legend / 2 + 6
  const keys = legend
    ? [
        `<rect x="${page.margin}" y="${middle - 12}" width="5" height="24" rx="2.5" fill="${colours.ink}"/>`,
        text(legend.mark, page.margin + 18, middle + 8, size.small, ` fill="${colours.faint}"`),
        `<rect x="${round(page.margin + 18 + font.width(legend.mark, size.small) + 36)}" y="${middle - 10}" width="40" height="20" rx="5" fill="${colours.track}"/>`,
        text(legend.whole, page.margin + 18 + font.width(legend.mark, size.small) + 88, middle + 8, size.small, ` fill="${colours.faint}"`),
      ]
    : []
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${height}" viewBox="0 0 ${page.width} ${height}">`,
    `<rect width="${page.width}" height="${height}" fill="${colours.paper}"/>`,
    `<g font-family="${escaped(font.family)}" fill="${colours.ink}">`,
    text(shortened(title, font, size.title, right - page.margin), page.margin, 54, size.title),
    ...lines,
    ...keys,
    '</g></svg>',
  ].join('\n')
}

const round = (value: number): number => Math.round(value * 10) / 10
