// The table of who may do what, cell by cell: product.md, chapter 5, written down a second time, so that no cell changes by accident.
import { describe, expect, test } from 'vitest'
import { type Act, leastRole, mayEver, permissions, type Reach, reachOf } from '../../src/vocabulary/permissions.ts'
import { isAtLeast, type Role, roles } from '../../src/vocabulary/roles.ts'

/** Whose things, by role: rep, lead, manager, admin. */
const cells: Readonly<Record<Act, string>> = {
  look: 'all all all all',
  'post boards': 'none team all all',
  thank: 'all all all all',
  'see deals': 'own team all all',
  deals: 'own team all all',
  'closed periods': 'none none all all',
  activities: 'own team all all',
  forecast: 'own team all all',
  leave: 'own team all all',
  boards: 'own own own own',
  nudges: 'own own own own',
  'agenda items': 'own team all all',
  'run meetings': 'none team all all',
  targets: 'none none all all',
  rates: 'none none all all',
  import: 'none none all all',
  settings: 'none none none all',
  schedules: 'none none none all',
  members: 'none none none all',
  export: 'none none none all',
  'own data': 'own own own own',
  erasure: 'none none none all',
}
const acts = Object.keys(cells) as Act[] // the keys of a record of acts

test('every act stands in the table, and no other', () => {
  expect(Object.keys(permissions).toSorted()).toEqual(acts.toSorted())
})

describe.each(acts)('%s', (act) => {
  const expected = cells[act].split(' ')
  test.each(roles.map((role, at) => [role, expected[at]] as const))('a %s: %s', (role, reach) => {
    expect(reachOf(role, act)).toBe(reach)
    expect(mayEver(role, act)).toBe(reach !== 'none')
  })

  test('a higher role never may less', () => {
    const width: Readonly<Record<Reach, number>> = { none: 0, own: 1, team: 2, all: 3 }
    const widths = roles.map((role) => width[reachOf(role, act)])
    expect(widths).toEqual(widths.toSorted((a, b) => a - b))
  })

  test('the least role that may is the first that the table gives anything', () => {
    const least: Role = leastRole(act)
    expect(roles.filter((role) => mayEver(role, act))).toEqual(roles.filter((role) => isAtLeast(role, least)))
  })
})
