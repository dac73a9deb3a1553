// Puts people of a file into teams, within a transaction: whoever and whatever is missing is made, what differs is changed with its event.
import type { Actor } from '../deals/deal-changes.ts'
import { nameKey } from '../transfer/people-by-name.ts'
import type { PersonRow } from '../transfer/person-rows.ts'
import type { Tally } from '../transfer/transfer-store.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import { isAtLeast } from '../vocabulary/roles.ts'
import type { Transaction } from './database.ts'
import { writeFacts } from './member-changes.ts'
import { memberOf, teamOf } from './member-rows.ts'
import { storable } from './stored-text.ts'
import { teamEventData } from './team-events.ts'
import { addMember } from './transfer-store.ts'

/** `same` counts rows that changed nothing. */
export async function writePeople(
  transaction: Transaction,
  workspaceId: WorkspaceId,
  actor: Actor,
  rows: readonly PersonRow[],
): Promise<Tally> {
  const doing = { workspace: workspaceId, by: actor.by.id, platform: actor.platform, at: actor.at }
  const everybody = await transaction.member.findMany({ where: { workspaceId }, include: { workspace: true } })
  const members = new Map(everybody.map((row) => [nameKey(row.name), memberOf(row, row.workspace)]))
  const teams = new Map((await transaction.team.findMany({ where: { workspaceId } })).map((row) => [nameKey(row.name), teamOf(row)]))
  const tally = { made: 0, changed: 0, same: 0 }

  const memberId = async (name: string): Promise<{ readonly id: MemberId; readonly isNew: boolean }> => {
    const known = members.get(nameKey(name))
    if (known) return { id: known.id, isNew: false }
    const id = await addMember(transaction, workspaceId, name, 'rep', BigInt(actor.at))
    const row = await transaction.member.findFirstOrThrow({ where: { id, workspaceId }, include: { workspace: true } })
    members.set(nameKey(name), memberOf(row, row.workspace))
    return { id, isNew: true }
  }

  /** The team of that name with that parent and lead, where they are said. True when something differs now. */
  const place = async (name: string, parent: TeamId | undefined, lead: MemberId | undefined): Promise<readonly [TeamId, boolean]> => {
    const before = teams.get(nameKey(name))
    const facts = { name: before?.name ?? name, parent: parent ?? before?.parent, lead: lead ?? before?.lead, channel: before?.channel }
    if (before && before.parent === facts.parent && before.lead === facts.lead) return [before.id, false]
    const data = { name: storable(facts.name), parentId: facts.parent ?? null, leadId: facts.lead ?? null }
    const { id } = before
      ? await transaction.team.update({ where: { id: before.id }, data, select: { id: true } })
      : await transaction.team.create({ data: { ...data, workspaceId }, select: { id: true } })
    const team = { id: asId<TeamId>(id), ...facts }
    teams.set(nameKey(name), team)
    const event = teamEventData({ team: team.id, before, after: facts })
    await transaction.workspaceEvent.create({ data: { workspaceId, ...event, byId: actor.by.id, platform: actor.platform, at: actor.at } })
    return [team.id, true]
  }

  /** Puts other facts in force for a member. True when something differed. */
  const write = async (name: string, facts: Parameters<typeof writeFacts>[3]): Promise<boolean> => {
    const member = members.get(nameKey(name))
    if (!member) return false
    const { after, events } = await writeFacts(transaction, doing, member, facts)
    members.set(nameKey(name), after)
    return events.length > 0
  }

  for (const { name, team, parent, lead, start } of rows) {
    const [above, aboveChanged] = parent === undefined ? [undefined, false] : await place(parent, undefined, undefined)
    const leader = lead === undefined ? undefined : await memberId(lead)
    const [own, ownChanged] = team === undefined ? [undefined, false] : await place(team, above, leader?.id)
    let changed = aboveChanged || ownChanged
    if (lead !== undefined && leader) {
      const role = members.get(nameKey(lead))?.role ?? 'rep'
      // Whoever leads a team is a lead at least, and belongs to it unless they belong somewhere already.
      const raised = isAtLeast(role, 'lead') ? {} : { role: 'lead' as const }
      const placed = own === undefined || members.get(nameKey(lead))?.team !== undefined ? {} : { team: own }
      if (await write(lead, { ...raised, ...placed })) changed = true
    }
    const { isNew } = await memberId(name)
    if (await write(name, { ...(own === undefined ? {} : { team: own }), ...(start === undefined ? {} : { startedOn: start }) }))
      changed = true
    tally[isNew ? 'made' : changed ? 'changed' : 'same'] += 1
  }
  return tally
}
