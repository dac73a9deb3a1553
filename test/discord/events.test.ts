// What comes by the gateway: who takes it, and how an interaction is answered.
import { beforeEach, expect, test, vi } from 'vitest'
import type { Json } from '../../src/conversation/json.ts'
import { type Call, DiscordFailure } from '../../src/discord/api.ts'
import { events } from '../../src/discord/events.ts'
import type { Respond } from '../../src/discord/tell.ts'

let calls: Call[]
let answers: (() => Promise<unknown>)[]
let log: { about: object; text: string }[]
let take: (interaction: Json, respond: Respond) => Promise<void>
let forgotten: string[]
let there: string[]
let hear: (event: string, data: Json) => void

beforeEach(() => {
  calls = []
  answers = []
  log = []
  forgotten = []
  there = []
  take = async () => {}
  const write = (about: object, text: string) => void log.push({ about, text })
  hear = events({
    api: {
      call: async (call) => {
        calls.push(call)
        return (answers.shift() ?? (async () => undefined))()
      },
    },
    log: { info: write, warn: write, error: write },
    take: (interaction, respond) => take(interaction, respond),
    forget: (guild) => forgotten.push(guild),
    there: (guild) => there.push(guild),
  })
})

const failing =
  (kind: DiscordFailure['kind'], about = {}) =>
  () =>
    Promise.reject(new DiscordFailure(kind, about))

async function answered(): Promise<(boolean | 'refused')[]> {
  const results: (boolean | 'refused')[] = []
  take = async (_, respond) => {
    results.push(await respond({ type: 5 }))
    results.push(await respond({ type: 5 }))
  }
  hear('INTERACTION_CREATE', { id: '77', token: 'aW50.x_-', type: 2 })
  await vi.waitFor(() => expect(results).toHaveLength(2), { timeout: 4_000 })
  return results
}

test('an interaction is answered once, by the API and without the token of the bot', async () => {
  expect(await answered()).toEqual([true, false])
  expect(calls).toMatchObject([{ method: 'POST', path: '/interactions/77/aW50.x_-/callback', body: { type: 5 }, asBot: false }])
  expect(calls[0]?.within).toBeLessThan(3_000)
})

test.each([
  ['a lost answer that had come through', [failing('lost'), failing('refused', { status: 400, code: 40060 })], true, 2],
  ['a fault of Discord', [failing('fault', { status: 502 })], true, 2],
  ['an interaction that is over', [failing('refused', { status: 404, code: 10062 })], false, 1],
  ['one that somebody else has answered', [failing('refused', { status: 400, code: 40060 })], false, 1],
])('%s', async (_, failures, outcome, tries) => {
  answers = failures
  expect(await answered()).toEqual([outcome, false])
  expect(calls).toHaveLength(tries)
})

test('an interaction that is sent again is taken once, as long as it could be answered', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const taken: unknown[] = []
    take = async ({ id }) => void taken.push(id)
    for (const id of ['77', '78', '77']) hear('INTERACTION_CREATE', { id, token: 't' })
    expect(taken).toEqual(['77', '78'])
    vi.advanceTimersByTime(16 * 60_000)
    hear('INTERACTION_CREATE', { id: '77', token: 't' })
    expect(taken).toEqual(['77', '78', '77'])
  } finally {
    vi.useRealTimers()
  }
})

test('an answer that Discord does not take leaves room for another', async () => {
  answers = [failing('refused', { status: 400, code: 50035 })]
  expect(await answered()).toEqual(['refused', true])
})

test('an answer that hung is sent again with whole milliseconds to go', async () => {
  answers = [
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_410.3))
      throw new DiscordFailure('lost')
    },
  ]
  expect(await answered()).toEqual([true, false])
  expect(calls).toHaveLength(2)
  for (const { within } of calls) expect(within).toSatisfy(Number.isInteger)
}, 5_000)

test('a Discord that stays silent is not waited for longer than it waits', async () => {
  answers = Array.from({ length: 100 }, () => failing('lost'))
  expect(await answered()).toEqual([false, false])
}, 5_000)

test('an interaction in which we fail ends nothing', async () => {
  take = async () => {
    throw new Error('a fault of ours')
  }
  hear('INTERACTION_CREATE', { id: '77', token: 't' })
  await vi.waitFor(() => expect(log).toMatchObject([{ about: { err: 'Error' } }]))
})

test('news of a server makes forget what is remembered of it', () => {
  hear('CHANNEL_UPDATE', { id: '1', guild_id: '10' })
  hear('GUILD_ROLE_DELETE', { role_id: '1', guild_id: '11' })
  hear('GUILD_UPDATE', { id: '12' })
  hear('GUILD_MEMBER_UPDATE', { guild_id: '13' })
  hear('TYPING_START', { guild_id: '14' })
  hear('CHANNEL_CREATE', { id: '15' })
  expect(forgotten).toEqual(['10', '11', '12', '13'])
})

test('a server that comes back, and a new one, are told of; those that are there from the start are not', () => {
  hear('READY', { guilds: [{ id: '10', unavailable: true }] })
  hear('GUILD_CREATE', { id: '10' })
  expect(there).toEqual([])
  hear('GUILD_DELETE', { id: '10', unavailable: true })
  hear('GUILD_CREATE', { id: '10' })
  hear('GUILD_CREATE', { id: '20' })
  hear('GUILD_CREATE', { id: '20' })
  expect(there).toEqual(['10', '20'])
  hear('GUILD_DELETE', { id: '20' })
  expect(log.map(({ text }) => text)).toContain('The bot was taken out of a server')
})

test('data of another shape is no reason to fall', () => {
  for (const event of ['READY', 'GUILD_CREATE', 'GUILD_DELETE', 'CHANNEL_UPDATE', 'INTERACTION_CREATE'])
    for (const data of [{}, { guilds: 5, id: 5, guild_id: {} }, { guilds: [null, 5] }]) hear(event, data)
  expect([forgotten, there]).toEqual([[], []])
})
