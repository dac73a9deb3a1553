// A company for the contract suites of the stores: a workspace of its own for each test, so that none sees another's rows.
import { randomUUID } from 'node:crypto'
import type { ActivityStore } from '../../src/activities/activity-store.ts'
import type { AgendaStore } from '../../src/agenda/agenda-store.ts'
import type { Member, Workspace } from '../../src/conversation/people.ts'
import type { Answer } from '../../src/conversation/platform.ts'
import { type Destination, destination, type InstallationRef } from '../../src/conversation/platform.ts'
import type { Post } from '../../src/conversation/post.ts'
import type { Deal, DealFacts } from '../../src/deals/deal.ts'
import { type Actor, change, factsOf, log, redo, type Step, undo } from '../../src/deals/deal-changes.ts'
import type { After, Before, Change, DealStore } from '../../src/deals/deal-store.ts'
import type { StoryStore } from '../../src/deals/story-store.ts'
import type { OutboxStore } from '../../src/delivery/outbox-store.ts'
import type { TrackStore } from '../../src/diagnosis/track-store.ts'
import type { DigestStore } from '../../src/digest/digest-store.ts'
import type { KudosStore } from '../../src/kudos/kudos-store.ts'
import type { LeaderboardStore } from '../../src/leaderboard/leaderboard-store.ts'
import type { ReminderStore } from '../../src/nudges/reminder-store.ts'
import type { PipelineStore } from '../../src/pipeline/pipeline-store.ts'
import type { FiguresStore } from '../../src/progress/figures-store.ts'
import type { ForecastStore } from '../../src/progress/forecast-store.ts'
import type { ShoutOutsStore } from '../../src/shout-outs/shout-outs-store.ts'
import type { AnsweredStore } from '../../src/storage/answered-store.ts'
import { newBatch, type Target } from '../../src/targets/target.ts'
import type { SetTargets, TargetStore } from '../../src/targets/target-store.ts'
import { asInstant, type Instant } from '../../src/vocabulary/clock.ts'
import type { DealNumber, MemberId } from '../../src/vocabulary/ids.ts'
import { isLocalDate, type LocalDate } from '../../src/vocabulary/local-date.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import type { Period } from '../../src/vocabulary/period.ts'
import type { Role } from '../../src/vocabulary/roles.ts'
import { factsWished } from '../../src/workspaces/change-member.ts'
import type { LinkStore } from '../../src/workspaces/link-store.ts'
import type { MemberStore } from '../../src/workspaces/member-store.ts'
import type { TeamStore } from '../../src/workspaces/team-store.ts'
import type { DecidedOn, WorkspaceStore } from '../../src/workspaces/workspace-store.ts'
import { plainFacts } from '../fakes/plain.ts'

export interface Stores {
  readonly workspaces: WorkspaceStore
  readonly teams: TeamStore
  readonly members: MemberStore
  readonly links: LinkStore
  readonly deals: DealStore
  readonly stories: StoryStore
  readonly reminders: ReminderStore
  readonly targets: TargetStore
  readonly figures: FiguresStore
  readonly forecasts: ForecastStore
  readonly pipeline: PipelineStore
  readonly activities: ActivityStore
  readonly leaderboards: LeaderboardStore
  readonly kudos: KudosStore
  readonly shoutOuts: ShoutOutsStore
  readonly agenda: AgendaStore
  readonly tracks: TrackStore
  readonly digests: DigestStore
  readonly outbox: OutboxStore
  readonly answered: AnsweredStore
  /** What delivery was woken for, in order. */
  readonly woken: Destination[]
}

export interface Company {
  readonly installation: InstallationRef
  readonly workspace: Workspace
  /** The admin, then reps. */
  readonly members: readonly [Member, Member, Member]
}

export const noon: Instant = asInstant(Date.parse('2026-11-18T12:00:00Z'))
export const uniqueId = (): string => randomUUID().slice(0, 13)

export function date(text: string): LocalDate {
  if (!isLocalDate(text)) throw new Error(`${text} is no date`)
  return text
}

export const quarter: Period = { kind: 'quarter', from: date('2026-10-01'), to: date('2026-12-31'), year: 2026, index: 4 }
export const month: Period = { kind: 'month', from: date('2026-11-01'), to: date('2026-11-30'), year: 2026, index: 11 }
export const year: Period = { kind: 'year', from: date('2026-01-01'), to: date('2026-12-31'), year: 2026, index: 0 }

/** Founds a company of three. */
export async function company({ workspaces }: Stores): Promise<Company> {
  const installation: InstallationRef = { platform: 'slack', id: `T${uniqueId()}` }
  const settings = {
    name: 'Acme',
    currency: usDollar,
    timeZone: 'Europe/Oslo',
    language: 'en',
    announce: destination(installation, 'C1'),
  }
  const person = (name: string) => ({ name, handle: name.toLowerCase(), role: 'rep' as const, timeZone: undefined, locale: undefined })
  const { known } = await workspaces.create(installation, settings, { personId: 'U1', ...person('Ada') }, noon)
  const ben = await workspaces.addMember(known.workspace.id, installation, 'U2', person('Ben'), noon)
  const cleo = await workspaces.addMember(known.workspace.id, installation, 'U3', person('Cleo'), noon)
  const now = await workspaces.known(installation, 'U1', true)
  if (!now?.speaker) throw new Error('The company is gone')
  return { installation, workspace: now.workspace, members: [now.speaker, ben, cleo] }
}

/** Gives somebody a role, as `/dealbell member` does, and returns the one before. */
export async function giveRole({ members }: Pick<Stores, 'members'>, workspace: DecidedOn, member: MemberId, role: Role, by: MemberId) {
  let before: Role | undefined
  await members.change({
    workspace,
    requestKey: uniqueId(),
    by,
    platform: 'slack',
    at: noon,
    member,
    decide(now) {
      before = now.member.role
      return factsWished(now, { role }, date('2026-11-18'))
    },
    answer: () => said('role given'),
  })
  return before
}

export const facts = (owner: Member, more: Partial<DealFacts> = {}): DealFacts => ({
  state: 'won',
  ...plainFacts,
  owner: owner.id,
  team: undefined,
  customer: 'Globex',
  amount: money(500_000n, usDollar),
  closedOn: date('2026-11-18'),
  note: '',
  tags: [],
  splits: [],
  ...more,
})

export const actor = (by: Member, at: Instant = noon): Actor => ({ by, platform: 'slack', at })

export const said = (text: string): Answer => ({
  kind: 'message',
  message: { nodes: [{ kind: 'headline', spans: [text] }] },
  replaces: false,
})

/** Setting one target; it says what stood before. */
export const aTarget = ({ id, version }: Pick<Workspace, 'id' | 'version'>, target: Target): SetTargets => ({
  workspace: id,
  version,
  requestKey: uniqueId(),
  at: target.setAt,
  by: target.setBy,
  batch: newBatch(),
  targets: [target],
  answer: ([before]) => said(`${before?.value ?? 'none'} → ${target.value}`),
})

const cardOf = (number: DealNumber, to: Destination): Post => {
  return { key: `card ${number}`, to, kind: 'deal-card', about: { number }, action: { do: 'post' } }
}

type Wish = Partial<Pick<Change, 'version' | 'requestKey' | 'decide' | 'standing'>> & { at?: Instant; facts?: Partial<DealFacts> }

/** A win by a member, with its card; answered with the deal's number and the standing before it. */
export function aWin({ workspace }: Company, by: Member, wish: Wish = {}): Change {
  return {
    workspace: workspace.id,
    version: workspace.version,
    requestKey: uniqueId(),
    number: undefined,
    standing: { member: by.id, periods: [quarter, month, year] },
    decide({ number, standing }) {
      const step = log(number, facts(by, wish.facts), actor(by, wish.at))
      return { ...step, posts: [cardOf(number, workspace.announce)], answer: said(`#${number}, before ${standing.actual}`) }
    },
    ...wish,
  }
}

/** A change of a deal that stands. `take` decides; undefined: there is nothing to change. */
export function aChange(
  { workspace }: Company,
  by: Member,
  number: DealNumber,
  take: (before: Before & { readonly deal: Deal }, actor: Actor) => Step | undefined,
  wish: Wish = {},
): Change {
  return {
    workspace: workspace.id,
    version: workspace.version,
    requestKey: uniqueId(),
    number,
    standing: { member: by.id, periods: [quarter, month, year] },
    decide(before): After | Answer {
      const step = before.deal && take({ ...before, deal: before.deal }, actor(by, wish.at))
      return step ? { ...step, posts: [], answer: said(`#${number}, revision ${step.deal.revision}`) } : said('nothing')
    },
    ...wish,
  }
}

export const anEdit = (at: Company, by: Member, number: DealNumber, more: Partial<DealFacts>, wish: Wish = {}): Change =>
  aChange(at, by, number, ({ deal }, actor) => change(deal, { ...factsOf(deal), ...more }, 'edited', actor), wish)

export const anUndo = (at: Company, by: Member, number: DealNumber, wish: Wish = {}): Change =>
  aChange(at, by, number, ({ deal, headEvent }, actor) => undo(deal, headEvent, actor), wish)

export const aRedo = (at: Company, by: Member, number: DealNumber, wish: Wish = {}): Change =>
  aChange(at, by, number, ({ deal, lastEvent }, actor) => redo(deal, lastEvent, actor), wish)
