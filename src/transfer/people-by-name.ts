// Whom a cell means: a whole name, a handle, or an e-mail address whose name is a handle.

/** Two spellings of a name that differ in case alone are one person. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()

export interface Named {
  readonly name: string
  readonly handles: readonly string[]
}

/** By `nameKey`, and by handle with an @. */
export type PeopleByName<Person> = ReadonlyMap<string, readonly Person[]>

/** Everybody under each of their names. */
export function peopleByName<Person>(people: readonly (Person & Named)[]): PeopleByName<Person & Named> {
  const found = new Map<string, (Person & Named)[]>()
  for (const person of people) {
    const keys = new Set([nameKey(person.name), ...person.handles.map((handle) => `@${nameKey(handle)}`)])
    for (const key of keys) found.set(key, [...(found.get(key) ?? []), person])
  }
  return found
}

/** Undefined: nobody. A name that two people have is nobody's. */
export function whoIs<Person extends object>(written: string, people: PeopleByName<Person>): Person | 'several' | undefined {
  const name = nameKey(written.replace(/\s+/g, ' ').trim())
  const handle = name.replace(/^@/, '')
  const address = /^([^@\s]+)@[^@\s]+\.[^@\s]+$/.exec(handle)?.[1]
  const [first, second] = people.get(name) ?? people.get(`@${address ?? handle}`) ?? []
  return second ? 'several' : first
}
