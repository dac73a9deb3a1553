// A day as a list says it.
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import type { Request } from './request.ts'

/** `today`, `yesterday`, `18 Nov 2026`. */
export const spokenDay = (day: LocalDate, { today, say }: Pick<Request, 'today' | 'say'>): string =>
  day === today ? say.plain('day.today') : day === addDays(today, -1) ? say.plain('day.yesterday') : say.date(day)
