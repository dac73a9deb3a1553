// From Slack's payloads to what the conversation hears. Pure; a payload of another shape is undefined, never an exception.
import { createHash, randomUUID } from 'node:crypto'
import { type Json, listIn, objectIn, textIn } from '../conversation/json.ts'
import type { InstallationRef, Place, Press, Profile, Speaker, Submission, Utterance } from '../conversation/platform.ts'
import { profileIn } from './directory.ts'
import { recall } from './form-memory.ts'
import { isPost } from './post-mark.ts'
import { channelsIn, typedText } from './typed-text.ts'

/** How the person can be answered. */
export interface ReplyTo {
  /** Good for five messages within 30 minutes. */
  readonly responseUrl: string | undefined
  /** Opens one modal within 3 seconds. */
  readonly triggerId: string | undefined
  /** The message behind the response URL is a private answer: a new answer may take its place without everybody reading it. */
  readonly replaceable: boolean
}

export interface HeardCommand {
  readonly utterance: Utterance
  readonly replyTo: ReplyTo
}

export interface HeardPress {
  readonly press: Press
  readonly replyTo: ReplyTo
}

export interface HeardSubmission {
  readonly submission: Submission
  readonly replyTo: ReplyTo
}

/** A slash command: https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function hearCommand(body: Json): HeardCommand | undefined {
  const team = textIn(body.team_id) ?? textIn(body.enterprise_id)
  const command = textIn(body.command)
  const user = textIn(body.user_id)
  const channel = textIn(body.channel_id)
  if (!team || !command || !user || !channel) return undefined
  const responseUrl = textIn(body.response_url)
  const triggerId = textIn(body.trigger_id)
  return {
    utterance: {
      installation: installation(team),
      speaker: { id: user, handle: textIn(body.user_name) ?? '' },
      place: place(channel, textIn(body.channel_name)),
      requestKey: requestKey(team, triggerId ?? (responseUrl && digest(responseUrl))),
      command: command.replace(/^\//, ''),
      text: typedText(textIn(body.text) ?? ''),
      channels: channelsIn(textIn(body.text) ?? ''),
    },
    replyTo: { responseUrl, triggerId, replaceable: false },
  }
}

/** A button: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function hearPress(body: Json): HeardPress | undefined {
  const [pressed] = listIn(body.actions)
  const action = objectIn(pressed)
  const actionId = textIn(action.action_id)
  const team = teamOf(body)
  const speaker = speakerIn(body.user)
  if (!actionId || !team || !speaker) return undefined
  const container = objectIn(body.container)
  const channel = textIn(objectIn(body.channel).id) ?? textIn(container.channel_id)
  const triggerId = textIn(body.trigger_id)
  const pressedAt = textIn(action.action_ts)
  return {
    press: {
      installation: installation(team),
      speaker,
      place: channel ? place(channel, textIn(objectIn(body.channel).name)) : { channel: speaker.id, kind: 'direct' },
      requestKey: requestKey(team, triggerId ?? (pressedAt && `${speaker.id}/${actionId}/${pressedAt}`)),
      action: actionId.replace(/:\d+$/, ''),
      value: textIn(action.value) ?? valueInMessage(body.message, actionId) ?? '',
    },
    replyTo: {
      responseUrl: textIn(body.response_url),
      triggerId,
      replaceable: container.type === 'message' && !isPost(body.message),
    },
  }
}

/**
 * A sent modal. `nullIsUntouched`: the local Slack sends null for a field that nobody touched, where Slack sends what stood in it and null
 * means emptied; what stood in it is then taken from the view that came along. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export function hearSubmission(body: Json, nullIsUntouched = false): HeardSubmission | undefined {
  const view = objectIn(body.view)
  const form = textIn(view.callback_id)
  const team = textIn(view.app_installed_team_id) ?? teamOf(body) ?? textIn(view.team_id)
  const speaker = speakerIn(body.user)
  if (!form || !team || !speaker) return undefined
  const memory = recall(textIn(view.private_metadata) ?? '')
  const triggerId = textIn(body.trigger_id)
  const viewId = textIn(view.id)
  return {
    submission: {
      installation: installation(team),
      speaker,
      place: memory?.place ?? { channel: speaker.id, kind: 'direct' },
      requestKey: requestKey(team, triggerId ?? (viewId && `${viewId}/${textIn(view.hash) ?? ''}`)),
      form,
      about: memory?.about ?? '',
      filled: filledIn(objectIn(view.state).values, nullIsUntouched ? initialIn(view.blocks) : undefined),
    },
    replyTo: { responseUrl: memory?.responseUrl, triggerId, replaceable: memory?.replaceable ?? false },
  }
}

/** Something about a person changed: https://docs.slack.dev/reference/events/user_change */
export function hearPersonChange(body: Json): { readonly installation: InstallationRef; readonly profile: Profile } | undefined {
  const event = objectIn(body.event)
  if (event.type !== 'user_change') return undefined
  // In a channel that two companies share, the outer team is not always the one in which we are installed.
  const team = textIn(objectIn(listIn(body.authorizations)[0]).team_id) ?? textIn(body.team_id)
  const profile = team && profileIn(objectIn(event.user), team)
  return team && profile ? { installation: installation(team), profile } : undefined
}

const installation = (id: string): InstallationRef => ({ platform: 'slack', id })

/**
 * The workspace in which it happened. With an installation for a whole organisation `team` is null; then it is the person's
 * own workspace, and failing that the organisation.
 */
const teamOf = (body: Json) => textIn(objectIn(body.team).id) ?? textIn(objectIn(body.user).team_id) ?? textIn(objectIn(body.enterprise).id)

function speakerIn(user: unknown): Speaker | undefined {
  const { id, username, name } = objectIn(user)
  const known = textIn(id)
  return known ? { id: known, handle: textIn(username) ?? textIn(name) ?? '' } : undefined
}

/** A direct message, also one between several people, is told by its id or by the name Slack gives it. */
const place = (channel: string, name: string | undefined): Place => ({
  channel,
  kind: channel.startsWith('D') || name === 'directmessage' || name?.startsWith('mpdm-') ? 'direct' : 'channel',
})

/**
 * Slack sends a repeated request with the trigger of the first, and a trigger with no two requests. Where there is none the
 * next best word for the request stands in; where there is nothing, nothing can be recognised, and none must be taken for another.
 */
const requestKey = (team: string, trigger: string | undefined) => `slack/${team}/${trigger ?? randomUUID()}`

/** Some Slacks leave the value out of the action; it still stands in the message that carries the button. */
function valueInMessage(message: unknown, actionId: string): string | undefined {
  for (const block of listIn(objectIn(message).blocks)) {
    for (const element of listIn(objectIn(block).elements)) {
      const { action_id: id, value } = objectIn(element)
      if (id === actionId) return textIn(value)
    }
  }
  return undefined
}

/** Slack sends what was typed in a modal as it was typed, without entities. `initial`: of fields that come as null when nobody touched them. */
function filledIn(values: unknown, initial: ReadonlyMap<string, string> | undefined): Record<string, string> {
  const filled: Record<string, string> = {}
  for (const [field, inputs] of Object.entries(objectIn(values))) {
    const input = objectIn(Object.values(objectIn(inputs))[0])
    const file = textIn(objectIn(listIn(input.files)[0]).id)
    const value = textIn(input.value) ?? textIn(input.selected_date) ?? textIn(objectIn(input.selected_option).value) ?? file
    filled[field] = value ?? (input.value === '' ? undefined : initial?.get(field)) ?? ''
  }
  return filled
}

/** What stood in the fields of a view when it was opened. */
function initialIn(blocks: unknown): ReadonlyMap<string, string> {
  return new Map(
    listIn(blocks).flatMap((block) => {
      const { block_id: field, element } = objectIn(block)
      const { initial_value: value, initial_date: day, initial_option: option } = objectIn(element)
      const initial = textIn(value) ?? textIn(day) ?? textIn(objectIn(option).value)
      return typeof field === 'string' && initial !== undefined ? [[field, initial] as const] : []
    }),
  )
}

/** A response URL is a secret for half an hour: what it is told apart by is kept, not the URL. */
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)
