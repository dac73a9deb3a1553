// Whatever is set and split, taking it back in turn restores every target and every comparison, on the way too.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { openDatabase } from '../../src/storage/open-database.ts'
import { assignmentsBelow, bySubject } from '../../src/targets/assignment.ts'
import { intoPeriods, intoWhom, isSmaller, periodsOf, planSplit } from '../../src/targets/split.ts'
import { newBatch, subjectKey } from '../../src/targets/target.ts'
import type { TargetChange } from '../../src/targets/target-store.ts'
import { targetTree, withBelow } from '../../src/targets/target-tree.ts'
import { activityKind, type Metric } from '../../src/vocabulary/metrics.ts'
import { type Company, company, noon, said, uniqueId } from '../contracts/company.ts'
import { storesOn } from '../storage/stores-on.ts'
import { member, period, split, team } from './people.ts'

const tree = targetTree(
  [team(1, 'West'), team(2, 'North', 1), team(3, 'South', 1)],
  [member(1, 'Ada', 2), member(2, 'Ben', 2), member(3, 'Cleo', 3), member(4, 'Dan', 1)],
)
const nodes = withBelow(tree)
const periods = ['2026', '2026-Q4', '2026-11'].map(period)
const metrics: readonly Metric[] = ['revenue', activityKind('calls')]

const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-undo-'))
let database: Database | undefined
beforeAll(async () => {
  database = await openDatabase(`file:${path.join(folder, 'undo.db')}`)
})
afterAll(async () => {
  await database?.close()
  rmSync(folder, { recursive: true, force: true })
})

const anAct = fc.record({
  act: fc.constantFrom('set', 'take away', 'split'),
  node: fc.constantFrom(...nodes),
  period: fc.constantFrom(...periods),
  metric: fc.constantFrom(...metrics),
  value: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  into: fc.constantFrom(...intoWhom, ...intoPeriods),
})
type Act = typeof anAct extends fc.Arbitrary<infer One> ? One : never

test('undoing any sequence of sets and splits restores every target and the figures of every comparison', async () => {
  if (!database) throw new Error('There is no database')
  const stores = storesOn(database)
  const { targets } = stores

  /** Every target, and what is said of each level, for every metric and period. */
  const picture = async ({ workspace }: Company) => {
    const looks = metrics.flatMap((metric) => periods.map((one) => ({ metric, one })))
    return Promise.all(
      looks.map(async ({ metric, one }) => {
        const inForce = await targets.inForce(workspace.id, metric, one)
        const values = inForce.map((target) => `${subjectKey(target.subject)} ${target.value}`).sort()
        const told = assignmentsBelow(tree, bySubject(inForce)).map(({ node, own, below, verdict, percent, missing }) => {
          return `${node.name} ${below} of ${own}: ${verdict} ${percent} ${missing.join()}`
        })
        return { values, told }
      }),
    )
  }

  const changesOf = async (
    { workspace }: Company,
    { act, node, period: of, metric, value, into }: Act,
  ): Promise<readonly TargetChange[]> => {
    if (act !== 'split') return [{ subject: node.subject, metric, period: of, value: act === 'set' ? value : undefined }]
    const inForce = bySubject(await targets.inForce(workspace.id, metric, of))
    const whole = inForce.get(subjectKey(node.subject))
    const small = periodsOf(into)
    if (!whole || (small && !isSmaller(small, of.kind))) return []
    const plan = planSplit(split({ node, value: whole.value, period: of, into, inForce }))
    return (plan?.parts ?? []).map((part) => {
      return { subject: part.node.subject, metric, period: part.period, value: part.value === 0n ? undefined : part.value }
    })
  }

  let splits = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anAct, { minLength: 1, maxLength: 6 }), async (acts) => {
      const here = await company(stores)
      const { id, version } = here.workspace
      const deciding = () => ({ workspace: id, version, requestKey: uniqueId(), at: noon, by: here.members[0].id })
      const done: { readonly batch: string; readonly before: Awaited<ReturnType<typeof picture>> }[] = []
      for (const act of acts) {
        const before = await picture(here)
        const changes = await changesOf(here, act)
        if (act.act === 'split' && changes.length > 0) splits += 1
        const batch = newBatch()
        await targets.setAll({ ...deciding(), batch, targets: changes, answer: () => said('set') })
        done.push({ batch, before })
      }
      for (const { batch, before } of done.reverse()) {
        let movedOn = 0
        await targets.undo({
          ...deciding(),
          batch: newBatch(),
          undoes: batch,
          answer(undone) {
            movedOn = undone?.movedOn.length ?? 0
            return said('undone')
          },
        })
        expect(movedOn).toBe(0)
        expect(await picture(here)).toEqual(before)
      }
    }),
    {
      numRuns: 25,
      examples: [
        [
          [
            { act: 'set', node: tree, period: period('2026'), metric: 'revenue', value: 1_000n, into: 'below' },
            { act: 'split', node: tree, period: period('2026'), metric: 'revenue', value: 1n, into: 'everyone' },
          ],
        ],
      ],
    },
  )
  expect(splits).toBeGreaterThan(0)
}, 60_000)
