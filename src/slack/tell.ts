// Telling one person something after the acknowledgement: through the response URL while it lasts, else as a private message.
import type { webApi } from '@slack/bolt'
import { request } from 'undici'
import type { Place, Speaker } from '../conversation/platform.ts'
import type { Message } from '../message/message.ts'
import type { Log } from './bolt-logger.ts'
import { reasonOf } from './failure.ts'
import type { ReplyTo } from './hear.ts'
import { time } from './limits.ts'
import { privateAnswer } from './render.ts'

export interface Listener {
  readonly speaker: Speaker
  readonly place: Place
  readonly replyTo: ReplyTo
}

/** Never rejects: what cannot be told is logged, without what it was. */
export type Tell = (to: Listener, message: Message, replaces: boolean) => Promise<void>

export function tellVia(client: webApi.WebClient, log: Log): Tell {
  return async ({ speaker, place, replyTo }, message, replaces) => {
    const failures: string[] = []
    /** True when told. */
    const attempt = async (way: string, work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work()
        return true
      } catch (error) {
        failures.push(`${way}: ${error instanceof Refused ? error.message : reasonOf(error)}`)
        return false
      }
    }
    try {
      const answer = privateAnswer(message)
      const { responseUrl } = replyTo
      // Only a private answer may be replaced: a post belongs to everybody who reads it.
      const body = { ...answer, replace_original: replaces && replyTo.replaceable }
      if (responseUrl && (await attempt('response_url', () => post(responseUrl, body)))) return
      const { text, blocks } = answer
      if (await attempt('chat.postEphemeral', () => client.chat.postEphemeral({ channel: place.channel, user: speaker.id, text, blocks })))
        return
      // The bot is not in that channel, or the person left it: the conversation between the two of them remains.
      if (await attempt('chat.postMessage', () => client.chat.postMessage({ channel: speaker.id, text, blocks }))) return
    } catch (error) {
      failures.push(error instanceof Error ? error.name : 'unknown')
    }
    log.error({ failures }, 'An answer could not be told')
  }
}

class Refused extends Error {}

/**
 * Posts to a response URL: five times within 30 minutes, https://docs.slack.dev/interactivity/handling-user-interaction#message_responses.
 * When the answer to a post is lost it is tried once more: a private answer is better said twice than never.
 */
async function post(url: string, body: unknown): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const status = await statusOf(url, body).catch((error: unknown) => {
      if (attempt > 1) throw error
      return 0
    })
    if (status >= 200 && status < 300) return
    if (attempt > 1 || (status > 0 && status < 500)) throw new Refused(`http_${status}`)
  }
}

async function statusOf(url: string, body: unknown): Promise<number> {
  const { statusCode, body: answer } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(time.callWhileWaiting),
  })
  await answer.dump()
  return statusCode
}
