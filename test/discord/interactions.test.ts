// Every kind of interaction, answered in time and late, in private, under a post and in a conversation in private; and what is forged,
// repeated, or lost on the way.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/conversation/platform.ts'
import { DiscordFailure } from '../../src/discord/api.ts'
import { sayIn } from '../../src/languages/speak.ts'
import type { Form } from '../../src/message/form.ts'
import { saying } from '../fakes/conversation.ts'
import { asking, channelId, command, type Given, guild, interaction, kim, press } from './interaction.ts'
import { held, refused, shown, taking } from './taking.ts'

const form: Form = {
  name: 'edit-deal',
  about: '412',
  title: 'Edit deal #412',
  submit: 'Save',
  cancel: 'Cancel',
  fields: [{ name: 'amount', label: 'Amount', kind: 'line', initial: '5000', required: true }],
}
const privately = 64
const inComponents = 1 << 15
const post = { id: '1500000000000000002', flags: 0 }

let at: ReturnType<typeof taking>
beforeEach(() => {
  at = taking()
})

const won = (options: readonly Given[] = [{ type: 3, name: 'amount', value: '5000' }]) =>
  command('deal', [{ type: 1, name: 'won', options }])

test('a ping is answered', async () => {
  await at.take({ id: '1', type: 1, token: 't' })
  expect(at.responses).toEqual([{ type: 1, data: {} }])
})

describe('a command', () => {
  test('is answered in its response, privately', async () => {
    await at.take(won())
    expect(at.responses).toMatchObject([{ type: 4, data: { flags: privately | inComponents, allowed_mentions: { parse: [] } } }])
    expect(shown(at.last().data).text).toBe('deal: won')
    expect(at.conversation.heard).toMatchObject([
      {
        installation: { platform: 'discord', id: guild },
        speaker: { id: kim, locale: 'nb' },
        place: { channel: channelId, kind: 'channel' },
        command: 'deal',
        text: 'won',
        fields: { amount: '5000' },
      },
    ])
    expect(at.calls).toEqual([])
  })

  test('that takes its time is announced, and its answer put there', async () => {
    const slow = held<Answer>()
    at.conversation.onHear = () => slow.promise
    const given = won()
    const done = at.take(given)
    await expect.poll(() => at.responses).toEqual([{ type: 5, data: { flags: privately } }])
    slow.release(saying('there you are'))
    await done
    expect(at.responses).toHaveLength(1)
    expect(at.calls).toMatchObject([
      { method: 'PATCH', path: `/webhooks/1000000000000000001/${given.token}/messages/@original`, body: { flags: inComponents } },
    ])
    expect(shown(at.calls[0]?.body).text).toBe('there you are')
  })

  test('opens its form', async () => {
    at.conversation.onHear = () => ({ kind: 'form', form })
    await at.take(won())
    expect(at.responses).toMatchObject([{ type: 9, data: { title: 'Edit deal #412' } }])
  })

  test('whose form comes too late gives a button that opens it', async () => {
    const slow = held<Answer>()
    at.conversation.onHear = () => slow.promise
    const done = at.take(won())
    await expect.poll(() => at.responses).toHaveLength(1)
    slow.release({ kind: 'form', form })
    await done
    const told = shown(at.calls[0]?.body)
    expect(told.text).toContain(sayIn('nb').plain('discord.form-ready'))
    await at.take(press(told.button(sayIn('nb').plain('discord.form-open'))))
    expect(at.last()).toMatchObject({ type: 9, data: { title: 'Edit deal #412' } })
  })

  test('whose form Discord no longer waited for gives that button too', async () => {
    at.conversation.onHear = () => ({ kind: 'form', form })
    at.heeded.push(false)
    await at.take(won())
    expect(shown(at.calls[0]?.body).buttons).toEqual([sayIn('nb').plain('discord.form-open')])
  })

  test('that comes again, as by a way that repeats requests, is the same request and answered the same', async () => {
    const given = won()
    await at.take(given)
    await at.take(given)
    const [once, twice] = at.conversation.heard.map(({ requestKey }) => requestKey)
    expect(twice).toBe(once)
    expect(at.responses.map(({ type }) => type)).toEqual([4, 4])
  })

  test('in private is for the person’s only server', async () => {
    at.installations.push({ platform: 'discord', id: '77' })
    await at.take(command('progress', [], {}, 'direct'))
    expect(at.conversation.heard).toMatchObject([{ installation: { platform: 'discord', id: '77' }, place: { kind: 'direct' } }])
    expect(at.last().type).toBe(4)
  })

  test.each([[[]], [['77', '78']]])('in private, for whom is in the servers %j, has to be typed in one', async (servers) => {
    at.installations.push(...servers.map((id) => ({ platform: 'discord' as const, id })))
    await at.take(command('progress', [], {}, 'direct'))
    expect(at.conversation.heard).toEqual([])
    expect(at.last()).toMatchObject({ type: 4, data: { flags: privately | inComponents } })
    expect(shown(at.last().data).text).toBe(sayIn('nb').plain('discord.type-in-server'))
  })

  test('of somebody whose language we do not speak is answered in English where Discord’s limits speak', async () => {
    await at.take({ ...command('progress', [], {}, 'direct'), locale: 'pl' })
    expect(shown(at.last().data).text).toBe(sayIn('en').plain('discord.type-in-server'))
  })

  test('whose way breaks down is owned up to, without what was said', async () => {
    at = taking({
      installationsOf: async () => {
        throw new Error('customer Acme')
      },
    })
    await at.take(command('progress', [], {}, 'direct'))
    expect(shown(at.last().data).text).toBe(sayIn('nb').plain('discord.trouble'))
    expect(JSON.stringify(at.log)).not.toContain('Acme')
  })

  test('whose answer carries more than a response can is announced first', async () => {
    at.conversation.onHear = () => saying(Array.from({ length: 900 }, (_, n) => `line ${n}`).join('\n'))
    await at.take(won())
    // Everything is told one way or another: what does not fit goes as a file.
    const whole = JSON.stringify([at.responses, at.calls.map(({ body, files }) => [body, files?.map(({ bytes }) => String(bytes))])])
    expect(whole).toContain('line 899')
    if (at.calls.length > 0) expect(at.responses).toEqual([{ type: 5, data: { flags: privately } }])
  })
})

describe('a button', () => {
  test('in a private answer of ours is answered in its place', async () => {
    await at.take(press(at.id('undo-deal', '412')))
    expect(at.conversation.heard).toMatchObject([
      { action: 'undo-deal', value: '412', installation: { id: guild }, place: { channel: channelId } },
    ])
    expect(at.responses).toMatchObject([{ type: 7, data: { flags: inComponents, attachments: [] } }])
  })

  test('in a private answer may be answered beside it', async () => {
    at.conversation.onPress = () => saying('beside')
    await at.take(press(at.id('show', '1')))
    expect(at.responses).toMatchObject([{ type: 4, data: { flags: privately | inComponents } }])
  })

  test('of a post is answered beside it, whatever the answer would replace', async () => {
    await at.take(press(at.id('undo-deal', '412'), post))
    expect(at.responses).toMatchObject([{ type: 4, data: { flags: privately | inComponents } }])
  })

  test.each([
    ['a private answer, to be replaced', { id: '1', flags: 64 }, true, 6, 'PATCH'],
    ['a private answer, to stand beside', { id: '1', flags: 64 }, false, 6, 'POST'],
    ['a post, to be replaced', post, true, 5, 'PATCH'],
    ['a post, to stand beside', post, false, 5, 'PATCH'],
  ] as const)('that takes its time, from %s', async (_, message, replaces, type, method) => {
    const slow = held<Answer>()
    at.conversation.onPress = () => slow.promise
    const given = press(at.id('undo-deal', '412'), message)
    const done = at.take(given)
    await expect.poll(() => at.responses).toMatchObject([{ type }])
    slow.release(saying('done', replaces))
    await done
    const path = `/webhooks/1000000000000000001/${given.token}${method === 'PATCH' ? '/messages/@original' : ''}`
    expect(at.calls).toMatchObject([{ method, path, body: { flags: method === 'POST' ? privately | inComponents : inComponents } }])
  })

  test('in a conversation in private knows its server', async () => {
    await at.take(press(at.id('undo-deal', '412'), post, 'direct'))
    expect(at.conversation.heard).toMatchObject([{ installation: { id: guild }, place: { kind: 'direct' } }])
  })

  test('with a long value is looked up', async () => {
    const long = 'x'.repeat(190)
    at.conversation.onHear = () => ({
      kind: 'message',
      replaces: false,
      message: { nodes: [{ kind: 'buttons', buttons: [{ label: 'Go', action: 'turn-page', value: long }] }] },
    })
    await at.take(won())
    await at.take(press(shown(at.last().data).button('Go')))
    expect(at.conversation.heard.at(-1)).toMatchObject({ action: 'turn-page', value: long })
  })

  test.each([
    ['made up', () => 'sAAAAAAAAAAAAAAAA1~0~undo-deal~412'],
    ['without a signature', () => 'undo-deal:412'],
    ['looked up in vain', () => `l${'A'.repeat(43)}`],
    ['changed', () => at.id('undo-deal', '412').replace('412', '413')],
    ['of another server', () => at.id('undo-deal', '412', '1100000000000000002')],
    ['signed with another secret', () => taking().id('undo-deal', '412').replace(/^s./, 's-')],
  ])('that is %s does nothing, and says so', async (_, id) => {
    at.conversation.onPress = () => saying('done')
    await at.take(press(id()))
    expect(at.conversation.heard).toEqual([])
    expect(at.last()).toMatchObject({ type: 4, data: { flags: privately | inComponents } })
    expect(shown(at.last().data).text).toBe(sayIn('nb').plain('complaint.button-unknown'))
  })
})

describe('what could stand in a field', () => {
  const typing = () => asking('deal', [{ type: 1, name: 'won', options: [{ type: 3, name: 'customer', value: 'ac', focused: true }] }])

  test('is suggested, as much as Discord takes', async () => {
    at.conversation.onSuggest = () => [
      { label: 'Acme', value: 'Acme' },
      { label: `Long ${'name '.repeat(40)}`, value: 'long' },
      { label: 'Too long', value: 'x'.repeat(101) },
      { label: '', value: 'bare' },
      { label: 'nothing', value: '' },
      ...Array.from({ length: 40 }, (_, n) => ({ label: `C${n}`, value: `C${n}` })),
    ]
    await at.take(typing())
    const choices = at.last().data.choices as { name: string; value: string }[]
    expect(at.last().type).toBe(8)
    expect(choices.slice(0, 4).map(({ value }) => value)).toEqual(['Acme', 'long', 'bare', 'C0'])
    expect(choices).toHaveLength(25)
    expect(at.conversation.asked).toMatchObject([{ command: 'deal', text: 'won', slot: 'customer', typed: 'ac', fields: {} }])
  })

  test('is a number where one is asked for', async () => {
    at.conversation.onSuggest = () => [
      { label: 'twelve', value: '12' },
      { label: 'many', value: 'many' },
    ]
    await at.take(asking('log', [{ type: 4, name: 'count', value: '1', focused: true }]))
    expect(at.last().data).toEqual({ choices: [{ name: 'twelve', value: 12 }] })
  })

  test.each([
    ['late', () => new Promise<never>(() => {})],
    ['failing', () => Promise.reject(new Error('down'))],
  ])('is nothing when it is %s', async (_, suggest) => {
    at.conversation.onSuggest = suggest
    await at.take(typing())
    expect(at.responses).toEqual([{ type: 8, data: { choices: [] } }])
  })

  test('is nothing for what is not understood, and in private without a server', async () => {
    await at.take(asking('deal', []))
    await at.take({ ...typing(), guild_id: undefined })
    expect(at.responses).toEqual([
      { type: 8, data: { choices: [] } },
      { type: 8, data: { choices: [] } },
    ])
    expect(at.conversation.asked).toEqual([])
  })
})

describe('a response that Discord did not wait for', () => {
  test('is put where it belongs, or sent after', async () => {
    at.heeded.push(false)
    await at.take(won())
    expect(at.calls.map(({ method }) => method)).toEqual(['PATCH'])
    at.heeded.push(false)
    at.failures.push(refused(404, 10_015))
    await at.take(won())
    expect(at.calls.slice(1).map(({ method }) => method)).toEqual(['PATCH', 'POST'])
  })

  test('of a post’s button never changes the post', async () => {
    at.heeded.push(false)
    at.failures.push(new DiscordFailure('lost'))
    await at.take(press(at.id('undo-deal', '412'), post))
    expect(at.calls.map(({ method }) => method)).toEqual(['POST', 'POST'])
  })

  test('is tried three times at most, with time between, and then written down without what it was', async () => {
    at.heeded.push(false)
    at.failures.push(new DiscordFailure('lost'), new DiscordFailure('fault', { status: 502 }), new DiscordFailure('fault', { status: 503 }))
    const given = won()
    await at.take(given)
    expect(at.calls).toHaveLength(3)
    expect(at.waited).toEqual([500, 2_000])
    expect(at.log.at(-1)).toMatchObject({ failures: ['edit lost', 'edit fault 502', 'edit fault 503'] })
    expect(JSON.stringify(at.log)).not.toContain(String(given.token))
    expect(JSON.stringify(at.log)).not.toContain('deal: won')
  })

  test('is owned up to where Discord does not take it', async () => {
    at.heeded.push(false)
    at.failures.push(refused(400, 50_035))
    await at.take(won())
    expect(shown(at.calls.at(-1)?.body).text).toBe(sayIn('nb').plain('discord.trouble'))
  })

  test('is not tried for ever where Discord refuses', async () => {
    at.heeded.push(false)
    at.failures.push(refused(404, 10_015), refused(404, 10_015))
    await at.take(won())
    expect(at.calls.map(({ method }) => method)).toEqual(['PATCH', 'POST'])
    expect(at.waited).toEqual([])
  })

  test('is not tried when the interaction is too old', async () => {
    const slow = held<Answer>()
    at.conversation.onHear = () => slow.promise
    const done = at.take(won())
    await expect.poll(() => at.responses).toHaveLength(1)
    at.clock.advance(15 * 60_000)
    slow.release(saying('late'))
    await done
    expect(at.calls).toEqual([])
    expect(at.log.at(-1)).toMatchObject({ text: 'An answer could not be told' })
  })

  test('because sending it broke is no exception', async () => {
    const given = won()
    await at.part.take(given, async () => {
      throw new Error('socket')
    })
    expect(at.calls.map(({ method }) => method)).toEqual(['PATCH'])
  })
})

describe('a response that Discord refuses and waits for another', () => {
  test('is owned up to in its stead', async () => {
    at.heeded.push('refused')
    await at.take(won())
    expect(at.responses.map(({ type }) => type)).toEqual([4, 4])
    expect(shown(at.last().data).text).toBe(sayIn('nb').plain('discord.trouble'))
    expect(at.calls).toEqual([])
  })

  test('with a form gives the button that opens it', async () => {
    at.conversation.onHear = () => ({ kind: 'form', form })
    at.heeded.push('refused')
    await at.take(won())
    expect(at.responses.map(({ type }) => type)).toEqual([9, 4])
    expect(shown(at.last().data).buttons).toHaveLength(1)
    expect(at.calls).toEqual([])
  })
})

test.each([
  ['of an unknown kind', interaction(99, {})],
  ['without a person', { ...command('deal'), member: undefined }],
  ['without anything', {}],
  ['that is no object', undefined],
])('an interaction %s gets a sentence', async (_, given) => {
  await at.part.take(given, at.respond)
  expect(at.responses).toMatchObject([{ type: 4, data: { flags: privately | inComponents } }])
  expect(at.conversation.heard).toEqual([])
})

test('whoever is being answered is waited for', async () => {
  const slow = held<Answer>()
  at.conversation.onHear = () => slow.promise
  void at.take(won())
  let settled = false
  const waiting = at.part.settled().then(() => {
    settled = true
  })
  await expect.poll(() => at.responses).toHaveLength(1)
  expect(settled).toBe(false)
  slow.release(saying('done'))
  await waiting
  expect(at.calls).toHaveLength(1)
})
