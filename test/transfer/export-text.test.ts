// An export as long as it may be, and as exact as it must be.
import { expect, test } from 'vitest'
import type { Workspace } from '../../src/conversation/people.ts'
import { destination } from '../../src/conversation/platform.ts'
import type { Deal } from '../../src/deals/deal.ts'
import { type ExportStore, exactAmount, exportText } from '../../src/transfer/export-text.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId } from '../../src/vocabulary/ids.ts'
import { type Currency, money, usDollar } from '../../src/vocabulary/money.ts'

const announce = destination({ platform: 'slack', id: 'T1' }, 'C1')
const workspace = { id: 1, announce, timeZone: 'UTC', currency: usDollar } as unknown as Workspace // no more of it is asked for

const deal = (number: number): Deal => ({
  state: 'won',
  path: [],
  owner: asId<MemberId>(1),
  team: undefined,
  customer: 'Acme',
  product: '',
  amount: money(100n, usDollar),
  closedOn: '2026-11-18' as Deal['closedOn'], // one as it is stored
  note: '',
  tags: [],
  splits: [],
  number: asId<DealNumber>(number),
  revision: 1,
  head: 1,
  announced: false,
  touchedAt: asInstant(0),
  loggedAt: asInstant(0),
  loggedBy: asId<MemberId>(1),
})

/** So many deals; the one in the middle of each ten was taken back. */
const store = (count: number): ExportStore => ({
  people: async () => [],
  teams: async () => [],
  targets: async () => [],
  activities: async () => [],
  events: async () => [],
  deals: async (_, __, after, take) =>
    Array.from({ length: Math.max(0, Math.min(take, count - after)) }, (_, index) => {
      const number = after + index + 1
      return { deal: { ...deal(number), state: number % 10 === 5 ? 'withdrawn' : 'won' }, externalId: undefined, story: undefined }
    }),
})

test('all pages are read, and what was taken back is left out', async () => {
  const all = await exportText('deals', workspace, {}, 10_000_000, store(2_500))
  expect(all).toMatchObject({ rows: 2_250, cutOff: false })
  expect(all.text.trimEnd().split('\r\n')).toHaveLength(2_251)
})

test('what is too much is cut off after a whole row, and says so', async () => {
  const some = await exportText('deals', workspace, {}, 1_000, store(2_500))
  expect(some.cutOff).toBe(true)
  expect(Buffer.byteLength(some.text)).toBeLessThanOrEqual(1_000)
  expect(some.text.endsWith('\r\n')).toBe(true)
})

test.each([
  [123_456n, 'USD', '1234.56'],
  [1_234n, 'JPY', '1234'],
  [5_555n, 'BHD', '5.5550 BHD'],
  [12_345_678n, 'BHD', '12345.678 BHD'],
  [0n, 'BHD', '0.000'],
])('%s of %s is written %s', (minor, currency, expected) => {
  expect(exactAmount(money(minor, currency as Currency))).toBe(expected)
})
