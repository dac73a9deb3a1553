// The settings as somebody may type them: by name, as they stand, and with each value of a few.

import { explained } from '../../conversation/label.ts'
import type { Workspace } from '../../conversation/people.ts'
import type { Choice } from '../../conversation/suggested-lists.ts'
import type { Say } from '../../languages/say.ts'
import { settings } from './all.ts'
import { settledIn } from './change-settings.ts'

/** Names first, then names with values. */
export function settingChoices(workspace: Workspace, say: Say): readonly Choice[] {
  const settled = settledIn(workspace)
  const names = settings.map(({ name, label }) => ({ label: explained(name, say.plain(label)), value: name }))
  const values = settings.flatMap((one) => {
    const stands = one.typed(settled)
    const options = one.options?.(say, { settled, here: undefined }) ?? []
    return [{ value: stands, label: say.plain(one.label) }, ...options.filter(({ value }) => value !== stands)].map(({ value, label }) => ({
      value: `${one.name} ${value}`,
      label: explained(`${one.name} ${value}`, label),
    }))
  })
  return [...names, ...values]
}
