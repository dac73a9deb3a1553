// The sandbox's company as it is written into the database: with accounts on the local Slack and on the terminal.
import type { Subject } from '../conversation/people.ts'
import { destination, type InstallationRef, type PlatformName } from '../conversation/platform.ts'
import { contribution, type DayTotal } from '../deals/day-totals.ts'
import type { Deal, DealEvent, DealEventKind, DealFacts } from '../deals/deal.ts'
import { asInstant, type Instant } from '../vocabulary/clock.ts'
import { asId, type DealNumber } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { usDollar } from '../vocabulary/money.ts'
import type { Company, Person } from './company.ts'
import type { PlannedTarget } from './plan-targets.ts'
import type { Seed, SeedFigures, SeedIds } from './seed-store.ts'

/** The local Slack's workspace and the terminal's: one company, two ways to talk to it. */
export const sandboxInstallations = {
  slack: { platform: 'slack', id: 'T0SANDBOX' },
  terminal: { platform: 'terminal', id: 'sandbox' },
} as const satisfies Partial<Record<PlatformName, InstallationRef>>

/** Where wins are announced on each. */
export const announceChannels = {
  slack: destination(sandboxInstallations.slack, 'C0SALES'),
  terminal: destination(sandboxInstallations.terminal, 'sales'),
} as const

/** A person's id on the local Slack, made like Slack's: capital letters and digits. */
export const slackIdOf = ({ handle }: Pick<Person, 'handle'>): string => `U0${handle.toUpperCase().replace(/[^A-Z0-9]/g, '')}`

/** A person's id on the terminal. */
export const terminalIdOf = ({ handle }: Pick<Person, 'handle'>): string => handle

export function sandboxSeed(company: Company, timeZone: string, now: Instant): Seed {
  return {
    settings: { name: company.name, currency: usDollar, timeZone, language: 'en', announce: announceChannels.slack },
    installations: Object.values(sandboxInstallations),
    teams: company.teams,
    members: company.people.map((person) => ({
      ...person,
      timeZone,
      accounts: [
        { installation: sandboxInstallations.slack, personId: slackIdOf(person) },
        { installation: sandboxInstallations.terminal, personId: terminalIdOf(person) },
      ],
    })),
    figures: (ids) => figuresOf(company, ids, now),
  }
}

function figuresOf(company: Company, ids: SeedIds, now: Instant): SeedFigures {
  const teamOf = new Map(company.people.map(({ handle, team }) => [handle, ids.team(team)]))
  const deals = company.deals.map(({ state, stage, owner, customer, amount, closesOn, begunOn, product }, index) => {
    const facts: DealFacts = {
      state,
      ...(stage === undefined ? {} : { stage, stageSince: begunOn }),
      path: stage === undefined ? [] : [stage],
      openedOn: begunOn,
      owner: ids.member(owner),
      team: teamOf.get(owner),
      customer,
      amount,
      closedOn: closesOn,
      product,
      note: '',
      tags: [],
      splits: [],
    }
    return logged(kinds[state], facts, asId<DealNumber>(index + 1), atMost(now, noonOf(state === 'open' ? begunOn : closesOn)))
  })
  const admin = company.people.find(({ role }) => role === 'admin')
  const targets = company.targets.map(({ whose, period, value }) => ({
    subject: subjectOf(whose, ids),
    metric: 'revenue' as const,
    period,
    value,
    setBy: ids.member(admin?.handle ?? ''),
    setAt: atMost(now, noonOf(period.from)),
  }))
  return { deals, totals: totalsOf(deals.map(({ deal }) => deal)), targets }
}

function subjectOf(whose: PlannedTarget['whose'], ids: SeedIds): Subject {
  if (whose.kind === 'company') return { kind: 'company' }
  return whose.kind === 'team' ? { kind: 'team', team: ids.team(whose.name) } : { kind: 'member', member: ids.member(whose.rep) }
}

const kinds = { won: 'won', open: 'opened', lost: 'lost' } as const

function logged(
  kind: DealEventKind,
  facts: DealFacts,
  number: DealNumber,
  at: Instant,
): { readonly deal: Deal; readonly event: DealEvent } {
  const { owner } = facts
  return {
    deal: { ...facts, number, revision: 1, head: 1, announced: false, touchedAt: at, loggedAt: at, loggedBy: owner },
    event: {
      number,
      revision: 1,
      kind,
      by: owner,
      platform: 'slack',
      at,
      before: undefined,
      after: facts,
      headBefore: 0,
      headAfter: 1,
      reverts: undefined,
    },
  }
}

/** What the deals add to the day totals, summed up. */
export function totalsOf(deals: readonly DealFacts[]): readonly DayTotal[] {
  const sums = new Map<string, DayTotal>()
  for (const total of deals.flatMap(contribution)) {
    const key = `${total.member} ${total.team ?? 0} ${total.metric} ${total.day}`
    sums.set(key, { ...total, value: total.value + (sums.get(key)?.value ?? 0n) })
  }
  return [...sums.values()]
}

/** Noon in London will do for when a deal of the past was logged: nothing depends on the hour. */
const noonOf = (day: LocalDate): Instant => asInstant(Date.parse(`${day}T12:00:00Z`))

const atMost = (latest: Instant, instant: Instant): Instant => (instant > latest ? latest : instant)
