// What the bot says by itself is written down as a reference, in the same transaction as its cause: which kind of post,
// about what, where. It becomes a message when it is sent, from what is true then, and again when it is rewritten.

import type { Say } from '../languages/say.ts'
import type { Message } from '../message/message.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { Carries } from './command.ts'
import type { Workspace } from './people.ts'
import type { Destination } from './platform.ts'

/** An entry for the outbox. */
export interface Post {
  /** A second entry under the same key is not written: what was said once is not said again. */
  readonly key: string
  readonly to: Destination
  /** The name of a post declaration. */
  readonly kind: string
  /** What it is about, for the declaration; plain JSON. */
  readonly about: Readonly<Record<string, string | number>>
  /**
   * `post`: a new message. `rewrite`: the message posted under `of` becomes what `kind` and `about` give now. `reply`: a new
   * message in the thread of the one posted under `of`. The two latter are dropped when that one never stood there.
   */
  readonly action: { readonly do: 'post' } | { readonly do: 'rewrite' | 'reply'; readonly of: string }
}

/** Declares a kind of post: how it reads. */
export interface PostDeclaration<Needs> extends Carries<Needs> {
  readonly kind: 'post'
  readonly name: string
  /**
   * The message as of now, in the channel's language. Undefined: there is nothing left to say (it was undone before it was sent). May throw
   * `NotDelivered` where what it has to know cannot be had now.
   */
  render(
    post: Pick<Post, 'about' | 'to' | 'action'> & { readonly workspace: Workspace; readonly say: Say; readonly writtenAt: Instant },
    needs: Needs,
  ): Promise<Message | undefined>
}

export const post = <Needs>(declaration: Omit<PostDeclaration<Needs>, 'kind'>): PostDeclaration<Needs> => ({ kind: 'post', ...declaration })
