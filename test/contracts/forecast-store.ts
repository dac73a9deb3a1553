// What saying what a period will bring relies on, checked on every store of it.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import type { Call } from '../../src/progress/forecast-store.ts'
import { type Company, company, month, noon, quarter, type Stores, said, uniqueId } from './company.ts'

export function forecastStoreContract(stores: () => Stores): void {
  const deciding = (here: Company) => ({
    workspace: here.workspace.id,
    version: here.workspace.version,
    requestKey: uniqueId(),
    at: noon,
    by: here.members[0].id,
    member: here.members[1].id,
    period: quarter,
  })
  const text = ({ commit, bestCase }: Call) => `${commit ?? '–'} ${bestCase ?? '–'}`

  /** Says it, and returns its number. */
  async function say(here: Company, decide: (before: Call) => Call, more: Partial<ReturnType<typeof deciding>> = {}) {
    const seen: { before: Call[]; id: number | undefined } = { before: [], id: undefined }
    const answer = await stores().forecasts.say({
      ...deciding(here),
      ...more,
      decide(before) {
        seen.before.push(before)
        return decide(before)
      },
      answer(call, id) {
        seen.id = id
        return said(text(call))
      },
    })
    return { answer, id: seen.id, before: seen.before[0] }
  }
  const undo = (here: Company, undoes: number, more: Partial<ReturnType<typeof deciding>> = {}) =>
    stores().forecasts.undo({
      ...deciding(here),
      ...more,
      undoes,
      answer: (call, id) => said(call ? `${text(call)}${id === undefined ? '' : ' kept'}` : 'no'),
    })

  describe('what a period will bring', () => {
    test('is decided on what stands, exactly, and what is the same is not kept', async () => {
      const here = await company(stores())
      const huge = 9_007_199_254_740_993n
      const first = await say(here, () => ({ commit: huge, bestCase: undefined }))
      expect(first.before).toEqual({ commit: undefined, bestCase: undefined })
      const second = await say(here, (before) => ({ ...before, bestCase: huge + 1n }))
      expect(second).toMatchObject({ before: { commit: huge, bestCase: undefined }, answer: said(`${huge} ${huge + 1n}`) })
      expect((await say(here, (before) => before)).id).toBeUndefined()
      expect((await say(here, (before) => before, { period: month })).before).toEqual({ commit: undefined, bestCase: undefined })
    })

    test('goes back to what stood before a saying, and forth again', async () => {
      const here = await company(stores())
      await say(here, () => ({ commit: 1n, bestCase: 2n }))
      const { id = 0 } = await say(here, () => ({ commit: 3n, bestCase: undefined }))
      expect(await stores().forecasts.place(here.workspace.id, id)).toEqual({
        member: here.members[1].id,
        period: { kind: 'quarter', from: quarter.from },
      })
      expect(await undo(here, id)).toEqual(said('1 2 kept'))
      expect(await undo(here, id)).toEqual(said('no')) // it is not the latest any more
      expect((await say(here, (before) => before)).before).toEqual({ commit: 1n, bestCase: 2n })
    })

    test('is kept once for a request, and not on another version of the workspace', async () => {
      const here = await company(stores())
      const requestKey = uniqueId()
      await say(here, () => ({ commit: 1n, bestCase: undefined }), { requestKey })
      const again = await say(here, () => ({ commit: 2n, bestCase: undefined }), { requestKey })
      expect(again).toMatchObject({ answer: said('1 –'), before: undefined })
      await expect(say(here, (before) => before, { version: here.workspace.version - 1 })).rejects.toThrow(Stale)
      const refuse = () => {
        throw new Error('refused')
      }
      await expect(say(here, refuse)).rejects.toThrow('refused')
      expect((await say(here, (before) => before)).before).toEqual({ commit: 1n, bestCase: undefined })
    })

    test('is nobody else’s: another company sees and changes nothing of it', async () => {
      const here = await company(stores())
      const { id = 0 } = await say(here, () => ({ commit: 1n, bestCase: undefined }))
      const other = await company(stores())
      expect(await stores().forecasts.place(other.workspace.id, id)).toBeUndefined()
      expect(await undo(other, id, { member: here.members[1].id })).toEqual(said('no'))
    })
  })
}
