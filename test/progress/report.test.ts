// What the buttons under a report carry comes back as it was, and nothing else is taken for it.
import { describe, expect, it } from 'vitest'
import type { Subject } from '../../src/conversation/people.ts'
import { readTopic, topicKey } from '../../src/progress/report.ts'
import { defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { asId } from '../../src/vocabulary/ids.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { periodKey, periodKinds, periodOf } from '../../src/vocabulary/period.ts'
import { day } from '../vocabulary/typed.ts'

const subjects: readonly Subject[] = [{ kind: 'company' }, { kind: 'team', team: asId(3) }, { kind: 'member', member: asId(12) }]

describe('a button', () => {
  it.each(subjects.flatMap((subject) => periodKinds.map((kind) => [subject, kind] as const)))('of %o and a %s', (subject, kind) => {
    const period = periodOf(kind, day('2026-11-18'), defaultCalendar)
    for (const skip of [0, 10]) {
      const key = topicKey({ subject, metric: activityKind('site visits'), period }, skip)
      expect(readTopic(key)).toEqual({ subject, metric: 'site visits', period: periodKey(period), skip })
      expect(key.length).toBeLessThanOrEqual(200)
    }
  })

  it.each([
    '',
    '12',
    '12:revenue',
    'x12:revenue:2026',
    '12:revenue:2026:',
    '12:revenue:2026:x',
    '1234567890:revenue:2026',
    '12::2026',
    '12:revenue:2026 OR 1',
    `12:${'x'.repeat(61)}:2026`,
  ])('none of ours carries "%s"', (value) => expect(readTopic(value)).toBeUndefined())
})
