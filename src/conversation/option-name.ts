// What a command's slot is called where each has a field of its own: its keyword, else its own name in small letters with hyphens.
import { keyCalled } from '../languages/key-called.ts'
import type { Say } from '../languages/say.ts'
import type { Slots } from './argument.ts'

const hyphened = (name: string): string => name.replace(/\p{Lu}/gu, (letter) => `-${letter.toLowerCase()}`)

/** Each slot's name with the name of its field, in the order of the slots. No two fields of a command are called the same. */
export function optionNames(slots: Slots): ReadonlyMap<string, string> {
  // A keyword is what people know the field by, so it is never the one that gives way.
  const taken = new Set(Object.values(slots).flatMap(({ keyword }) => keyword ?? []))
  const names = new Map<string, string>()
  for (const [slot, { keyword }] of Object.entries(slots)) {
    if (keyword !== undefined) {
      names.set(slot, keyword)
      continue
    }
    const wanted = hyphened(slot)
    let name = wanted
    for (let again = 2; taken.has(name); again += 1) name = `${wanted}-${again}`
    taken.add(name)
    names.set(slot, name)
  }
  return names
}

/** What people who read that language see such a name as. */
export function optionIn(name: string, say: Say): string {
  const key = keyCalled(`option.${name}`)
  return key ? say.plain(key) : name
}
