// Declares what the bot does by itself at certain times. One file holds everything about a ritual: when it usually comes, where it goes and
// what is to be said; the schedule that admins see, the list of what will be posted and the timekeeping are made from the same declaration.
import type { TextKey } from '../languages/language.ts'
import type { Message } from '../message/message.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { LocalTime } from '../vocabulary/local-time.ts'
import type { Rhythm, Slot } from '../vocabulary/rhythm.ts'
import type { Carries } from './command.ts'
import type { Workspace } from './people.ts'
import type { Destination } from './platform.ts'
import type { Post } from './post.ts'

/** A time at which a ritual comes, in one workspace. */
export interface Occasion {
  readonly workspace: Workspace
  /** What the ritual speaks of is as of its day, also where it is made up for on the next one. */
  readonly slot: Slot
  /** The zone of its wall-clock time: the workspace's, or that of the people whom it is for. */
  readonly zone: string
  /** The channel of a ritual that goes to one: where it was sent, or where wins are announced. */
  readonly to: Destination
  readonly now: Instant
}

/** What is to be said: an entry for the outbox, whose key is made of the occasion and its `name`, which is unique within it. */
export interface Said extends Pick<Post, 'to' | 'kind' | 'about'> {
  /** `board`, `member 12`. */
  readonly name: string
}

/** When it comes if nobody said otherwise. A weekday that is not worked stands for the last one before it that is. */
export interface Usual {
  readonly on: boolean
  readonly rhythm: Rhythm
  readonly time: LocalTime
  /** So long (minutes) after its time a missed occurrence is still made up for; 0: never. */
  readonly catchUp: number
}

export interface Ritual<Needs> extends Carries<Needs> {
  readonly kind: 'ritual'
  /** As it is typed: `weekly-board`. */
  readonly name: string
  readonly title: TextKey
  /** What it does, in one line. */
  readonly summary: TextKey
  readonly usual: Usual
  /** Whose wall clock: the workspace's, or of each member their own. */
  readonly zone: 'workspace' | 'member'
  /** Who gets it; only what goes to a channel can be sent to another one. */
  readonly goesTo: 'channel' | 'teams' | 'managers' | 'reps'
  /** Of rituals that come at the same time, the lower one is first. */
  readonly order: number
  /**
   * Decides what is said, to whom; reads only. It becomes words when it is sent (a post declaration), and may then still be dropped.
   * Nobody to say anything to: an empty list.
   */
  occur(occasion: Occasion, needs: Needs): Promise<readonly Said[]>
}

export const ritual = <Needs>(declaration: Omit<Ritual<Needs>, 'kind'>): Ritual<Needs> => ({ kind: 'ritual', ...declaration })

/** A ritual without what it does: all that a schedule has to know. */
export type Described = Omit<Ritual<unknown>, 'occur' | 'needs'>

/**
 * What a ritual would say at a time, as messages, without saying it: for a preview. `enough`: no more than so many, and how many more were not
 * looked at; a message about a year of somebody's sales takes its time.
 */
export type Rehearse = (
  ritual: string,
  occasion: Occasion,
  enough?: { readonly most: number; left(count: number): void },
) => Promise<readonly { readonly to: Destination; readonly message: Message; readonly post: Post }[]>

/** The entry for the outbox. */
export const postOf = (ritual: string, { day, time }: Pick<Slot, 'day' | 'time'>, { name, to, kind, about }: Said): Post => ({
  key: `${occasionKey(ritual, { day, time })}${name}`,
  to,
  kind,
  about,
  action: { do: 'post' },
})

/** What the keys of everything said at an occasion begin with. */
export const occasionKey = (ritual: string, { day, time }: Pick<Slot, 'day' | 'time'>): `${string}/` => `ritual/${ritual}/${day}T${time}/`
