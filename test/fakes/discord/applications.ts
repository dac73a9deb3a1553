// The application itself: who it is, what it is allowed, where its gateway is.
import { objectIn } from '../../../src/conversation/json.ts'
import { type Asked, ok } from './http.ts'
import { userObject } from './messages.ts'
import type { Handler } from './rest.ts'
import { ids, type World } from './world.ts'

export const applicationObject = (world: World, publicKey: string) => ({
  id: ids.bot,
  name: 'Dealbell',
  icon: null,
  description: '',
  bot_public: false,
  bot_require_code_grant: false,
  verify_key: publicKey,
  flags: 0,
  interactions_endpoint_url: null,
  owner: userObject(world.user(ids.owner)),
  team: null,
  bot: userObject(world.bot),
  ...world.application,
})

export const applicationRoutes = (publicKey: string, gateway: () => { url: string; left: number }): Readonly<Record<string, Handler>> => ({
  'GET /applications/@me': ({ world }) => ok(applicationObject(world, publicKey)),
  'GET /oauth2/applications/@me': ({ world }) => ok(applicationObject(world, publicKey)),
  'PATCH /applications/@me': ({ world }, { body }: Asked) => {
    Object.assign(world.application, objectIn(body))
    return ok(applicationObject(world, publicKey))
  },
  'GET /gateway/bot': () => {
    const { url, left } = gateway()
    return ok({ url, shards: 1, session_start_limit: { total: 1_000, remaining: left, reset_after: 14_400_000, max_concurrency: 1 } })
  },
})
