// Whether the bot can work on Slack: the tokens, the scopes, the clock, the way in, and the channels that it is to post to.
import type { webApi } from '@slack/bolt'
import { objectIn, textIn } from '../conversation/json.ts'
import { clockApart } from '../doctor/clock-apart.ts'
import { type Finding, found } from '../doctor/finding.ts'
import { reasonOf as networkReason, publicAddress } from '../doctor/public-address.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { notDelivered, reasonOf } from './failure.ts'
import { time } from './limits.ts'
import { neededScopes } from './manifest.ts'
import { isRefusal } from './trying.ts'
import { type SlackApi, webClient } from './web-client.ts'

export interface SlackExamined {
  readonly api: SlackApi
  /** By Socket Mode; absent: by HTTP. */
  readonly appToken?: string
  /** Where Slack reaches the bot by HTTP, if somebody said it. */
  readonly publicUrl?: string | undefined
  /** The Slack workspaces that the database knows. */
  readonly known: readonly string[]
  /** The channels that are posted to. */
  readonly channels: readonly string[]
}

/** Changes nothing. Never rejects: what cannot be found out is a finding. */
export async function examineSlack(
  { api, appToken, publicUrl, known, channels }: SlackExamined,
  clock: Clock,
): Promise<readonly Finding[]> {
  const silent = { info: () => {}, warn: () => {}, error: () => {} }
  const token = await examineToken(api, known, clock)
  const way =
    appToken === undefined ? [await publicAddress('Slack', '/slack/events', slackUrl(publicUrl))] : [await examineAppToken(api, appToken)]
  if (!token.works) return [...token.findings, ...way]
  const client = webClient(api, silent, time.call)
  const there: Finding[] = []
  for (const channel of channels) there.push(await examineChannel(client, channel))
  return [...token.findings, ...way, ...there]
}

const slackUrl = (base: string | undefined) => (base === undefined ? undefined : `${base}/slack/events`)

/** https://docs.slack.dev/reference/methods/auth.test; the scopes stand in a header of every answer. */
async function examineToken(
  api: SlackApi,
  known: readonly string[],
  clock: Clock,
): Promise<{ readonly works: boolean; readonly findings: readonly Finding[] }> {
  const call = await ask(api, 'auth.test', api.token)
  if ('lost' in call) return { works: false, findings: [noAnswer(call.lost)] }
  const { answer, headers } = call
  const apart = clockApart('Slack', headers.get('date'), clock.now())
  if (answer.ok !== true) return { works: false, findings: [...apart, refused('SLACK_BOT_TOKEN', answer.error, 'doctor.cure-slack-token')] }
  const id = textIn(answer.team_id) ?? textIn(answer.enterprise_id) ?? '?'
  const values = { bot: textIn(answer.user) ?? '?', team: textIn(answer.team) ?? '?', id }
  const good = found('good', 'doctor.slack-token-good', values)
  const other = known.length > 0 && !known.includes(id) ? [found('look', 'doctor.slack-other-team', { known: known.join(', '), id })] : []
  return { works: true, findings: [good, ...other, examineScopes(headers.get('x-oauth-scopes')), ...apart] }
}

function examineScopes(header: string | null): Finding {
  if (header === null) return found('unknown', 'doctor.slack-scopes-unknown')
  const given = new Set(header.split(',').map((scope) => scope.trim()))
  const missing = neededScopes.filter((scope) => !given.has(scope))
  if (missing.length === 0) return found('good', 'doctor.slack-scopes-good', { count: neededScopes.length })
  return found('wrong', 'doctor.slack-scopes-missing', { scopes: missing.join(', ') }, 'doctor.cure-slack-scopes')
}

/** Asking where to connect opens no connection: https://docs.slack.dev/reference/methods/apps.connections.open */
async function examineAppToken(api: SlackApi, appToken: string): Promise<Finding> {
  const call = await ask(api, 'apps.connections.open', appToken)
  if ('lost' in call) return noAnswer(call.lost)
  return call.answer.ok === true
    ? found('good', 'doctor.slack-app-token-good')
    : refused('SLACK_APP_TOKEN', call.answer.error, 'doctor.cure-slack-app-token')
}

const noAnswer = (reason: string): Finding => found('unknown', 'doctor.no-answer', { platform: 'Slack', reason }, 'doctor.cure-network')

function refused(variable: string, error: unknown, cure: 'doctor.cure-slack-token' | 'doctor.cure-slack-app-token'): Finding {
  const values = { platform: 'Slack', variable, reason: textIn(error) ?? '?' }
  return found('wrong', 'doctor.token-refused', values, cure)
}

async function examineChannel(client: webApi.WebClient, id: string): Promise<Finding> {
  try {
    const { channel } = await client.conversations.info({ channel: id })
    const name = channel?.name ? `#${channel.name}` : id
    if (channel?.is_archived) return found('wrong', 'doctor.channel-archived', { channel: name }, 'doctor.cure-channel-gone')
    if (channel?.is_member || channel?.is_im) return found('good', 'doctor.channel-good', { channel: name })
    // A public channel is joined when something is to be posted.
    if (channel?.is_private === false) return found('good', 'doctor.channel-open', { channel: name })
    return found('wrong', 'doctor.channel-not-in', { channel: name }, 'doctor.cure-slack-invite')
  } catch (error) {
    const reason = reasonOf(error)
    // A private channel that the bot is not in does not show itself.
    if (reason === 'channel_not_found') return found('wrong', 'doctor.channel-unseen', { channel: id }, 'doctor.cure-slack-invite')
    if (isRefusal(error) || notDelivered(error).outcome === 'never') {
      return found('unknown', 'doctor.channel-unknown', { channel: id, reason })
    }
    return noAnswer(reason)
  }
}

type Called = { readonly answer: ReturnType<typeof objectIn>; readonly headers: Headers } | { readonly lost: string }

async function ask(api: SlackApi, method: string, token: string): Promise<Called> {
  try {
    const response = await fetch(new URL(method, api.apiUrl ?? 'https://slack.com/api/'), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      signal: AbortSignal.timeout(time.call),
    })
    if (!response.ok) return { lost: `HTTP ${response.status}` }
    return { answer: objectIn(await response.json()), headers: response.headers }
  } catch (error) {
    return { lost: networkReason(error) }
  }
}
