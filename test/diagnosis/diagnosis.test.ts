// Why somebody is behind: the factor that fell shortest, if chance does not explain it; and nothing where nothing can be told.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnosis.ts'
import { ascending, medianInterval, medianOf, rateInterval, shareInterval } from '../../src/diagnosis/intervals.ts'
import { stretchesTo, type Track } from '../../src/diagnosis/track.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { day } from '../vocabulary/typed.ts'

const [calls, demos] = [activityKind('calls'), activityKind('demos')]
const kinds = [calls, demos]

const times = <Value>(count: number, value: Value): readonly Value[] => Array.from({ length: count }, () => value)
/** A quarter of somebody who does as everybody does: 64 days, eight calls a day, wins 20 of 50, $2,100 each in 26 days. */
const track = (more: Partial<Track> & { readonly calls?: number; readonly demos?: number } = {}): Track => ({
  days: 64,
  won: 20,
  lost: 30,
  amounts: times(20, 210_000n),
  cycles: times(20, 26),
  activities: new Map([
    [calls, more.calls ?? 512],
    [demos, more.demos ?? 64],
  ]),
  ...more,
})
/** The year before: four such quarters. */
const year = (more: Parameters<typeof track>[0] = {}): Track =>
  track({ days: 256, won: 80, lost: 120, amounts: times(80, 210_000n), cycles: times(80, 26), calls: 2048, demos: 256, ...more })
const nothing: Track = { days: 64, won: 0, lost: 0, amounts: [], cycles: [], activities: new Map() }
const team = [track(), track(), track()]
const look = (recent: Track, before: Track = year(), peers: readonly Track[] = team) => diagnose({ recent, before, peers, kinds })
const told = (...of: Parameters<typeof look>) => {
  const { reason, isThin } = look(...of)
  return reason ? `${reason.factor} against ${reason.against}: ${reason.value} for ${reason.reference}` : isThin ? 'too thin' : 'nothing'
}

describe('the likely reason', () => {
  it.each([
    ['half the usual calls', track({ calls: 256 }), 'activity against own: 4 for 8'],
    ['nothing logged any more', track({ calls: 0, demos: 0 }), 'activity against own: 0 for 8'],
    ['few proposals won', track({ won: 6, lost: 44 }), 'conversion against own: 0.12 for 0.4'],
    ['nothing won of all that was decided', { ...nothing, lost: 20, activities: track().activities }, 'conversion against own: 0 for 0.4'],
    ['small deals', track({ amounts: times(20, 90_000n) }), 'deal-size against own: 90000 for 210000'],
    ['slow deals', track({ cycles: times(20, 41) }), 'cycle against own: 41 for 26'],
    ['as usual', track(), 'nothing'],
    ['better than usual', track({ calls: 800, won: 30, lost: 20, amounts: times(20, 300_000n), cycles: times(20, 10) }), 'nothing'],
    ['a little fewer calls, however surely', track({ calls: 420 }), 'nothing'],
    ['a few wins less than half as large, which chance explains', track({ amounts: times(5, 90_000n) }), 'nothing'],
    ['no deals in the pipeline before they are won', track({ cycles: [] }), 'nothing'],
    ['the factor that fell shortest of two', track({ calls: 300, amounts: times(20, 20_000n) }), 'deal-size against own: 20000 for 210000'],
    ['of two that fell equally short the first', track({ calls: 256, amounts: times(20, 105_000n) }), 'activity against own: 4 for 8'],
    ['two wins, two losses, calls as usual', track({ won: 2, lost: 2, amounts: times(2, 1n), cycles: [300, 300] }), 'too thin'],
    ['a quarter with nothing in it, after none', nothing, 'activity against own: 0 for 8'],
  ])('%s', (_, recent, expected) => expect(told(recent)).toBe(expected))

  it('is measured by the team where there is no past', () => {
    expect(told(track({ calls: 256 }), nothing)).toBe('activity against team: 4 for 8')
    expect(told(track({ won: 6, lost: 44 }), nothing)).toBe('conversion against team: 0.12 for 0.4')
  })

  it('is none where there is neither a past nor a team', () => {
    expect(told(track({ calls: 1 }), nothing, [])).toBe('too thin')
    expect(told(track({ calls: 1 }), nothing, team.slice(1))).toBe('too thin')
  })

  it('holds nobody against a time in which no loss was written down', () => {
    const winsOnly = { won: 50, lost: 0, amounts: times(50, 210_000n), cycles: [] }
    expect(told(track(), year({ ...winsOnly }), [])).toBe('nothing')
    expect(told(track({ won: 6, lost: 44 }), year({ ...winsOnly }), times(3, track(winsOnly)))).toBe('nothing')
    expect(told(track({ won: 6, lost: 44 }), year({ ...winsOnly }))).toBe('conversion against team: 0.12 for 0.4')
  })

  it('takes the median of the others, so that one who calls all day changes nothing', () => {
    expect(told(track(), nothing, [track(), track(), track({ calls: 50_000 })])).toBe('nothing')
  })

  it('goes by the first kind of activity that is logged at all', () => {
    const found = look(track({ calls: 0, demos: 20 }), year({ calls: 0 }), []).reason
    expect(found).toMatchObject({ factor: 'activity', kind: 'demos', count: 20, days: 64 })
  })

  it('has both numbers of everything that could be compared', () => {
    expect(look(track()).comparisons.map(({ factor, against }) => `${factor} ${against}`)).toEqual(
      ['activity', 'conversion', 'deal-size', 'cycle'].flatMap((factor) => [`${factor} own`, `${factor} team`]),
    )
  })
})

const someTrack = fc
  .record({
    days: fc.integer({ min: 0, max: 64 }),
    calls: fc.integer({ min: 0, max: 900 }),
    lost: fc.integer({ min: 0, max: 60 }),
    amounts: fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { maxLength: 40 }).map(ascending),
    cycles: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }).map(ascending),
  })
  .map(({ calls: count, ...more }): Track => ({ ...more, won: more.amounts.length, activities: new Map([[calls, count]]) }))

describe('whatever the numbers', () => {
  it('scaling all amounts does not change the factor', () =>
    fc.assert(
      fc.property(
        someTrack,
        someTrack,
        fc.array(someTrack, { maxLength: 6 }),
        fc.bigInt({ min: 2n, max: 10n ** 6n }),
        (recent, before, peers, by) => {
          const scaled = (one: Track): Track => ({ ...one, amounts: one.amounts.map((amount) => amount * by) })
          const plain = diagnose({ recent, before, peers, kinds })
          const large = diagnose({ recent: scaled(recent), before: scaled(before), peers: peers.map(scaled), kinds })
          expect([large.reason?.factor, large.reason?.against, large.isThin]).toEqual([
            plain.reason?.factor,
            plain.reason?.against,
            plain.isThin,
          ])
        },
      ),
    ))

  it('thin data never name a factor', () =>
    fc.assert(
      fc.property(someTrack, someTrack, fc.array(someTrack, { maxLength: 6 }), (recent, before, peers) => {
        const thin: Track = { ...recent, days: 9, won: 3, lost: 5, amounts: recent.amounts.slice(0, 5), cycles: recent.cycles.slice(0, 5) }
        expect(diagnose({ recent: thin, before, peers, kinds })).toEqual({ comparisons: [], reason: undefined, isThin: true })
      }),
    ))

  it('who does as they did and as the team does has no reason', () =>
    fc.assert(
      fc.property(someTrack, fc.integer({ min: 3, max: 6 }), (one, others) => {
        expect(diagnose({ recent: one, before: one, peers: times(others, one), kinds }).reason).toBeUndefined()
      }),
    ))

  it('a reason is short by a fifth at least, and the shortest of all that are real', () =>
    fc.assert(
      fc.property(someTrack, someTrack, fc.array(someTrack, { maxLength: 6 }), (recent, before, peers) => {
        const { reason, comparisons } = diagnose({ recent, before, peers, kinds })
        const real = comparisons.filter(({ isReal }) => isReal).map(({ shortfall }) => shortfall)
        expect(reason?.shortfall ?? 0).toBe(Math.max(0, ...real.filter((shortfall) => shortfall >= 0.2)))
      }),
    ))
})

describe('an interval of 95 %', () => {
  it('of a share is Wilson’s, as his tables have it', () => {
    const { low, high } = shareInterval(3, 25)
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.042', '0.300'])
    expect(shareInterval(0, 10)).toMatchObject({ low: 0 })
    expect(shareInterval(10, 10).high).toBeCloseTo(1)
  })
  it('of a count per day', () => {
    const { low, high } = rateInterval(20, 10)
    expect([low.toFixed(2), high.toFixed(2)]).toEqual(['1.29', '3.09'])
  })
  it('of a median is made of the values themselves, and there is none of five', () => {
    expect(medianInterval([1, 2, 3, 4, 5])).toBeUndefined()
    expect(medianInterval([1, 2, 3, 4, 5, 6])).toEqual({ low: 1, high: 6 })
    expect(medianInterval(Array.from({ length: 100 }, (_, index) => index + 1))).toEqual({ low: 40, high: 61 })
    expect(medianOf([1, 2, 3, 4])).toBe(2)
    expect(medianOf([])).toBeUndefined()
  })
})

it('a quarter of a year is looked at, beside the year before it', () => {
  expect(stretchesTo(day('2026-11-20'))).toEqual({
    recent: { from: '2026-08-22', to: '2026-11-20' },
    before: { from: '2025-08-23', to: '2026-08-21' },
  })
})
