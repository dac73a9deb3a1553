// What Slack says of people and channels.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Directory } from '../../src/conversation/platform.ts'
import { slackDirectory } from '../../src/slack/directory.ts'
import { webClient } from '../../src/slack/web-client.ts'
import { asInstant, type Clock } from '../../src/vocabulary/clock.ts'
import { type FakeSlack, fakeSlack } from '../fakes/slack-server.ts'

let slack: FakeSlack
let directory: Directory
let minutes = 0
const clock: Clock = { now: () => asInstant(1_763_700_000_000 + minutes * 60_000) }
const here = { platform: 'slack', id: 'T0SALES01' } as const
const silent = { info: () => {}, warn: () => {}, error: () => {} }

beforeEach(async () => {
  minutes = 0
  slack = await fakeSlack()
  directory = slackDirectory(webClient({ token: slack.botToken, apiUrl: slack.apiUrl }, silent, 500), clock, silent)
})
afterEach(() => slack.close())

const somebody = (id: string, more: Record<string, unknown> = {}) =>
  slack.world.users.set(id, { id, name: id.toLowerCase(), realName: `Real ${id}`, more })

test('a person with name, zone and language, asked for once', async () => {
  const [first, second] = await Promise.all([directory.profile(here, 'U0SAM0001'), directory.profile(here, 'U0SAM0001')])
  expect(first).toEqual({
    outcome: 'found',
    profile: { id: 'U0SAM0001', handle: 'sam', name: 'Sam Ortiz', timeZone: 'Europe/Oslo', locale: 'en-GB', isPerson: true },
  })
  expect(second).toEqual(first)
  await directory.profile(here, 'U0SAM0001')
  expect(slack.callsOf('users.info')).toHaveLength(1)
  minutes = 11
  await directory.profile(here, 'U0SAM0001')
  expect(slack.callsOf('users.info')).toHaveLength(2)
})

test.each([
  ['a bot', { is_bot: true }],
  ['somebody who left', { deleted: true }],
  ['a guest', { is_restricted: true }],
  ['a guest of one channel', { is_ultra_restricted: true }],
  ['a stranger of a shared channel', { is_stranger: true }],
  ['a member of another company', { team_id: 'T0OTHER01' }],
])('%s is no person', async (_, more) => {
  somebody('U0X', more)
  expect(await directory.profile(here, 'U0X')).toMatchObject({ profile: { isPerson: false } })
})

test('only of a deactivated account is it said that somebody left', async () => {
  somebody('U0L', { deleted: true })
  somebody('U0G', { is_restricted: true })
  expect(await directory.profile(here, 'U0L')).toMatchObject({ profile: { left: true } })
  expect(await directory.profile(here, 'U0G')).not.toMatchObject({ profile: { left: true } })
})

test('a colleague of the same organisation is a person, and is called what they chose to be called', async () => {
  somebody('U0Y', {
    team_id: 'T0SISTER1',
    enterprise_user: { id: 'W1' },
    profile: { display_name: 'Yolanda (she)', real_name: 'Yolanda Ruiz' },
  })
  expect(await directory.profile(here, 'U0Y')).toMatchObject({ profile: { isPerson: true, name: 'Yolanda (she)' } })
})

test('a failure is no answer, somebody Slack does not know is unknown, and neither is kept', async () => {
  for (const fault of [
    { kind: 'drop' },
    { kind: 'hang' },
    { kind: 'rate limited', seconds: 1 },
    { kind: 'error', error: 'fatal_error' },
  ] as const) {
    slack.fault('users.info', fault)
    expect(await directory.profile(here, 'U0SAM0001')).toEqual({ outcome: 'no answer' })
  }
  for (const error of ['user_not_found', 'users_not_found', 'user_not_visible']) {
    slack.fault('users.info', { kind: 'error', error })
    expect(await directory.profile(here, 'U0SAM0001')).toEqual({ outcome: 'unknown' })
  }
  expect(await directory.profile(here, 'U0NOBODY1')).toEqual({ outcome: 'unknown' })
  expect(await directory.profile(here, 'U0SAM0001')).toMatchObject({ profile: { name: 'Sam Ortiz' } })
})

test('somebody by handle, on a later page, ignoring case; the list is asked for once', async () => {
  for (let index = 0; index < 450; index += 1) somebody(`U1${index}`)
  somebody('U2ÅSE', { profile: { display_name: 'Åse', real_name: 'Åse Moe' } })
  expect(await directory.profileByHandle(here, 'KIM')).toMatchObject({ profile: { id: 'U0KIM0001' } })
  expect(await directory.profileByHandle(here, 'åse')).toMatchObject({ profile: { id: 'U2ÅSE' } })
  expect(slack.callsOf('users.list')).toHaveLength(3)
})

test('somebody new is found a minute later, and nobody is asked for again and again', async () => {
  expect(await directory.profileByHandle(here, 'new')).toEqual({ outcome: 'unknown' })
  slack.world.users.set('U3NEW', { id: 'U3NEW', name: 'new', realName: 'New' })
  expect(await directory.profileByHandle(here, 'new')).toEqual({ outcome: 'unknown' })
  minutes = 2
  expect(await directory.profileByHandle(here, 'new')).toMatchObject({ profile: { id: 'U3NEW' } })
  expect(slack.callsOf('users.list')).toHaveLength(2)
})

test('somebody of whom a list that failed says nothing may be there all the same; those it did list are found', async () => {
  slack.fault('users.list', { kind: 'error', error: 'fatal_error' })
  expect(await directory.profileByHandle(here, 'kim')).toEqual({ outcome: 'no answer' })
  expect(await directory.profileByHandle(here, 'kim')).toEqual({ outcome: 'no answer' })
  minutes = 1
  expect(await directory.profileByHandle(here, 'kim')).toMatchObject({ profile: { id: 'U0KIM0001' } })
  expect(await directory.profileByHandle(here, 'nobody')).toEqual({ outcome: 'unknown' })
  minutes = 12
  slack.fault('users.list', { kind: 'error', error: 'fatal_error' })
  expect(await directory.profileByHandle(here, 'new')).toEqual({ outcome: 'no answer' })
  expect(await directory.profileByHandle(here, 'kim')).toMatchObject({ profile: { id: 'U0KIM0001' } })
})

test('two people of one display name are nobody; a rate limit is waited for', async () => {
  somebody('U4A', { profile: { display_name: 'Alex', real_name: 'Alex A' } })
  somebody('U4B', { profile: { display_name: 'alex', real_name: 'Alex B' } })
  slack.fault('users.list', { kind: 'rate limited', seconds: 0 })
  expect(await directory.profileByHandle(here, 'alex')).toEqual({ outcome: 'unknown' })
  expect(await directory.profileByHandle(here, 'u4a')).toMatchObject({ profile: { id: 'U4A' } })
})

test('a public channel is joined, a private one needs an invitation, an unknown Slack is unknown', async () => {
  expect(await directory.enter(here, 'C0WINS001')).toBe('in')
  expect(slack.world.channels.get('C0WINS001')?.members.has(slack.world.bot.user)).toBe(true)
  expect(await directory.enter(here, 'G0SECRET1')).toBe('invite me')
  slack.world.channels.get('G0SECRET1')?.members.add(slack.world.bot.user)
  expect(await directory.enter(here, 'G0SECRET1')).toBe('in')
  slack.world.directWith('U0SAM0001')
  expect(await directory.enter(here, 'D0SAM0001')).toBe('in')
  slack.fault('conversations.join', { kind: 'error', error: 'unknown_method' })
  slack.fault('conversations.info', { kind: 'error', error: 'unknown_method' })
  expect(await directory.enter(here, 'C0GENERAL')).toBe('unknown')
  slack.fault('conversations.join', { kind: 'drop' })
  slack.fault('conversations.info', { kind: 'drop' })
  expect(await directory.enter(here, 'C0GENERAL')).toBe('unknown')
})
