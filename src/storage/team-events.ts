// A change of a team as the workspace's event: `team 3`, with how it stood before and after as JSON; empty: it was not there.
import { z } from 'zod'
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import type { TeamEvent, TeamFacts } from '../workspaces/team-store.ts'
import { storableJson } from './stored-text.ts'

const stored = z.object({
  name: z.string(),
  parent: z.int().nullable(),
  lead: z.int().nullable(),
})

const textOf = (facts: TeamFacts | undefined): string =>
  facts === undefined ? '' : storableJson({ name: facts.name, parent: facts.parent ?? null, lead: facts.lead ?? null })

function factsOf(text: string): TeamFacts | undefined {
  if (text === '') return undefined
  const { name, parent, lead } = stored.parse(JSON.parse(text))
  return { name, parent: parent === null ? undefined : asId<TeamId>(parent), lead: lead === null ? undefined : asId<MemberId>(lead) }
}

/** The event's columns. */
export const teamEventData = ({ team, before, after }: TeamEvent) => ({
  kind: `team ${team}`,
  before: textOf(before),
  after: textOf(after),
})

/** Undefined for an event that is about something else. */
export function teamEventOf(row: { readonly kind: string; readonly before: string; readonly after: string }): TeamEvent | undefined {
  const id = /^team (\d+)$/.exec(row.kind)?.[1]
  return id === undefined ? undefined : { team: asId<TeamId>(Number(id)), before: factsOf(row.before), after: factsOf(row.after) }
}
