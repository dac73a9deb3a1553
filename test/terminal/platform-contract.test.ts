// The terminal keeps what the bot relies on of a platform. One person is alone there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sayIn } from '../../src/languages/speak.ts'
import { formWords } from '../../src/terminal/ask-form.ts'
import { shownButtons } from '../../src/terminal/buttons.ts'
import { terminalFiles } from '../../src/terminal/files.ts'
import { runTerminal } from '../../src/terminal/run-terminal.ts'
import type { InputScreen } from '../../src/terminal/screen.ts'
import { type Given, type PlatformHarness, platformContract, type SeenField } from '../contracts/platform.ts'
import { Scripted } from '../fakes/conversation.ts'

/** A screen with somebody in front of it: each line is typed when it is asked for. */
class Keyboard implements InputScreen {
  readonly dressed = false
  readonly lines: string[] = []
  /** What is asked for now. */
  prompt: string | undefined
  #typed: ((line: string | undefined) => void) | undefined
  #asked: (() => void) | undefined

  print(text: string): void {
    this.lines.push(text)
  }
  ask(prompt: string): Promise<string | undefined> {
    this.prompt = prompt
    this.#asked?.()
    return new Promise((resolve) => {
      this.#typed = resolve
    })
  }
  close(): void {}

  /** Types a line, and waits until the next is asked for. */
  async type(line: string | undefined): Promise<void> {
    const next = new Promise<void>((resolve) => {
      this.#asked = resolve
    })
    const typed = this.#typed
    this.#typed = undefined
    this.prompt = undefined
    typed?.(line)
    if (line !== undefined) await next
  }
}

async function harness(): Promise<PlatformHarness> {
  const installation = { platform: 'terminal', id: 'sandbox' } as const
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-terminal-'))
  const conversation = new Scripted()
  const screen = new Keyboard()
  const say = sayIn('en')
  const over = runTerminal({
    ...{ conversation, installation, screen, channel: 'sales', session: 's', say },
    person: { id: 'sam', handle: 'sam', name: 'Sam Ortiz' },
    buttons: shownButtons(),
    settled: async () => true,
  })
  /** How many forms were begun. */
  const announced = () => screen.lines.filter((line) => line.includes(say.plain('terminal.form-keys', formWords))).length
  const isForm = () => !screen.prompt?.includes('›')
  return {
    conversation,
    installation,
    people: { sam: 'sam', kim: undefined },
    channel: 'sales',
    files: terminalFiles,
    answerWithin: 0,
    typeWin: (_, amount, customer) => screen.type(`/deal won ${amount} ${customer}`),
    async press(_, label) {
      const number = screen.lines.join('\n').match(new RegExp(`\\[(\\d+) ${label}\\]`))?.[1]
      const before = screen.lines.length
      await screen.type(number ?? '0')
      if (screen.lines.slice(before).some((line) => line.includes('There is no button'))) throw new Error(`No button ${label}`)
    },
    async fill(_, values) {
      const seen: SeenField[] = []
      const begun = announced()
      while (isForm() && announced() === begun) {
        const [, label = '', options, standing = ''] = /^(.*?)(?: \(([^)]*)\))?(?: \[(.*)\])?: $/.exec(screen.prompt ?? '') ?? []
        seen.push({ label, value: options ? standing.toLowerCase() : standing })
        await screen.type(lineFor(values[label]))
      }
      return seen
    },
    reads: () => screen.lines,
    wrong: () => screen.lines.filter((line) => line.startsWith('! ')).join('\n'),
    public: () => [],
    pinged: () => [],
    async close() {
      await screen.type(undefined)
      await over
      rmSync(folder, { recursive: true })
    },
  }

  function lineFor(given: Given | undefined): string {
    if (given === undefined) return ''
    if (typeof given === 'string') return given === '' ? '.empty' : given.replace('\n', ' ')
    const file = path.join(folder, given.name)
    writeFileSync(file, given.bytes)
    return file
  }
}

platformContract('The terminal', harness, { alone: true })
