// The terminal as a place to print to and to read from: lines that come at any time appear above the one that is being typed.
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

export interface Screen {
  /** Whether ANSI codes may be written. */
  readonly dressed: boolean
  /** Prints whole lines. */
  print(text: string): void
}

export interface InputScreen extends Screen {
  /** The next line; undefined when the input has ended (Ctrl-D, Ctrl-C, the end of a pipe). The prompt is shown to people only. */
  ask(prompt: string): Promise<string | undefined>
  close(): void
}

/** Reads from now on; lines are kept until they are asked for. `dressed`: both ends are a terminal, with somebody in front of it. */
export function openScreen(input: Readable, output: Writable, dressed: boolean): InputScreen {
  const reader = createInterface(dressed ? { input, output, terminal: true } : { input })
  const lines = reader[Symbol.asyncIterator]()
  let prompting = false
  reader.on('SIGINT', () => reader.close())
  output.on('error', () => reader.close()) // nobody reads any more: `| head -1`
  return {
    dressed,
    print(text) {
      if (!prompting) {
        output.write(`${text}\n`)
        return
      }
      output.write(`\r\u001b[J${text}\n`) // over the prompt, which is then written anew with what was typed so far
      reader.prompt(true)
    },
    async ask(prompt) {
      if (dressed) {
        prompting = true
        reader.setPrompt(prompt)
        reader.prompt()
      }
      const line = await lines.next()
      prompting = false
      if (line.done && dressed) output.write('\n') // leaves the prompt's line
      return line.done ? undefined : line.value
    },
    close: () => reader.close(),
  }
}
