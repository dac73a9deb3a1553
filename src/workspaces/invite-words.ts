// How the bot asks to be let into a channel: each chat has its own way.
import { type Destination, partsOf } from '../conversation/platform.ts'
import type { Say } from '../languages/say.ts'
import type { Span } from '../message/message.ts'

/** To whoever is in that channel. */
export const inviteWords = (to: Destination, say: Say): readonly Span[] =>
  partsOf(to).installation.platform === 'discord'
    ? say('setup.invite-discord', { permissions: say.plain('channel.permissions-discord') })
    : say('setup.invite')
