// How activities change, as pure steps.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Activity,
  type ActivityEvent,
  type ActivityFacts,
  type ActivityStep,
  correctActivity,
  difference,
  factsOf,
  logActivity,
  redoActivity,
  undoActivity,
} from '../../src/activities/activity.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { type ActivityNumber, asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { date } from '../contracts/company.ts'

const facts: ActivityFacts = {
  member: asId<MemberId>(1),
  team: asId<TeamId>(2),
  kind: activityKind('calls'),
  count: 12,
  day: date('2026-11-18'),
}
const actor = { by: asId<MemberId>(1), platform: 'slack', at: asInstant(0) } as const
const first = () => logActivity(asId<ActivityNumber>(7), facts, actor)

/** An activity with all that has happened to it. */
interface Story {
  readonly activity: Activity
  readonly events: readonly ActivityEvent[]
}
const told = ({ activity, event }: ActivityStep, events: readonly ActivityEvent[] = []): Story => ({ activity, events: [...events, event] })
const then = (story: Story, step: ActivityStep | undefined): Story => (step ? told(step, story.events) : story)

describe('an activity', () => {
  test('that is logged counts once, for the day', () => {
    const { activity, event } = first()
    expect(activity).toMatchObject({ number: 7, state: 'logged', revision: 1, count: 12 })
    expect(difference(event.before, event.after)).toEqual([{ member: 1, team: 2, metric: 'calls', day: '2026-11-18', value: 12n }])
  })

  test('whose number is corrected adds the difference', () => {
    const step = correctActivity(first().activity, { count: 10 }, actor)
    expect(step?.activity).toMatchObject({ count: 10, revision: 2 })
    expect(difference(step?.event.before, step?.event.after)).toEqual([
      { member: 1, team: 2, metric: 'calls', day: '2026-11-18', value: -2n },
    ])
  })

  test('whose day is corrected goes from one day to the other', () => {
    const step = correctActivity(first().activity, { day: date('2026-11-17') }, actor)
    expect(difference(step?.event.before, step?.event.after).map(({ day, value }) => [day, value])).toEqual([
      ['2026-11-18', -12n],
      ['2026-11-17', 12n],
    ])
  })

  test('that is corrected to what it was is not changed', () => {
    expect(correctActivity(first().activity, { count: 12, day: facts.day }, actor)).toBeUndefined()
  })

  test('is undone step by step, and is brought back as it was withdrawn', () => {
    let story = told(first())
    story = then(story, correctActivity(story.activity, { count: 15 }, actor))
    story = then(story, undoActivity(story.activity, story.events, actor))
    expect(story.activity).toMatchObject({ state: 'logged', count: 12 })
    story = then(story, undoActivity(story.activity, story.events, actor))
    expect(story.activity.state).toBe('withdrawn')
    expect(undoActivity(story.activity, story.events, actor)).toBeUndefined()
    expect(correctActivity(story.activity, { count: 3 }, actor)).toBeUndefined()
    story = then(story, redoActivity(story.activity, actor))
    expect(story.activity).toMatchObject({ state: 'logged', count: 12, revision: 5 })
    expect(redoActivity(story.activity, actor)).toBeUndefined()
    expect(story.events.map(({ kind }) => kind)).toEqual(['logged', 'corrected', 'restored', 'withdrawn', 'restored'])
  })
})

const move = fc.oneof(
  fc.record({
    do: fc.constant('correct' as const),
    count: fc.integer({ min: 1, max: 9 }),
    day: fc.constantFrom(date('2026-11-17'), date('2026-11-18')),
  }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }),
)

const sums = (events: readonly ActivityEvent[]) => {
  const days: Record<string, bigint> = {}
  for (const { before, after } of events) for (const { day, value } of difference(before, after)) days[day] = (days[day] ?? 0n) + value
  return Object.fromEntries(Object.entries(days).filter(([, value]) => value !== 0n))
}

const played = (moves: readonly (typeof move extends fc.Arbitrary<infer Move> ? Move : never)[]): Story => {
  let story = told(first())
  for (const one of moves) {
    const { activity, events } = story
    story = then(
      story,
      one.do === 'correct'
        ? correctActivity(activity, { count: one.count, day: one.day }, actor)
        : one.do === 'undo'
          ? undoActivity(activity, events, actor)
          : redoActivity(activity, actor),
    )
  }
  return story
}

test('whatever is done to it, its events sum to what it counts for now', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
      const { activity, events } = played(moves)
      expect(sums(events)).toEqual(activity.state === 'logged' ? { [activity.day]: BigInt(activity.count) } : {})
      expect(activity.revision).toBe(events.length)
    }),
  )
})

test('undoing a correction restores every figure', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 8 }), fc.integer({ min: 10, max: 20 }), (moves, count) => {
      const story = played(moves)
      const corrected = correctActivity(story.activity, { count }, actor)
      if (!corrected) return
      const after = then(story, corrected)
      const undone = then(after, undoActivity(after.activity, after.events, actor))
      expect(factsOf(undone.activity)).toEqual(factsOf(story.activity))
      expect(sums(undone.events)).toEqual(sums(story.events))
    }),
  )
})
