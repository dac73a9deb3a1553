// The people of a terminal: a list, and whom a name on the command line means.
import type { Directory, ProfileAnswer } from '../conversation/platform.ts'

export interface TerminalPerson {
  readonly id: string
  readonly handle: string
  readonly name: string
}

/** `channels`: the only ones there are. */
export function terminalDirectory(people: readonly TerminalPerson[], channels: readonly string[]): Directory {
  const profileOf = (person: TerminalPerson | undefined): ProfileAnswer =>
    person
      ? { outcome: 'found', profile: { id: person.id, handle: person.handle, name: person.name, isPerson: true } }
      : { outcome: 'unknown' }
  return {
    profile: async (_, id) => profileOf(people.find((person) => person.id === id)),
    profileByHandle: async (_, handle) => profileOf(people.find((person) => same(person.handle, handle))),
    enter: async (_, channel) => (channels.includes(channel) ? 'in' : 'unknown'),
    audience: async () => 'own',
  }
}

/**
 * Whom `text` means: a handle (with or without @), a whole name, or a word of a name that only one person has.
 * Undefined: nobody, or several. Without a text the first of the list.
 */
export function personCalled(text: string | undefined, people: readonly TerminalPerson[]): TerminalPerson | undefined {
  if (text === undefined) return people[0]
  const wanted = text.trim().replace(/^@/, '')
  const whole = people.find(({ handle, name }) => same(handle, wanted) || same(name, wanted))
  if (whole) return whole
  const [one, another] = people.filter(({ name }) => name.split(/\s+/).some((word) => same(word, wanted)))
  return another ? undefined : one
}

const same = (a: string, b: string): boolean => a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase()
