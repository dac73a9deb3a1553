// Whose deals somebody may see: decided on their role as it is, not as a copy has it.
import { expect, test } from 'vitest'
import { type Member, Stale, type Workspace } from '../../src/conversation/people.ts'
import type { Request } from '../../src/conversation/request.ts'
import { log } from '../../src/deals/deal-changes.ts'
import { dealToChange } from '../../src/deals/may-touch.ts'
import { asId, type DealNumber, type MemberId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { actor, facts } from '../contracts/company.ts'
import { plainMember } from '../fakes/plain.ts'

const member = (id: number, role: Member['role']): Member => ({
  id: asId<MemberId>(id),
  name: `M${id}`,
  role,
  team: undefined,
  language: 'en',
  ...plainMember,
})
const sam = member(1, 'rep')
const number = asId<DealNumber>(1)
const { deal } = log(number, facts(sam), actor(sam))

/** The deal is Sam's; the workspace stands at version 2. */
function seen(speaker: Member, version: number) {
  const workspace = { id: asId<WorkspaceId>(1), version } as Workspace // nothing else of it is looked at
  const request = { workspace, speaker } as Request // nor of the request
  return dealToChange(request, number, { find: async () => deal }, { leads: async () => true, version: async () => 2 })
}

test('a role above rep decides only as it is now', async () => {
  for (const role of ['lead', 'manager', 'admin'] as const) {
    await expect(seen(member(2, role), 1)).rejects.toThrow(Stale)
    expect(await seen(member(2, role), 2)).toBe(deal)
  }
})

test('a refusal is not from an old copy either; the owner needs no role', async () => {
  await expect(seen(member(2, 'rep'), 1)).rejects.toThrow(Stale)
  await expect(seen(member(2, 'rep'), 2)).rejects.toThrow('deal.not-yours')
  expect(await seen(sam, 1)).toBe(deal)
})
