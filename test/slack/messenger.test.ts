// Posting on Slack: what is posted once, found again, rewritten, and what each failure means for trying again.
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { destination, type Messenger, NotDelivered } from '../../src/conversation/platform.ts'
import { shareFile } from '../../src/slack/files.ts'
import { slackMessenger } from '../../src/slack/messenger.ts'
import type { Showing } from '../../src/slack/picture.ts'
import { markOf } from '../../src/slack/post-mark.ts'
import { webClient } from '../../src/slack/web-client.ts'
import { asInstant, later } from '../../src/vocabulary/clock.ts'
import { words } from '../fakes/conversation.ts'
import { type FakeSlack, type Fault, fakeSlack } from '../fakes/slack-server.ts'

let slack: FakeSlack
let messenger: Messenger
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const there = destination({ platform: 'slack', id: 'T0SALES01' }, 'C0WINS001')
const elsewhere = (channel: string) => destination({ platform: 'slack', id: 'T0SALES01' }, channel)
const now = () => asInstant(Date.now())

beforeEach(async () => {
  slack = await fakeSlack()
  const client = webClient({ token: slack.botToken, apiUrl: slack.apiUrl }, silent, 1_000)
  messenger = slackMessenger(client, () => slack.world.bot.id)
})
afterEach(() => slack.close())

/** Waits for most calls as long as can be, and for the last of several not at all. */
function patient(showing?: Showing): Messenger {
  const client = (timeout: number) => webClient({ token: slack.botToken, apiUrl: slack.apiUrl }, silent, timeout)
  return slackMessenger(client(60_000), () => slack.world.bot.id, showing && { ...showing, log: silent }, client(400))
}

const failureOf = (work: Promise<unknown>): Promise<NotDelivered> =>
  work.then(
    () => Promise.reject(new Error('it was delivered')),
    (error: unknown) => (error instanceof NotDelivered ? error : Promise.reject(error)),
  )

test('a post stands in the channel once, with its key, pings nobody and unfurls nothing', async () => {
  const posted = await messenger.post(there, words('Acme <!channel>'), { key: 'deal-412' })
  expect(slack.posted()).toEqual(['Acme &lt;!channel&gt;'])
  expect(slack.world.posts('C0WINS001')).toMatchObject([
    { ts: posted, metadata: { event_type: 'dealbell_post', event_payload: { key: 'deal-412' } }, blocks: [{ block_id: 'post/deal-412' }] },
  ])
  expect(slack.callsOf('chat.postMessage')).toMatchObject([
    { unfurl_links: 'false', unfurl_media: 'false', parse: 'none', link_names: 'false' },
  ])
})

test('a post is rewritten where it stands and keeps its key', async () => {
  const posted = await messenger.post(there, words('before'), { key: 'deal-412' })
  await messenger.rewrite(there, posted, words('after'), { key: 'deal-412' })
  expect(slack.posted()).toEqual(['after'])
  expect(await messenger.find(there, 'deal-412', now())).toBe(posted)
})

test('a post is found by its key, in the channel and in a thread, among many, and nothing else is taken for it', async () => {
  const parent = await messenger.post(there, words('card'), { key: 'card' })
  for (let index = 0; index < 5; index += 1) await messenger.post(there, words('other'), { key: `other-${index}` })
  const reply = await messenger.post(there, words('corrected'), { key: 'note', thread: parent })
  expect(await messenger.find(there, 'card', now())).toBe(parent)
  expect(await messenger.find(there, 'note', now(), parent)).toBe(reply)
  expect(await messenger.find(there, 'note', now())).toBeUndefined()
  expect(await messenger.find(there, 'card', now(), parent)).toBeUndefined()
  expect(await messenger.find(there, 'car', now())).toBeUndefined()
  expect(await messenger.find(there, 'card', later(now(), 60 * 60_000))).toBeUndefined()
})

test('a post is found on a later page', async () => {
  const first = await messenger.post(there, words('x'), { key: 'first' })
  for (let index = 0; index < 250; index += 1) {
    slack.world.messages.push({ ts: slack.world.newTs(), channel: 'C0WINS001', text: 'chatter', blocks: [], edits: 0 })
  }
  expect(await messenger.find(there, 'first', now())).toBe(first)
})

test('a Slack that keeps no metadata is searched by block id; a very long key too', async () => {
  const key = `win/${'x'.repeat(400)}`
  const posted = await messenger.post(there, words('x'), { key })
  for (const message of slack.world.messages) delete message.metadata
  expect(markOf(key).length).toBeLessThanOrEqual(255)
  expect(await messenger.find(there, key, now())).toBe(posted)
})

test('what is said to one person is found and rewritten too, also by another process', async () => {
  const admin = elsewhere('U0GUS0001')
  const posted = await messenger.post(admin, words('parked'), { key: 'notice' })
  const another = slackMessenger(webClient({ token: slack.botToken, apiUrl: slack.apiUrl }, silent, 1_000), () => undefined)
  for (const each of [messenger, another]) {
    expect(await each.find(admin, 'notice', now())).toBe(posted)
    await each.rewrite(admin, posted, words('delivered after all'), { key: 'notice' })
  }
  expect(slack.posted('D0GUS0001')).toEqual(['delivered after all'])
})

test('looking where the bot is not yet a member makes it one', async () => {
  expect(await messenger.find(there, 'x', now())).toBeUndefined()
  expect(slack.world.channels.get('C0WINS001')?.members.has(slack.world.bot.user)).toBe(true)
})

const faults: [string, Fault, NotDelivered['outcome'], string, number?][] = [
  ['a rate limit', { kind: 'rate limited', seconds: 7 }, 'later', 'ratelimited', 7_000],
  ['the same as a word', { kind: 'error', error: 'ratelimited' }, 'later', 'ratelimited'],
  ['a free workspace that is full', { kind: 'error', error: 'message_limit_exceeded' }, 'later', 'message_limit_exceeded'],
  ['a gateway error', { kind: 'status', status: 502 }, 'unsure', 'http_502'],
  ['a server error after the effect', { kind: 'status', status: 500, after: true }, 'unsure', 'http_500'],
  ['a forbidding proxy', { kind: 'status', status: 403 }, 'later', 'http_403'],
  ['a rate limit without a time', { kind: 'status', status: 429 }, 'later', 'ratelimited', 30_000],
  ['a connection that breaks', { kind: 'drop' }, 'unsure', 'UND_ERR_SOCKET'],
  ['a connection that breaks after the effect', { kind: 'drop', after: true }, 'unsure', 'UND_ERR_SOCKET'],
  ['a Slack that hangs', { kind: 'hang' }, 'unsure', 'timeout'],
  ['a page of somebody else', { kind: 'nonsense' }, 'unsure', 'unreadable_answer'],
  ...['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable', 'a_word_of_tomorrow'].map(
    (error): (typeof faults)[number] => [error, { kind: 'error', error }, 'unsure', error],
  ),
  ...['restricted_action', 'msg_too_long'].map((error): (typeof faults)[number] => [error, { kind: 'error', error }, 'never', error]),
  // What the operator can mend is waited for.
  ...['missing_scope', 'token_revoked', 'token_expired', 'account_inactive', 'invalid_auth', 'org_login_required'].map(
    (error): (typeof faults)[number] => [error, { kind: 'error', error }, 'later', error],
  ),
]
test.each(faults)('%s', async (_, fault, outcome, reason, retryAfter) => {
  slack.fault('chat.postMessage', fault)
  const failure = await failureOf(messenger.post(there, words('x'), { key: 'x' }))
  expect(failure).toMatchObject({ outcome, reason, retryAfter })
  expect(slack.callsOf('chat.postMessage')).toHaveLength(1)
})

test('a post whose answer was lost is found', async () => {
  const since = now()
  slack.fault('chat.postMessage', { kind: 'drop', after: true })
  await failureOf(messenger.post(there, words('x'), { key: 'lost' }))
  expect(await messenger.find(there, 'lost', since)).toBe(slack.world.messages[0]?.ts)
})

test('nobody listening means certainly not posted', async () => {
  const closed = createServer()
  const port = await new Promise<number>((resolve) =>
    closed.listen(0, '127.0.0.1', () => resolve((closed.address() as { port: number }).port)),
  )
  await new Promise((resolve) => closed.close(resolve))
  for (const apiUrl of [`http://127.0.0.1:${port}/api/`, 'http://no-such-host.invalid/api/']) {
    const lost = slackMessenger(webClient({ token: 'x', apiUrl }, silent), () => undefined)
    expect(await failureOf(lost.post(there, words('x'), { key: 'x' }))).toMatchObject({ outcome: 'later' })
  }
})

describe('what Slack refuses for good', () => {
  test.each([
    ['a channel that is not there', 'C0NOWHERE', 'channel_not_found'],
    ['a private channel without the bot', 'G0SECRET1', 'channel_not_found'],
  ])('%s', async (_, channel, reason) => {
    expect(await failureOf(messenger.post(elsewhere(channel), words('x'), { key: 'x' }))).toMatchObject({ outcome: 'never', reason })
  })
  test('an archived channel', async () => {
    const channel = slack.world.channels.get('C0WINS001')
    if (channel) channel.archived = true
    expect(await failureOf(messenger.post(there, words('x'), { key: 'x' }))).toMatchObject({ outcome: 'never', reason: 'is_archived' })
  })
  test('rewriting what is no longer there', async () => {
    expect(await failureOf(messenger.rewrite(there, '1.2', words('x'), { key: 'x' }))).toMatchObject({
      outcome: 'never',
      reason: 'message_not_found',
    })
  })
  test('a message that cannot be shown', async () => {
    const message = { nodes: [{ kind: 'buttons' as const, buttons: [{ label: 'x', action: 'x', value: 'v'.repeat(3_000) }] }] }
    expect(await failureOf(messenger.post(there, message, { key: 'x' }))).toMatchObject({ outcome: 'never', reason: 'cannot_render' })
  })
})

describe('a file', () => {
  const file = { kind: 'file' as const, name: 'deals.csv', mediaType: 'text/csv', content: 'customer,amount\nÅse & søn,5000\n' }
  const given = { nodes: [{ kind: 'text' as const, spans: ['Your deals <here>'] }, file] }
  const gus = () => elsewhere('U0GUS0001')

  test('stands in the conversation with the person, with its words, whole', async () => {
    const ref = await messenger.post(gus(), given, { key: 'export/1' })
    expect(slack.posted('D0GUS0001')).toEqual(['Your deals &lt;here&gt;'])
    const [shared] = [...slack.world.files.values()]
    expect(shared?.content?.toString()).toBe(file.content)
    expect(shared?.name).toMatch(/^deals-[0-9a-f]{12}\.csv$/)
    expect(await messenger.find(gus(), 'export/1', now())).toBe(ref)
  })

  test('whose answer was lost is found and stands there once', async () => {
    slack.fault('files.completeUploadExternal', { kind: 'drop', after: true })
    const since = now()
    expect(await failureOf(messenger.post(gus(), given, { key: 'export/1' }))).toMatchObject({ outcome: 'unsure' })
    expect(await messenger.find(gus(), 'export/1', since)).toMatch(/^file\/F/)
    expect(await messenger.find(gus(), 'export/2', since)).toBeUndefined()
  })

  test('that the bot may not give is no use trying again, and keeps nothing behind it waiting', async () => {
    slack.scopes.delete('files:write')
    await expect(messenger.post(gus(), given, { key: 'export/1' })).rejects.toMatchObject({ outcome: 'never', reason: 'missing_scope' })
  })

  test.each(['files.getUploadURLExternal', 'upload'])('that breaks off at %s was certainly not seen', async (step) => {
    slack.fault(step, { kind: 'status', status: 502, after: true })
    expect(await failureOf(messenger.post(gus(), given, { key: 'export/1' }))).toMatchObject({ outcome: 'later' })
    expect(slack.posted('D0GUS0001')).toEqual([])
  })

  test('is not shared when it has become late: nobody would know where it stands when it is looked for', async () => {
    const client = webClient({ token: slack.botToken, apiUrl: slack.apiUrl }, silent)
    const shared = { channel: Promise.resolve('D0GUS0001'), comment: '', thread: undefined }
    const failure = await failureOf(shareFile({ client, quick: client }, file, shared, AbortSignal.abort()))
    expect(failure).toMatchObject({ outcome: 'later', reason: 'too slow' })
    expect(slack.callsOf('files.completeUploadExternal')).toEqual([])
  })

  test('whose sharing hangs is given up sooner than another call', async () => {
    slack.fault('files.completeUploadExternal', { kind: 'hang' })
    expect(await failureOf(patient().post(gus(), given, { key: 'export/1' }))).toMatchObject({ outcome: 'unsure', reason: 'timeout' })
  })

  test('cannot be rewritten', async () => {
    const ref = await messenger.post(gus(), given, { key: 'export/1' })
    expect(await failureOf(messenger.rewrite(gus(), ref, given, { key: 'export/1' }))).toMatchObject({ reason: 'message_not_found' })
  })
})

describe('a picture', () => {
  const node = { kind: 'picture' as const, name: 'board.png', svg: '<svg/>', alt: 'Sam: 76 %; <!channel>' }
  const message = { nodes: [...words('The board').nodes, node, ...words('and the rest').nodes] }
  const bytes = Buffer.from('a picture')
  const drawn: string[] = []
  const log: string[] = []
  const keeping = { ...silent, warn: (about: unknown) => void log.push(String(Object(about).reason)) }
  const showing = (more: Partial<Showing> = {}): Showing => ({
    draw: async (svg) => {
      drawn.push(svg)
      return bytes
    },
    ...more,
  })
  const messengerWith = (more?: Partial<Showing>) =>
    slackMessenger(webClient({ token: slack.botToken, apiUrl: slack.apiUrl }, silent, 1_000), () => slack.world.bot.id, {
      ...showing(more),
      log: keeping,
    })
  const blocks = () => slack.world.posts('C0WINS001').map((post) => post.blocks.map(({ type }) => type))
  const withPicture = [['section', 'image', 'section']]
  const without = [['section']]
  beforeEach(() => {
    drawn.length = 0
    log.length = 0
  })

  test('stands in the post among the words, described, and shared nowhere else', async () => {
    const posted = await messengerWith().post(there, message, { key: 'board/1' })
    const [file] = [...slack.world.files.values()]
    expect(file).toMatchObject({ name: 'board.png', content: bytes })
    expect(slack.world.posts('C0WINS001')).toMatchObject([
      {
        ts: posted,
        metadata: { event_payload: { key: 'board/1' } },
        blocks: [
          { type: 'section', block_id: markOf('board/1') },
          { type: 'image', slack_file: { id: file?.id }, alt_text: 'Sam: 76 %; <!channel>' },
          { type: 'section' },
        ],
      },
    ])
    expect(drawn).toEqual(['<svg/>'])
    expect(await messengerWith().find(there, 'board/1', now())).toBe(posted)
  })

  test('is waited for while Slack looks at it', async () => {
    slack.world.takesIn = 600
    await messengerWith().post(there, message, { key: 'board/1' })
    expect(blocks()).toEqual(withPicture)
    expect(slack.callsOf('files.info').length).toBeGreaterThan(1)
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1)
  })

  test('is tried again where Slack does not say whether it has looked', async () => {
    slack.world.takesIn = 600
    slack.scopes.delete('files:read')
    await messengerWith().post(there, message, { key: 'board/1' })
    expect(blocks()).toEqual(withPicture)
    expect(slack.callsOf('chat.postMessage')).toHaveLength(2)
  })

  const failing: [string, (fake: FakeSlack) => void][] = [
    ['a bot that may not give files', ({ scopes }) => void scopes.delete('files:write')],
    ...['files.getUploadURLExternal', 'files.completeUploadExternal', 'upload'].flatMap((step): [string, (fake: FakeSlack) => void][] => [
      [`a rate limit at ${step}`, (fake) => fake.fault(step, { kind: 'rate limited', seconds: 60 })],
      [`a fault of Slack's at ${step}`, (fake) => fake.fault(step, { kind: 'status', status: 500 })],
      [`a connection that breaks at ${step}`, (fake) => fake.fault(step, { kind: 'drop', after: true })],
    ]),
    ['a Slack that hangs', (fake) => fake.fault('files.completeUploadExternal', { kind: 'hang' })],
    [
      'a channel into which no files may come',
      (fake) => fake.fault('chat.postMessage', { kind: 'error', error: 'slack_connect_file_link_sharing_blocked' }),
    ],
  ]
  test.each(failing)('is left out after %s: the post stands there once, at once', async (_, spoil) => {
    spoil(slack)
    const began = performance.now()
    await messengerWith().post(there, message, { key: 'board/1' })
    expect(blocks()).toEqual(without)
    expect(performance.now() - began).toBeLessThan(6_000)
    expect(log).toHaveLength(1)
  })

  test('is left out where it cannot be drawn', async () => {
    await messengerWith({ draw: () => Promise.reject(new Error('no such font')) }).post(there, message, { key: 'board/1' })
    expect(blocks()).toEqual(without)
  })

  test('is left out where Slack looks at it for too long, or it takes too long to draw', async () => {
    slack.world.takesIn = 60_000
    const forever = messengerWith({ draw: () => new Promise(() => {}) })
    await Promise.all([
      messengerWith().post(there, message, { key: 'board/1' }),
      forever.post(elsewhere('C0GENERAL'), message, { key: 'board/2' }),
    ])
    expect(blocks()).toEqual(without)
    expect(slack.world.posts('C0GENERAL')).toHaveLength(1)
  }, 15_000)

  test('whose post was lost is not posted again: it is found, and nothing is uploaded for it', async () => {
    const since = now()
    slack.fault('chat.postMessage', { kind: 'drop', after: true })
    expect(await failureOf(messengerWith().post(there, message, { key: 'board/1' }))).toMatchObject({ outcome: 'unsure' })
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1)
    expect(await messengerWith().find(there, 'board/1', since)).toBe(slack.world.messages[0]?.ts)
    expect(blocks()).toEqual(withPicture)
  })

  test('keeps its post from taking longer than one without: a Slack that hangs at the end is given up sooner', async () => {
    slack.fault('chat.postMessage', { kind: 'hang' })
    const failure = await failureOf(patient(showing()).post(there, message, { key: 'board/1' }))
    expect(failure).toMatchObject({ outcome: 'unsure', reason: 'timeout' })
  })

  test('stays away when its post is tried again and nobody knows what was wrong: it may have been the picture', async () => {
    slack.faultOf = (method) =>
      method === 'chat.postMessage' && JSON.stringify(slack.callsOf(method).at(-1)?.blocks).includes('slack_file')
        ? { kind: 'error', error: 'internal_error' }
        : undefined
    expect(await failureOf(messengerWith().post(there, message, { key: 'board/1' }))).toMatchObject({ outcome: 'unsure' })
    await messengerWith().post(there, message, { key: 'board/1', again: true })
    expect(blocks()).toEqual(without)
    expect(slack.callsOf('files.getUploadURLExternal')).toHaveLength(1)
  })

  test('keeps no word from being refused: what is wrong with the place is said as ever', async () => {
    const failure = await failureOf(messengerWith().post(elsewhere('C0NOWHERE'), message, { key: 'board/1' }))
    expect(failure).toMatchObject({ outcome: 'never', reason: 'channel_not_found' })
  })

  test('goes when its post is rewritten: it shows what was', async () => {
    const posted = await messengerWith().post(there, message, { key: 'board/1' })
    await messengerWith().rewrite(there, posted, message, { key: 'board/1' })
    expect(blocks()).toEqual(without)
  })

  test('is shown by its address where that is all that a Slack can show', async () => {
    await messengerWith({ byAddress: true }).post(there, message, { key: 'board/1' })
    expect(slack.world.posts('C0WINS001')[0]?.blocks[1]).toMatchObject({
      type: 'image',
      image_url: expect.stringMatching(/\/files\/F\d+$/),
    })
  })

  test('is nothing to a messenger that cannot draw', async () => {
    await messenger.post(there, message, { key: 'board/1' })
    expect(blocks()).toEqual(without)
    expect(slack.calls.map(({ method }) => method)).toEqual(['chat.postMessage'])
  })
})
