import { describe, expect, it } from 'vitest'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { isQuiet } from '../../src/workspaces/quiet-hours.ts'

const at = (iso: string) => asInstant(Date.parse(iso))
const night = { quietHours: { from: localTime('19:00'), to: localTime('08:00') } }
const noon = { quietHours: { from: localTime('12:00'), to: localTime('13:00') } }

describe('quiet hours', () => {
  it.each([
    ['at their beginning', '2026-11-19T18:00:00Z', true],
    ['a minute before it', '2026-11-19T17:59:00Z', false],
    ['after midnight', '2026-11-20T01:00:00Z', true],
    ['a minute before their end', '2026-11-20T06:59:00Z', true],
    ['at their end', '2026-11-20T07:00:00Z', false],
    ['in the afternoon', '2026-11-19T14:00:00Z', false],
  ])('over the night in Oslo: %s', (_, iso, quiet) => {
    expect(isQuiet(at(iso), 'Europe/Oslo', night)).toBe(quiet)
  })

  it('go by the clock of the zone that is asked about', () => {
    expect(isQuiet(at('2026-11-19T14:00:00Z'), 'Asia/Tokyo', night)).toBe(true)
    expect(isQuiet(at('2026-11-19T14:00:00Z'), 'America/New_York', night)).toBe(false)
  })

  it('within a day end on that day', () => {
    expect(isQuiet(at('2026-11-19T11:30:00Z'), 'Europe/Oslo', noon)).toBe(true)
    expect(isQuiet(at('2026-11-19T20:30:00Z'), 'Europe/Oslo', noon)).toBe(false)
  })

  it('are none where none are set', () => {
    expect(isQuiet(at('2026-11-20T01:00:00Z'), 'Europe/Oslo', { quietHours: undefined })).toBe(false)
  })
})
