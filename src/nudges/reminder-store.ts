// What a reminder reads of how people keep what they do.
import type { Workspace } from '../conversation/people.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Habits } from './reminder.ts'

export interface ReminderStore {
  /**
   * The habits of everybody who is there, or of one member. A deal is late whose day is before `day`. Whatever was done from `since` on is
   * known; of deals that were changed before it only the changes that still stand.
   * What was imported for somebody counts as theirs, whoever brought the file.
   */
  habits(
    workspace: Pick<Workspace, 'id' | 'language'>,
    when: { readonly day: LocalDate; readonly since: Instant },
    member?: MemberId,
  ): Promise<readonly Habits[]>
}
