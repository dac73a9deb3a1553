// A fault of ours in the log: an id to quote and where it happened, without the error's own words, which may hold what
// people typed.
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'

/** Logs a fault and returns its id (8 characters). */
export function logFault(log: Logger, what: string, error: unknown, about: Readonly<Record<string, string>> = {}): string {
  const fault = randomUUID().slice(0, 8)
  const name = error instanceof Error ? error.name : typeof error
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const frames = error instanceof Error ? (error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []) : []
  log.error({ fault, error: name, code, at: frames.slice(0, 8).map((frame) => frame.trim()), ...about }, what)
  return fault
}
