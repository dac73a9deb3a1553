// Plans that wait for a manager's yes, in the database.
import { type Destination, type InstallationRef, inbox, type PlatformName, platforms } from '../conversation/platform.ts'
import type { PlanStore, Reached } from '../deals/plan-store.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import { reachOf } from '../vocabulary/permissions.ts'
import { roles } from '../vocabulary/roles.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database } from './database.ts'
import { oneOf } from './deal-rows.ts'
import { pendingOf } from './pending-store.ts'
import { storable } from './stored-text.ts'

interface PersonRow {
  readonly id: number
  readonly name: string
  readonly identities: readonly {
    readonly externalId: string
    readonly installation: { readonly platform: string; readonly externalId: string }
  }[]
}

const withPlaces = {
  id: true,
  name: true,
  identities: {
    select: { externalId: true, installation: { select: { platform: true, externalId: true } } },
    orderBy: { installationId: 'asc' },
  },
} as const

/** The account in that installation, or else the first there is. */
function reached({ id, name, identities }: PersonRow, near: InstallationRef): readonly Reached[] {
  const here = identities.find(({ installation }) => installation.platform === near.platform && installation.externalId === near.id)
  const place = here ?? identities[0]
  if (!place) return []
  const platform = oneOf<PlatformName>(platforms, place.installation.platform)
  const to: Destination = inbox({ platform, id: place.installation.externalId }, place.externalId)
  return [{ id: asId<MemberId>(id), name, to }]
}

export function planStore(database: Database, waking: Waking): PlanStore {
  const { client } = database
  return {
    async allowing(workspaceId, act, near) {
      const role = { in: roles.filter((one) => reachOf(one, act) === 'all') }
      const rows = await client.member.findMany({
        where: { workspaceId, leftAt: null, role },
        select: withPlaces,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      })
      return rows.flatMap((row) => reached(row, near))
    },

    async reach(workspaceId, member, near) {
      const row = await client.member.findFirst({ where: { workspaceId, id: member }, select: withPlaces })
      return row ? reached(row, near)[0] : undefined
    },

    ask: ({ workspace, requestKey, id, at, payload, posts, answer }, otherwise) =>
      changeWorkspace(database, waking, { workspace: workspace.id, version: workspace.version, requestKey, at }, async (transaction) => {
        const row = await transaction.pending.findFirst({ where: { id, workspaceId: workspace.id } })
        if (row?.state !== 'open') return { answer: otherwise(row ? pendingOf(row) : undefined) }
        await transaction.pending.update({ where: { id }, data: { payload: storable(payload) }, select: { id: true } })
        return { answer, posts }
      }),

    decline: ({ workspace, requestKey, id, at, by }, answer, otherwise) =>
      changeWorkspace(database, waking, { workspace: workspace.id, version: workspace.version, requestKey, at }, async (transaction) => {
        const where = { id, workspaceId: workspace.id, state: 'open' }
        const data = { state: 'declined', decidedById: by, decidedAt: at }
        const { count } = await transaction.pending.updateMany({ where, data })
        const row = await transaction.pending.findFirst({ where: { id, workspaceId: workspace.id } })
        const settled = row ? pendingOf(row) : undefined
        return settled && count === 1 ? answer(settled) : { answer: otherwise(settled) }
      }),
  }
}
