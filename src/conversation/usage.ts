// A command's usage line, from its slots: `/deal won <amount> [customer] [for <person>] [on <date>] …`.
import type { Say } from '../languages/say.ts'
import type { Slot, Slots } from './argument.ts'

function part(name: string, slot: Slot<unknown>, say: Say): string {
  const hint = say.plain(slot.argument.name)
  const more = slot.many ? ' …' : ''
  if (slot.place === 'tag') return `[#${hint}${more}]`
  if (slot.keyword !== undefined) return `[${slot.keyword} <${hint}>${more}]`
  // A name of fixed words (company) is typed as it stands.
  const typed = name === hint ? hint : `<${hint}>`
  return slot.needed ? typed : `[${typed.replace(/^<(.*)>$/, '$1')}]`
}

/** `/deal won <amount> [customer] …`, in the language of `say`; the command's own words are the same in all. */
export function usageOf(command: { readonly name: string; readonly slots: Slots }, say: Say): string {
  const parts = Object.entries(command.slots).map(([name, slot]) => part(name, slot, say))
  return [`/${command.name}`, ...parts].join(' ')
}
