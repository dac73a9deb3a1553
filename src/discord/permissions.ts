// What somebody may do in a channel, from what Discord says of the server, the person and the channel; pure.
// https://docs.discord.com/developers/topics/permissions
import { listIn, objectIn, textIn } from '../conversation/json.ts'
import { asInstant, type Instant } from '../vocabulary/clock.ts'

/** The ones that this program has to do with, by Discord's names. */
export const permission = {
  ADMINISTRATOR: 1n << 3n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const
export type PermissionName = keyof typeof permission

/** Without one of these the bot cannot post all that it has to say in a channel; without the last it could not look for what it posted. */
export const neededInChannel = [
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
] as const satisfies readonly PermissionName[]

/** All that the bot asks for when it is invited: without the last two its replies stand in the channel and not in threads. */
export const neededPermissions = [
  ...neededInChannel,
  'CREATE_PUBLIC_THREADS',
  'SEND_MESSAGES_IN_THREADS',
] as const satisfies readonly PermissionName[]

/** Those that are not among what somebody may do, as `permissionsIn` gives it. */
export const lacking = <Name extends PermissionName>(may: bigint, needed: readonly Name[]): readonly Name[] =>
  needed.filter((name) => (may & permission[name]) === 0n)

/** The page on which an admin of a server invites the bot, with the permissions that it needs. */
export function inviteLink(applicationId: string): string {
  const asked = neededPermissions.reduce((sum, name) => sum | permission[name], 0n)
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${asked}`
}

/** Everything there is or will be. */
const everything = (1n << 64n) - 1n
/** What is left to somebody in a time-out. */
const whileTimedOut = permission.VIEW_CHANNEL | permission.READ_MESSAGE_HISTORY
/** Of no use to whoever may not write. */
const withWriting = permission.EMBED_LINKS | permission.ATTACH_FILES
/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const threads = new Set<unknown>([10, 11, 12])

export const isThread = (channel: unknown): boolean => threads.has(objectIn(channel).type)

export interface Standpoint {
  /** As `GET /guilds/ID` gives it, with its roles. */
  readonly guild: unknown
  /** As `GET /guilds/ID/members/ID` gives it. */
  readonly member: unknown
  /** As `GET /channels/ID` gives it; of a thread: the channel that it belongs to. Without one: what they may do in the server at large. */
  readonly channel?: unknown
  /** The place is a thread of that channel: writing there is a permission of its own. */
  readonly inThread?: boolean
  readonly now: Instant
}

/** A bit set of `permission`; what is allowed but can do nothing, as attaching files for whoever may not write, is left out. */
export function permissionsIn({ guild, member, channel, inThread = false, now }: Standpoint): bigint {
  const { id: guildId, owner_id: owner, roles: all } = objectIn(guild)
  const { user, roles: own } = objectIn(member)
  const person = textIn(objectIn(user).id)
  if (person !== undefined && person === owner) return everything
  const held = new Set(listIn(own))
  const base = sumOf(listIn(all).filter((role) => objectIn(role).id === guildId || held.has(objectIn(role).id)))
  if (base & permission.ADMINISTRATOR) return everything
  const may = overwritten(base, listIn(objectIn(channel).permission_overwrites).map(objectIn), guildId, held, person)
  return useful(isTimedOut(member, now) ? may & whileTimedOut : may, inThread)
}

/** What somebody without any role may do in a channel: whoever joins the server. */
export const permissionsOfEveryone = (guild: unknown, channel: unknown): bigint => {
  const { id } = objectIn(guild)
  const base = sumOf(listIn(objectIn(guild).roles).filter((role) => objectIn(role).id === id))
  return base & permission.ADMINISTRATOR
    ? everything
    : useful(overwritten(base, listIn(objectIn(channel).permission_overwrites).map(objectIn), id, new Set(), undefined), false)
}

type Overwrite = ReturnType<typeof objectIn>

function overwritten(
  base: bigint,
  overwrites: readonly Overwrite[],
  everyone: unknown,
  roles: ReadonlySet<unknown>,
  person: string | undefined,
): bigint {
  const layers = [
    overwrites.filter(({ id }) => id === everyone),
    overwrites.filter(({ id, type }) => id !== everyone && type !== 1 && roles.has(id)),
    overwrites.filter(({ id, type }) => type === 1 && id === person),
  ]
  return layers.reduce((may, layer) => {
    const denied = layer.reduce((sum, { deny }) => sum | bitsIn(deny), 0n)
    const allowed = layer.reduce((sum, { allow }) => sum | bitsIn(allow), 0n)
    return (may & ~denied) | allowed
  }, base)
}

function useful(may: bigint, inThread: boolean): bigint {
  if (!(may & permission.VIEW_CHANNEL)) return 0n
  const canWrite = may & (inThread ? permission.SEND_MESSAGES_IN_THREADS : permission.SEND_MESSAGES)
  const writes = inThread ? (may & ~permission.SEND_MESSAGES) | (canWrite ? permission.SEND_MESSAGES : 0n) : may
  return canWrite ? writes : writes & ~withWriting
}

const sumOf = (roles: readonly unknown[]): bigint => roles.reduce<bigint>((sum, role) => sum | bitsIn(objectIn(role).permissions), 0n)

/** A bit set as Discord writes it: decimal digits. */
const bitsIn = (value: unknown): bigint => (typeof value === 'string' && /^\d{1,30}$/.test(value) ? BigInt(value) : 0n)

function isTimedOut(member: unknown, now: Instant): boolean {
  const until = textIn(objectIn(member).communication_disabled_until)
  return until !== undefined && asInstant(Date.parse(until)) > now
}
