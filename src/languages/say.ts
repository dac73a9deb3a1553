// Saying a sentence of the catalogue in one language, with money, numbers and dates as that language writes them.
import type { Span } from '../message/message.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Money } from '../vocabulary/money.ts'
import type { Period } from '../vocabulary/period.ts'
import type { TextKey } from './language.ts'

export type Value = string | number | bigint | Span | readonly Span[]
export type Values = Readonly<Record<string, Value>>

export type MoneyStyle = 'exact' | 'brief' | 'whole'

export interface Say {
  /** BCP 47 of the catalogue that is spoken. */
  readonly language: string
  /** The sentence as spans; `<b>`, `<i>`, `<s>`, `<c>` (code) in the catalogue become spans, values are put in as they are. */
  (key: TextKey, values?: Values): readonly Span[]
  /** The sentence as plain text: for labels, titles, notifications. */
  plain(key: TextKey, values?: Values): string
  /** `$5,000.00`; `brief` leaves out zero minor units: `$5,000`; `whole` rounds to whole units, for what is only estimated. */
  money(money: Money, style?: MoneyStyle): string
  /** `$5–10K`: from one round amount to another of the same currency, in short. */
  moneyRange(from: Money, to: Money): string
  number(value: number | bigint): string
  /** 0.764 is `76 %` as the language writes it; rounded half up. */
  percent(share: number): string
  /** `18 Nov 2026` */
  date(date: LocalDate): string
  /** `Thu 26 Nov`: a day that is near. */
  day(date: LocalDate): string
  /** `November` for 11 */
  month(month: number): string
  /** `Monday` for 1 */
  weekday(isoWeekday: number): string
  /** `Q4 2026`, `November 2026`, `week 47 of 2026`, `2026` */
  period(period: Period): string
}
