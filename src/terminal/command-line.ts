// What stands behind `npm start --`: nothing, or that the conversation is to be in this terminal.
import { parseArgs } from 'node:util'

export type CommandLine =
  | { readonly run: 'bot' }
  /** `as`: who is speaking, if it was said. */
  | { readonly run: 'terminal'; readonly as: string | undefined }
  /** Not understood; how it is meant to be used is to be shown. */
  | { readonly run: 'usage' }

/** Reads the arguments after the program's name. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({ args: [...args], options: { terminal: { type: 'boolean' }, as: { type: 'string' } } })
    if (values.terminal) return { run: 'terminal', as: values.as }
    return values.as === undefined ? { run: 'bot' } : { run: 'usage' }
  } catch {
    return { run: 'usage' } // an unknown option, or one without its value
  }
}
