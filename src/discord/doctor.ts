// Whether the bot can work on Discord: the token and what belongs to it, the way in, the servers with its permissions there, the commands, and the
// channels that it is to post to.
import { listIn, objectIn, textIn } from '../conversation/json.ts'
import { clockApart } from '../doctor/clock-apart.ts'
import { type Finding, found } from '../doctor/finding.ts'
import { publicAddress, reasonOf } from '../doctor/public-address.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { type ApiAccess, DiscordFailure, discordApi } from './api.ts'
import { type Declared, definitions } from './commands.ts'
import { inviteLink, lacking, neededPermissions, permission, permissionsIn } from './permissions.ts'
import { differences } from './register.ts'

/** Where Discord's interactions arrive by HTTP. */
const interactionsPath = '/discord/interactions'
/** For one call (ms). */
const patience = 8_000

export interface DiscordExamined {
  readonly api: ApiAccess
  readonly applicationId: string | undefined
  /** Commands for this server alone. */
  readonly guildId: string | undefined
  /** Interactions come by HTTP; absent: through the gateway. */
  readonly publicKey: string | undefined
  /** The servers that the database knows. */
  readonly known: readonly string[]
  /** The channels that are posted to. */
  readonly channels: readonly { readonly guild: string; readonly channel: string }[]
  readonly commands: readonly Declared[]
}

/** Changes nothing. Never rejects: what cannot be found out is a finding. */
export async function examineDiscord(examined: DiscordExamined, clock: Clock): Promise<readonly Finding[]> {
  const api = discordApi(examined.api, { info: () => {}, warn: () => {}, error: () => {} })
  const ask = (path: `/${string}`, query?: Record<string, string>) =>
    api.call({ method: 'GET', path, within: patience, ...(query ? { query } : {}) })
  const apart = await examineClock(examined.api, clock)
  let application: Json
  try {
    application = objectIn(await ask('/applications/@me'))
  } catch (error) {
    return [whyNot(error), ...apart]
  }
  const id = textIn(application.id) ?? '?'
  return [
    found('good', 'doctor.discord-token-good', { name: textIn(application.name) ?? '?', id }),
    ...examineApplication(examined, id),
    examineIntents(application),
    ...(await examineWayIn(examined, application, ask)),
    ...apart,
    ...(await examineServers(examined, id, ask)),
    ...(await examineCommands(examined, id, ask)),
    ...(await examineChannels(examined.channels, textIn(objectIn(application.bot).id) ?? id, ask, clock)),
  ]
}

type Json = ReturnType<typeof objectIn>
type Ask = (path: `/${string}`, query?: Record<string, string>) => Promise<unknown>

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#http */
function whyNot(error: unknown): Finding {
  const failure = error instanceof DiscordFailure ? error : undefined
  if (failure?.status === 401) {
    const values = { platform: 'Discord', variable: 'DISCORD_TOKEN', reason: 'HTTP 401' }
    return found('wrong', 'doctor.token-refused', values, 'doctor.cure-discord-token')
  }
  const reason = failure?.message ?? reasonOf(error)
  return found('unknown', 'doctor.no-answer', { platform: 'Discord', reason }, 'doctor.cure-network')
}

/** Asks without a token, as only the date of the answer matters. */
async function examineClock({ apiUrl }: ApiAccess, clock: Clock): Promise<readonly Finding[]> {
  try {
    const response = await fetch(`${apiUrl ?? 'https://discord.com/api'}/v10/gateway`, { signal: AbortSignal.timeout(patience) })
    await response.body?.cancel()
    return clockApart('Discord', response.headers.get('date'), clock.now())
  } catch {
    return [] // that nobody answers is said elsewhere
  }
}

function examineApplication({ applicationId }: DiscordExamined, id: string): readonly Finding[] {
  if (applicationId === undefined || applicationId === id) return []
  return [found('wrong', 'doctor.discord-application-other', { given: applicationId, id }, 'doctor.cure-discord-general')]
}

/** https://docs.discord.com/developers/resources/application#application-object-application-flags: of each the whole and the limited one. */
const privileged = [
  ['Presence Intent', (1 << 12) | (1 << 13)],
  ['Server Members Intent', (1 << 14) | (1 << 15)],
  ['Message Content Intent', (1 << 18) | (1 << 19)],
] as const

/** None is needed; one that is on gives a bot more to read than it asks for. */
function examineIntents({ flags }: Json): Finding {
  const on = privileged.filter(([, bits]) => typeof flags === 'number' && (flags & bits) !== 0).map(([name]) => name)
  if (on.length === 0) return found('good', 'doctor.discord-intents-good')
  return found('look', 'doctor.discord-intents-more', { names: on.join(', ') }, 'doctor.cure-discord-intents')
}

async function examineWayIn({ publicKey }: DiscordExamined, application: Json, ask: Ask): Promise<readonly Finding[]> {
  const url = textIn(application.interactions_endpoint_url)
  if (publicKey !== undefined) {
    const isOurs = textIn(application.verify_key)?.toLowerCase() === publicKey.toLowerCase()
    const key = isOurs
      ? found('good', 'doctor.discord-key-good')
      : found('wrong', 'doctor.discord-key-other', {}, 'doctor.cure-discord-general')
    if (url !== undefined) return [key, await publicAddress('Discord', interactionsPath, url)]
    const cure = { path: interactionsPath }
    return [key, found('wrong', 'doctor.discord-endpoint-missing', {}, 'doctor.cure-discord-endpoint-missing', cure)]
  }
  if (url !== undefined) return [found('wrong', 'doctor.discord-endpoint-in-the-way', { url }, 'doctor.cure-discord-endpoint-in-the-way')]
  try {
    const { remaining, total } = objectIn(objectIn(await ask('/gateway/bot')).session_start_limit)
    const values = { left: Number(remaining), total: Number(total) }
    if (remaining === 0) return [found('wrong', 'doctor.discord-gateway-spent', values, 'doctor.cure-discord-gateway-spent')]
    return [found('good', 'doctor.discord-gateway-good', values)]
  } catch (error) {
    return [whyNot(error)]
  }
}

/** https://docs.discord.com/developers/resources/user#get-current-user-guilds: two hundred a page, with the bot's permissions in each. */
async function guildsOf(ask: Ask): Promise<readonly Json[]> {
  const guilds: Json[] = []
  for (;;) {
    const after = textIn(guilds.at(-1)?.id)
    const some = listIn(await ask('/users/@me/guilds', { limit: '200', ...(after === undefined ? {} : { after }) })).map(objectIn)
    guilds.push(...some)
    if (some.length < 200) return guilds
  }
}

/** Servers that are named one by one; of more the first are. */
const mostNamed = 10

async function examineServers({ guildId, known }: DiscordExamined, applicationId: string, ask: Ask): Promise<readonly Finding[]> {
  const cure = { url: inviteLink(applicationId) }
  let guilds: readonly Json[]
  try {
    guilds = await guildsOf(ask)
  } catch (error) {
    return [whyNot(error)]
  }
  const isIn = (id: string) => guilds.some((guild) => guild.id === id)
  const names = [
    ...guilds.slice(0, mostNamed).map(({ name, id }) => textIn(name) ?? String(id)),
    ...(guilds.length > mostNamed ? ['…'] : []),
  ]
  const some =
    guilds.length === 0
      ? found('wrong', 'doctor.discord-no-server', {}, 'doctor.cure-discord-invite', cure)
      : found('good', 'doctor.discord-servers', { names: names.join(', ') })
  const named =
    guildId !== undefined && !isIn(guildId)
      ? [found('wrong', 'doctor.discord-guild-missing', { id: guildId }, 'doctor.cure-discord-invite', cure)]
      : []
  const left = known
    .filter((id) => !isIn(id) && id !== guildId)
    .map((id) => found('wrong', 'doctor.discord-server-left', { id }, 'doctor.cure-discord-invite', cure))
  const without = guilds.flatMap(({ name, permissions }) => {
    const bits = BigInt(textIn(permissions) ?? permission.ADMINISTRATOR) // where nothing is said, nothing is missing
    const missing = bits & permission.ADMINISTRATOR ? [] : lacking(bits, neededPermissions)
    const values = { server: textIn(name) ?? '?', permissions: missing.join(', ') }
    return missing.length === 0 ? [] : [found('wrong', 'doctor.discord-permissions-missing', values, 'doctor.cure-discord-invite', cure)]
  })
  const all = guilds.length > 0 && without.length === 0 ? [found('good', 'doctor.discord-permissions-good')] : without
  return [some, ...named, ...left, ...all]
}

async function examineCommands({ guildId, commands }: DiscordExamined, applicationId: string, ask: Ask): Promise<readonly Finding[]> {
  const everywhere = `/applications/${applicationId}/commands` as const
  const wanted = definitions(commands)
  try {
    const path = guildId === undefined ? everywhere : (`/applications/${applicationId}/guilds/${guildId}/commands` as const)
    const there = listIn(await ask(path, { with_localizations: 'true' }))
    const names = differences(wanted, there, guildId === undefined)
    const registered =
      names.length === 0
        ? found('good', 'doctor.discord-commands-good', { count: wanted.length })
        : found(
            'wrong',
            'doctor.discord-commands-differ',
            { names: names.map((name) => `/${name}`).join(', ') },
            'doctor.cure-discord-commands',
          )
    const twice =
      guildId !== undefined && listIn(await ask(everywhere)).some((command) => wanted.some(({ name }) => name === objectIn(command).name))
    if (!twice) return [registered]
    return [registered, found('look', 'doctor.discord-commands-twice', { id: guildId }, 'doctor.cure-discord-commands-twice')]
  } catch (error) {
    return [whyNot(error)]
  }
}

async function examineChannels(channels: DiscordExamined['channels'], me: string, ask: Ask, clock: Clock): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { guild, channel } of channels) {
    try {
      findings.push(await examineChannel(guild, channel, me, ask, clock))
    } catch (error) {
      const code = error instanceof DiscordFailure ? error.code : undefined
      const named = { channel: `#${channel}` }
      if (code === unknownChannel) findings.push(found('wrong', 'doctor.channel-gone', named, 'doctor.cure-channel-gone'))
      else if (code === missingAccess) findings.push(lacks(`#${channel}`, ['VIEW_CHANNEL']))
      else findings.push(whyNot(error))
    }
  }
  return findings
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const unknownChannel = 10_003
const missingAccess = 50_001

async function examineChannel(guildId: string, id: string, me: string, ask: Ask, clock: Clock): Promise<Finding> {
  const channel = objectIn(await ask(`/channels/${id}`))
  const guild = await ask(`/guilds/${guildId}`)
  const member = await ask(`/guilds/${guildId}/members/${me}`)
  const name = `#${textIn(channel.name) ?? id}`
  const missing = lacking(permissionsIn({ guild, member, channel, now: clock.now() }), neededPermissions)
  return missing.length === 0 ? found('good', 'doctor.channel-good', { channel: name }) : lacks(name, missing)
}

const lacks = (channel: string, permissions: readonly string[]): Finding =>
  found('wrong', 'doctor.discord-channel-lacks', { channel, permissions: permissions.join(', ') }, 'doctor.cure-discord-channel')
