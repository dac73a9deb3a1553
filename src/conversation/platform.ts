// The border between Dealbell and a chat platform: what comes in (utterance, press, submission), what goes back at once
// (an answer), and what is said later by itself (a messenger). A platform folder translates and does nothing else.
import type { Filled, Form } from '../message/form.ts'
import type { Message } from '../message/message.ts'
import type { Instant } from '../vocabulary/clock.ts'

export const platforms = ['slack', 'discord', 'terminal'] as const
export type PlatformName = (typeof platforms)[number]

/** A Slack team, a Discord server: where the bot is installed. `id` is the platform's own id. */
export interface InstallationRef {
  readonly platform: PlatformName
  readonly id: string
}

export interface Speaker {
  /** The platform's own id of the person. */
  readonly id: string
  /** What the platform said of them in this request: a handle, without @. May be empty. */
  readonly handle: string
  /** BCP 47, if the request says it. */
  readonly locale?: string
  /** They may manage the whole installation; not there where the platform does not say. */
  readonly manages?: boolean
}

export interface Place {
  /** The platform's own id of the channel. */
  readonly channel: string
  readonly kind: 'channel' | 'direct'
}

interface Heard {
  readonly installation: InstallationRef
  readonly speaker: Speaker
  readonly place: Place
  /** The same for every delivery of the same request (a platform repeats one whose answer it missed), and for no other. */
  readonly requestKey: string
}

/** Somebody typed a command. */
export interface Utterance extends Heard {
  /** Its first word, without a slash: `deal`. */
  readonly command: string
  /**
   * What follows it, as typed: entities decoded, links and channels as the words they show. A person whom the platform
   * really mentioned stands in it as `<@ID>` or `<@ID|handle>`; nothing that somebody typed ever reads `<@` (a typed `<` in
   * front of an `@` has become `‹`), so a word of that form is a mention and needs no further proof.
   */
  readonly text: string
  /** Channels that the platform says are meant by a word of the text (`#sales`): their ids by that word, without the sign. */
  readonly channels?: Readonly<Record<string, string>>
  /**
   * Where the platform asks for each of the command's slots in a field of its own: what was given, by the slot's name, as typed (mentions and
   * channels as in `text`; a switch is `true` or `false`). `text` is then the rest of the command's words alone.
   */
  readonly fields?: Readonly<Record<string, string>>
}

/** Somebody is filling in a command's field, and what they have so far is `typed`. */
export interface Asking extends Heard {
  readonly command: string
  /** The rest of the command's words. */
  readonly text: string
  /** The slot's name. */
  readonly slot: string
  readonly typed: string
  /** The other fields, as far as they are filled in. */
  readonly fields: Readonly<Record<string, string>>
}

/** What could stand in a field. */
export interface Suggestion {
  /** As it is shown. */
  readonly label: string
  /** As if typed. */
  readonly value: string
}

/** Somebody pressed a button. */
export interface Press extends Heard {
  readonly action: string
  readonly value: string
}

/** Somebody sent a form. */
export interface Submission extends Heard {
  readonly form: string
  readonly about: string
  readonly filled: Filled
}

/** What the person who spoke gets back; only they see it. */
export type Answer =
  /** `replaces`: it takes the place of the message whose button was pressed (or whose form was sent); else it stands beside it. */
  | { readonly kind: 'message'; readonly message: Message; readonly replaces: boolean }
  | { readonly kind: 'form'; readonly form: Form }
  /** The form stays open with a sentence at these fields. Only after a submission. */
  | { readonly kind: 'field errors'; readonly errors: Readonly<Record<string, string>> }

/** The one way in, for every platform. Never rejects: a mistake and a fault are both answers. */
export interface Conversation {
  hear(utterance: Utterance): Promise<Answer>
  press(press: Press): Promise<Answer>
  submit(submission: Submission): Promise<Answer>
  /** What could stand in a field, the likeliest first, at most 25; nothing for whom it is not meant, or where it cannot be known. Changes nothing. */
  suggest(asking: Asking): Promise<readonly Suggestion[]>
}

/** What a platform knows of a person. */
export interface Profile {
  readonly id: string
  readonly handle: string
  /** The name as the team says it. */
  readonly name: string
  /** IANA zone, if the platform knows it. */
  readonly timeZone?: string
  /** BCP 47, if the platform knows it. */
  readonly locale?: string
  /** False for a bot, a deactivated account, a guest of another company: such a one is no member. */
  readonly isPerson: boolean
  /** The account was deactivated: whoever was a member has left. */
  readonly left?: true
}

/** What a platform says when it is asked who somebody is. `no answer`: it failed or took too long, and may know them all the same. */
export type ProfileAnswer =
  | { readonly outcome: 'found'; readonly profile: Profile }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'no answer' }

/** Who reads a channel: members of this company alone, or guests and people of another company too. `no answer`: it may say another time. */
export type Audience = 'own' | 'outsiders' | 'no answer'

/** Asking a platform about its people and channels. Each may be slow or fail; failing is an outcome, never a rejection. */
export interface Directory {
  profile(installation: InstallationRef, personId: string): Promise<ProfileAnswer>
  /** Somebody by handle (without @), exactly, ignoring case. */
  profileByHandle(installation: InstallationRef, handle: string): Promise<ProfileAnswer>
  /** Makes sure that the bot can post to a channel, joining it where the platform allows. */
  enter(installation: InstallationRef, channel: string): Promise<'in' | 'invite me' | 'unknown'>
  /** Who reads a channel, for what may be shown there. */
  audience(installation: InstallationRef, channel: string): Promise<Audience>
}

/** In bytes. A file that is larger is not read. */
export const largestFile = 10 * 1024 * 1024

/**
 * What became of a file that somebody gave. `unknown`: there is none by that name, or the bot is not shown it. `refused`: the bot lacks
 * the permission to read files at all, which an admin can mend. `no answer`: the platform failed or took too long.
 */
export type FileAnswer =
  | { readonly outcome: 'read'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly outcome: 'too large' | 'unknown' | 'refused' | 'no answer' }

/** Reading files that people gave. Failing is an outcome, never a rejection. */
export interface Files {
  /** `ref`: the value of a form's field of the kind `file`. */
  read(installation: InstallationRef, ref: string): Promise<FileAnswer>
  /** True where a file is named by its path, as in a terminal; else it is given in a form. */
  takesPaths(installation: InstallationRef): boolean
}

/** Where something is posted: `slack/T012/C345`, one string, so that it can be a key. */
export type Destination = string & { readonly __destination: true }

export const destination = (installation: InstallationRef, channel: string): Destination =>
  `${installation.platform}/${installation.id}/${channel}` as Destination // the only place where the brand is put on

/** Where a person is written to alone. On Discord the ids of people and channels look alike, so a person's is marked. */
export const inbox = (installation: InstallationRef, personId: string): Destination =>
  destination(installation, installation.platform === 'discord' ? `@${personId}` : personId)

/** Whom a destination is alone, as `inbox` makes it; undefined for a channel, and in a terminal, where both are called alike. */
export function personIn(to: Destination): string | undefined {
  const { installation, channel } = partsOf(to)
  if (installation.platform === 'discord') return channel.startsWith('@') ? channel.slice(1) : undefined
  return installation.platform === 'slack' && /^[UW]/.test(channel) ? channel : undefined
}

/** The parts of a destination. Throws on a string that is none. */
export function partsOf(to: Destination): { installation: InstallationRef; channel: string } {
  const [platform, id, channel] = to.split('/')
  const known = platforms.find((name) => name === platform)
  if (!known || !id || !channel) throw new Error(`Not a destination: ${to}`)
  return { installation: { platform: known, id }, channel }
}

/** The platform's own name of a posted message (Slack: its `ts`), enough to rewrite it or to answer in its thread. */
export type PostedRef = string

/**
 * Says what nobody asked for, in a channel. Every method settles within 10 seconds (after that its answer counts as lost),
 * and rejects with `NotDelivered` and nothing else.
 */
export interface Messenger {
  readonly platform: PlatformName
  /** The least time between two posts to one destination, and between two rewritings, in milliseconds: the platform's limit. */
  readonly pace: { readonly post: number; readonly rewrite: number }
  /**
   * Posts; `key` is stored with the message, so that `find` can find it. `thread`: under that message. `again`: it was tried before, and
   * nobody knows why it does not stand there: what is nice to have and may be the reason (a picture) stays away.
   */
  post(to: Destination, message: Message, options: { key: string; thread?: PostedRef; again?: boolean }): Promise<PostedRef>
  rewrite(to: Destination, posted: PostedRef, message: Message, options: { key: string }): Promise<void>
  /** Looks for a message posted under `key` since that time: asked before a post whose answer was lost is tried again. */
  find(to: Destination, key: string, since: Instant, thread?: PostedRef): Promise<PostedRef | undefined>
}

/**
 * Why something was not delivered.
 * `later`: the platform refused for now, certainly without posting; try again after `retryAfter` milliseconds if it said so.
 * `unsure`: the answer was lost, the message may stand there; look before trying again.
 * `never`: trying again cannot help (`reason` is the platform's own word: `not_in_channel`).
 */
export class NotDelivered extends Error {
  readonly outcome: 'later' | 'unsure' | 'never'
  readonly reason: string
  readonly retryAfter: number | undefined
  constructor(outcome: 'later' | 'unsure' | 'never', reason: string, retryAfter?: number) {
    super(`${outcome}: ${reason}`)
    this.outcome = outcome
    this.reason = reason
    this.retryAfter = retryAfter
  }
}
