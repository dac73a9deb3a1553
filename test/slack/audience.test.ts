// Who reads a channel of Slack: colleagues alone, or guests and people of another company too.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Directory } from '../../src/conversation/platform.ts'
import { slackDirectory } from '../../src/slack/directory.ts'
import { webClient } from '../../src/slack/web-client.ts'
import { asInstant, type Clock } from '../../src/vocabulary/clock.ts'
import { type FakeSlack, fakeSlack } from '../fakes/slack-server.ts'

let slack: FakeSlack
let directory: Directory
let minutes = 0
let warnings: object[] = []
const clock: Clock = { now: () => asInstant(1_763_700_000_000 + minutes * 60_000) }
const log = { info: () => {}, warn: (about: object) => void warnings.push(about), error: () => {} }
const here = { platform: 'slack', id: 'T0SALES01' } as const
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

beforeEach(async () => {
  minutes = 0
  warnings = []
  slack = await fakeSlack()
  directory = slackDirectory(webClient({ token: slack.botToken, apiUrl: slack.apiUrl }, quiet, 500), clock, log)
})
afterEach(() => slack.close())

const channel = (id: string, people: readonly string[], more: Record<string, unknown> = {}) => {
  slack.world.addChannel({ id, name: id.toLowerCase(), kind: 'public', members: people, more })
  return directory.audience(here, id)
}
const somebody = (id: string, more: Record<string, unknown> = {}) => {
  slack.world.users.set(id, { id, name: id.toLowerCase(), realName: `Real ${id}`, more })
  return id
}

describe('the members of a channel', () => {
  it('are the company’s own, the bot among them', async () => {
    expect(await channel('C1', ['U0SAM0001', 'U0KIM0001', slack.world.bot.user])).toBe('own')
  })

  it.each([
    ['a guest', { is_restricted: true }],
    ['a guest of one channel', { is_ultra_restricted: true }],
    ['a stranger', { is_stranger: true }],
    ['somebody of another company', { team_id: 'T0OTHER01' }],
  ])('may hold %s', async (_, more) => {
    expect(await channel('C1', ['U0SAM0001', somebody('U9X', more)])).toBe('outsiders')
  })

  it('may hold somebody of whom Slack knows nothing else, as some bots are', async () => {
    expect(await channel('C1', ['U0SAM0001', 'U0NOBODY1'])).toBe('own')
  })

  it('may hold anybody where the bot cannot see the channel', async () => {
    expect(await directory.audience(here, 'C0SECRET')).toBe('outsiders')
  })

  it('are own where they are of the same organisation', async () => {
    const sister = somebody('U9Y', { team_id: 'T0SISTER1', enterprise_user: { id: 'W1' } })
    expect(await channel('C1', ['U0SAM0001', sister], { is_shared: true, is_org_shared: true })).toBe('own')
  })

  it('are looked at page by page, and many of them in the list of everybody', async () => {
    const people = Array.from({ length: 450 }, (_, index) => somebody(`U1${index}`))
    expect(await channel('C1', people)).toBe('own')
    expect(slack.callsOf('conversations.members')).toHaveLength(3)
    expect(slack.callsOf('users.list')).toHaveLength(3)
    expect(slack.callsOf('users.info')).toHaveLength(0)
    expect(await channel('C2', [...people, somebody('U1GUEST', { is_restricted: true })])).toBe('outsiders')
  })
})

describe('a channel', () => {
  it.each([
    ['is shared with another company', { is_shared: true, is_ext_shared: true }],
    ['is about to be', { is_pending_ext_shared: true }],
    ['is shared in a way that it does not name', { is_shared: true }],
  ])('that %s is read by outsiders, and nobody is looked at', async (_, more) => {
    expect(await channel('C1', ['U0SAM0001'], more)).toBe('outsiders')
    expect(slack.callsOf('conversations.members')).toHaveLength(0)
  })

  it('that is a conversation with one person is theirs', async () => {
    const { id } = slack.world.directWith('U0SAM0001')
    expect(await directory.audience(here, id)).toBe('own')
    expect(slack.callsOf('conversations.members')).toHaveLength(0)
  })

  it('is asked about once in ten minutes, however many want to know', async () => {
    await Promise.all([directory.audience(here, 'C0WINS001'), directory.audience(here, 'C0WINS001')])
    await directory.audience(here, 'C0WINS001')
    expect(slack.callsOf('conversations.info')).toHaveLength(1)
    expect(slack.callsOf('users.info')).toHaveLength(3)
    const wins = slack.world.channels.get('C0WINS001')
    wins?.members.add(somebody('U9G', { is_restricted: true }))
    expect(await directory.audience(here, 'C0WINS001')).toBe('own')
    minutes = 11
    expect(await directory.audience(here, 'C0WINS001')).toBe('outsiders')
  })
})

describe('Slack', () => {
  it.each(['conversations.info', 'conversations.members', 'users.info'])(
    'that will not tell (%s) leaves a channel our own, and one line in the log',
    async (method) => {
      const refusal = { kind: 'error', error: method === 'users.info' ? 'missing_scope' : 'unknown_method' } as const
      slack.fault(method, refusal, refusal)
      expect(await directory.audience(here, 'C0WINS001')).toBe('own')
      expect(await directory.audience(here, 'C0GENERAL')).toBe('own')
      expect(warnings).toEqual([{ reason: refusal.error }])
    },
  )

  it('that lacks the scopes leaves a channel our own', async () => {
    for (const scope of ['channels:read', 'groups:read', 'im:read', 'mpim:read']) slack.scopes.delete(scope)
    expect(await directory.audience(here, 'C0WINS001')).toBe('own')
    expect(warnings).toEqual([{ reason: 'missing_scope' }])
  })

  it.each([
    ['breaks off', { kind: 'drop' }],
    ['is silent', { kind: 'hang' }],
    ['has trouble', { kind: 'error', error: 'fatal_error' }],
    ['wants a long pause', { kind: 'rate limited', seconds: 90 }],
  ] as const)('that %s has not answered, and is asked again after a pause', async (_, fault) => {
    slack.fault('conversations.info', fault)
    expect(await directory.audience(here, 'C0WINS001')).toBe('no answer')
    expect(await directory.audience(here, 'C0WINS001')).toBe('no answer')
    expect(slack.callsOf('conversations.info')).toHaveLength(1)
    minutes = 2
    expect(await directory.audience(here, 'C0WINS001')).toBe('own')
  })

  it('that wants a short pause gets it', async () => {
    slack.fault('conversations.members', { kind: 'rate limited', seconds: 0 })
    slack.fault('users.info', { kind: 'rate limited', seconds: 0 })
    expect(await directory.audience(here, 'C0WINS001')).toBe('own')
    expect(slack.callsOf('conversations.members')).toHaveLength(2)
    expect(slack.callsOf('users.info')).toHaveLength(4)
  })
})
