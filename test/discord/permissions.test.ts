// What somebody may do in a channel of Discord, by its documented algorithm.
import { describe, expect, test } from 'vitest'
import {
  inviteLink,
  lacking,
  neededInChannel,
  neededPermissions,
  permission,
  permissionsIn,
  permissionsOfEveryone,
} from '../../src/discord/permissions.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'

const now = asInstant(Date.UTC(2026, 10, 22, 12))
const { ADMINISTRATOR, VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS, ATTACH_FILES, READ_MESSAGE_HISTORY, SEND_MESSAGES_IN_THREADS } = permission
const usual = VIEW_CHANNEL | SEND_MESSAGES | READ_MESSAGE_HISTORY

interface Case {
  readonly everyone?: bigint
  readonly sales?: bigint
  readonly bots?: bigint
  readonly overwrites?: readonly (readonly [id: string, type: 0 | 1, allow: bigint, deny: bigint])[]
  readonly owner?: string
  readonly timeout?: string | null
  readonly inThread?: boolean
}

function may({ everyone = usual, sales = 0n, bots = 0n, overwrites = [], owner = 'boss', timeout = null, inThread = false }: Case): bigint {
  const roles = [
    { id: 'g', permissions: String(everyone) },
    { id: 'sales', permissions: String(sales) },
    { id: 'bots', permissions: String(bots) },
    { id: 'others', permissions: String(ADMINISTRATOR) },
  ]
  return permissionsIn({
    guild: { id: 'g', owner_id: owner, roles },
    member: { user: { id: 'me' }, roles: ['sales', 'bots'], communication_disabled_until: timeout },
    channel: {
      permission_overwrites: overwrites.map(([id, type, allow, deny]) => ({ id, type, allow: String(allow), deny: String(deny) })),
    },
    inThread,
    now,
  })
}

const all = VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | READ_MESSAGE_HISTORY

test.each<[string, Case, bigint]>([
  ['the base is what everyone and the own roles may', { sales: EMBED_LINKS, bots: ATTACH_FILES }, usual | EMBED_LINKS | ATTACH_FILES],
  ["other people's roles give nothing", {}, usual],
  ['everyone is denied something in the channel', { overwrites: [['g', 0, 0n, SEND_MESSAGES]] }, VIEW_CHANNEL | READ_MESSAGE_HISTORY],
  ['everyone is allowed something in the channel', { overwrites: [['g', 0, EMBED_LINKS, 0n]] }, usual | EMBED_LINKS],
  [
    'a role is allowed what everyone is denied',
    {
      overwrites: [
        ['g', 0, 0n, SEND_MESSAGES],
        ['sales', 0, SEND_MESSAGES, 0n],
      ],
    },
    usual,
  ],
  [
    'what one role is allowed counts more than what another is denied, in whatever order',
    {
      overwrites: [
        ['sales', 0, SEND_MESSAGES, 0n],
        ['bots', 0, 0n, SEND_MESSAGES],
      ],
    },
    usual,
  ],
  [
    'what the member is denied counts more than what a role is allowed',
    {
      overwrites: [
        ['me', 1, 0n, SEND_MESSAGES],
        ['sales', 0, SEND_MESSAGES, 0n],
      ],
    },
    VIEW_CHANNEL | READ_MESSAGE_HISTORY,
  ],
  [
    'what the member is allowed counts more than all else',
    {
      everyone: 0n,
      overwrites: [
        ['me', 1, usual, 0n],
        ['g', 0, 0n, usual],
        ['sales', 0, 0n, usual],
      ],
    },
    usual,
  ],
  ['overwrites of others are no concern', { overwrites: [['others', 0, 0n, usual]] }, usual],
  ['a role and a member of one id are not mixed up', { overwrites: [['me', 0, 0n, usual]] }, usual],
  ['whoever does not see a channel can do nothing there', { overwrites: [['g', 0, 0n, VIEW_CHANNEL]] }, 0n],
  [
    'whoever may not write can attach nothing',
    { sales: EMBED_LINKS | ATTACH_FILES, overwrites: [['g', 0, 0n, SEND_MESSAGES]] },
    VIEW_CHANNEL | READ_MESSAGE_HISTORY,
  ],
  [
    'a time-out leaves seeing and reading',
    { sales: all, timeout: '2026-11-22T12:00:01.000000+00:00' },
    VIEW_CHANNEL | READ_MESSAGE_HISTORY,
  ],
  ['a time-out that is over leaves everything', { sales: all, timeout: '2026-11-22T11:59:59.000000+00:00' }, all],
  ['in a thread it is another permission to write', { inThread: true }, VIEW_CHANNEL | READ_MESSAGE_HISTORY],
  [
    'and whoever has that one may write there and nowhere else',
    { sales: SEND_MESSAGES_IN_THREADS, overwrites: [['g', 0, 0n, SEND_MESSAGES]], inThread: true },
    usual | SEND_MESSAGES_IN_THREADS,
  ],
])('%s', (_, given, expected) => {
  expect(may(given)).toBe(expected)
})

describe('nothing is refused to', () => {
  const walls = { everyone: 0n, overwrites: [['g', 0, 0n, all]], timeout: '2027-01-01T00:00:00Z' } as const
  test.each<[string, Case]>([
    ['an administrator', { ...walls, bots: ADMINISTRATOR }],
    ['the owner', { ...walls, owner: 'me' }],
  ])('%s', (_, given) => {
    expect(lacking(may(given), neededPermissions)).toEqual([])
  })
})

test('what is no bit set gives nothing', () => {
  const broken = { guild: { id: 'g', roles: [{ id: 'g', permissions: 'all' }, null] }, member: 'me', channel: 7, now }
  expect(permissionsIn(broken)).toBe(0n)
})

test('whoever has no role may do what everyone may, in that channel', () => {
  const guild = {
    id: 'g',
    roles: [
      { id: 'g', permissions: String(usual) },
      { id: 'sales', permissions: String(all) },
    ],
  }
  expect(permissionsOfEveryone(guild, { permission_overwrites: [] })).toBe(usual)
  expect(permissionsOfEveryone(guild, { permission_overwrites: [{ id: 'g', type: 0, allow: '0', deny: String(VIEW_CHANNEL) }] })).toBe(0n)
})

test('what is lacking is named', () => {
  expect(lacking(usual, neededInChannel)).toEqual(['EMBED_LINKS', 'ATTACH_FILES'])
})

test('the link to invite the bot asks for what it needs and nothing else', () => {
  const asked = new URL(inviteLink('123')).searchParams
  expect(asked.get('client_id')).toBe('123')
  expect(asked.get('scope')).toBe('bot applications.commands')
  expect(lacking(BigInt(asked.get('permissions') ?? '0'), neededPermissions)).toEqual([])
  expect(BigInt(asked.get('permissions') ?? '0') & ADMINISTRATOR).toBe(0n)
})
