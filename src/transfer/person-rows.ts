// The rows of a file of people: who they are, in which team, under which team, who leads it.
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type BadRow, bad, cellOf, dayIn, readRows } from './cells.ts'
import type { Mapping } from './columns.ts'
import { nameKey, type PeopleByName, whoIs } from './people-by-name.ts'
import type { Table } from './read-csv.ts'

export interface PersonRow {
  readonly line: number
  readonly name: string
  /** The name of their team; undefined: not said. */
  readonly team: string | undefined
  /** … of the team above. */
  readonly parent: string | undefined
  /** … of the person who leads the team. */
  readonly lead: string | undefined
  readonly start: LocalDate | undefined
}

export interface PersonPlan {
  readonly rows: readonly PersonRow[]
  readonly bad: readonly BadRow[]
  /** Names that the workspace has not, leads among them, each once. */
  readonly newcomers: readonly string[]
}

const longest = 100

/** `squadOf`: what a team is called that has a lead and no name, in the workspace's language. */
export function planPeople(
  table: Table,
  mapping: Mapping,
  {
    request,
    people,
    squadOf,
  }: { readonly request: Pick<Request, 'today'>; readonly people: PeopleByName<Member>; squadOf(lead: string): string },
): PersonPlan {
  const seen = new Map<string, number>()
  const newcomers = new Map<string, string>()
  const named = (name: string): string => {
    if ([...name].length > longest) throw bad('import.too-long', { longest })
    const found = whoIs(name, people)
    if (found === 'several') throw bad('import.owner-several', { name })
    if (!found && name !== '' && !newcomers.has(nameKey(name))) newcomers.set(nameKey(name), name)
    return found?.name ?? name
  }
  const { rows, bad: wrong } = readRows(table, (row): PersonRow => {
    const text = (field: 'name' | 'team' | 'parent' | 'lead' | 'start') => cellOf(row, field, mapping)
    if (text('name') === '') throw bad('import.no-name')
    const earlier = seen.get(nameKey(text('name')))
    if (earlier !== undefined) throw bad('import.id-twice', { id: text('name'), line: earlier })
    const start = text('start') === '' ? undefined : dayIn(text('start'), request.today)
    if ([text('team'), text('parent')].some((name) => [...name].length > longest)) throw bad('import.too-long', { longest })
    const lead = text('lead') === '' ? undefined : named(text('lead'))
    const parent = text('parent') || undefined
    // A file that names leads and offices alone means a squad for each lead.
    const team = text('team') || (lead === undefined ? parent : squadOf(lead))
    if (team !== undefined && parent !== undefined && nameKey(team) === nameKey(parent) && lead !== undefined)
      throw bad('import.team-in-itself', { name: team })
    const name = named(text('name'))
    seen.set(nameKey(text('name')), row.line)
    return { line: row.line, name, team, parent: team === parent ? undefined : parent, lead, start }
  })
  return { rows, bad: wrong, newcomers: [...newcomers.values()] }
}
