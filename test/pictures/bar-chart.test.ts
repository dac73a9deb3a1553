// Bars as an SVG: what people are called can neither break it, nor run out of it, nor turn it around.
import { beforeAll, expect, test } from 'vitest'
import { type Bar, type BarChart, barChart } from '../../src/pictures/bar-chart.ts'
import type { Font } from '../../src/pictures/font.ts'
import { ownFont } from './own-font.ts'

let font: Font
beforeAll(async () => {
  font = await ownFont()
})

const bar = (name: string, more: Partial<Bar> = {}): Bar => ({ name, share: 0.5, mark: 0.6, label: '50 %', ...more })
const scale = { whole: 'target', mark: 'plan by Friday' }
const chart = (bars: readonly Bar[], more: Partial<BarChart> = {}): BarChart => ({ title: 'Q4 2026', scale, bars, ...more })
const svgOf = (...asked: Parameters<typeof chart>) => barChart(chart(...asked), font)
const textsIn = (svg: string | undefined) => [...(svg?.matchAll(/<text [^>]*>([^<]*)<\/text>/g) ?? [])].map(([, text]) => text)

test('a line each, with a mark where each should be', () => {
  expect(
    svgOf([
      bar('Sam Ortiz', { share: 0.76, label: '$38,200 · 76 %' }),
      bar('Kim Lund', { share: 1.21, mark: 0.4 }),
      bar('Noor', { share: undefined, mark: undefined, label: 'no target' }),
    ]),
  ).toMatchSnapshot()
})

test('without a target there is no mark, and the longest bar fills its line', () => {
  const svg = svgOf([bar('Sam', { share: 1, mark: undefined }), bar('Kim', { share: 0.5, mark: undefined })], { scale: undefined })
  expect(textsIn(svg)).toEqual(['Q4 2026', 'Sam', '50 %', 'Kim', '50 %'])
  const [whole = 0, half = 0] = [...(svg?.matchAll(/width="([\d.]+)" height="26"/g) ?? [])].map(([, width]) => Number(width))
  expect(whole).toBeCloseTo(2 * half, 0)
})

test.each([
  ['markup', '<script>alert("1")</script>', '&lt;script&gt;alert(&quot;1…'],
  ['an entity', 'A&amp;B \'n\' "C"', 'A&amp;amp;B &#39;n&#39; &quot;C&quot;'],
  ['a line that is turned around', 'Sam\u202e evil\u202c \u2066x', 'Sam evil x'],
  ['lines, tabs and what a terminal would do', 'Sam\n\tO\u0007rtiz\u001b[31m', 'Sam O rtiz [31m'],
  ['emoji that the font lacks', 'Zoë 🚀👩‍🚀🇳🇴 Ray', 'Zoë Ray'],
  ['half a character', 'Sam\ud800', undefined],
  ['letters that the font lacks', '李小龙', undefined],
  ['emoji alone', '🚀', undefined],
  ['nothing', ' ', undefined],
])('%s in a name', (_, name, shown) => {
  const svg = svgOf([bar(name)])
  expect(textsIn(svg)[1]).toBe(shown)
})

test('a name of any length has its place', () => {
  const [short, long] = ['Sam', 'Maximilian Featherstonehaugh-Cholmondeley '.repeat(70)]
  const [, shownShort, , shownLong = ''] = textsIn(svgOf([bar(short), bar(long)]))
  expect(shownShort).toBe('Sam')
  expect(shownLong).toMatch(/^Maximilian Fe.*…$/)
  expect(font.width(shownLong, 27)).toBeLessThanOrEqual(250)
})

test('a number is never cut: shares stand alone where an amount has no room, and there is no picture where they have none', () => {
  const yen = bar('Sam', { label: '¥123,456,789,012 · 76 %', brief: '76 %' })
  expect(textsIn(svgOf([yen, bar('Kim', { label: 'no target' })]))).toContain('¥123,456,789,012 · 76 %')
  const more = { label: '¥100,123,456,789,012 · 1,276 %', brief: '1,276 %' }
  expect(textsIn(svgOf([yen, bar('Ana', more), bar('Kim', { label: 'no target' })])).slice(1, 7)).toEqual([
    ...['Sam', '76 %', 'Ana', '1,276 %', 'Kim', 'no target'],
  ])
  expect(svgOf([bar('Sam', { label: '¥100,123,456,789,012,000,000' })])).toBeUndefined()
})

test.each([
  ['far above the target', 40],
  ['below nothing', -3],
  ['nothing', 0],
])('a share %s stays in the picture', (_, share) => {
  const svg = svgOf([bar('Sam', { share, mark: share })])
  for (const [, x = '', width = ''] of svg?.matchAll(/<rect x="([-\d.]+)"[^>]*? width="([-\d.]+)"/g) ?? []) {
    expect(Number(width)).toBeGreaterThanOrEqual(0)
    expect(Number(x)).toBeGreaterThanOrEqual(0)
    expect(Number(x) + Number(width)).toBeLessThanOrEqual(800)
  }
})
