// What is kept of exchange rates.
import type { Answer, PlatformName } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { ExchangeRate } from '../vocabulary/exchange.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Currency } from '../vocabulary/money.ts'
import type { Rate } from './rates.ts'
import type { DecidedOn } from './workspace-store.ts'

export interface RateChange {
  /** Another version in the database rejects with `Stale`. */
  readonly workspace: DecidedOn
  readonly requestKey: string
  readonly currency: Currency
  readonly from: LocalDate
  /** Undefined: none begins on that day any more. */
  readonly rate: ExchangeRate | undefined
  readonly by: MemberId
  readonly platform: PlatformName
  readonly at: Instant
  /**
   * The answer, from the rate that begins on that very day and from the one that was in force on it. `keep`: nothing is changed, as what
   * stands there is not what the person saw.
   */
  answer(before: { readonly begins: Rate | undefined; readonly holds: Rate | undefined }): {
    readonly answer: Answer
    readonly keep: boolean
  }
}

export interface RateStore {
  /**
   * Every rate of a workspace, by currency, the latest first. As of the version, or newer: what is decided on newer ones is refused as stale
   * when it is written.
   */
  rates(workspace: DecidedOn): Promise<readonly Rate[]>
  /** Sets a rate or takes it away, and raises the workspace's version, so that no copy outlives it. */
  set(change: RateChange): Promise<Answer>
}
