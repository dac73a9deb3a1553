// What a command can be given: an argument reads typed words, a slot says where in the sentence it stands.
// The same slots make the usage line, the complaint about what is missing, and (on Discord) the native options.
import type { TextKey } from '../languages/language.ts'
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Currency } from '../vocabulary/money.ts'
import { type Reading, read, type Word } from '../vocabulary/reading.ts'
import type { Rules } from '../vocabulary/rules.ts'
import type { Member, PersonRef, Team } from './people.ts'

/** What a reader may know beside the words. Pure data: reading never waits. */
export interface ReadContext {
  readonly text: string
  readonly today: LocalDate
  readonly calendar: FiscalCalendar
  readonly currency: Currency
  /** What the workspace calls its stages, reasons and activities. */
  readonly rules: Rules
  /** True for a word that begins another slot: free text ends before it. */
  startsSlot(word: Word): boolean
}

/** Finds whom and what somebody wrote. */
export interface Lookup {
  /** Throws a complaint when there is nobody by that name, or more than one; also when they have left, unless `leavers` are meant too. */
  member(ref: PersonRef, leavers?: 'leavers too'): Promise<Member>
  /** The team of that name in any case, by its whole name before a word of it; undefined for none. Throws a complaint for several. */
  team(name: string, mark: { readonly from: number; readonly to: number }): Promise<Team | undefined>
  /** The speaker's own team. */
  ownTeam(): Promise<Team | undefined>
}

/** How a platform with a field for each slot asks for it; where nothing is said: as free text of at most 500 characters. */
export type Field =
  | { readonly kind: 'text'; readonly longest: number }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  /** One of these words and nothing else. */
  | { readonly kind: 'one of'; readonly values: readonly string[] }
  | { readonly kind: 'channel' }
  /** Not at all: the field of the slot `instead` says the same; or without one a form asks, as for a file. */
  | { readonly kind: 'not asked'; readonly instead?: string }

/** What a field can be helped with while it is filled in: src/conversation/suggest.ts. */
export type Suggests =
  | 'customers'
  | 'products'
  | 'tags'
  | 'deals'
  | 'open deals'
  | 'people'
  /** People with what each gets. */
  | 'shares'
  | 'people and teams'
  | 'teams'
  | 'subjects'
  | 'periods'
  | 'periods ahead'
  | 'past days'
  | 'coming days'
  | 'stages'
  | 'stages and ends'
  | 'loss reasons'
  | 'metrics'
  | 'activities'
  | 'currencies'
  | 'time zones'
  | 'commands'
  | 'settings'
  | 'rituals'
  /** Nothing but what `words` says. */
  | 'words'

export interface Argument<Value, Typed = Value> {
  /** What it is called in a usage line and in "I expected …". */
  readonly name: TextKey
  /** The one word that it is, typed as it stands; the empty one: nothing follows its keyword. */
  readonly word?: string
  readonly field?: Field
  readonly suggests?: Suggests
  /** What it reads beside what is suggested, or in place of it: `none`. */
  readonly words?: readonly string[]
  read(words: readonly Word[], at: number, context: ReadContext): Reading<Typed>
  /** From what was typed to what it means, where that takes a look into the database. Absent: it means what it says. */
  resolve?(typed: Typed, look: Lookup): Promise<Value>
}

export interface Slot<Value> {
  readonly place: 'position' | 'keyword' | 'tag'
  /** Of a keyword slot. */
  readonly keyword?: string
  readonly argument: Argument<unknown, unknown>
  /** Nothing works without it. */
  readonly needed: boolean
  /** May come more than once; its value is a list. */
  readonly many: boolean
  /** Never there; carries the type. */
  readonly value?: Value
}

export type Slots = Readonly<Record<string, Slot<unknown>>>
export type ValuesOf<S extends Slots> = { readonly [Name in keyof S]: S[Name] extends Slot<infer Value> ? Value : never }

/** In its place, and nothing works without it. */
export const required = <Value, Typed>(argument: Argument<Value, Typed>): Slot<Value> => ({
  place: 'position',
  argument,
  needed: true,
  many: false,
})

/** In its place, or not at all. */
export const optional = <Value, Typed>(argument: Argument<Value, Typed>): Slot<Value | undefined> => ({
  place: 'position',
  argument,
  needed: false,
  many: false,
})

/** After its keyword, anywhere. */
export const keyword = <Value, Typed>(word: string, argument: Argument<Value, Typed>): Slot<Value | undefined> => ({
  place: 'keyword',
  keyword: word,
  argument,
  needed: false,
  many: false,
})

/** After its keyword, anywhere, as often as wanted. */
export const keywords = <Value, Typed>(word: string, argument: Argument<Value, Typed>): Slot<readonly Value[]> => ({
  place: 'keyword',
  keyword: word,
  argument,
  needed: false,
  many: true,
})

const nothing: Argument<true> = { name: 'argument.word', word: '', read: (_, at) => read(true, at) }

/** A word that says all by itself, anywhere. */
export const flag = (word: string): Slot<true | undefined> => keyword(word, nothing)

/** `#word`, anywhere, as often as wanted. */
export const tags = (argument: Argument<string>): Slot<readonly string[]> => ({ place: 'tag', argument, needed: false, many: true })
