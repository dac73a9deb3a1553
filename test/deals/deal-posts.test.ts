// What a change of a deal leads to in the channel.
import { expect, test } from 'vitest'
import { destination } from '../../src/conversation/platform.ts'
import type { DealEventKind, DealFacts } from '../../src/deals/deal.ts'
import { change, factsOf, log } from '../../src/deals/deal-changes.ts'
import { type Around, nothingAround, postsAfter } from '../../src/deals/deal-posts.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { date } from '../contracts/company.ts'
import { plainFacts, plainMember, plainRules } from '../fakes/plain.ts'

const sam = { id: asId<MemberId>(1), name: 'Sam', role: 'rep', team: undefined, language: 'en', ...plainMember } as const
const actor = { by: sam, platform: 'terminal', at: asInstant(0) } as const
const facts: DealFacts = {
  state: 'won',
  ...plainFacts,
  owner: sam.id,
  team: undefined,
  customer: 'Acme',
  amount: money(500_000n, usDollar),
  closedOn: date('2026-11-18'),
  note: '',
  tags: [],
  splits: [],
}
const announce = destination({ platform: 'terminal', id: 'OFFICE' }, 'C1')
const here = { workspace: { announce, rules: plainRules }, today: facts.closedOn }
const later: Around = { thread: undefined, later: [asId<DealNumber>(8)], isTold: false }

/** A deal that was announced, in one state and then in another: the keys of what the channel is told. */
function told(
  from: DealFacts['state'],
  to: DealFacts['state'],
  kind: Exclude<DealEventKind, 'opened' | 'undone' | 'redone'>,
  around = later,
) {
  const won = log(asId<DealNumber>(7), facts, actor).deal
  const { deal: before } = change(won, { ...factsOf(won), state: from, note: 'x' }, 'edited', actor)
  const step = change(before, { ...factsOf(before), state: to, customer: 'Acme Nord' }, kind, actor)
  return postsAfter(before, step, here, around).map(({ key, action }) => `${action.do} ${key}`)
}

test.each([
  ['won', 'won', 'edited', ['rewrite deal/7/card/3', 'reply deal/7/note/3']],
  ['won', 'open', 'staged', ['rewrite deal/7/card/3', 'reply deal/7/note/3', 'rewrite deal/8/card/after/7/3']],
  ['open', 'won', 'won', ['rewrite deal/7/card/3', 'reply deal/7/note/3', 'rewrite deal/8/card/after/7/3']],
  ['open', 'open', 'staged', ['rewrite deal/7/card/3']],
  ['open', 'lost', 'lost', ['rewrite deal/7/card/3']],
  ['lost', 'open', 'staged', ['rewrite deal/7/card/3']],
] as const)('a deal that was announced, %s and then %s: the channel is told of it as a win alone', (from, to, kind, posts) => {
  expect(told(from, to, kind)).toEqual(posts)
})

test('a line in a thread of small wins is rewritten with its heading, while it is or was a win', () => {
  const small: Around = { ...nothingAround, thread: 'small/2026-11-18/terminal/OFFICE/C1' }
  expect(told('won', 'open', 'staged', small)).toEqual(['rewrite deal/7/card/3', 'rewrite deal/7/small/3'])
  expect(told('open', 'lost', 'lost', small)).toEqual(['rewrite deal/7/card/3'])
})

test('a story under the card is rewritten where who won whom changes, and where the deal comes to be a win or no more', () => {
  const withStory: Around = { ...nothingAround, isTold: true }
  const story = 'rewrite deal/7/story/after/3'
  expect(told('won', 'won', 'edited', withStory)).toContain(story)
  expect(told('won', 'open', 'staged', withStory)).toContain(story)
  expect(told('open', 'won', 'won', withStory)).toContain(story)
  expect(told('open', 'open', 'staged', withStory)).not.toContain(story)
  const won = log(asId<DealNumber>(7), facts, actor).deal
  const dearer = change(won, { ...factsOf(won), amount: money(1n, usDollar) }, 'edited', actor)
  expect(postsAfter(won, dearer, here, withStory).map(({ kind }) => kind)).not.toContain('win-story')
})
