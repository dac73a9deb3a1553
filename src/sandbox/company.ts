// The sandbox's company, made of the CRM data: its people, teams, deals and targets, with the year ending today.
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { periodOf } from '../vocabulary/period.ts'
import type { Role } from '../vocabulary/roles.ts'
import type { CrmData } from './crm-data.ts'
import { dollar, type Opening, openingsOf } from './openings.ts'
import { type PlannedTarget, planTargets } from './plan-targets.ts'

export interface Person {
  /** Unique, lower case: `darcel`. */
  readonly handle: string
  readonly name: string
  readonly role: Role
  /** The name of their team. */
  readonly team: string
}

export interface Team {
  readonly name: string
  /** The name of the team above. */
  readonly parent: string | undefined
  /** The handle of its lead. */
  readonly lead: string | undefined
}

export interface Company {
  readonly name: string
  /** Reps first, by region; then the managers, of whom the first is the admin. */
  readonly people: readonly Person[]
  /** Each after the team above it. */
  readonly teams: readonly Team[]
  /** Each with its owner's handle. */
  readonly deals: readonly (Opening & { readonly owner: string })[]
  readonly targets: readonly PlannedTarget[]
}

/** The running year, quarter and month get targets. The same data and day always give the same company. */
export function sandboxCompany(data: CrmData, today: LocalDate, calendar: FiscalCalendar): Company {
  const sellers = new Set(data.opportunities.map(({ agent }) => agent))
  const agents = data.agents.filter(({ name }) => sellers.has(name))
  const managers = [...new Map(agents.map(({ manager, office }) => [manager, office]))]
  const offices = [...new Set(agents.map(({ office }) => office))]
  const handles = handlesOf([...agents.map(({ name }) => name), ...managers.map(([name]) => name)])
  const handleOf = (name: string) => handles.get(name) ?? name

  const reps = agents.map(({ name, manager }): Person => ({ handle: handleOf(name), name, role: 'rep', team: squadOf(manager) }))
  const leads = managers.map(
    ([name], index): Person => ({ handle: handleOf(name), name, role: index === 0 ? 'admin' : 'manager', team: squadOf(name) }),
  )
  const teams = [
    ...offices.map((name): Team => ({ name, parent: undefined, lead: undefined })),
    ...managers.map(([name, office]): Team => ({ name: squadOf(name), parent: office, lead: handleOf(name) })),
  ]

  const deals = openingsOf(data, today).map((opening) => ({ ...opening, owner: handleOf(opening.agent) }))
  const wins = deals.filter(({ state }) => state === 'won')
  const from = wins.reduce((first, { closesOn }) => (closesOn < first ? closesOn : first), today)
  const sold = reps.map(({ handle, team }) => ({
    rep: handle,
    team,
    minor: wins.filter(({ owner }) => owner === handle).reduce((sum, { amount }) => sum + amount.minor, 0n),
  }))
  const periods = (['year', 'quarter', 'month'] as const).map((kind) => periodOf(kind, today, calendar))
  const targets = planTargets(sold, teams, { from, to: today }, periods, calendar, 100n * dollar)
  return { name: 'Maven Hardware', people: [...reps, ...leads], teams, deals, targets }
}

const squadOf = (manager: string) => `${manager.split(' ')[0]}'s squad`

/** First names where nobody shares them, else `first.last`; what Slack allows in a handle. */
function handlesOf(names: readonly string[]): ReadonlyMap<string, string> {
  const clean = (text: string) => text.toLowerCase().replace(/[^a-z0-9-]/g, '')
  const [firsts, lasts] = [0, -1].map((place) => names.map((name) => clean(name.split(' ').at(place) ?? name)))
  return new Map(
    names.map((name, index) => {
      const first = firsts?.[index] ?? ''
      const isShared = firsts?.filter((other) => other === first).length !== 1
      return [name, isShared ? `${first}.${lasts?.[index]}` : first]
    }),
  )
}
