// What the features rely on when they set rates and ask for them, checked on every store of rates.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import { exchangeRate } from '../../src/vocabulary/exchange.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { currencyOf, usDollar } from '../../src/vocabulary/money.ts'
import type { RateChange, RateStore } from '../../src/workspaces/rate-store.ts'
import { rateOn } from '../../src/workspaces/rates.ts'
import { type Company, company, date, noon, type Stores, said, uniqueId } from './company.ts'

const euro = currencyOf('EUR') ?? usDollar

export function rateStoreContract(stores: () => Stores & { readonly rates: RateStore }): void {
  /** The company as of now: setting a rate has raised its version. */
  async function now({ workspace }: Company) {
    return { id: workspace.id, version: await stores().workspaces.version(workspace.id) }
  }
  async function set(at: Company, from: LocalDate, rate: string | undefined, more: Partial<RateChange> = {}) {
    return stores().rates.set({
      workspace: await now(at),
      requestKey: uniqueId(),
      currency: euro,
      from,
      rate: rate === undefined ? undefined : exchangeRate(rate),
      by: at.members[0].id,
      platform: 'slack',
      at: noon,
      answer: ({ begins, holds }) => ({ answer: said(`${begins?.rate ?? '-'} ${holds?.rate ?? '-'}`), keep: false }),
      ...more,
    })
  }
  const rates = async (at: Company) => (await stores().rates.rates(await now(at))).map(({ from, rate }) => `${from} ${rate}`)

  describe('a rate', () => {
    test('is there from the moment it is set, and tells what was before', async () => {
      const here = await company(stores())
      expect(await set(here, date('2026-11-01'), '1.05')).toEqual(said('- -'))
      expect(await set(here, date('2026-11-16'), '1.08')).toEqual(said('- 1.05'))
      expect(await set(here, date('2026-11-16'), '1.1')).toEqual(said('1.08 1.08'))
      expect(await rates(here)).toEqual(['2026-11-16 1.1', '2026-11-01 1.05'])
      const all = await stores().rates.rates(await now(here))
      expect(all[0]).toMatchObject({ currency: 'EUR', setBy: here.members[0].id, setAt: noon })
      expect(rateOn(all, euro, date('2026-11-15'))?.rate).toBe('1.05')
      expect(rateOn(all, euro, date('2026-10-31'))).toBeUndefined()
    })

    test('is gone once it is taken away', async () => {
      const here = await company(stores())
      await set(here, date('2026-11-01'), '1.05')
      await set(here, date('2026-11-01'), undefined)
      expect(await rates(here)).toEqual([])
    })

    test('is another workspace’s own affair', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      await set(here, date('2026-11-01'), '1.05')
      expect(await rates(there)).toEqual([])
      expect(await set(there, date('2026-11-02'), '2')).toEqual(said('- -'))
    })

    test('raises the version, so that what was decided on the older one is refused', async () => {
      const here = await company(stores())
      const before = await now(here)
      await set(here, date('2026-11-01'), '1.05')
      expect((await now(here)).version).toBe(before.version + 1)
      await expect(set(here, date('2026-11-01'), '1.06', { workspace: before })).rejects.toBeInstanceOf(Stale)
      const known = await stores().workspaces.known(here.installation, 'U1', false)
      expect(known?.workspace.version).toBe(before.version + 1)
    })

    test('that stays is not touched: the same again, or not what the person saw', async () => {
      const here = await company(stores())
      await set(here, date('2026-11-01'), '1.05')
      const { version } = await now(here)
      await set(here, date('2026-11-01'), '1.05')
      await set(here, date('2026-11-01'), '1.5', { answer: () => ({ answer: said('no'), keep: true }) })
      expect((await now(here)).version).toBe(version)
      expect(await rates(here)).toEqual(['2026-11-01 1.05'])
    })

    test('is set once for a request that comes again', async () => {
      const here = await company(stores())
      const request = { requestKey: uniqueId() }
      const first = await set(here, date('2026-11-01'), '1.05', request)
      await set(here, date('2026-11-01'), '2')
      expect(await set(here, date('2026-11-01'), '1.05', request)).toEqual(first)
      expect(await rates(here)).toEqual(['2026-11-01 2'])
    })
  })
}
