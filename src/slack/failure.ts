// What a failed Web API call means: refused for now, refused for good, or nobody knows.
import { webApi } from '@slack/bolt'
import { neverSent } from '../conversation/never-sent.ts'
import { NotDelivered } from '../conversation/platform.ts'

/** Slack's word for why it refused, `http_503`, or a word for what went wrong on the way (`ECONNREFUSED`, `timeout`). */
export function reasonOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return errorIn(error) ?? 'unreadable_answer'
  if (error instanceof webApi.WebAPIRateLimitedError) return 'ratelimited'
  if (error instanceof webApi.WebAPIHTTPError) return `http_${error.statusCode}`
  return codeOf(error) ?? 'no_answer'
}

/** An answer that was not Slack's JSON (a proxy's page) stands where its error should. */
function errorIn({ data }: webApi.WebAPIPlatformError): string | undefined {
  return /^[a-z_]{1,80}$/.test(data.error) ? data.error : undefined
}

/**
 * A failed post, update or look as `NotDelivered`.
 * Errors: https://docs.slack.dev/reference/methods/chat.postMessage#errors and …/chat.update#errors
 */
export function notDelivered(error: unknown): NotDelivered {
  if (error instanceof NotDelivered) return error
  const reason = reasonOf(error)
  if (error instanceof webApi.WebAPIRateLimitedError) return new NotDelivered('later', reason, error.retryAfter * 1_000)
  if (error instanceof webApi.WebAPIPlatformError) return new NotDelivered(outcomeOf(reason), reason, retryAfterIn(error))
  // Slack answers 200 to whatever it understood. 4xx: something on the way refused it, and may not tomorrow.
  if (error instanceof webApi.WebAPIHTTPError)
    return new NotDelivered(error.statusCode >= 500 || error.statusCode === 408 ? 'unsure' : 'later', reason)
  return new NotDelivered(neverSent.has(reason) ? 'later' : 'unsure', reason)
}

const retryAfterIn = ({ data }: webApi.WebAPIPlatformError) => {
  const seconds = data.response_metadata?.retryAfter
  return typeof seconds === 'number' ? seconds * 1_000 : undefined
}

function outcomeOf(reason: string): NotDelivered['outcome'] {
  if (refusedForNow.has(reason)) return 'later'
  if (refusedForGood.has(reason)) return 'never'
  // "It's possible some aspect of the operation succeeded before the error was raised": fatal_error, internal_error,
  // request_timeout, service_unavailable, update_failed, and whatever word is not documented yet.
  return 'unsure'
}

const refusedForNow = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'team_added_to_org',
  'external_channel_migrating',
  // Who we are: a token that is renewed, a scope that is granted, and what waited is posted.
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'no_permission',
  'missing_scope',
  'not_allowed_token_type',
  'as_user_not_supported',
  'access_denied',
  'accesslimited',
  'app_access_restricted',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'org_login_required',
  'two_factor_setup_required',
])

const refusedForGood = new Set([
  // The place
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'channel_is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'messages_tab_disabled',
  'cannot_reply_to_message',
  'thread_not_found',
  'user_not_found',
  'user_not_in_channel',
  'cannot_dm_bot',
  'cannot_message_user',
  'slack_connect_file_link_sharing_blocked',
  'team_not_found',
  'team_access_not_granted',
  // The message that is to be rewritten
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'block_mismatch',
  'is_inactive',
  // What was sent
  'no_text',
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'too_many_attachments',
  'too_many_contact_cards',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
  'metadata_must_be_sent_from_app',
  'markdown_text_conflict',
  'duplicate_channel_not_found',
  'duplicate_message_not_found',
  'invalid_arguments',
  'invalid_arg_name',
  'invalid_array_arg',
  'invalid_charset',
  'invalid_form_data',
  'invalid_post_type',
  'invalid_cursor',
  'invalid_limit',
  'invalid_ts_latest',
  'invalid_ts_oldest',
  'missing_post_type',
  'missing_argument',
  // What is called
  'deprecated_endpoint',
  'method_deprecated',
  'method_not_supported_for_channel_type',
  'unknown_method',
])

/** The system's or the HTTP client's code, through the errors it is wrapped in. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  if (error instanceof webApi.WebAPIRequestError) return codeOf(error.original, depth + 1)
  // A host with several addresses fails with one error for each.
  if (error instanceof AggregateError && error.errors.length > 0) {
    const codes = error.errors.map((each: unknown) => codeOf(each, depth + 1))
    return codes.find((code) => code !== undefined && !neverSent.has(code)) ?? codes[0]
  }
  const inner = codeOf(error.cause, depth + 1)
  if (inner) return inner
  return 'code' in error && typeof error.code === 'string' && error.code !== webApi.ErrorCode.RequestError ? error.code : undefined
}
