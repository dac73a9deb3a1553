// Which failures of Slack are worth another try, at start and after a break.
import { notDelivered, reasonOf } from './failure.ts'

/** https://docs.slack.dev/reference/methods/auth.test#errors, …/apps.connections.open#errors */
const refusals = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
  'missing_args',
  'org_login_required',
  'team_access_not_granted',
  'enterprise_is_restricted',
  'user_removed_from_team',
  'team_disabled',
  'forbidden_team',
  'access_denied',
  'accesslimited',
  'ekm_access_denied',
])

export const isRefusal = (error: unknown): boolean => refusals.has(reasonOf(error))

/** What `untilItWorks` is to know of a failure. */
export const about = (error: unknown) => ({ reason: reasonOf(error), retryAfter: notDelivered(error).retryAfter })
