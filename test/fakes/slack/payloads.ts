// What Slack sends when somebody types a command, presses a button or sends a modal.
import type { Block, FakeMessage, OpenView, PrivateMessage, World } from './world.ts'

export interface Typed {
  readonly user: string
  readonly channel: string
}

/** What a person typed, as Slack sends it for a command with `should_escape: true`: entities, mentions, channels, links. */
export function wireText(world: World, typed: string): string {
  const byName = new Map([...world.users.values()].map((user) => [user.name, user]))
  const channels = new Map([...world.channels.values()].map((channel) => [channel.name, channel]))
  return typed
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/(?<=^|\s)@(channel|here|everyone)\b/g, '<!$1>')
    .replace(/(?<=^|\s)@([a-z0-9._-]+)/g, (all, name: string) => (byName.has(name) ? `<@${byName.get(name)?.id}|${name}>` : all))
    .replace(/(?<=^|\s)#([a-z0-9_-]+)/g, (all, name: string) => (channels.has(name) ? `<#${channels.get(name)?.id}|${name}>` : all))
    .replace(/(?<=^|\s)https?:\/\/\S+/g, '<$&>')
}

const channelName = (world: World, id: string) => {
  const channel = world.channels.get(id)
  return channel?.kind === 'private' ? 'privategroup' : (channel?.name ?? 'directmessage')
}

export function commandPayload(
  world: World,
  { user, channel }: Typed,
  command: string,
  text: string,
  responseUrl: string,
): Record<string, string> {
  return {
    token: 'made-up-verification-token',
    team_id: world.team,
    team_domain: 'example-sales',
    channel_id: channel,
    channel_name: channelName(world, channel),
    user_id: user,
    user_name: world.users.get(user)?.name ?? user,
    command,
    text,
    api_app_id: world.bot.app,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: world.newTrigger(user),
  }
}

const person = (world: World, id: string) => {
  const name = world.users.get(id)?.name ?? id
  return { id, username: name, name, team_id: world.team }
}

const base = (world: World) => ({
  api_app_id: world.bot.app,
  token: 'made-up-verification-token',
  team: { id: world.team, domain: 'example-sales' },
  enterprise: null,
  is_enterprise_install: false,
})

export interface Pressable {
  readonly block_id: string
  readonly action_id: string
  readonly value?: string
  readonly text: { readonly text: string }
}

/** The buttons of a message, in order. */
export function buttonsOf(blocks: readonly Block[]): Pressable[] {
  return blocks.flatMap((block, index) =>
    block.type === 'actions' && Array.isArray(block.elements)
      ? block.elements.map((element: Omit<Pressable, 'block_id'>) => ({
          ...element,
          block_id: String(block.block_id ?? `made-up-${index}`),
        }))
      : [],
  )
}

export function pressPayload(world: World, user: string, message: PrivateMessage | FakeMessage, button: Pressable, responseUrl: string) {
  const isPrivate = 'to' in message
  const { channel, ts, text, blocks } = message
  return {
    type: 'block_actions',
    ...base(world),
    user: person(world, user),
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: isPrivate },
    trigger_id: world.newTrigger(user),
    channel: { id: channel, name: channelName(world, channel) },
    // Slack keeps no private answers and so sends none along.
    ...(isPrivate ? {} : { message: { type: 'message', user: world.bot.user, bot_id: world.bot.id, ts, text, blocks } }),
    state: { values: {} },
    response_url: responseUrl,
    actions: [{ ...button, type: 'button', action_ts: world.newTs() }],
  }
}

interface Input {
  readonly type?: string
  readonly block_id?: string
  readonly element?: { readonly type: string; readonly action_id: string } & Readonly<Record<string, unknown>>
}

/** `values`: by field, what is changed before sending; the rest is sent as it stood there. */
export function submissionPayload(world: World, { id, user, view }: OpenView, values: Readonly<Record<string, string>>) {
  const inputs = (Array.isArray(view.blocks) ? view.blocks : []).filter((block: Input) => block.type === 'input') as Input[] // refusalOfView has read it
  const state = inputs.map(({ block_id: block = '', element }) => {
    const chosen = values[block]
    return [
      block,
      { [element?.action_id ?? '']: element?.type === 'file_input' ? filesOf(world, chosen) : stateOf(element, chosen) },
    ] as const
  })
  return {
    type: 'view_submission',
    ...base(world),
    user: person(world, user),
    trigger_id: world.newTrigger(user),
    view: {
      ...view,
      id,
      team_id: world.team,
      app_installed_team_id: world.team,
      hash: world.newId('hash'),
      state: { values: Object.fromEntries(state) },
      root_view_id: id,
      previous_view_id: null,
      app_id: world.bot.app,
      bot_id: world.bot.id,
    },
    response_urls: [],
  }
}

function stateOf(element: Input['element'], chosen: string | undefined): Record<string, unknown> {
  const type = element?.type
  if (type === 'datepicker') return { type, selected_date: chosen ?? element?.initial_date ?? null }
  if (type === 'static_select') {
    const options = (element?.options ?? []) as readonly { readonly value: string }[] // refusalOfView has read it
    return {
      type,
      selected_option: (chosen === undefined ? element?.initial_option : options.find(({ value }) => value === chosen)) ?? null,
    }
  }
  return { type, value: (chosen ?? element?.initial_value) || null }
}

/** A file is chosen by its id; as of https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
function filesOf(world: World, id: string | undefined) {
  const file = id === undefined ? undefined : world.files.get(id)
  return { type: 'file_input', files: file ? [{ id: file.id, name: file.name, size: file.size, filetype: 'csv', mode: 'hosted' }] : [] }
}

/** https://docs.slack.dev/reference/events/user_change in the envelope of the Events API; `user` as `users.info` gives it. */
export const userChangePayload = (world: World, user: object) => ({
  token: 'made-up-verification-token',
  team_id: world.team,
  api_app_id: world.bot.app,
  type: 'event_callback',
  event_id: world.newId('Ev'),
  event_time: Math.floor(world.now() / 1_000),
  authorizations: [{ enterprise_id: null, team_id: world.team, user_id: world.bot.user, is_bot: true, is_enterprise_install: false }],
  is_ext_shared_channel: false,
  event: { type: 'user_change', user, cache_ts: Math.floor(world.now() / 1_000), event_ts: world.newTs() },
})
