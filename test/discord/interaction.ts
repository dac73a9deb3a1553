// Interactions as Discord sends them, for tests: only what a test says differs from a plain one.
export const guild = '1100000000000000001'
export const channelId = '1200000000000000001'
export const kim = '1300000000000000001'
export const lee = '1300000000000000002'

let last = 1_400_000_000_000_000_000n
export const nextId = (): string => {
  last += 1n
  return String(last)
}

export type Given = { readonly [key: string]: unknown }

/** In the server's channel unless `where` is a conversation in private. */
export function interaction(type: number, data: Given, more: Given = {}, where: 'channel' | 'direct' = 'channel'): Given {
  const user = { id: kim, username: 'kim.larsen', global_name: 'Kim', discriminator: '0', avatar: null }
  const id = nextId()
  return {
    id,
    application_id: '1000000000000000001',
    type,
    token: `secret-token-${id}`,
    version: 1,
    locale: 'no',
    entitlements: [],
    authorizing_integration_owners: {},
    attachment_size_limit: 10_485_760,
    ...(where === 'channel'
      ? {
          guild_id: guild,
          guild_locale: 'en-US',
          channel_id: channelId,
          channel: { id: channelId, type: 0, name: 'sales' },
          member: { user, roles: [], permissions: '0', joined_at: '2026-01-01T00:00:00Z' },
        }
      : { channel_id: '1200000000000000009', channel: { id: '1200000000000000009', type: 1 }, user }),
    data,
    ...more,
  }
}

export const command = (name: string, options: readonly Given[] = [], more: Given = {}, where?: 'direct') =>
  interaction(2, { id: '1', name, type: 1, options, ...more }, {}, where)

export const asking = (name: string, options: readonly Given[]) => interaction(4, { id: '1', name, type: 1, options })

/** `message`: what the button stands in; a private answer of ours unless said otherwise. */
export const press = (customId: string, message: Given = { id: '1500000000000000001', flags: 64 }, where?: 'direct') =>
  interaction(3, { custom_id: customId, component_type: 2, id: 1 }, { message }, where)

export const submission = (customId: string, components: readonly Given[], more: Given = {}, where?: 'direct') =>
  interaction(5, { custom_id: customId, components }, more, where)

export const label = (input: Given): Given => ({ type: 18, id: 1, component: { id: 2, ...input } })
