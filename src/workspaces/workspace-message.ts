// How the answers about a workspace and its members read.
import { channelSpan } from '../conversation/channels-here.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Say } from '../languages/say.ts'
import type { Message } from '../message/message.ts'
import { headline, list, message, text } from '../message/write.ts'
import { inviteWords } from './invite-words.ts'

export function setUpMessage(
  done: {
    readonly currency: string
    readonly timeZone: string
    /** Nobody said the zone: it is a guess. */
    readonly zoneGuessed?: boolean
    /** Where wins are announced. */
    readonly announce: Destination
    readonly entered: 'in' | 'invite me' | 'unknown'
    readonly first: boolean
  },
  say: Say,
): Message {
  const channel = channelSpan(done.announce)
  return message(
    headline(say(done.first ? 'setup.done' : 'setup.changed')),
    text(say('setup.settings', { currency: done.currency, zone: done.timeZone, channel })),
    done.zoneGuessed && text(say('setup.zone-guessed', { example: '/dealbell setup timezone Europe/Oslo' })),
    done.entered === 'invite me' && text(inviteWords(done.announce, say)),
    done.first && text(say('setup.admin')),
    done.first &&
      list([
        say('setup.try-win', { example: '/deal won 5000 Acme' }),
        say('setup.try-target', { example: '/target set company 1m this year' }),
        say('setup.try-help', { example: '/dealbell help' }),
      ]),
  )
}
