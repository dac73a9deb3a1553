// What the picture of a week's board shows, and when there is none.
import { beforeAll, describe, expect, test } from 'vitest'
import { sayIn } from '../../src/languages/speak.ts'
import { boardPicture } from '../../src/leaderboard/board-picture.ts'
import type { Font } from '../../src/pictures/font.ts'
import type { AmountPolicy } from '../../src/vocabulary/rules.ts'
import { date } from '../contracts/company.ts'
import { ownFont } from '../pictures/own-font.ts'
import { friday, type Told, usual, weekOf, workspace } from './a-company.ts'

let font: Font
beforeAll(async () => {
  font = await ownFont()
})

async function pictureOf(told: Told, policy: AmountPolicy = 'exact', language = 'en') {
  const { week } = await weekOf(told)
  return boardPicture(week, { workspace, say: sayIn(language), policy, day: friday }, font)
}

test('a bar for everybody who is shown, in the order of the board, described for who cannot see it', async () => {
  const node = await pictureOf(usual)
  expect(node?.name).toBe('board-2026-W47.png')
  expect(node?.alt.replaceAll('\u00a0', ' ')).toBe(
    'On the way to target: Q4 2026. Sam Ortiz: $26,300 · 66 %; Ana Prieto: $9,900 · 50 %; Kim Lund: $33,500 · 112 %; Noor Haddad: no target',
  )
  expect(node?.svg).toMatchSnapshot()
})

describe('as much as the channel may see', () => {
  test.each(['banded', 'percent'] as const)('%s: shares alone', async (policy) => {
    const node = await pictureOf(usual, policy)
    expect(node?.alt).toContain('Sam Ortiz: 66')
    expect(`${node?.alt} ${node?.svg}`).not.toMatch(/[$]|26,3|33,5/)
  })
  test('hidden: no picture', async () => {
    expect(await pictureOf(usual, 'hidden')).toBeUndefined()
  })
  test.each([
    ['exact', true],
    ['banded', false],
    ['percent', false],
    ['hidden', false],
  ] as const)('where nobody has a target, lengths are amounts: %s', async (policy, shown) => {
    const node = await pictureOf({ wins: [['Sam', 300], ['Kim', 200]] }, policy) // biome-ignore format: a line
    expect(node !== undefined).toBe(shown)
    if (node) expect(node.alt).toBe('Week 47 · revenue. Sam: $300; Kim: $200')
  })
})

test('a new rep’s mark is where they should be, not where the others should', async () => {
  const told: Told = {
    people: { Sam: { startedOn: date('2026-11-02') } },
    targets: [['Sam', 1_000], ['Kim', 1_000]],
    wins: [['Sam', 10], ['Kim', 5]],
  } // biome-ignore format: short
  const node = await pictureOf(told)
  const marks = [...(node?.svg.matchAll(/x="([\d.]+)"[^>]*height="40"/g) ?? [])].map(([, x]) => Number(x))
  expect(marks).toHaveLength(2)
  expect(marks[0]).toBeLessThan(marks[1] ?? 0)
})

test.each<[string, Told]>([
  ['a week without wins', { targets: [['Sam', 1_000]] }],
  [
    'a week whose winners keep off boards or have left',
    {
      people: { Sam: { offBoards: true }, Kim: { hasLeft: true } },
      wins: [
        ['Sam', 5],
        ['Kim', 5],
      ],
    },
  ],
  ['a name that the font cannot write', { wins: [['李小龙', 500]] }],
])('there is none of %s', async (_, told) => {
  expect(await pictureOf(told)).toBeUndefined()
})

test('there is none in a language that the font cannot write', async () => {
  expect(await pictureOf(usual, 'exact', 'ru')).toBeDefined()
  expect(await pictureOf(usual, 'exact', 'zh')).toBeUndefined()
})

test('at most ten are drawn', async () => {
  const node = await pictureOf({ wins: Array.from({ length: 16 }, (_, index) => [`Rep ${index + 10}`, 1_600 - 10 * index] as const) })
  expect(node?.alt).toContain('Rep 19')
  expect(node?.alt).not.toContain('Rep 20')
})
