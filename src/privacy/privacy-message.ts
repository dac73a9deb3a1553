// How it reads what is stored about somebody.
import { platformNames } from '../conversation/channels-here.ts'
import type { Say } from '../languages/say.ts'
import type { Message } from '../message/message.ts'
import { buttons, facts, headline, list, message, text } from '../message/write.ts'
import type { Personal, Traces } from './privacy-store.ts'

const tracesInOrder = [
  'deals',
  'shares',
  'changes',
  'activities',
  'targets',
  'forecasts',
  'stories',
  'agendaItems',
  'kudosGiven',
  'kudosGot',
] as const satisfies readonly (keyof Traces)[]

export function privacyMessage(about: Personal, say: Say): Message {
  const or = (value: string | undefined) => value ?? say.plain('privacy.none')
  return message(
    headline(say('privacy.title')),
    facts([
      [say.plain('privacy.name'), about.name],
      [
        say.plain('privacy.accounts'),
        about.accounts.map(({ platform, handle }) => `${handle} (${platformNames[platform]})`).join(', ') || say.plain('privacy.none'),
      ],
      [say.plain('privacy.role'), about.role],
      [say.plain('privacy.team'), or(about.team)],
      [say.plain('privacy.zone'), or(about.timeZone)],
      [say.plain('privacy.language'), or(about.locale)],
    ]),
    list(tracesInOrder.map((trace) => say(`privacy.count-${trace}`, { count: about.traces[trace] }))),
    text(say('privacy.why')),
    text(say('privacy.how-long')),
    buttons({ label: say.plain('privacy.export'), action: 'export-mine', value: 'me' }),
  )
}
