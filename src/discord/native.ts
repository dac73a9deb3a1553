// A command as people type it elsewhere, said as it is typed on Discord: `/deal won 5000 Acme` is `/deal won amount:5000 customer:Acme`.
import type { Argument } from '../conversation/argument.ts'
import { findCommand } from '../conversation/catalog.ts'
import { optionIn, optionNames } from '../conversation/option-name.ts'
import { usageOf } from '../conversation/usage.ts'
import { sayIn, spokenLanguages } from '../languages/speak.ts'
import { type Declared, isAsked, pathOf } from './commands.ts'
import { fieldsIn } from './fields-in.ts'
import { isInCatalogue } from './localized.ts'
import type { Native } from './native-message.ts'

export type { Native } from './native-message.ts'

/** Texts are said over and over; so many are remembered. */
const remembered = 2_000

const made = new WeakMap<readonly Declared[], Map<string, Native>>()

/** `locale`: the reader's, as their options are called in their language. */
export function native(commands: readonly Declared[], locale = 'en'): Native {
  const { language } = sayIn(locale)
  const byLanguage = made.get(commands) ?? new Map<string, Native>()
  made.set(commands, byLanguage)
  const before = byLanguage.get(language)
  if (before) return before
  const now = nativeIn(commands, language)
  byLanguage.set(language, now)
  return now
}

function nativeIn(commands: readonly Declared[], language: string): Native {
  const say = sayIn(language)
  const option = (name: string): string => optionIn(name, say)
  const usages = new Map(
    commands.flatMap((command) => spokenLanguages.map((spoken) => [usageOf(command, sayIn(spoken)), usageHere(command)] as const)),
  )
  const known = new Map<string, string>()
  const begin = commands.flatMap(({ slots }) =>
    Object.values(slots).flatMap((slot) =>
      slot.keyword !== undefined && slot.argument.word !== '' && isAsked(slot) ? [slot.keyword] : [],
    ),
  )
  /** A keyword of a sentence, alone or with what follows it: `by last year`. */
  const keywords = new RegExp(`^(${[...new Set(begin)].join('|') || '(?!)'})(?: (.+))?$`, 'su')

  /** `/deal won amount: [customer:] [on:]` */
  function usageHere(command: Declared): string {
    const parts = [...optionNames(command.slots)].flatMap(([slot, name]) => {
      if (!isAskedFor(command, slot)) return []
      return [command.slots[slot]?.needed ? `${option(name)}:` : `[${option(name)}:]`]
    })
    return [`/${pathOf(command, commands)}`, ...parts].join(' ')
  }

  /** `because …` at the end: the keyword's field is begun, and everything before it is read. */
  function leftOpen({ slots }: Declared, text: string, dots: string): readonly [string, string] {
    const [, before = '', last = ''] = /^(.*\s|)(\S+)$/su.exec(text) ?? []
    const isKeyword = dots !== '' && Object.values(slots).some(({ keyword, argument }) => keyword === last && argument.word !== '')
    return isKeyword ? [before, ` ${option(last)}:…`] : [text, dots]
  }

  function said(typed: string): string {
    const usage = usages.get(typed)
    if (usage !== undefined) return usage
    const part = keywords.exec(typed)
    if (part?.[1] !== undefined && isInCatalogue(typed)) return `${option(part[1])}:${part[2] ?? ''}`
    const [, word = '', text = '', dots = ''] = /^\/(\S+)(.*?)(\s*…)?$/su.exec(typed) ?? []
    const found = findCommand(commands, word, text)
    if (!found) return typed
    const { command } = found
    const start = `/${pathOf(command, commands)}`
    const [sentence, more] = leftOpen(command, found.text, dots)
    if (sentence.trim() === '') return start + more
    const fields = fieldsIn(sentence, command.slots)
    if (!fields) return typed
    const names = optionNames(command.slots)
    const asked = Object.entries(fields).map(([slot, value]) => [askedInstead(command, slot), value] as const)
    if (asked.some(([slot]) => !isAskedFor(command, slot))) return typed
    const given = asked.map(([slot, value]) => {
      const argument = command.slots[slot]?.argument
      return `${option(names.get(slot) ?? slot)}:${argument ? shown(argument, value.trim()) : value}`
    })
    return [start, ...given].join(' ') + more
  }

  return (typed) => {
    const before = known.get(typed)
    if (before !== undefined) return before
    const now = said(typed)
    if (known.size >= remembered) known.clear()
    known.set(typed, now)
    return now
  }
}

/** The slot whose field says what a slot says that has none. */
function askedInstead({ slots }: Declared, name: string): string {
  const field = slots[name]?.argument.field
  return field?.kind === 'not asked' ? (field.instead ?? name) : name
}

function isAskedFor({ slots }: Declared, name: string): boolean {
  const slot = slots[name]
  return slot !== undefined && isAsked(slot)
}

/** A value as Discord's own client has it: a switch is called True, and of a list of words the whole word is one. */
function shown({ word, field }: Argument<unknown>, value: string): string {
  if (word === '') return 'True'
  if (field?.kind !== 'one of' || field.values.includes(value)) return value
  return field.values.find((one) => one.toLowerCase().startsWith(value.toLowerCase())) ?? value
}
