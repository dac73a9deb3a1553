// What the features rely on when stories are told, checked on every store of them.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import type { Story } from '../../src/deals/story.ts'
import type { StoryChange } from '../../src/deals/story-store.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber } from '../../src/vocabulary/ids.ts'
import { anUndo, aWin, type Company, company, noon, type Stores, said, uniqueId } from './company.ts'

const deal = (number: number) => asId<DealNumber>(number)

export function storyStoreContract(stores: () => Stores): void {
  const win = (at: Company, who: 0 | 1 | 2, customer: string) => stores().deals.change(aWin(at, at.members[who], { facts: { customer } }))
  const storyOf = (at: Company, number: number, text: string, later = 0): Story => ({
    number: deal(number),
    by: at.members[1].id,
    text,
    at: asInstant(noon + later),
  })
  const tell = (at: Company, number: number, story: Story | undefined, more: Partial<StoryChange> = {}) =>
    stores().stories.change({
      workspace: at.workspace.id,
      version: at.workspace.version,
      requestKey: uniqueId(),
      at: noon,
      by: at.members[1].id,
      number: deal(number),
      decide: (found) => ({ story, posts: [], answer: said(`after ${found.story?.text ?? 'none'}`) }),
      ...more,
    })
  const found = async (at: Company, ...words: readonly string[]) => {
    const { stories, count } = await stores().stories.search(at.workspace.id, words, { skip: 0, take: 10 })
    expect(stories).toHaveLength(count)
    return stories.map(({ story }) => story.number)
  }

  describe('stories', () => {
    test('are kept one a deal, told anew and taken away', async () => {
      const here = await company(stores())
      await win(here, 1, 'Acme')
      const { id } = here.workspace
      expect(await tell(here, 1, storyOf(here, 1, 'A pilot.'))).toEqual(said('after none'))
      expect(await stores().stories.of(id, [deal(1), deal(2)])).toEqual([storyOf(here, 1, 'A pilot.')])
      expect(await tell(here, 1, storyOf(here, 1, 'A long\0pilot.', 5))).toEqual(said('after A pilot.'))
      expect(await stores().stories.of(id, [deal(1)])).toEqual([storyOf(here, 1, 'A long\ufffdpilot.', 5)])
      expect(await tell(here, 1, undefined)).toEqual(said('after A long\ufffdpilot.'))
      expect(await stores().stories.of(id, [deal(1)])).toEqual([])
      expect(await stores().stories.of(id, [])).toEqual([])
    })

    test('of a repeated request are told once; of one that fails or comes too late, not', async () => {
      const here = await company(stores())
      await win(here, 1, 'Acme')
      const requestKey = uniqueId()
      await tell(here, 1, storyOf(here, 1, 'A pilot.'), { requestKey })
      expect(await tell(here, 1, storyOf(here, 1, 'Luck.'), { requestKey })).toEqual(said('after none'))
      const decide = () => {
        throw new Error('no')
      }
      await expect(tell(here, 1, storyOf(here, 1, 'Luck.'), { decide })).rejects.toThrow('no')
      await expect(tell(here, 1, storyOf(here, 1, 'Luck.'), { version: here.workspace.version - 1 })).rejects.toThrow(Stale)
      expect(await tell(here, 1, storyOf(here, 1, 'Luck.'), { decide: () => said('nothing') })).toEqual(said('nothing'))
      expect(await stores().stories.of(here.workspace.id, [deal(1)])).toMatchObject([{ text: 'A pilot.' }])
    })

    test('are shown while their deal is won', async () => {
      const here = await company(stores())
      await win(here, 1, 'Acme')
      await tell(here, 1, storyOf(here, 1, 'A pilot.'))
      await stores().deals.change(anUndo(here, here.members[1], deal(1)))
      expect(await stores().stories.of(here.workspace.id, [deal(1)])).toEqual([])
      expect(await found(here)).toEqual([])
    })

    test('are found, the newest first, by every word that is asked for', async () => {
      const here = await company(stores())
      const there = await company(stores())
      const texts = ['Ein ＰＩＬＯＴ, 100%', 'ein anderer Pilot', "Ben's Straße_1"]
      for (const [index, text] of texts.entries()) {
        await win(here, index === 1 ? 2 : 1, `Kunde ${index + 1}`)
        await win(there, 1, 'Fremd')
        await tell(here, index + 1, storyOf(here, index + 1, text, index))
      }
      expect(await found(here)).toEqual([3, 2, 1])
      expect(await found(here, 'pilot')).toEqual([2, 1])
      expect(await found(here, 'PILOT', 'kunde 1')).toEqual([1])
      expect(await found(here, 'cleo')).toEqual([2])
      expect(await found(here, '%')).toEqual([1])
      expect(await found(here, '_')).toEqual([3])
      expect(await found(here, "'")).toEqual([3])
      expect(await found(here, '#2')).toEqual([2])
      expect(await found(here, 'x')).toEqual([])
      expect(await found(there, 'pilot')).toEqual([])
      const second = await stores().stories.search(here.workspace.id, [], { skip: 1, take: 1 })
      expect([second.count, second.stories.map(({ story, ownerName, deal }) => [story.text, ownerName, deal.customer])]).toEqual([
        3,
        [['ein anderer Pilot', 'Cleo', 'Kunde 2']],
      ])
    })
  })
}
