// What a row of a file makes of a deal: a new one, a change of one that was imported before, or nothing. Pure, and decided within the
// transaction that writes it, so that it holds whatever happened since the file was tried out.
import type { Deal, DealFacts } from '../deals/deal.ts'
import { type Actor, change, changedFacts, factsOf, log, type Step } from '../deals/deal-changes.ts'
import type { DealNumber, MemberId, TeamId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type Currency, money } from '../vocabulary/money.ts'
import type { DealRow } from './deal-rows.ts'

export interface ImportDefaults {
  readonly today: LocalDate
  readonly currency: Currency
  /** When an open deal is expected to close that does not say it. */
  readonly expected: LocalDate
}

export interface RowOwner {
  readonly id: MemberId
  readonly team: TeamId | undefined
}

/** Undefined: the deal is so already. `number`: the one that a new deal gets. An imported deal is not announced. */
export function importedStep(
  row: Pick<DealRow, 'facts'>,
  owner: RowOwner,
  before: Deal | undefined,
  number: DealNumber,
  actor: Actor,
  defaults: ImportDefaults,
): Step | undefined {
  const facts = importedFacts(row, owner, before, defaults)
  if (!before) return quiet(log(number, facts, actor), false)
  if (changedFacts(before, facts).length === 0) return undefined
  return quiet(change(before, facts, kindOf(before, facts), actor), before.announced)
}

/** Nobody is told of the past: the card of a deal that had none stays unwritten. */
const quiet = (step: Step, announced: boolean): Step => ({ ...step, deal: { ...step.deal, announced } })

/** The facts that a row and what is known of its deal come to. */
export function importedFacts(
  { facts }: Pick<DealRow, 'facts'>,
  owner: RowOwner,
  before: Deal | undefined,
  defaults: ImportDefaults,
): DealFacts {
  const { stage, stageSince, lossReason, original, ...known } = before ? factsOf(before) : fresh(owner, facts, defaults)
  const wasOpen = before?.state === 'open'
  const step = facts.state === 'open' ? facts.stage : stage
  const path =
    facts.state === 'open' && facts.stage !== undefined && !known.path.includes(facts.stage) ? [...known.path, facts.stage] : known.path
  const since =
    facts.state !== 'open'
      ? stageSince
      : wasOpen && stage === facts.stage
        ? stageSince
        : before
          ? defaults.today
          : (facts.openedOn ?? defaults.today)
  const reason = facts.state === 'lost' ? (facts.lossReason ?? lossReason) : undefined
  // An amount in the workspace's own currency leaves none in another behind.
  const worth = facts.amount
    ? { amount: facts.amount, ...(facts.original ? { original: facts.original } : {}) }
    : { ...(original ? { original } : {}) }
  const { stage: _stage, lossReason: _reason, amount: _amount, original: _original, ...rest } = facts
  return {
    ...known,
    ...rest,
    ...worth,
    ...(step === undefined ? {} : { stage: step }),
    ...(since === undefined ? {} : { stageSince: since }),
    ...(reason === undefined ? {} : { lossReason: reason }),
    path,
    owner: owner.id,
    // A later move of the owner takes no history along; another owner brings their team.
    team: before?.owner === owner.id ? before.team : owner.team,
  }
}

const fresh = (owner: RowOwner, facts: DealRow['facts'], { expected, currency }: ImportDefaults): DealFacts => ({
  state: facts.state,
  path: [],
  owner: owner.id,
  team: owner.team,
  customer: '',
  product: '',
  amount: money(0n, currency),
  closedOn: facts.closedOn ?? expected,
  note: '',
  tags: [],
  splits: [],
})

function kindOf(before: Deal, after: DealFacts): 'edited' | 'staged' | 'won' | 'lost' {
  if (before.state !== 'open' || before.state === after.state)
    return before.state === 'open' && before.stage !== after.stage ? 'staged' : 'edited'
  return after.state === 'won' ? 'won' : after.state === 'lost' ? 'lost' : 'edited'
}
