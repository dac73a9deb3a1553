// The catalogues side by side: the same sentences, with the same values and the same dress, in every language.
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { en } from '../../src/languages/en.ts'
import { it } from '../../src/languages/it.ts'
import type { Catalogue, TextKey } from '../../src/languages/language.ts'
import { nb } from '../../src/languages/nb.ts'
import { ru } from '../../src/languages/ru.ts'
import type { Values } from '../../src/languages/say.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import { zh } from '../../src/languages/zh.ts'
import type { Span } from '../../src/message/message.ts'

const catalogues: Readonly<Record<string, Catalogue>> = { en, nb, it, ru, zh }
const foreign = Object.keys(catalogues).filter((language) => language !== 'en')
const keys = Object.keys(en) as TextKey[] // the keys of a catalogue, which Object.keys forgets
const text = (language: string, key: TextKey): string => catalogues[language]?.[key] ?? ''

/** What is written as in English on purpose: words that are typed, forms like Q4, arithmetic, and words that are the same. */
const alike: Readonly<Record<string, readonly TextKey[]>> = {
  nb: [
    'discord.form-page',
    'option.for',
    'option.team',
    'option.under',
    'doctor.database',
    'agenda.title',
    'agenda.box',
    'agenda.comma',
    'agenda.colon',
    'button.send',
    'argument.import-kind',
    'argument.export-kind',
    'metric.of-kind',
    'pipeline.word',
    'argument.on-off',
    'argument.person-or-none',
    'argument.person-or-team',
    'argument.team-or-none',
    'argument.team-or-top',
    'argument.company',
    'argument.person',
    'argument.subject',
    'argument.team',
    'period.year',
    'period.fiscal-year',
    'period.quarter',
    'period.fiscal-quarter',
  ],
  it: [
    'discord.form-page',
    'option.team',
    'doctor.database',
    'agenda.title',
    'agenda.box',
    'agenda.comma',
    'agenda.colon',
    'board.picture-target',
    'argument.import-kind',
    'argument.export-kind',
    'import.field-team',
    'privacy.team',
    'button.forecast',
    'button.team',
    'forecast.commit',
    'forecast.word',
    'metric.of-kind',
    'pipeline.word',
    'argument.on-off',
    'argument.team-or-none',
    'argument.team-or-top',
    'argument.company',
    'argument.tag',
    'argument.team',
    'period.year',
    'period.fiscal-year',
    'period.quarter',
    'period.fiscal-quarter',
  ],
  ru: [
    'discord.form-page',
    'agenda.comma',
    'agenda.colon',
    'argument.import-kind',
    'argument.export-kind',
    'argument.on-off',
    'argument.company',
    'period.quarter',
  ],
  zh: ['argument.import-kind', 'argument.export-kind', 'argument.on-off', 'argument.company'],
}

interface Part {
  /** plain, number, select, plural, or tag */
  readonly kind: string
  readonly name: string
  /** Of a select or a plural. */
  readonly options: readonly string[]
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** The arguments and tags of a sentence, from its syntax tree. */
function partsOf(language: string, key: TextKey): readonly Part[] {
  const walk = (elements: readonly Element[]): readonly Part[] => elements.flatMap(partsIn)
  const partsIn = (element: Element): readonly Part[] => {
    if ('children' in element) return [{ kind: 'tag', name: element.value, options: [] }, ...walk(element.children)]
    if ('options' in element) {
      const kind = 'offset' in element ? 'plural' : 'select'
      const inside = Object.values(element.options).flatMap(({ value }) => walk(value))
      return [{ kind, name: element.value, options: Object.keys(element.options) }, ...inside]
    }
    if (!('value' in element) || element.type === 0) return [] // 0: words
    return [{ kind: element.type === 1 ? 'plain' : 'number', name: element.value, options: [] }]
  }
  return walk(new IntlMessageFormat(text(language, key), language).getAst())
}

const named = (parts: readonly Part[], ...kinds: string[]) => [
  ...new Set(parts.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name)),
]
const argumentsIn = (parts: readonly Part[]) => named(parts, 'plain', 'number', 'select', 'plural').sort()

/** Values for a sentence, so that each of its branches is said: every count, and every word that it tells apart. */
function samplesFor(language: string, key: TextKey): readonly Values[] {
  const parts = partsOf(language, key)
  // A number in one language is one in all: what English just puts in, Russian may have to count.
  const numbers = new Set(Object.keys(catalogues).flatMap((one) => named(partsOf(one, key), 'number', 'plural')))
  const values = (count: number, turn: number): Values =>
    Object.fromEntries(
      parts
        .filter(({ kind }) => kind !== 'tag')
        .map(({ kind, name, options }) => [
          name,
          numbers.has(name) ? count : kind === 'select' ? (options[turn % options.length] ?? '') : `‹${name}›`,
        ]),
    )
  const turns = Math.max(1, ...parts.map(({ kind, options }) => (kind === 'select' ? options.length : 1)))
  return [0, 1, 2, 5, 21].flatMap((count) => Array.from({ length: turns }, (_, turn) => values(count, turn)))
}

/** What is wrong with a sentence, for each sentence with which something is. */
const complaints = (wrongWith: (key: TextKey) => string | undefined | false): readonly string[] =>
  keys.flatMap((key) => {
    const said = wrongWith(key)
    return said ? [`${key}: ${said}`] : []
  })

const kindsOf = (spans: readonly Span[]): readonly string[] =>
  spans.flatMap((span) => (typeof span === 'string' ? [] : 'spans' in span ? [span.kind, ...kindsOf(span.spans)] : [span.kind]))

test('there is a catalogue for every language that is spoken', () => {
  expect([...spokenLanguages].sort()).toEqual(Object.keys(catalogues).sort())
  expect(spokenLanguages.map((language) => sayIn(language).language)).toEqual(spokenLanguages)
})

test('a language is found by what platforms call it', () => {
  expect(['nb-NO', 'no', 'nn-NO', 'it-IT', 'ru', 'zh-CN', 'zh_TW', 'EN-gb'].map((locale) => sayIn(locale).language)).toEqual(
    'nb nb nb it ru zh zh en'.split(' '),
  )
})

describe.each(Object.keys(catalogues))('in %s', (language) => {
  test('every sentence can be said, whatever the counts', () => {
    const say = sayIn(language)
    expect(
      complaints((key) => {
        try {
          const empty = samplesFor(language, key).some((values) => say.plain(key, values).trim() === '')
          return empty && 'says nothing'
        } catch (error) {
          return String(error)
        }
      }),
    ).toEqual([])
  })

  test('counts are declined as the language does', () => {
    const rules = new Intl.PluralRules(language)
    const needed = [...new Set(Array.from({ length: 201 }, (_, count) => rules.select(count)))]
    expect(
      complaints((key) => {
        const plurals = partsOf(language, key).filter(({ kind }) => kind === 'plural')
        const missing = needed.filter((form) => plurals.some(({ options }) => !options.includes(form) && !coversIts(options, form)))
        return missing.length > 0 && `lacks ${missing.join(', ')}`
      }),
    ).toEqual([])
    // {one} may be told as {=1} where no other number is declined like it.
    function coversIts(options: readonly string[], form: string): boolean {
      return form === 'one' && options.includes('=1') && rules.select(21) !== 'one' && rules.select(0) !== 'one'
    }
  })

  test('no sentence has a platform’s markup in it: each platform makes its own', () => {
    const markup = /\*|(?<![\p{L}\p{N}_])_[^\s_][^_]*_(?![\p{L}\p{N}_])|<[@#!]|:[a-z0-9_+-]+:|`|\]\(/u
    expect(complaints((key) => markup.exec(text(language, key))?.[0])).toEqual([])
  })

  test('titles of forms and one-line summaries keep to what platforms show', () => {
    const say = sayIn(language)
    for (const title of ['title', 'move-title', 'lose-title', 'split-title'] as const)
      expect(say.plain(`deal.form.${title}`, { number: 999_999_999 }).length, title).toBeLessThanOrEqual(24) // Slack: a modal's title
    const summaries = keys.filter((key) => key.startsWith('command.'))
    expect(summaries.filter((key) => say.plain(key).length > 100)).toEqual([]) // Discord: a command's description
  })

  test('a role is asked for by the words that are typed', () => {
    const say = sayIn(language)
    const asked = say.plain('problem.expected', { expected: say.plain('argument.role') })
    for (const role of ['rep', 'lead', 'manager', 'admin']) expect(asked).toContain(role)
  })

  test('the fixed word company is called as it is typed', () => {
    expect(text(language, 'argument.company')).toBe('company')
  })
})

describe.each(foreign)('%s beside English', (language) => {
  test('the same sentences, in the same order', () => {
    expect(Object.keys(catalogues[language] ?? {})).toEqual(keys)
  })

  test('each sentence has the same values and tags', () => {
    expect(
      complaints((key) => {
        const [theirs, english] = [partsOf(language, key), partsOf('en', key)]
        const same = (one: readonly string[], other: readonly string[]) => one.join() === other.join()
        if (!same(argumentsIn(theirs), argumentsIn(english))) return `{${argumentsIn(theirs)}} for {${argumentsIn(english)}}`
        return (
          !same(named(theirs, 'tag').sort(), named(english, 'tag').sort()) && `<${named(theirs, 'tag')}> for <${named(english, 'tag')}>`
        )
      }),
    ).toEqual([])
  })

  test('what is counted or chosen in English is so here', () => {
    expect(
      complaints((key) => {
        const [theirs, english] = [partsOf(language, key), partsOf('en', key)]
        for (const { kind, name, options } of english) {
          const own = theirs.filter((part) => part.name === name)
          if (kind === 'plural' && !own.some((part) => part.kind === 'plural')) return `{${name}} is not counted`
          // The one word that is translated before it is told apart is an argument's name.
          const wanted = options.map((option) =>
            key === 'problem.expected' && option === 'role' ? text(language, 'argument.role') : option,
          )
          if (kind === 'select' && !own.some((part) => part.kind === 'select' && part.options.join() === wanted.join()))
            return `{${name}} is not told apart by ${wanted.join(', ')}`
        }
        return undefined
      }),
    ).toEqual([])
  })

  test('whatever is put into a sentence is said, in the same dress', () => {
    const [say, english] = [sayIn(language), sayIn('en')]
    expect(
      complaints((key) => {
        for (const values of samplesFor('en', key)) {
          const [own, original] = [say(key, values), english(key, values)]
          const probes = (spans: readonly Span[]) =>
            JSON.stringify(spans)
              .match(/‹[^›]*›/g)
              ?.sort()
              .join(' ') ?? ''
          if (probes(own) !== probes(original)) return `says ${probes(own)} for ${probes(original)}`
          const dress = (spans: readonly Span[]) => [...kindsOf(spans)].sort().join(' ')
          if (dress(own) !== dress(original)) return `${dress(own)} for ${dress(original)}`
        }
        return undefined
      }),
    ).toEqual([])
  })

  test('what is to be typed is the same in every language', () => {
    const typed = (of: string, key: TextKey) =>
      (
        text(of, key).match(
          /<c>[^<{]+<\/c>|(?<![\w/:.<])\/[a-z]+(?: won 5000 Acme)?|\b[A-Z]+(?:_[A-Z_]+|(?==))(?:=[\w.:/@-]*[\w/])?|\bxox[a-z]-|#sales/g,
        ) ?? []
      ).sort()
    expect(
      complaints((key) => typed(language, key).join() !== typed('en', key).join() && `${typed(language, key)} for ${typed('en', key)}`),
    ).toEqual([])
  })

  test('no sentence was left in English', () => {
    expect(keys.filter((key) => text(language, key) === en[key]).sort()).toEqual([...(alike[language] ?? [])].sort())
  })
})
