import { expect, test } from 'vitest'
import { channelSpan, seenFrom } from '../../src/conversation/channels-here.ts'
import { copyKey, copyKeys, isCopy, mirrored, mirrorsOf } from '../../src/conversation/mirrored.ts'
import { destination, inbox } from '../../src/conversation/platform.ts'
import type { Post } from '../../src/conversation/post.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { headline, list, message } from '../../src/message/write.ts'
import { defaultRules, type Rules } from '../../src/vocabulary/rules.ts'

const slack = { platform: 'slack', id: 'T1' } as const
const discord = { platform: 'discord', id: 'G1' } as const
const announce = destination(slack, 'C1')
const there = destination(discord, '77')
const past = destination(discord, '66')

const workspace = (rules: Partial<Rules>) => ({ announce, rules: { ...defaultRules, ...rules } })
const entry = (key: string, action: Post['action'] = { do: 'post' }, to = announce): Post => ({
  key,
  to,
  kind: 'win-card',
  about: {},
  action,
})
const shown = (posts: readonly Post[]) =>
  posts.map(({ key, to, action }) => `${action.do} ${key} to ${to}${action.do === 'post' ? '' : ` of ${action.of}`}`)

test('without mirrors everything is as it was, the very same list', () => {
  const posts = [entry('deal/1')]
  expect(mirrored(posts, workspace({}))).toBe(posts)
})

test('what is announced goes to each mirror too, and nothing else does', () => {
  const own = entry('plan/1', { do: 'post' }, inbox(slack, 'U1'))
  const team = entry('ritual/agenda/team 3', { do: 'post' }, destination(slack, 'C9'))
  expect(shown(mirrored([entry('deal/1'), own, team], workspace({ mirrors: [there] })))).toEqual([
    'post deal/1 to slack/T1/C1',
    'post deal/1@discord/G1/77 to discord/G1/77',
    'post plan/1 to slack/T1/U1',
    'post ritual/agenda/team 3 to slack/T1/C9',
  ])
})

test('a correction goes wherever a copy may stand, also where none is made any more', () => {
  const posts = [entry('deal/1/card/2', { do: 'rewrite', of: 'deal/1' })]
  expect(shown(mirrored(posts, workspace({ mirrorsBefore: [past] })))).toEqual([
    'rewrite deal/1/card/2 to slack/T1/C1 of deal/1',
    'rewrite deal/1/card/2@discord/G1/66 to discord/G1/66 of deal/1@discord/G1/66',
  ])
})

test('a reply to what is announced beside it goes with that', () => {
  const posts = [entry('small/1'), entry('deal/1', { do: 'reply', of: 'small/1' })]
  expect(shown(mirrored(posts, workspace({ mirrors: [there], mirrorsBefore: [past] }))).slice(2)).toEqual([
    'reply deal/1 to slack/T1/C1 of small/1',
    'reply deal/1@discord/G1/77 to discord/G1/77 of small/1@discord/G1/77',
  ])
})

test('a mirror beside the announcements rests', () => {
  const moved = { ...workspace({ mirrors: [there] }), announce: destination(discord, '5') }
  expect(mirrorsOf(moved)).toEqual([])
  expect(shown(mirrored([entry('deal/1', { do: 'post' }, moved.announce)], moved))).toEqual(['post deal/1 to discord/G1/5'])
})

test('a copy is known by its key', () => {
  expect(isCopy(copyKey('deal/1', there))).toBe(true)
  expect(['deal/1', 'small/2026-11-18/slack/T1/C1', `parked/${inbox(discord, '12')}/2026-11-18/5`].filter(isCopy)).toEqual([])
  expect(copyKeys('deal/1', workspace({ mirrors: [there], mirrorsBefore: [past, there] }))).toEqual([
    'deal/1@discord/G1/77',
    'deal/1@discord/G1/66',
  ])
})

test('a channel shows as its name where it is, and as a link to the other chat elsewhere', () => {
  const say = sayIn('en')
  const told = message(headline(['In ', { kind: 'bold', spans: [channelSpan(announce)] }]), list([[channelSpan(there)]]))
  expect(seenFrom(told, slack, say).nodes).toEqual([
    { kind: 'headline', spans: ['In ', { kind: 'bold', spans: [{ kind: 'channel', channel: 'C1' }] }] },
    { kind: 'list', items: [[{ kind: 'link', url: 'https://discord.com/channels/G1/77', text: 'a channel on Discord' }]] },
  ])
  expect(seenFrom(told, discord, say).nodes[1]).toEqual({ kind: 'list', items: [[{ kind: 'channel', channel: '77' }]] })
  const plain = message(headline('Nothing of the kind'))
  expect(seenFrom(plain, discord, say)).toBe(plain)
})
