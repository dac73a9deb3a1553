// The list of a manager's 1:1s: whom they lead directly, with a button each that opens the agenda.
import type { Member } from '../conversation/people.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message } from '../message/message.ts'
import { buttons, headline, message, quiet } from '../message/write.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { oneToOneValue } from './one-to-one-value.ts'

/** So many people stand on a page, so many buttons in a row. */
const shown = { page: 10, row: 5 }

export function oneToOneList(
  { reps, day, skip }: { readonly reps: readonly Member[]; readonly day: LocalDate; readonly skip: number },
  say: Say,
): Message {
  const page = reps.slice(skip, skip + shown.page).map(
    ({ id, name }): Button => ({
      label: name,
      action: 'show-one-to-one',
      value: oneToOneValue({ rep: id, day, time: undefined }),
    }),
  )
  const turn = (label: 'button.previous' | 'button.next', to: number): Button => {
    return { label: say.plain(label), action: 'show-one-to-ones', value: `${day}:${to}` }
  }
  const turns = [
    ...(skip > 0 ? [turn('button.previous', Math.max(0, skip - shown.page))] : []),
    ...(skip + shown.page < reps.length ? [turn('button.next', skip + shown.page)] : []),
  ]
  return message(
    headline(say('one-to-one.list', { day: say.day(day), count: reps.length })),
    quiet(say('one-to-one.list-how')),
    page.length > 0 && buttons(...page.slice(0, shown.row)),
    page.length > shown.row && buttons(...page.slice(shown.row)),
    turns.length > 0 && buttons(...turns),
  )
}
