// Brings the commands that Discord has to what is declared, by writing only what differs: a command that is written again is new to every
// client, and only so many may be created a day. https://docs.discord.com/developers/interactions/application-commands
import { isDeepStrictEqual } from 'node:util'
import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from 'discord.js'
import { type Json, listIn, objectIn, textIn } from '../conversation/json.ts'
import { type Call, DiscordFailure } from './api.ts'
import { type CommandDefinition, type Declared, definitions } from './commands.ts'
import type { Log } from './log.ts'
import { type Patience, patiently } from './patiently.ts'

interface Registering extends Patience {
  readonly applicationId: string
  /** For that server alone, where they are there at once; else everywhere. */
  readonly guild?: string | undefined
  readonly commands: readonly Declared[]
  readonly log: Log
}

export interface Registered {
  readonly created: number
  readonly changed: number
  readonly deleted: number
  readonly unchanged: number
  readonly failed: number
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const unknownCommand = 10_063
const tooManyCreatedToday = 30_034

/**
 * Never rejects: what cannot be written is logged and left to the next start, as the bot works without it. New commands first, those that are
 * no longer ours last. Several copies may do it at once: creating a command that there is by now writes it again, and one that is gone is gone.
 */
export async function registerCommands(registering: Registering): Promise<Registered> {
  const { applicationId, guild, commands, log, ...patience } = registering
  const path: Call['path'] =
    guild === undefined ? `/applications/${applicationId}/commands` : `/applications/${applicationId}/guilds/${guild}/commands`
  const counts = { created: 0, changed: 0, deleted: 0, unchanged: 0, failed: 0 }
  const call = patiently(patience)

  const plan = await read()
  if (!plan) return { ...counts, failed: commands.length === 0 ? 0 : 1 }
  counts.unchanged = plan.unchanged
  let mayCreate = true
  const create = async (wanted: Body) => {
    if (!mayCreate) throw new DiscordFailure('limited')
    try {
      await call({ method: 'POST', path, body: wanted })
    } catch (error) {
      // Once the day's are used up, or the wait is long, the others would be turned away too.
      if (error instanceof DiscordFailure && (error.kind === 'limited' || error.code === tooManyCreatedToday)) mayCreate = false
      throw error
    }
  }
  for (const wanted of plan.missing) await attempt('created', wanted.name, () => create(wanted))
  for (const { id, wanted } of plan.other)
    await attempt('changed', wanted.name, async () => {
      try {
        await call({ method: 'PATCH', path: `${path}/${id}`, body: changeTo(wanted) })
      } catch (error) {
        if (!isUnknown(error)) throw error
        await create(wanted) // it was there a moment ago
      }
    })
  for (const { id, name } of plan.gone)
    await attempt('deleted', name, async () => {
      try {
        await call({ method: 'DELETE', path: `${path}/${id}` })
      } catch (error) {
        if (!isUnknown(error)) throw error
      }
    })
  if (counts.created + counts.changed + counts.deleted > 0) log.info({ guild, ...counts }, 'Commands brought up to date on Discord')
  return counts

  async function read(): Promise<Plan | undefined> {
    try {
      const wanted = definitions(commands)
      const there = await call({ method: 'GET', path, query: { with_localizations: 'true' } })
      if (!Array.isArray(there)) throw new DiscordFailure('fault', { message: 'no list' })
      return planOf(wanted, there, guild === undefined)
    } catch (error) {
      log.error({ guild, ...reasonOf(error) }, 'The commands on Discord cannot be compared with what they should be')
      return undefined
    }
  }

  async function attempt(counted: 'created' | 'changed' | 'deleted', command: string, write: () => Promise<unknown>): Promise<void> {
    try {
      await write()
      counts[counted] += 1
    } catch (error) {
      counts.failed += 1
      log.error({ command, guild, ...reasonOf(error) }, 'A command could not be brought up to date on Discord')
    }
  }
}

/** The commands that Discord has not, has otherwise, or has and should not: their names. `there`: what it has, with its localizations. */
export function differences(wanted: readonly CommandDefinition[], there: readonly unknown[], isGlobal: boolean): readonly string[] {
  const { missing, other, gone } = planOf(wanted, there, isGlobal)
  return [...missing.map(({ name }) => name), ...other.map((one) => one.wanted.name), ...gone.map(({ name }) => name)]
}

/** What is sent: of one for everywhere also where it can be used, in a server and in private. */
type Body = CommandDefinition & {
  readonly contexts?: readonly InteractionContextType[]
  readonly integration_types?: readonly ApplicationIntegrationType[]
}

interface Plan {
  readonly missing: readonly Body[]
  readonly other: readonly { readonly id: string; readonly wanted: Body }[]
  readonly gone: readonly { readonly id: string; readonly name: string }[]
  readonly unchanged: number
}

function planOf(wanted: readonly CommandDefinition[], there: readonly unknown[], isGlobal: boolean): Plan {
  const bodies = wanted.map((definition): Body => (isGlobal ? { ...definition, ...everywhere } : definition))
  // Those of other kinds (in a menu, or launching an activity) are not ours.
  const had = there.map(objectIn).filter(({ type = ApplicationCommandType.ChatInput }) => type === ApplicationCommandType.ChatInput)
  const idOf = ({ id }: Json) => textIn(id) ?? ''
  const byName = new Map(had.map((command) => [command.name, command]))
  const pairs = bodies.map((body) => ({ body, before: byName.get(body.name) }))
  const other = pairs.flatMap(({ body, before }) =>
    before && !isDeepStrictEqual(normal(before, isGlobal), normal(body, isGlobal)) ? [{ id: idOf(before), wanted: body }] : [],
  )
  const missing = pairs.flatMap(({ body, before }) => (before ? [] : [body]))
  return {
    missing,
    other,
    gone: had
      .filter(({ name }) => !bodies.some((body) => body.name === name))
      .map((command) => ({ id: idOf(command), name: textIn(command.name) ?? '?' })),
    unchanged: bodies.length - missing.length - other.length,
  }
}

const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
} as const

/** Everything of a change is said, also that there is none of it any more: what is left out would stay. A command's kind cannot change. */
function changeTo({ type: _, ...wanted }: Body): Json {
  return { name_localizations: null, description_localizations: null, options: [], ...wanted }
}

/** What of a command is ours, whoever wrote it down: without what is as it would be unsaid, in one order where the order says nothing. */
function normal(command: object, isGlobal: boolean): Json {
  const { contexts, integration_types } = objectIn(command)
  return {
    ...normalNames(objectIn(command)),
    ...(isGlobal ? { contexts: sorted(contexts), integration_types: sorted(integration_types) } : {}),
  }
}

function normalNames({ name, name_localizations, description, description_localizations, options }: Json): Json {
  const below = listIn(options).map((option) => normalOption(objectIn(option)))
  return {
    name,
    description,
    name_localizations: { ...objectIn(name_localizations) },
    description_localizations: { ...objectIn(description_localizations) },
    options: below,
  }
}

function normalOption(option: Json): Json {
  const { type, required, autocomplete, choices, min_value, max_value, min_length, max_length, channel_types } = option
  return {
    ...normalNames(option),
    type,
    required: required === true,
    autocomplete: autocomplete === true,
    choices: listIn(choices).map((choice) => {
      const { name, value, name_localizations } = objectIn(choice)
      return { name, value, name_localizations: { ...objectIn(name_localizations) } }
    }),
    channel_types: sorted(channel_types),
    bounds: [min_value, max_value, min_length, max_length].map((bound) => bound ?? undefined),
  }
}

const sorted = (list: unknown): readonly unknown[] => [...listIn(list)].sort()

const isUnknown = (error: unknown): boolean => error instanceof DiscordFailure && (error.code === unknownCommand || error.status === 404)

const reasonOf = (error: unknown): object =>
  error instanceof DiscordFailure
    ? { kind: error.kind, status: error.status, code: error.code, reason: error.message }
    : { reason: error instanceof Error ? error.message : String(error) }
