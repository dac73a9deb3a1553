// The commands as Discord's own, from the same declarations: the first word is the command, the next ones its subcommands, and each slot an
// option. https://docs.discord.com/developers/interactions/application-commands
import { ApplicationCommandOptionType, ApplicationCommandType, ChannelType } from 'discord.js'
import type { Argument, Slot, Slots } from '../conversation/argument.ts'
import { inOrder } from '../conversation/catalog.ts'
import { optionNames } from '../conversation/option-name.ts'
import { keyCalled } from '../languages/key-called.ts'
import type { TextKey } from '../languages/language.ts'
import { limits } from './limits.ts'
import { inAllLanguages, type Localizations, sentence, shortened } from './localized.ts'

/** What is asked of a declaration. */
export interface Declared {
  /** Up to three words. */
  readonly name: string
  readonly first?: true
  readonly word?: string
  readonly summary: TextKey
  readonly slots: Slots
}

interface Named {
  readonly name: string
  readonly name_localizations?: Localizations
  readonly description: string
  readonly description_localizations?: Localizations
}

/** An option, a subcommand or a group of them: `options` is for the last two. */
export interface OptionDefinition extends Named {
  readonly type: ApplicationCommandOptionType
  readonly options?: readonly OptionDefinition[]
  readonly required?: true
  readonly autocomplete?: true
  readonly choices?: readonly { readonly name: string; readonly value: string }[]
  readonly max_length?: number
  readonly min_value?: number
  readonly max_value?: number
  readonly channel_types?: readonly ChannelType[]
}

/** As Discord takes it when a command is created. */
export interface CommandDefinition extends Named {
  readonly type: ApplicationCommandType.ChatInput
  readonly options?: readonly OptionDefinition[]
}

/** Characters of a text option where the declaration does not say otherwise. */
const usualLength = 500

/** Throws on commands that Discord would refuse. */
export function definitions(commands: readonly Declared[]): readonly CommandDefinition[] {
  const all = inOrder(commands)
  const made = [...new Set(all.map(({ name }) => wordOf(name, 0)))].map((word) => {
    const definition = commandOf(
      word,
      all.filter(({ name }) => wordOf(name, 0) === word),
    )
    check(charactersOf(definition) <= limits.command.characters, `${limits.command.characters} characters for /${word}`)
    return definition
  })
  check(made.length <= limits.command.perKind, `${limits.command.perKind} commands, there are ${made.length}`)
  return made
}

/**
 * From how Discord names an option back to the slot: by the command's words as Discord has them (`agenda show`, `dealbell team add`) and the
 * option's name. Undefined for what is not declared.
 */
export function optionSlots(commands: readonly Declared[]): (path: string, option: string) => string | undefined {
  const slots = new Map<string, string>()
  for (const command of commands)
    for (const [slot, option] of optionNames(command.slots)) slots.set(`${pathOf(command, commands)} ${option}`, slot)
  return (path, option) => slots.get(`${path} ${option}`)
}

/** A command's words as Discord has them: with the word of its own where others begin with its words. */
export const pathOf = ({ name, word }: Pick<Declared, 'name' | 'word'>, commands: readonly Pick<Declared, 'name'>[]): string =>
  word !== undefined && commands.some((other) => other.name.startsWith(`${name} `)) ? `${name} ${word}` : name

const wordOf = (name: string, at: number): string => name.split(' ')[at] ?? ''

function check(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(`Discord takes no more than ${what}`)
}

function commandOf(word: string, own: readonly Declared[]): CommandDefinition {
  const type = ApplicationCommandType.ChatInput
  const [only] = own
  if (only && own.length === 1 && only.name === word)
    return { type, ...described(word, only.summary, limits.command.description), ...withOptions(optionsOf(only)) }
  const about = keyCalled(`word.${word}`) ?? only?.summary
  if (!about) throw new RangeError(`There is no command ${word}`)
  return { type, ...described(word, about, limits.command.description), ...withOptions(below(word, own, 1)) }
}

/** What stands beneath some words of commands: subcommands, and at the first step groups of them. */
function below(words: string, own: readonly Declared[], depth: number): readonly OptionDefinition[] {
  const nextWords = [...new Set(own.map((command) => (command.name === words ? ownWord(command) : wordOf(command.name, depth))))]
  const made = nextWords.map((next) => {
    const name = `${words} ${next}`
    const [here, another] = own.filter((command) => command.name === name || (command.name === words && command.word === next))
    if (another) throw new RangeError(`Two commands are called /${name}`)
    const deeper = own.filter((command) => command.name.startsWith(`${name} `))
    if (deeper.length === 0 && here)
      return {
        type: ApplicationCommandOptionType.Subcommand as const,
        ...described(next, here.summary, limits.command.description),
        ...withOptions(optionsOf(here)),
      }
    check(depth < 2, `three words: ${deeper[0]?.name}`)
    const about = here?.summary ?? keyCalled(`word.${name.replaceAll(' ', '-')}`) ?? deeper[0]?.summary
    if (!about) throw new RangeError(`There is no command ${name}`)
    return {
      type: ApplicationCommandOptionType.SubcommandGroup as const,
      ...described(next, about, limits.command.description),
      ...withOptions(below(name, here ? [here, ...deeper] : deeper, depth + 1)),
    }
  })
  check(made.length <= limits.command.options, `${limits.command.options} subcommands beneath /${words}`)
  return made
}

function ownWord({ name, word }: Declared): string {
  if (word === undefined) throw new RangeError(`Other commands begin with /${name}, so Discord needs a word for it alone`)
  return word
}

/** False for what nobody can give on Discord. */
export const isAsked = ({ argument }: Slot<unknown>): boolean => argument.field?.kind !== 'not asked'

const withOptions = (options: readonly OptionDefinition[]) => (options.length > 0 ? { options } : {})

/** Those that are needed first, as Discord asks; else in the order of the declaration. */
function optionsOf(command: Declared): readonly OptionDefinition[] {
  const options = [...optionNames(command.slots)].flatMap(([slot, name]) => {
    const declared = command.slots[slot]
    return declared && isAsked(declared) ? [optionOf(command, name, declared)] : []
  })
  check(options.length <= limits.command.options, `${limits.command.options} options for /${command.name}`)
  return [...options.filter(({ required }) => required), ...options.filter(({ required }) => !required)]
}

function optionOf(command: Declared, name: string, { argument, needed }: Slot<unknown>): OptionDefinition {
  const called = keyCalled(`option.${name}`)
  const names = called ? inAllLanguages(sentence(called, limits.option.name)) : { localizations: {} }
  const path = command.name.replaceAll(' ', '-')
  const about = keyCalled(`option-about.${path}.${name}`) ?? keyCalled(`option-about.${name}`) ?? argument.name
  return {
    ...kindOf(argument),
    ...named(name, names.localizations),
    ...descriptions(about, limits.option.description),
    ...(needed ? { required: true } : {}),
  }
}

type Kind = Omit<OptionDefinition, keyof Named>

function kindOf({ word, field, suggests }: Argument<unknown>): Kind {
  const help = suggests === undefined ? {} : { autocomplete: true as const }
  if (word === '') return { type: ApplicationCommandOptionType.Boolean }
  if (field?.kind === 'channel')
    return { type: ApplicationCommandOptionType.Channel, channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement] }
  if (field?.kind === 'number')
    return { type: ApplicationCommandOptionType.Integer, min_value: field.least, max_value: field.most, ...help }
  const type = ApplicationCommandOptionType.String
  // More than Discord lists are typed instead.
  if (field?.kind === 'one of' && field.values.length <= limits.option.choices)
    return { type, choices: field.values.map((value) => ({ name: shortened(value, limits.choice.name), value })) }
  const longest = field?.kind === 'text' ? field.longest : usualLength
  return { type, max_length: Math.max(1, Math.min(longest, limits.option.text)), ...help }
}

/** The names of commands are the same in all languages: answers and the documentation say them. */
const described = (name: string, about: TextKey, longest: number): Named => ({ ...named(name, {}), ...descriptions(about, longest) })

function named(name: string, localizations: Localizations): Pick<Named, 'name' | 'name_localizations'> {
  for (const one of [name, ...Object.values(localizations)])
    if (!/^[-_\p{L}\p{N}]{1,32}$/u.test(one) || one !== one.toLowerCase()) throw new RangeError(`Discord takes no name like ${one}`)
  return { name, ...(Object.keys(localizations).length > 0 ? { name_localizations: localizations } : {}) }
}

function descriptions(about: TextKey, longest: number): Pick<Named, 'description' | 'description_localizations'> {
  const { text, localizations } = inAllLanguages(sentence(about, longest))
  return { description: text, ...(Object.keys(localizations).length > 0 ? { description_localizations: localizations } : {}) }
}

/** What Discord counts against the limit of a command: of each text the longest of its languages. */
export function charactersOf(definition: Named & { readonly options?: readonly OptionDefinition[] } & Pick<Kind, 'choices'>): number {
  const longest = (text: string, localizations: Localizations = {}) =>
    Math.max(text.length, ...Object.values(localizations).map((one) => one.length))
  return (
    longest(definition.name, definition.name_localizations) +
    longest(definition.description, definition.description_localizations) +
    sum((definition.choices ?? []).map(({ name, value }) => name.length + value.length)) +
    sum((definition.options ?? []).map(charactersOf))
  )
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
