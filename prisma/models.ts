// The models as each database's schema. prisma/schema.prisma is the one source, written for SQLite; PostgreSQL's differs from it
// in the provider and in where the client is generated.
import { readFileSync } from 'node:fs'

export const providers = ['sqlite', 'postgresql'] as const
export type Provider = (typeof providers)[number]

/** The text of the Prisma schema for a database. */
export function schemaFor(provider: Provider): string {
  const source = readFileSync(new URL('schema.prisma', import.meta.url), 'utf8')
  if (provider === 'sqlite') return source
  return source.replace('provider = "sqlite"', 'provider = "postgresql"').replace('"../src/generated/sqlite"', '"./postgresql"')
}
