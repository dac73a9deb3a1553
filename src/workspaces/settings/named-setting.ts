// A setting by its name, and what it should be: `stages lead 10, demo 30`, or `stages` alone to see it.
import type { Argument } from '../../conversation/argument.ts'
import { isNear } from '../../conversation/parse-text.ts'
import { fold } from '../../vocabulary/folding.ts'
import { passed, read, type Word, wrong } from '../../vocabulary/reading.ts'
import { settings } from './all.ts'
import type { Choice, Setting } from './setting.ts'

export interface NamedSetting {
  readonly setting: Setting
  /** Undefined: it is only asked for. */
  readonly choice: Choice | undefined
}

export const namedSetting: Argument<NamedSetting> = {
  name: 'argument.setting',
  field: { kind: 'text', longest: 1_000 }, // a list of closing days
  suggests: 'settings',
  read(words, at, context) {
    const word = words[at]
    if (!word) return passed
    const found = settingAt(words, at)
    if (!found) return unknown(word)
    const { setting, next } = found
    const first = words[next]
    if (!first) return read({ setting, choice: undefined }, next)
    const value = setting.argument.read(words, next, context)
    const example = `/dealbell settings ${setting.name} ${setting.example}`
    if (value.outcome === 'wrong') return { ...value, problem: { ...value.problem, example } }
    if (value.outcome === 'passed') return wrong('setting-unreadable', first, words.at(-1), { example: setting.example })
    return read({ setting, choice: value.value }, value.next)
  },
}

/** `closing-days`, or `closing days`. */
function settingAt(words: readonly Word[], at: number): { readonly setting: Setting; readonly next: number } | undefined {
  for (const count of [2, 1]) {
    const typed = words.slice(at, at + count).map(({ text }) => fold(text).toLowerCase())
    const setting = typed.length === count ? settings.find(({ name }) => name === typed.join('-')) : undefined
    if (setting) return { setting, next: at + count }
  }
  return undefined
}

function unknown(word: Word) {
  const near = settings.find(({ name }) => isNear(word.text.toLowerCase(), name))
  return near
    ? wrong('unexpected-near', word, word, { near: near.name })
    : wrong('setting-unknown', word, word, { known: settings.map(({ name }) => name).join(', ') })
}
