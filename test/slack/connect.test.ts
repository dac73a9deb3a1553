// The way from Slack to the conversation and back, over HTTP and over Socket Mode, against a Slack that is strict about it.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answer } from '../../src/conversation/platform.ts'
import type { Form } from '../../src/message/form.ts'
import { saying } from '../fakes/conversation.ts'
import { type Running, running } from './running.ts'

const form: Form = {
  name: 'edit-deal',
  about: '412',
  title: 'Edit deal #412',
  submit: 'Save',
  cancel: 'Cancel',
  fields: [
    { name: 'amount', label: 'Amount', kind: 'line', initial: '5000', required: true },
    { name: 'note', label: 'Note', kind: 'text', required: false },
  ],
}
const withButtons: Answer = {
  kind: 'message',
  replaces: false,
  message: {
    nodes: [
      { kind: 'text', spans: ['Deal #412 won'] },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Undo', action: 'undo-deal', value: '412' },
          { label: 'Edit', action: 'edit-deal', value: '412' },
        ],
      },
    ],
  },
}

/** A promise that a test lets go. */
function held<T>(): { promise: Promise<T>; release: (value: T) => void } {
  let release: (value: T) => void = () => {}
  const promise = new Promise<T>((resolve) => {
    release = resolve
  })
  return { promise, release: (value) => release(value) }
}

describe.each(['http', 'socket'] as const)('by %s', (by) => {
  let at: Running
  beforeEach(async () => {
    at = await running(by)
    await at.connection.start()
  })
  afterEach(async () => {
    expect(at.fake.world.refusals).toEqual([])
    await at.stop()
  })

  test('a command is answered in its acknowledgement, privately', async () => {
    const { acknowledged, answer } = await at.fake.command('/deal', 'won 5000 Acme for @kim & <co>')
    expect([acknowledged, answer]).toMatchObject([true, { response_type: 'ephemeral' }])
    expect(at.conversation.heard).toMatchObject([
      { command: 'deal', text: 'won 5000 Acme for <@U0KIM0001|kim> & <co>', speaker: { id: 'U0SAM0001' } },
    ])
    expect(at.fake.told()).toContain('won 5000 Acme')
    expect(at.fake.callsOf('response_url')).toEqual([])
  })

  test('what was acknowledged is done and told before the connection is stopped', async () => {
    at.conversation.onHear = () => withButtons
    await at.fake.command('/deal', 'won 5000 Acme')
    const echo = at.fake.world.lastPrivate('U0SAM0001')
    if (!echo) throw new Error('Sam was told nothing')
    const slow = held<Answer>()
    at.conversation.onPress = () => slow.promise
    expect((await at.fake.press(echo, 'Undo')).acknowledged).toBe(true)
    const stopped = at.connection.stop()
    slow.release(saying('undone', true))
    await stopped
    expect(at.fake.told()).toBe('undone')
  })

  test('an answer that takes its time follows, and only once', async () => {
    const slow = held<Answer>()
    at.conversation.onHear = () => slow.promise
    const delivered = at.fake.command('/progress', '')
    const { acknowledged, answer, what } = await delivered
    expect(acknowledged).toBe(true)
    expect(JSON.stringify(answer)).toContain('Under way')
    const again = at.fake.deliver(what, 1)
    expect((await again).answer).toBeUndefined()
    slow.release(saying('there you are'))
    await vi.waitFor(() => expect(at.fake.told()).toBe('there you are'))
    expect(at.conversation.heard).toHaveLength(1)
    expect(at.fake.callsOf('response_url')).toHaveLength(1)
  })

  test('what is repeated when the answer is late already is not answered both ways', async () => {
    const slow = held<Answer>()
    at.conversation.onHear = () => slow.promise
    const { what } = await at.fake.command('/progress', '')
    const again = at.fake.deliver(what, 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
    slow.release(saying('there you are'))
    expect(await again).toMatchObject({ acknowledged: true, answer: undefined })
    await vi.waitFor(() => expect(at.fake.told()).toBe('there you are'))
    expect(at.fake.world.privates.map(({ text }) => text)).toEqual([expect.stringContaining('Under way'), 'there you are'])
  })

  test('a repeated request joins the one under way and gets the same answer', async () => {
    const slow = held<Answer>()
    at.conversation.onHear = () => slow.promise
    const first = at.fake.command('/deal', 'won 5')
    await vi.waitFor(() => expect(at.conversation.heard).toHaveLength(1))
    const [utterance] = at.conversation.heard
    const trigger = utterance?.requestKey.split('/').at(-1) ?? ''
    const payload = {
      team_id: 'T0SALES01',
      command: '/deal',
      user_id: 'U0SAM0001',
      channel_id: 'C0WINS001',
      text: 'won 5',
      trigger_id: trigger,
    }
    const again = at.fake.deliver({ kind: 'command', payload }, 1)
    // The second is on its way; give it the chance to be heard twice.
    await new Promise((resolve) => setTimeout(resolve, 50))
    slow.release(saying('won'))
    expect((await again).answer).toEqual((await first).answer)
    expect(at.conversation.heard).toHaveLength(1)
  })

  test('a button answers in the place of the private message it stood in', async () => {
    at.conversation.onHear = () => withButtons
    await at.fake.command('/deal', 'won 5000 Acme')
    const echo = at.fake.world.lastPrivate('U0SAM0001')
    if (!echo) throw new Error('no echo')
    expect((await at.fake.press(echo, 'Undo')).acknowledged).toBe(true)
    await vi.waitFor(() => expect(at.fake.told()).toBe('undo-deal 412'))
    expect(at.fake.world.privates).toMatchObject([{ replaced: 1 }])
  })

  test('a button of a public post answers beside it: the post belongs to all', async () => {
    await at.part.directory.enter({ platform: 'slack', id: 'T0SALES01' }, 'C0WINS001')
    const { message } = withButtons.kind === 'message' ? withButtons : { message: { nodes: [] } }
    await at.part.messenger.post('slack/T0SALES01/C0WINS001' as never, message, { key: 'deal-412' })
    const [card] = at.fake.world.posts('C0WINS001')
    if (!card) throw new Error('no card')
    await at.fake.press(card, 'Undo', 'U0KIM0001')
    await vi.waitFor(() => expect(at.fake.told('U0KIM0001')).toBe('undo-deal 412'))
    expect(at.fake.posted()).toMatchObject([expect.stringContaining('Deal #412 won')])
  })

  test('a form opens, complains at its fields, is corrected, and its answer takes the place of the message', async () => {
    at.conversation.onHear = () => withButtons
    at.conversation.onPress = () => ({ kind: 'form', form })
    at.conversation.onSubmit = ({ filled, about }) =>
      filled.amount === '5500'
        ? saying(`${about} is ${filled.amount} now`, true)
        : { kind: 'field errors', errors: { amount: 'That is no amount' } }
    await at.fake.command('/deal', 'won 5000 Acme')
    const echo = at.fake.world.lastPrivate('U0SAM0001')
    if (!echo) throw new Error('no echo')
    await at.fake.press(echo, 'Edit')
    await vi.waitFor(() => expect(at.fake.world.openView('U0SAM0001')).toBeDefined())
    await at.fake.submit({ amount: 'abc' })
    expect(at.fake.world.openView('U0SAM0001')?.errors).toEqual({ amount: 'That is no amount' })
    await at.fake.submit({ amount: '5500' })
    expect(at.fake.world.openView('U0SAM0001')).toBeUndefined()
    await vi.waitFor(() => expect(at.fake.told()).toBe('412 is 5500 now'))
    expect(at.fake.world.privates).toHaveLength(1)
    expect(at.conversation.heard.at(-1)).toMatchObject({
      place: { channel: 'C0WINS001', kind: 'channel' },
      filled: { amount: '5500', note: '' },
    })
  })

  test('a form whose moment has passed is explained, not lost', async () => {
    at.conversation.onHear = () => ({ kind: 'form', form })
    at.fake.fault('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await at.fake.command('/deal', 'edit 412')
    await vi.waitFor(() => expect(at.fake.told()).toContain('Slack did not wait for the form'))
  })

  test('when a response URL no longer works the answer comes as a private message, and failing that directly', async () => {
    at.conversation.onHear = () => withButtons
    await at.fake.command('/deal', 'won 5000 Acme')
    const echo = at.fake.world.lastPrivate('U0SAM0001')
    if (!echo) throw new Error('no echo')
    at.fake.fault('response_url', { kind: 'status', status: 404 }, { kind: 'status', status: 404 })
    await at.fake.press(echo, 'Undo')
    await vi.waitFor(() => expect(at.fake.posted('D0SAM0001')).toEqual(['undo-deal 412']))
    await at.part.directory.enter({ platform: 'slack', id: 'T0SALES01' }, 'C0WINS001')
    await at.fake.press(echo, 'Undo')
    await vi.waitFor(() =>
      expect(at.fake.world.lastPrivate('U0SAM0001')).toMatchObject({ via: 'chat.postEphemeral', text: 'undo-deal 412' }),
    )
  })

  test('an answer whose delivery broke is told again rather than lost', async () => {
    at.conversation.onHear = () => withButtons
    await at.fake.command('/deal', 'won 5000 Acme')
    const echo = at.fake.world.lastPrivate('U0SAM0001')
    if (!echo) throw new Error('no echo')
    at.fake.fault('response_url', { kind: 'drop', after: false })
    await at.fake.press(echo, 'Undo')
    await vi.waitFor(() => expect(at.fake.told()).toBe('undo-deal 412'))
  })

  test('a form may be followed by another, and complaints that come too late for the form are told', async () => {
    const slow = held<Answer>()
    at.conversation.onHear = () => ({ kind: 'form', form })
    at.conversation.onSubmit = ({ filled }) =>
      filled.amount === '1' ? { kind: 'form', form: { ...form, title: 'Really?' } } : slow.promise
    await at.fake.command('/deal', 'edit 412')
    await vi.waitFor(() => expect(at.fake.world.openView('U0SAM0001')).toBeDefined())
    await at.fake.submit({ amount: '1' })
    expect(at.fake.world.openView('U0SAM0001')?.view).toMatchObject({ title: { text: 'Really?' } })
    await at.fake.submit({ amount: '2' })
    expect(at.fake.world.openView('U0SAM0001')).toBeUndefined()
    await vi.waitFor(() => expect(at.fake.told()).toContain('Under way'))
    slow.release({ kind: 'field errors', errors: { amount: 'That is too little' } })
    await vi.waitFor(() => expect(at.fake.told()).toBe('That is too little'))
  })

  test.each(['invalid_arguments', 'missing_scope'])(
    'a form whose file field is refused with %s opens with its other fields',
    async (error) => {
      const file = { name: 'file', label: 'CSV file', kind: 'file' as const, required: false }
      at.conversation.onHear = () => ({ kind: 'form', form: { ...form, fields: [file, ...form.fields] } })
      at.fake.fault('views.open', { kind: 'error', error })
      await at.fake.command('/dealbell', 'import deals')
      await vi.waitFor(() => expect(at.fake.world.openView('U0SAM0001')).toBeDefined())
      const blocks = form.fields.map(({ name }) => ({ block_id: name }))
      expect(at.fake.world.openView('U0SAM0001')?.view).toMatchObject({ blocks })
      expect(at.fake.world.privates).toEqual([])
    },
  )

  test('what is signed but not as Slack documents it is turned away, and the next command is heard', async () => {
    const odd = await at.fake.deliver({ kind: 'command', payload: { command: '/deal', text: 'won 5' } })
    if (by === 'http') expect(odd.status).toBe(400)
    expect((await at.fake.command('/deal', 'won 5')).acknowledged).toBe(true)
    expect(at.conversation.heard).toHaveLength(1)
  })

  test('a conversation that breaks its word is logged and apologised for', async () => {
    at.conversation.onHear = () => Promise.reject(new Error('boom'))
    await at.fake.command('/deal', 'won 5')
    expect(at.fake.told()).toContain('Something went wrong')
    expect(at.log.some(({ level }) => level === 'error')).toBe(true)
  })

  test('an answer that cannot be shown is an apology, not silence', async () => {
    const buttons = [{ label: 'x', action: 'x', value: 'v'.repeat(3_000) }]
    at.conversation.onHear = () => ({ kind: 'message', replaces: false, message: { nodes: [{ kind: 'buttons', buttons }] } })
    await at.fake.command('/deal', 'won 5')
    expect(at.fake.told()).toContain('Something went wrong')
  })

  test('that somebody was deactivated or is back is heard, also when Slack says it twice', async () => {
    const { acknowledged, what } = await at.fake.userChange('U0KIM0001', { deleted: true })
    expect(acknowledged).toBe(true)
    await vi.waitFor(() => expect(at.changed).toHaveLength(1))
    expect(at.changed).toMatchObject([{ team: 'T0SALES01', profile: { id: 'U0KIM0001', name: 'Kim Lund', left: true, isPerson: false } }])
    await at.fake.deliver(what, 1)
    await at.fake.userChange('U0KIM0001', { deleted: false })
    await vi.waitFor(() => expect(at.changed.map(({ profile }) => profile.isPerson)).toEqual([false, false, true]))
    expect(at.changed.at(-1)?.profile.left).toBeUndefined()
    expect(at.conversation.heard).toEqual([])
  })

  test('a profile that was looked at before is asked for again once Slack says that it changed', async () => {
    const here = { platform: 'slack', id: 'T0SALES01' } as const
    expect(await at.part.directory.profile(here, 'U0KIM0001')).toMatchObject({ profile: { isPerson: true } })
    await at.fake.userChange('U0KIM0001', { deleted: true })
    await vi.waitFor(() => expect(at.changed).toHaveLength(1))
    expect(await at.part.directory.profile(here, 'U0KIM0001')).toMatchObject({ profile: { isPerson: false, left: true } })
  })

  test('a change that could not be stored is logged, and Slack is not made to repeat it', async () => {
    at.onChange = () => Promise.reject(new Error('the database is away'))
    expect((await at.fake.userChange('U0KIM0001', { deleted: true })).acknowledged).toBe(true)
    await vi.waitFor(() => expect(at.log.some(({ text }) => text === 'What Slack said of a person could not be stored')).toBe(true))
  })

  if (by === 'http') {
    test('an event that nobody signed is refused', async () => {
      const { what } = await at.fake.userChange('U0KIM0001')
      await vi.waitFor(() => expect(at.changed).toHaveLength(1))
      const body = JSON.stringify(what.kind === 'event' ? what.payload : {})
      const forged = { ...at.fake.signed(`${body} `), 'content-type': 'application/json' }
      expect((await fetch(at.url, { method: 'POST', headers: forged, body })).status).toBe(401)
      expect(at.changed).toHaveLength(1)
    })
  }

  test('hundreds of commands at once are each heard once and answered each with its own answer', async () => {
    const numbers = Array.from({ length: 300 }, (_, index) => index)
    const delivered = await Promise.all(numbers.map((number) => at.fake.command('/deal', `won ${number}`)))
    expect(new Set(delivered.map(({ answer }) => JSON.stringify(answer))).size).toBe(300)
    expect(at.conversation.heard).toHaveLength(300)
  })

  test('nothing that was typed and no token is logged', async () => {
    at.fake.fault('response_url', { kind: 'drop' }, { kind: 'drop' })
    at.fake.fault('chat.postMessage', { kind: 'error', error: 'fatal_error' })
    at.conversation.onHear = () => ({ kind: 'form', form })
    at.fake.fault('views.open', { kind: 'status', status: 500 })
    await at.fake.command('/deal', 'won 77777 Acme')
    await vi.waitFor(() => expect(at.log.some(({ text }) => text === 'An answer could not be told')).toBe(true))
    const written = JSON.stringify(at.log)
    for (const secret of ['77777', 'Acme', 'xoxb', 'xapp', 'made-up-signing-secret', '/response/']) expect(written).not.toContain(secret)
  })
})

test('a press that takes long is heard at once, and its result follows in its place', async () => {
  const run = await running('socket')
  try {
    await run.connection.start()
    run.conversation.onHear = () => ({
      kind: 'message',
      message: {
        nodes: [
          { kind: 'text', spans: ['tried out'] },
          { kind: 'buttons', buttons: [{ label: 'Import', action: 'import-run', value: 'x' }] },
        ],
      },
      replaces: false,
    })
    await run.fake.command('/dealbell', 'import deals')
    const told = run.fake.world.lastPrivate('U0SAM0001')
    if (!told) throw new Error('Nobody was told anything')
    let done = (_: Answer): void => {}
    run.conversation.onPress = () => new Promise((resolve) => (done = resolve))
    expect((await run.fake.press(told, 'Import')).milliseconds).toBeLessThan(300)
    await vi.waitFor(() => expect(run.fake.told()).toContain('Under way'))
    done(saying('8,800 deals', true))
    await vi.waitFor(() => expect(told.text).toBe('8,800 deals'))
    expect(run.fake.world.refusals).toEqual([])
  } finally {
    await run.stop()
  }
})
