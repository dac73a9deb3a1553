// Whom something can be assigned to in a form.
import { expect, test } from 'vitest'
import { type AssignNeeds, assignForm } from '../../src/agenda/assign.ts'
import type { Request } from '../../src/conversation/request.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { type AgendaNumber, asId, type TeamId } from '../../src/vocabulary/ids.ts'
import { action, monday, north, person } from './an-agenda.ts'

test('in a large company whoever has it can keep it, then comes the team', async () => {
  const others = Array.from({ length: 300 }, (_, n) => person(n + 10, `Rep ${n}`, { team: asId<TeamId>(99) }))
  const mine = [person(1, 'Kim Lund', { role: 'admin' }), person(2, 'Noor Haddad')]
  const owner = others[250]
  if (!owner) throw new Error('nobody there')
  // Only what the form asks for.
  const needs = {
    workspaces: {
      teams: async () => [{ id: north, name: 'North', parent: undefined, lead: undefined, channel: undefined }],
      members: async () => [...others, ...mine],
    },
    agenda: { items: async () => [action(5, 'a call', owner)] },
  } as unknown as AssignNeeds
  const request = { say: sayIn('en'), workspace: { id: 1 }, speaker: mine[0] } as unknown as Request
  const form = await assignForm(request, { circle: { team: north }, day: monday, point: asId<AgendaNumber>(5) }, needs)
  const [who] = form.fields
  expect(who?.initial).toBe(String(owner.id))
  expect(who?.options?.slice(0, 3).map(({ label }) => label)).toEqual(['Rep 250', 'Kim Lund', 'Noor Haddad'])
  expect(who?.options).toHaveLength(100)
})
