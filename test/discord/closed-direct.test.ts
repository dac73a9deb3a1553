// Somebody on Discord takes no direct messages: what is for them is given up at once, the admin hears of it in private, and when the
// conversation is open again they are written to.
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { destination, inbox } from '../../src/conversation/platform.ts'
import { delivery } from '../../src/delivery/deliver.ts'
import deliveryProblem from '../../src/delivery/posts/delivery-problem.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { type FakeDiscord, fakeDiscord, ids, readIn } from '../fakes/discord-server.ts'
import { fakeOutbox } from '../fakes/outbox.ts'
import { messengerTo } from './saying.ts'

const here = { platform: 'discord', id: ids.guild } as const
const [sam, gus] = [inbox(here, ids.sam), inbox(here, ids.gus)]
const workspace = asId<WorkspaceId>(1)
let discord: FakeDiscord
afterEach(() => discord.close())

test('they are not tried for ever, the admin is told once whom it is about and what helps, and it passes', async () => {
  discord = await fakeDiscord()
  const outbox = fakeOutbox()
  const clock = { now: () => asInstant(discord.world.now()) }
  const workspaces = { known: async () => ({ workspace: undefined, speaker: { name: 'Sam Ortiz' } }) as never } // only the name is asked for
  const serve = delivery({
    outbox,
    messengerOf: () => messengerTo(discord).messenger,
    render: async ({ kind, about, to, action, writtenAt }) =>
      kind === 'delivery-problem'
        ? deliveryProblem.render({ about, to, action, writtenAt, say: sayIn('en'), workspace: {} as never }, { workspaces }) // not looked at
        : { nodes: [{ kind: 'headline', spans: ['Hi Sam'] }] },
    admins: async () => [gus],
    announces: async () => destination(here, ids.wins),
    wake: () => {},
    clock,
    log: pino({ level: 'silent' }),
  })
  const nudge = (key: string) => outbox.add(workspace, { key, to: sam, kind: 'nudge', about: {}, action: { do: 'post' } }, clock.now())
  const serveAll = async () => {
    for (const to of [sam, sam, gus, gus]) {
      await serve(to)
      discord.world.ahead += 2_000
    }
  }

  discord.world.closedDirect.add(ids.sam)
  await nudge('nudge/1')
  await serveAll()
  discord.world.ahead += 3 * 24 * 3_600_000
  await nudge('nudge/2')
  await serveAll()
  expect(
    outbox
      .entries()
      .filter(({ kind }) => kind === 'nudge')
      .map(({ state, reason }) => [state, reason]),
  ).toEqual([
    ['parked', 'closed_to_messages'],
    ['parked', 'closed_to_messages'],
  ])
  const tries = discord.callsOf('POST /channels/:channel/messages').filter(({ status }) => status === 403)
  expect(tries).toHaveLength(2)
  const notices = discord.world.direct(ids.gus).map(readIn)
  expect(notices).toHaveLength(1)
  expect(notices[0]).toMatch(/Sam Ortiz[\s\S]*Privacy Settings/)
  expect(discord.world.posts(ids.wins)).toEqual([])

  discord.world.closedDirect.delete(ids.sam)
  await nudge('nudge/3')
  await serveAll()
  expect(discord.world.direct(ids.sam).map(readIn)).toEqual([expect.stringContaining('Hi Sam')])
})
