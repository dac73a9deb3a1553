// Who the bot is, where not everything that Discord says is said.
import { expect, test } from 'vitest'
import { type Call, DiscordFailure } from '../../src/discord/api.ts'
import { identify } from '../../src/discord/identity.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }

async function asking(answers: Readonly<Record<string, unknown>>, applicationId?: string) {
  const asked: string[] = []
  const api = {
    call: async ({ path }: Call) => {
      asked.push(path)
      if (path in answers) return answers[path]
      throw new DiscordFailure('refused', { status: 404 })
    },
  }
  const stopping = new AbortController()
  const wait = async () => stopping.abort()
  const identity = await identify({ api, applicationId, publicKey: undefined, log, stopped: stopping.signal, wait })
  return { identity, asked }
}

test("an old application's bot has an id of its own", async () => {
  const { identity, asked } = await asking({ '/applications/@me': { id: '1', bot: { id: '2' } } })
  expect(identity).toEqual({ applicationId: '1', botId: '2' })
  expect(asked).toEqual(['/applications/@me'])
})

test('a bot that the application does not tell of is asked for', async () => {
  const { identity } = await asking({ '/applications/@me': { id: '1' }, '/users/@me': { id: '2' } })
  expect(identity).toEqual({ applicationId: '1', botId: '2' })
})

test('where there is no word of the application, what is set will do, or who the token logs in', async () => {
  expect((await asking({ '/users/@me': { id: '2' } }, '1')).identity).toEqual({ applicationId: '1', botId: '2' })
  expect((await asking({ '/users/@me': { id: '2' } })).identity).toEqual({ applicationId: '2', botId: '2' })
})

test('nobody is made up: it is asked again', async () => {
  expect((await asking({ '/applications/@me': { id: 'me' }, '/users/@me': 'nobody' })).identity).toBeUndefined()
})
