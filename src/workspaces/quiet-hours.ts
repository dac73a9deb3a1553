// When the bot does not write to somebody by itself.
import type { Instant } from '../vocabulary/clock.ts'
import { isBetween } from '../vocabulary/local-time.ts'
import type { Rules } from '../vocabulary/rules.ts'
import { timeOfDay } from '../vocabulary/wall-clock.ts'

/** Whether an instant lies in the quiet hours by the clock of a zone (IANA): from their beginning on, and before their end. */
export const isQuiet = (instant: Instant, zone: string, { quietHours }: Pick<Rules, 'quietHours'>): boolean =>
  quietHours !== undefined && isBetween(timeOfDay(instant, zone), quietHours.from, quietHours.to)
