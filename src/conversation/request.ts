// What a command, an action or a form gets to work with: who asks, where, when, and how to speak to them.
import type { Say } from '../languages/say.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Lookup, ReadContext } from './argument.ts'
import type { Known, Member, Workspace } from './people.ts'
import type { InstallationRef, Place, Speaker } from './platform.ts'

interface Asked {
  readonly installation: InstallationRef
  readonly place: Place
  /** The same for every repeat of the same request. */
  readonly key: string
  readonly now: Instant
  /** In the speaker's language. */
  readonly say: Say
}

export interface Request extends Asked {
  readonly workspace: Workspace
  readonly speaker: Member
  /** The workspace's local day. */
  readonly today: LocalDate
  /** For reading more typed text, as a form's field, the way a command's words are read. */
  readonly reading: Omit<ReadContext, 'text' | 'startsSlot'>
  /** For finding whom and what that text means. */
  readonly look: Lookup
  /** The channels that were named, see `Utterance`. */
  readonly channels?: Readonly<Record<string, string>>
}

export interface OpenRequest extends Asked {
  readonly person: Speaker
  /** Undefined until the workspace is set up. */
  readonly known: Known | undefined
}
