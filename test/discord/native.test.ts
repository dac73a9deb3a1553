// A command as people type it elsewhere, as it is typed on Discord: whatever is proposed can be typed there.
import { describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import { usageOf } from '../../src/conversation/usage.ts'
import { type Declared, definitions, type OptionDefinition, pathOf } from '../../src/discord/commands.ts'
import { native } from '../../src/discord/native.ts'
import { en } from '../../src/languages/en.ts'
import { it } from '../../src/languages/it.ts'
import type { Catalogue } from '../../src/languages/language.ts'
import { nb } from '../../src/languages/nb.ts'
import { ru } from '../../src/languages/ru.ts'
import { sayIn } from '../../src/languages/speak.ts'
import { zh } from '../../src/languages/zh.ts'

const commands: readonly Declared[] = catalog.commands
const inEnglish = native(commands)

interface Nested {
  readonly name: string
  readonly options?: readonly OptionDefinition[] | undefined
}
/** What can be typed: the options of each command or subcommand, by its words. */
const forms = new Map<string, readonly OptionDefinition[]>()
function collect({ name, options = [] }: Nested, above: string): void {
  const path = `${above}${name}`
  if (options.some(({ type }) => type <= 2)) for (const option of options) collect(option, `${path} `)
  else forms.set(path, options)
}
for (const definition of definitions(commands)) collect(definition, '')

const discordsLocale: Readonly<Record<string, string>> = { nb: 'no', zh: 'zh-CN' }

/** What could not be typed like that on Discord; nothing for what can. */
function wrongWith(text: string, locale: string): string | undefined {
  const path = [...forms.keys()].sort((one, other) => other.length - one.length).find((one) => `${text} `.startsWith(`/${one} `))
  if (path === undefined) return `${text}: no such command`
  const options = forms.get(path) ?? []
  const called = ({ name, name_localizations }: OptionDefinition) => name_localizations?.[discordsLocale[locale] ?? locale] ?? name
  const rest = text.slice(path.length + 1).replace(/ …$/, '')
  // An option's name begins a value; a colon within a value (15:00) is none.
  const names = options.map(called).sort((one, other) => other.length - one.length)
  const parts = rest === '' ? [] : rest.split(new RegExp(` (?=(?:${names.map((name) => `${name}:`).join('|') || '(?!)'}))`, 'u')).slice(1)
  if (parts.map((part) => ` ${part}`).join('') !== rest) return `${text}: what is "${rest}"?`
  const seen = new Set<string>()
  for (const part of parts) {
    const name = part.slice(0, part.indexOf(':'))
    const value = part.slice(name.length + 1)
    const option = options.find((one) => called(one) === name)
    if (!option) return `${text}: no option ${name}`
    if (seen.has(name)) return `${text}: ${name} twice`
    seen.add(name)
    if (option.choices && !option.choices.some((choice) => choice.name === value)) return `${text}: ${name} cannot be ${value}`
    if (option.type === 4 && !/^\d+$/.test(value)) return `${text}: ${value} is no number`
    if (option.type === 5 && value !== 'True') return `${text}: ${name} is a switch`
    if (value.length > (option.max_length ?? 1_000) || value === '') return `${text}: ${name} is too long, or empty`
  }
  return undefined
}

test('a win', () => {
  expect(inEnglish('/deal won 5000 Acme on yesterday')).toBe('/deal won amount:5000 customer:Acme on:yesterday')
  expect(native(commands, 'nb-NO')('/deal won 5000 Acme on yesterday')).toBe('/deal won beløp:5000 kunde:Acme dato:yesterday')
  expect(native(commands, 'nb')('on')).toBe('dato:')
  expect(native(commands, 'no')('/deal won 5000 Acme')).toBe('/deal won beløp:5000 kunde:Acme')
  expect(native(commands, 'de')('/deal won 5000 Acme')).toBe('/deal won amount:5000 customer:Acme')
})

test.each([
  ['/agenda', '/agenda show'],
  ['/agenda North', '/agenda show team:North'],
  ['/log', '/log add'],
  ['/log calls 12', '/log add kind:calls count:12'],
  ['/deal list', '/deal list deals'],
  ['/deal list open', '/deal list deals state:open'],
  ['/deal list stories', '/deal list stories'],
  ['/dealbell team', '/dealbell team show'],
  ['/dealbell team North', '/dealbell team show team:North'],
  ['/progress', '/progress'],
  ['/deal split #42 @kim 30% @noor 20%', '/deal split number:#42 shares:@kim 30% @noor 20%'],
  ['/deal won 5000 split @kim 30% split @noor 20%', '/deal won amount:5000 split:@kim 30% @noor 20%'],
  ['/deal won 5000 "Acme on Sea" #a #b', '/deal won amount:5000 customer:Acme on Sea tags:#a #b'],
  ['/dealbell schedule leaderboard thu 15:00 #sales', '/dealbell schedule ritual:leaderboard day:thursday time:15:00 channel:#sales'],
  ['/dealbell member @sam left', '/dealbell member who:@sam left:True'],
  // Two ways to type the same are one field.
  ['/dealbell team rename North to "North-East"', '/dealbell team rename team:North name:North-East'],
  ['/target split company this year even', '/target split whose:company period:this year by:even'],
  // Parts of a sentence that a sentence of ours names.
  ['on', 'on:'],
  ['by weight North 3 South 2', 'by:weight North 3 South 2'],
  ['under top', 'under:top'],
  // What is only begun.
  ['/deal stage #42', '/deal stage number:#42'],
  ['/deal stage #42 …', '/deal stage number:#42 …'],
  ['/kudos @sam', '/kudos give who:@sam'],
  ['/target set "Sam Ortiz" 70000 2026-Q4 because …', '/target set whose:Sam Ortiz value:70000 period:2026-Q4 because:…'],
  ['/dealbell member me away …', '/dealbell member who:me away:…'],
  // What a workspace calls its activities, stages and reasons itself.
  ['/log "site visits" 5', '/log add kind:site visits count:5'],
  ['/log site visits 5', '/log add kind:site visits count:5'],
  ['/deal stage #42 contract signed close 15 dec', '/deal stage number:#42 move:contract signed close:15 dec'],
  ['/deal lost #42 wrong moment', '/deal lost number:#42 reason:wrong moment'],
  ['/target set company 120 site visits 2026-Q4', '/target set whose:company value:120 metric:site visits period:2026-Q4'],
])('%s is %s', (typed, there) => {
  expect(inEnglish(typed)).toBe(there)
  expect(inEnglish(typed)).toBe(there) // also the second time
})

test.each([
  'deal won 5000',
  '/deal',
  '/dealbell',
  '/invite @Dealbell',
  '/moon',
  '/',
  '',
  'by accident',
  'here',
  'none',
  '#north',
  '/deal won 5,00,0 Acme',
  '/log 12',
  '/dealbell import deals C:/a.csv',
])('what is no sentence of ours stays: %s', (text) => expect(inEnglish(text)).toBe(text))

test('usage lines, in whatever language they were made', () => {
  const [win, board] = ['deal won', 'dealbell schedule'].map((name) => commands.find((one) => one.name === name))
  if (!win || !board) throw new Error('They are declared')
  for (const language of ['en', 'ru', 'zh']) {
    const usage = usageOf(win, sayIn(language))
    expect(inEnglish(usage)).toBe('/deal won amount: [customer:] [on:] [for:] [product:] [split:] [note:] [tags:]')
  }
  expect(native(commands, 'ru')(usageOf(win, sayIn('ru')))).toMatch(/^\/deal won сумма: \[клиент:\] \[дата:\]/)
  expect(inEnglish(usageOf(board, sayIn('en')))).toContain('[here:] [catch-up:] [default:]')
})

describe.each(Object.entries<Catalogue>({ en, nb, it, ru, zh }))('in %s', (language, catalogue) => {
  const say = native(commands, language)

  test('every example of every command can be typed', () => {
    const wrong = catalog.commands.flatMap(({ examples }) => examples.flatMap((example) => wrongWith(say(example), language) ?? []))
    expect(wrong).toEqual([])
  })

  test('every command that a sentence names can be typed', () => {
    const named = Object.values(catalogue).flatMap((text) => [...text.matchAll(/<c>(\/[^<{]+)<\/c>/g)].map(([, typed = '']) => typed))
    expect(named.length).toBeGreaterThan(5)
    const ours = named.filter((typed) => !typed.startsWith('/invite ')) // Slack's own
    expect(ours.flatMap((typed) => wrongWith(say(typed), language) ?? [])).toEqual([])
  })

  test('every command is found by its name and by its usage', () => {
    for (const command of commands) {
      const path = `/${pathOf(command, commands)}`
      expect(say(`/${command.name}`)).toBe(path)
      expect(`${say(usageOf(command, sayIn(language)))} `).toContain(`${path} `)
      const shown =
        say(usageOf(command, sayIn(language)))
          .slice(path.length)
          .match(/[^\s[\]]+(?=:)/gu) ?? []
      const options = forms.get(path.slice(1)) ?? []
      expect([...shown].sort()).toEqual(
        options.map(({ name, name_localizations }) => name_localizations?.[discordsLocale[language] ?? language] ?? name).sort(),
      )
    }
  })
})

test('the check sees what cannot be typed', () => {
  for (const text of [
    '/deal won 5000',
    '/deal won amount:',
    '/deal won moon:5',
    '/deal won amount:5 amount:6',
    '/log add kind:calls count:many',
    '/dealbell schedule day:thu',
    '/dealbell member who:@sam left:yes',
    '/agenda North',
    '/moon',
  ])
    expect(wrongWith(text, 'en'), text).toBeDefined()
})
