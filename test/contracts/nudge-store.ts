// What nudges rely on, checked on every store of them.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import { type Answer, destination } from '../../src/conversation/platform.ts'
import type { Post } from '../../src/conversation/post.ts'
import { nudgeKey } from '../../src/nudges/nudge-key.ts'
import type { NudgeStore } from '../../src/nudges/nudge-store.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import type { MemberId } from '../../src/vocabulary/ids.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { type Company, company, date, noon, type Stores, uniqueId } from './company.ts'

export function nudgeStoreContract(stores: () => Stores & { readonly nudges: NudgeStore }): void {
  const answer = (text: string): Answer => ({ kind: 'message', message: { nodes: [{ kind: 'text', spans: [text] }] }, replaces: false })
  const to = (at: Company) => destination(at.installation, 'U1')
  const post = (at: Company, key: string): Post => ({ key, to: to(at), kind: 'nudge', about: {}, action: { do: 'post' } })

  /** Writes these posts to the outbox, and delivers or drops the first that waits. */
  async function write(at: Company, posts: readonly Post[], ends?: 'done' | 'dropped'): Promise<void> {
    const { leaderboards, outbox } = stores()
    const { id, version } = at.workspace
    for (const one of posts) {
      const change = { workspace: id, version, requestKey: uniqueId(), at: noon, post: one, answer: answer('') }
      await leaderboards.post(change)
      const head = ends && (await outbox.head(to(at)))
      if (head && ends === 'done') await outbox.done(head.id, 'posted', noon)
      if (head && ends === 'dropped') await outbox.drop(head.id, noon)
    }
  }
  const nudge = (member: MemberId, day: string, time = '10:00') => nudgeKey({ day: date(day), time: localTime(time) }, member)

  describe('nudges', () => {
    test('around a day are those that wait or were delivered, less than a week before or after, of these members', async () => {
      const here = await company(stores())
      const [ada, ben, cleo] = here.members
      const keys = ['2026-11-18', '2026-11-19', '2026-12-01', '2026-12-02'].map((day) => nudge(ben.id, day))
      await write(here, [post(here, nudge(ben.id, '2026-11-24'))], 'dropped')
      await write(here, [post(here, nudge(ben.id, '2026-11-23'))], 'done')
      await write(
        here,
        [...keys, nudge(ada.id, '2026-11-25'), nudge(cleo.id, '2026-11-25'), `help/${ben.id}`].map((key) => post(here, key)),
      )
      const found = async (members: readonly MemberId[]) => {
        const all = await stores().nudges.around(here.workspace.id, members, date('2026-11-25'))
        return [...all].sort((a, b) => a.place - b.place).map(({ member, day, delivered }) => [member, day, delivered])
      }
      const ofBen = [
        [ben.id, '2026-11-23', true],
        [ben.id, '2026-11-19', false],
        [ben.id, '2026-12-01', false],
      ]
      expect(await found([ben.id])).toEqual(ofBen)
      expect(await found([ada.id, ben.id])).toEqual([...ofBen, [ada.id, '2026-11-25', false]])
      expect(await found([])).toEqual([])
    })

    test('of somebody whose number another’s ends in are not theirs, nor are those of another company', async () => {
      const here = await company(stores())
      const there = await company(stores())
      const member = here.members[1].id
      const longer = Number(`1${member}`) as MemberId // a number that ends in the same digits
      await write(here, [post(here, nudge(longer, '2026-11-25'))])
      await write(there, [post(there, nudge(member, '2026-11-25'))])
      expect(await stores().nudges.around(here.workspace.id, [member], date('2026-11-25'))).toEqual([])
    })
  })

  describe('a question to a manager', () => {
    const kept = (at: Company, id: string, more: object = {}) => ({
      workspace: at.workspace,
      requestKey: uniqueId(),
      at: noon,
      id,
      by: at.members[1].id,
      payload: '{"text":"Do you have a minute?"}',
      posts: [post(at, `help/${id}/ask`)],
      answer: answer('asked'),
      ...more,
    })

    test('is kept with its post, once for each request, and for its company alone', async () => {
      const here = await company(stores())
      const there = await company(stores())
      const id = uniqueId()
      const question = kept(here, id)
      expect(await stores().nudges.ask(question)).toEqual(answer('asked'))
      expect(await stores().nudges.ask(question)).toEqual(answer('asked'))
      expect(await stores().nudges.question(here.workspace.id, id)).toMatchObject({
        id,
        by: here.members[1].id,
        payload: question.payload,
        state: 'open',
      })
      expect(await stores().nudges.question(there.workspace.id, id)).toBeUndefined()
      expect((await stores().outbox.head(to(here)))?.key).toBe(`help/${id}/ask`)
    })

    test('is answered once: the second hears how it stands, and nothing is posted', async () => {
      const here = await company(stores())
      const id = uniqueId()
      await stores().nudges.ask(kept(here, id, { posts: [] }))
      const reply = (text: string) => {
        const said = kept(here, id, {
          by: here.members[0].id,
          payload: JSON.stringify({ text }),
          posts: [post(here, `help/${id}/${text}`)],
        })
        const at = asInstant(noon + 1_000)
        return stores().nudges.reply({ ...said, at, answer: answer(text) }, (stands) => answer(stands?.payload ?? 'gone'))
      }
      expect(await reply('first')).toEqual(answer('first'))
      expect(await reply('second')).toEqual(answer('{"text":"first"}'))
      expect(await stores().nudges.question(here.workspace.id, id)).toMatchObject({ state: 'done', decidedBy: here.members[0].id })
      const head = await stores().outbox.head(to(here))
      expect(head?.key).toBe(`help/${id}/first`)
      if (head) await stores().outbox.drop(head.id, noon)
      expect(await stores().outbox.head(to(here))).toBeUndefined()
      const other = kept(here, uniqueId())
      expect(await stores().nudges.reply(other, (stands) => answer(stands ? 'there' : 'gone'))).toEqual(answer('gone'))
    })

    test('decided on an older version of the workspace is refused', async () => {
      const here = await company(stores())
      const old = { ...here.workspace, version: here.workspace.version - 1 }
      await expect(stores().nudges.ask(kept(here, uniqueId(), { workspace: old }))).rejects.toThrow(Stale)
    })
  })
}
