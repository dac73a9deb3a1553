// `npm run doctor`: whether everything that the bot needs is there: settings, database, each chat with its tokens, permissions and channels.
// It asks and changes nothing, and works beside a running bot.
import { catalog } from '../catalog.generated.ts'
import { storesOf } from '../compose.ts'
import { type Destination, type InstallationRef, type PlatformName, partsOf } from '../conversation/platform.ts'
import { type Finding, found, type Section } from '../doctor/finding.ts'
import { report, wrongIn } from '../doctor/report.ts'
import type { Say } from '../languages/say.ts'
import { sayIn } from '../languages/speak.ts'
import { type DiscordSettings, environmentOf, readSettings, type Settings, type SlackSettings } from '../settings.ts'
import { DatabaseUnavailable } from '../storage/database.ts'
import { openToRead } from '../storage/open-database.ts'
import type { Household } from '../timekeeping/occurrence-store.ts'
import { systemClock } from '../vocabulary/clock.ts'

/** What the database knows of where the bot is and where it posts. */
interface Known {
  readonly installations: readonly InstallationRef[]
  readonly channels: readonly { readonly installation: InstallationRef; readonly channel: string }[]
}

/** Prints what it finds and resolves with the exit code: 1 when something is to be mended. */
export async function examine(print: (line: string) => void): Promise<0 | 1> {
  const say = sayIn('en')
  const sections = await examined(say)
  for (const line of report(sections, say)) print(line)
  return wrongIn(sections) === 0 ? 0 : 1
}

async function examined(say: Say): Promise<readonly Section[]> {
  const outcome = readSettings(environmentOf(process.cwd()))
  if (outcome.outcome === 'wrong') {
    return [{ title: say.plain('doctor.settings'), findings: outcome.problems.map(({ sentence }) => found('wrong', sentence)) }]
  }
  const { settings } = outcome
  const { slack, discord } = settings
  const configured = [...(slack ? [`Slack (${slack.mode})`] : []), ...(discord ? [`Discord (${discord.mode})`] : [])]
  const what =
    configured.length === 0 ? found('look', 'doctor.no-platform') : found('good', 'doctor.settings-good', { what: configured.join(', ') })
  const { findings, known } = await examineDatabase(settings)
  return [
    { title: say.plain('doctor.settings'), findings: [what] },
    { title: say.plain('doctor.database'), findings },
    ...(slack ? [{ title: 'Slack', findings: await onSlack(slack, settings.publicUrl, known) }] : []),
    ...(discord ? [{ title: 'Discord', findings: await onDiscord(discord, known) }] : []),
  ]
}

const nothing: Known = { installations: [], channels: [] }

async function examineDatabase({ database: { url } }: Settings): Promise<{ readonly findings: readonly Finding[]; readonly known: Known }> {
  try {
    const database = await openToRead(url.reveal())
    try {
      const { occurrences, workspaces } = storesOf(database, systemClock, { wake: () => {} })
      const households: Household[] = []
      const ids = [...(await occurrences.versions()).keys()]
      for (let at = 0; at < ids.length; at += 500) households.push(...(await occurrences.households(ids.slice(at, at + 500))).read)
      const destinations = new Set<Destination>()
      const installations = new Map<string, InstallationRef>()
      for (const { workspace } of households) {
        const { announce, rules } = workspace
        const teams = await workspaces.teams(workspace)
        const chosen = [
          announce,
          ...rules.mirrors,
          ...Object.values(rules.rituals).map(({ to }) => to),
          ...teams.map(({ channel }) => channel),
        ]
        for (const to of chosen) if (to !== undefined) destinations.add(to as Destination) // rules hold destinations as text
        for (const ref of await workspaces.installations(workspace.id)) installations.set(`${ref.platform}/${ref.id}`, ref)
      }
      const names = households.map(({ workspace }) => workspace.name).join(', ')
      const there =
        households.length === 0
          ? found('look', 'doctor.not-set-up', {}, 'doctor.cure-set-up')
          : found('good', 'doctor.workspaces', { names })
      return {
        findings: [found('good', 'doctor.database-good'), there],
        known: { installations: [...installations.values()], channels: [...destinations].map((to) => partsOf(to)) },
      }
    } finally {
      await database.close()
    }
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error
    const { reason, place } = error
    if (reason === 'not prepared') return { findings: [found('look', 'doctor.database-new')], known: nothing }
    const key = `start.database-${reason.replaceAll(' ', '-') as 'unreachable'}` as const // one of the reasons, each of which has its sentence
    return { findings: [found('wrong', key, { place })], known: nothing }
  }
}

const knownIds = (platform: PlatformName, { installations }: Known): readonly string[] =>
  installations.filter((one) => one.platform === platform).map(({ id }) => id)

const channelsOn = (platform: PlatformName, { channels }: Known): Known['channels'] =>
  channels.filter(({ installation }) => installation.platform === platform)

async function onSlack(settings: SlackSettings, publicUrl: string | undefined, known: Known): Promise<readonly Finding[]> {
  const { examineSlack } = await import('../slack/doctor.ts')
  const api = { token: settings.botToken.reveal(), apiUrl: settings.apiUrl }
  const way = settings.mode === 'socket' ? { appToken: settings.appToken.reveal() } : { publicUrl }
  const channels = channelsOn('slack', known).map(({ channel }) => channel)
  return examineSlack({ api, ...way, known: knownIds('slack', known), channels }, systemClock)
}

async function onDiscord(settings: DiscordSettings, known: Known): Promise<readonly Finding[]> {
  const { examineDiscord } = await import('../discord/doctor.ts')
  const api = { token: settings.token.reveal(), apiUrl: settings.apiUrl }
  const { applicationId, guildId } = settings
  const publicKey = settings.mode === 'http' ? settings.publicKey : undefined
  const channels = channelsOn('discord', known).map(({ installation, channel }) => ({ guild: installation.id, channel }))
  const { commands } = catalog
  return examineDiscord({ api, applicationId, guildId, publicKey, known: knownIds('discord', known), channels, commands }, systemClock)
}
