// What a command, an action or a form gets to work with: who asks, where, when, and how to speak to them.
import type { Say } from '../languages/say.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Member, Workspace } from './people.ts'
import type { InstallationRef, Place } from './platform.ts'

export interface Request {
  readonly workspace: Workspace
  readonly speaker: Member
  readonly installation: InstallationRef
  readonly place: Place
  readonly key: string
  readonly now: Instant
  /** The workspace's local day. */
  readonly today: LocalDate
  /** In the speaker's language. */
  readonly say: Say
}
