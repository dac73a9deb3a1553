// The present time enters the program here and nowhere else, so that a test can hold the clock.
declare const unit: unique symbol

/** A point in time: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly [unit]: 'instant' }

export interface Clock {
  now(): Instant
}

/** Marks a number of epoch milliseconds (from the database, a test, a platform) as an instant. */
export const asInstant = (epochMilliseconds: number): Instant => epochMilliseconds as Instant // the only place where the brand is put on

export const systemClock: Clock = { now: () => asInstant(Date.now()) }

/** The instant `milliseconds` after (or, negative, before) another. */
export const later = (instant: Instant, milliseconds: number): Instant => asInstant(instant + milliseconds)
