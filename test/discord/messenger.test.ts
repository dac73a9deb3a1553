// What the Discord messenger does beside what every messenger does: conversations, threads, pictures, and looking where little is shown.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { objectIn } from '../../src/conversation/json.ts'
import { destination, inbox, type Messenger } from '../../src/conversation/platform.ts'
import { drawnPicture } from '../../src/discord/picture.ts'
import { unseenMark } from '../../src/discord/post-mark.ts'
import { threadName } from '../../src/discord/threads.ts'
import type { Message } from '../../src/message/message.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { Flag } from '../fakes/discord/permissions.ts'
import { type FakeDiscord, fakeDiscord, ids, readIn } from '../fakes/discord-server.ts'
import { messengerTo } from './saying.ts'

const here = { platform: 'discord', id: ids.guild } as const
const wins = destination(here, ids.wins)
const toSam = inbox(here, ids.sam)
const posting = 'POST /channels/:channel/messages'
const starting = 'POST /channels/:channel/messages/:message/threads'
const rewriting = 'PATCH /channels/:channel/messages/:message'
const looking = 'GET /channels/:channel/messages'
const opening = 'POST /users/@me/channels'

let discord: FakeDiscord
let messenger: Messenger
let warnings: object[]
beforeEach(async () => {
  discord = await fakeDiscord()
  ;({ messenger, warnings } = messengerTo(discord))
})
afterEach(() => discord.close())

const said = (text: string): Message => ({ nodes: [{ kind: 'headline', spans: [text] }] })
const pressed = (text: string): Message => ({
  nodes: [
    { kind: 'headline', spans: [text] },
    { kind: 'buttons', buttons: [{ label: 'Undo', action: 'undo', value: '1' }] },
  ],
})
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'
const pictured: Message = { nodes: [...said('The board').nodes, { kind: 'picture', name: 'board.png', svg, alt: 'bars' }] }
const everyone = (change: (may: bigint) => bigint) => {
  const role = discord.world.guilds.get(ids.guild)?.roles.get(ids.guild)
  if (role) role.permissions = change(role.permissions)
}
const without = (flag: bigint) => everyone((may) => may & ~flag)
const recently = () => asInstant(discord.world.now() - 60_000)
const bodyOf = (route: string, index = -1) => objectIn(discord.callsOf(route).at(index)?.body)
const texts = (channel: string) => discord.world.posts(channel).map(readIn)
const outcomeOf = (work: Promise<unknown>) => work.then(() => 'done', objectIn)

describe('to a person', () => {
  test('it opens the conversation with them once, and posts, answers and rewrites in it', async () => {
    const first = await messenger.post(toSam, said('Hi Sam'), { key: 'nudge/1' })
    const reply = await messenger.post(toSam, said('and'), { key: 'nudge/2', thread: first })
    await messenger.rewrite(toSam, first, said('Hello Sam'), { key: 'nudge/1' })
    const standing = discord.world.direct(ids.sam)
    expect(standing.map(({ id, reference }) => [id, reference])).toEqual([
      [first, undefined],
      [reply, first],
    ])
    expect(standing.map(readIn)).toEqual([expect.stringContaining('Hello Sam'), expect.stringContaining('and')])
    expect(discord.callsOf(opening)).toHaveLength(1)
    expect(discord.callsOf(starting)).toEqual([])
  })

  test('who takes no messages is told from every other refusal', async () => {
    discord.world.closedDirect.add(ids.sam)
    expect(await outcomeOf(messenger.post(toSam, said('Hi'), { key: '1' }))).toMatchObject({
      outcome: 'never',
      reason: 'closed_to_messages',
    })
    discord.fault(opening, { kind: 'refusal', status: 400, code: 50007 })
    expect(await outcomeOf(messenger.post(inbox(here, ids.kim), said('Hi'), { key: '2' }))).toMatchObject({
      outcome: 'never',
      reason: 'closed_to_messages',
    })
    discord.fault(opening, { kind: 'refusal', status: 403, code: 40003 })
    expect(await outcomeOf(messenger.post(inbox(here, ids.kim), said('Hi'), { key: '2' }))).toMatchObject({
      outcome: 'later',
      retryAfter: 300_000,
    })
  })

  test('a conversation that is not there any more is opened again', async () => {
    await messenger.post(toSam, said('Hi'), { key: '1' })
    discord.fault(posting, { kind: 'refusal', status: 404, code: 10003 })
    await messenger.post(toSam, said('Hi again'), { key: '2' })
    expect(discord.callsOf(opening)).toHaveLength(2)
    expect(discord.world.direct(ids.sam)).toHaveLength(2)
    discord.fault(posting, { kind: 'refusal', status: 404, code: 10003 }, { kind: 'refusal', status: 404, code: 10003 })
    expect(await outcomeOf(messenger.post(toSam, said('Hi'), { key: '3' }))).toMatchObject({
      outcome: 'never',
      reason: 'channel_not_found',
    })
  })

  test('while the conversation does not open, nothing is in doubt', async () => {
    discord.fault(opening, { kind: 'drop' }, { kind: 'status', status: 502 }, { kind: 'rate limited', seconds: 2 })
    for (const expected of [{ outcome: 'later' }, { outcome: 'later' }, { outcome: 'later', retryAfter: 2_000 }])
      expect(await outcomeOf(messenger.post(toSam, said('Hi'), { key: '1' }))).toMatchObject(expected)
  })

  test.each(['@', '@sam', 'wins', '..', '@1x', '1234567890123456789012'])('%s is nobody and nowhere', async (channel) => {
    expect(await outcomeOf(messenger.post(destination(here, channel), said('Hi'), { key: '1' }))).toMatchObject({ outcome: 'never' })
    expect(discord.calls).toEqual([])
  })
})

describe('once', () => {
  test('a post that is tried again is not posted again', async () => {
    discord.fault(posting, { kind: 'drop', after: true })
    expect(await outcomeOf(messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' }))).toMatchObject({ outcome: 'unsure' })
    const ref = await messenger.post(wins, said('Sam closed Acme'), { key: 'win/1', again: true })
    expect(discord.world.posts(ids.wins).map(({ id }) => id)).toEqual([ref])
    expect(bodyOf(posting)).toMatchObject({ enforce_nonce: true, nonce: expect.stringMatching(/^.{8,25}$/) })
  })

  test('another workspace, and another channel, has keys of its own', async () => {
    for (const channel of [ids.wins, ids.general])
      await messenger.post(destination(here, channel), said('Sam closed Acme'), { key: 'win/1' })
    await messenger.post(destination({ platform: 'discord', id: '9' }, ids.wins), said('Kim closed Globex'), { key: 'win/1' })
    expect(discord.world.posts(ids.wins)).toHaveLength(2)
    expect(discord.world.posts(ids.general)).toHaveLength(1)
  })

  test('nobody is pinged, by a post or by its correction', async () => {
    const ref = await messenger.post(wins, said(`@everyone <@${ids.kim}>`), { key: 'win/1' })
    await messenger.rewrite(
      wins,
      ref,
      { nodes: [{ kind: 'text', spans: [{ kind: 'mention', person: ids.kim, name: 'Kim' }] }] },
      { key: 'win/1' },
    )
    expect(discord.world.posts(ids.wins).flatMap(({ pinged }) => pinged)).toEqual([])
    expect(bodyOf(rewriting).allowed_mentions).toEqual({ parse: [] })
  })
})

describe('replies', () => {
  test('they stand in one thread, called like what they answer', async () => {
    const first = await messenger.post(wins, said('🔔 Sam closed Acme'), { key: 'win/1' })
    const one = await messenger.post(wins, said('corrected'), { key: 'note/1', thread: first })
    await messenger.post(wins, said('and back'), { key: 'note/2', thread: first })
    expect(one).toMatch(new RegExp(`^${first}/\\d+$`))
    expect(texts(first)).toEqual([expect.stringContaining('corrected'), expect.stringContaining('and back')])
    expect(discord.world.channels.get(first)?.name).toContain('Sam closed Acme')
    expect(discord.callsOf(starting).map(({ body }) => body)).toEqual([{ name: expect.any(String), auto_archive_duration: 4320 }])
    await messenger.rewrite(wins, one, said('corrected again'), { key: 'note/1' })
    expect(texts(first)[0]).toContain('corrected again')
    expect(await messenger.post(wins, said('under a reply'), { key: 'note/3', thread: one })).toMatch(new RegExp(`^${first}/`))
  })

  test('a thread that is there already is used, by a program that does not know of it', async () => {
    const first = await messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' })
    await messenger.post(wins, said('one'), { key: 'note/1', thread: first })
    await messengerTo(discord).messenger.post(wins, said('two'), { key: 'note/2', thread: first })
    expect(texts(first)).toHaveLength(2)
  })

  test('a thread that somebody deleted is made again', async () => {
    const first = await messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' })
    await messenger.post(wins, said('one'), { key: 'note/1', thread: first })
    discord.world.channels.delete(first)
    await messenger.post(wins, said('two'), { key: 'note/2', thread: first })
    expect(texts(first).at(-1)).toContain('two')
  })

  test('what stood in a thread that somebody deleted is gone; an answer to it gets the thread made again', async () => {
    const first = await messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' })
    const one = await messenger.post(wins, said('one'), { key: 'note/1', thread: first })
    discord.world.channels.delete(first)
    expect(await outcomeOf(messenger.rewrite(wins, one, said('one, corrected'), { key: 'note/1' }))).toMatchObject({
      outcome: 'never',
      reason: 'message_not_found',
    })
    expect(await messenger.post(wins, said('two'), { key: 'note/2', thread: one })).toMatch(new RegExp(`^${first}/`))
  })

  test('where Discord says that a deleted thread is there, they stand beside their message', async () => {
    const first = await messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' })
    await messenger.post(wins, said('one'), { key: 'note/1', thread: first })
    discord.world.channels.delete(first)
    discord.fault(starting, { kind: 'refusal', status: 400, code: 160004 })
    await messenger.post(wins, said('two'), { key: 'note/2', thread: first })
    expect(discord.world.posts(ids.wins).at(-1)?.reference).toBe(first)
  })

  test('where there can be no thread, they stand beside it as an answer; without the permission for that, just beside it', async () => {
    without(Flag.threads)
    const first = await messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' })
    await messenger.post(wins, said('one'), { key: 'note/1', thread: first })
    without(Flag.history)
    await messenger.post(wins, said('two'), { key: 'note/2', thread: first })
    expect(discord.world.posts(ids.wins).map(({ reference }) => reference)).toEqual([undefined, first, undefined])
  })

  test.each([
    ['a server that has enough threads', { code: 160006, status: 400 }],
    ['a channel that has none', { code: 50024, status: 400 }],
  ])('%s: beside it too', async (_, refusal) => {
    const first = await messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' })
    discord.fault(starting, { kind: 'refusal', ...refusal })
    await messenger.post(wins, said('one'), { key: 'note/1', thread: first })
    expect(discord.world.posts(ids.wins).at(-1)?.reference).toBe(first)
  })

  test('a locked thread is left alone, one that was put away comes back', async () => {
    const first = await messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' })
    const one = await messenger.post(wins, said('one'), { key: 'note/1', thread: first })
    const thread = discord.world.channels.get(first)
    if (!thread) throw new Error('no thread')
    thread.archived = true
    await messenger.rewrite(wins, one, said('one, corrected'), { key: 'note/1' })
    expect(texts(first)[0]).toContain('one, corrected')
    thread.locked = true
    await messenger.post(wins, said('two'), { key: 'note/2', thread: first })
    expect(discord.world.posts(ids.wins).at(-1)?.reference).toBe(first)
  })

  test('a reply to a message that is gone: never, message_not_found, in a channel and to a person', async () => {
    for (const to of [wins, toSam]) {
      const first = await messenger.post(to, said('Sam closed Acme'), { key: 'win/1' })
      discord.world.messages.splice(0)
      expect(await outcomeOf(messenger.post(to, said('one'), { key: 'note/1', thread: first }))).toMatchObject({
        outcome: 'never',
        reason: 'message_not_found',
      })
    }
    expect(discord.expected()).toHaveLength(1)
  })

  test('while the thread is not there yet, nothing is in doubt; a name that Discord does not take is done without', async () => {
    const first = await messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' })
    const reply = () => messenger.post(wins, said('one'), { key: 'note/1', thread: first })
    discord.fault(starting, { kind: 'drop' }, { kind: 'refusal', status: 400, code: 200001 })
    expect(await outcomeOf(reply())).toMatchObject({ outcome: 'later' })
    await reply()
    expect(discord.world.channels.get(first)?.name).toBe('🧵')
  })

  test.each([
    [{ content: '# **Sam** closed ~~Acme~~ `x`\nmore' }, 'Sam closed Acme x'],
    [{ content: '\n> -# 5\\*5 in <#3> by <@7>', mentions: [{ id: '7', global_name: 'Sam Ortiz' }] }, '5*5 in by Sam Ortiz'],
    [{ content: '[Acme](https://example.com/a) <:deal:12> <t:1:R>' }, 'Acme :deal:'],
    [{ content: '', components: [{ type: 17, components: [{ type: 10, content: '**Monday**' }] }] }, 'Monday'],
    [{ content: '', embeds: [{ description: '**in an embed**' }] }, 'in an embed'],
    [{ content: '---\n▓▓░░' }, '🧵'],
    [{}, '🧵'],
    [{ content: `${'👩‍👩‍👧'.repeat(40)}a` }, expect.stringMatching(/^(👩‍👩‍👧){12}…$/u)],
    [{ content: 'a'.repeat(100) }, 'a'.repeat(100)],
    [{ content: 'a'.repeat(101) }, `${'a'.repeat(99)}…`],
    [{ content: `${'a'.repeat(100)}${unseenMark('key')}` }, 'a'.repeat(100)],
  ])('a thread under %j is called %j', (message, name) => {
    expect(threadName(message)).toEqual(name)
  })
})

describe('pictures', () => {
  test('they come with the post, and go when it is rewritten', async () => {
    const ref = await messenger.post(wins, pictured, { key: 'board/1' })
    expect(discord.world.posts(ids.wins)[0]?.files.map(({ filename }) => filename)).toEqual(['board.png'])
    await messenger.rewrite(wins, ref, pictured, { key: 'board/1' })
    expect(discord.world.posts(ids.wins)[0]?.files).toEqual([])
  })

  test('a post that may attach nothing goes without, and so does one that is tried again', async () => {
    without(Flag.attach)
    await messenger.post(wins, pictured, { key: 'board/1' })
    everyone((may) => may | Flag.attach)
    await messenger.post(wins, pictured, { key: 'board/2', again: true })
    expect(discord.world.posts(ids.wins).map(({ files }) => files.length)).toEqual([0, 0])
    expect(warnings).toEqual([{ reason: 'missing_permissions' }])
  })

  test('who may not write at all is told so, not that a picture is in the way', async () => {
    without(Flag.send)
    expect(await outcomeOf(messenger.post(wins, pictured, { key: 'board/1' }))).toMatchObject({
      outcome: 'never',
      reason: 'missing_permissions',
    })
  })

  test('one that cannot be drawn, or not in time, is left out', async () => {
    const log = { info: () => {}, warn: vi.fn(), error: () => {} }
    const never = () => new Promise<Uint8Array>(() => {})
    expect(await drawnPicture(pictured, never, log, AbortSignal.timeout(10))).toBeUndefined()
    expect(await drawnPicture(pictured, () => Promise.reject(new RangeError('no')), log, AbortSignal.timeout(1_000))).toBeUndefined()
    expect(log.warn.mock.calls.map(([about]) => about)).toEqual([{ reason: 'too slow' }, { reason: 'RangeError' }])
    expect(await drawnPicture(said('no picture'), never, log, AbortSignal.timeout(1_000))).toBeUndefined()
  })
})

describe('looking', () => {
  test('it reads on through a busy channel, and goes on where it had to stop', async () => {
    for (let n = 0; n < 230; n++) discord.world.messages.push(someMessage(ids.kim))
    const ref = await messenger.post(wins, pressed('Sam closed Acme'), { key: 'win/1' })
    for (let n = 0; n < 30; n++) discord.world.messages.push(someMessage(ids.kim))
    discord.faultOf = (route) =>
      route === looking && discord.callsOf(looking).length === 2 ? { kind: 'rate limited', seconds: 1 } : undefined
    expect(await outcomeOf(messenger.find(wins, 'win/1', recently()))).toMatchObject({ outcome: 'later', retryAfter: 1_000 })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(await messenger.find(wins, 'win/1', recently())).toBe(ref)
    const [first, , third] = discord.callsOf(looking)
    expect(BigInt(third?.query.after ?? 0)).toBeGreaterThan(BigInt(first?.query.after ?? 0))
  })

  test('what is more than one look reads is read on soon, not after ever longer pauses', async () => {
    for (let n = 0; n < 1_100; n++) discord.world.messages.push(someMessage(ids.kim))
    const ref = await messenger.post(wins, pressed('Sam closed Acme'), { key: 'win/1' })
    expect(await outcomeOf(messenger.find(wins, 'win/1', recently()))).toMatchObject({ reason: 'too_many_messages', retryAfter: 1_000 })
    expect(await messenger.find(wins, 'win/1', recently())).toBe(ref)
  })

  test("somebody else's message is not ours, whatever it carries", async () => {
    const ref = await messenger.post(wins, pressed('Sam closed Acme'), { key: 'win/1' })
    const ours = discord.world.messages.find(({ id }) => id === ref)
    if (ours) Object.assign(ours, { author: ids.kim })
    expect(await messenger.find(wins, 'win/1', recently())).toBeUndefined()
  })

  test('a reply that had to stand beside its message is found there', async () => {
    without(Flag.threads)
    const first = await messenger.post(wins, pressed('Sam closed Acme'), { key: 'win/1' })
    const reply = await messenger.post(wins, pressed('corrected'), { key: 'note/1', thread: first })
    expect(await messenger.find(wins, 'note/1', recently(), first)).toBe(reply)
  })

  test('a bot that is shown no history leans on the nonce for a while, and then rather says nothing than the same twice', async () => {
    without(Flag.history)
    discord.fault(posting, { kind: 'drop', after: true })
    await outcomeOf(messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' }))
    expect(await messenger.find(wins, 'win/1', recently())).toBeUndefined()
    discord.world.ahead = 3 * 60_000
    expect(await outcomeOf(messenger.find(wins, 'win/1', recently()))).toMatchObject({ outcome: 'never', reason: 'missing_history' })
    expect(await outcomeOf(messenger.find(wins, 'win/2', recently()))).toMatchObject({ outcome: 'never', reason: 'missing_history' })
  })

  test('in a quiet channel that it may read, nothing found is nothing there', async () => {
    expect(await messenger.find(wins, 'win/1', recently())).toBeUndefined()
    expect(await messenger.find(toSam, 'win/1', recently())).toBeUndefined()
  })
})

function someMessage(author: string) {
  return {
    id: discord.world.newId(),
    channel: ids.wins,
    author,
    content: 'hm',
    embeds: [],
    components: [],
    files: [],
    flags: 0,
    pinged: [],
    loading: false,
    edits: 0,
  }
}

test('buttons bring back what they were sent with, also where it is long', async () => {
  const { messenger: other, custom, texts: kept } = messengerTo(discord)
  const value = 'x'.repeat(150)
  await other.post(
    wins,
    { nodes: [...said('?').nodes, { kind: 'buttons', buttons: [{ label: 'Undo', action: 'undo', value }] }] },
    { key: 'win/1' },
  )
  const [row] = discord.world.posts(ids.wins)[0]?.components ?? []
  const [button] = (row?.components as { custom_id: string }[] | undefined) ?? [] // a row of buttons
  expect(kept.size).toBe(1)
  expect(await custom.read(button?.custom_id ?? '', ids.guild)).toEqual({ guild: ids.guild, action: 'undo', value })
})

test('what cannot be kept is not posted: its buttons would do nothing', async () => {
  const broken = messengerTo(discord, {})
  broken.texts.set = () => {
    throw new Error('disk full')
  }
  const message: Message = { nodes: [{ kind: 'buttons', buttons: [{ label: 'Undo', action: 'undo', value: 'x'.repeat(150) }] }] }
  expect(await outcomeOf(broken.messenger.post(wins, message, { key: 'win/1' }))).toMatchObject({ outcome: 'later', reason: 'cannot_keep' })
  expect(discord.world.posts(ids.wins)).toEqual([])
})

test('a body that Discord does not take as a rewrite is made again in components, once', async () => {
  const ref = await messenger.post(wins, said('one'), { key: 'win/1' })
  discord.fault(rewriting, { kind: 'refusal', status: 400, code: 50035 })
  await messenger.rewrite(wins, ref, said('two'), { key: 'win/1' })
  expect(texts(ids.wins)).toEqual([expect.stringContaining('two')])
  discord.fault(rewriting, { kind: 'refusal', status: 400, code: 50035 }, { kind: 'refusal', status: 400, code: 50035 })
  expect(await outcomeOf(messenger.rewrite(wins, ref, said('three'), { key: 'win/1' }))).toMatchObject({
    outcome: 'never',
    reason: 'invalid_request',
  })
})

describe('something on the way', () => {
  test('that answers in Discord’s place says neither that a post stands there nor that it does not', async () => {
    discord.fault(posting, { kind: 'nonsense' })
    expect(await outcomeOf(messenger.post(wins, said('Sam closed Acme'), { key: 'win/1' }))).toMatchObject({ outcome: 'unsure' })
    discord.fault(looking, { kind: 'nonsense' })
    expect(await outcomeOf(messenger.find(wins, 'win/1', recently()))).toMatchObject({ outcome: 'later' })
    discord.fault(opening, { kind: 'nonsense' })
    expect(await outcomeOf(messenger.post(toSam, said('Hi'), { key: '1' }))).toMatchObject({ outcome: 'later' })
  })

  test('where nothing listens, nothing is in doubt', async () => {
    const gone = await fakeDiscord()
    const { apiUrl } = gone
    await gone.close()
    const nowhere = messengerTo({ token: discord.token, apiUrl, world: discord.world }).messenger
    expect(await outcomeOf(nowhere.post(wins, said('Sam closed Acme'), { key: 'win/1' }))).toMatchObject({ outcome: 'later' })
    expect(await outcomeOf(nowhere.rewrite(wins, '1', said('Sam closed Acme'), { key: 'win/1' }))).toMatchObject({ outcome: 'later' })
  })
})

describe('a message in components', () => {
  const meeting: Message = {
    nodes: [
      ...said('Monday').nodes,
      { kind: 'buttons', buttons: [{ label: 'Done', action: 'done', value: '1' }] },
      { kind: 'text', spans: ['Closing'] },
      { kind: 'buttons', buttons: [{ label: 'Done', action: 'done', value: '2' }] },
      { kind: 'text', spans: ['Stuck'] },
    ],
  }
  const isInComponents = () => discord.world.posts(ids.wins).map(({ flags }) => (flags & (1 << 15)) !== 0)

  test('becomes one by a rewrite, and is rewritten in them from then on without asking twice', async () => {
    const ref = await messenger.post(wins, said('Monday'), { key: 'agenda/1' })
    expect(isInComponents()).toEqual([false])
    await messenger.rewrite(wins, ref, meeting, { key: 'agenda/1' })
    expect(isInComponents()).toEqual([true])
    await messenger.rewrite(wins, ref, said('Monday, over'), { key: 'agenda/1' })
    expect(texts(ids.wins)).toEqual([expect.stringContaining('Monday, over')])
    expect(discord.callsOf(rewriting).map(({ status }) => status)).toEqual([200, 200])
    expect(await messenger.find(wins, 'agenda/1', recently())).toBe(ref)
  })

  test('is rewritten by a program that does not know that it is one', async () => {
    const ref = await messenger.post(wins, meeting, { key: 'agenda/1' })
    const other = messengerTo(discord).messenger
    await other.rewrite(wins, ref, said('Monday, over'), { key: 'agenda/1' })
    await other.rewrite(wins, ref, said('Monday, corrected'), { key: 'agenda/1' })
    expect(texts(ids.wins)).toEqual([expect.stringContaining('Monday, corrected')])
    expect(discord.callsOf(rewriting).map(({ status }) => status)).toEqual([400, 200, 200])
    discord.expected()
  })
})
