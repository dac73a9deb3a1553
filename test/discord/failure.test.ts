// What each way in which Discord fails means for what was to be posted.
import { expect, test } from 'vitest'
import { NotDelivered } from '../../src/conversation/platform.ts'
import { DiscordFailure } from '../../src/discord/api.ts'
import { notDelivered, reasonOf, unseen } from '../../src/discord/failure.ts'

const refused = (code: number | undefined, status = 400, message = '') =>
  new DiscordFailure('refused', { status, message, ...(code === undefined ? {} : { code }) })

test.each([
  [10003, 404, 'channel_not_found'],
  [10004, 404, 'guild_not_found'],
  [10008, 404, 'message_not_found'],
  [10013, 404, 'user_not_found'],
  [20009, 400, 'closed_to_messages'],
  [40005, 413, 'file_too_large'],
  [50001, 403, 'missing_access'],
  [50005, 403, 'not_our_message'],
  [50006, 400, 'invalid_request'],
  [50007, 403, 'closed_to_messages'],
  [50007, 400, 'closed_to_messages'],
  [50008, 400, 'wrong_channel_type'],
  [50013, 403, 'missing_permissions'],
  [50024, 400, 'wrong_channel_type'],
  [50033, 400, 'user_not_found'],
  [50035, 400, 'invalid_request'],
  [50045, 413, 'file_too_large'],
  [50083, 400, 'thread_archived'],
  [50278, 403, 'closed_to_messages'],
  [160002, 400, 'missing_history'],
  [160004, 400, 'thread_exists'],
  [160005, 403, 'thread_locked'],
  [160006, 400, 'too_many_threads'],
  [200000, 400, 'blocked_by_moderation'],
  [987654, 400, 'refused_987654'],
  [undefined, 413, 'file_too_large'],
])('%s (HTTP %d): never, %s', (code, status, reason) => {
  expect(notDelivered(refused(code, status))).toMatchObject({ outcome: 'never', reason, retryAfter: undefined })
})

test.each([
  [20016, 403, 'too_fast'],
  [20022, 400, 'too_fast'],
  [20028, 400, 'too_fast'],
  [30046, 400, 'too_fast'],
  [40003, 403, 'too_fast'],
  [40004, 403, 'switched_off'],
  [40333, 403, 'blocked'],
  [130000, 400, 'switched_off'],
  [40001, 401, 'unauthorized'],
  [50014, 401, 'unauthorized'],
  [0, 401, 'unauthorized'],
  [undefined, 401, 'unauthorized'],
  [0, 404, 'http_404'],
  [undefined, 403, 'http_403'],
])('%s (HTTP %d): later, %s', (code, status, reason) => {
  expect(notDelivered(refused(code, status))).toMatchObject({ outcome: 'later', reason })
})

test('what was never sent was certainly not done', () => {
  expect(notDelivered(new DiscordFailure('lost', { message: 'ECONNREFUSED', unsent: true }))).toMatchObject({ outcome: 'later' })
})

test('conversations that were opened too fast are not opened again at once', () => {
  expect(notDelivered(refused(40003, 403)).retryAfter).toBe(300_000)
})

test('a rate limit says for how long', () => {
  expect(notDelivered(new DiscordFailure('limited', { status: 429, retryAfter: 1_234 }))).toMatchObject({
    outcome: 'later',
    reason: 'rate_limited',
    retryAfter: 1_234,
  })
})

test.each([
  [new DiscordFailure('fault', { status: 502 }), 'http_502'],
  [new DiscordFailure('lost', { message: 'TimeoutError' }), 'no_answer'],
  [new DiscordFailure('lost', { message: 'ECONNRESET' }), 'no_answer'],
  [refused(undefined, 408), 'http_408'],
  [new TypeError('what Sam typed'), 'no_answer'],
])('%s: nobody knows', (error, reason) => {
  expect(notDelivered(error)).toMatchObject({ outcome: 'unsure', reason })
})

test('a reply to a message that is gone is told from any other wrong body', () => {
  const message = 'Invalid Form Body\nmessage_reference[MESSAGE_REFERENCE_UNKNOWN_MESSAGE]: Unknown message'
  expect(notDelivered(refused(50035, 400, message))).toMatchObject({ outcome: 'never', reason: 'message_not_found' })
})

test('what it was told already it says again', () => {
  const told = new NotDelivered('later', 'too slow', 5)
  expect(notDelivered(told)).toBe(told)
  expect(reasonOf(told)).toBe('too slow')
})

test('before anything could be seen nothing is in doubt', async () => {
  const failing = (error: Error) => unseen(() => Promise.reject(error))
  await expect(failing(new DiscordFailure('lost', {}))).rejects.toMatchObject({ outcome: 'later', reason: 'no_answer' })
  await expect(failing(refused(50007, 403))).rejects.toMatchObject({ outcome: 'never', reason: 'closed_to_messages' })
})
