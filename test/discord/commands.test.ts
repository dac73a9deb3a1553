// The commands as Discord takes them: within everything that Discord limits, in every language, and back from an option to its slot.
import { describe, expect, test } from 'vitest'
import { catalog } from '../../src/catalog.generated.ts'
import type { Argument, Slots } from '../../src/conversation/argument.ts'
import { flag, keyword, optional, required } from '../../src/conversation/argument.ts'
import { note } from '../../src/conversation/arguments.ts'
import { findCommand } from '../../src/conversation/catalog.ts'
import { optionNames } from '../../src/conversation/option-name.ts'
import {
  type CommandDefinition,
  charactersOf,
  type Declared,
  definitions,
  isAsked,
  type OptionDefinition,
  optionSlots,
  pathOf,
} from '../../src/discord/commands.ts'
import { shortened } from '../../src/discord/localized.ts'
import { en } from '../../src/languages/en.ts'
import { spokenLanguages } from '../../src/languages/speak.ts'
import { faultsOfBody } from '../fakes/discord/schemas.ts'

const commands: readonly Declared[] = catalog.commands
const all = definitions(commands)

type Node = Pick<CommandDefinition | OptionDefinition, 'name' | 'description' | 'name_localizations' | 'description_localizations'> & {
  readonly type: number
  readonly options?: readonly OptionDefinition[]
}

/** A command with everything in it. */
const within = (node: Node): readonly Node[] => [node, ...(node.options ?? []).flatMap(within)]
const everything = all.flatMap(within)
const subcommandTypes = [1, 2]
const isParent = (node: Node) => (node.options ?? []).some(({ type }) => subcommandTypes.includes(type))
/** What is typed: each command or subcommand, by its words. */
const ends = (node: Node, path: string): readonly { readonly path: string; readonly node: Node }[] =>
  isParent(node) ? (node.options ?? []).flatMap((option) => ends(option, `${path} ${option.name}`)) : [{ path, node }]
const typed = all.flatMap((definition) => ends(definition as Node, definition.name)) // a command is of type 1, as a subcommand is

const kinds: Readonly<Record<number, string>> = { 3: 'text', 4: 'number', 5: 'switch', 7: 'channel' }
const inShort = (option: OptionDefinition): string => {
  const range = option.min_value === undefined ? '' : ` ${option.min_value}..${option.max_value}`
  const choices = option.choices ? ` ${option.choices.map(({ value }) => value).join('|')}` : ''
  const help = option.autocomplete ? ' helped' : ''
  return `${option.name}${option.required ? '*' : ''}: ${kinds[option.type]}${option.max_length ?? ''}${range}${choices}${help} — ${option.description}`
}

test('the commands as they are registered', () => {
  const lines = typed.flatMap(({ path, node }) => [
    `/${path} — ${node.description}`,
    ...(node.options ?? []).map((each) => `  ${inShort(each)}`),
  ])
  expect(`${lines.join('\n')}\n`).toMatchSnapshot()
})

test('one of them whole', () => {
  expect(all.find(({ name }) => name === 'kudos')).toMatchSnapshot()
})

describe('what Discord documents', () => {
  test('each is a body that Discord’s published schema takes', () => {
    const faults = all.flatMap((definition) =>
      faultsOfBody('POST /applications/:application/commands', definition).map((fault) => `${definition.name}: ${fault}`),
    )
    expect(faults).toEqual([])
  })

  test('names', () => {
    const names = everything.flatMap(({ name, name_localizations }) => [name, ...Object.values(name_localizations ?? {})])
    expect(names.length).toBeGreaterThan(400)
    expect(names.filter((name) => !/^[-_\p{L}\p{N}]{1,32}$/u.test(name) || name !== name.toLowerCase())).toEqual([])
  })

  test('descriptions', () => {
    const texts = everything.flatMap(({ description, description_localizations }) => [
      description,
      ...Object.values(description_localizations ?? {}),
    ])
    expect(texts.filter((text) => text.length < 1 || text.length > 100)).toEqual([])
    // They all fit as they are.
    expect(texts.filter((text) => text.endsWith('…') && !text.endsWith(' …'))).toEqual([])
  })

  test('no two of one level are called the same, in any language', () => {
    const wrong = everything.flatMap((node) =>
      ['en', ...locales].flatMap((locale) => {
        const names = (node.options ?? []).map(({ name, name_localizations }) => name_localizations?.[locale] ?? name)
        return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${node.name} in ${locale}: ${name}`)
      }),
    )
    expect(wrong).toEqual([])
  })

  test('how many, how deep, and how many characters', () => {
    expect(all.length).toBeLessThanOrEqual(100)
    for (const node of everything) expect(node.options?.length ?? 0, node.name).toBeLessThanOrEqual(25)
    for (const { path } of typed) expect(path.split(' ').length).toBeLessThanOrEqual(3)
    for (const definition of all) expect(charactersOf(definition), definition.name).toBeLessThanOrEqual(8_000)
  })

  test('beneath one there are subcommands alone or options alone, and those that are needed come first', () => {
    for (const node of everything) {
      const options = node.options ?? []
      const nested = options.filter(({ type }) => subcommandTypes.includes(type))
      expect([0, options.length], node.name).toContain(nested.length)
      const lastNeeded = options.findLastIndex(({ required }) => required)
      expect(
        options.slice(0, lastNeeded + 1).every(({ required }) => required),
        node.name,
      ).toBe(true)
    }
  })

  test('choices: few, short, and never beside help while typing', () => {
    const options = typed.flatMap(({ node }) => node.options ?? [])
    expect(options.some(({ choices }) => choices)).toBe(true)
    for (const { name, choices, autocomplete, max_length, type } of options) {
      expect(choices !== undefined && autocomplete === true, name).toBe(false)
      expect(choices?.length ?? 0, name).toBeLessThanOrEqual(25)
      for (const choice of choices ?? []) {
        expect(choice.name.length, name).toBeLessThanOrEqual(100)
        expect(choice.value.length, name).toBeLessThanOrEqual(100)
      }
      if (max_length !== undefined) expect([max_length >= 1, max_length <= 6_000, type], name).toEqual([true, true, 3])
    }
  })
})

const locales = ['no', 'it', 'ru', 'zh-CN', 'zh-TW']

describe('in every language', () => {
  test('each command, group and option is described in all of Discord’s locales that there is a catalogue for', () => {
    expect(spokenLanguages).toEqual(['en', 'nb', 'it', 'ru', 'zh'])
    const wrong = everything.filter(
      ({ description_localizations }) => Object.keys(description_localizations ?? {}).join() !== locales.join(),
    )
    // What only lists words that are typed reads the same everywhere.
    expect(wrong.map(({ name, description }) => `${name}: ${description}`)).toEqual([])
  })

  test('commands are called the same everywhere, as answers say them', () => {
    const named = [...all, ...everything.filter(({ type, options }) => subcommandTypes.includes(type) && options !== undefined)]
    for (const definition of all) expect(definition.name_localizations, definition.name).toBeUndefined()
    expect(named.length).toBeGreaterThan(all.length)
  })

  test('each option has a name of its own in the catalogue, which is in English the one that it is known by', () => {
    const names = new Set(commands.flatMap(({ slots }) => asked(slots)))
    const keys = Object.keys(en).filter((key) => key.startsWith('option.'))
    expect(keys.sort()).toEqual([...names].map((name) => `option.${name}`).sort())
    expect(keys.filter((key) => en[key as keyof typeof en] !== key.slice('option.'.length))).toEqual([]) // a key of it
  })

  test('what is said about an option is said of one that there is', () => {
    const own = new Set(
      commands.flatMap(({ name, slots }) => asked(slots).flatMap((option) => [option, `${name.replaceAll(' ', '-')}.${option}`])),
    )
    const about = Object.keys(en).filter((key) => key.startsWith('option-about.'))
    expect(about.length).toBeGreaterThan(50)
    expect(about.map((key) => key.slice('option-about.'.length)).filter((name) => !own.has(name))).toEqual([])
  })
})

const asked = (slots: Slots): readonly string[] =>
  [...optionNames(slots)].flatMap(([slot, name]) => (slots[slot] && isAsked(slots[slot]) ? [name] : []))

describe('the way back', () => {
  const slotOf = optionSlots(commands)

  test('from what Discord sends to the command', () => {
    expect(typed.map(({ path }) => path).sort()).toEqual(commands.map((command) => pathOf(command, commands)).sort())
    for (const { path } of typed) {
      const [word = '', ...rest] = path.split(' ')
      const found = findCommand(commands, word, rest.join(' '))
      expect(found && pathOf(found.command, commands), path).toBe(path)
      expect(found?.text.trim()).toBe('')
    }
  })

  test('from an option to its slot', () => {
    for (const { path, node } of typed) {
      const command = commands.find((one) => pathOf(one, commands) === path)
      const slots = (node.options ?? []).map(({ name }) => slotOf(path, name))
      expect([...slots].sort(), path).toEqual(
        Object.entries(command?.slots ?? {})
          .flatMap(([name, slot]) => (isAsked(slot) ? [name] : []))
          .sort(),
      )
    }
    expect(slotOf('agenda show', 'team')).toBe('team')
    expect(slotOf('dealbell schedule', 'catch-up')).toBe('catchUp')
    expect(slotOf('target set', 'because')).toBe('why')
    expect([slotOf('agenda', 'team'), slotOf('agenda show', 'moon')]).toEqual([undefined, undefined])
  })
})

describe('declarations that are made up', () => {
  const declared = (name: string, slots: Slots, more: Partial<Declared> = {}): Declared => ({
    name,
    summary: 'command.progress',
    slots,
    ...more,
  })
  const slots = (count: number): Slots => Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, optional(note)]))
  const of = (argument: Partial<Argument<string>>): Argument<string> => ({ ...note, ...argument })

  test('25 options, and no more', () => {
    expect(definitions([declared('much', slots(25))])[0]?.options).toHaveLength(25)
    expect(() => definitions([declared('much', slots(26))])).toThrow('25 options for /much')
  })

  test('25 subcommands, 100 commands, three words', () => {
    const below = (count: number) => Array.from({ length: count }, (_, index) => declared(`much w${index}`, {}))
    expect(definitions(below(25))[0]?.options).toHaveLength(25)
    expect(() => definitions(below(26))).toThrow('25 subcommands')
    const beside = (count: number) => Array.from({ length: count }, (_, index) => declared(`w${index}`, {}))
    expect(definitions(beside(100))).toHaveLength(100)
    expect(() => definitions(beside(101))).toThrow('100 commands')
    expect(definitions([declared('one two three', {})])[0]?.options?.[0]?.options?.[0]?.name).toBe('three')
    expect(() => definitions([declared('one two three four', {})])).toThrow('three words')
  })

  test('8000 characters for a command', () => {
    // Each option says the same and is of the same length, so that the number of options decides.
    const below = (count: number, options: number) =>
      Array.from({ length: count }, (_, index) => declared(`much w${index}`, Object.fromEntries(Object.entries(slots(options)))))
    expect(() => definitions(below(25, 25))).toThrow('8000 characters for /much')
    const [fits] = definitions(below(20, 20))
    expect(fits && charactersOf(fits)).toBeLessThanOrEqual(8_000)
  })

  test('of each text the longest of its languages counts', () => {
    const definition = { name: 'ab', description: 'abc', description_localizations: { no: 'abcdef', it: 'a' } }
    const option = { type: 3, name: 'x', description: 'y', name_localizations: { ru: 'xxxx' }, choices: [{ name: 'one', value: '1' }] }
    expect(charactersOf({ ...definition, options: [option] })).toBe(2 + 6 + 4 + 1 + 3 + 1)
  })

  test('one whose words others begin needs a word of its own', () => {
    const others = [declared('deal', {}), declared('deal won', {})]
    expect(() => definitions(others)).toThrow('a word for it alone')
    const named = definitions([declared('deal', { what: optional(note) }, { word: 'all' }), declared('deal won', {})])
    expect(named[0]?.options?.map(({ name }) => name)).toEqual(['all', 'won'])
    expect(() => definitions([declared('deal', {}, { word: 'won' }), declared('deal won', {})])).toThrow('Two commands')
  })

  test('a word of its own is only needed where there are others', () => {
    expect(definitions([declared('deal', { what: required(note) }, { word: 'all' })])[0]?.options?.[0]?.name).toBe('what')
  })

  test('names that Discord refuses', () => {
    for (const name of ['Deal', 'de.al', 'x'.repeat(33)]) expect(() => definitions([declared(name, {})]), name).toThrow('no name like')
    expect(definitions([declared('größe', { 名前: optional(note) })])[0]?.options?.[0]?.name).toBe('名前')
  })

  test('what needs no word needs no field: what is not in the catalogue is described by what its argument is called', () => {
    const [made] = definitions([declared('deal', { moon: optional(note) })])
    expect(made?.options?.[0]).toMatchObject({ name: 'moon', description: 'note', description_localizations: { no: 'notat' } })
    expect(made?.options?.[0]?.name_localizations).toBeUndefined()
  })

  test('how each field is asked for', () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`)
    const made = definitions([
      declared('deal', {
        plain: optional(of({})),
        text: optional(of({ field: { kind: 'text', longest: 20 } })),
        endless: optional(of({ field: { kind: 'text', longest: 9_000 } })),
        helped: optional(of({ suggests: 'customers' })),
        number: optional(of({ field: { kind: 'number', least: 1, most: 9 } })),
        few: optional(of({ field: { kind: 'one of', values: values(25) }, suggests: 'metrics' })),
        many: optional(of({ field: { kind: 'one of', values: values(26) }, suggests: 'metrics' })),
        where: optional(of({ field: { kind: 'channel' } })),
        path: optional(of({ field: { kind: 'not asked' } })),
        here: flag('here'),
        last: required(of({})),
        by: keyword('by', of({})),
      }),
    ])
    const options = (made[0]?.options ?? []).map(
      ({ name, description: _, description_localizations: __, name_localizations: ___, choices, ...rest }) => [
        name,
        { ...rest, ...(choices ? { choices: choices.length } : {}) },
      ],
    )
    expect(Object.fromEntries(options)).toEqual({
      last: { type: 3, ...usual, required: true },
      plain: { type: 3, ...usual },
      text: { type: 3, max_length: 20 },
      endless: { type: 3, max_length: 6_000 },
      helped: { type: 3, ...usual, autocomplete: true },
      number: { type: 4, min_value: 1, max_value: 9 },
      few: { type: 3, choices: 25 },
      many: { type: 3, max_length: 500, autocomplete: true },
      where: { type: 7, channel_types: [0, 5] },
      here: { type: 5 },
      by: { type: 3, ...usual },
    })
    expect(options[0]?.[0]).toBe('last')
  })
  const usual = { max_length: note.field?.kind === 'text' ? note.field.longest : 500 }
})

describe('a description that is too long is cut', () => {
  test.each([
    ['fits exactly', 12, 'fits exactly'],
    ['does not fit any more', 12, 'does not…'],
    ['does not, fit any more', 12, 'does not…'],
    ['Donaudampfschifffahrt', 12, 'Donaudampfs…'],
    ['这一句话没有空格所以只能这样截断', 8, '这一句话没有空…'],
    ['1234567😀90', 9, '1234567…'],
  ])('%s to %i', (text, longest, cut) => {
    expect(shortened(text, longest)).toBe(cut)
    expect(cut.length).toBeLessThanOrEqual(longest)
  })
})
