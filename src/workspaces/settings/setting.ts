// What a setting is: one declaration from which command, form, help and the list of settings are made. As it would be typed is how a
// value is shown, recorded, put into a form and brought back by an undo, so that it is always read by the same reader.
import type { Argument, ReadContext } from '../../conversation/argument.ts'
import type { Workspace } from '../../conversation/people.ts'
import type { Destination } from '../../conversation/platform.ts'
import type { TextKey } from '../../languages/language.ts'
import type { Say } from '../../languages/say.ts'
import type { Span } from '../../message/message.ts'
import { passed, type Reading, read } from '../../vocabulary/reading.ts'
import { defaultRules, type Rules } from '../../vocabulary/rules.ts'
import type { ChannelRef } from '../chosen-channel.ts'

/** What settings are stored in. */
export type Settled = Pick<Workspace, 'currency' | 'timeZone' | 'calendar' | 'language' | 'announce' | 'rules'>

/** How settings stand, and the channel in which somebody changes them; undefined in a conversation between two. */
export interface On {
  readonly settled: Settled
  readonly here: Destination | undefined
  /** The channel that was named. Throws a complaint for one that cannot be told. */
  channelOf?(named: ChannelRef): Destination
}

export interface Change {
  /** The setting's name; behind it, after a space, the one place for which it holds. */
  readonly kind: string
  /** As typed. */
  readonly before: string
  readonly after: string
  /** How everything is settled then. */
  readonly settled: Settled
}

/** What somebody wants a setting to be. Throws a complaint where that cannot be. */
export type Choice = (on: On) => Change

export const topics = ['basics', 'calendar', 'pipeline', 'team', 'rituals', 'integrity'] as const
export type Topic = (typeof topics)[number]

export interface Option {
  readonly value: string
  readonly label: string
}

export interface Setting {
  /** One word, as typed: `closing-days`. */
  readonly name: string
  readonly topic: Topic
  readonly label: TextKey
  /** What is good to know where it is changed. */
  readonly hint?: TextKey
  /** What can be typed behind the name. */
  readonly example: string
  /** It can be nothing: an empty field of a form says so. */
  readonly canBeNone: boolean
  readonly argument: Argument<Choice>
  /** As it stands. */
  typed(settled: Settled): string
  /** The values there are, if there are few. */
  options?(say: Say, on: On): readonly Option[]
  /** How a value reads, that `typed` or a change gave. */
  shown(typed: string, say: Say): readonly Span[]
  /** Places for which something else holds, as kind and value. */
  exceptions?(settled: Settled): readonly { readonly kind: string; readonly typed: string }[]
  /** The choice of a recorded value, for what is not chosen by typing. Undefined: it is read like any other. */
  recorded?(kind: string, typed: string): Choice | undefined
}

/** As typed where it is none. */
export const none = 'none'
const noneWords: ReadonlySet<string> = new Set([none, 'off']) // not `no`, which is Norway
const usualWord = 'default'

export interface Declared<Value> {
  readonly name: string
  readonly topic: Topic
  readonly label: TextKey
  readonly hint?: TextKey
  readonly example: string
  readonly argument: Argument<Value>
  of(settled: Settled): Value
  put(settled: Settled, value: Value): Settled
  /** As the argument reads it back. */
  typed(value: Value): string
  readonly usual?: { readonly value: Value }
  readonly none?: { readonly value: Value }
  options?(say: Say): readonly Option[]
  shown?(typed: string, say: Say): readonly Span[]
}

/** A setting from its declaration: `none` and `default` are read where there is such a thing. */
export function setting<Value>(declared: Declared<Value>): Setting {
  const { name, argument, of, put, typed, usual } = declared
  const nothing = declared.none
  const typedOr = (value: Value): string => (nothing && value === nothing.value ? none : typed(value) || none)
  const choose =
    (value: Value): Choice =>
    ({ settled }) => ({ kind: name, before: typedOr(of(settled)), after: typedOr(value), settled: put(settled, value) })
  const { options } = declared
  return {
    name,
    topic: declared.topic,
    label: declared.label,
    ...(declared.hint ? { hint: declared.hint } : {}),
    example: declared.example,
    canBeNone: nothing !== undefined,
    typed: (settled) => typedOr(of(settled)),
    ...(options ? { options } : {}),
    shown: declared.shown ?? ((text, say) => [options?.(say).find(({ value }) => value === text)?.label ?? text]),
    argument: {
      ...askedFor(argument, nothing !== undefined),
      read: (words, at, context) => mapped(readFixed(words, at, { nothing, usual }) ?? argument.read(words, at, context), choose),
    },
  }
}

/** How a field asks for a value, which may be that there is none. */
const askedFor = (
  { name, field, suggests, words }: Argument<unknown>,
  canBeNone: boolean,
): Omit<Argument<unknown>, 'read' | 'resolve'> => ({
  name,
  ...(field && { field: canBeNone && field.kind === 'one of' ? { ...field, values: [...field.values, none] } : field }),
  ...(suggests && { suggests }),
  ...((words || (canBeNone && suggests)) && { words: [...(words ?? []), ...(canBeNone ? [none] : [])] }),
})

function readFixed<Value>(
  words: Parameters<Argument<Value>['read']>[0],
  at: number,
  { nothing, usual }: { readonly nothing: Declared<Value>['none']; readonly usual: Declared<Value>['usual'] },
): Reading<Value> | undefined {
  const word = words[at]
  if (!word || word.quoted) return undefined
  const text = word.text.toLowerCase()
  if (nothing && noneWords.has(text)) return read(nothing.value, at + 1)
  return usual && text === usualWord ? read(usual.value, at + 1) : undefined
}

/** A reading of one thing as the reading of another. */
export function mapped<From, To>(reading: Reading<From>, to: (value: From) => To): Reading<To> {
  if (reading.outcome === 'passed') return passed
  return reading.outcome === 'read' ? read(to(reading.value), reading.next) : reading
}

/** Where a rule is found and put. */
export const rule = <Name extends keyof Rules>(name: Name) => ({
  of: ({ rules }: Settled): Rules[Name] => rules[name],
  put: (settled: Settled, value: Rules[Name]): Settled => ({ ...settled, rules: { ...settled.rules, [name]: value } }),
  usual: { value: defaultRules[name] },
})

/** All that a reader of settings gets to know. */
export type SettingContext = Omit<ReadContext, 'text' | 'startsSlot'>
