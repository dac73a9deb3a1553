// Bolt's, the Web API client's and Socket Mode's logging, through ours. Their debug lines hold whole payloads (amounts, names,
// tokens) and are never written, whatever the level.
import type { Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from 'pino'

/** What this folder needs of a logger. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>

export function boltLogger(log: Log): BoltLogger {
  const line =
    (level: 'info' | 'warn' | 'error') =>
    (...words: unknown[]) =>
      log[level]({ from: 'bolt' }, words.map(told).join(' '))
  return {
    debug: () => {},
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    setLevel: () => {},
    getLevel: () => 'info' as LogLevel.INFO, // an enum of the library that is a string at run time
    setName: () => {},
  }
}

/** An error by its message alone: its other properties may hold a request with its token. */
const told = (word: unknown): string => (word instanceof Error ? word.message : typeof word === 'string' ? word : typeof word)
