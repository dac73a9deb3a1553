// Money is a whole number of minor units with its currency; no floating point touches it.
declare const iso4217: unique symbol

/** An ISO 4217 code that this program knows: `EUR`. */
export type Currency = string & { readonly [iso4217]: true }

export interface Money {
  readonly minor: bigint
  readonly currency: Currency
}
