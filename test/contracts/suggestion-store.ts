// What the conversation relies on while somebody fills in a field, checked on every store of suggestions.
import { describe, expect, test } from 'vitest'
import type { DealFacts } from '../../src/deals/deal.ts'
import type { SuggestionStore } from '../../src/deals/suggestion-store.ts'
import type { DealNumber } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import type { WithinReach } from '../../src/workspaces/within-reach.ts'
import { anUndo, aWin, type Company, company, type Stores } from './company.ts'

const everybody: WithinReach = { everybody: true }

export function suggestionStoreContract(stores: () => Stores & { readonly suggestions: SuggestionStore }): void {
  const deal = async (at: Company, who: 0 | 1 | 2, facts: Partial<DealFacts>) => stores().deals.change(aWin(at, at.members[who], { facts }))
  const names = (at: Company, part: string, within: WithinReach = everybody, of: 'customers' | 'products' | 'tags' = 'customers') =>
    stores().suggestions.names(of, at.workspace.id, part, within)
  const ownOf = (at: Company, who: 0 | 1 | 2): WithinReach => ({ everybody: false, member: at.members[who].id, teams: [] })
  const found = async (at: Company, part: string, who: 0 | 1 | 2 = 1, within: WithinReach = everybody, open = false) =>
    (await stores().suggestions.deals(at.workspace.id, part, { open, own: at.members[who].id, within })).map(({ number }) => Number(number))

  describe('suggestions', () => {
    test('of customers: by any part of their name in any case and width, those of many deals first, in their latest spelling', async () => {
      const here = await company(stores())
      for (const customer of ['Globex', 'ACME', 'Initech', 'Acme', '', 'Ａｃｍｅ Corp', 'O’Neil & 50% _x'])
        await deal(here, 1, { customer })
      expect(await names(here, '')).toEqual(['Acme', 'O’Neil & 50% _x', 'Ａｃｍｅ Corp', 'Initech', 'Globex'])
      expect(await names(here, 'ＡCM')).toEqual(['Acme', 'Ａｃｍｅ Corp'])
      expect(await names(here, 'tech')).toEqual(['Initech'])
      expect(await names(here, "o'neil")).toEqual(['O’Neil & 50% _x'])
      expect(await names(here, '%')).toEqual(['O’Neil & 50% _x'])
      expect(await names(here, '_')).toEqual(['O’Neil & 50% _x'])
      expect(await names(here, `'; DROP TABLE "Deal"`)).toEqual([])
      expect(await names(here, 'a\0c\ud800')).toEqual([])
    })

    test('never of another workspace', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      await deal(there, 1, { customer: 'Secret', product: 'Secret', tags: ['secret'] })
      await deal(here, 1, { customer: 'Acme' })
      expect(await names(here, 's')).toEqual([])
      expect(await names(here, '', everybody, 'products')).toEqual([])
      expect(await names(here, '', everybody, 'tags')).toEqual([])
      expect(await found(here, 'secret')).toEqual([])
      expect(await found(here, '')).toEqual([1])
    })

    test('of what others have in the pipeline or lost only to who may see it; what was won is known; what was taken back is nobody’s', async () => {
      const here = await company(stores())
      await deal(here, 1, { customer: 'Open', state: 'open', stage: 'lead', product: 'Secret', tags: ['secret'] })
      await deal(here, 1, { customer: 'Lost', state: 'lost' })
      await deal(here, 1, { customer: 'Won', product: 'GTX', tags: ['north', 'renewal'] })
      await deal(here, 1, { customer: 'Back' })
      await stores().deals.change(anUndo(here, here.members[1], 4 as DealNumber))
      await deal(here, 2, { customer: 'Mine', state: 'open', stage: 'lead', tags: ['renewal'] })
      expect(await names(here, '', ownOf(here, 2))).toEqual(['Mine', 'Won'])
      expect(await names(here, '', ownOf(here, 2), 'products')).toEqual(['GTX'])
      expect(await names(here, '', ownOf(here, 2), 'tags')).toEqual(['renewal', 'north'])
      expect(await names(here, 'nor', ownOf(here, 2), 'tags')).toEqual(['north'])
      expect(await names(here, '', everybody)).toEqual(['Mine', 'Won', 'Lost', 'Open'])
      expect(await names(here, 'ba', everybody)).toEqual([])
      expect(await names(here, '', { everybody: false, member: undefined, teams: [] })).toEqual(['Won'])
      expect(await found(here, '', 2, ownOf(here, 2))).toEqual([5])
      expect(await found(here, '', 2)).toEqual([5, 1, 3, 2])
      expect(await found(here, '', 2, everybody, true)).toEqual([5, 1])
      expect(await found(here, '4', 2)).toEqual([])
      expect(await found(here, '1', 2, ownOf(here, 2))).toEqual([])
      expect(await found(here, '', 2, { everybody: false, member: undefined, teams: [] })).toEqual([])
    })

    test('of deals by number or customer, with what they are', async () => {
      const here = await company(stores())
      for (let number = 1; number <= 12; number += 1)
        await deal(here, number % 2 ? 1 : 2, { customer: number % 3 ? 'Acme' : 'Globex', amount: money(BigInt(number) * 100n, usDollar) })
      expect(await found(here, '1')).toEqual([1, 11, 12, 10])
      expect(await found(here, '7')).toEqual([7])
      expect(await found(here, '0')).toEqual([])
      expect(await found(here, '999999999')).toEqual([])
      expect(await found(here, 'LOB')).toEqual([9, 3, 12, 6])
      expect(await found(here, 'nobody')).toEqual([])
      const [one] = await stores().suggestions.deals(here.workspace.id, '7', { open: false, own: here.members[0].id, within: everybody })
      expect(one).toEqual({ number: 7, customer: 'Acme', amount: money(700n, usDollar), state: 'won', stage: undefined })
    })

    test('of people who are there, by a part of their name or handle, with their account in that installation', async () => {
      const here = await company(stores())
      const people = (part: string, installation = here.installation) => stores().suggestions.people(here.workspace.id, installation, part)
      expect(await people('')).toEqual([
        { name: 'Ada', handle: 'ada', account: 'U1' },
        { name: 'Ben', handle: 'ben', account: 'U2' },
        { name: 'Cleo', handle: 'cleo', account: 'U3' },
      ])
      expect((await people('LE')).map(({ name }) => name)).toEqual(['Cleo'])
      expect((await people('e')).map(({ name }) => name)).toEqual(['Ben', 'Cleo'])
      expect(await people('%')).toEqual([])
      expect(await people('ben', { platform: 'discord', id: '1' })).toEqual([{ name: 'Ben', handle: '', account: undefined }])
      const there = await company(stores())
      expect(await people('ben', there.installation)).toEqual([{ name: 'Ben', handle: '', account: undefined }])
      await stores().members.followAccount(here.installation, 'U2', 'gone', here.workspace.version as never) // any instant
      expect(await people('ben')).toEqual([])
    })
  })
}
