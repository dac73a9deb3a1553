// What Prisma's errors mean, where the stores have to know.
import { PrismaClientInitializationError, PrismaClientKnownRequestError } from '@prisma/client/runtime/client'
import { z } from 'zod'

const codeOf = (error: unknown): string | undefined => (error instanceof PrismaClientKnownRequestError ? error.code : undefined)

/** A row with this key is there already. */
export const isDuplicate = (error: unknown): boolean => codeOf(error) === 'P2002'

/** Prisma: no connection, none free, a transaction that waited or took too long. Its other codes are in `meta`. */
const prismaCodes = /^(P1\d\d\d|P2024|P2028)$/
/** PostgreSQL: connection exceptions, too many connections, shutting down or starting (its manual, appendix A). */
const postgresCodes = /^(08...|53300|57P0\d)$/
/** What the adapters call it when there is no code. */
const kinds = ['ConnectionClosed', 'SocketTimeout', 'DatabaseNotReachable', 'TooManyConnections', 'TlsConnectionError']
/** What the PostgreSQL driver only says in words. */
const words = /Query read timeout|not queryable|Connection terminated|timeout exceeded when trying to connect/

const driverMeta = z.object({
  driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }),
})

const causeOf = (error: PrismaClientKnownRequestError) => driverMeta.safeParse(error.meta).data?.driverAdapterError.cause

/** A total is beyond what a database's whole numbers hold (64 bits): PostgreSQL's own error, or SQLite's CHECK of the tables of totals. */
export function isTooLarge(error: unknown): boolean {
  if (!(error instanceof PrismaClientKnownRequestError)) return false
  return causeOf(error)?.originalCode === '22003' || /CHECK constraint failed: typeof\("value"\)/.test(error.message)
}

/** The PostgreSQL driver waited for an answer and gave up: the connection is good for nothing any more. */
export const isSilence = (error: unknown): error is Error => error instanceof Error && error.message === 'Query read timeout'

/** The database did not answer, or not in time: trying again in a moment may help. */
export function isOutOfReach(error: unknown): boolean {
  if (error instanceof PrismaClientInitializationError) return true
  if (!(error instanceof PrismaClientKnownRequestError)) return error instanceof Error && words.test(error.message)
  if (prismaCodes.test(error.code) || words.test(error.message)) return true
  const cause = causeOf(error)
  return cause !== undefined && (kinds.includes(cause.kind) || postgresCodes.test(cause.originalCode ?? ''))
}
