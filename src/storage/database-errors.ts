// What Prisma's errors mean, where the stores have to know.
import { PrismaClientInitializationError, PrismaClientKnownRequestError } from '@prisma/client/runtime/client'

const codeOf = (error: unknown): string | undefined => (error instanceof PrismaClientKnownRequestError ? error.code : undefined)

/** A row with this key is there already. */
export const isDuplicate = (error: unknown): boolean => codeOf(error) === 'P2002'

/** The database did not answer, or not in time: no connection, a closed one, none free, a transaction that took too long. */
export function isOutOfReach(error: unknown): boolean {
  const code = codeOf(error)
  return (
    error instanceof PrismaClientInitializationError || (code !== undefined && (/^P1/.test(code) || code === 'P2024' || code === 'P2028'))
  )
}
