// The Discord messenger keeps what delivery relies on.
import { destination } from '../../src/conversation/platform.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { type Failure, messengerContract } from '../contracts/messenger.ts'
import { type Fault, fakeDiscord, ids, readIn } from '../fakes/discord-server.ts'
import { messengerTo } from './saying.ts'

const calls = ['POST /channels/:channel/messages', 'PATCH /channels/:channel/messages/:message', 'GET /channels/:channel/messages']

messengerContract('Discord', async () => {
  const discord = await fakeDiscord()
  return {
    messenger: messengerTo(discord).messenger,
    destination: destination({ platform: 'discord', id: ids.guild }, ids.wins),
    async messages() {
      const threads = [...discord.world.channels.values()].filter(({ parent }) => parent === ids.wins)
      const beside = discord.world.posts(ids.wins).map((post) => ({ ref: post.id, text: readIn(post), thread: post.reference }))
      const within = threads.flatMap((thread) =>
        discord.world.posts(thread.id).map((post) => ({ ref: `${thread.id}/${post.id}`, text: readIn(post), thread: thread.id })),
      )
      return [...beside, ...within]
    },
    inject: (failure) => discord.faultOnce(calls, faultOf(failure)),
    remove: (ref) => {
      const at = discord.world.messages.findIndex(({ id }) => id === ref.split('/').at(-1))
      discord.world.messages.splice(at, 1)
    },
    now: () => asInstant(discord.world.now()),
    close: () => discord.close(),
  }
})

function faultOf(failure: Failure): Fault {
  switch (failure.kind) {
    case 'rate limited':
      return { kind: 'rate limited', seconds: failure.retryAfterSeconds }
    case 'dropped':
      return { kind: 'drop' }
    case 'answer lost':
      return { kind: 'drop', after: true }
    case 'server fault':
      return { kind: 'status', status: 500 }
    case 'channel gone':
      return { kind: 'refusal', status: 404, code: 10003 }
    case 'not in channel':
      return { kind: 'refusal', status: 403, code: 50001 }
  }
}
