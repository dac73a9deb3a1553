import { expect, test } from 'vitest'
import { whyNeeded } from '../../src/targets/reason.ts'
import { day } from '../vocabulary/typed.ts'
import { period } from './people.ts'

test.each<[string, bigint | undefined, bigint | undefined, 'over' | 'begun' | undefined, string]>([
  ['2026-Q4', undefined, 5n, undefined, 'a first target in a running period'],
  ['2026-Q4', 4n, 5n, 'begun', 'another one in a running period'],
  ['2026-Q4', 5n, 5n, undefined, 'the same once more'],
  ['2026-Q4', 5n, undefined, 'begun', 'taking one away in a running period'],
  ['2026-11-18', 4n, 5n, 'begun', 'another one on the first and last day'],
  ['2027-Q1', 4n, 5n, undefined, 'another one before the period begins'],
  ['2026-11-19', 4n, 5n, undefined, 'another one for tomorrow'],
  ['2026-Q3', undefined, 5n, 'over', 'a first target when the period is over'],
  ['2026-11-17', 4n, 5n, 'over', 'another one when the period is over'],
  ['2026-Q3', 5n, 5n, undefined, 'the same once more when it is over'],
])('%s, %s → %s on 18 November 2026: %s (%s)', (key, before, after, why) => {
  expect(whyNeeded(before, after, period(key), day('2026-11-18'))).toBe(why)
})
