// Changes that are decided together end as if they had come one by one.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Stale } from '../../../src/conversation/people.ts'
import type { Answer } from '../../../src/conversation/platform.ts'
import { log } from '../../../src/deals/deal-changes.ts'
import type { Change } from '../../../src/deals/deal-store.ts'
import { Batch, type Found, type Outcome } from '../../../src/storage/ledger/batch.ts'
import { asId, type MemberId, type WorkspaceId } from '../../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../../src/vocabulary/money.ts'
import { actor, date, facts, month, quarter, said } from '../../contracts/company.ts'
import { plainMember } from '../../fakes/plain.ts'

const version = 3
const members = [1, 2, 3].map((id) => ({
  id: asId<MemberId>(id),
  name: `M${id}`,
  role: 'rep' as const,
  team: undefined,
  language: 'en',
  ...plainMember,
}))

/** A database, as far as wins are concerned. */
class Books {
  readonly #next = new Map<WorkspaceId, number>()
  readonly #answers = new Map<string, Answer>()
  readonly #totals = new Map<string, bigint>()

  found(): Found {
    const workspace = (id: number) =>
      [asId<WorkspaceId>(id), { version, nextDeal: this.#next.get(asId<WorkspaceId>(id)) ?? 1, changes: 0 }] as const
    return {
      workspaces: new Map([workspace(1), workspace(2)]),
      answers: new Map(this.#answers),
      standingOf: ({ workspace, standing: { member, periods } }) => {
        const [period] = periods
        let actual = 0n
        for (const [key, value] of this.#totals) {
          const [at, of, metric, day = ''] = key.split(' ')
          if (at === String(workspace) && of === String(member) && metric === 'revenue' && day >= period.from && day <= period.to)
            actual += value
        }
        return { period, actual, target: undefined }
      },
      alikeTo: () => undefined,
      deal: undefined,
    }
  }

  write(batch: Batch): void {
    for (const { workspace, requestKey, answer, totals } of batch.written) {
      this.#answers.set(requestKey, answer)
      for (const { member, metric, day, value } of totals) {
        const key = `${workspace} ${member} ${metric} ${day}`
        this.#totals.set(key, (this.#totals.get(key) ?? 0n) + value)
      }
    }
    for (const [workspace, next] of batch.nextDeal) this.#next.set(workspace, next)
  }

  /** Everything, for comparing. */
  all(): unknown {
    return [this.#next, this.#answers, this.#totals]
  }
}

function run(changes: readonly Change[], sizes: readonly number[]): { outcomes: readonly Outcome[]; books: unknown } {
  const books = new Books()
  const outcomes: Outcome[] = []
  for (let from = 0, turn = 0; from < changes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    const batch = new Batch(books.found())
    for (const change of changes.slice(from, from + size)) outcomes.push(batch.add(change))
    books.write(batch)
    from += size
  }
  return { outcomes, books: books.all() }
}

const mistake = new Error('a mistake')

const changes = fc.array(
  fc
    .record({
      workspace: fc.constantFrom(1, 2),
      by: fc.constantFrom(...members),
      key: fc.integer({ min: 1, max: 40 }),
      minor: fc.bigInt({ min: 1n, max: 2n ** 53n }),
      day: fc.constantFrom('2026-10-01', '2026-11-18', '2027-01-01'),
      share: fc.constantFrom(0, 1, 3333, 10_000),
      period: fc.constantFrom(quarter, month),
      ends: fc.constantFrom('won', 'won', 'won', 'wrong', 'nothing', 'stale'),
    })
    .map(
      ({ workspace, by, key, minor, day, share, period, ends }): Change => ({
        workspace: asId<WorkspaceId>(workspace),
        version: ends === 'stale' ? version - 1 : version,
        requestKey: `request ${key}`,
        number: undefined,
        standing: { member: by.id, periods: [period] },
        decide({ number, standing }) {
          if (ends === 'wrong') throw mistake
          if (ends === 'nothing') return said(`nothing, at ${standing.actual}`)
          const splits = share > 0 ? [{ member: asId<MemberId>(2), basisPoints: share }] : []
          const step = log(number, facts(by, { amount: money(minor, usDollar), closedOn: date(day), splits }), actor(by))
          return { ...step, posts: [], answer: said(`#${number}, before ${standing.actual}`) }
        },
      }),
    ),
  { maxLength: 60 },
)

test('a batch ends as the same changes one by one', () => {
  fc.assert(
    fc.property(changes, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }), (all, sizes) => {
      expect(run(all, sizes)).toEqual(run(all, [1]))
    }),
  )
})

test('a decision for another deal than the one that comes next is refused', () => {
  const [by] = members
  if (!by) throw new Error('Nobody is there')
  const change: Change = {
    workspace: asId<WorkspaceId>(1),
    version,
    requestKey: 'r',
    number: undefined,
    standing: { member: by.id, periods: [quarter] },
    decide: ({ number }) => ({ ...log(asId(number + 1), facts(by), actor(by)), posts: [], answer: said('done') }),
  }
  const batch = new Batch(new Books().found())
  expect(batch.add(change)).toEqual({ error: expect.any(Error) })
  expect(batch.written).toEqual([])
  expect(batch.add({ ...change, version: version + 1 })).toEqual({ error: expect.any(Stale) })
})
