// What the conversation relies on when a platform repeats a request, checked on every store of answers.
import { describe, expect, test } from 'vitest'
import { later } from '../../src/vocabulary/clock.ts'
import { noon, type Stores, said, uniqueId } from './company.ts'

export function answeredStoreContract(stores: () => Stores): void {
  describe('an answer', () => {
    test('is found under its request’s key, as it was said first', async () => {
      const { answered } = stores()
      const key = uniqueId()
      expect(await answered.find(key)).toBeUndefined()
      await Promise.all([answered.keep(key, said('one 🧪'), noon), answered.keep(uniqueId(), said('other'), noon)])
      await answered.keep(key, said('two'), noon)
      expect(await answered.find(key)).toEqual(said('one 🧪'))
    })

    test('of any kind comes back as it was', async () => {
      const { answered } = stores()
      const form = { kind: 'form', form: { name: 'edit', about: '7', title: 't', submit: 's', cancel: 'c', fields: [] } } as const
      const errors = { kind: 'field errors', errors: { amount: 'I read …' } } as const
      for (const answer of [form, errors]) {
        const key = uniqueId()
        await answered.keep(key, answer, noon)
        expect(await answered.find(key)).toEqual(answer)
      }
    })

    test('is forgotten when it is old', async () => {
      const { answered } = stores()
      const [old, young] = [uniqueId(), uniqueId()]
      await answered.keep(old, said('old'), later(noon, -90_000_000))
      await answered.keep(young, said('young'), later(noon, -80_000_000))
      // Other suites' answers are in the same database, and may be as old.
      expect(await answered.forget(later(noon, -86_400_000))).toBeGreaterThanOrEqual(1)
      expect(await answered.forget(later(noon, -86_400_000))).toBe(0)
      expect([await answered.find(old), await answered.find(young)]).toEqual([undefined, said('young')])
    })
  })
}
