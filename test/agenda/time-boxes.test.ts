// The minutes of a meeting, shared out: whatever its length and its sections, they sum to it.
import { describe, expect, test } from 'vitest'
import { timeBoxes } from '../../src/agenda/time-boxes.ts'

const sum = (boxes: readonly number[]): number => boxes.reduce((all, box) => all + box, 0)

describe('time boxes', () => {
  test.each([
    [45, [5, 10, 10, 10, 5, 5], [5, 10, 10, 10, 5, 5]],
    [45, [5, 10], [15, 30]],
    [10, [5, 5, 5], [4, 3, 3]],
    [2, [5, 10, 10], [0, 1, 1]],
    [30, [10], [30]],
    [30, [], []],
  ])('%i minutes by %j are %j', (minutes, weights, boxes) => {
    expect(timeBoxes(minutes, weights)).toEqual(boxes)
  })

  test('sum to the length exactly, none is a minute off its share, and a heavier section never has less', () => {
    // Every length that can be set, with sections picked by a small generator, so that a failure comes again.
    let seed = 47
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    for (let minutes = 1; minutes <= 240; minutes += 1) {
      for (let count = 0; count < 12; count += 1) {
        const weights = Array.from({ length: 1 + next(9) }, () => 1 + next(20))
        const boxes = timeBoxes(minutes, weights)
        expect([minutes, weights, sum(boxes)]).toEqual([minutes, weights, minutes])
        const whole = sum(weights)
        for (const [index, box] of boxes.entries()) {
          const weight = weights[index] ?? 0
          expect(Math.abs(box - (minutes * weight) / whole)).toBeLessThan(1)
          for (const [other, theirs] of boxes.entries()) if ((weights[other] ?? 0) > weight) expect(theirs).toBeGreaterThanOrEqual(box)
        }
      }
    }
  })
})
