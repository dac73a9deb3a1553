// What there is in the fake Discord: a server with people, roles, channels, messages, and what only one person sees; what its API, its
// gateway and its interactions work on.
import type { Json } from '../../../src/conversation/json.ts'
import { Flag, permissionsIn } from './permissions.ts'

export interface FakeUser {
  readonly id: string
  readonly username: string
  readonly global_name: string | null
  readonly bot?: true
}

export interface FakeMember {
  readonly user: FakeUser
  nick: string | null
  roles: string[]
}

export interface FakeRole {
  readonly id: string
  readonly name: string
  permissions: bigint
}

export interface Overwrite {
  readonly id: string
  /** 0: a role's; 1: a member's. */
  readonly type: 0 | 1
  readonly allow: bigint
  readonly deny: bigint
}

export interface FakeGuild {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly locale: string
  features: readonly string[]
  readonly roles: Map<string, FakeRole>
  readonly members: Map<string, FakeMember>
  /** Not there now: an outage of Discord's. */
  unavailable: boolean
}

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const channelType = { text: 0, direct: 1, voice: 2, category: 4, announcement: 5, thread: 11, forum: 15 } as const

export interface FakeChannel {
  readonly id: string
  readonly name: string
  readonly type: number
  /** Undefined: with one person alone. */
  readonly guild: string | undefined
  overwrites: readonly Overwrite[]
  /** Of a thread: the channel that it belongs to. */
  readonly parent?: string
  /** Of a conversation with one person. */
  readonly recipient?: string
  archived?: boolean
  locked?: boolean
}

export interface FakeFile {
  readonly id: string
  readonly filename: string
  readonly content_type: string
  readonly bytes: Buffer
}

export interface FakeMessage {
  readonly id: string
  readonly channel: string
  readonly author: string
  content: string
  embeds: readonly Json[]
  components: readonly Json[]
  files: readonly FakeFile[]
  flags: number
  /** Whom it pinged. */
  readonly pinged: readonly string[]
  readonly reference?: string
  /** What the only person sees who is to see it; undefined: everybody in the channel. */
  readonly to?: string
  /** The interaction that it answers. */
  readonly interaction?: string
  /** `thinking` stands there until the answer comes. */
  loading: boolean
  edits: number
}

export interface OpenModal {
  readonly person: string
  readonly channel: string
  readonly modal: Json
  /** The message whose button opened it. */
  readonly about: FakeMessage | undefined
  closed: boolean
}

/** https://docs.discord.com/developers/reference#snowflakes */
const epoch = 1_420_070_400_000

export const ids = {
  guild: '100000000000000001',
  /** The application and its user share one. */
  bot: '400000000000000001',
  owner: '200000000000000003',
  sam: '200000000000000001',
  kim: '200000000000000002',
  gus: '200000000000000003',
  wins: '300000000000000001',
  general: '300000000000000002',
  secret: '300000000000000003',
  news: '300000000000000004',
  voice: '300000000000000005',
  botRole: '500000000000000001',
} as const

export class World {
  readonly users = new Map<string, FakeUser>()
  readonly guilds = new Map<string, FakeGuild>()
  readonly channels = new Map<string, FakeChannel>()
  readonly messages: FakeMessage[] = []
  readonly modals: OpenModal[] = []
  /** Files that people gave with a command or a form, by id. */
  readonly uploads = new Map<string, FakeFile>()
  /** People who take no messages from the bot. */
  readonly closedDirect = new Set<string>()
  /** By scope (`global` or a guild's id), by command id. */
  readonly commands = new Map<string, Map<string, Json>>()
  /** Of the application: https://docs.discord.com/developers/resources/application */
  application: Record<string, unknown> = {}
  /** Milliseconds that Discord's clock runs ahead of the machine's: set it to let a quarter of an hour pass. */
  ahead = 0
  #counter = 0
  #lastMillisecond = 0

  constructor() {
    this.addUser({ id: ids.bot, username: 'Dealbell', global_name: null, bot: true })
    this.addUser({ id: ids.sam, username: 'sam', global_name: 'Sam Ortiz' })
    this.addUser({ id: ids.kim, username: 'kim', global_name: 'Kim Lund' })
    this.addUser({ id: ids.gus, username: 'gus', global_name: 'Gus Berg' })
    this.addGuild(ids.guild, 'Example Sales', [ids.sam, ids.kim, ids.gus])
    const add = (id: string, name: string, type: number, overwrites: readonly Overwrite[] = []) =>
      this.addChannel({ id, name, type, guild: ids.guild, overwrites })
    add(ids.wins, 'wins', channelType.text)
    add(ids.general, 'general', channelType.text)
    add(ids.secret, 'secret', channelType.text, [
      { id: ids.guild, type: 0, allow: 0n, deny: Flag.view },
      { id: ids.bot, type: 1, allow: Flag.view, deny: 0n },
      { id: ids.gus, type: 1, allow: Flag.view, deny: 0n },
    ])
    add(ids.news, 'news', channelType.announcement)
    add(ids.voice, 'Meeting room', channelType.voice)
  }

  get bot(): FakeUser {
    return this.user(ids.bot)
  }

  /** Throws where there is nobody by that id. */
  user(id: string): FakeUser {
    const user = this.users.get(id)
    if (!user) throw new Error(`${id} is nobody`)
    return user
  }

  addUser(user: FakeUser): FakeUser {
    this.users.set(user.id, user)
    return user
  }

  /** A server with the bot in it; owned by Gus. */
  addGuild(id: string, name: string, members: readonly string[]): FakeGuild {
    const botRole = id === ids.guild ? ids.botRole : this.newId()
    const everyone = Flag.view | Flag.send | Flag.history | Flag.embed | Flag.attach | Flag.threads | Flag.inThreads | Flag.commands
    const roles = new Map<string, FakeRole>([
      [id, { id, name: '@everyone', permissions: everyone }],
      [botRole, { id: botRole, name: 'Dealbell', permissions: 0n }],
    ])
    const guild: FakeGuild = { id, name, owner: ids.owner, locale: 'en-GB', features: [], roles, members: new Map(), unavailable: false }
    this.guilds.set(id, guild)
    for (const member of members) this.addMember(id, member)
    this.addMember(id, ids.bot, { roles: [botRole] })
    return guild
  }

  addMember(guild: string, id: string, { nick = null, roles = [] }: { nick?: string | null; roles?: string[] } = {}): FakeMember {
    const member: FakeMember = { user: this.user(id), nick, roles }
    this.guilds.get(guild)?.members.set(id, member)
    return member
  }

  addChannel(channel: FakeChannel): FakeChannel {
    this.channels.set(channel.id, channel)
    return channel
  }

  /** The conversation between the bot and a person. */
  directWith(person: string): FakeChannel {
    const open = [...this.channels.values()].find(({ recipient }) => recipient === person)
    return (
      open ??
      this.addChannel({ id: this.newId(), name: 'direct', type: channelType.direct, guild: undefined, overwrites: [], recipient: person })
    )
  }

  /** What somebody may do in a channel; `person` is the bot where nothing is said. */
  permissions(channel: FakeChannel, person: string = ids.bot): bigint {
    const home = channel.parent === undefined ? channel : (this.channels.get(channel.parent) ?? channel)
    return permissionsIn(this.guilds.get(home.guild ?? ''), home, person)
  }

  now(): number {
    return Date.now() + this.ahead
  }

  /** A snowflake of now; each is greater than the one before. */
  newId(): string {
    const now = Math.max(this.now(), this.#lastMillisecond)
    this.#counter = now === this.#lastMillisecond ? this.#counter + 1 : 0
    this.#lastMillisecond = now
    return ((BigInt(now - epoch) << 22n) | BigInt(this.#counter)).toString()
  }

  /** Messages that stand in a channel for all to see, oldest first. */
  posts(channel: string): FakeMessage[] {
    return this.messages.filter((message) => message.channel === channel && message.to === undefined)
  }

  /** What only this person sees, oldest first. */
  privates(person: string): FakeMessage[] {
    return this.messages.filter(({ to }) => to === person)
  }

  lastPrivate(person: string): FakeMessage | undefined {
    return this.privates(person).at(-1)
  }

  /** What the bot wrote to a person in the conversation with them. */
  direct(person: string): FakeMessage[] {
    return this.messages.filter(({ channel, author }) => author === ids.bot && this.channels.get(channel)?.recipient === person)
  }

  /** The form that a person has in front of them. */
  openModal(person: string): OpenModal | undefined {
    return this.modals.filter((each) => each.person === person && !each.closed).at(-1)
  }
}

/** When a snowflake was made, in milliseconds. */
export const timeOf = (id: string): number => Number(BigInt(id) >> 22n) + epoch
