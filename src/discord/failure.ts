// What a failed call to Discord's API means for what was to be posted: refused for now, refused for good, or nobody knows.
import { NotDelivered } from '../conversation/platform.ts'
import { DiscordFailure } from './api.ts'

/**
 * Why, in a word: Discord gives numbers, https://docs.discord.com/developers/topics/opcodes-and-status-codes#json, and several that come to the
 * same for whoever reads it share a word.
 */
const refusedForGood: Readonly<Record<number, string>> = {
  // The place
  10003: 'channel_not_found',
  10004: 'guild_not_found',
  50055: 'guild_not_found',
  50001: 'missing_access',
  50009: 'missing_access',
  50013: 'missing_permissions',
  50003: 'wrong_channel_type',
  50008: 'wrong_channel_type',
  50024: 'wrong_channel_type',
  40058: 'wrong_channel_type',
  50083: 'thread_archived',
  160005: 'thread_locked',
  160006: 'too_many_threads',
  160007: 'too_many_threads',
  160004: 'thread_exists',
  160002: 'missing_history',
  160009: 'missing_history',
  // The person
  50007: 'closed_to_messages',
  50278: 'closed_to_messages',
  20009: 'closed_to_messages',
  40007: 'closed_to_messages',
  10007: 'user_not_found',
  10013: 'user_not_found',
  50033: 'user_not_found',
  // The message that is to be rewritten or answered
  10008: 'message_not_found',
  50005: 'not_our_message',
  50021: 'not_our_message',
  // What was sent
  50006: 'invalid_request',
  50035: 'invalid_request',
  50109: 'invalid_request',
  50068: 'invalid_request',
  30015: 'invalid_request',
  40005: 'file_too_large',
  50045: 'file_too_large',
  50046: 'invalid_file',
  50110: 'invalid_file',
  50123: 'invalid_file',
  50146: 'invalid_file',
  400001: 'files_not_allowed',
  200000: 'blocked_by_moderation',
  200001: 'blocked_by_moderation',
  240000: 'blocked_by_moderation',
}

/** Certainly not done, and may be another time: limits other than the usual ones, and what is switched off for a while. */
const refusedForNow: Readonly<Record<number, string>> = {
  20016: 'too_fast',
  20022: 'too_fast',
  20028: 'too_fast',
  20029: 'too_fast',
  30046: 'too_fast',
  40003: 'too_fast',
  40062: 'too_fast',
  40004: 'switched_off',
  40006: 'switched_off',
  110000: 'switched_off',
  110001: 'switched_off',
  130000: 'switched_off',
  // Who we are: a token that is renewed, and what waited is posted.
  40001: 'unauthorized',
  40002: 'unauthorized',
  50014: 'unauthorized',
  // A wall in front of the API.
  40333: 'blocked',
}

/** What is said without a number, also by what is in front of the API. */
const byStatus: Readonly<Record<number, string>> = { 401: 'unauthorized', 413: 'file_too_large' }

/** Whoever opens conversations with people too fast is blocked from it in the end: so long (ms) nothing of the kind is tried again. */
const openingTooFast = { code: 40003, pause: 5 * 60_000 }

/** A failed post, rewrite or look as `NotDelivered`. */
export function notDelivered(error: unknown): NotDelivered {
  if (error instanceof NotDelivered) return error
  if (!(error instanceof DiscordFailure)) return new NotDelivered('unsure', 'no_answer')
  if (error.kind === 'limited') return new NotDelivered('later', 'rate_limited', error.retryAfter)
  if (error.kind !== 'refused') return new NotDelivered(error.unsent ? 'later' : 'unsure', reasonOf(error))
  return new NotDelivered(outcomeOf(error), reasonOf(error), error.code === openingTooFast.code ? openingTooFast.pause : undefined)
}

/** A word for why a call failed, for the log and for admins: `missing_permissions`, `http_502`, `no_answer`. */
export function reasonOf(error: unknown): string {
  if (error instanceof NotDelivered) return error.reason
  if (!(error instanceof DiscordFailure)) return 'no_answer'
  const { kind, code, status, message } = error
  if (kind === 'limited') return 'rate_limited'
  if (kind === 'lost') return 'no_answer'
  // Not among the words, because a reply to a message that is gone is refused as any other body that is wrong.
  if (code === 50035 && /(REPLIES|MESSAGE_REFERENCE)_UNKNOWN_MESSAGE/.test(message)) return 'message_not_found'
  const word = code === undefined ? undefined : (refusedForGood[code] ?? refusedForNow[code])
  return word ?? byStatus[status ?? 0] ?? (code ? `refused_${code}` : `http_${status ?? 0}`)
}

/**
 * A refusal with a code is Discord's and stays one; without one something on the way refused it, and may not tomorrow. But what is too large
 * today will be.
 */
function outcomeOf({ code, status }: DiscordFailure): NotDelivered['outcome'] {
  if (status === 408) return 'unsure'
  if (status === 413) return 'never'
  return code && status !== 401 && !(code in refusedForNow) ? 'never' : 'later'
}

/** What failed before anybody could have seen anything of it may be done once more. */
export async function unseen<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const failure = notDelivered(error)
    throw failure.outcome === 'unsure' ? new NotDelivered('later', failure.reason) : failure
  }
}
