// A change of a team as the workspace's event: `team 3`, with how it stood before and after as JSON; empty: it was not there.
import { z } from 'zod'
import type { Destination } from '../conversation/platform.ts'
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import type { TeamEvent, TeamFacts } from '../workspaces/team-store.ts'
import { storableJson } from './stored-text.ts'

const stored = z.object({
  name: z.string(),
  parent: z.int().nullable(),
  lead: z.int().nullable(),
  channel: z.string().nullable().default(null), // events from before teams had channels lack it
})

const textOf = (facts: TeamFacts | undefined): string =>
  facts === undefined
    ? ''
    : storableJson({ name: facts.name, parent: facts.parent ?? null, lead: facts.lead ?? null, channel: facts.channel ?? null })

function factsOf(text: string): TeamFacts | undefined {
  if (text === '') return undefined
  const { name, parent, lead, channel } = stored.parse(JSON.parse(text))
  return {
    name,
    parent: parent === null ? undefined : asId<TeamId>(parent),
    lead: lead === null ? undefined : asId<MemberId>(lead),
    channel: (channel ?? undefined) as Destination | undefined, // it was one when it was written
  }
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
