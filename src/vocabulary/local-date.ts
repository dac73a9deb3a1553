// A day on a wall calendar, without a time or a zone.
declare const iso8601: unique symbol

/** `YYYY-MM-DD`; sorts as text. */
export type LocalDate = string & { readonly [iso8601]: true }
