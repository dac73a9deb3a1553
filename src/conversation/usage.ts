// A command's usage line, from its slots: `/deal won amount [customer] [for @person] [on date] …`. In brackets stands what can be left out.
import type { Say } from '../languages/say.ts'
import type { Slot, Slots } from './argument.ts'

function part({ argument, place, keyword, needed, many }: Slot<unknown>, say: Say): string {
  const hint = argument.word ?? say.plain(argument.name)
  const more = many ? ' …' : ''
  if (place === 'tag') return `[#${hint}${more}]`
  if (keyword !== undefined) return hint === '' ? `[${keyword}]` : `[${keyword} ${hint}${more}]`
  return needed ? hint : `[${hint}]`
}

/** `/deal won amount [customer] …`, in the language of `say`; the command's own words are the same in all. */
export function usageOf(command: { readonly name: string; readonly slots: Slots }, say: Say): string {
  const parts = Object.values(command.slots).map((slot) => part(slot, say))
  return [`/${command.name}`, ...parts].join(' ')
}
