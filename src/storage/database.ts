// What the stores work with: one of two databases behind Prisma's client.
import type { Prisma, PrismaClient } from '../generated/sqlite/client.ts'

export type DatabaseKind = 'sqlite' | 'postgresql'

/** Both databases have the same models; SQLite's client has the narrower types of the two. */
export type Client = PrismaClient
export type Transaction = Prisma.TransactionClient

export interface Database {
  readonly kind: DatabaseKind
  readonly client: Client
  /** Runs `work` in one transaction. Longer than `seconds` and it is rolled back; waiting for its turn comes on top. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, seconds?: number): Promise<T>
  /** True when the database answers and has every migration. Never rejects. */
  healthy(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Why a database cannot be used.
 * `unreachable`: nobody answers there. `refused`: it does not let this user in. `missing`: the server has no such database.
 * `forbidden`: the user may not create what is needed. `in use`: another process has the SQLite file. `unwritable`: the file or its
 * folder cannot be made or written. `damaged`: the file is not a SQLite database, or a migration was edited after it was applied.
 * `not prepared`: it was to be read only, and is not there, or not as this version has it.
 */
export type Unavailability = 'unreachable' | 'refused' | 'missing' | 'forbidden' | 'in use' | 'unwritable' | 'damaged' | 'not prepared'

/** The database cannot be opened. `place` is its path or host and name, without user or password; the cause is the driver's own error. */
export class DatabaseUnavailable extends Error {
  readonly reason: Unavailability
  readonly place: string
  constructor(reason: Unavailability, place: string, cause: unknown) {
    super(`Database ${place}: ${reason}`, { cause })
    this.reason = reason
    this.place = place
  }
}
