// What Discord sends, as the conversation hears it; nothing that anybody sends is an exception.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileRef, readFileRef } from '../../src/discord/file-ref.ts'
import { type HearingNeeds, heardIn, hearInteraction, localeOf } from '../../src/discord/hear.ts'
import { asking, channelId, command, type Given, guild, interaction, kim, label, lee, press, submission } from './interaction.ts'

const needs: HearingNeeds = {
  slotOf: (path, option) => (path === 'deal won' && option === 'for' ? 'owner' : undefined),
  fileRef: (file) => fileRef('secret', file),
}
const hear = (given: Given) => hearInteraction(given, needs)

const users = { [lee]: { id: lee, username: 'lee' } }
const typed = (value: unknown, resolved: Given = {}, type = 3) => {
  const heard = hear(command('deal', [{ type: 1, name: 'won', options: [{ type, name: 'note', value }] }], { resolved }))
  if (heard?.kind !== 'command') throw new Error('not heard')
  return { text: heard.said.fields?.note, channels: heard.said.channels }
}

describe('a command', () => {
  test('is its words, and its options by the slots they are for', () => {
    const options = [
      { type: 3, name: 'amount', value: '5000' },
      { type: 6, name: 'for', value: lee },
      { type: 5, name: 'quietly', value: true },
      { type: 4, name: 'count', value: 12 },
    ]
    const given = command('deal', [{ type: 1, name: 'won', options }], { resolved: { users } })
    const heard = hear(given)
    expect(heard).toMatchObject({
      kind: 'command',
      said: {
        command: 'deal',
        text: 'won',
        fields: { amount: '5000', owner: `<@${lee}|lee>`, quietly: 'true', count: '12' },
        channels: {},
      },
      origin: {
        guild,
        token: given.token,
        speaker: { id: kim, handle: 'kim.larsen', locale: 'nb' },
        place: { channel: channelId, kind: 'channel' },
        from: 'nothing',
      },
    })
    expect(heard && heardIn(guild, heard.origin)).toMatchObject({
      installation: { platform: 'discord', id: guild },
      requestKey: `discord/${guild}/${given.id}`,
    })
  })

  test('may stand in a group, or have no words but its own', () => {
    const grouped = [{ type: 2, name: 'team', options: [{ type: 1, name: 'add', options: [{ type: 3, name: 'name', value: 'North' }] }] }]
    expect(hear(command('dealbell', grouped))).toMatchObject({ said: { command: 'dealbell', text: 'team add', fields: { name: 'North' } } })
    expect(hear(command('progress'))).toMatchObject({ said: { command: 'progress', text: '', fields: {} } })
    expect(hear(command('agenda', [{ type: 1, name: 'show' }]))).toMatchObject({ said: { command: 'agenda', text: 'show', fields: {} } })
  })

  test('in private names no server', () => {
    expect(hear(command('progress', [], {}, 'direct'))).toMatchObject({
      origin: { guild: undefined, place: { kind: 'direct' }, speaker: { id: kim, handle: 'kim.larsen' } },
    })
  })

  test.each(['constructor', '__proto__', 'toString'])('with an option called %s is only a command', (name) => {
    const heard = hear(command('progress', [{ type: 3, name, value: 'x' }]))
    expect(heard?.kind === 'command' && Object.entries(heard.said.fields ?? {})).toEqual([[name, 'x']])
  })

  test('of a menu on a message or a person is not ours', () => {
    expect(hear(interaction(2, { id: '1', name: 'Look', type: 3, target_id: '1' }))).toBeUndefined()
  })
})

describe('a typed field', () => {
  test.each([
    ['a & b < c <b>', 'a & b < c <b>'],
    [`for <@${lee}> and <@!${lee}>`, `for <@${lee}|lee> and <@${lee}|lee>`],
    ['<@77>', '<@77>'],
    ['<@&55> @everyone @here', '@Sales team @everyone @here'],
    ['<@&56>', '@56'],
    ['<:party:123><a:dance_2:9>', ':party::dance_2:'],
    ['<t:1795176000:R> <t:1795176000> <t:1795176000:t>', '2026-11-20 2026-11-20 12:00'],
    ['<t:9999999999999:F>', '<t:9999999999999:F>'],
    ['</deal won:123>', '/deal won'],
    ['<https://example.com/?a=1>', 'https://example.com/?a=1'],
    ['<@kim> <@> < @kim ＜@1', '‹@kim> ‹@> ‹ @kim ‹@1'],
    ['<\u200b@1> <\u2068@1', '‹\u200b@1> ‹\u2068@1'],
  ])('%s reads %s', (wire, words) => {
    expect(typed(wire, { users, roles: { 55: { name: 'Sales team' } } }).text).toBe(words)
  })

  test('a channel is a word with its id beside it', () => {
    const channels = {
      1: { name: 'sales' },
      2: { name: 'Big "wins" #1' },
      3: { name: 'sales' },
      4: { name: '__proto__' },
      5: { name: '—' },
    }
    const heard = typed('<#1> <#2> <#3> <#4> <#6> <#1>', { channels })
    expect(heard.text).toBe('#sales #Big-wins-1 #3 #__proto__ #6 #sales')
    expect(new Map(Object.entries(heard.channels ?? {}))).toEqual(
      new Map([
        ['sales', '1'],
        ['Big-wins-1', '2'],
        ['3', '3'],
        ['__proto__', '4'],
        ['6', '6'],
      ]),
    )
    expect(typed('1', { channels }, 7)).toEqual({ text: '#sales', channels: { sales: '1' } })
    expect(typed('5', { channels }, 7)).toEqual({ text: '#—', channels: { '—': '5' } })
  })

  test('a role or whoever can be mentioned is words', () => {
    expect(typed('55', { roles: { 55: { name: '@Sales' } } }, 8).text).toBe('@Sales')
    expect(typed('55', { roles: { 55: { name: 'Sales' } } }, 9).text).toBe('@Sales')
    expect(typed(lee, { users }, 9).text).toBe(`<@${lee}|lee>`)
  })

  test('a handle that would be several words is left to the id', () => {
    expect(typed(lee, { users: { [lee]: { username: 'lee <@1> x' } } }, 6).text).toBe(`<@${lee}>`)
  })

  test('reads as a mention only where one is', () => {
    const parts = fc.constantFrom('<', '@', '!', '&', '#', ':', '>', '|', '12', 'a', ' ', '\u200b', '＜', '＠', '/', 't', 'https://x')
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), (typedParts) => {
        const text = typed(typedParts.join(''), { users: { 12: { username: 'x|y' } }, roles: { 12: { name: '<@9>' } }, channels: {} }).text
        expect((text ?? '').replace(/<@\d+>/g, '')).not.toMatch(/[<＜﹤]\s*\u200b*\s*[@＠]/u)
      }),
    )
  })
})

describe('what is being typed', () => {
  test('comes with its slot and what the others hold', () => {
    const options = [
      { type: 3, name: 'amount', value: '5000' },
      { type: 3, name: 'for', value: 'le', focused: true },
    ]
    expect(hear(asking('deal', [{ type: 1, name: 'won', options }]))).toMatchObject({
      kind: 'asking',
      asked: { command: 'deal', text: 'won', slot: 'owner', typed: 'le', fields: { amount: '5000' } },
      numeric: false,
    })
  })

  test('nowhere is nothing', () => {
    expect(hear(asking('deal', [{ type: 3, name: 'a', value: '1' }]))).toBeUndefined()
  })
})

describe('a button', () => {
  test.each([
    [{ id: '1', flags: 64 }, 'private answer'],
    [{ id: '1', flags: 64 | 32_768 }, 'private answer'],
    [{ id: '1', flags: 32_768 }, 'post'],
    [{ id: '1' }, 'post'],
  ])('in %j stands in a %s', (message, from) => {
    expect(hear(press('s123', message))).toMatchObject({ kind: 'press', customId: 's123', origin: { from } })
  })

  test('may be chosen in a menu of many', () => {
    const menu = interaction(3, { custom_id: 'menu-1', component_type: 3, values: ['s123'] }, { message: { id: '1' } })
    expect(hear(menu)).toMatchObject({ kind: 'press', customId: 's123' })
  })

  test('is no menu of people', () => {
    expect(hear(interaction(3, { custom_id: 'x', component_type: 5, values: ['1'] }, { message: { id: '1' } }))).toBeUndefined()
  })
})

describe('a sent form', () => {
  test('is what was typed, chosen and given', () => {
    const file = { id: '9', filename: 'deals.csv', size: 42, url: 'https://cdn.discordapp.com/9/deals.csv' }
    const given = submission(
      's1',
      [
        label({ type: 4, custom_id: 'note', value: '<@1> *as typed*' }),
        label({ type: 3, custom_id: 'stage', values: ['lead'] }),
        label({ type: 3, custom_id: 'product', values: [] }),
        label({ type: 19, custom_id: 'file', values: ['9'] }),
        label({ type: 19, custom_id: 'none', values: ['10'] }),
        { type: 10, id: 9 },
        { type: 1, components: [{ type: 4, custom_id: 'old', value: 'x' }] },
      ],
      {},
    )
    const data = { ...(given.data as Given), resolved: { attachments: { 9: file } } } // an object, as made above
    const heard = hear({ ...given, data })
    if (heard?.kind !== 'submission') throw new Error('not heard')
    const { file: ref = '', ...values } = heard.values
    expect(values).toEqual({ note: '<@1> *as typed*', stage: 'lead', product: '', none: '', old: 'x' })
    expect(readFileRef('secret', ref)).toEqual({ url: file.url, name: 'deals.csv', size: 42 })
    expect(heard.origin.from).toBe('nothing')
  })
})

test.each([
  ['no', 'nb'],
  ['zh-TW', 'zh'],
  ['zh-CN', 'zh'],
  ['en-US', 'en-US'],
  ['ru', 'ru'],
])('the locale %s is %s', (discords, ours) => {
  expect(localeOf(discords)).toBe(ours)
})

test('anything else is not heard, and is no exception', () => {
  const whole = [
    command('deal', [{ type: 1, name: 'won', options: [{ type: 3, name: 'a', value: 'x' }] }]),
    asking('deal', [{ type: 3, name: 'a', value: 'x', focused: true }]),
    press('s1'),
    submission('s1', [label({ type: 4, custom_id: 'note', value: 'x' })]),
  ]
  fc.assert(
    fc.property(fc.constantFrom(...whole), fc.array(fc.nat(), { maxLength: 3 }), fc.anything(), (good, path, spoilt) => {
      // Something else in the place of any of its parts, however deep.
      const copy: Given = structuredClone(good)
      let at: unknown = copy
      for (const [index, step] of path.entries()) {
        if (typeof at !== 'object' || at === null) break
        const keys = Object.keys(at)
        const key = keys[step % Math.max(keys.length, 1)]
        if (key === undefined) break
        const parent = at as Record<string, unknown> // any object can be asked for any key
        if (index === path.length - 1) parent[key] = spoilt
        else at = parent[key]
      }
      expect(() => hear(copy)).not.toThrow()
    }),
    { numRuns: 300 },
  )
  for (const nothing of [{}, { type: 2 }, { type: 99 }, { ...press('x'), token: '' }, { ...press('x'), id: '../1' }])
    expect(hear(nothing)).toBeUndefined()
})
