// When this process last saw what the platform says of a person, and who turned out to be none: names, zones and accounts
// change while people are members. Nothing of it is stored, but that somebody has left; a new process asks again.
import { type Clock, type Instant, later } from '../vocabulary/clock.ts'
import type { MemberId } from '../vocabulary/ids.ts'

/** How long what was seen of a person holds, in milliseconds. */
const day = 24 * 3_600_000
/** How long nobody asks again after a platform did not answer, or said that it is no person (a guest may become a colleague). */
const pause = 5 * 60_000
/** A large company's people, each some hundred bytes. */
const mostKept = 20_000

export interface ProfileSeen {
  readonly isPerson: boolean
  readonly askAgain: Instant
  readonly member: MemberId | undefined
}

export class ProfilesSeen {
  readonly #clock: Clock
  readonly #most: number
  readonly #seen = new Map<string, ProfileSeen>()
  readonly #refused = new Set<MemberId>()
  readonly #locales = new Map<string, string>()

  constructor(clock: Clock, most: number = mostKept) {
    this.#clock = clock
    this.#most = most
  }

  /** What is remembered under a key (installation and person). */
  of(key: string): ProfileSeen | undefined {
    return this.#seen.get(key)
  }

  /** The platform is asked now: nobody else need ask within the next minutes. */
  asking(key: string): void {
    const { isPerson = true, member } = this.#seen.get(key) ?? {}
    this.#keep(key, { isPerson, member, askAgain: later(this.#clock.now(), pause) })
  }

  /** The platform answered. */
  saw(key: string, isPerson: boolean, member?: MemberId): void {
    this.#keep(key, { isPerson, member, askAgain: later(this.#clock.now(), isPerson ? day : pause) })
  }

  /** The platform answered that the account is gone: who has left is stored, and that they are back is asked for again soon. */
  sawLeft(key: string, member: MemberId): void {
    this.#keep(key, { isPerson: true, member, askAgain: later(this.#clock.now(), pause) })
  }

  /** Whether this member turned out to be no person. */
  refuses(member: MemberId): boolean {
    return this.#refused.has(member)
  }

  /** The language that came with what they said last. */
  locale(key: string): string | undefined {
    return this.#locales.get(key)
  }

  /** Undefined: it has to be heard again. */
  heard(key: string, locale: string | undefined): void {
    this.#locales.delete(key)
    const oldest = this.#locales.size >= this.#most ? this.#locales.keys().next().value : undefined
    if (oldest !== undefined) this.#locales.delete(oldest)
    if (locale !== undefined) this.#locales.set(key, locale)
  }

  #keep(key: string, seen: ProfileSeen): void {
    this.#drop(key)
    // The oldest goes first: a Map remembers the order in which its keys came.
    const oldest = this.#seen.size >= this.#most ? this.#seen.keys().next().value : undefined
    if (oldest !== undefined) this.#drop(oldest)
    this.#seen.set(key, seen)
    if (!seen.isPerson && seen.member !== undefined) this.#refused.add(seen.member)
  }

  #drop(key: string): void {
    const { member } = this.#seen.get(key) ?? {}
    if (member !== undefined) this.#refused.delete(member)
    this.#seen.delete(key)
  }
}
