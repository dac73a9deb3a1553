// Lines in, lines out, with a conversation that answers as the test says.
import { PassThrough, Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Answer, Conversation, Press, Submission, Utterance } from '../../src/conversation/platform.ts'
import { sayIn } from '../../src/languages/speak.ts'
import type { Form } from '../../src/message/form.ts'
import type { Node } from '../../src/message/message.ts'
import { shownButtons } from '../../src/terminal/buttons.ts'
import { readCommandLine } from '../../src/terminal/command-line.ts'
import { personCalled, terminalDirectory } from '../../src/terminal/directory.ts'
import { renderMessage } from '../../src/terminal/render.ts'
import { runTerminal } from '../../src/terminal/run-terminal.ts'
import { openScreen } from '../../src/terminal/screen.ts'

const installation = { platform: 'terminal', id: 'sandbox' } as const
const darcel = { id: 'darcel', handle: 'darcel', name: 'Darcel Schlecht' }
const people = [darcel, { id: 'kim', handle: 'kim', name: 'Kim Lund' }, { id: 'kim.b', handle: 'kim.b', name: 'Kim Berg' }]

const says = (text: string, ...more: Node[]): Answer => ({
  kind: 'message',
  message: { nodes: [{ kind: 'text', spans: [text] }, ...more] },
  replaces: false,
})
const undo: Node = {
  kind: 'buttons',
  buttons: [
    { label: 'Undo', action: 'undo-deal', value: '7 1' },
    { label: 'Edit', action: 'edit-deal', value: '7 1' },
  ],
}

interface Heard {
  readonly heard: readonly Utterance[]
  readonly pressed: readonly Press[]
  readonly submitted: readonly Submission[]
  readonly out: string
}

/** Types the lines one after the other and returns what came of it. */
async function type(lines: readonly string[], answers: { [K in keyof Conversation]?: Conversation[K] } = {}): Promise<Heard> {
  const heard: Utterance[] = []
  const pressed: Press[] = []
  const submitted: Submission[] = []
  const output = new PassThrough()
  const chunks: Buffer[] = []
  output.on('data', (chunk) => chunks.push(chunk))
  const conversation: Conversation = {
    hear: (utterance) => {
      heard.push(utterance)
      return answers.hear?.(utterance) ?? Promise.resolve(says('heard'))
    },
    press: (press) => {
      pressed.push(press)
      return answers.press?.(press) ?? Promise.resolve(says('pressed'))
    },
    submit: (submission) => {
      submitted.push(submission)
      return answers.submit?.(submission) ?? Promise.resolve(says('saved'))
    },
    suggest: () => Promise.resolve([]),
  }
  await runTerminal({
    conversation,
    installation,
    person: darcel,
    channel: 'sales',
    screen: openScreen(Readable.from([lines.map((line) => `${line}\n`).join('')]), output, false),
    buttons: shownButtons(),
    say: sayIn('en'),
    session: 's',
    settled: async () => true,
  })
  return { heard, pressed, submitted, out: Buffer.concat(chunks).toString() }
}

describe('what is typed', () => {
  test('a command is heard as the person said it, in the channel', async () => {
    const { heard, out } = await type(['/deal won 5000 "Acme  Corp"'])
    expect(heard).toEqual([
      {
        installation,
        speaker: { id: 'darcel', handle: 'darcel' },
        place: { channel: 'sales', kind: 'channel' },
        requestKey: 'terminal/sandbox/s/1',
        command: 'deal',
        text: 'won 5000 "Acme  Corp"',
        channels: { sales: 'sales' },
      },
    ])
    expect(out).toBe('heard\n')
  })

  test('each line is a request of its own, also when it is the same', async () => {
    const { heard } = await type(['/progress', '', '/progress'])
    expect(heard.map(({ requestKey }) => requestKey)).toEqual(['terminal/sandbox/s/1', 'terminal/sandbox/s/2'])
  })

  test('/help lists the commands and says how the terminal works', async () => {
    const { heard, out } = await type(['/help deal'])
    expect(heard[0]).toMatchObject({ command: 'dealbell', text: 'help deal' })
    expect(out).toContain('Ctrl-D')
  })

  test('words without a slash are answered with an example', async () => {
    const { heard, out } = await type(['won 5000'])
    expect(heard).toEqual([])
    expect(out).toContain('/deal won 5000 Acme')
  })
})

describe('buttons', () => {
  const hear = async () => says('won', undo)

  test('are pressed by their number', async () => {
    const { pressed, out } = await type(['/deal won 5000', '2'], { hear })
    expect(out).toContain('[1 Undo] [2 Edit]')
    expect(pressed).toMatchObject([{ action: 'edit-deal', value: '7 1', place: { channel: 'sales' } }])
  })

  test('keep their numbers when more come', async () => {
    const { pressed, out } = await type(['/deal won 5000', '/deal won 6000', '1', '3'], { hear })
    expect(out).toContain('[3 Undo] [4 Edit]')
    expect(pressed.map(({ action }) => action)).toEqual(['undo-deal', 'undo-deal'])
  })

  test('are gone with the message that an answer replaces', async () => {
    const press = async () => ({ ...says('undone'), replaces: true }) as Answer
    const { pressed, out } = await type(['/deal won 5000', '1', '2'], { hear, press })
    expect(pressed).toHaveLength(1)
    expect(out).toContain('There is no button 2 (any more).')
  })

  test('that were never there are said to be none', async () => {
    expect((await type(['99999999999999999999'])).out).toContain('There is no button')
  })
})

test('a reader that goes away ends it', async () => {
  const output = new PassThrough()
  const screen = openScreen(new PassThrough(), output, false)
  output.destroy(new Error('EPIPE'))
  expect(await screen.ask('')).toBeUndefined()
})

describe('a form', () => {
  const form: Form = {
    name: 'edit-deal',
    about: '7 1',
    title: 'Edit deal #7',
    submit: 'Save',
    cancel: 'Cancel',
    fields: [
      { name: 'amount', label: 'Amount', kind: 'line', initial: '5000', required: true },
      { name: 'day', label: 'Won on', kind: 'date', initial: '2026-11-18', required: true },
      { name: 'note', label: 'Note', kind: 'text', initial: 'old', required: false, longest: 10 },
      {
        name: 'reason',
        label: 'Reason',
        kind: 'choice',
        required: false,
        options: [
          { value: 'p', label: 'Price' },
          { value: 'o', label: 'Other' },
        ],
      },
    ],
  }
  const hear = async (): Promise<Answer> => ({ kind: 'form', form })

  test('is asked field by field; an empty line keeps what stands there', async () => {
    const { submitted, out } = await type(['/deal edit', '5500', '', '', 'price'], { hear })
    expect(submitted).toMatchObject([
      { form: 'edit-deal', about: '7 1', filled: { amount: '5500', day: '2026-11-18', note: 'old', reason: 'p' } },
    ])
    expect(out).toContain('saved')
  })

  test('can be emptied where it may be', async () => {
    const { submitted } = await type(['/deal edit', '.empty', '5500', '', '.empty', ''], { hear })
    expect(submitted[0]?.filled).toEqual({ amount: '5500', day: '2026-11-18', note: '', reason: '' })
  })

  test('asks again for what a chat platform would not let pass', async () => {
    const { submitted, out } = await type(
      ['/deal edit', '', 'yesterday', '2026-02-31', '2026-02-28', '12345678901', 'short', 'maybe', 'Other'],
      { hear },
    )
    expect(submitted[0]?.filled).toEqual({ amount: '5000', day: '2026-02-28', note: 'short', reason: 'o' })
    expect(out).toContain('Choose one of Price/Other.')
    expect(out).toContain('At most 10 characters.')
  })

  test('is cancelled by .cancel, or when no more lines come', async () => {
    const cancelled = await type(['/deal edit', '5500', '.cancel', '/progress'], { hear })
    expect(cancelled.submitted).toEqual([])
    expect(cancelled.heard).toHaveLength(2)
    expect((await type(['/deal edit', '5500'], { hear })).submitted).toEqual([])
  })

  test('is asked again with what was wrong, and keeps what was filled in', async () => {
    let tries = 0
    const submit = async (): Promise<Answer> => {
      tries += 1
      return tries === 1 ? { kind: 'field errors', errors: { amount: 'That is no amount.' } } : says('saved')
    }
    const { submitted, out } = await type(['/deal edit', 'abc', '', 'new', '', '5500', '', '', ''], { hear, submit })
    expect(out).toContain('! That is no amount.')
    expect(submitted.map(({ filled }) => [filled.amount, filled.note])).toEqual([
      ['abc', 'new'],
      ['5500', 'new'],
    ])
  })
})

describe('text that people typed', () => {
  const look = { dressed: true, numberOf: () => 1 }
  const render = (text: string) => renderMessage({ nodes: [{ kind: 'text', spans: [text] }] }, look)

  test('cannot steer the terminal', () => expect(render('\u001b[2Jgone\u0007\u009b1A')).toBe('\ufffd[2Jgone\ufffd\ufffd1A'))
  test('cannot turn a line around', () => expect(render('\u202eemcA\u2066')).toBe('\ufffdemcA\ufffd'))
  test('keeps its lines and its emoji', () => expect(render('one\r\ntwo 👩‍💻')).toBe('one\ntwo 👩‍💻'))
})

describe('dress', () => {
  const nodes: Node[] = [
    { kind: 'headline', spans: ['Sam closed ', { kind: 'bold', spans: ['Acme'] }] },
    { kind: 'text', spans: [{ kind: 'strike', spans: ['5,000'] }] },
    { kind: 'bar', filled: 0.5, tick: 0.75, before: ['Sam'], after: ['50 %'] },
    undo,
  ]
  test('is left out where nobody looks', () =>
    expect(renderMessage({ nodes }, { dressed: false, numberOf: () => 3 })).toBe(
      'Sam closed Acme\n~5,000~\nSam ▓▓▓▓▓▓▓▓▓▓░░░░░│░░░░ 50 %\n[3 Undo] [3 Edit]',
    ))
  test('inside of another does not end it', () =>
    expect(renderMessage({ nodes: nodes.slice(0, 1) }, { dressed: true, numberOf: () => 3 })).toBe(
      '\u001b[1mSam closed \u001b[1mAcme\u001b[22m\u001b[1m\u001b[22m',
    ))
  test('is put on in a terminal', () =>
    expect(renderMessage({ nodes }, { dressed: true, numberOf: () => 3 })).toContain('\u001b[1mSam closed'))
})

describe('who is meant', () => {
  test.each([
    ['darcel', 'darcel'],
    ['@Darcel', 'darcel'],
    ['darcel schlecht', 'darcel'],
    ['Schlecht', 'darcel'],
    ['kim', 'kim'],
    ['Berg', 'kim.b'],
    [undefined, 'darcel'],
  ])('%s', (text, id) => expect(personCalled(text, people)?.id).toBe(id))
  test.each(['sam', '', 'schle'])('nobody: %j', (text) => expect(personCalled(text, people)).toBeUndefined())
  test('several by one word of their names: nobody', () =>
    expect(
      personCalled('Lee', [
        { id: 'a', handle: 'a', name: 'Ann Lee' },
        { id: 'b', handle: 'b', name: 'Bob Lee' },
      ]),
    ).toBeUndefined())

  test('the directory knows people by id and by handle, and its channels', async () => {
    const directory = terminalDirectory(people, ['sales'])
    expect(await directory.profile(installation, 'kim')).toEqual({
      outcome: 'found',
      profile: { id: 'kim', handle: 'kim', name: 'Kim Lund', isPerson: true },
    })
    expect(await directory.profileByHandle(installation, 'KIM.B')).toMatchObject({ profile: { id: 'kim.b' } })
    expect(await directory.profile(installation, 'nobody')).toEqual({ outcome: 'unknown' })
    expect([await directory.enter(installation, 'sales'), await directory.enter(installation, 'general')]).toEqual(['in', 'unknown'])
  })
})

describe('the command line', () => {
  test.each<[string[], object]>([
    [[], { run: 'bot' }],
    [['--terminal'], { run: 'terminal', as: undefined }],
    [['--terminal', '--as', 'Darcel Schlecht'], { run: 'terminal', as: 'Darcel Schlecht' }],
    [['--as=darcel', '--terminal'], { run: 'terminal', as: 'darcel' }],
    [['--as', 'darcel'], { run: 'usage' }],
    [['--terminal', '--as'], { run: 'usage' }],
    [['--help'], { run: 'usage' }],
    [['sandbox'], { run: 'usage' }],
  ])('%j', (args, expected) => expect(readCommandLine(args)).toEqual(expected))
})
