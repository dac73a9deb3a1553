// The commands that an application has registered with the fake Discord, and what Discord refuses among them:
// https://docs.discord.com/developers/interactions/application-commands
import { type Json, listIn, objectIn, textIn } from '../../../src/conversation/json.ts'
import { nothing, ok, Refusal } from './http.ts'
import { invalid } from './messages.ts'
import type { Handler, Office } from './rest.ts'
import { ids, type World } from './world.ts'

const locales = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(' '),
)
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
/** Types of options: https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
export const optionType = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  number: 10,
  attachment: 11,
} as const

const scopeOf = (world: World, guild: string | undefined): Map<string, Json> => {
  const scope = guild ?? 'global'
  if (guild !== undefined && !world.guilds.has(guild)) throw new Refusal(403, 50001, 'Missing Access')
  const commands = world.commands.get(scope) ?? new Map<string, Json>()
  world.commands.set(scope, commands)
  return commands
}

/** A command as Discord gives it back: with all that it fills in itself. */
function stored(body: Json, id: string, guild: string | undefined, world: World): Json {
  return {
    id,
    application_id: ids.bot,
    ...(guild === undefined ? { dm_permission: true, contexts: null, integration_types: [0] } : { guild_id: guild }),
    version: world.newId(),
    default_member_permissions: null,
    type: 1,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    ...shown(body),
  }
}

/** Discord leaves out of an option what is as it would be without saying. */
const shown = (body: Json): Json => ({
  ...body,
  ...(body.options ? { options: listIn(body.options).map((each) => shownOption(objectIn(each))) } : {}),
})
const shownOption = (option: Json): Json => {
  const { required, autocomplete, options, ...rest } = option
  return {
    ...rest,
    ...(required === true ? { required } : {}),
    ...(autocomplete === true ? { autocomplete } : {}),
    ...(options ? { options: listIn(options).map((each) => shownOption(objectIn(each))) } : {}),
  }
}

function upsert({ world }: Office, body: Json, guild: string | undefined): { command: Json; isNew: boolean } {
  check(body, guild !== undefined)
  const commands = scopeOf(world, guild)
  const same = [...commands.values()].find((each) => each.name === body.name && each.type === (body.type ?? 1))
  if (!same && commands.size >= 100) throw new Refusal(400, 30032, 'Maximum number of application commands reached (100).')
  const command = stored(body, same ? String(same.id) : world.newId(), guild, world)
  commands.set(String(command.id), command)
  return { command, isNew: !same }
}

export const commandRoutes: Readonly<Record<string, Handler>> = Object.fromEntries(
  ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'].flatMap((path) => [
    [
      `GET ${path}`,
      mine(({ world }, { query }, { guild }) => {
        const localised = query.get('with_localizations') === 'true'
        return ok([...scopeOf(world, guild).values()].map((each) => (localised ? each : withoutLocales(each))))
      }),
    ],
    [
      `POST ${path}`,
      mine((office, { body }, { guild }) => {
        const { command, isNew } = upsert(office, objectIn(body), guild)
        return { status: isNew ? 201 : 200, body: command }
      }),
    ],
    [
      `PUT ${path}`,
      mine((office, { body }, { guild }) => {
        const wanted = listIn(body).map(objectIn)
        const names = wanted.map(({ name, type = 1 }) => `${String(type)} ${String(name)}`)
        if (new Set(names).size < names.length)
          throw invalid('name', 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')
        for (const each of wanted) check(each, guild !== undefined)
        const commands = scopeOf(office.world, guild)
        for (const [id, { name }] of commands) if (!wanted.some((each) => each.name === name)) commands.delete(id)
        return ok(wanted.map((each) => upsert(office, each, guild).command))
      }),
    ],
    [
      `PATCH ${path}/:command`,
      mine(({ world }, { body }, { guild, command = '' }) => {
        const commands = scopeOf(world, guild)
        const before = commands.get(command)
        if (!before) throw new Refusal(404, 10063, 'Unknown application command')
        const after = { ...before, ...objectIn(body) }
        check(after, guild !== undefined)
        const changed = { ...shown(after), version: world.newId() }
        commands.set(command, changed)
        return ok(changed)
      }),
    ],
    [
      `DELETE ${path}/:command`,
      mine(({ world }, _, { guild, command = '' }) => {
        if (!scopeOf(world, guild).delete(command)) throw new Refusal(404, 10063, 'Unknown application command')
        return nothing
      }),
    ],
  ]),
)

function mine(handler: Handler): Handler {
  return (office, asked, at) => {
    if (at.application !== ids.bot) throw new Refusal(403, 20012, 'You are not authorized to perform this action on this application')
    return handler(office, asked, at)
  }
}

function withoutLocales(value: Json): Json {
  const { name_localizations: _, description_localizations: __, ...rest } = value
  return { ...rest, ...(rest.options ? { options: listIn(rest.options).map((each) => withoutLocales(objectIn(each))) } : {}) }
}

/** Throws a refusal for a definition that Discord does not take. */
function check(command: Json, isGuilds: boolean): void {
  if (
    isGuilds &&
    ((command.contexts !== undefined && command.contexts !== null) ||
      (command.dm_permission !== undefined && command.guild_id === undefined))
  )
    throw invalid('contexts', 'APPLICATION_COMMAND_CONTEXTS_GUILD', 'Contexts cannot be set on a command of a guild')
  named(command, '')
  const length = lengthOf(command)
  if (length > 8_000) throw invalid('name', 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (8000): ${length}`)
  options(command, '', 0)
}

function named(thing: Json, at: string): void {
  const where = (key: string) => (at === '' ? key : `${at}.${key}`)
  const names: [string, unknown][] = [['name', thing.name], ...Object.entries(objectIn(thing.name_localizations))]
  for (const [key, name] of names) {
    if (key !== 'name' && !locales.has(key)) throw invalid(where('name_localizations'), 'LOCALE_INVALID', `Unknown locale ${key}`)
    if (typeof name !== 'string' || !namePattern.test(name) || name !== name.toLowerCase())
      throw invalid(where('name'), 'APPLICATION_COMMAND_INVALID_NAME', `Command name is invalid: ${String(name)} (${key})`)
  }
  const descriptions: [string, unknown][] = [
    ['description', thing.description],
    ...Object.entries(objectIn(thing.description_localizations)),
  ]
  for (const [key, text] of descriptions) {
    if (key !== 'description' && !locales.has(key))
      throw invalid(where('description_localizations'), 'LOCALE_INVALID', `Unknown locale ${key}`)
    if (typeof text !== 'string' || text.length < 1 || text.length > 100)
      throw invalid(where('description'), 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and 100 in length (${key}): ${String(text)}`)
  }
}

function options(parent: Json, at: string, depth: number): void {
  const all = listIn(parent.options).map(objectIn)
  const place = (index: number) => `${at === '' ? '' : `${at}.`}options.${index}`
  if (all.length > 25) throw invalid(place(25), 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.')
  if (new Set(all.map(({ name }) => name)).size < all.length)
    throw invalid(place(0), 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists')
  for (const locale of new Set(all.flatMap((each) => Object.keys(objectIn(each.name_localizations))))) {
    const local = all.map((each) => objectIn(each.name_localizations)[locale] ?? each.name)
    if (new Set(local).size < local.length)
      throw invalid(place(0), 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', `Option name already exists in ${locale}`)
  }
  const isNested = ({ type }: Json) => type === optionType.subcommand || type === optionType.group
  if (all.some(isNested) && !all.every(isNested))
    throw invalid(
      place(0),
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    )
  let optionalSeen = false
  for (const [index, option] of all.entries()) {
    named(option, place(index))
    if (isNested(option)) {
      if ((option.type === optionType.group && depth > 0) || depth > 1)
        throw invalid(place(index), 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Too deep')
      options(option, place(index), depth + (option.type === optionType.group ? 1 : 2))
      continue
    }
    if (option.required === true && optionalSeen)
      throw invalid(
        place(index),
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      )
    optionalSeen ||= option.required !== true
    value(option, place(index))
  }
}

function value(option: Json, at: string): void {
  const choices = listIn(option.choices).map(objectIn)
  if (choices.length > 0 && option.autocomplete === true)
    throw invalid(at, 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES', 'Autocomplete and choices are mutually exclusive')
  const takesThem: readonly unknown[] = [optionType.string, optionType.integer, optionType.number]
  if ((choices.length > 0 || option.autocomplete === true) && !takesThem.includes(option.type))
    throw invalid(at, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'This type takes no choices')
  if (choices.length > 25) throw invalid(at, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.')
  for (const key of ['name', 'value']) {
    if (new Set(choices.map((each) => each[key])).size < choices.length)
      throw invalid(at, 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS', `Choice ${key} twice`)
  }
  for (const { name, value: own } of choices)
    if (typeof name !== 'string' || name.length < 1 || name.length > 100 || (typeof own === 'string' && (own.length > 100 || own === '')))
      throw invalid(at, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')
  const { min_value: least, max_value: most, min_length: shortest, max_length: longest } = option
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    throw invalid(at, 'NUMBER_TYPE_MIN', 'min_value is above max_value')
  if (typeof shortest === 'number' && typeof longest === 'number' && shortest > longest)
    throw invalid(at, 'NUMBER_TYPE_MIN', 'min_length is above max_length')
  for (const bound of [least, most])
    if (bound !== undefined && bound !== null && Math.abs(Number(bound)) > 2 ** 53)
      throw invalid(at, 'NUMBER_TYPE_MAX', 'A bound is beyond 2^53')
}

/** Names, descriptions and values together, of each the longest of its languages. */
function lengthOf(thing: Json): number {
  const longest = (own: unknown, local: unknown) =>
    Math.max(0, ...[own, ...Object.values(objectIn(local))].map((each) => String(each ?? '').length))
  return (
    longest(thing.name, thing.name_localizations) +
    longest(thing.description, thing.description_localizations) +
    (typeof thing.value === 'string' ? thing.value.length : 0) +
    [...listIn(thing.options), ...listIn(thing.choices)].reduce<number>((sum, each) => sum + lengthOf(objectIn(each)), 0)
  )
}

/** What a person who types finds: the server's own commands before those for everywhere. Undefined for none of that name. */
export function commandNamed(world: World, guild: string | undefined, name: string): Json | undefined {
  const own = guild === undefined ? [] : [...(world.commands.get(guild)?.values() ?? [])]
  return [...own, ...(world.commands.get('global')?.values() ?? [])].find((each) => textIn(each.name) === name)
}
