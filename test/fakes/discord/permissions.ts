// Who may do what where: https://docs.discord.com/developers/topics/permissions
import type { FakeChannel, FakeGuild } from './world.ts'

export const Flag = {
  admin: 1n << 3n,
  manageGuild: 1n << 5n,
  view: 1n << 10n,
  send: 1n << 11n,
  embed: 1n << 14n,
  attach: 1n << 15n,
  history: 1n << 16n,
  mentionEveryone: 1n << 17n,
  commands: 1n << 31n,
  manageThreads: 1n << 34n,
  threads: 1n << 35n,
  inThreads: 1n << 38n,
} as const

const all = (1n << 53n) - 1n

/** In a conversation with one person everything that can be done there is allowed. */
export function permissionsIn(guild: FakeGuild | undefined, channel: FakeChannel, person: string): bigint {
  if (!guild) return all
  const member = guild.members.get(person)
  if (!member) return 0n
  if (guild.owner === person) return all
  const everyone = guild.roles.get(guild.id)?.permissions ?? 0n
  const base = member.roles.reduce((sum, role) => sum | (guild.roles.get(role)?.permissions ?? 0n), everyone)
  if (base & Flag.admin) return all
  const of = (wanted: (id: string, type: 0 | 1) => boolean) =>
    channel.overwrites
      .filter(({ id, type }) => wanted(id, type))
      .reduce((sum, { allow, deny }) => ({ allow: sum.allow | allow, deny: sum.deny | deny }), { allow: 0n, deny: 0n })
  const layers = [
    of((id) => id === guild.id),
    of((id, type) => type === 0 && id !== guild.id && member.roles.includes(id)),
    of((id, type) => type === 1 && id === person),
  ]
  const may = layers.reduce((sum, { allow, deny }) => (sum & ~deny) | allow, base)
  // Whoever does not see a channel can do nothing in it; whoever cannot write can add nothing to what they write.
  if (!(may & Flag.view)) return 0n
  return may & Flag.send ? may : may & ~(Flag.embed | Flag.attach | Flag.mentionEveryone)
}
