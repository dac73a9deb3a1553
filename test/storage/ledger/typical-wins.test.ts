// What an owner's wins are typically worth, as a process keeps it: read once for all who ask, and never without what was written here.
import { expect, test } from 'vitest'
import { log } from '../../../src/deals/deal-changes.ts'
import { TypicalWins } from '../../../src/storage/ledger/typical-wins.ts'
import { asId, type DealNumber, type MemberId, type WorkspaceId } from '../../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../../src/vocabulary/money.ts'
import { actor, facts } from '../../contracts/company.ts'
import { plainMember } from '../../fakes/plain.ts'

const workspace = asId<WorkspaceId>(1)
const sam = { id: asId<MemberId>(2), name: 'Sam', role: 'rep' as const, team: undefined, language: 'en', ...plainMember }

/** Whose readings end when the test says so: each gives what stands in the books when it began. */
function books(...stored: bigint[]) {
  const readings: (() => void)[] = []
  const typical = new TypicalWins((_workspace, _owner) => {
    const seen = [...stored]
    return new Promise((resolve) => readings.push(() => resolve(seen)))
  })
  const win = (minor: bigint) => {
    stored.push(minor)
    const { deal } = log(asId<DealNumber>(stored.length), facts(sam, { amount: money(minor, usDollar) }), actor(sam))
    typical.saw([{ workspace, deal, before: undefined }])
  }
  return { readings, win, ask: () => typical.of(workspace, sam.id) }
}

test('many who ask at once wait for one reading', async () => {
  const { ask, readings } = books(5n, 1n, 4n, 2n, 3n)
  const asked = [ask(), ask(), ask()]
  expect(readings).toHaveLength(1)
  readings[0]?.()
  expect(await Promise.all(asked)).toEqual([3n, 3n, 3n])
  expect(await ask()).toBe(3n)
  expect(readings).toHaveLength(1)
})

test('what is won while it is read is not missing afterwards', async () => {
  const { ask, win, readings } = books(1n, 2n, 3n, 4n)
  const early = ask()
  win(5n)
  readings[0]?.()
  expect(await early).toBeUndefined()
  const late = ask()
  expect(readings).toHaveLength(2)
  readings[1]?.()
  expect(await late).toBe(3n)
})

test('what is won afterwards is added to what was read', async () => {
  const { ask, win, readings } = books(1n, 2n, 3n, 4n)
  const asked = ask()
  readings[0]?.()
  await asked
  win(5n)
  expect(await ask()).toBe(3n)
  expect(readings).toHaveLength(1)
})
