// Who was the most valuable player of a month or a quarter, and how it reads.
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/conversation/people.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { mvpOf, type Player } from '../../src/shout-outs/mvp.ts'
import { mvpMessage, type Shown } from '../../src/shout-outs/mvp-message.ts'
import type { Season } from '../../src/shout-outs/season.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { currencyOf } from '../../src/vocabulary/money.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { amountPolicies } from '../../src/vocabulary/rules.ts'
import { date, member, month, plain, quarter, shownOn, workspace } from './people.ts'

const player = (
  name: string,
  value: bigint,
  more: Partial<Omit<Player, 'member' | 'asked'>> & { target?: bigint; as?: Partial<Member> } = {},
): Player => {
  const { target, as = {}, ...rest } = more
  const asked = target === undefined ? undefined : { over: target, under: 1n, by: 'quarter' as const }
  return { member: member(name, as), value, deals: 1n, asked, ramping: false, ...rest }
}
const names = (players: readonly Player[]) => players.map((one) => one.member.name)
const mvp = (...players: readonly Player[]) => {
  const found = mvpOf(players)
  return (
    found && {
      first: names(found.first),
      runners: names(found.runners),
      most: names(found.most),
      byShare: found.first[0]?.share !== undefined,
    }
  )
}

describe('the MVP', () => {
  test('is nobody where nobody won anything, or nobody who may be named', () => {
    expect(mvp()).toBeUndefined()
    expect(mvp(player('Sam', 0n, { target: 100n }))).toBeUndefined()
    expect(mvp(player('Sam', 9n, { as: { hasLeft: true } }), player('Kim', 9n, { as: { offBoards: true } }))).toBeUndefined()
  })

  test('is the only one who won anything', () => {
    expect(mvp(player('Sam', 9n), player('Kim', 0n))).toEqual({ first: ['Sam'], runners: [], most: ['Sam'], byShare: false })
  })

  test('goes by the share of the target, whoever won the most money', () => {
    expect(mvp(player('Sam', 900n, { target: 1_000n }), player('Kim', 500n, { target: 500n }), player('Noor', 9_999n))).toEqual({
      first: ['Kim'],
      runners: ['Sam'],
      most: ['Kim', 'Noor', 'Sam'],
      byShare: true,
    })
  })

  test('is not somebody who ramps up, as they carry less than a full target', () => {
    const players = [player('Sam', 900n, { target: 1_000n }), player('New', 500n, { target: 10n, ramping: true })]
    expect(mvp(...players)?.first).toEqual(['Sam'])
    expect(mvp(...players.slice(1), player('Kim', 501n))).toMatchObject({ first: ['Kim'], byShare: false })
  })

  test('goes by revenue where nobody with a target won anything', () => {
    expect(mvp(player('Sam', 0n, { target: 1_000n }), player('Kim', 7n), player('Noor', 5n))).toMatchObject({
      first: ['Kim'],
      runners: ['Noor'],
    })
  })

  test('is shared by who is level, and the next two places follow, with whoever is level there', () => {
    const all = ['A', 'B'].map((name) => player(name, 9n))
    expect(mvp(...all, player('C', 8n), player('D', 7n), player('E', 7n), player('F', 6n))).toMatchObject({
      first: ['A', 'B'],
      runners: ['C', 'D', 'E'],
    })
    expect(mvp(...['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => player(name, 9n)))?.first).toHaveLength(7)
  })
})

const sam = player('Sam Ortiz', 6_200_000n, { target: 5_000_000n, deals: 9n })
const kim = player('Kim Lund', 4_720_000n, { target: 4_000_000n, deals: 12n })
const noor = player('Noor Haddad', 3_090_000n, { target: 3_000_000n, deals: 4n })
const season = (more: Partial<Season> & { readonly players?: readonly Player[] } = {}): Season => {
  const { players = [sam, kim, noor], ...rest } = more
  return {
    period: month,
    mvp: mvpOf(players),
    value: 14_010_000n,
    deals: 25n,
    share: { over: 117n, under: 100n },
    largest: { member: noor.member.id, customer: 'Acme', minor: 2_000_000n, owner: 'Noor Haddad' },
    months: [],
    ...rest,
  }
}
const ofMonth = (day: string, first: Player) => {
  const found = mvpOf([first])
  return found ? [{ month: periodOf('month', date(day), defaultCalendar), mvp: found }] : []
}
const wholeQuarter = (): Season =>
  season({ period: quarter, months: [...ofMonth('2026-10-05', kim), ...ofMonth('2026-11-05', sam), ...ofMonth('2026-12-05', sam)] })
const read = (of: Season, more: Partial<Shown> = {}) =>
  plain(mvpMessage(of, { workspace, policy: 'exact', say: sayIn('en'), people: new Map(), quarterToo: false, ...more }))

describe('how it reads', () => {
  const told: Pick<Shown, 'people'> = { people: new Map([[sam.member.id, 'U012AB3CD']]) }

  test.each(['en', 'nb'])('on both platforms in %s', (language) => {
    const shown: Shown = { workspace, policy: 'exact', say: sayIn(language), quarterToo: true, ...told }
    expect(shownOn(mvpMessage(season(), shown))).toMatchSnapshot()
    expect(shownOn(mvpMessage(wholeQuarter(), shown))).toMatchSnapshot()
  })

  test('nobody is pinged but the MVP', () => {
    const { blocks } =
      shownOn(mvpMessage(wholeQuarter(), { workspace, policy: 'exact', say: sayIn('en'), quarterToo: false, ...told }))?.slack ?? {}
    expect(JSON.stringify(blocks).match(/<@[^>]*>/g)).toEqual(['<@U012AB3CD>'])
  })

  test.each(amountPolicies)('where amounts are shown %s', (policy) => {
    expect(read(wholeQuarter(), { policy })).toMatchSnapshot()
  })

  test('where amounts are hidden there is no money and no share', () => {
    expect(read(wholeQuarter(), { policy: 'hidden' })).not.toMatch(/[$%]/)
    expect(read(season({ players: [player('Sam', 900n), player('Kim', 800n)] }), { policy: 'hidden' })).not.toMatch(/[$%]/)
    expect(read(season(), { policy: 'percent' })).not.toMatch(/\$/)
    expect(read(season(), { policy: 'banded' })).not.toContain('62,000')
  })

  test('by revenue, in another currency', () => {
    const yen = { ...workspace, currency: currencyOf('JPY') ?? workspace.currency }
    const players = [player('Sam Ortiz', 1_250_000n, { deals: 3n }), player('Kim Lund', 900_000n)]
    const text = read(season({ players, largest: { member: sam.member.id, customer: '', minor: 500_000n, owner: 'Sam Ortiz' } }), {
      workspace: yen,
    })
    expect(text).toBe(
      '🏆 MVP of November 2026: Sam Ortiz. Thank you!\n¥1,250,000 · 3 deals\nRunners-up: Kim Lund ¥900,000\nBiggest win: no customer, ¥500,000 (Sam Ortiz) · Most deals: Sam Ortiz, 3 deals\n[My position]',
    )
  })

  test('seven who are level are three and four more', () => {
    const seven = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => player(name, 900n, { target: 1_000n }))
    expect(read(season({ players: seven }))).toContain(
      '🏆 MVP of November 2026: A, B, C and 4 more. Thank you!\n90 % of target\nBiggest win',
    )
    expect(read(season({ players: [sam, ...seven] }))).toContain('A 90 % · B 90 % · C 90 % · D 90 % · … and 3 more')
  })

  test('nothing won is one kind sentence; where the quarter’s says it, the month’s is left out', () => {
    const empty = { players: [], value: 0n, deals: 0n, share: undefined, largest: undefined }
    expect(read(season(empty))).toBe('🌱 November 2026 was a quiet one: nothing closed. A new month, a clean page.')
    expect(read(season({ ...empty, period: quarter }))).toBe('🌱 Q4 2026 was a quiet quarter: nothing closed. The new one is all yours.')
    expect(read(season(empty), { quarterToo: true })).toBeUndefined()
    expect(read(season({ ...empty, period: quarter }), { quarterToo: true })).toContain('🌱')
  })

  test('where nobody who won may be named, the team is thanked', () => {
    expect(read(season({ players: [], largest: undefined }))).toBe(
      '👏 November 2026 · 25 wins, brought in by all of you together. Thank you!',
    )
  })
})
